"""Tells how far the notes have moved on since they were indexed.

Size and time of change decide. Two writes within one tick of a clock can't be
told by them, so a file that was changed about when it was read is compared by
content until it was once seen unchanged later on (git's "racy" entries).
"""

from __future__ import annotations

import contextlib

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rag.corpus.locate import locate
from rag.corpus.read import content_digest, read
from rag.corpus.walk import NoteFile
from rag.index.store.notes_db import SCHEMA_VERSION, NotesDb
from rag.index.update.passages import entry_digest
from rag.types import Entry, Stale


RACY_NS = 2_000_000_000
"""Nanoseconds; the times of FAT, the coarsest in use, tick every two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How the files differ from those that were indexed."""

    new: tuple[NoteFile, ...] = ()
    changed: tuple[NoteFile, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.missing)


def compare(
    files: Sequence[NoteFile],
    seen: Mapping[str, tuple[int, int]],
    *,
    differs: Callable[[NoteFile], bool] = lambda _: False,
) -> Changes:
    """
    Tell which files to read.

    Args:
        files: What is there now.
        seen: Size and mtime in ns of what was indexed, by path.
        differs: Asked of a file of the same size and time.
    """
    return Changes(
        new=tuple(f for f in files if f.path not in seen),
        changed=tuple(
            f
            for f in files
            if f.path in seen and (seen[f.path] != (f.size, f.mtime_ns) or differs(f))
        ),
        missing=tuple(sorted(seen.keys() - {f.path for f in files})),
    )


def is_racy(file: NoteFile, read_ns: int) -> bool:
    """Tell whether *file* may have changed again after it was read at that time."""
    return file.mtime_ns > read_ns - RACY_NS


def unread_changes(
    files: Sequence[NoteFile], db: NotesDb, *, read_ns: int
) -> tuple[Changes, bool]:
    """
    Compare *files* with what *db* has seen, by content where time can't tell.

    Args:
        files: What is there now.
        db: The generation that answers.
        read_ns: When its files were last known to be as it has seen them.

    Returns:
        The changes, and whether a file had to be read to know.
    """
    digests = db.file_digests([f.path for f in files if is_racy(f, read_ns)])

    def differs(file: NoteFile) -> bool:
        return file.path in digests and content_digest(file) != digests[file.path]

    return compare(files, db.files(), differs=differs), bool(digests)


class LastLook:
    """Remembers when the files were last seen unchanged; a hint that may be lost."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def at(self, generation: str) -> int:
        """Return the time in ns since 1970; 0 if nothing is known."""
        try:
            name, _, when = self._path.read_text("ascii").strip().partition(" ")
            return int(when) if name == generation else 0
        except (OSError, ValueError):
            return 0

    def remember(self, generation: str, ns: int) -> None:
        """Store it, if the disk lets us."""
        draft = self._path.with_suffix(".new")
        with contextlib.suppress(OSError):
            draft.write_text(f"{generation} {ns}\n", "ascii")
            draft.replace(self._path)


def stale_entries(
    entries: Iterable[Entry], corpus: Path, db: NotesDb
) -> dict[str, Stale]:
    """
    Tell which entries no longer stand in their files as they were indexed.

    A file of the same size and time isn't opened; one of the same content
    isn't parsed. Asked of the entries of an answer, this takes no time that
    anyone notices.

    Args:
        entries: As they were indexed.
        corpus: A folder of notes, or one file.
        db: The generation that they are from.

    Returns:
        By the id of the entry; what is as it was is left out, and all that a
        version of tilbot indexed that did not keep what is compared here.
    """
    found: dict[str, Stale] = {}
    if db.meta().get("schema") != str(SCHEMA_VERSION):
        return found
    unique = {e.id: e for e in entries}.values()
    by_path = {
        path: list(group)
        for path, group in groupby(
            sorted(unique, key=lambda e: e.path), lambda e: e.path
        )
    }
    seen, digests = db.files(by_path), db.file_digests(by_path)
    for path, group in by_path.items():
        file = locate(corpus, path)
        if file is None:
            found |= {e.id: "deleted" for e in group}
            continue
        same = seen.get(path) == (file.size, file.mtime_ns)
        if same and not is_racy(file, db.read_ns()):
            continue
        if content_digest(file) == digests.get(path):
            continue
        # Of a file with many notes only some were edited; the day that git
        # gave is not asked for again.
        reading = read(file, first_commit=lambda _, day=group[0].day: day)  # type: ignore[misc]  # mypy can't infer it
        now = {e.id: entry_digest(e) for e in reading.entries}
        found |= {e.id: "edited" for e in group if now.get(e.id) != entry_digest(e)}
    return found
