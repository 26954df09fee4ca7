"""A yes or a no of a model, which says nothing that a note could say."""

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.claims.assent import assents
from rag.check.reply.shown import MARK
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Delta, Outcome, Verdict


BEES = "벌통은 3월에 연다. 내검은 열흘마다 한다. 겨울에는 열지 않는다."
HITS = (hit(entry("bees", BEES, title="벌통 내검")),)
CHECKER = Checker()
GOOD = "내검은 열흘마다 합니다 [til-1]."
MADE = "벌통은 삼나무로 짭니다 [til-1]."


async def run(*replies, lang="ko", strict=False):
    """Return the answer, and how often the model was asked."""
    generator = Replies(*replies)
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=lang),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=generator,
        checker=CHECKER,
        strict=strict,
    )
    *pieces, answer = [
        e async for e in answerer.stream(ask("내검은 열흘마다 하는 거 맞지?"))
    ]
    assert all(isinstance(p, Delta) for p in pieces)
    if answer.outcome is Outcome.ANSWERED:
        assert answer.text == "".join(p.text for p in pieces)
    return answer, len(generator.asked)


YES = (
    "네, 맞습니다.",
    "맞아요!",
    "네, 정확합니다.",
    "아쉽게도 그렇지 않습니다.",
    "아니요, 꼭 그렇지는 않습니다.",
    "네.",
    "물론입니다.",
    "아닙니다.",
    "Yes, that's right.",
    "Yes, that is correct.",
    "No, not exactly.",
    "Indeed.",
    "You're right!",
    "No, it isn't.",
)


@pytest.mark.parametrize("yes", YES)
async def test_a_yes_is_no_statement(yes) -> None:
    """It is shown, not marked, and nothing is asked again for it."""
    answer, asked = await run(f"{yes} {GOOD}", lang="en" if yes.isascii() else "ko")

    assert answer.text.startswith(yes)
    assert MARK not in answer.text
    assert 1 == asked
    assert [Verdict.SUPPORTED] == [c.verdict for c in answer.checks]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("yes", YES[:3])
async def test_a_yes_goes_with_what_it_stands_for(yes, strict) -> None:
    """Where that fails, nobody has said so, and nothing was shown too early."""
    answer, _ = await run(f"{yes} {MADE} {GOOD}", "1: -", strict=strict)
    behind, _ = await run(f"{GOOD} {yes}", strict=strict)
    alone, _ = await run(f"{yes} {MADE}", "", strict=strict)

    assert yes not in answer.text
    assert GOOD.split(" [", maxsplit=1)[0] in answer.text
    assert yes in behind.text
    assert Outcome.NO_EVIDENCE is alone.outcome


async def test_a_yes_stays_with_what_was_mended() -> None:
    """What it stands for is borne out then."""
    answer, _ = await run(f"네, 맞습니다. {MADE}", f"1: {GOOD}")

    assert answer.text.startswith("네, 맞습니다. 내검은 열흘마다 합니다")


@pytest.mark.parametrize(
    "text",
    [
        "네, 벌통은 3월에 엽니다.",
        "Yes, hives are opened in March.",
        "맞춤형입니다.",
        "정확도가 오릅니다.",
        "No hive is opened.",
        "It is cedar.",
        "[1]",
        "",
    ],
)
def test_what_says_more_is_a_statement(text) -> None:
    """A yes with its reason is checked as ever."""
    assert not assents(text)
