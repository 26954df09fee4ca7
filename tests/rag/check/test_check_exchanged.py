"""Two things of which a sentence says of each what the note says of the other."""

import pytest

from fakes.checked import wrong


QUEUES = "읽기 요청은 빠른 큐에 넣고, 쓰기 요청은 느린 큐에 넣는다. 🧺"
PORTS = "포트 적는 법. 앞이 바깥 포트, 뒤가 안쪽 포트."
MODES = "- `strict` 모드: 모르는 키에서 멈춘다\n- `loose` 모드: 모르는 키를 건너뛴다"
TABLE = (
    "| 형식 | 용도 |\n|---|---|\n| `opal` | 사진 보관 |\n| `jade` | 도면 배포 |\n"
    "| `onyx` | 음성 |"
)
TIMES = "The cold run took 41 s, and with a warm cache it took 7 s."
FILTERS = "Bloom filters use bits while cuckoo filters keep fingerprints."
LIMITS = "`max_open`(100) + `max_idle`(10) 만큼 연결을 연다."


def crossed(sentence: str, body: str) -> bool:
    """Say whether a sentence has two things of a note the wrong way."""
    return bool(wrong(sentence, body, "crossed"))


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("읽기 요청은 느린 큐에 넣고, 쓰기 요청은 빠른 큐에 넣습니다.", QUEUES),
        ("앞은 안쪽 포트이고, 뒤는 바깥 포트입니다.", PORTS),
        ("`strict`는 모르는 키를 건너뛰고 `loose`는 모르는 키에서 멈춥니다.", MODES),
        ("`opal`은 도면을 배포하고, `jade`는 사진을 보관합니다.", TABLE),
        ("Cuckoo filters use bits, while Bloom filters keep fingerprints.", FILTERS),
        ("A cold run takes 7 s and a warm cache needs 41 s.", TIMES),
        ("`max_open`의 기본값은 10이고 `max_idle`의 기본값은 100입니다.", LIMITS),
    ],
)
def test_two_things_are_not_exchanged(sentence, body) -> None:
    """What stands beside one thing in the note is not said of the other."""
    assert crossed(sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("쓰기 요청은 느린 큐에 넣고, 읽기 요청은 빠른 큐에 넣습니다.", QUEUES),
        ("빠른 큐에는 읽기 요청이, 느린 큐에는 쓰기 요청이 들어갑니다.", QUEUES),
        ("뒤는 안쪽 포트이고, 앞은 바깥 포트입니다.", PORTS),
        ("`loose`는 모르는 키를 건너뛰고 `strict`는 모르는 키에서 멈춥니다.", MODES),
        ("`jade`는 도면을 배포하고, `opal`은 사진을 보관합니다.", TABLE),
        ("Cuckoo filters keep fingerprints, while Bloom filters use bits.", FILTERS),
        ("With a warm cache it takes 7 s and a cold run takes 41 s.", TIMES),
        ("`max_idle`의 기본값은 10이고 `max_open`의 기본값은 100입니다.", LIMITS),
        # Things that one verb joins stand in no clauses of their own.
        ("It keeps bits and fingerprints, filters and cuckoos.", FILTERS),
    ],
)
def test_two_things_may_be_told_in_any_order(sentence, body) -> None:
    """Each has what the note says of it, whichever comes first."""
    assert not crossed(sentence, body)


def test_what_the_note_says_both_ways_is_not_exchanged() -> None:
    """A clause elsewhere that has both settles that they go together."""
    sentence = "앞은 안쪽 포트이고, 뒤는 바깥 포트입니다."

    assert crossed(sentence, PORTS)
    assert not crossed(sentence, f"{PORTS}\n\n옛 버전은 앞이 안쪽 포트였다.")
