"""The SQLite file of the bot: answers that have buttons, votes, what it remembers.

It stands in TILBOT_HOME beside the index, and outlives it.
"""

from __future__ import annotations

import sqlite3

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.kept import Kept, dumped, loaded
from rag.errors import TilbotError
from rag.types import Outcome


KEPT_DAYS = 90
"""Days that an answer without a vote is kept for its buttons."""
_VERSION = 1
_SCHEMA = """
create table answers (
  id text primary key, asked_at text not null, asker int not null, guild int,
  question text not null, outcome text not null, content text not null
) without rowid;
create index answers_by_time on answers (asked_at);
create table votes (
  answer text not null, voter int not null, up int not null, voted_at text not null,
  primary key (answer, voter)
) without rowid;
create table memory (key text primary key, value text not null) without rowid;
create table announced (note text primary key) without rowid;
"""


class FeedbackBroken(TilbotError):
    """The file of votes can't be read or written."""

    exit_code = 74  # EX_IOERR


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What people made of an answer."""

    id: str
    asked_at: datetime
    question: str
    text: str
    outcome: Outcome
    sources: tuple[str, ...]
    """Titles of the notes that were cited, by first use."""
    ups: int
    downs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that the notes did not answer."""

    asked_at: datetime
    question: str
    outcome: Outcome


class Feedback:
    """The opened file; for one thread at a time."""

    def __init__(self, path: Path) -> None:
        """
        Open the file at *path*, and make it when it is not there.

        Raises:
            FeedbackBroken: it can't be used.
        """
        self._path = path
        with self._translated():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600)  # questions are private
            except OSError as e:
                raise sqlite3.OperationalError(e.strerror) from e
            self._db = sqlite3.connect(path, check_same_thread=False)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = normal")  # enough for WAL
            (version,) = self._db.execute("pragma user_version").fetchone()
            if version > _VERSION:
                raise sqlite3.DatabaseError("it is of a newer tilbot")
            if version < _VERSION:
                self._db.executescript(
                    f"begin; {_SCHEMA} pragma user_version = {_VERSION}; commit;"
                )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as e:
            raise FeedbackBroken(
                f"The file {self._path.name} can't be used: {e}.",
                hint="Check free space and permissions of TILBOT_HOME; "
                "if the file is damaged, move it away.",
            ) from e

    def keep(self, kept: Kept, now: datetime) -> None:
        """Keep an answer for the buttons under it."""
        with self._translated(), self._db:
            self._db.execute(
                "insert or replace into answers values (?, ?, ?, ?, ?, ?, ?)",
                (
                    kept.id,
                    _stamp(now),
                    kept.asker,
                    kept.guild,
                    kept.answer.question,
                    kept.answer.outcome.value,
                    dumped(kept),
                ),
            )

    def kept(self, id: str) -> Kept | None:  # noqa: A002  # the field's name
        """Return a kept answer; None if it is gone."""
        with self._translated():
            row = self._db.execute(
                "select content, asker, guild from answers where id = ?", (id,)
            ).fetchone()
            if row is None:
                return None
            return loaded(row[0], id=id, asker=row[1], guild=row[2])

    def vote(self, id: str, voter: int, *, up: bool, now: datetime) -> bool:  # noqa: A002  # the field's name
        """Count one vote a person, the last one; False if the answer is gone."""
        with self._translated(), self._db:
            known = self._db.execute("select 1 from answers where id = ?", (id,))
            if known.fetchone() is None:
                return False
            self._db.execute(
                "insert or replace into votes values (?, ?, ?, ?)",
                (id, voter, up, _stamp(now)),
            )
        return True

    def votes(self) -> list[Vote]:
        """Return the answers that were voted on, oldest first."""
        with self._translated():
            rows = self._db.execute(
                "select a.id, asked_at, asker, guild, content, sum(up), sum(1 - up) "
                "from answers a join votes v on v.answer = a.id "
                "group by a.id order by asked_at, a.id"
            ).fetchall()
            return [_vote(*row) for row in rows]

    def unanswered(self) -> list[Unanswered]:
        """Return the questions without an answer in the notes, oldest first."""
        with self._translated():
            rows = self._db.execute(
                "select asked_at, question, outcome from answers "
                "where outcome in (?, ?) order by asked_at, id",
                (Outcome.NO_EVIDENCE.value, Outcome.NEAREST.value),
            ).fetchall()
        return [
            Unanswered(
                asked_at=datetime.fromisoformat(at), question=q, outcome=Outcome(o)
            )
            for at, q, o in rows
        ]

    def asked_since(self, when: datetime) -> dict[int, int]:
        """Return how many questions each guild asked since *when*."""
        with self._translated():
            return dict(
                self._db.execute(
                    "select guild, count(*) from answers "
                    "where asked_at >= ? and guild is not null group by guild",
                    (_stamp(when),),
                )
            )

    def forget(self, now: datetime) -> None:
        """Drop old answers that nobody voted on and that the notes answered."""
        before = _stamp(now - timedelta(days=KEPT_DAYS))
        with self._translated(), self._db:
            self._db.execute(
                "delete from answers where asked_at < ? and outcome not in (?, ?) "
                "and id not in (select answer from votes)",
                (before, Outcome.NO_EVIDENCE.value, Outcome.NEAREST.value),
            )

    def recall(self, key: str) -> str | None:
        """Return what was remembered under *key*."""
        with self._translated():
            row = self._db.execute(
                "select value from memory where key = ?", (key,)
            ).fetchone()
        return row[0] if row else None

    def remember(self, key: str, value: str) -> None:
        """Remember *value* under *key*, also across restarts."""
        with self._translated(), self._db:
            self._db.execute(
                "insert or replace into memory values (?, ?)", (key, value)
            )

    def announced(self) -> set[str] | None:
        """Return the notes that need no announcement; None before the first time."""
        if self.recall("announcing") is None:
            return None
        with self._translated():
            return {n for (n,) in self._db.execute("select note from announced")}

    def announce(self, notes: Sequence[str]) -> None:
        """Remember that *notes* need no announcement any more."""
        with self._translated(), self._db:
            self._db.executemany(
                "insert or ignore into announced values (?)", [(n,) for n in notes]
            )
        self.remember("announcing", "1")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _vote(
    id: str,  # noqa: A002  # the field's name
    asked_at: str,
    asker: int,
    guild: int | None,
    content: str,
    ups: int,
    downs: int,
) -> Vote:
    answer = loaded(content, id=id, asker=asker, guild=guild).answer
    return Vote(
        id=id,
        asked_at=datetime.fromisoformat(asked_at),
        question=answer.question,
        text=answer.text,
        outcome=answer.outcome,
        sources=tuple(dict.fromkeys(c.entry.title for c in answer.citations)),
        ups=ups,
        downs=downs,
    )
