"""``tilbot list`` and ``tilbot show``: the notes themselves."""

from __future__ import annotations

import unicodedata

from collections.abc import Sequence
from datetime import date

import click

from bot.cli import options
from bot.cli.options import Filters, Places
from bot.cli.session import Session, opened
from bot.named import named
from bot.render import json_lines, plain
from bot.words import Word
from rag.errors import UsageError
from rag.types import Ask, Entry


@click.command("list")
@options.filters
@click.option("--json", "--jsonl", "as_json", is_flag=True, help="A JSON line a note.")
@options.waiting
@options.places
def list_command(
    *, filters: Filters, as_json: bool, wait: float, places: Places
) -> int:
    """List the notes, oldest first; with -k only the latest ones."""
    with opened(places) as session:
        session.fresh(wait=wait)
        entries = _chosen(session, filters)
        session.remark()
        if as_json:
            counts = session.app.catalogue.chunk_counts()
            for entry in entries:
                value = json_lines.entry(entry, chunks=counts.get(entry.id, 0))
                click.echo(json_lines.line(value))
        elif entries:
            session.show(
                lambda: plain.entries(entries, session.lang),
                lambda look: look.entries(entries, session.lang),
                wide=True,
            )
        if not entries:
            session.tell(Word.NO_ENTRIES.text(session.lang))
            return 3
        return 0


@click.command("show")
@click.argument("entry")
@click.option("--json", "as_json", is_flag=True, help="Print the note as JSON.")
@options.waiting
@options.places
def show_command(*, entry: str, as_json: bool, wait: float, places: Places) -> int:
    """Show the note ENTRY: its id or path, or a part of its title."""
    with opened(places) as session:
        session.fresh(wait=wait)
        found = _named(unicodedata.normalize("NFC", entry), session)
        session.remark()
        if as_json:
            counts = session.app.catalogue.chunk_counts()
            value = json_lines.entry(found, chunks=counts.get(found.id, 0))
            click.echo(json_lines.line(value))
        else:
            session.show(
                lambda: plain.note(found, session.lang),
                lambda look: look.note(found, session.lang),
            )
        return 0


def _chosen(session: Session, filters: Filters) -> Sequence[Entry]:
    from rag.retrieval.selection import select

    # The filters are understood as those of a question are: a category by a
    # part of its name, too.
    ask = Ask(
        question="",
        today=session.app.today(),
        category=filters.category,
        since=filters.since,
        until=filters.until,
    )
    entries = session.app.catalogue.entries()
    found = select(entries, session.app.understand(ask))
    if filters.limit is None:
        return found
    at = {entry.id: n for n, entry in enumerate(found)}
    # Those without a date are the latest only where there are no others.
    by_day = sorted(found, key=lambda e: (e.day or date.min, at[e.id]))
    return sorted(by_day[-filters.limit :], key=lambda e: at[e.id])


def _named(name: str, session: Session) -> Entry:
    """
    Return the entry that *name* means.

    Raises:
        UsageError: there is none, or there are several.
    """
    found = named(name, session.app.catalogue.entries())
    if len(found) == 1:
        return found[0]
    if found:
        some = "".join(f"\n  {e.id}  {plain.one_line(e.title)}" for e in found[:5])
        raise UsageError(
            f"{name!r} means {len(found)} notes:{some}",
            hint="Give the id of one of them, as tilbot list --json prints it.",
        )
    raise UsageError(
        f"There is no note {name!r}.", hint="See what there is with tilbot list."
    )
