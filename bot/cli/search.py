"""``tilbot search``: the passages that a search finds, without an answer."""

from __future__ import annotations

import time

from collections.abc import Sequence
from dataclasses import dataclass

import click

from bot.cli import batch, options
from bot.cli.ask import make_ask
from bot.cli.inquiry import Inquiry, inquiry
from bot.cli.options import Filters, Places
from bot.cli.session import Session, opened
from bot.render import json_lines, plain
from bot.words import Word
from rag.chain.search import Found
from rag.query_types import Query
from rag.types import Ask, Hit


@click.command("search")
@inquiry(shown="hits", does="Search for")
@options.places
def search_command(*, inquiry: Inquiry, filters: Filters, places: Places) -> int:
    """Find the passages closest to QUESTION, one a note, best first.

    No chat model is asked. Without QUESTION it is read from stdin; the lines
    of --jsonl are those of `tilbot ask`.
    """
    text = inquiry.text()
    cap = filters.limit
    with opened(places, text) as session:
        asked = make_ask(session, text, filters, inquiry.today)
        session.app.warm()
        session.fresh(wait=inquiry.wait)
        if inquiry.as_lines:
            return batch.run(asked, lambda line: (_json(session, line, cap), 0))
        with session.waiting():
            looked = _looked(session, asked)
        if inquiry.explain:
            from bot.render import why
            from rag.traces import trace  # slow: it knows what answers are made of

            session.tell(
                why.explained(
                    trace.of_search(asked, looked.query, looked.found, cap=cap),
                    looked.query.lang,
                )
                + "\n"
            )
        if inquiry.as_json:
            result = _json(session, batch.Line(id=None, ask=asked), cap, looked)
            click.echo(json_lines.line(result))
            session.remark()
            return 0 if result["hits"] else 3
        session.remark()
        return _show(session, looked.found.query, looked.found.hits[:cap])


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was understood, what was found, and the milliseconds it took."""

    query: Query
    found: Found
    timings: dict[str, float]


def _show(session: Session, query: Query, hits: Sequence[Hit]) -> int:
    if not hits:
        session.tell(Word.NO_HITS.text(query.lang))
        return 3
    lines = [json_lines.hit(hit, 1)["line_start"] for hit in hits]
    session.show(
        lambda: plain.hits(hits, query.lang, lines),
        lambda look: look.hits(hits, query.lang, lines),
    )
    return 0


def _json(
    session: Session, line: batch.Line, cap: int | None, looked: _Looked | None = None
) -> json_lines.Json:
    looked = looked or _looked(session, line.ask)
    found = looked.found
    return json_lines.search(
        line.ask.question, found.query, found.hits[:cap], looked.timings, id=line.id
    )


def _looked(session: Session, ask: Ask) -> _Looked:
    """Search; by date or category alone, everything that fits is found."""
    began = time.perf_counter()
    query = session.app.understand(ask)
    understood = time.perf_counter()
    found = session.app.find(query, limit=ask.limit)
    done = time.perf_counter()
    marks = {
        "understand": understood - began,
        "retrieve": done - understood,
        "total": done - began,
    }
    spent = {name: round(s * 1000, 2) for name, s in marks.items()}
    return _Looked(query, found, spent)
