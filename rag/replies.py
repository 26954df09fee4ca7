"""The answers that quote nothing: small talk, and that the notes are silent."""

from __future__ import annotations

from collections.abc import Sequence

from rag.check.orders import title
from rag.citations import defuse
from rag.phrases import Say, say
from rag.types import Answer, Hit, Kind, Mode, Outcome, Query


_TITLES = 3
"""Titles that are named when nothing answers."""


def small_talk(question: str, query: Query) -> Answer:
    """Return a greeting, or what tilbot can do."""
    what = Say.HELP if query.kind is Kind.HELP else Say.GREETING
    return _answer(question, query, say(what, query.lang), Outcome.SMALLTALK)


def silence(question: str, query: Query, hits: Sequence[Hit]) -> Answer:
    """Say that the notes are silent, and which of *hits* come nearest."""
    text = say(Say.NO_EVIDENCE, query.lang)
    # A title may hold anything, what looks like a marker included.
    rows = [f"- {defuse(title(hit.entry.title))}" for hit in hits[:_TITLES]]
    if rows:
        text += f" {say(Say.NO_EVIDENCE_TITLES, query.lang)}\n\n" + "\n".join(rows)
    return _answer(question, query, text, Outcome.NO_EVIDENCE)


def _answer(question: str, query: Query, text: str, outcome: Outcome) -> Answer:
    return Answer(
        question=question,
        text=text,
        citations=(),
        outcome=outcome,
        mode=Mode.EXTRACTIVE,
        query=query,
    )
