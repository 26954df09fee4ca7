"""BM25 over the fields of an FTS5 table, each field scored by itself.

BM25 as in Robertson and Zaragoza (2009), k1 = 0.9, b = 0.75; an idf that
stays positive. SQLite's FTS5 names the candidates of each field; the scores
are ours, because bm25() of FTS5 adds term frequencies up before it saturates
them, and has its k1 built in.
"""

from __future__ import annotations

import math

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.index.store.notes_db import NotesDb


K1 = 0.9
B = 0.75
KEPT = 1200
"""Texts up to which the terms of all are kept in memory, about 50 KB each."""
NAMING = 24
"""Terms of a field, the rarest, that candidates are looked for by: common ones
match thousands of texts, and say little."""
COMMON = 0.05
"""The share of texts from which on a term is too common for that."""
FEW = 4
"""Terms that candidates are looked for by when all are common."""
SMALL = 200
"""Texts up to which all are candidates: looking is dearer than scoring."""

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
    n, _ = _shape(db, table)
    seen: dict[tuple[str, str], int] = db.memory(f"{table.terms} df")
    out: dict[tuple[str, str], float] = {}
    for name in table.fields:
        unasked = [t for t in weights[name] if (name, t) not in seen]
        counts = dict.fromkeys(unasked, 0) | _counts(db, table, name, unasked)
        for term in weights[name]:
            df = counts[term] if term in counts else seen.get((name, term), 0)
            if df:
                out[name, term] = math.log(1 + (n - df + 0.5) / (df + 0.5))
        seen.update({(name, term): df for term, df in counts.items()})
    return out, math.log(1 + (n + 0.5) / 0.5)


def _counts(db: NotesDb, table: Table, name: str, terms: list[str]) -> dict[str, int]:
    if not terms:
        return {}
    rows = db.connection.execute(
        f"select term, doc from {table.counts}"  # noqa: S608  # constants and marks
        f" where col = ? and term in ({','.join('?' * len(terms))})",
        [name, *terms],
    )
    return dict(rows)


def _shape(db: NotesDb, table: Table) -> tuple[int, tuple[float, ...]]:
    """Return the number of texts, and the average length of each field."""
    kept: dict[str, tuple[int, tuple[float, ...]]] = db.memory("shapes")
    if table.terms not in kept:
        averages = ", ".join(f"avg({name})" for name in table.fields)
        n, *found = db.connection.execute(
            f"select count(*), {averages} from {table.lengths}"  # noqa: S608
        ).fetchone()
        kept[table.terms] = n, tuple(float(x or 0.0) for x in found)
    return kept[table.terms]


def candidates(
    db: NotesDb,
    table: Table,
    known: Mapping[tuple[str, str], float],
    pool: Mapping[str, int],
    inside: tuple[str, Sequence[object]] = ("", ()),
) -> set[int]:
    """
    Return the ids that each field ranks first, *pool* of them.

    Args:
        db: The generation to search.
        table: Where.
        known: The idf of the terms that count, by field and term.
        pool: How many ids a field names.
        inside: A condition on the rowid, in SQL, and its values.
    """
    condition, values = inside
    n, _ = _shape(db, table)
    if n <= SMALL:
        rows = db.connection.execute(
            f"select id as rowid from {table.lengths} where 1 {condition}",  # noqa: S608
            list(values),
        )
        return {rowid for (rowid,) in rows}
    found: set[int] = set()
    for at, name in enumerate(table.fields):
        ranked = sorted((-idf, t) for (field, t), idf in known.items() if field == name)
        rare = math.log(1 + (n - n * COMMON + 0.5) / (n * COMMON + 0.5))
        terms = [t for minus, t in ranked[:NAMING] if -minus >= rare]
        terms = terms or [t for _, t in ranked[:FEW]]
        if not terms:
            continue
        either = " OR ".join(f'"{t}"' for t in terms)
        ones = ", ".join("1.0" if i == at else "0.0" for i in range(len(table.fields)))
        rows = db.connection.execute(
            f"select rowid from {table.terms} where {table.terms} match ? {condition} "  # noqa: S608
            f"order by bm25({table.terms}, {ones}) limit {pool[name]}",
            [f"{name} : ({either})", *values],
        )
        found |= {rowid for (rowid,) in rows}
    return found


Counts = tuple[Mapping[str, int], ...]
"""How often each term stands in a text, by field."""


def scores(
    db: NotesDb,
    table: Table,
    weights: Weights,
    known: Mapping[tuple[str, str], float],
    ids: set[int],
) -> dict[int, dict[str, float]]:
    """Return the score of each field, by id; *known* are the idfs."""
    n, averages = _shape(db, table)
    rows = texts(db, table, ids) if n <= KEPT else _counted(db, table, weights, ids)
    out: dict[int, dict[str, float]] = {}
    for rowid, (lengths, fields) in rows.items():
        parts = out[rowid] = {}
        for at, name in enumerate(table.fields):
            wanted, counts = weights[name], fields[at]
            norm = K1 * (1 - B + B * lengths[at] / (averages[at] or 1.0))
            part = 0.0
            for term, weight in wanted.items():
                if often := counts.get(term):
                    part += (
                        weight * known[name, term] * often * (K1 + 1) / (often + norm)
                    )
            parts[name] = part
    return out


def texts(
    db: NotesDb, table: Table, ids: set[int]
) -> dict[int, tuple[tuple[int, ...], Counts]]:
    """Return the lengths and all terms of texts, by id; a small index is kept."""
    kept: dict[int, tuple[tuple[int, ...], Counts]] = {}
    if _shape(db, table)[0] <= KEPT:
        kept = db.memory(table.terms)
    missing = ids - kept.keys()
    new = {
        rowid: (lengths, tuple(Counter(cell.split(" ")) for cell in cells))
        for rowid, lengths, cells in _cells(db, table, missing)
    }
    kept.update(new)
    return {rowid: kept[rowid] for rowid in ids if rowid in kept}


def _counted(
    db: NotesDb, table: Table, weights: Weights, ids: set[int]
) -> dict[int, tuple[tuple[int, ...], Counts]]:
    """Return the lengths of texts, and how often they hold the terms asked for."""
    wanted = [weights[name].keys() for name in table.fields]
    out: dict[int, tuple[tuple[int, ...], Counts]] = {}
    for rowid, lengths, cells in _cells(db, table, ids):
        split = [cell.split(" ") for cell in cells]
        out[rowid] = (
            lengths,
            tuple(
                {term: terms.count(term) for term in asked & set(terms)}
                for asked, terms in zip(wanted, split, strict=True)
            ),
        )
    return out


def _cells(
    db: NotesDb, table: Table, ids: set[int]
) -> Iterator[tuple[int, tuple[int, ...], Sequence[str]]]:
    """Yield the id, the lengths and the joined terms of texts."""
    size = len(table.fields)
    columns = ", ".join(f"{alias}.{name}" for alias in "lt" for name in table.fields)
    rows = db.connection.execute(
        f"select l.id, {columns} from {table.lengths} l"  # noqa: S608  # integers
        f" join {table.terms} t on t.rowid = l.id"
        f" where l.id in ({','.join(map(str, ids))})"
    )
    for rowid, *cells in rows:
        yield rowid, tuple(cells[:size]), cells[size:]
