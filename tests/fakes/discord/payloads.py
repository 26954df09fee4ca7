"""The JSON of everything, with every field that Discord's document requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord.clock import iso
from fakes.discord.permissions import permissions
from fakes.discord.state import (
    DM,
    FORUM,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    User,
)


if TYPE_CHECKING:
    from fakes.discord.world import World


JOINED = "2024-05-01T09:00:00+00:00"
LOCALES = {"en-US", "en-GB", "ko", "ja", "de", "fr", "zh-CN", "zh-TW", "es-ES"}


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


def channel(place: Channel) -> Json:
    """Return a channel, thread or direct conversation."""
    last = max(place.messages, default=None)
    body: Json = {
        "id": str(place.id),
        "type": place.type,
        "flags": 0,
        "last_message_id": str(last) if last else None,
    }
    if place.type == DM:
        others = [u for u in place.recipients if not u.bot]
        return {**body, "recipients": [user(u) for u in others]}
    assert place.guild
    body |= {
        "guild_id": str(place.guild.id),
        "name": place.name,
        "parent_id": str(place.parent.id) if place.parent else None,
        "rate_limit_per_user": 0,
    }
    return body | (_thread(place) if place.is_thread else _standing(place))


def _standing(place: Channel) -> Json:
    assert place.guild
    overwrites = [
        {
            "id": str(target),
            "type": 0 if target in place.guild.roles else 1,
            "allow": str(allow),
            "deny": str(deny),
        }
        for target, (allow, deny) in place.overwrites.items()
    ]
    body: Json = {
        "position": 0,
        "permission_overwrites": overwrites,
        "nsfw": False,
        "topic": None,
    }
    if place.type == FORUM:
        body |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return body


def _thread(place: Channel) -> Json:
    made = iso(((place.id >> 22) + 1_420_070_400_000) / 1000)
    assert place.owner
    return {
        "owner_id": str(place.owner.id),
        "thread_metadata": {
            "archived": place.archived,
            "archive_timestamp": made,
            "auto_archive_duration": place.auto_archive,
            "locked": place.locked,
            "create_timestamp": made,
        },
        "message_count": len(place.messages),
        "member_count": len(place.members),
        "total_message_sent": len(place.messages),
    }


def thread_member(place: Channel, who: User) -> Json:
    """Return that somebody is in a thread."""
    return {
        "id": str(place.id),
        "user_id": str(who.id),
        "join_timestamp": JOINED,
        "flags": 0,
    }


def guild(of: Guild, bot: User, channels: list[Channel], people: list[User]) -> Json:
    """Return a guild as GUILD_CREATE has it, with the channels that *bot* sees."""
    roles = [
        {
            "id": str(role.id),
            "name": role.name,
            "description": None,
            "permissions": str(role.permissions),
            "position": n,
            "color": 0,
            "colors": {
                "primary_color": 0,
                "secondary_color": None,
                "tertiary_color": None,
            },
            "hoist": False,
            "managed": False,
            "mentionable": role.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        for n, role in enumerate(of.roles.values())
    ]
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(of.owner.id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": roles,
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": of.locale,
        "nsfw_level": 0,
        "nsfw": False,
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "members": [member(of, u) for u in people if u is bot],
        "channels": [channel(c) for c in channels if not c.is_thread],
        "threads": [channel(c) for c in channels if c.is_thread and not c.archived],
    }


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
        "embeds": [{"type": "rich", **e} for e in m.embeds],
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
            there = m.reference and not m.reference.deleted
            body["referenced_message"] = (
                message(world, m.reference, nested=True)
                if there and m.reference
                else None
            )
    if m.thread:
        body["thread"] = channel(m.thread)
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
