"""Writes each formula of a post once, as LaTeX between dollar signs."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Sequence

from rag.corpus.post.formula_pairs import Formula, find, kept, variables


_MEANT = "NN AA BB CC DD FF GG II LL PP SS TT cc dd ii ll mm ss"
"""Doubled letters that people write as words of their own."""

_CLOSERS = " \t\xa0)]}>\"'”’»」』.,:;!?/-…*"
_LATIN = re.compile(r"[A-Za-z]+")
_AMOUNT = re.compile(r"\d\s?$")


def read(entries: Sequence[Sequence[str]]) -> list[list[tuple[Formula, ...]]]:
    """
    Find the formulae of a post.

    Args:
        entries: The lines of prose of each entry; no code.

    Returns:
        The formulae of each line, in order, without overlaps. A doubled letter
        counts only where the post has formulae that leave no doubt.
    """
    found = [[find(line) for line in lines] for lines in entries]
    if not any(f.sure for rows in found for row in rows for f in row):
        return [[() for _ in lines] for lines in entries]
    return [
        [tuple(row) for row in _settled(lines, rows)]
        for lines, rows in zip(entries, found, strict=True)
    ]


def rewrite(line: str, formulae: Sequence[Formula]) -> list[tuple[int, int, str]]:
    """
    Return what to put in place of the formulae, as (start, end, new text).

    A blank keeps ``$`` off the letter or formula that it would run into.
    """
    edits: list[tuple[int, int, str]] = []
    starts = {formula.start for formula in formulae}
    for formula in formulae:
        new = f"${formula.latex}$"
        touches = bool(edits) and edits[-1][1] == formula.start
        if touches or (formula.start and _runs_into(line[formula.start - 1])):
            new = f" {new}"
        follows = formula.end in starts
        if not follows and _runs_into(line[formula.end : formula.end + 1]):
            new = f"{new} "
        edits.append((formula.start, formula.end, new))
    return edits


def displayed(line: str, formulae: Sequence[Formula]) -> bool:
    """Tell whether *line* is one formula and nothing else."""
    if len(formulae) != 1:
        return False
    formula = formulae[0]
    return not (line[: formula.start].strip() or line[formula.end :].strip())


def _runs_into(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _settled(lines: Sequence[str], rows: list[list[Formula]]) -> list[list[Formula]]:
    """Keep the doubled letters for which the entry has evidence."""
    sure = [f for row in rows for f in row if f.sure]
    letters = {letter for f in sure for letter in variables(f.latex)}
    alone = Counter(
        f.latex
        for line, row in zip(lines, rows, strict=True)
        for f in row
        if not f.sure and _stands_alone(line, f)
    )

    def holds(line: str, f: Formula) -> bool:
        if f.sure:
            return True
        if _stands_alone(line, f):
            return _believed(line, f, sure, letters, alone)
        return f.latex in letters and alone[f.latex] > 0 and _lost_particle(line, f)

    return [
        [f for f in row if holds(line, f)]
        for line, row in zip(lines, rows, strict=True)
    ]


def _stands_alone(line: str, formula: Formula) -> bool:
    after = line[formula.end : formula.end + 1]
    return not after or after in _CLOSERS or "가" <= after <= "힣"


def _lost_particle(line: str, formula: Formula) -> bool:
    """Tell whether a word follows that can't belong to the letters."""
    word = _LATIN.match(line, formula.end)
    return bool(
        word and len(word[0]) > 3 and word[0].islower() and formula.latex.isupper()
    )


def _believed(
    line: str,
    formula: Formula,
    sure: list[Formula],
    letters: set[str],
    alone: Counter[str],
) -> bool:
    letter = formula.latex
    if (
        _AMOUNT.search(line[max(0, formula.start - 3) : formula.start])
        and letter not in letters
    ):
        return False
    if len(letter) > 1:
        return any(letter in f.rendered for f in sure)
    if letter in letters or not letter.isascii():
        return True
    if letter * 2 in _MEANT.split():
        return False
    particle = "가" <= line[formula.end : formula.end + 1] <= "힣"
    return bool(
        sure or alone[letter] > 1 or len(alone) > 1 or (particle and letter not in "xo")
    )


__all__ = ["Formula", "displayed", "kept", "read", "rewrite"]
