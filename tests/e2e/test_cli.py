import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
import unicodedata

from pathlib import Path

import pytest

from fakes.places import ROOT, Tilbot, cleaned


def test_a_question_from_the_first_start_to_the_answer(tilbot: Tilbot) -> None:
    """
    The first question indexes the notes, saying so on stderr, and is answered;
    where nothing is found, the exit code tells.
    """
    first = tilbot("ask", "패딩을 왜 넣어?")
    second = tilbot("ask", "패딩을 왜 넣어?")
    nothing = tilbot("ask", "--category", "도구", "--since", "2030", "패딩?")

    assert 0 == first.returncode, first.stderr
    assert "먼저 색인합니다" in first.stderr
    assert (0, "") == (second.returncode, second.stderr)
    assert first.stdout == second.stdout
    assert "크기가 유지된다" in second.stdout
    assert (
        "[1] 2022-03-01 · 패딩을 왜 넣는가 🧩 · 2022/2022-03-01-padding.md:"
        in second.stdout
    )
    assert "\x1b" not in second.stdout + first.stderr
    assert (3, "") == (nothing.returncode, nothing.stderr)


@pytest.mark.slow
def test_every_quote_is_the_source(tilbot: Tilbot, corpus: Path) -> None:
    """A citation's quote stands in its file, at its lines, character for character."""
    done = tilbot("ask", "--json", "패딩의 출력 크기와 코드는?")

    value = json.loads(done.stdout)
    assert value["citations"]
    for citation in value["citations"]:
        lines = (corpus / citation["path"]).read_text("utf-8").split("\n")
        there = "\n".join(lines[citation["line_start"] - 1 : citation["line_end"]])
        assert citation["quote"] in unicodedata.normalize("NFC", there)


@pytest.mark.slow
def test_many_questions_in_any_locale(tilbot: Tilbot) -> None:
    """UTF-8 goes in and out, whatever the locale and however Hangul is composed."""
    asked = [
        {
            "id": "a",
            "question": unicodedata.normalize("NFD", "드롭아웃은 무엇을 끄나?"),
        },
        {"id": "b", "question": "git stash"},
    ]
    stdin = "\n".join(json.dumps(a, ensure_ascii=False) for a in asked) + "\n{\n"

    done = tilbot(
        "search", "--jsonl", stdin=stdin, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )  # fmt: skip

    a, b, bad = (json.loads(line) for line in done.stdout.splitlines())
    assert 65 == done.returncode
    assert "드롭아웃" == a["hits"][0]["title"]
    assert unicodedata.is_normalized("NFC", a["hits"][0]["path"])
    assert "git stash로 잠깐 치워 두기" == b["hits"][0]["title"]
    assert bad["error"]["problem"].startswith("Line 3 ")


@pytest.mark.slow
def test_list_and_show_agree(tilbot: Tilbot) -> None:
    """Every id that list prints is shown, with the same text."""
    listed = [
        json.loads(line) for line in tilbot("list", "--jsonl").stdout.splitlines()
    ]

    shown = json.loads(tilbot("show", "--json", listed[0]["entry_id"]).stdout)
    assert 4 == len(listed)
    assert listed[0] == shown
    assert all(entry["chunks"] >= 1 for entry in listed)


@pytest.mark.parametrize(
    ("code", "args", "env"),
    [
        (2, ["ask", "--since", "gestern", "q"], {}),
        (66, ["status"], {}),
        (66, ["ask", "q"], {"TILBOT_CORPUS": "nowhere"}),
        (78, ["ask", "q"], {"TILBOT_LANG": "xx"}),
        (78, ["doctor"], {"TILBOT_EMBEDDINGS": "openai:x"}),
    ],
)
def test_exit_codes(
    tilbot: Tilbot, code: int, args: list[str], env: dict[str, str]
) -> None:
    """Each way to end has its documented code, and none of them a traceback."""
    done = tilbot(*args, **env)

    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr


def test_a_note_that_cannot_be_read(tilbot: Tilbot, corpus: Path) -> None:
    """It is named with its place, the others are indexed, and the code is 65."""
    (corpus / "bad.md").write_bytes(b"# ok\n\xff\xfe\xfa\n")

    done = tilbot("index")

    assert 65 == done.returncode
    assert "notes: 4 " in done.stdout
    assert "bad.md:2: " in done.stderr


@pytest.mark.slow
def test_a_reader_that_goes_away(tilbot: Tilbot, tmp_path: Path, corpus: Path) -> None:
    """`tilbot list | head -1` is quiet."""
    tilbot("index")
    command = f"{sys.executable} -m bot list --jsonl | head -c 5"

    done = subprocess.run(
        ["/bin/bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={
            **cleaned(dict(os.environ)),
            "PYTHONPATH": str(ROOT),
            "TILBOT_CORPUS": str(corpus),
            "TILBOT_HOME": str(tmp_path / "home"),
        },
    )

    assert ('{"ent', "") == (done.stdout, done.stderr)


def terminal(
    args: list[str], env: dict[str, str], *, until: str, interrupt: bool
) -> tuple[int, str]:
    """Run tilbot on a terminal of its own; return its code and what it drew."""
    fd, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        stdin=other, stdout=other, stderr=other, env=env, start_new_session=True,
    )  # fmt: skip
    os.close(other)
    seen = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                piece = os.read(fd, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
            if interrupt and until.encode() in seen:
                process.send_signal(signal.SIGINT)
                interrupt = False
    os.close(fd)
    return process.wait(timeout=30), seen.decode("utf-8", "replace")


@pytest.fixture
def env(tmp_path: Path, corpus: Path) -> dict[str, str]:
    """The environment of a person at a terminal."""
    return {
        **cleaned(dict(os.environ)),
        "PYTHONPATH": str(ROOT),
        "TILBOT_CORPUS": str(corpus),
        "TILBOT_HOME": str(tmp_path / "home"),
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "LINES": "24",
    }


@pytest.mark.slow
def test_on_a_terminal(tilbot: Tilbot, env: dict[str, str]) -> None:
    """Formulae are readable, places are links, and the cursor is back at the end."""
    tilbot("index")

    code, seen = terminal(
        ["ask", "패딩의 출력 크기는?"], env, until="", interrupt=False
    )

    assert 0 == code
    assert "⌊(n + 2p - k)/s⌋ + 1" in seen
    assert re.search(r"\x1b\]8;[^;]*;file://\S+padding\.md\x1b\\", seen)
    assert seen.count("\x1b[?25l") <= seen.count("\x1b[?25h")


@pytest.mark.slow
def test_a_program_may_wait_for_each_answer(
    tilbot: Tilbot, env: dict[str, str]
) -> None:
    """A result comes before the next line is sent."""
    tilbot("index")
    command = [sys.executable, "-m", "bot", "search", "--jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=env) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for n in range(3):
            process.stdin.write(b'{"id": %d, "question": "padding"}\n' % n)
            process.stdin.flush()

            assert n == json.loads(process.stdout.readline())["id"]
        process.stdin.close()

    assert 0 == process.returncode


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk")
@pytest.mark.parametrize(
    ("code", "line"),
    [
        (0, "list >&-"),
        (0, "list 2>&-"),
        (0, "ask --jsonl <&-"),
        (0, "chat <&-"),
        (0, "--help >&-"),
        (74, "list >/dev/full"),
        (74, "--help >/dev/full"),
    ],
)
def test_streams_that_are_closed_or_full(
    tilbot: Tilbot, env: dict[str, str], code: int, line: str
) -> None:
    """What can't be written is lost or told, never a traceback."""
    tilbot("index")

    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m bot {line}', sys.executable],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_reader_that_has_seen_enough(tilbot: Tilbot, env: dict[str, str]) -> None:
    """A pipe closed at the other end stops it, as the shell's own tools."""
    tilbot("index")
    command = [sys.executable, "-m", "bot", "search", "--jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=env
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stdin is not None
        process.stdin.write(b'{"question": "padding"}\n')
        process.stdin.close()
        assert process.stderr is not None
        said = process.stderr.read()

    assert (141, b"") == (process.returncode, said)


def test_ctrl_c_is_clean(env: dict[str, str]) -> None:
    """It ends with 130, whatever is being loaded, without a traceback."""
    code, seen = terminal(["ask", "패딩?"], env, until="찾아보는", interrupt=True)

    assert 130 == code, seen
    assert "Traceback" not in seen
