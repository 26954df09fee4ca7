"""The command line on two machines that share an index on a Chroma server."""

from __future__ import annotations

import json
import re

from pathlib import Path

import pytest

from fakes.chroma import ChromaProcess, Front
from fakes.places import Tilbot

from rag.wording.phrases import Say, say


pytestmark = pytest.mark.slow


TOKEN = "ck-Geheim-42"  # noqa: S105  # made up


def test_a_second_machine_needs_the_address_alone(
    tilbot: Tilbot, tmp_path: Path, chroma: ChromaProcess, database: str
) -> None:
    """It answers from notes that it never had, says what it fetched, and once."""
    with Front(chroma.port).running() as front:
        server = {
            "TILBOT_CHROMA_URL": front.url,
            "TILBOT_CHROMA_DATABASE": database,
            "TILBOT_CHROMA_TOKEN": TOKEN,
            "TILBOT_LANG": "ko",
        }
        second = {
            **server,
            "TILBOT_HOME": str(tmp_path / "second"),
            "TILBOT_CORPUS": str(tmp_path / "nothing"),
        }
        first = tilbot("-vv", "index", **server)
        told = tilbot("ask", "--json", "패딩을 왜 넣어?", **second)
        status = tilbot("status", **second)
        doctor = tilbot("-vv", "doctor", **second)
        front.misbehave = lambda *_: 503
        down = tilbot("ask", "패딩을 왜 넣어?", **second)
    everything = (first, told, status, doctor, down)

    assert 0 == first.returncode
    assert 0 == told.returncode
    (fetching,) = told.stderr.splitlines()
    assert re.match(r"127\.0\.0\.1:\d+에서 대목 4개를 받", fetching)
    (citation,) = json.loads(told.stdout)["citations"][:1]
    assert "2022/2022-03-01-padding.md" == citation["path"]
    assert 8 == citation["line_start"]
    assert f"127.0.0.1:{front.url.rpartition(':')[2]} (Chroma" in status.stdout
    assert ".g000000001" in status.stdout
    assert "다른 컴퓨터의 노트" in status.stdout
    assert (0, 0) == (status.returncode, doctor.returncode)
    assert "✓ Chroma 서버: 127.0.0.1" in doctor.stdout
    assert 0 == down.returncode
    assert say(Say.WORDS_ONLY, "ko") in down.stdout
    assert 1 == len(down.stderr.splitlines())
    for run in everything:
        assert TOKEN not in run.stdout + run.stderr
        assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_a_machine_with_other_notes_does_not_replace_them(
    tilbot: Tilbot, tmp_path: Path, chroma: ChromaProcess, database: str
) -> None:
    """Asking publishes nothing, indexing refuses, and --rebuild is how to mean it."""
    server = {"TILBOT_CHROMA_URL": chroma.url, "TILBOT_CHROMA_DATABASE": database}
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.md").write_text("# 딴 노트\n\n딴 이야기이다.\n", "utf-8")
    second = {
        **server,
        "TILBOT_HOME": str(tmp_path / "second"),
        "TILBOT_CORPUS": str(other),
    }
    tilbot("index", **server)

    asked = tilbot("list", **second)
    refused = tilbot("index", **second)
    meant = tilbot("index", "--rebuild", **second)
    after = tilbot("list", **server)

    assert "git stash" in asked.stdout
    assert "딴 노트" not in asked.stdout
    assert 78 == refused.returncode
    assert "TILBOT_CHROMA_DATABASE" in refused.stderr
    assert 0 == meant.returncode
    assert "딴 노트" in after.stdout
    assert "git stash" not in after.stdout


@pytest.mark.parametrize("args", [("ask", "서버?"), ("index",), ("status",)])
def test_nobody_listens(tilbot: Tilbot, args: tuple[str, ...]) -> None:
    """One sentence, one hint, and the exit code of a service."""
    run = tilbot(*args, TILBOT_CHROMA_URL="http://127.0.0.1:9")

    assert 69 == run.returncode
    assert "" == run.stdout
    assert 2 == len(run.stderr.splitlines())
    assert "127.0.0.1:9 can't be reached" in run.stderr
