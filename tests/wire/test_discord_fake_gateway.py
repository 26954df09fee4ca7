"""The fake's gateway and its troubles, as discord.py meets them."""

from __future__ import annotations

import json
import time

import aiohttp
import discord
import pytest

from fakes.discord import discord_world, pointed_at
from fakes.discord.bare import PLAIN, online, refusal


pytestmark = pytest.mark.slow


FULL = discord.Intents(
    guilds=True, guild_messages=True, dm_messages=True, message_content=True
)


async def reconnect(world) -> None:
    world.gateway.reconnect()


async def invalidate(world) -> None:
    world.gateway.invalidate(resumable=True)


@pytest.mark.parametrize(
    "trouble",
    [
        lambda world: world.gateway.drop(1001),
        lambda world: world.gateway.drop(4000),
        lambda world: world.gateway.drop(None),
        lambda world: world.restart(),
        reconnect,
        invalidate,
    ],
    ids=["going away", "unknown error", "cut", "restart", "op 7", "op 9"],
)
async def test_missed_events_are_replayed(trouble) -> None:
    """Who resumes hears what was said meanwhile, once and in order."""
    async with online() as (world, bare):
        world.say(world.mina, world.place, "before")
        await trouble(world)
        for n in range(3):
            world.say(world.mina, world.place, f"{n}")
        await world.until(lambda: world.gateway.count(6) and len(bare.heard) == 4)
        await world.until(lambda: world.gateway.connected)
        world.say(world.mina, world.place, "after")
        await world.until(lambda: len(bare.heard) == 5)

    ids = [m.id for m in bare.heard]
    assert sorted(set(ids)) == ids
    assert (1, 1) == (world.gateway.count(2), world.gateway.count(6))


async def test_intents_decide_who_may_come() -> None:
    """A privileged one is granted by the portal first; a token must be right."""
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with online(intents=FULL):
            pass
    async with discord_world() as world:
        with pointed_at(world):
            async with discord.Client(intents=PLAIN) as client:
                with pytest.raises(discord.LoginFailure):
                    await client.login("wrong")


async def test_content_is_hidden() -> None:
    """Without the intent it is read in mentions, replies that ping, and by hand."""
    async with online(bucket=(100, 5.0)) as (world, bare):
        place = bare.get_channel(world.place.id)
        own = await place.send("own")
        mine = world.place.messages[own.id]
        file = {"a.txt": b"a"}
        plain = world.say(world.mina, world.place, "plain", files=file)
        world.say(world.mina, world.place, "mention", mentions=[world.bot])
        world.say(world.mina, world.place, "reply", reply_to=mine)
        world.say(world.mina, world.place, "silent", reply_to=mine, ping=False)
        world.say(
            world.john, world.place, "about", reply_to=plain, mentions=[world.bot]
        )
        world.say(world.mina, world.dm(world.mina), "direct")
        await world.until(lambda: len(bare.heard) == 7)
        fetched = await place.fetch_message(plain.id)

    heard = [m.content for m in bare.heard]
    me = world.bot.mention
    assert [
        "own",
        "",
        f"{me} mention",
        "reply",
        "",
        f"{me} about",
        "direct",
    ] == heard
    assert [] == bare.heard[1].attachments
    assert "own" == bare.heard[4].reference.resolved.content
    assert "" == bare.heard[5].reference.resolved.content
    assert "" == fetched.content
    assert "plain" == plain.text


async def test_content_is_granted() -> None:
    """With the intent everything is read."""
    async with online(intents=FULL, privileged=["content"]) as (world, bare):
        plain = world.say(world.mina, world.place, "plain")
        await world.until(lambda: bare.heard)
        heard = bare.heard[0].content
        world.rewrite(plain, "edited")
        await world.until(lambda: "edited" == bare.heard[0].content)
        fetched = await bare.heard[0].fetch()

    assert ("plain", "edited") == (heard, fetched.content)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["{"], 4002),
        ([{"op": 3, "d": {}}], 4003),
        ([{"op": 2, "d": {"token": "wrong", "intents": 1}}], 4004),
        ([{"op": 2, "d": {"token": None, "intents": 1}}] * 2, 4005),
        ([{"op": 2, "d": {"token": None, "intents": 1 << 30}}], 4013),
        ([{"op": 2, "d": {"token": None, "intents": 1}}, {"op": 77}], 4001),
    ],
)
async def test_close_codes(frames, code) -> None:
    """Who does not follow the protocol is told by a code."""
    async with discord_world() as world, aiohttp.ClientSession() as session:
        asked = await session.get(f"{world.base}/gateway")
        url = (await asked.json())["url"]
        async with session.ws_connect(url) as socket:
            assert 10 == (await socket.receive_json())["op"]
            for frame in frames:
                if isinstance(frame, dict) and frame["op"] == 2:
                    token = frame["d"]["token"] or world.token
                    frame = {"op": 2, "d": {**frame["d"], "token": token}}  # noqa: PLW2901
                raw = frame if isinstance(frame, str) else json.dumps(frame)
                await socket.send_str(raw)
            while (await socket.receive(5)).type is aiohttp.WSMsgType.TEXT:
                pass

    assert code == socket.close_code


async def test_heartbeats_and_lost_sessions() -> None:
    """A heartbeat is answered unless told otherwise; a strange session is refused."""
    async with discord_world() as world, aiohttp.ClientSession() as session:
        async with session.ws_connect(world.gateway_url) as socket:
            await socket.receive_json()
            await socket.send_json({"op": 1, "d": None})
            acknowledged = await socket.receive_json()
            lost = {"token": world.token, "session_id": "x", "seq": 3}
            await socket.send_json({"op": 6, "d": lost})
            answer = await socket.receive_json()
            world.gateway.acks = False
            await socket.send_json({"op": 1, "d": None})
            with pytest.raises(TimeoutError):
                await socket.receive(0.05)
        world.gateway.refusing = 503
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(world.gateway_url)

    assert 11 == acknowledged["op"]
    assert {"op": 9, "d": False} == answer


async def test_a_bucket_makes_the_client_wait() -> None:
    """Its headers are understood: the client waits by itself and is never refused."""
    async with online(bucket=(2, 0.2)) as (world, bare):
        place = bare.get_channel(world.place.id)
        began = time.monotonic()
        for n in range(5):
            await place.send(f"{n}")
        took = time.monotonic() - began

    assert 5 == len(world.said(world.place))
    assert 429 not in [r.status for r in world.requests]
    assert took > 0.39  # as waiting makes it longer, never shorter


async def test_a_full_bucket_refuses() -> None:
    """Who does not wait is refused, told for how long, and let in afterwards."""
    async with discord_world(bucket=(2, 60.0)) as world:
        guild = world.guild("TIL")
        places = [world.channel(guild, name) for name in "ab"]
        headers = {"Authorization": f"Bot {world.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:

            async def send(place):
                url = f"{world.base}/channels/{place.id}/messages"
                async with session.post(url, json={"content": "x"}) as answer:
                    return answer.status, await answer.json(), answer.headers

            answers = [await send(places[0]) for _ in range(3)]
            other = await send(places[1])
            world.clock.advance(61)
            again = await send(places[0])

    assert [200, 200, 429] == [status for status, *_ in answers]
    _, body, head = answers[2]
    assert "Via" in head
    assert 0 < body["retry_after"] == float(head["Retry-After"]) <= 60
    assert (False, "0") == (body["global"], head["X-RateLimit-Remaining"])
    assert (200, 200) == (other[0], again[0])


async def test_a_global_limit_stops_everything() -> None:
    """But what answers an interaction."""
    async with online() as (world, bare):
        world.faults.limit_globally(60)
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: asked.ack)
        before = [r.status for r in world.requests if "callback" not in r.path]
        world.faults.limit_globally(0.5)
        await bare.get_channel(world.place.id).send("x")
        sends = [r.status for r in world.requests if r.path.endswith("/messages")]

    assert 429 not in before
    assert [429, 200] == sends


async def test_done_but_answered_badly() -> None:
    """A send that is retried is one message, by its nonce; a followup becomes two."""

    async def act(interaction):
        await interaction.response.defer(thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("followup")

    async with online(act) as (world, bare):
        world.faults.add(path="/messages$", status=502, done=True)
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: asked.answered)
        world.faults.add(method="POST", path="/webhooks/", status=502, done=True)
        await bare.get_channel(world.place.id).send("sent")
        await world.until(lambda: len(asked.messages) == 3)

    texts = [m.text for m in world.said(world.place)]
    assert ["first", "followup", "followup", "sent"] == sorted(texts)


async def test_what_is_not_retried() -> None:
    """503 and a broken connection come through at once; one hits as often as told."""
    async with online() as (world, bare):
        place = bare.get_channel(world.place.id)
        fault = world.faults.add(path="/messages", status=503, body="<html>")
        with pytest.raises(discord.DiscordServerError):
            await place.send("503")
        world.faults.add(path="/messages", reset=True)
        with pytest.raises(aiohttp.ClientConnectionError):
            await place.send("reset")
        world.faults.add(path="/messages", reset=True, done=True)
        with pytest.raises(aiohttp.ClientConnectionError):
            await place.send("reset, but done")
        world.faults.add(path="/messages", status=429, body="<html>banned</html>")
        code = await refusal(place.send("banned"))
        world.faults.add(path="/messages", delay=0.05)
        await place.send("slow")

    assert 1 == fault.hits
    assert 0 == code
    assert ["reset, but done", "slow"] == [m.text for m in world.said(world.place)]


async def test_thrown_out() -> None:
    """The bot hears of it, and has no access any more."""
    async with online() as (world, bare):
        place = bare.get_channel(world.place.id)
        world.expel_bot(world.place.guild)
        await world.until(lambda: not bare.guilds)
        code = await refusal(place.send("x"))

    assert 50001 == code
