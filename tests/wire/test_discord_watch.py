"""Notes that change while questions are answered, and telling of new ones."""

from __future__ import annotations

import asyncio
import sqlite3

from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import date

import pytest

from fakes.discord import discord_world
from fakes.study import NOTES, Model, Study, online, room, serving

from rag.errors import IndexBusy, ServiceError
from rag.index_types import IndexReport


pytestmark = pytest.mark.slow


class Changes:
    """Notes that change when a test says so."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[None] = asyncio.Queue()

    async def __call__(self):
        """Give something for each change."""
        while True:
            yield await self.queue.get()


NEW = replace(
    NOTES[0], id="new.md", path="new.md", title="새로운 노트", day=date(2022, 10, 9)
)


def write(study: Study, *notes, changes: Changes | None = None) -> None:
    """Add notes, as the next run of the indexer finds them."""
    study.notes += notes
    study.reports.append(IndexReport(added=len(notes), unchanged=3))
    if changes:
        changes.queue.put_nowait(None)


async def test_a_new_note_is_known_to_the_next_question_and_disturbs_none(
    tmp_path,
) -> None:
    """The one that is being answered goes on, the next one sees the note."""
    changes, study = Changes(), Study(tmp_path, model=Model(gate=asyncio.Event()))
    async with room(tmp_path, study=study, changes=changes, watch=True) as r:
        asked = r.world.slash(r.joe, r.place, "ask", question="패딩?")
        await r.world.until(lambda: study.model.at_once)
        write(study, NEW, changes=changes)
        await r.world.until(lambda: study.indexed)
        study.model.gate.set()
        await r.world.until(lambda: asked.messages and asked.messages[-1].components)
        listed = await r.world.answer(r.world.slash(r.joe, r.place, "recent"))

        assert "새로운 노트" in listed.text


async def test_a_run_that_fails_is_made_up_for_at_the_next_change(tmp_path) -> None:
    """Watching goes on whatever an indexing failed with."""
    changes = Changes()
    study = Study(tmp_path, fails=ServiceError("down", hint="wait"))
    async with room(tmp_path, study=study, changes=changes, watch=True) as r:
        changes.queue.put_nowait(None)
        await r.world.until(lambda: study.indexed == 1)
        study.fails = None
        changes.queue.put_nowait(None)
        await r.world.until(lambda: study.indexed == 2)


async def test_without_the_setting_nothing_is_watched(tmp_path) -> None:
    """Watching is asked for."""
    changes, study = Changes(), Study(tmp_path)
    async with room(tmp_path, study=study, changes=changes) as r:
        changes.queue.put_nowait(None)
        await r.world.answer(r.world.slash(r.joe, r.place, "about"))
        await asyncio.sleep(0.7)

        assert 0 == study.indexed


def told(study: Study, note: str = "") -> bool:
    """Say whether *note*, or any, needs no announcement any more."""
    with closing(sqlite3.connect(study.home / "discord.sqlite3")) as db:
        if note:
            found = db.execute("select 1 from announced where note = ?", (note,))
        else:
            found = db.execute("select 1 from memory where key = 'announcing'")
        return found.fetchone() is not None


@asynccontextmanager
async def announcing(world, study, place, changes=None):
    """Run a bot that tells of new notes in *place*."""
    world.gateway.sessions.clear()
    more = {"announce": place.id, "watch": changes is not None}
    async with serving(world, study, changes=changes, **more) as task:
        await online(world, task)
        yield task


async def test_new_notes_are_announced_once_also_across_restarts(tmp_path) -> None:
    """Old notes are not; a note that came while the bot was away is; none twice."""
    changes, study = Changes(), Study(tmp_path)
    async with discord_world(bucket=(5, 0.05)) as world:
        place = world.channel(world.guild("TIL", locale="ko"), "소식")
        async with announcing(world, study, place, changes):
            await world.until(lambda: told(study))
            assert [] == world.said(place)
            write(study, NEW, changes=changes)
            await world.until(lambda: world.said(place))
        away = replace(NEW, id="away.md", path="away.md", title="밤사이 노트 @everyone")
        study.notes.append(away)
        study.notes.append(replace(NEW, id="moved/new.md", path="moved/new.md"))
        for _ in range(2):
            async with announcing(world, study, place):
                await world.until(lambda: told(study, "away.md"))
                await asyncio.sleep(0.6)
        first, second = world.said(place)
        pings = world.pings()

    assert "새 노트 1개" in first.text
    assert "새로운 노트" in first.text
    assert "밤사이 노트" in second.text
    assert "새로운 노트" not in second.text
    assert set() == pings


async def test_many_new_notes_are_one_message(tmp_path) -> None:
    """The latest are named, the others counted."""
    changes, study = Changes(), Study(tmp_path)
    async with discord_world(bucket=(5, 0.05)) as world:
        place = world.channel(world.guild("TIL"), "news")
        async with announcing(world, study, place, changes):
            await world.until(lambda: told(study))
            many = [
                replace(
                    NEW, id=f"{n}.md", path=f"{n}.md", title=f"노트 {n} " + "가" * 150
                )
                for n in range(40)
            ]
            write(study, *many, changes=changes)
            await world.until(lambda: world.said(place))
        (news,) = world.said(place)

    assert "new notes: 40" in news.text
    assert "more" in news.text
    assert len(news.content) <= 2000


async def test_news_that_can_not_be_told_are_told_later(tmp_path) -> None:
    """Without the right to write there, nothing is lost."""
    study = Study(tmp_path)
    async with discord_world(bucket=(5, 0.05)) as world:
        place = world.channel(world.guild("TIL"), "news")
        async with announcing(world, study, place):
            await world.until(lambda: told(study))
        study.notes.append(NEW)
        world.permit(place, world.bot, deny=["send_messages"])
        async with announcing(world, study, place):
            await world.until(lambda: any(c.status == 403 for c in world.requests))
        world.permit(place, world.bot)
        async with announcing(world, study, place):
            await world.until(lambda: world.said(place))


async def test_news_for_a_place_without_messages_are_told_later(tmp_path) -> None:
    """A forum takes none; set to a channel, the bot makes up for it."""
    study = Study(tmp_path)
    async with discord_world(bucket=(5, 0.05)) as world:
        guild = world.guild("TIL")
        place = world.channel(guild, "news")
        forum = world.channel(guild, "forum", forum=True)
        async with announcing(world, study, place):
            await world.until(lambda: told(study))
        study.notes.append(NEW)
        async with announcing(world, study, forum):
            await asyncio.sleep(0.7)
        async with announcing(world, study, place):
            await world.until(lambda: world.said(place))


async def test_reindexing_by_hand_announces_too(tmp_path) -> None:
    """What is new is told however it was found; while another process indexes, not."""
    study = Study(tmp_path)
    async with discord_world(bucket=(5, 0.05)) as world:
        guild = world.guild("TIL")
        place = world.channel(guild, "news")
        async with announcing(world, study, place):
            await world.until(lambda: told(study))
            study.fails = IndexBusy("busy", hint="wait")
            await world.answer(world.slash(guild.owner, place, "reindex"))
            await world.until(
                lambda: any("already" in m.text for m in world.messages(place))
            )
            study.fails = None
            write(study, NEW)
            again = world.slash(guild.owner, place, "reindex")
            await world.until(lambda: "added 1" in again.text)
            await world.until(
                lambda: any("new notes" in m.text for m in world.said(place))
            )
