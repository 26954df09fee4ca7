"""The desk: what becomes of an answer beside being shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fakes.rag import ask
from fakes.study import Study

from bot.discord_app.buttons import under
from bot.discord_app.desk import Desk
from bot.discord_app.gate import Asker, Gate, Rules
from bot.discord_app.question import Question
from bot.discord_app.store import Store
from bot.discord_app.streaming import Pacer
from bot.feedback import KEPT_DAYS


NOW = datetime.fromisoformat("2026-01-01T12:00:00+09:00")


class Wall:
    """Shows answers to nobody."""

    key = 1

    async def preview(self, text: str) -> bool:
        """Want no more."""
        return False

    async def finish(self, posts: Sequence[object], view: object = None) -> None:
        """Take it."""

    async def withdraw(self) -> None:
        """Nothing is there."""


async def test_old_answers_are_dropped_while_the_bot_runs(tmp_path) -> None:
    """It may run for years, and nothing but a start would drop them."""
    now = [NOW]
    store = Store(tmp_path / "discord.sqlite3")
    study = Study(tmp_path)
    gate = Gate(rules=Rules(), clock=lambda: now[0])
    parts = {"app": study, "chain": study.chain(), "store": store, "gate": gate}
    desk = Desk(**parts, pacer=Pacer(), under=under)
    question = Question(ask=ask("패딩이 뭐야?"), asker=Asker(user=1, guild=2))

    async def kept_since(when: datetime) -> int:
        return sum((await store.run(lambda f: f.asked_since(when))).values())

    await desk.answer(question, Wall())
    before = await kept_since(NOW - timedelta(days=1))
    now[0] += timedelta(days=KEPT_DAYS + 1)
    await desk.answer(question, Wall())
    after = await kept_since(NOW - timedelta(days=1))
    desk.close()
    store.close()

    assert [1, 1] == [before, after]
