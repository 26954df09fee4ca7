"""A reader's own copy of the vectors, because Chroma writes when it reads.

Opening a collection adds a row to its SQLite file, and one of fewer than a
thousand passages writes its HNSW files anew (measured, chromadb 1.5.9). On
the published files that would be many processes writing at a time, and none
at all in a home that can't be written.

A copy stays for the next process; one that is in use is locked.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile

from pathlib import Path

from rag.index.generations import manifest
from rag.index.generations.cleanup import READERS
from rag.index.generations.leases import Lease, lease
from rag.index.generations.manifest import Manifest


_SLOTS = 64
"""Processes that may read one generation at a time by copies in the home;
others make theirs among the temporary files."""


class ReaderCopy:
    """A folder that nobody else opens."""

    def __init__(self, folder: Path, held: Lease | None) -> None:
        self.folder = folder
        self._held = held

    def close(self, *, discard: bool) -> None:
        """Leave the folder to the next reader, or *discard* it."""
        if self._held is None:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        if discard:
            shutil.rmtree(self.folder, ignore_errors=True)
        self._held.close()


def reader_copy(generation: Path, known: Manifest | None) -> ReaderCopy | None:
    """
    Return a copy of the vectors of *generation*, made or left by another reader.

    What is copied is compared with the manifest, where there is one; so each
    generation is read through once.

    Returns:
        None when there is no room for a copy anywhere.

    Raises:
        IndexBroken: the generation is damaged.
    """
    readers = generation.parent / READERS
    try:
        readers.mkdir(exist_ok=True)
        for n in range(_SLOTS):
            slot = readers / f"{generation.name}.{n}"
            held = lease(slot, alone=True)
            if held is None and not slot.exists():
                held = _made(generation, known, slot)
            if held is not None:
                return ReaderCopy(slot, held)
    except OSError:
        pass  # the home is full, or can't be written
    try:
        temporary = Path(tempfile.mkdtemp(prefix="tilbot-"))
    except OSError:
        return None
    try:
        _fill(temporary, generation, known)
    except BaseException as e:
        shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(e, OSError):
            return None
        raise
    return ReaderCopy(temporary, None)


def _made(generation: Path, known: Manifest | None, slot: Path) -> Lease | None:
    """Make a copy and put it in place; None when another was quicker."""
    making = slot.with_name(f".{secrets.token_hex(6)}.making")
    making.mkdir()
    held = lease(making, alone=True)
    try:
        if held is None:
            return None
        _locking(held)
        _fill(making, generation, known)
        making.rename(slot)
    except BaseException as e:
        shutil.rmtree(making, ignore_errors=True)
        if held is not None:
            held.close()
        if isinstance(e, OSError) and slot.exists():
            return None
        raise
    return held


def _locking(held: Lease) -> None:
    """Raise OSError where a copy can't be kept for oneself."""
    if not held.binding:
        raise OSError("folders can't be locked here")


def _fill(target: Path, generation: Path, known: Manifest | None) -> None:
    if known is None:
        shutil.copytree(generation / "chroma", target, dirs_exist_ok=True)
        return
    manifest.require_whole(generation, known, thorough=True, but="chroma")
    manifest.copy(generation, target, known, under="chroma")
