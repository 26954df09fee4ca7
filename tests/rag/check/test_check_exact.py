"""Numbers and the like: what the note has, and what it has for something else."""

import pytest

from fakes.checked import wrong

from rag.compare.numbers import multiplied


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "로그는 3일간 쌓이고 보관 기간 14일이 지나면 지워집니다.",
            "- 로그를 3일 동안 쌓고 지움\n- `log.retention` = 14일",
        ),
        (
            "점수가 70, 60, 60일 때 순위는 1, 2, 2입니다.",
            "점수 70, 60, 60 일때\n\n| 함수 | 순위 |\n|---|---|\n| RANK | 1, 2, 2 |",
        ),
        ("스케일 값을 절반으로 줄입니다.", "scale 값을 반으로 줄임"),
        ("토큰이 세 배로 늘었습니다.", "The tokens tripled."),
        ("Nine out of ten answers are right.", "About 90% of answers are right."),
        (
            "코드에서는 a, b, c 세 가지를 묶습니다.",
            "코드는 a와 b와 c를 묶는다. 두 가지가 있다.",
        ),
        (
            "The bill fell from $31 to $12.",
            "First, cache. The bill: $31/day to $12/day.",
        ),
        ("사후 분포는 Beta(9,5)입니다.", r"사후 분포는 $\mathrm{Beta}(9,5)$이다."),
        (
            "값은 약 2.19입니다.",
            "값을 계산하면 5% 수준이다.\n\n$$z = 0.1 / 2 \\approx 2.19$$",
        ),
        ("3600초, 즉 1시간 동안 다시 묻지 않습니다.", "한 시간 동안 다시 묻지 않는다."),
        ("최대 1초의 쓰기만 잃습니다.", "At most one second of writes is lost."),
        ("토큰은 14일(2주) 뒤에 만료됩니다.", "토큰은 14일 뒤에 만료된다."),
        ("It suits lists, e.g. `WHERE a @> b`.", "It suits lists: `WHERE a @> b`."),
        ("첫 열 이름에 `\\ufeff`가 붙습니다.", "첫 열 이름이 `\\ufeffid`가 된다."),
        (
            "`[[ ]]` 안에서는 나뉘지 않습니다.",
            "`[[ $a == $b ]]` 안에서는 나뉘지 않는다.",
        ),
        (
            "입력은 'a photo of a {class}'입니다.",
            "입력으로 'a photo of a {class name}'을 준다.",
        ),
    ],
)
def test_what_the_note_has_in_another_shape(sentence, body) -> None:
    """A number told in words, in a row, in a formula of its own, or counted up."""
    assert () == wrong(sentence, body)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("2시간 동안 다시 묻지 않습니다.", "한 시간 동안 다시 묻지 않는다."),
        ("토큰은 3주 뒤에 만료됩니다.", "토큰은 14일 뒤에 만료된다."),
        (
            "로그는 3일간 쌓이고 보관 기간 15일이 지나면 지워집니다.",
            "- 로그를 3일 동안 쌓고 지움\n- `log.retention` = 14일",
        ),
        ("토큰이 네 배로 늘었습니다.", "The tokens tripled."),
        ("Eight out of ten answers are right.", "About 90% of answers are right."),
        (
            "코드에서는 a, b, c 네 가지를 묶습니다.",
            "코드는 a와 b와 c를 묶는다. 두 가지가 있다.",
        ),
        ("사후 분포는 Beta(9,4)입니다.", r"사후 분포는 $\mathrm{Beta}(9,5)$이다."),
        (
            "인터프리터마다 GIL을 따로 두게 한 것은 PEP 659입니다.",
            "- 인터프리터마다 GIL을 따로 둠: PEP 684\n- 바이트코드를 빠르게 함: PEP 659",
        ),
        (
            "`[[ ))` 안에서는 나뉘지 않습니다.",
            "`[[ $a == $b ]]` 안에서는 나뉘지 않는다.",
        ),
    ],
)
def test_what_it_has_not(sentence, body) -> None:
    """Another number is none of these, nor is that of another thing."""
    assert wrong(sentence, body)


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "전체 빌드 시간을 12분 40초에서 2분 5초로 줄였습니다.",
            "The whole build went from 12m40s to 2m05s.",
        ),
        (
            False,
            "전체 빌드 시간을 12분 30초에서 2분 5초로 줄였습니다.",
            "The whole build went from 12m40s to 2m05s.",
        ),
    ],
)
def test_a_duration_may_be_written_without_spaces(says, sentence, body) -> None:
    """12m40s is twelve minutes and forty seconds, and no other number."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "Even with a fixed seed, three of 40 runs came out differently.",
            "Same seed, 40 times: 37 same, 3 different.",
        ),
        (
            False,
            "Even with a fixed seed, three of 60 runs came out differently.",
            "Same seed, 40 times: 37 same, 3 different.",
        ),
        (False, "It ran in 4 runs.", "It ran 4 times faster."),
    ],
)
def test_times_count_unless_they_compare(says, sentence, body) -> None:
    """What is done "40 times" counts how often, as "40 runs" does."""
    assert says is not bool(wrong(sentence, body))


def test_a_number_may_be_a_lower_limit() -> None:
    """둘 이상 is told by a note of two; of how many more, it says nothing."""
    (two,) = multiplied("둘 이상의 표를 조인하면")

    assert (2, "count") == (two.value, two.unit)
    assert [] == list(multiplied("둘 다 조인하면"))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "B^+ = Q Σ^+ P^⊤를 B의 유사 역행렬이라고 부릅니다.",
            "여기서 $B^+ = Q \\Sigma ^+ P^\\top$를 B의 유사 역행렬이라 함",
        ),
        (
            False,
            "B^+ = P Σ^+ Q^⊤를 B의 유사 역행렬이라고 부릅니다.",
            "여기서 $B^+ = Q \\Sigma ^+ P^\\top$를 B의 유사 역행렬이라 함",
        ),
    ],
)
def test_a_formula_in_plain_letters_may_have_a_plus_above(says, sentence, body) -> None:
    """B^+ = Q Σ^+ P^⊤ is one formula, and held against LaTeX as such."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "λ = sup F이려면 λ가 F의 상계여야 합니다.",
            "$\\lambda = \\sup F$이려면 $\\lambda$가 $F$의 상계여야 한다.",
        ),
        (
            False,
            "λ = inf F이려면 λ가 F의 상계여야 합니다.",
            "$\\lambda = \\sup F$이려면 $\\lambda$가 $F$의 상계여야 한다.",
        ),
    ],
)
def test_a_formula_has_its_function_with_what_it_is_of(says, sentence, body) -> None:
    """What stands as "sup F" is one term of a formula in plain letters."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence", "body"),
    [
        (
            True,
            "q(y | θ)는 q(y | z) q(z | θ)를 z에 대해 적분해서 구합니다.",
            "$q(y | \\theta) = \\int q(y | z) q(z | \\theta) dz$로 계산한다.",
        ),
        (
            False,
            "q(y | θ)는 q(z | y) q(z | θ)를 z에 대해 적분해서 구합니다.",
            "$q(y | \\theta) = \\int q(y | z) q(z | \\theta) dz$로 계산한다.",
        ),
    ],
)
def test_a_probability_in_plain_letters_is_a_formula(says, sentence, body) -> None:
    """p(x | θ) is held against LaTeX, and says what it is of."""
    assert says is not bool(wrong(sentence, body))


@pytest.mark.parametrize(
    ("strange", "sentence"),
    [
        ((), "병목은 한별님이 찾았습니다."),
        ((), "병목은 정한별님이 찾았습니다."),
        ((), "작성자님은 사용자님께 감사하며, 강의는 윤 교수님이 했습니다."),
        (("name: 도윤",), "병목은 도윤님이 찾았습니다."),
        (("name: 서도윤",), "병목을 찾은 사람은 서도윤 교수님입니다."),
        (("name: 도윤",), "도윤 씨와 한별님이 함께 찾았다고 합니다."),
        (("name: 서도윤",), "병목을 찾은 사람은 서도윤 교수가 아닙니다."),
        ((), "병목은 민수 님이 찾았습니다."),
    ],
)
def test_who_is_named(strange, sentence) -> None:
    """A person whom no passage names is made up; whoever writes is nobody's name."""
    body = "정한별님이 병목을 찾아 주셨다 🙏. 강의는 윤 교수님. Minsu found it too."

    assert strange == wrong(sentence, body)


@pytest.mark.parametrize(
    "sentence",
    [
        "손글씨 숫자는 대체로 둥급니다.",
        "손글씨는 둥급니다.",
        "이 분야의 대표 연구는 둥급니다.",
        "조직의 대표가 둥급니다.",
        "추천 작가의 글은 둥급니다.",
        "이미지 대표 모델은 둥급니다.",
        "유명한 강사가 둥급니다.",
    ],
)
def test_who_is_nobody(sentence) -> None:
    """A word that ends like a name, and a calling that no name precedes."""
    assert not any(w.startswith("name") for w in wrong(sentence, "숫자는 둥글다 🔢."))


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        (True, "q(y | D) = ∫ q(y | w) q(w | D) dw로 적습니다."),
        (False, "q(y | D) = ∫ q(y | w) q(D | w) dw로 적습니다."),
    ],
)
def test_an_integral_in_plain_letters_is_one_formula(says, sentence) -> None:
    """With all its factors, in their order."""
    body = r"$q(y | D) = \int q(y | w) q(w | D) dw$로 적는다."

    assert says is (() == wrong(sentence, body))


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        (True, "뒤의 반은 xs[len(xs)//2:]입니다."),
        (False, "뒤의 반은 xs[len(xs)//3:]입니다."),
    ],
)
def test_a_slice_is_code_without_backticks(says, sentence) -> None:
    """What is in its brackets stands in the note."""
    body = "```python\nrest = xs[len(xs)//2:]\n```"

    assert says is (() == wrong(sentence, body))
