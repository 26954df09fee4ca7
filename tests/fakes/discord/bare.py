"""A discord.py client that does next to nothing, to try the fake itself with."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from fakes.discord import DiscordWorld, discord_world, pointed_at
from fakes.discord.ground import PATIENCE
from fakes.discord.state import Channel, Json, User

import discord

from discord import app_commands
from discord.http import Route


Act = Callable[[discord.Interaction], Awaitable[Any]]
PLAIN = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""Without a privileged one."""


class Bare(discord.Client):
    """Has one command, `ask`, that does what a test gives."""

    def __init__(self, act: Act, intents: discord.Intents, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.threads: list[discord.Thread] = []
        self.errors: list[Exception] = []

        @self.tree.command(name="ask", description="asks")
        async def ask(interaction: discord.Interaction, question: str) -> None:
            await act(interaction)

        @self.tree.error
        async def failed(interaction: discord.Interaction, error: Exception) -> None:
            self.errors.append(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        """Synchronise."""
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Remember."""
        self.heard.append(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Remember."""
        self.threads.append(thread)

    async def put(self, method: str, path: str, body: object) -> Any:
        """Send a request without discord.py's own checks."""
        return await self.http.request(Route(method, path), json=body)


class Small(DiscordWorld):
    """What a test finds: Mina's Korean client, another user, a channel."""

    mina: User
    john: User
    place: Channel


async def nothing(interaction: discord.Interaction) -> None:
    """Acknowledge."""
    await interaction.response.defer(thinking=True)


@asynccontextmanager
async def online(
    act: Act = nothing,
    *,
    intents: discord.Intents = PLAIN,
    client: Json | None = None,
    **options: Any,
) -> AsyncIterator[tuple[Small, Bare]]:
    """Run a small world with a bare client that is ready."""
    async with discord_world(**options) as world:
        world.mina = world.user("민아", locale="ko")
        world.john = world.user("John")
        guild = world.guild("TIL", world.mina, world.john)
        world.place = world.channel(guild, "질문")
        with pointed_at(world):
            bare = Bare(act, intents, **(client or {}))
            running = asyncio.create_task(bare.start(world.token))
            ready = asyncio.create_task(bare.wait_until_ready())
            try:
                first = asyncio.FIRST_COMPLETED
                await asyncio.wait(
                    {running, ready}, timeout=PATIENCE, return_when=first
                )
                if running.done():
                    running.result()
                yield world, bare
            finally:
                ready.cancel()
                await bare.close()
                await asyncio.gather(running, ready, return_exceptions=True)


async def refusal(work: Awaitable[Any]) -> int:
    """Return the number by which Discord refuses something, 0 if it does not."""
    try:
        await work
    except discord.HTTPException as error:
        return error.code
    return 0
