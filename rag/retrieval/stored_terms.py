"""The terms of passages as they are stored, and how rare the words of notes are."""

from __future__ import annotations

import re

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rag.analyse.question_units import Unit
from rag.analyse.terms import Analyser
from rag.compare.lexicon import abroad
from rag.index.store.notes_db import NotesDb, encoded, translated
from rag.relevance.evidence import Held
from rag.retrieval import bm25
from rag.retrieval.lexical import CHUNKS


_HANGUL = re.compile(r"[가-힣]")


def held(db: NotesDb, keys: Sequence[str]) -> dict[str, Held]:
    """Return the terms of chunks, as they are stored, by key."""
    marks = ",".join("?" * len(keys))
    with translated(db.path):
        ids = dict(
            db.connection.execute(
                f"select id, key from chunks where key in ({marks})",  # noqa: S608
                list(keys),
            )
        )
        found = bm25.texts(db, CHUNKS, set(ids))
    return {
        ids[rowid]: Held(words=words, grams=grams, sounds=sounds, meanings=meanings)
        for rowid, (_, (words, grams, sounds, meanings)) in found.items()
    }


def with_names(
    found: Mapping[str, Held],
    aliases: Iterable[tuple[str, Sequence[str]]],
    words_of: Callable[[str], Collection[str]],
) -> dict[str, Held]:
    """Return *found*, where who has another name of something has that asked for."""
    out = dict(found)
    for name, others in aliases:
        mine, *theirs = (set(words_of(n)) for n in (name, *others))
        for key, has in out.items():
            if any(words and words <= set(has.words) for words in theirs):
                out[key] = replace(has, words={*has.words, *mine})
    return out


def rarity(db: NotesDb, units: Sequence[Unit]) -> tuple[dict[str, float], set[str]]:
    """Return the idf of each unit of a question, as stored, by its form.

    And the forms of those which no note has.
    """
    terms = {w for u in units for w in u.words}
    known, unknown = _word_idf(db, terms)
    rare = {
        u.form: min((known.get(("words", w), unknown) for w in u.words), default=0.0)
        for u in units
    }
    return rare, {form for form, idf in rare.items() if idf >= unknown}


def _word_idf(
    db: NotesDb, words: Iterable[str]
) -> tuple[Mapping[tuple[str, str], float], float]:
    none: dict[str, dict[str, float]] = {name: {} for name in CHUNKS.fields}
    with translated(db.path):
        return bm25.idf(db, CHUNKS, none | {"words": dict.fromkeys(words, 1.0)})


def taken_whole(db: NotesDb, analyser: Analyser, text: str) -> frozenset[str]:
    """Return the words of a question, as typed, that are to be taken as one.

    Some passage has them so, or none has a piece of what they are read as.
    """
    words, broken = analyser.wholes(text), analyser.broken(text)
    if not words and not broken:
        return frozenset()
    forms = [w.form for w in words] + [p for w in broken for p in w.pieces]
    idf, _ = _word_idf(db, map(encoded, forms))
    known = {form for form in forms if ("words", encoded(form)) in idf}
    return frozenset(w.form for w in words if w.form in known) | frozenset(
        w.form for w in broken if known.isdisjoint(w.pieces)
    )


def rarest(db: NotesDb, names: Iterable[Collection[str]]) -> list[float]:
    """Return the idf of the rarest word of each name; its words as stored.

    A name without any, of stop words alone, is as rare as one that is nowhere.
    """
    listed = [set(words) for words in names]
    known, unknown = _word_idf(db, set().union(*listed))
    return [
        max((known.get(("words", w), unknown) for w in words), default=unknown)
        for words in listed
    ]


def stored(unit: Unit) -> Unit:
    """Return *unit* with its terms as they are stored."""
    return replace(
        unit,
        words=frozenset(map(encoded, unit.words)),
        grams=frozenset(map(encoded, unit.grams)),
        sounds=frozenset(map(encoded, unit.sounds)),
        abroad=frozenset(map(encoded, abroad(unit.form))),
    )


def worth_asking(
    db: NotesDb,
    pairs: Sequence[tuple[str, str]],
    words_of: Callable[[str], Collection[str]],
) -> list[str]:
    """
    Return the other names that are searched for beside those of a question.

    ``시작``, which one note gives for the title of a song, is in many others, and
    asks for none; what stands in Latin letters is a name wherever it is.

    Args:
        db: The generation that is searched.
        pairs: Names in the question, each with another one.
        words_of: Gives the words of a name as they are stored.
    """
    idf = rarest(db, [words_of(name) for pair in pairs for name in pair])
    return [
        other
        for (name, other), mine, theirs in zip(pairs, idf[::2], idf[1::2], strict=True)
        if mine >= theirs or not _HANGUL.search(name)
    ]
