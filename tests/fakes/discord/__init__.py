"""
Discord on the loopback, for tests with a real, unmodified discord.py.

    async with discord_world() as world:
        guild = world.guild("TIL", mina := world.user("민아", locale="ko"))
        place = world.channel(guild, "질문")
        ...  # start the bot with world.base (REST, says where the gateway is), world.token
        await world.until(lambda: world.commands[None])       # it has synchronised
        asked = world.slash(mina, place, "질문", question="패딩이 뭐야?")
        reply = await world.answer(asked)                     # first that is no "thinking"
        assert "패딩" in reply.text                           # content, embeds, text displays
        assert set() == world.pings()

Users do: `slash`, `autocomplete`, `context_menu`, `click`, `modal_submit`, `say`,
`rewrite`, `delete`, `clear`, `thread`, `post` (forum), `react`. What a client would not offer (an
unknown command, a disabled button, an option too long) raises `Impossible`. Names are
those that the user sees in their locale.

Users see: `seen(user, place)`, `messages(place)`, `said(place)`, `message.versions` (each
edit with its time), `.ephemeral`, `.only_for`, `.thinking`, `.pings`, `.reactions`,
`.attachments` with `read(attachment)`, `pictures(message)` for all files that are shown,
`.thread`; `typing`; `interaction.messages`,
`.ack`, `.choices`, `.modal`. All that was asked: `requests`.

Time: `world.clock.advance(4)` makes the next acknowledgement late, `advance(901)` ends a
token. It stands still otherwise, so a slow machine changes nothing. Rate limits alone
run on the real clock as well, since discord.py sleeps for real; `bucket=(5, 0.2)` makes
their window short.

Trouble: `world.faults.add(method="POST", path="/webhooks/", status=502, done=True)`, also
`delay`, `late`, `reset`, `times`, `body`; `world.faults.limit_globally(1.5)`;
`await world.gateway.drop(1001)` (None cuts), `.reconnect()`, `.invalidate(resumable=)`,
`.acks = False`, `.refusing = 503`, `.close_on_identify = 4014`; `await world.restart()`.
`permit(place, world.bot, deny=["create_public_threads"])` takes rights away; `archive`,
`remove` and `expel_bot` take places away.

By default the bot has no privileged intent; `discord_world(privileged=["content"])`
grants one. A bare client is pointed here by `pointed_at(world)`; `fakes.discord.bare` has
one, for the tests of the fake itself.

At its end a world checks that nothing was asked for that it does not know, and every
exchange against Discord's own OpenAPI document, if TILBOT_TEST_DISCORD_OPENAPI names it.
Not spoken: compression (discord.py takes plain frames), shards, voice, polls, stickers,
commands that a user installs, webhooks that are no interaction's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager

from fakes.discord import openapi
from fakes.discord.faults import Fault
from fakes.discord.offers import Impossible
from fakes.discord.server import Server
from fakes.discord.state import Channel, Guild, Interaction, Message, Role, User
from fakes.discord.world import World


__all__ = [
    "Channel",
    "DiscordWorld",
    "Fault",
    "Guild",
    "Impossible",
    "Interaction",
    "Message",
    "Role",
    "User",
    "discord_world",
    "pointed_at",
]


class DiscordWorld(World):
    """A world with its server."""

    def __init__(
        self, *, privileged: Iterable[str] = (), bucket: tuple[int, float] = (5, 5.0)
    ) -> None:
        super().__init__(privileged=privileged, bucket=bucket)
        self.server = Server(self)

    async def restart(self, *, forget: bool = False) -> None:
        """Go down and come back on the same port, perhaps without its sessions."""
        await self.server.stop()
        if forget:
            self.gateway.sessions.clear()
        await self.server.start()


@asynccontextmanager
async def discord_world(
    *, privileged: Iterable[str] = (), bucket: tuple[int, float] = (5, 5.0)
) -> AsyncIterator[DiscordWorld]:
    """Run a world; *bucket* is how many messages a channel takes in how many seconds."""
    world = DiscordWorld(privileged=privileged, bucket=bucket)
    await world.server.start()
    try:
        yield world
    finally:
        await world.server.stop()
        await world.end()
    world.bugs += [
        AssertionError(f"the fake does not know {call.method} {call.path}")
        for call in world.requests
        if not call.template and not call.injected
    ]
    if openapi.DOCUMENT:
        world.bugs += map(AssertionError, openapi.complaints(world.requests))
    if world.bugs:
        raise ExceptionGroup("not as Discord is", world.bugs)


@contextmanager
def pointed_at(world: DiscordWorld) -> Iterator[None]:
    """Make discord.py talk to *world*; it keeps its addresses in two classes."""
    import yarl

    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = world.base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(world.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
