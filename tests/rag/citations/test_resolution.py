import itertools
import re
import unicodedata

from datetime import date

import pytest

from fakes.quotes import is_source, verify
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.citations.resolution import (
    QUOTE_CHARS,
    StreamResolver,
    best_span,
    defuse,
    plain_markers,
    resolve,
    with_markers,
)
from rag.types import Chunk, Citation, Entry, Hit


BODY = """\
배치 정규화(batch normalization)는 학습 중에 미니배치의 평균과 분산을 쓴다. 🧪
`is_training=False`로 두면 이동 평균을 쓰지 않는다고 착각하기 쉽다.

```python
x[0] = tf.map_fn(lambda v: v * 2, xs)
```

손실은 $L = -\\sum_i y_i \\log p_i$이다. 2021년 5월 11일에 확인했고 정확도는 93.5%였다.
"""


def hit(n: int, text: str = BODY, start: int = 0) -> Hit:
    entry = Entry(
        id=f"{n}.md",
        path=f"{n}.md",
        line_start=1,
        line_end=9,
        day=date(2021, 5, n % 28 + 1),
        category="ML",
        title=f"노트 {n}",
        body=" " * start + text,
        lines=tuple(range(1, text.count("\n") + 2)),
    )
    chunk = Chunk(
        entry_id=entry.id,
        ordinal=0,
        start=start,
        end=start + len(text),
        text=text,
        heading=(),
        title=entry.title,
        day=entry.day,
        category="ML",
    )
    return Hit(chunk=chunk, entry=entry, score=1.0, strength=1.0)


HITS = [hit(n) for n in range(1, 5)]

pieces = st.one_of(
    st.text(max_size=4),
    st.sampled_from(
        "[til-|til-|1|2|]|[|, | |\n|가|`|``|```|~~~|\\|【til-1】|[TIL-2]|[til-1, til-3]|"
        "[til-1][til-2]|(|[til-0]|NOT_IN_NOTES|NOT_IN_|NOTES|**|> |- |:|🧪|```py\n|"
        "\n```\n|[til-2]|[til-9]|x[0]|$a_i$|\\[til-1\\]|[til-1~3]".split("|")
    ),
    st.integers(0, 10**40).map("[til-{}]".format),
)
replies = st.lists(pieces, max_size=14).map("".join)
counts = st.integers(0, 4)


@settings(max_examples=200)
@given(replies, counts)
@example("[til-[til-9]1]", 1)
@example("[[til-9]til-1]", 1)
@example("`[[til-9]til-1]`", 1)
@example("[til-1[til-9], til-2]", 2)
def test_every_marker_resolves(reply: str, n: int) -> None:
    """Whatever the model writes, the markers left are exactly 1 to k."""
    got = resolve(reply, HITS[:n])

    left = {int(d) for d in re.findall(r"\[til-([0-9]+)\]", got.text)}
    assert set(range(1, len(got.citations) + 1)) == left
    assert list(range(1, len(got.citations) + 1)) == [c.number for c in got.citations]


@settings(max_examples=200)
@given(replies, counts)
@example("\\\\[til-1]", 1)
@example("`a``[til-9]`b [til-1]", 1)
@example("[til-9]```\n[til-1]", 1)
@example("NOT_IN_[til-9]NOTES", 1)
@example("NOT_IN_[til-9]NOTES [til-1]", 1)
@example("```\nx [til-1]", 1)
@example("[til-【til-1】\n```\n", 0)
@example("~~~【til-1】~", 0)
@example("\x1f```", 0)
@example("(\\[til-1\\]:NOT_IN_NOTES", 2)
@example("(, - :[til-0]NOT_IN_NOTES", 2)
@example("```0`【til-1】`", 0)
@example("x [til-9]NOT_IN_NOTES [til-1]", 1)
def test_resolving_again_changes_nothing(reply: str, n: int) -> None:
    """A resolved text is its own resolution against the hits that it cites."""
    first = resolve(reply, HITS[:n])
    cited = [next(h for h in HITS if h.entry == c.entry) for c in first.citations]

    assert first.text == resolve(first.text, cited).text


@settings(max_examples=200)
@given(replies, counts, st.lists(st.integers(0, 60), max_size=12))
@example("xNOT_IN_NOTES.", 1, [1, 13])
@example("``0[til-9]```", 0, [12])
@example("0\x08NOT_IN_NOTES", 0, [2])
def test_a_stream_says_what_the_whole_says(reply: str, n: int, cuts: list[int]) -> None:
    """However a reply is cut into pieces, nothing shown is ever taken back."""
    edges = [0, *sorted(min(c, len(reply)) for c in cuts), len(reply)]
    stream = StreamResolver(HITS[:n])

    shown = "".join(stream.feed(reply[a:b]) for a, b in itertools.pairwise(edges))
    done, whole = stream.finish(), resolve(reply, HITS[:n])

    assert whole.text == done.text == shown + done.rest
    assert whole.citations == done.citations
    assert whole.invented == done.invented
    assert whole.not_in_notes == done.not_in_notes


@given(replies, counts)
def test_quotes_are_the_source(reply: str, n: int) -> None:
    """Each citation is a part of its entry, character for character."""
    for citation in resolve(reply, HITS[:n]).citations:
        assert is_source(citation)
        assert citation.quote in BODY


@pytest.mark.parametrize(
    ("reply", "text", "invented"),
    [
        ("답 [til-2].", "답 [til-1].", ()),
        ("답[til-3][til-1]. 또[til-3].", "답[til-1][til-2]. 또[til-1].", ()),
        ("답 [til-1, til-3].", "답 [til-1][til-2].", ()),
        ("답 [til-1, 3].", "답 [til-1][til-2].", ()),
        ("답 [til-2~4].", "답 [til-1][til-2][til-3].", ()),
        ("답 [til-1 – til-3].", "답 [til-1][til-2][til-3].", ()),
        ("답 [til-1-2].", "답 [til-1][til-2].", ()),
        ("답 【til-1】.", "답 [til-1].", ()),
        ("답 [TIL-1].", "답 [til-1].", ()),
        ("답 (til-1, til-3).", "답 [til-1][til-2].", ()),
        ("답（til-1）.", "답[til-1].", ()),
        ("f(x)와 (1, 2)와 (til) 답 (til-9).", "f(x)와 (1, 2)와 (til) 답.", ("til-9",)),
        ("답 \\[til-1\\].", "답 [til-1].", ()),
        ("답 [til-01].", "답 [til-1].", ()),
        ("답 [til-1] [til-1].", "답 [til-1].", ()),
        ("답 [til-0].", "답.", ("til-0",)),
        ("답 [til-9] 끝 [til-1]", "답 끝 [til-1]", ("til-9",)),
        ("하나 [til-9]둘", "하나 둘", ("til-9",)),
        ("답 [til-1, til-9].", "답 [til-1].", ("til-9",)),
        ("답 [" + "til-" + "7" * 5000 + "].", "답.", ("til-" + "7" * 5000,)),
        ("코드 x[0]와 a[1] [1]", "코드 x[0]와 a[1] [1]", ()),
        ("`x[0]`은 첫 값 [til-1].", "`x[0]`은 첫 값 [til-1].", ()),
        ("`x = 1 [til-2]`이다", "`x = 1`[til-1]이다", ()),
        ("그렇다 `[til-1]`.", "그렇다 [til-1].", ()),
        ("```py\nx = 1 [til-1]\n```\n끝", "```py\nx = 1\n```\n[til-1]\n끝", ()),
        ("```py\nx = 1 [til-1]", "```py\nx = 1\n```\n[til-1]", ()),
        ("[til-1](https://evil.example)", "[til-1] (https://evil.example)", ()),
        ("[til-1]: https://evil.example", "[til-1] : https://evil.example", ()),
        ("- [til-1]: https://evil.example", "- [til-1] : https://evil.example", ()),
        ("공식이다 [til-1]:\n\n$x$", "공식이다 [til-1]:\n\n$x$", ()),
        ("그렇다 [til-", "그렇다 [til-", ()),
        ("", "", ()),
    ],
)
def test_forms(reply: str, text: str, invented: tuple[str, ...]) -> None:
    """The forms that models use are read, the foreign ones go with their space."""
    got = resolve(reply, HITS)

    assert text == got.text
    assert invented == got.invented


@pytest.mark.parametrize(
    "reply",
    [
        "NOT_IN_NOTES",
        "NOT_IN_NOTES\n노트에 없습니다.",
        "**NOT_IN_NOTES**\n[til-1]",
        "`NOT_IN_NOTES`",
        " \nNOT_IN_NOTES.",
    ],
)
def test_silence_shows_nothing(reply: str) -> None:
    """A reply that the notes are silent is told, and none of it is shown."""
    got = resolve(reply, HITS)

    assert got.not_in_notes
    assert "" == got.text
    assert () == got.citations


def test_silence_later_is_dropped() -> None:
    """The sentinel is never shown, and says nothing once an answer has begun."""
    got = resolve("평균을 쓴다 [til-1].\nNOT_IN_NOTES", HITS)

    assert "평균을 쓴다 [til-1]." == got.text
    assert not got.not_in_notes


@pytest.mark.parametrize(
    ("piece", "clear"),
    [
        ("[", ""),
        ("답은 배", "답은"),
        ("답[til-1", "답"),
        ("NOT_IN", ""),
        ("문장 ", "문장"),
        ("답 `code", "답"),
        ("```py", ""),
    ],
)
def test_holds_what_is_not_clear(piece: str, clear: str) -> None:
    """Nothing is shown that the next piece could turn into something else."""
    assert clear == StreamResolver(HITS).feed(piece)


def test_shows_what_is_clear() -> None:
    """Plain words are not held back."""
    stream = StreamResolver(HITS)

    assert "배치" == stream.feed("배치 ")
    assert " 정규화" == stream.feed("정규화 [ti")
    assert " [til-1]" == stream.feed("l-4]")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            "학습 중에는 미니배치의 평균과 분산을 사용한다 [til-1].",
            "평균과 분산을 쓴다",
        ),
        ("정확도는 93.5%이다. [til-1]", "93.5%"),
        ("손실은 다음과 같다: $L = -\\sum_i y_i \\log p_i$ [til-1]", "\\log p_i$"),
        ("`tf.map_fn`을 쓴다 [til-1]", "tf.map_fn"),
    ],
)
def test_quotes_what_supports_the_sentence(claim: str, expected: str) -> None:
    """The quote is the part of the passage that the cited sentence rests on."""
    filler = "이 문단은 전혀 다른 이야기를 길게 늘어놓을 뿐이다. " * 12
    note = hit(1, f"{filler}\n\n{BODY}\n\n{filler}", start=7)
    (citation,) = resolve(f"다른 말이다. {claim}", [note]).citations

    assert expected in citation.quote
    assert QUOTE_CHARS >= len(citation.quote)
    assert is_source(citation)


def test_without_anything_in_common_the_beginning_is_quoted() -> None:
    """An English answer from a Korean note still gets whole sentences."""
    start, end = best_span("첫 문장이다. 둘째 문장이다.", ["nothing alike"])

    assert "첫 문장이다. 둘째 문장이다." == "첫 문장이다. 둘째 문장이다."[start:end]


@given(st.text(max_size=900), st.lists(st.text(max_size=50), max_size=3))
def test_spans_lie_within(passage: str, claims: list[str]) -> None:
    """A span is within its passage, and never blank where there are words."""
    start, end = best_span(passage, claims)

    assert 0 <= start <= end <= len(passage)
    assert passage[start:end].strip() or not re.search(r"[가-힣A-Za-z]", passage)


@given(st.data())
def test_a_changed_quote_is_refused(data: st.DataObject) -> None:
    """One character more, less or different, and a quote is no quote."""
    start = data.draw(st.integers(0, len(BODY) - 12))
    end = data.draw(st.integers(start + 10, min(start + 200, len(BODY))))
    quote = BODY[start:end]
    at = data.draw(st.integers(0, len(quote) - 1))
    new = data.draw(st.characters(codec="utf-8").filter(lambda c: c != quote[at]))
    changed = [quote[:at] + new + quote[at + 1 :], quote[:at] + new + quote[at:]]

    assert verify(BODY, quote, start) or not quote.strip()
    for bad in changed:
        same = unicodedata.normalize("NFC", bad.replace("\r\n", "\n"))
        assert BODY.startswith(same, start) == verify(BODY, bad, start)
        assert not verify(BODY, bad, start) or same in (
            quote,
            BODY[start:][: len(same)],
        )


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("93.5%", "93.6%"),
        ("2021년 5월 11일", "2021년 5월 12일"),
        ("쓰지 않는다고", "쓴다고"),
        ("False", "True"),
        ("v * 2", "v * 3"),
        ("y_i", "y_j"),
        ("tf.map_fn", "tf.map_fm"),
        ("평균과 분산", "분산과 평균"),
    ],
)
def test_a_changed_fact_is_refused(was: str, becomes: str) -> None:
    """Digits, dates, negations, names and formulae can't be altered in a quote."""
    assert was in BODY
    assert verify(BODY, BODY, 0)
    assert not verify(BODY, BODY.replace(was, becomes), 0)


def test_decomposed_quotes_are_composed_and_nothing_else() -> None:
    """The check forgives NFD and line ends of Windows, as is written down."""
    assert verify(BODY, unicodedata.normalize("NFD", BODY).replace("\n", "\r\n"), 0)
    assert not verify(BODY, BODY.replace(" ", "\u00a0", 1), 0)
    assert not verify(BODY, BODY[-5:], -5)
    assert not verify(BODY, " ", BODY.index(" "))


def test_a_span_beyond_the_body_is_no_source() -> None:
    """A citation must lie within its entry."""
    entry = HITS[0].entry
    good = Citation(number=1, entry=entry, start=0, end=5)
    bad = [(0, len(BODY) + 1), (-5, 3), (5, 5), (7, 3)]

    assert is_source(good)
    for start, end in bad:
        assert not is_source(Citation(number=1, entry=entry, start=start, end=end))


def test_markers_for_display() -> None:
    """People read bare numbers; code with brackets is left alone."""
    assert "답 [1][12] x[0]" == plain_markers("답 [til-1][til-12] x[0]")


@given(replies)
def test_defused_text_cites_nothing(text: str) -> None:
    """Text of a note holds no marker once it is defused, and reads the same."""
    got = resolve(defuse(text), HITS)

    assert () == got.citations
    assert text.replace("\u2060", "") == defuse(text).replace("\u2060", "")


def test_bare_numbers_outside_of_code_can_be_markers() -> None:
    """A model's ``[2]`` is read as a marker, one in code or after a word is not."""
    reply = "정규화다 [2]. `x[1]`와 y[3]은 코드다.\n```\nz [1]\n```\n끝 [1]"

    assert (
        "정규화다 [til-2]. `x[1]`와 y[3]은 코드다.\n```\nz [1]\n```\n끝 [til-1]"
        == with_markers(reply)
    )
