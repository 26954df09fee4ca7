"""Replies that a model wraps in JSON, however it was asked."""

from __future__ import annotations

import json
import re

from collections.abc import Iterator


_FENCED = re.compile(r"\s*```(?:json)?\s*(\{.*\})\s*```\s*", re.DOTALL | re.IGNORECASE)
_BEGINS = re.compile(
    r"\s*(?:`{1,2}|```(?:j|js|jso|(?:json)?\s*(?:\{.*)?)|\{.*)?",
    re.DOTALL | re.IGNORECASE,
)

_DEEP = 2
"""Objects in objects that are looked into: ``{"reply": {"text": …}}``."""


def may_wrap(begun: str) -> bool:
    """Say whether a reply that begins like this may turn out to be JSON."""
    return _BEGINS.fullmatch(begun) is not None


def unwrapped(reply: str) -> str:
    """Return the text of a reply that is a JSON object; any other as it is.

    Of several strings it is the longest: a model names the field as it likes.
    """
    found = _FENCED.fullmatch(reply)
    try:
        value = json.loads(found[1] if found else reply)
    except (ValueError, RecursionError):
        return reply
    texts = list(_texts(value)) if isinstance(value, dict) else []
    return max(texts, key=len, default=reply)


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and depth < _DEEP:
        for inner in value.values():
            yield from _texts(inner, depth + 1)
