"""Notes that are told by another: ``CLIP 글 다음 글``, ``the day I wrote about X``."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.query_types import LISTING, Anchor, Kind, Query, Unit
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.anchors import anchor_en, anchor_ko
from rag.understand.anchors.anchor_phrase import AnchorPhrase
from rag.understand.dates import when as dates
from rag.understand.dates.time_phrase import DatePhrase
from rag.understand.filters import categories as known
from rag.understand.intent import grouping, kinds
from rag.understand.language.request_words import without
from rag.understand.question import followup, standalone


_HANGUL = lazily(r"[가-힣]")
_BEGINS = lazily(r"(?:되|들어가|오|시작하|시작되)기$")
"""Is said of a time, as in ``2022년이 되기 전에``."""
_NEAR = frozenset({"next", "previous", "after", "before"})
_LONGEST = 80
"""Characters that name a note; what is longer tells a story."""
_WHICH = lazily(
    r"^[-*+•]\s+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+·\s+(?:[^·\n]*\s·\s+)?(?P<line>\S[^\n]*)"
    r"|^\*\*(?P<bold>[^\n]+?)\*\*\s*\((?P<when>[0-9]{4}-[0-9]{2}-[0-9]{2})[^()\n]*\)\s*$"
    r"|^(?P<then>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:\s+·[^\n]*)?\n+(?P<first>\S[^\n]*)",
    re.MULTILINE,
)
"""A note in an answer: in a list, above its quotation, or called by its first line."""
_TITLE = lazily(r"^\*\*(?P<title>(?:[^*\\\n]|\\.)+)\*\*")
_ALSO = lazily(
    r"(?<![가-힣])(?:다른|딴|또|그\s*외|나온|온)(?:\s|$)|(?:썼|적었|올렸|올라왔|정리했|공부했|배웠)[가-힣]*|(?<![가-힣])올라온"
    r"|알아[가-힣]*|기억\s*(?:나|안)[가-힣]*|\b(?:else|others?|another|next|previous|right|just|came|comes?|appear(?:ed|s)?"
    r"|follow(?:ed|s)?|preced(?:ed|es)|immediately|directly|down|then|posted|published|date|happen(?:ed|s)?)\b",
    re.IGNORECASE,
)
"""Frames a question about what stands beside a note, and no subject."""
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("날", "day"), "day"),
    **dict.fromkeys(("주", "week"), "week"),
    **dict.fromkeys(("달", "month"), "month"),
    **dict.fromkeys(("해", "year"), "year"),
}
_THEN_ELSE = lazily(
    r"^\W*(?:(?:그럼|그러면|그리고|혹시)\s*)?(?:(?:그|같은)\s*(?P<ko>날|주|달|해)(?:에는|에도|에|엔|의)?\s+"
    r"(?=(?:쓴\s*)?(?:다른|딴)\s)"
    r"|(?=.*\b(?:other|another)\b.*\b(?:that|same)\s+(?P<en>day|week|month|year)\W*$))"
    r"(?P<asked>(?:(?!\s(?:(?:on|in|from|of)\s+)?(?:that|the\s+same)\s+(?:day|week|month|year)\b).)*)",
    re.IGNORECASE,
)
"""Asks for others of the time of a note; what *else* there was lists them all."""
_NOTE = lazily(
    rf"{anchor_ko.NOTE}(?!\s*에(?:서|\s))|{anchor_en.NOTE.pattern}", re.IGNORECASE
)
_MARK = lazily(r"\s*\[(?:til-)?[0-9]+\]")


def anchored(
    ask: Ask, query: Query, categories: Sequence[str], *, dated: bool = True
) -> Query | None:
    """
    Return *query* for the notes that stand beside another which it names, or None.

    Args:
        ask: The question and today's date.
        query: Holds its text and language.
        categories: Those that exist.
        dated: Whether any note has a date.
    """
    phrase = _phrase(query.text) if dated and not ask.any_time else None
    if phrase is None or not phrase.about:
        return None
    about, when = _note(phrase, ask.today)
    other = _subject(phrase.other, ask.today)
    if not (about or when) or (phrase.other and not other):
        return None
    anchor = Anchor(
        about=about,
        since=when.since if when else None,
        until=when.until if when else None,
        open_year=bool(when and when.open_year),
        way=phrase.way,
        other=other or None,
        step=phrase.step,
        unit=phrase.unit,
        sure=phrase.sure or _NOTE.search(phrase.asked) is not None,
    )
    return _asked(ask, query, phrase, anchor, categories)


def going_on(
    ask: Ask, query: Query, was: Query, categories: Sequence[str]
) -> Query | None:
    """
    Return *query* for the notes that stand beside the one just spoken of, or None.

    Args:
        ask: The question and the conversation.
        query: Holds its text and language.
        was: What the question before came to.
        categories: Those that exist.
    """
    phrase = None if ask.any_time else _beside(query.text) or _phrase(query.text)
    if phrase is None or phrase.about:
        return None
    if not phrase.pointed and phrase.way == "before" and phrase.step:
        return None  # "three days ago" counts from today
    answer = next((t.content for t in reversed(ask.history) if t.role != "user"), "")
    named = _named(answer)
    listed = was.kind in LISTING
    one = len(named) == 1 or (was.since and was.since == was.until)
    pages = not one or (was.newest_first is not None and not phrase.pointed)
    if listed and was.anchor is None and pages:
        return None  # the next ones of that list are meant
    if named:
        end = listed and _last_of(named, later=phrase.way in {"next", "after"})
        day, about = end or named[0]
    else:
        day, about = None, grouping.subject(was.text)
    if not about:
        return None
    anchor = Anchor(
        about=about, way=phrase.way, step=phrase.step, unit=phrase.unit, day=day
    )
    found = _asked(ask, query, phrase, anchor, categories)
    if found is None:
        return None
    kept = found.category or (was.category if was.anchor else None)
    return replace(found, category=kept, carried=followup.last(ask.history))


def _beside(text: str) -> AnchorPhrase | None:
    """Read ``그 달에 다른 글은?``: what else the time of a note holds."""
    found = _THEN_ELSE.match(text)
    if not found or grouping.subject(_ALSO.sub(" ", found["asked"])):
        return None
    said = found["ko"] or found["en"]
    return AnchorPhrase(
        about="", asked=found["asked"], way="same", unit=_UNITS[said.lower()], sure=True
    )


def _last_of(named: Sequence[tuple[date, str]], *, later: bool) -> tuple[date, str]:
    """Return the latest, or the earliest, of a list that runs one way by date."""
    onward = named[0][0] <= named[-1][0]
    return named[-1] if onward == later else named[0]


def _phrase(text: str) -> AnchorPhrase | None:
    if len(text) > 4 * _LONGEST:
        return None
    return anchor_ko.find(text) if _HANGUL.search(text) else anchor_en.find(text)


def _note(phrase: AnchorPhrase, today: date) -> tuple[str, DatePhrase | None]:
    """Return what names the note of *phrase*, and the days that it says of it."""
    about = _subject(phrase.about, today)
    when = dates.parse(phrase.about, today)
    if when is None or when.since is None or when.without or when.weekdays:
        return about, None
    if about:
        return grouping.subject(without(phrase.about, when.spans)), when
    whole = not grouping.subject(without(phrase.about, when.spans))
    # Of more days there is no telling which note is meant.
    one_day = whole and phrase.sure and when.since == when.until
    return "", when if one_day and phrase.way in _NEAR else None


def _subject(text: str, today: date) -> str:
    """Return what names a note in *text*; nothing where it tells a time."""
    phrase = dates.parse(text, today)
    if len(text) > _LONGEST:
        return ""
    rest = grouping.subject(without(text, phrase.spans)) if phrase else "-"
    if not rest or _BEGINS.match(rest):
        return ""
    return grouping.subject(text).strip("\"'“”‘’「」《》")


def _asked(
    ask: Ask,
    query: Query,
    phrase: AnchorPhrase,
    anchor: Anchor,
    categories: Sequence[str],
) -> Query | None:
    """Read the rest of the question: a category, a number, a subject of its own."""
    asked = " ".join(_ALSO.sub(" ", phrase.asked).split())
    place = known.find(anchor.about, categories)
    if place and place.explicit and (place.start or place.end < len(anchor.about)):
        anchor = replace(
            anchor, about=without(anchor.about, [(place.start, place.end)])
        )
    else:
        place = None
    read = standalone.alone(
        ask, Query(text=asked, lang=query.lang), categories, lists=True
    )
    topic = grouping.subject(_ALSO.sub(" ", read.text)) if asked else ""
    listed = read.kind in LISTING or _NOTE.search(asked)
    if topic and not (phrase.sure and listed and len(topic) <= kinds.NAME):
        return None
    if not phrase.sure and grouping.topical(asked):
        return None
    counts = read.kind is Kind.COUNT or grouping.how_many(asked)
    return replace(
        query,
        text=topic,
        kind=Kind.COUNT if counts else Kind.LIST,
        anchor=anchor,
        count=phrase.count,
        since=read.since,
        until=read.until,
        without=read.without,
        category=read.category or (place.category if place else None),
        without_categories=read.without_categories,
    )


def _named(answer: str) -> list[tuple[date, str]]:
    """Return the notes with a date that an answer names, in its order."""
    found = []
    for note in _WHICH.finditer(answer):
        said = {name: text for name, text in note.groupdict().items() if text}
        title = said.get("bold") or said.get("line") or said["first"]
        if bold := _TITLE.match(title):
            title = bold["title"]
        try:
            day = date.fromisoformat(
                said.get("day") or said.get("when") or said["then"]
            )
        except ValueError:
            continue
        plain = _MARK.sub("", title).replace("\\*", "*").strip()
        found.append((day, plain[:200]))
    return found
