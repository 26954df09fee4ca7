import re

from datetime import date

import pytest

from fakes.quotes import is_source
from fakes.rag import FixedCatalogue, FixedSearcher, ScriptedGenerator, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Delta
from rag.wording.phrases import Say, say


OLD = entry(
    "old",
    "사이드 프로젝트는 Heroku에 배포한다. 서버는 5000번 포트에서 띄운다.\n\n"
    "무료 dyno는 30분 동안 요청이 없으면 잠든다.",
    day=date(2021, 3, 1),
    title="배포하기",
)
NEW = entry(
    "new",
    "이제 사이드 프로젝트는 Fly.io에 배포한다. 서버는 8080번 포트에서 띄운다.",
    day=date(2023, 6, 1),
    title="배포 옮기기",
)
PORT = "서버는 5000번 포트에서 띄웁니다 [til-1]."
SLEEP = "무료 dyno는 요청이 30분 동안 없으면 잠듭니다 [til-1]."


@pytest.fixture(scope="module")
def checker(kiwi) -> Checker:
    """Reads notes and sentences."""
    return Checker(kiwi)


@pytest.fixture
def told(checker):
    """Asks about the server, of a model that says *reply*."""

    async def run(reply, notes=(OLD, NEW), lang="ko"):
        chain = Answerer(
            understand=lambda _: Query(text="서버는 몇 번 포트야?", lang=lang),
            searcher=FixedSearcher([hit(note) for note in notes]),
            catalogue=FixedCatalogue(()),
            generator=ScriptedGenerator(re.findall(r"\S+\s*", reply)),
            checker=checker,
        )
        events = [e async for e in chain.stream(ask("서버는 몇 번 포트야?"))]
        *pieces, answer = events
        assert all(isinstance(p, Delta) for p in pieces)
        assert answer.text == "".join(p.text for p in pieces)
        assert all(map(is_source, answer.citations))
        found = [int(n) for n in re.findall(r"\[til-(\d+)\]", answer.text)]
        assert [c.number for c in answer.citations] == list(dict.fromkeys(found))
        return answer

    return run


async def test_each_sentence_has_the_span_that_bears_it_out(told) -> None:
    """Two spans of one note have two numbers, as quotations have."""
    answer = await told(f"{SLEEP} {PORT}", [OLD])

    assert [
        "무료 dyno는 30분 동안 요청이 없으면 잠든다.",
        "서버는 5000번 포트에서 띄운다.",
    ] == [c.quote for c in answer.citations]
    assert "잠듭니다 [til-1]. 서버는" in answer.text
    assert [(1,), (2,)] == [c.cited for c in answer.checks]


async def test_a_marker_behind_several_sentences_stands_for_each_span(told) -> None:
    """Where the model cites at the end of a paragraph alone."""
    bare = SLEEP.replace(" [til-1]", "")
    answer = await told(f"{bare} {PORT}", [OLD])

    assert answer.text.endswith("띄웁니다 [til-1][til-2].")
    assert 2 == len(answer.citations)


async def test_one_span_keeps_one_number(told) -> None:
    """Who says a thing twice cites it twice."""
    answer = await told(f"{PORT} 포트는 5000번입니다 [til-1].", [OLD])

    assert 1 == len(answer.citations)


async def test_places_of_the_verdicts_are_those_of_the_text(told) -> None:
    """Though markers have come in between."""
    bare = SLEEP.replace(" [til-1]", "")
    again = "포트는 5000번입니다 [til-1]."
    answer = await told(f"{bare} {PORT} {again}", [OLD])

    assert 3 == len(answer.checks)
    for check in answer.checks:
        place = answer.text[check.start : check.end]
        assert check.sentence.rstrip(".") == place.rstrip(".")


@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_an_answer_from_the_older_note_is_told_the_newer(told, lang) -> None:
    """What differs stands below, the newest first, each with its date and source."""
    answer = await told(PORT, lang=lang)

    _, _, below = answer.text.partition("\n\n")
    assert below == (
        f"{say(Say.SUPERSEDED, lang)}\n\n"
        "- 2023-06-01: 서버는 8080번 포트에서 띄운다. [til-2]\n"
        "- 2021-03-01: 서버는 5000번 포트에서 띄운다. [til-1]"
    )
    assert ["old.md", "new.md"] == [c.entry.id for c in answer.citations]


async def test_a_model_that_tells_it_is_not_repeated(told) -> None:
    """The newest first, and the older one with its year."""
    new = "서버는 8080번 포트에서 띄웁니다 [til-2]."
    old = "2021년에는 서버를 5000번 포트에서 띄웠습니다 [til-1]."

    assert say(Say.SUPERSEDED, "ko") not in (await told(f"{new} {old}")).text
    assert say(Say.SUPERSEDED, "ko") in (await told(f"{PORT} {new}")).text


async def test_only_what_is_cited_is_held_against_the_others(told) -> None:
    """A sentence on something else is not said to be disputed."""
    assert say(Say.SUPERSEDED, "ko") not in (await told(SLEEP)).text


@pytest.mark.parametrize("day", [None, OLD.day])
async def test_without_another_date_nothing_is_newer(told, day) -> None:
    """Undated notes, and those of one day, say no later word."""
    other = entry("new", NEW.body, day=day, title="배포 옮기기")

    assert say(Say.SUPERSEDED, "ko") not in (await told(PORT, [OLD, other])).text


async def test_an_english_sentence_is_cited_in_a_korean_note(told) -> None:
    """By what it says, for they have no letters in common."""
    answer = await told("The server runs on port 5000 [til-1].", [OLD], lang="en")

    assert ["서버는 5000번 포트에서 띄운다."] == [c.quote for c in answer.citations]


@pytest.mark.parametrize("was", ["원래는", "예전에는"])
async def test_whoever_tells_what_was_before_is_not_repeated(told, was) -> None:
    """In whichever order, if both are cited."""
    old = f"{was} 서버를 5000번 포트에서 띄웠습니다 [til-1]."
    new = "서버는 8080번 포트에서 띄웁니다 [til-2]."

    assert say(Say.SUPERSEDED, "ko") not in (await told(f"{old} {new}")).text
    assert say(Say.SUPERSEDED, "ko") in (await told(old)).text


async def test_an_answer_from_the_newest_alone_needs_no_more(told) -> None:
    """It tells how things are."""
    new = "서버는 8080번 포트에서 띄웁니다 [til-2]."

    assert say(Say.SUPERSEDED, "ko") not in (await told(new)).text


WAGE = entry(
    "wage",
    "공방 조명은 24시간 켜 두기로 했다. 손님이 많으니 밝은 편이 낫다.\n\n"
    "유약은 창고에 보관한다.",
    day=date(2020, 2, 2),
    title="공방 조명",
)
DARK = entry(
    "dark",
    "예전에 공방 조명을 24시간 켜 둔 것은 잘못된 판단이었다. 전기 요금이 두 배가 되었다.",
    day=date(2021, 8, 8),
    title="조명 끄기",
)


async def test_what_was_wrong_takes_its_paragraph_with_it(told) -> None:
    """What was concluded from it is told to be doubtful as well, and nothing else."""
    drawn = await told("손님이 많으니 밝은 편이 낫습니다 [til-1].", [WAGE, DARK])
    other = await told("유약은 창고에 보관합니다 [til-1].", [WAGE, DARK])

    assert "- 2021-08-08: 예전에 공방 조명을" in drawn.text
    assert say(Say.SUPERSEDED, "ko") not in other.text
