"""The gateway: sessions, their replay, and how they end."""

from __future__ import annotations

import asyncio
import json

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web
from fakes.discord import payloads
from fakes.discord.intents import PRIVILEGED, blanked, wants
from fakes.discord.permissions import can
from fakes.discord.state import Channel, Json


if TYPE_CHECKING:
    from fakes.discord.world import World


@dataclass(eq=False)
class Session:
    """One session of the bot; it outlives its connections."""

    id: str
    intents: int
    socket: web.WebSocketResponse | None = None
    transport: asyncio.BaseTransport | None = None
    sequence: int = 0
    sent: list[Json] = field(default_factory=list)
    """All events, for the replay."""


@dataclass(kw_only=True)
class Gateway:
    """Where bots listen; its fields and methods are there to be misused."""

    world: World
    sessions: dict[str, Session] = field(default_factory=dict)
    log: list[tuple[int, Json]] = field(default_factory=list)
    """What clients sent: op and data."""
    interval: float = 41.25
    acks: bool = True
    """False leaves heartbeats unanswered."""
    refusing: int | None = None
    """A status answers every attempt to connect."""
    close_on_identify: int | None = None

    def dispatch(
        self,
        event: str,
        data: Json,
        place: Channel | None = None,
        *,
        own: bool = False,
    ) -> None:
        """
        Send an event to every session that may have it, later if it is away.

        What a bot's *own* membership is, it hears in any case.
        """
        if place and not can(self.world.bot, place, "view_channel"):
            return
        for session in self.sessions.values():
            if own or wants(session.intents, event, place):
                body = blanked(data, session.intents, self.world, place)
                self._event(session, event, body)

    def _event(self, session: Session, event: str, data: Json) -> None:
        session.sequence += 1
        frame = {"op": 0, "t": event, "s": session.sequence, "d": data}
        session.sent.append(frame)
        self._send(session.socket, frame)

    def _send(self, socket: web.WebSocketResponse | None, frame: Json) -> None:
        if socket is not None and not socket.closed:
            self.world.background(_quietly(socket, frame))

    @property
    def connected(self) -> list[Session]:
        """The sessions that somebody listens to."""
        return [s for s in self.sessions.values() if s.socket is not None]

    def count(self, op: int) -> int:
        """Return how often clients sent an op: 2 identify, 6 resume, 1 heartbeat."""
        return sum(o == op for o, _ in self.log)

    async def drop(self, code: int | None = None) -> None:
        """Close all connections with a code, or cut them without one."""
        for session in self.connected:
            socket, session.socket = session.socket, None
            assert socket
            if code is None:
                assert isinstance(session.transport, asyncio.Transport)
                session.transport.abort()
            else:
                await socket.close(code=code)

    def reconnect(self) -> None:
        """Ask clients to come back, op 7."""
        for session in self.connected:
            self._send(session.socket, {"op": 7, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Tell clients that their session is over, op 9."""
        for session in self.connected:
            socket = session.socket
            if not resumable:
                del self.sessions[session.id]
            self._send(socket, {"op": 9, "d": resumable})

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if self.refusing:
            return web.Response(status=self.refusing)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        hello = {"heartbeat_interval": int(self.interval * 1000)}
        await _quietly(socket, {"op": 10, "d": hello, "t": None, "s": None})
        session: Session | None = None
        try:
            async for frame in socket:
                if frame.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    break
                session = await self._receive(socket, frame.data, session)
                if session:
                    session.transport = request.transport
                self.world.changed()
        except Exception as error:  # noqa: BLE001  # told when the world ends
            self.world.bugs.append(error)
        finally:
            if session and session.socket is socket:
                session.socket = None
        return socket

    async def _receive(
        self, socket: web.WebSocketResponse, raw: str | bytes, session: Session | None
    ) -> Session | None:
        try:
            frame = json.loads(raw)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            await socket.close(code=4002)
            return session
        self.log.append((op, data))
        if op == 1:
            if self.acks:
                self._send(socket, {"op": 11, "d": None})
        elif op == 2:
            return await self._identify(socket, data, session)
        elif op == 6:
            return await self._resume(socket, data)
        elif session is None:
            await socket.close(code=4003)
        elif op == 8:
            self._members(session, data)
        elif op not in {3, 4}:
            await socket.close(code=4001)
        return session

    async def _identify(
        self, socket: web.WebSocketResponse, data: Json, session: Session | None
    ) -> Session | None:
        asked = data.get("intents", 0)
        wrong = (
            self.close_on_identify
            or (session and 4005)
            or (data.get("token") != self.world.token and 4004)
            or (asked >= 1 << 26 and 4013)
            or (self._forbidden(asked) and 4014)
        )
        if wrong:
            await socket.close(code=wrong)
            return session
        session = Session(f"{self.world.clock.snowflake():032x}", asked, socket)
        self.sessions[session.id] = session
        self._event(session, "READY", self._ready(session))
        for guild in self.world.guilds.values():
            if self.world.bot.id in guild.members:
                self._event(session, "GUILD_CREATE", self.world.guild_payload(guild))
        return session

    def _forbidden(self, intents: int) -> bool:
        return any(
            intents & bit and name not in self.world.privileged
            for bit, name in PRIVILEGED.items()
        )

    def _ready(self, session: Session) -> Json:
        me = payloads.user(self.world.bot)
        guilds = [
            g for g in self.world.guilds.values() if self.world.bot.id in g.members
        ]
        return {
            "v": 10,
            "user": {**me, "verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.world.gateway_url,
            "shard": [0, 1],
            "application": {
                "id": str(self.world.bot.id),
                "flags": self.world.application_flags,
            },
        }

    async def _resume(
        self, socket: web.WebSocketResponse, data: Json
    ) -> Session | None:
        session = self.sessions.get(data.get("session_id") or "")
        if data.get("token") != self.world.token:
            await socket.close(code=4004)
            return None
        if session is None:
            self._send(socket, {"op": 9, "d": False})
            return None
        if data["seq"] > session.sequence:
            await socket.close(code=4007)
            return None
        session.socket = socket
        for frame in session.sent[data["seq"] :]:
            self._send(socket, frame)
        self._event(session, "RESUMED", {})
        return session

    def _members(self, session: Session, data: Json) -> None:
        guild = self.world.guilds[int(data["guild_id"])]
        people = [self.world.users[i] for i in guild.members]
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(guild, u) for u in people],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
            "nonce": data.get("nonce"),
        }
        self._event(session, "GUILD_MEMBERS_CHUNK", chunk)


async def _quietly(socket: web.WebSocketResponse, frame: Json) -> None:
    """Send, unless the other side is gone; it is played back when it resumes."""
    try:
        await socket.send_str(json.dumps(frame))
    except (ConnectionError, asyncio.CancelledError):
        pass
