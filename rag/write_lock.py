"""One writer at a time, among all processes."""

from __future__ import annotations

import os

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import IndexBusy
from rag.files import translated


@contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """
    Hold the lock of the folder *root*, which is made; it falls with the process.

    Raises:
        IndexBusy: another process holds it; it is named.
        IndexBroken: the folder can't be written.
    """
    import filelock

    who = root / "writer"
    with translated(root):
        root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(root / "write.lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as e:
            raise IndexBusy(
                f"Another process is indexing these notes{_told(who)}.",
                hint="Wait until it is done, then try again.",
            ) from e
    try:
        with translated(root):
            now = datetime.now(UTC).astimezone()
            who.write_text(f"{os.getpid()} {now:%H:%M:%S}\n", "ascii")
        yield
    finally:
        lock.release()


def _told(who: Path) -> str:
    """Return which process holds the lock, as far as that is known."""
    try:
        pid, since = who.read_text("ascii").split()
    except (OSError, ValueError):
        return ""
    return f" (process {pid}, since {since})"
