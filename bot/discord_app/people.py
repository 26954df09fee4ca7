"""Who asks, and how they are told something that is for them alone."""

from __future__ import annotations

import logging
import time

import discord

from bot.discord_app.delivery import Response, Spot
from bot.discord_app.gate import Asker, Gate
from bot.discord_app.interaction import Interaction
from bot.discord_app.patience import (
    ACKNOWLEDGED,
    EXPIRED,
    FAILURES,
    NO_REPLIES,
    code,
    patiently,
)
from bot.discord_app.reply import Reply
from bot.discord_app.trouble import excuse, refused
from bot.discord_app.words import lang_of


log = logging.getLogger(__name__)

_THINKING = "thinking"
"""The note on an interaction that everybody sees being worked on."""
_GLANCE = 15.0
"""Seconds that a word to one person stays where others can read it."""


def asker_of(event: Interaction | discord.Message) -> Asker:
    """Return who asks by a command or a message, and where."""
    user = event.user if isinstance(event, discord.Interaction) else event.author
    channel = event.channel
    places = {getattr(channel, "id", None), getattr(channel, "parent_id", None)}
    roles = user.roles if isinstance(user, discord.Member) else []
    return Asker(
        user=user.id,
        guild=event.guild.id if event.guild else None,
        channels=frozenset(p for p in places if p is not None),
        roles=frozenset(role.id for role in roles),
    )


async def admitted(interaction: Interaction, gate: Gate) -> bool:
    """Take a question, or say privately why not."""
    refusal = gate.admit(asker_of(interaction))
    if refusal is None:
        return True
    lang = lang_of(interaction.locale)
    await tell(interaction, refused(refusal, lang, now=time.time()))
    return False


async def deferred(interaction: Interaction, *, private: bool) -> Spot | None:
    """
    Tell Discord at once that an answer will come, and return where it goes.

    None when another process has this interaction. One that has expired is
    answered beside it.
    """
    tries = 0

    async def defer() -> None:
        nonlocal tries
        tries += 1
        await interaction.response.defer(thinking=True, ephemeral=private)

    try:
        await patiently(defer, pauses=(0.2, 0.5))
    except discord.HTTPException as e:
        if code(e) == ACKNOWLEDGED and tries == 1:
            log.warning("another process answers with this token")
            return None
        if code(e) in EXPIRED:
            log.warning("an interaction expired before it could be acknowledged")
            return Reply.beside(interaction, private=private)
        if code(e) != ACKNOWLEDGED:
            raise
    if not private:
        interaction.extras[_THINKING] = True
    return Response(interaction, private=private)


async def tell(interaction: Interaction, text: str) -> None:
    """Say *text* to the one who acts, and to nobody else; never fails."""
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True)
            return
        if interaction.extras.pop(_THINKING, False):
            # The next message would take its place, for all to see.
            await interaction.delete_original_response()
        await interaction.followup.send(text, ephemeral=True)
    except FAILURES as e:
        log.info("the asker could not be told: %s", type(e).__name__)


async def apologise(interaction: Interaction, error: BaseException) -> None:
    """Tell the one who acts that it failed; never fails itself."""
    await tell(interaction, excuse(error, lang_of(interaction.locale)))


async def whisper(message: discord.Message, text: str) -> None:
    """
    Answer *message* for its author alone; never fails.

    By a direct message, or where they take none by one that soon goes away.
    """
    try:
        if message.guild is None:
            await message.channel.send(text)
            return
        try:
            await message.author.send(text)
        except discord.Forbidden:
            await _in_passing(message, text)
    except FAILURES as e:
        log.info("the asker could not be told: %s", type(e).__name__)


async def _in_passing(message: discord.Message, text: str) -> None:
    """Say *text* where *message* stands, for a moment."""
    try:
        await message.reply(text, delete_after=_GLANCE, mention_author=False)
    except discord.HTTPException as e:
        if code(e) != NO_REPLIES:
            raise
        await message.channel.send(text, delete_after=_GLANCE)
