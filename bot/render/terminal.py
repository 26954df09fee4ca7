"""Answers, hits and entries for a terminal that can do more than plain text."""

from __future__ import annotations

import itertools

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.render import plain
from bot.render.terminal_lists import Flow, Recalled, spanned
from bot.words import Word
from rag.citations.resolution import defuse
from rag.query_types import Kind, Lang
from rag.text.footnote_marks import unmarked
from rag.types import Answer, Citation, Entry, Hit


if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

WIDEST = 100
"""Columns of running text; longer lines are hard to read."""


class Look:
    """How things are drawn: where links lead, and whether there are any."""

    def __init__(self, *, corpus: Path, links: bool) -> None:
        root = corpus if corpus.is_dir() else corpus.parent
        self._root = root.resolve()
        self.links = links

    def answer(self, value: Answer) -> RenderableType:
        """Return an answer with its sources below."""
        from rich.console import Group
        from rich.text import Text

        parts: list[RenderableType] = []
        if value.notice:
            parts += [Text(plain.printable(value.notice), style="til.warning"), ""]
        if value.listing:
            parts.append(self._listing(value))
        else:
            parts.append(self._told(value.text))
            parts += self._sources(value)
        if value.trace:
            hint = f"tilbot why {value.trace}"
            parts += ["", Text(hint, style="til.faint")]
        return Group(*parts)

    def quotes(self, value: Answer) -> RenderableType:
        """Return the quotes of an answer, each below its place."""
        from rich.console import Group
        from rich.padding import Padding

        parts: list[RenderableType] = []
        for citation in value.citations:
            parts.append(self._source([citation], value.query.lang))
            quote = self._told(defuse(unmarked(citation.quote)))
            parts.append(Padding(quote, (0, 0, 1, 4)))
        return Group(*parts)

    def hits(
        self, values: Sequence[Hit], lang: Lang, lines: Iterable[int]
    ) -> RenderableType:
        """Return hits, best first; *lines* says where in its file each begins."""
        from rich.console import Group
        from rich.text import Text

        parts: list[RenderableType] = []
        for rank, (hit, line) in enumerate(zip(values, lines, strict=True), start=1):
            place = Text(style="til.faint").append_text(self._place(hit.entry, line))
            body = Group(place, Text(plain.excerpt(hit.chunk.text)), "")
            parts.append(_hung(f"{rank}.", hit.entry, lang, body))
        return Group(*parts)

    def entries(self, values: Iterable[Entry], lang: Lang) -> RenderableType:
        """Return a table of entries."""
        from rich.table import Table
        from rich.text import Text

        table = Table(
            box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0)
        )
        table.add_column(Word.DATE.text(lang), no_wrap=True)
        table.add_column(Word.CATEGORY.text(lang), max_width=16, overflow="fold")
        table.add_column(Word.TITLE.text(lang), ratio=3, overflow="fold")
        table.add_column(Word.PLACE.text(lang), ratio=2, overflow="fold")
        for entry in values:
            table.add_row(
                Text(plain.day_of(entry, lang)),
                Text(plain.one_line(entry.category or ""), style="til.faint"),
                Text(plain.one_line(entry.title)),
                self._place(entry, entry.line_start),
            )
        return table

    def note(self, entry: Entry, lang: Lang) -> RenderableType:
        """Return a whole entry."""
        from rich.console import Group
        from rich.text import Text

        return Group(
            Text(plain.one_line(entry.title), style="til.title"),
            Text(plain.facts(entry, lang), style="til.faint"),
            "",
            self._told(defuse(entry.body)),
        )

    def _told(self, text: str) -> RenderableType:
        from bot.render.rich_markdown import Notes

        return Notes(plain.printable(text), links=self.links)

    def _sources(self, value: Answer) -> Iterator[RenderableType]:
        yield from self._heading(value)
        for _, group in itertools.groupby(value.citations, key=lambda c: c.entry.id):
            yield self._source(list(group), value.query.lang)

    def _listing(self, value: Answer) -> RenderableType:
        """Return a list or a count, with a place for each note and no more."""
        from rich.console import Group

        text = spanned(value.text)
        parts: list[RenderableType] = [self._told(text), *self._heading(value)]
        if value.citations:
            parts.append(Flow([*self._places(value)]))
        whole = Group(*parts)
        if value.query.kind is not Kind.COUNT:
            return whole
        return Recalled(whole, self._told(text.partition("\n")[0]))

    def _heading(self, value: Answer) -> Iterator[RenderableType]:
        from rich.text import Text

        if value.citations:
            yield ""
            yield Text(Word.SOURCES.text(value.query.lang), style="til.faint")

    def _places(self, value: Answer) -> Iterator[Text]:
        """Yield the number of each citation with its place, a path only once."""
        from rich.style import Style
        from rich.text import Text

        path = None
        for citation in value.citations:
            entry = citation.entry
            url = self._url(entry)
            place = self._place(entry, citation.line_start, short=entry.path == path)
            place.stylize("til.faint")
            text = Text().append(f"[{citation.number}]", style="til.marker")
            text.stylize(Style(link=url or None))
            text.append(" ").append_text(place)
            if since := plain.since(citation, value.query.lang):
                text.append(" ").append(since, style="til.warning")
            path = entry.path
            yield text

    def _source(self, citations: Sequence[Citation], lang: Lang) -> RenderableType:
        """Return where quotes of one entry stand, on two lines."""
        from rich.text import Text

        entry = citations[0].entry
        numbers = "".join(f"[{c.number}]" for c in citations)
        places = Text(style="til.faint")
        for at, line in enumerate(dict.fromkeys(c.line_start for c in citations)):
            places.append("  " if at else "")
            places.append_text(self._place(entry, line, short=at > 0))
        if since := plain.since(citations[0], lang):
            places.append("  ").append(since, style="til.warning")
        if url := plain.one_line(entry.url or ""):
            link = self._url(entry)
            places.append("  ").append(url, style=f"link {link}" if link else "")
        return _hung(numbers, entry, lang, places)

    def _url(self, entry: Entry) -> str:
        """Return the address of *entry* if it may be opened; else ""."""
        url = plain.one_line(entry.url or "")
        return url if self.links and url.startswith(("http://", "https://")) else ""

    def _place(self, entry: Entry, line: int, *, short: bool = False) -> Text:
        """Return ``path:line``, or ``:line``, that opens the file when clicked."""
        from rich.style import Style
        from rich.text import Text

        text = f":{line}" if short else plain.place_of(entry, line)
        link = (self._root / entry.path).as_uri() if self.links else None
        return Text(text, style=Style(link=link))


def _hung(lead: str, entry: Entry, lang: Lang, below: RenderableType) -> RenderableType:
    """Return date and title of *entry* and what is *below*, right of *lead*."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    title = (plain.one_line(entry.title), "til.title")
    head = Text.assemble(plain.day_of(entry, lang), "  ", title)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=len(lead) <= 12, max_width=12)
    grid.add_column(overflow="fold")  # its default would cut words off
    grid.add_row(Text(lead, style="til.marker"), Group(head, below))
    return grid


def console(*, no_color: bool = False) -> Console:
    """Return a console on stdout for a terminal, or what is to be taken for one."""
    from rich.console import Console

    from bot.render.rich_markdown import THEME

    return Console(
        theme=THEME,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=True,
        no_color=no_color or None,
    )
