"""The words of a heading, without the marks of Markdown."""

from __future__ import annotations

import itertools
import re


_ATX = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")

_CODE = re.compile(r"(`+)(.+?)\1(?!`)|(\$[^$]+\$)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_TAG = re.compile(r"<(?:https?://[^>\s]+|(/?[a-zA-Z][^<>]*))>")
_ANCHOR = re.compile(r"[ \t]*\{#[\w-]+\}$")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORED = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_LONGEST = 500
"""Characters of a heading that are looked at."""


def heading_text(source: str) -> str:
    """
    Return the words of a heading, ATX or setext; empty if it has none.

    Emphasis goes, links leave their text, code and formulae stay as typed.
    """
    first, *lines = source.strip().split("\n")
    if m := _ATX.match(first):
        text = _CLOSING.sub("", first[m.end() :].rstrip()[:_LONGEST])
    else:
        rest = itertools.takewhile(lambda line: not _UNDERLINE.match(line), lines)
        text = " ".join((first, *rest))
    return plain(_ANCHOR.sub("", text[:_LONGEST]))


def plain(text: str) -> str:
    """Return a line of Markdown as plain words."""
    parts: list[str] = []
    at = 0
    for m in _CODE.finditer(text):
        parts += (_unmarked(text[at : m.start()]), m[3] or m[2].strip())
        at = m.end()
    parts.append(_unmarked(text[at:]))
    kept = "".join(parts)
    if at and re.search(r"\*\*|~~|\]\(", kept):  # emphasis or a link around code
        kept = _spans(kept)
    return " ".join(kept.split())


def _unmarked(text: str) -> str:
    text = _TAG.sub(lambda m: "" if m[1] else m[0][1:-1], text)
    return _ESCAPE.sub(r"\1", _spans(text))


def _spans(text: str) -> str:
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", _WIKI.sub(r"\1", text))
    for pattern in (_STRONG, _UNDERSCORED):
        text = pattern.sub(r"\2", text)
    return text
