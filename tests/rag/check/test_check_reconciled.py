"""What only seems to contradict a note, and what near by does."""

from dataclasses import replace

import pytest

from fakes.rag import entry, hit

from rag.check.rules.support import weigh
from rag.check.verdict.checker import Checker


CHECKER = Checker()


def wrong(sentence: str, body: str) -> tuple[str, ...]:
    """Return what is wrong in a sentence that cites a note."""
    (claim,) = CHECKER.reader.read([sentence])
    note = entry("n", body, title="메모 🧪")
    evidence = CHECKER.evidence([replace(hit(note), entry=note)])
    return weigh(claim, evidence, CHECKER.reader.glossary).wrong


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "인덱스를 두면 정렬 단계가 사라집니다.",
            "인덱스를 두면 정렬 단계가 없어진다.",
        ),
        (
            True,
            "인덱스를 두면 정렬 단계가 없어집니다.",
            "인덱스를 두면 정렬 단계가 사라진다.",
        ),
        (
            False,
            "인덱스를 두면 정렬 단계가 사라지지 않습니다.",
            "인덱스를 두면 정렬 단계가 없어진다.",
        ),
        (
            False,
            "인덱스를 두면 정렬 단계가 없어집니다.",
            "인덱스를 두면 정렬 단계가 사라지지 않는다.",
        ),
    ],
)
def test_what_goes_is_no_more(says, sentence, body) -> None:
    """없어지다 says what 사라지다 does, and denies what that denies."""
    assert says is not bool(wrong(sentence, body))
