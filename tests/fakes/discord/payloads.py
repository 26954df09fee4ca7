"""The JSON of messages and interactions; the other payloads are had from here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord.clock import iso
from fakes.discord.payload_people import member, user
from fakes.discord.payload_places import channel, guild, role, thread_member
from fakes.discord.permissions import permissions
from fakes.discord.state import Interaction, Json, Message


if TYPE_CHECKING:
    from fakes.discord.world import World


__all__ = [
    "channel",
    "guild",
    "interaction",
    "member",
    "message",
    "role",
    "thread_member",
    "user",
]


def message(world: World, m: Message, *, nested: bool = False) -> Json:
    """Return a message in full; see `gateway.blanked` for what the bot gets."""
    body: Json = {
        "id": str(m.id),
        "channel_id": str(m.channel.id),
        "type": m.type,
        "author": user(m.author),
        "content": m.content,
        "timestamp": iso(m.created),
        "edited_timestamp": iso(m.edited) if m.edited else None,
        "tts": False,
        "pinned": False,
        "mention_everyone": m.mention_everyone,
        "mentions": [user(u) for u in m.mentions],
        "mention_roles": [str(r) for r in m.mention_roles],
        "attachments": m.attachments,
        "embeds": [_embed(e) for e in m.embeds],
        "components": m.components,
        "flags": m.flags,
    }
    if m.reactions:
        body["reactions"] = [_reaction(world, e, by) for e, by in m.reactions.items()]
    if m.nonce is not None:
        body["nonce"] = m.nonce
    if m.interaction:
        body |= {
            "application_id": str(world.bot.id),
            "webhook_id": str(world.bot.id),
            "interaction_metadata": _metadata(world, m),
        }
    if m.reference_id:
        body["message_reference"] = {
            "type": 0,
            "message_id": str(m.reference_id),
            "channel_id": str(m.reference.channel.id if m.reference else m.channel.id),
            **({"guild_id": str(m.channel.guild.id)} if m.channel.guild else {}),
        }
        if not nested:
            there = m.reference
            shown = there and not there.deleted and not there.ephemeral
            body["referenced_message"] = (
                message(world, there, nested=True) if there and shown else None
            )
    if m.thread:
        body["thread"] = channel(m.thread)
    return body


def _embed(embed: Json) -> Json:
    body = {"type": "rich", **embed}
    if "fields" in body:
        body["fields"] = [{"inline": False, **f} for f in body["fields"]]
    return body


def _reaction(world: World, emoji: str, by: list[int]) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(by),
        "count_details": {"burst": 0, "normal": len(by)},
        "burst_colors": [],
        "me_burst": False,
        "me": world.bot.id in by,
        "burst_me": False,
        "burst_count": 0,
    }


def _owners(i: Interaction) -> Json:
    return {"0": str(i.channel.guild.id) if i.channel.guild else "0"}


def _metadata(world: World, m: Message) -> Json:
    i = m.interaction
    assert i
    body: Json = {
        "id": str(i.id),
        "type": i.type,
        "user": user(i.user),
        "authorizing_integration_owners": _owners(i),
    }
    if i.original and i.original is not m and i.original is not i.source:
        body["original_response_message_id"] = str(i.original.id)
    if i.type == 3 and i.source:
        body["interacted_message_id"] = str(i.source.id)
    if i.type == 5:
        body["triggering_interaction_metadata"] = {
            "id": str(i.id),
            "type": 2,
            "user": user(i.user),
            "authorizing_integration_owners": _owners(i),
        }
    return body


def interaction(world: World, i: Interaction) -> Json:
    """Return INTERACTION_CREATE."""
    place = i.channel
    body: Json = {
        "id": str(i.id),
        "application_id": str(world.bot.id),
        "type": i.type,
        "token": i.token,
        "version": 1,
        "data": i.data,
        "channel_id": str(place.id),
        "channel": channel(place),
        "locale": i.user.locale,
        "app_permissions": str(permissions(world.bot, place)),
        "entitlements": [],
        "authorizing_integration_owners": _owners(i),
        "context": 1 if place.guild is None else 0,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    if place.guild:
        body |= {
            "guild_id": str(place.guild.id),
            "guild_locale": place.guild.locale,
            "guild": {
                "id": str(place.guild.id),
                "locale": place.guild.locale,
                "features": [],
            },
            "member": {
                **member(place.guild, i.user),
                "permissions": str(permissions(i.user, place)),
            },
        }
    else:
        body["user"] = user(i.user)
    if i.source:
        body["message"] = message(world, i.source)
    return body
