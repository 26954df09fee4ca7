"""How long something lasts, written without spaces: ``11m20s``, ``1h30m``."""

from __future__ import annotations

from collections.abc import Iterator

from rag.text.lazy_regex import lazily


_LASTS = lazily(
    r"(?<![\w.])(?=\d+[hms]\d)(?:(?P<hour>\d+)h)?(?:(?P<minute>\d{1,3})m)?"
    r"(?:(?P<second>\d{1,2})s)?(?![A-Za-z0-9])"
)


def durations(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Yield each part of a duration, its unit, and where it begins and ends."""
    for m in _LASTS.finditer(text):
        for unit, number in m.groupdict().items():
            if number:
                yield int(number), unit, m.start(unit), m.end(unit) + 1
