"""Notes that change while somebody watches."""

from __future__ import annotations

import asyncio
import unicodedata

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from rag.corpus.watch import may_matter, quiet_changes
from rag.errors import CorpusError


def watched(corpus: Path, **options):
    """Watch, with the patience of a test."""
    return aclosing(quiet_changes(corpus, quiet=0.15, longest=3.0, **options))


async def soon(changes: AsyncIterator[frozenset[str]]) -> frozenset[str]:
    """Return the next item, which must come while the test lives."""
    async with asyncio.timeout(20):
        return await anext(changes)


async def until(changes: AsyncIterator[frozenset[str]], wanted: set[str]) -> list:
    """Return the items up to the one with which all that is *wanted* has come."""
    items = []
    while not wanted <= frozenset().union(*items):
        items.append(await soon(changes))
    return items


async def test_a_burst_is_told_of_when_it_is_over(tmp_path) -> None:
    """Many changes give few items, with the paths of notes, composed."""
    name = unicodedata.normalize("NFD", "새 글.md")
    async with watched(tmp_path) as changes:
        first = await soon(changes)
        for n in range(50):
            (tmp_path / f"{n}.md").write_text(f"# 글 {n} 🧪\n", "utf-8")
        (tmp_path / name).write_text("# 글\n", "utf-8")
        items = await until(changes, {f"{n}.md" for n in range(50)} | {"새 글.md"})

    assert frozenset() == first
    assert len(items) < 10


async def test_what_is_no_note_wakes_nobody(tmp_path) -> None:
    """Drafts of editors, git, and tilbot's own folder are passed over."""
    home = tmp_path / "index"
    for folder in (home, tmp_path / ".git", tmp_path / "node_modules"):
        folder.mkdir()
    (tmp_path / "a.md").write_text("# 글\n", "utf-8")
    async with watched(tmp_path, ignore=[home]) as changes:
        await soon(changes)
        for name in (
            ".a.md.swp 4913 a.md~ .#a.md #a.md# .DS_Store picture.png index/x.md "
            ".git/index.md node_modules/readme.md"
        ).split():
            (tmp_path / name).write_text("x", "utf-8")
        (tmp_path / "4913").unlink()
        (tmp_path / "a.md~").replace(tmp_path / "b.md")
        items = await until(changes, {"b.md"})

    assert {"b.md"} == frozenset().union(*items)


async def test_folders_that_come_and_go_are_told_of(tmp_path) -> None:
    """The notes of a folder that is moved in or away send no event themselves."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("# 글\n", "utf-8")
    notes = tmp_path / "notes"
    notes.mkdir()
    async with watched(notes) as changes:
        await soon(changes)
        outside.rename(notes / "2022")
        came = await until(changes, {"2022"})
        (notes / "2022").rename(outside)
        went = await until(changes, {"2022"})

    assert came
    assert went


async def test_one_file_is_watched_though_it_is_replaced(tmp_path) -> None:
    """The corpus may be a file; its neighbours don't count."""
    post = tmp_path / "post.txt"
    post.write_text("# 글\n", "utf-8")
    async with watched(post) as changes:
        await soon(changes)
        (tmp_path / "other.md").write_text("x", "utf-8")
        for _ in range(2):
            (tmp_path / "draft").write_text("# 새 글\n", "utf-8")
            (tmp_path / "draft").replace(post)
            items = await until(changes, {"post.txt"})

            assert {"post.txt"} == frozenset().union(*items)


async def test_a_folder_that_goes_is_watched_when_it_is_back(tmp_path) -> None:
    """Going is told, and so is what happens after the return."""
    notes = tmp_path / "notes"
    notes.mkdir()
    async with watched(notes) as changes:
        await soon(changes)
        notes.rename(tmp_path / "away")
        await until(changes, {"."})
        notes.mkdir()
        assert frozenset() == await soon(changes)
        (notes / "a.md").write_text("# 글\n", "utf-8")
        items = await until(changes, {"a.md"})

    assert items


async def test_what_is_not_there_is_said(tmp_path) -> None:
    """Watching nothing is an error, not a wait without end."""
    with pytest.raises(CorpusError):
        await anext(quiet_changes(tmp_path / "gone"))


@pytest.mark.parametrize(
    ("parts", "folder", "gone", "expected"),
    [
        (("2022", "글.md"), False, False, True),
        (("글.MD",), False, True, True),
        (("2022",), True, False, True),
        (("v1.2 notes",), False, True, True),
        (("picture.png",), False, False, False),
        ((".obsidian", "a.md"), False, False, False),
        (("a.md~",), False, True, False),
        (("4913",), False, True, False),
        (("2022",), False, True, True),
        ((), True, False, False),
        ((), False, True, True),
    ],
)
def test_names_tell_what_may_matter(parts, folder, gone, expected) -> None:
    """Notes and folders matter; of what is gone, whatever may have been one."""
    assert expected == may_matter(parts, folder=folder, gone=gone)
