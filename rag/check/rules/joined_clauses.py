"""Cuts a text into clauses, and tells what each of two joined ones has of its own."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence

from rag.check.evidence.fields import SAYS
from rag.check.rules.placed_terms import Placed
from rag.check.rules.term_lines import Line, line
from rag.compare.clause_ends import JOINED
from rag.compare.words import Reading


_ASIDE = re.compile(r"\([^()\n]*\)")
_ENDED = re.compile(JOINED)
_JOINED = re.compile(r";\s|,?\s(?:while|whereas|but|and)\s|,\s")
_ALSO = re.compile(r"\s[→+/]\s")
_KOREAN = re.compile("[가-힣]")


def clauses(
    claim: Reading,
) -> Iterator[tuple[list[Placed], list[Placed], bool]]:
    """Yield what one of two clauses has and the other hasn't, and if in Korean."""
    text = claim.text
    if not (cuts := list(_cuts(text))):
        return
    whole = line(claim)
    hard = [c for c in cuts if re.search("[가-힣;]|while|whereas|but", c[2])]
    soft = [c for c in cuts if c[2] != ", "]
    seen = set()
    for found in (hard, soft, cuts):
        ends = [(0, 0, ""), *found, (len(text) + 1, len(text) + 1, "")]
        for before, cut, after in zip(ends, ends[1:], ends[2:], strict=False):
            spans = (before[1], cut[0]), (cut[1], after[0])
            if spans in seen:
                continue
            seen.add(spans)
            korean = bool(_KOREAN.search(text, before[1], after[0]))
            if not korean and not _coordinate(text, cut[2], spans):
                continue
            one, other = (
                [t for t in whole.terms if a <= t.start < b] for a, b in spans
            )
            mine = [t for t in one if not t.among(other)]
            theirs = [t for t in other if not t.among(one)]
            if mine and theirs and len(mine) + len(theirs) > 2:
                yield mine, theirs, korean


def _coordinate(text: str, link: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether an English *link* joins clauses, and not merely things."""
    if link.strip() == ",":
        return False
    return "and" not in link or all(SAYS.search(text, a, b) for a, b in spans)


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a clause ends, where the next begins, and what joins them."""
    aside = [m.span() for m in _ASIDE.finditer(text)]
    found = [(m.start() + 1, m.end(), m[0]) for m in _ENDED.finditer(text)]
    found += [(m.start(), m.end(), m[0]) for m in _JOINED.finditer(text)]
    for cut in sorted(found):
        if not any(a <= cut[0] < b for a, b in aside):
            yield cut


def numbered(text: Line) -> list[int]:
    """Return of each term of a note in which clause or row it stands."""
    if text.text.lstrip().startswith("|"):
        return [text.text.count("\n", 0, t.start) for t in text.terms]
    cuts = [end for _, end, _ in _cuts(text.text)]
    cuts += [m.end() for m in _ALSO.finditer(text.text)]
    return [sum(cut <= t.start for cut in cuts) for t in text.terms]
