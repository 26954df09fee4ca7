"""Reads a file whose headings are days: a note a day, and one of what is left."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rag.corpus.day_headings import DaySection, sections
from rag.corpus.post import first_words
from rag.text.blocks import scan
from rag.text.headings import heading_text
from rag.text.lazy_regex import lazily
from rag.types import Entry, Problem, Reading


_TITLE = 90
"""Characters of the headings of a day that are joined to a title."""
_LINK = lazily(r"!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|<https?://[^>]*>")
_SERIES = lazily(
    r"til|todayilearned|\d*(?:년도?|월|일)?\d*(?:월|일)?"
    r"(?:(?:개발|공부|학습|작업|업무|연구|하루|일일|나의|내)?"
    r"(?:일기장?|일지|노트|기록|회고|로그)|(?:dev|work|study|daily)?(?:log|journal|diary))?",
    re.IGNORECASE,
)
"""What files of many days are called, without spaces; it says nothing of a day."""


def split(whole: Entry, given: str | None, name: str) -> Reading | None:
    """
    Cut a note whose headings are days; None if it is one note.

    Args:
        whole: The file as one note, with the day that its path or front matter
            tells.
        given: The title in its front matter.
        name: What its path calls it.

    Returns:
        The notes in file order. A note of a day is called by the headings in
        it, and by the file where that says more than that it is a diary. What
        stands under no day is a note as well, unless it is headings and links.
    """
    days = sections(whole.body, f"{whole.path} {given or ''}")
    if not days:
        return None
    top = next(_topics(whole.body[: days[0].head]), None)
    whole = replace(whole, title=given or top or name)
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: Counter[date] = Counter()
    if (rest := _rest(whole, days)) is not None:
        entries.append(rest)
    for section in days:
        head = whole.lines[whole.body.count("\n", 0, section.head)]
        span = _span(whole.body, section)
        if span is None:
            problems.append(_empty(whole.path, head, section.day))
            continue
        seen[section.day] += 1
        again = f"-{seen[section.day]}" if seen[section.day] > 1 else ""
        key = f"{whole.path}#{section.day.isoformat()}{again}"
        body, lines = _cut(whole, *span)
        entries.append(
            replace(
                whole,
                id=key,
                line_start=head,
                line_end=lines[-1],
                day=section.day,
                title=_title(whole.title, section.topic, body),
                body=body,
                lines=lines,
            )
        )
    if not entries:
        return None
    entries.sort(key=lambda entry: entry.line_start)
    return Reading(entries=tuple(entries), problems=tuple(problems))


def _span(body: str, section: DaySection) -> tuple[int, int] | None:
    """Return the text of a day without the blank lines around it, if there is any."""
    start, stop = section.start, section.stop
    while stop > start and body[stop - 1].isspace():
        stop -= 1
    while start < stop and (end := body.find("\n", start, stop)) >= 0:
        if body[start:end].strip():
            break
        start = end + 1
    return (start, stop) if start < stop else None


def _cut(whole: Entry, start: int, stop: int) -> tuple[str, tuple[int, ...]]:
    first = whole.body.count("\n", 0, start)
    body = whole.body[start:stop]
    return body, whole.lines[first : first + body.count("\n") + 1]


def _title(file: str, topic: str, body: str) -> str:
    topics = topic or ", ".join(dict.fromkeys(_topics(body)))
    says = not _SERIES.fullmatch(re.sub(r"[\W_]+", "", file))
    if not topics:
        return file if says else first_words.title(body.split("\n"), file)
    return f"{topics} ({file})" if says else topics


def _topics(body: str) -> Iterator[str]:
    """Yield the highest headings of a day, as many as make a title."""
    heads = [(b.level, body[b.start : b.end]) for b in scan(body) if b.level]
    top = min((level for level, _ in heads), default=0)
    left = _TITLE
    for level, source in heads:
        text = heading_text(source) if level == top else ""
        if text and (left == _TITLE or len(text) <= left):
            yield text
            left -= len(text)


def _rest(whole: Entry, days: Sequence[DaySection]) -> Entry | None:
    """Return what stands under no day; None if it says nothing."""
    starts = [0, *(section.stop for section in days)]
    stops = [*(section.head for section in days), len(whole.body)]
    spans = [
        span
        for a, b in zip(starts, stops, strict=True)
        if a < b and (span := _span(whole.body, DaySection(date.min, a, a, b)))
        if _says(whole.body[slice(*span)])
    ]
    if not spans:
        return None
    parts = [_cut(whole, *span) for span in spans]
    lines: list[int] = []
    for _, numbers in parts:
        lines += ([numbers[0] - 1] if lines else []) + list(numbers)
    body = "\n\n".join(text for text, _ in parts)
    return replace(whole, body=body, lines=tuple(lines), line_end=lines[-1])


def _says(text: str) -> bool:
    """Tell text from headings, rules and links, as a table of contents is made of."""
    return any(
        any(map(str.isalnum, _LINK.sub("", text[b.start : b.end])))
        for b in scan(text)
        if not b.level and b.kind != "rule"
    )


def _empty(path: str, line: int, day: date) -> Problem:
    return Problem(
        path=path,
        line=line,
        problem=f"There is nothing under {day.isoformat()}.",
        hint="Write something under it, or remove its heading.",
        fatal=False,
    )
