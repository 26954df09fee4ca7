"""Answers from metadata alone: which entries there are, and how many."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rag.citations import defuse
from rag.footmarks import unmarked
from rag.phrases import Say, say
from rag.sentences import sentences
from rag.types import Answer, Citation, Entry, Kind, Mode, Outcome, Query, Span
from rag.understand.periods import shift


ROOM = 800
"""Characters that the openings of the listed entries share."""
_WORTH_QUOTING = 60
_BLOCK = re.compile(
    r"^[ \t]*(?:```|~~~|\$\$|#{1,6} |\[\^|\||[-*+] |[0-9]{1,9}[.)] )", re.MULTILINE
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]")
_RANKED = re.compile(
    r"가장|제일|젤|많이|적게|더\s|\b(?:most|busiest|fewest|least|more)\b", re.IGNORECASE
)
"""Asks which month or year has most, so that the order of time doesn't serve."""
_COUNTED = 10
"""A count of more entries than these is broken down by year."""
MOST = 100
"""Entries that a list names before it says how many more there are."""


def select(entries: Sequence[Entry], query: Query) -> list[Entry]:
    """
    Return the entries that the filters of *query* let through, in the order
    that it asks for.

    An entry without a date is in no range of dates. With a number asked for
    but no order, the latest are meant.
    """
    found = [e for e in entries if _fits(e, query)]
    if query.newest_first is None and query.count is None:
        return found[query.skip :]
    dated = [e for e in found if e.day]
    newest = query.newest_first is not False
    at = {e.id: n for n, e in enumerate(dated)}
    dated.sort(key=lambda e: (e.day, at[e.id]), reverse=newest)
    if query.nth:
        return dated[query.nth - 1 : query.nth]
    return dated[query.skip :][: query.count or len(dated)]


def dated_within(entries: Sequence[Entry], query: Query) -> Query:
    """Return *query* with the latest year that has an entry, if it names none.

    ``5월 5일에 쓴 글`` asked in 2026 means the one of 2023, when nothing was
    written on that day since.
    """
    first = min((e.day.year for e in entries if e.day), default=None)
    if not query.open_year or query.forced or first is None:
        return query
    if not (query.since and query.until):
        return query
    for back in range(query.until.year - first + 1):
        now = _years_before(query, back)
        if now and any(_fits(e, now) for e in entries):
            return now
    return query


def _years_before(query: Query, years: int) -> Query | None:
    """Return *query* so many years earlier; None where there is no such day."""
    since, until = query.since, query.until
    if since is None or until is None:
        return None
    if since == until:
        try:
            day = since.replace(year=since.year - years)
        except ValueError:  # the 29th of February
            return None
        return replace(query, since=day, until=day)
    # The last day of February stays the last.
    until = shift(until + timedelta(days=1), -12 * years) - timedelta(days=1)
    return replace(query, since=shift(since, -12 * years), until=until)


def _fits(entry: Entry, query: Query) -> bool:
    if query.undated and entry.day:
        return False
    return query.filters.admit(entry.day, entry.category)


def describe(query: Query) -> str:
    """Return the filters of *query* in a few words."""
    days = _days((query.since, query.until))
    if query.undated:
        days = say(Say.UNDATED, query.lang)
    left_out = [*map(_days, query.without), query.without_category or ""]
    parts = [
        days,
        query.category or "",
        *(say(Say.WITHOUT, query.lang, what=what) for what in left_out if what),
    ]
    everything = "전체" if query.lang == "ko" else "all"
    return ", ".join(filter(None, parts)) or everything


def _days(span: Span) -> str:
    first, last = (day.isoformat() if day else "" for day in span)
    return first if first == last else f"{first} ~ {last}".strip()


def listed(entries: Sequence[Entry], query: Query, question: str) -> Answer:
    """Answer a list or a count over *entries*, each line cited."""
    chosen = select(entries, query)
    if not chosen:
        text = say(Say.EMPTY_RANGE, query.lang, what=describe(query))
        return answered(question, query, text, (), Outcome.NO_EVIDENCE)
    if query.group_by or (query.kind is Kind.COUNT and len(chosen) > _COUNTED):
        return _grouped(chosen, query, question)
    head = Say.COUNTED if query.kind is Kind.COUNT else Say.LISTED
    lines = [say(head, query.lang, n=len(chosen), what=describe(query)), ""]
    room = ROOM // min(len(chosen), MOST)
    citations = tuple(
        _opening(entry, number, room)
        for number, entry in enumerate(chosen[:MOST], start=1)
    )
    lines += [line(c, query, quoted=room >= _WORTH_QUOTING) for c in citations]
    if len(chosen) > MOST:
        lines += ["", say(Say.LISTED_MORE, query.lang, n=len(chosen) - MOST)]
    return answered(question, query, "\n".join(lines), citations)


def line(citation: Citation, query: Query, *, quoted: bool = True) -> str:
    """Return a note of a list on one line, with its marker."""
    entry = citation.entry
    day = entry.day.isoformat() if entry.day else say(Say.UNDATED, query.lang)
    quote = " ".join(citation.quote.split())
    words = _FOOTNOTE.sub("", quote)
    shown = quoted and citation.quote.strip() != entry.title
    said = shown and words.startswith(entry.title.rstrip("…"))
    parts = [
        day,
        defuse(entry.category or ""),
        "" if said else f"**{defuse(entry.title)}**",
    ]
    row = f"- {' · '.join(p for p in parts if p)}"
    if shown:
        row += f": {defuse(unmarked(quote))}"
    return f"{row} [til-{citation.number}]"


def _opening(entry: Entry, number: int, room: int = 0) -> Citation:
    """Cite the first sentences of an entry, as many as *room* characters hold."""
    every = sentences(entry.body)
    spans = [s for s in every if not _is_block(entry.body, s[0])] or every[:1]
    start, end = spans[0] if spans else (0, len(entry.body))
    for _, later in spans[1:]:
        if later - start > room or _BLOCK.search(entry.body, end, later):
            break
        end = later
    return Citation(number=number, entry=entry, start=start, end=end)


def _is_block(body: str, at: int) -> bool:
    """Say whether code, a formula or a heading begins there."""
    return _BLOCK.match(body, body.rfind("\n", 0, at) + 1) is not None


def _grouped(chosen: Sequence[Entry], query: Query, question: str) -> Answer:
    """Count the entries a category, most first; a month or a year, in order."""

    def name(entry: Entry) -> str:
        if query.group_by == "category":
            return entry.category or say(Say.UNSORTED, query.lang)
        if entry.day is None:
            return say(Say.UNDATED, query.lang)
        return entry.day.strftime("%Y-%m" if query.group_by == "month" else "%Y")

    counts = Counter(map(name, chosen))
    ranked = query.group_by == "category" or _RANKED.search(question) is not None
    groups = sorted(counts, key=lambda g: (-counts[g] if ranked else 0, g))
    lines = [say(Say.COUNTED, query.lang, n=len(chosen), what=describe(query)), ""]
    citations: list[Citation] = []
    for group in groups:
        row = say(Say.COUNTED_BY, query.lang, name=defuse(group), n=counts[group])
        members = [e for e in chosen if name(e) == group]
        marks = ""
        for entry in members[: max(0, MOST - len(citations))]:
            citations.append(_opening(entry, len(citations) + 1))
            marks += f"[til-{len(citations)}]"
        lines.append(f"- {row} {marks}".rstrip())
    text = "\n".join(lines)
    return answered(question, query, text, tuple(citations))


def answered(
    question: str,
    query: Query,
    text: str,
    citations: tuple[Citation, ...],
    outcome: Outcome = Outcome.ANSWERED,
) -> Answer:
    """Return an answer from metadata, without a model."""
    return Answer(
        question=question,
        text=text,
        citations=citations,
        outcome=outcome,
        mode=Mode.EXTRACTIVE,
        query=query,
    )
