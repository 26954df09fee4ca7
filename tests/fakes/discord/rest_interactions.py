"""Routes of interactions: the one response, and what follows for 15 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import components, posting
from fakes.discord.commands import choice_problems
from fakes.discord.errors import invalid, refuse
from fakes.discord.exchange import Exchange
from fakes.discord.payloads import message as payload
from fakes.discord.state import EPHEMERAL, LOADING, Interaction, Json, Message


if TYPE_CHECKING:
    from fakes.discord.world import World


ACK_WITHIN, TOKEN_LIVES = 3.0, 15 * 60.0
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    2: {MESSAGE, DEFERRED, MODAL},
    3: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    4: {CHOICES},
    5: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}
"""Callbacks by what they answer."""


def callback(world: World, call: Exchange) -> tuple[int, Json | None]:
    """Take the one response of an interaction, within three seconds."""
    found = world.interactions.get(call.id("interaction_id"))
    if not found or found.token != call.args["interaction_token"]:
        raise refuse(10062)
    if found.ack is not None:
        raise refuse(40060)
    if world.clock.now - found.created > ACK_WITHIN:
        raise refuse(10062)
    body = call.json
    kind, data = body.get("type"), body.get("data") or {}
    allowed = ALLOWED[found.type]
    if kind not in allowed or (kind in {6, 7} and not found.source):
        sentence = f"Value must be one of {tuple(sorted(allowed))}."
        raise invalid({"type": ("BASE_TYPE_CHOICES", sentence)})
    said = _ACTS[kind](world, call, found, data)
    found.ack = kind
    world.changed()
    if call.query.get("with_response", "0").lower() not in {"1", "true"}:
        return 204, None
    return 200, _response(world, found, kind, said)


def _response(world: World, i: Interaction, kind: int, said: Message | None) -> Json:
    about: Json = {"id": str(i.id), "type": i.type, "channel_id": str(i.channel.id)}
    if i.channel.guild:
        about["guild_id"] = str(i.channel.guild.id)
    body: Json = {"interaction": about}
    if said:
        about["response_message_id"] = str(said.id)
        about["response_message_loading"] = said.thinking
        about["response_message_ephemeral"] = said.ephemeral
    if said and kind in {MESSAGE, UPDATE}:
        body["resource"] = {"type": kind, "message": payload(world, said)}
    return body


def _say(world: World, call: Exchange, i: Interaction, data: Json) -> Message:
    i.original = posting.respond(world, call, data, i)
    return i.original


def _think(world: World, call: Exchange, i: Interaction, data: Json) -> Message:
    flags = int(data.get("flags") or 0) & EPHEMERAL | LOADING
    i.original = world.add(
        i.channel,
        world.bot,
        {},
        kind=20 if i.type == 2 else 0,
        flags=flags,
        interaction=i,
        only_for=posting.seen_by(i, flags),
    )
    i.messages.append(i.original)
    return i.original


def _later(world: World, call: Exchange, i: Interaction, data: Json) -> Message | None:
    i.original = i.source
    return i.source


def _update(world: World, call: Exchange, i: Interaction, data: Json) -> Message:
    assert i.source
    posting.edit(world, call, i.source, data)
    i.original = i.source
    return i.source


def _suggest(world: World, call: Exchange, i: Interaction, data: Json) -> None:
    choices = data.get("choices") or []
    found = dict(choice_problems("data.choices", choices))
    if found:
        raise invalid(found)
    i.choices = choices


def _show(world: World, call: Exchange, i: Interaction, data: Json) -> None:
    found = dict(components.modal_problems(data))
    if found:
        raise invalid(found)
    i.modal = data


_ACTS = {
    MESSAGE: _say,
    DEFERRED: _think,
    DEFERRED_UPDATE: _later,
    UPDATE: _update,
    CHOICES: _suggest,
    MODAL: _show,
}


def _open(world: World, call: Exchange) -> Interaction:
    """Return the interaction of a token that is acknowledged and alive."""
    token = call.args["webhook_token"]
    found = next((i for i in world.interactions.values() if i.token == token), None)
    if not found or call.id("webhook_id") != world.bot.id:
        raise refuse(50027)
    if world.clock.now - found.created > TOKEN_LIVES:
        raise refuse(50027)
    if found.ack is None or found.ack == CHOICES:
        raise refuse(10015)
    return found


def followup(world: World, call: Exchange) -> tuple[int, Json | None]:
    """Say something more; the first after "thinking" takes its place."""
    i = _open(world, call)
    body = call.json
    _still_there(world, i)
    if i.original and i.original.thinking and not i.original.deleted:
        posting.edit(world, call, i.original, body, resolves=True)
        said = i.original
    else:
        said = posting.respond(world, call, body, i, reply_to=i.original)
    if call.query.get("wait", "0").lower() not in {"1", "true"}:
        return 204, None
    return 200, payload(world, said)


def _still_there(world: World, i: Interaction) -> None:
    if i.channel.id not in world.channels:
        raise refuse(10003)


def _message(world: World, call: Exchange) -> tuple[Interaction, Message]:
    i = _open(world, call)
    if call.args["message_id"] == "@original":
        found = i.original
    else:
        wanted = call.id("message_id")
        mine = [*i.messages, *([i.source] if i.source else [])]
        found = next((m for m in mine if m.id == wanted), None)
    if not found or found.deleted:
        raise refuse(10008)
    return i, found


def get_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Return what was said."""
    return 200, payload(world, _message(world, call)[1])


def edit_message(world: World, call: Exchange) -> tuple[int, Json]:
    """Change what was said, or say it in place of "thinking"."""
    _, found = _message(world, call)
    posting.edit(world, call, found, call.json, resolves=found.thinking)
    return 200, payload(world, found)


def delete_message(world: World, call: Exchange) -> tuple[int, None]:
    """Take back what was said."""
    world.delete(_message(world, call)[1])
    return 204, None


_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"  # noqa: S105  # a route
ROUTES = {
    "POST /interactions/{interaction_id}/{interaction_token}/callback": callback,
    f"POST {_TOKEN}": followup,
    f"GET {_TOKEN}/messages/{{message_id}}": get_message,
    f"PATCH {_TOKEN}/messages/{{message_id}}": edit_message,
    f"DELETE {_TOKEN}/messages/{{message_id}}": delete_message,
}
