"""The JSON of people, with all that is required."""

from __future__ import annotations

from fakes.discord.state import Guild, Json, User


JOINED = "2024-05-01T09:00:00+00:00"


def user(who: User) -> Json:
    """Return a user as others see them."""
    body: Json = {
        "id": str(who.id),
        "username": who.name.lower().replace(" ", "_"),
        "global_name": None if who.bot else who.name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
        "collectibles": None,
    }
    return {**body, "bot": True} if who.bot else body


def member(guild: Guild, who: User) -> Json:
    """Return what a guild knows of a user."""
    return {
        "user": user(who),
        "roles": [str(r) for r in sorted(guild.members[who.id])],
        "nick": None,
        "avatar": None,
        "banner": None,
        "joined_at": JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
