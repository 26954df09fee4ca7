"""A post as one file a note."""

from __future__ import annotations

import tempfile

from datetime import date
from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.corpus import markdown
from rag.corpus.read import normal
from rag.corpus.write import named, render, slug, split
from rag.errors import CorpusError
from rag.types import Entry


POST = """\
머리말

🧩 AI & ML

2021.05.11

배치 정규화를 배웠다.

🧩 AI & ML

2021.05.12

드롭아웃을 배웠다.
"""


def entry(title: str, body: str, day: date | None = None, **more: str) -> Entry:
    return Entry(
        id="x",
        path="x",
        line_start=1,
        line_end=1,
        day=day,
        category=more.get("category"),
        title=title,
        body=body,
        lines=(1,),
        url=more.get("url"),
    )


words = st.text(max_size=20).map(lambda s: " ".join(normal(s).split())).filter(bool)
bodies = st.text(max_size=40).map(lambda s: normal(s).strip()).filter(bool)


@given(words, bodies, st.none() | st.dates(date(1900, 1, 1), date(2099, 1, 1)), words)
@example("2021-05-11 회고", "---\ntitle: x\n---", None, "a: b")
@example("null", "글", None, "yes")
@example("con", "글", None, "#x")
@example("\u200b\ufeffx\x7f😀", "글", None, '"')
def test_a_note_reads_back(
    title: str, body: str, day: date | None, category: str
) -> None:
    """What is written is read as the same note, whatever its title holds."""
    note = entry(title, body, day, category=category, url="https://a.b/c#d")
    ((path, _),) = named([note])
    (back,) = markdown.read(
        path, normal(render(note)), first_commit=lambda _: None
    ).entries

    assert (title, body, day, note.url) == (back.title, back.body, back.day, back.url)
    assert category.strip("/ ") == (back.category or "").strip("/ ")


@given(st.lists(words, max_size=6), st.none() | st.just(date(2021, 5, 11)))
def test_paths_are_safe_and_unlike(titles: list[str], day: date | None) -> None:
    """Every note has its own short path that any disk takes."""
    paths = [path for path, _ in named([entry(title, "글", day) for title in titles])]

    assert len(paths) == len({path.casefold() for path in paths})
    assert all(len(path.encode()) < 120 for path in paths)
    assert not any(set(path) & set('\\:*?"<>| \n\0') for path in paths)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("배치-정규화의-is-training", "배치 정규화의 `is_training`?"),
        ("note", "???"),
        ("c", "C++"),
        ("가" * 26, "가" * 100),
        ("한글", "한글"),
    ],
)
def test_slugs(name: str, title: str) -> None:
    """Hangul stays, marks become dashes, and length is counted in bytes."""
    assert name == slug(title)


def test_undated_and_reserved_names() -> None:
    """Undated notes stand apart; Windows' own names are avoided."""
    notes = [entry("Con", "글"), entry("같다", "하나"), entry("같다", "둘")]

    assert ["undated/note-con.md", "undated/같다.md", "undated/같다-2.md"] == [
        path for path, _ in named(notes)
    ]


def test_writes_once_and_never_over(tmp_path: Path) -> None:
    """A second run changes nothing; a file that was edited is kept and named."""
    to = tmp_path / "새" / "폴더"

    first = split("post.txt", POST, to)
    edited = to / first.written[0]
    edited.write_text("고친 글\n", "utf-8")
    second = split("post.txt", POST, to)

    assert 2 == len(first.written)
    assert first.written[:1] == second.kept
    assert first.written[1:] == second.unchanged
    assert () == second.written
    assert "고친 글\n" == edited.read_text("utf-8")
    assert sorted(first.written) == sorted(
        path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_file()
    )
    assert first.written[0].startswith("2021/2021-05-11-")


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    """Whatever stands at the name of a note stays as it is."""
    with tempfile.TemporaryDirectory() as other:
        (name, _), *_ = [(path, None) for path in split("p", POST, Path(other)).written]
    (tmp_path / name).parent.mkdir(parents=True)
    try:
        (tmp_path / name).symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("links need a privilege here")

    assert (name,) == split("p", POST, tmp_path).kept
    assert not (tmp_path / "gone").exists()


def test_failures_have_a_way_out(tmp_path: Path) -> None:
    """A text without notes, and a place that can't be written, are errors."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(CorpusError) as nothing:
        split("a.txt", "그냥 글이다.\n", tmp_path)
    with pytest.raises(CorpusError) as closed:
        split("a.txt", POST, tmp_path / "file")

    assert "a.txt" in nothing.value.problem
    assert "--to" in closed.value.hint
