"""A question as it is held against passages, and how strongly one answers it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.analyse.question_units import Unit
from rag.analyse.terms import Analyser
from rag.compare.lexicon import general
from rag.index.store.notes_db import NotesDb
from rag.query_types import Query
from rag.relevance import (
    answer_type,
    code_only,
    evidence,
    missing_names,
    unknown_subject,
)
from rag.relevance.answer_type import Wanted
from rag.retrieval import stored_terms
from rag.text.sentences import sentences
from rag.types import Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, with what the notes that are searched know of its words."""

    text: str
    plain: Sequence[Unit]
    """What it speaks of."""
    units: Sequence[Unit]
    """The same, with terms as they are stored."""
    rare: Mapping[str, float]
    """The idf of each unit, by its form."""
    new: Collection[str]
    """Forms of units that no note has."""
    unheard: Collection[str]
    """Those of them that name a concept."""
    wanted: Wanted | None
    """What an answer must contain."""
    shared: Callable[[str], Collection[str]]
    """Gives the names in it of what a text names as well."""
    analyser: Analyser

    @classmethod
    def of(
        cls, query: Query, analyser: Analyser, db: NotesDb, known: Collection[str]
    ) -> Question:
        """
        Return the question that *query* looks for the answer of.

        Args:
            query: What was understood.
            analyser: Gives its units.
            db: Of the generation that is searched.
            known: Words to take as one; see `stored_terms.taken_whole`.
        """
        plain = analyser.units(query.text, known)
        units = list(map(stored_terms.stored, plain))
        rare, new = stored_terms.rarity(db, units)
        return cls(
            text=query.text,
            plain=plain,
            units=units,
            rare=rare,
            new=new,
            unheard=set(filter(analyser.is_concept, new)),
            wanted=answer_type.wanted(query.text, query.kind),
            shared=analyser.shared(query.text),
            analyser=analyser,
        )

    def strength(self, chunk: Chunk, held: evidence.Held, *, beside: bool) -> float:
        """
        Return how strongly a passage answers, as `Hit.strength`.

        Args:
            chunk: The passage.
            held: Its terms, and its text with what it stands under.
            beside: Whether it can't be the answer, whatever it says.
        """
        covered = evidence.coverage(
            self.units,
            replace(held, names=self.shared(held.text)),
            lambda u: self.rare[u.form],
            self.new,
            self.unheard,
        )
        told = [chunk.text[a:b] for a, b in sentences(chunk.text)]
        lacks = not self._given(chunk, covered, told)
        plain = self.wanted is not None and self.wanted.plain
        return evidence.strength(
            covered,
            name_missing=missing_names.names_missing(self.text, covered, held.text),
            want_missing=lacks,
            beside=beside
            or (plain and lacks)
            or code_only.unexplained(self.text, told)
            or unknown_subject.unheard_of(
                self.text,
                covered,
                held.text,
                lambda form: form not in self.new or general(form),
            ),
        )

    def _given(
        self, chunk: Chunk, covered: evidence.Coverage, told: Sequence[str]
    ) -> bool:
        """Say whether what is wanted stands in *chunk*, if anything is."""
        written = {u.form: u for u in self.plain}
        return self.wanted is None or answer_type.gives(
            self.wanted,
            self.text,
            told,
            [written[u.form] for u in covered.told],
            " ".join((chunk.title, *chunk.heading)),
            lambda texts: list(self.analyser.documents(texts)),
            [written[u.form] for u in covered.lacking],
        )


def said(chunk: Chunk) -> str:
    """Return the text of *chunk* behind its title and what it stands under."""
    return " ".join((chunk.title, *chunk.heading, chunk.text))
