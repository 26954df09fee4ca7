"""Adds up what was counted turn by turn, and says which of it is most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rag.citations.resolution import defuse
from rag.dates.intervals import days_of, period, place
from rag.lists.counting import extreme, marked
from rag.lists.entry_line import line, opening
from rag.lists.listing import answered, describe
from rag.lists.topic_list import Notes, fitting, spoken_of
from rag.query_types import PAGE, GroupBy, Kind, Query
from rag.retrieval.selection import select
from rag.types import Answer, Entry, Outcome
from rag.wording.lists import CountedSentences, Told, name


class Together(CountedSentences):
    """Sentences about the notes of several questions: Korean first, then English."""

    ALL = ("합쳐서 모두 {n}개입니다{twice}.", "{n} note{s} in all{twice}.")
    TWICE = (
        " (겹치는 노트 {k}개는 한 번만 셉니다)",
        " ({k} that belong to several are counted once)",
    )
    MOST = ("가장 많은 것은 {names}, {n}개입니다.", "The most: {names}, {n}.")
    LEAST = ("가장 적은 것은 {names}, {n}개입니다.", "The fewest: {names}, {n}.")
    EVEN = ("모두 {n}개로 같습니다.", "All have {n}.")


def together(
    notes: Notes, entries: Sequence[Entry], query: Query, question: str
) -> Answer:
    """Answer how many notes ``query.parts`` have in all, each note counted once."""
    told = [replace(part, lang=query.lang) for part in query.parts]
    parts = [(_label(part), _chosen(notes, entries, part)) for part in told]
    every = {e.id: e for _, chosen in parts for e in chosen}
    twice = sum(len(chosen) for _, chosen in parts) - len(every)
    if query.kind is Kind.LIST:
        return _listed(query, question, [label for label, _ in parts], every.values())
    aside = Together.TWICE.text(query.lang, k=twice) if twice else ""
    first = Together.ALL.text(query.lang, n=len(every), twice=aside)
    if end := extreme(question):
        best = (max if end == "most" else min)(len(chosen) for _, chosen in parts)
        names = [label for label, chosen in parts if len(chosen) == best]
        lead = Together.MOST if end == "most" else Together.LEAST
        lead = Together.EVEN if len(names) == len(parts) else lead
        first = f"{lead.text(query.lang, names=', '.join(names), n=best)} {first}"
    counted = [
        (Told.COUNTED_BY.text(query.lang, name=label, n=len(chosen)), chosen)
        for label, chosen in parts
    ]
    rows, citations = marked(counted, min(PAGE, query.at_most or PAGE))
    text = "\n".join([first, "", *(f"- {row}" for row in rows)])
    outcome = Outcome.ANSWERED if every else Outcome.NO_EVIDENCE
    return answered(question, query, text, tuple(citations), outcome)


def _chosen(notes: Notes, entries: Sequence[Entry], part: Query) -> list[Entry]:
    if part.text:
        return [m.entry for m in fitting(notes, part)]
    gone = spoken_of(notes, *part.without_texts)
    return [e for e in select(entries, part) if e.id not in gone]


def _listed(
    query: Query, question: str, labels: Sequence[str], every: Iterable[Entry]
) -> Answer:
    """Name the notes themselves, by date."""
    found = sorted(every, key=lambda e: (e.day is None, e.day or date.min))
    found = found[query.skip :]
    shown = found[: min(PAGE, query.at_most or PAGE, query.count or PAGE)]
    rows = [opening(entry, number) for number, entry in enumerate(shown, start=1)]
    first = Told.LISTED.text(query.lang, n=len(shown), what=" + ".join(labels))
    lines = [first, "", *(line(row, query.lang, quoted=False) for row in rows)]
    outcome = Outcome.ANSWERED if rows else Outcome.NO_EVIDENCE
    return answered(question, query, "\n".join(lines).strip(), tuple(rows), outcome)


def _label(part: Query) -> str:
    """Return what is counted in a few words, a whole month or year by its name."""
    days = _days(part)
    rest = replace(part, since=None, until=None) if days else part
    words = describe(rest) if rest.narrowed or not (days or part.text) else ""
    return ", ".join(filter(None, (defuse(part.text), days, words)))


def _days(part: Query) -> str:
    """Return the day, the month or the year that is meant by its name, or ``""``."""
    units: tuple[GroupBy, ...] = ("day", "month", "quarter", "half", "year")
    if part.since is None or part.until is None:
        return ""
    for by in units:
        if days_of(place(part.since, by), by) == (part.since, part.until):
            return name(period(part.since, by), by, part.lang)
    return ""
