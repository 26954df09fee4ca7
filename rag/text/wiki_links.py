"""Links to other notes as Obsidian writes them: ``[[힙]]``, ``[[힙|더미]]``."""

from __future__ import annotations

import re

from urllib.parse import quote


NOTE = r"(?<![\w\])])\[\[(?![\s-])([^\[\]\n|\\]+)(?:\\?\|([^\[\]\n]*))?\]\]"
"""A link, for a pattern; what indexes a table, or tests in a shell, is none."""

_LINK = re.compile(rf"(!?){NOTE}")
_PICTURE = re.compile(r".*\.(?:png|jpe?g|gif|webp|svg|bmp|avif)", re.IGNORECASE)


def spelled(text: str) -> str:
    """Return *text*, outside of code, with the words that such links show."""
    return _LINK.sub(_words, text) if "[[" in text else text


def _words(m: re.Match[str]) -> str:
    """Return the words of a link; an embedded picture becomes one of Markdown."""
    target, label = m[2].strip(), (m[3] or "").strip()
    if m[1] and _PICTURE.fullmatch(target):
        name = target.rpartition("/")[2].rpartition(".")[0]
        return f"![{name}]({quote(target, safe='/')})"
    if label:
        return label
    note, _, place = target.partition("#")
    note = note.rpartition("/")[2].removesuffix(".md")
    place = "" if place.startswith("^") else place.rpartition("#")[2]
    return " > ".join(filter(None, (note, place)))
