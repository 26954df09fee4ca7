"""The answers that assert nothing: small talk, silence, and what an order stood by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.citations.resolution import best_span, defuse
from rag.injection.detection import without_orders
from rag.injection.disarming import title
from rag.query_types import Query, Talk
from rag.relevance.evidence import WEAK
from rag.text.footnote_marks import unmarked
from rag.text.sentences import sentences
from rag.types import Answer, Hit, Mode, Outcome
from rag.understand.talk.rewording import ordered
from rag.wording.phrases import Say, say


_TITLES = 3
"""Titles that are named when nothing answers."""
_SENTENCE = 200
"""Characters of the sentence beside a title."""
_BLOCKS = ("```", "~~~", "$$", "\\[", "|", "#", "[^")


def small_talk(question: str, query: Query) -> Answer:
    """Return what is said to talk that asks nothing of the notes."""
    text = say(query.talk or Talk.GREETING, query.lang)
    asked = query.talk in {Talk.NO_DAY, Talk.NO_NOTES}
    outcome = Outcome.NO_EVIDENCE if asked else Outcome.SMALLTALK
    return _answer(question, query, text, outcome)


def silence(question: str, query: Query, hits: Sequence[Hit]) -> Answer:
    """Say that the notes are silent, and which of *hits* come nearest."""
    text = say(Say.NO_EVIDENCE, query.lang)
    # A title may hold anything, what looks like a marker included.
    rows = [f"- {defuse(title(hit.entry.title))}" for hit in hits[:_TITLES]]
    if rows:
        text += f" {say(Say.NO_EVIDENCE_TITLES, query.lang)}\n\n" + "\n".join(rows)
    return _answer(question, query, text, Outcome.NO_EVIDENCE)


def withheld(question: str, query: Query, hits: Sequence[Hit], written: str) -> Answer:
    """
    Say that an answer is not shown, and which of *hits* come nearest.

    Args:
        question: What was asked.
        query: What was made of it.
        hits: Without the orders that stood in them, best first.
        written: What the model wrote; the sentence of each note that comes
            nearest to it stands beside its title.
    """
    rows = [
        f"- {defuse(title(hit.entry.title))}{_nearest(hit, (written, question))}"
        for hit in hits[:_TITLES]
    ]
    text = f"{say(Say.WITHHELD, query.lang)}\n\n" + "\n".join(rows)
    return replace(_answer(question, query, text, Outcome.NO_EVIDENCE), mode=Mode.MODEL)


def _nearest(hit: Hit, wanted: Sequence[str]) -> str:
    """Return the sentence of a note that comes nearest to what is *wanted*."""
    if hit.strength < WEAK:
        return ""
    start, end = best_span(hit.chunk.text, wanted)
    span = hit.chunk.text[start:end]
    told = (span[a:b] for a, b in sentences(span))
    text = next((t for t in told if not t.startswith(_BLOCKS)), "")
    text = " ".join(unmarked(text).split())
    if len(text) > _SENTENCE:
        text = text[: _SENTENCE - 1].rstrip() + "…"
    return f": {defuse(text)}" if text else ""


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


def as_they_are(question: str, answer: Answer) -> Answer:
    """Return *answer*; what *question* wants done with the notes was not done."""
    if not ordered(question):
        return answer
    said = [answer.notice, say(Say.AS_THEY_ARE, answer.query.lang)]
    return replace(answer, notice=" ".join(n for n in said if n))
