import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.corpus.post import footnotes
from rag.corpus.post.footnotes import Reference


SOURCES = [
    Reference(1, "Entropy (information theory). Encyclopedia.", 90),
    Reference(2, "Kim - NeRFlow: rendering of radiance fields.", 92),
    Reference(3, "https://cat.example/onnx-overview", 94),
    Reference(4, '"Why momentum really works." Distill.', 96),
    Reference(18, "Residual networks revisited.", 98),
]


def found(*entries: str) -> list[int]:
    """The numbers of the footnotes of one-line entries."""
    rows = footnotes.marks([[line] for line in entries], SOURCES)
    return [mark.number for entry in rows for row in entry for mark in row]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Entropy1는 정보량의 기댓값이다", [1]),
        ("NeRFlow2라는 논문에서", [2]),
        ("정보량(entropy)1에 대해", [1]),
        ("이 곳1을 참고하면 entropy는", [1]),
        ("링크4를 보면", [4]),
        ("the loss goes down with momentum.4", [4]),
        ("값이 줄어든다고 합니다.4", [4]),
        ("값이 줄어든다고 합니다.4 그리고", [4]),
    ],
)
def test_glued_digits(line: str, expected: list[int]) -> None:
    """A digit glued to a word, a bracket or a full stop points at a source."""
    assert expected == found(line)


@pytest.mark.parametrize(
    "line",
    [
        "PR-3 영상과 PR-317",
        "ResNet18은 작다",
        "ResNet18이라면 ResNet152보다 작다",
        "float32, F1, l2 loss, v2는",
        "2nd-order, N(0,1), Sim2Real, Text2Image",
        "함수 1개와 픽셀1개, 5월2일, 2~3 단계",
        "단계1에서 단계2로",
        "Momentum4는 크고 Momentum9는 작다",
        "버전 v1.4 그리고 python3.1",
        "p.4 그리고 fig.4",
        "entropy5는 없는 번호",
        "NeRFlow01은",
    ],
)
def test_digits_that_belong_to_their_word(line: str) -> None:
    """Names, versions, amounts and series are no footnotes."""
    assert [] == found(line)


def test_numbers_rise_through_the_file() -> None:
    """Where digits contradict each other, the likeliest rising ones are taken."""
    assert [1, 2, 4] == found(
        "Entropy1는", "합니다.18", "NeRFlow2라는 논문", "링크4를 보면 momentum"
    )


def test_cited_twice() -> None:
    """The same source may be cited again."""
    assert [1, 1, 2] == found("Entropy1는", "엔트로피(entropy)1의", "NeRFlow2라는")


def test_references_close_the_file() -> None:
    """Numbered items below the last heading are sources, with their own lines."""
    lines = ["글", "", "References", "", "", "  1. 1.2.What, A. ↩", "", "  3. B", "더"]

    at, sources = footnotes.split(lines, [0])

    assert 2 == at
    assert [Reference(1, "1.2.What, A.", 6), Reference(3, "B 더", 8)] == sources


@pytest.mark.parametrize(
    "lines",
    [
        ["글", "References", "산문이 이어진다"],
        ["글", "References", "1. A", "", "그리고 산문"],
        ["글", "References", "2. A", "1. B"],
        ["글", "1. A"],
        [],
    ],
)
def test_other_text_is_no_list_of_references(lines: list[str]) -> None:
    """A heading with anything but rising numbers below is text like any other."""
    assert (len(lines), []) == footnotes.split(lines, [0] if lines else [])


@pytest.mark.parametrize("heading", ["## 참고 문헌", "references:", "출처", "[각주]"])
def test_headings(heading: str) -> None:
    """The heading may be Korean or English, with or without marks."""
    expected = 3 if heading == "[각주]" else 1
    assert expected == footnotes.split(["글", heading, "[1] A"], [0])[0]


@given(st.lists(st.text("가링크a1.)9 는", max_size=30), max_size=6))
@settings(deadline=None)
def test_marks_are_the_digits(lines: list[str]) -> None:
    """A mark covers exactly the digits of a number that has a source."""
    sure = ["Entropy1는", "링크2를 보면"]
    *rows, first, second = footnotes.marks([[*lines, *sure]], SOURCES)[0]

    assert first or second
    for line, row in zip(lines, rows, strict=True):
        assert all(str(m.number) == line[m.start : m.end] for m in row)
        assert {m.number for m in row} <= {s.number for s in SOURCES}
