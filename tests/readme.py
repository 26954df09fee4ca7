"""The terminal sessions of the README files: found, run, and renewed.

    python tests/readme.py    # writes what the commands print now into both files

Look at the difference before you commit it: it is what a reader will see.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
FILES = (ROOT / "README.md", ROOT / "README.ko.md")
SETTINGS = tuple(
    re.findall(
        r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE
    )
)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_TRACE = re.compile(r"(tilbot why |\"trace\": \")[0-9a-f]{6}")
_MILLISECONDS = re.compile(r'("(?:understand|retrieve|generate|check|total)": )[0-9.]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A command that a README shows, and what it prints."""

    command: str
    output: str

    @property
    def alone(self) -> str:
        """The command without the installation in front of it."""
        return self.command.rpartition(" && ")[2].replace(".venv/bin/", "")

    @property
    def is_ours(self) -> bool:
        """Whether it runs tilbot, rather than installs or tests it."""
        return bool(re.search(r"(^|\| *)tilbot ", self.alone))


def sessions(text: str) -> list[Session]:
    """Return the sessions of a README; a ``$`` begins each."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Session(command=command, output=output.rstrip("\n")))
    return found


def steady(output: str) -> str:
    """Return *output* without what differs from run to run: milliseconds, ids."""
    return _TRACE.sub(r"\g<1>000000", _MILLISECONDS.sub(r"\g<1>0", output))


def programs(home: Path) -> Path:
    """Make ``tilbot`` and ``python3`` those of this checkout; return their folder."""
    folder = home / "bin"
    folder.mkdir()
    for name, args in (("tilbot", "-m bot "), ("python3", "")):
        script = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {args}"$@"\n'
        (folder / name).write_text(script, "utf-8")
        (folder / name).chmod(0o755)
    return folder


def run(command: str, home: Path) -> str:
    """
    Return what a terminal of 80 columns shows for *command*, but for colours.

    Args:
        command: Runs in the checkout.
        home: Where the index is kept, and where `programs` has been.
    """
    kept = {
        n: os.environ[n] for n in ("HOME", "SYSTEMROOT", "TMPDIR") if n in os.environ
    }
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=ROOT,
        timeout=120,
        check=False,
        env={
            **kept,
            # Blank counts as unset, and wins over a .env of the checkout.
            **dict.fromkeys(SETTINGS, ""),
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "TILBOT_HOME": str(home / "index"),
            "TERM": "xterm",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "FORCE_COLOR": "1",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        },
    )
    shown = _COLOURS.sub("", done.stdout)
    return "\n".join(line.rstrip() for line in shown.splitlines()).rstrip("\n")


def run_all(
    shown: Sequence[Session], home: Path, *, at_once: int = 1
) -> dict[str, str]:
    """
    Return what each session prints now, by command; the first one indexes.

    Args:
        shown: In the order of the page.
        home: An empty folder.
        at_once: How many run beside one another, once the notes are indexed.
    """
    programs(home)
    first, *others = shown
    with ThreadPoolExecutor(at_once) as pool:
        printed = [
            run(first.alone, home),
            *pool.map(lambda session: run(session.alone, home), others),
        ]
    return {s.command: p for s, p in zip(shown, printed, strict=True)}


def main() -> None:
    """Write what the commands print now into both files."""
    shown = [s for s in sessions(FILES[0].read_text("utf-8")) if s.is_ours]
    with tempfile.TemporaryDirectory() as home:
        printed = run_all(shown, Path(home))
    for session in shown:
        # Milliseconds alone are no news.
        if steady(session.output) == steady(printed[session.command]):
            printed[session.command] = session.output

    def renewed(block: re.Match[str]) -> str:
        lines = ["```console"]
        for session in sessions(block[0]):
            output = printed.get(session.command, session.output)
            lines += [f"$ {session.command}", *output.splitlines()]
        return "\n".join([*lines, "```"])

    for path in FILES:
        path.write_text(_BLOCK.sub(renewed, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
