"""Reranking: a sentence that says it counts for more than the same words spread out."""

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse import grams
from rag.analyse.question_units import Unit
from rag.retrieval.fusion import Fused
from rag.retrieval.rerank import READ, rerank


def unit(form: str) -> Unit:
    """Return a word that a question speaks of."""
    return Unit(
        form=form,
        words=frozenset({form}),
        grams=frozenset(grams.of_document(form)),
        sounds=frozenset(),
        latin=form.isascii(),
    )


def fused(key: str, score: float) -> Fused:
    """Return what a search gave for a passage."""
    return Fused(key, key, score, score, 0.0)


def ranked(texts: dict[str, str], *question: str) -> list[str]:
    """Return the keys of *texts*, which the search found equal, as they are reranked."""
    found = [fused(key, 1.0 - at / 1000) for at, key in enumerate(texts)]
    return [
        f.key for f in rerank(found, texts, list(map(unit, question)), lambda _: 1.0)
    ]


def test_one_sentence_beats_two() -> None:
    """In Korean and in English, whatever the search had put first."""
    korean = {
        "spread": "안창호는 교육자였다. 동료는 1938년에 사망했다.",
        "said": "안창호는 1938년에 사망했다 🧪. 교육자였다.",
    }
    english = {
        "spread": "The stash is a stack. Commits are undone by reset.",
        "said": "A stash is undone by pop. Commits stay.",
    }

    assert ["said", "spread"] == ranked(korean, "안창호", "사망")
    assert ["said", "spread"] == ranked(english, "stash", "undone")


def test_the_note_that_is_called_so_comes_first() -> None:
    """A passing mention comes after it, in either script; 경우 calls nothing."""
    found = [fused("mention", 1.0), fused("called", 0.9)]
    texts = {"mention": "레디스에 둔다.", "called": "레디스는 메모리에 둔다."}
    titles = {"mention": "어떤 경우", "called": "레디스 전략"}

    order = rerank(found, texts, [unit("레디스")], lambda _: 1.0, titles)

    assert ["called", "mention"] == [f.key for f in order]
    plain = rerank(found, texts, [unit("경우")], lambda _: 1.0, titles)
    assert ["mention", "called"] == [f.key for f in plain]


def test_a_much_better_passage_stays_first() -> None:
    """A sentence tips the balance; it doesn't outweigh the search."""
    found = [fused("much", 1.0), fused("little", 0.4)]
    texts = {"much": "배치. 정규화.", "little": "배치 정규화"}

    order = rerank(found, texts, [unit("배치"), unit("정규화")], lambda _: 1.0)

    assert ["much", "little"] == [f.key for f in order]


@given(
    st.lists(st.floats(0, 1), max_size=READ + 4),
    st.lists(st.text(max_size=30), min_size=READ + 4, max_size=READ + 4),
    st.lists(st.text("가나다abc", min_size=1, max_size=4), max_size=3),
)
def test_nothing_is_lost(scores, texts, question) -> None:
    """All passages come back, best first, with scores within bounds."""
    found = [fused(str(n), s) for n, s in enumerate(sorted(scores, reverse=True))]
    given_texts = {f.key: text for f, text in zip(found, texts, strict=False)}

    order = rerank(found, given_texts, list(map(unit, question)), lambda _: 1.0)

    assert sorted(f.key for f in found) == sorted(f.key for f in order)
    assert [f.score for f in order] == sorted((f.score for f in order), reverse=True)
    assert all(0 <= f.score <= 1 + 1e-9 for f in order)
