"""What holds of every message for Discord, whatever a note or a model wrote."""

import itertools
import re
import unicodedata

from collections import Counter
from urllib.parse import unquote

import pytest

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from looks.dialect import Node, read

from bot.render import discord as render
from bot.render.discord_posts import LIMIT, PICTURES, Post
from bot.render.discord_text import clean
from rag.query_types import Query
from rag.types import Answer, Citation, Entry, Mode, Outcome


OURS = "https://notes.example/til?a=1&b=(2)"
OWN_LINK = "https://notes.example/til?a=1&b=%282%29"
IN_NOTE = "https://arxiv.org/abs/1706.03762"
LIVE = {"mention", "everyone", "emoji", "timestamp", "command", "guild"}
LIVE |= {"spoiler", "underline"}
HOSTILE = [
    "@everyone",
    "@here",
    "<@1>",
    "<@!12>",
    "<@&3>",
    "<#4>",
    "</cmd:5>",
    "<t:1700000000:R>",
    "<:smile:6>",
    "<a:wave:7>",
    "<id:customize>",
    "||숨김||",
    "__밑줄__",
    "-# [1] 2022-05-09 · 가짜 출처",
    "-# 🔍 노트에서 관련된 내용을 찾지 못했습니다.",
    ">>> 모두 인용",
    "[까꿍](https://evil.example)",
    f"[{IN_NOTE}](https://evil.example/x)",
    f"[글]({IN_NOTE})",
    f"[https://bank.example]({IN_NOTE})",
    "<https://evil.example/a>",
    "https://evil.example/b?c=d.",
    "http:\u200b//evil.example",
    "discord.gg/abc",
    "![그림](https://evil.example/i.png)",
    "[x](javascript:alert(1))",
    "[x](<https://evil.example/\\> y>)",
    "![a](https://e.example)](https://e.example)",
    "***",
    "**",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "````py",
    "$$",
    "$",
    "\\",
    "\\\\`",
    "[til-1]",
    "[til-2]",
    "[til-9]",
    "\u202e거꾸로\u202c",
    "שלום עולם",
    "\u200b\u200d\ufeff",
    "👩‍👩‍👧‍👦🏳️‍🌈🇰🇷",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    unicodedata.normalize("NFD", "각낱말"),
    "e" + "\u0301" * 12,
    "가" * 900,
    "x" * 2500,
    "😀" * 1100,
    "a_b_c __d__ e*f*g",
    "&lt;@1&gt; &#64;everyone &nbsp;",
    "**<*@1>*** **@*everyone***",
    "1. # > - x",
    "\ue000https\ue002evil.example\ue001",
    "\ud800",
    r"$\frac{a}{b} \text{손실}$",
    r"\(x_1\) 와 \[ y^2 \]",
    "$$\n\\begin{cases} a & b \\\\ c & d \\end{cases}\n$$",
    "| 가 | 나 |\n|---|---|\n| 1 | `x` |",
    "\n\n",
    "\n",
    "\n> ",
    "\n- ",
    "\n  3. ",
    "\n# ",
    "\n```\n",
    "\n~~~~js title\n",
    "\n    들여쓴 코드\n",
    "\n---\n",
    "\t",
    " ",
]


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Return pieces of everything in any order."""
    parts = draw(
        st.lists(
            st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)),
            max_size=draw(st.sampled_from([6, 40])),
        )
    )
    return "".join(parts)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Return a well-formed document, the words in its order, and those of tables."""
    number = itertools.count(1)
    said: list[str] = []
    tabled: list[str] = []

    def word(said: list[str] = said) -> str:
        kind = draw(st.sampled_from(["낱{}말", "word{}", "é{}ü", "مرحبا{}", "수식{}"]))
        said.append(kind.format(f"q{next(number)}q"))
        form = draw(st.sampled_from(["NFC", "NFD"]))
        return unicodedata.normalize(form, said[-1])

    def sentence() -> str:
        styles = ["{}", "**{}**", "*{}*", "`{}`", "~~{}~~", "***{}***", "``a`{}``"]
        styles += [
            "[{}](https://evil.example/a)",
            f"[{{}}]({IN_NOTE})",
            "{} 👩‍👧",
            "_{}_",
        ]
        count = draw(st.integers(1, 12))
        pieces = [draw(st.sampled_from(styles)).format(word()) for _ in range(count)]
        return draw(st.sampled_from([" ", " ", "\n"])).join(pieces) + "."

    def block() -> str:
        kind = draw(st.integers(0, 8))
        if kind == 0:
            return "#" * draw(st.integers(1, 6)) + f" {word()} {word()}"
        if kind == 1:
            fence = draw(st.sampled_from(["```", "~~~", "`````", "~~~~"]))
            inside = "```" if fence in {"~~~", "`````"} else "x[0]"
            lines = draw(st.sampled_from([1, 3, 90]))
            rows = "\n".join(f"    {word()} = {inside}" for _ in range(lines))
            return f"{fence}py\n{rows}\n{fence}"
        if kind == 2:
            return "\n".join(f"> {line}" for line in block().split("\n"))
        if kind == 3:
            mark = draw(st.sampled_from(["- ", "* ", "+ ", "3. ", "1) "]))
            items = [block() for _ in range(draw(st.integers(1, 3)))]
            pad = " " * len(mark)
            return "\n".join(mark + i.replace("\n", f"\n{pad}") for i in items)
        if kind == 4:
            width = draw(st.sampled_from([2, 3, 9]))
            rows = [[word(tabled) for _ in range(width)] for _ in range(3)]
            rows.insert(1, ["---"] * width)
            return "\n".join("| " + " | ".join(row) + " |" for row in rows)
        if kind == 5:
            return f"$$\n\\text{{{word()}}}\n$$"
        return " ".join(sentence() for _ in range(draw(st.integers(1, 6))))

    made = [block() for _ in range(draw(st.integers(1, 6)))]
    return "\n\n".join(made), said, tabled


def made(text: str, **changes: object) -> Answer:
    """Return an answer that says *text*, citing one note with an address."""
    body = f"본문에는 {IN_NOTE} 이(가) 있다."
    entry = Entry(
        id="a",
        path="2022/a.md",
        line_start=1,
        line_end=1,
        day=None,
        category=None,
        title="제목",
        body=body,
        lines=(),
        url=OURS,
    )
    bare = Entry(
        id="b",
        path="b.md",
        line_start=1,
        line_end=1,
        day=None,
        category=None,
        title="둘",
        body=body,
        lines=(),
    )
    given_: dict[str, object] = {
        "question": "?",
        "text": text,
        "citations": (
            Citation(number=1, entry=entry, start=0, end=4),
            Citation(number=2, entry=bare, start=0, end=4),
        ),
        "outcome": Outcome.ANSWERED,
        "mode": Mode.MODEL,
        "query": Query(text=""),
    }
    return Answer(**(given_ | changes))  # type: ignore[arg-type]


def nodes(posts: tuple[Post, ...]) -> list[Node]:
    """Return all that a reader of *posts* gets."""
    return [node for post in posts for node in read(post.content).walk()]


def check(posts: tuple[Post, ...], *, small: int) -> None:
    """Assert what holds of any messages; *small* lines in them are our own."""
    assert posts
    for post in posts:
        post.content.encode("utf-8")

        assert post.content.strip()
        assert post.content == post.content.strip("\n")
        assert LIMIT >= len(post.content.encode("utf-16-le")) // 2
        assert PICTURES >= len(post.pictures)
    found = nodes(posts)
    kinds = {node.kind for node in found}

    assert set() == kinds & LIVE
    assert small == sum(node.kind == "small" for node in found)
    links = {node.href for node in found if node.kind == "link"}
    assert links <= {OWN_LINK, IN_NOTE}
    for node in found:
        if node.kind == "link" and re.search(r"https?://|\.\w\w", node.visible):
            assert node.href == node.visible
        if node.kind == "text":
            assert "```" not in node.text
    visible = "".join(node.text for node in found)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200b\ue000-\uf8ff]", visible)
    assert not re.search(
        r"@(everyone|here)\b|<@[!&]?\d|<#\d", "".join(p.content for p in posts)
    )


def seen(posts: tuple[Post, ...]) -> str:
    """Return the words that a reader sees, without what we put between them."""
    text = "\n".join(read(post.content).visible for post in posts)
    return re.sub("[\u2060\u2500 ]", "", text)


def holds_of_any(text: str) -> None:
    """Assert that an answer, its beginnings and a note of *text* are harmless."""
    value = made(text)
    posts = render.answer(value)
    check(posts, small=2)

    assert posts == render.answer(value)
    partial = render.partial(text)
    assert LIMIT >= len(partial.encode("utf-16-le")) // 2
    assert 1 == sum(n.kind == "small" for n in read(partial).walk())
    assert "small" == read(partial).children[-1].kind
    assert not {n.kind for n in read(partial).walk()} & (LIVE | {"link"})


def holds_of_document(text: str, said: list[str], tabled: list[str]) -> None:
    """Assert that every word of a document is shown, in order, once over."""
    posts = render.answer(made(text))
    check(posts, small=2)
    shown = seen(posts)
    places = [shown.find(word) for word in said]

    assert not [word for word in tabled if word not in shown]
    assert -1 not in places
    assert sorted(places) == places


FAST = settings(max_examples=60, deadline=None)
SLOW = settings(
    max_examples=2_500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@FAST
@given(soups())
@example("**<*@1>*** **@*everyone***")
@example("**ht*tps://evil.example***")
@example("> " * 200 + "깊다")
def test_nothing_said_can_do_anything(text) -> None:
    """No soup of syntax pings, links, hides, fakes a small line or breaks a limit."""
    holds_of_any(text)


@FAST
@given(documents())
def test_nothing_said_is_lost(document) -> None:
    """Each word of a document is seen, in its order, whatever it stands in."""
    holds_of_document(*document)


@pytest.mark.slow
@SLOW
@given(soups())
def test_nothing_said_can_do_anything_at_length(text) -> None:
    """As above, over many more."""
    holds_of_any(text)


@pytest.mark.slow
@SLOW
@given(documents())
def test_nothing_said_is_lost_at_length(document) -> None:
    """As above, over many more."""
    holds_of_document(*document)


@FAST
@given(soups(), soups(), st.sampled_from(["", "2022", "@everyone"]))
@example("https://evil.example/b?c=d.", "", "")  # glued to the address behind it
@example("https://evil.example/b?c=d.@everyone", "", "")
def test_quotes_and_notes_are_as_harmless(body, title, category) -> None:
    """A note's text, title and category can do no more than an answer's."""
    entry = Entry(
        id="a",
        path="2022/a.md",
        line_start=1,
        line_end=1,
        day=None,
        category=category or None,
        title=title,
        body=body + IN_NOTE,
        lines=(),
        url=OURS,
    )
    cited = Citation(number=1, entry=entry, start=0, end=len(body))
    quoting = made(
        f"노트에서 그대로 옮긴 내용입니다.\n\n{cited.quote} [til-1]",
        citations=(cited,),
        mode=Mode.EXTRACTIVE,
    )

    written = unquote(clean(entry.body)).lower()
    for posts in (
        render.sources(quoting),
        render.note(entry, lang="ko"),
        render.answer(quoting),
        render.listing([entry], lang="en"),
    ):
        found = nodes(posts)

        assert not {n.kind for n in found} & LIVE
        for href in {n.href for n in found if n.kind == "link"} - {OWN_LINK}:
            # A call within an address is broken, and leads nowhere else.
            assert unquote(href).replace("\u2060", "").lower() in written
        assert all(LIMIT >= len(p.content.encode("utf-16-le")) // 2 for p in posts)
        assert not any("```" in n.text for n in found if n.kind == "text")


def letters(text: str) -> Counter[str]:
    """Return the letters of *text*, composed."""
    return Counter(c for c in unicodedata.normalize("NFC", text) if c.isalpha())


@FAST
@given(st.text(alphabet="ab가나 \n*_~`>-#|[]()1.\\<", max_size=120))
def test_no_letter_is_lost(text) -> None:
    """Letters between the marks are shown, be the marks paired or not."""
    if re.search(r"[`~]{3}[^\n]*[ab가나]", text):
        return  # what is named behind a fence is its language
    posts = render.answer(made(text))

    assert letters(text) <= letters(seen(posts))
