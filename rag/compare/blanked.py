"""A text without what is compared to the letter, every character in its place."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.compare.identifiers import Mark


_MARKER = re.compile(r"\[til-[0-9]+\]|\[\^[^\]\s]{1,80}\]")
_GREEK = re.compile("[Α-Ωα-ω]")


def unmarked(text: str) -> str:
    """Return *text* with spaces in place of its markers."""
    return _MARKER.sub(lambda m: " " * len(m[0]), text)


def blanked(text: str, found: Sequence[Mark], by: str) -> str:
    """Return *text* with its marks filled in, but the words of quotations."""
    for mark in found:
        if mark.kind != "quote":
            size = mark.end - mark.start
            text = text[: mark.start] + by * size + text[mark.end :]
    return text


def lettered(text: str, found: Sequence[Mark]) -> str:
    """Return *text* with letters for its marks, as Kiwi reads it.

    Or their particles would be torn off: "γ는" is read as a verb, 늘다.
    """
    return _GREEK.sub("N", blanked(text, found, "N"))
