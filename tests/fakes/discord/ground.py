"""What a world holds, and how a test waits for it to change."""

from __future__ import annotations

import asyncio
import base64

from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from fakes.discord.clock import Clock
from fakes.discord.exchange import Exchange
from fakes.discord.faults import Faults
from fakes.discord.gateway import Gateway
from fakes.discord.state import (
    Channel,
    Guild,
    Interaction,
    Json,
    User,
)


PATIENCE = 60.0
"""Seconds after which what is waited for is not to come any more.

It comes at once where all is well; a machine that is busy takes its time.
"""


T = TypeVar("T")
FLAGS = {"presences": 1 << 12, "members": 1 << 14, "content": 1 << 18}


class Ground:
    """All that there is; what can happen to it is added class by class."""

    def __init__(
        self, *, privileged: Iterable[str] = (), bucket: tuple[int, float] = (5, 5.0)
    ) -> None:
        self.clock = Clock()
        self.privileged = set(privileged)
        """Of "content", "members", "presences": what the portal grants the bot."""
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.commands: dict[int | None, dict[int, Json]] = defaultdict(dict)
        """By guild, None for everywhere."""
        self.created: dict[int | None, int] = defaultdict(int)
        self.files: dict[str, bytes] = {}
        self.bugs: list[Exception] = []
        """What went wrong in the fake itself; its end raises it."""
        self.typing: list[tuple[Channel, User]] = []
        self.requests: list[Exchange] = []
        """Every request with its answer, in order."""
        self.gateway = Gateway(world=self)
        self.faults = Faults(self.clock, *bucket)
        self.port = 0
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self.bot = self.user("tilbot", bot=True)
        first = base64.b64encode(str(self.bot.id).encode()).decode()
        self.token = f"{first}.fake.not-a-secret"

    @property
    def base(self) -> str:
        """Where REST is."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is; `GET /gateway` says so."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def application_flags(self) -> int:
        """The flags of the application, by what it was granted."""
        return sum(FLAGS[name] for name in self.privileged)

    def changed(self) -> None:
        """Wake those who wait in `until`."""
        self._news.set()

    async def until(self, wanted: Callable[[], T], timeout: float = PATIENCE) -> T:  # noqa: ASYNC109
        """Return what *wanted* returns, as soon as that is true."""
        async with asyncio.timeout(timeout):
            while not (found := wanted()):
                self._news.clear()
                # What the bot remembers changes without our knowing.
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), 0.01)
        return found

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside, until the world ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        """Stop what still runs."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
