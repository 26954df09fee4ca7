"""What is done in Discord, as it comes to a desk."""

from __future__ import annotations

import discord

from bot.discord_app.desk import Desk
from bot.discord_app.watching import Reindexer


class DeskClient(discord.Client):
    """A client whose events come to a desk; all that a command may ask of it."""

    desk: Desk
    reindexer: Reindexer


Interaction = discord.Interaction[DeskClient]
