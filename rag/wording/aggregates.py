"""What is said of days, gaps, streaks and averages, in both languages."""

from __future__ import annotations

from datetime import date

from rag.dates.intervals import apart
from rag.query_types import GroupBy, Lang
from rag.wording.lists import CountedSentences, many, unit


class Measured(CountedSentences):
    """Sentences about notes' dates and categories."""

    GROUPS = (
        "노트를 쓴 {topic} 모두 {many}입니다 ({what}).",
        "{units} with notes: {many} ({what}).",
    )
    HAVING = (
        "{bound} {topic} 모두 {many}입니다 ({what}).",
        "{units} with {bound}: {many} ({what}).",
    )
    NONE_HAVING = (
        "{bound} {topic} 없습니다 ({what}).",
        "{units} with {bound}: none ({what}).",
    )
    NO_NOTES = ("노트가 없는", "no notes")
    EXACTLY = ("노트를 {n}개만 쓴", "exactly {n} note{s}")
    AT_LEAST = ("노트를 {n}개 이상 쓴", "{n} or more notes")
    AT_MOST = ("노트를 {n}개 이하로 쓴", "at most {n} note{s}")
    BETWEEN = ("노트를 {least}~{n}개 쓴", "{least} to {n} notes")
    OTHERS = (
        "노트가 있는 {topic} {many}, 노트 {n}개",
        "with notes: {many}, {n} note{s}",
    )
    SHARE = ("{name}: {n}개 ({share}%)", "{name}: {n} ({share}%)")
    SHARE_OF = (
        "{n}개 중 {k}개로 {share}%입니다 ({category}, {what}).",
        "{k} of {n} note{s}, {share}% ({category}, {what}).",
    )
    AVERAGE = (
        "{each} 평균 {mean}개 썼습니다: {first} ~ {last}, {many}에 {n}개 ({what}).",
        "{mean} notes a {each} on average: {n} in {many}, {first} ~ {last} ({what}).",
    )
    AVERAGE_WRITING = (
        "노트를 쓴 {topic} {many}이고, 그것만 보면 평균 {mean}개입니다.",
        "Over the {many} with notes alone, {mean}.",
    )
    INTERVAL = (
        "평균 {mean}일에 한 번 썼습니다: {first} ~ {last}, {days}에 {n}일 ({what}).",
        (
            "A day with notes every {mean} days on average: {n} day{s} with notes, "
            "{first} ~ {last}, {days} ({what})."
        ),
    )
    GAP = (
        "가장 오래 비운 것은 {first}부터 {last}까지 {days}입니다 ({what}).",
        "The longest gap is from {first} to {last}, {days} ({what}).",
    )
    GAPS = (
        "가장 오래 비운 것은 {days}로 {n}번입니다: {spans} ({what}).",
        "The longest gap is {days}, {n} time{s}: {spans} ({what}).",
    )
    TOO_FEW_DAYS = (
        "노트를 쓴 날이 둘 이상이어야 알 수 있습니다 ({what}).",
        "That takes notes of two days or more ({what}).",
    )
    STREAK = (
        "가장 길게 이어 쓴 것은 {many} 연속입니다 ({what}).",
        "The longest streak is {many} in a row ({what}).",
    )
    STREAKS = (
        "{many} 이상 연속으로 쓴 적이 {n}번 있습니다 ({what}).",
        "{n} streak{s} of {many} or more ({what}).",
    )
    NO_STREAK = (
        "{many} 이상 연속으로 쓴 적은 없습니다 ({what}).",
        "No streak of {many} or more ({what}).",
    )
    RUN = ("{first} ~ {last}: {many} 연속", "{first} ~ {last}: {many} in a row")
    ELAPSED_LATEST = (
        "가장 최근 노트를 쓴 {day}부터 {today}까지 {days}이 지났습니다 ({what}).",
        "The latest note is of {day}, {days} before {today} ({what}).",
    )
    ELAPSED_FIRST = (
        "가장 처음 노트를 쓴 {day}부터 {today}까지 {days}이 지났습니다 ({what}).",
        "The first note is of {day}, {days} before {today} ({what}).",
    )
    WRITTEN_TODAY = (
        "가장 최근 노트는 오늘({day}) 썼습니다 ({what}).",
        "The latest note is of today, {day} ({what}).",
    )
    ELAPSED_SUBJECT = (
        "마지막으로 적은 {day}부터 {today}까지 {days}이 지났습니다.",
        "Last written on {day}, {days} before {today}:",
    )
    SPAN = (
        "처음 쓴 {first}부터 마지막으로 쓴 {last}까지 {days}입니다 ({what}).",
        "From the first note, {first}, to the last, {last}: {days} ({what}).",
    )
    LONGEST = ("가장 긴 노트 {n}개입니다 ({what}).", "The {n} longest notes ({what}):")
    THE_LONGEST = (
        "가장 긴 노트입니다: {size}자 ({what}).",
        "The longest note, of {size} characters ({what}):",
    )
    SHORTEST = (
        "가장 짧은 노트 {n}개입니다 ({what}).",
        "The {n} shortest notes ({what}):",
    )
    THE_SHORTEST = (
        "가장 짧은 노트입니다: {size}자 ({what}).",
        "The shortest note, of {size} characters ({what}):",
    )
    BOTH_LENGTHS = (
        "가장 긴 노트({longest}자)와 가장 짧은 노트({shortest}자)입니다 ({what}).",
        "The longest note, of {longest} characters, and that of {shortest} ({what}):",
    )
    BOTH_ENDS = (
        "처음 쓴 노트와 가장 최근에 쓴 노트입니다 ({what}).",
        "The first note and the latest ({what}):",
    )
    ANY = ("네, 노트 {n}개가 있습니다 ({what}).", "Yes, {n} note{s} ({what}):")
    NOT_ANY = (
        "아니요, 그 조건에 맞는 노트가 없습니다 ({what}).",
        "No, there are no notes for that ({what}).",
    )
    ALL = (
        "네, 노트 {n}개 모두 {category}에 있습니다 ({what}).",
        "Yes, all of {n} note{s} are in {category} ({what}).",
    )
    NOT_ALL = (
        "아니요, 노트 {n}개 중 {k}개만 {category}에 있습니다 ({what}).",
        "No, {k} of {n} notes are in {category} ({what}).",
    )
    NONE_OF = (
        "아니요, 노트 {n}개 중 {category}에 있는 것은 없습니다 ({what}).",
        "No, none of {n} note{s} is in {category} ({what}).",
    )


_EACH: dict[GroupBy, str] = {
    "day": "하루",
    "month": "한 달",
    "quarter": "한 분기",
    "half": "한 반기",
    "year": "한 해",
}


def topic(by: GroupBy) -> str:
    """Return what there are several of with its Korean particle: ``달은``."""
    word = unit(by, "ko")
    return word + ("은" if (ord(word[-1]) - ord("가")) % 28 else "는")


def units(by: GroupBy, lang: Lang) -> str:
    """Return what there are several of at the head of an English sentence."""
    return unit(by, lang).capitalize()


def counted(count: int, by: GroupBy, lang: Lang) -> str:
    """Return a number of groups behind their name: ``9일``, ``7개``, or ``7``."""
    if lang == "en":
        return str(count)
    return f"{count}{'일' if by == 'day' else '개'}"


def each(by: GroupBy, lang: Lang) -> str:
    """Return one of the groups: ``한 달``, ``month``."""
    return _EACH[by] if lang == "ko" else unit(by, lang, 1)


def length(count: int, by: GroupBy, lang: Lang) -> str:
    """Return how long a row of days or months is: ``6개월``, ``6 months``."""
    word = {"day": "일", "month": "개월", "year": "년"}.get(by)
    return f"{count}{word}" if lang == "ko" and word else many(count, by, lang)


def bound(least: int, most: int | None, lang: Lang) -> str:
    """Return how many notes a group has: ``노트를 2개 이상 쓴``, ``no notes``."""
    if most == 0:
        return Measured.NO_NOTES.text(lang)
    if most is None:
        return Measured.AT_LEAST.text(lang, n=least)
    if least == most:
        return Measured.EXACTLY.text(lang, n=most)
    told = Measured.AT_MOST if least <= 1 else Measured.BETWEEN
    return told.text(lang, n=most, least=least)


def duration(first: date, last: date, lang: Lang) -> str:
    """Return the time between two days: ``129일(4개월 6일)``, ``1 day``."""
    ko = lang == "ko"
    days = (last - first).days
    names = ("년", "개월", "일") if ko else ("year", "month", "day")
    parts = [
        f"{n}{name}" if ko else f"{n} {name}{'s' * (n != 1)}"
        for n, name in zip(apart(first, last), names, strict=True)
        if n
    ]
    told = f"{days}일" if ko else f"{days} day{'s' * (days != 1)}"
    if days < 31:
        return told
    return f"{told}({' '.join(parts)})" if ko else f"{told} ({', '.join(parts)})"
