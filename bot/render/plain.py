"""Answers, hits and entries as text without any styling, for pipes and files."""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence

from bot.render.math_markdown import gist
from bot.words import Word
from rag.citations.resolution import plain_markers
from rag.query_types import Lang, iso
from rag.text.footnote_marks import unmarked
from rag.types import Answer, Citation, Entry, Header, Hit


_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ue000\ue001]")
EXCERPT = 240
"""Characters of a hit that are shown."""


def printable(text: str) -> str:
    """Return *text* without control characters but ends of lines and tabs.

    A note or a model could otherwise move the cursor, or worse. Two private
    characters go as well, which stand for brackets while Markdown is drawn.
    """
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Return *text* as a single line."""
    return " ".join(printable(text).split())


def day_of(entry: Entry | Header, lang: Lang) -> str:
    """Return the date of *entry* for a reader."""
    return iso(entry.day) or Word.UNDATED.text(lang)


def place_of(entry: Entry, line: int) -> str:
    """Return ``path:line``, as editors understand it."""
    return f"{one_line(entry.path)}:{line}"


def excerpt(text: str) -> str:
    """Return the beginning of a passage as one line, formulae readable."""
    line = gist(printable(unmarked(text)))
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def answer(value: Answer) -> str:
    """Return an answer with its sources below."""
    lang = value.query.lang
    parts = [value.notice or "", plain_markers(value.text)]
    if value.citations:
        rows = [_source(c, lang) for c in value.citations]
        parts.append("\n".join([Word.SOURCES.text(lang), *rows]))
    return printable("\n\n".join(part for part in parts if part))


def quotes(value: Answer) -> str:
    """Return the quotes of an answer, each with its place."""
    lang = value.query.lang
    return printable(
        "\n\n".join(
            f"{_source(c, lang)}\n{_indented(unmarked(c.quote))}"
            for c in value.citations
        )
    )


def hits(values: Sequence[Hit], lang: Lang, lines: Iterable[int]) -> str:
    """Return hits, best first; *lines* says where in its file each begins."""
    return "\n\n".join(
        f"{rank}. {day_of(hit.entry, lang)} · {one_line(hit.entry.title)}\n"
        f"   {place_of(hit.entry, line)}\n"
        f"   {excerpt(hit.chunk.text)}"
        for rank, (hit, line) in enumerate(zip(values, lines, strict=True), start=1)
    )


def entries(values: Iterable[Entry], lang: Lang) -> str:
    """Return a line an entry: date, category, title and place, with tabs between."""
    return "\n".join(
        "\t".join(
            (
                day_of(entry, lang),
                one_line(entry.category or ""),
                one_line(entry.title),
                place_of(entry, entry.line_start),
            )
        )
        for entry in values
    )


def facts(entry: Entry, lang: Lang) -> str:
    """Return what is known about *entry* beside its text, on one line."""
    return " · ".join(
        one_line(part)
        for part in (
            day_of(entry, lang),
            entry.category or Word.UNSORTED.text(lang),
            " ".join(f"#{tag}" for tag in entry.tags),
            f"{entry.path}:{entry.line_start}-{entry.line_end}",
            entry.url or "",
        )
        if part
    )


def note(entry: Entry, lang: Lang) -> str:
    """Return a whole entry."""
    return f"{one_line(entry.title)}\n{facts(entry, lang)}\n\n{printable(entry.body)}"


def since(citation: Citation, lang: Lang) -> str:
    """Return what became of the cited note after it was indexed; "" if nothing."""
    match citation.stale:
        case "edited":
            return Word.EDITED_SINCE.text(lang)
        case "deleted":
            return Word.DELETED_SINCE.text(lang)
        case None:
            return ""


def _source(citation: Citation, lang: Lang) -> str:
    entry = citation.entry
    return f"[{citation.number}] " + " · ".join(
        part
        for part in (
            day_of(entry, lang),
            one_line(entry.title),
            place_of(entry, citation.line_start),
            since(citation, lang),
            one_line(entry.url or ""),
        )
        if part
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
