"""Marks that are left out of what is shown: footnotes' without them, and breaks."""

from __future__ import annotations

import re


_KEPT = re.compile(
    r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$)", re.DOTALL
)
_MARK = re.compile(
    r"(?:[ \t]+(?=\[\^[^\]\s]{1,20}\](?:[\s.,;:!?)]|\Z)))?"
    r"\[\^(?P<of>[^\]\s]{1,20})\](?!:)"
)
_BREAK = re.compile(r"[ \t]*<br ?/?>[ \t]*(?=\n|\Z)", re.IGNORECASE)
_NOTE = re.compile(r"^[ \t]*\[\^(?P<of>[^\]\s]{1,20})\]:", re.MULTILINE)


def unmarked(text: str) -> str:
    """
    Return *text*, Markdown, without the footnote marks whose note it lacks.

    Nor with the ``<br>`` at the end of a line, which ends anyway. Code and
    formulae stay as they are: ``[^1]`` means something else there.
    """
    told = {m["of"] for m in _NOTE.finditer(text)}
    pieces = _KEPT.split(text)
    pieces[::2] = [
        _BREAK.sub("", _MARK.sub(lambda m: m[0] if m["of"] in told else "", piece))
        for piece in pieces[::2]
    ]
    return "".join(pieces)
