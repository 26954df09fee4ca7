"""What a note says of one thing is not said of another, nor the other way round."""

import pytest

from fakes.checked import wrong


LOCKS = """\
- `SpinLock`: 코어를 점유한 채 플래그를 반복해서 읽는다. 짧은 구간에 쓴다.
- `SleepLock`: 스레드를 대기열로 옮겨 재운다. 긴 구간에 쓴다."""
BUILDERS = """\
- `map_lazy`: yields tokens through a generator
- `map_eager`: allocates one buffer for the corpus"""
LEADING = (
    "두 잠금 모두 스레드를 기다리게 하지만, 코어를 점유하는 쪽은 `SpinLock`입니다."
)
CODECS = """\
| 코덱 | 압축 방식 | 특허 |
|---|---|---|
| Opal | 손실 압축 | 없음 |
| Jade | 무손실 압축 | 유료 |"""
DRIVERS = """\
| 드라이버 | 스냅샷 | 원격 복제 |
|---|---|---|
| zeta | 가능 | 불가 |
| 오메가 | 불가 | 가능 |"""


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`SleepLock`은 코어를 점유한 채 플래그를 반복해서 읽습니다.", LOCKS),
        ("Opal은 무손실 압축을 하고, Jade는 손실 압축을 합니다.", CODECS),
        (
            "push는 원격에서 변경을 받아 오고, pull은 로컬 변경을 올려보냅니다.",
            "push는 로컬 변경을 올려보내고, pull은 원격에서 변경을 받아 온다.",
        ),
        ("`map_lazy` allocates one buffer for the whole corpus.", BUILDERS),
    ],
)
def test_what_is_said_of_the_wrong_one(sentence, body) -> None:
    """Of another item, row or clause of the same kind the note says it."""
    assert wrong(sentence, body, "owner", "crossed", "opposite")


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("`SpinLock`은 짧은 구간에, `SleepLock`은 긴 구간에 씁니다.", LOCKS),
        ("`SleepLock`은 스레드를 대기열에서 재우는 방식입니다.", LOCKS),
        ("`map_eager` allocates a single buffer for the corpus.", BUILDERS),
        ("Jade는 무손실 압축이지만 특허가 유료입니다.", CODECS),
        (
            "pull은 원격의 변경을 받아 오는 명령입니다.",
            "push는 로컬 변경을 올려보내고, pull은 원격에서 변경을 받아 온다.",
        ),
        (LEADING, LOCKS),
    ],
)
def test_what_is_said_of_the_right_one(sentence, body) -> None:
    """Honest sentences name what the note says it of, in their own order."""
    assert not wrong(sentence, body, "owner", "crossed", "opposite", "turned")


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "야간 작업은 로그를 남기고 나서 임시 폴더를 비우지 않고 종료합니다.",
            "야간 작업 순서를 정했다. 로그를 남긴다. 임시 폴더를 비운다.",
        ),
        (
            "새 파서는 문법이 더 넓고 메모리를 적게 쓰며, 옛 파서보다 느립니다.",
            "새 파서는 문법이 넓다.\n\n옛 파서보다 빠르다.",
        ),
        (
            "The exporter never retries, and failed uploads are not queued again.",
            "Failed uploads are queued again after a minute.",
        ),
    ],
)
def test_a_short_clause_contradicts(sentence, body) -> None:
    """A verb and what stands beside it, in a sentence that says much else."""
    assert wrong(sentence, body, "opposite")


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "임시 폴더를 비우지 않으면 디스크가 차므로 작업 끝에 비웁니다.",
            "작업이 끝나면 임시 폴더를 비운다.",
        ),
        (
            "파서가 느리다는 생각은 틀렸습니다.",
            "파서가 느린 것은 맞다고 여겼지만 재 보니 아니었다.",
        ),
        (
            "기본값에서는 RST를 보내지 않습니다.",
            "`abort_early=1`이면 RST를 보낸다.",
        ),
    ],
)
def test_a_condition_or_a_belief_contradicts_nothing(sentence, body) -> None:
    """What happens if, or was thought, or with an option, is said of that."""
    assert not wrong(sentence, body, "opposite")


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("zeta는 스냅샷을 만들 수 없습니다.", False),
        ("zeta는 원격 복제를 지원합니다.", False),
        ("오메가는 원격 복제를 할 수 없습니다.", False),
        ("zeta는 스냅샷을 만들 수 있습니다.", True),
        ("오메가는 스냅샷을 지원하지 않습니다.", True),
        ("오메가는 원격 복제가 가능합니다.", True),
    ],
)
def test_a_cell_says_yes_or_no(sentence, stands) -> None:
    """Of its row, for what its column is called."""
    assert stands is not bool(wrong(sentence, DRIVERS, "opposite"))


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("색인을 줄이자 지연이 80ms에서 640ms로 늘었습니다.", False),
        ("색인을 줄이자 지연이 640ms에서 80ms로 줄었습니다.", True),
    ],
)
def test_from_one_number_to_another(sentence, stands) -> None:
    """Which comes first is told by the arrow that notes are kept with."""
    body = "색인 크기를 줄였다. 지연 640ms → 80ms, 처리량은 그대로"

    assert stands is not bool(wrong(sentence, body, "turned"))


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("체크섬은 재계산되지 않습니다.", "체크섬 재계산 안 함"),
        ("이 칩에서는 압축을 해제할 수 없습니다.", "이 칩은 압축 해제 불가능"),
        ("결과의 순서는 보장되지 않습니다.", "결과 순서 보장 X"),
    ],
)
def test_notes_deny_in_a_word(sentence, body) -> None:
    """안 함, 불가능 and X deny the noun before them, as 않는다 does."""
    assert not wrong(sentence, body, "opposite")
    affirmed = sentence.replace("되지 않습니다", "됩니다").replace("수 없", "수 있")
    assert wrong(affirmed, body, "opposite")
