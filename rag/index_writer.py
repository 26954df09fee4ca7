"""Applies changed files to a generation that nobody reads yet."""

from __future__ import annotations

import functools
import hashlib

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rag.analyse.terms import Analyser
from rag.chunk import chunks
from rag.corpus.git_days import first_commits
from rag.corpus.read import read
from rag.corpus.walk import NoteFile
from rag.embedding_cache import EmbeddingCache
from rag.errors import IndexBroken
from rag.notes_db import NotesDb
from rag.protocols import Embedder, Progress, VectorStore
from rag.types import Chunk, Entry, Problem


Announce = Callable[[Sequence[str]], None]
"""Called with the texts that a service is about to embed."""

_BATCH = 64
"""Passages that are embedded and written at a time."""


@dataclass
class Tally:
    """What was done, in entries; `embedded` in texts."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    embedded: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Passage:
    chunk: Chunk
    text: str
    """What is embedded and ranked by words."""
    digest: str


def entry_digest(entry: Entry) -> str:
    """Return a digest of what an entry says, wherever it stands."""
    said = (entry.title, entry.day, entry.category, entry.body, entry.tags, entry.url)
    return hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest()


def searchable(chunk: Chunk, tags: Iterable[str] = ()) -> str:
    """Return the text of *chunk*, led by what its context says and it doesn't."""
    context = (chunk.title, *chunk.heading, chunk.category or "", *tags)
    day = (chunk.day.isoformat(),) if chunk.day else ()
    missing = [c for c in dict.fromkeys(context) if c and c not in chunk.text]
    return "\n".join((*missing, *day, chunk.text))


class IndexWriter:
    """Writes one generation; not for sharing."""

    def __init__(
        self,
        *,
        db: NotesDb,
        store: VectorStore,
        root: Path,
        analyser: Analyser,
        embedder: Embedder,
        cache: EmbeddingCache | None,
        progress: Progress,
        announce: Announce,
    ) -> None:
        self._db = db
        self._store = store
        self._root = root
        self._analyser = analyser
        self._embedder = embedder
        self._cache = cache
        self._progress = progress
        self._announce = announce

    def apply(
        self,
        files: Sequence[NoteFile],
        missing: Sequence[str],
        *,
        known: Mapping[str, tuple[str, str]],
    ) -> Tally:
        """
        Read *files*, forget the *missing* ones, embed and store what changed.

        Args:
            files: New and changed files.
            missing: Paths that are gone.
            known: Path and digest of every entry of the generation before.
        """
        tally = Tally()
        touched = {*missing, *(f.path for f in files)}
        fresh = list(self._read(files))
        alive = {entry.id for entry, _ in fresh}
        for path in missing:
            self._db.drop_file(path)
        gone = [
            k for k, (path, _) in known.items() if path in touched and k not in alive
        ]
        for entry_id in gone:
            self._store.drop(self._db.drop_entry(entry_id))
        tally.removed = len(gone)

        held = self._db.digests()
        pending: list[_Passage] = []
        vectors: dict[str, list[float]] = {}
        for entry, position in fresh:
            digest = entry_digest(entry)
            before = known.get(entry.id, ("", ""))[1]
            tally.added += not before
            tally.updated += bool(before) and before != digest
            if held.get(entry.id, ("", ""))[1] != digest:
                passages = list(_passages(entry))
                vectors |= self._kept(entry.id, passages)
                self._store.drop(self._db.drop_chunks(entry.id))
                pending += passages
            self._db.put_entry(entry, position, digest)
        tally.embedded = self._embed(pending, vectors)
        self._db.drop_unmentioned()
        self._check()
        tally.unchanged = len(self._db.digests()) - tally.added - tally.updated
        tally.problems = self._db.problems()
        return tally

    def _check(self) -> None:
        """Raise IndexBroken unless each chunk has its vector."""
        held, wanted = self._store.count(), sum(self._db.chunk_counts().values())
        if held != wanted:
            raise IndexBroken(
                f"The vector store holds {held} passages instead of {wanted}.",
                hint="Run `tilbot index` again.",
            )

    def _read(self, files: Sequence[NoteFile]) -> Iterator[tuple[Entry, int]]:
        @functools.cache
        def days() -> Callable[[str], date | None]:
            root = self._root if self._root.is_dir() else self._root.parent
            return first_commits(root)

        def first_commit(path: str) -> date | None:
            return days()(path)

        for n, file in enumerate(files):
            self._progress("reading", n, len(files))
            reading = read(file, first_commit=first_commit)
            self._db.set_file(file.path, file.size, file.mtime_ns, reading.problems)
            yield from ((entry, i) for i, entry in enumerate(reading.entries))

    def _kept(
        self, entry_id: str, passages: Sequence[_Passage]
    ) -> dict[str, list[float]]:
        """Return the vectors of passages that stay as they were, by digest."""
        wanted = {p.digest for p in passages}
        old = {
            key: digest
            for key, digest in self._db.chunk_digests(entry_id).items()
            if digest in wanted
        }
        if not old:
            return {}
        return {
            old[key]: vector for key, vector in self._store.vectors(list(old)).items()
        }

    def _embed(
        self, pending: Sequence[_Passage], vectors: dict[str, list[float]]
    ) -> int:
        missing = {p.digest: p.text for p in pending if p.digest not in vectors}
        if self._cache is not None and missing:
            cached = self._cache.get(list(missing.values()))
            for digest, text in list(missing.items()):
                if text in cached:
                    vectors[digest] = cached[text]
                    del missing[digest]
            if missing:
                self._announce(list(missing.values()))
        embedded = len(missing)
        for at in range(0, len(pending), _BATCH):
            self._progress("embedding", at, len(pending))
            batch = pending[at : at + _BATCH]
            texts = {p.digest: missing[p.digest] for p in batch if p.digest in missing}
            for digest in texts:
                del missing[digest]
            if texts:
                found = self._embedder.documents(list(texts.values()))
                if self._cache is not None:
                    self._cache.put(zip(texts.values(), found, strict=True))
                vectors.update(zip(texts, found, strict=True))
            _same_dimension(vectors)
            self._store.put(
                [p.chunk for p in batch], [vectors[p.digest] for p in batch]
            )
            put_terms(
                self._db, self._analyser, [(p.chunk, p.text, p.digest) for p in batch]
            )
        self._progress("embedding", len(pending), len(pending))
        return embedded


def put_terms(
    db: NotesDb, analyser: Analyser, batch: Sequence[tuple[Chunk, str, str]]
) -> None:
    """Store new chunks, each with its searchable text and the digest of that."""
    terms = analyser.documents(text for _, text, _ in batch)
    for (chunk, _, digest), found in zip(batch, terms, strict=True):
        for concept in found.concepts:
            db.put_concept(concept, *analyser.concept(concept))
        db.put_chunk(chunk, digest, found)


def _passages(entry: Entry) -> Iterator[_Passage]:
    for chunk in chunks(entry):
        text = searchable(chunk, entry.tags)
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12)
        yield _Passage(chunk, text, digest.hexdigest())


def _same_dimension(vectors: Mapping[str, Sequence[float]]) -> None:
    """Raise IndexBroken unless all vectors have one dimension."""
    dimensions = sorted({len(v) for v in vectors.values()})
    if len(dimensions) > 1:
        raise IndexBroken(
            "The embedding model now gives vectors of another dimension"
            f" ({' and '.join(map(str, dimensions))}).",
            hint="Run `tilbot index --rebuild` to embed all notes anew.",
        )
