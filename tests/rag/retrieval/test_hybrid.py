"""Searches over real notes, with real Kiwi, SQLite and Chroma."""

from __future__ import annotations

import threading
import unicodedata

from collections.abc import Mapping
from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse.glossary import Glossary, parse
from rag.analyse.terms import Analyser
from rag.errors import IndexBroken, IndexMissing, ServiceError
from rag.relevance.evidence import STRONG
from rag.retrieval.fusion import fuse, places
from rag.retrieval.lexical import Ranked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is_training", "bn.md"),
        ("is_training은 언제 False야?", "bn.md"),
        ("tf.map_fn", "map.md"),
        ("PR-317", "resnet.md"),
        ("ResNet18", "resnet.md"),
        ("resnet18의 층", "resnet.md"),
        (r"\mathcal N", "noise.md"),
        ("서버를 언제 켜?", "server.md"),
        ("밤에 서버는 어떻게 되나요", "server.md"),
        ("배치정규화", "bn.md"),
        ("배치 정 규화", "bn.md"),
        ("소프트 맥스에 넣는 것", "attention.md"),
        ("attention", "attention.md"),
        ("how does attention use softmax?", "attention.md"),
        ("드롭아웃 대신 조기종료", "undated.md"),
        ("What is early stopping?", "undated.md"),
    ],
)
def test_the_note_is_found(shelf, question, expected) -> None:
    """
    Identifiers as typed; particles, endings, spaces and the script of a term
    do not matter.
    """
    assert expected == shelf.found(question)[0]


@pytest.mark.parametrize("question", ["어텐션은 뭐야?", "배치 정규화", "서버를"])
def test_decomposed_questions_find_the_same(shelf, question) -> None:
    """A question typed on macOS (NFD) finds what its composed twin finds."""
    assert shelf.hits(question) == shelf.hits(unicodedata.normalize("NFD", question))


def test_decomposed_notes_are_found(library) -> None:
    """A note saved in NFD is found by a composed question, and is quoted composed."""
    made = library(
        {
            "a.md": unicodedata.normalize(
                "NFD", "# 드롭아웃\n\n뉴런을 무작위로 끈다.\n"
            ),
            "b.md": "# 다른 글\n\n서버를 켠다.\n",
        }
    )
    made.index()

    (hit, *_) = made.hits("드롭아웃이 끄는 뉴런")

    assert "a.md" == hit.entry.path
    assert "뉴런" in hit.chunk.text


def test_a_planned_note_answers_nothing(library) -> None:
    """Its heading has every word of the question, and nothing stands below it."""
    made = library({"힙.md": "# 힙과 큐의 차이\n", "덱.md": "# 덱\n\n양쪽으로 든다.\n"})

    made.index()
    (best, *_) = made.hits("힙과 큐의 차이")

    assert "힙.md" == best.entry.id
    assert best.strength < STRONG


def test_a_glossary_joins_names_and_descriptions(library, kiwi) -> None:
    """
    A passage is found by the other name of what it names, and by a
    description that shares no word with it.
    """
    glossary = Glossary(
        parse(
            "early stopping\t조기 종료\t더 나아지지 않으면 훈련을 그만두는 요령\t"
            "quit training once nothing improves\n"
            "checkpointing\t재계산\t기억 공간을 아끼려 다시 셈하기\t"
            "trade compute for memory\n"
        )
    )
    made = library(
        {
            "stop.md": "# 조기 종료\n\n검증 손실을 본다.\n",
            "memory.md": "# 재계산\n\n역전파 때 쓴다.\n",
            "other.md": "# 서버\n\n밤마다 켠다.\n",
        },
        analyser=Analyser(kiwi, glossary),
    )
    made.index()

    assert "stop.md" == made.found("What is early stopping?")[0]
    assert "stop.md" == made.found("나아지지 않으면 그만두는 요령")[0]
    assert "memory.md" == made.found("trade compute for memory")[0]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": date(2022, 2, 20), "until": date(2022, 2, 20)}, {"server.md"}),
        ({"until": date(2021, 6, 2)}, {"bn.md", "map.md"}),
        ({"since": date(2022, 3, 10)}, {"deeplearning.md"}),
        ({"category": "도구"}, {"map.md", "server.md"}),
        ({"category": "딥러닝"}, {"bn.md", "attention.md", "resnet.md"}),
        ({"category": "딥러닝/정규화"}, {"bn.md"}),
        ({"category": "딥러닝", "since": date(2022, 3, 1)}, {"resnet.md"}),
        ({"category": "없는 것"}, set()),
        ({"since": date(2030, 1, 1)}, set()),
    ],
)
@pytest.mark.parametrize("question", ["", "서버 배치 정규화 조기 종료"])
def test_filters_hold(shelf, question, filters, expected) -> None:
    """
    Nothing outside of the range or the category is found, whatever else is
    asked: an undated note is in no range, a category includes those below it
    and no other that begins like it.
    """
    found = set(shelf.found(question, limit=20, **filters))

    assert found <= expected
    assert question or found == expected


def test_hits_are_one_an_entry_best_first(library) -> None:
    """An entry of many passages is one hit, its best passage; scores fall."""
    long = "\n\n".join(
        f"## 절 {n}\n\n서버 이야기 {n}. " + "긴 글. " * 150 for n in range(4)
    )
    made = library({"long.md": f"# 서버\n\n{long}\n", "short.md": "# 서버\n\n켠다.\n"})
    made.index()

    hits = made.hits("서버 이야기 2", limit=9)

    assert {"long.md", "short.md"} == {h.entry.path for h in hits}
    assert len(hits) == 2
    assert "이야기 2" in hits[0].chunk.text
    assert hits[0].chunk.text in hits[0].entry.body
    assert sorted((h.score for h in hits), reverse=True) == [h.score for h in hits]
    assert all(0 <= h.score <= 1 and 0 <= h.strength <= 1 for h in hits)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_no_more_than_the_limit(shelf, limit) -> None:
    """A smaller limit gives the beginning of the same list."""
    every = shelf.found("서버와 배치 정규화와 어텐션", limit=8)

    assert every[:limit] == shelf.found("서버와 배치 정규화와 어텐션", limit=limit)


def test_equal_notes_come_in_the_same_order(library) -> None:
    """Ties are broken by name, so that the order is the same each time."""
    made = library({f"{n}.md": "# 서버\n\n서버를 켠다.\n" for n in "dbca"})
    made.index()

    assert ["a.md", "b.md", "c.md", "d.md"] == made.found("서버")


@pytest.mark.parametrize(
    "question",
    [
        *("?!", "...", '"', "*", "'", "(", "서버*", '"서버', "^서버"),
        *("AND", "OR NOT", "NEAR(a b, 2)", "col:", "words : 서버", "{words}: x", "- -"),
        *(
            "\0",
            "서버\0",
            "\ud800",
            "서버\udfff",
            "🧩",
            "👩‍💻",
            "$$",
            "```",
            "%_",
            "\\",
        ),
        *("\u202e서버", "\ufeff", "서버; drop table chunks", "㈜서버", "ㅋㅋㅋ"),
    ],
)
def test_no_question_breaks_a_search(shelf, question) -> None:
    """The syntax of no database, and no broken text, is an error."""
    hits = shelf.hits(question)

    assert "서버" not in question or "server.md" in [h.entry.path for h in hits]


@pytest.mark.parametrize("piece", ["서버를 다시 켠다 ", "word ", "x", "a1 ", "🧩"])
def test_ten_thousand_characters_are_a_question(shelf, piece) -> None:
    """A question may be as long as a page or ten."""
    hits = shelf.hits((piece * 10_000)[:10_000])

    assert ("서버" in piece) == ("server.md" in [h.entry.path for h in hits])


def test_ten_thousand_different_words_are_a_question(shelf) -> None:
    """Neither the number of terms nor that of grams reaches a limit."""
    assert shelf.hits(" ".join(f"w{n:x}q" for n in range(2_500)) + " tf.map_fn")


def test_other_phrasings_are_searched_too(shelf) -> None:
    """What a model words anew is looked for beside the question."""
    found = shelf.found("그거 뭐였지", phrasings=("tf.map_fn으로 행 처리",))

    assert "map.md" == found[0]


def test_many_threads_search_at_once(shelf) -> None:
    """Threads share a searcher, and get what one gets."""
    expected = shelf.hits("서버를 켜는 때")
    found: list[object] = []

    threads = [
        threading.Thread(target=lambda: found.append(shelf.hits("서버를 켜는 때")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [expected] * 6 == found


def test_nothing_indexed_is_said(library) -> None:
    """Without a generation, IndexMissing tells the way out."""
    with pytest.raises(IndexMissing) as info:
        library({"a.md": "# 서버\n"}).hits("서버")

    assert "tilbot index" in info.value.hint


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_a_damaged_index_is_said(library, content) -> None:
    """A damaged file is IndexBroken with a way out, not a traceback."""
    made = library({"a.md": "# 서버\n\n켠다.\n"})
    made.index()
    (made.generations.current() / "notes.sqlite3").write_bytes(content)

    with pytest.raises(IndexBroken) as info:
        made.hits("서버")

    assert "tilbot index" in info.value.hint


class Silent:
    """A service that embeds passages and is down when a question comes."""

    name = "fake:silent"

    def documents(self, texts):
        """Embed passages."""
        return [[1.0, float(len(text))] for text in texts]

    def query(self, text):
        """Fail."""
        raise ServiceError("It is down.", hint="Wait.")


def test_words_answer_while_the_service_is_down(library) -> None:
    """Without vectors for the question, words alone find the note."""
    made = library(
        {"a.md": "# 서버\n\n켠다.\n", "b.md": "# 학습\n\n한다.\n"}, embedder=Silent()
    )
    made.index()

    assert "a.md" == made.found("서버를")[0]


def ranks(scores: Mapping[str, float]) -> list[Ranked]:
    return [Ranked(key, key, score, 0.5) for key, score in scores.items()]


def fused(scores: Mapping[str, float], near: Mapping[str, float], share: float):
    return [(f.key, f.score) for f in fuse(ranks(scores), near, share)]


def test_the_share_weighs_the_arms() -> None:
    """Each arm is brought to 0..1 and counts by its share."""
    words, near = {"a": 8.0, "b": 4.0}, {"a": 0.2, "b": 0.6}

    assert [("a", 1.0), ("b", 0.5)] == fused(words, near, 0.0)
    assert [("b", 1.0), ("a", 0.0)] == fused(words, near, 1.0)
    assert [("b", 0.75), ("a", 0.5)] == fused(words, near, 0.5)


def test_ties_go_by_key() -> None:
    """Equal scores are in order of their keys."""
    assert ["a", "b", "c"] == [k for k, _ in fused({"c": 1, "a": 1, "b": 1}, {}, 0.3)]


numbers = st.floats(0, 1e6)


@given(
    st.dictionaries(st.sampled_from("abcdef"), numbers),
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 1)),
    st.floats(0, 1),
)
def test_fused_scores_are_shares(words, near, share) -> None:
    """What the words name comes back, once each, with scores of 0..1, best first."""
    found = fused(words, near, share)

    assert sorted(words) == sorted(key for key, _ in found)
    assert all(-1e-9 <= score <= 1 + 1e-9 for _, score in found)
    assert found == sorted(found, key=lambda f: (-f[1], f[0]))


def test_each_arm_has_its_own_places() -> None:
    """From 1, best first; an arm that gives nothing to a passage has no place."""
    ranked = [
        Ranked("a", "a", 3.0, 1.0, {"words": 2.0, "grams": 1.0}),
        Ranked("b", "b", 2.0, 1.0, {"words": 1.0, "grams": 2.0, "sounds": 0.0}),
    ]

    found = places(ranked, {"b": 0.1, "elsewhere": 0.9})

    assert {"words": 1, "grams": 2} == found["a"]
    assert {"words": 2, "grams": 1, "vectors": 1} == found["b"]
