"""The commands about questions and notes; they decide nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import discord

from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.discord_app import conversation, notes, reading
from bot.discord_app.buttons import turning
from bot.discord_app.interaction import Interaction
from bot.discord_app.people import admitted, asker_of, deferred
from bot.discord_app.question import Question
from bot.discord_app.trouble import Sorry
from bot.discord_app.words import Say, lang_of
from bot.render import discord as render
from bot.render.discord_posts import Post
from bot.render.discord_text import clean
from rag.query_types import Query
from rag.retrieval.selection import select
from rag.types import Ask


T = TypeVar("T")

_LONGEST = 1_000
"""Characters of a question."""
_HITS = 6


def _described(**texts: str) -> Callable[[T], T]:
    """Describe options by strings that are translated."""
    return app_commands.describe(**{k: locale_str(v) for k, v in texts.items()})


@app_commands.command(name="ask", description="Ask the notes a question")
@_described(
    question="What do you want to know?",
    category="Only notes of this category",
    since="From then on: 2022-10, 지난달, last week",
    until="Up to then: 2022-10, 지난달, last week",
    private="Show the answer to you alone",
)
async def ask(
    interaction: Interaction,
    question: Range[str, 1, _LONGEST],
    category: Range[str, 1, notes.LONGEST] | None = None,
    since: Range[str, 1, notes.LONGEST] | None = None,
    until: Range[str, 1, notes.LONGEST] | None = None,
    private: bool = False,  # noqa: FBT001, FBT002  # an option of the command
) -> None:
    """Answer a question from the notes."""
    desk = interaction.client.desk
    today = desk.app.today()
    wanted = Ask(
        question=_said(question),
        today=today,
        category=category,
        since=notes.day(since, "first", today),
        until=notes.day(until, "last", today),
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise Sorry(Say.TURNED, since=wanted.since, until=wanted.until)
    await _answered(interaction, wanted, private=private)


@ask.autocomplete("category")
async def _categories(interaction: Interaction, typed: str) -> list[Choice[str]]:
    desk = interaction.client.desk
    known = await desk.quickly(desk.app.catalogue.categories)
    return [Choice(name=c, value=c) for c in notes.categories(known, typed)]


@app_commands.context_menu(name="Ask tilbot")
async def ask_about(interaction: Interaction, message: discord.Message) -> None:
    """Answer a message that somebody wrote."""
    desk = interaction.client.desk
    me = interaction.application_id
    again, text = conversation.recovered(message.content)
    text = conversation.asked(again or text, me)[:_LONGEST]
    if not text:
        raise Sorry(Say.NO_TEXT)
    await _answered(interaction, Ask(question=text, today=desk.app.today()))


def _said(text: str) -> str:
    """
    Return *text*.

    Raises:
        Sorry: there is nothing to be seen in it.
    """
    if not (said := clean(text).strip()):
        raise Sorry(Say.BLANK)
    return said


async def _answered(
    interaction: Interaction, ask: Ask, *, private: bool = False
) -> None:
    desk = interaction.client.desk
    if not await admitted(interaction, desk.gate):
        return
    with desk.at_work():
        spot = await deferred(interaction, private=private)
        if spot is None:
            return
        turns = await reading.thread(interaction.channel, interaction.application_id)
        question = Question(
            ask=replace(ask, history=turns),
            asker=asker_of(interaction),
            heading=conversation.heading(ask.question),
        )
        await desk.answer(question, spot)


@app_commands.command(
    name="search", description="Find the passages closest to some words"
)
@_described(words="What to look for")
async def search(interaction: Interaction, words: Range[str, 1, _LONGEST]) -> None:
    """Show what a search finds, to the one who searches."""
    desk, text = interaction.client.desk, _said(words)
    if not await admitted(interaction, desk.gate):
        return
    lang = lang_of(interaction.locale)
    with desk.at_work():
        spot = await deferred(interaction, private=True)
        if spot is None:
            return
        async with desk.unless_stopped(spot, lang):
            hits = await desk.found(Ask(question=text, today=desk.app.today()), _HITS)
            none = (Post(content=Say.NO_NOTES.text(lang)),)
            await spot.finish(render.hits(hits, lang=lang) if hits else none)


@app_commands.command(name="recent", description="List the latest notes")
@_described(count="How many, up to 25")
async def recent(interaction: Interaction, count: Range[int, 1, 25] = 5) -> None:
    """Show the latest notes to the one who asks for them."""
    desk = interaction.client.desk
    lang = lang_of(interaction.locale)
    with desk.flight.aboard():
        spot = await deferred(interaction, private=True)
        if spot is None:
            return
        latest = Query(text="", newest_first=True, count=count)
        entries = await desk.quickly(
            lambda: select(desk.app.catalogue.entries(), latest)
        )
        none = (Post(content=Say.NO_NOTES.text(lang)),)
        await spot.finish(render.listing(entries, lang=lang) if entries else none)


@app_commands.command(name="note", description="Show a whole note")
@_described(title="The note's title, or a part of it")
async def note(interaction: Interaction, title: Range[str, 1, notes.LONGEST]) -> None:
    """Show a note to the one who asks for it, page by page."""
    desk = interaction.client.desk
    lang = lang_of(interaction.locale)
    with desk.flight.aboard():
        spot = await deferred(interaction, private=True)
        if spot is None:
            return
        entry = await desk.quickly(lambda: notes.whole(desk.app.catalogue, title))
        pages = await desk.quickly(lambda: notes.pages_of(entry, lang, desk.draw))
        view = turning(notes.key(entry), 0, len(pages), interaction)
        await spot.finish(pages[:1], view)


@note.autocomplete("title")
async def _titles(interaction: Interaction, typed: str) -> list[Choice[str]]:
    desk = interaction.client.desk
    found = await desk.quickly(
        lambda: notes.titles(desk.app.catalogue.headers(), typed)
    )
    return [Choice(name=name, value=value) for name, value in found]


QUESTIONS: tuple[Any, ...] = (ask, ask_about, search, recent, note)
"""The commands of this module."""
