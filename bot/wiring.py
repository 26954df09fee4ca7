"""The composition root: settings in, working parts out."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from rag.protocols import Catalogue, Indexer, Searcher
from rag.settings import RagSettings
from rag.types import Ask, IndexStatus, Query


class App(Protocol):
    """Everything a front end works with, opened lazily."""

    settings: RagSettings
    catalogue: Catalogue
    searcher: Searcher
    indexer: Indexer

    def today(self) -> date:
        """Return the day it is in the time zone of the settings."""

    def understand(self, ask: Ask) -> Query:
        """Return what *ask* looks for; no model, no I/O but the category list."""

    def status(self) -> IndexStatus:
        """Return what is indexed and what changed; reads no note."""
