"""What of Discord may fail, and trying again where the library does not."""

from __future__ import annotations

import asyncio
import logging

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import aiohttp
import discord


log = logging.getLogger(__name__)
T = TypeVar("T")

FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""All that a request to Discord may fail with."""
PAUSES = (0.5, 1.5, 4.0)
"""Seconds before each further try."""
_UNTRIED = {503, 520}
"""What discord.py does not try again; the others it has tried for 25 seconds."""
_FULL = 50
"""Times that we go on after 429; the library gives up after its fifth, as it may
happen to one of many messages for the same channel."""
_BEARABLE = 60.0
"""Seconds that we wait when told to; longer ones are a ban."""
EXPIRED = {50027, 10015, 10062}
"""Codes: invalid webhook token, unknown webhook, unknown interaction."""
UNKNOWN_MESSAGE = 10008
UNKNOWN_CHANNEL = 10003
ACKNOWLEDGED = 40060
NOT_ALLOWED = {50001, 50013}
"""Codes: missing access, missing permissions."""
CLOSED = {50083, 160005, 40058}
"""Codes of a thread that takes no messages: archived, locked, not begun."""
NO_REPLIES = 160002
"""Code: a reply needs the permission to read the message history."""


async def patiently(
    call: Callable[[], Awaitable[T]], *, pauses: Sequence[float] = PAUSES
) -> T:
    """
    Await what *call* gives, again when the connection or the server failed.

    Args:
        call: Makes one request; what it sends a second time must do no harm.
        pauses: Seconds before each further try.

    Raises:
        DiscordException: Discord refused, or went on failing.
        ClientError: the connection went on failing.
    """
    left, full = list(pauses), 0
    while True:
        try:
            return await call()
        except discord.DiscordServerError as e:
            if e.status not in _UNTRIED or not left:
                raise
            log.info("Discord answered %d, trying again", e.status)
        except discord.HTTPException as e:
            wait = _told_to_wait(e)
            if wait is None or full == _FULL:
                raise
            full += 1
            await asyncio.sleep(wait)
            continue
        except (aiohttp.ClientError, OSError, TimeoutError) as e:
            if not left:
                raise
            log.info("the connection to Discord failed: %s", type(e).__name__)
        await asyncio.sleep(left.pop(0))


def _told_to_wait(error: discord.HTTPException) -> float | None:
    """Return how long Discord says to wait, s; None for another trouble."""
    if error.status != 429:
        return None
    try:
        seconds = float(error.response.headers.get("Retry-After", ""))
    except ValueError:
        return 5.0
    return seconds if seconds <= _BEARABLE else None


def code(error: BaseException) -> int:
    """Return Discord's code of *error*; 0 for none."""
    return error.code if isinstance(error, discord.HTTPException) else 0
