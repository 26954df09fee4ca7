"""Tells from a repository's history when a note was first committed."""

from __future__ import annotations

import functools
import os
import subprocess

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from rag.corpus.walk import SUFFIXES, nfc


TIMEOUT = 60.0
"""Seconds that git may take."""
_COMMIT = "\x01"


def first_commits(root: Path) -> Callable[[str], date | None]:
    """
    Return a function from a path under *root* to the day of its first commit.

    Renames are followed; the day is the author's, in the author's time zone.
    It gives None for what git can't tell: no git, no repository, a path that
    isn't committed, or that was there where a shallow clone begins. The
    history is read once, when the first path is asked for. Never raises.
    """
    folder = root if root.is_dir() else root.parent

    @functools.cache
    def days() -> Mapping[str, date | None]:
        return _days(folder)

    return lambda path: days().get(nfc(path))


def _days(folder: Path) -> dict[str, date | None]:
    where = _git(folder, "rev-parse", "--show-prefix", "--git-path", "shallow")
    if where is None:
        return {}
    prefix, _, shallow = where.removesuffix("\n").partition("\n")
    try:
        cut_off = frozenset((folder / shallow).read_text("ascii").split())
    except (OSError, ValueError):
        cut_off = frozenset()
    # The whole repository: a note may have been moved into *folder*.
    history = _git(
        folder,
        "log",
        "-z",
        "--reverse",
        "--topo-order",
        "--full-history",
        "--root",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-color",
        "-M",
        "--name-status",
        "--diff-filter=AR",
        "--date=short",
        f"--format={_COMMIT}%H %ad",
        "--",
        *(f":(top,icase)*{suffix}" for suffix in sorted(SUFFIXES)),
    )
    found = _added(history or "", cut_off)
    prefix = nfc(prefix)
    return {
        path.removeprefix(prefix): day
        for path, day in found.items()
        if path.startswith(prefix)
    }


def _git(folder: Path, *arguments: str) -> str | None:
    # Inside a hook, git's own variables point at another repository.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603  a list of arguments, no shell
            [  # noqa: S607  git is where the user has it
                "git",
                "--no-pager",
                "-c",
                "core.quotepath=off",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "diff.renames=true",
                "-c",
                "log.follow=false",
                *arguments,
            ],
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _added(history: str, cut_off: frozenset[str]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    day: date | None = None
    words = iter(history.split("\0"))
    for word in words:
        status = word.strip("\n")
        if status.startswith(_COMMIT):
            commit, _, when = status[1:].partition(" ")
            day = None if commit in cut_off else _day(when)
        elif status.startswith("R"):
            before, after = _paths(words, 2)
            found[after] = found.get(before, day)
        elif status == "A":
            (path,) = _paths(words, 1)
            found.setdefault(path, day)
    return found


def _paths(words: Iterator[str], count: int) -> list[str]:
    return [nfc(next(words, "")) for _ in range(count)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # a commit can carry any number for its time
        return None
