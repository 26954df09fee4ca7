"""Days of first commits."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata

from datetime import date
from pathlib import Path

import pytest

from rag.corpus.git_days import first_commits


pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def git(root: Path, *arguments: str, day: str = "2020-01-01T12:00:00+09:00") -> None:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_")
    }
    who = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": day,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    program = shutil.which("git") or "git"
    subprocess.run(
        [program, *arguments], cwd=root, env=env | who, check=True, capture_output=True
    )


def commit(root: Path, day: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A history: a note, its rename into a folder, a change, a late note."""
    root = tmp_path / "저장소"
    root.mkdir()
    git(root, "init", "-q")
    text = "".join(f"{n}번째 줄이다.\n" for n in range(30))
    (root / "옛 이름.md").write_text(text, "utf-8")
    commit(root, "2020-01-02T23:30:00+09:00")
    (root / "글").mkdir()
    git(root, "mv", "옛 이름.md", "글/새 이름.md")
    (root / "글/새 이름.md").write_text(f"{text}끝\n", "utf-8")
    commit(root, "2021-02-03T00:00:00+09:00")
    (root / "글/새 이름.md").write_text("다른 글\n", "utf-8")
    (root / "글" / unicodedata.normalize("NFD", "늦은 글.md")).write_text("글\n")
    commit(root, "2022-03-04T00:30:00+09:00")
    (root / "글/아직.md").write_text("글\n", "utf-8")
    return root


def test_renames_are_followed(repository: Path) -> None:
    """The day is that of the note, not of its name; the author's, not UTC."""
    first = first_commits(repository)

    assert date(2020, 1, 2) == first("글/새 이름.md")
    assert date(2022, 3, 4) == first("글/늦은 글.md")
    assert first("글/아직.md") is None
    assert first("없다.md") is None


def test_a_folder_or_a_file_of_a_repository(repository: Path) -> None:
    """Paths are relative to the corpus, wherever that is in the repository."""
    assert date(2020, 1, 2) == first_commits(repository / "글")("새 이름.md")
    assert date(2020, 1, 2) == first_commits(repository / "글/새 이름.md")("새 이름.md")


def test_the_edge_of_a_shallow_clone_tells_nothing(
    repository: Path, tmp_path: Path
) -> None:
    """Where the history was cut off, files seem to be added; that isn't so."""
    git(tmp_path, "clone", "-q", "--depth=2", repository.as_uri(), "shallow")
    first = first_commits(tmp_path / "shallow")

    assert first("글/새 이름.md") is None
    assert date(2022, 3, 4) == first("글/늦은 글.md")


def test_notes_of_a_merged_branch(repository: Path) -> None:
    """A note has the day of its branch, not of the merge."""
    git(repository, "checkout", "-q", "-b", "other")
    (repository / "가지.md").write_text("가지\n", "utf-8")
    commit(repository, "2022-05-05T12:00:00+09:00")
    git(repository, "checkout", "-q", "-")
    (repository / "줄기.md").write_text("줄기\n", "utf-8")
    commit(repository, "2022-06-06T12:00:00+09:00")
    git(repository, "merge", "-q", "other", day="2022-07-07T12:00:00+09:00")

    assert date(2022, 5, 5) == first_commits(repository)("가지.md")
    assert date(2022, 6, 6) == first_commits(repository)("줄기.md")


def test_without_a_repository_no_day_is_known(tmp_path: Path) -> None:
    """No history, no day, no error; also with no folder, and with no commit."""
    assert first_commits(tmp_path)("a.md") is None
    assert first_commits(tmp_path / "x" / "y")("a.md") is None

    git(tmp_path, "init", "-q")

    assert first_commits(tmp_path)("a.md") is None


def test_variables_of_a_hook_are_ignored(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from a git hook, another repository is the current one."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))

    assert date(2022, 3, 4) == first_commits(repository)("글/늦은 글.md")


def test_without_git_no_day_is_known(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git is a help, not a need."""
    monkeypatch.setenv("PATH", "")

    assert first_commits(repository)("글/새 이름.md") is None
