"""Answers to messages, and what is sent where there is nothing to respond to."""

from __future__ import annotations

import io
import logging
import secrets

from collections.abc import Awaitable, Sequence
from typing import Any

import discord

from bot.discord_app.patience import (
    CLOSED,
    FAILURES,
    NO_REPLIES,
    NOT_ALLOWED,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    code,
    patiently,
)
from bot.render.discord_posts import Post


log = logging.getLogger(__name__)

User = discord.User | discord.Member
_SHUT = {UNKNOWN_CHANNEL, *NOT_ALLOWED, *CLOSED}


def files(post: Post) -> list[discord.File]:
    """Return the pictures of *post*; sending them uses them up."""
    return [
        discord.File(io.BytesIO(p.png), filename=p.name, description=p.alt[:1_000])
        for p in post.pictures
    ]


async def shown(sending: Awaitable[object]) -> bool:
    """Await a preview; False when there is no use in more."""
    try:
        await sending
    except FAILURES as e:
        log.info("a preview was not shown: %s", type(e).__name__)
        return code(e) == 0
    return True


async def taken_back(deleting: Awaitable[object]) -> None:
    """Await the end of what was shown; never fails."""
    try:
        await deleting
    except FAILURES as e:
        log.info("what was shown was not taken back: %s", type(e).__name__)


class Reply:
    """A reply to a message, or what is sent to a channel or a person."""

    def __init__(
        self,
        message: discord.Message | None,
        *,
        asker: User,
        channel: discord.abc.Messageable | None,
        sorry: str = "",
    ) -> None:
        """
        Args:
            message: What to reply to; None just sends.
            asker: Who is written to directly when the channel refuses.
            channel: Where; None for the asker alone.
            sorry: Told to the asker when the channel refuses.
        """
        self._to: discord.Message | None = message
        self._linked = True
        self._asker = asker
        self._channel = channel
        self._sorry = sorry
        self._sent: discord.Message | None = None
        self.key = int(getattr(channel, "id", asker.id))

    @classmethod
    def beside(cls, interaction: discord.Interaction[Any], *, private: bool) -> Reply:
        """Return one for an interaction that can't be responded to any more."""
        channel = interaction.channel
        public = isinstance(channel, discord.abc.Messageable) and not private
        return cls(
            None,
            asker=interaction.user,
            channel=channel if public else None,  # type: ignore[arg-type]  # checked
        )

    async def preview(self, text: str) -> bool:
        """Show what there is so far; False when there is no use in more."""
        if self._sent is None:
            return await shown(self._send(Post(content=text), None))
        return await shown(self._sent.edit(content=text))

    async def finish(
        self, posts: Sequence[Post], view: discord.ui.View | None = None
    ) -> None:
        """Show the answer; to the asker directly where the channel refuses."""
        try:
            await self._finish(posts, view)
        except discord.HTTPException as e:
            if self._channel is None or e.code not in _SHUT:
                raise
            log.warning(
                "no answer can be sent to channel %s (%d); allow the bot to send "
                "messages there",
                self.key,
                e.code,
            )
            self._channel, self._to, self._sent = None, None, None
            if self._sorry:
                await self._send(Post(content=self._sorry), None)
                self._to, self._sent = None, None
            await self._finish(posts, view)

    async def _finish(
        self, posts: Sequence[Post], view: discord.ui.View | None
    ) -> None:
        for at, post in enumerate(posts):
            shown = view if at == len(posts) - 1 else None
            first = at == 0 and self._sent
            if not (first and await self._edit(first, post, shown)):
                await self._send(post, shown)

    async def _edit(
        self, sent: discord.Message, post: Post, view: discord.ui.View | None
    ) -> bool:
        """Make the preview the answer; False if it is not there any more."""
        try:
            await patiently(
                lambda: sent.edit(
                    content=post.content, attachments=files(post), view=view
                )
            )
        except discord.HTTPException as e:
            if post.pictures and e.code in NOT_ALLOWED:
                return await self._edit(sent, Post(content=post.content), view)
            if e.code != UNKNOWN_MESSAGE:
                raise
            return False
        return True

    async def _send(self, post: Post, view: discord.ui.View | None) -> None:
        """Send a message, as a reply to the one before where that is allowed."""
        try:
            await self._send_once(post, view)
        except discord.HTTPException as e:
            if e.code != NO_REPLIES:
                raise
            self._linked = False
            await self._send_once(post, view)

    async def _send_once(self, post: Post, view: discord.ui.View | None) -> None:
        place = self._channel or self._asker
        more: dict[str, Any] = {"view": view} if view else {}
        if self._to is not None and self._linked:
            # Where it was deleted meanwhile, the answer stands by itself.
            more["reference"] = self._to.to_reference(fail_if_not_exists=False)
            more["mention_author"] = False
        nonce = secrets.randbits(63)  # a second try sends no second message
        try:
            self._sent = await patiently(
                lambda: place.send(post.content, files=files(post), nonce=nonce, **more)
            )
        except discord.HTTPException as e:
            if not post.pictures or e.code not in NOT_ALLOWED:
                raise
            self._sent = await place.send(post.content, **more)
        self._to = self._sent

    async def withdraw(self) -> None:
        """Take back what was shown."""
        if self._sent is not None:
            await taken_back(self._sent.delete())
