import pytest

from fakes.rag import entry, hit, weights
from hypothesis import given
from hypothesis import strategies as st

from rag.lists.listing import listed
from rag.query_types import Kind, Query
from rag.quotes.extract import quotations
from rag.text.footnote_marks import unmarked
from rag.wording.phrases import Say


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("글[^1] 하나를 읽었다 🧪.", "글 하나를 읽었다 🧪."),
        ("글을 읽었다 [^1].", "글을 읽었다."),
        ("읽었다.[^a][^b]", "읽었다."),
        ("글[^1]을 읽었다.\n\n[^1]: 그 글", "글[^1]을 읽었다.\n\n[^1]: 그 글"),
        ("`[^1]` 과 [^1]", "`[^1]` 과"),
        ("```\nre.sub('[^1]', '')\n```", "```\nre.sub('[^1]', '')\n```"),
        ("$x[^2]$ 는 값[^2]", "$x[^2]$ 는 값"),
        ("[^1", "[^1"),
        ("> 힙이다.<br>\n> 큐이다. <br/>", "> 힙이다.\n> 큐이다."),
        ("<summary> 왜? 🌳 </summary>\n빨라서", "**왜? 🌳**\n빨라서"),
        ("이전: [[자료/힙|더미]] `[[x]]`", "이전: 더미 `[[x]]`"),
        ("힙<br>큐와 `<br>`\n```\n<br>\n```", "힙<br>큐와 `<br>`\n```\n<br>\n```"),
    ],
)
def test_marks_without_their_note_go(text, shown) -> None:
    """In prose alone; one whose note is there stays. A line ends without its break."""
    assert shown == unmarked(text)


@given(st.text(alphabet="[]^:1a` $\n가.", max_size=60))
def test_nothing_else_goes(text) -> None:
    """What is left can be had from the text by leaving marks and spaces out."""
    rest = iter(text)

    assert all(char in rest for char in unmarked(text))


def test_quotations_show_none_and_cite_the_source() -> None:
    """The text is without the mark, the quote as it stands in the note."""
    body = "배치 정규화[^1]는 평균을 쓴다[^2].\n\n[^1]: 글\n[^2]: 글"
    hits = [hit(entry("a", body))]

    text, (citation,), _ = quotations(
        hits, weights("배치 평균을"), lang="ko", lead=Say.QUOTED
    )
    lines = listed([h.entry for h in hits], Query(text="", kind=Kind.LIST), "q").text

    assert "[^" not in text + lines
    assert "배치 정규화는 평균을 쓴다. [til-1]" in text
    assert "정규화[^1]는" in citation.quote


LONG = "손실 함수는 예측 값과 목표 값의 차이를 재는 것이라고 할 수 있다. " * 12
FORMULAE = [
    f"{LONG}\n\n$$\nL = \\sum_i y_i\n$$\n\n{LONG}",
    f"{LONG}\n\n그래서 $L = -\\log p$ 로 둔다.\n\n{LONG}",
    f"{LONG}\n\nd(a, p) < d(a, n) + margin\n\n{LONG}",
]


@pytest.mark.parametrize("body", FORMULAE)
def test_a_formula_that_is_wanted_is_quoted(body) -> None:
    """Also where prose holds more words of the question."""
    (part,) = {p for p in body.split("\n\n") if p.strip() != LONG.strip()}

    text, citations, _ = quotations(
        [hit(entry("a", body))],
        weights("손실 함수는 차이를 재는"),
        lang="ko",
        lead=Say.QUOTED,
        formula=True,
    )

    assert any(part in c.quote for c in citations)
    assert part in text


def test_no_formula_is_forced_on_a_note_without() -> None:
    """Then it is quoted as for any question."""
    how = {"lang": "ko", "lead": Say.QUOTED}
    hits = [hit(entry("a", LONG))]

    plain = quotations(hits, weights("손실"), **how)

    assert plain == quotations(hits, weights("손실"), formula=True, **how)
