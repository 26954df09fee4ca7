"""Where the settings come from; the only reader of the environment."""

from __future__ import annotations

import os
import re

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.errors import ConfigError


DISCORD_API = "https://discord.com/api/v10"

_TOKEN = re.compile(r"[\w=-]{10,}\.[\w-]+\.[\w-]{10,}", re.ASCII)
_FLAGS = {"0": False, "false": False, "1": True, "true": True}
_HINT = "Correct it in the environment or in .env; .env.example lists every setting."


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
        read = _Reader(env)
        token = read.text("DISCORD_TOKEN")
        if token and not _TOKEN.fullmatch(token):
            # Never shown: it may be a good one with a slip.
            read.problems.append("DISCORD_TOKEN is not a bot's token")
        api = read.text("TILBOT_DISCORD_API") or DISCORD_API
        if not api.startswith(("http://", "https://")):
            read.problems.append(
                f"TILBOT_DISCORD_API={api!r} is not an http(s) address"
            )
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
            per_day=int(read.number("TILBOT_DISCORD_PER_DAY", cls.per_day, 10**6)),
            queue=int(read.number("TILBOT_DISCORD_QUEUE", cls.queue, 10_000)),
            message_content=read.flag("TILBOT_DISCORD_MESSAGE_CONTENT"),
            watch=read.flag("TILBOT_WATCH"),
            announce=next(iter(announce), None),
        )
        if read.problems:
            raise ConfigError("; ".join(read.problems) + ".", hint=_HINT)
        return settings


@dataclass
class _Reader:
    """Reads variables, and gathers what is wrong with them."""

    env: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.env.get(name, "").strip()

    def ids(self, name: str) -> frozenset[int]:
        words = self.text(name).replace(",", " ").split()
        bad = [w for w in words if not re.fullmatch(r"[0-9]{1,20}", w, re.ASCII)]
        if bad:
            self.problems.append(f"{name}: {bad[0]!r} is not an id")
        return frozenset(int(w) for w in words if w not in bad)

    def number(self, name: str, default: float, most: float) -> float:
        raw = self.text(name)
        try:
            value = float(raw or default)
        except ValueError:
            value = -1
        if not 0 <= value <= most:
            self.problems.append(f"{name}={raw!r} is not within 0 to {most:g}")
            return default
        return value

    def flag(self, name: str) -> bool:
        raw = self.text(name).lower() or "0"
        if raw not in _FLAGS:
            self.problems.append(f"{name}={raw!r} is neither 0 nor 1")
        return _FLAGS.get(raw, False)
