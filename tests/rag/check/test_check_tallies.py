"""Counts that a note doesn't print, but that its lists have."""

from datetime import date

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.reply.shown import MARK
from rag.check.rules.tallies import enumerated
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Outcome, Verdict


TENT = """\
비 오는 날 텐트를 칠 때 지킬 것을 정리한다.

- 바닥 천을 먼저 깐다.
- 플라이를 본체보다 먼저 세운다.
- 로프를 낮게 당긴다.

철수하는 순서:

1. 짐을 뺀다.
2. 말린다.
   - 바람에 말린다.
   - 수건으로 닦는다.
3. 접는다.
4. 가방에 넣는다.

```
tent up
tent dry
```

GPU 서버는 텐트에 없다. 팩, 망치, 로프, 랜턴을 챙긴다."""
HITS = (hit(entry("tent", TENT, title="비 오는 날 텐트", day=date(2023, 7, 7))),)
CHECKER = Checker()


async def run(question, reply, lang="ko"):
    """Return the answer to *question* of a model that says *reply*."""
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=lang),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=Replies(reply, ""),
        checker=CHECKER,
    )
    return await answerer.answer(ask(question))


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("철수하는 순서는 몇 단계야?", "네 단계입니다 [til-1]."),
        ("철수하는 순서는 몇 단계야?", "모두 4단계입니다 [til-1]."),
        ("텐트를 칠 때 지킬 것은 몇 가지야?", "세 가지입니다 [til-1]."),
        ("챙길 것은 몇 개야?", "네 개입니다. 팩, 망치, 로프, 랜턴을 챙깁니다 [til-1]."),
        (
            "챙길 것은 몇 개야?",
            "네 개입니다 [til-1]. 팩, 망치, 로프, 랜턴을 챙깁니다 [til-1].",
        ),
        (
            "철수는 어떻게 해?",
            "두 가지를 합니다 [til-1].\n- 짐을 뺍니다 [til-1]\n- 말립니다 [til-1]",
        ),
    ],
)
async def test_a_count_of_what_is_listed_is_right(question, reply) -> None:
    """In the note, where it answers, or in the answer itself."""
    answer = await run(question, reply)

    assert Outcome.ANSWERED is answer.outcome
    assert {Verdict.SUPPORTED} == {c.verdict for c in answer.checks}


async def test_an_english_count_of_a_korean_list(kiwi) -> None:
    """The words of the question meet those above the list."""
    answer = await run("How many steps for a tent?", "Four steps [til-1].", "en")

    assert MARK not in answer.text


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("철수하는 순서는 몇 단계야?", "세 단계입니다 [til-1]."),
        ("철수하는 순서는 몇 단계야?", "다섯 단계입니다 [til-1]."),
        ("텐트를 칠 때 지킬 것은 몇 가지야?", "네 가지입니다 [til-1]."),
        ("GPU는 몇 개야?", "네 개입니다 [til-1]."),
        ("텐트에 몇 명이 잤어?", "세 명입니다 [til-1]."),
        (
            "챙길 것은 몇 개야?",
            "다섯 개입니다. 팩, 망치, 로프, 랜턴을 챙깁니다 [til-1].",
        ),
        (
            "철수는 어떻게 해?",
            "세 가지를 합니다 [til-1].\n- 짐을 뺍니다 [til-1]\n- 말립니다 [til-1]",
        ),
    ],
)
async def test_a_count_of_something_else_is_not(question, reply) -> None:
    """Another list, more or fewer than there are, what lists have nothing of."""
    answer = await run(question, reply)

    assert Verdict.SUPPORTED is not answer.checks[0].verdict


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("팩, 망치, 로프입니다.", 3),
        ("팩과 망치가 있습니다.", 2),
        ("Pegs, ropes, and a hammer.", 3),
        ("팩(강철, 티타늄), 망치 및 로프입니다.", 3),
        ("팩입니다.", 1),
    ],
)
def test_things_side_by_side_are_counted(text, number) -> None:
    """Commas and words between them tell how many; what is in brackets doesn't."""
    assert number == enumerated(text)
