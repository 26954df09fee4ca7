"""Which events a bot gets, and what of a message it may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import payloads
from fakes.discord.state import DM, Channel, Json, Message


if TYPE_CHECKING:
    from fakes.discord.world import World


MESSAGE_CONTENT = 1 << 15
PRIVILEGED = {1 << 1: "members", 1 << 8: "presences", MESSAGE_CONTENT: "content"}
OF_GUILDS = {
    "GUILD": 1 << 0,
    "GUILD_MEMBER": 1 << 1,
    "CHANNEL": 1 << 0,
    "THREAD": 1 << 0,
    "MESSAGE": 1 << 9,
    "MESSAGE_REACTION": 1 << 10,
}
OF_DIRECT = {"MESSAGE": 1 << 12, "MESSAGE_REACTION": 1 << 13}
HIDDEN = {"content": "", "embeds": [], "attachments": [], "components": []}


def wants(intents: int, event: str, place: Channel | None) -> bool:
    """Whether the intents let an event through; an interaction needs none."""
    names = OF_DIRECT if place and place.type == DM else OF_GUILDS
    name = max((n for n in names if event.startswith(n)), key=len, default=None)
    return name is None or bool(intents & names[name])


def blanked(data: Json, intents: int, world: World, place: Channel | None) -> Json:
    """Return an event without the text that the intents hide."""
    if "content" not in data or intents & MESSAGE_CONTENT:
        return data
    return readable(data, world, place)


def readable(data: Json, world: World, place: Channel | None) -> Json:
    """
    Return a message as a bot without the content intent gets it.

    Whole are direct messages, the bot's own, and those that mention it, as a reply
    that pings does; what is replied to is judged by itself.
    """
    me = str(world.bot.id)
    answered = data.get("referenced_message")
    if answered:
        data = {**data, "referenced_message": readable(answered, world, place)}
    whole = (
        (place is not None and place.type == DM)
        or data["author"]["id"] == me
        or any(u["id"] == me for u in data["mentions"])
    )
    return data if whole else {**data, **HIDDEN}


def full(world: World, m: Message) -> Json:
    """Return a message as REST gives it, by what the application may read."""
    body = payloads.message(world, m)
    return body if "content" in world.privileged else readable(body, world, m.channel)
