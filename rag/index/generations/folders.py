"""The generations of an index that are on this disk, and which one answers."""

from __future__ import annotations

import contextlib
import hashlib
import re

from pathlib import Path
from typing import Self

from rag.errors import IndexBroken
from rag.index.generations import manifest
from rag.index.generations.manifest import Manifest
from rag.index.generations.pointer import Pointer


_GENERATION = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{6}")


class GenerationFolders:
    """The generations of one index in a home folder, to read them."""

    def __init__(self, home: Path, made_of: str) -> None:
        """
        Args:
            home: Where all indexes are.
            made_of: What an index is made of and by; indexes whose names
                differ are apart.
        """
        self.home = home
        self._at(home / "index" / f"{slug(made_of)}-{digest(made_of)}")

    def _at(self, root: Path) -> None:
        self.root = root
        self._pointer = Pointer(root)

    @classmethod
    def at(cls, home: Path, root: Path) -> Self:
        """Return those in the folder *root*, whatever they are made of."""
        found = cls(home, "")
        found._at(root)
        return found

    def neighbours(self) -> list[Self]:
        """Return the other indexes of the home."""
        try:
            roots = sorted(p for p in self.root.parent.iterdir() if p.is_dir())
        except OSError:
            return []
        return [self.at(self.home, root) for root in roots if root != self.root]

    def current(self) -> Path | None:
        """Return the folder of the published generation, None before the first."""
        named = self._pointer.read()
        while named and _GENERATION.fullmatch(named[0]):
            folder = self.root / named[0]
            if folder.is_dir():
                return folder
            # It may have been replaced and swept since CURRENT was read.
            before, named = named, self._pointer.read()
            if named == before:
                break
        return None

    def mended(self, _folder: Path) -> bool:
        """Say no: what is damaged here can be had from nowhere else."""
        return False

    def held(self) -> bool:
        """Say whether the current generation was rolled back to."""
        named = self._pointer.read()
        return named is not None and named[1]

    def kept(self) -> list[tuple[Manifest, Path]]:
        """Return the generations that are complete, the latest first."""
        found = []
        for folder in self.folders():
            with contextlib.suppress(IndexBroken):
                if held := manifest.read(folder):
                    found.append((held, folder))
        return sorted(found, key=lambda pair: (pair[0].number, pair[1]), reverse=True)

    def candidates(self) -> list[Path]:
        """
        Return the generations that may answer: the current one, then those
        that were published before it, the latest first.
        """
        if self._pointer.read() is None:
            return []
        current = self.current()
        if current is None:  # CURRENT is damaged
            return [folder for _, folder in self.kept()]
        return [current, *(folder for _, folder in self._before(current))]

    def _before(self, current: Path) -> list[tuple[Manifest, Path]]:
        kept = self.kept()
        number = next((m.number for m, f in kept if f == current), None)
        return [
            (m, f)
            for m, f in kept
            if f != current and (number is None or m.number < number)
        ]

    def folders(self) -> list[Path]:
        """Return all generations, complete or not, by name."""
        try:
            return sorted(
                p for p in self.root.iterdir() if _GENERATION.fullmatch(p.name)
            )
        except (FileNotFoundError, NotADirectoryError):
            return []


def slug(text: str) -> str:
    """Return *text* as part of a name of a folder."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:40]


def digest(text: str) -> str:
    """Return a short name for *text*."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
