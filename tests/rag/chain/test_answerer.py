import asyncio
import logging
import re

from contextlib import aclosing
from dataclasses import replace
from datetime import date

import pytest

from fakes.quotes import is_source
from fakes.rag import FixedCatalogue, FixedSearcher, ScriptedGenerator, ask, entry, hit
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.chain.answerer import Answerer
from rag.citations.markers import NOT_IN_NOTES
from rag.errors import IndexMissing, PromptTooLong, RateLimited
from rag.query_types import Kind, Query, Talk
from rag.relevance.evidence import STRONG, WEAK
from rag.types import Answer, Delta, Mode, Outcome, Turn, Usage
from rag.wording.phrases import Say, say


QUERY = Query(text="배치 정규화 평균")
HITS = (hit(entry("a")), hit(entry("b", "분산도 쓴다[til-1]."), score=0.9))
REPLY = ("평균을 ", "쓴다 [ti", "l-1]. 분산도 ", "쓴다 [til-2].", Usage(input_tokens=9))
TOO_LONG = PromptTooLong("No room.", hint="Ask less.", korean=("길다", "줄이라"))
DOWN = RateLimited("The model is busy.", hint="Wait a minute.")


def answerer(generator=None, *, hits=HITS, query=QUERY, notes=(), **changes):
    return Answerer(
        understand=lambda _: query,
        searcher=FixedSearcher(hits),
        catalogue=FixedCatalogue(notes),
        generator=generator,
        **changes,
    )


async def events(chain, question=None):
    return [event async for event in chain.stream(question or ask())]


def markers(answer: Answer) -> list[int]:
    return [int(n) for n in re.findall(r"\[til-(\d+)\]", answer.text)]


async def test_a_model_writes_while_it_is_read() -> None:
    """Pieces first, none with half a marker, then the answer that counts."""
    generator = ScriptedGenerator(REPLY)

    *pieces, answer = await events(answerer(generator))

    assert all(isinstance(p, Delta) and p.text for p in pieces)
    assert len(pieces) > 1
    assert not any("[ti" in p.text.replace("[til-", "") for p in pieces)
    assert "평균을 쓴다 [til-1]. 분산도 쓴다 [til-2]." == answer.text
    assert answer.text == "".join(p.text for p in pieces)
    assert (Outcome.ANSWERED, Mode.MODEL) == (answer.outcome, answer.mode)
    assert ["a.md", "b.md"] == [c.entry.id for c in answer.citations]
    assert all(is_source(c) for c in answer.citations)
    assert "fake:model" == answer.model
    assert Usage(input_tokens=9) == answer.usage
    assert answer.failure is None


async def test_answer_is_the_last_event() -> None:
    """Who doesn't watch gets the same."""
    chain = answerer(ScriptedGenerator(REPLY))

    answer = await chain.answer(ask())

    (*_, last) = await events(chain)
    assert replace(last, timings=answer.timings) == answer


async def test_time_is_told() -> None:
    """Each step in milliseconds, and the whole no shorter than its parts."""
    *_, answer = await events(answerer(ScriptedGenerator(REPLY)))

    t = answer.timings
    assert min(t.understand, t.retrieve, t.generate) >= 0
    assert t.total >= t.understand + t.retrieve + t.generate - 0.1
    assert t.total > 0


async def test_markers_that_point_nowhere_go() -> None:
    """What the model invents is not shown; what it cited in truth is numbered anew."""
    said = "분산을 쓴다 [til-9]. 분산도 쓴다 [til-2]. 분산은 x[1] [til-0]."
    hits = (HITS[0], hit(entry("b", "분산도 쓴다. 그것은 x[1] 이다."), score=0.9))

    *pieces, answer = await events(answerer(ScriptedGenerator([said]), hits=hits))

    assert "분산을 쓴다. 분산도 쓴다 [til-1]. 분산은 x[1]." == answer.text
    assert ["b.md"] == [c.entry.id for c in answer.citations]
    assert Outcome.ANSWERED is answer.outcome
    assert "til-9" not in "".join(p.text for p in pieces)


@pytest.mark.parametrize(
    "reply", ["평균을 쓴다.", "평균을 쓴다 [til-3].", "평균을 쓴다 [9]."]
)
@pytest.mark.parametrize(
    ("strength", "outcome", "lead"),
    [
        (0.9, Outcome.ANSWERED, Say.QUOTED),
        (0.2, Outcome.NEAREST, Say.NEAREST),
        (0.0, Outcome.NO_EVIDENCE, Say.NO_EVIDENCE),
    ],
)
async def test_a_reply_that_cites_nothing_is_no_answer(
    reply, strength, outcome, lead
) -> None:
    """Nothing of it can be checked, so the notes answer, as good as they do."""
    hits = [hit(entry("a"), strength=strength)]

    *_, answer = await events(answerer(ScriptedGenerator([reply]), hits=hits))

    assert (outcome, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert answer.text.startswith(say(lead, "ko"))
    assert all(is_source(c) for c in answer.citations)
    assert answer.failure is None


@pytest.mark.parametrize("reply", ["", "\n", "네.", "Sure!", "[til-1]", "네 [til-1]."])
async def test_a_reply_that_states_nothing_is_a_failure(reply) -> None:
    """The model failed, which is told; the notes answer instead."""
    *_, answer = await events(answerer(ScriptedGenerator([reply])))

    assert (Outcome.ANSWERED, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert answer.text.startswith(say(Say.QUOTED, "ko"))
    assert "fake:model" in answer.failure.problem
    assert 69 == answer.failure.exit_code


@pytest.mark.parametrize(
    "reply",
    [
        "NOT IN NOTES",
        "not_in_notes",
        "죄송합니다. NOT_IN_NOTES",
        "노트에 없습니다.",
        "해당 내용은 노트에 없습니다.",
        "관련 정보를 찾을 수 없습니다.",
        "I'm sorry, the notes don't cover this.",
        "The passages don't mention this [til-1][til-2].",
    ],
)
async def test_silence_in_other_words_is_silence(reply) -> None:
    """What stands for it need not be written as it was agreed."""
    *shown, answer = await events(answerer(ScriptedGenerator([reply])))

    assert [] == shown
    assert (Outcome.NO_EVIDENCE, Mode.MODEL) == (answer.outcome, answer.mode)
    assert answer.text.startswith(say(Say.NO_EVIDENCE, "ko"))
    assert () == answer.citations
    assert answer.failure is None


@pytest.mark.parametrize(
    "pieces", [[NOT_IN_NOTES], ["NOT_", "IN_NOTES\n패딩은", " 없다 [til-1]."]]
)
@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_the_model_may_say_that_the_notes_are_silent(pieces, lang) -> None:
    """Then so do we, in our own words; its sentinel is never shown."""
    chain = answerer(ScriptedGenerator(pieces), query=replace(QUERY, lang=lang))

    *shown, answer = await events(chain)

    assert [] == shown
    assert (Outcome.NO_EVIDENCE, Mode.MODEL) == (answer.outcome, answer.mode)
    assert answer.text.startswith(say(Say.NO_EVIDENCE, lang))
    assert "- 노트 a" in answer.text
    assert () == answer.citations


@pytest.mark.parametrize("said", [0, 1])
async def test_a_model_that_fails(said, caplog) -> None:
    """Before anything could be checked: the notes are quoted; the answer says why."""
    generator = ScriptedGenerator(REPLY[:said], fails=DOWN)
    caplog.set_level(logging.INFO, "rag")

    *_, answer = await events(answerer(generator))

    plain = await answerer().answer(ask())
    assert plain.text == answer.text
    assert plain.citations == answer.citations
    assert (Outcome.ANSWERED, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert ("The model is busy.", "Wait a minute.", 69) == (
        answer.failure.problem,
        answer.failure.hint,
        answer.failure.exit_code,
    )
    assert "fake:model" == answer.model
    # The front end tells it, so the log must not tell it once more.
    assert {logging.INFO} == {r.levelno for r in caplog.records}
    assert any("busy" in r.getMessage() for r in caplog.records)


@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_what_was_checked_outlives_a_failure(lang) -> None:
    """Sentences that came whole are kept; half a one, and that it broke off, isn't
    passed over in silence.
    """
    generator = ScriptedGenerator([*REPLY[:3], "쓴"], fails=DOWN)

    *pieces, answer = await events(answerer(generator, query=replace(QUERY, lang=lang)))

    assert f"평균을 쓴다 [til-1].\n\n{say(Say.BROKE_OFF, lang)}" == answer.text
    assert answer.text == "".join(p.text for p in pieces)
    assert (Outcome.ANSWERED, Mode.MODEL) == (answer.outcome, answer.mode)
    assert 69 == answer.failure.exit_code
    assert ["a.md"] == [c.entry.id for c in answer.citations]


async def test_a_failure_does_not_make_evidence() -> None:
    """Without a model, what is too weak to quote is still not quoted."""
    hits = [hit(entry(), strength=0.0)]

    answer = await answerer(ScriptedGenerator(fails=DOWN), hits=hits).answer(ask())

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert () == answer.citations
    assert answer.failure is not None


async def test_a_prompt_that_is_too_long_is_made_shorter_once() -> None:
    """With the passages that fit best, and without the conversation."""

    class Small(ScriptedGenerator):
        def stream(self, *, system, user):
            self.fails = TOO_LONG if user.count("end of passage") > 1 else None
            self.pieces = () if self.fails else REPLY
            return super().stream(system=system, user=user)

    hits = [hit(entry("a")), hit(entry("b"), score=0.9), hit(entry("c"), score=0.8)]
    generator = Small()
    asked = ask(history=(Turn(role="user", content="앞의 말 🧪"),))

    answer = await answerer(generator, hits=hits).answer(asked)

    first, second, *_ = generator.asked
    assert "앞의 말" in first
    assert "앞의 말" not in second
    assert Mode.MODEL is answer.mode
    assert None is answer.failure


async def test_a_prompt_that_stays_too_long_is_a_failure() -> None:
    """Then the notes are quoted, and it is said in either language."""
    generator = ScriptedGenerator(fails=TOO_LONG)

    answer = await answerer(generator).answer(ask())

    assert 2 == len(generator.asked)
    assert Mode.EXTRACTIVE is answer.mode
    assert ("길다", "줄이라") == answer.failure.told("ko")
    assert (TOO_LONG.problem, TOO_LONG.hint) == answer.failure.told("en")


@pytest.mark.parametrize("error", [ValueError("bug"), AssertionError()])
async def test_a_bug_is_not_a_failure_of_the_model(error) -> None:
    """Only what a service does is forgiven; a bug flies to the top."""
    with pytest.raises(type(error)):
        await answerer(ScriptedGenerator(fails=error)).answer(ask())


async def test_no_index_is_told() -> None:
    """It can't be answered around."""

    class Missing(FixedSearcher):
        def search(self, query, *, limit):
            raise IndexMissing("No index.", hint="Index.")

    chain = replace(answerer(ScriptedGenerator(REPLY)), searcher=Missing())

    with pytest.raises(IndexMissing):
        await chain.answer(ask())


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(
    ("expected", "first", "strength"),
    [
        (Outcome.ANSWERED, Say.QUOTED, STRONG),
        (Outcome.NEAREST, Say.NEAREST, WEAK),
        (Outcome.NO_EVIDENCE, Say.NO_EVIDENCE, WEAK / 2),
    ],
)
async def test_outcomes_are_never_blurred(expected, first, strength, lang) -> None:
    """Each begins with its own sentence, in the language of the question."""
    hits = [hit(entry(), strength=strength)]

    answer = await answerer(hits=hits, query=replace(QUERY, lang=lang)).answer(ask())

    assert expected is answer.outcome
    assert answer.text.startswith(say(first, lang))
    others = {Say.QUOTED, Say.NEAREST, Say.NO_EVIDENCE} - {first}
    assert not any(say(other, lang) in answer.text for other in others)
    assert bool(answer.citations) is (expected is not Outcome.NO_EVIDENCE)
    assert Mode.EXTRACTIVE is answer.mode
    assert answer.model is None


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("talk", Talk)
async def test_small_talk_costs_nothing(talk, lang) -> None:
    """
    Neither the notes nor the model are asked to greet, and nothing else is said.

    What can't be is asked of the notes, though, and not found.
    """
    generator = ScriptedGenerator(REPLY)
    kind = Kind.HELP if talk is Talk.HELP else Kind.SMALLTALK
    query = Query(text="", kind=kind, talk=talk, lang=lang)
    chain = answerer(generator, query=query, rewrite=True)

    answer = await chain.answer(ask("안녕"))

    asked = talk in {Talk.NO_DAY, Talk.NO_NOTES}
    assert (Outcome.NO_EVIDENCE if asked else Outcome.SMALLTALK) is answer.outcome
    assert say(talk, lang) == answer.text
    assert () == answer.citations
    assert ([], []) == (generator.asked, chain.searcher.asked)


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.COUNT])
async def test_lists_are_counted_not_written(kind) -> None:
    """What metadata answers, no model is asked; so it is complete."""
    generator = ScriptedGenerator(REPLY)
    notes = [entry(f"n{i}", day=date(2022, 1, i)) for i in range(1, 9)]
    query = Query(text="", kind=kind)
    chain = answerer(generator, query=query, notes=notes, rewrite=True)

    answer = await chain.answer(ask("노트 몇 개야?"))

    assert list(range(1, 9)) == [c.number for c in answer.citations]
    assert (Outcome.ANSWERED, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert ([], []) == (generator.asked, chain.searcher.asked)
    assert answer.timings.total > 0


@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_without_passages_no_model_is_asked(lang) -> None:
    """Nothing found: no request, no cost, and it is said."""
    generator = ScriptedGenerator(REPLY)
    chain = answerer(generator, hits=(), query=replace(QUERY, lang=lang))

    answer = await chain.answer(ask())

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert say(Say.NO_EVIDENCE, lang) == answer.text
    assert [] == generator.asked


async def test_a_lifted_filter_is_told_with_the_answer() -> None:
    """Whoever wrote the answer, the asker learns where it was looked for."""
    query = replace(QUERY, since=date(2030, 1, 1))

    for generator in (None, ScriptedGenerator(REPLY)):
        answer = await answerer(generator, query=query).answer(ask())

        assert "2030-01-01" in answer.notice
        assert answer.query.since is None


async def test_titles_that_look_like_markers_are_none() -> None:
    """A title may hold anything; a marker without a citation would be a lie."""
    hits = [hit(entry("a", title="제목 [til-1]"), strength=0.0)]

    answer = await answerer(hits=hits).answer(ask())

    assert "제목" in answer.text
    assert [] == markers(answer)


async def test_the_question_is_worded_anew_when_that_is_wanted() -> None:
    """The phrasings are searched with; what they cost is counted in."""

    class Twice(ScriptedGenerator):
        def stream(self, *, system, user):
            first = not self.asked
            self.pieces = ["batch norm\n", "배치 정규화", SPENT] if first else REPLY
            return super().stream(system=system, user=user)

    SPENT = Usage(input_tokens=4, output_tokens=2)  # noqa: N806  # a constant
    chain = answerer(Twice(), rewrite=True)

    answer = await chain.answer(ask())

    (searched,) = chain.searcher.asked
    assert ("batch norm", "배치 정규화") == searched.phrasings
    assert Usage(input_tokens=13, output_tokens=2) == answer.usage
    assert Outcome.ANSWERED is answer.outcome


async def test_a_rewording_that_fails_is_done_without() -> None:
    """The question is searched as it was asked."""

    class Once(ScriptedGenerator):
        def stream(self, *, system, user):
            self.fails = None if self.asked else DOWN
            self.pieces = REPLY if self.asked else ()
            return super().stream(system=system, user=user)

    chain = answerer(Once(), rewrite=True)

    answer = await chain.answer(ask())

    assert [QUERY] == chain.searcher.asked
    assert (Outcome.ANSWERED, None) == (answer.outcome, answer.failure)


async def test_without_the_setting_nothing_is_worded_anew() -> None:
    """One question, one request."""
    generator = ScriptedGenerator(REPLY)

    await answerer(generator).answer(ask())

    assert 1 == len(generator.asked)


async def test_a_listener_that_leaves_ends_the_reply() -> None:
    """A reply that nobody reads is not paid for."""
    generator = ScriptedGenerator(REPLY)

    async with aclosing(answerer(generator).stream(ask())) as stream:
        async for _ in stream:
            break

    assert 1 == generator.closed


async def test_a_cancelled_question_ends_the_reply() -> None:
    """Cancelling hangs up at once, and is no failure of the model."""
    begun = asyncio.Event()

    class Endless(ScriptedGenerator):
        async def stream(self, *, system, user):
            try:
                yield "평균"
                begun.set()
                await asyncio.Event().wait()
            finally:
                self.closed += 1

    generator = Endless()
    task = asyncio.create_task(answerer(generator).answer(ask()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert 1 == generator.closed


pieces = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["[til-1]", "[til-2] ", "[til-", "3]", "`x[0]`", "가. ", "\n"]),
    st.just(NOT_IN_NOTES),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(pieces, max_size=10), st.booleans(), st.booleans())
def test_markers_and_citations_agree_whatever_a_model_says(said, fails, known) -> None:
    """The markers of an answer are exactly the numbers of its citations."""
    generator = ScriptedGenerator(said, fails=DOWN if fails else None)
    chain = answerer(generator, hits=HITS if known else ())

    answer = asyncio.run(chain.answer(ask()))

    numbers = [c.number for c in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers == list(dict.fromkeys(markers(answer)))
    assert all(is_source(c) for c in answer.citations)
    assert NOT_IN_NOTES not in answer.text or Outcome.ANSWERED is answer.outcome
    if Outcome.ANSWERED is answer.outcome:
        assert answer.citations
    assert answer.failure or not (fails and known)


@pytest.mark.parametrize(("tags", "listing"), [(("redis",), True), ((), False)])
async def test_tags_are_listed_where_notes_have_some(tags, listing) -> None:
    """Else the tags of git may be meant, and notes are searched for them."""
    query = Query(text="", kind=Kind.LIST, group_by="tag")
    notes = [replace(entry("a"), tags=tags)]

    answer = await answerer(query=query, notes=notes).answer(ask("list all tags"))

    assert listing is answer.listing
