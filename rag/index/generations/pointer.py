"""CURRENT, the file that names the generation that answers."""

from __future__ import annotations

import contextlib

from pathlib import Path

from rag.errors import IndexBroken
from rag.index.generations.durable_files import sync


_HELD = "held"
"""Stands below the name after a rollback."""


class Pointer:
    """Replaced by one rename, so that a reader sees the old or the new one."""

    def __init__(self, root: Path) -> None:
        self.path = root / "CURRENT"

    def read(self) -> tuple[str, bool] | None:
        """
        Return the name, and whether it is held; None when there is no file.

        Raises:
            IndexBroken: the file is there and can't be read.
        """
        try:
            # What a failing disk left of a name is no name.
            lines = self.path.read_text("ascii", "replace").split("\n")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as e:
            raise IndexBroken(
                f"{self.path} can't be read: {e.strerror}.",
                hint="Check its permissions, or delete it and run `tilbot index`.",
            ) from e
        return lines[0], _HELD in lines[1:]

    def write(self, name: str, *, held: bool) -> None:
        """Have it name another generation, safe on disk when this returns."""
        temporary = self.path.with_name("CURRENT.new")
        temporary.write_text(f"{name}\n{_HELD}\n" if held else f"{name}\n", "ascii")
        sync(temporary)
        temporary.replace(self.path)
        with contextlib.suppress(OSError):  # no folder can be synced on Windows
            sync(self.path.parent)
