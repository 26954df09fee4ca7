"""What is more than something, what grows with it, and what is denied of it."""

from collections.abc import Callable, Iterator

import pytest

from fakes.checked import held, wrong

from rag.check.evidence.nearest import Nearest
from rag.check.rules.compared import compared
from rag.check.rules.denied_of_topic import denied_of_topic
from rag.check.rules.proportions import proportions


SORTS = "`heap_sort`보다 `tim_sort`를 쓰는 게 더 빨랐다. 🧺"
BATCHES = "배치 크기는 검증 단계보다 작은 값을 쓴다."
BUFFERS = "Using `pread()` is a bit faster than using `mmap`."
QUEUES = "큐가 길어질수록 지연은 커진다."
RANKS = "| 항목 | 뜻 |\n|---|---|\n| 순번 | 값이 작을수록 우선 |\n| 무게 | 합이 100 |"
CACHES = "The larger the cache, the lower the miss rate."
DRIVERS = (
    "`zeta` 드라이버는 스냅샷을 지원한다. `omega` 드라이버는 스냅샷을 지원하지 않는다."
)
FILES = "소켓을 닫으면 목록에서 자동으로 제거되지만, 복제한 핸들이 남아 있으면 제거되지 않는다."


TALLIES = "Using a tally takes less memory than a ledger."


def found(rule: Callable[[Nearest], Iterator[str]], sentence: str, body: str) -> bool:
    """Say whether *rule* finds that a note has it the other way round."""
    return any(rule(Nearest(*held(sentence, body))))


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`tim_sort`를 쓰는 것보다 `heap_sort`를 쓰는 쪽이 더 빨랐습니다.", SORTS),
        ("`heap_sort`보다 `tim_sort`를 쓰는 쪽이 더 느렸습니다.", SORTS),
        ("검증 단계에서보다 큰 배치를 씁니다.", BATCHES),
        ("Using mmap is a bit faster than using pread().", BUFFERS),
    ],
)
def test_what_is_compared_is_not_turned_round(sentence, body) -> None:
    """Neither the sides may be exchanged, nor one be measured by the opposite."""
    assert found(compared, sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`tim_sort`보다 `heap_sort`를 쓰는 쪽이 더 느렸습니다.", SORTS),
        ("`pread()`보다 `mmap`을 쓰는 편이 조금 느립니다.", BUFFERS),
        ("Using mmap is a bit slower than using pread().", BUFFERS),
        ("마차는 썰매보다 무겁습니다.", "썰매는 바퀴가 없으므로 마차보다 가볍다 🛷"),
        ("A ledger uses more memory than a tally.", TALLIES),
        ("A tally uses less memory than a ledger.", TALLIES),
        ("썰매는 마차보다 덜 안전합니다.", "썰매보다 마차로 나르는 것이 안전하다."),
        (
            "학습률이 낮을수록 손실이 덜 흔들립니다.",
            "학습률이 높을수록 손실이 크게 흔들린다.",
        ),
        ("큐가 짧아질수록 지연은 작아집니다.", QUEUES),
        ("Sleds are slower than carts.", "Carts are faster than sleds but cost more."),
    ],
)
def test_what_is_turned_round_twice_is_the_same(sentence, body) -> None:
    """The sides exchanged, and the measure its opposite: no rule objects."""
    assert () == wrong(sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`heap_sort`보다 `tim_sort`를 쓰는 쪽이 더 느렸습니다.", SORTS),
        ("썰매는 마차보다 무겁습니다.", "썰매는 바퀴가 없으므로 마차보다 가볍다 🛷"),
        ("A ledger uses less memory than a tally.", TALLIES),
        (
            "학습률이 낮을수록 손실이 크게 흔들립니다.",
            "학습률이 높을수록 손실이 크게 흔들린다.",
        ),
        ("썰매는 마차보다 안전합니다.", "썰매보다 마차로 나르는 것이 안전하다."),
    ],
)
def test_what_is_turned_round_once_is_not(sentence, body) -> None:
    """Neither the sides alone, nor the measure alone."""
    assert wrong(sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`tim_sort`를 쓰는 편이 `heap_sort`보다 더 빨랐습니다.", SORTS),
        ("`tim_sort`보다 `heap_sort`를 쓰는 쪽이 더 느렸습니다.", SORTS),
        ("검증 단계에서보다 작은 배치를 씁니다.", BATCHES),
        ("Using mmap is a bit slower than using pread().", BUFFERS),
        ("Yes, pread() is a bit faster than mmap.", BUFFERS),
    ],
)
def test_what_is_compared_may_be_told_from_either_side(sentence, body) -> None:
    """Who turns round both the sides and the measure says the same."""
    assert not found(compared, sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("큐가 짧아질수록 지연은 커집니다.", QUEUES),
        ("큐가 길어질수록 지연은 작아집니다.", QUEUES),
        ("순번은 값이 클수록 우선순위가 높습니다.", RANKS),
        ("The smaller the cache, the lower the miss rate.", CACHES),
    ],
)
def test_a_proportion_is_not_turned_round(sentence, body) -> None:
    """What grows with something doesn't shrink with it."""
    assert found(proportions, sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("큐가 길어질수록 지연이 커집니다.", QUEUES),
        ("큐가 짧아질수록 지연은 작아집니다.", QUEUES),
        ("순번은 값이 작을수록 우선합니다.", RANKS),
        ("The smaller the cache, the higher the miss rate.", CACHES),
    ],
)
def test_a_proportion_may_be_told_from_its_other_end(sentence, body) -> None:
    """Who turns round both ends says the same."""
    assert not found(proportions, sentence, body)


@pytest.mark.parametrize(
    ("expected", "sentence", "body"),
    [
        (True, "`zeta` 드라이버는 스냅샷을 지원하지 않습니다.", DRIVERS),
        (
            True,
            "`omega` 드라이버는 스냅샷을 지원하지만 `zeta`는 지원하지 않습니다.",
            DRIVERS,
        ),
        (
            False,
            "`zeta` 드라이버는 스냅샷을 지원하지만 `omega`는 지원하지 않습니다.",
            DRIVERS,
        ),
        (
            True,
            "복제한 핸들이 남아 있어도 소켓을 닫으면 핸들이 목록에서 자동으로 제거됩니다.",
            FILES,
        ),
        (False, "소켓을 열어 두면 핸들이 목록에서 제거되지 않습니다.", FILES),
        (False, "소켓을 닫으면 목록에서 자동으로 제거됩니다.", FILES),
        (False, "`omega`의 스냅샷 지원 여부는 드라이버마다 다릅니다.", DRIVERS),
        (
            False,
            "`zeta` 드라이버는 스냅샷을 지원하지 않습니다.",
            f"{DRIVERS} 1.0에서 `zeta`는 스냅샷을 지원하지 않았다.",
        ),
        (True, "캐시를 켜면 속도는 느려집니다.", "캐시를 켜면 속도는 빨라진다."),
        (False, "캐시를 끄면 속도는 느려집니다.", "캐시를 켜면 속도는 빨라진다."),
    ],
)
def test_what_is_denied_of_one_thing_is_said_of_another(expected, sentence, body):
    """Each clause says or denies it of what it is about, and of nothing else."""
    assert expected is found(denied_of_topic, sentence, body)
