import re
import unicodedata

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.corpus.post import reader
from rag.types import Entry


REAL = Path(__file__).parents[4] / "shared/seed/til-ai-ml.txt"

POST = """\
배운 것을 모아 둡니다. 새 글은 아래에 있습니다.

🌊 Vision

2024.03.02

Entropy1는 정보량의 기댓값이다. 2차 미분은 다음에 본다 🧐

  • 분포 p(x)p(x)에 대해 H=∑plogpH = -\\sum p \\log p로 쓴다
  • 큰 갈래

    1. 이산 분포
    2. 연속 분포

      • 더 깊은 항목
  • 정의는 아래와 같다
E=mc2E = mc^2
🛠 Ops tools

2024. 3. 2.

시드를 고정한다.

import random
random.seed(7)

def f(x):
\treturn g(x,
\t\t  1)
🌊 Vision

날짜 없는 글 하나. 변수 zz와 α\\alphaEE의 경계를 본다.

img

🌊 Vision

2024.13.45

  • 달력에 없는 날이지만 글은 남는다
🌊 Vision

2024-03-02

Entropy1는 정보량의 기댓값이다. 2차 미분은 다음에 본다 🧐

References


  1. Entropy (information theory). https://e.example/w?title=E_(x)&oldid=1

  2. 아무도 인용하지 않은 문헌
"""


def entries(text: str) -> tuple[Entry, ...]:
    """The entries of a post."""
    return reader.read("til.txt", text).entries


def one(body: str) -> Entry:
    """The only entry of a post with this body."""
    (entry,) = entries(f"🌊 Vision\n\n2024.03.02\n\n{body}")
    return entry


def test_entries_begin_at_category_lines() -> None:
    """Each has its own date or none, and a category without its symbol."""
    got = entries(POST)

    assert [
        ("Vision", date(2024, 3, 2), 3, 17),
        ("Ops tools", date(2024, 3, 2), 18, 29),
        ("Vision", None, 30, 34),
        ("Vision", None, 36, 40),
        ("Vision", date(2024, 3, 2), 41, 45),
    ] == [(e.category, e.day, e.line_start, e.line_end) for e in got]


def test_body_is_clean_markdown() -> None:
    """Lists nest, formulae stand once, footnotes point at their source."""
    assert [
        "Entropy[^1]는 정보량의 기댓값이다. 2차 미분은 다음에 본다 🧐",
        "",
        "- 분포 $p(x)$에 대해 $H = -\\sum p \\log p$로 쓴다",
        "- 큰 갈래",
        "  1. 이산 분포",
        "  2. 연속 분포",
        "     - 더 깊은 항목",
        "- 정의는 아래와 같다",
        "  $$",
        "  E = mc^2",
        "  $$",
        "",
        "[^1]: Entropy (information theory). https://e.example/w?title=E_(x)&oldid=1",
    ] == entries(POST)[0].body.split("\n")


def test_code_keeps_its_lines_and_indentation() -> None:
    """Code without fences gets them, and nothing in it moves."""
    assert [
        "시드를 고정한다.",
        "",
        "```python",
        "import random",
        "random.seed(7)",
        "",
        "def f(x):",
        "\treturn g(x,",
        "\t\t  1)",
        "```",
    ] == entries(POST)[1].body.split("\n")


def test_lost_particle_is_not_invented() -> None:
    """Formulae that ran together are parted by a blank; a picture stays a word."""
    assert (
        "날짜 없는 글 하나. 변수 $z$와 $\\alpha$ $E$의 경계를 본다.\n\nimg"
        == entries(POST)[2].body
    )


def test_lines_of_the_body() -> None:
    """Every line of the body knows its line in the file, definitions included."""
    expected = (7, 7, 9, 10, 12, 13, 15, 16, 17, 17, 17, 17, 50)

    assert expected == entries(POST)[0].lines
    assert (22, 22, 24, 24, 25, 26, 27, 28, 29, 29) == entries(POST)[1].lines


def test_entries_below_the_references() -> None:
    """The references belong to no entry, also when notes were added below them."""
    above = entries(POST)
    below = entries(f"{POST}\n🌊 Vision\n2024.05.05\n새 글\n")

    assert above == below[:-1]
    assert "새 글" == below[-1].body


def test_impossible_day_is_reported() -> None:
    """A day that does not exist leaves the entry undated and names its line."""
    (problem,) = reader.read("til.txt", POST).problems

    assert ("til.txt", 38, True) == (problem.path, problem.line, problem.fatal)
    assert "2024.13.45" in problem.problem
    assert problem.hint


def test_empty_entry_is_reported_and_left_out() -> None:
    """An entry without text can't be found, so it is only named."""
    got = reader.read("a.txt", "🌊 Vision\n2024.1.2\n\n🌊 Vision\n2024.1.3\n글\n")

    assert [date(2024, 1, 3)] == [entry.day for entry in got.entries]
    assert [(1, False)] == [(p.line, p.fatal) for p in got.problems]


def test_ids_do_not_depend_on_the_neighbours() -> None:
    """Entries added above, and footnotes that move up by one, change no id."""
    before = [entry.id for entry in entries(POST)]
    moved = POST.replace("Entropy1는", "Entropy2는").replace(
        "  2. 아무도", "  3. 아무도"
    )
    moved = moved.replace("  1. Entropy (", "  1. 새 문헌\n\n  2. Entropy (")
    moved = moved.replace("🌊 Vision", "🌊 Vision\n\n2024.01.01\n\n새 글\n🌊 Vision", 1)

    after = [entry.id for entry in entries(moved)]

    assert before == after[1:]
    assert all(
        re.fullmatch(r"til\.txt#(undated|[\d-]{10})-[0-9a-f]{6}(-2)?", i)
        for i in before
    )
    assert before[4] == f"{before[0]}-2"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            "Moment[^1] 말고 Entropy1에 대해 정리합니다. 뒷말.",
            "Moment 말고 Entropy1에 대해 정리합니다",
        ),
        ("  • 첫 항목: 설명\n  • 둘째", "첫 항목: 설명"),
        ("  • Arrow: " + "아주 긴 설명이 이어진다 " * 6, "Arrow"),
        ("가나다라 " * 20, "가나다라 " * 10 + "가나다라…"),
        ("각도 θ\\theta를 e.g. 라디안으로", "각도 θ를 e.g. 라디안으로"),
        ("왜 느린가? 모른다", "왜 느린가?"),
        ("버전 1.15를 쓴다. 끝", "버전 1.15를 쓴다"),
        ("img\n\n그림 설명", "그림 설명"),
        ("🙂", "Vision"),
    ],
)
def test_titles(body: str, title: str) -> None:
    """The first sentence, the term of a long item, or as many words as fit."""
    assert title == one(body).title


@pytest.mark.parametrize(
    "line",
    [
        "shape은 [batch size, nway*kshot, 84*84*3] 입니다.",
        "'a photo of a {class labe}'를 입력으로",
        "MSA = low-pass filter | a_b <b> n < m # 5",
        "RoI = Region of Intereset",
        "공식문서tf.map_fn 함수, self.log(...)sync_dist",
    ],
)
def test_pseudo_markdown_stays(line: str) -> None:
    """Characters that Markdown would read as marks are neither escaped nor lost."""
    assert line == one(line).body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "앞\n  3. 셋\n  4. 넷\n\n뒤\n\n  1. 하나",
            "앞\n\n3. 셋\n4. 넷\n\n뒤\n\n1. 하나",
        ),
        ("  • 항목\n이어지는 줄", "- 항목\n  이어지는 줄"),
        (
            "  • 항목\n\n    항목의 둘째 문단\n\n밖",
            "- 항목\n\n  항목의 둘째 문단\n\n밖",
        ),
        ("```sh\n  a  b\n```\n뒤", "```sh\n  a  b\n```\n\n뒤"),
        ("```\n닫히지 않음", "```\n닫히지 않음"),
        ("글\nx = f(\n  1)", "글\n\n```python\nx = f(\n  1)\n```"),
        ("pip install torch", "```\npip install torch\n```"),
        ("가\xa0나", "가 나"),
        ("  10. 열\n\n    • 안쪽", "10. 열\n    - 안쪽"),
    ],
)
def test_blocks(body: str, expected: str) -> None:
    """Numbers, paragraphs of items, fences and blanks come out as Markdown."""
    assert expected == one(body).body


@pytest.mark.parametrize(
    "line", ["2021.04.25", "2021. 4. 25.", "2021-04-25", "2021/4/25", "2021.04.25 (일)"]
)
def test_date_lines(line: str) -> None:
    """Dates may be written in any of the usual ways."""
    assert [date(2021, 4, 25)] == [e.day for e in entries(f"🌊 Vision\n\n{line}\n\n글")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (POST, True),
        ("🌊 Vision\n\n2024.03.02\n\n글", True),
        ("Vision\n2024.3.2\n글\nVision\n2024.3.3\n글", True),
        ("Vision\n2024.3.2\n글\nOps\n2024.3.3\n글", False),
        ("# 2024.01.01\n글\n# 2024.01.02\n글", False),
        ("# 회의\n\n📅 회의\n2024.01.01\n\n글", False),
        ("---\ntitle: a\n---\n🌊 A\n2024.01.01\n", False),
        ("📅 날짜\n2024.01.01\n\n글", False),
        ("오늘은 2024.01.01 이다.\n", False),
        ("이 글은 다음 날 쓴 것입니다.\n2024.01.01\n", False),
        ("- 항목\n2024.01.01\n- 항목\n2024.01.02\n", False),
        ("", False),
    ],
)
def test_looks_like(text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A post is told by category lines before date lines, not by a date alone."""
    assert expected is reader.looks_like(text)


def test_decomposed_hangul_reads_the_same() -> None:
    """A file written on a Mac gives the same entries."""
    assert reader.read("a", POST) == reader.read(
        "a", unicodedata.normalize("NFD", POST)
    )


pieces = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["🌊 Vision\n", "2024.01.02\n", "2024.99.99\n", "  • ", "    1. "]),
    st.sampled_from(["\n", "\n\n", "References\n", "  1. a\n", "```\n", "x = f(1)\n"]),
    st.sampled_from(["xx ", "α\\alpha", "E=1E = 1\n", "링크1를 ", "\ttail(\n", "\r\n"]),
)


@given(st.lists(pieces, max_size=25).map("".join))
@example("```\n\n")
@example("f(" + "-" * 300 + "1)")
@settings(deadline=None)
def test_any_text(text: str) -> None:
    """Nothing raises; lines fit the body and lie in the file; ids are unique."""
    text = f"🌊 Vision\n2024.01.02\n{text}"
    reader.looks_like(text)
    got = entries(text)
    count = text.count("\n") + 1

    assert all(e.body.count("\n") + 1 == len(e.lines) for e in got)
    assert all(1 <= line <= count for e in got for line in e.lines)
    assert all(e.line_start <= e.line_end <= count for e in got)
    assert all(e.title and e.body.strip() for e in got)
    assert len({e.id for e in got}) == len(got)


words = st.lists(
    st.sampled_from(
        ["가나", "tensor,", "다.", "(loss)", "값이", "is_x", "🙂", "84*84"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "  • ", "    • ", "  1. "]), words), min_size=1
    )
)
@settings(deadline=None)
def test_nothing_is_lost_and_nothing_invented(rows: list[tuple[str, str]]) -> None:
    """Without formulae, footnotes and code, the body has the words of the source."""
    body = one("\n".join(a + b for a, b in rows)).body

    kept = re.sub(r"^ *(?:-|1\.) ", "", body, flags=re.MULTILINE).split()
    assert [w for _, text in rows for w in text.split()] == kept


def is_within(parts: list[str], whole: list[str]) -> bool:
    """Tell whether *parts* stand in *whole* in this order."""
    rest = iter(whole)
    return all(part in rest for part in parts)


@pytest.fixture(scope="module")
def real() -> tuple[str, tuple[Entry, ...]]:
    """The text of the real post, and its entries."""
    text = REAL.read_text("utf-8")
    return text, entries(text)


@pytest.mark.skipif(not REAL.exists(), reason="the post is not part of the project")
class TestRealPost:
    """The post that the format was read from."""

    def test_structure(self, real) -> None:
        """38 entries, one of them without a date, two categories, no problems."""
        text, got = real

        assert reader.looks_like(text)
        assert not reader.read("p", text).problems
        assert {"ML library": 9, "ML & DL": 29} == Counter(e.category for e in got)
        assert [36] == [n for n, e in enumerate(got) if e.day is None]
        assert (3, 432) == (got[0].line_start, got[-1].line_end)
        shared = Counter(e.day for e in got if e.day)
        assert [2, 2, 3] == sorted(n for n in shared.values() if n > 1)

    def test_footnotes(self, real) -> None:
        """Seven sources are cited, each once, by rising numbers."""
        found = [
            int(n) for e in real[1] for n in re.findall(r"\[\^(\d+)\](?!:)", e.body)
        ]
        assert [1, 4, 5, 6, 7, 8, 10] == found

    def test_no_doubled_formula_is_left(self, real) -> None:
        """LaTeX stands between dollar signs or in a display, and nowhere else."""
        for entry in real[1]:
            outside = re.sub(r"\$\$.*?\$\$|\$[^$]+\$", "", entry.body, flags=re.DOTALL)

            assert "\\" not in outside
            assert not re.search(r"[Α-ω]", outside)

    def test_every_word_is_kept(self, real) -> None:
        """Hangul and Latin words stand in the body in the order of the source."""
        lines = real[0].split("\n")
        for entry in real[1]:
            body = entry.body.split("\n[^")[0]
            source = lines[entry.line_start : entry.line_end]
            if entry.day:
                source = [line for line in source if not re.fullmatch(r"[\d.]+", line)]
            hangul = "".join(re.findall("[가-힣]", "\n".join(source)))
            prose = [re.sub(r"\S*[\\=<]\S*", " ", line) for line in source]
            latin = [
                w
                for w in re.findall(r"[A-Za-z]{3,}", "\n".join(prose))
                if w != "EEbounded"
            ]

            assert hangul == "".join(re.findall("[가-힣]", body))
            assert is_within(latin, re.findall(r"[A-Za-z]{3,}", body))

    def test_code_is_kept(self, real) -> None:
        """Three pieces of code, with their tabs."""
        code = [
            c
            for e in real[1]
            for c in re.findall(r"```python\n(.*?)\n```", e.body, re.DOTALL)
        ]

        assert [2, 4, 4] == [piece.count("\n") + 1 for piece in code]
        assert all(piece in real[0] for piece in code)
