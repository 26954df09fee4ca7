"""The one place where a failed command becomes a message."""

from __future__ import annotations

from typing import Any

import discord

from discord import app_commands

from bot.discord_app.gate import Reason, Refusal
from bot.discord_app.interaction import DeskClient, Interaction
from bot.discord_app.people import apologise, asker_of, tell
from bot.discord_app.trouble import Sorry, refused
from bot.discord_app.words import Say, lang_of


class Tree(app_commands.CommandTree[DeskClient]):
    """The commands; they work where the operator allows it."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Say whether the command may be used here; tell the asker if not."""
        if interaction.client.desk.gate.rules.welcome(asker_of(interaction)):
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
            return False
        refusal = Refusal(reason=Reason.NOT_HERE)
        await tell(interaction, refused(refusal, lang_of(interaction.locale), now=0))
        return False

    async def on_error(
        self,
        interaction: discord.Interaction[Any],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the asker alone, in one sentence."""
        cause: BaseException = getattr(error, "original", error)
        if isinstance(error, app_commands.MissingPermissions):
            cause = Sorry(Say.MANAGERS)
        await apologise(interaction, cause)
