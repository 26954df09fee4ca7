"""Leases: shared by readers, refused to a sweeper, gone with their process."""

from __future__ import annotations

import subprocess
import sys

from pathlib import Path

import pytest

from fakes.places import ROOT

from rag.index.generations.cleanup import remove
from rag.index.generations.leases import lease


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file."""
    made = tmp_path / "g"
    made.mkdir()
    (made / "x").write_text("x")
    return made


def test_readers_share(folder) -> None:
    """Any number of them keep the sweeper off, until the last is done."""
    first, second = lease(folder, alone=False), lease(folder, alone=False)
    assert first is not None
    assert second is not None

    first.close()
    assert lease(folder, alone=True) is None
    remove(folder)
    assert (folder / "x").exists()
    second.close()
    second.close()
    remove(folder)

    assert [] == list(folder.parent.iterdir())


def test_one_alone_keeps_others_off(folder) -> None:
    """Nobody begins to read what is about to be removed."""
    held = lease(folder, alone=True)
    assert held is not None
    assert held.binding
    assert lease(folder, alone=False) is None
    held.close()

    assert lease(folder, alone=False) is not None


def test_what_is_gone_has_no_lease(folder, tmp_path) -> None:
    """Neither has a folder that was moved, nor a file."""
    folder.rename(tmp_path / "elsewhere")

    assert lease(folder, alone=False) is None
    assert lease(tmp_path / "elsewhere" / "x", alone=False) is None


def test_a_dead_reader_holds_nothing(folder) -> None:
    """A lease falls with its process, however that ended."""
    code = (
        "import sys; from pathlib import Path; from rag.index.generations.leases import lease\n"
        f"held = lease(Path({str(folder)!r}), alone=False)\n"
        "print('reading', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        remove(folder)
        assert folder.exists()
        process.kill()
        process.wait()
    remove(folder)

    assert not folder.exists()
