"""Which generations failed of late, and which were mended of late."""

from __future__ import annotations

import time

from pathlib import Path

from rag.errors import IndexBroken


_PATIENCE = 60.0
"""Seconds after which a generation that failed is tried again."""


class Failures:
    """Remembers them for a while; not for several threads at a time."""

    def __init__(self) -> None:
        self._failed: dict[Path, tuple[float, IndexBroken]] = {}
        self._mended: dict[Path, float] = {}

    def add(self, folder: Path, error: IndexBroken) -> None:
        """Remember why *folder* can't be read."""
        self._failed[folder] = (time.monotonic(), error)

    def mended(self, folder: Path) -> None:
        """Remember that *folder* has been had anew."""
        self._mended[folder] = time.monotonic()

    def lately(self) -> dict[Path, IndexBroken]:
        """Return what failed within a minute, and how."""
        now = time.monotonic()
        self._failed = {
            folder: (since, e)
            for folder, (since, e) in self._failed.items()
            if now - since < _PATIENCE
        }
        return {folder: e for folder, (_, e) in self._failed.items()}

    def mended_lately(self, folder: Path) -> bool:
        """Say whether it was within a minute."""
        since = self._mended.get(folder)
        return since is not None and time.monotonic() - since < _PATIENCE
