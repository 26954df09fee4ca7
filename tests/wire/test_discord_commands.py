"""The other commands: search, recent, note, about, reindex, and telling Discord of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.discord import Impossible, discord_world
from fakes.study import Study, online, room, serving

from rag.errors import IndexBusy
from rag.index_types import IndexReport
from rag.types import Problem


async def test_search_shows_passages_without_a_model(tmp_path) -> None:
    """Hits are for the one who searches; no model is asked."""
    async with room(tmp_path) as r:
        found = await r.world.answer(
            r.world.slash(r.joe, r.place, "search", words="패딩 크기")
        )

        assert r.joe is found.only_for
        assert "패딩을 왜 넣는가" in found.text
        assert [] == r.study.model.asked


async def test_search_finds_nothing(tmp_path) -> None:
    """Then it says so."""
    async with room(tmp_path, study=Study(tmp_path, lost=True)) as r:
        found = await r.world.answer(
            r.world.slash(r.joe, r.place, "search", words="xyz")
        )

        assert "No note fits." == found.text


async def test_recent_lists_the_latest_notes(tmp_path) -> None:
    """As many as asked for, the latest first; notes without a date are none."""
    async with room(tmp_path) as r:
        found = await r.world.answer(r.world.slash(r.mina, r.place, "최근", 개수=1))

        assert "git stash" in found.text
        assert "패딩" not in found.text


async def test_titles_are_suggested_and_lead_to_the_note(tmp_path) -> None:
    """A suggestion opens the very note, whatever its title."""
    study = Study(tmp_path)
    study.notes.append(
        replace(study.notes[0], id="b.md", title="패딩을 왜 넣는가", body="다른 노트.")
    )
    async with room(tmp_path, study=study) as r:
        typed = r.world.autocomplete(
            r.mina, r.place, "노트", focused="제목", 제목="패딩"
        )
        await r.world.until(lambda: typed.choices is not None)
        found = await r.world.answer(
            r.world.slash(r.mina, r.place, "노트", 제목=typed.choices[1]["value"])
        )

        assert ["패딩을 왜 넣는가 (2022-03-01)"] * 2 == [
            c["name"] for c in typed.choices
        ]
        assert "다른 노트." in found.text


@pytest.mark.parametrize(
    ("title", "said"), [("그런 거 없음", "그런 거 없음"), ("t", "2")]
)
async def test_a_title_that_names_no_one_note(tmp_path, title: str, said: str) -> None:
    """None, or several: the asker is told."""
    async with room(tmp_path) as r:
        told = await r.world.answer(r.world.slash(r.mina, r.place, "노트", 제목=title))

        assert told.ephemeral
        assert said in told.text


async def test_about_tells_what_is_indexed_and_how_to_ask(tmp_path) -> None:
    """Number, days, categories, model and an example; in both languages."""
    async with room(tmp_path) as r:
        english = await r.world.answer(r.world.slash(r.joe, r.place, "about"))
        korean = await r.world.answer(r.world.slash(r.mina, r.place, "소개"))

        for told in (english, korean):
            assert "fake:model" in told.text
            assert "2022-03-01 ~ 2022-03-05" in told.text
            assert "딥러닝 1" in told.text
        assert "/ask" in english.text
        assert "/질문" in korean.text


async def test_reindex_is_for_managers_and_says_what_changed(tmp_path) -> None:
    """Others are not offered it; the manager sees how far it is, and what came of it."""
    study = Study(tmp_path, slow=0.3)
    bad = Problem(path="나쁜*것*.md", line=3, problem="bad", hint="mend it")
    study.reports.append(IndexReport(added=2, updated=1, unchanged=5, problems=(bad,)))
    async with room(tmp_path, study=study) as r:
        with pytest.raises(Impossible):
            r.world.slash(r.joe, r.place, "reindex")
        told = await r.world.answer(r.world.slash(r.mina, r.place, "색인"))
        await r.world.until(lambda: "추가 2" in told.text)

        assert r.mina is told.only_for
        assert "1/2" in told.versions[1].content
        assert "변경 1" in told.text
        assert "나쁜\\*것\\*.md" in told.text


async def test_reindex_while_another_process_is_at_it(tmp_path) -> None:
    """It is said, and nothing breaks."""
    study = Study(tmp_path, fails=IndexBusy("busy", hint="wait"))
    async with room(tmp_path, study=study) as r:
        told = await r.world.answer(r.world.slash(r.mina, r.place, "색인"))
        await r.world.until(
            lambda: (
                "이미 색인하는 중" in "".join(m.text for m in r.world.messages(r.place))
            )
        )

        assert told.ephemeral


async def test_discord_is_told_of_commands_only_when_they_changed(tmp_path) -> None:
    """A restart, or many of them, costs none of the day's allowance."""
    async with discord_world() as world:
        joe = world.user("Joe")
        place = world.channel(world.guild("TIL", joe), "q")
        for _ in range(2):
            world.gateway.sessions.clear()
            async with serving(world, Study(tmp_path)) as task:
                await online(world, task)
                await world.answer(world.slash(joe, place, "about"))
        told = [
            c
            for c in world.requests
            if c.method == "PUT" and c.path.endswith("/commands")
        ]

    assert 1 == len(told)


async def test_commands_that_discord_refuses_cost_only_themselves(tmp_path) -> None:
    """Mentions are answered, and the next start tries again."""
    async with discord_world(bucket=(5, 0.05)) as world:
        mina = world.user("민아")
        place = world.channel(world.guild("TIL", mina), "q")
        world.faults.add(method="PUT", path="/commands", status=403)
        async with serving(world, Study(tmp_path)) as task:
            await world.until(lambda: task.done() or world.gateway.sessions)
            world.say(mina, place, "패딩이 뭐야?", mentions=[world.bot])
            await world.until(lambda: world.said(place))
        world.gateway.sessions.clear()
        async with serving(world, Study(tmp_path)) as task:
            await online(world, task)
