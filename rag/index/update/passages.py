"""What of an entry is embedded and ranked by words, and how changes are told."""

from __future__ import annotations

import hashlib

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.text.chunking import chunks
from rag.types import Chunk, Entry


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as it is indexed."""

    chunk: Chunk
    text: str
    """What is embedded and ranked by words."""
    digest: str
    """Of *text*; passages of one digest share a vector."""


def entry_digest(entry: Entry) -> str:
    """Return a digest of what an entry says, wherever it stands."""
    said = (entry.title, entry.day, entry.category, entry.body, entry.tags, entry.url)
    return hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest()


def searchable(chunk: Chunk, tags: Iterable[str] = ()) -> str:
    """Return the text of *chunk*, led by what its context says and it doesn't."""
    context = (chunk.title, *chunk.heading, chunk.category or "", *tags)
    day = (chunk.day.isoformat(),) if chunk.day else ()
    missing = [c for c in dict.fromkeys(context) if c and c not in chunk.text]
    return "\n".join((*missing, *day, chunk.text))


def passages(entry: Entry) -> Iterator[Passage]:
    """Yield the passages of an entry, in order."""
    for chunk in chunks(entry):
        text = searchable(chunk, entry.tags)
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12)
        yield Passage(chunk, text, digest.hexdigest())
