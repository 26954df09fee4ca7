"""The commands about the bot itself: what it knows, and taking changes in."""

from __future__ import annotations

import asyncio

from typing import Any

import discord

from discord import app_commands

from bot.discord_app.interaction import Interaction
from bot.discord_app.people import deferred
from bot.discord_app.streaming import Preview
from bot.discord_app.trouble import Sorry
from bot.discord_app.words import Say, lang_of
from bot.render.discord_posts import LIMIT, Post
from rag.index_types import IndexReport, IndexStatus
from rag.query_types import Lang


_CATEGORIES = 12
"""Categories that are named."""
_PROBLEMS = 5
"""Files that are named when they can't be read."""


@app_commands.command(name="about", description="What is indexed, and how to ask")
async def about(interaction: Interaction) -> None:
    """Tell what is indexed, to the one who asks."""
    desk = interaction.client.desk
    with desk.flight.aboard():
        spot = await deferred(interaction, private=True)
        if spot is None:
            return
        status = await desk.quickly(desk.app.status)
        lang = lang_of(interaction.locale)
        me = f"<@{interaction.application_id}>"
        model = desk.app.settings.chat_model
        text = told(status, model, lang, mention=me)
        await spot.finish([Post(content=text)])


def told(status: IndexStatus, model: str | None, lang: Lang, *, mention: str) -> str:
    """Return what is indexed, from when, and how to ask."""
    if status.generation is None:
        return Say.NOT_INDEXED.text(lang)
    named = [f"{name} {count}" for name, count in status.categories[:_CATEGORIES]]
    built = status.built_at
    return Say.ABOUT.text(
        lang,
        entries=status.entries,
        first=status.first_day or "–",
        last=status.last_day or "–",
        built=f"<t:{int(built.timestamp())}:R>" if built else "–",
        categories=", ".join(named) or "–",
        model=model or Say.NO_MODEL.text(lang),
        mention=mention,
    )[:LIMIT]


@app_commands.command(name="reindex", description="Take changed notes in now")
@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.checks.has_permissions(manage_guild=True)
async def reindex(interaction: Interaction) -> None:
    """Bring the index level with the notes, and say what changed."""
    client = interaction.client
    lang = lang_of(interaction.locale)
    if client.reindexer.running:
        raise Sorry(Say.BUSY_INDEX)
    with client.desk.flight.aboard():
        spot = await deferred(interaction, private=True)
        if spot is None:
            return
        preview = Preview(spot.preview, pacer=client.desk.pacer, key=spot.key)
        loop = asyncio.get_running_loop()

        def progress(what: str, done: int, total: int) -> None:
            text = Say.INDEXING.text(lang, what=what, done=done, total=total or "?")
            loop.call_soon_threadsafe(preview.update, text)

        async with client.desk.unless_stopped(spot, lang):
            try:
                report = await client.reindexer.run(progress)
            finally:
                await preview.close()
            await spot.finish([Post(content=changed(report, lang))])


def changed(report: IndexReport, lang: Lang) -> str:
    """Return what a run of the indexer did."""
    lines = [
        Say.INDEXED.text(
            lang,
            added=report.added,
            updated=report.updated,
            removed=report.removed,
            unchanged=report.unchanged,
            seconds=report.seconds,
        )
    ]
    unread = [p.path for p in report.problems if p.fatal]
    if unread:
        names = ", ".join(unread[:_PROBLEMS])
        if len(unread) > _PROBLEMS:
            names += ", …"
        names = discord.utils.escape_markdown(names)
        lines.append(Say.PROBLEMS.text(lang, count=len(unread), names=names))
    return "\n".join(lines)[:LIMIT]


ADMIN: tuple[Any, ...] = (about, reindex)
"""The commands of this module."""
