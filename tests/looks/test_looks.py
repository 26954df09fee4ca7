"""The page that shows what answers look like can always be made."""

from looks.dialect import read
from looks.discord_page import THEMES, page
from looks.samples import answers, shown

from rag.types import Outcome


def test_the_page_shows_every_kind_of_answer() -> None:
    """Each outcome is there, in both languages, escaped, with a formula drawn."""
    cases = shown()
    pages = {name: page(cases, theme) for name, theme in THEMES.items()}

    assert set(Outcome) == {value.outcome for value in answers().values()}
    assert {"ko", "en"} == {value.query.lang for value in answers().values()}
    for text in pages.values():
        assert 'src="data:image/png;base64,' in text
        assert "@\u2060everyone" in text
        assert 'class="live"' not in text
        assert "&lt;" in text
        assert "<script" not in text
    assert pages["dark"] != pages["light"]


def test_the_dialect_sees_what_must_not_be() -> None:
    """The reading that judges the renderer finds what it is to find."""
    live = {
        "mention": "<@1>",
        "everyone": "@here",
        "emoji": "<a:b:1>",
        "timestamp": "<t:1:R>",
        "command": "</ask:1>",
        "guild": "<id:guide>",
        "spoiler": "||x||",
        "underline": "__x__",
        "link": "[x](https://e.example)",
        "small": "-# x",
        "quote": "> x",
        "h1": "# x",
        "item": "- x",
        "fence": "```\nx\n```",
    }
    for kind, text in live.items():
        assert kind in {node.kind for node in read(text).walk()}
    assert ["link", "link"] == [
        node.kind
        for node in read("https://a.example/x discord.gg/x").children
        if node.href
    ]
