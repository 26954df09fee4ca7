"""Gives searches the generation that answers, whatever became of the latest one."""

from __future__ import annotations

import logging
import threading
import time

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rag.errors import IndexBroken, IndexMissing
from rag.index.generations.failures import Failures
from rag.index.generations.library import ReadingLibrary
from rag.index.generations.open_generation import Generation, OpenNeighbours, opened


log = logging.getLogger(__name__)

T = TypeVar("T")

_TRIES = 100
"""How often CURRENT is read anew when what it names is gone already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Why it is not the latest index that answers."""

    damaged: bool
    """Whether the current one is damaged; else there is none for the settings
    yet, and that of others answers."""
    built_at: datetime | None
    """When the one that answers was published, in UTC."""


class Published:
    """Lets work be done on the generation that answers now; may be shared by
    threads. Each new generation is opened once, beside the one before, which is
    closed when the last work on it is done.
    """

    def __init__(
        self,
        generations: ReadingLibrary,
        others: Callable[[], list[Path]] = list,
        *,
        elsewhere: OpenNeighbours | None = None,
    ) -> None:
        """
        Args:
            generations: Whose current generation answers.
            others: Gives generations of other indexes that may answer as long
                as there is none, the best first.
            elsewhere: Opens the vectors of a generation where they are not in
                its folder.
        """
        self._elsewhere = elsewhere
        self._generations = generations
        self._others = others
        self._lock = threading.Lock()
        """Held to look at what is opened, never while a disk or server is asked."""
        self._door = threading.Lock()
        """Held to open another one; taken before the other lock."""
        self._opened: Generation | None = None
        self._users: dict[Generation, int] = {}
        self._failures = Failures()
        self.remark: Remark | None = None
        """Set while it is not the latest index that answers."""

    def run(self, work: Callable[[Generation], T]) -> T:
        """
        Return what *work* makes of the generation that answers.

        One that turns out to be damaged is mended if it can be, else left for
        the one before; then *work* is done again.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: neither can be read.
        """
        first: IndexBroken | None = None
        while True:
            try:
                with self._used() as generation:
                    try:
                        return work(generation)
                    except IndexBroken as e:
                        with self._door:
                            self._fails(generation.folder, e, generation)
                        first = first or e
            except _AllBroken as e:
                raise first or e.reason from None

    def answers(self) -> bool:
        """Say whether there is any generation to answer from."""
        try:
            return self.run(lambda _: True)
        except (IndexMissing, IndexBroken):
            return False

    def is_latest(self, generation: Generation) -> bool:
        """Say whether work on *generation* would be done on it again now."""
        current, _ = self._current()
        with self._lock:
            if self._is_opened(current):
                return self._opened is generation
        with self._door:
            return self._chosen() is generation

    @contextmanager
    def _used(self) -> Iterator[Generation]:
        generation = self._taken()
        try:
            yield generation
        finally:
            with self._lock:
                self._users[generation] -= 1
                if generation is not self._opened:
                    self._let_go(generation)

    def _taken(self) -> Generation:
        """Return the generation that answers, with one more user."""
        current, _ = self._current()
        with self._lock:
            if self._opened is not None and self._is_opened(current):
                self._remark(self._opened, current)
                return self._with_user(self._opened)
        with self._door:
            generation = self._chosen()
            with self._lock:
                return self._with_user(generation)

    def _is_opened(self, current: Path | None) -> bool:
        """Say whether *current* is open, and nothing is known against it."""
        return (
            self._opened is not None
            and self._opened.folder == current
            and current not in self._failures.lately()
        )

    def _with_user(self, generation: Generation) -> Generation:
        self._users[generation] = self._users.get(generation, 0) + 1
        return generation

    def _let_go(self, generation: Generation) -> None:
        """Close what nobody uses any more."""
        if not self._users.get(generation):
            self._users.pop(generation, None)
            generation.close(discard=True)

    def _chosen(self) -> Generation:
        """Return what is open or gets so; for one thread at a time."""
        for _ in range(_TRIES):
            with self._lock:
                failed = self._failures.lately()
            current, unread = self._current()
            if current is not None and current not in failed:
                folders = [current]
            else:
                folders = self._generations.candidates() or self._others()
            for folder in folders:
                if folder in failed:
                    continue
                with self._lock:
                    if self._opened is not None and self._opened.folder == folder:
                        self._remark(self._opened, current)
                        return self._opened
                try:
                    found = opened(folder, self._elsewhere)
                except IndexBroken as e:
                    log.warning("generation %s can't be opened: %s", folder.name, e)
                    self._fails(folder, e)
                    break
                if found is None:
                    break  # it was swept; CURRENT names another one now
                with self._lock:
                    before, self._opened = self._opened, found
                    if before is not None:
                        self._let_go(before)
                    self._remark(found, current)
                return found
            else:
                if not folders and unread is not None:
                    raise unread
                if not folders:
                    raise IndexMissing(
                        "These notes are not indexed yet.", hint="Run `tilbot index`."
                    )
                raise _AllBroken(failed[folders[0]])
            time.sleep(0.001)
        raise IndexBroken(
            f"The index in {self._generations.root} changes faster than it is read.",
            hint="Try again.",
        )

    def _current(self) -> tuple[Path | None, IndexBroken | None]:
        """Return which one is current, or why that can't be known."""
        try:
            return self._generations.current(), None
        except IndexBroken as e:
            return None, e

    def _fails(
        self, folder: Path, error: IndexBroken, was: Generation | None = None
    ) -> None:
        """Have *folder* mended, or leave it alone for a while; see `_chosen`."""
        if self._failures.mended_lately(folder):
            with self._lock:
                if was is None or was is self._opened:
                    self._failures.add(folder, error)
            return
        mended = self._generations.mended(folder)
        with self._lock:
            if not mended:
                self._failures.add(folder, error)
                return
            self._failures.mended(folder)
            if was is not None and was is self._opened:
                self._opened = None  # has the files from before; let go after use

    def _remark(self, chosen: Generation, current: Path | None) -> None:
        self.remark = None
        if chosen.folder != current:
            self.remark = Remark(
                damaged=chosen.folder.parent == self._generations.root,
                built_at=chosen.manifest.built_at if chosen.manifest else None,
            )

    def close(self) -> None:
        """Let go of the files; the copy of the vectors stays for the next."""
        with self._lock:
            if self._opened is not None:
                failed = self._opened.folder in self._failures.lately()
                self._users.pop(self._opened, None)
                self._opened.close(discard=failed)
                self._opened = None


class _AllBroken(Exception):
    """No generation is left to try."""

    def __init__(self, reason: IndexBroken) -> None:
        super().__init__(str(reason))
        self.reason = reason
