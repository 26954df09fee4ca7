"""Files of the index: copied whole, written to the disk itself, read through."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rag.errors import IndexBroken


_T = TypeVar("_T")
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file while it is written, or read in WAL mode."""
_FILES = 4
"""Files that are read at a time."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the file system says into our error."""
    try:
        yield
    except (OSError, sqlite3.Error, shutil.Error) as e:
        reason = getattr(e, "strerror", None) or e
        raise IndexBroken(
            f"The index in {path} can't be written: {reason}.",
            hint="Check free space and permissions, or set TILBOT_HOME.",
        ) from e


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder; its SQLite files as they are after their last transaction."""
    shutil.copytree(source, target, copy_function=_copy)


def copy_file(source: Path, target: Path) -> None:
    """Copy one file, as `copy_folder` does."""
    _copy(str(source), str(target))


def _copy(source: str, target: str) -> str:
    if source.endswith(".sqlite3"):
        with contextlib.closing(sqlite3.connect(source)) as old:
            # While we read, nobody can write into the file itself.
            old.execute("begin")
            old.execute("select 1 from sqlite_master").fetchone()
            if not any(os.path.exists(source + end) for end in _BESIDE):  # noqa: PTH110  # copytree gives names
                return shutil.copyfile(source, target)  # ten times as quick
            old.rollback()
            # A plain copy would miss what stands in the write-ahead log.
            with contextlib.closing(sqlite3.connect(target)) as new:
                old.backup(new)
        return target
    if source.endswith(_BESIDE):
        return target
    return shutil.copyfile(source, target)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Sequence[Path]) -> list[str]:
    """
    Return the SHA-256 of each file.

    Raises:
        OSError: one of them can't be read.
    """
    return _at_once(digest, paths)


def readable_digests(paths: Sequence[Path]) -> list[str | None]:
    """Return the SHA-256 of each file, None for one that can't be read."""
    return _at_once(_digest_or_none, paths)


def _at_once(read: Callable[[Path], _T], paths: Sequence[Path]) -> list[_T]:
    # Hashing holds no lock of the interpreter: two processors halve the time.
    try:
        with ThreadPoolExecutor(_FILES) as beside:
            return list(beside.map(read, paths))
    except RuntimeError:  # the program ends, and no thread begins any more
        return list(map(read, paths))


def _digest_or_none(path: Path) -> str | None:
    try:
        return digest(path)
    except OSError:
        return None


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """Have all files of *folder*, and their names, written to the disk itself,
    where nobody changes them by mistake: other programs may open them.
    """
    for path in folder.rglob("*"):
        if path.is_file():
            sync(path)
            if os.name != "nt":  # where what is read-only can't be removed
                path.chmod(0o444)
    with contextlib.suppress(OSError):  # no folder can be synced on Windows
        for path in (*folder.rglob("*/"), folder):
            sync(path)
