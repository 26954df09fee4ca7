"""The way of every message that the bot sends or edits: rules, then the world."""

from __future__ import annotations

import mimetypes

from typing import TYPE_CHECKING

from fakes.discord import rules
from fakes.discord.errors import refuse
from fakes.discord.exchange import Exchange
from fakes.discord.media import shown
from fakes.discord.state import (
    EPHEMERAL,
    SUPPRESS,
    V2,
    Interaction,
    Json,
    Message,
    User,
)


if TYPE_CHECKING:
    from fakes.discord.world import World


def attach(world: World, call: Exchange, body: Json) -> list[Json]:
    """Store the files of a request and return what a message says of them."""
    described = {str(a.get("id")): a for a in body.get("attachments") or []}
    found = []
    for name, data in call.files.items():
        key = str(world.clock.snowflake())
        number = name.removeprefix("files[").removesuffix("]")
        listed = described.get(number, {})
        filename = listed.get("filename") or call.names[name]
        found.append(stored(world, key, filename, data, listed.get("description")))
    return found


def stored(
    world: World, key: str, filename: str, data: bytes, description: str | None = None
) -> Json:
    """Keep the bytes of a file and return its attachment."""
    world.files[key] = data
    url = f"http://127.0.0.1:{world.port}/attachments/{key}/{filename}"
    body: Json = {
        "id": key,
        "filename": filename,
        "size": len(data),
        "url": url,
        "proxy_url": url,
        "content_type": mimetypes.guess_type(filename)[0] or "application/octet-stream",
    }
    return {**body, "description": description} if description else body


def new(
    world: World,
    call: Exchange,
    body: Json,
    *,
    allowed_flags: int = rules.FLAGS_OF_A_MESSAGE,
) -> tuple[Json, int, list[Json]]:
    """Check a message that is to be; return its body, flags and files."""
    flags = int(body.get("flags") or 0) & allowed_flags
    rules.check_message(body, files=call.files, flags=flags)
    rules.check_not_empty(body, call.files)
    files = attach(world, call, body)
    return shown(body, files), flags, files


def respond(
    world: World,
    call: Exchange,
    body: Json,
    interaction: Interaction,
    *,
    reply_to: Message | None = None,
) -> Message:
    """Say something to whoever used an interaction."""
    body, flags, files = new(
        world, call, body, allowed_flags=rules.FLAGS_OF_A_MESSAGE | EPHEMERAL
    )
    message = world.add(
        interaction.channel,
        world.bot,
        body,
        kind=20 if interaction.type == 2 and not reply_to else 19 * bool(reply_to),
        flags=flags,
        interaction=interaction,
        reply_to=reply_to,
        only_for=seen_by(interaction, flags),
        files=files,
    )
    interaction.messages.append(message)
    return message


def seen_by(interaction: Interaction, flags: int) -> User | None:
    """Return who alone sees a response, if it is ephemeral."""
    return interaction.user if flags & EPHEMERAL else None


def edit(
    world: World,
    call: Exchange,
    message: Message,
    body: Json,
    *,
    resolves: bool = False,
) -> None:
    """Change a message as far as the rules allow."""
    flags = message.flags
    if "flags" in body:
        given = int(body["flags"] or 0)
        flags = flags & ~SUPPRESS | given & (SUPPRESS | V2)
    as_it_will_be = {
        "content": body.get("content", message.content),
        "embeds": body.get("embeds", message.embeds),
        "components": body.get("components", message.components),
        "attachments": body.get("attachments", message.attachments),
    }
    rules.check_message({**body, **as_it_will_be}, files=call.files, flags=flags)
    rules.check_not_empty(as_it_will_be, call.files)
    kept = {str(a.get("id")) for a in body.get("attachments") or []}
    old = message.files
    stay = [f for f in old if "attachments" not in body or f["id"] in kept]
    files = stay + attach(world, call, body)
    body = shown(body, files)
    message.files, message.flags = files, flags
    world.edit(message, body, resolves=resolves)


def own(message: Message, bot: User) -> Message:
    """Return *message* if *bot* may change it."""
    if message.author is not bot:
        raise refuse(50005)
    return message
