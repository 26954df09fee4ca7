"""``tilbot index`` and ``tilbot status``: what is indexed."""

from __future__ import annotations

import functools

from collections.abc import Sequence

import click

from bot.cli import options
from bot.cli.options import Places
from bot.cli.session import Session, opened
from bot.render import json_lines, kept, plain
from bot.words import Word
from rag.index_types import IndexReport, IndexStatus, ServerStatus
from rag.query_types import Lang
from rag.types import Problem


SHOWN = 10
"""Problems that are named without ``--verbose``."""
UNREAD = 65  # EX_DATAERR
"""The exit code when notes could not be read."""


@click.command("index")
@click.option("--verbose", is_flag=True, help="Name every file that was left out.")
@click.option("--rebuild", is_flag=True, help="Make the whole index anew.")
@click.option(
    "--rollback", is_flag=True, help="Have the index before the current one answer."
)
@click.option("--watch", is_flag=True, help="Go on, whenever notes change.")
@options.waiting
@options.places
def index_command(
    *,
    verbose: bool,
    rebuild: bool,
    rollback: bool,
    watch: bool,
    wait: float,
    places: Places,
) -> int:
    """Bring the index level with the notes; only what changed is embedded.

    With --rebuild everything is read and written anew, such as after damage;
    what an embedding service was paid for is still not asked for again.

    The index is built beside the one that answers, tried, and put in its place
    at once; the one before is kept. With --rollback that one answers again,
    until the next `tilbot index`.

    With --watch it goes on until Ctrl-C: a moment after notes have changed
    they are indexed, and a line says what was done. A run that fails is said,
    and does not end it.

    When another process is indexing the same notes, this one waits until it is
    done, for ten minutes at most, and takes in what is left.

    Exits with 65 when some notes could not be read; the others are indexed.
    """
    if rollback and (rebuild or watch):
        other = "--rebuild" if rebuild else "--watch"
        raise click.UsageError(f"{other} and --rollback exclude each other.")
    with opened(places) as session:
        if rollback:
            click.echo(session.patiently(lambda: _rolled_back(session), wait=wait))
            return 0
        if watch:
            from bot.cli.watch import watch_notes

            run = functools.partial(_run, session, verbose=verbose)
            return watch_notes(session, run, rebuild=rebuild)
        report = session.patiently(
            lambda: _run(session, rebuild=rebuild, verbose=verbose), wait=wait
        )
        return UNREAD if any(p.fatal for p in report.problems) else 0


def _run(
    session: Session,
    before: IndexReport | None = None,
    *,
    rebuild: bool = False,
    verbose: bool,
) -> IndexReport:
    """Index, and say what was done; nothing, if it is as it was *before*."""
    with session.meter() as progress:
        report = session.app.index(session.notice, progress, rebuild=rebuild)
    if before is None or before.generation != report.generation:
        click.echo(_summary(report, session))
    if before is None or before.problems != report.problems:
        tell_problems(session, report.problems, verbose=verbose)
    return report


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


def _rolled_back(session: Session) -> str:
    """Go back, and return what answers now."""
    before, now = session.app.rollback()
    return Word.ROLLED_BACK.text(
        session.lang,
        when=kept.moment(now.built_at, session.zone),
        entries=now.facts.entries,
        chunks=now.facts.chunks,
        before=kept.moment(before.built_at, session.zone)
        if before
        else Word.UNKNOWN.text(session.lang),
    )


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
        when = kept.moment(status.built_at, session.zone)
        rows.append(
            Word.STATUS_BUILT.text(lang, when=when, embeddings=status.embeddings)
        )
    rows += [f"  {plain.one_line(name)}: {n}" for name, n in status.categories]
    if status.generations:
        rows.append(Word.STATUS_KEPT.text(lang))
        rows += [f"  {kept.line(g, lang, session.zone)}" for g in status.generations]
    if status.server and not status.server.failure and not status.server.ours:
        return [*rows, Word.STATUS_ELSEWHERE.text(lang)]
    if not status.stale:
        return [*rows, Word.STATUS_FRESH.text(lang)]
    stale = Word.STATUS_HELD if status.held else Word.STATUS_STALE
    rows.append(stale.text(lang))
    for word, files in (
        (Word.STATUS_NEW, status.new_files),
        (Word.STATUS_CHANGED, status.changed_files),
        (Word.STATUS_MISSING, status.missing_files),
    ):
        if files:
            rows.append(f"  {word.text(lang)}: {len(files)}")
        rows += [f"    {plain.one_line(f)}" for f in files[:SHOWN]]
        if len(files) > SHOWN:
            rows.append(f"    … +{len(files) - SHOWN}")
    return rows
