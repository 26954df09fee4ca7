"""The client: what it asks Discord for, and where each event goes."""

from __future__ import annotations

import hashlib
import json
import logging

from collections.abc import Callable
from typing import Any

import discord

from discord import app_commands

from bot.discord_app.admin import ADMIN
from bot.discord_app.announce import announce
from bot.discord_app.buttons import BUTTONS
from bot.discord_app.commands import QUESTIONS
from bot.discord_app.desk import Desk
from bot.discord_app.interaction import DeskClient
from bot.discord_app.mentions import Mentions
from bot.discord_app.patience import FAILURES
from bot.discord_app.translate import Korean
from bot.discord_app.tree import Tree
from bot.discord_app.watching import Reindexer
from bot.settings import DiscordSettings
from rag.errors import TilbotError


log = logging.getLogger(__name__)


def intents(*, message_content: bool) -> discord.Intents:
    """
    Return what we are told of.

    Mentions, replies to us and direct messages carry their text without the
    privileged message content intent.
    """
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=message_content,
    )


class Tilbot(DeskClient):
    """Answers on Discord; one connection's worth, while the desk stays."""

    def __init__(
        self,
        desk: Desk,
        reindexer: Callable[[Tilbot], Reindexer],
        settings: DiscordSettings,
    ) -> None:
        super().__init__(
            intents=intents(message_content=settings.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,  # we need no complete list of servers
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.desk = desk
        self.settings = settings
        places = app_commands.AppCommandContext(guild=True, dm_channel=True)
        to_servers = app_commands.AppInstallationType(guild=True)
        self.tree = Tree(self, allowed_contexts=places, allowed_installs=to_servers)
        for command in (*QUESTIONS, *ADMIN):
            self.tree.add_command(command)
        self.reindexer = reindexer(self)
        self.mentions: Mentions | None = None

    async def setup_hook(self) -> None:
        """Know our buttons again, and tell Discord of commands that changed."""
        assert self.user is not None  # noqa: S101  # it has logged in
        self.add_dynamic_items(*BUTTONS)
        self.mentions = Mentions(
            self.desk, self.user.id, reads_all=self.settings.message_content
        )
        await self.tree.set_translator(Korean())
        await self._sync()

    async def _sync(self) -> None:
        """
        Tell Discord of the commands, if they are not what it was told last.

        Discord allows 200 new commands a day, and a bot may restart often.
        """
        digest = await self._commands_digest()
        key = f"commands of {self.application_id}"
        try:
            if await self.desk.store.run(lambda f: f.recall(key)) == digest:
                return
            await self.tree.sync()
            await self.desk.store.run(lambda f: f.remember(key, digest))
            log.info("told Discord of the commands")
        except (TilbotError, *FAILURES) as e:
            # Mentions work without them, and the next start tries again.
            log.error("the commands are not up to date: %s", e)  # noqa: TRY400  # no bug

    async def _commands_digest(self) -> str:
        translator = self.tree.translator
        assert translator is not None  # noqa: S101  # it was just set
        payload = [
            await command.get_translated_payload(self.tree, translator)
            for command in self.tree.get_commands()
        ]
        payload += [
            await menu.get_translated_payload(self.tree, translator)
            for kind in (discord.AppCommandType.message, discord.AppCommandType.user)
            for menu in self.tree.get_commands(type=kind)
        ]
        text = json.dumps(payload, sort_keys=True, default=str)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    async def announce(self) -> None:
        """Tell of new notes, where that is wanted."""
        if self.settings.announce is None:
            return
        try:
            # A stop waits for it, or what was told would be told again.
            with self.desk.flight.aboard():
                await announce(self, self.desk, self.settings.announce)
        except TilbotError as e:
            log.warning("nothing was announced: %s %s", e.problem, e.hint)

    async def on_ready(self) -> None:
        """Say that we are there; this happens again after some reconnects."""
        log.info("online as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is meant for us."""
        if self.mentions:
            with self.desk.flight.aboard():
                await self.mentions.on_message(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer the new words of a question."""
        content: Any = event.data.get("content")
        if self.mentions and isinstance(content, str):
            self.mentions.on_edit(event.message_id, content)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Stop answering a question that was taken back."""
        if self.mentions:
            with self.desk.flight.aboard():
                await self.mentions.on_delete(event.message_id)

    async def on_raw_bulk_message_delete(
        self, event: discord.RawBulkMessageDeleteEvent
    ) -> None:
        """Stop answering questions that somebody cleared away."""
        if self.mentions:
            with self.desk.flight.aboard():
                for message_id in event.message_ids:
                    await self.mentions.on_delete(message_id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002  # discord's signature
        """Log what an event broke on; the bot goes on."""
        log.exception("a bug, in %s", event_method)  # noqa: LOG004  # it is called by one


class ShardedTilbot(Tilbot, discord.AutoShardedClient):
    """
    The same over several connections, for very many servers.

    Discord demands it from 2,500 servers on. With one connection the plain
    client is better: after an outage it resumes and gets what it missed,
    where the sharded one begins anew.
    """
