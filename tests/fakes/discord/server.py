"""The HTTP server: reads, records, limits, injects faults, and answers."""

from __future__ import annotations

import asyncio
import json
import math
import re
import socket
import struct

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aiohttp import web
from fakes.discord import rest_channels, rest_interactions, rest_login, rest_messages
from fakes.discord.errors import Refused, refuse, unauthorized
from fakes.discord.exchange import Exchange
from fakes.discord.faults import Fault, Room
from fakes.discord.state import Json


if TYPE_CHECKING:
    from fakes.discord.world import World


Answer = tuple[int, Json | list[Json] | None]
Handler = Callable[["World", Exchange], Answer]
ROUTES: dict[str, Handler] = {
    **rest_login.ROUTES,
    **rest_channels.ROUTES,
    **rest_messages.ROUTES,
    **rest_interactions.ROUTES,
}
"""Handlers by method and template, as "GET /users/{user_id}"."""
TABLE = [
    (*key.split(" "), re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", key)), handler)
    for key, handler in ROUTES.items()
]
LIMITED = {
    "POST /channels/{channel_id}/messages",
    "PATCH /channels/{channel_id}/messages/{message_id}",
    "POST /channels/{channel_id}/typing",
    "POST /webhooks/{webhook_id}/{webhook_token}",
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
}
FREE = re.compile(r"/interactions/|/webhooks/")
"""Routes that need no token of the bot and know no global limit."""
VIA = {"Via": "1.1 google"}


class Server:
    """A world on a port of the loopback."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; on the same port as before, after a `stop`."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self.world.gateway.handle)
        app.router.add_get("/gateway/", self.world.gateway.handle)
        app.router.add_get("/attachments/{id}/{name}", self._file)
        app.router.add_route("*", "/api/v10/{rest:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.world.port)
        await site.start()
        self.world.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening, and cut every connection."""
        await self.world.gateway.drop()
        if self._runner:
            await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        data = self.world.files.get(request.match_info["id"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        world = self.world
        call = await _read(request, world.clock.now)
        world.requests.append(call)
        fault = world.faults.next(call.method, call.path)
        headers = dict(VIA)
        if fault:
            call.injected = True
            world.clock.advance(fault.late)
            await asyncio.sleep(fault.delay)
        if not fault or fault.done or not (fault.status or fault.reset):
            call.status, call.answer = self._answer(call, headers)
        if fault and fault.reset:
            call.status = 0
            _reset(request)
        elif fault and fault.status:
            return self._faulty(call, fault)
        world.changed()
        return _response(call.status, call.answer, headers)

    def _faulty(self, call: Exchange, fault: Fault) -> web.Response:
        assert fault.status
        body = fault.body
        if body is None:
            body = {"message": f"{fault.status}: injected", "code": 0}
        call.status, call.answer = fault.status, body
        self.world.changed()
        return _response(fault.status, body, {**VIA, **fault.headers})

    def _answer(self, call: Exchange, headers: dict[str, str]) -> Answer:
        """Do what is asked, as far as limits and rules allow."""
        try:
            free = FREE.match(call.path)
            handler = _route(call)
            wait = self.world.faults.global_wait()
            if wait and not free:
                return _too_many(headers, wait, everywhere=True)
            if not free and call.template != "/gateway":
                self._authorize(call)
            room = self._room(call)
            if room:
                headers |= _room_headers(call, room)
                if room.refused:
                    return _too_many(headers, room.reset_after, everywhere=False)
            return handler(self.world, call)
        except Refused as refused:
            return refused.status, refused.body
        except Exception as bug:  # noqa: BLE001  # told when the world ends
            self.world.bugs.append(bug)
            return 400, {"message": f"bug in the fake: {bug!r}", "code": 0}

    def _authorize(self, call: Exchange) -> None:
        if call.headers.get("authorization") != f"Bot {self.world.token}":
            raise unauthorized()

    def _room(self, call: Exchange) -> Room | None:
        if f"{call.method} {call.template}" not in LIMITED:
            return None
        if "webhook_token" in call.args:
            return self.world.faults.take(call.args["webhook_token"])
        key = (call.method, call.template, call.args["channel_id"])
        return self.world.faults.take(key)


def _route(call: Exchange) -> Handler:
    asked = f"{call.method} {call.path}"
    for _, template, pattern, handler in TABLE:
        if found := pattern.fullmatch(asked):
            call.template = template
            call.args = {k: unquote(v) for k, v in found.groupdict().items()}
            return handler
    raise refuse(0)


def _room_headers(call: Exchange, room: Room) -> dict[str, str]:
    return {
        "X-RateLimit-Bucket": f"{abs(hash((call.method, call.template))):x}",
        "X-RateLimit-Limit": str(room.limit),
        "X-RateLimit-Remaining": str(room.remaining),
        "X-RateLimit-Reset-After": str(room.reset_after),
    }


def _too_many(headers: dict[str, str], wait: float, *, everywhere: bool) -> Answer:
    wait = math.ceil(wait * 1000) / 1000
    headers["Retry-After"] = str(wait)
    headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    message = "You are being rate limited."
    told = {"message": message, "retry_after": wait, "global": everywhere, "code": 0}
    return 429, told


def _response(status: int, answer: object, headers: dict[str, str]) -> web.Response:
    if isinstance(answer, str):
        headers = {"Content-Type": "text/html", **headers}
        return web.Response(status=status, body=answer.encode(), headers=headers)
    if answer is None:
        return web.Response(status=status or 204, headers=headers)
    # A charset behind it would make discord.py take the body for text.
    headers = {"Content-Type": "application/json", **headers}
    return web.Response(
        status=status, body=json.dumps(answer).encode(), headers=headers
    )


def _reset(request: web.Request) -> None:
    """Break the connection as a crashed peer would."""
    assert request.transport
    peer = request.transport.get_extra_info("socket")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def _read(request: web.Request, now: float) -> Exchange:
    call = Exchange(
        method=request.method,
        path=request.rel_url.raw_path.removeprefix("/api/v10"),
        at=now,
        query=dict(request.query),
        headers={k.lower(): v for k, v in request.headers.items()},
    )
    kind = request.content_type
    if kind.startswith("multipart/"):
        reader = await request.multipart()
        async for part in reader:
            data = bytes(await part.read())  # type: ignore[union-attr]
            name = part.name or ""  # type: ignore[union-attr]
            if name == "payload_json":
                call.body = json.loads(data)
            else:
                call.files[name] = data
                call.names[name] = part.filename or "file"  # type: ignore[union-attr]
    elif kind == "application/json" and request.can_read_body:
        call.body = json.loads(await request.read() or b"null")
    return call
