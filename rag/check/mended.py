"""Reads what a model says to sentences that it was asked to word anew."""

from __future__ import annotations

import re

from rag.check.absence import agreed
from rag.citations import with_markers


_ROW = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?[*_`]*(?:(?:문장|sentence|no\.?)[ \t]*)?"
    r"(?:\[(?P<b>[0-9]{1,3})\]|(?P<n>[0-9]{1,3}))[*_`]*[ \t]*"
    r"(?:번(?:[ \t]*문장)?)?[ \t]*[*_`]*"
    r"(?:[:：.)](?![0-9])[*_`]*|(?<=\]))[ \t]*(?P<said>.*)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[\w+-]*[ \t]*$")
_NONE = re.compile(
    r"[\W_]*(?:없음|없습니다|해당 없음|none|n/?a|nothing)?[\W_]*", re.IGNORECASE
)
_QUOTED = re.compile(
    r"([\"“'‘])(?P<said>.+)([\"”'’])(?P<cites>(?:[ \t]*\[til-[0-9]+\])*)"
)


def wordings(reply: str, asked: int) -> dict[int, str]:
    """
    Return the new wordings by number, "" for a sentence that was taken back.

    Rows begin with their number however it is written; what is said to one alone
    needs none. Who cites as ``[1]`` is understood.

    Args:
        reply: What the model wrote.
        asked: How many sentences it was asked for.
    """
    found: dict[int, str] = {}
    at = 0
    rows = [line for line in reply.splitlines() if not _FENCE.match(line)]
    for line in rows:
        m = _ROW.fullmatch(line)
        number = int(m["n"] or m["b"]) if m else 0
        if m and 1 <= number <= asked and number not in found:
            at = number
            found[at] = m["said"].strip()
        elif at and not found[at]:
            found[at] = line.strip()  # the number stood alone
    if not found and asked == 1:
        found[1] = " ".join(line.strip() for line in rows if line.strip())
    return {n: _plain(text) for n, text in found.items() if text}


def _plain(text: str) -> str:
    """Return a wording without what it is wrapped in, "" for none."""
    if _NONE.fullmatch(text) or agreed(text):
        return ""
    if "[til-" not in text.lower():
        text = with_markers(text)
    m = _QUOTED.fullmatch(text)
    return m["said"] + m["cites"] if m else text
