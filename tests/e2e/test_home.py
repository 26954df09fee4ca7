"""Homes that are busy, full, read-only or of another version; and all the rest untouched."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import subprocess
import sys

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fakes.places import ROOT, Tilbot, cleaned


def without_privileges() -> None:
    """Have permissions hold for root, too."""
    if os.geteuid() == 0:
        for capability in (1, 2, 3):  # overriding permissions, searching, owning
            assert 0 == ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def small_files(limit: int) -> Callable[[], None]:
    """Have a write beyond *limit* bytes of a file fail, as on a full disk."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return limited


@pytest.fixture
def env(tmp_path: Path, corpus: Path) -> dict[str, str]:
    """The settings of the fixture `tilbot`."""
    return {
        **cleaned(dict(os.environ)),
        "PYTHONPATH": str(ROOT),
        "TILBOT_CORPUS": str(corpus),
        "TILBOT_HOME": str(tmp_path / "home"),
    }


def run(
    env: dict[str, str], *args: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run tilbot with something done in its process first."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=before,  # there are no threads
    )


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the permission to write from everything below *folder*."""
    paths = [folder, *folder.rglob("*")]
    modes = [(p, p.stat().st_mode) for p in paths]
    for path, mode in modes:
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes:
            path.chmod(mode)


def snapshot(*folders: Path, but: Path | None = None) -> dict[str, tuple[object, ...]]:
    """Return content and times of all below *folders*."""
    return {
        str(path): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if but is None or not path.is_relative_to(but)
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_read_only_home_answers(tmp_path, corpus, env, tilbot: Tilbot) -> None:
    """
    Readers need no permission to write; changed notes are told, not fatal;
    what does write fails with the place and a way out.
    """
    tilbot("index")
    home = tmp_path / "home"
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    env["TMPDIR"] = str(temporary)
    before = snapshot(home)
    with read_only(home):
        asked = run(env, "ask", "패딩을 왜 넣어?", before=without_privileges)
        (corpus / "new.md").write_text("# 새 글\n\n새로 쓴 글이다.\n", "utf-8")
        stale = run(env, "search", "패딩", before=without_privileges)
        indexed = run(env, "index", before=without_privileges)

    assert (0, "") == (asked.returncode, asked.stderr)
    assert "크기가 유지된다" in asked.stdout
    assert 0 == stale.returncode
    assert "Permission denied" in stale.stderr
    assert "그동안 마지막 색인으로 답합니다" in stale.stderr
    assert 74 == indexed.returncode
    assert "TILBOT_HOME" in indexed.stderr
    assert "Traceback" not in indexed.stderr
    assert before == snapshot(home)
    assert [] == list(temporary.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0, 20_000, 100_000])
def test_a_full_disk(corpus, env, tilbot: Tilbot, limit) -> None:
    """
    Indexing fails with a sentence, wherever it runs out of room; the question
    after it is answered from the last index.
    """
    tilbot("index")
    (corpus / "new.md").write_text("# 새 글\n\n" + "새로 쓴 글이다. " * 9000, "utf-8")

    indexed = run(env, "index", before=small_files(limit))
    asked = run(env, "ask", "패딩을 왜 넣어?", before=small_files(limit))

    assert 74 == indexed.returncode, indexed.stderr
    assert "Traceback" not in indexed.stderr + asked.stderr
    assert 0 == asked.returncode, asked.stderr
    assert "크기가 유지된다" in asked.stdout
    assert "그동안 마지막 색인으로 답합니다" in asked.stderr
    again = tilbot("index")
    assert 0 == again.returncode, again.stderr
    assert "added 1," in again.stdout


@pytest.mark.slow
def test_two_at_once(env) -> None:
    """
    One indexes; the other names it and waits, or leaves with 75 if it shouldn't,
    and takes over when it is killed. A question in the meantime is answered.
    """
    assert 0 == run(env, "index").returncode
    holding = (
        "import sys; from pathlib import Path\n"
        "from bot.wiring import open_app; from rag.settings import RagSettings\n"
        "app = open_app(RagSettings.from_env(__import__('os').environ))\n"
        "with app.generations.writing():\n"
        "    app.generations.begin(copy=True); print('at it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as first:
        assert first.stdout is not None
        assert "at it\n" == first.stdout.readline()
        Path(env["TILBOT_CORPUS"], "new.md").write_text("# 새 글\n", "utf-8")
        second = run(env, "index", "--no-wait")
        asked = run(env, "ask", "패딩을 왜 넣어?")
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "index"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as third:
            assert third.stderr is not None
            told = third.stderr.readline()
            first.kill()
            done, _ = third.communicate(timeout=60)

    assert 75 == second.returncode
    assert re.search(rf"process {first.pid}, since \d\d:\d\d", second.stderr)
    assert "try again" in second.stderr
    assert 0 == asked.returncode
    assert "크기가 유지된다" in asked.stdout
    assert str(first.pid) in asked.stderr
    assert f"process {first.pid}" in told
    assert "Waiting for it" in told
    assert 0 == third.returncode
    assert "added 1," in done


@pytest.mark.slow
def test_rollback_from_the_command_line(tmp_path, corpus, tilbot: Tilbot) -> None:
    """What answers now is said; questions leave it at that; indexing ends it."""
    tilbot("index")
    (corpus / "new.md").write_text("# 새 글\n\n새로 쓴 글이다.\n", "utf-8")
    tilbot("index")

    back = tilbot("index", "--rollback", TILBOT_LANG="ko")
    listed = tilbot("list", "--jsonl")
    status = json.loads(tilbot("status", "--json").stdout)
    twice = tilbot("index", "--rollback")
    both = tilbot("index", "--rollback", "--rebuild")
    on = tilbot("index")

    assert 0 == back.returncode, back.stderr
    assert "노트 4개" in back.stdout
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d의 색인", back.stdout)
    assert 4 == len(listed.stdout.splitlines())
    assert "rolled back" in listed.stderr
    assert (True, True, 4) == (status["held"], status["stale"], status["entries"])
    assert "current" == status["generations"][0]["role"]
    assert 66 == twice.returncode
    assert "no generation before" in twice.stderr
    assert 2 == both.returncode
    assert "notes: 5 (added 1," in on.stdout


@pytest.mark.slow
def test_the_doctor_names_the_damaged_file(tmp_path, tilbot: Tilbot, corpus) -> None:
    """With a code of its own, and how to mend it; the answer says so, too."""
    tilbot("index")
    (corpus / "new.md").write_text("# 새 글\n\n새로 쓴 글이다.\n", "utf-8")
    tilbot("index")
    current = next((tmp_path / "home").rglob("CURRENT"))
    path = current.parent / current.read_text().strip() / "chroma" / "chroma.sqlite3"
    path.chmod(0o644)
    path.write_bytes(b"no database")

    doctor = tilbot("doctor", TILBOT_LANG="ko")
    asked = tilbot("ask", "--json", "패딩을 왜 넣어?")
    searched = tilbot("search", "패딩")
    rebuilt = tilbot("index", "--rebuild")
    well = tilbot("doctor")

    assert 74 == doctor.returncode
    assert "손상됨: chroma/chroma.sqlite3" in doctor.stdout
    assert "--rebuild" in doctor.stdout
    assert 0 == asked.returncode, asked.stderr
    assert "손상되어" in json.loads(asked.stdout)["notice"]
    assert 0 == searched.returncode
    assert "손상되어" in searched.stderr
    assert 0 == rebuilt.returncode
    assert 0 == well.returncode, well.stdout


@pytest.mark.slow
def test_nothing_outside_the_home_is_written(tmp_path, tilbot: Tilbot, corpus) -> None:
    """
    Neither in the account's home, nor in the current folder, nor among the
    notes; and no note reaches beyond the corpus.
    """
    account, temporary = tmp_path / "account", tmp_path / "tmp"
    account.mkdir()
    temporary.mkdir()
    (tmp_path / "secret.md").write_text("# 비밀\n\n밖에 있는 글이다.\n", "utf-8")
    (corpus / "out.md").symlink_to(tmp_path / "secret.md")
    (corpus / "up").symlink_to("..")
    (corpus / "front.md").write_text(
        "---\ntitle: ../../x\nurl: ../../secret.md\npath: ../secret.md\n---\n../secret.md\n",
        "utf-8",
    )
    places = {
        "HOME": str(account),
        "XDG_CACHE_HOME": str(account / "cache"),
        "TMPDIR": str(temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    before = snapshot(tmp_path, but=tmp_path / "home")
    before.pop(str(temporary))  # SQLite works in files there that have no name
    for command in (
        ["index"],
        ["ask", "패딩을 왜 넣어?"],
        ["search", "밖에 있는 글"],
        ["index", "--rebuild"],
        ["index", "--rollback"],
        ["status"],
        ["doctor"],
    ):
        done = tilbot(*command, **places)
        assert done.returncode in {0, 3}, done.stderr
        assert "비밀" not in done.stdout
    listed = tilbot("list", "--jsonl", **places).stdout

    assert "밖에 있는 글" not in listed
    assert [] == list(temporary.iterdir())
    after = snapshot(tmp_path, but=tmp_path / "home")
    after.pop(str(temporary))
    assert before == after
