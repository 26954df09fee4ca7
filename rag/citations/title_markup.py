"""How the title of a note stands in an answer."""

from __future__ import annotations

import re

from rag.citations.resolution import defuse


_OVER = re.compile(r"[.,:;!?。：！？\"'”’)\]]*(?:\n|$)|[:：] ")
"""What is behind a title that stands there whole, or is explained."""


def bold(title: str) -> str:
    """Return *title* in bold: no star of its own ends that, nothing is a marker."""
    escaped = defuse(title).replace("*", "\\*")
    return f"**{escaped}**"


def called_by(title: str, text: str) -> bool:
    """Say whether *text* begins with the very words that a note is called by.

    ``temperature`` is not said by ``temperature는 …``: the one is a name, the
    other a statement.
    """
    if title.endswith("…"):
        return text.startswith(title[:-1])
    return text.startswith(title) and bool(_OVER.match(text, len(title)))
