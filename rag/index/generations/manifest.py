"""What a generation holds, and how to tell that it still does."""

from __future__ import annotations

import dataclasses
import hashlib
import json

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.errors import IndexBroken
from rag.index.generations.durable_files import digests, readable_digests


NAME = "manifest.json"
_PIECE = 1 << 20
"""Bytes that are read at a time."""
_REBUILD = "Run `tilbot index --rebuild`; your notes are not touched."


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an index was made of."""

    making: Mapping[str, str] = field(default_factory=dict)
    """Embedding model, corpus, and the versions of what reads and cuts notes."""
    notes: str = ""
    """A digest of the ids and digests of all entries."""
    entries: int = 0
    chunks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The facts of a generation, its place among the others, its files."""

    number: int
    """Counts publications from 1; clocks may be set back."""
    built_at: datetime
    """In UTC."""
    facts: Facts
    files: Mapping[str, tuple[int, str]]
    """Bytes and SHA-256 by path below the folder, ``/`` between its parts."""


def seal(
    folder: Path, facts: Facts, *, number: int, built_at: datetime | None = None
) -> Manifest:
    """
    Write the manifest of *folder*, whose other files must be complete.

    Args:
        folder: The generation.
        facts: What it holds.
        number: Its place among the others.
        built_at: When it was published; None for now.
    """
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != NAME]
    files = {}
    for path, own in zip(paths, digests(paths), strict=True):
        files[path.relative_to(folder).as_posix()] = path.stat().st_size, own
    manifest = Manifest(
        number=number,
        built_at=built_at or datetime.now(UTC),
        facts=facts,
        files=files,
    )
    raw = json.dumps(
        dataclasses.asdict(manifest)
        | {"built_at": manifest.built_at.isoformat(), "files": dict(manifest.files)},
        ensure_ascii=False,
    )
    own = hashlib.sha256(raw.encode()).hexdigest()
    (folder / NAME).write_text(f"{raw}\n{own}\n", "utf-8")
    return manifest


def read(folder: Path) -> Manifest | None:
    """
    Return the manifest of *folder*; None when it has none.

    Raises:
        IndexBroken: it can't be read, or is not what was written.
    """
    path = folder / NAME
    try:
        raw, own, *rest = path.read_text("utf-8").split("\n")
        if hashlib.sha256(raw.encode()).hexdigest() != own or rest != [""]:
            raise _broken(path)
        value: dict[str, Any] = json.loads(raw)
        return Manifest(
            number=value["number"],
            built_at=datetime.fromisoformat(value["built_at"]),
            facts=Facts(**value["facts"]),
            files={k: (size, own) for k, (size, own) in value["files"].items()},
        )
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as e:
        raise IndexBroken(f"{path} can't be read: {e.strerror}.", hint=_REBUILD) from e
    except (ValueError, KeyError, TypeError) as e:
        raise _broken(path) from e


def damaged(
    folder: Path, manifest: Manifest, *, thorough: bool, but: str = ""
) -> list[str]:
    """
    Return the files of *folder* that are not as they were written, sorted.

    Args:
        folder: The generation.
        manifest: Its manifest.
        thorough: Whether to read all of them, about a gigabyte a second;
            without, only their sizes are compared.
        but: A folder in it whose files need not be read.
    """
    bad = {n for n, (size, _) in manifest.files.items() if not _has(folder / n, size)}
    if thorough:
        skipped = f"{but}/" if but else None
        read = [
            name
            for name in manifest.files
            if name not in bad and not (skipped and name.startswith(skipped))
        ]
        found = readable_digests([folder / name for name in read])
        bad |= {
            n for n, own in zip(read, found, strict=True) if own != manifest.files[n][1]
        }
    return sorted(bad)


def require_whole(
    folder: Path, manifest: Manifest | None, *, thorough: bool, but: str = ""
) -> None:
    """Raise IndexBroken, which names the files, if any is `damaged` or gone."""
    if manifest is None:
        raise _broken(folder / NAME)
    if bad := damaged(folder, manifest, thorough=thorough, but=but):
        raise IndexBroken(
            f"The index is damaged: {', '.join(bad)} in {folder}.", hint=_REBUILD
        )


def copy(source: Path, target: Path, manifest: Manifest, *, under: str) -> None:
    """
    Copy the files below *under*, and read them all while at it.

    Raises:
        IndexBroken: one of them is not what was written.
        OSError: there is no room, or no permission.
    """
    for name, (_, own) in manifest.files.items():
        if not name.startswith(f"{under}/"):
            continue
        to = target / name.removeprefix(f"{under}/")
        to.parent.mkdir(parents=True, exist_ok=True)
        seen = hashlib.sha256()
        try:
            reading = (source / name).open("rb")
        except FileNotFoundError as e:
            raise _broken(source / name) from e
        with reading, to.open("wb") as writing:
            while piece := reading.read(_PIECE):
                seen.update(piece)
                writing.write(piece)
        if seen.hexdigest() != own:
            raise _broken(source / name)


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _broken(path: Path) -> IndexBroken:
    return IndexBroken(
        f"The index is damaged: {path} is gone or not what was written.", hint=_REBUILD
    )
