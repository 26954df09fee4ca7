"""Regular expressions that are compiled when they are first used, and quickly.

Understanding a question takes some hundred of them; a question meets a few.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from typing import Any, cast


_SYLLABLES = "[가-힣]"


def lazily(
    source: str, flags: int = 0, *, needs: Sequence[str] = ()
) -> re.Pattern[str]:
    """
    Return what `re.compile` returns, or what does the same once it is used.

    Args:
        source: The regular expression.
        flags: As those of `re.compile`.
        needs: Every match holds one of these, in lower case. A text that has none
            is not searched, so that most questions do without a large pattern.

    Raises:
        re.error: when it is used, if *source* is no regular expression.
    """
    kind = _Needing if needs else _Lazy
    return cast("re.Pattern[str]", kind(source, flags, tuple(needs)))


class _Lazy:
    __slots__ = ("_made", "flags", "needs", "pattern")

    def __init__(self, source: str, flags: int, needs: tuple[str, ...]) -> None:
        self.pattern = source
        self.flags = flags
        self.needs = needs
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            source = self.pattern
            if self.flags & re.IGNORECASE:
                # Hangul has no case, which `re` tries for each of 11,172 syllables.
                source = source.replace(_SYLLABLES, f"(?-i:{_SYLLABLES})")
            self._made = re.compile(source, self.flags)
        return getattr(self._made, name)


class _Needing(_Lazy):
    """One that a text is searched for only if it has what a match needs."""

    __slots__ = ()

    def _may(self, text: str) -> bool:
        low = text.lower()
        return any(one in low for one in self.needs)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self.__getattr__("search")(text, *span) if self._may(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return (
            self.__getattr__("finditer")(text, *span) if self._may(text) else iter(())
        )
