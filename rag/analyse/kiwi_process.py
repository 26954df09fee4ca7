"""Korean morphemes from a process of its own.

Loading Kiwi takes about a second, in which it holds the interpreter: nothing
else in the process gets on, an event loop least of all. So it loads beside
us, while we load Chroma, and we talk to it over pipes, a line of JSON a batch.
"""

from __future__ import annotations

import itertools
import json
import logging
import signal
import subprocess
import sys
import threading
import weakref

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from rag.analyse.hangul import (
    HANGUL,
    KiwiMorphology,
    Morpheme,
    Morphology,
    ParticleMorphology,
    Token,
    batches,
)
from rag.analyse.watch import Watch


log = logging.getLogger(__name__)

_Row = list[Any]
"""The fields of a morpheme, as JSON carries them."""
PATIENCE = 60.0
"""Seconds that a batch may take, the loading included."""
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from rag.analyse.kiwi_process import serve; serve()"
)


@dataclass(eq=False, slots=True)
class _Asked:
    """What the child is asked at once."""

    batch: list[str]
    korean: list[str]
    """Those of them that it is asked about."""
    found: list[list[_Row]] | None = None
    """Their morphemes, once they are taken in."""


class KiwiProcess:
    """A `Morphology` that asks a child process; may be shared by threads.

    Where no child can be started, it dies or is silent, Kiwi is loaded here
    instead.
    """

    def __init__(self, *, patience: float = PATIENCE) -> None:
        """*patience*: Seconds that a batch may take."""
        self._patience = patience
        self._here = KiwiMorphology()
        self.name = self._here.name
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._watch: Watch | None = None
        self._open: _Asked | None = None
        self._failed = False
        self._ended: Callable[[], object] | None = None

    def warm(self) -> None:
        """Start the child; it loads while the caller goes on."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """Let the child end."""
        with self._lock:
            self._take()
            self._end()

    def content(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """Yield the content morphemes of each text, in order."""
        for asked in self._asked("content", texts):
            found = self._told(asked)
            if found is None:
                yield from self._here.content(asked.batch)
            else:
                yield from ([Morpheme._make(row) for row in rows] for rows in found)

    def tokens(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """Yield all morphemes of each text, in order.

        The first are asked for at once, so that the caller can do something else
        before it takes them.
        """
        asked = self._asked("tokens", texts)
        first = next(asked, None)
        return self._tokens(itertools.chain([first] if first else (), asked))

    def _tokens(self, batches: Iterable[_Asked]) -> Iterator[list[Token]]:
        for asked in batches:
            found = self._told(asked)
            if found is None:
                yield from self._here.tokens(asked.batch)
            else:
                yield from ([Token._make(row) for row in rows] for rows in found)

    def _asked(self, what: str, texts: Iterable[str]) -> Iterator[_Asked]:
        """Ask for the morphemes of *texts*, batch by batch as these are wanted."""
        for batch in batches(texts):
            # What has no Hangul has none; it is not worth the way there and back.
            asked = _Asked(batch, [text for text in batch if HANGUL.search(text)])
            if asked.korean:
                with self._lock:
                    # One at a time: if both ends wrote, neither might read.
                    self._take()
                    self._ask(what, asked)
            yield asked

    def _told(self, asked: _Asked) -> list[list[_Row]] | None:
        """Return the morphemes of each text of a batch, None if no child can tell."""
        with self._lock:
            if asked is self._open:
                self._take()
        if asked.korean and asked.found is None:
            return None
        rest = iter(asked.found or ())
        return [next(rest) if HANGUL.search(text) else [] for text in asked.batch]

    def _ask(self, what: str, asked: _Asked) -> None:
        child = self._started()
        if child is None or child.stdin is None:
            return
        if self._watch is None or self._watch.child is not child:
            self._watch = Watch(child, self._patience)
        with self._watched(self._watch):
            child.stdin.write(json.dumps([what, asked.korean]) + "\n")
            child.stdin.flush()
            self._open = asked

    def _take(self) -> None:
        """Take in the answer to what was asked last, whoever wants it."""
        asked, self._open = self._open, None
        child, watch = self._child, self._watch
        if asked is None or child is None or child.stdout is None or watch is None:
            return
        with self._watched(watch):
            asked.found = json.loads(child.stdout.readline())

    @contextmanager
    def _watched(self, watch: Watch) -> Iterator[None]:
        watch.begin()
        try:
            yield
        except (OSError, ValueError):
            log.warning("the process of Kiwi is gone or silent; it is loaded here")
            self._end()
            self._failed = True
        finally:
            watch.end()

    def _started(self) -> subprocess.Popen[str] | None:
        if self._child is None and not self._failed:
            try:
                self._child = subprocess.Popen(  # noqa: S603  # our own program
                    [sys.executable, "-c", _START, json.dumps(sys.path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="ascii",
                )
            except OSError:
                self._failed = True
            else:
                # Who is forgotten, or asked once more when closed, takes it along.
                self._ended = weakref.finalize(self, _end, self._child)
        return self._child

    def _end(self) -> None:
        self._child = None
        if self._ended:
            self._ended()


def _end(child: subprocess.Popen[str]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                pass  # it is gone, which is what we want
    child.kill()
    child.wait()


def beside() -> Morphology:
    """Return Kiwi in a process of its own, or the particle list without it."""
    try:
        return KiwiProcess()
    except metadata.PackageNotFoundError:
        return ParticleMorphology()


def serve() -> None:
    """Answer lines of JSON on stdin until it ends; the child's main program."""
    # Ctrl-C is for the parent, which then closes our stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kiwi = KiwiMorphology()
    next(kiwi.content(["가"]))
    for line in sys.stdin:
        what, batch = json.loads(line)
        found: Iterator[Sequence[Morpheme | Token]]
        found = kiwi.tokens(batch) if what == "tokens" else kiwi.content(batch)
        sys.stdout.write(json.dumps(list(found)) + "\n")
        sys.stdout.flush()
