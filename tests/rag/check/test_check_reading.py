"""What is exact in a sentence, and what it denies, however it is written."""

from dataclasses import replace

import pytest

from fakes.rag import entry, hit

from rag.check.checker import Checker, judgement
from rag.check.identifiers import Source, holds, marks
from rag.check.support import weigh
from rag.types import Verdict


CHECKER = Checker()


def verdict(sentence: str, body: str) -> Verdict:
    """Hold a sentence against a note."""
    (claim,) = CHECKER.reader.read([sentence])
    note = entry("n", body, title="메모 🧪")
    evidence = CHECKER.evidence([replace(hit(note), entry=note)])
    return judgement(weigh(claim, evidence, CHECKER.reader.glossary))[0]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("tf.map_fn", "tf.map_fn은 함수를 적용합니다."),
        ("self.log", "self.log의 인자를 봅니다."),
        ("sync_dist=True", "sync_dist=True를 주면 됩니다."),
        ("map_fn", "map_fn으로 바꿉니다."),
        ("x=1", "x=1이 관측될 확률"),
        ("[batch, nway*kshot, 84*84*3]", "모양은 [batch, nway*kshot, 84*84*3]입니다."),
    ],
)
def test_a_particle_is_no_part_of_a_name(expected, sentence) -> None:
    """Korean endings cling to code that stands without backticks."""
    assert [expected] == [mark.text for mark in marks(sentence)]


@pytest.mark.parametrize(
    ("expected", "code", "text"),
    [
        (True, r"\dt", r"- `\dt` will list all the tables"),
        (False, r"\dt", r"- `\dts` will list all the tables"),
        (True, "readonly?", "def readonly?\n  true\nend"),
        (True, "any_overlaps?", "here is an `any_overlaps?` method"),
        (True, ":version", "```\n:version\n```\nThis will show it"),
        (True, "f(a, b)", "call `f( a,b )` then"),
        (False, "map", "tf.map_fn"),
    ],
)
def test_code_ends_where_white_space_begins(expected, code, text) -> None:
    """What stands beside it in a note doesn't grow together with it."""
    (mark,) = marks(f"`{code}`")

    assert expected is holds(mark, Source.of(text))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "is_training이 False인 경우에는"),
        (True, "set `is_training` to `False`"),
        (True, "is_training = False"),
        (False, "is_training이 True인 경우에는 False를 돌려준다"),
    ],
)
def test_an_argument_told_in_words(expected, text) -> None:
    """``name=value`` stands there where a note says that it is."""
    (mark,) = marks("is_training=False일 때")

    assert expected is holds(mark, Source.of(text))


@pytest.mark.parametrize(
    ("expected", "sentence", "body"),
    [
        (
            Verdict.SUPPORTED,
            "Freezing it doesn't prevent you from modifying the list.",
            "Freezing it still lets you modify the list.",
        ),
        (
            Verdict.SUPPORTED,
            "불완전한 데이터로 모델을 시험합니다.",
            "Test the model with incomplete data.",
        ),
        (
            Verdict.SUPPORTED,
            "Derivatives may not be properly implemented yet.",
            "도함수 계산이 아직 제대로 구현되지 않았다.",
        ),
        (
            Verdict.FLAGGED,
            "도함수가 제대로 구현되었습니다.",
            "도함수가 제대로 구현되지 않았다.",
        ),
        (
            Verdict.SUPPORTED,
            "Transformers act as low-pass filters.",
            "Transfomer는 low pass filter의 특성을 보인다.",
        ),
        (
            Verdict.SUPPORTED,
            "You can add an interval of 10 minutes.",
            "You can add an interval:\n\n```sql\nselect interval 10 minute;\n```",
        ),
        (
            Verdict.FLAGGED,
            "You can add an interval of 20 minutes.",
            "You can add an interval:\n\n```sql\nselect interval 10 minute;\n```",
        ),
    ],
)
def test_the_same_otherwise_worded(expected, sentence, body) -> None:
    """Double negations, prefixes, slips of the pen, and numbers within code."""
    assert expected is verdict(sentence, body)
