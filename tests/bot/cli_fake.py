# ruff: noqa: D102  # the Protocols say what their methods do
"""A tilbot of a few lines for the command line to talk to, and a way to run it."""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
import sys
import unicodedata

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.cli import main
from bot.cli.options import Runtime
from rag.chain.search import Found
from rag.errors import TilbotError
from rag.index_types import GenerationStatus, IndexReport, IndexStatus, ServerStatus
from rag.query_types import Kind, Query
from rag.settings import RagSettings
from rag.traces.ring import Traces
from rag.types import (
    Answer,
    Ask,
    Chunk,
    Citation,
    Delta,
    Entry,
    Hit,
    Mode,
    Outcome,
    Workings,
)
from rag.wording.notices import Notice, Occasion


TRIPLET = """\
Triplet loss에서 negative는 세 종류이다 🧐

- **Semi-hard**: $d(a,p) < d(a,n) < d(a,p) + \\text{margin}$
- Hard: $d(a,n) < d(a,p)$

```python
x = dists[0]  # [1] 은 인용이 아니다
loss = F.relu(d_ap - d_an + margin)
```

$$
f(x)= \\begin{cases} d(x, \\partial \\Omega) & \\text{if } x \\in \\Omega \\\\ -d(x, \\partial \\Omega) & \\text{if } x \\in \\Omega^c \\end{cases}
$$"""


def entry(name: str, title: str, body: str, day: date | None, **more: object) -> Entry:
    """Return an entry whose body begins on line 3 of its file."""
    return Entry(
        id=f"{name}.md",
        path=f"{name}.md",
        line_start=1,
        line_end=2 + body.count("\n") + 1,
        day=day,
        category=str(more.get("category", "ML & DL")),
        title=title,
        body=body,
        lines=tuple(range(3, 4 + body.count("\n"))),
        url=more.get("url"),
    )


ENTRIES = (
    entry(
        "2021/batch-norm",
        "배치 정규화의 is_training",
        "is_training이 True이면 미니배치의 평균과 분산을 쓴다.",
        date(2021, 5, 11),
        category="ML library",
    ),
    entry(
        "2022/triplet",
        "삼중항 손실에서 쉬운 표본과 어려운 표본, 그리고 준어려운 표본을 가르는 기준",
        TRIPLET,
        date(2022, 1, 15),
        url="https://example.org/triplet",
    ),
    entry("memo", "날짜 없는 메모", "남겨 둔 메모 한 줄.", None),
)


def hit_of(found: Entry) -> Hit:
    """Return a hit of the whole body."""
    chunk = Chunk(
        entry_id=found.id,
        ordinal=0,
        start=0,
        end=len(found.body),
        text=found.body,
        heading=(),
        title=found.title,
        day=found.day,
        category=found.category,
    )
    return Hit(chunk=chunk, entry=found, score=1.5, strength=0.9)


@dataclass
class FakeApp:
    """Answers from `ENTRIES`, and remembers what it was asked."""

    settings: RagSettings = field(default_factory=RagSettings)
    asked: list[Ask] = field(default_factory=list)
    fails: TilbotError | None = None
    """Raised by the chain, when set."""
    stale: bool = False
    pause: float = 0.0
    """Seconds between two pieces of an answer."""
    answers: Callable[[Ask], Answer] | None = None
    report: IndexReport = field(default_factory=IndexReport)
    published: IndexStatus = field(
        default_factory=lambda: IndexStatus(
            generation="g1",
            built_at=datetime(2022, 2, 1, tzinfo=UTC),
            embeddings="local",
            entries=3,
            chunks=3,
        )
    )
    closed: bool = False

    @property
    def catalogue(self) -> FakeApp:
        return self

    @property
    def searcher(self) -> FakeApp:
        return self

    @property
    def traces(self) -> Traces:
        return Traces(self.settings.home, keep=self.settings.traces)

    def entries(self) -> Sequence[Entry]:
        return ENTRIES

    def chunk_counts(self) -> Mapping[str, int]:
        return {e.id: 1 for e in ENTRIES}

    def today(self) -> date:
        return date(2022, 10, 10)

    def understand(self, ask: Ask) -> Query:
        lang = "ko" if re.search("[가-힣]", ask.question) else "en"
        return Query(
            text=ask.question,
            since=ask.since,
            until=ask.until,
            category=ask.category,
            kind=Kind.QUESTION if ask.question else Kind.LIST,
            lang=self.settings.lang or lang,
            forced=bool(ask.since or ask.until or ask.category),
        )

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        words = unicodedata.normalize("NFC", query.text).lower().split()
        found = [
            e for e in ENTRIES if any(w in f"{e.title} {e.body}".lower() for w in words)
        ]
        return [hit_of(e) for e in found[:limit]]

    def find(self, query: Query, *, limit: int) -> Found:
        return Found(query=query, hits=self.search(query, limit=limit))

    def warm(self) -> None:
        pass

    def status(self) -> IndexStatus:
        return self.published

    def server_status(self) -> ServerStatus | None:
        return self.published.server

    def ensure_index(self, say, progress) -> IndexReport | None:
        if self.stale:
            say(Notice(Occasion.NOTES_CHANGED))
            progress("embedding", 1, 2)
        return None

    def kept(self, *, thorough: bool) -> Sequence[GenerationStatus]:
        return self.published.generations

    def remark(self, lang) -> str | None:
        return None

    def index(self, say, progress, *, rebuild=False) -> IndexReport:
        progress("reading", 1, 2)
        progress("reading", 2, 2)
        return self.report

    def close(self) -> None:
        self.closed = True

    def answering(self) -> FakeApp:
        return self

    async def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        if self.fails:
            raise self.fails
        if self.answers:
            return self.answers(ask)
        hits = self.search(self.understand(ask), limit=ask.limit)
        if not hits:
            return nothing(ask, self.understand(ask))
        cited = [
            Citation(
                number=n, entry=h.entry, start=0, end=h.entry.body.find("\n") % 999
            )
            for n, h in enumerate(hits, start=1)
        ]
        text = "\n\n".join(f"{h.entry.body}\n[til-{n}]" for n, h in enumerate(hits, 1))
        return Answer(
            question=ask.question,
            text=f"### 답\n\n{text}",
            citations=tuple(cited),
            outcome=Outcome.ANSWERED,
            mode=Mode.MODEL,
            model="openai:gpt-5.4-mini",
            query=self.understand(ask),
            workings=Workings(understood=self.understand(ask), hits=tuple(hits)),
        )

    async def stream(self, ask: Ask) -> AsyncIterator[Delta | Answer]:
        answer = await self.answer(ask)
        for piece in re.findall(r"(?s).{1,7}", answer.text):
            await asyncio.sleep(self.pause)
            yield Delta(text=piece)
        yield answer


def nothing(ask: Ask, query: Query) -> Answer:
    """Return an answer without evidence."""
    return Answer(
        question=ask.question,
        text=f"노트에서 찾지 못했습니다.\n\n- {ENTRIES[0].title}",
        citations=(),
        outcome=Outcome.NO_EVIDENCE,
        mode=Mode.EXTRACTIVE,
        query=query,
    )


@dataclass(frozen=True)
class Done:
    """What became of a run."""

    code: int
    out: str
    err: str


def run(
    *args: str,
    app: FakeApp | None = None,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> Done:
    """Run the command line in this process, stdout and stderr no terminals."""
    app = app or FakeApp()
    environ = dict(env or {})

    def open_app(settings: RagSettings) -> FakeApp:
        app.settings = replace(settings)
        return app

    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="cp949", write_through=True)
        for _ in range(2)
    )
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="cp949")
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(args, runtime=Runtime(environ=environ, open_app=open_app))
            except SystemExit as e:
                code = int(e.code or 0)
    finally:
        sys.stdin = before
    return Done(code, *(s.buffer.getvalue().decode("utf-8") for s in (out, err)))
