"""Finds where a line says a formula twice: as it looks, then as LaTeX."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator
from dataclasses import dataclass

from rag.corpus.post.latex import Unit, units
from rag.corpus.post.latex_commands import LOSABLE, Atom, fold


MAX_RENDERED = 300
"""Characters that the rendered half may have."""
MAX_WORK = 50_000
"""Steps spent on one line, far more than a line of notes takes."""

_OPENERS = " \t\xa0([{<\"'“‘«「『,:;/=~→|"
_UNSEEN = "\u200b\u2060\u2061\u2062\u2063\u2064"
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[|{},;!\\])")
_BARE = re.compile(r"(?<![\\\w/:])\\([A-Za-z]+)")
_SINGLE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_RELATION = re.compile(r"[\w)\]}]\s*(?:[=<>]|:=)=?\s*[\w(\[{+-]")
_APPLIED = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{1,12}\([^()]*\w[^()]*\)|^[(\[][^()]*,[^()]*[)\]]$"
)
_KEPT = re.compile(r"`[^`\n]+`|\$\$?[^$\n]+\$\$?|(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a line; positions count from 0."""

    start: int
    """First character of the rendered half."""
    middle: int
    """First character of the LaTeX."""
    end: int
    """One past the LaTeX."""
    latex: str
    rendered: str
    sure: bool
    """False for doubled letters, which need evidence from elsewhere."""


def kept(line: str) -> list[tuple[int, int]]:
    """Return the parts of *line* in which nothing is a formula or a footnote."""
    return [match.span() for match in _KEPT.finditer(line)]


def find(line: str) -> list[Formula]:
    """Return the formulae of *line* in order; they don't overlap."""
    found: list[Formula] = []
    holes = dict(kept(line))
    work = [MAX_WORK]
    at = 0
    while at < len(line) and work[0] > 0:
        if at in holes:
            at = holes[at]
            continue
        after = bool(found) and found[-1].end == at and "\\" in found[-1].latex
        formula = _at(line, at, work) if after or _opens(line, at) else None
        if formula:
            found.append(formula)
        at = formula.end if formula else at + 1
    return sorted([*found, *_bare(line, found)], key=lambda f: f.start)


def _opens(line: str, at: int) -> bool:
    if line[at].isspace() or (_is_hangul(line[at]) and "\\" not in line):
        return False
    return at == 0 or line[at - 1] in _OPENERS or _is_hangul(line[at - 1])


def _is_hangul(char: str) -> bool:
    return unicodedata.category(char) == "Lo"


def _at(line: str, start: int, work: list[int]) -> Formula | None:
    """Return the longest formula whose rendered half begins at *start*."""
    space = line.find(" ", start, start + MAX_RENDERED)
    limit = min(len(line) if space < 0 else space, start + MAX_RENDERED)
    text = line.find("\\text", start, start + 2 * MAX_RENDERED)
    if text > 0:
        limit = max(limit, min(text, start + MAX_RENDERED))
    best: Formula | None = None
    for middle in range(start + 1, limit):
        if line[middle].isspace() or not _may_begin(line, start, middle):
            continue
        # A command that nobody knows is first taken for one with a word glued on.
        for split in (True, False):
            ends = _ends(line, start, middle, work, split=split)
            judged = [_judged(line, start, middle, end) for end in ends]
            fits = [formula for formula in judged if formula]
            if fits:
                best = max([*fits, *([best] if best else [])], key=lambda f: f.end)
                break
    return best


def _may_begin(line: str, start: int, middle: int) -> bool:
    """Rule out cheaply what `_ends` would rule out."""
    char = line[middle]
    return char in "\\{|-*'`\"~&" or fold(char) == fold(line[start])


def _ends(
    line: str, start: int, middle: int, work: list[int], *, split: bool
) -> Iterator[int]:
    """Yield where LaTeX from *middle* on may end to draw all from *start* on."""
    work[0] -= 10
    states = _unseen(line, {start}, middle)
    whole = False
    for unit in units(line, middle, split=split):
        work[0] -= 1 + len(unit.atoms) * len(states)
        if work[0] < 0 or (whole and not _goes_on(line, middle, unit)):
            return
        for atom in unit.atoms:
            states = _unseen(line, _step(line, states, atom, middle), middle)
        if not states:
            return
        whole = middle in states
        if whole:
            yield unit.end


def _goes_on(line: str, middle: int, unit: Unit) -> bool:
    """
    Tell whether LaTeX that has drawn everything takes in *unit* as well.

    What may be missing from the rendered half is part of the formula only if
    it can't be prose: a command, or the second of two bars.
    """
    if any(atom.kind == "=" for atom in unit.atoms):
        return False
    bars = line.count("|", middle, unit.end)
    return unit.command or (line[unit.end - 1] == "|" and bars % 2 == 0)


def _unseen(line: str, states: set[int], limit: int) -> set[int]:
    return {
        next((p for p in range(s, limit) if line[p] not in _UNSEEN), limit)
        for s in states
    }


def _step(line: str, states: set[int], atom: Atom, limit: int) -> set[int]:
    """Return where the rendered half may go on after *atom* was drawn."""
    if atom.kind == "=":
        return {s + 1 for s in states if s < limit and fold(line[s]) == atom.value}
    seen = {s + 1 for s in states if s < limit and _draws(line[s], atom)}
    if atom.kind == "n":
        size = len(atom.value)
        named = {s + size for s in states if line.startswith(atom.value, s, limit)}
        return states | seen | named
    return states | seen


def _draws(char: str, atom: Atom) -> bool:
    if atom.kind == "_":
        return char.isspace()
    if atom.kind == "b" and char in "()[]{}|":
        return True
    if atom.kind == "^" and char in "^~'`\"-":
        return True
    if char.isascii() or _is_hangul(char):
        return char == atom.value
    return unicodedata.category(char)[0] in "SLMN" or char in "…′″‖⟨⟩⌈⌉⌊⌋"


def _judged(line: str, start: int, middle: int, end: int) -> Formula | None:
    """Decide whether two halves that fit are a formula, and how surely."""
    latex, rendered = line[middle:end].rstrip(), line[start:middle]
    follower = line[end : end + 1]
    if _COMMAND.search(latex):
        return Formula(start, middle, end, latex, rendered, sure=True)
    if follower.isascii() and (follower.isdigit() or follower == "_"):
        return None
    if _structured(latex, rendered):
        return Formula(start, middle, end, latex, rendered, sure=True)
    if latex == rendered and latex.isalpha() and len(latex) <= 4:
        return Formula(start, middle, end, latex, rendered, sure=False)
    return None


def _structured(latex: str, rendered: str) -> bool:
    """Tell whether something said twice is built like a formula."""
    first, last = rendered[0], rendered[-1]
    if not (first.isalnum() or first in "([{") or not (last.isalnum() or last in ")]}"):
        return False
    if _RELATION.search(latex):
        return True
    if not any(char.isalpha() for char in latex):
        return "^" in latex
    if "^" in latex or "_" in latex or _APPLIED.search(latex):
        return True
    words = re.findall(r"[A-Za-z]+", latex)
    return bool(re.search(r"[+,/*|-]", latex)) and all(len(word) == 1 for word in words)


def _bare(line: str, found: list[Formula]) -> Iterator[Formula]:
    r"""Yield operators whose rendered half is lost altogether, as in ``\infty``."""
    taken = {at for a, b in kept(line) for at in range(a, b)}
    taken.update(at for f in found for at in range(f.start, f.end))
    loose = [m for m in _BARE.finditer(line) if m.start() not in taken]
    # Beside other commands it is a piece of LaTeX that has not been understood.
    if all(match[1] in LOSABLE for match in loose):
        for match in loose:
            start = match.start()
            yield Formula(start, start, match.end(), match[0], "", sure=True)


def variables(latex: str) -> set[str]:
    """Return the single letters that stand in *latex* as such."""
    return set(_SINGLE.findall(_COMMAND.sub(" ", latex)))
