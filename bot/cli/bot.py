"""``tilbot bot``: answers on Discord until it is stopped."""

from __future__ import annotations

import asyncio
import logging.config

from collections.abc import AsyncIterator, Mapping

import click

from bot.cli import options
from bot.cli.options import Places, runtime
from bot.log import log_config
from bot.settings import DiscordSettings
from rag.errors import ConfigError
from rag.settings import RagSettings


@click.command("bot")
@options.places_and_model
@click.pass_context
def bot_command(context: click.Context, *, places: Places) -> int:
    """Answer on Discord, until Ctrl-C or SIGTERM.

    Only DISCORD_TOKEN is needed; README.md says under Discord how to get one,
    and .env.example lists the other settings. What happens is logged to
    stderr, and no question is.

    Exits with 75 when the bot runs already, and with 78 when Discord refuses
    the token.
    """
    run = runtime()
    environ = places.over(run.environ)
    rag, discord = settings(environ)
    if not discord.token:
        raise ConfigError(
            "DISCORD_TOKEN is not set.",
            hint="Make a bot as README.md says under Discord, and put its token "
            "into .env.",
        )
    root = context.find_root()
    if not root.params.get("verbose"):
        # A service that says nothing can't be looked after.
        logging.config.dictConfig(log_config("INFO"))
    from bot.discord_app.run import serve, stopped_by_signals
    from bot.render.formula_picture import draw
    from rag.corpus.watch import quiet_changes

    app = run.open_app(rag)

    def watched() -> AsyncIterator[object]:
        return quiet_changes(rag.corpus, ignore=[rag.home])

    async def main() -> None:
        stop = asyncio.Event()
        stopped_by_signals(stop)
        await serve(app, discord, stop=stop, changes=watched, draw=draw)

    try:
        asyncio.run(main())
    finally:
        app.close()
    return 0


def settings(environ: Mapping[str, str]) -> tuple[RagSettings, DiscordSettings]:
    """
    Read all settings.

    Raises:
        ConfigError: names every bad variable of both.
    """
    problems = []
    for read in (RagSettings.from_env, DiscordSettings.from_env):
        try:
            read(environ)
        except ConfigError as e:
            problems.append(e)
    if problems:
        both = "; ".join(e.problem.removesuffix(".") for e in problems)
        raise ConfigError(f"{both}.", hint=problems[0].hint)
    return RagSettings.from_env(environ), DiscordSettings.from_env(environ)
