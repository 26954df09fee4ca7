"""Who may ask where, how often, and what becomes of a hundred questions at once."""

from __future__ import annotations

import asyncio
import re

from collections import Counter

import pytest

from fakes.discord import discord_world
from fakes.study import Model, Study, online, room, serving

from bot.discord_app.gate import AT_ONCE


async def refusal(r, who=None, **options):
    """Ask, and return what the asker alone is told."""
    asked = r.world.slash(
        who or r.joe, r.place, "ask", question="패딩이 뭐야?", **options
    )
    told = await r.world.answer(asked)
    assert told.only_for is (who or r.joe)
    return told.text


async def test_a_cooldown_is_told_in_seconds_to_the_asker_alone(tmp_path) -> None:
    """Who asks again too soon is told when to; others are not held up."""
    async with room(tmp_path, cooldown=30.0) as r:
        first = await r.world.answer(
            r.world.slash(r.joe, r.place, "ask", question="패딩?")
        )
        told = await refusal(r)
        other = await r.world.answer(
            r.world.slash(r.mina, r.place, "질문", 질문="패딩?")
        )

        assert not first.ephemeral
        assert re.search("again in [0-9]+ seconds", told)
        assert not other.ephemeral


async def test_a_cooldown_on_mentions_is_told_directly(tmp_path) -> None:
    """A message has no private answer, so it comes as a direct one."""
    async with room(tmp_path, cooldown=30.0) as r:
        for _ in range(2):
            r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        home = r.world.dm(r.mina)
        await r.world.until(lambda: r.world.said(home))
        await r.world.until(lambda: r.world.said(r.place))

        assert "초 뒤에 다시" in r.world.said(home)[0].text
        assert 1 == len(r.world.said(r.place))


async def test_a_cooldown_is_told_briefly_where_direct_messages_are_closed(
    tmp_path,
) -> None:
    """Then it is a reply that goes away."""
    async with room(tmp_path, cooldown=30.0) as r:
        r.mina.closed_dms = True
        for _ in range(2):
            r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(
            lambda: any("초 뒤에" in m.text for m in r.world.said(r.place))
        )


@pytest.mark.slow
async def test_a_server_has_so_many_questions_a_day_also_after_a_restart(
    tmp_path,
) -> None:
    """The cap is counted a server, and not forgotten."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        other = world.channel(world.guild("Other", joe), "q")
        for _ in range(2):
            world.gateway.sessions.clear()
            async with serving(world, Study(tmp_path), per_day=2) as task:
                await online(world, task)
                asked = world.slash(joe, place, "ask", question="패딩?")
                last = await world.answer(asked)
                await world.until(lambda m=last: m.components)
                if _:
                    told = await world.answer(
                        world.slash(joe, place, "ask", question="패딩?")
                    )
                    there = await world.answer(
                        world.slash(joe, other, "ask", question="패딩?")
                    )

    assert told.ephemeral
    assert "asked all it may today" in told.text
    assert not there.ephemeral


@pytest.mark.parametrize("what", ["guilds", "channels", "roles"])
async def test_allow_lists(tmp_path, what: str) -> None:
    """Elsewhere commands are refused privately, and mentions passed over in silence."""
    async with room(tmp_path, **{what: frozenset({42})}) as r:
        told = await refusal(r)
        r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        r.world.say(r.mina, r.world.dm(r.mina), "패딩이 뭐야?")
        typed = r.world.autocomplete(
            r.joe, r.place, "ask", focused="category", question="?", category=""
        )
        await r.world.until(lambda: typed.choices is not None)

        assert "I may not be used here." == told
        assert [] == typed.choices
        assert [] == r.study.asked


async def test_allowed_channels_hold_for_their_threads(tmp_path) -> None:
    """A thread belongs to the channel that it hangs on; other channels do not."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        guild = world.guild("TIL", joe)
        place, other = world.channel(guild, "q"), world.channel(guild, "other")
        thread = world.thread(joe, world.say(joe, place, "here"), "talk")
        channels = frozenset({place.id})
        async with serving(world, Study(tmp_path), channels=channels) as task:
            await online(world, task)
            there, elsewhere = [
                await world.answer(world.slash(joe, where, "ask", question="패딩?"))
                for where in (thread, other)
            ]

    assert not there.ephemeral
    assert "I may not be used here." == elsewhere.text


async def test_a_hundred_questions_at_once_are_each_answered_once(tmp_path) -> None:
    """None is lost, none is answered twice, and many are worked on at a time."""
    study = Study(tmp_path, model=Model(before=0.3))
    async with room(tmp_path, study=study) as r:
        people = [r.world.user(f"p{n}") for n in range(100)]
        for who in people:
            r.world.join(r.guild, who)
        asked = [
            r.world.slash(who, r.place, "ask", question=f"패딩 {n}?")
            for n, who in enumerate(people)
        ]
        for one in asked:
            await r.world.until(lambda i=one: i.messages and i.messages[-1].components)

        assert [1] * 100 == [len(one.messages) for one in asked]
        assert all(f"패딩 {n}?" in one.text for n, one in enumerate(asked))
        assert [5] * 100 == [one.ack for one in asked]
        assert 10 < study.model.most <= AT_ONCE


async def test_what_the_queue_can_not_hold_is_refused_politely(tmp_path) -> None:
    """A question is answered or refused with a time, never dropped; the event loop goes on."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study, queue=5) as r:
        people = [r.world.user(f"p{n}") for n in range(AT_ONCE + 20)]
        for who in people:
            r.world.join(r.guild, who)
        asked = [
            r.world.slash(who, r.place, "ask", question="패딩이 뭐야?")
            for who in people
        ]
        await r.world.until(lambda: all(i.ack for i in asked))
        refused = [i for i in asked if i.ack == 4]
        await r.world.until(lambda: study.model.at_once == AT_ONCE)
        study.model.gate.set()
        for one in asked:
            await r.world.until(lambda i=one: i.answered)

        kinds = Counter(one.ack for one in asked)
        assert {5: AT_ONCE + 5, 4: 15} == kinds
        assert AT_ONCE == study.model.most
        assert all("Please ask again in" in i.text for i in refused)
        assert all(i.messages[0].ephemeral for i in refused)
