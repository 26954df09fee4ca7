"""What other machines do, as processes: one indexes, one asks without pause."""

from __future__ import annotations

import json
import re
import sys

from pathlib import Path

from fakes.machines import Machine

from rag.errors import TilbotError


def notes(version: int) -> dict[str, str]:
    """Return notes of which each says what version it is of."""
    return {
        "x.md": f"# 서버 🖥\n\n서버는 {version}판이다.\n",
        "y.md": f"# 서버 둘\n\n둘째 서버도 {version}판이다.\n\n```python\nx[0]\n```\n",
        f"only-{version}.md": f"# 서버 소식\n\n서버 소식은 {version}판에만 있다.\n",
    }


def rewrite(machine: Machine, version: int) -> None:
    """Replace all notes of a machine by those of a version."""
    for path in machine.notes.glob("*.md"):
        path.unlink()
    machine.write(notes(version))


def versions(machine: Machine) -> tuple[list[int], str | None]:
    """Return the versions that a search finds, one a note, and its notice."""
    found = machine.find("서버")
    told = [re.search(r"(\d+)판", h.entry.body) for h in found.hits]
    return [int(m[1]) for m in told if m], found.notice


def index(root: Path, url: str, database: str, version: int) -> None:
    """Publish a version, and go."""
    machine = Machine(root, url, database=database)
    rewrite(machine, version)
    machine.index()
    machine.close()


def ask(root: Path, url: str, database: str, done: Path) -> None:
    """Ask until *done* holds ``stop``; print what was wrong, and how often we asked.

    *done* holds the version whose indexing has returned.
    """
    machine = Machine(root, url, database=database)
    wrong: list[object] = []
    asked = words_only = failed = 0
    while (least := done.read_text("ascii")) != "stop":
        try:
            found, notice = versions(machine)
        except TilbotError as e:
            failed += 1
            wrong.append(e.problem)
            continue
        asked += 1
        words_only += notice is not None
        whole = len(found) == 3 and len(set(found)) == 1
        if notice is None and not (whole and found[0] >= int(least)):
            wrong.append((least, found))
        elif not whole:
            wrong.append((least, found, "by words only"))
        if asked == 1:
            print("ready", flush=True)
    machine.close()
    print(json.dumps({"asked": asked, "words_only": words_only, "wrong": wrong[:5]}))


if __name__ == "__main__":
    what, root, url, database, last = sys.argv[1:]
    if what == "index":
        index(Path(root), url, database, int(last))
    else:
        ask(Path(root), url, database, Path(last))
