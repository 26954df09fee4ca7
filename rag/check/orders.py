"""Takes orders to the program out of what a model is shown.

What is taken from a passage is replaced by line ends, as many as it has
characters, so that every other character stays where it is in its note.
"""

from __future__ import annotations

import functools
import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.sentences import sentences
from rag.types import Ask, Hit, Query
from rag.understand.answering import on_answers
from rag.understand.injection import is_addressed, readings, unordered


_RUN = 30
"""Letters and digits in a row that a reply may share with a prompt."""
_HIDDEN = 40
_WORDS = 6


@dataclass(frozen=True, slots=True)
class Disarmed:
    """A question and its passages without the orders that stood in them."""

    ask: Ask
    hits: tuple[Hit, ...]
    topic: str
    """What was asked, and what was made of it."""
    about: str
    """What was asked, as it was understood, in lower case, without white space."""
    orders: str
    """What was taken out, and what was asked, with all that it may hide; in
    lower case, without white space."""
    clean: str
    """What is left, likewise."""


def disarm(ask: Ask, query: Query, hits: Sequence[Hit]) -> Disarmed:
    """Take the orders out of a question, its history and its passages.

    Args:
        ask: What was asked.
        query: What was made of it, maybe by a model.
        hits: The passages.
    """
    said = (turn.content for turn in ask.history)
    asked = unordered(ask)
    topic = f"{asked.question}\n{query.text}"
    taken: list[str] = [ask.question, query.text, *said]
    cleaned = []
    for hit in hits:
        body, orders = _without(hit.chunk.text, topic)
        heads = (hit.chunk.title, *hit.chunk.heading)
        taken += [*orders, *(h for h in heads if title(h) != h)]
        chunk = replace(
            hit.chunk,
            text=body,
            title=title(hit.chunk.title),
            heading=tuple(map(title, hit.chunk.heading)),
        )
        cleaned.append(replace(hit, chunk=chunk))
    kept = [f"{h.chunk.title} {h.chunk.heading} {h.chunk.text}" for h in cleaned]
    return Disarmed(
        ask=asked,
        hits=tuple(cleaned),
        topic=topic,
        about=squashed(f"{asked.question} {query.text}"),
        orders=squashed("\n".join(r for text in taken for r in readings(text))),
        clean=squashed("\n".join(kept)),
    )


def squashed(text: str) -> str:
    """Return *text* in lower case, without white space."""
    return re.sub(r"\s+", "", text).lower()


@functools.lru_cache(maxsize=2048)
def title(text: str) -> str:
    """Return a title, or three points for one that gives an order."""
    words = text.split()
    # An order in a title stands behind what the note is called.
    ends = (" ".join(words[at:]) for at in range(min(len(words), _WORDS)))
    return "…" if any(map(is_addressed, ends)) else text


@functools.lru_cache(maxsize=512)
def _without(text: str, topic: str) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []
    for start, end in sentences(text):
        whole = is_addressed(text[start:end])
        for a, b in [(start, end)] if whole else _pieces(text, start, end):
            if whole or on_answers(text[a:b], topic):
                found.append(text[a:b])
                gap = "\n" * (b - a)  # see `rag.citations.GAP`
                text = text[:a] + gap + text[b:]
    return text, tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a sentence, of a table or code, and its pictures apart."""
    for m in _PIECE.finditer(text, start, end):
        yield m.span()


_PIECE = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|<!--.*?-->|(?:(?!!\[|<!--)[^\n])+", re.DOTALL
)


@functools.cache
def _runs(secret: str) -> frozenset[str]:
    letters = _letters(secret)
    return frozenset(letters[i : i + _RUN] for i in range(len(letters) - _RUN + 1))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def leaks(text: str, secrets: Sequence[str]) -> bool:
    """Say whether *text*, or what it hides, repeats a long run of a secret."""
    if len(text) < _HIDDEN // 2:
        return False
    runs = frozenset().union(*map(_runs, secrets))
    return any(
        letters[i : i + _RUN] in runs
        for letters in map(_letters, readings(text))
        for i in range(len(letters) - _RUN + 1)
    )
