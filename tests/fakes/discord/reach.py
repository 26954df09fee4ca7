"""What the bot reaches by a path, and whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord.errors import refuse
from fakes.discord.exchange import Exchange
from fakes.discord.permissions import can
from fakes.discord.state import Channel, Message


if TYPE_CHECKING:
    from fakes.discord.world import World


def channel(world: World, call: Exchange, *needs: str) -> Channel:
    """Return a channel that the bot sees and where it may do what it *needs*."""
    place = world.channels.get(call.id("channel_id"))
    if not place:
        raise refuse(10003)
    if not can(world.bot, place, "view_channel"):
        raise refuse(50001)
    if not can(world.bot, place, *needs):
        raise refuse(50013)
    return place


def message(world: World, call: Exchange, *needs: str) -> Message:
    """Return a message that the bot may fetch."""
    place = channel(world, call, *needs)
    found = place.messages.get(call.id("message_id"))
    if not found or found.deleted or found.ephemeral:
        raise refuse(10008)
    return found
