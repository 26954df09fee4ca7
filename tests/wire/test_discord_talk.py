"""Questions by message: mentions, replies, direct messages, threads, conversations."""

from __future__ import annotations

import asyncio

import pytest

from fakes.study import Model, Study, room

from rag.errors import IndexBroken


pytestmark = pytest.mark.slow


def turns(study: Study) -> list[tuple[str, str]]:
    """Return the conversation that the last question came with."""
    return [(t.role, t.content) for t in study.asked[-1].history]


async def answered(r, question, place=None):
    """Return the reply to *question* with its buttons."""
    place = place or r.place

    def there():
        found = [m for m in r.world.said(place) if m.reference is question]
        return found[0] if found and found[0].components else None

    return await r.world.until(there)


async def test_a_mention_is_answered_in_place(tmp_path) -> None:
    """No privileged intent is needed, and nobody is pinged by the answer."""
    async with room(tmp_path) as r:
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        reply = await answered(r, said)

        assert "패딩을 넣으면 크기가 유지됩니다" in reply.text
        assert "패딩이 뭐야?" == r.study.asked[-1].question
        assert set() == r.world.pings()
        (identify,) = [d for op, d in r.world.gateway.log if op == 2]
        assert 0 == identify["intents"] & (1 << 1 | 1 << 8 | 1 << 15)
        assert [(r.place, r.bot)] == r.world.typing


async def test_a_reply_goes_on_from_the_chain(tmp_path) -> None:
    """What was said before is read from Discord, back to the first question."""
    async with room(tmp_path) as r:
        first = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        answer = await answered(r, first)
        second = r.world.say(r.mina, r.place, "왜 쓰는데?", reply_to=answer)
        await answered(r, second)

        said = turns(r.study)
        assert ("user", "패딩이 뭐야?") == said[0]
        assert "assistant" == said[1][0]
        assert "크기가 유지됩니다" in said[1][1]
        assert 2 == len(said)


@pytest.mark.parametrize("may", [True, False])
async def test_a_reply_to_a_commands_answer_knows_the_question(tmp_path, may) -> None:
    """
    Also when the answer was several messages, and the last one is replied to.

    Whether the bot may write into the channel, or just respond.
    """
    text = "\n\n".join(f"가나다라 {n} " * 80 for n in range(8))
    study = Study(tmp_path, model=Model(reply=f"{text} [til-1]"))
    async with room(tmp_path, study=study) as r:
        if not may:
            r.world.permit(r.place, r.bot, deny=["send_messages"])
        r.world.slash(r.mina, r.place, "질문", 질문="패딩이 뭐야?")
        told = await r.world.until(
            lambda: (m := r.world.said(r.place)) and m[-1].components and m
        )
        r.world.permit(r.place, r.bot)
        study.model.reply = "그래서 씁니다 [til-1]."
        said = r.world.say(r.mina, r.place, "왜 쓰는데?", reply_to=told[-1])
        await answered(r, said)

        assert len(told) > 1
        assert ("user", "패딩이 뭐야?") == turns(study)[0]


async def test_the_conversation_survives_a_restart(tmp_path) -> None:
    """Nothing of it is kept in memory."""
    from fakes.discord import discord_world
    from fakes.study import online, serving

    async with discord_world(bucket=(5, 0.05)) as world:
        mina = world.user("민아", locale="ko")
        place = world.channel(world.guild("TIL", mina), "질문")
        study = Study(tmp_path)
        async with serving(world, study) as task:
            await online(world, task)
            first = world.say(mina, place, "패딩이 뭐야?", mentions=[world.bot])
            await world.until(
                lambda: world.said(place) and world.said(place)[0].components
            )
        (answer,) = world.said(place)
        world.gateway.sessions.clear()
        async with serving(world, study) as task:
            await online(world, task)
            world.say(mina, place, "왜?", reply_to=answer)
            await world.until(lambda: len(world.said(place)) == 2)

    assert first.content.endswith(turns(study)[0][1])


async def test_a_direct_message_needs_no_mention(tmp_path) -> None:
    """There everything is meant for us, and what was said lately is remembered."""
    async with room(tmp_path) as r:
        home = r.world.dm(r.mina)
        first = r.world.say(r.mina, home, "패딩이 뭐야?")
        await answered(r, first, home)
        second = r.world.say(r.mina, home, "왜?")
        await answered(r, second, home)

        assert ("user", "패딩이 뭐야?") == turns(r.study)[0]


async def test_bots_and_talk_among_others_are_passed_over(tmp_path) -> None:
    """No loops with other bots, and no answer to what was not asked."""
    async with room(tmp_path) as r:
        other = r.world.user("other", bot=True)
        r.guild.members[other.id] = set()
        r.world.say(other, r.place, "패딩?", mentions=[r.bot])
        theirs = r.world.say(r.joe, r.place, "밥 먹었어?")
        # A reply pings its addressee; that is no question to us.
        r.world.say(r.mina, r.place, "응", reply_to=theirs)
        last = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await answered(r, last)

        assert 1 == len(r.world.said(r.place))


async def test_a_bare_mention_below_a_message_asks_about_it(tmp_path) -> None:
    """Who mentions us in a reply and says nothing means what they reply to."""
    async with room(tmp_path, privileged=["content"], message_content=True) as r:
        theirs = r.world.say(r.joe, r.place, "패딩을 넣으면 크기가?")
        said = r.world.say(r.mina, r.place, "", mentions=[r.bot], reply_to=theirs)
        await answered(r, said)

        assert "패딩을 넣으면 크기가?" == r.study.asked[-1].question


async def test_a_bare_mention_is_told_how_to_ask(tmp_path) -> None:
    """Privately, in the language of the server."""
    async with room(tmp_path) as r:
        r.world.say(r.joe, r.place, "", mentions=[r.bot])
        home = r.world.dm(r.joe)
        await r.world.until(lambda: r.world.said(home))

        (told,) = r.world.said(home)
        assert "ask about the notes" in told.text
        assert [] == r.world.said(r.place)


async def long_talk(r, place=None):
    """Ask three questions in a row, each a reply; return the last."""
    said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
    for text in ("왜?", "언제?"):
        reply = await answered(r, said)
        said = r.world.say(r.mina, r.place, text, mentions=[r.bot], reply_to=reply)
    return said


async def test_a_long_exchange_gets_a_thread(tmp_path) -> None:
    """The third question in a row is answered in a thread, and all before is known there."""
    async with room(tmp_path) as r:
        last = await long_talk(r)
        thread = await r.world.until(lambda: last.thread)
        await r.world.until(lambda: any(m.components for m in r.world.said(thread)))
        more = r.world.say(r.mina, thread, "그리고?", mentions=[r.bot])
        await answered(r, more, thread)

        assert r.bot is thread.owner
        assert "언제?" == thread.name
        assert ["패딩이 뭐야?", "왜?", "언제?"] == [
            t for role, t in turns(r.study) if role == "user"
        ]
        assert any("답장하거나" in m.text for m in r.world.said(thread))


async def test_a_command_in_our_thread_goes_on_from_it(tmp_path) -> None:
    """Asked by command there, what was said before is known as well."""
    async with room(tmp_path) as r:
        last = await long_talk(r)
        thread = await r.world.until(lambda: last.thread)
        await r.world.until(lambda: any(m.components for m in r.world.said(thread)))
        await r.world.answer(r.world.slash(r.mina, thread, "질문", 질문="그리고?"))

        assert ["패딩이 뭐야?", "왜?", "언제?"] == [
            t for role, t in turns(r.study) if role == "user"
        ]


async def test_where_no_thread_may_be_opened_the_reply_is_plain(tmp_path) -> None:
    """A missing permission costs the thread, not the answer."""
    async with room(tmp_path) as r:
        r.world.permit(r.place, r.bot, deny=["create_public_threads"])
        last = await long_talk(r)
        reply = await answered(r, last)

        assert last.thread is None
        assert "크기가 유지됩니다" in reply.text


async def test_follow_ups_in_our_thread_need_no_mention_with_the_intent(
    tmp_path,
) -> None:
    """With the message content intent, whatever is said in our thread is for us."""
    async with room(tmp_path, privileged=["content"], message_content=True) as r:
        last = await long_talk(r)
        thread = await r.world.until(lambda: last.thread)
        await r.world.until(lambda: any(m.components for m in r.world.said(thread)))
        theirs = r.world.say(r.mina, thread, "그리고?")
        await answered(r, theirs, thread)
        r.world.say(r.joe, thread, "나도 몰라", reply_to=theirs)
        more = r.world.say(r.joe, thread, "언제?")
        await answered(r, more, thread)

        questions = [a.question for a in r.study.asked]
        assert "그리고?" in questions
        assert "나도 몰라" not in questions
        assert not any("답장하거나" in m.text for m in r.world.said(thread))


async def test_follow_ups_in_our_thread_without_the_intent_are_no_trouble(
    tmp_path,
) -> None:
    """Without it, what does not mention us can't be read, and is left alone."""
    async with room(tmp_path) as r:
        last = await long_talk(r)
        thread = await r.world.until(lambda: last.thread)
        await r.world.until(lambda: any(m.components for m in r.world.said(thread)))
        r.world.say(r.mina, thread, "그리고?")
        more = r.world.say(r.mina, thread, "패딩이 뭐야?", mentions=[r.bot])
        await answered(r, more, thread)

        assert 2 == sum(bool(m.components) for m in r.world.said(thread))


async def test_a_post_in_a_forum_is_read_with_its_first_message(tmp_path) -> None:
    """Mentioned in somebody's thread, we know what it is about."""
    async with room(tmp_path, privileged=["content"], message_content=True) as r:
        forum = r.world.channel(r.guild, "게시판", forum=True)
        post = r.world.post(r.joe, forum, "패딩", "패딩을 넣으면 어떻게 되나요?")
        r.world.say(r.mina, post, "나도 궁금해")
        said = r.world.say(r.mina, post, "알려 줘", mentions=[r.bot])
        await answered(r, said, post)

        assert [("user", "패딩을 넣으면 어떻게 되나요?")] == turns(r.study)


@pytest.mark.parametrize("how", ["delete", "clear"])
async def test_a_question_that_is_taken_back_is_not_answered(tmp_path, how) -> None:
    """Deleted or cleared away while it is being answered, it leaves nothing behind."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: r.world.said(r.place))
        getattr(r.world, how)(said)
        await r.world.until(lambda: not r.world.said(r.place))

        assert 0 == study.model.at_once


async def test_an_answer_that_fails_half_way_is_taken_back(tmp_path) -> None:
    """Its beginning would stand there for good, as if it were being written."""
    model = Model(between=0.2, fails=IndexBroken("The index is gone.", hint="Ask."))
    async with room(tmp_path, study=Study(tmp_path, model=model)) as r:
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(
            lambda: any(m.reference is said for m in r.world.said(r.place))
        )
        await r.world.until(lambda: r.world.said(r.world.dm(r.mina)))

        assert not [m for m in r.world.said(r.place) if m.reference is said]


async def test_a_question_that_is_changed_is_answered_as_it_is_now(tmp_path) -> None:
    """Edited while it is being answered, the new words count."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        said = r.world.say(r.mina, r.place, "패당이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: r.world.said(r.place))
        r.world.rewrite(said, f"{r.bot.mention} 패딩이 뭐야?")
        await asyncio.sleep(0.1)
        study.model.gate.set()
        await answered(r, said)

        assert "패딩이 뭐야?" == study.asked[-1].question
        assert 1 == len(r.world.said(r.place))


async def test_where_we_may_not_read_back_the_answer_is_no_reply(tmp_path) -> None:
    """A reply needs the right to read the history; without it the answer just comes."""
    text = "\n\n".join(f"가나다라 {n} " * 80 for n in range(8))
    study = Study(tmp_path, model=Model(reply=f"{text} [til-1]"))
    async with room(tmp_path, study=study, cooldown=30.0) as r:
        r.world.permit(r.place, r.bot, deny=["read_message_history"])
        r.joe.closed_dms = True
        r.world.say(r.joe, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))
        shown = len(r.world.said(r.place))
        r.world.say(r.joe, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: len(r.world.said(r.place)) > shown)

        assert shown > 1
        assert "Please ask again in" in r.world.said(r.place)[-1].text or (
            "초 뒤에" in r.world.said(r.place)[-1].text
        )


async def test_a_thread_that_is_locked_meanwhile_sends_the_answer_home(
    tmp_path,
) -> None:
    """Where nothing can be written any more, the asker gets the answer directly."""
    study = Study(tmp_path, model=Model(before=0.3))
    async with room(tmp_path, study=study) as r:
        thread = r.world.thread(r.mina, r.world.say(r.mina, r.place, "여기"), "이야기")
        r.world.say(r.mina, thread, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: study.model.at_once)
        thread.locked = True
        home = r.world.dm(r.mina)
        await r.world.until(lambda: any(m.components for m in r.world.said(home)))


@pytest.mark.parametrize("closed", [False, True])
async def test_where_we_may_not_write_the_asker_is_told(tmp_path, closed) -> None:
    """Without the right to write in a channel, the answer comes directly, or not at all."""
    async with room(tmp_path) as r:
        r.mina.closed_dms = closed
        r.world.permit(r.place, r.bot, deny=["send_messages"])
        r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        if closed:
            r.world.permit(r.place, r.bot)
        else:
            home = r.world.dm(r.mina)
            await r.world.until(lambda: any(m.components for m in r.world.said(home)))

            assert (
                "쓸 권한이 없어" in r.world.said(home)[0].text
                or "may not write" in r.world.said(home)[0].text
            )
        assert [] == r.world.said(r.place)
