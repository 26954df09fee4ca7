"""How long a hundred questions at once take on Discord, and how long the bot is deaf.

    python tests/bench/discord_load.py [--notes PATH] [--questions N] [--model SECONDS]
        [--sentences N]

The bot runs in a process of its own, over the real index and chain; Discord and
the model are on the loopback. Deaf is how late a timer of its event loop was.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time

from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes.discord import discord_world  # noqa: E402
from fakes.openai_server import fake_openai  # noqa: E402
from fakes.places import cleaned  # noqa: E402


QUESTIONS = (
    "batch norm에서 is_training은 언제 True인가요?",
    "grokking이 뭐야?",
    "triplet loss의 semi-hard는?",
    "hyper-parameter tuning은 어떻게 했지?",
    "federated learning이 뭐야?",
)


async def ask(arguments: argparse.Namespace, home: str) -> None:
    """Ask all questions at once, each by another person, and wait for every answer."""
    reply = "노트에 따르면 그렇습니다 [til-1]. " * arguments.sentences
    with fake_openai(reply, hang=arguments.model) as model:
        async with discord_world() as world:
            people = [world.user(f"p{n}") for n in range(arguments.questions)]
            place = world.channel(world.guild("TIL", *people), "q")
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                __file__,
                "--serve",
                env={
                    **cleaned(dict(os.environ)),
                    "DISCORD_TOKEN": world.token,
                    "TILBOT_DISCORD_API": world.base,
                    "TILBOT_CORPUS": str(arguments.notes),
                    "TILBOT_HOME": home,
                    "TILBOT_EMBEDDINGS": "local",
                    "TILBOT_CHAT_MODEL": "openai:fake",
                    "OPENAI_BASE_URL": model.base_url,
                    "OPENAI_API_KEY": "k",
                    "PYTHONUTF8": "1",
                },
            )
            await world.until(
                lambda: world.commands[None] and world.gateway.sessions, 300
            )
            warm = world.slash(people[0], place, "ask", question=QUESTIONS[0])
            await world.until(
                lambda: warm.messages and warm.messages[-1].components, 60
            )
            child.send_signal(signal.SIGUSR1)
            await asyncio.sleep(5.5)  # the cooldown of the one who asked

            began = time.perf_counter()
            asked = [
                world.slash(who, place, "ask", question=QUESTIONS[n % len(QUESTIONS)])
                for n, who in enumerate(people)
            ]
            await world.until(lambda: all(i.ack for i in asked), 60)
            acknowledged = time.perf_counter() - began
            for one in asked:
                await world.until(
                    lambda i=one: i.messages and i.messages[-1].components, 120
                )
            done = time.perf_counter() - began

            print(f"answered {len(asked)} questions in {done:.2f} s")
            print(f"all acknowledged after {acknowledged:.2f} s")
            once = sum(len(i.messages) == 1 for i in asked)
            print(f"answered exactly once: {once}")
            child.terminate()
            await child.wait()


async def serve() -> None:
    """Be the bot, and measure how deaf it is."""
    from bot.cli.bot import settings
    from bot.discord_app.run import serve as run
    from bot.discord_app.run import stopped_by_signals
    from bot.wiring import open_app

    late = []

    async def listen() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - began - 0.01)

    def begin() -> None:
        late.clear()
        spent.append(time.process_time())

    spent: list[float] = []
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, begin)
    rag, discord = settings(os.environ)
    stop = asyncio.Event()
    stopped_by_signals(stop)
    app = open_app(rag)
    listening = asyncio.create_task(listen())
    await run(app, discord, stop=stop)
    listening.cancel()
    app.close()
    late.sort()
    print(
        f"time on a processor since the first: {time.process_time() - spent[0]:.2f} s"
    )
    print(
        f"deaf for at most {late[-1] * 1000:.0f} ms, "
        f"99 % of the time for less than {late[int(len(late) * 0.99)] * 1000:.0f} ms",
        flush=True,
    )


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=Path, default=ROOT / "corpus")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--model", type=float, default=2.0)
    parser.add_argument("--sentences", type=int, default=1, help="of each answer")
    parser.add_argument("--serve", action="store_true")
    arguments = parser.parse_args()
    if arguments.serve:
        asyncio.run(serve())
        return
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(ask(arguments, home))


if __name__ == "__main__":
    main()
