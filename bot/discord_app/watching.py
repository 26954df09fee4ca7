"""Keeps the index level with the notes while questions are answered."""

from __future__ import annotations

import asyncio
import logging
import threading

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from rag.errors import IndexBusy, TilbotError
from rag.index_types import IndexReport
from rag.protocols import Progress
from rag.wording.notices import Notice


if TYPE_CHECKING:
    from bot.wiring import App

log = logging.getLogger(__name__)
T = TypeVar("T")

Changes = Callable[[], AsyncIterator[object]]
"""Gives something a moment after each time that notes have changed."""
After = Callable[[], Awaitable[None]]

_BUSY_PAUSE = 5.0
"""Seconds before another try when another process is indexing."""


class Reindexer:
    """Runs the indexer, one run at a time, beside the event loop."""

    def __init__(self, app: App, after: After) -> None:
        """
        Args:
            app: Whose index it is.
            after: Awaited after each run that changed something.
        """
        self._app = app
        self._after = after
        self._lock = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether it is at it."""
        return self._lock.locked()

    async def run(self, progress: Progress = lambda *_: None) -> IndexReport:
        """
        Index what changed; the next question sees it.

        Args:
            progress: Called from another thread.

        Raises:
            TilbotError: as `App.index`.
        """
        async with self._lock:
            report = await beside(lambda: self._app.index(logged, progress))
        log.info(
            "indexed: %d added, %d updated, %d removed",
            report.added,
            report.updated,
            report.removed,
        )
        if report.added or report.updated or report.removed:
            await self._after()
        return report

    async def follow(self, changes: Changes) -> None:
        """Index after each change, for ever; a failure waits for the next one."""
        try:
            async for _ in changes():
                try:
                    await once_free(self.run)
                except TilbotError as e:
                    log.warning("the notes were not indexed: %s %s", e.problem, e.hint)
        except TilbotError as e:
            log.error("the notes are not watched: %s %s", e.problem, e.hint)  # noqa: TRY400  # no bug


async def once_free(work: Callable[[], Awaitable[T]]) -> T:
    """Return what *work* gives, tried again for as long as another process indexes.

    Whom it waits for is logged.
    """
    told = ""
    while True:
        try:
            return await work()
        except IndexBusy as e:
            if e.problem != told:
                log.info("waiting: %s", e.problem)
            told = e.problem
        await asyncio.sleep(_BUSY_PAUSE)


def logged(notice: Notice) -> None:
    """Tell the operator what who waits would be told."""
    log.info("%s", notice.text("en"))


async def beside(work: Callable[[], T]) -> T:
    """
    Return what *work* gives, done in a thread that ends with the process.

    The threads of asyncio would hold up a stop until the work is done; an
    index that was not published is swept by the next run.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(set_: Callable[[], None]) -> None:
        def unless_gone() -> None:
            if not done.done():
                set_()

        try:
            loop.call_soon_threadsafe(unless_gone)
        except RuntimeError:
            pass  # the loop is closed; nobody waits

    def run() -> None:
        try:
            result = work()
        except BaseException as e:  # noqa: BLE001  # it is raised where it is awaited
            error = e
            settle(lambda: done.set_exception(error))
        else:
            settle(lambda: done.set_result(result))

    threading.Thread(target=run, daemon=True, name="indexing").start()
    return await done
