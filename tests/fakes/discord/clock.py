"""A clock that stands still until a test moves it, and ids that carry its time."""

from __future__ import annotations

import time

from datetime import UTC, datetime
from itertools import count


EPOCH_MS = 1_420_070_400_000
"""Discord counts from the first second of 2015."""


class Clock:
    """Starts now, since discord.py compares ids with the real time; see `advance`."""

    def __init__(self) -> None:
        self.now = time.time()
        self._ids = count(1)

    def advance(self, seconds: float) -> None:
        """Let time pass for every deadline of Discord's."""
        self.now += seconds

    def snowflake(self) -> int:
        """Return an id above every earlier one, of this moment."""
        milliseconds = int(self.now * 1000) - EPOCH_MS
        return (milliseconds << 22) + next(self._ids)

    def stamp(self) -> str:
        """Return this moment as Discord writes it."""
        return iso(self.now)


def iso(seconds: float) -> str:
    """Return seconds since 1970 as Discord writes them."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
