"""Several counts together, over a real index."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.lists.sums import together
from rag.query_types import Kind, Query
from rag.types import Outcome


NOTES = {
    "ML/2022-03-02-loss.md": "# 손실 함수\n\n삼중항 손실 $L$은 세 점을 본다 🧩.\n",
    "ML/2022-04-03-clip.md": "# CLIP\n\n글과 그림을 함께 배운다.\n",
    "ML/2022-04-20-vit.md": "# ViT\n\n그림을 조각으로 나눈다. CLIP도 쓴다.\n",
    "도구/2023-01-01-git.md": "# git\n\n가지를 합친다.\n",
}


@pytest.fixture(scope="module")
def notes(tmp_path_factory, analyser, shelf):
    made = type(shelf)(tmp_path_factory.mktemp("summed"), analyser, None, paid=False)
    made.write(NOTES)
    made.index()
    yield made.searcher
    made.close()


def month(number, **fields):
    first = date(2022, number, 1)
    last = date(2022, number, 31 if number == 3 else 30)
    return Query(text="", kind=Kind.COUNT, since=first, until=last, **fields)


def asked(notes, library, question, *parts, kind=Kind.COUNT, lang="ko"):
    query = Query(text="", kind=kind, measure="sum", parts=parts, lang=lang)
    return together(notes, library, query, question)


@pytest.fixture(scope="module")
def entries(notes):
    """All notes, as a list of everything gives them."""
    everything = Query(text="", kind=Kind.LIST)
    return [hit.entry for hit in notes.search(everything, limit=9)]


def names(answer):
    return [
        c.entry.path.rpartition("-")[2].removesuffix(".md") for c in answer.citations
    ]


def test_each_part_has_its_number(notes, entries) -> None:
    """Of months by their names, and all of them together."""
    answer = asked(notes, entries, "합치면?", month(3), month(4))

    assert ["loss", "clip", "vit"] == sorted(names(answer), key="loss clip vit".find)
    assert answer.text.startswith("합쳐서 모두 3개입니다.")
    assert "2022년 3월: 1개" in answer.text
    assert "2022년 4월: 2개" in answer.text


def test_a_note_of_two_parts_is_counted_once(notes, entries) -> None:
    """And the answer says so."""
    clip = Query(text="CLIP", kind=Kind.COUNT)
    answer = asked(notes, entries, "합치면?", clip, month(4))

    assert answer.text.startswith("합쳐서 모두 2개입니다 (겹치는 노트 2개는 한 번만")


@pytest.mark.parametrize(
    ("question", "lang", "told"),
    [
        ("둘 중 뭐가 더 많아?", "ko", "가장 많은 것은 2022년 4월, 2개입니다."),
        ("어느 달이 더 적어?", "ko", "가장 적은 것은 2022년 3월, 1개입니다."),
        ("which has more?", "en", "The most: April 2022, 2."),
    ],
)
def test_what_has_more(notes, entries, question, lang, told) -> None:
    """The part with most, or fewest, comes first."""
    answer = asked(
        notes, entries, question, month(3, lang=lang), month(4, lang=lang), lang=lang
    )

    assert answer.text.startswith(told)


def test_a_tie_is_said(notes, entries) -> None:
    """Neither has more."""
    tools = Query(text="", kind=Kind.COUNT, category="도구")
    answer = asked(notes, entries, "뭐가 더 많아?", month(3), tools)

    assert answer.text.startswith("모두 1개로 같습니다.")


def test_the_notes_themselves(notes, entries) -> None:
    """A list of the sum names them by date."""
    answer = asked(notes, entries, "목록", month(4), month(3), kind=Kind.LIST)

    assert ["loss", "clip", "vit"] == names(answer)


def test_nothing_at_all(notes, entries) -> None:
    """Where no part has a note there is no evidence, only noughts."""
    answer = asked(notes, entries, "합치면?", month(6), month(9))

    assert (Outcome.NO_EVIDENCE, ()) == (answer.outcome, answer.citations)
    assert "2022년 6월: 0개" in answer.text


def test_parts_are_named_in_the_language_of_the_question(notes, entries) -> None:
    """Whatever an earlier turn was written in."""
    parts = [replace(month(n), lang="ko") for n in (3, 4)]
    answer = asked(notes, entries, "how many in all?", *parts, lang="en")

    assert "April 2022: 2" in answer.text
