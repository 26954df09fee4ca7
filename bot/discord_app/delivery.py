"""Brings answers to where they were asked for, or as near as Discord allows."""

from __future__ import annotations

import asyncio
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
from bot.discord_app.reply import Reply, files, shown, taken_back
from bot.render.discord_posts import LIMIT, Post, size


log = logging.getLogger(__name__)

_REPEATS = 0.4
"""Seconds after which a request may have been made twice. A follow-up has no
nonce, and both the library (after a second) and we repeat what was answered
badly, though it may have arrived."""
_LOOKED_AT = 30
"""Messages that are looked through for one that came twice."""


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
        self._sent: set[int] = set()
        self.key = interaction.id

    async def preview(self, text: str) -> bool:
        """Show what there is so far; False when there is no use in more."""
        return await shown(self._interaction.edit_original_response(content=text))

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
                beside = Reply.beside(self._interaction, private=self._private)
                await beside.finish(posts[at:], view)
                return

    async def _show(
        self, post: Post, view: discord.ui.View | None, *, first: bool
    ) -> None:
        interaction = self._interaction
        if first:
            try:
                sent = await patiently(
                    lambda: interaction.edit_original_response(
                        content=post.content, attachments=files(post), view=view
                    )
                )
            except discord.NotFound as e:
                if e.code != UNKNOWN_MESSAGE:
                    raise  # else somebody deleted it
            else:
                self._sent.add(sent.id)
                return
        await self._follow(post, view)

    async def _follow(self, post: Post, view: discord.ui.View | None) -> None:
        """Send a further message, and see to it that it is there once."""
        interaction, loop = self._interaction, asyncio.get_running_loop()
        more: dict[str, Any] = {"view": view} if view else {}
        began = loop.time()
        sent = await patiently(
            lambda: interaction.followup.send(
                post.content,
                files=files(post),
                ephemeral=self._private,
                wait=True,
                **more,
            )
        )
        self._sent.add(sent.id)
        if loop.time() - began >= _REPEATS:
            await self._only(sent)

    async def _only(self, sent: discord.WebhookMessage) -> None:
        """Delete what came before *sent* and is the same, if that can be seen."""
        interaction = self._interaction
        channel = interaction.channel
        if self._private or not isinstance(channel, discord.abc.Messageable):
            return
        try:
            async for message in channel.history(before=sent, limit=_LOOKED_AT):
                of = message.interaction_metadata
                ours = of is not None and of.id == interaction.id
                same = message.content == sent.content
                if ours and same and message.id not in self._sent:
                    await interaction.followup.delete_message(message.id)
        except FAILURES as e:
            log.info("a message may stand there twice: %s", type(e).__name__)

    async def withdraw(self) -> None:
        """Take back what was shown."""
        await taken_back(self._interaction.delete_original_response())
