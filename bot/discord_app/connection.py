"""Stays connected: what the library gives up on is begun anew."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord

from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bot.discord_app.client import ShardedTilbot, Tilbot, intents
from bot.discord_app.desk import Desk
from bot.discord_app.watching import Changes, Reindexer
from bot.settings import DISCORD_API, DiscordSettings
from rag.errors import ConfigError


log = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds before each further start; the last one again and again."""
_WELL = 120.0
"""Seconds after which a connection counts as one that has worked."""
_REFUSED = {4004, 4010, 4012, 4013}
"""Closes of the gateway that no further try changes."""
_ABSENT = {404, 405, 501}
"""Statuses of what a server does not have."""


async def lasting(
    desk: Desk,
    settings: DiscordSettings,
    reindexer: Callable[[Tilbot], Reindexer],
    *,
    changes: Changes | None = None,
) -> None:
    """
    Be connected, for ever; begun anew whenever the library gives up.

    It does so at the first connection that fails (discord.py #10520), at 503
    and cut connections while logging in, and at events that it can't read.

    Raises:
        ConfigError: Discord refuses the token or an intent.
    """
    loop = asyncio.get_running_loop()
    # It would warn at each start that it can't speak.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    with _pointed_at(settings.api):
        tries = 0
        while True:
            began = loop.time()
            with _explained():
                try:
                    await _once(desk, settings, reindexer, changes)
                except (discord.LoginFailure, discord.PrivilegedIntentsRequired):
                    raise
                except discord.ConnectionClosed as e:
                    if e.code in _REFUSED:
                        raise
                    log.warning("the gateway closed the connection: %s", e.code)
                except Exception as e:  # anything: the bot must come back
                    log.warning("not connected to Discord: %s: %s", type(e).__name__, e)
                    log.debug("how it came to that", exc_info=e)
            if loop.time() - began > _WELL:
                tries = 0
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1


async def _once(
    desk: Desk,
    settings: DiscordSettings,
    reindexer: Callable[[Tilbot], Reindexer],
    changes: Changes | None,
) -> None:
    """Connect, and stay connected as long as the library does."""
    kind = ShardedTilbot if await _shards(settings) > 1 else Tilbot
    async with kind(desk, reindexer, settings) as client:
        await client.login(settings.token)
        async with _following(client, changes):
            await client.connect()


async def _shards(settings: DiscordSettings) -> int:
    """Return how many connections Discord recommends; learn where its gateway is."""
    async with discord.Client(intents=intents(message_content=False)) as asking:
        await asking.login(settings.token)
        shards, url = await _gateway(asking.http)
    if settings.api != DISCORD_API:
        DiscordWebSocket.DEFAULT_GATEWAY = type(DiscordWebSocket.DEFAULT_GATEWAY)(url)
    return shards


async def _gateway(http: HTTPClient) -> tuple[int, str]:
    """Return the recommended connections, and the address of the gateway."""
    try:
        shards, url, _ = await http.get_bot_gateway()
    except discord.GatewayNotFound as e:
        cause = e.__cause__
        if not isinstance(cause, discord.HTTPException) or cause.status not in _ABSENT:
            raise
        # A server that only speaks as Discord does may know no bots' gateway.
        plain = await http.request(Route("GET", "/gateway"))
        return 1, str(plain["url"])
    return shards, url


@asynccontextmanager
async def _following(client: Tilbot, changes: Changes | None) -> AsyncIterator[None]:
    """Announce what came while we were away, and keep up with the notes."""

    async def follow() -> None:
        await client.wait_until_ready()
        await client.announce()
        if changes:
            await client.reindexer.follow(changes)

    task = asyncio.create_task(follow())
    task.add_done_callback(_told)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _told(task: asyncio.Task[None]) -> None:
    """Log what following has failed with; answering goes on without it."""
    if not task.cancelled() and (error := task.exception()):
        log.error("notes are not watched any more", exc_info=error)


@contextmanager
def _pointed_at(api: str) -> Iterator[None]:
    """Make the library talk to *api*; it keeps its addresses in two classes."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = api
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turn what no further try changes into a sentence with a way out."""
    try:
        yield
    except discord.LoginFailure as e:
        raise ConfigError(
            "Discord refused DISCORD_TOKEN.",
            hint="Make a new one under Bot in Discord's developer portal, and put "
            "it into .env.",
        ) from e
    except discord.PrivilegedIntentsRequired as e:
        raise ConfigError(
            "Discord does not give this bot the message content intent.",
            hint="Enable it under Bot in the developer portal, or set "
            "TILBOT_DISCORD_MESSAGE_CONTENT to 0.",
        ) from e
    except discord.ConnectionClosed as e:
        raise ConfigError(
            f"Discord refused the connection ({e.code}).",
            hint="Check DISCORD_TOKEN and the bot's intents in the developer portal.",
        ) from e
