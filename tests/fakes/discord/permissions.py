"""Who may do what where, by Discord's own algorithm."""

from __future__ import annotations

from fakes.discord.state import PRIVATE_THREAD, Channel, User


BITS = {
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "use_external_emojis": 1 << 18,
    "use_application_commands": 1 << 31,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "create_private_threads": 1 << 36,
    "send_messages_in_threads": 1 << 38,
}
ALL = sum(BITS.values())
MANAGING = ("administrator", "manage_channels", "manage_guild", "manage_messages")
DEFAULT = ALL & ~sum(BITS[n] for n in (*MANAGING, "manage_threads"))
"""What everybody may in a new guild, mentioning everybody included."""


def bits(*names: str) -> int:
    """Return the sum of permissions by their names."""
    return sum(BITS[name] for name in names)


def permissions(user: User, channel: Channel) -> int:
    """Return what *user* may in *channel*: base, then overwrites of the parent."""
    guild = channel.guild
    if guild is None:
        return DEFAULT if user in channel.recipients else 0
    if user.id not in guild.members:
        return 0
    if user is guild.owner:
        return ALL
    roles = guild.members[user.id]
    base = guild.roles[guild.id].permissions
    for role in roles:
        base |= guild.roles[role].permissions
    if base & BITS["administrator"]:
        return ALL
    place = channel.parent if channel.is_thread and channel.parent else channel
    allow, deny = place.overwrites.get(guild.id, (0, 0))
    base = base & ~deny | allow
    of_roles = [place.overwrites[r] for r in roles if r in place.overwrites]
    for _, deny in of_roles:
        base &= ~deny
    for allow, _ in of_roles:
        base |= allow
    allow, deny = place.overwrites.get(user.id, (0, 0))
    base = base & ~deny | allow
    return base if base & BITS["view_channel"] else 0


def can(user: User, channel: Channel, *names: str) -> bool:
    """Whether *user* may do all of *names* in *channel*."""
    if (
        channel.type == PRIVATE_THREAD
        and user.id not in channel.members
        and not permissions(user, channel) & BITS["manage_threads"]
    ):
        return False
    asked = bits(*names)
    return permissions(user, channel) & asked == asked
