"""``tilbot why``: how an answer came about."""

from __future__ import annotations

import click

from bot.cli import options
from bot.cli.options import Places
from bot.cli.session import Session, opened
from bot.render import json_lines, why
from bot.words_why import Why
from rag.errors import UsageError
from rag.query_types import Lang
from rag.traces.trace import Trace


SHOWN = 20
"""Traces that --list shows, unless told otherwise."""


@click.command("why")
@click.argument("id", required=False)
@click.option("--list", "as_list", is_flag=True, help="List the latest answers.")
@click.option("-k", "limit", type=click.IntRange(1, 1000), help="List at most so many.")
@click.option("--erase", is_flag=True, help="Forget this trace, or all without ID.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a trace a line.")
@options.places
def why_command(  # one an option
    *,
    id: str | None,  # noqa: A002  # its name outside
    as_list: bool,
    limit: int | None,
    erase: bool,
    as_json: bool,
    places: Places,
) -> int:
    """Tell how the answer ID came about; without ID, the last one.

    What was understood, which filters held, what each arm of the search found,
    what was passed over and why, what was told to a model, what it cost, and
    the verdict on each sentence that it wrote. The id stands below an answer.
    TILBOT_TRACES says how many are kept.
    """
    if as_list and (id or erase):
        raise click.UsageError("--list goes with neither an ID nor --erase.")
    with opened(places) as session:
        traces = session.app.traces
        if erase:
            if id:
                _known(session, id)
            session.tell(Why.ERASED.text(session.lang, count=traces.erase(id)))
            return 0
        if as_list:
            for found in traces.last(limit or SHOWN):
                click.echo(json_lines.line(found) if as_json else why.line(found))
            return 0
        found = _known(session, id)
        click.echo(json_lines.line(found) if as_json else why.full(found, _lang(found)))
    return 0


def _known(session: Session, name: str | None) -> Trace:
    """Return the trace of that id, or the last; raise `UsageError` without one."""
    traces = session.app.traces
    found = traces.get(name) if name else next(iter(traces.last()), None)
    if found is not None:
        return found
    if name:
        raise UsageError(
            f"No trace is kept of {name!r}.", hint="tilbot why --list shows those kept."
        )
    raise UsageError(
        "No trace is kept yet.",
        hint="Ask something first; TILBOT_TRACES must not be 0.",
    )


def _lang(trace: Trace) -> Lang:
    return "ko" if trace["searched"]["lang"] == "ko" else "en"
