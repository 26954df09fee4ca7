"""What only seems to contradict a note, and what near by does."""

import pytest

from fakes.checked import CHECKER, wrong

from rag.compare.word_match import shares


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


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "캐시를 켜도 첫 요청의 응답이 빨라지지는 않습니다.",
            "캐시를 켜면 첫 요청의 응답도 빨라질 거라고 생각했는데 재 보니 아니었다 🤔",
        ),
        (
            "색인을 다시 만들어도 검색은 느려지지 않습니다.",
            "색인을 다시 만들면 검색이 느려질 것으로 예상했지만 그렇지 않았다.",
        ),
    ],
)
def test_what_was_thought_is_not_said(sentence, body) -> None:
    """Who tells what they had thought, and that it isn't so, doesn't say it."""
    assert () == wrong(sentence, body)


def test_what_is_thought_is_said() -> None:
    """Who thinks so still says it."""
    body = "캐시를 켜면 첫 요청의 응답도 빨라진다고 생각한다."

    assert wrong("캐시를 켜도 첫 요청의 응답은 빨라지지 않습니다.", body)


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "예열은 여러 캐시 키의 동시 만료는 막아 줍니다.",
            "예열을 하면 여러 캐시 키가 한꺼번에 만료되는건 막아준다 🔥",
        ),
        (
            False,
            "예열을 해도 여러 캐시 키는 한꺼번에 만료됩니다.",
            "예열을 하면 여러 캐시 키가 한꺼번에 만료되는건 막아준다 🔥",
        ),
    ],
)
def test_what_is_prevented_may_be_short_for_a_topic(says, sentence, body) -> None:
    """만료되는 건 막는다 is short for 만료되는 것은 막는다, and denies the same."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "The simulator does not model packet loss well.",
            "시뮬레이터의 한계: packet loss는 잘 모델링하지 않는다.",
        ),
        (
            False,
            "The simulator models packet loss well.",
            "시뮬레이터의 한계: packet loss는 잘 모델링하지 않는다.",
        ),
    ],
)
def test_what_isn_t_done_is_the_noun_before_it(says, sentence, body) -> None:
    """하다 behind a noun that Kiwi does not know denies that noun."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "작은 이미지에서는 속도 차이를 느끼기 어려웠습니다.",
            "작은 이미지에서는 속도 차이 체감 안 됨",
        ),
        (
            True,
            "작은 이미지에서는 화질 차이를 알아보기가 힘듭니다.",
            "작은 이미지에서는 화질 차이를 알아보지 못했다.",
        ),
        (
            False,
            "작은 이미지에서는 속도 차이를 느꼈습니다.",
            "작은 이미지에서는 속도 차이를 느끼지 못했다.",
        ),
    ],
)
def test_what_is_hard_to_do_is_left_open(says, sentence, body) -> None:
    """-기 어렵다 is worded as not done elsewhere, and denies nothing itself."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "비밀번호를 먼저 지우는 이유는 로그에 비밀번호가 남는 것을 피하기 위해서입니다.",
            "로그에 비밀번호가 남으니까 먼저 지운다.",
        ),
        (
            False,
            "비밀번호를 지우지 않으면 로그에 비밀번호가 남지 않습니다.",
            "로그에 비밀번호가 남으니까 먼저 지운다.",
        ),
    ],
)
def test_what_is_to_be_avoided_would_come_about(says, sentence, body) -> None:
    """A note may give as the reason what the sentence says is avoided."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "You cannot write to or drop the system schema.",
            "You cannot write to and drop the system schema.",
        ),
        (
            False,
            "You can rename and drop the system schema.",
            "You cannot rename and drop the system schema.",
        ),
    ],
)
def test_cannot_denies_both(says, sentence, body) -> None:
    """Cannot denies both of two verbs that "and" joins, and not one."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "If you leave out the upper limit, the range runs to the end of the list.",
            "We can exclude the upper limit, which runs to the end of the list.",
        ),
        (
            True,
            "Omitting the upper limit gives the range up to the end of the list.",
            "If the upper limit is left out, the range goes up to the end of the list.",
        ),
    ],
)
def test_what_is_left_out_is_not_denied(says, sentence, body) -> None:
    """Leaving something out is worded as excluding it."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({1, -1}, "It is negative."),
        (set(), "Shift it until nothing is negative."),
        (set(), "Leave out the negative."),
        (set(), "It omits the negative."),
    ],
)
def test_what_is_set_aside_has_no_sign(expected, text) -> None:
    """It is neither said nor denied."""
    (reading,) = CHECKER.reader.read([text])
    signs = {sign for w in reading.words if w.form == "negative" for _, sign in w.signs}

    assert bool(expected) is bool(signs)


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "이 레이어는 통계를 쓰지 않으므로 momentum_rate 인자가 없습니다.",
            "이 레이어는 통계를 쓰지 않기 때문에 momentum_rate 인자가 존재하지 않는다.",
        ),
        (
            False,
            "이 레이어에는 momentum_rate 인자가 있습니다.",
            "이 레이어에는 momentum_rate 인자가 존재하지 않는다.",
        ),
    ],
)
def test_what_does_not_exist_is_not_there(says, sentence, body) -> None:
    """존재하지 않다 denies its subject, as 없다 does."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "TTL 지터는 여러 키의 동시 만료를 막아 줍니다.",
            "- **TTL 지터**: 만료 시각에 아무 값이나 더한다. 여러 키의 동시 만료를 막아 준다.\n- **지터**: 대기 시간에 쓴다.",
        ),
        (
            False,
            "Matcher는 짝이 맞는 문장과 상자를 잇는 학습입니다.",
            "- Grounding: 짝이 맞는 문장과 상자를 잇는 학습\n- Matcher: 예측과 정답을 하나씩 짝짓는다",
        ),
    ],
)
def test_an_item_may_be_called_by_a_torn_name(says, sentence, body) -> None:
    """A name that is torn to pieces in one text is whole in the other."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "순전파(forward pass)에서는 표에서 가까운 벡터를 찾아 디코더에 넘기고, 역전파에서 디코더는 평소대로 진행합니다.",
            "- Forward pass: 표에서 가까운 vector를 찾아 decoder에 넘김\n- Backward pass: decoder는 평소대로 진행함",
        ),
        (
            False,
            "Matcher는 짝이 맞는 문장과 상자를 잇는 학습입니다.",
            "- Grounding: 짝이 맞는 문장과 상자를 잇는 학습\n- Matcher: 예측과 정답을 하나씩 짝짓는다",
        ),
    ],
)
def test_a_clause_names_what_it_is_about_by_another_name(says, sentence, body) -> None:
    """역전파 is what an item calls the backward pass, whatever an earlier clause names."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "The pool can cause a subtle leak if the server grows in a way that keeps dead sockets.",
            "Be careful that our server doesn't grow in such a way that the pool will cause a subtle leak with dead sockets.",
        ),
        (
            False,
            "The server keeps dead sockets if the pool grows.",
            "The server keeps dead sockets if the pool does not grow.",
        ),
    ],
)
def test_what_is_supposed_is_not_said(says, sentence, body) -> None:
    """A sentence may suppose what the note warns of; not the opposite of a condition."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "`zlib`은 파일이 더 작았지만 압축이 느려서 `lz4`를 골랐습니다.",
            "`zlib`도 재 보았는데, 파일은 더 작았지만 압축이 `lz4`보다 느려서 고르지 않았다.",
        ),
        (
            True,
            "`zlib`은 파일이 더 작았지만 압축이 느려서 `lz4`를 택했습니다.",
            "`zlib` 방식도 시험해 보았는데, 파일은 더 작았지만 압축이 `lz4`보다 느려서 선택하지 않았다.",
        ),
        (
            False,
            "`zlib`은 파일이 작고 압축이 빨라서 `zlib`을 택했습니다.",
            "`zlib` 방식도 시험해 보았는데, 파일은 더 작았지만 압축이 `lz4`보다 느려서 선택하지 않았다.",
        ),
    ],
)
def test_what_is_said_of_another_does_not_contradict(says, sentence, body) -> None:
    """What something is held against has the opposite of what is said of it."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "학습률 γ는 단계마다 절반이 됩니다.",
            "학습률 $\\gamma$는 단계마다 절반으로 줄어든다.",
        ),
        (
            False,
            "β보다 큰 γ는 모두 S의 lower bound입니다.",
            "$\\beta$보다 큰 $\\gamma$는 모두 $S$의 lower bound가 아니다.",
        ),
    ],
)
def test_a_greek_letter_is_no_verb(says, sentence, body) -> None:
    """γ는 is a letter and its particle, not 늘다."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "Painting another texture over a photo hurts its labels, because CNNs are good at reading texture.",
            "CNN은 texture를 잘 읽는다. 따라서 사진에 다른 texture를 입히면 label 예측 성능이 떨어진다.",
        ),
        (
            False,
            "CNN은 texture를 못 읽습니다.",
            "CNN은 texture를 잘 읽는다. 따라서 사진에 다른 texture를 입히면 label 예측 성능이 떨어진다.",
        ),
    ],
)
def test_another_clause_may_agree_with_what_opposes(says, sentence, body) -> None:
    """What opposes a word may be what another clause of the sentence says."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "Folding the adapter into the weights removes any extra delay at run time.",
            "실행할 때 adapter를 weights에 합쳐 버리면 추가 지연이 없다.",
        ),
        (
            False,
            "Folding the adapter into the weights adds extra delay at run time.",
            "실행할 때 adapter를 weights에 합쳐 버리면 추가 지연이 없다.",
        ),
    ],
)
def test_what_extra_is_removed_is_not_there(says, sentence, body) -> None:
    """Removing what is extra is worded as there being none that is added."""
    assert says is not bool(wrong(sentence, body))


def test_an_adverb_is_no_piece_of_a_name() -> None:
    """넘파이 is not 넘 and 파이, and meets numpy."""
    korean, english = CHECKER.reader.read(["넘파이의 시드", "numpy seed"])
    (numpy,) = (w for w in english.words if w.form == "numpy")

    assert any(shares(w.keys, numpy.keys) for w in korean.words)
