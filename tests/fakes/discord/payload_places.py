"""The JSON of channels, threads and guilds, with all that is required."""

from __future__ import annotations

from fakes.discord.clock import EPOCH_MS, iso
from fakes.discord.payload_people import JOINED, member, user
from fakes.discord.state import DM, FORUM, Channel, Guild, Json, Role, User


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
    made = iso(((place.id >> 22) + EPOCH_MS) / 1000)
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


def role(made: Role, position: int = 1) -> Json:
    """Return a role."""
    return {
        "id": str(made.id),
        "name": made.name,
        "description": None,
        "permissions": str(made.permissions),
        "position": position,
        "color": 0,
        "colors": {
            "primary_color": 0,
            "secondary_color": None,
            "tertiary_color": None,
        },
        "hoist": False,
        "managed": False,
        "mentionable": made.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def guild(of: Guild, bot: User, channels: list[Channel], people: list[User]) -> Json:
    """Return a guild as GUILD_CREATE has it, with the channels that *bot* sees."""
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
        "roles": [role(r, n) for n, r in enumerate(of.roles.values())],
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
