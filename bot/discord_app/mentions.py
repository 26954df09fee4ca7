"""Questions that are asked by a message: a mention, a reply, a direct message."""

from __future__ import annotations

import asyncio
import logging
import time

from dataclasses import dataclass, replace

import discord

from bot.discord_app import reading
from bot.discord_app.conversation import (
    asked,
    long_enough,
    mentions,
    recovered,
    thread_name,
)
from bot.discord_app.desk import Desk
from bot.discord_app.patience import FAILURES
from bot.discord_app.people import asker_of, whisper
from bot.discord_app.question import Question
from bot.discord_app.reply import Reply
from bot.discord_app.trouble import excuse, refused
from bot.discord_app.words import Say
from rag.types import Ask, Turn
from rag.understand.language.lang import language


log = logging.getLogger(__name__)

_LONGEST = 2_000
_KINDS = {discord.MessageType.default, discord.MessageType.reply}


@dataclass
class _Asking:
    """A message whose answer is under way."""

    text: str
    taken: str
    """What of it is being answered."""
    task: asyncio.Task[object] | None
    spot: Reply | None = None


class Mentions:
    """Answers messages; for one connected client."""

    def __init__(self, desk: Desk, me: int, *, reads_all: bool) -> None:
        """
        Args:
            desk: Where questions are answered.
            me: Our id.
            reads_all: Whether we see what does not mention us.
        """
        self._desk = desk
        self._me = me
        self._reads_all = reads_all
        self._asking: dict[int, _Asking] = {}

    async def on_message(self, message: discord.Message) -> None:
        """Answer *message* if it is meant for us; never fails."""
        if message.author.bot or message.webhook_id or message.type not in _KINDS:
            return
        if not await self._meant(message):
            return
        if not self._desk.gate.rules.welcome(asker_of(message)):
            log.debug("a message where the bot is not welcome")
            return
        text = await self._question(message)
        if text is None:
            return
        lang = language(text)
        refusal = self._desk.gate.admit(asker_of(message))
        if refusal:
            await whisper(message, refused(refusal, lang, now=time.time()))
            return
        with self._desk.at_work():
            try:
                await self._answer(message, text)
            except Exception as e:  # noqa: BLE001  # as `Tree.on_error`, for messages
                await whisper(message, excuse(e, lang))

    def on_edit(self, message_id: int, content: str) -> None:
        """Answer the new words of a message that is being answered."""
        asking = self._asking.get(message_id)
        text = asked(content, self._me)[:_LONGEST]
        if asking and text:
            asking.text = text

    async def on_delete(self, message_id: int) -> None:
        """Stop answering a message that is gone; its author has thought better."""
        asking = self._asking.pop(message_id, None)
        if asking and asking.task:
            asking.task.cancel()
            await asyncio.wait([asking.task])
            if asking.spot:
                await asking.spot.withdraw()

    async def _meant(self, message: discord.Message) -> bool:
        if message.guild is None or mentions(message.content, self._me):
            return True
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message):
            return replied.author.id == self._me
        channel = message.channel
        ours = isinstance(channel, discord.Thread) and channel.owner_id == self._me
        # Without the intent the text is blank, and talk among others.
        return ours and bool(message.content)

    async def _question(self, message: discord.Message) -> str | None:
        """Return what *message* asks; None after saying how to ask."""
        if text := asked(message.content, self._me)[:_LONGEST]:
            return text
        if not message.content and message.guild and not self._reads_all:
            if not message.attachments:
                await whisper(message, self._local(message, Say.UNREADABLE))
            return None
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and replied.author.id != self._me:
            again, content = recovered(replied.content)
            if text := asked(again or content, self._me)[:_LONGEST]:
                return text
        await whisper(message, self._local(message, Say.HOW))
        return None

    def _local(self, message: discord.Message, say: Say) -> str:
        """Return a sentence in the language of the server."""
        locale = message.guild.preferred_locale if message.guild else "ko"
        lang = "ko" if str(locale).startswith("ko") else "en"
        return say.text(lang, mention=f"<@{self._me}>")  # type: ignore[arg-type]  # one of the two

    async def _answer(self, message: discord.Message, text: str) -> None:
        asking = _Asking(text=text, taken=text, task=asyncio.current_task())
        self._asking[message.id] = asking
        try:
            history = await reading.history(message, self._me)
            spot, opened = await self._spot(message, history)
            asking.spot = spot
            ask = Ask(question=text, history=history, today=self._desk.app.today())

            def renewed() -> Ask | None:
                if asking.text == asking.taken:
                    return None
                asking.taken = asking.text
                return replace(ask, question=asking.text)

            question = Question(ask=ask, asker=asker_of(message), renewed=renewed)
            await self._desk.answer(question, spot)
            if opened and not self._reads_all:
                hint = Say.HERE_MENTION.text(language(text))
                await opened.send(f"-# {hint}")
        except Exception:
            if asking.spot:  # what was shown so far is never gone on with
                await asking.spot.withdraw()
            raise
        finally:
            self._asking.pop(message.id, None)

    async def _spot(
        self, message: discord.Message, history: tuple[Turn, ...]
    ) -> tuple[Reply, discord.Thread | None]:
        """Return where the answer goes, and the thread that was opened for it."""
        opened = await _opened(message, history)
        if opened is None:
            await _typing(message.channel)
        spot = Reply(
            None if opened else message,
            asker=message.author,
            channel=opened or message.channel,
            sorry=self._local(message, Say.CANT_WRITE),
        )
        return spot, opened


async def _opened(
    message: discord.Message, history: tuple[Turn, ...]
) -> discord.Thread | None:
    """Open a thread for a long exchange; None where there is no need or no way."""
    channel = message.channel
    if not isinstance(channel, discord.TextChannel) or not long_enough(history):
        return None
    may = channel.permissions_for(channel.guild.me)
    if not (may.create_public_threads and may.send_messages_in_threads):
        return None
    try:
        return await message.create_thread(name=thread_name(_unaddressed(message)))
    except FAILURES as e:
        log.info("no thread was opened: %s", type(e).__name__)
        return None


def _unaddressed(message: discord.Message) -> str:
    """Return what *message* says, with names for mentions, but without ours."""
    guild = message.guild
    name = f"@{guild.me.display_name}" if guild else ""
    text = message.clean_content
    return text.replace(name, "") if text.replace(name, "").strip() else text


async def _typing(channel: discord.abc.Messageable) -> None:
    """Show that something is coming."""
    try:
        await channel.typing()
    except FAILURES as e:
        log.debug("typing was not shown: %s", type(e).__name__)
