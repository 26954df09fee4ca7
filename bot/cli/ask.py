"""``tilbot ask``: a question in, a cited answer out."""

from __future__ import annotations

import asyncio
import unicodedata

from dataclasses import replace
from datetime import UTC, date, datetime

import click

from bot.cli import batch, options
from bot.cli.inquiry import Inquiry, inquiry
from bot.cli.options import Filters, Places
from bot.cli.session import Session, opened
from bot.render import json_lines, plain
from bot.words import Word
from rag.types import Answer, Ask, Delta, Mode, Outcome


@click.command("ask")
@inquiry(shown="answer", does="Answer")
@options.answering
def ask_command(*, inquiry: Inquiry, filters: Filters, places: Places) -> int:
    """Answer QUESTION from the notes, with citations.

    Without QUESTION it is read from stdin. Notes that are not indexed yet, or
    have changed, are indexed first; where another process is at it for the
    first time, it is waited for, ten minutes at most.

    \b
    A line of --jsonl: {"question": "...", "id": ..., "history":
    [{"role": "user", "content": "..."}], "today": "2022-10-06",
    "category": "...", "since": "2022-01", "until": "2022"}; only the question
    is needed. A line that can't be answered gives {"id", "error"} and the rest
    goes on; the exit code is then 65 for a bad line, or that of the service.
    """  # noqa: D301  # click wants the character, not its name
    text = inquiry.text()
    with opened(places, text) as session:
        asked = make_ask(session, text, filters, inquiry.today)
        with asyncio.Runner() as runner:
            session.fresh(wait=inquiry.wait)
            if inquiry.as_lines:
                return batch.run(asked, lambda line: _line(session, runner, line))
            answer = runner.run(get_answer(session, asked, quiet=inquiry.as_json))
        if inquiry.as_json:
            click.echo(json_lines.line(json_lines.answer(answer)))
        else:
            show_answer(session, answer)
        if inquiry.explain:
            tell_why(session, asked, answer)
        tell_failure(session, answer)
        return exit_code(answer)


def make_ask(session: Session, text: str, filters: Filters, today: date | None) -> Ask:
    """Return what the options ask for."""
    asked = Ask(
        question=unicodedata.normalize("NFC", text),
        today=today or session.app.today(),
        category=filters.category,
        since=filters.since,
        until=filters.until,
        any_time=filters.any_time,
        any_category=filters.any_category,
    )
    if filters.limit is None:
        return asked
    return replace(asked, limit=filters.limit, at_most=filters.limit)


async def get_answer(session: Session, ask: Ask, *, quiet: bool = False) -> Answer:
    """
    Return the answer, shown while it is being written on a terminal.

    Raises:
        TilbotError: as the chain.
    """
    if quiet or not session.live:
        with session.waiting():
            return await session.app.answering().answer(ask)
    from rich.live import Live

    from bot.render.rich_markdown import Tail
    from bot.render.terminal import WIDEST

    tail = Tail(links=True, widest=WIDEST)
    # Wiped when done, for the answer that counts is printed after it.
    preview = Live(tail, console=session.console(), transient=True)
    with session.waiting() as stop:
        try:
            async for event in session.app.answering().stream(ask):
                if isinstance(event, Delta):
                    stop()
                    preview.start()
                    tail.text += plain.printable(event.text)
                else:
                    answer = event
        finally:
            preview.stop()
    return answer


def show_answer(session: Session, answer: Answer) -> None:
    """Print an answer for a reader."""
    session.show(lambda: plain.answer(answer), lambda look: look.answer(answer))


def tell_why(session: Session, asked: Ask, answer: Answer) -> None:
    """Say on stderr what was understood and what found each note."""
    from bot.render import why
    from rag.traces import trace  # slow: it knows what answers are made of

    prices = session.app.settings.prices
    found = trace.of_answer(asked, answer, at=datetime.now(UTC), prices=prices)
    session.tell("\n" + why.explained(found, answer.query.lang))


def tell_failure(session: Session, answer: Answer) -> None:
    """Say on stderr why a model did not write the answer, or not all of it."""
    if answer.failure:
        problem, hint = answer.failure.told(answer.query.lang)
        session.tell(f"tilbot: {problem}\n{hint}")
        if answer.citations:
            kept = answer.mode is Mode.MODEL
            instead = Word.KEPT_INSTEAD if kept else Word.QUOTED_INSTEAD
            session.tell(instead.text(answer.query.lang))


def exit_code(answer: Answer) -> int:
    """Return the exit code that an answer stands for."""
    if answer.failure:
        return answer.failure.exit_code
    return 3 if answer.outcome is Outcome.NO_EVIDENCE else 0


def _line(
    session: Session, runner: asyncio.Runner, line: batch.Line
) -> tuple[json_lines.Json, int]:
    answer = runner.run(session.app.answering().answer(line.ask))
    code = answer.failure.exit_code if answer.failure else 0
    return json_lines.answer(answer, id=line.id), code
