"""One at a time, among all processes of a machine."""

from __future__ import annotations

import os

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import IndexBusy
from rag.index.generations.durable_files import translated


@contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """
    Hold the lock of the folder *root*, which is made; it falls with the process.

    Raises:
        IndexBusy: another process holds it; it is named.
        IndexBroken: the folder can't be written.
    """
    who = root / "writer"
    with locked(root / "write.lock", told=lambda: _told(who), timeout=0):
        with translated(root):
            now = datetime.now(UTC).astimezone()
            who.write_text(f"{os.getpid()} {now:%H:%M:%S}\n", "ascii")
        yield


@contextmanager
def locked(
    path: Path,
    *,
    told: Callable[[], tuple[str, str]] | None = None,
    timeout: float = -1,
) -> Iterator[None]:
    """
    Hold the lock file *path*, whose folder is made; it falls with the process.

    Args:
        path: The file.
        told: Says which process holds it, in English and in Korean.
        timeout: Seconds to wait for it; -1 for as long as it takes.

    Raises:
        IndexBusy: another process holds it.
        IndexBroken: the folder can't be written.
    """
    import filelock

    with translated(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path)
        try:
            lock.acquire(timeout=timeout)
        except filelock.Timeout as e:
            who, who_ko = told() if told else ("", "")
            raise IndexBusy(
                f"Another process is indexing these notes{who}.",
                hint="Wait until it is done, then try again.",
                korean=(
                    f"다른 프로세스가 이 노트를 색인하고 있습니다{who_ko}.",
                    "끝난 뒤에 다시 하세요.",
                ),
            ) from e
    try:
        yield
    finally:
        lock.release()


def _told(who: Path) -> tuple[str, str]:
    """Return which process holds the lock, as far as that is known."""
    try:
        pid, since = who.read_text("ascii").split()
    except (OSError, ValueError):
        return "", ""
    return f" (process {pid}, since {since})", f" (프로세스 {pid}, {since}부터)"
