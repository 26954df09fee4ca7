import asyncio
import json
import os
import sqlite3
import subprocess
import sys

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fakes.rag import (
    FixedCatalogue,
    FixedSearcher,
    ScriptedGenerator,
    ask,
    entry,
    hit,
)

from rag.chain.answerer import Answerer
from rag.chain.runnable import AnswerChain
from rag.errors import RateLimited, TracesBroken
from rag.query_types import Kind, Query
from rag.traces.recording import Traced
from rag.traces.ring import LARGEST, Traces
from rag.traces.trace import cost, of_answer
from rag.types import Outcome, Price, Turn, Usage


NOON = datetime(2022, 10, 10, 12, tzinfo=UTC)
QUERY = Query(text="배치 정규화 평균 🧪")
HITS = (
    hit(entry("a")),
    hit(entry("b", "분산도 쓴다."), score=0.9),
    hit(entry("c", "평균"), score=0.1),
)
REPLY = ("평균을 쓴다 [til-1].", Usage(input_tokens=900, output_tokens=100))
MODEL = {"fake:model": Price(2.0, 10.0)}


class Replies:
    """A model that says one reply after the other, and counts what it is told."""

    name = "fake:model"

    def __init__(self, replies, usage) -> None:
        self.left, self.usage, self.told = list(replies), usage, 0

    async def stream(self, *, system, user):
        """Say the next one."""
        self.told += len(system) + len(user)
        yield self.left.pop(0)
        yield self.usage


ROOT = os.getuid() == 0 if hasattr(os, "getuid") else False


def traced(home, generator=None, *, hits=HITS, query=QUERY, keep=5, prices=None):
    answerer = Answerer(
        understand=lambda _: query,
        searcher=FixedSearcher(hits),
        catalogue=FixedCatalogue([entry("a")]),
        generator=generator,
    )
    return Traced(
        answering=answerer,
        traces=Traces(home, keep=keep),
        prices=prices or {},
        clock=lambda: NOON,
    )


async def test_an_answer_leaves_its_trace(tmp_path) -> None:
    """Question, understanding, ranks, what was passed over, tokens, time, outcome."""
    chain = traced(tmp_path, ScriptedGenerator(REPLY), prices=MODEL)

    answer = await chain.answer(ask())

    found = chain.traces.get(answer.trace)
    assert ask().question == found["question"]
    assert "2022-10-10T12:00:00+00:00" == found["at"]
    assert QUERY.text == found["understood"]["text"]
    assert ["a.md", "b.md", "c.md"] == [h["entry_id"] for h in found["hits"]]
    assert [[1], [], []] == [h["cited"] for h in found["hits"]]
    assert [None, "uncited", "uncited"] == [h["passed_over"] for h in found["hits"]]
    assert {"input_tokens": 900, "output_tokens": 100} == found["usage"]
    assert 0.0028 == found["cost_usd"]
    assert found["prompt_chars"] > len(HITS[0].chunk.text)
    assert "understand retrieve generate check total".split() == list(
        found["timings_ms"]
    )
    assert "answered" == found["outcome"]
    one = {"sentence": "평균을 쓴다.", "verdict": "supported"}
    assert [{**one, "reasons": [], "shown": True}] == found["checks"]


async def test_every_call_counts(tmp_path) -> None:
    """What completes, answers and mends: all that was told, all that it took."""
    history = (Turn(role="user", content="배치 정규화가 뭐야?"),)
    replies = [
        "배치 정규화는 언제 써?",
        "평균을 쓴다 [til-1]. 정확도는 97%다 [til-1].",
        "1: -",
    ]
    generator = Replies(replies, Usage(input_tokens=100, output_tokens=10))
    query = replace(QUERY, carried=("배치 정규화가 뭐야?",))

    chain = traced(tmp_path, generator, query=query)
    answer = await chain.answer(ask("언제 써?", history=history))

    found = chain.traces.get(answer.trace)
    assert ["평균을 쓴다.", "정확도는 97%다."] == [
        c["sentence"] for c in found["checks"]
    ]
    assert ["supported", "flagged"] == [c["verdict"] for c in found["checks"]]
    assert "number: 97%" in found["checks"][1]["reasons"]
    assert {"input_tokens": 300, "output_tokens": 30} == found["usage"]
    assert generator.told == found["prompt_chars"]
    assert replies[0] == found["searched"]["text"]


async def test_what_was_not_quoted_says_why(tmp_path) -> None:
    """Without a model: others fit better, or the limit was reached."""
    chain = traced(tmp_path)

    answer = await chain.answer(ask("배치 정규화 평균", limit=2))

    found = chain.traces.get(answer.trace)
    assert found["hits"][0]["cited"]
    assert ["c.md"] == [h["entry_id"] for h in found["beyond"]]
    assert ["limit"] == [h["passed_over"] for h in found["beyond"]]


async def test_lifted_filters_are_both_there(tmp_path) -> None:
    """What was understood stays, beside what was searched with in the end."""
    query = Query(text="정규화", since=date(2030, 1, 1))
    chain = traced(tmp_path, query=query)

    answer = await chain.answer(ask())

    found = chain.traces.get(answer.trace)
    assert "2030-01-01" == found["understood"]["since"]
    assert found["searched"]["since"] is None
    assert "2030-01-01" in found["notice"]


@pytest.mark.parametrize("kind", [Kind.SMALLTALK, Kind.LIST])
async def test_answers_without_a_search_are_traced(tmp_path, kind) -> None:
    """Small talk and lists have a trace as well."""
    chain = traced(tmp_path, query=Query(text="", kind=kind))

    answer = await chain.answer(ask())

    assert kind == chain.traces.get(answer.trace)["understood"]["kind"]


async def test_a_stream_ends_with_a_traced_answer(tmp_path) -> None:
    """Through LangChain, piecewise and at once."""
    chain = AnswerChain(answerer=traced(tmp_path, ScriptedGenerator(REPLY)))

    *_, streamed = [event async for event in chain.astream(ask())]
    whole = await chain.ainvoke(ask())

    names = [t["id"] for t in Traces(tmp_path, keep=5).last(9)]
    assert [whole.trace, streamed.trace] == names


def test_the_oldest_go(tmp_path) -> None:
    """By number, and by bytes; the last one stays in any case that fits."""
    few = Traces(tmp_path, keep=3)
    names = [few.keep({"question": str(n)}) for n in range(5)]
    small = Traces(tmp_path, keep=100, size=400)
    last = [small.keep({"question": "가" * 20}) for _ in range(9)][-1]

    assert few.get(names[0]) is None
    kept = small.last(100)
    assert last == kept[0]["id"]
    assert 1 < len(kept) < 5


def test_one_trace_is_bounded(tmp_path) -> None:
    """A search of a thousand notes does not fill the file."""
    traces = Traces(tmp_path, keep=5)

    name = traces.keep({"hits": [{"title": "가" * 300}] * 2000, "question": "q"})

    found = traces.get(name)
    assert "q" == found["question"]
    assert 0 < len(found["hits"]) < 2000
    assert traces.path.stat().st_size < 3 * LARGEST


def test_erasing_leaves_nothing(tmp_path) -> None:
    """Neither a row nor the words in the file; one alone can be erased as well."""
    traces = Traces(tmp_path, keep=5)
    secret = traces.keep({"question": "secret-word"})
    other = traces.keep({"question": "other"})

    assert 1 == traces.erase(secret)
    assert b"secret-word" not in traces.path.read_bytes()
    assert other == traces.last()[0]["id"]
    assert 1 == traces.erase()
    assert [] == traces.last()
    assert 0 == Traces(tmp_path / "none", keep=5).erase()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_questions_are_private(tmp_path) -> None:
    """Nobody else may read the file."""
    traces = Traces(tmp_path, keep=5)

    traces.keep({"question": "q"})

    assert 0o600 == traces.path.stat().st_mode & 0o777


async def test_a_home_that_cant_be_written_costs_no_answer(tmp_path) -> None:
    """The answer is as usual, and names no trace."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")

    answer = await traced(blocked).answer(ask())

    assert Outcome.ANSWERED is answer.outcome
    assert answer.trace is None


@pytest.mark.skipif(ROOT, reason="root may write anywhere")
async def test_a_read_only_home_costs_no_answer(tmp_path) -> None:
    """The same, when only permissions are lacking."""
    tmp_path.chmod(0o500)

    answer = await traced(tmp_path).answer(ask())

    tmp_path.chmod(0o700)
    assert (Outcome.ANSWERED, None) == (answer.outcome, answer.trace)


async def test_a_file_in_use_or_broken_costs_no_answer(tmp_path) -> None:
    """Another process that writes is waited for but a moment."""
    chain = traced(tmp_path)
    await chain.answer(ask())
    other = sqlite3.connect(chain.traces.path)
    other.execute("begin exclusive")

    busy = await chain.answer(ask())
    other.close()
    chain.traces.path.write_bytes(b"no database" * 99)
    broken = await chain.answer(ask())

    assert (None, None) == (busy.trace, broken.trace)
    assert Outcome.ANSWERED is broken.outcome
    with pytest.raises(TracesBroken):
        chain.traces.last()


def test_none_are_kept_when_that_is_set(tmp_path) -> None:
    """Not even a file."""
    traces = Traces(tmp_path, keep=0)

    assert traces.keep({"question": "q"}) is None
    assert not traces.path.exists()


def test_threads_and_processes_share(tmp_path) -> None:
    """Several write at a time; each id that was given is found again."""
    code = (
        "import sys; from pathlib import Path; from rag.traces.ring import Traces;"
        "t = Traces(Path(sys.argv[1]), keep=500);"
        "print(*[n for n in (t.keep({'question': 'p'}) for _ in range(20)) if n])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    traces = Traces(tmp_path, keep=500)
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(lambda _: traces.keep({"question": "t"}), range(40)))
    theirs = process.communicate(timeout=60)[0].split()

    names = {name for name in (*mine, *theirs) if name}
    assert len(names) > 20
    assert names == {t["id"] for t in traces.last(500)}


@pytest.mark.parametrize("name", ["", "zzz", "ABCDEF ", "' or 1=1 --", "../../x"])
def test_any_id_may_be_asked_for(tmp_path, name) -> None:
    """What is no id has no trace; case and spaces don't matter."""
    traces = Traces(tmp_path, keep=5)
    traces.keep({"question": "q"})

    assert traces.get(name) is None


def test_prices_are_never_invented() -> None:
    """Without one the cost is unknown; without tokens it is nothing."""
    spent = Usage(input_tokens=1_000_000, output_tokens=1)

    assert cost(spent, "fake:model", {}) is None
    assert 0.0 == cost(Usage(), None, {})
    assert 2.00001 == cost(spent, "fake:model", MODEL)


async def test_a_failing_model_is_in_the_trace(tmp_path, caplog) -> None:
    """Its failure, too; and nothing of the question is logged at INFO."""
    caplog.set_level("INFO")
    down = RateLimited("The model is busy.", hint="Wait.")
    chain = traced(tmp_path, ScriptedGenerator(fails=down))

    answer = await chain.answer(ask("비밀스러운 배치 정규화?"))

    assert "The model is busy." == chain.traces.get(answer.trace)["failure"]
    assert "비밀" not in caplog.text


def test_values_are_those_of_json() -> None:
    """What is kept needs no other types."""
    answer = asyncio.run(traced_answer())

    found = of_answer(ask(), answer, at=NOON, prices={})

    assert found == json.loads(json.dumps(found))


async def traced_answer():
    """Answer without keeping a trace."""
    return await Answerer(
        understand=lambda _: QUERY,
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
    ).answer(ask())
