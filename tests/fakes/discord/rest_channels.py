"""Routes of channels, threads and direct conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import payloads, posting, reach
from fakes.discord.errors import invalid, refuse
from fakes.discord.exchange import Exchange
from fakes.discord.intents import full
from fakes.discord.state import (
    FORUM,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Json,
)


if TYPE_CHECKING:
    from fakes.discord.world import World


def get_channel(world: World, call: Exchange) -> tuple[int, Json]:
    """Return a channel."""
    return 200, payloads.channel(reach.channel(world, call))


def edit_channel(world: World, call: Exchange) -> tuple[int, Json]:
    """Rename, archive or lock a thread."""
    place = reach.channel(world, call)
    own = place.is_thread and place.owner is world.bot
    if not own or "locked" in call.json:
        right = "manage_threads" if place.is_thread else "manage_channels"
        reach.channel(world, call, right)
    _check_name(call.json, required=False)
    place.name = call.json.get("name", place.name)
    place.archived = call.json.get("archived", place.archived)
    place.locked = call.json.get("locked", place.locked)
    body = payloads.channel(place)
    event = "THREAD_UPDATE" if place.is_thread else "CHANNEL_UPDATE"
    world.gateway.dispatch(event, body, place)
    return 200, body


def _check_name(body: Json, *, required: bool = True) -> None:
    name = body.get("name")
    if (name is not None or required) and not 1 <= len((name or "").strip()) <= 100:
        sentence = "Must be between 1 and 100 in length."
        raise invalid({"name": ("BASE_TYPE_BAD_LENGTH", sentence)})
    minutes = body.get("auto_archive_duration")
    if minutes is not None and minutes not in {60, 1440, 4320, 10080}:
        sentence = "Value must be one of (60, 1440, 4320, 10080)."
        raise invalid({"auto_archive_duration": ("BASE_TYPE_CHOICES", sentence)})


def thread_from_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Open a thread below a message."""
    if world.channels.get(call.id("channel_id"), Channel(id=0, type=0)).type != TEXT:
        raise refuse(50024)
    found = reach.message(world, call, "create_public_threads", "read_message_history")
    _check_name(call.json)
    if found.thread or found.id in world.channels:
        raise refuse(160004)
    made = world.open_thread(
        found.channel,
        world.bot,
        call.json["name"],
        below=found,
        auto_archive=call.json.get("auto_archive_duration") or 1440,
    )
    return 201, payloads.channel(made)


def thread_alone(world: World, call: Exchange) -> tuple[int, Json]:
    """Open a thread, or a post of a forum with its first message."""
    body = call.json
    place = reach.channel(world, call)
    kind = PUBLIC_THREAD if place.type == FORUM else body.get("type") or PRIVATE_THREAD
    if place.type not in {TEXT, FORUM}:
        raise refuse(50024)
    if place.type == FORUM:
        reach.channel(world, call, "send_messages")
    else:
        which = "private" if kind == PRIVATE_THREAD else "public"
        reach.channel(world, call, f"create_{which}_threads")
    _check_name(body)
    first = body.get("message") or {}
    if place.type == FORUM:
        first, flags, files = posting.new(world, call, first)
    minutes = body.get("auto_archive_duration") or 1440
    made = world.open_thread(
        place, world.bot, body["name"], kind=kind, auto_archive=minutes
    )
    if place.type != FORUM:
        return 201, payloads.channel(made)
    made.starter_missing = True
    said = world.add(made, world.bot, first, flags=flags, files=files)
    return 201, {**payloads.channel(made), "message": full(world, said)}


def join_thread(world: World, call: Exchange) -> tuple[int, None]:
    """Let the bot join a thread."""
    place = reach.channel(world, call)
    if not place.is_thread:
        raise refuse(50024)
    place.members.add(world.bot.id)
    return 204, None


def leave_thread(world: World, call: Exchange) -> tuple[int, None]:
    """Let the bot leave a thread."""
    reach.channel(world, call).members.discard(world.bot.id)
    return 204, None


def thread_members(world: World, call: Exchange) -> tuple[int, list[Json]]:
    """Return who has joined a thread."""
    place = reach.channel(world, call)
    people = [world.users[i] for i in sorted(place.members)]
    return 200, [payloads.thread_member(place, u) for u in people]


def direct(world: World, call: Exchange) -> tuple[int, Json]:
    """Open the direct conversation with somebody."""
    who = world.users.get(int(call.json["recipient_id"]))
    if not who:
        raise refuse(10013)
    if who.bot:
        raise refuse(50007)
    return 200, payloads.channel(world.dm(who))


ROUTES = {
    "POST /channels/{channel_id}/messages/{message_id}/threads": thread_from_message,
    "POST /channels/{channel_id}/threads": thread_alone,
    "GET /channels/{channel_id}": get_channel,
    "PATCH /channels/{channel_id}": edit_channel,
    "GET /channels/{channel_id}/thread-members": thread_members,
    "PUT /channels/{channel_id}/thread-members/@me": join_thread,
    "DELETE /channels/{channel_id}/thread-members/@me": leave_thread,
    "POST /users/@me/channels": direct,
}
