"""How the title of a note stands in an answer."""

from __future__ import annotations

from rag.citations import defuse


def bold(title: str) -> str:
    """Return *title* in bold: no star of its own ends that, nothing is a marker."""
    escaped = defuse(title).replace("*", "\\*")
    return f"**{escaped}**"
