"""Where the settings come from; the only reader of the environment."""

from __future__ import annotations

import os
import re

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.errors import ConfigError
from rag.variables import Variables


DISCORD_API = "https://discord.com/api/v10"

_TOKEN = re.compile(r"[\w=-]{10,}\.[\w-]+\.[\w-]{10,}", re.ASCII)


def environment() -> Mapping[str, str]:
    """
    Return the variables of the process, with those of ``.env`` behind them.

    What stands in ``.env`` becomes part of the environment, because the
    packages of other providers read their keys from there.

    ``.env`` is looked for in the current folder, then upward. Lines in it
    that make no sense are skipped with a warning.

    Raises:
        ConfigError: ``.env`` is there and can't be read.
    """
    from dotenv import find_dotenv, load_dotenv

    path = find_dotenv(usecwd=True)
    try:
        if path:
            load_dotenv(path, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(
            f"{path} can't be read: {e}.",
            hint="Save it as UTF-8 text that you may read, or remove it.",
        ) from e
    return os.environ


@dataclass(frozen=True, kw_only=True)
class DiscordSettings:
    """Everything that the bot needs to know beside `rag.settings.RagSettings`."""

    token: str = field(default="", repr=False)
    api: str = DISCORD_API
    """Where Discord's REST interface is; it tells where its gateway is."""
    guilds: frozenset[int] = frozenset()
    """The servers that may ask; empty for all."""
    channels: frozenset[int] = frozenset()
    """The channels, with their threads, that may ask; empty for all."""
    roles: frozenset[int] = frozenset()
    """One of these must the asker have; empty for everybody."""
    cooldown: float = 5.0
    """Seconds between two questions of one person; 0 for none."""
    per_day: int = 500
    """Questions of one server in a day; 0 for no end."""
    queue: int = 100
    """Questions that may wait for their turn; further ones are refused."""
    message_content: bool = False
    """Whether the application has the message content intent."""
    watch: bool = False
    """Whether notes are indexed as soon as they change."""
    announce: int | None = None
    """The channel that is told of new notes."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> DiscordSettings:
        """
        Read the settings; blank values count as unset. No network is asked.

        Raises:
            ConfigError: names *every* bad variable, not just the first.
        """
        read = Variables(env)
        token = read.text("DISCORD_TOKEN")
        if token and not _TOKEN.fullmatch(token):
            # Never shown: it may be a good one with a slip.
            read.problems.append("DISCORD_TOKEN is not a bot's token")
        api = read.address("TILBOT_DISCORD_API") or DISCORD_API
        announce = read.ids("TILBOT_ANNOUNCE_CHANNEL")
        if len(announce) > 1:
            read.problems.append("TILBOT_ANNOUNCE_CHANNEL names more than one channel")
        settings = cls(
            token=token,
            api=api.rstrip("/"),
            guilds=read.ids("TILBOT_DISCORD_GUILDS"),
            channels=read.ids("TILBOT_DISCORD_CHANNELS"),
            roles=read.ids("TILBOT_DISCORD_ROLES"),
            cooldown=read.number("TILBOT_DISCORD_COOLDOWN", cls.cooldown, 86_400),
            per_day=read.whole("TILBOT_DISCORD_PER_DAY", cls.per_day, 10**6),
            queue=read.whole("TILBOT_DISCORD_QUEUE", cls.queue, 10_000),
            message_content=read.flag("TILBOT_DISCORD_MESSAGE_CONTENT"),
            watch=read.flag("TILBOT_WATCH"),
            announce=next(iter(announce), None),
        )
        read.done()
        return settings
