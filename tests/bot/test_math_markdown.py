import pytest

from hypothesis import given
from hypothesis import strategies as st

from bot.render.math_markdown import MATH, gist, readable


@pytest.mark.parametrize(
    ("expected", "markdown"),
    [
        ("값은 x₁\\*y 이고", "값은 $x_1*y$ 이고"),
        ("비용은 $5 그리고 $10 이다", "비용은 $5 그리고 $10 이다"),
        ("`a$b$c` 와 ``x ` $y$``", "`a$b$c` 와 ``x ` $y$``"),
        ("```sh\necho $a$b\n```\nα", "```sh\necho $a$b\n```\n$\\alpha$"),
        ("~~~\n$a$", "~~~\n$a$"),
        ("a \\\\$ b$ α", "a \\\\$ b$ $\\alpha$"),
        ("α", "\\(\\alpha\\)"),
        (f"```{MATH}\nα\n```\n다음", "$$\n\\alpha\n$$\n다음"),
        (f"끝\n\n```{MATH}\nα\n```\n\n[til-1]", "끝\n\n$$\\alpha$$ [til-1]"),
        (f"- 항목 \n\n  ```{MATH}\n  α\n  ```\n- 둘", "- 항목 $$\\alpha$$\n- 둘"),
        (f"> ```{MATH}\n> α\n> ```", "> \\[\\alpha\\]"),
    ],
)
def test_readable(expected: str, markdown: str) -> None:
    """Formulae become text or fences of their own; code and prices stay."""
    assert expected == readable(markdown)


@given(st.text(alphabet="ab `~\n>-*#가🧐[]()<|"))
def test_nothing_changes_without_formulae(text: str) -> None:
    """Markdown without a formula is returned as it is."""
    assert text == readable(text)


def test_gist_is_one_readable_line() -> None:
    """A passage on one line keeps its words, formulae and code, not its marks."""
    text = "## 손실 🧐\n\n**차이**: $d_1 < \\alpha$\n\n```py\nx[0]\n```\n> 끝 `id`"

    assert "손실 🧐 차이: d₁ < α x[0] 끝 id" == gist(text)
