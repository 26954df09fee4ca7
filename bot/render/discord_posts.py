"""What is sent to Discord: messages of text, with the pictures of formulae."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


LIMIT = 2_000
"""Characters of a message; counted in UTF-16 units here, the stricter way."""
PICTURES = 1
"""Attachments of a message; Discord takes ten, but shows several as a mosaic of
squares, which cuts a formula off on both sides."""

Draw = Callable[[str], bytes | None]
"""Makes a PNG of a displayed formula, or None of one that it can't draw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A displayed formula, to be attached to its message."""

    name: str
    """Of the file, unique within an answer: ``formula-1.png``."""
    png: bytes
    alt: str
    """The LaTeX, for those who can't see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message."""

    content: str
    """Discord's Markdown; not blank, `LIMIT` at most."""
    pictures: tuple[Picture, ...] = ()
    """`PICTURES` at most."""


def size(text: str) -> int:
    """Return the length of *text* in UTF-16 units, at least its characters."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
