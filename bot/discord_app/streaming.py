"""Shows an answer while it grows: by edits, not too many of them."""

from __future__ import annotations

import asyncio
import logging
import time

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


log = logging.getLogger(__name__)

SETTLE = 0.4
"""Seconds that an answer may come in before a part of it is shown."""
PAUSE = 1.2
"""Seconds between two edits; Discord takes five in five seconds a channel."""


@dataclass
class Pacer:
    """Says when the next edit may be made; pure but for what it remembers."""

    pause: float = PAUSE
    _free: dict[int, float] = field(default_factory=dict)

    def reserve(self, key: int, now: float) -> float:
        """
        Take the next moment for an edit under *key*, and return the wait for it.

        Edits of one key are `pause` seconds apart at least; all messages of a
        channel share a key, for they share its limit.
        """
        at = max(now, self._free.get(key, now))
        self._free[key] = at + self.pause
        if len(self._free) > 500:
            self._free = {k: t for k, t in self._free.items() if t > now}
        return at - now


class Preview:
    """Shows the latest of the texts that it is given, as often as it may."""

    def __init__(
        self,
        show: Callable[[str], Awaitable[bool]],
        *,
        pacer: Pacer,
        key: int,
        settle: float = 0.0,
    ) -> None:
        """
        Args:
            show: Shows a text; False when there is no use in showing more.
            pacer: Shared with all that edit.
            key: What the limit is counted by.
            settle: Seconds before the first text, for what may be over by then.
        """
        self._show = show
        self._pacer = pacer
        self._key = key
        self._settle = settle
        self._text = ""
        self._changed = asyncio.Event()
        self._showing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def update(self, text: str) -> None:
        """Show *text* soon, unless a later one comes first; never blocks."""
        self._text = text
        self._changed.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """
        Stop; an edit that is under way is waited for.

        So that none arrives after the one that the caller makes next.
        """
        if self._task is None:
            return
        async with self._showing:
            self._task.cancel()
        await asyncio.wait([self._task])
        if not self._task.cancelled() and (error := self._task.exception()):
            # It costs the preview; the answer itself is still to come.
            log.error("a bug, in a preview", exc_info=error)

    async def _run(self) -> None:
        await asyncio.sleep(self._settle)
        while True:
            await self._changed.wait()
            await asyncio.sleep(self._pacer.reserve(self._key, time.monotonic()))
            async with self._showing:
                self._changed.clear()
                if not await self._show(self._text):
                    return
