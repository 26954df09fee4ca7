"""Removes generations, and readers' copies of them, that nobody reads."""

from __future__ import annotations

import shutil

from pathlib import Path

from rag.index.generations.leases import lease


READERS = "readers"
"""Where the copies are that readers open, `<generation>.<number>` each."""
_GONE = ".gone-"


def remove(folder: Path) -> None:
    """Remove *folder*, unless somebody holds a lease on it."""
    held = lease(folder, alone=True)
    if held is None:
        return
    try:
        # Out of the way first: half a folder must not be taken for a whole one.
        gone = folder.with_name(f"{_GONE}{folder.name.removeprefix(_GONE)}")
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    except OSError:
        pass  # Windows does not move what is open
    finally:
        held.close()


def sweep_gone(root: Path) -> None:
    """Remove what was half removed below *root*."""
    for folder in root.glob(f"{_GONE}*"):
        remove(folder)


def sweep_readers(root: Path, current: Path | None) -> None:
    """
    Remove what was half removed below *root*, copies that a reader did not
    finish or give back, and those of other generations than *current*.
    """
    sweep_gone(root)
    readers = root / READERS
    for copy in readers.iterdir() if readers.is_dir() else ():
        if current is None or copy.name.rpartition(".")[0] != current.name:
            remove(copy)
