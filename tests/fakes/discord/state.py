"""What there is on the fake: people, places, messages, interactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


Json = dict[str, Any]

TEXT, DM, FORUM, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 15, 11, 12
IMAGES = ("image", "thumbnail")
THREADS = {10, PUBLIC_THREAD, PRIVATE_THREAD}
SUPPRESS, HAS_THREAD, EPHEMERAL, LOADING, V2 = 1 << 2, 1 << 5, 1 << 6, 1 << 7, 1 << 15


@dataclass(kw_only=True, eq=False)
class User:
    """Somebody, or a bot."""

    id: int
    name: str
    locale: str = "en-US"
    """The language of their client."""
    bot: bool = False
    closed_dms: bool = False

    @property
    def mention(self) -> str:
        """The text that pings them."""
        return f"<@{self.id}>"


@dataclass(kw_only=True, eq=False)
class Role:
    """A role of a guild; that of everybody has the guild's id."""

    id: int
    name: str
    permissions: int = 0
    mentionable: bool = False

    @property
    def mention(self) -> str:
        """The text that pings whoever has it."""
        return f"<@&{self.id}>"


@dataclass(kw_only=True, eq=False)
class Guild:
    """A server, with who is in it and the ids of their roles."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)


@dataclass(kw_only=True, eq=False)
class Channel:
    """A text channel, forum, thread or direct conversation."""

    id: int
    type: int
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    owner: User | None = None
    recipients: list[User] = field(default_factory=list)
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Allowed and denied bits, by the id of a role or user."""
    members: set[int] = field(default_factory=set)
    """Who has joined a thread."""
    archived: bool = False
    locked: bool = False
    auto_archive: int = 1440
    starter_missing: bool = False
    """A post whose author has not sent its first message yet."""
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        """Whether it hangs below another channel."""
        return self.type in THREADS

    @property
    def mention(self) -> str:
        """The text that links here."""
        return f"<#{self.id}>"


@dataclass(frozen=True, kw_only=True)
class Version:
    """How a message looked from a moment on."""

    at: float
    """Of the virtual clock."""
    real: float
    """Of the event loop, s; for the distance of two edits."""
    content: str
    embeds: list[Json]
    components: list[Json]
    attachments: list[Json]
    thinking: bool


@dataclass(kw_only=True, eq=False)
class Message:
    """One message, as it is now and as it was."""

    id: int
    channel: Channel
    author: User
    type: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    """Everything that was sent with it, also what an embed shows."""
    flags: int = 0
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pings: frozenset[str] = frozenset()
    """Who got a notification: ids of users and roles, "everyone", "here"."""
    reference: Message | None = None
    reference_id: int | None = None
    interaction: Interaction | None = None
    nonce: str | int | None = None
    created: float = 0.0
    edited: float | None = None
    deleted: bool = False
    only_for: User | None = None
    """Who alone sees it, if it is ephemeral."""
    reactions: dict[str, list[int]] = field(default_factory=dict)
    thread: Channel | None = None
    versions: list[Version] = field(default_factory=list)

    @property
    def attachments(self) -> list[Json]:
        """The files that stand by themselves."""
        inside = [(e.get(k) or {}).get("url") for e in self.embeds for k in IMAGES]
        return [f for f in self.files if f["url"] not in inside]

    @property
    def thinking(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def text(self) -> str:
        """All that can be read in it: content, text components, embeds."""
        parts = [self.content, *(c["content"] for c in self.walk() if c["type"] == 10)]
        for embed in self.embeds:
            parts += [embed.get("title", ""), embed.get("description", "")]
            parts += [f"{f['name']}\n{f['value']}" for f in embed.get("fields", [])]
            parts += [embed.get("footer", {}).get("text", "")]
        return "\n".join(part for part in parts if part)

    def walk(self) -> list[Json]:
        """Return all components, outer ones before inner ones."""
        return walk(self.components)


@dataclass(kw_only=True, eq=False)
class Interaction:
    """Something that a user asked of the bot, and what came back."""

    id: int
    token: str
    type: int
    """2 command, 3 component, 4 autocomplete, 5 modal."""
    user: User
    channel: Channel
    created: float
    data: Json
    source: Message | None = None
    """The message whose button was pressed."""
    ack: int | None = None
    """The type of the callback, once there is one."""
    original: Message | None = None
    """What `@original` is."""
    messages: list[Message] = field(default_factory=list)
    """What was said to it: the response, then the followups."""
    modal: Json | None = None
    choices: list[Json] | None = None

    @property
    def answered(self) -> bool:
        """Whether there is something to read beyond "thinking"."""
        return any(not m.thinking and not m.deleted for m in self.messages)

    @property
    def text(self) -> str:
        """All that was said to it."""
        return "\n".join(m.text for m in self.messages if not m.deleted)


def walk(components: list[Json]) -> list[Json]:
    """Return *components* with all that is inside them, outer ones first."""
    found = []
    for part in components:
        found.append(part)
        inner = [*part.get("components", [])]
        inner += [part[k] for k in ("accessory", "component") if k in part]
        found += walk(inner)
    return found
