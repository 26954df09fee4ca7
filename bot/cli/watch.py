"""``tilbot index --watch``: index again whenever the notes have changed."""

from __future__ import annotations

import asyncio
import time

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from bot.cli.session import Session
from bot.words import Word
from rag.corpus.watch import quiet_changes
from rag.errors import TilbotError
from rag.index_types import IndexReport


PAUSES = (2.0, 10.0, 60.0)
"""Seconds before a run that may succeed a moment later is tried again."""


class Run(Protocol):
    """Indexes once, and says what was done."""

    def __call__(
        self, before: IndexReport | None, *, rebuild: bool = False
    ) -> IndexReport:
        """
        Return the report; *before* is that of the run before.

        Raises:
            TilbotError: it failed.
        """


def watch_notes(session: Session, run: Run, *, rebuild: bool) -> int:
    """
    Index now, and whenever it has become quiet after a change; until Ctrl-C.

    Raises:
        TilbotError: the first run failed; later ones only say so.
    """
    settings = session.app.settings
    report = run(None, rebuild=rebuild)
    session.tell(Word.WATCHING.text(session.lang, path=settings.corpus))
    changes = quiet_changes(settings.corpus, ignore=[settings.home])
    failed: TilbotError | None = None
    with asyncio.Runner() as runner:
        # Between two waits no loop runs, so that Ctrl-C ends a run at once.
        while True:
            runner.run(_next(changes))
            try:
                report, failed = _patiently(run, report, time.sleep), None
            except TilbotError as e:
                if failed is None or failed.problem != e.problem:  # else it is known
                    session.tell(f"tilbot: {e.problem} {e.hint}")
                failed = e


async def _next(changes: AsyncIterator[frozenset[str]]) -> frozenset[str]:
    return await anext(changes)


def _patiently(
    run: Run, before: IndexReport, pause: Callable[[float], None]
) -> IndexReport:
    """Run, and once more after a while where that may help."""
    for wait in PAUSES:
        try:
            return run(before)
        except TilbotError as e:
            if not e.retryable:
                raise
            pause(wait)
    return run(before)
