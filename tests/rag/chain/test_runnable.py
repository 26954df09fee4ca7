# ruff: noqa: D102  # LangChain says what its methods do
import asyncio

from contextlib import aclosing

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, ScriptedGenerator, ask, entry, hit
from langchain_core.callbacks import AsyncCallbackHandler
from langchain_core.runnables import Runnable, RunnableLambda

from rag.chain.answerer import Answerer
from rag.chain.runnable import AnswerChain
from rag.errors import IndexMissing
from rag.query_types import Query
from rag.types import Answer, Delta, Outcome


def chain(generator=None, understand=None) -> AnswerChain:
    return AnswerChain(
        Answerer(
            understand=understand or (lambda a: Query(text=a.question)),
            searcher=FixedSearcher([hit(entry())]),
            catalogue=FixedCatalogue(),
            generator=generator,
        )
    )


def model() -> ScriptedGenerator:
    return ScriptedGenerator(["평균을 ", "쓴다 ", "[til-1]."])


class Watcher(AsyncCallbackHandler):
    """Remembers what a tracer is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []

    async def on_chain_start(self, serialized, inputs, **kwargs) -> None:
        self.told.append(("start", kwargs.get("name")))

    async def on_chain_end(self, outputs, **kwargs) -> None:
        self.told.append(("end", outputs))

    async def on_chain_error(self, error, **kwargs) -> None:
        self.told.append(("error", type(error)))


def test_invoke_without_a_loop() -> None:
    """A script asks without knowing of asyncio."""
    answer = chain(model()).invoke(ask())

    assert isinstance(chain(), Runnable)
    assert "평균을 쓴다 [til-1]." == answer.text


async def test_invoke_within_a_loop() -> None:
    """A notebook runs a loop already; invoke works there too."""
    assert "평균을 쓴다 [til-1]." == chain(model()).invoke(ask()).text


async def test_ainvoke_within_a_loop() -> None:
    """Many at a time, on the loop of the caller."""
    shared = chain(model())

    answers = await asyncio.gather(*(shared.ainvoke(ask(f"평균 {n}")) for n in "123"))

    assert ["평균 1", "평균 2", "평균 3"] == [a.question for a in answers]
    assert {Outcome.ANSWERED} == {a.outcome for a in answers}


async def test_astream_gives_pieces_then_the_answer() -> None:
    """A preview of what comes, and at last what counts."""
    *pieces, answer = [event async for event in chain(model()).astream(ask())]

    assert all(isinstance(p, Delta) for p in pieces)
    assert isinstance(answer, Answer)
    assert answer.text == "".join(p.text for p in pieces)


def test_stream_without_a_loop_gives_the_answer() -> None:
    """Pieces need a loop; the answer doesn't."""
    (answer,) = chain(model()).stream(ask())

    assert "평균을 쓴다 [til-1]." == answer.text


def test_composes_with_other_runnables() -> None:
    """What follows in a pipe gets the answer, however the pipe is run."""
    pipe = RunnableLambda(ask) | chain(model()) | RunnableLambda(lambda a: a.text)

    async def streamed() -> list[str]:
        return [piece async for piece in pipe.astream("배치 정규화?")]

    assert "평균을 쓴다 [til-1]." == pipe.invoke("배치 정규화?")
    assert ["평균을 쓴다 [til-1]."] == asyncio.run(streamed())
    assert ["평균을 쓴다 [til-1]."] * 2 == pipe.batch(["하나?", "둘?"])
    assert "평균을 쓴다 [til-1]." == asyncio.run(pipe.ainvoke("배치 정규화?"))


@pytest.mark.parametrize("streamed", [False, True])
async def test_runs_are_traced(streamed) -> None:
    """A tracer hears of the start and of the answer, streamed or not."""
    watcher = Watcher()
    config = {"callbacks": [watcher], "run_name": "tilbot"}

    if streamed:
        async for _ in chain(model()).astream(ask(), config):
            pass
    else:
        await chain(model()).ainvoke(ask(), config)

    (start, name), (end, answer) = watcher.told
    assert ("start", "tilbot", "end") == (start, name, end)
    assert isinstance(answer, Answer)


@pytest.mark.parametrize("streamed", [False, True])
async def test_failures_pass_through(streamed) -> None:
    """Our errors come out as they are, and are traced."""

    def missing(_ask):
        raise IndexMissing("No index.", hint="Index.")

    watcher, broken = Watcher(), chain(understand=missing)
    config = {"callbacks": [watcher]}

    async def last() -> object:
        return [e async for e in broken.astream(ask(), config)][-1]

    with pytest.raises(IndexMissing):
        await (last() if streamed else broken.ainvoke(ask(), config))

    assert ("error", IndexMissing) == watcher.told[-1]


async def test_a_listener_that_leaves_ends_the_reply() -> None:
    """Closing the stream of the Runnable hangs up on the model."""
    generator = model()

    async with aclosing(chain(generator).astream(ask())) as stream:
        async for _ in stream:
            break

    assert 1 == generator.closed
