"""The parts of tilbot for given settings, each opened on demand; knows every one."""

from __future__ import annotations

import functools

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rag.analyse.hangul import Morphology
from rag.analyse.kiwi_process import beside
from rag.analyse.terms import Analyser
from rag.index.generations.generations import Generations
from rag.index.generations.inventory import substitutes
from rag.index.generations.library import Library
from rag.index.generations.published import Published
from rag.models.embeddings import open_embedder
from rag.models.local_embeddings import LocalEmbedder
from rag.protocols import Embedder
from rag.retrieval.title_lookup import TitledNotes
from rag.settings import LOCAL_EMBEDDINGS, RagSettings
from rag.types import Entry, Header


if TYPE_CHECKING:
    from rag.check.verdict.checker import Checker
    from rag.compare.reading import Reader
    from rag.index.shared.access import SharedIndex
    from rag.index.update.indexer import NotesIndexer
    from rag.protocols import Generator
    from rag.retrieval.hybrid import HybridSearcher
    from rag.traces.ring import Traces


class Catalogue:
    """Every entry of the published index; an `rag.protocols.Catalogue`."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def entries(self) -> Sequence[Entry]:
        """
        Return all entries in the order of the notes.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """
        return self._published.run(lambda g: g.db.entries())

    def headers(self) -> Sequence[Header]:
        """Return what all entries are known by, in the same order."""
        return self._published.run(lambda g: g.db.headers())

    def entry(self, id: str) -> Entry | None:  # noqa: A002  # the field's name
        """Return one entry; None if it is gone."""
        return next(iter(self._published.run(lambda g: g.db.entries([id]))), None)

    def chunk_counts(self) -> Mapping[str, int]:
        """Return the number of chunks of each entry, by id."""
        return self._published.run(lambda g: g.db.chunk_counts())

    def categories(self) -> Sequence[str]:
        """Return the names of the categories, the largest first."""
        return self._published.run(lambda g: [name for name, _ in g.db.categories()])


class Parts:
    """What the settings stand for."""

    def __init__(self, settings: RagSettings) -> None:
        self.settings = settings

    @functools.cached_property
    def korean(self) -> Morphology:
        """Gives morphemes, from a process beside us."""
        return beside()

    @functools.cached_property
    def checker(self) -> Checker:
        """Holds what a model writes against the notes."""
        from rag.check.verdict.checker import Checker  # slow, and no search needs it

        return Checker(self.korean)

    @functools.cached_property
    def reader(self) -> Reader:
        """Compares the words of quotations."""
        from rag.compare.reading import Reader  # slow, and seldom needed

        return Reader(self.korean)

    @functools.cached_property
    def traces(self) -> Traces:
        """How the last answers came about."""
        from rag.traces.ring import Traces

        return Traces(self.settings.home, keep=self.settings.traces)

    @functools.cached_property
    def analyser(self) -> Analyser:
        """Gives the terms that words are ranked by."""
        return Analyser(self.korean)

    @functools.cached_property
    def embedder(self) -> Embedder:
        """The embedding model of the settings."""
        return open_embedder(self.settings, local=lambda: LocalEmbedder(self.analyser))

    @functools.cached_property
    def _model(self) -> str:
        """The name of what makes the vectors."""
        if self.local:
            return LocalEmbedder(self.analyser).name
        return self.settings.embeddings

    @functools.cached_property
    def making(self) -> dict[str, str]:
        """What the index is made of and by."""
        from rag.index.update.indexer import versions

        # One home may serve several collections of notes.
        corpus = str(self.settings.corpus.resolve())
        return {
            "embeddings": self._model,
            "corpus": corpus,
            **versions(self.analyser),
        }

    @functools.cached_property
    def shared(self) -> SharedIndex | None:
        """The index on a Chroma server; None for one on this machine."""
        if not self.settings.chroma_url:
            return None
        from rag.index.shared.access import SharedIndex

        return SharedIndex(self.settings, self._model, self.analyser)

    @functools.cached_property
    def generations(self) -> Library:
        """Where the index of these settings, and of this tilbot, is."""
        if self.shared:
            return self.shared.generations
        made_of = "; ".join(f"{k} {v}" for k, v in self.making.items())
        return Generations(self.settings.home, made_of.removeprefix("embeddings "))

    @functools.cached_property
    def published(self) -> Published:
        """Gives the generation that answers."""
        if self.shared:
            generations = self.shared.generations
            return Published(generations, elsewhere=generations.vectors)
        return Published(
            self.generations, lambda: substitutes(self.generations, self.making)
        )

    @functools.cached_property
    def catalogue(self) -> Catalogue:
        """Every entry of the index."""
        return Catalogue(self.published)

    @functools.cached_property
    def topics(self) -> TitledNotes:
        """What the notes are titled by."""
        return TitledNotes(self.published, self.analyser)

    @property
    def local(self) -> bool:
        """Whether vectors are made here, for nothing."""
        return self.settings.embeddings == LOCAL_EMBEDDINGS

    @functools.cached_property
    def searcher(self) -> HybridSearcher:
        """Finds passages."""
        from rag.retrieval.hybrid import LOCAL_SHARE, SERVICE_SHARE, HybridSearcher

        return HybridSearcher(
            self.published,
            self.analyser,
            lambda: self.embedder,
            share=LOCAL_SHARE if self.local else SERVICE_SHARE,
        )

    @functools.cached_property
    def indexer(self) -> NotesIndexer:
        """Brings the index level with the notes."""
        from rag.index.update.indexer import NotesIndexer

        return NotesIndexer(
            self.settings.corpus,
            self.generations,
            self.analyser,
            lambda: self.embedder,
            paid=not self.local,
            shared=self.shared is not None,
        )

    def generator(self) -> Generator | None:
        """Return the chat model; None when the notes are quoted."""
        if not self.settings.chat_model:
            return None
        from rag.models.chat import ChatModel

        return ChatModel(self.settings)

    def warm(self) -> None:
        """Begin to load what a question needs; returns at once."""
        self.analyser.warm()

    def close(self) -> None:
        """Let go of the files and of the process beside us."""
        if "analyser" in self.__dict__:
            self.analyser.close()
        if "korean" in self.__dict__:
            self.korean.close()
        if "published" in self.__dict__:
            self.published.close()
        if self.__dict__.get("shared"):
            self.__dict__["shared"].close()
