"""Korean morphemes from a process of its own.

Loading Kiwi takes about a second, in which it holds the interpreter: nothing
else in the process gets on, an event loop least of all. So it loads beside
us, while we load Chroma, and we talk to it over pipes, a line of JSON a batch.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import threading
import time
import weakref

from collections.abc import Callable, Iterable, Iterator, Sequence
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


log = logging.getLogger(__name__)

_Row = list[Any]
"""The fields of a morpheme, as JSON carries them."""
PATIENCE = 60.0
"""Seconds that a batch may take, the loading included."""
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from rag.analyse.kiwi_process import serve; serve()"
)


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
        self._watch: _Watch | None = None
        self._failed = False
        self._ended: Callable[[], object] | None = None

    def warm(self) -> None:
        """Start the child; it loads while the caller goes on."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """Let the child end."""
        with self._lock:
            self._end()

    def content(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """Yield the content morphemes of each text, in order."""
        for batch in batches(texts):
            found = self._asked("content", batch)
            if found is None:
                yield from self._here.content(batch)
            else:
                yield from ([Morpheme._make(row) for row in rows] for rows in found)

    def tokens(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """Yield all morphemes of each text, in order."""
        for batch in batches(texts):
            found = self._asked("tokens", batch)
            if found is None:
                yield from self._here.tokens(batch)
            else:
                yield from ([Token._make(row) for row in rows] for rows in found)

    def _asked(self, what: str, batch: list[str]) -> list[list[_Row]] | None:
        """Return the morphemes of each text of *batch*, None if no child can tell."""
        # What has no Hangul has none; it is not worth the way there and back.
        korean = [text for text in batch if HANGUL.search(text)]
        with self._lock:
            found = self._told(what, korean) if korean else []
        if found is None:
            return None
        rest = iter(found)
        return [next(rest) if HANGUL.search(text) else [] for text in batch]

    def _told(self, what: str, batch: list[str]) -> list[list[_Row]] | None:
        child = self._started()
        if child is None or child.stdin is None or child.stdout is None:
            return None
        if self._watch is None or self._watch.child is not child:
            self._watch = _Watch(child, self._patience)
        self._watch.begin()
        try:
            child.stdin.write(json.dumps([what, batch]) + "\n")
            child.stdin.flush()
            reply: list[list[_Row]] = json.loads(child.stdout.readline())
        except (OSError, ValueError):
            log.warning("the process of Kiwi is gone or silent; it is loaded here")
            self._end()
            self._failed = True
            return None
        finally:
            self._watch.end()
        return reply

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


class _Watch:
    """Kills a child that keeps us waiting, by one thread for all that it is asked.

    To start one for each batch takes longer than Kiwi does for a sentence.
    """

    def __init__(self, child: subprocess.Popen[str], patience: float) -> None:
        self.child = child
        self._patience = patience
        self._until: float | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Take in that the child is asked something."""
        self._until = time.monotonic() + self._patience
        if self._thread.ident is None:
            self._thread.start()

    def end(self) -> None:
        """Take in that it has answered."""
        self._until = None

    def _run(self) -> None:
        while self.child.poll() is None:
            # Nothing that is asked while this sleeps can be late before it wakes.
            now, until = time.monotonic(), self._until
            if until is not None and until <= now:
                # That closes the pipes, so that neither end of it is waited for.
                self.child.kill()
                return
            time.sleep(self._patience if until is None else until - now)


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
