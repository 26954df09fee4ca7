"""What is written to stdout and stderr, and that it could not be."""

from __future__ import annotations

import os
import sys

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class ReaderGone(Exception):
    """The other end of the pipe has seen enough."""


class OutputBroken(Exception):
    """It can't be written, as on a full disk; says why."""


@contextmanager
def guarded() -> Iterator[None]:
    """
    Tell what fails in writing from any other `OSError`, which is a bug.

    Raises:
        ReaderGone: nobody reads any more.
        OutputBroken: it can't be written.
    """
    plain = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Guarded(plain[0]), _Guarded(plain[1])
    try:
        yield
        sys.stdout.flush()
    finally:
        sys.stdout, sys.stderr = plain


def silence_stdout() -> None:
    """Keep Python from complaining, as it exits, of what it can't write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Guarded:
    """A stream whose failures have names of their own."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with _named():
            return int(self._stream.write(text))

    def writelines(self, lines: list[str]) -> None:
        with _named():
            self._stream.writelines(lines)

    def flush(self) -> None:
        with _named():
            self._stream.flush()


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as e:
        raise ReaderGone from e
    except OSError as e:
        raise OutputBroken(e.strerror or type(e).__name__) from e
