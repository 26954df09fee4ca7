"""Whether Discord takes the bot's token, and grants what its settings need."""

from __future__ import annotations

import json

from dataclasses import dataclass

from bot.cli.probe import fetched, host_of, unwell
from bot.settings import DiscordSettings
from rag.errors import ConfigError, ServiceError


_MESSAGE_CONTENT = 1 << 18 | 1 << 19
"""Flags of an application: it has the intent, with approval or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The bot as Discord knows it."""

    name: str
    host: str
    lacks_intent: bool
    """Whether a setting needs the message content intent and it is not granted."""


def probe_discord(settings: DiscordSettings) -> Application:
    """
    Ask Discord whose token it is.

    Raises:
        ConfigError: Discord refuses the token.
        ServiceError: it can't be reached or is unwell.
    """
    host = host_of(settings.api)
    reply = fetched(
        f"{settings.api}/oauth2/applications/@me",
        f"Bot {settings.token}",
        "TILBOT_DISCORD_API",
    )
    if reply.status in {401, 403}:
        raise ConfigError(
            f"{host} refused DISCORD_TOKEN.",
            hint="Make a new one under Bot in Discord's developer portal, and put "
            "it into .env.",
        )
    if unwell(reply.status):
        raise ServiceError(
            f"{host} can't answer now ({reply.status}).", hint="Try again later."
        )
    try:
        told = dict(json.loads(reply.body or b"{}"))
        flags = int(told.get("flags") or 0)
    except (ValueError, TypeError):
        told, flags = {}, 0
    return Application(
        name=str(told.get("name") or "?"),
        host=host,
        lacks_intent=settings.message_content
        and "flags" in told
        and not flags & _MESSAGE_CONTENT,
    )
