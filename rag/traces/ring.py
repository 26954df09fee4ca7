"""Keeps the traces of the last answers in one SQLite file; a ring.

Several processes may write and read at a time. A trace that can't be written
at once is given up: it must never cost an answer. Questions are private, so
the file is its owner's alone, and what is erased is overwritten.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import secrets
import sqlite3

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from rag.errors import TracesBroken
from rag.traces.trace import Trace


log = logging.getLogger(__name__)

BYTES = 8_000_000
"""What all traces together may take; the oldest go first."""
LARGEST = 100_000
"""Characters of a trace; of a longer one the end of its lists is left out."""
_PATIENCE = 0.1
"""Seconds to wait for another process that writes."""
_ID = re.compile(r"[0-9a-f]{6}")
_SCHEMA = """
create table if not exists traces (
  seq integer primary key autoincrement, id text not null unique,
  body text not null, size int not null
)"""


class Traces:
    """The traces of one home folder."""

    def __init__(self, home: Path, *, keep: int, size: int = BYTES) -> None:
        """
        Args:
            home: Where the file is, or is to be.
            keep: How many traces at most; 0 keeps none.
            size: Bytes that they may take in all.
        """
        self.path = home / "traces.sqlite3"
        self._keep = keep
        self._size = size

    def keep(self, trace: Trace) -> str | None:
        """Store *trace*; return its id, None when that is not possible."""
        if not self._keep:
            return None
        name = secrets.token_hex(3)
        body = _fitting({"id": name, **trace})
        try:
            with self._opened(write=True) as db, db:
                db.execute(
                    "insert into traces (id, body, size) values (?, ?, ?)",
                    (name, body, len(body.encode())),
                )
                self._trim(db)
        except (sqlite3.Error, OSError, UnicodeError) as e:
            log.debug("no trace is kept: %s", e)
            return None
        return name

    def get(self, name: str) -> Trace | None:
        """
        Return the trace with that id, None if there is none (any more).

        Raises:
            TracesBroken: the file is there and can't be read.
        """
        name = name.strip().lower()
        if not _ID.fullmatch(name):
            return None
        return next(iter(self._select("where id = ?", name)), None)

    def last(self, count: int = 1) -> list[Trace]:
        """
        Return the latest traces, the last one first.

        Raises:
            TracesBroken: the file is there and can't be read.
        """
        return self._select("order by seq desc limit ?", count)

    def erase(self, name: str | None = None) -> int:
        """
        Forget one trace, or all; return how many there were.

        Raises:
            TracesBroken: the file is there and can't be written.
        """
        if not self.path.exists():
            return 0
        name = name and name.strip().lower()
        try:
            with self._opened(write=True, patience=5.0) as db:
                with db:
                    gone = db.execute(
                        "delete from traces where ? is null or id = ?", (name, name)
                    ).rowcount
                db.execute("vacuum")
                return gone
        except (sqlite3.Error, OSError) as e:
            raise _broken(self.path, e) from e

    def _select(self, tail: str, value: object) -> list[Trace]:
        if not self.path.exists():
            return []
        try:
            with self._opened() as db:
                rows = db.execute(f"select body from traces {tail}", (value,))  # noqa: S608  # ours
                return [json.loads(body) for (body,) in rows]
        except (sqlite3.Error, OSError, ValueError) as e:
            raise _broken(self.path, e) from e

    def _trim(self, db: sqlite3.Connection) -> None:
        """Drop the oldest beyond the number and the bytes."""
        db.execute(
            "delete from traces where seq <= (select seq from traces"
            " order by seq desc limit 1 offset ?)",
            (self._keep,),
        )
        db.execute(
            "delete from traces where seq in (select seq from (select seq,"
            " sum(size) over (order by seq desc) as taken from traces)"
            " where taken > ?)",
            (self._size,),
        )

    @contextlib.contextmanager
    def _opened(
        self, *, write: bool = False, patience: float = _PATIENCE
    ) -> Iterator[sqlite3.Connection]:
        if write:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Before SQLite makes it, which would let others read it.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        uri = f"{self.path.resolve().as_uri()}?mode={'rw' if write else 'ro'}"
        with closing(sqlite3.connect(uri, uri=True, timeout=patience)) as db:
            if write:
                db.execute("pragma secure_delete = on")
                # A trace that a power cut takes is no loss; waiting for the disk is.
                db.execute("pragma synchronous = off")
                db.execute(_SCHEMA)
            yield db


def _fitting(trace: Trace) -> str:
    """Return *trace* as JSON of at most `LARGEST` characters."""
    body = json.dumps(trace, ensure_ascii=True)
    while len(body) > LARGEST:
        sizes = {k: len(json.dumps(v)) for k, v in trace.items() if isinstance(v, list)}
        name = max(sizes, key=lambda key: sizes[key])
        trace = {**trace, name: trace[name][: len(trace[name]) // 2]}
        body = json.dumps(trace, ensure_ascii=True)
    return body


def _broken(path: Path, error: Exception) -> TracesBroken:
    reason = getattr(error, "strerror", None) or error
    return TracesBroken(
        f"The traces in {path} can't be used: {reason}.",
        hint="Check its permissions, or delete the file; nothing else is in it.",
    )
