"""Blocks of Markdown."""

from __future__ import annotations

import time

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.blocks import blocks, leaves
from rag.text.headings import heading_text


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "# 제목\n",
                "- 항목\n",
                "  - nested\n",
                "1. ",
                "```py\n",
                "~~~\n",
                "$$\n",
                "$$a$$\n",
                "\\[\n",
                "\\]\n",
                "> q\n",
                "> ```\n",
                "| a | b |\n",
                "|--|--|\n",
                "\n",
                "    code\n",
                "***\n",
                "---\n",
                "[^1]: x\n",
                "<!--\n",
                "<div>\n",
                "👩‍💻",
                "\r",
                "\x0b",
                "\t",
            ]
        ),
    ),
    max_size=25,
).map("".join)


def kinds(body: str) -> list[tuple[str, str]]:
    return [(b.kind, body[b.start : b.end].rstrip("\n")) for b in blocks(body)]


@given(PIECES)
@example("\n\n")
@example("- ")
def test_blocks_tile_the_body(body: str) -> None:
    """Whatever the text, its blocks are the text: no gap, no overlap, none empty."""
    for found in (blocks(body), leaves(body)):
        assert body == "".join(body[b.start : b.end] for b in found)
        assert all(b.start < b.end for b in found)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("heading", "## 제목 ##"),
        ("heading", "제목\n==="),
        ("paragraph", "한 줄\n두 줄 $$y$$ 끝"),
        ("paragraph", "#해시태그"),
        ("paragraph", "$$a$$ 는 식이다"),
        ("list_item", "- 하나\n  이어서\n  - 둘\n\n    ```\n    x\n    ```"),
        ("list_item", "1. 하나\n\n   둘째 문단"),
        ("code", "```py\n# 제목이 아니다\n\n$$\n```"),
        ("code", "~~~\n```\n~~~"),
        ("code", "    a\n\n    b"),
        ("formula", "$$\na = b\n\n# c | d\n$$"),
        ("formula", "\\[ x^2 \\]"),
        ("formula", "\\begin{align*}\na\n\\end{align*}"),
        ("table", "| a | b |\n|---|:-:|\n| 1 | 2 |"),
        ("quote", "> 인용\n> ```\n> x\n> ```\n> 끝"),
        ("html", "<details>\n<summary>x</summary>"),
        ("footnote", "[^1]: 출처\n    이어서"),
        ("rule", "***"),
    ],
)
def test_each_kind_is_one_block(kind: str, source: str) -> None:
    """A block between two paragraphs is found whole, and they stay theirs."""
    body = f"앞\n\n{source}\n\n뒤\n"

    expected = [("paragraph", "앞"), (kind, source), ("paragraph", "뒤")]
    if kind == "rule":  # glued to what stands before it
        expected = [("paragraph", "앞\n\n***"), ("paragraph", "뒤")]
    if kind == "code" and source.startswith("    "):
        expected = [("paragraph", "앞"), (kind, source), ("paragraph", "뒤")]
    assert expected == kinds(body)


def test_items_of_a_list_are_blocks_each() -> None:
    """Top-level items are blocks of their own, with what is nested in them."""
    assert [
        ("list_item", "- 하나\n  - 안"),
        ("list_item", "- 둘"),
        ("heading", "# 끝"),
    ] == kinds("- 하나\n  - 안\n- 둘\n# 끝\n")


def test_blocks_need_no_blank_line_between() -> None:
    """A heading, fence, formula or table ends the paragraph above it."""
    body = "글\n# 제목\n글\n```\nx\n```\n글\n$$\nx\n$$\n글\n|a|b|\n|-|-|\n|1|2|\n"

    assert [
        "paragraph",
        "heading",
        "paragraph",
        "code",
        "paragraph",
        "formula",
        "paragraph",
        "table",
    ] == [b.kind for b in blocks(body)]


def test_a_formula_that_nobody_closes_is_text() -> None:
    """A stray ``$$``, such as the shell's process id, swallows no note."""
    body = "$$ 는 PID\n\n" + "글\n\n" * 100 + "$$\n"

    assert "formula" not in {b.kind for b in blocks(body)}


def test_an_open_fence_is_code_to_the_end() -> None:
    """As in CommonMark, a fence that nobody closes holds the rest."""
    assert [("code", "```\n# a\n\nb")] == kinds("```\n# a\n\nb\n")


def test_levels_are_those_of_headings() -> None:
    """Only headings have a level, and it is the number of their marks."""
    assert [1, 3, 2, 0] == [b.level for b in blocks("# a\n### b\nc\n---\nd\n")]


@pytest.mark.parametrize(
    "body",
    [
        ">" * 300_000,
        "- " * 100_000,
        "> " * 1000 + "a\n",
        "\\[\n" * 30_000,
        "<!--\n" * 30_000,
        "- a\nb\n" * 30_000,
        "```\n" * 30_001,
        " " * 300_000 + "x",
        "|" * 300_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_hostile_text_takes_linear_time(body: str) -> None:
    """No text makes the reader hang, nor run out of stack."""
    before = time.process_time()
    found = blocks(body)

    assert found
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("배치 정규화", "## 배치 정규화 ##"),
        ("C#", "# C#"),
        ("굵은 글씨 와 링크", "# **굵은** _글씨_ 와 [링크](https://a.b/c_(d))"),
        ("tf.map_fn 쓰기", "# `tf.map_fn` 쓰기"),
        ("snake_case_name", "# snake_case_name"),
        ("$\\mathcal N(0, 1)$ 표본", "# $\\mathcal N(0, 1)$ 표본"),
        ("두 줄 제목", "두 줄\n제목\n==="),
        ("제목", "## 제목\n\n***\n"),
        ("🚀 시작 *", "# 🚀 시작 \\*"),
        ("노트", "# [[폴더/원본|노트]] {#anchor}"),
        ("", "#"),
    ],
)
def test_a_heading_becomes_plain_words(words: str, source: str) -> None:
    """Marks go; identifiers, formulae and the texts of links stay."""
    assert words == heading_text(source)
