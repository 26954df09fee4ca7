"""What the notes are about by their titles, as far as a conversation turns on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.query_types import Query
from rag.text.lazy_regex import lazily


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A note whose title has a word of what is said."""

    note: str
    """Its id."""
    words: frozenset[str]
    """The words that its title has."""
    full: bool
    """Whether those are all."""
    whole: bool
    """Whether what is said has all of the title that says anything."""


class Topics(Protocol):
    """Knows the titles of the notes; no search."""

    def named(self, text: str) -> Sequence[Named]:
        """Return the notes whose titles have a word of *text* that says much."""

    def told(self, text: str, notes: Collection[str] | None = None) -> bool:
        """Whether a note, one of *notes* by their ids, has all words of *text*."""


class Reread:
    """The same, with what the turns before came to: every later one asks for it."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self.read: dict[int, Query] = {}
        """By their place in the conversation, of which this is made anew."""

    def named(self, text: str) -> Sequence[Named]:
        """As the topics."""
        return self._topics.named(text)

    def told(self, text: str, notes: Collection[str] | None = None) -> bool:
        """As the topics."""
        return self._topics.told(text, notes)


class _Untold:
    """Of notes whose titles nobody told; a `Topics`."""

    def named(self, text: str) -> Sequence[Named]:  # noqa: ARG002 - it is a Topics
        """Return none."""
        return ()

    def told(
        self,
        text: str,  # noqa: ARG002 - it is a Topics
        notes: Collection[str] | None = None,  # noqa: ARG002
    ) -> bool:
        """Know of none."""
        return False


UNTOLD: Topics = _Untold()
"""Knows no title, so that no turn stands by one."""


_NAME = lazily(r"[A-Z]|^[a-z][a-z0-9+#.-]*[가-힣]")
"""Begins in Latin letters a word that names something, not one of English."""


def stands(text: str, before: str, topics: Topics) -> bool:
    """
    Whether *text* names something of its own, and goes on from nothing.

    ``카프카`` does where a note is titled so. ``TTL`` behind ``redis`` does not
    where a note on Redis tells of it and no title says that alone. Names in
    Latin letters do as well if only notes tell of them that are not spoken of.

    Args:
        text: What a turn speaks of, without its frame.
        before: What was spoken of, as it was said.
        topics: The titles of the notes.
    """
    there = topics.named(before)
    most = max((len(n.words) for n in there), default=0)
    best = [n for n in there if n.whole or n.full or len(n.words) == most]
    spoken_of = {n.note for n in there if any(n.words >= b.words for b in best)}
    here = [n for n in topics.named(text) if n.full or n.whole]
    if any(n.whole for n in here):
        return True
    if not here and not (spoken_of and all(map(_NAME.search, text.split()))):
        return False
    return topics.told(text) and not topics.told(text, spoken_of)
