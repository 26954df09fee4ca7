"""Reads the owner's post: one text with many entries, and references below.

An entry is a category line, a date line, and text that was copied out of a
rendered page: formulae stand twice, footnotes are bare digits, code has lost
its fences.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from collections import Counter
from collections.abc import Sequence

from rag.corpus.post import body, entry_bounds, first_words, footnotes, formulae
from rag.corpus.post.body import Row, Writer
from rag.corpus.post.entry_bounds import Section, looks_like
from rag.corpus.post.footnotes import Mark, Reference
from rag.corpus.post.formulae import Formula
from rag.types import Entry, Problem, Reading


__all__ = ["looks_like", "read"]


def read(path: str, text: str) -> Reading:
    r"""
    Read a post.

    Args:
        path: Relative to the corpus.
        text: Decoded; lines end with ``\n``.

    Returns:
        Its entries in file order, undated ones with ``day=None``, and a problem
        for each day that does not exist and each entry without text. What
        stands above the first entry, and the references, are no entries.

    Never raises, whatever the text.
    """
    lines = unicodedata.normalize("NFC", text).split("\n")
    found = entry_bounds.sections(lines)
    listed, references = footnotes.split(lines, [section.head for section in found])
    rows = [
        body.rows(lines, s.body, listed if s.head < listed < s.stop else s.stop)
        for s in found
    ]
    prose = [[row.text for row in entry if row.prose] for entry in rows]
    maths = formulae.read(prose)
    marks = footnotes.marks(
        [list(map(_blanked, *pair)) for pair in zip(prose, maths, strict=True)],
        references,
    )
    by_number = {reference.number: reference for reference in references}
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    for section, some, math, noted in zip(found, rows, maths, marks, strict=True):
        problems += _problems(path, lines, section, some)
        if any(row.kind != "blank" for row in some):
            key = f"{path}#{_key(section, some)}"
            seen[key] += 1
            unique = key if seen[key] == 1 else f"{key}-{seen[key]}"
            writer = _written(some, math, noted, by_number)
            entries.append(_entry(unique, path, section, some, writer))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def _blanked(line: str, found: Sequence[Formula]) -> str:
    """Return *line* with blanks where no footnote can stand."""
    spans = [*formulae.kept(line), *((f.start, f.end) for f in found)]
    for start, end in spans:
        line = line[:start] + " " * (end - start) + line[end:]
    return line


def _written(
    rows: Sequence[Row],
    maths: Sequence[Sequence[Formula]],
    noted: Sequence[Sequence[Mark]],
    references: dict[int, Reference],
) -> Writer:
    writer = Writer()
    prose = iter(zip(maths, noted, strict=True))
    for row in rows:
        math, marks = next(prose) if row.prose else ((), ())
        alone = row.kind == "text" and formulae.displayed(row.text, math)
        writer.add(row, _edited(row.text, math, marks), formula=alone)
    cited = sorted({mark.number for marks in noted for mark in marks})
    for number in cited:
        source = references[number]
        text = f"[^{number}]: {_spaced(source.text)}"
        writer.note(text, source.line, first=number == cited[0])
    return writer


def _edited(line: str, found: Sequence[Formula], marks: Sequence[Mark]) -> str:
    edits = formulae.rewrite(line, found)
    edits += [(mark.start, mark.end, f"[^{mark.number}]") for mark in marks]
    for start, end, new in sorted(edits, reverse=True):
        line = line[:start] + new + line[end:]
    return _spaced(line)


def _spaced(line: str) -> str:
    return line.replace("\xa0", " ").strip()


def _key(section: Section, rows: Sequence[Row]) -> str:
    """
    Name an entry by its day and its first line.

    Letters alone count, for a footnote's number moves when a source is added
    elsewhere.
    """
    first = next(row for row in rows if row.kind != "blank").text.split("\n")[0]
    letters = "".join(filter(str.isalpha, first)) or first
    digest = hashlib.blake2b(letters.encode("utf-8", "surrogatepass")).hexdigest()
    day = section.day.isoformat() if section.day else "undated"
    return f"{day}-{digest[:6]}"


def _entry(
    key: str, path: str, section: Section, rows: Sequence[Row], writer: Writer
) -> Entry:
    last = [row for row in rows if row.kind != "blank"][-1]
    text = [line for line in writer.out if not re.match(r"\[\^\d+\]: ", line)]
    return Entry(
        id=key,
        path=path,
        line_start=section.head + 1,
        line_end=last.line + last.text.count("\n"),
        day=section.day,
        category=section.category,
        title=first_words.title(text, section.category),
        body="\n".join(writer.out),
        lines=tuple(writer.lines),
    )


def _problems(
    path: str, lines: Sequence[str], section: Section, rows: Sequence[Row]
) -> list[Problem]:
    found: list[Problem] = []
    if section.dated is not None and section.day is None:
        found.append(
            Problem(
                path=path,
                line=section.dated + 1,
                problem=f"There is no day {lines[section.dated].strip()}.",
                hint="Write the date as YYYY.MM.DD; the entry counts as undated.",
            )
        )
    if all(row.kind == "blank" for row in rows):
        found.append(
            Problem(
                path=path,
                line=section.head + 1,
                problem=f"The entry under {section.category} is empty.",
                hint="Write something under it, or remove its category line.",
                fatal=False,
            )
        )
    return found
