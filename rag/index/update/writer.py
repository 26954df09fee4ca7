"""Applies changed files to a generation that nobody reads yet."""

from __future__ import annotations

import functools

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rag.analyse.aliases import key, mined
from rag.analyse.terms import Analyser
from rag.corpus.git_days import first_commits
from rag.corpus.read import read
from rag.corpus.walk import NoteFile
from rag.errors import IndexBroken, ServiceError
from rag.index.store.notes_db import NotesDb
from rag.index.update.passages import Passage, entry_digest, passages
from rag.models.embedding_batches import batched
from rag.models.embedding_cache import EmbeddingCache
from rag.protocols import Embedder, Progress, VectorStore
from rag.types import Entry, Problem


Announce = Callable[[Sequence[str]], None]
"""Called with the texts that a service is about to embed."""
OpenVectors = Callable[[int], VectorStore]
"""Opens the vectors of a generation for so many writes: passages dropped and put."""

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


@dataclass
class _Plan:
    """What the vector store is about to be told."""

    pending: list[Passage] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    """Keys of chunks that go; some come again."""
    same: dict[str, str] = field(default_factory=dict)
    """Digest by key of dropped chunks whose vectors serve again."""


class IndexWriter:
    """Writes one generation; not for sharing."""

    def __init__(
        self,
        *,
        db: NotesDb,
        vectors: OpenVectors,
        root: Path,
        analyser: Analyser,
        embedder: Embedder,
        cache: EmbeddingCache | None,
        progress: Progress,
        announce: Announce,
    ) -> None:
        self._db = db
        self._open = vectors
        self._root = root
        self._analyser = analyser
        self._embedder = embedder
        self._cache = cache
        self._progress = progress
        self._announce = announce
        self._kept: dict[str, list[float]] = {}
        """Vectors by digest, for as long as a passage to come needs them."""

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

        Raises:
            IndexBroken: the generation can't be written.
            ServiceError: embedding failed; what was embedded is in the cache.
        """
        tally, plan = Tally(), _Plan()
        touched = {*missing, *(f.path for f in files)}
        fresh = list(self._read(files))
        alive = {entry.id for entry, _ in fresh}
        for path in missing:
            self._db.drop_file(path)
        gone = [
            k for k, (path, _) in known.items() if path in touched and k not in alive
        ]
        for entry_id in gone:
            plan.dropped += self._db.drop_entry(entry_id)
        tally.removed = len(gone)

        held = self._db.digests()
        for entry, position in fresh:
            digest = entry_digest(entry)
            before = known.get(entry.id, ("", ""))[1]
            tally.added += not before
            tally.updated += bool(before) and before != digest
            if held.get(entry.id, ("", ""))[1] != digest:
                self._renew(entry, plan)
                put_names(self._db, entry)
            self._db.put_entry(entry, position, digest)
        tally.embedded = self._store(plan)
        self._db.drop_unmentioned()
        tally.unchanged = len(self._db.digests()) - tally.added - tally.updated
        tally.problems = self._db.problems()
        return tally

    def _read(self, files: Sequence[NoteFile]) -> Iterator[tuple[Entry, int]]:
        @functools.cache
        def days() -> Callable[[str], date | None]:
            root = self._root if self._root.is_dir() else self._root.parent
            return first_commits(root)

        asked: dict[str, date | None] = {}

        def first_commit(path: str) -> date | None:
            # The history is long, and a first commit stays what it was.
            asked[path] = self._db.first_commit(path) or days()(path)
            return asked[path]

        for n, file in enumerate(files):
            self._progress("reading", n, len(files))
            reading = read(file, first_commit=first_commit)
            first = asked.get(file.path)
            self._db.set_file(file, reading.digest, reading.problems, first)
            yield from ((entry, i) for i, entry in enumerate(reading.entries))
        self._progress("reading", len(files), len(files))

    def _renew(self, entry: Entry, plan: _Plan) -> None:
        """Plan the passages of a new or changed entry instead of those it had."""
        found = list(passages(entry))
        wanted = {p.digest for p in found}
        held = self._db.chunk_digests(entry.id)
        plan.same |= {key: d for key, d in held.items() if d in wanted}
        plan.dropped += self._db.drop_chunks(entry.id)
        plan.pending += found

    def _store(self, plan: _Plan) -> int:
        """Bring the vectors level with the plan; return how many were embedded."""
        store = self._open(len(plan.dropped) + len(plan.pending))
        try:
            old = store.vectors(list(plan.same)) if plan.same else {}
            self._kept = {plan.same[key]: vector for key, vector in old.items()}
            store.drop(plan.dropped)
            embedded = self._embed(plan.pending, store)
            held, wanted = store.count(), sum(self._db.chunk_counts().values())
            if held != wanted:
                raise IndexBroken(
                    f"The vector store holds {held} passages instead of {wanted}.",
                    hint="Run `tilbot index` again.",
                )
            store.finish()
        finally:
            store.close()
        return embedded

    def _embed(self, pending: Sequence[Passage], store: VectorStore) -> int:
        missing = {p.digest: p.text for p in pending if p.digest not in self._kept}
        cached: set[str] = set()
        if self._cache is not None and missing:
            cached = self._cache.known(missing.values())
            if asked := [text for text in missing.values() if text not in cached]:
                self._announce(asked)
        embedded = sum(text not in cached for text in missing.values())
        uses = Counter(p.digest for p in pending)
        for at in range(0, len(pending), _BATCH):
            self._progress("embedding", at, len(pending))
            batch = pending[at : at + _BATCH]
            texts = {p.digest: p.text for p in batch if p.digest not in self._kept}
            self._kept |= zip(texts, self._vectors(list(texts.values())), strict=True)
            _same_dimension(self._kept)
            store.put([p.chunk for p in batch], [self._kept[p.digest] for p in batch])
            put_terms(self._db, self._analyser, batch)
            uses.subtract(p.digest for p in batch)
            # Held no longer than they are needed: they are most of the memory.
            for digest in {p.digest for p in batch if not uses[p.digest]}:
                del self._kept[digest]
        self._progress("embedding", len(pending), len(pending))
        return embedded

    def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a vector a text, from the cache where it was paid for."""
        if self._cache is None:
            return self._embedder.documents(texts) if texts else []
        found = self._cache.get(texts)
        missing = [text for text in texts if text not in found]
        # One request at a time, each kept before the next is paid for.
        for start, end in batched([len(text) for text in missing]):
            part = missing[start:end]
            try:
                vectors = self._embedder.documents(part)
            except ServiceError as e:
                e.hint += " What was embedded so far is kept, and is not asked again."
                raise
            self._cache.put(zip(part, vectors, strict=True))
            found |= zip(part, vectors, strict=True)
        return [found[text] for text in texts]


def put_terms(db: NotesDb, analyser: Analyser, batch: Sequence[Passage]) -> None:
    """Store new passages with the terms that they are found by."""
    terms_of = analyser.documents(p.text for p in batch)
    for passage, terms in zip(batch, terms_of, strict=True):
        for concept in terms.concepts:
            db.put_concept(concept, *analyser.concept(concept))
        db.put_chunk(passage.chunk, passage.digest, terms)


def put_names(db: NotesDb, entry: Entry) -> None:
    """Store the names of things that an entry gives, see `rag.analyse.aliases`."""
    db.put_names(entry.id, ({n: key(n) for n in names} for names in mined(entry.body)))


def _same_dimension(vectors: Mapping[str, Sequence[float]]) -> None:
    """Raise IndexBroken unless all vectors have one dimension."""
    dimensions = sorted({len(v) for v in vectors.values()})
    if len(dimensions) > 1:
        raise IndexBroken(
            "The embedding model now gives vectors of another dimension"
            f" ({' and '.join(map(str, dimensions))}).",
            hint="Run `tilbot index --rebuild` to embed all notes anew.",
        )
