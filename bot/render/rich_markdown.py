"""Markdown as rich draws it, in colours that both light and dark terminals bear.

The one module that loads rich when it is imported; import it where it is used.
"""

from __future__ import annotations

import re

from typing import ClassVar

from markdown_it import MarkdownIt
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import (
    CodeBlock,
    Heading,
    Markdown,
    MarkdownElement,
    TableElement,
)
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from bot.render.marks import careful
from bot.render.math_markdown import MATH, readable
from rag.citations.markers import CITED, CUT


THEME = Theme(
    {
        "markdown.code": "magenta",
        "markdown.code_block": "none",
        "markdown.block_quote": "none",
        "markdown.item.bullet": "cyan",
        "markdown.item.number": "cyan",
        "markdown.hr": "dim",
        "markdown.link": "underline cyan",
        "markdown.link_url": "underline cyan",
        "markdown.table.border": "dim",
        "markdown.table.header": "bold",
        **{f"markdown.h{n}": "bold" for n in range(1, 7)},
        "til.marker": "bold cyan",
        "til.title": "bold",
        "til.faint": "dim",
        "til.warning": "yellow",
    }
)
"""No background, and no colour that vanishes on white or on black."""

_CODE = ANSISyntaxTheme(
    {
        (): Style(),
        ("Comment",): Style(dim=True, italic=True),
        ("Keyword",): Style(color="magenta"),
        ("Name", "Builtin"): Style(color="cyan"),
        ("Name", "Function"): Style(bold=True),
        ("Name", "Class"): Style(bold=True),
        ("Name", "Decorator"): Style(color="cyan"),
        ("Literal", "String"): Style(color="green"),
        ("Literal", "Number"): Style(color="cyan"),
    }
)
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Brackets of a marker, until it is drawn: code may hold ``[1]`` of its own."""
_BRACKET = re.compile(f"([{_OPEN}{_CLOSE}])")


class _Code(CodeBlock):
    """Code and displayed formulae, set in by two columns."""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        code = str(self.text).rstrip()
        if self.lexer_name == MATH:
            yield Padding(Text(code, style="italic"), (0, 0, 0, 4))
            return
        syntax = Syntax(code, self.lexer_name, theme=_CODE, word_wrap=True)
        yield Padding(syntax, (0, 0, 0, 2))


class _Table(TableElement):
    """A table whose cells are wrapped; rich's own would cut them off."""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        for table in super().__rich_console__(console, options):
            assert isinstance(table, Table)  # noqa: S101  # what rich makes of it
            for column in table.columns:
                column.overflow = "fold"
            yield table


class _Heading(Heading):
    LEVEL_ALIGN: ClassVar = {f"h{n}": "left" for n in range(1, 7)}


class _Markdown(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "fence": _Code,
        "code_block": _Code,
        "heading_open": _Heading,
        "table_open": _Table,
    }

    def __init__(self, text: str, *, links: bool) -> None:
        super().__init__("", hyperlinks=links)
        # Without HTML, so that vector<int> in a note is shown and not dropped.
        # References would hide the line that names the address.
        parser = MarkdownIt("commonmark", {"html": False}).disable(["reference"])
        careful(parser.enable(["strikethrough", "table"]))
        self.parsed = parser.parse(text)


class Notes:
    """Markdown of an answer or a note, with formulae and markers drawn."""

    def __init__(self, text: str, *, links: bool) -> None:
        text = CITED.sub(rf"{_OPEN}\1{_CLOSE}", readable(text))
        self._markdown = _Markdown(text, links=links)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw the Markdown, then put the brackets of the markers back."""
        marker = console.get_style("til.marker")
        within = False  # a narrow line, or a lexer, may cut a marker in two
        for text, style, control in console.render(self._markdown, options):
            if control or not (within or _OPEN in text):
                yield Segment(text, style, control)
                continue
            for part in filter(None, _BRACKET.split(text)):
                within = within or part == _OPEN
                drawn = {_OPEN: "[", _CLOSE: "]"}.get(part, part)
                yield Segment(drawn, (style or Style()) + marker if within else style)
                within = within and part != _CLOSE


class Trimmed:
    """Something drawn in at most *widest* columns, no spaces at the end of lines."""

    def __init__(self, what: RenderableType, *, widest: int) -> None:
        self._what = what
        self._widest = widest

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw it line by line."""
        options = options.update_width(min(self._widest, options.max_width))
        for line in console.render_lines(self._what, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                text, style, _ = line.pop()
                line.append(Segment(text.rstrip(), style))
            yield from line
            yield Segment.line()


class Tail:
    """The last lines of a text that is still being written."""

    def __init__(self, *, links: bool, widest: int) -> None:
        self.text = ""
        self._links = links
        self._widest = widest

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw as much of the end as the terminal has room for."""
        room = max(1, options.size.height - 2)
        # A terminal echoes ^C behind the last line; it must not wrap.
        options = options.update_width(min(self._widest, options.max_width - 3))
        drawn: RenderableType = Notes(CUT.sub("", self.text), links=self._links)
        lines = console.render_lines(drawn, options.update(height=None), pad=False)
        for line in lines[-room:]:
            yield from line
            yield Segment.line()
