"""What the bot says, and what its commands are called."""

from __future__ import annotations

import re

from typing import ClassVar

import discord
import pytest

from discord import app_commands

from bot.discord_app.admin import ADMIN
from bot.discord_app.commands import QUESTIONS
from bot.discord_app.gate import Reason, Refusal
from bot.discord_app.translate import _KOREAN, Korean
from bot.discord_app.trouble import refused
from bot.discord_app.words import Say, lang_of
from rag.query_types import Talk
from rag.wording.phrases import say


@pytest.mark.parametrize("say", list(Say), ids=lambda s: s.name)
def test_both_languages_say_the_same_things(say: Say) -> None:
    """A sentence names the same values in both, and is Korean in the first alone."""
    korean, english = (set(re.findall(r"\{(\w+)", text)) for text in say.value)
    alone = re.sub(r"\(try .*?\)", "", say.value[1])

    assert korean == english
    assert re.search("[가-힣]", say.value[0])
    assert not re.search("[가-힣]", alone)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_who_complains_is_told_of_the_button(lang) -> None:
    """By the name that it has, and of the command that says the same."""
    told = say(Talk.COMPLAINT, lang)

    assert f"'{Say.WHY.text(lang)}'" in told
    assert "`tilbot why`" in told


@pytest.mark.parametrize(
    ("expected", "locale"),
    [
        ("ko", discord.Locale.korean),
        ("ko", "ko"),
        ("en", "en-US"),
        ("en", discord.Locale.japanese),
    ],
)
def test_the_language_follows_the_locale(expected: str, locale: object) -> None:
    """Korean for Koreans, English for everybody else."""
    assert expected == lang_of(locale)


@pytest.mark.parametrize("reason", list(Reason), ids=lambda r: r.name)
def test_every_refusal_has_its_sentence(reason: Reason) -> None:
    """With the seconds, where there are any."""
    for lang in ("ko", "en"):
        text = refused(Refusal(reason=reason, seconds=17), lang, now=0)  # type: ignore[arg-type]

        assert "{" not in text
        timed = reason in {Reason.COOLDOWN, Reason.DAY, Reason.BUSY}
        assert timed == ("17" in text)


async def test_every_string_of_the_commands_is_translated_and_fits() -> None:
    """Names, descriptions and options; Discord checks them only when it is too late."""

    class Asked(Korean):
        strings: ClassVar[set[str]] = set()

        async def translate(self, string, locale, context):
            if locale is discord.Locale.korean:
                self.strings.add(string.message)
            return await super().translate(string, locale, context)

    client = discord.Client(intents=discord.Intents.default())
    tree = app_commands.CommandTree(client)
    translator = Asked()
    for command in (*QUESTIONS, *ADMIN):
        payload = await command.get_translated_payload(tree, translator)
        for part in (payload, *payload.get("options", [])):
            names = [part["name"], part["name_localizations"]["ko"]]
            about = (
                [part["description"], part["description_localizations"]["ko"]]
                if part.get("description")
                else []
            )
            assert all(1 <= len(n) <= 32 for n in names)
            assert all(1 <= len(a) <= 100 for a in about)

    assert translator.strings == set(_KOREAN)
    assert [k for k in _KOREAN.values() if not re.search("[가-힣]", k)] == []
