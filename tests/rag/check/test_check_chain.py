"""What the chain does with a sentence that the notes don't bear out."""

import random
import re
import unicodedata

from dataclasses import replace
from pathlib import Path

import pytest

from fakes.quotes import verify
from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.reply.shown import MARK
from rag.check.verdict.checker import Checker
from rag.prompt import messages
from rag.query_types import Query
from rag.types import Delta, Mode, Outcome, Verdict
from rag.wording.phrases import Say, say


BODY = """\
조기 종료는 검증 손실이 3번 줄지 않으면 학습을 멈춘다. 가장 좋은 가중치로 되돌린다.

`EarlyStopping(patience=3)`을 쓴다. 자세한 것은 <https://example.org/stop>에 있다."""
HITS = (hit(entry("a", BODY, title="조기 종료")),)
QUERY = Query(text="조기 종료")
GOOD = "조기 종료는 검증 손실이 줄지 않으면 학습을 멈춥니다 [til-1]."
BAD = "조기 종료는 드롭아웃과 함께 쓰면 정확도가 17% 오릅니다 [til-1]."
CHECKER = Checker()


def chain(*replies, lang="ko", hits=HITS, **changes):
    return Answerer(
        understand=lambda _: replace(QUERY, lang=lang),
        searcher=FixedSearcher(hits),
        catalogue=FixedCatalogue(()),
        generator=Replies(*replies),
        checker=CHECKER,
        **changes,
    )


async def run(answerer, question="조기 종료가 뭐야?"):
    *pieces, answer = [e async for e in answerer.stream(ask(question))]
    assert all(isinstance(p, Delta) for p in pieces)
    return "".join(p.text for p in pieces), answer


@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_what_is_not_borne_out_is_marked(lang) -> None:
    """The mark stands behind the sentence; a line below says what it means."""
    shown, answer = await run(chain(f"{GOOD} {BAD}", "", lang=lang))

    good, _, rest = answer.text.partition("멈춥니다 [til-1]. ")
    assert f"오릅니다 [til-2]. {MARK}\n\n{say(Say.MARKED, lang, mark=MARK)}" in rest
    assert MARK not in good
    assert shown == answer.text
    assert [Verdict.SUPPORTED, Verdict.FLAGGED] == [c.verdict for c in answer.checks]
    assert "number: 17%" in answer.checks[1].reasons
    assert (2,) == answer.checks[1].cited
    one = answer.checks[0]
    assert (
        "조기 종료는 검증 손실이 줄지 않으면 학습을 멈춥니다"
        == answer.text[one.start : one.end]
    )


async def test_strict_leaves_it_out() -> None:
    """Nothing of it is shown, and how much was left out is said."""
    _, answer = await run(chain(f"{BAD} {GOOD}", "", strict=True))

    assert "17" not in answer.text
    assert MARK not in answer.text
    assert answer.text.endswith(say(Say.LEFT_OUT_ONE, "ko", n=1))
    assert Outcome.ANSWERED is answer.outcome


@pytest.mark.parametrize("strict", [True, False])
async def test_when_nothing_is_borne_out_the_notes_are_silent(strict) -> None:
    """No sentence left that answers: no evidence, and the nearest notes.

    Beside the title stands the sentence that comes nearest.
    """
    shown, answer = await run(chain(BAD, "", strict=strict))

    assert "" == shown
    assert (Outcome.NO_EVIDENCE, Mode.MODEL) == (answer.outcome, answer.mode)
    assert answer.text.startswith(say(Say.WITHHELD, "ko"))
    assert re.search("\n- 조기 종료: .*손실이 3번 줄지 않으면", answer.text)
    assert () == answer.citations
    assert [Verdict.FLAGGED] == [c.verdict for c in answer.checks]


async def test_the_model_may_mend_once() -> None:
    """What it words anew takes the place, if it is borne out; else it is marked."""
    mended = "1: 가장 좋은 가중치로 되돌립니다 [til-1]."
    answerer = chain(f"{GOOD} {BAD}", mended)

    shown, answer = await run(answerer)

    assert 2 == len(answerer.generator.asked)
    assert "1: 조기 종료는 드롭아웃과" in answerer.generator.asked[1]
    assert "가장 좋은 가중치로 되돌립니다 [til-2]." in answer.text
    assert MARK not in answer.text
    assert "17%" not in answer.text
    assert shown == answer.text


async def test_nothing_to_mend_costs_nothing() -> None:
    """A reply that is borne out is not asked for twice."""
    answerer = chain(GOOD)

    _, answer = await run(answerer)

    assert 1 == len(answerer.generator.asked)
    assert answer.timings.check > 0


async def test_a_sentence_is_shown_when_it_is_checked() -> None:
    """The first is out before the second is written; a bad one waits for the end."""
    answerer = chain(f"{GOOD} 가장 좋은 가중치로 되돌립니다 [til-1]. {BAD} {GOOD}", "")
    events = [event async for event in answerer.stream(ask("조기 종료가 뭐야?"))]

    first, second, last, _ = events
    assert first.text.startswith("조기 종료는 검증")
    assert "되돌립니다" in second.text
    assert "17%" in last.text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[여기](https://evil.example/x)", "여기 (hxxps://evil[.]example/x)"),
        (
            "![그림](https://evil.example/x.png)",
            "그림 (hxxps://evil[.]example/x[.]png)",
        ),
        ("https://example.org/stop", "https://example.org/stop"),
        ("@everyone", "@\u2060everyone"),
        ("<@123>", "<\u2060@\u2060123>"),
    ],
)
async def test_only_what_notes_hold_leads_anywhere(written, shown) -> None:
    """Foreign links can't be clicked, nobody is pinged."""
    reply = f"{GOOD} 조기 종료는 {written} 에 있는 것처럼 학습을 멈춥니다 [til-1]."

    _, answer = await run(chain(reply, ""))

    assert shown in answer.text


async def test_the_prompt_is_repeated_to_nobody() -> None:
    """Neither shown nor reported, though properly cited."""
    _, answer = await run(chain(f"{GOOD}\n\n{messages.SYSTEM} [til-1]", ""))

    assert "passages of the notes" not in answer.text + str(answer.checks)
    assert Outcome.ANSWERED is answer.outcome


async def test_a_quotation_must_be_in_its_source() -> None:
    """Quotation marks around what the note doesn't say flag the sentence."""
    true = "노트는 '검증 손실이 3번 줄지 않으면 학습을 멈춘다'고 합니다 [til-1]."
    made = "노트는 '검증 손실이 3번 늘지 않으면 학습을 멈춘다'고 합니다 [til-1]."

    _, answer = await run(chain(f"{true} {made}", ""))

    assert [Verdict.SUPPORTED, Verdict.FLAGGED] == [c.verdict for c in answer.checks]
    assert answer.checks[1].reasons[0].startswith("quote: ")


def test_a_thousand_changed_quotes_are_refused() -> None:
    """A character, digit, negation or date changed: the quote isn't the source."""
    chance = random.Random(7)  # noqa: S311  # no secret
    root = Path(__file__).parents[3] / "corpus"
    bodies = [
        unicodedata.normalize("NFC", p.read_text("utf-8"))
        for p in sorted(root.rglob("20*.md"))
    ]
    swaps = [
        ("않", "하"), ("없", "있"), ("아니", "맞으"), ("지원하지 않", "지원하"), ("True", "False")
    ]  # fmt: skip
    accepted, tried, honest = 0, 0, 0
    while tried < 1000:
        body = chance.choice(bodies)
        start = chance.randrange(len(body) - 60)
        quote = body[start : start + chance.randrange(30, 60)]
        if not quote.strip():
            continue
        honest += verify(body, quote, start)
        at = chance.randrange(len(quote))
        digits = [m.start() for m in re.finditer(r"\d", quote)]
        found = [(a, b) for a, b in swaps if a in quote]
        if digits and tried % 3 == 0:
            at = chance.choice(digits)
            changed = quote[:at] + str((int(quote[at]) + 1) % 10) + quote[at + 1 :]
        elif found and tried % 3 == 1:
            changed = quote.replace(*chance.choice(found), 1)
        else:
            changed = quote[:at] + chr(ord(quote[at]) + 1) + quote[at + 1 :]
        tried += 1
        accepted += verify(body, changed, start)

    assert 0 == accepted
    assert 1000 == honest
