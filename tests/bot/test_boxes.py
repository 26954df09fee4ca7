import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.render.boxes import Box, beside, grid, width


def test_width_counts_hangul_twice_and_accents_not_at_all() -> None:
    """Columns are counted as a terminal does, composed or not."""
    assert 4 == width("한글")
    assert 4 == width("한글")
    assert 2 == width(unicodedata.normalize("NFD", "x́y"))
    assert 2 == width("μ̂x")


boxes = st.builds(
    lambda lines, level: Box(lines=tuple(lines), level=min(level, len(lines) - 1)),
    st.lists(st.text(alphabet="ab한 ", max_size=5), min_size=1, max_size=4),
    st.integers(0, 3),
)


@given(st.lists(boxes, max_size=4))
def test_beside_loses_nothing_and_is_as_wide_as_its_parts(parts: list[Box]) -> None:
    """Every line of every box is there, and the widths add up."""
    got = beside(parts)

    assert sum(box.width for box in parts) == got.width
    for box in parts:
        for line in box.lines:
            assert any(line in row for row in got.lines)


def test_brackets_grow_with_the_rows() -> None:
    """A bracket spans all rows, and a brace has its point in the middle."""
    rows = [[Box(lines=(name,))] for name in ("가", "b", "c")]

    assert ("⎧ 가", "⎨ b ", "⎩ c ") == grid(rows, left="{").lines
    assert ("( x )",) == grid([[Box(lines=("x",))]], left="(", right=")").lines
