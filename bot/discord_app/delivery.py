"""Brings answers to where they were asked for, or as near as Discord allows."""

from __future__ import annotations

import logging

from collections.abc import Sequence
from typing import Any, Protocol

import discord

from bot.discord_app.patience import (
    EXPIRED,
    FAILURES,
    UNKNOWN_MESSAGE,
    code,
    patiently,
)
from bot.discord_app.reply import Reply, files
from bot.render.discord_posts import LIMIT, Post, size


log = logging.getLogger(__name__)


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
        """
        Show the answer; past the 15 minutes of an interaction, in its channel.

        Further messages go to the channel where the bot may write there: those
        have a nonce, where a follow-up that arrived and was answered badly
        would be sent a second time.
        """
        for at, post in enumerate(posts):
            shown = view if at == len(posts) - 1 else None
            rest = posts[at + 1 :]
            try:
                sent = await self._show(post, shown, first=at == 0)
            except discord.HTTPException as e:
                if code(e) not in EXPIRED and e.status != 401:
                    raise
                log.warning("the interaction has expired; answering beside it")
                await self._beside().finish(posts[at:], view)
                return
            if rest and self._may_write(rest):
                await self._beside(sent).finish(rest, view)
                return

    async def _show(
        self, post: Post, view: discord.ui.View | None, *, first: bool
    ) -> discord.Message:
        interaction = self._interaction
        if first:
            try:
                return await patiently(
                    lambda: interaction.edit_original_response(
                        content=post.content, attachments=files(post), view=view
                    )
                )
            except discord.NotFound as e:
                if e.code != UNKNOWN_MESSAGE:
                    raise  # else somebody deleted it
        shown: dict[str, Any] = {"view": view} if view else {}
        sent: discord.Message = await patiently(
            lambda: interaction.followup.send(
                post.content,
                files=files(post),
                ephemeral=self._private,
                wait=True,
                **shown,
            )
        )
        return sent

    def _may_write(self, posts: Sequence[Post]) -> bool:
        """Say whether *posts* can be sent to the channel as well."""
        channel, may = self._interaction.channel, self._interaction.app_permissions
        if self._private or not isinstance(channel, discord.abc.Messageable):
            return False
        if isinstance(channel, discord.Thread):
            write = may.send_messages_in_threads and not channel.locked
        else:
            write = may.send_messages
        pictures = any(post.pictures for post in posts)
        return may.view_channel and write and (may.attach_files or not pictures)

    def _beside(self, below: discord.Message | None = None) -> Reply:
        interaction = self._interaction
        channel = interaction.channel
        public = isinstance(channel, discord.abc.Messageable) and not self._private
        return Reply(
            below,
            channel=channel if public else None,  # type: ignore[arg-type]  # checked
            asker=interaction.user,
        )

    async def withdraw(self) -> None:
        """Take back what was shown."""
        try:
            await self._interaction.delete_original_response()
        except FAILURES as e:
            log.info("a response was not taken back: %s", type(e).__name__)
