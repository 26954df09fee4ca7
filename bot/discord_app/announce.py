"""Tells a channel of new notes, each one once."""

from __future__ import annotations

import hashlib
import logging

from collections.abc import Sequence

import discord

from bot.discord_app.desk import Desk
from bot.discord_app.patience import FAILURES, patiently
from bot.discord_app.words import Say, lang_of
from bot.render import discord as render
from bot.render.discord_posts import LIMIT, size
from rag.query_types import Lang
from rag.types import Entry, Header, Note


log = logging.getLogger(__name__)

SHOWN = 10
"""Notes that are named at a time."""


def names(entry: Entry | Header) -> tuple[str, str]:
    """Return two names of a note, of which a renamed or moved one keeps the second."""
    return entry.id, f"{entry.day or ''} {entry.title}"


def unannounced(entries: Sequence[Note], known: set[str]) -> list[Note]:
    """Return the notes that neither name is known of, as they stand."""
    return [e for e in entries if not known.intersection(names(e))]


def message(new: Sequence[Note], lang: Lang) -> str:
    """Return what to say of *new* notes, the latest first; fits into a message."""
    latest = sorted(new, key=lambda e: str(e.day or ""), reverse=True)
    head = Say.NEW_NOTES.text(lang, count=len(latest))
    for shown in range(min(SHOWN, len(latest)), 0, -1):
        (first, *rest) = render.listing(latest[:shown], lang=lang)
        more = len(latest) - shown
        tail = f"\n{Say.AND_MORE.text(lang, count=more)}" if more else ""
        text = f"**{head}**\n{first.content}{tail}"
        if not rest and size(text) <= LIMIT:
            return text
    return f"**{head}**"


async def announce(client: discord.Client, desk: Desk, channel_id: int) -> None:
    """
    Tell the channel what is new since the last time; never fails.

    The first time nothing is told, for then every note is new.
    """
    entries = await desk.quickly(desk.app.catalogue.headers)
    known = await desk.store.run(lambda f: f.announced())
    new = unannounced(entries, known) if known is not None else []
    if new:
        try:
            if not await _post(client, channel_id, new):
                return
        except FAILURES as e:
            # They stay unannounced, so that the next time makes up for it.
            log.warning(
                "new notes were not announced in channel %d: %s; allow the bot to "
                "send messages there",
                channel_id,
                e,
            )
            return
    if new or known is None:
        told = [
            name for e in (new if known is not None else entries) for name in names(e)
        ]
        await desk.store.run(lambda f: f.announce(told))


async def _post(client: discord.Client, channel_id: int, new: Sequence[Header]) -> bool:
    """Tell of *new* notes; False where nothing can be told."""
    channel = client.get_channel(channel_id)
    if channel is None:
        channel = await patiently(lambda: client.fetch_channel(channel_id))
    if not isinstance(channel, discord.abc.Messageable):
        log.warning("channel %d takes no messages; set another one", channel_id)
        return False
    guild = getattr(channel, "guild", None)
    lang = lang_of(guild.preferred_locale) if guild else "ko"
    ids = "\n".join(e.id for e in new).encode()
    # The same news twice in a row, such as after a crash, are one message.
    nonce = int.from_bytes(hashlib.blake2b(ids, digest_size=7).digest())
    text = message(new, lang)
    await patiently(lambda: channel.send(text, nonce=nonce, suppress_embeds=True))
    return True
