"""Messages: how they come, change and go, and whom it is told."""

from __future__ import annotations

import time

from fakes.discord import mentions, payloads
from fakes.discord.places import Places
from fakes.discord.state import (
    LOADING,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    User,
    Version,
    walk,
)


class Board(Places):
    """A world with messages."""

    def add(
        self,
        place: Channel,
        author: User,
        body: Json,
        *,
        kind: int = 0,
        flags: int = 0,
        reply_to: Message | None = None,
        interaction: Interaction | None = None,
        only_for: User | None = None,
        files: list[Json] | None = None,
    ) -> Message:
        """Put a message into a channel and tell of it."""
        message = Message(
            id=self.clock.snowflake(),
            channel=place,
            author=author,
            type=kind,
            flags=flags,
            reference=reply_to,
            reference_id=reply_to.id if reply_to else None,
            interaction=interaction,
            nonce=body.get("nonce"),
            created=self.clock.now,
            only_for=only_for,
            files=files or [],
        )
        if place.starter_missing and author is place.owner:
            message.id, place.starter_missing = place.id, False
        place.messages[message.id] = message
        self.write(message, body, notify=True)
        self.tell("MESSAGE_CREATE", message)
        return message

    def write(self, message: Message, body: Json, *, notify: bool = False) -> None:
        """Set what *body* names; a new message notifies, an edit does not."""
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = body["embeds"] or []
        if "components" in body:
            message.components = body["components"] or []
            _number(message.components)
        texts = [c["content"] for c in walk(message.components) if c["type"] == 10]
        answered = message.reference if message.type == 19 else None
        found = mentions.evaluate(
            "\n".join([message.content, *texts]),
            body.get("allowed_mentions"),
            author=message.author,
            channel=message.channel,
            people=self.users,
            reply_to=answered,
        )
        message.mentions = found.users
        message.mention_roles = found.roles
        message.mention_everyone = found.everyone or found.here
        if notify and not message.flags & LOADING:
            message.pings = found.pings
        self.keep(message)

    def keep(self, message: Message) -> None:
        """Remember how a message looks now."""
        version = Version(
            at=self.clock.now,
            real=time.monotonic(),
            content=message.content,
            embeds=message.embeds,
            components=message.components,
            attachments=message.attachments,
            thinking=message.thinking,
        )
        message.versions.append(version)

    def edit(self, message: Message, body: Json, *, resolves: bool = False) -> None:
        """Change a message and tell of it; *resolves* ends the "thinking"."""
        if resolves:
            message.flags &= ~LOADING
        message.edited = self.clock.now
        self.write(message, body, notify=resolves)
        self.tell("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        """Take a message away and tell of it."""
        message.deleted = True
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild:
            data["guild_id"] = str(message.channel.guild.id)
        if not message.ephemeral:
            self.gateway.dispatch("MESSAGE_DELETE", data, message.channel)
        self.changed()

    def clear(self, *messages: Message) -> None:
        """Take messages of one channel away at once, as a moderator does."""
        place = messages[0].channel
        for message in messages:
            message.deleted = True
        data = {"ids": [str(m.id) for m in messages], "channel_id": str(place.id)}
        if place.guild:
            data["guild_id"] = str(place.guild.id)
        self.gateway.dispatch("MESSAGE_DELETE_BULK", data, place)
        self.changed()

    def tell(self, event: str, message: Message) -> None:
        """Dispatch a message, unless one person alone sees it."""
        self.changed()
        if message.ephemeral:
            return
        data = payloads.message(self, message)
        guild = message.channel.guild
        if guild:
            data["guild_id"] = str(guild.id)
            data["mentions"] = [
                {**payloads.user(u), "member": _partial(guild, u)}
                for u in message.mentions
                if u.id in guild.members
            ]
            if message.author.id in guild.members and not message.interaction:
                data["member"] = _partial(guild, message.author)
        self.gateway.dispatch(event, data, message.channel)


def _partial(guild: Guild, who: User) -> Json:
    """Return a member as it stands beside its user."""
    return {k: v for k, v in payloads.member(guild, who).items() if k != "user"}


def _number(components: list[Json]) -> None:
    """Give each component the id that Discord's answers have."""
    for n, part in enumerate(walk(components), 1):
        part.setdefault("id", n)
        for thing in (part, *part.get("options", [])):
            for name in [k for k, v in thing.items() if v is None]:
                del thing[name]
            if thing.get("emoji", {}).get("id", "") is None:
                del thing["emoji"]["id"]
        for name, value in _DEFAULTS.get(part["type"], {}).items():
            part.setdefault(name, value)


_DEFAULTS: dict[int, Json] = {
    3: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"divider": True, "spacing": 1},
    17: {"accent_color": None, "spoiler": False},
}
"""What Discord adds to a component, by its type."""
