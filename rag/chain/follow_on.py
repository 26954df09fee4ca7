"""Answers that go on from the one before: its sources, and more of its note."""

from __future__ import annotations

from collections.abc import Sequence

from rag.citations.resolution import defuse, quotation
from rag.citations.title_markup import bold
from rag.injection.detection import is_addressed
from rag.injection.disarming import title
from rag.lists.listing import answered
from rag.query_types import Lang, Query, iso
from rag.quotes.earlier_quotes import quoted_last, quoted_of
from rag.quotes.extract import heading, place
from rag.quotes.units import Span, is_heading, merged, units
from rag.types import Answer, Ask, Citation, Entry, Outcome
from rag.understand.conversation.asides import asks_whole
from rag.wording.phrases import Say, say


ROOM = 900
"""Characters of a note that go on from what was quoted."""
_WHOLE = 3_000
"""Characters of a note that is asked for as a whole."""


def sources(entries: Sequence[Entry], ask: Ask, query: Query) -> Answer:
    """Name the place of each note that the last answer quoted."""
    cited = _first_of_each(quoted_last(ask.history, entries))
    if not cited:
        text = say(Say.NO_SOURCES, query.lang)
        return answered(ask.question, query, text, (), Outcome.SMALLTALK)
    lines = [say(Say.SOURCES, query.lang), ""]
    lines += [_place(citation, query.lang) for citation in cited]
    return answered(ask.question, query, "\n".join(lines), cited)


def more(entries: Sequence[Entry], ask: Ask, query: Query) -> Answer | None:
    """
    Quote what comes next in the note that the last answer quoted.

    None where that quoted none, so that there is nothing to go on from.
    """
    last = quoted_last(ask.history, entries)
    if not last:
        return None
    whole = asks_whole(ask.question)
    entry = last[0].entry
    shown = [] if whole else quoted_of(entry, ask.history, entries)
    spans, left = _next(entry.body, shown, _WHOLE if whole else ROOM)
    if not spans:
        cited = _first_of_each(last[:1])
        text = "\n".join(
            [say(Say.NO_MORE, query.lang), "", *(_place(c, query.lang) for c in cited)]
        )
        return answered(ask.question, query, text, cited)
    citations = tuple(
        Citation(number=n, entry=entry, start=start, end=end)
        for n, (start, end) in enumerate(spans, start=1)
    )
    parts = [say(Say.QUOTED, query.lang), heading(entry, place(entry))]
    parts += map(quotation, citations)
    if left:
        parts.append(say(Say.MORE_LEFT, query.lang))
    return answered(ask.question, query, "\n\n".join(parts), citations)


def _next(body: str, shown: Sequence[Span], room: int) -> tuple[list[Span], bool]:
    """Return what of *body* was not shown, in order, and whether more is left."""
    found = units(body)
    new = [
        i
        for i, (start, end) in enumerate(found)
        if not any(a < end and start < b for a, b in shown)
        and not is_addressed(body[start:end])
    ]
    # A heading says nothing without what stands below it.
    new = [i for i in new if i + 1 in new or not is_heading(body, found[i][0])]
    # What follows what was shown comes first; then what was passed over.
    last = max((b for _, b in shown), default=0)
    taken: list[int] = []
    for i in [i for i in new if found[i][0] >= last] or new:
        size = found[i][1] - found[i][0]
        if taken and size > room:
            break
        taken.append(i)
        room -= size
    return merged(body, found, sorted(taken)), len(taken) < len(new)


def _first_of_each(cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return one citation a note, of all between its first and its last quote."""
    notes: dict[str, list[Citation]] = {}
    for citation in cited:
        notes.setdefault(citation.entry.id, []).append(citation)
    return tuple(
        Citation(
            number=number,
            entry=own[0].entry,
            start=min(c.start for c in own),
            end=max(c.end for c in own),
        )
        for number, own in enumerate(notes.values(), start=1)
    )


def _place(citation: Citation, lang: Lang) -> str:
    entry = citation.entry
    day = iso(entry.day) or say(Say.UNDATED, lang)
    lines = f"{entry.path}:{citation.line_start}-{citation.line_end}"
    named = bold(title(entry.title))
    return f"- {day} · {defuse(lines)} · {named} [til-{citation.number}]"
