"""The bot's SQLite file, off the event loop."""

from __future__ import annotations

import asyncio

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.feedback import Feedback


T = TypeVar("T")


class Store:
    """Runs what is asked of the file in one thread, in order."""

    def __init__(self, path: Path) -> None:
        """
        Open the file at *path*.

        Raises:
            FeedbackBroken: it can't be used.
        """
        self._feedback = Feedback(path)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="feedback")

    async def run(self, work: Callable[[Feedback], T]) -> T:
        """
        Return what *work* does with the file.

        Raises:
            FeedbackBroken: it can't be used.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._feedback)

    def close(self) -> None:
        """Finish what is under way, and let go of the file."""
        self._thread.shutdown()
        self._feedback.close()
