"""Runs tilbot, and kills it right before or after a step that reaches the disk.

python -m fakes.dying STEP before|after ARGUMENTS...

Steps are the calls of `os.replace`, `os.rename`, `os.fsync` and the commits of
SQLite, counted from 1; their number is written to stderr at the end.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys

from typing import Any


def main() -> None:
    """Patch, and run the command line."""
    step, when = int(sys.argv[1]), sys.argv[2]
    seen = 0

    def dying(call: Any) -> Any:
        def inner(*args: Any, **more: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == step and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = call(*args, **more)
            if seen == step and when == "after":
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return inner

    class Connection(sqlite3.Connection):
        """Ends its transactions as ``with connection:`` does."""

        def __exit__(self, *raised: object) -> bool:
            return bool(dying(super().__exit__)(*raised))

    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **k: connect(*a, factory=Connection, **k)  # type: ignore[assignment]
    for name in ("replace", "rename", "fsync"):
        setattr(os, name, dying(getattr(os, name)))
    from bot.cli import main as tilbot

    try:
        tilbot(sys.argv[3:])
    finally:
        sys.stderr.write(f"steps: {seen}\n")


if __name__ == "__main__":
    main()
