"""Passages of entries."""

from __future__ import annotations

import itertools

from datetime import date

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.text.chunking import ATOM, CEILING, chunks
from rag.types import Chunk, Entry


def entry(body: str) -> Entry:
    return Entry(
        id="a/b.md",
        path="a/b.md",
        line_start=1,
        line_end=1,
        day=date(2021, 5, 11),
        category="AI",
        title="제목",
        body=body,
        lines=(1,),
    )


def cut(body: str, **sizes: int) -> list[str]:
    return [chunk.text for chunk in chunks(entry(body), **sizes)]


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "# 하나\n",
                "## 둘\n",
                "글이다. " * 9,
                "\n\n",
                "- 항목\n",
                "```\ncode\n\n# x\n```\n",
                "$$\nx\n\ny\n$$\n",
                "|a|b|\n|-|-|\n|1|2|\n",
                "가" * 90,
                " " * 80,
                "👩‍💻" * 20,
            ]
        ),
    ),
    max_size=20,
).map("".join)


@settings(max_examples=150)
@given(PIECES, st.integers(1, 200), st.integers(1, 200))
def test_chunks_remake_the_body(body: str, one: int, other: int) -> None:
    """The chunks joined are the body; each says where it stands; none is blank."""
    found = chunks(entry(body), target=min(one, other), ceiling=max(one, other))

    assert (body if body.strip() else "") == "".join(chunk.text for chunk in found)
    assert list(range(len(found))) == [chunk.ordinal for chunk in found]
    assert all(chunk.text == body[chunk.start : chunk.end] for chunk in found)
    assert all(chunk.text.strip() for chunk in found)


def test_a_short_entry_is_one_chunk() -> None:
    """Up to the ceiling, headings or not, an entry is not cut."""
    body = "# 가\n글\n\n## 나\n" + "글 " * 400

    (only,) = chunks(entry(body))

    assert body == only.text
    assert (
        Chunk(
            entry_id="a/b.md",
            ordinal=0,
            start=0,
            end=len(body),
            text=body,
            heading=("가",),
            title="제목",
            day=date(2021, 5, 11),
            category="AI",
        )
        == only
    )


def test_headings_open_chunks_and_name_them() -> None:
    """A section that is large enough is its own chunk, under its headings."""
    text = "문장이다. " * 50
    body = f"# 가\n{text}\n\n## 나\n\n### 다\n{text}\n\n## 라\n{text}\n\n# 마\n{text}"

    found = chunks(entry(body))

    assert [("가",), ("가", "나", "다"), ("가", "라"), ("마",)] == [
        chunk.heading for chunk in found
    ]
    assert ["# 가", "## 나", "## 라", "# 마"] == [
        chunk.text.split("\n")[0] for chunk in found
    ]


@pytest.mark.parametrize("size", range(300, 1300, 90))
def test_a_heading_never_ends_a_chunk(size: int) -> None:
    """Whatever is left in a chunk, a heading goes with what follows it."""
    body = f"{'가' * size}\n\n" + "짧다.\n\n# 제목\n\n" + "나" * 1150 + "\n"

    assert all(not text.rstrip().endswith("# 제목") for text in cut(body))


@pytest.mark.parametrize(
    "atom",
    [
        "```py\n" + "x = 1\n\n" * 300 + "```\n",
        "$$\n" + "\n".join(["a &= b \\\\"] * 70) + " " * 800 + "\n$$\n",
        "- 항목\n\n  ```\n" + "  # x\n\n" * 200 + "  ```\n",
    ],
    ids=["code", "formula", "code in an item"],
)
def test_code_and_formulae_stay_whole(atom: str) -> None:
    """Beyond the ceiling, up to `ATOM`, nothing cuts a fence or a formula."""
    inner = atom[atom.index("\n\n") + 2 :] if atom.startswith("-") else atom
    found = cut("앞 문장이다. " * 90 + f"\n\n{atom}\n" + "뒤 문장이다. " * 90)

    assert CEILING < len(atom) < ATOM
    assert 1 == sum(inner.rstrip() in text for text in found)


def test_huge_code_is_cut_at_line_ends() -> None:
    """Code that no model could read whole is cut, but never within a line."""
    found = cut("```\n" + "x = 1234567\n" * 1000 + "```\n")

    assert len(found) > 1
    assert all(text.endswith("\n") for text in found)
    assert all(len(text) <= CEILING for text in found)


def test_tables_are_cut_between_rows_and_lists_between_items() -> None:
    """No row and no item is torn."""
    rows = cut("|a|b|\n|-|-|\n" + "| 하나 | 둘 셋 |\n" * 200)
    items = cut("- 항목 하나. 그리고 둘\n" * 200)

    assert min(len(rows), len(items)) > 1
    assert {"|"} == {text[0] for text in rows}
    assert {"- "} == {text[:2] for text in items}


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Sentences stay whole, also around formulae and code."""
    sentence = "배치 정규화는 $a. b$ 와 `c. d` 를 써서 학습을 돕는다."
    found = cut(" ".join([sentence] * 60))

    assert len(found) > 1
    assert all(text.startswith("배치") for text in found)
    assert all(text.rstrip().endswith("돕는다.") for text in found)
    assert all(len(text) <= CEILING for text in found)


def test_without_sentences_words_and_emoji_stay_whole() -> None:
    """The last resort is a space, then any letter but the middle of an emoji."""
    words = cut("단어하나 " * 600)
    emoji = cut("👩‍💻" * 900)

    assert all(text.endswith(" ") for text in words)
    assert all(text.startswith("👩") for text in emoji)
    assert not any(text.endswith("\u200d") for text in emoji)


@pytest.mark.parametrize("size", range(130, 142))
def test_a_lead_in_stays_with_its_list(size: int) -> None:
    """A line that ends in a colon is not torn from what it announces."""
    body = (
        "글이다. " * size + "\n\n방법은 다음과 같다:\n\n- 하나\n- 둘\n" + "글. " * 300
    )

    found = cut(body)

    assert any("같다:\n\n- 하나" in text for text in found)


def test_chunks_are_within_the_ceiling() -> None:
    """Prose never makes a chunk longer than the ceiling."""
    body = "".join(f"## {n}\n" + "문장이다. " * (n % 90) + "\n\n" for n in range(100))

    found = cut(body)

    assert max(map(len, found)) <= CEILING
    assert all(len(a) + len(b) > 200 for a, b in itertools.pairwise(found))
