"""What is kept of how an answer came about: plain values, as JSON knows them.

One place decides what a trace holds, so that ``why``, ``--explain`` and a
button show the same. Reasons are codes; front ends word them.
"""

from __future__ import annotations

import dataclasses
import enum

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rag.chain.search import Found
from rag.query_types import Kind, Query, as_json, iso
from rag.quotes.rivals import rivals
from rag.relevance.evidence import WEAK, several
from rag.types import Answer, Ask, Citation, Hit, Mode, Outcome, Price, Usage


Trace = dict[str, Any]
"""An object that JSON can hold; see `of_answer` for its fields."""

LONGEST = 2_000
"""Characters of a question, and of each wording of it, that are kept."""


class PassedOver(enum.StrEnum):
    """Why a passage that was found is not cited."""

    LIMIT = "limit"
    """It lay beyond the number of notes asked for."""
    WEAK = "weak"
    """It holds too little of the question."""
    RIVAL = "rival"
    """Others fit much better."""
    UNQUOTED = "unquoted"
    """There was no room to quote it."""
    UNCITED = "uncited"
    """The model did not use it."""


def of_answer(
    ask: Ask, answer: Answer, *, at: datetime, prices: Mapping[str, Price]
) -> Trace:
    """
    Return the trace of *answer*, without an id.

    Args:
        ask: What was asked.
        answer: What came of it.
        at: When.
        prices: By ``provider:model``; without one the cost is None, unless no
            tokens were spent.
    """
    workings = answer.workings
    hits = workings.hits if workings else ()
    return {
        "at": at.isoformat(timespec="seconds"),
        "question": ask.question[:LONGEST],
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "model": answer.model,
        "understood": understood(workings.understood if workings else answer.query),
        "searched": understood(answer.query),
        "by_hand": by_hand(ask),
        "notice": answer.notice,
        "hits": [
            _hit(hit, rank, answer.citations, _passed_over(answer, hits, rank - 1))
            for rank, hit in enumerate(hits, start=1)
        ],
        "beyond": [
            _hit(hit, rank, (), PassedOver.LIMIT)
            for rank, hit in enumerate(
                workings.beyond if workings else (), start=len(hits) + 1
            )
        ],
        "citations": len(answer.citations),
        "prompt_chars": workings.prompt_chars if workings else 0,
        "timings_ms": dataclasses.asdict(answer.timings),
        "usage": dataclasses.asdict(answer.usage),
        "cost_usd": cost(answer.usage, answer.model, prices),
        "checks": [
            {
                "sentence": one.text[:LONGEST],
                "verdict": one.verdict.value if one.verdict else None,
                "reasons": list(one.reasons),
                "shown": one.shown,
            }
            for one in (workings.checks if workings else ())
        ],
        "failure": answer.failure.problem if answer.failure else None,
    }


def of_search(ask: Ask, query: Query, found: Found, *, cap: int | None) -> Trace:
    """Return the part of a trace that a search without an answer has."""
    shown = found.hits if cap is None else found.hits[:cap]
    return {
        "question": ask.question[:LONGEST],
        "understood": understood(query),
        "searched": understood(found.query),
        "by_hand": by_hand(ask),
        "notice": found.notice,
        "hits": [_hit(hit, rank, (), None) for rank, hit in enumerate(shown, start=1)],
    }


def understood(query: Query) -> dict[str, Any]:
    """Return everything that was understood of a question."""
    return {
        **as_json(query),
        "parts": [understood(part) for part in query.parts],
        "text": query.text[:LONGEST],
        "phrasings": [text[:LONGEST] for text in query.phrasings],
        "carried": [text[:LONGEST] for text in query.carried],
    }


def by_hand(ask: Ask) -> list[str]:
    """Return which filters were given by hand, or refused."""
    names = ("category", "since", "until", "any_time", "any_category")
    return [name for name in names if getattr(ask, name)]


def cost(usage: Usage, model: str | None, prices: Mapping[str, Price]) -> float | None:
    """Return US dollars; None when tokens were spent at a price unknown."""
    if not (usage.input_tokens or usage.output_tokens):
        return 0.0
    price = prices.get(model or "")
    if price is None:
        return None
    spent = usage.input_tokens * price.input + usage.output_tokens * price.output
    return round(spent / 1_000_000, 8)


def _hit(
    hit: Hit, rank: int, citations: Sequence[Citation], reason: str | None
) -> dict[str, Any]:
    entry = hit.entry
    cited = [c.number for c in citations if c.entry.id == entry.id]
    place = Citation(
        number=1, entry=entry, start=hit.chunk.start, end=hit.chunk.start + 1
    )
    return {
        "rank": rank,
        "entry_id": entry.id,
        "date": iso(entry.day),
        "title": entry.title[:300],
        "path": entry.path,
        "line_start": place.line_start,
        "score": hit.score,
        "strength": round(hit.strength, 3),
        "ranks": dict(hit.ranks),
        "cited": cited,
        "passed_over": None if cited else reason,
    }


def _passed_over(answer: Answer, hits: Sequence[Hit], at: int) -> str | None:
    """Return why a hit is not cited, as far as that can be told."""
    if answer.mode is Mode.MODEL:
        return PassedOver.UNCITED
    if answer.outcome is Outcome.NO_EVIDENCE:
        return PassedOver.WEAK if hits[at].strength < WEAK else PassedOver.UNCITED
    even = several(answer.question) or answer.query.kind is Kind.LIST
    return (
        PassedOver.UNQUOTED
        if hits[at] in rivals(hits, several=even)
        else PassedOver.RIVAL
    )
