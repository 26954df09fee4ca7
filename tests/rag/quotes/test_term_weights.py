"""What the terms of a question say about a text."""

import math

from fakes.rag import analyse
from hypothesis import given
from hypothesis import strategies as st

from rag.quotes.term_weights import TermWeights


@given(
    st.dictionaries(
        st.text("가나다ab", min_size=1, max_size=6), st.floats(0, 10), max_size=40
    )
)
def test_a_weight_is_the_same_in_any_order(words) -> None:
    """So two texts with the same terms weigh the same, to the last digit."""
    weights = TermWeights(
        words=words, grams={}, sounds={}, meanings={}, analyse=analyse
    )

    (weight,) = weights.weigh([" ".join(words)])

    assert weight == math.fsum(words.values())
