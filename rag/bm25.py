"""BM25 over the fields of an FTS5 table, each field scored by itself.

BM25 as in Robertson and Zaragoza (2009), k1 = 0.9, b = 0.75; an idf that
stays positive. SQLite's FTS5 names the candidates of each field; the scores
are ours, because bm25() of FTS5 adds term frequencies up before it saturates
them, and has its k1 built in.
"""

from __future__ import annotations

import math

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.notes_db import NotesDb


K1 = 0.9
B = 0.75

Weights = Mapping[str, Mapping[str, float]]
"""Weight of each term, as it is stored, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An FTS5 table, and the table that holds the lengths of its fields."""

    terms: str
    counts: str
    """The fts5vocab table."""
    lengths: str
    """Has a column of each field's name with its number of terms, and an id."""
    fields: tuple[str, ...]


def idf(
    db: NotesDb, table: Table, weights: Weights
) -> tuple[dict[tuple[str, str], float], float]:
    """Return the idf of each known term, and that of a term never seen."""
    (n,) = db.connection.execute(f"select count(*) from {table.lengths}").fetchone()  # noqa: S608  # constants
    out: dict[tuple[str, str], float] = {}
    for name in table.fields:
        terms = weights[name]
        marks = ",".join("?" * len(terms))
        rows = db.connection.execute(
            f"select term, doc from {table.counts} where col = ? and term in ({marks})",  # noqa: S608
            [name, *terms],
        )
        for term, df in rows:
            out[name, term] = math.log(1 + (n - df + 0.5) / (df + 0.5))
    return out, math.log(1 + (n + 0.5) / 0.5)


def candidates(
    db: NotesDb,
    table: Table,
    weights: Weights,
    pool: Mapping[str, int],
    inside: tuple[str, Sequence[object]] = ("", ()),
) -> set[int]:
    """
    Return the ids that each field ranks first, *pool* of them.

    Args:
        db: The generation to search.
        table: Where.
        weights: The terms that count; their weights don't matter here.
        pool: How many ids a field names.
        inside: A condition on the rowid, in SQL, and its values.
    """
    condition, values = inside
    found: set[int] = set()
    for at, name in enumerate(table.fields):
        if not weights[name]:
            continue
        either = " OR ".join(f'"{t}"' for t in weights[name])
        ones = ", ".join("1.0" if i == at else "0.0" for i in range(len(table.fields)))
        rows = db.connection.execute(
            f"select rowid from {table.terms} where {table.terms} match ? {condition} "  # noqa: S608
            f"order by bm25({table.terms}, {ones}) limit {pool[name]}",
            [f"{name} : ({either})", *values],
        )
        found |= {rowid for (rowid,) in rows}
    return found


def scores(
    db: NotesDb,
    table: Table,
    weights: Weights,
    known: Mapping[tuple[str, str], float],
    ids: set[int],
) -> dict[int, dict[str, float]]:
    """Return the score of each field, by id; *known* are the idfs."""
    names = table.fields
    averages = db.connection.execute(
        f"select {', '.join(f'avg({name})' for name in names)} from {table.lengths}"  # noqa: S608
    ).fetchone()
    columns = [f"{alias}.{name}" for alias in "lt" for name in names]
    rows = db.connection.execute(
        f"select l.id, {', '.join(columns)} from {table.lengths} l"  # noqa: S608
        f" join {table.terms} t on t.rowid = l.id"
        f" where l.id in ({','.join(map(str, ids))})"
    )
    out: dict[int, dict[str, float]] = {}
    for rowid, *cells in rows:
        parts = out[rowid] = {}
        for at, name in enumerate(names):
            wanted = weights[name]
            norm = K1 * (1 - B + B * cells[at] / (averages[at] or 1.0))
            terms = cells[len(names) + at].split(" ")
            part = 0.0
            for term in wanted.keys() & set(terms):
                n = terms.count(term)
                part += wanted[term] * known[name, term] * n * (K1 + 1) / (n + norm)
            parts[name] = part
    return out
