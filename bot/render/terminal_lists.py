"""How the sources of lists and counts are drawn, so that the answer stays in sight."""

from __future__ import annotations

import re

from collections.abc import Sequence
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

_RUN = re.compile(r"(?:\[til-[0-9]+\]){4,}")
_PROMPT = 3
"""Lines of a terminal that stand below an answer."""


def spanned(text: str) -> str:
    """Return *text* with a row of many markers as the first and the last of them."""

    def ends(row: re.Match[str]) -> str:
        numbers = [int(n) for n in re.findall(r"[0-9]+", row[0])]
        first, last = numbers[0], numbers[-1]
        if numbers != [*range(first, last + 1)]:
            return row[0]
        return f"[til-{first}]–[til-{last}]"

    return _RUN.sub(ends, text)


class Flow:
    """Short texts side by side, as many as a line holds."""

    def __init__(self, items: Sequence[Text]) -> None:
        self._items = items

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw them line by line."""
        from rich.text import Text

        line = Text(overflow="fold")
        for item in self._items:
            if line and line.cell_len + 2 + item.cell_len > options.max_width:
                yield line
                line = Text(overflow="fold")
            line.append("  " if line else "").append_text(item)
        yield line


class Recalled:
    """What may scroll its own beginning off the screen, which is then repeated."""

    def __init__(self, what: RenderableType, beginning: RenderableType) -> None:
        self._what = what
        self._beginning = beginning

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw it, and its beginning below it where the screen is too small."""
        from rich.segment import Segment

        lines = console.render_lines(self._what, options, pad=False)
        for line in lines:
            yield from line
            yield Segment.line()
        if len(lines) > options.size.height - _PROMPT:
            yield Segment.line()
            yield self._beginning
