"""The buttons under answers and notes, also after a restart and a re-index."""

from __future__ import annotations

import asyncio

from dataclasses import replace

import pytest

from fakes.discord import discord_world
from fakes.study import Model, Study, online, room, serving

from bot.feedback import Feedback


pytestmark = pytest.mark.slow


async def an_answer(r, who=None, **options):
    """Return an answer that Mina, or somebody else, asked for."""
    asked = r.world.slash(
        who or r.joe, r.place, "ask", question="패딩이 뭐야?", **options
    )
    reply = await r.world.answer(asked)
    return await r.world.until(lambda: reply if reply.components else None)


def button(message, emoji: str) -> str:
    """Return the custom_id of the button with *emoji*."""
    return next(
        c["custom_id"]
        for c in message.walk()
        if (c.get("emoji") or {}).get("name") == emoji
    )


async def test_sources_are_for_the_one_who_pressed(tmp_path) -> None:
    """Quotes with entry, date and link, whoever asks for them, and nobody else sees them."""
    async with room(tmp_path) as r:
        answer = await an_answer(r)
        pressed = r.world.click(r.mina, answer, button(answer, "🔎"))
        shown = await r.world.answer(pressed)

        assert r.mina is shown.only_for
        assert "패딩(padding)을 넣으면 크기가 유지된다." in shown.text
        assert "2022-03-01" in shown.text
        assert "https://example.org/padding" in shown.text


async def test_why_is_told_to_the_one_who_pressed(tmp_path) -> None:
    """How the answer came about, in their language; once erased, a sentence says so."""
    async with room(tmp_path) as r:
        answer = await an_answer(r)
        pressed = r.world.click(r.mina, answer, button(answer, "❔"))
        shown = await r.world.answer(pressed)
        r.study.traces.erase()
        later = await r.world.answer(r.world.click(r.joe, answer, button(answer, "❔")))

        assert r.mina is shown.only_for
        assert "질문: 패딩이 뭐야?" in shown.text
        assert "fake:model" in shown.text
        assert r.joe is later.only_for
        assert "```" not in later.text


async def test_again_is_for_the_asker(tmp_path) -> None:
    """The asker gets another answer; others are told that it is not theirs."""
    async with room(tmp_path) as r:
        answer = await an_answer(r)
        other = r.world.click(r.mina, answer, button(answer, "🔁"))
        told = await r.world.answer(other)
        own = r.world.click(r.joe, answer, button(answer, "🔁"))
        again = await r.world.answer(own)
        await r.world.until(lambda: again.components)

        assert r.mina is told.only_for
        assert "물어본 사람만" in told.text
        assert not again.ephemeral
        assert answer.text == again.text
        assert 2 == len(r.study.model.asked)


async def test_a_reply_to_another_try_knows_the_question(tmp_path) -> None:
    """What was asked is read from the answer that the button stood under."""
    async with room(tmp_path) as r:
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        answer = await r.world.until(
            lambda: next((m for m in r.world.said(r.place) if m.components), None)
        )
        again = await r.world.answer(
            r.world.click(r.mina, answer, button(answer, "🔁"))
        )
        await r.world.until(lambda: again.components)
        said = r.world.say(r.mina, r.place, "왜?", reply_to=again)
        await r.world.until(
            lambda: any(m.reference is said for m in r.world.said(r.place))
        )

        (asked,) = [a for a in r.study.asked if a.question == "왜?"]
        assert ("user", "패딩이 뭐야?") == (
            asked.history[0].role,
            asked.history[0].content,
        )


async def test_buttons_work_where_the_bot_is_allowed(tmp_path) -> None:
    """Who may not ask does not read the sources either, nor vote."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        async with serving(world, Study(tmp_path)) as task:
            await online(world, task)
            asked = world.slash(joe, place, "ask", question="패딩이 뭐야?")
            answer = await world.answer(asked)
            await world.until(lambda: answer.components)
        world.gateway.sessions.clear()
        async with serving(world, Study(tmp_path), roles=frozenset({42})) as task:
            await online(world, task)
            told = [
                await world.answer(world.click(joe, answer, button(answer, emoji)))
                for emoji in ("🔎", "👍", "🔁")
            ]

    assert ["I may not be used here."] * 3 == [m.text for m in told]
    assert [joe] * 3 == [m.only_for for m in told]


async def test_again_keeps_filters_and_privacy(tmp_path) -> None:
    """What was asked privately and with filters is so again."""
    async with room(tmp_path) as r:
        asked = r.world.slash(
            r.joe, r.place, "ask", question="패딩?", category="도구", private=True
        )
        answer = await r.world.answer(asked)
        await r.world.until(lambda: answer.components)
        pressed = r.world.click(r.joe, answer, button(answer, "🔁"))
        again = await r.world.answer(pressed)

        assert again.ephemeral
        assert "도구" == r.study.asked[-1].category


async def test_one_vote_a_person_and_it_can_be_changed(tmp_path) -> None:
    """The last vote of each counts; question, answer and sources stand beside it."""
    async with room(tmp_path) as r:
        answer = await an_answer(r)
        for who, emoji in ((r.mina, "👍"), (r.joe, "👍"), (r.mina, "👎")):
            pressed = r.world.click(who, answer, button(answer, emoji))
            told = await r.world.answer(pressed)
            assert who is told.only_for
    feedback = Feedback(tmp_path / "discord.sqlite3")
    (vote,) = feedback.votes()
    feedback.close()

    assert (1, 1) == (vote.ups, vote.downs)
    assert "패딩이 뭐야?" == vote.question
    assert "크기가 유지됩니다" in vote.text
    assert ("패딩을 왜 넣는가",) == vote.sources


async def test_buttons_outlive_the_process_and_the_index(tmp_path) -> None:
    """After a restart, and with the note changed, they show what was cited then."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        study = Study(tmp_path)
        async with serving(world, study) as task:
            await online(world, task)
            asked = world.slash(joe, place, "ask", question="패딩이 뭐야?")
            answer = await world.answer(asked)
            await world.until(lambda: answer.components)
        world.gateway.sessions.clear()
        study.notes[:] = [replace(study.notes[0], body="모두 바뀌었다.", title="바뀜")]
        async with serving(world, study) as task:
            await online(world, task)
            shown = await world.answer(world.click(joe, answer, button(answer, "🔎")))
            voted = await world.answer(world.click(joe, answer, button(answer, "👍")))
            again = await world.answer(world.click(joe, answer, button(answer, "🔁")))
            await world.until(lambda: again.components)

    assert "패딩(padding)을 넣으면 크기가 유지된다." in shown.text
    assert "Thank you" in voted.text
    assert "바뀜" in again.text


async def test_a_button_of_a_forgotten_answer_says_so(tmp_path) -> None:
    """What is not kept any more is no failure."""
    async with room(tmp_path) as r:
        answer = await an_answer(r)
        for row in answer.components:
            for part in row["components"]:
                part["custom_id"] = part["custom_id"][:4] + "AAAAAAAA"
        told = await r.world.answer(r.world.click(r.joe, answer, "t:s:AAAAAAAA"))

        assert r.joe is told.only_for
        assert "too old" in told.text


async def test_answers_leave_nothing_in_memory(tmp_path) -> None:
    """Buttons carry their data in their ids, so none is held for them."""
    study = Study(tmp_path)
    async with room(tmp_path, study=study) as r:
        for _ in range(5):
            await an_answer(r)
        clients = [
            o for o in _objects() if type(o).__name__ == "Tilbot" and not o.is_closed()
        ]

        (client,) = clients
        store = client._connection._view_store
        assert {} == store._synced_message_views
        assert 0 == sum(len(v) for v in store._views.values())


def _objects():
    import gc

    return gc.get_objects()


async def test_a_note_is_turned_page_by_page(tmp_path) -> None:
    """A long note is shown whole, a page at a time, to who asked for it; also after it grew."""
    body = "\n\n".join(f"문단 {n}. " + "가나다라 " * 70 for n in range(12))
    study = Study(tmp_path)
    study.notes[0] = replace(study.notes[0], body=body, lines=tuple(range(1, 99)))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "note", title="패딩을 왜 넣는가")
        page = await r.world.answer(asked)
        seen = [page.text]
        while any("▶" in str(c.get("label")) for c in page.walk()):
            before = len(page.versions)
            label = next(c["label"] for c in page.walk() if "▶" in str(c.get("label")))
            r.world.click(r.joe, page, label)
            await r.world.until(lambda n=before: len(page.versions) > n)
            seen.append(page.text)

        assert page.ephemeral
        assert len(seen) > 1
        assert all(any(f"문단 {n}." in text for text in seen) for n in range(12))


async def test_turning_to_a_note_that_is_gone_says_so(tmp_path) -> None:
    """The buttons of a note that was deleted meanwhile are no failure."""
    body = "가나다라 " * 900
    study = Study(tmp_path)
    study.notes[0] = replace(study.notes[0], body=body)
    async with room(tmp_path, study=study) as r:
        page = await r.world.answer(
            r.world.slash(r.joe, r.place, "note", title="패딩을 왜 넣는가")
        )
        study.notes.pop(0)
        label = next(c["label"] for c in page.walk() if "▶" in str(c.get("label")))
        pressed = r.world.click(r.joe, page, label)
        await r.world.until(lambda: any("too old" in m.text for m in pressed.messages))


async def test_voting_during_an_answer_does_not_wait(tmp_path) -> None:
    """Buttons answer while the model is busy with other questions."""
    study = Study(tmp_path, model=Model())
    async with room(tmp_path, study=study) as r:
        answer = await an_answer(r)
        study.model.gate = asyncio.Event()
        r.world.slash(r.joe, r.place, "ask", question="패딩이 뭐야?")
        await r.world.until(lambda: study.model.at_once)
        told = await r.world.answer(r.world.click(r.mina, answer, button(answer, "👍")))
        study.model.gate.set()

        assert "고맙" in told.text
