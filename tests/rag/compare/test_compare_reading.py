"""What is exact in a sentence, and what it denies, however it is written."""

from importlib import resources

import pytest

from fakes.checked import weighed

from rag.check.verdict.checker import judgement
from rag.compare.identifiers import marks
from rag.compare.literal import Source, holds
from rag.types import Verdict


def verdict(sentence: str, body: str) -> Verdict:
    """Hold a sentence against a note."""
    return judgement(weighed(sentence, body))[0]


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


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("ResNet reaches 91%.", "ResNet reaches 93%.\n\nVGG reaches 91%."),
        (
            "토큰은 30일 뒤에 만료됩니다.",
            "- 토큰은 7일 뒤에 만료된다.\n- 로그는 30일 뒤에 지워진다.",
        ),
        (
            "캐시가 있는지 확인하고, 없으면 저장하지 않습니다.",
            "캐시가 있는지 확인하고, 없으면 저장한다.",
        ),
        (
            "Check whether the cache exists; the value is not stored.",
            "Check if the cache exists. The value is stored.",
        ),
        ("lr=0.1로 학습합니다.", "lr은 0.1 이 아니라 0.01로 학습한다."),
        (
            "The asynchronous replication is used.",
            "The synchronous replication is used.",
        ),
        ("The shape is [32, 64].", "The shape is (32, 10)."),
        (
            "ResNet의 정확도는 88%입니다.",
            "ResNet의 정확도는 93%이다. VGG의 정확도는 88%이다.",
        ),
        (
            "GPT-2의 파라미터는 175B개입니다.",
            "GPT-2의 파라미터는 1.5B개이다. GPT-3의 파라미터는 175B개이다.",
        ),
        (
            "은행원 알고리즘(needs root access)은 교착 상태(always fatal)를 피합니다.",
            "은행원 알고리즘은 교착 상태를 피한다.",
        ),
        ("p는 0.7입니다.", "p=0.3일 때 높았고, 0.6에서는 낮았다."),
    ],
)
def test_what_is_near_the_truth(sentence, body) -> None:
    """A number of another subject, a denied value, a term a letter off."""
    assert Verdict.SUPPORTED is not verdict(sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("The tensor has shape [32, 10].", "The tensor has shape (32, 10)."),
        ("모양은 [batch, 3, 224, 224]입니다.", "모양은 (batch, 3, 224, 224)이다."),
        ("The tensor has shape [32, 10].", "The tensor has shape 32 x 10."),
        ("I added [tag1, tag2] to it.", "I added tag1 and tag2 to it."),
        ("It does not rely on labels.", "It relies on no labels."),
        (
            "은행원 알고리즘(Banker's algorithm)은 교착을 피합니다.",
            "은행원 알고리즘은 교착을 피한다.",
        ),
        ("ResNet은 93%, VGG는 88%입니다.", "ResNet은 93%이다. VGG는 88%이다."),
        ("값에 $1/(1-p)$를 곱합니다.", "값에 $\\frac{1}{1-p}$를 곱한다."),
        ("검색이 52분 걸렸습니다.", "The search took 52 minutes."),
        ("2월 12일에 장애가 있었습니다.", "2/12 장애가 있었다."),
        ("파라미터는 110 million개입니다.", "파라미터는 1.1억 개이다."),
        (
            "If nothing has changed, the server sends no body.",
            "바뀐 것이 없으면 서버는 본문을 안 보낸다.",
        ),
    ],
)
def test_the_same_in_other_signs(sentence, body) -> None:
    """Shapes are written in many ways, and not every -ly is an adverb."""
    assert Verdict.SUPPORTED is verdict(sentence, body)


def test_aligned_rows_take_no_time() -> None:
    """A printed matrix, with many spaces, is read in one pass."""
    row = "[" + ", ".join(f"{n:>40}" for n in range(40)) + "]"

    assert isinstance(marks("\n".join([row] * 50)), list)


def test_the_vocabulary_contradicts_nobody() -> None:
    """No line twice, and none with both sides of an opposite of the lexicon."""
    here = resources.files("rag.compare")
    lines = {
        name: [
            line.lstrip("~").split("\t")
            for line in here.joinpath(name).read_text("utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        for name in ("lexicon.tsv", "vocabulary.tsv")
    }
    opposites = [
        (set(a.split()), set(b.split()))
        for a, b in filter(_paired, lines["lexicon.tsv"])
    ]
    senses = [frozenset(cells[0].split()) for cells in lines["vocabulary.tsv"]]

    assert len(senses) == len(set(senses)) > 3_000
    assert [] == [
        sorted(sense)
        for sense in senses
        for one, other in opposites
        if (sense & one) - other and (sense & other) - one
    ]


def _paired(cells: list[str]) -> bool:
    return len(cells) == 2
