"""What a question sets side by side."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.understand.intent.kinds import kind
from rag.understand.intent.sides import sides, told_together


NAMES = ("배치 정규화", "층 정규화", "LoRA", "Q-학습", "B-tree", "k-means", "지연 로딩")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LoRA랑 QLoRA 차이가 뭐야?", ("LoRA", "QLoRA")),
        ("배치 정규화와 층 정규화의 차이점", ("배치 정규화", "층 정규화")),
        ("노트에서 힙이랑 스택 비교해줘", ("스택",)),
        ("VAE, GAN 그리고 확산 모델 비교", ("VAE", "GAN", "확산")),
        ("쿠키 vs 세션 뭐가 달라?", ("쿠키", "세션")),
        ("LoRA 글이랑 Adam 글 설명해줘", ("LoRA", "Adam")),
        ("What's the difference between a mutex and a semaphore?", "mutex semaphore"),
        ("LoRA하고 QLoRA하고 비교", ("LoRA", "QLoRA")),
        ("LoRA랑 QLoRA랑 무슨 관계야?", ("LoRA", "QLoRA")),
        ("LoRA랑 QLoRA랑 학습 속도가 어떻게 달라?", ("LoRA", "QLoRA")),
        ("LoRA하고 QLoRA하고 구조 차이", ("LoRA", "QLoRA")),
        ("힙이랑 스택이랑 큐가 어떻게 달라?", ("스택",)),
        ("LoRA랑 QLoRA랑 Adam이 어떻게 달라?", ("LoRA", "QLoRA", "Adam")),
        (
            "활성화 함수랑 손실 함수랑 목적 함수가 뭐가 달라?",
            "활성화_함수 손실_함수 목적_함수",
        ),
        ("compare SGD with Adam in my notes", "SGD Adam"),
        ("How does gRPC differ from REST?", "gRPC REST"),
        ("tabs vs. spaces", "tabs spaces"),
        ("SRAM/DRAM 차이", ("SRAM", "DRAM")),
        ("SRAM/DRAM differences", "SRAM DRAM"),
        ("TCP/IP 설명해줘", ()),
        ("what does TCP/IP mean?", ""),
        ("how are ReLU and GELU different?", "ReLU GELU"),
    ],
)
def test_the_names_are_told(text, expected) -> None:
    """Names come out as they are said; a single syllable is none."""
    names = expected.split() if isinstance(expected, str) else expected
    expected = tuple(name.replace("_", " ") for name in names)

    assert (expected if len(expected) > 1 else ()) == sides(text, kind(text))


@pytest.mark.parametrize(
    "text",
    [
        "배치 정규화가 뭐야?",
        "실험 결과 비교해줘",
        "학습률 효과 설명해줘",
        "what is the difference?",
        "왜 손실과 정확도를 같이 봐야 해",
        "LoRA랑 lora 차이",
        "",
    ],
)
def test_one_thing_has_no_sides(text) -> None:
    """결과 and 효과 end like what joins two names, and join none."""
    assert sides(text, Kind.COMPARISON) == ()


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True),
    st.sampled_from(["이랑 ", " vs ", ", ", " 그리고 "]),
    st.sampled_from([" 차이", " 비교해줘", "는 뭐가 달라?", "의 차이점이 뭐야"]),
)
def test_names_are_found_however_they_are_joined(names, joint, asks) -> None:
    """What joins them, and what is asked of them, is no part of a name."""
    assert tuple(names) == sides(joint.join(names) + asks, Kind.COMPARISON)


@given(st.text("배치와 과랑, vs차이 compare and?", max_size=80))
def test_any_text_is_read(text) -> None:
    """It never fails, and names stand in the text."""
    assert all(name in text for name in sides(text, Kind.COMPARISON))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LoRA랑 가지치기는 같은 날 쓴 거야?", ("LoRA", "가지치기")),
        ("LoRA 글이랑 가지치기 글 같은 달에 썼나", ("LoRA", "가지치기")),
        ("were the LoRA and pruning notes written on the same day?", "LoRA pruning"),
        ("LoRA랑 같은 달에 쓴 글 뭐 있어", ()),
        ("LoRA랑 가지치기 차이", ()),
    ],
)
def test_two_notes_of_one_day(text, expected) -> None:
    """Whether two were written at one time is asked of two, and not beside one."""
    names = expected.split() if isinstance(expected, str) else expected
    expected = tuple(name.replace("_", " ") for name in names)

    assert expected == told_together(text)
