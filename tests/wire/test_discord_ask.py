"""Questions by command: streamed, filtered, private, refused."""

from __future__ import annotations

import asyncio

from datetime import date

import pytest

from fakes.discord import Impossible
from fakes.study import Model, Study, room

from rag.errors import IndexMissing


async def test_the_answer_comes_with_its_question_and_sources(tmp_path) -> None:
    """A question by command is acknowledged first, then answered for all, with a source."""
    study = Study(tmp_path, model=Model(reply="@everyone 크기가 유지됩니다 [til-1]."))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩의 *크기*는?")
        reply = await r.world.answer(asked)
        await r.world.until(lambda: reply.components)

        assert 5 == asked.ack
        assert not reply.ephemeral
        assert reply.text.startswith("> ❓ 패딩의 \\*크기\\*는?\n")
        assert "크기가 유지됩니다" in reply.text
        assert "패딩을 왜 넣는가" in reply.text
        assert set() == r.world.pings()


async def test_it_speaks_the_language_of_whoever_asks(tmp_path) -> None:
    """Commands have Korean names for those whose Discord is Korean."""
    async with room(tmp_path) as r:
        asked = r.world.slash(r.mina, r.place, "질문", 질문="패딩이 뭐야?", 나만=True)
        reply = await r.world.answer(asked)

        assert r.mina is reply.only_for
        with pytest.raises(Impossible):
            r.world.slash(r.mina, r.place, "ask", question="?")


async def test_the_answer_grows_by_few_edits(tmp_path) -> None:
    """A slow answer is shown while it grows, at most about once a second, and whole at last."""
    study = Study(
        tmp_path,
        model=Model(
            reply=" ".join(f"{'꼭 ' * n}패딩을 넣는다 [til-1]." for n in range(14)),
            between=0.1,
        ),
    )
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        reply = await r.world.answer(asked)
        await r.world.until(lambda: reply.components)

        shown = [v for v in reply.versions if not v.thinking]
        # However slow the machine, no more than about one a second.
        assert 3 <= len(shown) <= 3 + shown[-1].real - shown[0].real
        assert "[1]" in shown[-1].content
        sizes = [len(v.content) for v in shown[:-1]]
        assert sorted(sizes) == sizes


async def test_options_are_filters(tmp_path) -> None:
    """Category and dates as people type them filter the search, and the answer says so."""
    async with room(tmp_path) as r:
        asked = r.world.slash(
            r.joe,
            r.place,
            "ask",
            question="stash?",
            category="도구",
            since="2022-03",
            until="지난달",
        )
        reply = await r.world.answer(asked)
        await r.world.until(lambda: reply.components)

        query = r.study.searched[-1]
        assert ("도구", date(2022, 3, 1), date(2022, 9, 30)) == (
            query.category,
            query.since,
            query.until,
        )
        assert "2022-03-01 ~ 2022-09-30, 도구" in reply.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "어쩌고"}, "어쩌고"),
        ({"since": "2022-05", "until": "2022-03"}, "2022-05-01"),
        ({"category": "없는 분류"}, "없는 분류"),
    ],
)
async def test_a_slip_in_an_option_is_told_to_the_asker_alone(
    tmp_path, options, said
) -> None:
    """What can't be understood is named in one sentence that nobody else sees."""
    async with room(tmp_path) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?", **options)
        await r.world.until(
            lambda: [m for m in asked.messages if not m.deleted and m.text]
        )

        (told,) = [m for m in asked.messages if not m.deleted]
        assert r.joe is told.only_for
        assert said in told.text
        assert "\n" not in told.text


@pytest.mark.parametrize(
    ("command", "option"), [("ask", "question"), ("search", "words")]
)
async def test_a_blank_question_is_no_question(tmp_path, command, option) -> None:
    """Spaces, seen and unseen, are told to the asker instead of being looked up."""
    async with room(tmp_path) as r:
        asked = r.world.slash(r.joe, r.place, command, **{option: " \u200b\u3164 "})
        told = await r.world.answer(asked)

        assert r.joe is told.only_for
        assert "type something" in told.text
        assert [] == r.study.asked


async def test_categories_are_suggested_as_one_types(tmp_path) -> None:
    """The option completes to categories that exist."""
    async with room(tmp_path) as r:
        typed = r.world.autocomplete(
            r.joe, r.place, "ask", focused="category", question="?", category="도"
        )
        await r.world.until(lambda: typed.choices is not None)

        assert ["도구"] == [c["value"] for c in typed.choices]


async def test_a_failure_is_one_private_sentence(tmp_path, caplog) -> None:
    """Errors go to the asker alone; hint and reason go to the log, the question does not."""
    caplog.set_level("INFO", logger="bot")
    study = Study(tmp_path, fails=IndexMissing("gone", hint="Run it."))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="비밀스러운 질문")
        await r.world.until(lambda: [m for m in asked.messages if m.ephemeral])

        (told,) = [m for m in asked.messages if not m.deleted]
        assert r.joe is told.only_for
        assert "No notes are indexed yet." == told.text
        assert [] == r.world.said(r.place) or [told] == r.world.said(r.place)
    assert "Run it." in caplog.text
    assert "비밀" not in caplog.text
    assert r.world.token not in caplog.text


async def test_the_message_menu_asks_about_a_message(tmp_path) -> None:
    """What somebody wrote can be asked about, also without mentioning the bot."""
    async with room(tmp_path) as r:
        said = r.world.say(r.joe, r.place, "패딩이 뭔지 아는 사람?")
        asked = r.world.context_menu(r.mina, r.place, "tilbot에게 묻기", said)
        reply = await r.world.answer(asked)
        await r.world.until(lambda: reply.components)

        assert "패딩이 뭔지 아는 사람?" == r.study.asked[-1].question
        assert reply.text.startswith("> ❓ 패딩이 뭔지 아는 사람?")


LONG = "\n\n".join(f"문단 {n:02}. " + f"가나다라 {n} " * 60 for n in range(24))


@pytest.mark.parametrize("may", [True, False])
async def test_long_answers_are_several_messages(tmp_path, may) -> None:
    """
    Nothing of a long answer is lost; the buttons stand under the last message.

    Also where the bot may not write, but for what is asked of it.
    """
    study = Study(tmp_path, model=Model(reply=f"{LONG} [til-1]"))
    async with room(tmp_path, study=study) as r:
        if not may:
            r.world.permit(r.place, r.bot, deny=["send_messages"])
        r.world.slash(r.joe, r.place, "ask", question="패딩?")
        said = await r.world.until(
            lambda: (s := r.world.said(r.place)) and s[-1].components and s
        )

        assert len(said) > 1
        assert all(any(f"문단 {n:02}." in m.text for m in said) for n in range(24))
        assert [] == [m for m in said[:-1] if m.components]


@pytest.mark.parametrize(
    "fault", [{"status": 502, "done": True}, {"reset": True, "done": True}]
)
async def test_a_further_message_that_is_answered_badly_is_there_once(
    tmp_path, fault
) -> None:
    """Stored but answered badly, and so sent again: one of the two is taken away."""
    study = Study(tmp_path, model=Model(reply=f"{LONG} [til-1]"))
    async with room(tmp_path, study=study) as r:
        struck = r.world.faults.add(
            method="POST", path="/webhooks/[^/]+/[^/]+$", **fault
        )
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(
            lambda: len(asked.messages) > 3 and asked.messages[-1].components
        )
        text = "\n".join(m.text for m in r.world.said(r.place))

        assert 1 == struck.hits
        assert [1] * 24 == [text.count(f"문단 {n:02}.") for n in range(24)]


async def test_a_command_works_in_direct_messages(tmp_path) -> None:
    """There the bot is asked as anywhere else, and answers again when told to."""
    async with room(tmp_path) as r:
        home = r.world.dm(r.joe)
        asked = r.world.slash(r.joe, home, "ask", question="패딩?")
        reply = await r.world.answer(asked)
        await r.world.until(lambda: reply.components)
        again = r.world.click(r.joe, reply, "다시")
        second = await r.world.answer(again)

        assert reply.text == second.text


async def test_without_a_model_the_notes_are_quoted(tmp_path) -> None:
    """No key is needed: the answer is the notes' own words."""
    async with room(tmp_path, study=Study(tmp_path, model=None)) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩을 넣으면?")
        reply = await r.world.answer(asked)
        await asyncio.sleep(0)

        assert "크기가 유지된다" in reply.text
