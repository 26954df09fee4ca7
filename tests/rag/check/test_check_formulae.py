"""Formulae as notes have them in LaTeX and chat models in plain letters."""

import pytest

from fakes.checked import held

from rag.check.rules.support import weigh
from rag.check.verdict.checker import judgement
from rag.compare.identifiers import marks
from rag.compare.literal import normal_formula
from rag.types import Verdict


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"$\hat \mu = f_\theta(\text{few-shot})$", "μ^ = fθ(few-shot)"),
        (r"A^+ = V \Sigma ^+ U^\top", "A⁺ = V Σ⁺ Uᵀ"),
        (r"p(x^*|X) = \int p(x^*|\theta) d\theta", "p(x*|X) = ∫ p(x*|θ) dθ"),
        (r"\frac{p(X|\theta)p(\theta)}{p(X)}", "p(X|θ)p(θ) / p(X)"),
        (r"\frac{1}{1-p}", "1/(1-p)"),
        (r"a \leq b", "a ≤ b"),
        (r"\alpha = \sup E", "α = sup E"),
        (r"V_{t+1}", "Vₜ₊₁"),
    ],
)
def test_one_formula_in_two_scripts(latex: str, plain: str) -> None:
    """Commands, accents, sub- and superscripts come to the same."""
    assert normal_formula(latex) == normal_formula(plain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("둘째, γ > α인 모든 γ를 본다.", ["γ > α"]),
        ("즉 p(θ|X) = p(X|θ)p(θ) / p(X)입니다.", ["p(θ|X) = p(X|θ)p(θ) / p(X)"]),
        ("so A⁺ = V Σ⁺ Uᵀ is it 🧮", ["A⁺ = V Σ⁺ Uᵀ"]),
        ("V_{t+1} = V_t + G(V_t)로 둔다", ["V_{t+1} = V_t + G(V_t)"]),
        ("β is larger than the rest", []),
        ("값은 mean + fθ(x)이다", []),
    ],
)
def test_a_formula_in_plain_letters_is_one(text: str, expected: list[str]) -> None:
    """It has a relation; words beside it are none of it."""
    assert expected == [m.text for m in marks(text) if m.kind == "formula"]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (True, "사후 확률은 p(θ|X) = p(X|θ)p(θ) / p(X)로 구합니다."),
        (False, "사후 확률은 p(θ|X) = p(X|θ)p(X) / p(θ)로 구합니다."),
        (False, "사후 확률은 p(θ|X) > p(X|θ)로 구합니다."),
    ],
)
def test_what_it_says_is_compared_sign_by_sign(expected, sentence: str) -> None:
    """A letter or a sign put for another makes it a formula that no note has."""
    body = r"사후 확률은 $p(\theta|X) = \frac{p(X|\theta)p(\theta)}{p(X)}$로 구한다."

    verdict, _ = judgement(weigh(*held(sentence, body, title="베이즈 🎲")))

    assert expected is (verdict is Verdict.SUPPORTED)
