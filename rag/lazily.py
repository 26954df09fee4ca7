"""Regular expressions that are compiled when they are first used, and quickly.

Understanding a question takes some hundred of them; a question meets a few.
"""

from __future__ import annotations

import re

from typing import Any, cast


_SYLLABLES = "[가-힣]"


def lazily(source: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return what `re.compile` returns, or what does the same once it is used.

    Raises:
        re.error: when it is used, if *source* is no regular expression.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))


class _Lazy:
    __slots__ = ("_made", "flags", "pattern")

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            source = self.pattern
            if self.flags & re.IGNORECASE:
                # Hangul has no case, which `re` tries for each of 11,172 syllables.
                source = source.replace(_SYLLABLES, f"(?-i:{_SYLLABLES})")
            self._made = re.compile(source, self.flags)
        return getattr(self._made, name)
