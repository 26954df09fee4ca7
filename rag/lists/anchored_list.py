"""Answers which notes lie beside another: after it, before it, of the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.citations.resolution import defuse
from rag.citations.title_markup import bold
from rag.dates.periods import Period
from rag.lists import anchors
from rag.lists.anchors import Notes, Taken
from rag.lists.entry_line import line, opening
from rag.lists.listing import answered, describe, room_for
from rag.query_types import PAGE, Anchor, Kind, Query
from rag.types import Answer, Citation, Entry, Outcome
from rag.wording.anchors import Beside, distance, unit
from rag.wording.lists import Told
from rag.wording.phrases import Say, say


_NAMED = 3
"""Dates of other notes that are named."""
_NONE = {
    "next": Beside.AFTER_NONE,
    "after": Beside.AFTER_NONE,
    "previous": Beside.BEFORE_NONE,
    "before": Beside.BEFORE_NONE,
    "same": Beside.SAME_NONE,
    "between": Beside.BETWEEN_NONE,
}


def listed_beside(
    notes: Notes, entries: Sequence[Entry], query: Query, anchor: Anchor, question: str
) -> Answer | None:
    """
    Answer which notes lie where *anchor* says, each line cited.

    The first sentence names the note that they are told by, and cites it.
    Where it is not found or has no date, the closest notes are offered. None
    where it was not called a note, and no title has its name.
    """
    abouts = [anchor.about, *filter(None, [anchor.other])]
    found = [anchors.taken(notes, entries, a, anchor, query) for a in abouts]
    if not (anchor.sure or any(one.titled for one in found)):
        return None
    for about, one in zip(abouts, found, strict=True):
        if one.entry is None:
            head = Beside.UNFOUND.text(query.lang, about=defuse(about))
            return _offered(question, query, head, (), one.nearest, Beside.INSTEAD)
    cited = [
        opening(one.entry, number)
        for number, one in enumerate(found, start=1)
        if one.entry
    ]
    for number, citation in enumerate(cited, start=1):
        if citation.entry.day is None:
            alone = replace(citation, number=1)
            head = Beside.UNDATED.text(query.lang, note=_name(alone, query))
            near = _dated_on(notes, abouts[number - 1], query, citation.entry)
            return _offered(question, query, head, (alone,), near, Beside.INSTEAD)
    several = [
        _several(one, about, query)
        for about, one in zip(abouts, found, strict=True)
        if one.others
    ]
    answer = _told(notes, entries, query, anchor, question, cited)
    return replace(answer, notice=" ".join(several) or None)


def _several(one: Taken, about: str, query: Query) -> str:
    """Say that it was one of several, and by which dates the others go."""
    days = sorted({e.day.isoformat() for e in one.others if e.day}, reverse=True)
    named = ", ".join(days[:_NAMED]) + (" …" if len(days) > _NAMED else "")
    told = Beside.ONE_OF_AT_END if one.at_end else Beside.ONE_OF
    first = told.text(query.lang, about=about, n=len(one.others) + 1)
    if not (about and days):
        return first
    return f"{first} {Beside.ANOTHER.text(query.lang, days=named, about=about)}"


def _told(
    notes: Notes,
    entries: Sequence[Entry],
    query: Query,
    anchor: Anchor,
    question: str,
    cited: Sequence[Citation],
) -> Answer:
    note, other = cited[0].entry, cited[1].entry if len(cited) > 1 else None
    dated = [e for e in entries if e.day]
    wanted = {e.id for e in dated if query.filters.admit(e.day, e.category)}
    if query.text:
        wanted &= anchors.on_topic(notes, query)
    try:
        days = anchors.span(anchor, note)
        chosen = anchors.beside(dated, anchor, note, other)
    except (OverflowError, ValueError):  # beyond the calendar
        days, chosen = None, []
    chosen = [e for e in chosen if e.id in wanted]
    chosen = chosen[query.skip :]
    if anchor.step is None and (anchor.way in {"next", "previous"} or query.count):
        chosen = chosen[: query.count or 1]
    if query.skip and not chosen:
        none = Told.NO_MORE.text(query.lang, what=describe(query))
        return answered(question, query, none, (), Outcome.NO_EVIDENCE)
    head = _head(query, anchor, days, cited, len(chosen))
    if not chosen and days and anchor.step:
        near = anchors.around([e for e in dated if e.id in wanted], days, note)
        return _offered(question, query, head, tuple(cited), near, Beside.NEAREST)
    return _list(question, query, head, cited, chosen)


def _list(
    question: str,
    query: Query,
    head: str,
    cited: Sequence[Citation],
    chosen: Sequence[Entry],
) -> Answer:
    shown = chosen[: min(PAGE, query.at_most or PAGE)]
    room, quoted = room_for(len(shown)) if query.kind is Kind.LIST else (0, False)
    rows = [opening(e, n, room) for n, e in enumerate(shown, start=len(cited) + 1)]
    lines = [head]
    if rows:
        lines += ["", *(line(c, query.lang, quoted=quoted) for c in rows)]
    if left := len(chosen) - len(shown):
        lines += ["", Told.LISTED_MORE.text(query.lang, n=left)]
    return answered(question, query, "\n".join(lines), (*cited, *rows))


def _offered(
    question: str,
    query: Query,
    head: str,
    cited: tuple[Citation, ...],
    near: Sequence[Entry],
    lead: Beside,
) -> Answer:
    """Say what there is not, and name the closest notes instead."""
    room, quoted = room_for(len(near))
    rows = [opening(e, n, room) for n, e in enumerate(near, start=len(cited) + 1)]
    lines = [head]
    if rows:
        lines[0] = f"{head} {lead.text(query.lang)}"
        lines += ["", *(line(c, query.lang, quoted=quoted) for c in rows)]
    outcome = Outcome.NEAREST if rows or cited else Outcome.NO_EVIDENCE
    return answered(question, query, "\n".join(lines), (*cited, *rows), outcome)


def _dated_on(notes: Notes, about: str, query: Query, note: Entry) -> list[Entry]:
    """Return the other notes on a subject that do have a date."""
    found = notes.mentions(Query(text=about, lang=query.lang))
    return [m.entry for m in found if m.entry.day and m.entry.id != note.id][:3]


def _name(citation: Citation, query: Query) -> str:
    entry = citation.entry
    day = entry.day.isoformat() if entry.day else say(Say.UNDATED, query.lang)
    return f"{bold(entry.title)} ({day}) [til-{citation.number}]"


def _head(
    query: Query,
    anchor: Anchor,
    days: Period | None,
    cited: Sequence[Citation],
    n: int,
) -> str:
    """Return which note was taken, and how many lie where they are asked for."""
    lang, named = query.lang, [_name(c, query) for c in cited]
    parts = [describe(query)] if query.filters else []
    parts += [defuse(query.text)] if query.text else []
    values: dict[str, object] = {
        "note": named[0],
        "other": named[-1],
        "n": n,
        "what": f" ({', '.join(parts)})" if parts else "",
        "order": Beside.ORDER.text(lang) if n > 1 else "",
        "unit": unit(anchor.unit, lang),
    }
    told = _sentence(query, anchor, n)
    if anchor.step and days:
        ends = dict.fromkeys(d.isoformat() for d in (days.since, days.until))
        later = anchor.step > 0 and anchor.way != "before"
        values["day"] = " ~ ".join(ends)
        values["step"] = distance(abs(anchor.step), anchor.unit, lang, later=later)
        told = Beside.APART if n else Beside.APART_NONE
    return told.text(lang, **values)


def _sentence(query: Query, anchor: Anchor, n: int) -> Beside:
    if not n:
        return _NONE[anchor.way]
    counted = query.count is not None and anchor.step is None
    way, right = anchor.way, n == 1 and not query.skip
    if way == "next" or (way == "after" and counted):
        return Beside.NEXT if right else Beside.NEXT_FEW
    if way == "previous" or (way == "before" and counted):
        return Beside.PREVIOUS if right else Beside.PREVIOUS_FEW
    by_way = {"after": Beside.AFTER, "before": Beside.BEFORE, "same": Beside.SAME}
    return by_way.get(way, Beside.BETWEEN)
