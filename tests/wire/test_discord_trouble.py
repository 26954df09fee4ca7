"""What goes wrong at Discord, and what of it the asker notices."""

from __future__ import annotations

import asyncio

import pytest

from fakes.discord import discord_world
from fakes.study import Model, Study, online, room, serving

from rag.errors import ServiceError


pytestmark = pytest.mark.slow


async def whole(r, asked):
    """Return the message of *asked* that has the buttons."""

    def done():
        return next((m for m in asked.messages if m.components and not m.deleted), None)

    return await r.world.until(done)


@pytest.mark.parametrize("code", [1000, 1001, 4000, None])
async def test_a_dropped_gateway_is_resumed_and_nothing_is_missed(
    tmp_path, code
) -> None:
    """Questions asked while the connection is down are answered when it is back."""
    async with room(tmp_path) as r:
        await r.world.gateway.drop(code)
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await whole(r, asked)

        assert 1 == r.world.gateway.count(6)


async def test_a_session_that_is_over_is_begun_anew(tmp_path) -> None:
    """Told to reconnect, and told to identify again, the bot does so and answers."""
    async with room(tmp_path) as r:
        r.world.gateway.reconnect()
        await r.world.until(lambda: r.world.gateway.count(6) == 1)
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await whole(r, asked)


@pytest.mark.slow
async def test_an_invalid_session_is_begun_anew(tmp_path) -> None:
    """Discord waits five seconds; what is asked after that is answered, buttons included."""
    async with room(tmp_path) as r:
        answer = await whole(r, r.world.slash(r.joe, r.place, "ask", question="패딩?"))
        r.world.gateway.invalidate(resumable=False)
        await r.world.until(lambda: r.world.gateway.sessions)
        label = next(c["label"] for c in answer.walk() if c.get("label"))
        shown = await r.world.answer(r.world.click(r.joe, answer, label))

        assert shown.ephemeral


async def test_a_gateway_that_is_down_at_the_start_is_waited_for(tmp_path) -> None:
    """The library gives up at its first connection; the bot tries again."""
    async with discord_world() as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        world.gateway.refusing = 503
        async with serving(world, Study(tmp_path)) as task:
            await world.until(
                lambda: any("gateway/bot" in c.path for c in world.requests)
            )
            await asyncio.sleep(1.2)
            world.gateway.refusing = None
            await online(world, task)
            await world.answer(world.slash(joe, place, "ask", question="패딩?"))


async def test_many_servers_are_shared_among_connections(tmp_path) -> None:
    """Where Discord recommends several connections, the sharded client answers."""
    async with discord_world(bucket=(5, 0.05)) as world:
        mina = world.user("민아")
        place = world.channel(world.guild("TIL", mina), "q")
        limits = {"total": 9, "remaining": 9, "reset_after": 1, "max_concurrency": 1}
        body = {"url": world.gateway_url, "shards": 2, "session_start_limit": limits}
        world.faults.add(path="/gateway/bot", status=200, body=body)
        async with serving(world, Study(tmp_path)) as task:
            await online(world, task)
            world.say(mina, place, "패딩이 뭐야?", mentions=[world.bot])
            await world.until(lambda: world.said(place))
        (identify,) = [d for op, d in world.gateway.log if op == 2]

    assert [0, 1] == identify["shard"]


@pytest.mark.parametrize("status", [404, 405])
async def test_a_server_without_a_gateway_for_bots_is_asked_for_its_plain_one(
    tmp_path, status
) -> None:
    """A server that speaks as Discord does may only have ``GET /gateway``."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        absent = {"message": f"{status}: Not Found", "code": 0}
        world.faults.add(path="/gateway/bot", status=status, body=absent, times=99)
        async with serving(world, Study(tmp_path)) as task:
            await online(world, task)
            reply = await world.answer(world.slash(joe, place, "ask", question="패딩?"))

    assert "패딩" in reply.text


@pytest.mark.parametrize("fault", [{"status": 503}, {"reset": True}])
async def test_a_login_that_fails_is_tried_again(tmp_path, fault) -> None:
    """503 and cut connections are not tried again by the library, but by the bot."""
    async with discord_world() as world:
        world.faults.add(path="/users/@me", **fault)
        async with serving(world, Study(tmp_path)) as task:
            await online(world, task)


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"reset": True}, {"reset": True, "done": True}]
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_a_reply_survives_a_failing_server(tmp_path, fault, method) -> None:
    """Sent or edited again, and exactly one message is the result."""
    study = Study(tmp_path, model=Model(between=0.2))
    async with room(tmp_path, study=study) as r:
        struck = r.world.faults.add(
            method=method, path="/channels/[0-9]+/messages", **fault
        )
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))

        (reply,) = r.world.said(r.place)
        assert 1 == struck.hits
        assert reply.reference is said
        assert "[1]" in reply.text


@pytest.mark.parametrize(
    "fault",
    [
        {"reset": True},
        # The library waits four seconds before it tries these again.
        pytest.param({"status": 503}, marks=pytest.mark.slow),
        pytest.param({"status": 502, "done": True}, marks=pytest.mark.slow),
    ],
)
async def test_the_last_edit_always_arrives(tmp_path, fault) -> None:
    """Whatever happens to an edit of a response, the answer is whole in the end, once."""
    async with room(tmp_path) as r:
        struck = r.world.faults.add(method="PATCH", path="/webhooks/", times=2, **fault)
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        reply = await whole(r, asked)

        assert struck.hits
        assert 1 == len(asked.messages)
        assert "[1]" in reply.text


@pytest.mark.parametrize("fault", [{"reset": True}, {"reset": True, "done": True}])
async def test_an_acknowledgement_that_is_cut_off_is_repeated(tmp_path, fault) -> None:
    """Whether it had arrived or not, the question is answered."""
    async with room(tmp_path) as r:
        r.world.faults.add(method="POST", path="/callback", **fault)
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await whole(r, asked)


async def test_a_late_acknowledgement_is_made_up_for_in_the_channel(tmp_path) -> None:
    """Past three seconds the interaction is gone; the answer comes beside it."""
    async with room(tmp_path) as r:
        r.world.faults.add(method="POST", path="/callback", late=4.0)
        r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))

        (reply,) = r.world.said(r.place)
        assert reply.text.startswith("> ❓ 패딩?")


async def test_another_process_with_the_token_is_left_to_answer(tmp_path) -> None:
    """What somebody acknowledged already is not answered twice."""
    async with room(tmp_path) as r:
        body = {"code": 40060, "message": "Interaction has already been acknowledged."}
        r.world.faults.add(method="POST", path="/callback", status=400, body=body)
        r.world.slash(r.joe, r.place, "ask", question="패딩?")
        asked = r.world.slash(r.mina, r.place, "질문", 질문="패딩?")
        await whole(r, asked)

        assert 1 == len(r.world.said(r.place))
        assert 1 == len(r.study.model.asked)


@pytest.mark.parametrize("private", [False, True])
async def test_an_answer_later_than_a_quarter_hour_still_comes(
    tmp_path, private
) -> None:
    """The token is dead then; it comes to the channel, or to the asker if it was private."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        r.world.slash(r.joe, r.place, "ask", question="패딩?", private=private)
        await r.world.until(lambda: study.model.at_once)
        r.world.clock.advance(901)
        study.model.gate.set()
        place = r.world.dm(r.joe) if private else r.place
        await r.world.until(lambda: any(m.components for m in r.world.said(place)))

        assert private == (not any(m.components for m in r.world.said(r.place)))


async def test_a_deleted_preview_does_not_lose_the_answer(tmp_path) -> None:
    """Somebody deletes what is being written; the answer is sent anew."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        (preview,) = await r.world.until(lambda: r.world.said(r.place))
        r.world.delete(preview)
        study.model.gate.set()
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))


async def test_a_deleted_response_does_not_lose_the_answer(tmp_path) -> None:
    """The same for the response to a command."""
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(lambda: asked.answered)
        r.world.delete(asked.messages[0])
        study.model.gate.set()
        await whole(r, asked)


async def test_a_question_deleted_unseen_is_answered_without_a_reference(
    tmp_path,
) -> None:
    """The event may be lost; the reply then stands by itself."""
    study = Study(tmp_path, model=Model(before=0.3))
    async with room(tmp_path, study=study) as r:
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: study.model.at_once)
        said.deleted = True  # and nobody is told
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))


async def test_a_deleted_channel_sends_the_answer_home(tmp_path) -> None:
    """Where the channel is gone, the asker gets the answer directly."""
    study = Study(tmp_path, model=Model(before=0.3))
    async with room(tmp_path, study=study) as r:
        r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: study.model.at_once)
        r.world.remove(r.place)
        home = r.world.dm(r.mina)
        await r.world.until(lambda: any(m.components for m in r.world.said(home)))


async def test_a_rate_limit_delays_and_loses_nothing(tmp_path) -> None:
    """429, for a route and for all of them: the answer comes, once."""
    async with room(tmp_path) as r:
        r.world.faults.limit_globally(0.3)
        said = r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        await r.world.until(lambda: any(m.components for m in r.world.said(r.place)))

        (reply,) = r.world.said(r.place)
        assert reply.reference is said


@pytest.mark.parametrize("path", ["/channels/[0-9]+/messages", "/webhooks/"])
async def test_a_rate_limit_that_goes_on_loses_nothing(tmp_path, path) -> None:
    """The library gives up after five times; the answer comes nevertheless."""
    async with room(tmp_path) as r:
        struck = r.world.faults.add(
            method="POST|PATCH",
            path=path,
            status=429,
            times=12,
            body={"message": "slow down", "retry_after": 0.01, "global": False},
            headers={"Retry-After": "0.01"},
        )
        r.world.say(r.mina, r.place, "패딩이 뭐야?", mentions=[r.bot])
        r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(
            lambda: sum(bool(m.components) for m in r.world.said(r.place)) == 2
        )

        assert 12 == struck.hits


async def test_a_model_that_fails_is_replaced_by_quotes(tmp_path, caplog) -> None:
    """The asker gets the notes' words and one sentence; the hint is for the operator."""
    caplog.set_level("INFO", logger="bot")
    fails = ServiceError("The model said no.", hint="Pay the bill.")
    study = Study(tmp_path, model=Model(reply="", fails=fails))
    async with room(tmp_path, study=study) as r:
        reply = await whole(
            r, r.world.slash(r.joe, r.place, "ask", question="패딩을 넣으면 크기가?")
        )

        assert "Pay the bill" not in reply.text
        assert "크기가 유지된다" in reply.text
    assert "Pay the bill." in caplog.text


async def test_a_bug_is_told_and_logged_and_the_bot_lives(tmp_path, caplog) -> None:
    """A sentence to the asker alone, a traceback to the log, and on with the next question."""
    caplog.set_level("INFO", logger="bot")

    class Broken(Study):
        def understand(self, ask):
            if "고장" in ask.question:
                raise ZeroDivisionError
            return super().understand(ask)

    async with room(tmp_path, study=Broken(tmp_path)) as r:
        asked = r.world.slash(r.mina, r.place, "질문", 질문="고장")
        await r.world.until(lambda: [m for m in asked.messages if m.ephemeral])
        r.world.say(r.mina, r.place, "고장", mentions=[r.bot])
        home = r.world.dm(r.mina)
        await r.world.until(lambda: r.world.said(home))
        await whole(r, r.world.slash(r.joe, r.place, "ask", question="패딩?"))

        assert "제 쪽의 문제" in r.world.said(home)[0].text
    assert "ZeroDivisionError" in caplog.text
