"""What is drawn of a formula, and what is not."""

import struct

import pytest

from bot.render import formula_picture
from bot.render.formula_picture import HEAVIEST, HIGHEST, WIDEST, draw, weight


def extent(png: bytes) -> tuple[int, int]:
    """Return width and height, as the head of the file has them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize(
    "latex",
    [
        r"\mathcal{L} = -\sum_{i=1}^{N} y_i \log \hat{y}_i",
        r"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}",
        r"\begin{aligned} a &= b \\ &= \frac{c}{\sqrt{d}} \end{aligned}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \otimes x'",
        r"\mathbb{E}_{x\sim p}\left[\log \frac{p(x,z)}{q(z|x)}\right]",
    ],
)
def test_what_notes_write_is_drawn(latex) -> None:
    """The formulae of notes become pictures of a sensible size, the same each time."""
    png = draw(latex)

    assert png is not None
    width, height = extent(png)
    assert 60 < width < 1_200
    assert 60 < height < 400
    assert png == draw(latex)


@pytest.mark.parametrize(
    "latex",
    [
        "",
        " \n",
        "{" * 10_000 + "x" + "}" * 10_000,
        "{" * 60 + "x" + "}" * 60,
        r"\left(" * 9 + "x" + r"\right)" * 9,
        r"\frac{1}{" * 30 + "x" + "}" * 30,
        r"\hspace{100000em} x",
        r"\kern100000em x",
        r"\rule{10000em}{10000em}",
        r"\newcommand{\a}{\a\a}\a",
        r"\def\a{\a\a}\a",
        r"\href{https://evil.example}{x}",
        r"\includegraphics{/etc/passwd}",
        r"\unknown{x}",
        r"\frac{",
        "x 😀",
        "x" * 1_001,
        r"\quad" * 190 + " x",
        "\0",
        "▢",
        "<script>",
    ],
)
def test_what_could_harm_or_mislead_is_not_drawn(latex) -> None:
    """Too long, too deep, too large, unknown or with a size of its own: no picture."""
    png = draw(latex)

    if latex == "<script>":  # letters and relations, no element
        assert png is not None
    else:
        assert png is None


def test_weight_doubles_with_each_group() -> None:
    """The time that drawing takes is known before it is spent."""
    assert 1 == weight("x")
    assert 4 == weight("{x}")
    assert 10 == weight("{{x}}")
    assert weight("{" * 12 + "x" + "}" * 12) > HEAVIEST


def test_pictures_are_bounded() -> None:
    """Even the longest formula that is drawn stays a picture of a few megapixels."""
    png = draw("x+" * 300 + "x")

    assert png is None or extent(png)[0] <= 2 * WIDEST + 60
    assert HIGHEST * WIDEST * 4 < 8_000_000


def test_hangul_needs_a_font(monkeypatch) -> None:
    """Without a font that has Hangul there is no picture, rather than one of boxes."""
    latex = r"\text{손실}_{\text{전체}} = \frac{\text{합}}{\text{개수}}"
    monkeypatch.setattr(formula_picture, "has_hangul", lambda: False)

    assert draw(latex) is None


@pytest.mark.skipif(not formula_picture.has_hangul(), reason="no font has Hangul here")
def test_hangul_is_drawn_where_there_is_a_font() -> None:
    """Other syllables make another picture; the same one keeps its place."""
    one, other = draw(r"\text{손실} = x"), draw(r"\text{이득} = x")

    assert one is not None
    assert other is not None
    assert one != other
    assert extent(one) == extent(other)
