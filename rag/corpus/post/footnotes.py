"""Reads the references of a post, and the footnote digits glued to its words."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


MAX_STEM = 40
"""Characters before and after a digit that say whether it is a footnote."""

_HEADING = re.compile(
    r"\s*(?:#+\s*)?(?:references?|footnotes?|bibliography|sources?"
    r"|참고\s?(?:문헌|자료|링크)?|각주|출처|레퍼런스)\s*:?\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s*(.+?)[\s↩︎]*$")

_GLUED = re.compile(r"(?<=[A-Za-z가-힣)\]”\"’'.?!])(\d{1,3})(?![\d%°℃]|[.,]\d)")
_NUMBERED_WORD = re.compile(
    r"((?<![A-Za-z])[A-Za-z]{1,40}|(?<![가-힣])[가-힣]{1,40})(\d{1,3})"
)
_ABBREVIATED = re.compile(
    r"\b(?:fig|sec|vol|ver|tab|eqn|chap|app|ref|part|step)\.$", re.IGNORECASE
)
_STEM = re.compile(r"[A-Za-z]+$|[가-힣]+$")
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|로|으로|와|과|도|까지|부터|처럼"
    r"|보다|이?라(?:는|고|며)|이?란|이?나|에 대(?:한|해))(?![가-힣])"
    r"|(?:에서|으로)(?:는|도|의)(?![가-힣])"
)
_POINTERS = ("곳", "글", "링크", "논문", "블로그", "문서", "자료", "포스팅", "위키")
_WORD = re.compile(r"[a-z]{4,}|[가-힣]{2,}")
_COMMON = """
    http https html wikipedia contributors free encyclopedia retrieved from with that
    this what index title oldid github youtube watch blob main docs arxiv proceedings
    conference journal learning data model using based into
"""
"""Words that say nothing about what a source is on."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered source at the end of a post."""

    number: int
    text: str
    line: int
    """Where it begins in the file, counted from 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Digits of a line that may be a footnote; positions count from 0."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class _Case:
    """A mark, where it stands, and what speaks for it."""

    entry: int
    row: int
    mark: Mark
    weight: int


_Chain = tuple[_Case, "_Chain | None"] | None
"""Cases in a row, the last one first."""


def split(lines: Sequence[str], stops: Sequence[int]) -> tuple[int, list[Reference]]:
    """
    Find the references of a post.

    Args:
        lines: The file.
        stops: The lines at which entries start, counted from 0, in order.

    Returns:
        Their heading's line, counted from 0 (the number of lines if there is
        none), and the references. A heading counts when nothing but numbered
        items follows it, up to the next entry or the end of the file.
    """
    ends = [*stops[1:], len(lines)][: len(stops)]
    for start, end in zip(reversed(stops), reversed(ends), strict=True):
        for at in range(end - 1, start, -1):
            if _HEADING.fullmatch(lines[at]):
                found = _references(lines[:end], at + 1)
                if found is not None:
                    return at, found
                break
    return len(lines), []


def _references(lines: Sequence[str], at: int) -> list[Reference] | None:
    found: list[Reference] = []
    for number, line in enumerate(lines[at:], at + 1):
        if not line.strip():
            continue
        item = _NUMBERED.match(line)
        if item and (not found or int(item[1] or item[2]) > found[-1].number):
            found.append(Reference(int(item[1] or item[2]), item[3], number))
        elif not item and found and lines[number - 2].strip():
            last = found.pop()
            text = f"{last.text} {line.strip()}"
            found.append(Reference(last.number, text, last.line))
        else:
            return None
    return found


def marks(
    entries: Sequence[Sequence[str]], references: Sequence[Reference]
) -> list[list[tuple[Mark, ...]]]:
    """
    Decide which digits are footnotes.

    Args:
        entries: The lines of prose of each entry, in file order; what can't
            hold a footnote (code, formulae, addresses) blanked out.
        references: What the digits may point at.

    Returns:
        The marks of each line. Sources are cited in the order of their numbers,
        so of all digits that could be footnotes the likeliest ones that rise
        through the file are taken.
    """
    by_number = {reference.number: reference for reference in references}
    taken = [[list[Mark]() for _ in lines] for lines in entries]
    if by_number:
        cases = list(_cases(entries, by_number))
        for case in _rising(cases):
            taken[case.entry][case.row].append(case.mark)
    return [[tuple(row) for row in rows] for rows in taken]


def _cases(
    entries: Sequence[Sequence[str]], references: Mapping[int, Reference]
) -> Iterator[_Case]:
    series: dict[str, set[str]] = {}
    for lines in entries:
        for line in lines:
            for named in _NUMBERED_WORD.finditer(line):
                series.setdefault(named[1].lower(), set()).add(named[2])
    known = {n: _words(r.text) for n, r in references.items()}
    for index, lines in enumerate(entries):
        around = _words(" ".join(lines))
        for row, line in enumerate(lines):
            beside = _words(line)
            for match in _GLUED.finditer(line):
                number = int(match[1])
                if number not in references or match[1].startswith("0"):
                    continue
                text = references[number].text
                base = _form(line, match, series, text)
                shared = known[number] & around
                near = known[number] & beside
                weight = base + min(len(shared), 2) + min(len(near), 2)
                if base > 0 and (base >= 3 or shared):
                    mark = Mark(match.start(), match.end(), number)
                    yield _Case(index, row, mark, weight)


def _words(text: str) -> set[str]:
    """Return what a source and the words around a footnote may share."""
    return set(_WORD.findall(text.lower())) - set(_COMMON.split())


def _form(
    line: str, match: re.Match[str], series: Mapping[str, set[str]], source: str
) -> int:
    """
    Say how much a digit looks like a footnote by what it stands between.

    Returns:
        0 for not at all, 3 when nothing else needs to speak for it.
    """
    left = line[max(0, match.start() - MAX_STEM) : match.start()]
    before, after = left[-1], line[match.end() : match.end() + MAX_STEM]
    particle = bool(_PARTICLE.match(after))
    free = not after or not (after[0].isalnum() or after[0] in "_-–/~:=^*+([{")
    if not particle and not free:
        return 0
    if before in ".?!":
        # v1.10 and p.3 are not the end of a sentence.
        ends = re.search(r"[A-Za-z]{3,}[.?!]$|[가-힣)\]”\"’'][.?!]$", left)
        return (
            3
            if ends
            and not _ABBREVIATED.search(left)
            and (not after or after[0].isspace())
            else 0
        )
    if before in ")]”\"’'":
        return 3
    stem = _STEM.search(left)
    if not stem:
        return 0
    return _word_form(stem[0], match[1], series, source, particle=particle)


def _word_form(
    stem: str,
    digits: str,
    series: Mapping[str, set[str]],
    source: str,
    *,
    particle: bool,
) -> int:
    """As `_form`, for digits after a word: they may be part of a name."""
    if re.search(rf"{re.escape(stem)}[-\sv]?{digits}(?!\d)", source, re.IGNORECASE):
        return 0  # as YOLO3 in a source about YOLOv3
    if series.get(stem.lower(), set()) - {digits}:
        return 0  # a series, as in ResNet18 and ResNet152
    if stem.isascii():
        if len(stem) < 3 or not particle:
            return 0
        return 3 if stem.lower() in re.findall(r"[a-z]+", source.lower()) else 1
    if any(stem.endswith(pointer) for pointer in _POINTERS):
        return 3 if particle or len(stem) > 1 else 2
    return 1 if particle else 0


def _rising(cases: Sequence[_Case]) -> list[_Case]:
    """Return the weightiest cases whose numbers never fall."""
    chains: dict[int, tuple[int, _Chain]] = {}
    for case in cases:
        weight, chain = max(
            (chains[n] for n in chains if n <= case.mark.number),
            key=lambda pair: pair[0],
            default=(0, None),
        )
        chains[case.mark.number] = (weight + case.weight, (case, chain))
    rest = max(chains.values(), key=lambda pair: pair[0], default=(0, None))[1]
    found: list[_Case] = []
    while rest:
        found.append(rest[0])
        rest = rest[1]
    return found[::-1]
