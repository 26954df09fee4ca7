"""Reads a conversation from Discord: a chain of replies, a thread, a direct message."""

from __future__ import annotations

import logging

from collections.abc import Sequence

import discord

from bot.discord_app.conversation import Said, mentions, turns
from bot.discord_app.patience import FAILURES
from rag.types import Turn


log = logging.getLogger(__name__)

_CHAIN = 10
"""Messages that a chain of replies is followed back; each may be a request."""
_RECENT = 30
"""Messages of a thread or a direct message that are looked at."""


async def history(message: discord.Message, me: int) -> tuple[Turn, ...]:
    """
    Return what was said before *message*; what can't be read is left out.

    In a thread that we opened all that was said, in another's thread what was
    said to us, each with what led there; in a direct message what was said
    lately; everywhere the chain of replies.
    """
    said: list[discord.Message] = []
    try:
        if isinstance(message.channel, discord.Thread):
            said = await _in_thread(message.channel, me, before=message)
        elif message.reference is None and message.guild is None:
            said = await _recent(message.channel, before=message)
        said += await _chain(message)
    except FAILURES as e:
        log.info("earlier messages can't be read: %s", type(e).__name__)
    return _turns([m for m in said if m.id != message.id], me)


async def thread(channel: object, me: int) -> tuple[Turn, ...]:
    """Return what was said in *channel* if it is a thread of ours; else nothing."""
    if not isinstance(channel, discord.Thread) or channel.owner_id != me:
        return ()
    try:
        return _turns(await _in_thread(channel, me, before=None), me)
    except FAILURES as e:
        log.info("a thread can't be read: %s", type(e).__name__)
        return ()


async def _in_thread(
    channel: discord.Thread, me: int, *, before: discord.Message | None
) -> list[discord.Message]:
    said = await _recent(channel, before=before)
    if channel.owner_id != me:
        said = [m for m in said if _with_us(m, me)]
    if start := await _start(channel):
        said += [start, *await _chain(start)]
    return said


def _turns(messages: Sequence[discord.Message], me: int) -> tuple[Turn, ...]:
    unique = {m.id: m for m in messages}
    return turns(
        [
            Said(id=key, ours=m.author.id == me, text=m.content)
            for key, m in sorted(unique.items())
            if m.author.id == me or not m.author.bot
        ],
        me,
    )


def _with_us(message: discord.Message, me: int) -> bool:
    """Say whether *message* is ours, or was said to us."""
    replied = message.reference.resolved if message.reference else None
    return (
        message.author.id == me
        or mentions(message.content, me)
        or (isinstance(replied, discord.Message) and replied.author.id == me)
    )


async def _recent(
    channel: discord.abc.Messageable, *, before: discord.Message | None
) -> list[discord.Message]:
    return [m async for m in channel.history(limit=_RECENT, before=before)]


async def _start(thread: discord.Thread) -> discord.Message | None:
    """Return the message that *thread* hangs on."""
    if thread.starter_message:
        return thread.starter_message
    parent = thread.parent
    # In a forum the first message stands in the thread itself.
    place = parent if isinstance(parent, discord.TextChannel) else thread
    try:
        return await place.fetch_message(thread.id)
    except FAILURES:
        return None


async def _chain(message: discord.Message) -> list[discord.Message]:
    """Return the messages that *message* replies to, nearest first."""
    found: list[discord.Message] = []
    while len(found) < _CHAIN and (before := await _before(message)):
        found.append(before)
        message = before
    return found


async def _before(message: discord.Message) -> discord.Message | None:
    """Return what *message* replies to, or the first message of our answer."""
    reference = message.reference
    if reference and reference.type is discord.MessageReferenceType.default:
        if reference.message_id is None:
            return None
        if isinstance(reference.resolved, discord.DeletedReferencedMessage):
            return None
        known = reference.resolved or reference.cached_message
        if isinstance(known, discord.Message):
            return known
        wanted = reference.message_id
    else:
        metadata = message.interaction_metadata
        if metadata is None:
            return None
        # Another try answers what the answer with the button did.
        original = metadata.original_response_message_id
        above = original or metadata.interacted_message_id
        if above is None:
            return None
        wanted = above
    try:
        return await message.channel.fetch_message(wanted)
    except FAILURES:
        return None
