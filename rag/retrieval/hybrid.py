"""Finds the passages for a query: words and vectors, fused and filtered."""

from __future__ import annotations

import contextlib
import logging

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from rag.analyse.aliases import widened
from rag.analyse.terms import Analyser, QuestionTerms
from rag.errors import ServiceError
from rag.index.generations.open_generation import Generation
from rag.index.generations.published import Published
from rag.index.store.notes_db import encoded
from rag.protocols import Embedder
from rag.query_types import Filters, Kind, Query
from rag.quotes.term_weights import TermWeights
from rag.relevance import evidence, languages
from rag.retrieval import metadata_filters, stored_terms
from rag.retrieval.fusion import Fused, fuse, places
from rag.retrieval.lexical import rank, weights
from rag.retrieval.mentions import Mention, mentions
from rag.retrieval.passing_mentions import aside
from rag.retrieval.question import Question, said
from rag.retrieval.rerank import READ, rerank
from rag.retrieval.side_by_side import side_by_side
from rag.text import holding
from rag.types import Hit


log = logging.getLogger(__name__)

_READ = 5
"""Hits, from the first on, that are read against the question."""
NEIGHBOURS = 60
"""Passages that the vector arm names."""
LOCAL_SHARE, SERVICE_SHARE = 0.1, 0.6
"""What the vector arm counts for, of 1, for built-in vectors and for a model's."""


class HybridSearcher:
    """Searches the published generation; an `rag.protocols.Searcher`."""

    def __init__(
        self,
        published: Published,
        analyser: Analyser,
        embedder: Callable[[], Embedder],
        *,
        share: float = LOCAL_SHARE,
    ) -> None:
        self._published = published
        self._analyser = analyser
        self._embedder = embedder
        self._share = share
        self._whole = partial(stored_terms.taken_whole, analyser=analyser)

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        """
        Return one hit an entry, best first, at most *limit*.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
        """
        units = self._analyser.units
        while True:
            with contextlib.suppress(_Overtaken):
                return self._published.run(
                    lambda g: side_by_side(
                        partial(self._search, g), query, limit, units
                    )
                )

    def _search(
        self, generation: Generation, query: Query, limit: int
    ) -> Sequence[Hit]:
        if query.kind in {Kind.SMALLTALK, Kind.HELP, Kind.SOURCES}:
            return []
        if query.anchor and not query.text:
            query = replace(query, text=query.anchor.about)
        if not query.text:
            return metadata_filters.listed(generation, query)
        self._analyser.warm()  # loads beside Chroma
        text = " ".join((query.text, *query.phrasings))
        if not any(map(str.isalnum, text)):
            return []
        filters = query.filters
        near = self._near(generation, text, filters)
        # What only built-in vectors find shares no word with it.
        also = near or {} if self._share > LOCAL_SHARE else {}
        ranked = rank(
            generation.db, self._question(generation, text), filters, also=also
        )
        ranks = places(ranked, near or {})
        best: dict[str, Fused] = {}
        for fused in fuse(ranked, near or {}, self._share if near else 0.0):
            best.setdefault(fused.entry_id, fused)
            if len(best) == max(limit, READ):
                break
        hits = self._read(generation, query, list(best.values()))[:limit]
        arms = 1 if near is None else None
        of = {key: tuple(place.items()) for key, place in ranks.items()}
        return [replace(h, arms=h.arms[:arms], ranks=of[h.chunk.key]) for h in hits]

    def _near(
        self, generation: Generation, text: str, filters: Filters
    ) -> dict[str, float] | None:
        """Return what the vectors find; None when they can't be asked."""
        if not self._share:
            return {}
        try:
            embedder = self._embedder()
            if generation.making.get("embeddings") != embedder.name:
                return {}  # vectors of different models are never mixed
            if (store := generation.store) is None:
                return None
            vector = embedder.query(text)
            within = metadata_filters.within(generation, filters)
            try:
                return store.nearest(vector, limit=NEIGHBOURS, within=within)
            except ServiceError as e:
                # Its vectors may be swept; those of the one that answers aren't.
                if not self._published.is_latest(generation):
                    raise _Overtaken from e
                raise
        except ServiceError as e:
            log.info("searching by words only: %s", e.problem)
            return None

    def _read(
        self, generation: Generation, query: Query, found: Sequence[Fused]
    ) -> list[Hit]:
        """Read the first passages against the question; make hits of all."""
        entries = {e.id: e for e in generation.db.entries([f.entry_id for f in found])}
        chunks = {f.key: generation.db.chunk(f.key, entries[f.entry_id]) for f in found}
        known = self._whole(generation.db, text=query.text)
        question = Question.of(query, self._analyser, generation.db, known)
        titles = {k: c.title for k, c in chunks.items()}
        found = rerank(
            found,
            {k: c.text for k, c in chunks.items()},
            question.plain,
            lambda u: question.rare[u.form],
            titles,
        )
        foreign = languages.foreign(query.text, entries.values())
        found.sort(key=lambda f: f.entry_id in foreign)
        terms = self._held(generation, query.text, [f.key for f in found[:_READ]])
        strengths: dict[str, float] = {}
        whole: dict[str, evidence.Held] = {}
        for key, held in terms.items():
            chunk = chunks[key]
            whole[key] = here = replace(held, text=said(chunk))
            strengths[key] = question.strength(
                chunk,
                here,
                beside=chunk.entry_id in foreign
                or not holding.tells(entries[chunk.entry_id]),
            )
        order = [f.key for f in found[:_READ]]
        beside = aside(
            order, titles, whole, question.plain, question.units, question.rare
        )
        if found and found[0].entry_id not in foreign:
            beside |= {f.key for f in found if f.entry_id in foreign}
        return [
            Hit(
                chunk=chunks[f.key],
                entry=entries[f.entry_id],
                score=round(f.score, 6),
                strength=strengths.get(f.key, 0.0),
                arms=(("words", f.words), ("vectors", f.vectors)),
                aside=f.key in beside,
            )
            for f in found
        ]

    def _question(self, generation: Generation, text: str) -> QuestionTerms:
        """Return the terms of a question, and of other names that notes give."""
        question = self._analyser.question(text, self._whole(generation.db, text=text))
        pairs = [(n, o) for n, others in generation.aliases(text) for o in others]
        also = stored_terms.worth_asking(generation.db, pairs, self._stored)
        other = self._analyser.question(" , ".join(also)) if also else None
        return widened(question, other) if other else question

    def _held(
        self, generation: Generation, text: str, keys: Sequence[str]
    ) -> dict[str, evidence.Held]:
        """Return the terms of chunks; who has another name has that asked for."""
        found = stored_terms.held(generation.db, keys)
        return stored_terms.with_names(found, generation.aliases(text), self._stored)

    def _stored(self, name: str) -> set[str]:
        return set(map(encoded, self._analyser.question(name).words))

    def mentions(self, query: Query) -> list[Mention]:
        """
        Return all notes that speak of the subject of *query*, within its filters.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
        """
        text, filters = query.text, query.filters

        def run(g: Generation) -> list[Mention]:
            asked = self._question(g, text)
            return mentions(g, self._analyser, text, filters, asked, self._held)

        return self._published.run(run)

    def reading(self, query: Query) -> TermWeights:
        """Return what the terms of *query* say about texts."""
        text = " ".join((query.text, *query.phrasings))
        found = self._published.run(lambda g: weights(g.db, self._question(g, text)))
        return TermWeights(**found, analyse=self._analyser.documents)


class _Overtaken(Exception):
    """Another generation has been published, and this one lost its vectors."""
