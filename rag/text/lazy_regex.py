"""Regular expressions that are compiled when they are first used, and quickly.

Understanding a question takes some hundred of them; a question meets a few.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Sequence
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
    kind = _Needing if needs else _Always
    return cast("re.Pattern[str]", kind(source, flags, tuple(needs)))


class _Lazy:
    __slots__ = ("_made", "flags", "needs", "pattern")
    _kept: tuple[str, ...] = ()
    """Methods that are kept at hand once it is compiled, not looked up again."""

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
            for kept in self._kept:
                setattr(self, kept, getattr(self._made, kept))
        return getattr(self._made, name)


class _Always(_Lazy):
    """One that any text is searched for."""

    __slots__ = _kept = ("finditer", "fullmatch", "match", "search", "sub")

    def may(self, low: str) -> bool:  # noqa: ARG002  # it needs nothing
        """Say that any text may have it."""
        return True


class _Needing(_Lazy):
    """One that a text is searched for only if it has what a match needs."""

    __slots__ = ()

    def may(self, low: str) -> bool:
        """Say whether a text may have it that is *low* in lower case."""
        for one in self.needs:  # `any` would take twice as long
            if one in low:
                return True
        # Without regard to case these are taken for an i and an s.
        return "\u0131" in low or "\u017f" in low or "\u0307" in low

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        may = self.may(text.lower())
        return self.__getattr__("search")(text, *span) if may else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        may = self.may(text.lower())
        return self.__getattr__("finditer")(text, *span) if may else iter(())


def one_found(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Say whether one of *patterns* is found in *text*, put in lower case once."""
    low = text.lower()
    return any(
        pattern.may(low) and pattern.__getattr__("search")(text)
        for pattern in cast("Iterable[_Always | _Needing]", patterns)
    )
