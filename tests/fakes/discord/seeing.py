"""What people see of a world."""

from __future__ import annotations

from fakes.discord.board import Board
from fakes.discord.media import addresses
from fakes.discord.permissions import can
from fakes.discord.state import Channel, Interaction, Json, Message, User


class Seeing(Board):
    """A world to be looked at."""

    def messages(self, place: Channel, by: User | None = None) -> list[Message]:
        """Return what is in a channel, ephemeral ones as well, in order."""
        found = [m for m in place.messages.values() if not m.deleted]
        found = [m for m in found if by is None or m.author is by]
        return sorted(found, key=lambda m: m.id)

    def said(self, place: Channel) -> list[Message]:
        """Return what the bot has said in a channel, "thinking" left out."""
        return [m for m in self.messages(place, self.bot) if not m.thinking]

    def seen(self, user: User, place: Channel) -> list[Message]:
        """Return what *user* sees in a channel, in order."""
        if not can(user, place, "view_channel"):
            return []
        return [
            m for m in self.messages(place) if not m.ephemeral or m.only_for is user
        ]

    def pings(self) -> set[str]:
        """Return everybody whom the bot has ever notified."""
        mine = [
            m
            for place in self.channels.values()
            for m in place.messages.values()
            if m.author is self.bot
        ]
        return {who for m in mine for who in m.pings}

    def read(self, attachment: Json | str) -> bytes:
        """Return the bytes of an attachment, or of what an address shows."""
        if isinstance(attachment, str):
            return self.files[attachment.rpartition("/attachments/")[2].split("/")[0]]
        return self.files[attachment["id"]]

    def pictures(self, message: Message) -> dict[str, bytes]:
        """Return all files that a message shows, in embeds and components as well."""
        found = [a["url"] for a in message.attachments]
        found += addresses(message.embeds, message.components)
        return {url.rpartition("/")[2]: self.read(url) for url in found}

    async def answer(self, interaction: Interaction) -> Message:
        """Return the first message that is more than "thinking"."""
        await self.until(lambda: interaction.answered)
        return next(m for m in interaction.messages if not m.thinking)
