"""Tells drafts and the forms that notes are made from, which are no notes yet."""

from __future__ import annotations

import re

from rag.corpus.front_matter import FrontMatter
from rag.text.holding import tells
from rag.text.lazy_regex import lazily
from rag.types import Entry, Problem


_DRAFTS = "_drafts"
"""Where Jekyll keeps what it doesn't publish."""
_FORM = r"(?:templates?|archetypes?|템플릿|양식)"
_PLACE = lazily(rf"_?(?:\d{{1,3}}[\s._-]*)?{_FORM}(?:\.[a-z]+)?", re.IGNORECASE)
"""A folder of forms, or a file; there may also be notes on templates in it."""
_CALLED = lazily(rf".*{_FORM}\.[a-z]+", re.IGNORECASE)
"""What is called a form in such a folder on top; it may have hints in sentences."""
_KIND = r"(?:til|daily|weekly|monthly|notes?|posts?|일일|주간|월간|노트|글|회고|일지)"
_NAME = lazily(rf"[\W_]*(?:{_KIND}[\W_]*)+{_FORM}[\W_\d]*", re.IGNORECASE)
"""A name that tells of no subject: ``TIL 템플릿``, not ``C++ 템플릿``."""
_LATER = (
    r"(?:\{\{[^{}\n]*\}\}|<%[^\n]*?%>"
    r"|y{4}(?:[-./ ]{0,2}|년 ?)m{2}(?:[-./ ]{0,2}|월 ?)d{2}일?)"
)
"""What a program, or the author, puts in when a note is made from a form."""
_NAMELESS = lazily(rf"[\W_]*(?:til[\W_]*)?{_LATER}(?:[\W_]|til)*", re.IGNORECASE)
_UNSET = lazily(
    rf"\s*(?:title|제목|date|날짜|created(?:_?at)?)\s*:\s*[\"']?{_LATER}", re.IGNORECASE
)
_DAY = lazily(
    r"\s*(?:date|날짜|created(?:_?at)?)\s*[:=]\s*[\"']?[0-9]{4}\W", re.IGNORECASE
)
"""A day that somebody put in: what has one is a note, whatever its title."""
_HEADING = lazily(r"#{1,2}\s+(\S.*)")
_ROWS = 40
"""Rows of front matter that are looked at."""


def form(path: str, text: str) -> Problem | None:
    """Return that a file is a form, by its name or by what is put in later."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    if _NAME.fullmatch(name) or _NAMELESS.fullmatch(name):
        return _is_form(path)
    rows = [row for row in text[:8_000].split("\n") if row.strip()]
    if rows and rows[0].rstrip() in {"---", "+++"}:
        mark = rows[0].rstrip()
        top = rows[1 : 1 + _ROWS]
        end = next((at for at, row in enumerate(top) if row.rstrip() == mark), 0)
        if any(map(_DAY.match, top[:end])):
            return None
        if any(map(_UNSET.match, top[:end])):
            return _is_form(path)
        rows = top[end + 1 :] if end else rows
    heading = _HEADING.match(rows[0]) if rows else None
    return _is_form(path) if heading and _NAMELESS.fullmatch(heading[1]) else None


def unfinished(entry: Entry, top: FrontMatter) -> Problem | None:
    """Return what keeps a note back: its author calls it a draft, or it is a form."""
    if top.draft:
        return _left_out(
            entry.path,
            "Its front matter says that it is a draft.",
            "Say there that it is none, once it is done.",
        )
    if _DRAFTS in entry.path.split("/")[:-1]:
        return _left_out(
            entry.path,
            f"It is in {_DRAFTS}.",
            "Move it out of that folder, once it is done.",
        )
    parts = entry.path.split("/")
    called = (
        len(parts) > 1 and _PLACE.fullmatch(parts[0]) and _CALLED.fullmatch(parts[-1])
    )
    if called or (any(map(_PLACE.fullmatch, parts)) and not tells(entry)):
        return _is_form(entry.path)
    return None


def _is_form(path: str) -> Problem:
    return _left_out(
        path,
        "It is taken for a form that notes are made from.",
        "Give it a name and a title of its own if not.",
    )


def _left_out(path: str, problem: str, hint: str) -> Problem:
    return Problem(path=path, line=None, problem=problem, hint=hint, fatal=False)
