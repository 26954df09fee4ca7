"""Finds who is named in a sentence, and in no passage: ``김하늘님``."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.analyse.cross_script import latin_words
from rag.analyse.transliteration import alike
from rag.check.evidence.nearest import Nearest
from rag.compare.words import Reading
from rag.text.lazy_regex import lazily


_CALLED = lazily(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}?)\s?"
    r"(?:(?:교수|박사|강사|대표|연구원|선생|작가)(?P<polite>님)?|(?P<only>님|씨))(?="
    r"[은는이가을를의과와도,.\s]|께|에게|한테|이?랑|하고|입|이[에었]|예|$)"
)
_WHOLE = lazily(
    r"[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나]"
    r"[가-힣]{2}"
)
"""A family name and what follows it. Whom nothing but a calling tells must be named so:
``대표 모델``, ``추천 작가`` and ``학습 강사`` are nobody."""
_NOBODY = frozenset(
    """사용자 이용자 작성자 저자 필자 글쓴이 고객 회원 독자 강사 강연자 발표자 진행자
    개발자 관리자 담당자 운영자 면접관 팀장 과장 부장 차장 사장 대표 이사 선생 교수 박사
    조교 선배 후배 동료 멘토 멘티 코치 튜터 부모 어머 아버 아주머 하느 주인 어르신 지인
    누나 오빠 형 스승 판사 검사 의사 기사 작가 감독 심사위원 리뷰어 연구원 학생 지도
    석좌 명예 객원 초빙 외부 해당 어느 어떤 모든 공동""".split()
)
"""What one may be called by who is not named."""


def unnamed(near: Nearest) -> Iterator[str]:
    """Yield whom the sentence names, and no passage does, as ``name: word``."""
    for found in _CALLED.finditer(near.claim.text):
        name = found["name"]
        known = name in _NOBODY or _names(near, name)
        if not known and _is_person(found, near.claim):
            yield f"name: {name}"


def _names(near: Nearest, name: str) -> bool:
    """Say whether a passage has *name*, also in Latin letters, or as part of one."""
    # Who is 이진원 in the note may be 진원님.
    return any(name in e.squashed for e in near.evidence) or any(
        alike(word, name)
        for unit in near.units
        for word in latin_words(unit.reading.text)
    )


def _is_person(found: re.Match[str], claim: Reading) -> bool:
    start, end = found.span("name")
    words = [(w.start, w.form) for w in claim.words]
    if found["only"]:  # 글씨 of 손글씨 is one word
        after = found.end("only")
        return not any(
            at < end < at + len(form) and claim.text.startswith(form, at)
            for at, form in words
            if at + len(form) <= after
        )
    behind = claim.text[found.end() : found.end() + 1]
    return found["polite"] is not None or (
        bool(_WHOLE.fullmatch(name := found["name"]))
        and (start, name) in words
        and not behind.isspace()
    )
