"""What a reply is framed with, and says nothing of what the notes hold."""

import pytest

from rag.check.claims.absence import polite
from rag.check.verdict.checker import Checker
from rag.compare.numbers import quantities


CHECKER = Checker()


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], "Measure first, and cache only what is slow."),
        ([], "Drain the node first before you update it."),
        ([], "Sorting first would lose the order of arrival."),
        ([1], "The first with a free slot takes the job."),
        ([1], "It fails at the first attempt."),
        ([2], "The second attempt works."),
    ],
)
def test_first_says_when_or_which(expected, text) -> None:
    """What comes first, or is done at first, is not the first of anything."""
    assert expected == [int(q.value) for q in quantities(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "네, 맞습니다."),
        (True, "맞아요!"),
        (True, "네, 정확합니다."),
        (True, "아쉽게도 그렇지 않습니다."),
        (True, "아니요, 아닙니다."),
        (True, "Yes, that's right."),
        (True, "No, that is not correct."),
        (False, "네, 캐시는 비워집니다."),
        (False, "The cache is right."),
        (False, "맞춤법 검사기를 씁니다."),
    ],
)
def test_yes_and_no_state_nothing_by_themselves(expected, text) -> None:
    """What they are said to is checked where it is stated."""
    assert expected is polite(text)
