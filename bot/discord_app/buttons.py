"""The buttons under an answer and under a note.

What a button is about stands in its id, and what it needs in the store; so it
works after a restart and after a re-index, and nothing is kept in memory.
"""

from __future__ import annotations

import abc
import re

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import discord

from bot.discord_app.delivery import Response
from bot.discord_app.desk import Desk
from bot.discord_app.interaction import Interaction
from bot.discord_app.notes import note_at, pages_of
from bot.discord_app.people import admitted, apologise, asker_of, deferred
from bot.discord_app.question import Question
from bot.discord_app.trouble import Sorry
from bot.discord_app.words import Say, lang_of
from bot.kept import Kept
from bot.render import discord as render
from bot.render.why import full


T = TypeVar("T")
_Button = discord.ui.Button[discord.ui.View]
Press = Callable[[Interaction, Desk, Kept], Awaitable[None]]


class _Pressed(discord.ui.DynamicItem[_Button], template="t:!"):
    """A button; what it does, and what becomes of a failure."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for; a failure is told to who pressed it."""
        desk: Desk = interaction.client.desk
        with desk.flight.aboard():
            try:
                _welcome(interaction, desk)
                await self.press(interaction, desk)
            except Exception as e:  # noqa: BLE001  # as `Tree.on_error`, which buttons don't reach
                await apologise(interaction, e)

    @abc.abstractmethod
    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Do what the button is for, where it may be used."""


class Under(_Pressed, template=r"t:(?P<what>[a-z]):(?P<id>[\w-]{8})"):
    """A button under an answer; ``what`` is a key of `PRESSES`."""

    def __init__(self, what: str, id: str, *, label: str = "", emoji: str = "") -> None:  # noqa: A002  # discord's name, too
        super().__init__(
            discord.ui.Button(
                custom_id=f"t:{what}:{id}", label=label or None, emoji=emoji or None
            )
        )
        self.what = what
        self.answer = id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  # discord's signature
        item: discord.ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Under:
        """Return the button that was pressed."""
        return cls(match["what"], match["id"], label="…")

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Do what the letter stands for."""
        kept = _there(await desk.store.run(lambda f: f.kept(self.answer)))
        await _there(PRESSES.get(self.what))(interaction, desk, kept)


async def sources(interaction: Interaction, desk: Desk, kept: Kept) -> None:
    """Show the quotes, with entry, date and link, to who pressed."""
    spot = await deferred(interaction, private=True)
    if spot:
        posts = await desk.quickly(lambda: render.sources(kept.answer, draw=desk.draw))
        await spot.finish(posts)


async def again(interaction: Interaction, desk: Desk, kept: Kept) -> None:
    """Ask the same once more, for who asked it."""
    if interaction.user.id != kept.asker:
        raise Sorry(Say.NOT_YOURS)
    if not await admitted(interaction, desk.gate):
        return
    shown = interaction.message
    private = bool(shown and shown.flags.ephemeral)
    question = Question(
        ask=replace(kept.ask, today=desk.app.today()),
        asker=asker_of(interaction),
        heading=kept.prefix,
    )
    with desk.at_work():
        if spot := await deferred(interaction, private=private):
            await desk.answer(question, spot)


async def why(interaction: Interaction, desk: Desk, kept: Kept) -> None:
    """Show how the answer came about to who pressed, as `tilbot why` does."""
    trace = desk.app.traces
    if spot := await deferred(interaction, private=True):
        found = await desk.quickly(lambda: trace.get(_there(kept.answer.trace)))
        lang = lang_of(interaction.locale)
        await spot.finish(render.verbatim(full(_there(found), lang), lang=lang))


async def _voted(interaction: Interaction, desk: Desk, kept: Kept, *, up: bool) -> None:
    now = desk.gate.clock()
    await desk.store.run(lambda f: f.vote(kept.id, interaction.user.id, up=up, now=now))
    text = Say.THANKS.text(lang_of(interaction.locale), vote="👍" if up else "👎")
    await interaction.response.send_message(text, ephemeral=True)


async def up(interaction: Interaction, desk: Desk, kept: Kept) -> None:
    """Count a vote for the answer."""
    await _voted(interaction, desk, kept, up=True)


async def down(interaction: Interaction, desk: Desk, kept: Kept) -> None:
    """Count a vote against the answer."""
    await _voted(interaction, desk, kept, up=False)


def _welcome(interaction: Interaction, desk: Desk) -> None:
    """
    Raise unless buttons may be used here, as commands may.

    In a direct message stands what its reader was given when it came.

    Raises:
        Sorry: the operator does not allow it.
    """
    asker = asker_of(interaction)
    if asker.guild is not None and not desk.gate.rules.welcome(asker):
        raise Sorry(Say.NOT_HERE)


def _there(value: T | None) -> T:
    """
    Return *value*.

    Raises:
        Sorry: it is None, for what the button is about is gone.
    """
    if value is None:
        raise Sorry(Say.GONE)
    return value


PRESSES: dict[str, Press] = {
    "s": sources,
    "a": again,
    "w": why,
    "u": up,
    "d": down,
}
"""What each letter stands for; a further button is a line here and in `under`."""


def under(kept: Kept) -> discord.ui.View:
    """Return the buttons for an answer."""
    lang = kept.answer.query.lang
    view = discord.ui.View(timeout=None)
    if kept.answer.citations:
        view.add_item(Under("s", kept.id, label=Say.SOURCES.text(lang), emoji="🔎"))
    view.add_item(Under("a", kept.id, label=Say.AGAIN.text(lang), emoji="🔁"))
    if kept.answer.trace:
        view.add_item(Under("w", kept.id, label=Say.WHY.text(lang), emoji="❔"))
    view.add_item(Under("u", kept.id, emoji="👍"))
    view.add_item(Under("d", kept.id, emoji="👎"))
    return view


class Page(
    _Pressed,
    template=r"t:page:(?P<note>[\w-]{11}):(?P<page>[0-9]{1,4})",
):
    """Turns to a page of a note."""

    def __init__(self, note: str, page: int, *, label: str = "…") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"t:page:{note}:{page}", label=label)
        )
        self.note = note
        self.page = page

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  # discord's signature
        item: discord.ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Page:
        """Return the button that was pressed."""
        return cls(match["note"], int(match["page"]))

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Show the page in place of the one before."""
        lang, notes = lang_of(interaction.locale), desk.app.catalogue
        await interaction.response.defer()
        found = await desk.quickly(lambda: note_at(notes.headers(), self.note))
        key = _there(found).id
        note = _there(await desk.quickly(lambda: notes.entry(key)))
        pages = await desk.quickly(lambda: pages_of(note, lang, desk.draw))
        page = min(self.page, len(pages) - 1)
        view = turning(self.note, page, len(pages), interaction)
        await Response(interaction, private=True).finish([pages[page]], view)


def turning(
    note: str, page: int, count: int, interaction: Interaction
) -> discord.ui.View | None:
    """Return the buttons to turn from *page*, counted from 0; None for one page."""
    if count < 2:
        return None
    lang = lang_of(interaction.locale)
    view = discord.ui.View(timeout=None)
    if page > 0:
        label = f"◀ {Say.EARLIER.text(lang)}"
        view.add_item(Page(note, page - 1, label=label))
    if page < count - 1:
        label = f"{Say.LATER.text(lang)} ({page + 2}/{count}) ▶"
        view.add_item(Page(note, page + 1, label=label))
    return view


BUTTONS = (Under, Page)
"""All kinds of buttons, for the client to know again after a restart."""
