"""What a note says of itself in rows of its own: Notion's properties, ``#tags``."""

from __future__ import annotations

import itertools
import re

from dataclasses import dataclass

from rag.text.blocks import scan
from rag.text.lazy_regex import lazily


_PROPERTY = lazily(r"([^\s:：`\[][^:：`\[]{0,20})[:：]\s+(\S.*)")
_TAGS = frozenset({"tag", "tags", "태그"})
_CATEGORIES = frozenset({"category", "categories", "분류", "카테고리"})
_HASHTAGS = lazily(r"[ \t]*#[^\s#]+(?:[ \t,]+#[^\s#]+)+[ \t]*")
"""Several; one alone may be a heading whose space was forgotten."""
_NUMBER = lazily(r"#?\d+")
_COLOURS = lazily(
    r"(?:[\s,]*#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b)+[\s,]*", re.IGNORECASE
)
_SENTENCE = lazily(r".*\s\S*(?:[가-힣][다요]|[.!?])\s*")
_MANY = lazily(r"\s*(?:[^\s/]+\s+){4}.*")
"""More words than a name has."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What was found."""

    tags: tuple[str, ...] = ()
    category: str | None = None


def properties(body: str) -> Properties:
    """
    Return what the first rows of *body* below its title say of the note.

    They stay in the body: a person may ask for what stands there.
    """
    tags: list[str] = []
    category = None
    first = (block for block in scan(body) if block.kind != "rule")
    for block in itertools.islice(first, 3):
        rows = body[block.start : block.end].strip().split("\n")
        if all(map(_HASHTAGS.fullmatch, rows)):
            told = (row for row in rows if not _COLOURS.fullmatch(row))
            tags += (word.strip(",") for row in told for word in row.split())
            continue
        if block.level:
            continue
        for row in itertools.takewhile(_PROPERTY.fullmatch, rows):
            key, _, value = row.replace("：", ":").partition(":")
            if _SENTENCE.fullmatch(value):
                continue  # what the word means, or what the note is on
            if key.strip().casefold() in _TAGS:
                tags += value.split("," if "," in value else None)
            elif key.strip().casefold() in _CATEGORIES and not _MANY.fullmatch(value):
                category = " ".join(value.split()).strip("/ ") or None
        break
    named = (tag.strip().lstrip("#") for tag in tags if not _NUMBER.fullmatch(tag))
    return Properties(tuple(dict.fromkeys(filter(None, named))), category)
