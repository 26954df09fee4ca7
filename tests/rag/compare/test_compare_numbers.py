"""What numbers of a text are of."""

from __future__ import annotations

import pytest

from rag.compare.numbers import quantities


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(
            (f"There are 6 {noun} here.", "count")
            for noun in "modalities ideas tricks workarounds criteria people items".split()
        ),
        *((f"At 6 it {verb} out.", "") for verb in "has was runs does".split()),
        ("After step 6 was reached", ""),
        ("6 plus two", ""),
        ("in 6 seconds", "second"),
        ("6 epochs", "epoch"),
        ("6 GB of memory", "gb"),
    ],
)
def test_any_plural_is_counted(text, unit) -> None:
    """Whatever there are several of, and not some nouns alone."""
    assert unit == quantities(text)[0].unit
