"""Answers as they are kept: what a button under a message needs, and no more."""

from __future__ import annotations

import json
import secrets

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rag.query_types import Kind, Query, as_json, iso
from rag.types import Answer, Ask, Citation, Entry, Mode, Outcome, Turn


FILE = "discord.sqlite3"
"""Where they are kept, with their votes, under the home folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A question that was answered on Discord."""

    id: str
    """Short, for the ids of buttons."""
    asker: int
    guild: int | None
    """None for a direct message."""
    ask: Ask
    answer: Answer
    """Its entries hold their quotes only: the note may change, this may not."""
    prefix: str | None = None
    """The line above the answer that shows what was asked, if there is one."""


def new_id() -> str:
    """Return a fresh id of eight characters."""
    return secrets.token_urlsafe(6)


def dumped(kept: Kept) -> str:
    """Return what `loaded` reads; ids and people have columns of their own."""
    return json.dumps(
        {
            "ask": _ask(kept.ask),
            "answer": _answer(kept.answer),
            "prefix": kept.prefix,
        },
        ensure_ascii=False,
    )


def loaded(text: str, *, id: str, asker: int, guild: int | None) -> Kept:  # noqa: A002  # the field's name
    """
    Return what `dumped` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        value = json.loads(text)
        return Kept(
            id=id,
            asker=asker,
            guild=guild,
            ask=_asked(value["ask"]),
            answer=_answered(value["answer"]),
            prefix=value["prefix"],
        )
    except (KeyError, TypeError) as e:
        raise ValueError(f"not a kept answer: {e}") from e


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "question": ask.question,
        "history": [[turn.role, turn.content] for turn in ask.history],
        "today": ask.today.isoformat(),
        "category": ask.category,
        "since": iso(ask.since),
        "until": iso(ask.until),
        "limit": ask.limit,
    }


def _asked(value: Mapping[str, Any]) -> Ask:
    return Ask(
        question=value["question"],
        history=tuple(Turn(role=r, content=c) for r, c in value["history"]),
        today=date.fromisoformat(value["today"]),
        category=value["category"],
        since=_day(value["since"]),
        until=_day(value["until"]),
        limit=value["limit"],
    )


_QUERY = (
    "text since until category without without_categories kind lang forced"
).split()


def _answer(answer: Answer) -> dict[str, Any]:
    query = as_json(answer.query)
    return {
        "question": answer.question,
        "text": answer.text,
        "lead": answer.lead,
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "model": answer.model,
        "notice": answer.notice,
        "trace": answer.trace,
        "query": {name: query[name] for name in _QUERY},
        "citations": [_citation(c) for c in answer.citations],
    }


def _answered(value: Mapping[str, Any]) -> Answer:
    query = value["query"]
    return Answer(
        question=value["question"],
        text=value["text"],
        lead=value.get("lead", ""),
        outcome=Outcome(value["outcome"]),
        mode=Mode(value["mode"]),
        model=value["model"],
        notice=value["notice"],
        trace=value.get("trace"),
        query=Query(
            text=query["text"],
            since=_day(query["since"]),
            until=_day(query["until"]),
            category=query["category"],
            without=tuple((_day(a), _day(b)) for a, b in query.get("without", ())),
            without_categories=tuple(query.get("without_categories", ())),
            kind=Kind(query["kind"]),
            lang=query["lang"],
            forced=query["forced"],
        ),
        citations=tuple(_cited(c) for c in value["citations"]),
    )


def _citation(citation: Citation) -> dict[str, Any]:
    entry = citation.entry
    return {
        "number": citation.number,
        "quote": citation.quote,
        "entry": entry.id,
        "path": entry.path,
        "lines": [citation.line_start, citation.line_end],
        "day": iso(entry.day),
        "category": entry.category,
        "title": entry.title,
        "url": entry.url,
    }


def _cited(value: Mapping[str, Any]) -> Citation:
    """Return a citation whose entry is its quote and nothing else."""
    quote, (first, last) = value["quote"], value["lines"]
    rows = quote.count("\n") + 1
    # As many lines as the quote has, so that both ends keep their numbers.
    lines = [min(first + n, last) for n in range(rows)]
    lines[-1] = last if rows > 1 else first
    entry = Entry(
        id=value["entry"],
        path=value["path"],
        line_start=first,
        line_end=last,
        day=_day(value["day"]),
        category=value["category"],
        title=value["title"],
        body=quote,
        lines=tuple(lines),
        url=value["url"],
    )
    return Citation(number=value["number"], entry=entry, start=0, end=len(quote))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
