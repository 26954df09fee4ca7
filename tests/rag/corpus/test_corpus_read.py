"""One file of notes, whatever it holds."""

from __future__ import annotations

import os
import shlex
import tempfile
import unicodedata

from datetime import date
from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.corpus.read import LIMIT, read
from rag.corpus.walk import NoteFile
from rag.types import Problem, Reading


def note(path: Path, name: str = "글.md") -> NoteFile:
    size = path.stat().st_size if path.exists() else 0
    return NoteFile(path=name, absolute=path, size=size, mtime_ns=0)


def read_bytes(content: bytes, path: str = "글.md") -> Reading:
    handle, name = tempfile.mkstemp(suffix=".md")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        return read(note(Path(name), name=path), first_commit=lambda _: None)
    finally:
        Path(name).unlink()


def only_problem(content: bytes, **where: str) -> Problem:
    reading = read_bytes(content, **where)
    (problem,) = reading.problems
    assert () == reading.entries
    return problem


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"---\ntitle: [\n---\n")
@example(b"---\n- ? : ,\n\t&*\n---\n")
@example(b"+++\na = = 1\n+++\n")
@example(b"---\n" + b"[" * 3000 + b"\n---\nx")
@example(b"---\n? [a]\n: b\n<<: *x\n---\nx")
@example(b"---\ntitle: \x07\n---\nx")
@example(b"\xef\xbb\xbf")
def test_any_content_gives_entries_or_problems(content: bytes) -> None:
    """No content raises, and none is passed over in silence."""
    reading = read_bytes(content)

    assert reading.entries or reading.problems


def test_text_is_normalised() -> None:
    """The mark of byte order goes, lines end with one character, Hangul is composed."""
    text = unicodedata.normalize("NFD", "# 한글\r\n\r\n본문\r끝\r\n")
    (entry,) = read_bytes(b"\xef\xbb\xbf" + text.encode()).entries

    assert "# 한글\n\n본문\n끝" == entry.body
    assert "한글" == entry.title
    assert (1, 2, 3, 4) == entry.lines


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("글\n한글이다\n".encode("cp949"), 1, "CP949"),
        (b"a\nb\n" + "한글".encode("cp949"), 3, "CP949"),
        ("한글\n".encode("utf-16"), 1, "UTF-16"),
        ("plain text\n".encode("utf-16-le"), 1, "UTF-16"),
        (b"a\r\nb\r\n\xff\xfe\xfa", 3, "not UTF-8"),
        (b"a\n\x89PNG\0\0", 2, "NUL"),
    ],
)
def test_names_the_line_of_bad_bytes(content: bytes, line: int, says: str) -> None:
    """What isn't UTF-8 text is named with its line, and how to convert it."""
    problem = only_problem(content)

    assert line == problem.line
    assert says in problem.problem
    assert problem.fatal
    if says in {"CP949", "UTF-16"}:
        assert f"iconv -f {says} -t UTF-8 '글.md'" in problem.hint


def test_a_hint_that_is_pasted_runs_nothing_of_a_file_s_name() -> None:
    """A note may come from anybody's repository."""
    name = "a'; rm -rf ~; '.md"
    problem = only_problem("글\n한글이다\n".encode("cp949"), path=name)

    convert, _, move = problem.hint.removeprefix("Convert it: ").partition(" && ")
    assert name == shlex.split(convert)[-3]
    assert ["mv", "new", name] == shlex.split(move)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"---\n---\n\n"])
def test_an_empty_file_is_named_but_no_failure(content: bytes) -> None:
    """Nothing to index is said, and is nobody's fault."""
    assert not only_problem(content).fatal


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """Beyond the limit, a file is named with its size and what to do."""
    big = tmp_path / "글.md"
    with big.open("wb") as stream:
        stream.truncate(50_000_000)

    (problem,) = read(note(big), first_commit=lambda _: None).problems

    assert "50.0 MB" in problem.problem
    assert f"{LIMIT // 1_000_000} MB" in problem.problem
    assert "Split" in problem.hint


def test_a_file_that_vanished_or_grew_is_a_problem(tmp_path: Path) -> None:
    """A file may change between the listing and the reading."""
    grown = tmp_path / "grown.md"
    listed = note(grown)
    grown.write_bytes(b"a" * (LIMIT + 1))

    gone = read(note(tmp_path / "gone.md"), first_commit=lambda _: None)
    large = read(listed, first_commit=lambda _: None)

    assert gone.problems[0].fatal
    assert "limit" in large.problems[0].problem


def test_the_first_commit_is_asked_last(tmp_path: Path) -> None:
    """Git is asked for a day only where the note and its path give none."""
    file = tmp_path / "x.md"
    asked: list[str] = []

    def first_commit(path: str) -> date:
        asked.append(path)
        return date(2020, 1, 2)

    for content in ("글", "---\ndate: 2021-05-11\n---\n글"):
        file.write_text(content, "utf-8")
        read(note(file, "2021-05-11.md"), first_commit=first_commit)
    file.write_text("글", "utf-8")
    (entry,) = read(note(file, "글.md"), first_commit=first_commit).entries

    assert ["글.md"] == asked
    assert date(2020, 1, 2) == entry.day


def test_a_post_is_known_by_its_content(tmp_path: Path) -> None:
    """The suffix decides nothing: a post in a .md file gives many entries."""
    file = tmp_path / "post.md"
    file.write_text(
        "🧩 AI & ML\n\n2021.05.11\n\n배치 정규화를 배웠다.\n\n"
        "🧩 AI & ML\n\n2021.05.12\n\n드롭아웃을 배웠다.\n",
        "utf-8",
    )
    reading = read(note(file, "post.md"), first_commit=lambda _: None)

    assert ["post.md"] * 2 == [entry.path for entry in reading.entries]
    assert [11, 12] == [entry.day.day for entry in reading.entries if entry.day]
