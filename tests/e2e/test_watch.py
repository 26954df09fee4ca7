"""``tilbot index --watch`` as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

from pathlib import Path

import pytest

from fakes.places import ROOT, cleaned


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_notes_are_indexed_as_they_change_until_ctrl_c(
    tmp_path: Path, corpus: Path
) -> None:
    """
    Each change gives one line, a run that fails is said and is not the end, and
    Ctrl-C ends it without a traceback.
    """
    errors = tmp_path / "stderr"
    with errors.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "bot", "index", "--watch"],
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
            cwd=tmp_path,
            env={
                **cleaned(dict(os.environ)),
                "PYTHONPATH": str(ROOT),
                "TILBOT_CORPUS": str(corpus),
                "TILBOT_HOME": str(tmp_path / "home"),
                "TILBOT_LANG": "en",
            },
        )
    # Whatever hangs, ends; what was awaited is then missed below.
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()

    def said(words: str) -> None:
        while words not in errors.read_text("utf-8") and process.poll() is None:
            time.sleep(0.02)

    try:
        lines = [process.stdout.readline()]
        said("Watching")
        (corpus / "새 글.md").write_text("# 새 글 🧪\n\n새로 썼다.\n", "utf-8")
        lines.append(process.stdout.readline())
        corpus.rename(tmp_path / "away")
        said("can't be read")
        (tmp_path / "away").rename(corpus)
        (corpus / "새 글.md").unlink()
        lines.append(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()

    expected = ("added 4", "added 1", "removed 1")
    assert [True] * 3 == [w in line for w, line in zip(expected, lines, strict=True)]
    assert "" == rest
    assert 130 == process.returncode
    assert "Traceback" not in errors.read_text("utf-8")
