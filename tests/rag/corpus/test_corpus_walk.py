"""Which files are notes."""

from __future__ import annotations

import os
import sys
import unicodedata

from pathlib import Path

import pytest

from rag.corpus.walk import walk
from rag.errors import CorpusError


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("글\n", "utf-8")


def listed(root: Path) -> list[str]:
    return [file.path for file in walk(root).files]


def named(root: Path) -> list[str]:
    return [problem.path for problem in walk(root).problems]


links = pytest.mark.skipif(sys.platform == "win32", reason="needs a privilege there")


def test_lists_notes_sorted(tmp_path: Path) -> None:
    """Notes are known by their suffix; the list doesn't depend on the disk."""
    fill(tmp_path, "b/나.MD", "a.txt", "b/가.markdown", "c.mdx", "d.py", "e.png", "md")

    assert ["a.txt", "b/가.markdown", "b/나.MD", "c.mdx"] == listed(tmp_path)
    assert [] == named(tmp_path)


def test_paths_are_composed(tmp_path: Path) -> None:
    """A name in NFD, as from macOS, is listed in NFC and can still be opened."""
    name = unicodedata.normalize("NFD", "한글.md")
    fill(tmp_path, name)

    (file,) = walk(tmp_path).files

    assert "한글.md" == file.path
    assert "글\n" == file.absolute.read_text("utf-8")
    assert 4 == file.size


def test_passes_over_what_is_no_note(tmp_path: Path) -> None:
    """Hidden files, packages and environments are left out in silence."""
    fill(
        tmp_path,
        ".git/x.md",
        ".hidden.md",
        ".tilbot/x.md",
        "node_modules/p/README.md",
        "__pycache__/x.txt",
        "venv/x.md",
        "my-env/pyvenv.cfg",
        "my-env/x.md",
        "a.md",
    )

    assert ["a.md"] == listed(tmp_path)
    assert [] == named(tmp_path)


def test_names_pages_about_the_repository(tmp_path: Path) -> None:
    """Its own pages are left out and named; a README in a folder is a note."""
    pages = [
        "CHANGELOG.md",
        "CODE_OF_CONDUCT.md",
        "CONTRIBUTING.md",
        "LICENSE.txt",
        "README.ko.md",
        "README.md",
        "SUMMARY.md",
        "template.md",
    ]
    fill(tmp_path, *pages, "python/README.md", "security.md", "x/requirements.txt")

    assert ["python/README.md", "security.md"] == listed(tmp_path)
    assert [*pages, "x/requirements.txt"] == named(tmp_path)
    assert not any(problem.fatal for problem in walk(tmp_path).problems)


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """A single file is listed under its own name, whatever that is."""
    fill(tmp_path, "README.md")

    assert ["README.md"] == listed(tmp_path / "README.md")


@links
def test_links_never_leave_the_corpus(tmp_path: Path) -> None:
    """Links that lead out are named, loops end, and no note is listed twice."""
    fill(tmp_path, "out/secret.md", "in/a.md", "in/.store/b.md")
    root = tmp_path / "in"
    (root / "file.md").symlink_to(tmp_path / "out/secret.md")
    (root / "folder").symlink_to(tmp_path / "out")
    (root / "up").symlink_to(root)
    (root / "again.md").symlink_to(root / "a.md")
    (root / "kept.md").symlink_to(root / ".store/b.md")
    (root / "gone.md").symlink_to(root / "nowhere.md")
    (root / "self.md").symlink_to(root / "self.md")

    assert ["a.md", "kept.md"] == listed(root)
    assert ["file.md", "folder", "gone.md", "self.md"] == named(root)


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="root may read everything",
)
def test_a_closed_folder_is_a_problem(tmp_path: Path) -> None:
    """A folder that can't be listed is named, and the others are read."""
    fill(tmp_path, "a.md", "closed/b.md")
    (tmp_path / "closed").chmod(0)

    assert ["a.md"] == listed(tmp_path)
    assert ["closed"] == named(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="other disks want Unicode")
def test_a_name_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    """A file whose name isn't UTF-8 is named as well as it can be."""
    fill(tmp_path, "a.md")
    (tmp_path / os.fsdecode(b"\xb0\xa1.md")).write_text("x")

    (problem,) = walk(tmp_path).problems

    assert ["a.md"] == listed(tmp_path)
    assert problem.path.encode("utf-8")
    assert problem.fatal


def test_two_spellings_of_a_name_are_named(tmp_path: Path) -> None:
    """Where a disk holds a name in NFC and in NFD, no path is listed twice."""
    fill(tmp_path, "한.md", unicodedata.normalize("NFD", "한.md"))
    count = len(list(tmp_path.iterdir()))

    assert ["한.md"] == listed(tmp_path)
    assert count - 1 == len(named(tmp_path))


@pytest.mark.parametrize("name", ["missing", "empty", "code.py"])
def test_no_corpus_is_an_error_with_a_way_out(tmp_path: Path, name: str) -> None:
    """What isn't there or holds no note says which setting to change."""
    (tmp_path / "empty").mkdir()
    fill(tmp_path, "code.py")

    with pytest.raises(CorpusError) as info:
        walk(tmp_path / name)

    assert name in info.value.problem
    assert "TILBOT_CORPUS" in info.value.hint


def test_folders_may_be_deep(tmp_path: Path) -> None:
    """Depth is no limit, as the walk doesn't call itself."""
    fill(tmp_path, "/".join("d" * 300) + "/a.md")

    assert 1 == len(listed(tmp_path))
