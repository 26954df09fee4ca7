"""What contradicts a note, and what merely denies or prefers in other words."""

import pytest

from fakes.checked import weighed


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "두 캐시는 만료 정책이 다를 수밖에 없습니다.",
            "두 캐시는 만료 정책이 다르다.",
        ),
        (
            "로그가 밀려서 큐가 느려진 것 아닐까 추측합니다.",
            "로그가 밀려서 큐가 느려진 듯하다.",
        ),
        (
            "배포할 때는 이미지를 덮어쓰기보다 새 태그를 붙이는 편이 낫습니다.",
            "배포할 때는 이미지를 덮어쓰는 것보다 새 태그를 붙이는 게 좋다.",
        ),
        (
            "A lock keeps the row from being overwritten.",
            "The lock prevents overwriting of the row.",
        ),
        (
            "잠금은 요청이 유실되지 않게 합니다.",
            "The lock keeps a request from being lost.",
        ),
        ("큐를 두어 요청 유실을 막습니다.", "큐를 둬서 요청 유실 방지"),
        (
            "이 옵션은 캐시 적재 때문에 쓰지 않습니다.",
            "옵션은 안 씀: 캐시 적재 때문",
        ),
        (
            "A second worker is started so that fewer requests are dropped.",
            "요청을 버리지 않으려고 second worker를 시작한다.",
        ),
        (
            "The index is renamed without dropping and rebuilding it.",
            "The index is renamed; it is neither dropped nor rebuilt.",
        ),
        (
            "Readers no longer block the writer.",
            "Readers don't block the writer any more.",
        ),
        (
            "인덱스는 값을 합쳐서 정렬할 수 없습니다.",
            "Values in the index can't be combined.",
        ),
        (
            "After moving to the pool form, requests stay fast.",
            "Fixed: pool form, requests stay fast.",
        ),
        (
            "읽기 전용이면 사본 비교가 생략됩니다.",
            "읽기 전용이면 사본 비교를 하지 않는다.",
        ),
        (
            "예열은 캐시 키의 만료를 막아 주지만 폭주는 막지 못합니다.",
            "예열로 캐시 키가 만료되는 것은 막지만 폭주는 막지 못한다.",
        ),
        (
            "잠금은 중복 결제를 대부분 방지합니다.",
            "잠금을 걸면 중복 결제를 대부분 막는다.",
        ),
        (
            "서버들이 열쇠를 공유하도록 한 뒤 재개율이 상승했습니다.",
            "서버들이 열쇠를 공유하지 않으면 재개율이 떨어진다.",
        ),
        (
            "간선이 음수이면 이 방법은 올바르게 동작하지 않습니다.",
            "간선이 음수이면 이 방법은 틀린다.",
        ),
        (
            "제한 시간이 없던 결제 API에 3초를 주었습니다.",
            "결제 API 제한 시간 없던 것 3초 줌",
        ),
        (
            "The two samplers are not so different after all.",
            "두 샘플러는 별로 다르지 않다.",
        ),
        (
            "The queue needs a limit, or else it would lose its messages.",
            "The queue has a limit so that messages are not lost.",
        ),
        (
            "Only the pointer changes; no rows are copied.",
            "It changes the pointer rather than actually copying any rows.",
        ),
        (
            "It can be undone as long as the `old` table hasn't been dropped.",
            "Before dropping the `old` table it can be undone.",
        ),
        (
            "Merging the weights removes any extra delay.",
            "가중치를 합치면 지연이 없다.",
        ),
        (
            "Ranks keep far more precision than averages.",
            "Ranks come close to averages but keep much more precision.",
        ),
    ],
)
def test_the_same_is_no_contradiction(sentence, body) -> None:
    """Preventing, preferring, guessing and having to are put in many ways."""
    found = [w for w in weighed(sentence, body).wrong if w.startswith("opposite")]

    assert [] == found


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "배포할 때 데이터베이스는 초기화합니다.",
            "배포할 때 데이터베이스는 초기화하지 않는다.",
        ),
        ("토큰은 암호화되어 있습니다.", "토큰은 서명만 되고 암호화되어 있지 않다."),
        ("두 캐시는 만료 정책이 다를 수 없습니다.", "두 캐시는 만료 정책이 다르다."),
        (
            "A lock keeps the row from being overwritten.",
            "The lock lets the row be overwritten.",
        ),
        ("이 옵션은 캐시 적재에 씁니다.", "이 옵션은 캐시 적재에 안 씀"),
        (
            "The index is renamed without rebuilding it.",
            "The index is renamed by rebuilding it.",
        ),
        (
            "읽기 전용이면 사본 비교를 합니다.",
            "읽기 전용이면 사본 비교를 하지 않는다.",
        ),
        (
            "서버들이 열쇠를 공유하지 않으면 재개율이 상승합니다.",
            "서버들이 열쇠를 공유하지 않으면 재개율이 떨어진다.",
        ),
        (
            "The two samplers are so different.",
            "The two samplers are not so different.",
        ),
        (
            "바깥을 감싸면 예외를 잡을 수 있습니다.",
            "바깥을 감싸도 예외가 잡히지 않는다.",
        ),
    ],
)
def test_the_contrary_is_one(sentence, body) -> None:
    """What the note denies is not to be said, nor the other way round."""
    assert any(w.startswith("opposite") for w in weighed(sentence, body).wrong)


def test_what_a_note_is_about_is_no_rival_item() -> None:
    """An item of a list may be worded with the name of the whole."""
    body = (
        "# {}\n\n- 목적: 키와 값을 메모리에 두는 빠른 저장소\n"
        "- Quokka: 캐시로 쓴다.\n- Numbat: 갈라져 나온 저장소"
    )
    about = "Quokka는 키와 값을 메모리에 두는 빠른 저장소입니다."

    assert () == weighed(about, body.format("Quokka")).wrong
    assert weighed(about, body.format("저장소 비교")).wrong


@pytest.mark.parametrize(
    ("expected", "sentence", "body"),
    [
        (
            True,
            "CNN은 윤곽을 잡는 저역 필터, 트랜스포머는 질감을 잡는 고역 필터입니다.",
            "CNN은 질감을 잡는 고역 필터, 트랜스포머는 윤곽을 잡는 저역 필터이다.",
        ),
        (
            False,
            "트랜스포머는 윤곽을 잡는 저역 필터이고, CNN은 질감을 잡는 고역 필터입니다.",
            "CNN은 질감을 잡는 고역 필터, 트랜스포머는 윤곽을 잡는 저역 필터이다.",
        ),
        (
            True,
            (
                "The readiness probe restarts the container, while the liveness probe"
                " removes the endpoint."
            ),
            (
                "The readiness probe removes the endpoint; the liveness one restarts a container."
            ),
        ),
        (
            False,
            (
                "The liveness probe restarts the container, while the readiness probe"
                " removes the endpoint."
            ),
            (
                "The readiness probe removes the endpoint; the liveness one restarts a container."
            ),
        ),
        (
            True,
            "상자는 SVM으로 정하고, 분류는 회귀로 합니다.",
            "| 일 | 방법 |\n|---|---|\n| 상자 | 회귀 |\n| 분류 | SVM |",
        ),
        (
            False,
            "상자는 회귀로 정하고, 분류는 SVM으로 합니다.",
            "| 일 | 방법 |\n|---|---|\n| 상자 | 회귀 |\n| 분류 | SVM |",
        ),
    ],
)
def test_what_is_said_of_two_things_crosswise(expected, sentence, body) -> None:
    """Each thing has what the note says of it, in whatever order."""
    found = [w for w in weighed(sentence, body).wrong if w.startswith("crossed")]

    assert expected is bool(found)


@pytest.mark.parametrize(
    ("body", "right", "wrong"),
    [
        (
            "인덱스를 만든 뒤에 데이터를 옮긴다.",
            "데이터를 옮기기 전에 인덱스를 만듭니다.",
            "인덱스를 만들기 전에 데이터를 옮깁니다.",
        ),
        (
            "Build the index before the data moves.",
            "The data moves after you build the index.",
            "The data moves before you build the index.",
        ),
        (
            "디코더는 잠재 공간에서 이미지 공간으로 간다.",
            "디코더는 잠재 공간에서 이미지 공간으로 갑니다.",
            "디코더는 이미지 공간에서 잠재 공간으로 갑니다.",
        ),
        (
            "The decoder maps from latent space to image space.",
            "The decoder goes from latent space into image space.",
            "The decoder goes from image space into latent space.",
        ),
        (
            "토큰 값이 요청 수보다 빨리 늘어난다.",
            "요청 수보다 토큰 값이 더 빨리 늘어납니다.",
            "토큰 값보다 요청 수가 더 빨리 늘어납니다.",
        ),
        (
            "Tokens grow faster than requests.",
            "Compared with requests, tokens grow faster.",
            "Requests grow faster than tokens.",
        ),
        (
            "점검을 켜면 서버가 무거운 토큰을 가벼운 토큰으로 바꾼다.",
            "서버는 점검을 켤 때 무거운 토큰을 가벼운 토큰으로 바꿉니다.",
            "점검을 켜면 서버가 가벼운 토큰을 무거운 토큰으로 바꿉니다.",
        ),
        (
            "되돌릴 때는 수신기의 표식을 송신기 끝에 그대로 붙인다.",
            "되돌릴 때 송신기 끝에는 수신기의 표식을 그대로 붙입니다.",
            "되돌릴 때는 송신기의 표식을 수신기 끝에 그대로 붙입니다.",
        ),
        (
            "본문은 메모리가 아니라 디스크에 둔다.",
            "본문을 두는 곳은 메모리가 아니라 디스크입니다.",
            "본문은 디스크가 아니라 메모리에 둡니다.",
        ),
    ],
)
def test_what_is_said_the_other_way_round(body, right, wrong) -> None:
    """First and then, from and to, than, and not but: each has two sides."""
    assert () == weighed(right, body).wrong
    assert any(w.startswith("turned") for w in weighed(wrong, body).wrong)
