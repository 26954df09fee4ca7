import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.understand.intent.grouping import filed, group, how_many, subject
from rag.understand.intent.kinds import kind


WANTED = {
    Kind.DEFINITION: """Moore-Penrose inverse가 뭐임|supremum이 뭐였지|어텐션이란?|RLHF 뜻|IL은 무엇의 약자야?
what is batch norm?|what does SDF stand for?|definition of a manifold""",
    Kind.COMPARISON: """상계랑 상한은 뭐가 달라?|ViT와 CNN 비교|XGBoost vs LightGBM 뭐가 나아?|label 형태가 어떻게 다른데?|디텍션 구분이 뭐야|세그먼테이션 구분이 뭐야
difference between novelty and outlier|is Adam better than SGD?""",
    Kind.CODE: """seed 고정하는 거 코드로|freeze 코드 보여줘|예제 코드 있어?|how do I write it in code?
show me the code for MAML|how to reverse a list in python""",
    Kind.FORMULA: """semi-hard triplet 조건 부등식으로|MMD 계산 식 좀|cross entropy 수식|loss 공식이 뭐지
what is the formula for KL divergence?|the equation of SDF""",
    Kind.LIST: """노트 목록|GAN 관련 글 다 알려줘|모든 글 보여줘|ML library로 분류해 둔 글들|카테고리 종류가 뭐뭐 있어?
list all notes about attention|which notes mention GAN?|what categories are there""",
    Kind.COUNT: """노트 몇 개야?|몇 개 적었어?|무슨 달에 제일 많이 썼지|카테고리별 노트 수|카테고리 몇 개야?|전체 몇 개나 돼?
how many notes are there?|how many git notes did I write?|which month did I write the most?|number of entries""",
    Kind.QUESTION: """물리에서 moment 예시 세 개|region proposal 방식 두 가지|파라미터 몇 개야|GPT-4 파라미터 수 몇 개라고 적었어?
파이썬 리스트 정렬|정규 표현식으로 찾기|공식 문서 링크|attention 종류 다 알려줘|why does BN need a batch?
다른 방법은?|layer 몇 개 쓴 모델|월별 매출 집계하는 SQL|카테고리 변수 인코딩하는 법|다른 이유가 뭐야|GAN 관련 노트 다 모아서 요약해줘|summarise all notes about GAN|how many layers does ViT have|how do I combine all my TILs into one file?""",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (text, expected)
        for expected, texts in WANTED.items()
        for text in texts.replace("\n", "|").split("|")
    ],
)
def test_kind(text, expected):
    """LIST and COUNT are for entries; numbers of anything else are questions."""
    got = kind(text)

    assert expected is got


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("무슨 달에 제일 많이 썼지", "month"),
        ("월별 노트 개수", "month"),
        ("가장 많이 쓴 달은?", "month"),
        ("which month did I write the most?", "month"),
        ("어느 해에 가장 많이 썼어?", "year"),
        ("notes per year, how many notes", "year"),
        ("카테고리별 노트 수", "category"),
        ("카테고리 뭐 있어?", "category"),
        ("what categories are there", "category"),
        ("월별 매출 집계하는 SQL", None),
        ("카테고리 변수는 뭐로 인코딩해?", None),
        ("batch norm이 뭐야?", None),
    ],
)
def test_group(text, expected):
    """A group is asked for only when nothing but the frame is beside it."""
    got = group(text)

    assert expected == got


def test_what_is_left_without_the_frame():
    """The frame of a list falls away; its subject stays."""
    assert "" == subject("쓴 노트 목록 다 보여줘")
    assert "GAN" == subject("GAN 관련 글 다 알려줘")
    assert "few-shot" == subject("few-shot이 언급된 노트 목록")
    assert "RL" == subject("list the notes that talk about RL")
    assert "준지도학습" == subject("준지도학습 글 목록")
    assert "어려운" == subject("어려운 노트 목록")
    assert "" == subject("글이 제일 많은 태그 목록")
    assert "태그 없는" == subject("태그 없는 글 목록")
    assert subject("태그가 제일 많은 글")


def test_where_something_is_filed():
    """Asking for the category of a note is not asking for categories."""
    assert filed("RLHF 글은 어느 카테고리에 들어 있어?")
    assert not filed("어느 카테고리에 가장 많이 썼어?")


def test_how_many_of_what_was_spoken_of():
    """A number alone is asked for when no subject is named."""
    assert how_many("그럼 몇 개야?")
    assert not how_many("레이어 몇 개야?")


@given(st.text(max_size=60))
def test_never_raises(text):
    """Any text has a kind."""
    got = kind(text)

    assert isinstance(got, Kind)
