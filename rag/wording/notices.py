"""What is told before an answer: of the index, and what it takes to have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rag.errors import TilbotError
from rag.query_types import Lang
from rag.wording.bilingual import Sentences


class Occasion(Sentences):
    """What there is to tell."""

    NOT_INDEXED = (
        "아직 색인한 노트가 없어 먼저 색인합니다.",
        "The notes are not indexed yet; indexing them first.",
    )
    NOTES_CHANGED = (
        "노트가 바뀌어 색인을 새로 고칩니다.",
        "The notes have changed; bringing the index up to date.",
    )
    INDEX_LATER = (
        "{problem} 노트가 바뀌었지만 다음에 색인합니다.",
        "{problem} The notes have changed; they are indexed another time.",
    )
    ROLLED_BACK = (
        "앞의 색인으로 되돌려 둔 상태입니다. `tilbot index`로 노트를 다시 색인합니다.",
        "The index was rolled back; `tilbot index` takes the notes in again.",
    )
    READS_ANEW = (
        "이 버전의 tilbot은 노트를 다르게 읽습니다. `tilbot index`로 다시 색인합니다.",
        "This version of tilbot reads notes anew; `tilbot index` does so.",
    )
    LAST_ANSWERS = (
        "{problem} {hint}\n그동안 마지막 색인으로 답합니다.",
        "{problem} {hint}\nThe last index answers meanwhile.",
    )
    LAST_HERE_ANSWERS = (
        "{problem} 여기에 있는 마지막 색인으로 답합니다.",
        "{problem} The last index known here answers.",
    )
    EMBEDDING = (
        "{model}(으)로 글 {n}개를 임베딩합니다.",
        "Embedding {n} texts with {model}.",
    )
    EMBEDDING_COSTS = (
        "{model}(으)로 글 {n}개를 임베딩합니다. 비용은 약 ${cost:.4f}입니다.",
        "Embedding {n} texts with {model}, about ${cost:.4f}.",
    )
    FETCHING = (
        "{host}에서 대목 {n}개를 받아 단어 색인을 만듭니다.",
        "Fetching {n} passages from {host} for the index of words.",
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell before an answer; whoever tells it words it."""

    occasion: Occasion
    values: Mapping[str, object] = field(default_factory=dict)
    error: TilbotError | None = None
    """What gives the occasion, if something failed."""

    def text(self, lang: Lang) -> str:
        """Return it as a sentence."""
        if self.error is None:
            return self.occasion.text(lang, **self.values)
        problem, hint = self.error.told(korean=lang == "ko")
        return self.occasion.text(lang, problem=problem, hint=hint, **self.values)


Tell = Callable[[Notice], None]
"""Tells who waits what takes a moment, or what is kept from being done."""
