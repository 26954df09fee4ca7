"""What a unit of a note weighs, with what stands beside it."""

from __future__ import annotations

from fakes.rag import weights

from rag.quotes.units import units
from rag.quotes.weighing import weighed


def test_a_heading_is_no_neighbour_of_what_stands_above_it() -> None:
    """Else the section below is quoted for the last words of the one above."""
    above, below = "해는 유한하다. 바젤 이야기.", "\n\n## 바젤\n\n다른 말."
    asked = weights("바젤")

    both = weighed(above + below, units(above + below), asked)

    assert both[:2] == weighed(above, units(above), asked)
    assert both[2:] == weighed(below, units(below), asked)
    assert all(both)
