"""A tilbot for the bot to speak for: the real chain over scripted parts."""

from __future__ import annotations

import asyncio
import time

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fakes.discord import DiscordWorld, discord_world
from fakes.rag import TODAY, entry, hit, weights

from bot.discord_app.run import serve
from bot.settings import DiscordSettings
from rag.chain.answerer import Answerer
from rag.chain.runnable import AnswerChain
from rag.chain.search import Found, find
from rag.check.verdict.checker import Checker
from rag.check.verdict.judgement import Judged
from rag.errors import TilbotError, UsageError
from rag.index_types import IndexReport, IndexStatus
from rag.query_types import Query
from rag.retrieval.selection import select
from rag.settings import RagSettings
from rag.traces.recording import Traced
from rag.traces.ring import Traces
from rag.types import Ask, Entry, Hit, Usage, Verdict
from rag.understand.query import understand


NOTES = (
    entry(
        "padding",
        "패딩(padding)을 넣으면 크기가 유지된다. 🧩\n\n```python\nx[0]  # 주석\n```\n\n"
        "$n + 2p - k$ 이다.",
        title="패딩을 왜 넣는가",
        url="https://example.org/padding",
    ),
    entry(
        "stash",
        "변경을 잠시 치우려면 `git stash`를 쓴다. @everyone",
        title="git stash로 치워 두기",
        category="도구",
        day=date(2022, 3, 5),
    ),
    entry("stopping", "Training stops early.", title="Early stopping", day=None),
)


class Trusting(Checker):
    """Takes every sentence for borne out: these tests are about where it goes."""

    def judge(self, pieces, asked) -> list[Judged]:
        """Support each."""
        return [Judged(Verdict.SUPPORTED) for _ in pieces]


@dataclass
class Model:
    """Says *reply* piece by piece; the real chain reads it."""

    reply: str | Callable[[str], str] = (
        "패딩을 넣으면 크기가 유지됩니다 [til-1]. 패딩은 크기를 유지합니다 [til-1]."
    )
    before: float = 0.0
    """Seconds before the first piece."""
    between: float = 0.0
    fails: TilbotError | None = None
    name: str = "fake:model"
    asked: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """Holds the reply back until it is set."""
    at_once: int = 0
    most: int = 0
    """Replies under way, at most."""

    async def stream(
        self, *, system: str, user: str
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the pieces."""
        self.asked.append(user)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await asyncio.sleep(self.before)
            reply = self.reply(user) if callable(self.reply) else self.reply
            for at in range(0, len(reply), 8):
                yield reply[at : at + 8]
                await asyncio.sleep(self.between)
            if self.gate:
                await self.gate.wait()
            if self.fails:
                raise self.fails
        finally:
            self.at_once -= 1


@dataclass
class Study:
    """Notes, and what is done with them; an `App` as far as the bot goes."""

    home: Path
    notes: list[Entry] = field(default_factory=lambda: list(NOTES))
    model: Model | None = field(default_factory=Model)
    fails: TilbotError | None = None
    """Raised by each search."""
    slow: float = 0.0
    """Seconds that the indexer takes, and a search."""
    reports: list[IndexReport] = field(default_factory=list)
    indexed: int = 0
    searched: list[Query] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    closed: bool = False
    lost: bool = False
    """Whether searching finds nothing."""

    @property
    def settings(self) -> RagSettings:
        """Those of a model that is ours."""
        name = self.model.name if self.model else None
        return RagSettings(home=self.home, chat_model=name)

    @property
    def catalogue(self) -> Study:
        """Itself."""
        return self

    @property
    def embedder(self) -> None:
        """Nothing is embedded."""

    def entries(self) -> Sequence[Entry]:
        """Return the notes."""
        return tuple(self.notes)

    headers = entries

    def entry(self, id: str) -> Entry | None:  # noqa: A002  # its name
        """Return one of them."""
        return next((e for e in self.notes if e.id == id), None)

    def categories(self) -> Sequence[str]:
        """Return the names of the categories."""
        return list(dict.fromkeys(e.category for e in self.notes if e.category))

    def today(self) -> date:
        """Return a fixed day."""
        return TODAY

    def chain(self) -> AnswerChain:
        """Return the real chain."""
        answerer = Answerer(
            understand=self.understand,
            searcher=self,
            catalogue=self,
            generator=self.model,
            checker=Trusting(),
        )
        return AnswerChain(Traced(answering=answerer, traces=self.traces, prices={}))

    @property
    def traces(self) -> Traces:
        """The real ones."""
        return Traces(self.home, keep=9)

    def understand(self, ask: Ask) -> Query:
        """Understand as the real thing does."""
        self.asked.append(ask)
        if ask.category and ask.category not in self.categories():
            raise UsageError("no such category", hint="name one")
        return understand(ask, categories=self.categories(), dated=True)

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        """Find the notes that share a word, within the filters; all for none."""
        self.searched.append(query)
        time.sleep(self.slow)
        if self.fails:
            raise self.fails
        if self.lost:
            return []
        filters = replace(query, text="", count=None, newest_first=None)
        within = select(self.notes, filters)
        return [hit(e, score=1.0 - n / 10) for n, e in enumerate(within)][:limit]

    def reading(self, query: Query) -> Any:
        """Weigh the words of the query."""
        return weights(query.text)

    def find(self, query: Query, *, limit: int) -> Found:
        """Search as the chain does."""
        return find(self, query, limit=limit)

    def index(self, say, progress, *, rebuild=False) -> IndexReport:
        """Do as if."""
        self.indexed += 1
        progress("reading", 1, 2)
        time.sleep(self.slow)
        progress("reading", 2, 2)
        if self.fails:
            raise self.fails
        return self.reports.pop(0) if self.reports else IndexReport(unchanged=3)

    def ensure_index(self, say, progress) -> IndexReport | None:
        """Everything is indexed."""
        return None

    def status(self) -> IndexStatus:
        """Return what there is."""
        return IndexStatus(
            generation="g1",
            built_at=datetime(2022, 10, 1, tzinfo=UTC),
            entries=len(self.notes),
            first_day=date(2022, 3, 1),
            last_day=date(2022, 3, 5),
            categories=(("딥러닝", 1), ("도구", 1)),
        )

    def warm(self) -> None:
        """Nothing is loaded."""

    def close(self) -> None:
        """Remember it."""
        self.closed = True


@asynccontextmanager
async def serving(
    world: DiscordWorld, study: Study, *, changes: Any = None, **more: Any
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the bot on *world* until the end; *more* are settings of Discord."""
    settings = DiscordSettings(
        **{"token": world.token, "api": world.base, "cooldown": 0.0, **more}
    )
    stop = asyncio.Event()
    task = asyncio.create_task(serve(study, settings, stop=stop, changes=changes))
    task.stop = stop  # type: ignore[attr-defined]
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait([task])
    if not task.cancelled() and (error := task.exception()):
        raise error


async def online(world: DiscordWorld, task: asyncio.Task[None]) -> None:
    """Wait until the bot is there and has told of its commands."""

    def ready() -> bool:
        if task.done():
            task.result()
        return bool(world.commands[None]) and bool(world.gateway.sessions)

    await world.until(ready)


@dataclass
class Room:
    """A server with a channel and two people, and the bot in it."""

    world: DiscordWorld
    study: Study
    task: asyncio.Task[None]
    guild: Any
    place: Any
    mina: Any
    """Speaks Korean, and may manage the server."""
    joe: Any
    """Speaks English."""

    @property
    def bot(self) -> Any:
        """Ourselves."""
        return self.world.bot


@asynccontextmanager
async def room(
    home: Path,
    *,
    study: Study | None = None,
    privileged: Sequence[str] = (),
    bucket: tuple[int, float] = (5, 0.05),
    changes: Any = None,
    **settings: Any,
) -> AsyncIterator[Room]:
    """Run the bot in a world with one server."""
    study = study or Study(home)
    async with discord_world(privileged=privileged, bucket=bucket) as world:
        mina = world.user("민아", locale="ko")
        joe = world.user("Joe")
        guild = world.guild("TIL", mina, joe)
        world.join(guild, mina, world.role(guild, "관리", "manage_guild"))
        place = world.channel(guild, "질문")
        async with serving(world, study, changes=changes, **settings) as task:
            await online(world, task)
            yield Room(world, study, task, guild, place, mina, joe)
        assert [] == loud(world)


def loud(world: DiscordWorld) -> list[Any]:
    """Return what was sent that might have pinged somebody, whatever it said."""
    sent = [c.body for c in world.requests if c.method in {"POST", "PATCH"}]
    bodies = [b.get("data") or b for b in sent if isinstance(b, dict)]
    return [
        body
        for body in bodies
        if body.get("content") and [] != body.get("allowed_mentions", {}).get("parse")
    ]
