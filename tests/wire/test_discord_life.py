"""The bot as a process: start, stop, and what it refuses to start with."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from fakes.discord import discord_world
from fakes.discord.ground import PATIENCE
from fakes.openai_server import fake_openai
from fakes.places import ROOT, cleaned
from fakes.study import Model, Study, room, serving

from bot.discord_app.lock import AlreadyRunning
from bot.discord_app.run import serve
from bot.settings import DiscordSettings
from rag.errors import ConfigError, IndexBusy


pytestmark = pytest.mark.slow


@asynccontextmanager
async def process(tmp_path, corpus, **env: str):
    """Run ``tilbot bot`` as a stranger would."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "bot",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=tmp_path,
        env={
            **cleaned(dict(os.environ)),
            "PYTHONPATH": str(ROOT),
            "TILBOT_CORPUS": str(corpus),
            "TILBOT_HOME": str(tmp_path / "home"),
            "PYTHONUTF8": "1",
            **env,
        },
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


async def ended(running) -> tuple[int, str]:
    """Return the exit code and what stands on stderr."""
    _, err = await asyncio.wait_for(running.communicate(), PATIENCE)
    return running.returncode, err.decode()


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "DISCORD_TOKEN is not set."),
        ({"DISCORD_TOKEN": "hunter2-secret"}, "DISCORD_TOKEN is not a bot's token."),
        (
            {
                "DISCORD_TOKEN": "a" * 24 + ".b.c" + "c" * 20,
                "TILBOT_TIMEOUT": "soon",
                "TILBOT_WATCH": "yes",
            },
            "TILBOT_TIMEOUT='soon' is not within 0 to 600 seconds; TILBOT_WATCH='yes' is neither 0 nor 1.",
        ),
    ],
)
async def test_a_bad_setting_is_one_sentence_before_any_network(
    tmp_path, corpus, env, said
) -> None:
    """All of them at once, with a hint, exit code 78, and no secret."""
    async with process(
        tmp_path, corpus, TILBOT_DISCORD_API="http://127.0.0.1:9", **env
    ) as running:
        code, err = await ended(running)

    assert 78 == code
    assert f"tilbot: {said}" == err.splitlines()[0]
    assert 2 == len(err.splitlines())
    assert "hunter2" not in err


async def test_a_refused_token_is_one_sentence(tmp_path) -> None:
    """Discord says no: that is no matter for another try."""
    async with discord_world() as world:
        token = world.token.replace("fake", "wrong")
        with pytest.raises(ConfigError) as refused:
            async with serving(world, Study(tmp_path), token=token) as task:
                await asyncio.wait([task], timeout=PATIENCE)

    assert "Discord refused DISCORD_TOKEN." == refused.value.problem
    assert token not in str(refused.value) + refused.value.hint


async def test_a_refused_intent_is_one_sentence(tmp_path) -> None:
    """The portal does not grant what the setting asks for."""
    async with discord_world() as world:
        with pytest.raises(ConfigError) as refused:
            async with serving(world, Study(tmp_path), message_content=True) as task:
                await asyncio.wait([task], timeout=PATIENCE)

    assert "message content intent" in refused.value.problem
    assert "TILBOT_DISCORD_MESSAGE_CONTENT" in refused.value.hint


async def test_a_stop_does_not_wait_for_an_index_that_is_being_made(tmp_path) -> None:
    """Told to stop while it still prepares, it stops; the index is made another time."""
    begun, made = threading.Event(), threading.Event()

    class Slow(Study):
        def ensure_index(self, say, progress):
            begun.set()
            made.wait(PATIENCE)

    async with discord_world() as world, serving(world, Slow(tmp_path)) as task:
        await world.until(begun.is_set)
        task.stop.set()
        done, _ = await asyncio.wait([task], timeout=PATIENCE / 2)
        made.set()

        assert {task} == done


async def test_an_index_in_the_making_elsewhere_is_no_reason_not_to_answer(
    tmp_path,
) -> None:
    """With an index at hand the bot starts, whoever is writing the next one."""

    class Busy(Study):
        def ensure_index(self, say, progress):
            raise IndexBusy("busy", hint="wait")

        @property
        def generations(self):
            return SimpleNamespace(current=lambda: tmp_path)

    async with room(tmp_path, study=Busy(tmp_path)) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.answer(asked)


async def test_a_first_index_in_the_making_elsewhere_is_waited_for(
    tmp_path, monkeypatch, caplog
) -> None:
    """With nothing to answer from the bot comes once the other one is done."""
    monkeypatch.setattr("bot.discord_app.watching._BUSY_PAUSE", 0.01)
    caplog.set_level("INFO")
    tries = []

    class Busy(Study):
        def ensure_index(self, say, progress):
            tries.append(1)
            if len(tries) < 4:
                raise IndexBusy("다른 tilbot이 색인 중", hint="wait")

        @property
        def generations(self):
            return SimpleNamespace(current=lambda: None)

    async with room(tmp_path, study=Busy(tmp_path)) as r:
        asked = r.world.slash(r.mina, r.place, "질문", 질문="패딩?")
        await r.world.answer(asked)

    assert len(tries) == 4
    assert caplog.text.count("다른 tilbot이 색인 중") == 1


async def test_answers_that_take_too_long_say_that_they_were_stopped(
    tmp_path, monkeypatch
) -> None:
    """A stop waits, but not for ever; new questions are told to wait meanwhile."""
    monkeypatch.setattr("bot.discord_app.run.FINISHING", 1.5)
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.mina, r.place, "질문", 질문="패딩이 뭐야?")
        await r.world.until(lambda: study.model.at_once)
        r.task.stop.set()
        await asyncio.sleep(0.1)
        late = await r.world.answer(r.world.slash(r.joe, r.place, "ask", question="?"))
        await r.world.until(lambda: "마치지 못했습니다" in asked.text)
        await asyncio.wait([r.task], timeout=PATIENCE)

        assert late.ephemeral
        assert "restarting" in late.text
        assert r.task.done()


async def test_a_stop_waits_for_small_things_too(tmp_path) -> None:
    """A list that was asked for comes, though nobody waits for an answer."""

    class Slow(Study):
        def entries(self):
            time.sleep(0.5)
            return super().entries()

    async with room(tmp_path, study=Slow(tmp_path)) as r:
        asked = r.world.slash(r.mina, r.place, "최근")
        await r.world.until(lambda: asked.ack)
        r.task.stop.set()
        await asyncio.wait([r.task], timeout=PATIENCE)

        assert "패딩" in asked.text


@pytest.mark.parametrize(("command", "options"), [("검색", {"말": "x"}), ("색인", {})])
async def test_whatever_a_stop_can_not_wait_for_says_so(
    tmp_path, monkeypatch, command, options
) -> None:
    """Nobody is left with a message that thinks for ever."""
    monkeypatch.setattr("bot.discord_app.run.FINISHING", 0.2)
    begun, free = threading.Event(), threading.Event()

    class Stuck(Study):
        def search(self, query, *, limit):
            begun.set()
            free.wait(PATIENCE)
            return super().search(query, limit=limit)

        def index(self, say, progress, *, rebuild=False):
            begun.set()
            free.wait(PATIENCE)
            return super().index(say, progress, rebuild=rebuild)

    async with room(tmp_path, study=Stuck(tmp_path)) as r:
        asked = r.world.slash(r.mina, r.place, command, **options)
        await r.world.until(lambda: asked.ack and begun.is_set())
        r.task.stop.set()
        try:
            await r.world.until(lambda: "마치지 못했습니다" in asked.text)
        finally:
            free.set()


async def test_a_second_bot_with_the_token_does_not_start(tmp_path) -> None:
    """Two would answer everything twice; what is running goes on."""
    async with room(tmp_path) as r:
        settings = DiscordSettings(token=r.world.token, api=r.world.base)
        with pytest.raises(AlreadyRunning) as refused:
            await serve(r.study, settings, stop=asyncio.Event())
        await r.world.answer(r.world.slash(r.joe, r.place, "ask", question="패딩?"))

    assert 75 == refused.value.exit_code


async def test_a_stop_waits_for_an_answer_under_way(tmp_path, monkeypatch) -> None:
    """It comes whole, and then the bot is gone."""
    monkeypatch.setattr("bot.discord_app.run.FINISHING", PATIENCE)
    study = Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(lambda: study.model.at_once)
        r.task.stop.set()
        await asyncio.sleep(0.1)
        study.model.gate.set()
        await asyncio.wait([r.task], timeout=PATIENCE)

        assert asked.messages[-1].components
        assert r.task.done()


@pytest.mark.slow
async def test_a_stop_finishes_what_is_under_way(tmp_path, corpus) -> None:
    """
    At SIGTERM the answer comes whole, then the process ends by itself with 0.

    A second process with the token does not start meanwhile; the log tells no
    question.
    """
    with fake_openai("패딩을 넣으면 크기가 유지됩니다 [til-1].", slow=0.12) as model:
        async with discord_world(bucket=(5, 0.05)) as world:
            joe = world.user("Joe")
            place = world.channel(world.guild("TIL", joe), "q")
            env = {
                "DISCORD_TOKEN": world.token,
                "TILBOT_DISCORD_API": world.base,
                "OPENAI_BASE_URL": model.base_url,
                "OPENAI_API_KEY": "sk-secret",
                "TILBOT_EMBEDDINGS": "local",
                "TILBOT_CHAT_MODEL": "openai:fake",
            }
            async with process(tmp_path, corpus, **env) as running:
                await world.until(
                    lambda: world.commands[None] and world.gateway.sessions
                )
                async with process(tmp_path, corpus, **env) as second:
                    code, err = await ended(second)
                assert 75 == code
                assert "running already" in err
                asked = world.slash(joe, place, "ask", question="패딩을 넣으면 크기는?")
                await world.until(lambda: asked.answered)
                running.send_signal(signal.SIGTERM)
                code, err = await ended(running)

    (reply,) = asked.messages
    assert 0 == code
    assert reply.components
    assert "크기가 유지됩니다 [" in reply.text
    assert "answered" in err
    assert "패딩" not in err
    assert "sk-secret" not in err
    assert world.token not in err


@pytest.mark.slow
async def test_without_a_key_it_quotes_and_watches(tmp_path, corpus) -> None:
    """DISCORD_TOKEN is all that is needed; a new file is found by itself."""
    async with discord_world(bucket=(5, 0.05)) as world:
        joe = world.user("Joe")
        guild = world.guild("TIL", joe)
        place = world.channel(guild, "q")
        env = {"DISCORD_TOKEN": world.token, "TILBOT_DISCORD_API": world.base}
        env |= {
            "TILBOT_WATCH": "1",
            "TILBOT_ANNOUNCE_CHANNEL": str(place.id),
            "TILBOT_DISCORD_COOLDOWN": "0",
        }
        async with process(tmp_path, corpus, **env) as running:
            await world.until(lambda: world.commands[None] and world.gateway.sessions)
            reply = await world.answer(
                world.slash(joe, place, "ask", question="패딩을 넣으면 크기는?")
            )
            await asyncio.sleep(1)
            (corpus / "2022" / "2022-04-01-dropout.md").write_text(
                "---\ntitle: 새 드롭아웃\ndate: 2022-04-01\n---\n드롭아웃은 뉴런을 끈다.\n",
                "utf-8",
            )
            await world.until(
                lambda: any("새 드롭아웃" in m.text for m in world.said(place))
            )
            running.send_signal(signal.SIGINT)
            code, err = await ended(running)

    assert 0 == code, err
    assert "크기가 유지된다" in reply.text
