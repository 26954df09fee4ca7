"""The folders on this machine that hold the words of shared generations."""

from __future__ import annotations

import functools
import re
import secrets
import shutil

from pathlib import Path

from rag.index.generations.cleanup import remove, sweep_gone
from rag.index.generations.durable_files import translated


_FOLDER = re.compile(r"[0-9]{9}-[0-9a-f]{32}")
KEPT = 2
"""Published generations that stay on the server, and on each machine."""


class SharedFolders:
    """Those of one index, and what this machine is called."""

    def __init__(self, home: Path, root: Path) -> None:
        self.home = home
        self.root = root

    def folders(self) -> list[Path]:
        """Return those that are here."""
        if not self.root.is_dir():
            return []
        return [p for p in self.root.iterdir() if _FOLDER.fullmatch(p.name)]

    def last(self) -> Path | None:
        """Return the folder that was made last; numbers may have begun anew."""
        return max(self.folders(), key=made, default=None)

    @functools.cached_property
    def holder(self) -> str:
        """A name that this home folder has given itself, to tell it from others."""
        path = self.root.parent / "name"
        with translated(self.home):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(secrets.token_hex(8), "ascii")
            return path.read_text("ascii").strip()

    def sweep_here(self) -> None:
        """Remove all words but the newest, and those that somebody reads."""
        for folder in sorted(self.folders(), key=made)[:-KEPT]:
            remove(folder)
        sweep_gone(self.root)

    def fresh(self, what: str) -> Path:
        """Return a folder to work in; the caller holds the lock for *what*."""
        for left in self.root.glob(f"{what}-*"):
            shutil.rmtree(left, ignore_errors=True)
        return self.root / f"{what}-{secrets.token_hex(4)}"


def made(folder: Path) -> int:
    """Return when *folder* was made, to compare; 0 when it is gone."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:  # swept by another process
        return 0
