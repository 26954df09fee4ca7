"""The answers that assert nothing: small talk, silence, and what an order stood by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.check.orders import title
from rag.citations import defuse
from rag.phrases import Say, say
from rag.types import Answer, Hit, Mode, Outcome, Query, Talk
from rag.understand.injection import without_orders


_TITLES = 3
"""Titles that are named when nothing answers."""


def small_talk(question: str, query: Query) -> Answer:
    """Return what is said to talk that asks nothing of the notes."""
    text = say(query.talk or Talk.GREETING, query.lang)
    return _answer(question, query, text, Outcome.SMALLTALK)


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


def beside_orders(question: str, answer: Answer) -> Answer:
    """
    Return *answer*, not vouched for if *question* also gives orders.

    What the notes hold on the rest is shown, as near: whoever orders the
    program about gets no answer that counts as one.
    """
    if answer.outcome is not Outcome.ANSWERED or without_orders(question) == question:
        return answer
    said = [answer.notice, say(Say.ORDERED, answer.query.lang)]
    return replace(
        answer, outcome=Outcome.NEAREST, notice=" ".join(n for n in said if n)
    )
