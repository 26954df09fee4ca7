from pathlib import Path

import pytest

from rag.analyse.hangul import KiwiMorphology
from rag.compare.reading import Reader
from rag.conflicts.disagreement import alike, differ
from rag.conflicts.superseded import told
from rag.text.sentences import sentences


PAIRS = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("disagreements.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]
SEEN = 0.9
"""The share of disagreements that must be seen, and..."""
FALSE = 0.05
"""...the share of the other pairs that may be taken for one."""


@pytest.fixture(scope="module")
def say(kiwi: KiwiMorphology):
    """Returns the sentences of a note, read."""
    reader = Reader(kiwi)

    def read(title, text):
        return told(reader.read, [(title, [text[a:b] for a, b in sentences(text)])])[0]

    return read


def disagree(say, earlier, later):
    """Say whether any sentence of *later* differs from one of *earlier*."""
    return any(differ(new, old) for new in say(*later) for old in say(*earlier))


def test_disagreements_are_seen_and_agreement_is_left_alone(say) -> None:
    """On pairs in both languages: numbers, names, denial, opposites, versions."""
    found = {
        (was, later, text): (wanted == "1", disagree(say, (was, old), (later, text)))
        for wanted, was, old, later, text in PAIRS
    }
    seen = [said for wanted, said in found.values() if wanted]
    others = [key for key, (wanted, said) in found.items() if said and not wanted]

    assert sum(seen) / len(seen) >= SEEN
    assert len(others) / (len(found) - len(seen)) <= FALSE, others


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("서버는 5000번 포트를 쓴다.", "서버는 8080번 포트를 쓴다."),
        ("`strict`는 false로 둔다.", "`strict`는 true로 둔다."),
        ("인덱스를 쓰면 쿼리가 빨라진다.", "인덱스를 쓰면 쿼리가 느려진다."),
        ("패키지는 pip로 관리한다.", "패키지는 uv로 관리한다."),
        ("The GIL cannot be disabled.", "Python 3.13부터 GIL을 끌 수 있다."),
        (
            "DataLoader에 `num_workers=4`를 준다.",
            "DataLoader에 `num_workers=8`을 준다.",
        ),
    ],
)
def test_one_thing_in_one_slot_differs(say, earlier, later) -> None:
    """A number, a switch, an opposite, a name, a denial, a value."""
    assert disagree(say, ("메모", earlier), ("메모 2", later))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("서버는 5000번 포트를 쓴다.", "서버는 5000번 포트를 쓴다."),
        ("배치 32로 학습했더니 91%였다.", "배치 256으로 학습했더니 89%였다."),
        ("학습할 때 dropout을 켠다.", "추론할 때 dropout을 끈다."),
        ("TLS 1.2는 왕복이 두 번 필요하다.", "TLS 1.3은 왕복이 세 번 필요하다."),
        ("차트는 PNG로 저장한다.", "차트는 SVG로도 저장한다."),
        ("Does Docker cache layers?", "Docker doesn't cache layers."),
        ("오늘은 문제를 3개 풀었다.", "오늘은 문제를 5개 풀었다."),
    ],
)
def test_two_statements_are_no_disagreement(say, earlier, later) -> None:
    """The same, another experiment, condition, subject or day, an addition."""
    assert not disagree(say, ("메모", earlier), ("메모 2", later))


def test_that_a_note_was_wrong_needs_less(say) -> None:
    """Who says so need not repeat the sentence that was."""
    old = "배열은 `slice()`로 깊은 복사를 한다."
    new = "전에 적은 것이 틀렸다. `slice()`는 얕은 복사이다."

    assert disagree(say, ("배열", old), ("배열 2", new))


def test_the_matter_is_one_whatever_is_said_of_it(say) -> None:
    """Sentences on one subject are alike, others are not."""
    (one,) = say("git", "`git stash`는 변경을 치운다.")
    (other,) = say("git", "`git stash`는 변경을 잠시 치울 때 쓴다.")
    (apart,) = say("고양이", "고양이는 하루에 두 번 먹는다.")

    assert alike(other, one)
    assert not alike(apart, one)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            "세션의 만료는 2시간으로 정했다.",
            "보안 점검 뒤 세션의 만료를 2시간에서 20분으로 줄였다.",
        ),
        (
            "I set the retry limit of the crawler to 8 after the outage.",
            "The retry limit of the crawler went down from 8 to 3.",
        ),
        (
            "쿠키는 모두 브라우저의 IndexedDB에 보관한다.",
            "쿠키를 IndexedDB에 두던 것은 느려서 그만두고 서버에 둔다.",
        ),
        (
            "모든 노드에 swap과 zram을 설정한다.",
            "swap과 zram을 없앴다.",
        ),
        (
            "Every service uses the Istio sidecar and its retry policy.",
            "We removed the Istio sidecar.",
        ),
        (
            "로그는 stdout으로 보내기로 했다.",
            "로그를 stdout으로 보낸 것은 잘못된 선택이었다.",
        ),
        (
            "I stored the sessions in Memcached.",
            "Storing sessions in Memcached was a bad idea.",
        ),
    ],
)
def test_who_says_what_was_changed_need_not_repeat_it(say, earlier, later) -> None:
    """The value that another takes the place of, what is gone, what was a mistake."""
    assert disagree(say, ("메모", earlier), ("메모 2", later))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("배포는 GitHub Actions로 한다.", "배포 시간을 10분에서 3분으로 줄였다."),
        ("캐시의 만료는 10분이다.", "빌드 시간을 10분에서 3분으로 줄였다."),
        ("Redis는 LRU로 키를 지운다.", "Redis 로그를 없앴다."),
        ("swap은 디스크를 메모리처럼 쓰는 것이다.", "swap과 zram을 없앴다."),
        ("zsh의 기록은 홈에 둔다.", "이제 zsh 대신 fish를 쓴다."),
        (
            "Readers of the block cache take a lock.",
            "Readers no longer block the writer.",
        ),
        ("The sidecar of Istio is Envoy.", "We removed the banner of the site."),
        ("잘못된 입력은 400으로 답한다.", "잘못된 입력도 로그에 남긴다."),
    ],
)
def test_a_change_of_something_else_is_no_disagreement(say, earlier, later) -> None:
    """The number must be of the same thing, what is gone be what was done."""
    assert not disagree(say, ("메모", earlier), ("메모 2", later))


def test_what_is_not_used_any_more_is_what_the_earlier_note_is_about(say) -> None:
    """Its title names it; a note that only mentions it is left alone."""
    later = ("SWR", "이제 목록을 가져올 때 `axios`를 직접 쓰지 않고 SWR을 쓴다.")
    earlier = "화면이 뜨면 `axios`로 요청한다."

    assert disagree(say, ("`axios`로 목록 가져오기", earlier), later)
    assert not disagree(say, ("요청 취소", "`axios`는 요청을 취소할 수 있다."), later)
