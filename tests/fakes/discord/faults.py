"""Trouble: rate limits, and whatever else a test asks for."""

from __future__ import annotations

import math
import re
import time

from collections import defaultdict, deque
from dataclasses import dataclass, field

from fakes.discord.clock import Clock
from fakes.discord.state import Json


@dataclass(kw_only=True)
class Fault:
    """What happens to the next *times* requests that match."""

    method: str = ".*"
    path: str = ".*"
    """A pattern that is searched for in the path behind /api/v10."""
    status: int | None = None
    body: Json | str | None = None
    """A text is sent as HTML, as a proxy in between would."""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Real seconds before anything happens."""
    late: float = 0.0
    """Virtual seconds that the request takes to arrive."""
    reset: bool = False
    """Breaks the connection instead of answering."""
    done: bool = False
    """Does first what was asked, and only then answers badly."""
    times: int = 1
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        """Whether it is meant for this request, and not used up."""
        return (
            self.hits < self.times
            and re.fullmatch(self.method, method) is not None
            and re.search(self.path, path) is not None
        )


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a bucket has left after a request."""

    refused: bool
    limit: int
    remaining: int
    reset_after: float


class Faults:
    """
    The rate limits, and the faults to inject.

    Buckets run on the real clock plus what a test has advanced, since the client
    sleeps for real; a short *window* keeps a test short.
    """

    def __init__(self, clock: Clock, limit: int, window: float) -> None:
        self.clock = clock
        self.limit = limit
        self.window = window
        self.pending: list[Fault] = []
        self.global_until = 0.0
        self._start = clock.now
        self._used: dict[object, deque[float]] = defaultdict(deque)

    def add(self, **what: object) -> Fault:
        """Plan a `Fault`; its ``hits`` tell how often it struck."""
        fault = Fault(**what)  # type: ignore[arg-type]
        self.pending.append(fault)
        return fault

    def next(self, method: str, path: str) -> Fault | None:
        """Return the fault that strikes this request."""
        for fault in self.pending:
            if fault.matches(method, path):
                fault.hits += 1
                return fault
        return None

    def _time(self) -> float:
        return time.monotonic() + self.clock.now - self._start

    def limit_globally(self, seconds: float) -> None:
        """Refuse everything but interactions for so long."""
        self.global_until = self._time() + seconds

    def global_wait(self) -> float:
        """Return for how long everything is refused, s."""
        return max(0.0, self.global_until - self._time())

    def take(self, key: object) -> Room:
        """Use a place of a bucket, if it has one."""
        now, used = self._time(), self._used[key]
        while used and used[0] <= now - self.window:
            used.popleft()
        refused = len(used) >= self.limit
        if not refused:
            used.append(now)
        return Room(
            refused=refused,
            limit=self.limit,
            remaining=self.limit - len(used),
            reset_after=math.ceil(1000 * (used[0] + self.window - now)) / 1000,
        )
