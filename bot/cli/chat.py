"""``tilbot chat``: a conversation about the notes."""

from __future__ import annotations

import asyncio
import sys

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from bot.cli import batch, options
from bot.cli.ask import get_answer, make_ask, show_answer, tell_failure, tell_why
from bot.cli.options import Filters, Places
from bot.cli.session import Session, opened
from bot.render import plain, why
from bot.words import Word
from rag.citations.resolution import plain_markers
from rag.errors import TilbotError
from rag.types import Answer, Turn


KEPT_TURNS = 20
"""Turns that a follow-up is understood by; older ones are forgotten."""
KEPT_LINES = 1000
"""Lines that the history on disk keeps."""


@click.command("chat")
@options.asking
@options.today
@options.explain
@options.waiting
@options.answering
def chat_command(
    *,
    filters: Filters,
    today: date | None,
    explain: bool,
    wait: float,
    places: Places,
) -> int:
    """Talk about the notes; follow-ups are understood.

    /sources shows the quotes of the last answer, /new begins anew, /help
    lists the commands. Ctrl-C stops an answer, Ctrl-D leaves.
    """
    with opened(places) as session:
        session.fresh(wait=wait)
        talk = Talk(session=session, filters=filters, today=today, explain=explain)
        if sys.stdin.isatty():
            session.tell(Word.CHAT_HELLO.text(session.lang))
        history = session.app.settings.home / "chat_history"
        with asyncio.Runner() as runner, _line_history(history):
            while (line := _read_line()) is not None:
                if not talk.turn(batch.clean(line.strip()), runner):
                    break
    return 0


@dataclass(kw_only=True)
class Talk:
    """A conversation and where it has come to."""

    session: Session
    filters: Filters
    today: date | None
    explain: bool = False
    turns: tuple[Turn, ...] = ()
    last: Answer | None = None

    def turn(self, line: str, runner: asyncio.Runner) -> bool:
        """Do what *line* says; return whether the conversation goes on."""
        if line.startswith("/"):
            return self._command(line)
        if line:
            try:
                self._question(line, runner)
            except KeyboardInterrupt:
                self.session.tell("\n" + Word.STOPPED.text(self.session.lang))
            except TilbotError as e:
                self.session.tell(f"tilbot: {e.problem}\n{e.hint}")
        return True

    def _question(self, line: str, runner: asyncio.Runner) -> None:
        self.session.follow(line)
        ask = make_ask(self.session, line, self.filters, self.today)
        ask = replace(ask, history=self.turns)
        answer = runner.run(get_answer(self.session, ask))
        show_answer(self.session, answer)
        if self.explain:
            tell_why(self.session, ask, answer)
        tell_failure(self.session, answer)
        click.echo()
        self.last = answer
        said = (
            Turn(role="user", content=ask.question),
            Turn(role="assistant", content=plain_markers(answer.text)),
        )
        self.turns = (*self.turns, *said)[-KEPT_TURNS:]

    def _command(self, line: str) -> bool:
        session, lang = self.session, self.session.lang
        command = line.split(maxsplit=1)[0].lower()
        if command in {"/quit", "/exit", "/q"}:
            return False
        if command == "/help":
            session.tell(Word.CHAT_HELP.text(lang))
        elif command == "/new":
            self.turns, self.last = (), None
            session.tell(Word.CHAT_NEW.text(lang))
        elif command == "/why":
            self._why()
        elif command != "/sources":
            session.tell(Word.CHAT_UNKNOWN.text(lang, command=command))
        elif self.last is None or not self.last.citations:
            session.tell(Word.NO_SOURCES.text(lang))
        else:
            answer = self.last
            session.show(lambda: plain.quotes(answer), lambda look: look.quotes(answer))
        return True

    def _why(self) -> None:
        """Say how the last answer came about."""
        session, answer = self.session, self.last
        found = (
            session.app.traces.get(answer.trace) if answer and answer.trace else None
        )
        if found is None or answer is None:
            session.tell(Word.NO_TRACE.text(session.lang))
        else:
            click.echo(why.full(found, answer.query.lang))


def _read_line() -> str | None:
    """Return the next line; None at the end. Ctrl-C drops what was typed."""
    while True:
        try:
            return input("› " if sys.stdin.isatty() else "")
        except EOFError:
            if sys.stdin.isatty():
                click.echo(err=True)
            return None
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
            click.echo(err=True)


@contextmanager
def _line_history(path: Path) -> Iterator[None]:
    """Let earlier lines come back with the arrow keys, where that exists."""
    try:
        import readline
    except ImportError:  # Windows
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    try:
        readline.read_history_file(path)
    except (OSError, ValueError):
        pass  # the first conversation, or a file that is no history
    readline.set_history_length(KEPT_LINES)
    try:
        yield
    finally:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Questions are private.
            path.touch(mode=0o600)
            readline.write_history_file(path)
        except OSError as e:
            click.echo(f"tilbot: {path} can't be written: {e.strerror}.", err=True)
