"""What a home holds: generations that answer, may answer instead, or are stale."""

from __future__ import annotations

import contextlib

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from rag.errors import IndexBroken
from rag.index.generations import manifest
from rag.index.generations.library import ReadingLibrary
from rag.index.store.notes_db import NotesDb
from rag.index_types import GenerationStatus


_SHARED = ("schema", "analyser", "corpus")
"""What an index must have in common with the settings to answer for them: the
words of question and notes must be those of one analyser."""


def substitutes(generations: ReadingLibrary, making: Mapping[str, str]) -> list[Path]:
    """
    Return generations of other indexes that may answer for *generations*.

    Those of the same embedding model come first, then the latest. Of another
    model only the words are searched.
    """
    found = []
    for other in generations.neighbours():
        with contextlib.suppress(IndexBroken):
            current = other.current()
            if current is None:
                continue
            with closing(NotesDb(current / "notes.sqlite3")) as db:
                meta = db.meta()
            if all(meta.get(key) == making[key] for key in _SHARED):
                same = meta.get("embeddings") == making["embeddings"]
                found.append((same, meta.get("built_at", ""), current))
    return [folder for _, _, folder in sorted(found, reverse=True)]


def kept(generations: ReadingLibrary, *, thorough: bool) -> list[GenerationStatus]:
    """
    Return what each generation in the home is; raises nothing for a damaged one.

    Args:
        generations: The index of the settings; its own come first.
        thorough: Whether to read all files through.
    """
    found = list(_of(generations, own=True, thorough=thorough))
    for other in generations.neighbours():
        found += _of(other, own=False, thorough=thorough)
    return found


def _of(
    generations: ReadingLibrary, *, own: bool, thorough: bool
) -> Iterator[GenerationStatus]:
    try:
        current = generations.current()
        lost = current is None and (generations.root / "CURRENT").exists()
    except IndexBroken:
        current, lost = None, True
    if lost:
        yield GenerationStatus(
            name="", role="current" if own else "other", damaged=("CURRENT",)
        )
    before = _before(generations, current)
    for folder in sorted(
        generations.folders(), key=lambda f: (f != current, f not in before)
    ):
        role = "current" if folder == current else "unpublished"
        if folder in before:
            role = "previous"
        yield _status(folder, role if own else "other", thorough=thorough)


def _before(generations: ReadingLibrary, current: Path | None) -> list[Path]:
    try:
        return [f for f in generations.candidates() if f != current]
    except IndexBroken:
        return []


def _status(folder: Path, role: str, *, thorough: bool) -> GenerationStatus:
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    try:
        known = manifest.read(folder)
        if known is None:
            lost = (manifest.NAME,) if role == "current" else ()
            return GenerationStatus(
                name=folder.name, role=role, bytes=size, damaged=lost
            )
        damaged = manifest.damaged(folder, known, thorough=thorough)
    except IndexBroken:
        return GenerationStatus(
            name=folder.name, role=role, bytes=size, damaged=(manifest.NAME,)
        )
    making = known.facts.making
    return GenerationStatus(
        name=folder.name,
        role=role,
        built_at=known.built_at,
        embeddings=making.get("embeddings", ""),
        corpus=making.get("corpus", ""),
        entries=known.facts.entries,
        chunks=known.facts.chunks,
        bytes=size,
        damaged=tuple(damaged),
    )
