"""Takes orders to the program out of what a model is shown.

What is taken from a passage is replaced by line ends, as many as it has
characters, so that every other character stays where it is in its note.
"""

from __future__ import annotations

import functools
import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.injection.about_answers import about_answers, shares_words
from rag.injection.detection import is_addressed, readings, unordered
from rag.query_types import Query
from rag.text.sentences import sentences
from rag.types import Ask, Hit


_RUN = 30
"""Letters and digits in a row that a reply may share with a prompt."""
_HIDDEN = 40
_WORDS = 6
_TOPIC = 600
"""Characters of a question that sentences are held against."""


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
    hidden: str
    """What the passages say decoded, likewise."""
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
    topic = "\n".join(dict.fromkeys((asked.question, query.text)))[:_TOPIC]
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
        hidden="\n".join(_hidden(h.chunk.text) for h in cleaned),
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


def _without(text: str, topic: str) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []
    for start, end, order in _suspects(text):
        if order or not shares_words(text[start:end], topic):
            found.append(text[start:end])
            gap = "\n" * (end - start)  # see `rag.citations.resolution.GAP`
            text = text[:start] + gap + text[end:]
    return text, tuple(found)


@functools.lru_cache(maxsize=512)
def _suspects(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Return where orders stand, and what may be one unless it is asked about."""
    found: list[tuple[int, int, bool]] = []
    for start, end in sentences(text):
        if is_addressed(text[start:end]):
            found.append((start, end, True))
            continue
        found += [
            (*m.span(), False) for m in _pieces(text, start, end) if about_answers(m[0])
        ]
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the lines of a sentence, its pictures apart; of code the comments."""
    code = text[start:end].lstrip().startswith(("```", "~~~"))
    return (_COMMENT if code else _PIECE).finditer(text, start, end)


@functools.lru_cache(maxsize=512)
def _hidden(text: str) -> str:
    """Return what *text* says decoded, in lower case, without white space."""
    return squashed("\n".join(readings(text)[2:]))


_PIECE = re.compile(
    r"!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)|<!--.{0,1000}?-->|(?:(?!!\[|<!--)[^\n])+|[!<]",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?:#|//|--|/\*|<!--)[^\n]*|\bnotice:[^\n]*")


@functools.cache
def _runs(secrets: tuple[str, ...], size: int) -> frozenset[str]:
    """Return all runs of *size* letters of one of *secrets*."""
    told = map(_letters, secrets)
    return frozenset(t[i : i + size] for t in told for i in range(len(t) - size + 1))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def leaks(text: str, secrets: Sequence[str]) -> bool:
    """Say whether *text*, or what it hides, repeats a long run of a secret."""
    if len(text) < _HIDDEN // 2:
        return False
    runs, halves = (_runs(tuple(secrets), size) for size in (_RUN, _RUN // 2))
    return any(
        letters[i : i + _RUN] in runs
        for letters in map(_letters, readings(text))
        # A run holds one of the halves that the text falls into; few texts do.
        if any(
            letters[i : i + _RUN // 2] in halves
            for i in range(0, len(letters), _RUN // 2)
        )
        for i in range(len(letters) - _RUN + 1)
    )
