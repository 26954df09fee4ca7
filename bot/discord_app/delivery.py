"""Brings answers to where they were asked for, or as near as Discord allows."""

from __future__ import annotations

import io
import logging
import secrets

from collections.abc import Sequence
from typing import Any, Protocol

import discord

from bot.discord_app.patience import (
    EXPIRED,
    FAILURES,
    NOT_ALLOWED,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    code,
    patiently,
)
from bot.render.discord_posts import LIMIT, Post, size


log = logging.getLogger(__name__)

User = discord.User | discord.Member


class Spot(Protocol):
    """Where an answer goes."""

    @property
    def key(self) -> int:
        """What the limit of edits is counted by."""

    async def preview(self, text: str) -> bool:
        """Show what there is so far; False when there is no use in more."""

    async def finish(
        self, posts: Sequence[Post], view: discord.ui.View | None = None
    ) -> None:
        """
        Show the answer, with *view* under its last message.

        Raises:
            DiscordException: Discord takes it nowhere.
            ClientError: it can't be reached.
        """

    async def withdraw(self) -> None:
        """Take back what was shown."""


def headed(heading: str | None, posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return *posts* with a line above the first, alone if there is no room."""
    if not heading:
        return tuple(posts)
    first, *rest = posts
    both = f"{heading}\n{first.content}"
    if size(both) > LIMIT:
        return (Post(content=heading), first, *rest)
    return (Post(content=both, pictures=first.pictures), *rest)


def files(post: Post) -> list[discord.File]:
    """Return the pictures of *post*; sending them uses them up."""
    return [
        discord.File(io.BytesIO(p.png), filename=p.name, description=p.alt[:1_000])
        for p in post.pictures
    ]


class Response:
    """The response to an interaction that was deferred."""

    def __init__(self, interaction: discord.Interaction[Any], *, private: bool) -> None:
        self._interaction = interaction
        self._private = private
        self.key = interaction.id

    async def preview(self, text: str) -> bool:
        """Show what there is so far; False when there is no use in more."""
        try:
            await self._interaction.edit_original_response(content=text)
        except FAILURES as e:
            log.info("a preview was not shown: %s", type(e).__name__)
            return code(e) == 0
        return True

    async def finish(
        self, posts: Sequence[Post], view: discord.ui.View | None = None
    ) -> None:
        """Show the answer; past the 15 minutes of an interaction, in its channel."""
        for at, post in enumerate(posts):
            last = at == len(posts) - 1
            try:
                await self._show(post, view if last else None, first=at == 0)
            except discord.HTTPException as e:
                if code(e) not in EXPIRED and e.status != 401:
                    raise
                log.warning("the interaction has expired; answering beside it")
                await self._beside().finish(posts[at:], view)
                return

    async def _show(
        self, post: Post, view: discord.ui.View | None, *, first: bool
    ) -> None:
        interaction = self._interaction
        if first:
            try:
                await patiently(
                    lambda: interaction.edit_original_response(
                        content=post.content, attachments=files(post), view=view
                    )
                )
            except discord.NotFound as e:
                if e.code != UNKNOWN_MESSAGE:
                    raise  # else somebody deleted it
            else:
                return
        shown: dict[str, Any] = {"view": view} if view else {}
        await patiently(
            lambda: interaction.followup.send(
                post.content,
                files=files(post),
                ephemeral=self._private,
                wait=True,
                **shown,
            )
        )

    def _beside(self) -> Reply:
        interaction = self._interaction
        channel = interaction.channel
        public = isinstance(channel, discord.abc.Messageable) and not self._private
        return Reply(
            None,
            channel=channel if public else None,  # type: ignore[arg-type]  # checked
            asker=interaction.user,
        )

    async def withdraw(self) -> None:
        """Take back what was shown."""
        try:
            await self._interaction.delete_original_response()
        except FAILURES as e:
            log.info("a response was not taken back: %s", type(e).__name__)


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
        self._asker = asker
        self._channel = channel
        self._sorry = sorry
        self._sent: discord.Message | None = None
        self.key = int(getattr(channel, "id", asker.id))

    async def preview(self, text: str) -> bool:
        """Show what there is so far; False when there is no use in more."""
        try:
            if self._sent is None:
                await self._send(Post(content=text), None)
            else:
                await self._sent.edit(content=text)
        except FAILURES as e:
            log.info("a preview was not shown: %s", type(e).__name__)
            return code(e) == 0
        return True

    async def finish(
        self, posts: Sequence[Post], view: discord.ui.View | None = None
    ) -> None:
        """Show the answer; to the asker directly where the channel refuses."""
        try:
            await self._finish(posts, view)
        except discord.HTTPException as e:
            gone = e.code == UNKNOWN_CHANNEL
            if self._channel is None or not (gone or e.code in NOT_ALLOWED):
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
        """Send a message, as a reply to the one before."""
        place = self._channel or self._asker
        more: dict[str, Any] = {"view": view} if view else {}
        if self._to is not None:
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
        if self._sent is None:
            return
        try:
            await self._sent.delete()
        except FAILURES as e:
            log.info("a reply was not taken back: %s", type(e).__name__)
