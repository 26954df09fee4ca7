"""Files that processes share: locked, copied, and safe when the power fails."""

from __future__ import annotations

import os
import sqlite3

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rag.errors import IndexBroken, IndexBusy


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the file system says of the folder *path* into our error."""
    try:
        yield
    except (OSError, sqlite3.Error) as e:
        reason = getattr(e, "strerror", None) or e
        raise IndexBroken(
            f"The index in {path} can't be written: {reason}.",
            hint="Check free space and permissions, or set TILBOT_HOME.",
        ) from e


@contextmanager
def locked(path: Path, *, timeout: float) -> Iterator[None]:
    """
    Hold a lock between the processes of this machine.

    Args:
        path: Its file.
        timeout: Seconds to wait for it; -1 for as long as it takes.

    Raises:
        IndexBusy: another process holds it.
        IndexBroken: the file can't be written.
    """
    import filelock

    with translated(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path)
        try:
            lock.acquire(timeout=timeout)
        except filelock.Timeout as e:
            raise IndexBusy(
                "Another process is indexing these notes.",
                hint="Wait until it is done, then try again.",
            ) from e
    try:
        yield
    finally:
        lock.release()


def copied(source: Path, target: Path) -> None:
    """Copy an SQLite file; a plain copy may miss its write-ahead log."""
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def sync(path: Path) -> None:
    """Have what was written to a file reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
