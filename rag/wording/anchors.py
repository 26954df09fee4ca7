"""What is said of notes that are told by the date of another, in both languages."""

from __future__ import annotations

import enum

from rag.query_types import Lang, Unit


class Beside(enum.Enum):
    """
    Sentences about the notes beside another: Korean first, then English.

    ``{note}`` is that note with its date and its marker, ``{what}`` the filters,
    ``{order}`` that of several.
    """

    NEXT = (
        "{note} 바로 다음에 쓴 노트입니다{what}.",
        "The note right after {note}{what}:",
    )
    NEXT_FEW = (
        "{note} 다음에 쓴 노트 {n}개입니다{what}.",
        "The next {n} note{s} after {note}{what}:",
    )
    PREVIOUS = (
        "{note} 바로 앞에 쓴 노트입니다{what}.",
        "The note right before {note}{what}:",
    )
    PREVIOUS_FEW = (
        "{note} 앞에 쓴 노트 {n}개입니다{what}{order}.",
        "The {n} note{s} before {note}{what}{order}:",
    )
    AFTER = (
        "{note} 뒤에 쓴 노트는 {n}개입니다{what}{order}.",
        "Notes after {note}: {n}{what}{order}:",
    )
    BEFORE = (
        "{note} 앞에 쓴 노트는 {n}개입니다{what}{order}.",
        "Notes before {note}: {n}{what}{order}:",
    )
    APART = (
        "{note} 기준으로 {step}, {day}에 쓴 노트 {n}개입니다{what}.",
        "{step} {note}, on {day}: {n} note{s}{what}:",
    )
    APART_NONE = (
        "{note} 기준으로 {step}, {day}에 쓴 노트는 없습니다{what}.",
        "{step} {note}, on {day}, there is no note{what}.",
    )
    SAME = (
        "{note}, 같은 {unit}에 쓴 다른 노트 {n}개입니다{what}.",
        "{note} has {n} other note{s} of the same {unit}{what}:",
    )
    SAME_NONE = (
        "{note}, 같은 {unit}에 쓴 다른 노트는 없습니다{what}.",
        "{note} has no other note of the same {unit}{what}.",
    )
    BETWEEN = (
        "{note}, {other}, 이 두 노트 사이에 쓴 노트 {n}개입니다{what}.",
        "Between {note} and {other}: {n} note{s}{what}:",
    )
    BETWEEN_NONE = (
        "{note}, {other}, 이 두 노트 사이에 쓴 노트는 없습니다{what}.",
        "Between {note} and {other} there is no note{what}.",
    )
    AFTER_NONE = (
        "{note} 뒤에 쓴 노트는 없습니다{what}.",
        "There is no note after {note}{what}.",
    )
    BEFORE_NONE = (
        "{note} 앞에 쓴 노트는 없습니다{what}.",
        "There is no note before {note}{what}.",
    )
    UNDATED = (
        "{note}에는 날짜가 적혀 있지 않아 앞뒤를 알 수 없습니다.",
        "{note} has no date, so nothing comes before or after it.",
    )
    UNFOUND = (
        "'{about}'에 관한 노트를 찾지 못해 앞뒤를 알 수 없습니다.",
        "There is no note on '{about}' to count from.",
    )
    ONE_OF = (
        "'{about}'에 관한 노트가 {n}개 있어, 가장 잘 맞는 것을 기준으로 했습니다.",
        "Of {n} notes on '{about}', the one that fits best is counted from.",
    )
    ONE_OF_AT_END = (
        "그런 노트 {n}개 중 날짜순으로 맨 끝에 있는 것을 기준으로 했습니다.",
        "Of {n} such notes, the one at the end by date is counted from.",
    )
    ANOTHER = (
        "다른 것을 기준으로 하려면 날짜를 함께 말해 주세요: {days}.",
        "To count from another, say its date as well: {days}.",
    )
    ORDER = (", 가까운 것부터", ", the nearest first")
    NEAREST = ("날짜가 가장 가까운 노트:", "The nearest by date:")
    INSTEAD = ("그나마 가까운 노트:", "The closest notes:")

    def text(self, lang: Lang, **values: object) -> str:
        """Return the sentence in *lang* with *values* filled in."""
        ending = "" if values.get("n") == 1 else "s"
        return str(self.value[lang == "en"]).format(s=ending, **values)


_UNITS: dict[Unit, tuple[str, str]] = {
    "day": ("일", "날"),
    "week": ("주", "주"),
    "month": ("개월", "달"),
    "year": ("년", "해"),
}


def unit(of: Unit, lang: Lang) -> str:
    """Return what a stretch of time is called."""
    return of if lang == "en" else _UNITS[of][1]


def distance(step: int, of: Unit, lang: Lang, *, later: bool) -> str:
    """Return how far it is from a note: ``5일 뒤``, ``5 days after``."""
    if lang == "en":
        side = "after" if later else "before"
        return f"{step} {of}{'' if step == 1 else 's'} {side}"
    return f"{step}{_UNITS[of][0]} {'뒤' if later else '전'}"
