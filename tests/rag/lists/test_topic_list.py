"""Lists, counts and dates of the notes on a subject, over a real index."""

from __future__ import annotations

from datetime import date

import pytest

from rag.lists.topic_list import listed_on, spoken_of, told_on
from rag.query_types import Kind, Query
from rag.types import Outcome


NOTES = {
    "ML/2021-04-25-map.md": (
        "# 텐서플로우 map_fn\n\n배열의 요소마다 함수를 부른다 🧩.\n\n```python\ntf.map_fn(f, xs)\n```\n"
    ),
    "ML/2021-05-02-loss.md": (
        "# 2차 미분\n\nTensorFlow 1.15의 손실 함수는 2차 미분이 안 된다.\n"
    ),
    "ML/2023-02-22-clip.md": "# CLIP\n\n이미지와 글을 한 공간에 둔다.\n",
    "ML/2023-04-03-diffusion.md": "# 디퓨전\n\n글은 CLIP의 인코더로 읽는다.\n",
    "ML/dino.md": "# DINO\n\n라벨 없이 배우는 ViT이다. $\\theta_t$는 EMA이다.\n",
    "ML/2023-05-12-bind.md": "# ImageBind\n\n여섯 가지 입력을 묶는다. DINO v2도 나온다.\n",
    "글/2024-01-02-self.md": "# 유사 라벨\n\nself-training은 제 답으로 배운다 🔁.\n",
    "글/2024-01-03-both.md": "# 사전 학습\n\nself-attention은 training이 느리다.\n",
    "도구/2022-03-01-graph.md": "# 빌드 속도\n\n그래프를 빌드할 때 for 문은 느리다.\n",
}


@pytest.fixture(scope="module")
def notes(tmp_path_factory, analyser, shelf):
    made = type(shelf)(tmp_path_factory.mktemp("topic"), analyser, None, paid=False)
    made.write(NOTES)
    made.index()
    yield made.searcher
    made.close()


def on(notes, text, kind, **fields):
    return listed_on(notes, Query(text=text, kind=kind, **fields), text)


def paths(answer):
    return [
        c.entry.path.rpartition("/")[2].removesuffix(".md") for c in answer.citations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("텐서플로우", {"2021-04-25-map", "2021-05-02-loss"}),
        ("TensorFlow", {"2021-04-25-map", "2021-05-02-loss"}),
        ("CLIP", {"2023-02-22-clip", "2023-04-03-diffusion"}),
        ("DINO", {"dino", "2023-05-12-bind"}),
        (
            "CLIP이나 DINO",
            {"2023-02-22-clip", "2023-04-03-diffusion", "dino", "2023-05-12-bind"},
        ),
        (
            "CLIP이랑 DINO",
            {"2023-02-22-clip", "2023-04-03-diffusion", "dino", "2023-05-12-bind"},
        ),
        ("그래프", {"2022-03-01-graph"}),
        ("self-training", {"2024-01-02-self"}),
        ("self-training이나 map_fn", {"2024-01-02-self", "2021-04-25-map"}),
    ],
)
def test_every_note_that_speaks_of_it(notes, text, expected) -> None:
    """In either script, all of them, and none by a chance of sound: 그래프, CLIP."""
    answer = on(notes, text, Kind.COUNT)

    assert expected == set(paths(answer))
    assert Outcome.ANSWERED is answer.outcome
    assert f"{len(expected)}개" in answer.text
    assert all(c.quote in c.entry.body for c in answer.citations)


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.WHEN])
def test_what_no_note_speaks_of(notes, kind) -> None:
    """Nothing is counted, and nothing is quoted in its place."""
    answer = on(notes, "Kubernetes", kind)

    assert (Outcome.NO_EVIDENCE, ()) == (answer.outcome, answer.citations)


def test_a_list_of_nothing_is_left_to_the_search(notes) -> None:
    """A subject that is only described, a search may still find."""
    assert on(notes, "Kubernetes", Kind.LIST) is None


def test_when_something_was_written(notes) -> None:
    """The day of the note that is about it; that it has none, if it has none."""
    clip, dino = (on(notes, text, Kind.WHEN) for text in ("CLIP", "DINO"))

    assert ["2023-02-22-clip"] == paths(clip)
    assert clip.text.startswith("2023-02-22에 적었습니다.")
    assert ["dino"] == paths(dino)
    assert "날짜가 적혀 있지 않습니다" in dino.text


def test_the_order_tells_what_came_first(notes) -> None:
    """Several notes stand by date."""
    answer = on(notes, "CLIP이랑 TensorFlow", Kind.WHEN)

    days = [c.entry.day for c in answer.citations]
    assert sorted(days) == days


@pytest.mark.parametrize("text", ["CLIP이랑 디퓨전", "디퓨전하고 CLIP", "CLIP 디퓨전"])
def test_of_two_subjects_both_are_told(notes, text) -> None:
    """Though the note on the one speaks of the other."""
    answer = on(notes, text, Kind.WHEN)

    assert ["2023-02-22-clip", "2023-04-03-diffusion"] == paths(answer)
    assert "2023-02-22, 2023-04-03" in answer.text


def test_what_is_called_by_two_words_is_one_subject(notes) -> None:
    """It is not asked of either word."""
    assert ["2022-03-01-graph"] == paths(on(notes, "빌드 속도", Kind.WHEN))


def test_a_note_without_a_date_is_named_beside_a_filter(notes) -> None:
    """It may belong there, and nobody can tell."""
    year = {"since": date(2023, 1, 1), "until": date(2023, 12, 31)}
    answer = on(notes, "DINO", Kind.LIST, **year)

    assert ["2023-05-12-bind", "dino"] == paths(answer)
    assert "알 수 없는 노트도 1개" in answer.text


def test_a_filter_without_any_gives_way(notes) -> None:
    """It is lifted and named, unless it was given by hand."""
    year = {"since": date(2022, 1, 1), "until": date(2022, 12, 31)}
    lifted = on(notes, "CLIP", Kind.COUNT, **year)
    held = on(notes, "CLIP", Kind.COUNT, forced=True, **year)

    assert 2 == len(lifted.citations)
    assert "2022-01-01 ~ 2022-12-31" in lifted.notice
    assert (Outcome.NO_EVIDENCE, None) == (held.outcome, held.notice)


def test_a_few_notes_are_quoted(notes) -> None:
    """A short list says what each note says, not only that it exists."""
    answer = on(notes, "CLIP", Kind.LIST)

    assert "이미지와 글을 한 공간에 둔다." in answer.text
    assert "글은 CLIP의 인코더로 읽는다." in answer.text


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("텐서플로우", {"holding": ("code",)}, {"2021-04-25-map"}),
        ("DINO", {"holding": ("formula",)}, {"dino"}),
        (
            "CLIP이나 DINO",
            {"without_texts": ("디퓨전", "ImageBind")},
            {"2023-02-22-clip", "dino"},
        ),
        ("CLIP", {"without_texts": ("디퓨전",)}, {"2023-02-22-clip"}),
    ],
)
def test_what_is_held_and_left_out(notes, text, fields, expected):
    """A subject is narrowed by what notes hold, and by another subject."""
    answer = on(notes, text, Kind.LIST, **fields)

    assert expected == set(paths(answer))


def test_a_subject_by_group(notes):
    """What speaks of it is counted by its date, and the subject is named."""
    query = Query(text="텐서플로우", kind=Kind.COUNT, group_by="month")

    answer = told_on(notes, query, "언제 제일 많이 썼어?")

    assert {"2021-04-25-map", "2021-05-02-loss"} == set(paths(answer))
    assert "텐서플로우" in answer.text.split("\n")[0]
    assert "2021년 5월: 1개" in answer.text


def test_no_group_of_a_subject_that_is_nowhere(notes):
    """Nothing is counted by any date."""
    query = Query(text="Kubernetes", kind=Kind.COUNT, group_by="year")

    assert Outcome.NO_EVIDENCE is told_on(notes, query, "q").outcome


def test_a_subject_is_in_the_titles_if_any(notes):
    """What is left out are the notes on a subject, not those that mention it."""
    assert {"ML/2023-02-22-clip.md"} == spoken_of(notes, "CLIP")
    assert {"ML/2023-05-12-bind.md", "ML/dino.md"} >= spoken_of(notes, "DINO")
    assert set() == spoken_of(notes, "쿠버네티스")


def test_two_notes_are_told_with_their_days_or_not_at_all(notes) -> None:
    """Whether two were written on one day needs both; a mention is no note on it."""
    both = on(notes, "CLIP, 디퓨전", Kind.WHEN, sides=("CLIP", "디퓨전"))
    one = on(notes, "CLIP, 증류", Kind.WHEN, sides=("CLIP", "증류"))

    assert ["2023-02-22-clip", "2023-04-03-diffusion"] == paths(both)
    assert one.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("last", "said"),
    [(False, "먼저 적은 것: **CLIP**"), (True, "나중에 적은 것: **디퓨전**")],
)
def test_of_two_notes_the_one_asked_for_is_named(notes, last, said) -> None:
    """It leads, with the day of each; where no note is on one, nothing is told."""
    two = {"sides": ("CLIP", "디퓨전"), "newest_first": last}
    answer = on(notes, "CLIP, 디퓨전", Kind.WHEN, **two)
    none = on(notes, "CLIP, 증류", Kind.WHEN, **two | {"sides": ("CLIP", "증류")})

    expected = ["2023-02-22-clip", "2023-04-03-diffusion"]
    assert said == answer.text.split("\n")[0]
    assert (expected[::-1] if last else expected) == paths(answer)
    assert none is None
