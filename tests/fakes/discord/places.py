"""Servers, channels, threads and who is in them."""

from __future__ import annotations

from collections.abc import Iterable

from fakes.discord import payloads
from fakes.discord.ground import Ground
from fakes.discord.permissions import DEFAULT, bits, can
from fakes.discord.state import (
    DM,
    FORUM,
    HAS_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Guild,
    Json,
    Message,
    Role,
    User,
)


class Places(Ground):
    """A world with places."""

    def user(self, name: str, *, locale: str = "en-US", bot: bool = False) -> User:
        """Register somebody."""
        who = User(id=self.clock.snowflake(), name=name, locale=locale, bot=bot)
        self.users[who.id] = who
        return who

    def guild(self, name: str, *members: User, locale: str = "en-US") -> Guild:
        """Make a server that the bot and *members* are in."""
        owner = self.user(f"owner of {name}")
        made = Guild(id=self.clock.snowflake(), name=name, owner=owner, locale=locale)
        made.roles[made.id] = Role(id=made.id, name="@everyone", permissions=DEFAULT)
        self.guilds[made.id] = made
        made.members = {u.id: set() for u in (owner, self.bot, *members)}
        if self.gateway.sessions:
            self.gateway.dispatch("GUILD_CREATE", self.guild_payload(made))
        return made

    def join(self, guild: Guild, who: User, *roles: Role) -> None:
        """Let somebody into a server, or give them roles."""
        new = who.id not in guild.members
        guild.members.setdefault(who.id, set()).update(r.id for r in roles)
        if new and who is self.bot:
            self.gateway.dispatch("GUILD_CREATE", self.guild_payload(guild))
            return
        event = "GUILD_MEMBER_ADD" if new else "GUILD_MEMBER_UPDATE"
        data = {**payloads.member(guild, who), "guild_id": str(guild.id)}
        self.gateway.dispatch(event, data, own=who is self.bot)

    def role(
        self, guild: Guild, name: str, *can: str, mentionable: bool = False
    ) -> Role:
        """Add a role with permissions by their names."""
        made = Role(id=self.clock.snowflake(), name=name, permissions=bits(*can))
        made.mentionable = mentionable
        guild.roles[made.id] = made
        data = {"guild_id": str(guild.id), "role": payloads.role(made)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", data)
        return made

    def channel(self, guild: Guild, name: str, *, forum: bool = False) -> Channel:
        """Add a text channel, or a forum."""
        kind = FORUM if forum else TEXT
        made = Channel(id=self.clock.snowflake(), type=kind, name=name, guild=guild)
        self.channels[made.id] = made
        self.gateway.dispatch("CHANNEL_CREATE", payloads.channel(made), made)
        return made

    def dm(self, who: User) -> Channel:
        """Return the direct conversation of somebody with the bot."""
        for place in self.channels.values():
            if place.type == DM and who in place.recipients:
                return place
        made = Channel(id=self.clock.snowflake(), type=DM, recipients=[who, self.bot])
        self.channels[made.id] = made
        return made

    def permit(
        self,
        place: Channel,
        whom: User | Role,
        *,
        allow: Iterable[str] = (),
        deny: Iterable[str] = (),
    ) -> None:
        """Overwrite permissions of a channel."""
        place.overwrites[whom.id] = (bits(*allow), bits(*deny))
        self.gateway.dispatch("CHANNEL_UPDATE", payloads.channel(place), place)

    def open_thread(
        self,
        parent: Channel,
        owner: User,
        name: str,
        *,
        below: Message | None = None,
        kind: int = PUBLIC_THREAD,
        auto_archive: int = 1440,
    ) -> Channel:
        """Open a thread below a message, or on its own."""
        place = Channel(
            id=below.id if below else self.clock.snowflake(),
            type=kind,
            name=name,
            guild=parent.guild,
            parent=parent,
            owner=owner,
            auto_archive=auto_archive,
            members={owner.id},
        )
        self.channels[place.id] = place
        data = {**payloads.channel(place), "newly_created": True}
        if owner is self.bot:
            data["member"] = payloads.thread_member(place, owner)
        self.gateway.dispatch("THREAD_CREATE", data, place)
        if below:
            below.thread = place
            below.flags |= HAS_THREAD
            self.tell("MESSAGE_UPDATE", below)
            self.add(place, owner, {}, kind=21, reply_to=below)
        return place

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Put a thread away; *locked*, only a moderator may wake it."""
        thread.archived, thread.locked = True, locked
        self.gateway.dispatch("THREAD_UPDATE", payloads.channel(thread), thread)

    def remove(self, place: Channel) -> None:
        """Delete a channel or thread with all that is in it."""
        event = "THREAD_DELETE" if place.is_thread else "CHANNEL_DELETE"
        self.gateway.dispatch(event, payloads.channel(place), place)
        del self.channels[place.id]

    def expel_bot(self, guild: Guild) -> None:
        """Throw the bot out of a server."""
        del guild.members[self.bot.id]
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)})

    def guild_payload(self, guild: Guild) -> Json:
        """Return a guild with what the bot sees of it."""
        seen = [
            c
            for c in self.channels.values()
            if c.guild is guild and can(self.bot, c, "view_channel")
        ]
        people = [self.users[i] for i in guild.members]
        return payloads.guild(guild, self.bot, seen, people)
