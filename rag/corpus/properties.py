"""What a note says of itself in rows of its own: Notion's properties, ``#tags``."""

from __future__ import annotations

import itertools

from dataclasses import dataclass

from rag.text.blocks import scan
from rag.text.lazy_regex import lazily


_PROPERTY = lazily(r"([^\s:：`\[][^:：`\[]{0,20})[:：]\s+(\S.*)")
_TAGS = frozenset({"tag", "tags", "태그"})
_CATEGORIES = frozenset({"category", "categories", "분류", "카테고리"})
_HASHTAGS = lazily(r"[ \t]*#[^\s#]+(?:[ \t,]+#[^\s#]+)+[ \t]*")
"""Several; one alone may be a heading whose space was forgotten."""
_NUMBER = lazily(r"#?\d+")


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
            tags += (word.strip(",") for row in rows for word in row.split())
            continue
        if block.level:
            continue
        for row in itertools.takewhile(_PROPERTY.fullmatch, rows):
            key, _, value = row.replace("：", ":").partition(":")
            if key.strip().casefold() in _TAGS:
                tags += value.split("," if "," in value else None)
            elif key.strip().casefold() in _CATEGORIES:
                category = " ".join(value.split()).strip("/ ") or None
        break
    named = (tag.strip().lstrip("#") for tag in tags if not _NUMBER.fullmatch(tag))
    return Properties(tuple(dict.fromkeys(filter(None, named))), category)
