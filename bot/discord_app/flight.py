"""Keeps track of what is being done, so that a stop can wait for it."""

from __future__ import annotations

import asyncio

from collections.abc import Iterator
from contextlib import contextmanager


class Flight:
    """The tasks that answer somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    @contextmanager
    def aboard(self) -> Iterator[None]:
        """Count the running task for so long, once."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # this is called by coroutines
        if task in self._tasks:
            yield
            return
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def land(self, seconds: float, *, warning: float) -> None:
        """
        Wait for all tasks; cancel those that take longer than *seconds*.

        Args:
            seconds: To wait for them.
            warning: Seconds that the cancelled ones have to say so.
        """
        # The tasks of one moment are not enough: a queue moves up.
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._tasks and (left := end - loop.time()) > 0:
            await asyncio.wait(
                self._tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED
            )
        late = set(self._tasks)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=warning)
