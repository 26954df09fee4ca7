"""The fake Discord against a bare discord.py: each rule is seen to bite."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest

from discord import app_commands

from fakes.discord import DiscordWorld, discord_world, pointed_at


class Bare(discord.Client):
    """A client with one command, whose body a test gives."""

    def __init__(
        self, act: Callable[..., Awaitable[Any]], intents: discord.Intents
    ) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.seen: list[discord.Message] = []
        self.errors: list[Exception] = []

        @self.tree.command(name="ask", description="asks")
        async def ask(interaction: discord.Interaction, question: str) -> None:
            await act(interaction)

        @self.tree.error
        async def failed(interaction, error) -> None:
            self.errors.append(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message)


async def nothing(interaction: discord.Interaction) -> None:
    await interaction.response.defer()


@asynccontextmanager
async def online(
    act=nothing, *, intents=None, **options
) -> AsyncIterator[tuple[DiscordWorld, Bare]]:
    """A world of one guild, channel and user, with a bare client logged in."""
    wanted = intents or discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True
    )
    async with discord_world(**options) as world:
        world.mina = world.user("민아", locale="ko")
        world.place = world.channel(world.guild("TIL", world.mina), "질문")
        with pointed_at(world):
            client = Bare(act, wanted)
            running = asyncio.create_task(client.start(world.token))
            try:
                await asyncio.wait_for(client.wait_until_ready(), 5)
                yield world, client
            finally:
                await client.close()
                await asyncio.gather(running, return_exceptions=True)


async def test_command_defers_and_answers() -> None:
    """A deferred command shows "thinking", the first followup takes its place."""

    async def act(interaction):
        await interaction.response.defer(thinking=True)
        await interaction.followup.send("패딩은 0을 두른다 🧩")
        await interaction.followup.send("more")

    async with online(act) as (world, _):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: len(asked.messages) == 2)

    first, second = asked.messages
    assert [True, False] == [v.thinking for v in first.versions]
    assert "패딩은 0을 두른다 🧩" == first.text
    assert "more" == second.text
