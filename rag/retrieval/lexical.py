"""Ranks chunks by words: the sum of what each field of terms says.

Words, character grams, sounds, and what the glossary says of the concepts that
a chunk mentions: all of its words at once, and the one concept that fits best.
"""

from __future__ import annotations

import dataclasses
import math

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rag.analyse.terms import QuestionTerms
from rag.index.store.notes_db import NotesDb, day_number, encoded, translated
from rag.query_types import Filters
from rag.retrieval import bm25


CONCEPT_WEIGHT = 0.5
"""What the score of the concept that fits best counts for."""
TRUSTED = (0.3, 0.6)
"""Strengths of the best passage between which the glossary fades out."""
_POOL = {"words": 30, "grams": 30, "sounds": 15, "meanings": 15}
_CONCEPT_POOL = {"words": 30, "grams": 30}
"""Candidates that each field names."""

FIELDS = ("words", "grams", "sounds", "meanings")
"""The arms of the search by words."""
CHUNKS = bm25.Table(
    terms="terms", counts="term_counts", lengths="chunks", fields=FIELDS
)
_CONCEPTS = bm25.Table(
    terms="concept_terms",
    counts="concept_term_counts",
    lengths="concepts",
    fields=("words", "grams"),
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A chunk as the words rank it."""

    key: str
    entry_id: str
    score: float
    strength: float
    """The share of the question's words, by idf, that it holds, 0 to 1."""
    fields: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """What each field gave of the score."""


def rank(
    db: NotesDb,
    question: QuestionTerms,
    filters: Filters,
    *,
    also: Collection[str] = (),
    pool: Mapping[str, int] = _POOL,
) -> list[Ranked]:
    """
    Return the chunks that share terms with *question*, best first.

    Args:
        db: The generation to search.
        question: Terms with weights.
        filters: Chunks outside of these are not returned.
        also: Keys of chunks to return though they may share no term at all.
        pool: How many chunks each field names, where there are many.
    """
    fields = _fields(question)
    where, values = _condition(db, filters)
    inside = f"and rowid in (select id from chunks where {where})" if where else ""  # noqa: S608  # constants
    with translated(db.path):
        known, unknown = bm25.idf(db, CHUNKS, fields)
        found = bm25.candidates(db, CHUNKS, known, pool, (inside, values))
        found |= _rowids(db, also, where, values)
        if not found:
            return []
        parts = bm25.scores(db, CHUNKS, fields, known, found)
        keys = _keys(db, found)
    asked = fields["words"].keys() - set(map(encoded, question.frame))
    ideal = math.fsum(known.get(("words", t), unknown) for t in asked) * (bm25.K1 + 1)
    strengths = {
        rowid: min(1.0, part["words"] / ideal) if ideal else 0.0
        for rowid, part in parts.items()
    }
    trust = _trust(max(strengths.values()))
    with translated(db.path):
        concepts = _concepts(db, fields, found) if trust else {}
    out = []
    for rowid, part in parts.items():
        described = part["meanings"] + CONCEPT_WEIGHT * concepts.get(rowid, 0.0)
        said = part["words"] + part["grams"] + part["sounds"]
        score = said + trust * described
        if score <= 0 and keys[rowid][0] not in also:
            continue
        gave = part | {"meanings": trust * described}
        out.append(Ranked(*keys[rowid], score, strengths[rowid], gave))
    out.sort(key=lambda r: (-r.score, r.key))
    return out


def _trust(strength: float) -> float:
    """
    Return what the glossary counts for, 0 to 1.

    The better some passage holds the very words of the question, the less
    descriptions of what passages name can add but noise.
    """
    low, high = TRUSTED
    return max(0.0, min(1.0, (high - strength) / (high - low)))


def weights(db: NotesDb, question: QuestionTerms) -> dict[str, dict[str, float]]:
    """Return weight times idf of each term of *question* that the notes hold."""
    with translated(db.path):
        known, _ = bm25.idf(db, CHUNKS, _fields(question))
    return {
        name: {t: w * known.get((name, encoded(t)), 0.0) for t, w in terms.items()}
        for name, terms in _terms(question).items()
    }


def _terms(question: QuestionTerms) -> dict[str, Mapping[str, float]]:
    return {
        "words": question.words,
        "grams": question.grams,
        "sounds": question.sounds,
        "meanings": question.meanings,
    }


def _fields(question: QuestionTerms) -> dict[str, dict[str, float]]:
    return {
        name: {encoded(t): w for t, w in terms.items()}
        for name, terms in _terms(question).items()
    }


def _condition(db: NotesDb, filters: Filters) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if filters.recur:
        days = (day_number(day) for day in db.days() if filters.on(day))
        parts.append(f"day in ({','.join(map(str, days))})")
    if filters.since:
        parts.append("day >= ?")
        values.append(day_number(filters.since))
    if filters.until:
        parts.append("day <= ?")
        values.append(day_number(filters.until))
    for first, last in filters.without:
        sides = [side for side, day in (("day < ?", first), ("day > ?", last)) if day]
        parts.append(f"(day is null or {' or '.join(sides)})")
        values += [day_number(day) for day in (first, last) if day]
    below = "(coalesce(category, '') = ? or substr(category, 1, ?) = ?)"
    for wanted, names in (
        (below, [filters.category] if filters.category else []),
        (f"not coalesce({below}, 0)", filters.without_categories),
    ):
        for name in names:
            parts.append(wanted)
            values += [name, len(name) + 1, name + "/"]
    return " and ".join(parts), values


def _rowids(
    db: NotesDb, keys: Iterable[str], where: str, values: list[object]
) -> set[int]:
    wanted = list(keys)
    marks = ",".join("?" * len(wanted))
    rows = db.connection.execute(
        f"select id from chunks where key in ({marks})"  # noqa: S608
        + (f" and {where}" if where else ""),
        [*wanted, *values],
    )
    return {rowid for (rowid,) in rows}


def _keys(db: NotesDb, ids: set[int]) -> dict[int, tuple[str, str]]:
    rows = db.connection.execute(
        f"select id, key, entry_id from chunks where id in ({','.join(map(str, ids))})"  # noqa: S608  # integers
    )
    return {rowid: (key, entry_id) for rowid, key, entry_id in rows}


def _concepts(
    db: NotesDb, fields: Mapping[str, Mapping[str, float]], ids: set[int]
) -> dict[int, float]:
    """Return the score of the best concept that each chunk mentions, by id."""
    known, _ = bm25.idf(db, _CONCEPTS, fields)
    found = bm25.candidates(db, _CONCEPTS, known, _CONCEPT_POOL)
    if not found:
        return {}
    fit = {
        number: sum(parts.values())
        for number, parts in bm25.scores(db, _CONCEPTS, fields, known, found).items()
    }
    rows = db.connection.execute(
        "select chunk, concept from mentions"  # noqa: S608  # integers
        f" where chunk in ({','.join(map(str, ids))})"
        f" and concept in ({','.join(map(str, fit))})"
    )
    best: dict[int, float] = {}
    for chunk, concept in rows:
        best[chunk] = max(best.get(chunk, 0.0), fit[concept])
    return best
