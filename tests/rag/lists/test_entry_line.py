import pytest

from fakes.rag import entry

from rag.lists.entry_line import line, opening, telling
from rag.types import Citation


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("첫 문장이다. 둘째이다.", "첫 문장이다."),
        ("잡음 라벨이란 무엇인가?\n\n라벨이 틀린 것이다.", "라벨이 틀린 것이다."),
        ("무엇인가？ 라벨이 틀린 것이다.", "라벨이 틀린 것이다."),
        ("# 제목\n\n- 항목이다.\n\n문장이다.", "문장이다."),
        ("무엇인가?\n\n- 라벨이 틀린 것이다.", "라벨이 틀린 것이다."),
        ("무엇인가?\n\n```\nx = 1\n```", "무엇인가?"),
        ("[글](https://a.b/c)\n\n문장이다.", "문장이다."),
        ("방법은 이렇다:\n\n- 지운다.\n\n남는 것이 답이다.", "남는 것이 답이다."),
        ('"왜인가?"라고 묻는 글이다.', '"왜인가?"라고 묻는 글이다.'),
        ("```\nx = 1\n```", "```\nx = 1\n```"),
        ("![그림](a.png)\n\n- 힙이다.", "힙이다."),
        ('<img src="./a.png" width="9">\n\n- 힙이다.', "힙이다."),
        ("<br>\n힙이다.", "힙이다."),
        ("**개념**\n\n- 힙이다.", "힙이다."),
        ("**힙은 트리이다.**\n\n- 큐이다.", "**힙은 트리이다.**"),
        ("##나중에 볼 것\n\n힙이다.", "힙이다."),
        (" a | b\n -- | --\n1 | 2\n\n힙이다.", "힙이다."),
        ("생성일: 2022년 3월 1일 오후 4:15\n태그: 2장\n\n힙이다.", "힙이다."),
        ("Created: March 1, 2022 9:12 PM\n\n- 힙이다.", "힙이다."),
        ("결론: 힙이면 된다.\n\n큐이다.", "결론: 힙이면 된다."),
        ("![그림](a.png)", "![그림](a.png)"),
        ("", ""),
    ],
)
def test_an_entry_is_told_by_a_statement(body, expected) -> None:
    """The first that says something: no question, code, link or heading before it."""
    assert expected == opening(entry("a", body), 1).quote


@pytest.mark.parametrize(
    ("room", "expected"),
    [(0, "하나다."), (10, "하나다. 둘이다."), (99, "하나다. 둘이다. 셋이다.")],
)
def test_an_opening_fills_its_room(room, expected) -> None:
    """With whole sentences, up to a question, a list or code."""
    for end in (
        "넷인가?",
        "\n- 넷이다.",
        "\n```\nx\n```",
        "다음과 같다:",
        "![](x.png)",
    ):
        quote = opening(entry("a", f"하나다. 둘이다. 셋이다. {end}"), 1, room).quote

        assert expected == quote


def test_an_opening_does_not_end_with_what_announces() -> None:
    """``해결:`` without what follows it says nothing."""
    of = entry("a", "키가 한꺼번에 만료된다. 해결:\n\n- 섞는다 🎲.")

    assert "키가 한꺼번에 만료된다." == opening(of, 1, 99).quote


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("앞말이다.\n\n레디스는 빠르다.", "레디스는 빠르다."),
        ("앞말이다.\n\n## 레디스\n키가 만료된다.", "키가 만료된다."),
        ("앞말이다.\n\n```\n레디스 get x\n```\n키가 만료된다.", "키가 만료된다."),
        ("## 레디스\n키가 많다.\n\n그래서 레디스를 쓴다.", "그래서 레디스를 쓴다."),
        ("## 레디스", "레디스"),
        ("앞말이다.", "앞말이다."),
    ],
)
def test_a_mention_is_told_by_a_statement(body, expected) -> None:
    """The first with the word; below what is shown, where only that has it."""
    assert expected == telling(entry("a", body), 1, ["레디스"], 0).quote


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("제목", "문장이다.", "**제목**: 문장이다."),
        ("RLHF: 강화 학습", "문장이다.", "**RLHF: 강화 학습** — 문장이다."),
        ("문장이다", "문장이다.", "문장이다."),
        ("문장이다.", "문장이다.", "문장이다."),
        ("긴 문장의…", "긴 문장의 시작이다.", "긴 문장의 시작이다."),
        ("온도", "온도를 낮춘다.", "**온도**: 온도를 낮춘다."),
        ("온도", "온도: 낮춘다.", "온도: 낮춘다."),
        ("f(*xs) [til-3]", "문장이다.", "**f(\\*xs) [\u2060til-3]**: 문장이다."),
        ("제목", "둘[^1]이다.", "**제목**: 둘이다."),
        ("제목", "트리 ![그림](../a%20b.png) 이다.", "**제목**: 트리 이다."),
        ("제목", "> 하나이다.<br>\n  > 둘이다.<br>", "**제목**: 하나이다. 둘이다."),
        ("제목", "`vector<int>` 를 쓴다.", "**제목**: `vector<int>` 를 쓴다."),
    ],
)
def test_lines_have_one_shape(title, body, expected) -> None:
    """Date, category, title and words; the title stands aside for its own words."""
    of = entry("a", body, title=title)

    got = line(opening(of, 3, 99), "ko", quoted=True)

    assert f"- 2022-03-01 · 딥러닝 · {expected} [til-3]" == got


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "- 2022-03-01 · 딥러닝 · **노트 a** [til-1]"),
        ({"day": None, "category": None}, "- 날짜 없음 · **노트 a** [til-1]"),
    ],
)
def test_without_room_a_line_is_the_title(changes, expected) -> None:
    """Of each line of the list, so that they are alike."""
    of = entry("a", "노트 a이다.", **changes)

    assert expected == line(opening(of, 1), "ko", quoted=False)


def test_items_stay_apart_in_one_line() -> None:
    """Where several are cited together; their marks and boxes go."""
    of = entry("a", "인증서 갱신\n- [ ] 로그 🧾\n2. 표", title="할 일")
    citation = Citation(number=3, entry=of, start=0, end=len(of.body))

    assert "인증서 갱신 / 로그 🧾 / 표" in line(citation, "ko", quoted=True)
