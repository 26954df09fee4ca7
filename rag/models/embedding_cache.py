"""Keeps what an embedding service was paid for, across crashes and generations."""

from __future__ import annotations

import array
import contextlib
import hashlib
import sqlite3

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rag.errors import IndexBroken


LEAST = 2**28
"""Bytes up to which nothing is ever forgotten: some 20,000 passages."""


class EmbeddingCache:
    """Vectors by model and text, in one SQLite file under the home folder."""

    def __init__(self, home: Path, model: str) -> None:
        self._path = home / "cache" / "embeddings.sqlite3"
        self._model = model

    def get(self, texts: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors that are known, by text."""
        if not self._path.exists():
            return {}
        found: dict[str, list[float]] = {}
        with self._opened() as connection:
            for text in texts:
                row = connection.execute(
                    "select vector from vectors where model = ? and digest = ?",
                    (self._model, _digest(text)),
                ).fetchone()
                if row:
                    found[text] = array.array("f", row[0]).tolist()
        return found

    def known(self, texts: Iterable[str]) -> set[str]:
        """Return those of *texts* whose vectors `get` would give."""
        if not self._path.exists():
            return set()
        with self._opened() as connection:
            return {
                text
                for text in texts
                if connection.execute(
                    "select 1 from vectors where model = ? and digest = ?",
                    (self._model, _digest(text)),
                ).fetchone()
            }

    def put(self, pairs: Iterable[tuple[str, Sequence[float]]]) -> None:
        """Store vectors; they are safe on disk when this returns."""
        with self._opened() as connection:
            connection.executemany(
                "insert or replace into vectors values (?, ?, ?)",
                (
                    (self._model, _digest(text), array.array("f", vector).tobytes())
                    for text, vector in pairs
                ),
            )

    def keep(self, dimension: int) -> None:
        """Forget vectors of this model that have another *dimension*, in floats."""
        if not self._path.exists():
            return
        with self._opened() as connection:
            connection.execute(
                "delete from vectors where model = ? and length(vector) <> ?",
                (self._model, dimension * array.array("f").itemsize),
            )

    def trim(
        self, wanted: Callable[[], Iterable[str]], *, count: int, least: int = LEAST
    ) -> None:
        """
        Forget all but the *wanted* texts of this model, once that is worth it.

        That is when the file is larger than *least* bytes, and than twice what
        *count* texts take.
        """
        if not self._path.exists() or self._path.stat().st_size <= least:
            return
        with self._opened() as connection:
            row = connection.execute(
                "select length(vector) from vectors where model = ?", (self._model,)
            ).fetchone()
            if row is None or self._path.stat().st_size <= 2 * count * row[0]:
                return
            connection.execute("create temp table wanted (digest blob primary key)")
            connection.executemany(
                "insert or ignore into wanted values (?)",
                ((_digest(text),) for text in wanted()),
            )
            connection.execute(
                "delete from vectors where model <> ?"
                " or digest not in (select digest from wanted)",
                (self._model,),
            )
        with self._opened() as connection:
            connection.commit()
            connection.execute("vacuum")

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=30)) as found:
                found.execute(
                    "create table if not exists vectors (model text, digest blob,"
                    " vector blob, primary key (model, digest)) without rowid"
                )
                with found:
                    yield found
        except (sqlite3.Error, OSError) as e:
            raise IndexBroken(
                f"The cache of embeddings {self._path} can't be used: {e}.",
                hint="Check free space and permissions, or delete that file.",
            ) from e


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
