"""Sentences too short to be weighed by their words: numbers, dates, frames.

``256MB입니다`` has nothing but a number, and leans on the question for what it is
a number of; ``2022-04-03에 썼습니다`` is borne out by the date of the note itself;
``다음과 같습니다:`` says nothing at all.
"""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.check.claims.claims import mentions
from rag.check.evidence.passages import Evidence, Unit
from rag.check.evidence.topics import FRAMES
from rag.compare.dates import day_of
from rag.compare.literal import holds, normal
from rag.compare.numbers import Quantity, fits
from rag.compare.word_match import shares
from rag.compare.words import SOFT, Reading, Word
from rag.types import Hit


LEADING = frozenset(
    """다음 아래 같다 같 종류 방식 방법 차이 차이점 공통점 공식 수식 식 예 예시 예제
    요약 정리 설명 구분 나뉘 나누 역할 특징 장점 단점 장단점 이유 까닭 단계 과정 절차
    순서 결론 개념 정의 뜻 의미 주의 주의점 주의사항 참고 비교 주요 핵심 내용 사항 항목
    노트 메모 기록 답 답변 질문 각각 각 먼저 우선 코드 쓰임 용도 목록 표 크게 적히 적
    나오 하 되 있 보 들 말하 알리 소개 안내 드리 문서 배경 개요 정보 부분 점 요점 이하
    위 활용 사용 사용법 명령 명령어 관련 대하 관하 따르 의하 대표 기본 전체 제공 상세
    following summary list type kind way note describe description explain explanation
    difference similarity example formula overview detail point key main answer
    question step reason definition concept conclusion usage use comparison compare
    below above here common include sure certainly according based mention record say
    show""".split()
)
"""What a lead-in is made of that says what comes, and nothing of it."""
_WROTE = frozenset(
    """쓰 적 적히 작성 기록 노트 메모 정리 배우 공부 남기 날짜 언제 쓰이 것 글 때 있 되
    하 내용 note write written wrote record date entry learn learned learnt day when
    study studied noted dated""".split()
)
"""What a sentence speaks of that tells only when a note was written."""
_UNDER = 0.5
"""What a word of the question counts for that a number only stands under."""
_LIGHT, _MOST = 2, 0.6
"""Light words that a sentence of a note has at least of one that has no others, and
which share of them."""
_LOOSE = frozenset({"", "count", "ordinal"})


def says_more(
    claim: Reading, evidence: Sequence[Evidence], asked: Reading, *, heading: bool
) -> bool:
    """Say whether a lead-in says more than what comes.

    A *heading* may name what the passages do.
    """
    if claim.quantities or claim.days or mentions(claim.text):
        return True
    if any(w.negated for w in claim.words):
        return True

    def known(word: Word) -> bool:
        return (
            word.weight <= SOFT
            or word.common
            or word.form in LEADING
            or shares(word.keys, asked.keys)
        )

    if not claim.marks and all(map(known, claim.words)):
        return False
    there = all(any(holds(m, e.source) for e in evidence) for m in claim.marks)
    return not (
        heading
        and there
        and all(
            known(w) or any(shares(w.keys, e.keys) for e in evidence)
            for w in claim.words
        )
    )


def retells(claim: Reading, evidence: Sequence[Evidence]) -> bool:
    """Say whether a sentence of light words alone says what one of a note does.

    ``한 가지 목적만을 위해 만든 방법이라는 뜻입니다`` names nothing, and is an answer.
    """
    told = (w for w in claim.words if w.weight > SOFT and w.form not in LEADING)
    words = {w.form: w for w in told}.values()
    met = max(
        (
            sum(shares(w.keys, u.reading.keys) and not _denied(w, u) for w in words)
            for e in evidence
            for u in e.units
        ),
        default=0,
    )
    return met >= _LIGHT and met >= _MOST * len(words)


def _denied(word: Word, unit: Unit) -> bool:
    return word.denied_by(unit.reading.signs)


def tells_when(claim: Reading, hits: Sequence[Hit], asked: Reading) -> bool:
    """Say whether *claim* only tells when a note was written, and that is true."""
    written = [day for hit in hits for day in day_of(hit.chunk.day)]
    return (
        bool(claim.days)
        and not claim.marks
        and not claim.quantities
        and not mentions(claim.text)
        and all(any(day.within(d) for d in written) for day in claim.days)
        and all(
            w.weight <= SOFT
            or (w.common and not w.negated)
            or w.form in _WROTE
            or shares(w.keys, asked.keys)
            for w in claim.words
        )
    )


def calls(text: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether *text* calls on somebody whom no passage names."""
    return mentions(text) and not any(
        normal(m) in e.source.names
        for e in evidence
        for m in re.findall(r"<?[@#]\S+", text)
    )


def gives_number(claim: Reading, evidence: Sequence[Evidence], asked: Reading) -> bool:
    """Say whether *claim* is a number alone, and the one that was asked for.

    It is if a sentence of the passages has it that speaks of the question, and
    none that does so more gives another.
    """
    units = [u for e in evidence for u in e.units]
    return (
        bool(claim.quantities)
        and not claim.marks
        and not claim.days
        and all(
            w.weight <= SOFT
            or w.common
            or w.form in FRAMES
            or (shares(w.keys, asked.keys) and not w.negated)
            for w in claim.words
        )
        and all(_asked_for(q, units, asked) for q in claim.quantities)
    )


def _asked_for(q: Quantity, units: Sequence[Unit], asked: Reading) -> bool:
    best = max(
        (_speaks(u, asked) for u in units if any(fits(q, g) for g in u.quantities)),
        default=0.0,
    )
    return best > 0 and not any(
        _speaks(u, asked) >= best + (_UNDER if _rivals(q, g) else 1.0)
        for u in units
        for g in u.reading.quantities
        if not any(fits(q, own) for own in u.quantities)
    )


def _rivals(q: Quantity, other: Quantity) -> bool:
    return q.unit == other.unit or {q.unit, other.unit} <= _LOOSE


def _speaks(unit: Unit, asked: Reading) -> float:
    """Count the words of the question that *unit* holds, or stands under."""
    return sum(
        1.0
        if shares(w.keys, unit.reading.keys)
        else _UNDER * shares(w.keys, unit.context.keys)
        for w in {w.form: w for w in asked.words if w.weight > SOFT}.values()
    )
