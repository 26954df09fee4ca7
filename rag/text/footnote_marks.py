"""Marks that are left out of what is shown: footnotes' without them, breaks, folds."""

from __future__ import annotations

import re

from rag.text.wiki_links import spelled


_KEPT = re.compile(
    r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$)", re.DOTALL
)
_MARK = re.compile(
    r"(?:[ \t]+(?=\[\^[^\]\s]{1,20}\](?:[\s.,;:!?)]|\Z)))?"
    r"\[\^(?P<of>[^\]\s]{1,20})\](?!:)"
)
_BREAK = re.compile(r"[ \t]*<br ?/?>[ \t]*(?=\n|\Z)", re.IGNORECASE)
_SUMMARY = re.compile(
    r"<summary\b[^<>\n]*>\s*([^<>\n]*[^<>\s])\s*</summary>", re.IGNORECASE
)
_NOTE = re.compile(r"^[ \t]*\[\^(?P<of>[^\]\s]{1,20})\]:", re.MULTILINE)


def unmarked(text: str) -> str:
    """
    Return *text*, Markdown, without the footnote marks whose note it lacks.

    Nor with the ``<br>`` at the end of a line, which ends anyway; what folds up
    a part is in bold, and links to notes are words. Code and formulae stay as
    they are: ``[^1]`` means something else there.
    """
    told = {m["of"] for m in _NOTE.finditer(text)}
    pieces = _KEPT.split(text)
    pieces[::2] = [
        spelled(_SUMMARY.sub(r"**\1**", _BREAK.sub("", _without(piece, told))))
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _without(piece: str, told: set[str]) -> str:
    return _MARK.sub(lambda m: m[0] if m["of"] in told else "", piece)
