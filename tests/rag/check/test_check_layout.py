"""What stands before a sentence when others around it go."""

import pytest

from rag.check.reply.layout import Layout


def laid(*pieces) -> str:
    """Return a text of ``(lead, text)``, without those whose text is None."""
    layout, out = Layout(), ""
    for lead, text in pieces:
        if text is None:
            layout.skip(lead)
        else:
            out += layout.before(lead) + text
    return out


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("", "a"), ("\n\n", None), ("\n\n", "b")], "a\n\nb"),
        ([("", "a"), ("\n\n", None), (" ", "b")], "a\n\nb"),
        ([("1. ", "a"), ("\n2. ", None), ("\n3. ", "c")], "1. a\n2. c"),
        ([("1. ", None), ("\n2. ", "b"), ("\n3. ", "c")], "\n1. b\n2. c"),
        ([("- ", "a"), ("\n- ", None), ("\n- ", "c")], "- a\n- c"),
        (
            [("1. ", "a"), ("\n2. ", None), (" ", "c"), ("\n3. ", "d")],
            "1. a\n2. c\n3. d",
        ),
        (
            [("1. ", "a"), ("\n2. ", None), ("\n3. ", "c"), ("\n\n끝\n\n1. ", "x")],
            "1. a\n2. c\n\n끝\n\n1. x",
        ),
        (
            [("1. ", "a"), ("\n   1. ", None), ("\n   2. ", "b"), ("\n2. ", "c")],
            "1. a\n   1. b\n2. c",
        ),
        ([("1. ", "a"), ("\n1. ", None), ("\n1. ", "c")], "1. a\n1. c"),
        ([("2021. ", "a"), ("\n\n", None), ("\n3) ", "c")], "2021. a\n\n3) c"),
    ],
)
def test_lines_and_numbers(pieces, expected) -> None:
    """Paragraphs stay apart, lists are numbered on, items keep their marks."""
    assert expected == laid(*pieces)
