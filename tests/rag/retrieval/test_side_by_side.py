"""Two things that a question sets side by side, each with a note of its own."""

from __future__ import annotations

import pytest

from rag.query_types import Kind
from rag.relevance.evidence import STRONG, WEAK


NOTES = {
    "lora.md": "# LoRA 정리 🧷\n\n큰 행렬은 두고 $BA$만 배운다.\n\n배포할 때는 더해 둔다.",
    "quant.md": "# 양자화 메모\n\n가중치를 8비트로 낮춘다. LoRA와 같이 쓰면 메모리가 준다.",
    "prune.md": "# 가지치기\n\n작은 가중치를 0으로 만든다.\n\n```python\nw[abs(w) < t] = 0\n```",
    "both.md": "# 증류와 앙상블\n\n증류는 한 모델로 옮기고 앙상블은 여럿을 평균한다.",
    "ensemble.md": "# 앙상블 실험\n\n앙상블 다섯 개를 평균했다.",
}


@pytest.fixture
def notes(library):
    made = library(NOTES)
    made.index()
    return made


@pytest.mark.parametrize("sides", [("LoRA", "가지치기"), ("가지치기", "LoRA")])
def test_each_side_has_its_note_in_front(notes, sides) -> None:
    """Both come first and answer, though no note has both."""
    one, other = sides
    hits = notes.hits(f"{one}랑 {other} 차이", kind=Kind.COMPARISON, sides=sides)

    assert {"lora.md", "prune.md"} == {h.entry.path for h in hits[:2]}
    assert all(h.side and h.strength >= STRONG for h in hits[:2])
    assert len(hits) == len({h.entry.path for h in hits})


@pytest.mark.parametrize("sides", [("LoRA", "8비트"), ("증류", "앙상블")])
def test_what_was_found_stays(notes, sides) -> None:
    """A side without a note, or one note for both, changes nothing."""
    text = f"{sides[0]}랑 {sides[1]} 차이"

    assert notes.hits(text, sides=sides) == notes.hits(text)


@pytest.mark.parametrize("other", ["쿠버네티스", "Kubernetes", "🦑 오징어"])
def test_what_no_note_speaks_of_is_not_compared(notes, other) -> None:
    """A note on one of them is near, in whatever script the other is written."""
    text = f"LoRA랑 {other} 차이"
    hits = notes.hits(text, kind=Kind.COMPARISON, sides=("LoRA", other))

    assert "lora.md" == hits[0].entry.path
    assert all(h.strength < STRONG for h in hits)


def test_of_several_sides_those_with_a_note_are_near(notes) -> None:
    """That one has none is no reason to show none of the others."""
    sides = ("LoRA", "가지치기", "프리픽스 튜닝")
    hits = notes.hits(f"{', '.join(sides)} 각각 설명해줘", sides=sides)

    assert {"lora.md", "prune.md"} == {h.entry.path for h in hits if h.side}
    assert all(h.strength >= WEAK for h in hits if h.side)


def test_a_mention_is_no_note_of_it(notes) -> None:
    """A note that only mentions a side isn't set beside that of the other."""
    hits = notes.hits("8비트랑 가지치기 차이", sides=("8비트", "가지치기"))

    assert not any(h.side for h in hits)


def test_what_more_is_asked_must_be_there(notes) -> None:
    """Notes on both don't answer for what neither says."""
    sides = ("LoRA", "가지치기")
    hits = notes.hits("LoRA랑 가지치기 중에 뭐가 배터리를 덜 먹어?", sides=sides)

    assert all(h.side for h in hits[:2])
    assert all(h.strength < STRONG for h in hits)
