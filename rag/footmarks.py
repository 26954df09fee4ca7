"""Footnote marks in what is shown: without the note they point at nothing."""

from __future__ import annotations

import re


_KEPT = re.compile(
    r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$)", re.DOTALL
)
_MARK = re.compile(
    r"(?:[ \t]+(?=\[\^[^\]\s]{1,20}\](?:[\s.,;:!?)]|\Z)))?"
    r"\[\^(?P<of>[^\]\s]{1,20})\](?!:)"
)
_NOTE = re.compile(r"^[ \t]*\[\^(?P<of>[^\]\s]{1,20})\]:", re.MULTILINE)


def unmarked(text: str) -> str:
    """
    Return *text*, Markdown, without the footnote marks whose note it lacks.

    Code and formulae stay as they are: ``[^1]`` means something else there.
    """
    told = {m["of"] for m in _NOTE.finditer(text)}
    pieces = _KEPT.split(text)
    pieces[::2] = [
        _MARK.sub(lambda m: m[0] if m["of"] in told else "", piece)
        for piece in pieces[::2]
    ]
    return "".join(pieces)
