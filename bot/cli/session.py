"""One run of a command: the opened parts, and the streams it talks to."""

from __future__ import annotations

import sys
import time

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar
from zoneinfo import ZoneInfo

import click

from bot.cli.options import Places, runtime
from bot.words import Word, shell_lang
from rag.errors import IndexBusy
from rag.protocols import Progress
from rag.query_types import Lang
from rag.settings import RagSettings
from rag.understand.language.lang import language
from rag.wording.notices import Notice, Occasion


if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from bot.render.terminal import Look
    from bot.wiring import App


T = TypeVar("T")

PAUSE = 0.5
"""Seconds between two looks whether another process is still indexing."""


class Session:
    """The parts of tilbot and the terminal, for one command."""

    def __init__(self, app: App, environ: Mapping[str, str]) -> None:
        self.app = app
        self.lang: Lang = app.settings.lang or shell_lang(environ)
        self.zone = ZoneInfo(app.settings.timezone)
        """Where the clock hangs that times are told by."""
        self.live = _drawable(sys.stdout, environ)
        """Whether stdout is a terminal whose lines can be drawn anew."""
        self.styled = self.live or (
            bool(environ.get("FORCE_COLOR")) and environ.get("TERM") != "dumb"
        )
        """Whether stdout takes colours."""
        self.watched = _drawable(sys.stderr, environ)
        """Whether somebody sees what is drawn on stderr."""
        self._no_color = bool(environ.get("NO_COLOR"))

    def follow(self, question: str) -> None:
        """Speak the language of *question* from now on, unless one was set."""
        if self.app.settings.lang is None and question.strip():
            self.lang = language(question, home=self.lang)

    @property
    def look(self) -> Look:
        """How things are drawn on stdout."""
        from bot.render.terminal import Look

        return Look(corpus=self.app.settings.corpus, links=self.live)

    def console(self) -> Console:
        """Return a console on stdout."""
        from bot.render.terminal import console

        return console(no_color=self._no_color)

    def show(
        self,
        plain: Callable[[], str],
        drawn: Callable[[Look], RenderableType],
        *,
        wide: bool = False,
    ) -> None:
        """Print to stdout: *drawn* where colours are taken, else *plain*."""
        if not self.styled:
            click.echo(plain())
            return
        from bot.render.rich_markdown import Trimmed
        from bot.render.terminal import WIDEST

        console = self.console()
        widest = console.width if wide else WIDEST
        console.print(Trimmed(drawn(self.look), widest=widest), end="")

    def tell(self, text: str) -> None:
        """Say something on stderr."""
        click.echo(text, err=True)

    def notice(self, notice: Notice) -> None:
        """Say on stderr what `App.index` and `App.ensure_index` tell."""
        self.tell(notice.text(self.lang))

    def fresh(self, *, wait: float) -> None:
        """
        Index first, when nothing is indexed yet or the notes changed.

        Args:
            wait: Seconds to wait at most for another process that indexes what
                was never indexed; where an index answers, nobody is waited for.

        Raises:
            TilbotError: as `App.ensure_index`.
        """
        said: set[Occasion] = set()
        with self.waiting() as stop, self.meter() as progress:

            def say(notice: Notice) -> None:
                stop()
                if notice.occasion not in said:  # each try says why it is made
                    self.notice(notice)
                said.add(notice.occasion)

            def step(what: str, done: int, total: int) -> None:
                stop()
                progress(what, done, total)

            self.patiently(lambda: self.app.ensure_index(say, step), wait=wait)

    def patiently(self, work: Callable[[], T], *, wait: float) -> T:
        """
        Do *work*, once nobody else is indexing; whom it waits for is told.

        Args:
            work: What may find that somebody is.
            wait: Seconds to wait at most.

        Raises:
            IndexBusy: it took longer.
        """
        until = time.monotonic() + wait
        told = ""
        while True:
            try:
                return work()
            except IndexBusy as e:
                if time.monotonic() + PAUSE > until:
                    raise
                problem, _ = e.told(korean=self.lang == "ko")
                if problem != told:
                    minutes = max(1, round((until - time.monotonic()) / 60))
                    waiting = Word.WAITING.text(
                        self.lang, problem=problem, minutes=minutes
                    )
                    self.tell(waiting)
                told = problem
            time.sleep(PAUSE)

    def remark(self) -> None:
        """Say on stderr when it was not the latest index that answered."""
        if remark := self.app.remark(self.lang):
            self.tell(remark)

    @contextmanager
    def meter(self) -> Iterator[Progress]:
        """Give a `Progress` that is drawn on stderr, if somebody sees it."""
        if not self.watched:
            yield lambda _what, _done, _total: None
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bars

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(Word.TIME_LEFT.text(self.lang)),
            TimeRemainingColumn(compact=True),
        )
        # Gone when done: the report below says what came of it.
        bars = Bars(*columns, console=Console(stderr=True), transient=True)
        tasks: dict[str, object] = {}

        def progress(what: str, done: int, total: int) -> None:
            bars.start()  # only now, for there may be nothing to do
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total or None)
            bars.update(tasks[what], completed=done, total=total or None)  # type: ignore[arg-type]  # rich's TaskID

        try:
            yield progress
        finally:
            bars.stop()

    def waiting(self) -> AbstractContextManager[Callable[[], None]]:
        """Turn a spinner on stderr; what is given stops it early."""
        return _spinner(self.lang, watched=self.watched)


def _drawable(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Return whether *stream* is a terminal on which lines can be drawn anew."""
    return environ.get("TERM") not in {"dumb", "unknown"} and stream.isatty()


@contextmanager
def _spinner(lang: Lang, *, watched: bool) -> Iterator[Callable[[], None]]:
    """Turn a spinner on stderr until the end, or until what is given is called."""
    if not watched:
        yield lambda: None
        return
    from rich.console import Console

    status = Console(stderr=True).status(Word.LOOKING.text(lang))
    status.start()
    try:
        yield status.stop
    finally:
        status.stop()


@contextmanager
def opened(places: Places, question: str = "") -> Iterator[Session]:
    """
    Open tilbot with the settings of the environment and of *places*.

    What it says is in the language of *question*, where there is one.

    Raises:
        ConfigError: a setting is missing or malformed.
    """
    run = runtime()
    environ = places.over(run.environ)
    settings = RagSettings.from_env(environ)
    shell = shell_lang(environ)
    lang = settings.lang or (language(question, home=shell) if question else shell)
    with _spinner(lang, watched=_drawable(sys.stderr, environ)):
        app = run.open_app(settings)  # takes a moment: it loads the libraries
    try:
        session = Session(app, environ)
        session.follow(question)
        yield session
    finally:
        app.close()
