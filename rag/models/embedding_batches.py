"""How much text goes into one request for vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


BATCH_TEXTS = 128
"""Texts in a request; more make a failure dearer, fewer the whole slower."""
BATCH_CHARS = 60_000
"""Characters in a request, unless one text alone has more."""
TEXT_TOKENS = 8_000
"""Tokens of one text, as `clip` counts them; OpenAI's limit is 8,192."""


def batched(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """
    Yield where each batch begins and ends, in order and without gaps.

    A batch holds at most `BATCH_TEXTS` texts and `BATCH_CHARS` characters;
    a text that alone has more is a batch of its own.
    """
    start = chars = 0
    for at, size in enumerate(sizes):
        if at > start and (at - start == BATCH_TEXTS or chars + size > BATCH_CHARS):
            yield start, at
            start, chars = at, 0
        chars += size
    if start < len(sizes):
        yield start, len(sizes)


def clip(text: str) -> str:
    """
    Return the beginning of *text* that surely fits into a request.

    Counted on the safe side, without a tokenizer: half a token an ASCII
    character, one and a half for Hangul and all else, three beyond the basic
    plane, at most `TEXT_TOKENS` in all. What is cut was not searchable by
    vector, but is by words. A blank text becomes a space, for services refuse
    the empty string.
    """
    if not text.strip():
        return " "
    if len(text) * 3 <= TEXT_TOKENS:
        return text
    tokens = 0.0
    for at, char in enumerate(text):
        tokens += 0.5 if char < "\x80" else 1.5 if char < "\U00010000" else 3.0
        if tokens > TEXT_TOKENS:
            return text[:at]
    return text
