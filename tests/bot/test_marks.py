import re

from pathlib import Path

import pytest

from fakes.rag import entry
from hypothesis import example, given, settings
from hypothesis import strategies as st
from looks.dialect import read
from test_terminal import drawn, text_of

from bot.render import discord
from bot.render.math_markdown import gist
from bot.render.rich_markdown import Notes
from bot.render.terminal import Look
from rag.citations.markers import JOINER
from rag.citations.title_markup import bold
from rag.query_types import Query
from rag.types import Answer, Citation, Mode, Outcome


def quoting(body: str) -> Answer:
    """Return an answer that quotes all of *body* and says nothing else."""
    cited = Citation(number=1, entry=entry("a", body), start=0, end=len(body))
    return Answer(
        question="q",
        text=f"노트에서 그대로 옮긴 내용입니다.\n\n{body} [til-1]",
        citations=(cited,),
        outcome=Outcome.ANSWERED,
        mode=Mode.EXTRACTIVE,
        query=Query(text="q"),
    )


def on_terminal(body: str) -> tuple[str, ...]:
    """Return what a terminal shows of a quotation in an answer, and as a source."""
    look = Look(corpus=Path("notes"), links=False)
    value = quoting(body)
    return tuple(text_of(drawn(w(value))) for w in (look.answer, look.quotes))


def on_discord(body: str) -> tuple[str, ...]:
    """Return what Discord shows of it."""
    value = quoting(body)
    return tuple(
        "".join(read(post.content).visible for post in posts)
        for posts in (discord.answer(value), discord.sources(value))
    )


def bare(text: str) -> str:
    """Return *text* without white space, which lines are broken at."""
    return re.sub(rf"[\s>{JOINER}]", "", text)


WRITTEN = [
    "shape은 [meta-batch size, nway*kshot, 84*84*3] 입니다",
    "x**2 + y**2 = z**2",
    "f(*args, **kwargs)와 a*b, a*(b)",
    "(a)*(b)*(c)",
    "배치*크기*채널",
    "x_i*y_i*z_i",
    "__init__ 와 __len__, __call__(x)",
    "H_{t}_1_ 과 a_b_c",
    "a~~b~~c",
    "layers[0](x), xs[i](self.y)",
    "[1]: https://a.b/c",
    "vector<int> [",
    "x[0] = [til",
    "A* 탐색과 B*",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_written_is_shown(written) -> None:
    """Arithmetic, names and calls keep their signs, wherever they are quoted."""
    for shown in (*on_terminal(written), *on_discord(written)):
        assert bare(written) in bare(shown)


NAMES = st.sampled_from(
    ["x", "84", "3.14", "W_q", "nway", "배치", "f(x)", "a[0]", "(a + b)", "__add__"]
)
SIGNS = st.sampled_from(
    ["*", "**", "~", "~~", "^", " * ", " ** ", "/", " + ", "=", ", ", " ", "%"]
)
TAILS = st.sampled_from(["", "은 크다", ".", " [", "]", " f(*args, **kwargs)"])


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, SIGNS), max_size=8), NAMES, TAILS)
@example([("x", "*"), ("y", "*")], "z", "")
@example([("(a + b)", "*"), ("(a + b)", "*")], "(a + b)", "")
def test_a_quotation_is_shown_as_it_stands(pairs, last, tail) -> None:
    """What a terminal and Discord show of a quotation is the quotation."""
    quote = f"값 {''.join(name + sign for name, sign in pairs)}{last}{tail}"

    for shown in (*on_terminal(quote), *on_discord(quote)):
        assert bare(quote) in bare(shown)


@pytest.mark.parametrize(
    ("expected", "markdown"),
    [
        ("용어는 강조다", "**용어**는 *강조*다"),
        ("BN(batch norm)은", "**BN**(batch norm)은"),
        ("(강조) 굵게", "(*강조*) __굵게__"),
        ("줄: 값", "~~줄~~: **값**"),
        ("논문글 (https://a.b/c)", "논문[글](https://a.b/c)"),
        ("see글 (https://a.b/c)", "see[글](https://a.b/c)"),
    ],
)
def test_marks_still_mark(expected, markdown) -> None:
    """Emphasis around a word and links are drawn, a Korean particle behind them."""
    assert f"{expected}\n" == text_of(drawn(Notes(markdown, links=False)))


@pytest.mark.parametrize(
    ("expected", "text"),
    [("x**2 + y**2", "x**2 + y**2"), ("굵게는 **a", "**굵게**는 **a")],
)
def test_an_excerpt_keeps_powers(expected, text) -> None:
    """Only what is around bold words goes."""
    assert expected == gist(text)


def test_a_source_may_look_like_a_citation() -> None:
    """What a note says is no marker of ours."""
    look = Look(corpus=Path("notes"), links=False)
    value = quoting("a [til-7] b")

    assert "a [til-7] b" in text_of(drawn(look.quotes(value))).replace(JOINER, "")
    note = text_of(drawn(look.note(value.citations[0].entry, "ko")))
    assert "a [til-7] b" in note.replace(JOINER, "")


@given(st.text(alphabet="ab가 *_()", min_size=1).map(str.strip).filter(str.strip))
def test_a_title_is_shown_as_it_stands(title) -> None:
    """Stars in it neither end its being bold nor begin anything."""
    shown = text_of(drawn(Notes(f"- {bold(title)}: 문장", links=False)))

    assert bare(title).replace("_", "") in bare(shown).replace("_", "")
