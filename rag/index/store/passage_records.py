"""What a shared collection says of each passage, so that its notes can be re-made.

The text and the metadata of the passages are all that a machine without the
notes has: entries, and from them the index of words, are built of nothing else.
"""

from __future__ import annotations

import hashlib
import itertools
import json

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rag.errors import IndexBroken
from rag.index.store.collection import metadata
from rag.types import Chunk, Entry


FORMAT = 1
"""Raised when records say something else, or say it otherwise."""
HELD = "rolled_back_to"
"""Says of a collection which number it had before it was made to answer again."""
_LONGEST_ID = 128
"""Bytes of an id that Chroma Cloud takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a collection holds of one passage, beside its vector."""

    id: str
    text: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An entry, its place in its file, its digest, and its passages."""

    entry: Entry
    position: int
    digest: str
    chunks: tuple[tuple[Chunk, str], ...]
    """Each with the digest of what was embedded; in their order."""


def record_id(key: str) -> str:
    """Return what the passage of that key is called on the server."""
    raw = key.encode("utf-8", "surrogateescape")
    if len(raw) <= _LONGEST_ID:
        return key
    return "long-" + hashlib.blake2b(raw, digest_size=24).hexdigest()


def to_records(shared: Shared) -> list[Record]:
    """Return the records of an entry; the first one carries what is the entry's."""
    entry = shared.entry
    out = []
    for chunk, digest in shared.chunks:
        said: dict[str, Any] = {
            **metadata(chunk),
            "path": entry.path,
            "line_start": _line(entry, chunk.start),
            "line_end": _line(entry, max(chunk.start, chunk.end - 1)),
            "start": chunk.start,
            "digest": digest,
            "headings": json.dumps(chunk.heading, ensure_ascii=False),
        }
        if chunk.ordinal == 0:
            said["entry"] = json.dumps(
                {
                    "position": shared.position,
                    "lines": [entry.line_start, entry.line_end],
                    "runs": _runs(entry.lines),
                    "tags": entry.tags,
                    "url": entry.url,
                    "digest": shared.digest,
                    "passages": len(shared.chunks),
                },
                ensure_ascii=False,
            )
        out.append(Record(id=record_id(chunk.key), text=chunk.text, metadata=said))
    return out


def to_shared(records: Iterable[Record]) -> list[Shared]:
    """
    Return the entries that *records*, in any order, were made of.

    Raises:
        IndexBroken: a passage is missing, or says something impossible.
    """
    try:
        keyed = sorted(
            records, key=lambda r: (r.metadata["entry_id"], r.metadata["ordinal"])
        )
        groups = itertools.groupby(keyed, key=lambda r: r.metadata["entry_id"])
        return [_shared(list(group)) for _, group in groups]
    except (LookupError, ValueError, TypeError) as e:
        raise IndexBroken(
            f"The collection on the Chroma server is not whole: {e!r}.",
            hint="Run `tilbot index --rebuild` where the notes are.",
        ) from e


def _shared(records: Sequence[Record]) -> Shared:
    first = records[0].metadata
    about = json.loads(first["entry"])
    if len(records) != about["passages"]:
        raise ValueError(first["entry_id"], len(records), about["passages"])
    number = first.get("day")
    entry = Entry(
        id=first["entry_id"],
        path=first["path"],
        line_start=about["lines"][0],
        line_end=about["lines"][1],
        day=_day(number) if number else None,
        category=first.get("category"),
        title=first["title"],
        body="".join(r.text for r in records),
        lines=tuple(
            line
            for start, count in about["runs"]
            for line in range(start, start + count)
        ),
        tags=tuple(about["tags"]),
        url=about["url"],
    )
    return Shared(
        entry=entry,
        position=about["position"],
        digest=about["digest"],
        chunks=tuple((_chunk(entry, r), r.metadata["digest"]) for r in records),
    )


def _chunk(entry: Entry, record: Record) -> Chunk:
    start = record.metadata["start"]
    end = start + len(record.text)
    if entry.body[start:end] != record.text:
        raise ValueError(entry.id, start)
    return Chunk(
        entry_id=entry.id,
        ordinal=record.metadata["ordinal"],
        start=start,
        end=end,
        text=record.text,
        heading=tuple(json.loads(record.metadata["headings"])),
        title=entry.title,
        day=entry.day,
        category=entry.category,
    )


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def _line(entry: Entry, at: int) -> int:
    """Return the file's line that the character *at* of the body is on."""
    if not entry.lines:
        return entry.line_start
    return entry.lines[min(entry.body.count("\n", 0, at), len(entry.lines) - 1)]


def _runs(lines: Sequence[int]) -> list[list[int]]:
    """Return *lines* as pairs of a start and a count: a value has to be short."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([line, 1])
    return runs


def readable(said: Mapping[str, Any]) -> bool:
    """Tell whether a collection with that metadata holds such records."""
    return said.get("format") == FORMAT
