"""What is told of an index: its state, and what became of a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rag.types import Failure, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationStatus:
    """One generation of an index, as it lies in the home."""

    name: str
    """Empty for the file CURRENT, when that is damaged."""
    role: str
    """``current``, ``previous`` (may be rolled back to), ``unpublished`` (left
    by a crash or a rollback; goes with the next indexing), or ``other`` (of
    other settings or of another version of tilbot)."""
    built_at: datetime | None = None
    """When it was published, in UTC; None when that can't be known."""
    embeddings: str = ""
    corpus: str = ""
    entries: int = 0
    chunks: int = 0
    bytes: int = 0
    damaged: tuple[str, ...] = ()
    """Files that are not as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """The Chroma server that the index is on."""

    host: str
    """Name and port."""
    version: str | None = None
    """What it says that it is; None when it can't be asked."""
    collection: str | None = None
    """The one that answers; None when there is none, or it can't be asked."""
    ours: bool = False
    """Whether the notes of this machine made it."""
    failure: Failure | None = None
    """Why it can't be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What is indexed, and how far the notes have moved on since."""

    generation: str | None = None
    """None when nothing is indexed yet."""
    built_at: datetime | None = None
    """When the generation was published, in UTC."""
    embeddings: str = ""
    entries: int = 0
    chunks: int = 0
    first_day: date | None = None
    last_day: date | None = None
    categories: tuple[tuple[str, int], ...] = ()
    """Name and number of entries, most first."""
    new_files: tuple[str, ...] = ()
    changed_files: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()
    """Paths relative to the corpus; what the next indexing would see."""
    problems: tuple[Problem, ...] = ()
    """What the last indexing could not read."""
    generations: tuple[GenerationStatus, ...] = ()
    """All that the home holds, those of the settings first."""
    held: bool = False
    """Whether it was rolled back, so that questions don't index."""
    server: ServerStatus | None = None
    """None for an index on this machine."""

    @property
    def stale(self) -> bool:
        """Whether the notes changed since they were indexed."""
        return bool(self.new_files or self.changed_files or self.missing_files)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What a run of the indexer did; counts are of entries."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    embedded: int = 0
    """Texts that were embedded."""
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    generation: str = ""
