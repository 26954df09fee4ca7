"""What a command leaves alone that it has no need of."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from pathlib import Path

from fakes.places import ROOT, Tilbot, cleaned


HEAVY = """
    chromadb kiwipiepy numpy langchain langchain_core langsmith openai rag.check
    snowballstemmer yaml rich
""".split()
CODE = """
import json, os, sys
corpus, command, opened, started = sys.argv[1], sys.argv[2:], [], []
def hook(event, args):
    if event == "open" and str(args[0]).startswith(corpus):
        opened.append(str(args[0]))
    if event == "subprocess.Popen":
        started.append(str(args[0]))
sys.addaudithook(hook)
from bot.cli import main
try:
    main(command)
except SystemExit as e:
    heavy = sorted(set(HEAVY) & sys.modules.keys())
    print(json.dumps([e.code, opened, started, heavy]))
""".replace("HEAVY", repr(HEAVY))


def idle(corpus: Path, home: Path, *command: str) -> tuple[str, list[object]]:
    """Run *command*; return what was said last, the exit code and what was touched."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(corpus), *command],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={
            **cleaned(dict(os.environ)),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "TILBOT_CORPUS": str(corpus),
            "TILBOT_HOME": str(home),
        },
    )
    *_, said, touched = done.stdout.strip().split("\n")
    return said, json.loads(touched)


def test_what_is_not_needed_is_neither_read_nor_started_nor_loaded(
    tilbot: Tilbot, corpus: Path, tmp_path: Path
) -> None:
    """
    Where nothing changed no note is opened, git and Kiwi are not started, no
    library of weight is loaded; also when the dates of notes are those of their
    first commits. A question without a model loads nothing of models.
    """
    env = {**os.environ, "GIT_AUTHOR_DATE": "2021-05-11T12:00:00+09:00"}
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "글"]):
        subprocess.run([*git, *command], cwd=corpus, check=True, env=env)
    for path in corpus.rglob("*"):
        os.utime(path, ns=(0, 1_600_000_000_123_456_789))
    first = tilbot("index")
    changed = corpus / "no-date.md"

    said, touched = idle(corpus, tmp_path / "home", "index")
    changed.write_text("# 바뀜 🧪\n", "utf-8")
    answer, after = idle(corpus, tmp_path / "home", "ask", "--json", "패딩을 왜 넣어?")
    listed = tilbot("list").stdout

    assert 0 == first.returncode, first.stderr
    assert "unchanged 4" in said
    assert [0, [], [], []] == touched
    assert str(changed) in after[1]
    assert not any("git" in command for command in after[2])  # it is known
    assert json.loads(answer)["citations"]
    assert "chromadb" in after[3]
    assert not {"langchain_core", "langsmith", "openai", "rag.check"} & set(after[3])
    assert "2021-05-11\t\t바뀜 🧪\t" in listed
