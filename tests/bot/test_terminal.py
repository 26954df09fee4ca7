import io
import re

from pathlib import Path

import pytest

from cli_fake import ENTRIES, FakeApp, hit_of, run
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.render.plain import printable
from bot.render.rich_markdown import THEME, Notes, Tail, Trimmed
from bot.render.terminal import Look
from rag.types import Answer, Ask


def drawn(what: object, *, width: int = 80, height: int = 25) -> str:
    """Return what a terminal is sent for *what*."""
    console = Console(
        file=io.StringIO(),
        width=width,
        height=height,
        theme=THEME,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        _environ={},
    )
    console.print(Trimmed(what, widest=100), end="")
    return console.file.getvalue()


def text_of(sent: str) -> str:
    """Return *sent* without its escapes."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", sent)


async def answer(question: str = "triplet") -> Answer:
    """Return an answer with a formula, code and a citation."""
    return await FakeApp().answer(Ask(question=question, today=FakeApp().today()))


async def test_formulae_code_and_markers_are_drawn() -> None:
    """Cases take their lines, code keeps its brackets, a marker is no code."""
    look = Look(corpus=Path("notes"), links=True)

    got = drawn(look.answer(await answer()))

    text = text_of(got)
    assert (
        "    f(x) = ⎧ d(x, ∂Ω)   if x ∈ Ω\n           ⎩ -d(x, ∂Ω)  if x ∈ Ωᶜ\n" in text
    )
    assert "  x = dists[0]  # [1] 은 인용이 아니다\n" in text
    assert 1 == len(re.findall(r"\x1b\[1;36m\[\x1b\[0m", got))
    assert "$" not in text
    assert not re.search(r" $", text, re.MULTILINE)


async def test_a_place_opens_when_it_is_clicked(tmp_path: Path) -> None:
    """`path:line` links to the file, the url to itself; without a terminal neither."""
    value = await answer()

    linked = drawn(Look(corpus=tmp_path, links=True).answer(value))
    bare = drawn(Look(corpus=tmp_path, links=False).answer(value))

    assert f";{(tmp_path / '2022/triplet.md').resolve().as_uri()}\x1b\\" in linked
    assert ";https://example.org/triplet\x1b\\" in linked
    assert "\x1b]8" not in bare
    assert "2022/triplet.md:3" in text_of(bare)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_cut_off(width: int) -> None:
    """Long Hangul titles wrap; no word is lost to an ellipsis, at any width."""
    look = Look(corpus=Path("notes"), links=False)
    hits = [hit_of(e) for e in ENTRIES]

    for sent in (
        drawn(look.entries(ENTRIES, "ko"), width=width),
        drawn(look.hits(hits, "ko", [1, 2, 3]), width=width),
    ):
        text = "".join(text_of(sent).split())
        assert "…" not in text
        assert all(word in text for word in ("준어려운", "2021-05-11", "날짜없음"))
    table = drawn(
        Notes("| 이름 | 값 |\n|--|--|\n| 아주긴한글이름 | `x` |", links=False), width=12
    )
    assert "이름아주긴한글이름" == "".join(
        re.findall("[아주긴한글이름]", text_of(table))
    )


def test_html_in_a_note_is_text() -> None:
    """What looks like a tag is shown, not dropped."""
    assert "vector<int> <b>굵게</b>\n" == text_of(
        drawn(Notes("vector<int> <b>굵게</b>", links=False))
    )


def test_the_preview_fits_the_screen() -> None:
    """While it is written only the end is drawn, and half a marker is held back."""
    tail = Tail(links=False, widest=100)
    tail.text = "\n\n".join(f"줄 {n}" for n in range(50)) + " [til-"

    rows = text_of(drawn(tail, height=10)).splitlines()

    assert len(rows) <= 8
    assert "줄 49" == rows[-1]


pieces = st.one_of(
    st.text(max_size=4),
    st.sampled_from(
        ["$", "$$", "`", "```", "\n", "\n\n", "- ", "> ", "|", "|-|\n", "x_1", "한글"]
    )
    | st.sampled_from(
        ["\\frac", "{", "}", "[til-1]", "[", "](u)", "<b>", "**", "\\", "^", "\x1b[31m"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=20).map("".join), st.sampled_from([6, 20, 80]))
def test_any_markdown_can_be_drawn(text: str, width: int) -> None:
    """Drawing never fails, and no escape of the text itself gets through."""
    got = text_of(drawn(Notes(printable(text), links=False), width=width))

    assert "\x1b" not in got
    assert not set(got) & {"\ue000", "\ue001"}


def test_show_is_drawn_with_the_whole_note() -> None:
    """A note has its facts on top, and all of its text."""
    got = text_of(run("show", "triplet", env={"FORCE_COLOR": "1"}).out)

    assert "2022-01-15 · ML & DL" in got
    assert "loss = F.relu(d_ap - d_an + margin)" in got
