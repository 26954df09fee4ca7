"""The bot's settings."""

from __future__ import annotations

import pytest

from bot.settings import DiscordSettings
from rag.errors import ConfigError


TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789_-"  # noqa: S105  # it is nobody's


def test_nothing_but_the_token_is_needed() -> None:
    """Every other setting has a default that works."""
    got = DiscordSettings.from_env({"DISCORD_TOKEN": f" {TOKEN} "})

    assert DiscordSettings(token=TOKEN) == got
    assert TOKEN not in repr(got)


def test_lists_are_separated_by_commas_or_spaces() -> None:
    """As people write them."""
    got = DiscordSettings.from_env(
        {
            "TILBOT_DISCORD_GUILDS": "1, 2",
            "TILBOT_DISCORD_CHANNELS": "3 4",
            "TILBOT_DISCORD_ROLES": "5",
            "TILBOT_ANNOUNCE_CHANNEL": "6",
            "TILBOT_DISCORD_API": "http://127.0.0.1:1/api/v10/",
            "TILBOT_DISCORD_COOLDOWN": "0",
        }
    )

    assert (frozenset({1, 2}), frozenset({3, 4}), frozenset({5}), 6) == (
        got.guilds,
        got.channels,
        got.roles,
        got.announce,
    )
    assert "http://127.0.0.1:1/api/v10" == got.api
    assert 0.0 == got.cooldown


def test_all_slips_are_told_at_once_and_no_secret() -> None:
    """Who mends one wants to know of the others; a token is never shown."""
    bad = {
        "DISCORD_TOKEN": "hunter2",
        "TILBOT_DISCORD_API": "discord.com",
        "TILBOT_DISCORD_GUILDS": "my server",
        "TILBOT_DISCORD_COOLDOWN": "soon",
        "TILBOT_DISCORD_PER_DAY": "-1",
        "TILBOT_DISCORD_QUEUE": "nan",
        "TILBOT_DISCORD_MESSAGE_CONTENT": "maybe",
        "TILBOT_WATCH": "2",
        "TILBOT_ANNOUNCE_CHANNEL": "1,2",
    }

    with pytest.raises(ConfigError) as info:
        DiscordSettings.from_env(bad)

    assert [] == [name for name in bad if name not in info.value.problem]
    assert "hunter2" not in info.value.problem
