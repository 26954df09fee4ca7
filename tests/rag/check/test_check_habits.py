"""Habits of chat models: what they repeat, label, wrap and put where it breaks a line."""

import json

from datetime import date

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.reply.wrapped_json import may_wrap, unwrapped
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Answer, Delta, Mode, Outcome, Verdict


CACHE = """\
캐시 만료를 300초에서 600초로 바꿨다 🧊. 히트율이 82%에서 91%로 올랐다.

```python
cache.set(key, value, ttl=600)
```"""
HITS = (
    hit(entry("cache", CACHE, title="캐시 만료 다시 정하기", day=date(2023, 6, 1))),
)
CHECKER = Checker()
QUESTION = "캐시 만료는 몇 초야?"
TRUE = "캐시 만료를 600초로 바꿨습니다 [til-1]."
RATE = "히트율이 91%로 올랐습니다 [til-1]."


async def told(reply: str, question: str = QUESTION) -> Answer:
    """Return the answer, of which each piece was shown as it stands."""
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang="ko"),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=Replies(reply, ""),
        checker=CHECKER,
    )
    *pieces, answer = [e async for e in answerer.stream(ask(question))]
    shown = "".join(p.text for p in pieces if isinstance(p, Delta))
    assert answer.mode is not Mode.MODEL or shown == answer.text
    return answer


@pytest.mark.parametrize("between", [" ", "\n\n", "\n- "])
async def test_what_is_said_over_and_over_is_shown_once(between) -> None:
    """A small model that loops is not passed on; nothing is said to be left out."""
    answer = await told(between.join([TRUE, *[RATE] * 6]))

    assert 1 == answer.text.count("91%로 올랐습니다")
    assert 1 == answer.text.count("600초로 바꿨습니다")
    assert "뺐습니다" not in answer.text
    assert 2 == len(answer.checks)


async def test_what_is_worded_otherwise_is_no_repetition() -> None:
    """The same sentence of another number stays, and fails for itself."""
    answer = await told(f"{TRUE} {RATE} 히트율이 95%로 올랐습니다 [til-1].")

    verdicts = [c.verdict for c in answer.checks]
    assert [Verdict.SUPPORTED, Verdict.SUPPORTED] == verdicts[:2]
    assert verdicts[2] in {Verdict.UNSUPPORTED, Verdict.FLAGGED}


@pytest.mark.parametrize(
    "label",
    ["출처: [til-1]", "**출처:** [til-1]", "(참고: [til-1])", "Sources: [til-1]"],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
async def test_a_list_of_sources_in_the_text_goes(label, gap) -> None:
    """The sources stand below the answer; a label with a number says nothing."""
    answer = await told(f"{TRUE}{gap}{label}")

    assert "600초로 바꿨습니다" in answer.text
    assert not any(w in answer.text for w in ("출처", "참고", "Sources"))
    assert 1 == len(answer.citations)


async def test_a_label_with_a_value_stays() -> None:
    """``만료: 600초`` is an answer."""
    answer = await told("만료: 600초 [til-1]")

    assert "600초" in answer.text
    assert Outcome.ANSWERED is answer.outcome


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n- "])
async def test_markers_on_a_line_of_their_own_join_the_sentence(gap) -> None:
    """A line of numbers looks like something that was lost."""
    bare = TRUE.replace(" [til-1]", "")

    answer = await told(f"{bare}{gap}[til-1]")

    assert answer.text.startswith("캐시 만료를 600초로 바꿨습니다")
    assert "\n" not in answer.text
    assert "[til-1]" in answer.text


async def test_markers_below_code_stay_there() -> None:
    """On the line of the fence they would undo it."""
    answer = await told(
        f"{TRUE}\n\n```python\ncache.set(key, value, ttl=600)\n```\n[til-1]"
    )

    assert answer.text.endswith("```\n[til-2]")


@pytest.mark.parametrize("mark", ["(til-1)", "（til-1）", "(TIL-1)", "( til-1 )"])
async def test_round_brackets_are_a_marker(mark) -> None:
    """Wherever the model puts it."""
    answer = await told(TRUE.replace("[til-1]", mark))

    assert "600초로 바꿨습니다 [til-1]." in answer.text
    assert 1 == len(answer.citations)


@pytest.mark.parametrize(
    "reply",
    [
        json.dumps({"answer": TRUE, "sources": ["til-1"]}, ensure_ascii=False),
        json.dumps({"reply": {"text": TRUE}, "lang": "ko"}, ensure_ascii=True),
        f"```json\n{json.dumps({'answer': TRUE})}\n```",
        f"```\n{json.dumps({'answer': TRUE}, indent=2)}\n```\n",
    ],
)
async def test_a_reply_in_json_is_taken_out_of_it(reply) -> None:
    """As the model would have said it."""
    answer = await told(reply)

    assert TRUE == answer.text
    assert Outcome.ANSWERED is answer.outcome


@pytest.mark.parametrize(
    "reply",
    [
        "{x} is a set.",
        '{"n": 1}',
        "[1, 2]",
        "```json\n{\n```",
        "",
        '{"a": ',
        "```py\nx\n```",
    ],
)
def test_what_wraps_no_text_stays_as_it_is(reply) -> None:
    """Code, half an object, an object of numbers."""
    assert reply == unwrapped(reply)


@pytest.mark.parametrize(
    "begun", ["캐시", "1. 첫째", "```python\nx", "`x` 는", "[til-1]"]
)
def test_a_reply_that_is_no_json_is_not_held_back(begun) -> None:
    """It can be shown while it is written."""
    assert not may_wrap(begun)


async def test_a_strange_name_in_an_absence_is_not_repeated_in_a_report() -> None:
    """What a note smuggles into such a sentence would get out through it."""
    named = "Zanzibarquux"
    answer = await told(f"{TRUE} 노트에는 {named}에 대한 언급이 없습니다.")

    assert named not in answer.text
    assert all(named not in f"{c.sentence}{c.reasons}" for c in answer.checks)
    assert all(named not in f"{s.text}{s.reasons}" for s in answer.workings.checks)
