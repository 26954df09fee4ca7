"""Names an entry that has no title, by its first words."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.corpus.post.latex import units


MAX_TITLE = 60
"""Characters of a title."""
MAX_HEAD = 40

_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_NOISE = re.compile(r"\[\^\d+\]|\*\*|__|`|^\s*#{1,6}\s+|^\s*>\s*")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MATH = re.compile(r"\$([^$]+)\$")
_END = re.compile(r"(?<=[가-힣A-Za-z)\]\"”'’])[.!?。](?=\s|$)|[!?。](?=\s|$)")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|al|fig|eq|no|w|env|dr|mr|ms)$", re.IGNORECASE
)


def title(body: Sequence[str], fallback: str) -> str:
    """
    Return a title for an entry.

    Args:
        body: Its lines, as clean Markdown.
        fallback: What to call it when it has no words.

    Returns:
        The first sentence, without the marks of Markdown and LaTeX. When it is
        longer than `MAX_TITLE`, the term that a list item explains, or as many
        words as fit.
    """
    lines = [line for line in body if _says(line)]
    first = next((line for line in lines if line.strip() != "img"), "")
    item = _ITEM.match(first)
    text = _cleaned(first[item.end() :] if item else first)
    sentence = _sentence(text).rstrip(" .,:;。")
    if not sentence:
        return fallback
    if len(sentence) <= MAX_TITLE:
        return sentence
    head, colon, _ = sentence.partition(": ")
    if item and colon and 2 <= len(head) <= MAX_HEAD:
        return head
    return _cut(sentence)


def plain(latex: str) -> str:
    """Return *latex* in one line of ordinary characters, for titles."""
    seen: list[str] = []
    for unit in units(latex, 0, split=False):
        for atom in unit.atoms:
            accent = atom.kind == "^"
            seen.append("" if accent else " " if atom.kind == "_" else atom.value)
    return "".join(seen) or latex.replace("\\", "")


def _says(line: str) -> bool:
    return any(map(str.isalnum, line)) and not line.lstrip().startswith(("```", "~~~"))


def _cleaned(line: str) -> str:
    line = _LINK.sub(r"\1", _NOISE.sub("", line))
    line = _MATH.sub(lambda match: plain(match[1]), line)
    if re.search(r"\\[a-z]+\s*[{_^]", line):
        line = plain(line)
    return " ".join(line.split())


def _sentence(text: str) -> str:
    for match in _END.finditer(text):
        if not (match[0] == "." and _SHORT.search(text[: match.start()])):
            return text[: match.end()]
    return text


def _cut(text: str) -> str:
    room = text[: MAX_TITLE - 1]
    at = room.rfind(" ")
    room = room[:at] if at > MAX_TITLE // 3 else room
    opened = room.rfind("(")
    if opened > MAX_TITLE // 3 and ")" not in room[opened:]:
        room = room[:opened]
    return room.rstrip(" .,:;(·-–/") + "…"
