"""``tilbot index`` and ``tilbot status``: what is indexed."""

from __future__ import annotations

from collections.abc import Sequence

import click

from bot.cli import options
from bot.cli.options import Places
from bot.cli.session import Session, opened
from bot.render import json_lines, plain
from bot.words import Word
from rag.types import IndexReport, IndexStatus, Lang, Problem, ServerStatus


SHOWN = 10
"""Problems that are named without ``--verbose``."""
UNREAD = 65  # EX_DATAERR
"""The exit code when notes could not be read."""


@click.command("index")
@click.option("--verbose", is_flag=True, help="Name every file that was left out.")
@click.option("--rebuild", is_flag=True, help="Make the whole index anew.")
@options.places
def index_command(*, verbose: bool, rebuild: bool, places: Places) -> int:
    """Bring the index level with the notes; only what changed is embedded.

    With --rebuild everything is read and written anew, such as after damage;
    what an embedding service was paid for is still not asked for again.

    Exits with 65 when some notes could not be read; the others are indexed.
    """
    with opened(places) as session:
        with session.meter() as progress:
            report = session.app.index(session.tell, progress, rebuild=rebuild)
        click.echo(_summary(report, session))
        return tell_problems(session, report.problems, verbose=verbose)


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@options.places
def status_command(*, as_json: bool, places: Places) -> int:
    """Tell what is indexed and what changed since.

    Exits with 66 when nothing is indexed yet.
    """
    with opened(places) as session:
        status = session.app.status()
        if as_json:
            click.echo(json_lines.line(json_lines.status(status)))
        else:
            click.echo("\n".join(_told(status, session)))
            tell_problems(session, status.problems, verbose=False)
        return 0 if status.generation else 66


def tell_problems(
    session: Session, problems: Sequence[Problem], *, verbose: bool
) -> int:
    """Name on stderr what was not indexed; return the exit code for it."""
    fatal = [p for p in problems if p.fatal]
    rows = _rows(fatal, Word.PROBLEMS, session, verbose=verbose)
    others = [p for p in problems if not p.fatal]
    rows += _rows(others, Word.LEFT_OUT, session, verbose=verbose)
    if rows:
        session.tell("\n".join(rows))
    return UNREAD if fatal else 0


def _rows(
    problems: Sequence[Problem], title: Word, session: Session, *, verbose: bool
) -> list[str]:
    if not problems:
        return []
    named = problems if verbose else problems[:SHOWN]
    rows = [title.text(session.lang, count=len(problems))]
    for problem in named:
        place = (
            problem.path if problem.line is None else (f"{problem.path}:{problem.line}")
        )
        rows.append(f"  {plain.one_line(place)}: {plain.one_line(problem.problem)}")
        rows.append(f"    {plain.one_line(problem.hint)}")
    if more := len(problems) - len(named):
        rows.append(f"  {Word.MORE.text(session.lang, count=more)}")
    return rows


def _summary(report: IndexReport, session: Session) -> str:
    return Word.INDEXED.text(
        session.lang,
        total=report.added + report.updated + report.unchanged,
        added=report.added,
        updated=report.updated,
        removed=report.removed,
        unchanged=report.unchanged,
        embedded=report.embedded,
        seconds=report.seconds,
    )


def _server(server: ServerStatus, lang: Lang) -> str:
    if server.failure:
        return Word.STATUS_UNREACHED.text(lang, host=server.host)
    return Word.STATUS_SERVER.text(
        lang,
        host=server.host,
        version=server.version,
        collection=server.collection or Word.NO_COLLECTION.text(lang),
    )


def _told(status: IndexStatus, session: Session) -> list[str]:
    """Return the state of the index, line by line."""
    lang = session.lang
    server = [_server(status.server, lang)] if status.server else []
    if status.generation is None:
        return [*server, Word.NOT_INDEXED.text(lang), Word.RUN_INDEX.text(lang)]
    notes = Word.STATUS_NOTES.text(lang, entries=status.entries, chunks=status.chunks)
    if status.first_day and status.last_day:
        days = Word.STATUS_DAYS.text(lang, first=status.first_day, last=status.last_day)
        notes += f", {days}"
    rows = [*server, notes]
    if status.built_at:
        when = f"{status.built_at.astimezone():%Y-%m-%d %H:%M}"
        rows.append(
            Word.STATUS_BUILT.text(lang, when=when, embeddings=status.embeddings)
        )
    rows += [f"  {plain.one_line(name)}: {n}" for name, n in status.categories]
    if status.server and not status.server.failure and not status.server.ours:
        return [*rows, Word.STATUS_ELSEWHERE.text(lang)]
    if not status.stale:
        return [*rows, Word.STATUS_FRESH.text(lang)]
    rows.append(Word.STATUS_STALE.text(lang))
    for word, files in (
        (Word.STATUS_NEW, status.new_files),
        (Word.STATUS_CHANGED, status.changed_files),
        (Word.STATUS_MISSING, status.missing_files),
    ):
        rows += [f"  {word.text(lang)}: {plain.one_line(f)}" for f in files[:SHOWN]]
        if len(files) > SHOWN:
            rows.append(f"  {word.text(lang)}: … +{len(files) - SHOWN}")
    return rows
