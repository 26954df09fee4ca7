"""Runs the bot: start, lasting, and an orderly end."""

from __future__ import annotations

import asyncio
import logging
import signal

from collections.abc import Awaitable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot.discord_app.buttons import under
from bot.discord_app.connection import lasting
from bot.discord_app.desk import Desk
from bot.discord_app.gate import Gate, Rules
from bot.discord_app.lock import only_one
from bot.discord_app.store import Store
from bot.discord_app.streaming import Pacer
from bot.discord_app.watching import Changes, Reindexer, beside, logged, once_free
from bot.kept import FILE
from bot.render.discord_posts import Draw
from bot.settings import DiscordSettings
from rag.errors import IndexBusy


if TYPE_CHECKING:
    from bot.wiring import App
    from rag.chain.runnable import AnswerChain

log = logging.getLogger(__name__)
T = TypeVar("T")

FINISHING = 7.5
"""Seconds that answers under way may take once we are told to stop."""
WARNING = 1.0
"""Seconds that the others have to say that they were stopped."""


async def serve(
    app: App,
    settings: DiscordSettings,
    *,
    stop: asyncio.Event,
    changes: Changes | None = None,
    draw: Draw | None = None,
) -> None:
    """
    Answer on Discord until *stop* is set.

    Args:
        app: The parts of tilbot.
        settings: Of Discord; its token is needed.
        stop: Set from outside; what is under way is finished first.
        changes: Tells of changed notes; None watches nothing.
        draw: Draws formulae.

    Raises:
        ConfigError: Discord refuses the token, or what we want.
        AlreadyRunning: another process answers with this token.
        FeedbackBroken: votes can't be kept.
        TilbotError: as `App.ensure_index`.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(only_one(app.settings.home, settings.token))
        store = Store(app.settings.home / FILE)
        stack.callback(store.close)
        chain = await _unless(stop, once_free(lambda: beside(lambda: _prepared(app))))
        if chain is None:
            return
        gate = await _gate(settings, store, ZoneInfo(app.settings.timezone))
        desk = Desk(
            app=app,
            chain=chain,
            store=store,
            gate=gate,
            pacer=Pacer(),
            under=under,
            draw=draw,
        )
        stack.callback(desk.close)
        online = asyncio.create_task(
            lasting(
                desk,
                settings,
                lambda client: Reindexer(app, client.announce),
                changes=changes if settings.watch else None,
            )
        )
        await _until(stop, online, desk)


async def _unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """Return what *work* gives, or None as soon as *stop* is set."""
    waiting, working = asyncio.create_task(stop.wait()), asyncio.ensure_future(work)
    try:
        await asyncio.wait({waiting, working}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        waiting.cancel()
        working.cancel()


def _prepared(app: App) -> AnswerChain:
    """Index what is not indexed, and load what the first question would wait for."""
    try:
        app.ensure_index(logged, lambda *_: None)
    except IndexBusy:
        if app.generations.current() is None:
            raise
        log.info("another process is indexing; what is indexed answers meanwhile")
    chain = app.chain()
    _ = app.embedder
    app.warm()
    return chain


async def _gate(settings: DiscordSettings, store: Store, zone: ZoneInfo) -> Gate:
    """Return a gate that goes on counting where the last one stopped."""
    rules = Rules(
        guilds=settings.guilds,
        channels=settings.channels,
        roles=settings.roles,
        cooldown=settings.cooldown,
        per_day=settings.per_day,
        queue=settings.queue,
    )
    gate = Gate(rules=rules, clock=lambda: datetime.now(zone))
    now = gate.clock()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    await store.run(lambda f: f.forget(now))
    gate.resume(await store.run(lambda f: f.asked_since(midnight)))
    return gate


async def _until(stop: asyncio.Event, online: asyncio.Task[None], desk: Desk) -> None:
    """Wait for the one or the other, then end in order."""
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({waiting, online}, return_when=asyncio.FIRST_COMPLETED)
        desk.gate.leaving = True
        if not online.done():
            log.info("stopping; %d answers are under way", len(desk.flight))
        await desk.flight.land(FINISHING, warning=WARNING)
    finally:
        waiting.cancel()
        online.cancel()
        await asyncio.wait({online}, timeout=WARNING)
    if online.done() and not online.cancelled():
        online.result()


def stopped_by_signals(stop: asyncio.Event) -> None:
    """Set *stop* on SIGTERM and SIGINT, where the system has them."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            # Windows: Ctrl-C cancels the main task, and the process ends.
            return
