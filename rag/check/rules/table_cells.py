"""Finds what a sentence affirms where a table says no, or the other way round.

A cell with nothing but ``불가`` or ``O`` in it says whether what its column is called
holds of what its row is called.
"""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.analyse.glossary import squashed
from rag.check.evidence.fields import named, stands
from rag.check.evidence.nearest import Nearest
from rag.check.evidence.parts import Part
from rag.compare.words import HARD, Reading, Word


_NO = r"불가능?|안 ?됨|없음|미지원|아니[오요]|[Xx×✗✕❌]|[Nn]o|[Nn]one"
_YES = r"가능|됨|있음|지원|예|[Oo○✓✔✅]|[Yy]es"
_CELL = re.compile(rf"(?P<no>{_NO})|(?P<yes>{_YES})")
_DENIES = re.compile(
    r"(?:수|가|이|은|는) ?없|수[는도가] 없|불가|못[하 ]|지 (?:않|못)|안 [되됩됨]"
    r"|\b(?:not|no|never|cannot|without)\b|n['’]t\b",
    re.IGNORECASE,
)
_AFFIRMS = re.compile(
    r"수[는도가]? 있|가능(?![^\s]*지 않)|지원(?:합|하[며고는]|됩|된|한)"
    r"|\b(?:can|supports?)\b(?! ?(?:not|n['’]t))",
    re.IGNORECASE,
)


def celled(near: Nearest) -> Iterator[str]:
    """Yield what a cell says the opposite of, as ``opposite: row``."""
    claim = near.claim
    denies = bool(_DENIES.search(claim.text))
    if denies == bool(_AFFIRMS.search(claim.text)):
        return  # of both, or of neither, nothing can be told
    for unit in near.units:
        if unit.reading.tabular:
            yield from _denied(unit.reading, claim, denies=denies)


def _denied(table: Reading, claim: Reading, *, denies: bool) -> Iterator[str]:
    """Yield the row that *claim* names, where its cell is at odds with that."""
    rows = list(_rows(table))
    head = rows[0] if rows else []
    named = [row for row in rows[2:] if len(row) == len(head) and _named(row[0], claim)]
    if len(named) != 1:
        return
    told = [
        bool(m["no"])
        for column, (cell, _) in zip(head[1:], named[0][1:], strict=True)
        if (m := _CELL.fullmatch(cell)) and _named(column, claim)
    ]
    if len(told) == 1 and told[0] is not denies:
        yield f"opposite: {named[0][0][0]}"


def _rows(table: Reading) -> Iterator[list[tuple[str, Part]]]:
    """Yield the cells of each row, and what they name."""
    terms = named(table)
    at = 0
    for line in table.text.split("\n"):
        cells = list(re.finditer(r"[^|]+", line.strip().strip("|")))
        start = at + line.find("|") + 1
        yield [
            (m[0].strip(), terms.part(start + m.start(), start + m.end()))
            for m in cells
        ]
        at += len(line) + 1


def _named(cell: tuple[str, Part], claim: Reading) -> bool:
    """Say whether *claim* has the text of *cell*, or each word of it."""
    text, part = cell
    hard = [t for t in part.terms if not isinstance(t, Word) or t.weight >= HARD]
    return bool(hard) and (
        squashed(text) in squashed(claim.text) or all(stands(t, claim) for t in hard)
    )
