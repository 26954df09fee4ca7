"""What lists and counts say in tilbot's own words, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.dates.intervals import Key
from rag.query_types import GroupBy, Holding, Lang, Query
from rag.wording.bilingual import Sentences


class CountedSentences(Sentences):
    """Of what is in braces, ``{s}`` is the ending of the noun that *n* counts."""

    def text(self, lang: Lang, **values: object) -> str:
        """Return the sentence in *lang* with *values* filled in."""
        ending = "" if values.get("n") == 1 else "s"
        return super().text(lang, s=ending, **values)


class Told(CountedSentences):
    """Sentences about lists and counts."""

    LISTED = ("노트 {n}개입니다 ({what}).", "{n} note{s} ({what}):")
    NEXT = ("이어서 노트 {n}개입니다 ({what}).", "The next {n} note{s} ({what}):")
    NO_MORE = ("노트가 더 없습니다 ({what}).", "There are no more notes ({what}).")
    LATEST = ("최근 노트 {n}개입니다 ({what}).", "The latest {n} notes ({what}):")
    EARLIEST = ("처음 쓴 노트 {n}개입니다 ({what}).", "The first {n} notes ({what}):")
    THE_LATEST = ("가장 최근에 쓴 노트입니다 ({what}).", "The latest note ({what}):")
    THE_EARLIEST = ("가장 처음 쓴 노트입니다 ({what}).", "The first note ({what}):")
    NTH_LATEST = (
        "{nth}로 최근에 쓴 노트입니다 ({what}).",
        "The {nth} latest note ({what}):",
    )
    NTH_EARLIEST = (
        "{nth}로 오래된 노트입니다 ({what}).",
        "The {nth} oldest note ({what}):",
    )
    TOO_FEW = (
        "그런 노트는 없습니다. 날짜가 있는 노트는 {n}개입니다 ({what}).",
        "There is no such note. Notes with a date: {n} ({what}).",
    )
    NONE_WITHIN = ("이 노트에는 {thing} 없습니다.", "There is {thing} in this note:")
    ALL = ("전체", "all")
    OF_ALL = ("전체 {n}개 중", "of {n}")
    OF = ("{what}, {n}개 중", "{what}, of {n}")
    OF_SHOWN = ("방금 보인 것 중", "of those just listed")
    NEWEST_FIRST = ("최신순", "newest first")
    OLDEST_FIRST = ("오래된 순", "oldest first")
    UNDATED_ASIDE = ("날짜가 없는 노트 {n}개는 빼고", "leaving out {n} without a date")
    LISTED_MORE = ("그 밖에 {n}개가 더 있습니다.", "And {n} more.")
    COUNTED_MORE = (
        "그중 {n}개는 출처에 적지 않았습니다.",
        "Of these, {n} are not named among the sources.",
    )
    SHOWN_BY = (
        "`{command}` 명령으로 모두 볼 수 있습니다.",
        "`{command}` shows all of them.",
    )
    COUNTED = ("노트는 모두 {n}개입니다 ({what}).", "{n} note{s} in all ({what}).")
    COUNTED_ALL = ("노트는 모두 {n}개입니다 (전체).", "{n} note{s} in all.")
    COUNTED_BY = ("{name}: {n}개", "{name}: {n}")
    KINDS = ("{unit}는 {k}개입니다 ({what}).", "{unit}: {k} ({what}).")
    NOTES = ("노트 {n}개", "{n} note{s}")
    FURTHER_TAGS = ("그 밖의 태그 {k}개: {n}개", "{k} other tags: {n}")
    FURTHER_DAYS = ("그 밖의 {k}일: {n}개", "{k} other days: {n}")

    MOST = (
        "{names}에 가장 많이 썼습니다 ({n}개).",
        "{names} has the most notes ({n}).",
    )
    MOST_EACH = (
        "{names}에 각각 {n}개로 가장 많이 썼습니다.",
        "{names} have the most notes ({n} each).",
    )
    LEAST = (
        "노트를 쓴 {unit} 중에서는 {names}에 가장 적게 썼습니다 ({n}개).",
        "Of the {unit} with notes, {names} has the fewest ({n}).",
    )
    LEAST_EACH = (
        "노트를 쓴 {unit} 중에서는 {names}에 각각 {n}개로 가장 적게 썼습니다.",
        "Of the {unit} with notes, {names} have the fewest ({n} each).",
    )
    EVEN = ("{many} 모두 노트가 {n}개씩입니다.", "All {many} have {n} note{s} each.")
    KIND_MOST = (
        "노트가 가장 많은 {unit}는 {names}입니다 ({n}개).",
        "{names} has the most notes of all {unit} ({n}).",
    )
    KIND_MOST_EACH = (
        "노트가 가장 많은 {unit}는 {names}입니다 (각각 {n}개).",
        "{names} have the most notes of all {unit} ({n} each).",
    )
    KIND_LEAST = (
        "노트가 가장 적은 {unit}는 {names}입니다 ({n}개).",
        "{names} has the fewest notes of all {unit} ({n}).",
    )
    KIND_LEAST_EACH = (
        "노트가 가장 적은 {unit}는 {names}입니다 (각각 {n}개).",
        "{names} have the fewest notes of all {unit} ({n} each).",
    )


_MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()
_WEEKDAYS = (
    "월 화 수 목 금 토 일".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
)
ORDINALS = (
    "첫 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(),
    "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
)
OF_KIND = frozenset[GroupBy]({"category", "tag"})
"""What notes are counted by that is no time."""
_UNITS: dict[GroupBy, tuple[str, str]] = {
    "day": ("날", "days"),
    "weekday": ("요일", "weekdays"),
    "month": ("달", "months"),
    "quarter": ("분기", "quarters"),
    "half": ("반기", "half-years"),
    "year": ("해", "years"),
    "category": ("분류", "categories"),
    "tag": ("태그", "tags"),
}
_HOLDING: dict[Holding, tuple[str, str]] = {
    "code": ("코드가 있는 것", "with code"),
    "formula": ("수식이 있는 것", "with a formula"),
    "table": ("표가 있는 것", "with a table"),
    "link": ("링크가 있는 것", "with a link"),
    "picture": ("그림이 있는 것", "with a picture"),
    "todo": ("할 일이 적힌 것", "with something to do"),
    "done": ("끝낸 일이 적힌 것", "with something done"),
    "nothing": ("제목만 있는 것", "only a title"),
    "category": ("카테고리가 있는 것", "with a category"),
    "tag": ("태그가 있는 것", "with a tag"),
}
_HALVES = (("상반기", "하반기"), ("First half", "Second half"))
_LACKING: dict[Holding, tuple[str, str]] = {
    "code": ("코드가 없는 것", "without code"),
    "formula": ("수식이 없는 것", "without a formula"),
    "table": ("표가 없는 것", "without a table"),
    "link": ("링크가 없는 것", "without a link"),
    "picture": ("그림이 없는 것", "without a picture"),
    "todo": ("할 일이 없는 것", "with nothing to do"),
    "done": ("끝낸 일이 없는 것", "with nothing done"),
    "nothing": ("내용이 있는 것", "more than a title"),
    "category": ("카테고리가 없는 것", "without a category"),
    "tag": ("태그가 없는 것", "without a tag"),
}
_HALF = 6
"""Months of a year from which on the others are named."""
_MOST_NAMED = 5
"""Names in a sentence; of more it says how many there are."""


def name(key: Key, by: GroupBy, lang: Lang) -> str:
    """Return what a group is called, such as ``2023년 5월``."""
    ko = lang == "ko"
    match by, key:
        case "day", date():
            if ko:
                return f"{key.year}년 {key.month}월 {key.day}일"
            return f"{key.day} {_MONTHS[key.month - 1]} {key.year}"
        case "month", (int(year), int(month)):
            return f"{year}년 {month}월" if ko else f"{_MONTHS[month - 1]} {year}"
        case "quarter", (int(year), int(part)):
            return f"{year}년 {part}분기" if ko else f"Q{part} {year}"
        case "half", (int(year), int(part)):
            half = _HALVES[not ko][part - 1]
            return f"{year}년 {half}" if ko else f"{half} of {year}"
        case "year", int():
            return f"{key}년" if ko else str(key)
        case "weekday", int():
            return f"{_WEEKDAYS[0][key]}요일" if ko else _WEEKDAYS[1][key]
        case _:
            return str(key)


def unit(by: GroupBy, lang: Lang, count: int = 2) -> str:
    """Return what there are several of, or one: ``달``, ``months``, ``month``."""
    told = _UNITS[by][lang == "en"]
    if lang == "ko" or count != 1:
        return told
    return told.removesuffix("ies") + "y" if told.endswith("ies") else told[:-1]


def many(count: int, by: GroupBy, lang: Lang) -> str:
    """Return a number of groups, such as ``3개 달``."""
    if lang == "en":
        return f"{count} {unit(by, lang, count)}"
    return f"{count}일" if by == "day" else f"{count}개 {unit(by, lang)}"


def row(names: Sequence[str], by: GroupBy, lang: Lang) -> str:
    """Return *names* side by side in a sentence, the first of very many."""
    left = len(names) - _MOST_NAMED
    if left > 0:
        shown = ", ".join(names[:_MOST_NAMED])
        if lang == "en":
            return f"{shown} and {left} more {unit(by, lang)}"
        return f"{shown} 등 {many(len(names), by, lang)}"
    if lang == "en":
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    # What a date is called ends in a consonant, a category in anything.
    two = len(names) == 2 and by not in OF_KIND
    return ("과 " if two else ", ").join(names)


def recurring(months: Sequence[int], weekdays: Sequence[int], lang: Lang) -> str:
    """Return days that come again in a few words: ``매년 2월, 토요일``."""
    ko = lang == "ko"
    but = len(months) > _HALF  # "매년 3월 제외" is shorter
    said = [n for n in range(1, 13) if n not in months] if but else months
    named = [f"{n}월" if ko else _MONTHS[n - 1] for n in said]
    days = [name(day, "weekday", lang) for day in weekdays]
    years = [f"매년 {'·'.join(named)}" if ko else f"every {', '.join(named)}"]
    if but:
        years = [f"{years[0]} 제외" if ko else f"without {years[0]}"]
    weeks = "·".join(days) if ko else ", ".join(f"{day}s" for day in days)
    return ", ".join(filter(None, [*(years if named else ()), weeks]))


def held_in_words(query: Query) -> str:
    """Return what listed notes hold, and don't hold, in a few words."""
    en = query.lang == "en"
    held = [_HOLDING[what][en] for what in query.holding]
    either = [(" or " if en else " 또는 ").join(held)] if query.either else held
    return ", ".join([*filter(None, either), *(_LACKING[w][en] for w in query.lacking)])


def thing(what: Holding, lang: Lang) -> str:
    """Return what a note lacks in a sentence: ``표가``, ``no table``."""
    if lang == "ko":
        return _HOLDING[what][0].split(" ")[0]
    return _LACKING[what][1].replace("without a ", "no ").replace("without ", "no ")


def nth(place: int, lang: Lang) -> str:
    """Return an ordinal: ``두 번째``, ``second``."""
    words = ORDINALS[lang == "en"]
    if place <= len(words):
        return words[place - 1] + (" 번째" if lang == "ko" else "")
    if lang == "ko":
        return f"{place}번째"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in {11, 12, 13} else ending}"
