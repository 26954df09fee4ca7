"""The state of the fake, and how it changes; who asks is checked elsewhere."""

from __future__ import annotations

import asyncio
import base64
import time

from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from fakes.discord import mentions, payloads
from fakes.discord.clock import Clock
from fakes.discord.exchange import Exchange
from fakes.discord.faults import Faults
from fakes.discord.gateway import Gateway
from fakes.discord.permissions import DEFAULT, bits, can
from fakes.discord.state import (
    DM,
    EPHEMERAL,
    FORUM,
    HAS_THREAD,
    LOADING,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
    User,
    Version,
    walk,
)


T = TypeVar("T")
FLAGS = {"presences": 1 << 12, "members": 1 << 14, "content": 1 << 18}


class World:
    """All that there is; `fakes.discord.people.People` adds what users do."""

    def __init__(
        self, *, privileged: Iterable[str] = (), bucket: tuple[int, float] = (5, 5.0)
    ) -> None:
        self.clock = Clock()
        self.privileged = set(privileged)
        """Of "content", "members", "presences": what the portal grants the bot."""
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self.commands: dict[int | None, dict[int, Json]] = defaultdict(dict)
        """By guild, None for everywhere."""
        self.created: dict[int | None, int] = defaultdict(int)
        self.files: dict[str, bytes] = {}
        self.typing: list[tuple[Channel, User]] = []
        self.requests: list[Exchange] = []
        """Every request with its answer, in order."""
        self.gateway = Gateway(world=self)
        self.faults = Faults(self.clock, *bucket)
        self.port = 0
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self.bot = self.user("tilbot", bot=True)
        first = base64.b64encode(str(self.bot.id).encode()).decode()
        self.token = f"{first}.fake.not-a-secret"

    @property
    def base(self) -> str:
        """Where REST is."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is; `GET /gateway` says so."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def application_flags(self) -> int:
        """The flags of the application, by what it was granted."""
        return sum(FLAGS[name] for name in self.privileged)

    # People and places

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
        guild.members.setdefault(who.id, set()).update(r.id for r in roles)

    def role(
        self, guild: Guild, name: str, *can: str, mentionable: bool = False
    ) -> Role:
        """Add a role with permissions by their names."""
        made = Role(id=self.clock.snowflake(), name=name, permissions=bits(*can))
        made.mentionable = mentionable
        guild.roles[made.id] = made
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

    def guild_payload(self, guild: Guild) -> Json:
        """Return a guild with what the bot sees of it."""
        seen = [
            c
            for c in self.channels.values()
            if c.guild is guild and can(self.bot, c, "view_channel")
        ]
        people = [self.users[i] for i in guild.members]
        return payloads.guild(guild, self.bot, seen, people)

    # Messages

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
        attachments: list[Json] | None = None,
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
            attachments=attachments or [],
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
        if not message.flags & EPHEMERAL:
            self.gateway.dispatch("MESSAGE_DELETE", data, message.channel)
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
            if message.author.id in guild.members and not message.interaction:
                member = payloads.member(guild, message.author)
                data["member"] = {k: v for k, v in member.items() if k != "user"}
        self.gateway.dispatch(event, data, message.channel)

    # Time

    def changed(self) -> None:
        """Wake those who wait in `until`."""
        self._news.set()

    async def until(self, wanted: Callable[[], T], timeout: float = 5.0) -> T:  # noqa: ASYNC109
        """Return what *wanted* returns, as soon as that is true."""
        async with asyncio.timeout(timeout):
            while not (found := wanted()):
                self._news.clear()
                await self._news.wait()
        return found

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside, until the world ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        """Stop what still runs."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _number(components: list[Json]) -> None:
    """Give each component the id that Discord's answers have."""
    for n, part in enumerate(walk(components), 1):
        part.setdefault("id", n)
        if part["type"] == 3:
            part.setdefault("min_values", 1)
            part.setdefault("max_values", 1)
        if part["type"] == 17:
            part.setdefault("accent_color", None)
            part.setdefault("spoiler", False)
