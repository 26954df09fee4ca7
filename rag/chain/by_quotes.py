"""The road without a model: passages -> quotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag.chain.replies import silence
from rag.chain.search import Found
from rag.query_types import Kind
from rag.quotes.asked_heading import asked_heading
from rag.quotes.extract import quotations
from rag.relevance import items
from rag.relevance.evidence import asks_when, outcome, several
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Answer, Ask, Mode, Outcome
from rag.wording.phrases import Say


if TYPE_CHECKING:
    from rag.compare.reading import Reader
    from rag.compare.words import Reading


def quoted(
    searcher: HybridSearcher,
    ask: Ask,
    found: Found,
    reader: Callable[[], Reader],
) -> Answer:
    """Answer with quotations of what was found, as good as it is."""
    verdict = outcome(found.hits)
    if verdict is Outcome.NO_EVIDENCE:
        return silence(ask.question, found.query, found.hits)

    def read(texts: Sequence[str]) -> Sequence[Reading]:
        return reader().read(texts)  # slow the first time, and seldom needed

    text, citations, lead = quotations(
        found.hits,
        searcher.reading(found.query),
        lang=found.query.lang,
        lead=Say.QUOTED if verdict is Outcome.ANSWERED else Say.NEAREST,
        dated=asks_when(ask.question),
        formula=found.query.kind is Kind.FORMULA,
        items=items.asked(ask.question),
        several=several(ask.question) or found.query.kind is Kind.LIST,
        called=asked_heading(ask.question),
        read=read,
    )
    return Answer(
        question=ask.question,
        text=text,
        lead=lead,
        citations=citations,
        outcome=verdict,
        mode=Mode.EXTRACTIVE,
        query=found.query,
    )
