import pytest

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.corpus.post import formulae
from rag.corpus.post.first_words import plain


SURE = "각도 θ\\theta를 잰다"
"""A line that shows that its post doubles its formulae."""


def written(*lines: str) -> list[str]:
    """The lines of one entry, rewritten."""
    done = []
    for line, found in zip(lines, formulae.read([lines])[0], strict=True):
        for start, end, new in reversed(formulae.rewrite(line, found)):
            line = line[:start] + new + line[end:]  # noqa: PLW2901 - built up
        done.append(line)
    return done


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("잡음 ε\\epsilon을", "잡음 $\\epsilon$을"),
        ("잡음 𝒩(0,I)\\mathcal N (0, I)에서", "잡음 $\\mathcal N (0, I)$에서"),
        ("식 y=2y=2이면", "식 $y=2$이면"),
        ("q(a,b)<q(b,c)q(a,b) < q(b, c)", "$q(a,b) < q(b, c)$"),
        ("h(zY)h(z^* | Y)는", "$h(z^* | Y)$는"),
        ("Wk+1=F(Wk)W_{k+1} = F(W_k)처럼", "$W_{k+1} = F(W_k)$처럼"),
        ("λk+\\lambda_k^+와", "$\\lambda_k^+$와"),
        ("λk+\\lambda^+_k와", "$\\lambda^+_k$와"),
        ("비율 ab\\frac{a}{b}는", "비율 $\\frac{a}{b}$는"),
        ("비율 x2\\sqrt{x^2}는", "비율 $\\sqrt{x^2}$는"),
        (
            "평균 μ^=m\xa0of\xa0n\\hat \\mu = \\text{m of n}",
            "평균 $\\hat \\mu = \\text{m of n}$",
        ),
        ("최적 \\pi\\pi 아님", "최적 \\pi\\pi 아님"),
        ("최적 π\\pi* that", "최적 $\\pi$* that"),
        ("노름 v2||\\mathbf v||_2는", "노름 $||\\mathbf v||_2$는"),
        ("값 v|v|를 φ\\phi", "값 $|v|$를 $\\phi$"),
        ("한계 b\\mathrm b in general", "한계 $\\mathrm b$ in general"),
        ("극한 n→n \\to \\infty에서", "극한 $n \\to \\infty$에서"),
        ("발산은 \\infty로", "발산은 $\\infty$로"),
        ("α\\alphaWW의", "$\\alpha$ $W$의"),
        (
            "정확도 맞은수/전체\\text{맞은수} / \\text{전체}로",
            "정확도 $\\text{맞은수} / \\text{전체}$로",
        ),
        ("KL(pq)KL(p \\| q)는", "$KL(p \\| q)$는"),
        ("(k=3k=3), 즉", "($k=3$), 즉"),
    ],
)
def test_formula_is_said_once(source: str, expected: str) -> None:
    """Of the two halves the LaTeX stays, and what touches it stays outside."""
    got = written(source, SURE)

    assert [expected, "각도 $\\theta$를 잰다"] == got


@pytest.mark.parametrize(
    "source",
    [
        "IEEE와 AAAI, bbox, book, www",
        "NN은 neural network, 5 mm, 3 cc",
        "COCO와 PyPy, papa",
        "버전 1.10.1, 2020년, 11월 22일",
        "k-NN classifier, n-gram",
        "https://a.example/x=1x=1?q=aa",
        "`x=1x=1`은 코드",
        "경로는 C:\\in\\out",
        "sync_dist, sync_dist_op",
        "84*84*3, [a, b], {c d}, (n < m)",
        "이미 $\\alpha\\alpha$로 쓴 식",
        "a == a, f(x) 그리고 f(y)",
        "반쪽만 남은 \\sum p \\log p",
        "ㅋㅋㅋㅋ 하하하하",
    ],
)
def test_false_friends_stay(source: str) -> None:
    """Words, names, numbers and code that repeat letters are no formulae."""
    assert source == written(source, SURE)[0]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("변수 zz를 쓰고", "zz 기반으로"), ["변수 $z$를 쓰고", "$z$ 기반으로"]),
        (("ww와 uu를",), ["$w$와 $u$를"]),
        (("NN개 중 N=3N=3일 때",), ["$N$개 중 $N=3$일 때"]),
        (("NN이 깊다, h=1h=1",), ["NN이 깊다, $h=1$"]),
        (("5 pp 오름, h=1h=1",), ["5 pp 오름, $h=1$"]),
        (("WxWx를 y=Wxy = Wx로",), ["$Wx$를 $y = Wx$로"]),
        (("QQ를 Q=1Q=1, QQbounded above",), ["$Q$를 $Q=1$, $Q$ bounded above"]),
    ],
)
def test_doubled_letters_need_evidence(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    """A doubled letter is a formula when other formulae or repetition say so."""
    rows = formulae.read([lines, [SURE]])[0]
    got = []
    for line, found in zip(lines, rows, strict=True):
        done = line
        for start, end, new in reversed(formulae.rewrite(line, found)):
            done = done[:start] + new + done[end:]
        got.append(done)

    assert expected == got


def test_no_doubled_letters_without_doubled_formulae() -> None:
    """In a post that nowhere doubles a formula for sure, a doubled letter is text."""
    assert ["변수 zz를 zz로"] == written("변수 zz를 zz로")


def test_displayed_only_when_alone() -> None:
    """A formula is displayed when its line holds nothing else."""
    lines = ["E=mc2E = mc^2", "식 E=mc2E = mc^2", "E=mc2E = mc^2."]

    rows = formulae.read([lines])[0]

    assert [True, False, False] == [
        formulae.displayed(line, row) for line, row in zip(lines, rows, strict=True)
    ]


def test_plain_reads_without_commands() -> None:
    """LaTeX in one line of ordinary characters."""
    assert "λk" == plain("\\lambda_k")
    assert "N(0,1)" == plain("\\mathcal N (0, 1)")


pieces = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["xx", "x=1x=1", "\\alpha", "α\\alpha", "{", "}", "^", "_", "|"]),
    st.sampled_from(
        ["\\text{가 나}", "가", "\\begin{cases}", "\\end{cases}", "$", " ", "\\"]
    ),
)


@given(st.lists(st.lists(pieces, max_size=10).map("".join), max_size=3))
@example(["\\sqrt[", "a\\left", "x_", "\\frac{a"])
@settings(deadline=None)
def test_whatever_stands_there(lines: list[str]) -> None:
    """Formulae lie in the line, in order, without overlaps, and are cut from it."""
    for line, found in zip(lines, formulae.read([lines])[0], strict=True):
        ends = [0, *(f.end for f in found)]

        assert all(end <= f.start for end, f in zip(ends, found, strict=False))
        assert all(f.start <= f.middle < f.end <= len(line) for f in found)
        assert all(f.latex and line.startswith(f.latex, f.middle) for f in found)


@given(st.lists(st.sampled_from("가나 .θ"), max_size=12).map("".join))
@settings(deadline=None)
def test_rewriting_again_changes_nothing(words: str) -> None:
    """Between dollar signs a formula is no longer doubled."""
    once = written(f"{words} x=1x=1과 α\\alpha", SURE)

    assert once == written(*once)
