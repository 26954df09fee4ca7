"""The services of the chain in a few lines each, and notes to feed them."""

from __future__ import annotations

import re

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rag.analyse.terms import DocumentTerms
from rag.errors import ServiceError
from rag.query_types import Query
from rag.quotes.term_weights import TermWeights
from rag.retrieval.mentions import Mention
from rag.retrieval.selection import select
from rag.types import Ask, Chunk, Entry, Hit, Usage


TODAY = date(2022, 10, 10)

BODY = """\
배치 정규화(batch norm)는 학습 중에 미니배치의 평균을 쓴다. 🧪

```python
x[0] = f(xs)  # [1] 은 인용이 아니다
```

손실은 $L = -\\sum_i y_i$ 이다."""


def entry(name: str = "a", body: str = BODY, **changes: object) -> Entry:
    """Return an entry whose body begins on the third line of its file."""
    fields = {
        "id": f"{name}.md",
        "path": f"{name}.md",
        "line_start": 1,
        "line_end": 3 + body.count("\n"),
        "day": date(2022, 3, 1),
        "category": "딥러닝",
        "title": f"노트 {name}",
        "body": body,
        "lines": tuple(range(3, 4 + body.count("\n"))),
    }
    return Entry(**{**fields, **changes})


def hit(of: Entry, *, score: float = 1.0, strength: float = 0.9) -> Hit:
    """Return a hit of a whole entry."""
    chunk = Chunk(
        entry_id=of.id,
        ordinal=0,
        start=0,
        end=len(of.body),
        text=of.body,
        heading=(),
        title=of.title,
        day=of.day,
        category=of.category,
    )
    return Hit(chunk=chunk, entry=of, score=score, strength=strength)


def words(text: str) -> list[str]:
    """Return the words of *text*, the only terms that these fakes know."""
    return re.findall(r"\w+", text.lower())


def analyse(texts: Iterable[str]) -> Iterable[DocumentTerms]:
    """Give the words of each text, and nothing else."""
    return [
        DocumentTerms(words=words(t), grams=[], sounds=[], concepts=[], meanings=[])
        for t in texts
    ]


def weights(question: str) -> TermWeights:
    """Weigh each word of a question alike."""
    held = dict.fromkeys(words(question), 1.0)
    return TermWeights(words=held, grams={}, sounds={}, meanings={}, analyse=analyse)


@dataclass
class FixedSearcher:
    """Finds *hits* for anything, within the filters, and remembers the queries."""

    hits: Sequence[Hit] = ()
    asked: list[Query] = field(default_factory=list)

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        """Return the hits that the filters let through."""
        self.asked.append(query)
        filters = Query(
            text="", since=query.since, until=query.until, category=query.category
        )
        kept = {e.id for e in select([h.entry for h in self.hits], filters)}
        return [h for h in self.hits if h.entry.id in kept][:limit]

    def mentions(self, query: Query) -> Sequence[Mention]:
        """Return the hits that have a word of the query, within the filters."""
        found = self.search(query, limit=len(self.hits))
        words = query.text.lower().split()
        return [
            Mention(entry=h.entry, chunk=h.chunk)
            for h in found
            if any(word in h.entry.body.lower() for word in words)
        ]

    def reading(self, query: Query) -> TermWeights:
        """Weigh the words of the query."""
        return weights(query.text)


@dataclass
class FixedCatalogue:
    """Knows *notes*."""

    notes: Sequence[Entry] = ()

    def entries(self) -> Sequence[Entry]:
        """Return them."""
        return self.notes


@dataclass
class ScriptedGenerator:
    """Says *pieces* one after the other, then fails if told to; remembers all."""

    pieces: Sequence[str | Usage] = ()
    fails: ServiceError | None = None
    name: str = "fake:model"
    asked: list[str] = field(default_factory=list)
    closed: int = 0
    """Replies that were ended, by whichever side."""

    async def stream(
        self, *, system: str, user: str
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the pieces."""
        self.asked.append(user)
        try:
            for piece in self.pieces:
                yield piece
            if self.fails:
                raise self.fails
        finally:
            self.closed += 1


class Replies(ScriptedGenerator):
    """Says one reply after the other, some letters at a time."""

    def __init__(self, *replies: str, fails: ServiceError | None = None) -> None:
        super().__init__(fails=fails)
        self.replies = list(replies)

    def stream(self, *, system: str, user: str) -> AsyncGenerator[str | Usage, None]:
        """Say the next one."""
        self.pieces = re.findall(r".{1,4}", self.replies.pop(0), re.DOTALL)
        return super().stream(system=system, user=user)


def ask(question: str = "배치 정규화는 무엇을 쓰나?", **changes: object) -> Ask:
    """Return a question of a fixed day."""
    return Ask(**{"question": question, "today": TODAY, **changes})
