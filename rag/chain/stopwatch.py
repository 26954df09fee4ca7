"""Measures the steps of one answer."""

from __future__ import annotations

import time

from dataclasses import dataclass, field, replace

from rag.types import Timings


@dataclass
class Stopwatch:
    """Runs from when it is made; in milliseconds."""

    _timings: Timings = field(default_factory=Timings)
    _began: float = field(default_factory=time.perf_counter)
    _lap: float = field(default_factory=time.perf_counter)

    def lap(self, step: str, **within: float) -> None:
        """Book the time since the last lap, and what was measured *within* it."""
        now = time.perf_counter()
        spent = round((now - self._lap) * 1000, 2)
        self._timings = replace(self._timings, **{step: spent, **within})
        self._lap = now

    def total(self) -> Timings:
        """Return the laps, and the time since the beginning."""
        spent = (time.perf_counter() - self._began) * 1000
        return replace(self._timings, total=round(spent, 2))
