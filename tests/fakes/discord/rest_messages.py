"""Routes of messages and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import posting, reach
from fakes.discord.errors import invalid, refuse
from fakes.discord.exchange import Exchange
from fakes.discord.intents import full
from fakes.discord.permissions import can
from fakes.discord.state import DM, FORUM, Channel, Json, Message


if TYPE_CHECKING:
    from fakes.discord.world import World


def send(world: World, call: Exchange) -> tuple[int, Json]:
    """Post a message, or return the one of the same nonce."""
    place = reach.channel(world, call)
    _may_send(world, call, place)
    body = call.json
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        for old in reversed(place.messages.values()):
            if old.nonce == nonce and old.author is world.bot:
                return 200, full(world, old)
    body, flags, files = posting.new(world, call, body)
    answered = _answered(world, place, body.get("message_reference") or {})
    said = world.add(
        place,
        world.bot,
        body,
        kind=19 if answered else 0,
        flags=flags,
        reply_to=answered,
        files=files,
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
    place = reach.channel(world, call)
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
    return 200, full(world, reach.message(world, call, "read_message_history"))


def edit_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Change a message of the bot's own."""
    found = posting.own(reach.message(world, call), world.bot)
    posting.edit(world, call, found, call.json)
    return 200, full(world, found)


def delete_message(world: World, call: Exchange) -> tuple[int, None]:
    """Delete a message, its own or as a moderator."""
    found = reach.message(world, call)
    if found.author is not world.bot:
        if found.channel.type == DM:
            raise refuse(50003)
        reach.channel(world, call, "manage_messages")
    world.delete(found)
    return 204, None


def typing(world: World, call: Exchange) -> tuple[int, None]:
    """Show that the bot is typing."""
    world.typing.append((reach.channel(world, call), world.bot))
    return 204, None


def react(world: World, call: Exchange) -> tuple[int, None]:
    """Add a reaction of the bot's."""
    found = reach.message(world, call, "read_message_history")
    emoji = call.args["emoji_name"]
    if emoji.isascii() and ":" not in emoji:
        raise refuse(10014)
    if emoji not in found.reactions and found.channel.guild:
        reach.channel(world, call, "add_reactions")
    world.react(world.bot, found, emoji)
    return 204, None


def unreact(world: World, call: Exchange) -> tuple[int, None]:
    """Take back a reaction of the bot's."""
    world.unreact(world.bot, reach.message(world, call), call.args["emoji_name"])
    return 204, None


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
    "POST /channels/{channel_id}/typing": typing,
}
