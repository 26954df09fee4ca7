"""Sentences of Markdown."""

from __future__ import annotations

import re
import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "끝났다. ",
                "e.g. ",
                "3.14 ",
                "`a. b` ",
                "$a. b$ ",
                "(a. b) ",
                "https://a.b/c. ",
                "\n",
                "\n\n",
                "- ",
                "# ",
                "> ",
                "```\n",
                "$$\n",
                "| a | b |\n|---|---|\n",
                "요? ",
                "。",
                "…",
            ]
        ),
    ),
    max_size=20,
).map("".join)


@given(PIECES)
def test_spans_are_in_order_and_lose_no_word(text: str) -> None:
    """Spans are trimmed, ordered and disjoint; between them is no word."""
    last = 0
    for start, end in [*sentences(text), (len(text), len(text))]:
        gap = re.sub(r"\[[xX]\]|\[\^[^\]\s]+\]:|\d+[.)]", "", text[last:start])
        assert last <= start
        assert not any(map(str.isalpha, gap))
        assert text[start:end].strip() == text[start:end]
        last = end


@pytest.mark.parametrize(
    "text",
    [
        ["배치 정규화를 쓴다.", "왜냐하면 빠르기 때문이다!", "정말인가요?", "그렇다…"],
        ["It is fast.", "Is it?", "Yes!"],
        ["“그렇다.”", "**중요하다.**", "다음이다.[^1]", "끝"],
        ["全角も。", "終わる！"],
        ["(전체가 괄호다.)", "다음 문장."],
        ["값은 3.14.", "그리고 v1.15를 쓴다."],
    ],
)
def test_ends(text: list[str]) -> None:
    """A full stop, a question, an exclamation and an ellipsis end a sentence."""
    assert text == cut(" ".join(text))


@pytest.mark.parametrize(
    "text",
    [
        "값 3.14와 v1.15, 파일 a.py와 model.tar.gz.",
        "e.g. 이것, i.e. that, A vs. B, Smith et al. showed it.",
        "2021. 5. 11. 에 배웠다.",
        "2021.05.11에 배웠다.",
        "오늘은 2021. 5. 11. 화요일이다.",
        "코드 `a. b! c?` 와 식 $a. b$ 와 $$c. d$$ 가 있다.",
        "괄호 (안. 의! 글) 와 [링크. 글](https://a.b/c?d=e. f) 가 있다.",
        "주소 https://ko.wikipedia.org/wiki/합성곱_신경망?x=1.2 를 본다.",
        "그림 1. 구조와 Fig. 2. 흐름",
        "**1. 힙과 큐**",
        "📌 2. 힙은 트리다",
        "x1, x2, ..., xn 그리고 a ? b : c 와 x != y",
        "J. Smith wrote it.",
        "줄이 바뀐\n문단이다.",
    ],
)
def test_no_ends(text: str) -> None:
    """Points of numbers, dates, names, short forms, code and formulae end nothing."""
    assert [text] == cut(text)


def test_a_missing_space_is_forgiven() -> None:
    """After a Korean ending a sentence ends without a space, too."""
    assert ["끝났다.", "다음이다."] == cut("끝났다.다음이다.")


def test_blocks_are_units() -> None:
    """Items, headings, code, formulae and tables stand alone, without marks."""
    text = (
        "# 제목\n- 하나. 둘\n  1. 안\n- [ ] 할 일\n\n> 인용\n> 이어짐. 둘\n\n"
        "```py\na. b\n```\n\n$$\na. b\n$$\n\n|a. b|c|\n|-|-|\n\n줄  \n줄\n\n[^1]: 출처"
    )

    assert [
        "제목",
        "하나.",
        "둘",
        "안",
        "할 일",
        "인용\n> 이어짐.",
        "둘",
        "```py\na. b\n```",
        "$$\na. b\n$$",
        "|a. b|c|\n|-|-|",
        "줄",
        "줄",
        "출처",
    ] == cut(text)


@pytest.mark.parametrize(
    "piece", [".", " ", "(", ")", "` `` ", "$a ", "[a](b ", '."', "# ", "([", "a."]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """No repetition makes the search for sentences hang."""
    before = time.process_time()
    sentences(piece * (200_000 // len(piece)) + "x")

    assert time.process_time() - before < 5
