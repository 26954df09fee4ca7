"""Routes of channels: messages, threads, reactions, direct conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import payloads, posting
from fakes.discord.errors import invalid, refuse
from fakes.discord.exchange import Exchange
from fakes.discord.gateway import full
from fakes.discord.permissions import can
from fakes.discord.state import (
    DM,
    FORUM,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Json,
    Message,
)


if TYPE_CHECKING:
    from fakes.discord.world import World


def _channel(world: World, call: Exchange, *needs: str) -> Channel:
    """Return a channel that the bot sees and where it may do what it *needs*."""
    place = world.channels.get(call.id("channel_id"))
    if not place:
        raise refuse(10003)
    if not can(world.bot, place, "view_channel"):
        raise refuse(50001)
    if not can(world.bot, place, *needs):
        raise refuse(50013)
    return place


def _message(world: World, call: Exchange, *needs: str) -> Message:
    place = _channel(world, call, *needs)
    found = place.messages.get(call.id("message_id"))
    if not found or found.deleted or found.ephemeral:
        raise refuse(10008)
    return found


def send(world: World, call: Exchange) -> tuple[int, Json]:
    """Post a message, or return the one of the same nonce."""
    place = _channel(world, call)
    _may_send(world, call, place)
    body = call.json
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        for old in reversed(place.messages.values()):
            if old.nonce == nonce and old.author is world.bot:
                return 200, full(world, old)
    flags, attachments = posting.new(world, call, body)
    answered = _answered(world, place, body.get("message_reference") or {})
    said = world.add(
        place,
        world.bot,
        body,
        kind=19 if answered else 0,
        flags=flags,
        reply_to=answered,
        attachments=attachments,
    )
    return 200, full(world, said)


def _may_send(world: World, call: Exchange, place: Channel) -> None:
    if place.type == DM:
        if any(u.closed_dms for u in place.recipients):
            raise refuse(50007)
        return
    if place.type == FORUM:
        raise refuse(50024)
    need = "send_messages_in_threads" if place.is_thread else "send_messages"
    if not can(world.bot, place, need):
        raise refuse(50013)
    if call.json.get("embeds") and not can(world.bot, place, "embed_links"):
        raise refuse(50013)
    if call.files and not can(world.bot, place, "attach_files"):
        raise refuse(50013)
    if place.starter_missing:
        raise refuse(40058)
    if place.locked and not can(world.bot, place, "manage_threads"):
        raise refuse(50083)
    place.archived = False


def _answered(world: World, place: Channel, reference: Json) -> Message | None:
    if not reference:
        return None
    found = place.messages.get(int(reference["message_id"]))
    if found and not found.deleted and not found.ephemeral:
        if not can(world.bot, place, "read_message_history"):
            raise refuse(160002)
        return found
    if reference.get("fail_if_not_exists", True):
        unknown = ("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        raise invalid({"message_reference": unknown})
    return None


def history(world: World, call: Exchange) -> tuple[int, list[Json]]:
    """Return messages, the newest first."""
    place = _channel(world, call)
    if not can(world.bot, place, "read_message_history"):
        return 200, []
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        sentence = "int value should be between 1 and 100."
        raise invalid({"limit": ("NUMBER_TYPE_MAX", sentence)})
    seen = sorted(
        (m for m in place.messages.values() if not m.deleted and not m.ephemeral),
        key=lambda m: m.id,
    )
    if "after" in call.query:
        seen = [m for m in seen if m.id > int(call.query["after"])][:limit]
    elif "around" in call.query:
        middle = int(call.query["around"])
        before = [m for m in seen if m.id < middle][-(limit // 2) :]
        seen = (before + [m for m in seen if m.id >= middle])[:limit]
    else:
        before_id = int(call.query.get("before", 1 << 63))
        seen = [m for m in seen if m.id < before_id][-limit:]
    return 200, [full(world, m) for m in reversed(seen)]


def get_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Return one message."""
    return 200, full(world, _message(world, call, "read_message_history"))


def edit_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Change a message of the bot's own."""
    found = posting.own(_message(world, call), world.bot)
    posting.edit(world, call, found, call.json)
    return 200, full(world, found)


def delete_message(world: World, call: Exchange) -> tuple[int, None]:
    """Delete a message, its own or as a moderator."""
    found = _message(world, call)
    if found.author is not world.bot:
        if found.channel.type == DM:
            raise refuse(50003)
        _channel(world, call, "manage_messages")
    world.delete(found)
    return 204, None


def typing(world: World, call: Exchange) -> tuple[int, None]:
    """Show that the bot is typing."""
    world.typing.append((_channel(world, call), world.bot))
    return 204, None


def react(world: World, call: Exchange) -> tuple[int, None]:
    """Add a reaction of the bot's."""
    found = _message(world, call, "read_message_history")
    emoji = call.args["emoji_name"]
    if emoji.isascii() and ":" not in emoji:
        raise refuse(10014)
    if emoji not in found.reactions and found.channel.guild:
        _channel(world, call, "add_reactions")
    world.react(world.bot, found, emoji)
    return 204, None


def unreact(world: World, call: Exchange) -> tuple[int, None]:
    """Take back a reaction of the bot's."""
    world.unreact(world.bot, _message(world, call), call.args["emoji_name"])
    return 204, None


def get_channel(world: World, call: Exchange) -> tuple[int, Json]:
    """Return a channel."""
    return 200, payloads.channel(_channel(world, call))


def edit_channel(world: World, call: Exchange) -> tuple[int, Json]:
    """Rename, archive or lock a thread."""
    place = _channel(world, call)
    own = place.is_thread and place.owner is world.bot
    if not own or "locked" in call.json:
        right = "manage_threads" if place.is_thread else "manage_channels"
        _channel(world, call, right)
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
    found = _message(world, call, "create_public_threads", "read_message_history")
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
    place = _channel(world, call)
    kind = PUBLIC_THREAD if place.type == FORUM else body.get("type") or PRIVATE_THREAD
    if place.type not in {TEXT, FORUM}:
        raise refuse(50024)
    if place.type == FORUM:
        _channel(world, call, "send_messages")
    else:
        which = "private" if kind == PRIVATE_THREAD else "public"
        _channel(world, call, f"create_{which}_threads")
    _check_name(body)
    first = body.get("message") or {}
    if place.type == FORUM:
        flags, attachments = posting.new(world, call, first)
    minutes = body.get("auto_archive_duration") or 1440
    made = world.open_thread(
        place, world.bot, body["name"], kind=kind, auto_archive=minutes
    )
    if place.type != FORUM:
        return 201, payloads.channel(made)
    made.starter_missing = True
    said = world.add(made, world.bot, first, flags=flags, attachments=attachments)
    return 201, {**payloads.channel(made), "message": full(world, said)}


def join_thread(world: World, call: Exchange) -> tuple[int, None]:
    """Let the bot join a thread."""
    place = _channel(world, call)
    if not place.is_thread:
        raise refuse(50024)
    place.members.add(world.bot.id)
    return 204, None


def leave_thread(world: World, call: Exchange) -> tuple[int, None]:
    """Let the bot leave a thread."""
    _channel(world, call).members.discard(world.bot.id)
    return 204, None


def thread_members(world: World, call: Exchange) -> tuple[int, list[Json]]:
    """Return who has joined a thread."""
    place = _channel(world, call)
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


_MESSAGES = "/channels/{channel_id}/messages"
_ONE = _MESSAGES + "/{message_id}"
ROUTES = {
    f"POST {_MESSAGES}": send,
    f"GET {_MESSAGES}": history,
    f"GET {_ONE}": get_message,
    f"PATCH {_ONE}": edit_message,
    f"DELETE {_ONE}": delete_message,
    f"PUT {_ONE}/reactions/{{emoji_name}}/@me": react,
    f"DELETE {_ONE}/reactions/{{emoji_name}}/@me": unreact,
    f"POST {_ONE}/threads": thread_from_message,
    "POST /channels/{channel_id}/threads": thread_alone,
    "POST /channels/{channel_id}/typing": typing,
    "GET /channels/{channel_id}": get_channel,
    "PATCH /channels/{channel_id}": edit_channel,
    "GET /channels/{channel_id}/thread-members": thread_members,
    "PUT /channels/{channel_id}/thread-members/@me": join_thread,
    "DELETE /channels/{channel_id}/thread-members/@me": leave_thread,
    "POST /users/@me/channels": direct,
}
