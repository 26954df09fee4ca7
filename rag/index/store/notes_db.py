"""The SQLite file of an index generation: entries, chunks, terms, files seen.

One file, so that one transaction moves all of them. Chroma stands beside it
with the passages' vectors.
"""

from __future__ import annotations

import functools
import json
import sqlite3
import threading

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rag.analyse.terms import DocumentTerms
from rag.corpus.walk import NoteFile
from rag.errors import IndexBroken
from rag.types import Chunk, Entry, Header, Note, Problem


SCHEMA_VERSION = 2

_SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;
create table files (
  path text primary key, size int not null, mtime_ns int not null,
  digest text not null, problems text not null, first_commit int
) without rowid;
create table entries (
  id text primary key, position int not null, path text not null,
  line_start int not null, line_end int not null, day int, category text,
  title text not null, body text not null, lines text not null,
  tags text not null, url text, digest text not null
) without rowid;
create index entries_by_path on entries (path);
create table chunks (
  id integer primary key, key text not null unique, entry_id text not null,
  ordinal int not null, start int not null, "end" int not null,
  heading text not null, digest text not null, day int, category text,
  words int not null, grams int not null, sounds int not null,
  meanings int not null
);
create index chunks_by_entry on chunks (entry_id);
create virtual table terms using fts5 (
  words, grams, sounds, meanings, tokenize = "unicode61 remove_diacritics 0"
);
create virtual table term_counts using fts5vocab (terms, 'col');
create table mentions (
  concept int not null, chunk int not null, primary key (chunk, concept)
) without rowid;
create table concepts (
  id integer primary key, words int not null, grams int not null
);
create virtual table concept_terms using fts5 (
  words, grams, tokenize = "unicode61 remove_diacritics 0"
);
create virtual table concept_term_counts using fts5vocab (concept_terms, 'col');
create table names (
  entry_id text not null, key text not null, names text not null
);
create index names_by_entry on names (entry_id);
create index names_by_key on names (key, names);
"""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file at *path* into our error."""
    try:
        yield
    except (sqlite3.Error, json.JSONDecodeError) as e:
        raise IndexBroken(
            f"The index file {path.name} can't be used: {e}.",
            hint="Run `tilbot index --rebuild`; if the disk is full, make room first.",
        ) from e


def day_number(day: date | None) -> int | None:
    """Return *day* as yyyymmdd, which compares as days do."""
    return day.year * 10_000 + day.month * 100 + day.day if day else None


def _day(number: int | None) -> date | None:
    return date(number // 10_000, number // 100 % 100, number % 100) if number else None


class NotesDb:
    """One generation's SQLite file; reading may be done by many threads."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._write = write
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._memory: dict[str, Any] = {}
        self._lock = threading.Lock()

    @classmethod
    def create(cls, path: Path) -> NotesDb:
        """Make an empty file at *path*, which must not exist."""
        db = cls(path, write=True)
        with translated(path):
            db.connection.executescript(_SCHEMA)
        return db

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            mode = "rwc" if self._write else "ro"
            uri = f"{self.path.resolve().as_uri()}?mode={mode}"
            with translated(self.path):
                found = sqlite3.connect(
                    uri, uri=True, check_same_thread=False, timeout=10
                )
            self._local.connection = found
            with self._lock:
                self._open.append(found)
        return found

    def memory(self, name: str) -> Any:
        """Return a dict in which to keep what was read; a file that can still
        change gives a new one each time.
        """
        return {} if self._write else self._memory.setdefault(name, {})

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    # What is known of files and of the whole.

    def meta(self) -> dict[str, str]:
        """Return the settings that the generation was built with."""
        with translated(self.path):
            return dict(self.connection.execute("select key, value from meta"))

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Store settings of the generation."""
        self.connection.executemany(
            "insert or replace into meta values (?, ?)", values.items()
        )

    def read_ns(self) -> int:
        """Return when the files were looked at, in ns since 1970."""
        return int(self.meta().get("read_ns", 0))

    def files(self, paths: Iterable[str] | None = None) -> dict[str, tuple[int, int]]:
        """Return size in bytes and mtime in ns of the files seen, by path."""
        rows = self._of_files("size, mtime_ns", paths)
        return {path: (size, mtime) for path, size, mtime in rows}

    def file_digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return `Reading.digest` of files seen, by path."""
        return dict(self._of_files("digest", paths))

    def _of_files(
        self, columns: str, paths: Iterable[str] | None
    ) -> list[tuple[Any, ...]]:
        query = f"select path, {columns} from files"  # noqa: S608  # constants
        with translated(self.path):
            if paths is None:
                return self.connection.execute(query).fetchall()
            return [
                row
                for path in paths
                for row in self.connection.execute(f"{query} where path = ?", (path,))
            ]

    def problems(self) -> list[Problem]:
        """Return what could not be read, by path."""
        with translated(self.path):
            rows = self.connection.execute("select problems from files order by path")
            return [Problem(**p) for (raw,) in rows for p in json.loads(raw)]

    def first_commit(self, path: str) -> date | None:
        """Return the day that git gave for a file, if it was asked for one."""
        rows = self._of_files("first_commit", [path])
        return _day(rows[0][1]) if rows else None

    def set_file(
        self,
        file: NoteFile,
        digest: str,
        problems: Iterable[Problem],
        first_commit: date | None = None,
    ) -> None:
        """Remember a file as it was when it was read; see `Reading.digest`."""
        raw = json.dumps(
            [{f: getattr(p, f) for f in Problem.__slots__} for p in problems]
        )
        self.connection.execute(
            "insert or replace into files values (?, ?, ?, ?, ?, ?)",
            (
                file.path,
                file.size,
                file.mtime_ns,
                digest,
                raw,
                day_number(first_commit),
            ),
        )

    def drop_file(self, path: str) -> None:
        """Forget a file."""
        self.connection.execute("delete from files where path = ?", (path,))

    # Entries.

    _ENTRY = (
        "id, path, line_start, line_end, day, category, title, body, lines, tags, url"
    )

    def entries(self, ids: Sequence[str] | None = None) -> list[Entry]:
        """
        Return entries, oldest first.

        An undated one stays behind the one before it in its file; those with
        no day before them come first.
        """
        where = "" if ids is None else f"where id in ({','.join('?' * len(ids))})"
        with translated(self.path):
            rows = self.connection.execute(
                f"select {self._ENTRY} from entries {where} order by path, position",  # noqa: S608  # constants and marks
                ids or (),
            )
            return _oldest_first([_entry(row) for row in rows])

    def headers(self) -> Sequence[Header]:
        """Return what all entries are known by, in the order of `entries`."""
        kept: dict[str, Sequence[Header]] = self.memory("headers")
        if "all" not in kept:
            with translated(self.path):
                rows = self.connection.execute(
                    "select id, path, title, day, category, url from entries"
                    " order by path, position"
                )
                kept["all"] = _oldest_first(
                    Header(id=i, path=p, title=t, day=_day(d), category=c, url=u)
                    for i, p, t, d, c, u in rows
                )
        return kept["all"]

    def extent(self) -> tuple[int, int, date | None, date | None]:
        """Return the number of entries and of chunks, the first and the last day."""
        with translated(self.path):
            entries, first, last = self.connection.execute(
                "select count(*), min(day), max(day) from entries"
            ).fetchone()
            (chunks,) = self.connection.execute(
                "select count(*) from chunks"
            ).fetchone()
            return entries, chunks, _day(first), _day(last)

    def dated(self) -> bool:
        """Say whether any entry has a date."""
        with translated(self.path):
            row = self.connection.execute(
                "select 1 from entries where day is not null limit 1"
            ).fetchone()
            return row is not None

    def korean(self) -> bool:
        """Say whether half of the first titles have Hangul in them."""
        with translated(self.path):
            (share,) = self.connection.execute(
                "select avg(title glob '*[가-힣]*') from"
                " (select title from entries limit 200)"
            ).fetchone()
            return (share or 0) >= 0.5

    def days(self) -> list[date]:
        """Return the days that entries are of."""
        with translated(self.path):
            rows = self.connection.execute("select distinct day from entries")
            return sorted(day for (n,) in rows if (day := _day(n)))

    def categories(self) -> list[tuple[str, int]]:
        """Return each category with its number of entries, most first."""
        with translated(self.path):
            return list(
                self.connection.execute(
                    "select category, count(*) from entries where category is not null"
                    " group by category order by count(*) desc, category"
                )
            )

    def digests(self) -> dict[str, tuple[str, str]]:
        """Return path and digest of every entry, by id."""
        with translated(self.path):
            rows = self.connection.execute("select id, path, digest from entries")
            return {key: (path, digest) for key, path, digest in rows}

    def filed(self) -> dict[str, tuple[int, str]]:
        """Return the place in its file and the digest of every entry, by id."""
        with translated(self.path):
            rows = self.connection.execute("select id, position, digest from entries")
            return {key: (position, digest) for key, position, digest in rows}

    def chunk_keys(self) -> set[str]:
        """Return the keys of all chunks."""
        with translated(self.path):
            return {key for (key,) in self.connection.execute("select key from chunks")}

    def put_entry(self, entry: Entry, position: int, digest: str) -> None:
        """Store or replace an entry; its chunks are not touched."""
        self.connection.execute(
            "insert or replace into entries values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                entry.id,
                position,
                entry.path,
                entry.line_start,
                entry.line_end,
                day_number(entry.day),
                entry.category,
                entry.title,
                entry.body,
                json.dumps(entry.lines),
                json.dumps(entry.tags, ensure_ascii=False),
                entry.url,
                digest,
            ),
        )

    def drop_entry(self, entry_id: str) -> list[str]:
        """Remove an entry with its chunks; return the keys of those."""
        self.connection.execute("delete from entries where id = ?", (entry_id,))
        self.put_names(entry_id, ())
        return self.drop_chunks(entry_id)

    # Chunks and their terms.

    def chunk_counts(self) -> dict[str, int]:
        """Return the number of chunks of each entry, by id."""
        with translated(self.path):
            rows = self.connection.execute(
                "select entry_id, count(*) from chunks group by entry_id"
            )
            return dict(rows)

    def chunk_digests(self, entry_id: str) -> dict[str, str]:
        """Return the digest of what was embedded, by key of chunk."""
        rows = self.connection.execute(
            "select key, digest from chunks where entry_id = ?", (entry_id,)
        )
        return dict(rows)

    def put_names(self, entry_id: str, groups: Iterable[Mapping[str, str]]) -> None:
        """
        Store the groups of names that an entry gives, in place of those before.

        Each name comes with the key that it is looked up by.
        """
        self.connection.execute("delete from names where entry_id = ?", (entry_id,))
        self.connection.executemany(
            "insert into names values (?, ?, ?)",
            (
                (entry_id, key, json.dumps(list(group), ensure_ascii=False))
                for group in groups
                for key in set(group.values())
            ),
        )

    def names(self, keys: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the groups in which a name has one of the *keys*."""
        marks = ",".join("?" * len(keys))
        with translated(self.path):
            rows = self.connection.execute(
                f"select distinct names from names where key in ({marks})"  # noqa: S608  # marks
                " order by names",
                list(keys),
            )
            return [tuple(json.loads(raw)) for (raw,) in rows]

    def put_concept(self, number: int, words: list[str], grams: list[str]) -> None:
        """Store what a concept of the glossary is known by, unless it is there."""
        cursor = self.connection.execute(
            "insert or ignore into concepts values (?, ?, ?)",
            (number, len(words), len(grams)),
        )
        if cursor.rowcount:
            self.connection.execute(
                "insert into concept_terms (rowid, words, grams) values (?, ?, ?)",
                (number, *(" ".join(map(encoded, field)) for field in (words, grams))),
            )

    def put_chunk(self, chunk: Chunk, digest: str, terms: DocumentTerms) -> None:
        """Store a new chunk with its terms."""
        cursor = self.connection.execute(
            "insert into chunks values (null,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                chunk.key,
                chunk.entry_id,
                chunk.ordinal,
                chunk.start,
                chunk.end,
                json.dumps(chunk.heading, ensure_ascii=False),
                digest,
                day_number(chunk.day),
                chunk.category,
                len(terms.words),
                len(terms.grams),
                len(terms.sounds),
                len(terms.meanings),
            ),
        )
        self.connection.execute(
            "insert into terms (rowid, words, grams, sounds, meanings)"
            " values (?,?,?,?,?)",
            (
                cursor.lastrowid,
                *(
                    " ".join(map(encoded, field))
                    for field in (
                        terms.words,
                        terms.grams,
                        terms.sounds,
                        terms.meanings,
                    )
                ),
            ),
        )

        self.connection.executemany(
            "insert into mentions (concept, chunk) values (?, ?)",
            ((concept, cursor.lastrowid) for concept in terms.concepts),
        )

    def drop_chunks(self, entry_id: str) -> list[str]:
        """Remove the chunks of an entry; return their keys."""
        rows = self.connection.execute(
            "select id, key from chunks where entry_id = ?", (entry_id,)
        ).fetchall()
        for rowid, _ in rows:
            self.connection.execute("delete from terms where rowid = ?", (rowid,))
            self.connection.execute("delete from mentions where chunk = ?", (rowid,))
        self.connection.execute("delete from chunks where entry_id = ?", (entry_id,))
        return [key for _, key in rows]

    def drop_unmentioned(self) -> None:
        """Forget the concepts that no chunk mentions any more."""
        idle = "select id from concepts where id not in (select concept from mentions)"
        for table in ("concept_terms", "concepts"):
            self.connection.execute(f"delete from {table} where rowid in ({idle})")  # noqa: S608  # constants

    def chunk(self, key: str, entry: Entry) -> Chunk:
        """Return the chunk of *entry* with that key."""
        with translated(self.path):
            ordinal, start, end, heading = self.connection.execute(
                'select ordinal, start, "end", heading from chunks where key = ?',
                (key,),
            ).fetchone()
        return Chunk(
            entry_id=entry.id,
            ordinal=ordinal,
            start=start,
            end=end,
            text=entry.body[start:end],
            heading=tuple(json.loads(heading)),
            title=entry.title,
            day=entry.day,
            category=entry.category,
        )


@functools.lru_cache(maxsize=200_000)
def encoded(term: str) -> str:
    """Return *term* in letters and digits only, as the tokenizer wants it."""
    return "".join(
        c
        if (c.isascii() and c.isalnum()) or "가" <= c <= "힣" or "ㄱ" <= c <= "ㆎ"
        else f"z{ord(c):x}z"
        for c in term.lower()  # as the tokenizer does to what it stores
    )


def _oldest_first(entries: Iterable[Note]) -> list[Note]:
    """Sort entries that come by file and place in it; those of a day stay so."""
    keyed: list[tuple[date, Note]] = []
    path, day = "", date.min
    for entry in entries:
        day = entry.day or (day if entry.path == path else date.min)
        path = entry.path
        keyed.append((day, entry))
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0])]


def _entry(row: tuple[object, ...]) -> Entry:
    key, path, start, end, day, category, title, body, lines, tags, url = row
    return Entry(
        id=str(key),
        path=str(path),
        line_start=int(start),  # type: ignore[call-overload]
        line_end=int(end),  # type: ignore[call-overload]
        day=_day(day),  # type: ignore[arg-type]
        category=category if category is None else str(category),
        title=str(title),
        body=str(body),
        lines=tuple(json.loads(str(lines))),
        tags=tuple(json.loads(str(tags))),
        url=url if url is None else str(url),
    )
