import pytest

from hypothesis import given
from hypothesis import strategies as st

from bot.render.math_text import formula


@pytest.mark.parametrize(
    ("expected", "latex"),
    [
        ("𝒩(0,1)", r"\mathcal N(0,1)"),
        ("𝔼_(x ∼ p)[X]", r"\mathbb{E}_{x\sim p}[X]"),
        ("(a+b)/c", r"\frac{a+b}{c}"),
        ("1/2 mv²", r"\frac{1}{2}mv^2"),
        ("∂L/∂w", r"\frac{\partial L}{\partial w}"),
        ("μ̂", r"\hat\mu"),
        ("p̂ₖ", r"\hat{p_k}"),
        ("√(x+1)", r"\sqrt{x+1}"),
        ("³√x", r"\sqrt[3]{x}"),
        ("Σ⁻¹(x-μ)ᵀ", r"\Sigma^{-1}(x-\mu)^\top"),
        ("∑ᵢ₌₁ⁿ xᵢ", r"\sum_{i=1}^{n} x_i"),
        ("θ* = arg min_θ L", r"\theta^* = \arg\min_\theta L"),
        ("d(a,p) + margin < d(a,n)", r"d(a,p) + \text{margin} < d(a,n)"),
        ("e^(-x²/2)", r"e^{-x^2/2}"),
        ("D_KL(p‖q)", r"D_{KL}(p\|q)"),
        ("학습률 = η_학습", r"\text{학습률} = \eta_{\text{학습}}"),
        ("∉", r"\not\in"),
        ("{x", r"\left\{ x \right."),
        ("{1, 2}", r"\{1, 2\}"),
        ("⌊(n - k)/s⌋ + 1", r"\lfloor (n - k)/s \rfloor + 1"),
        ("α + β - 1 <= -γ", r"\alpha + \beta - 1 <= -\gamma"),
        ("θ=0.5", r"\theta=0.5"),
        ("Pr(x) = 1", r"\Pr(x)=  1"),
        ("{a b; c d", r"\begin{cases} a & b \\ c & d \end{cases}"),
    ],
)
def test_formula_on_a_line(expected: str, latex: str) -> None:
    """An inline formula becomes one line of Unicode, brackets where they are needed."""
    assert expected == formula(latex)


@pytest.mark.parametrize(
    ("expected", "latex"),
    [
        (
            "f(x) = ⎧ d(x, ∂Ω)   if x ∈ Ω\n       ⎩ -d(x, ∂Ω)  if x ∈ Ωᶜ",
            r"f(x)=\begin{cases} d(x, \partial\Omega) & \text{if } x \in \Omega \\ -d(x, \partial\Omega) & \text{if } x \in \Omega^c \end{cases}",
        ),
        (
            "A = ⎡ 1  2 ⎤\n    ⎣ 3  4 ⎦",
            r"A = \begin{bmatrix}1&2\\3&4\end{bmatrix}",
        ),
        ("a = b + c\n  = d", r"\begin{aligned} a &= b + c \\ &= d \end{aligned}"),
        (
            "⎧ 참    x > 0\n⎨ 거짓  x < 0\n⎩ 0     그 외",
            r"\begin{cases} \text{참} & x > 0 \\ \text{거짓} & x < 0 \\ 0 & \text{그 외} \end{cases}",
        ),
    ],
)
def test_displayed_formula(expected: str, latex: str) -> None:
    """Cases and matrices take several lines, their columns straight with Hangul too."""
    assert expected == formula(latex, display=True)


@pytest.mark.parametrize(
    "latex", [r"\unknown{x}", "x_{", r"\alphaEE", r"a^b^", r"\hat_", "}{", "\x07x"]
)
def test_keeps_what_it_cannot_show(latex: str) -> None:
    """A formula that can't be shown whole stays as it was written."""
    assert latex == formula(latex)


latex_pieces = st.sampled_from(
    [
        *"abx012(){}[]^_&=+-<>~'%$ 가\x08",
        *(
            "\\\\",
            "\\frac",
            "\\sqrt",
            "\\hat",
            "\\left",
            "\\right.",
            "\\not",
            "\\alpha",
        ),
        *("\\begin{cases}", "\\end{cases}", "\\text{"),
    ]
)


@given(st.lists(latex_pieces, max_size=15).map("".join), st.booleans())
def test_formula_never_fails(latex, display) -> None:
    """Any string gives a string, and an inline formula a single line."""
    got = formula(latex, display=display)

    assert isinstance(got, str)
    assert display or "\n" not in got
    assert bool(latex.strip()) == bool(got) or "\\" in latex or set(latex) & set("%{~ ")
