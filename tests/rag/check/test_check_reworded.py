"""What a model says to the sentences that it is asked to word anew."""

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.reply.reworded import wordings
from rag.check.reply.shown import MARK
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Outcome, Verdict


KILN = "가마는 1250도까지 여덟 시간에 걸쳐 올린다. 식히는 데는 하루가 걸린다."
HITS = (hit(entry("kiln", KILN, title="가마 소성")),)
CHECKER = Checker()
GOOD = "식히는 데는 하루가 걸립니다 [til-1]."
MADE = "가마는 세라믹 섬유로 단열합니다 [til-1]."
TRUE = "가마는 여덟 시간에 걸쳐 1250도까지 올립니다"


async def run(reply, mended, lang="ko"):
    """Return the answer of a model that says *reply*, then *mended*."""
    generator = Replies(reply, mended)
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=lang),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=generator,
        checker=CHECKER,
    )
    return await answerer.answer(ask("가마는 어떻게 올려?"))


@pytest.mark.parametrize(
    "row",
    [
        "1: {}",
        "1. {}",
        "1) {}",
        "- 1: {}",
        "**1**: {}",
        "**1:** {}",
        "1： {}",
        "1:\n{}",
        "[1] {}",
        "문장 1: {}",
        "Sentence 1: {}",
        "1번 문장: {}",
        "{}",
        '1: "{}"',
        "```\n1: {}\n```",
        "다음은 고친 문장입니다.\n1: {}",
    ],
)
@pytest.mark.parametrize("cites", [" [til-1].", " [1].", "."])
async def test_a_new_wording_is_understood(row, cites) -> None:
    """However its number is written, and whether or not it cites."""
    answer = await run(f"{GOOD} {MADE}", row.format(TRUE + cites))

    assert TRUE in answer.text
    assert MARK not in answer.text
    assert {Verdict.SUPPORTED} == {c.verdict for c in answer.checks}


@pytest.mark.parametrize(
    "taken",
    ["1: -", "1: –", "-", "1: 없음", "1: None.", "NOT_IN_NOTES", "1: *없습니다.*"],
)
async def test_what_is_taken_back_goes(taken) -> None:
    """Then neither the check nor the model stands by it."""
    answer = await run(f"{GOOD} {MADE}", taken)

    assert Outcome.ANSWERED is answer.outcome
    assert "단열" not in answer.text
    assert "1개는 뺐습니다" in answer.text
    assert ["단열" in c.sentence for c in answer.checks] == [False, True]


@pytest.mark.parametrize("other", ["", "2: -", "7: 없음"])
async def test_what_is_not_answered_is_marked(other) -> None:
    """Silence takes nothing back."""
    answer = await run(f"{GOOD} {MADE}", other)

    assert MARK in answer.text


async def test_what_is_added_to_a_new_wording_goes_alone() -> None:
    """The wording itself is kept if it is borne out, and the rest isn't."""
    more = f"1: {TRUE} [til-1]. 섬유는 1987년에 나왔습니다 [til-1]."
    answer = await run(f"{GOOD} {MADE}", more)

    assert TRUE in answer.text
    assert "1987" not in answer.text


def test_rows_are_told_apart() -> None:
    """A number in a sentence is none of a row."""
    reply = "1: 2.5배로 늘렸다.\n2. 3분이 걸린다.\n1.5배가 된다."

    assert {1: "2.5배로 늘렸다.", 2: "3분이 걸린다."} == wordings(reply, 2)
    assert {1: "1.5배가 된다."} == wordings("1.5배가 된다.", 1)
    assert {} == wordings("", 1)
