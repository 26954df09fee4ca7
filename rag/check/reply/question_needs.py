"""What a question wants of a reply, as sentences are held against it."""

from __future__ import annotations

import re

from dataclasses import dataclass

from rag.check.claims.claims import Piece
from rag.query_types import Kind
from rag.relevance.answer_type import Wanted, holds, wanted
from rag.relevance.evidence import asks_when


_SEVERAL = re.compile(
    r"[\w가-힣](?:과|와|이?랑|하고)\s|\S\s및\s|,\s|\band\b"
    r"|(?:누구|어디|언제|무엇|뭐|왜|어떻게|얼마|몇)\S*\s.*"
    r"(?:누구|어디|언제|무엇|뭐|왜|어떻게|얼마|몇)",
    re.IGNORECASE,
)
"""A question for several things, of which one may be told alone."""
_CONDITION = re.compile(
    r"\bwhen\s+(?:should|shall|do|does|can|must|would|is|are|to)\b"
    r"|언제\s*(?:\S+\s+){0,3}(?:쓰|써|사용|필요|해야|하면|주|되|돼|좋|유리|적합|발생|생기|나오|나와|일어나)"
    r"(?!\S*[었았했됐])",
    re.IGNORECASE,
)
"""A question for the circumstances, and not for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What one question wants; see `sought`."""

    question: str
    want: Wanted | None
    """What an answer must contain; None if the question names nothing."""
    several: bool
    """Whether it is for several things, of which one may be told alone."""

    def given_by(self, piece: Piece) -> bool:
        """Say whether a sentence contains what an answer must."""
        return self.want is not None and holds(self.want, self.question, piece.bare)


def sought(question: str, kind: Kind) -> Sought:
    """Return what a question of this *kind* wants."""
    found = wanted(question, kind)
    day = asks_when(question) and not _CONDITION.search(question)
    return Sought(
        question=question,
        want=Wanted.NUMBER if found is None and day else found,
        several=kind is Kind.COMPARISON or bool(_SEVERAL.search(question)),
    )
