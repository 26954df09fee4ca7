"""Locks on folders, which fall with the process that holds them."""

from __future__ import annotations

import os

from pathlib import Path


try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]


class Lease:
    """A lock that is held until `close`, or until the process ends."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle
        self.binding = False
        """Whether it keeps anybody off."""

    def close(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def lease(folder: Path, *, alone: bool) -> Lease | None:
    """
    Lock *folder*, without waiting and without writing anything.

    Where folders can't be locked (Windows, some network drives) the lease is
    a formality.

    Args:
        folder: What to lock.
        alone: Whether nobody else may hold a lease on it.

    Returns:
        None when the folder is gone, or the lease of another stands against it.
    """
    if fcntl is None:
        return Lease(None) if folder.is_dir() else None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = Lease(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_NB | (fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        found.binding = True
    except BlockingIOError:
        found.close()
        return None
    except OSError:
        pass  # this file system knows no locks
    try:
        # It may have been moved away between the opening and the locking.
        same = os.path.samestat(os.fstat(handle), folder.stat())
    except FileNotFoundError:
        same = False
    if not same:
        found.close()
        return None
    return found
