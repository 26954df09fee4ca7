"""Reads a file that is one Markdown note."""

from __future__ import annotations

import itertools
import re

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rag.corpus import dates, day_notes, front_matter, titles
from rag.corpus.dialects import plain
from rag.corpus.front_matter import FrontMatter
from rag.corpus.properties import properties
from rag.corpus.unfinished import unfinished
from rag.corpus.unsaid import unsaid
from rag.text.blocks import scan
from rag.types import Entry, Problem, Reading


_CONTAINERS = frozenset(
    {"_posts", "posts", "content", "contents", "docs", "pages", "src", "undated"}
)
"""Folders that a site generator wants; they say nothing about the note."""
_COUNTED = re.compile(
    r"\d{1,8}(?:년도?|월|일|년\s*\d{1,2}월)?|\d{2,4}[-._/]\d{1,2}(?:[-._]\d{1,2})?"
)
_TOP = 3
"""Lines below the title that may say when a note was written, besides those of
properties, as Notion exports them."""
_PROPERTY = re.compile(r"[^\s:：`\[][^:：`\[]{0,20}[:：]\s+\S")
_AROUND = re.compile(r"^[^\w~]+|[^\w.~]+$|(?<=\w)[*_`]+$")
"""Brackets, stress or a picture that a day may stand in."""
_NAMELESS = frozenset({"index", "_index", "readme"})
_TIL = re.compile(r"(?<![a-z])til(?![a-z])", re.IGNORECASE)
_TIL_DAY = re.compile(r"til[-_ ]?(?=\d{6,8}[-_. ]*[^\W\d])", re.IGNORECASE)
_NOTION = re.compile(r" [0-9a-f]{32}$")
"""What Notion puts behind the names of exported pages."""


def read(
    path: str, text: str, *, first_commit: Callable[[str], date | None]
) -> Reading:
    r"""
    Return the note, or the problem that keeps it out.

    The body is what stands behind the front matter, as written, without the
    blank lines around it and without what `unsaid` finds; a heading that gives
    the title stays in it.

    Args:
        path: Relative to the corpus; it is the id of the entry.
        text: NFC, ``\n`` line ends, not blank.
        first_commit: Tells the day that *path* was first committed; asked
            only when neither the front matter nor the path names a day, and an
            empty ``date:`` doesn't say that there is none.

    Never raises.
    """
    top = front_matter.read(path, text) or _unclosed(path, text)
    if any(problem.fatal for problem in top.problems):
        return Reading(problems=top.problems)

    rows = text.split("\n")
    body, lines = _said(rows[top.rows :], top.rows + 1)
    korean = dates.is_korean(body)
    day = top.day or (None if top.undated else dates.from_path(path, korean=korean))
    if not body:
        if top.title is None or dates.stem(path.rpartition("/")[2]) == "_index":
            remark = Problem(
                path=path,
                line=None,
                problem="It is empty behind its front matter.",
                hint="Write something into it.",
                fatal=False,
            )
            return Reading(problems=(*top.problems, remark))
        body, lines = top.title, (top.title_line,)

    named = _named(path, day, korean=korean)
    own = properties(body)
    category = top.category or own.category or _category(path)
    entry = Entry(
        id=path,
        path=path,
        line_start=1,
        line_end=len(rows) - (rows[-1] == ""),
        day=day,
        category=category,
        title=titles.title(top.title, body, named, category, typed=_is_typed(path)),
        body=body,
        lines=lines,
        tags=top.tags or own.tags,
        url=top.url,
    )
    if held_back := unfinished(entry, top):
        return Reading(problems=(*top.problems, held_back))
    if days := day_notes.split(entry, top.title, named):
        return replace(days, problems=(*top.problems, *days.problems))
    if day is None and not top.undated:
        said = filter(None, (top.title, titles.heading(body)))
        day = _told(body) or next(filter(None, map(dates.led_by, said)), None)
        entry = replace(entry, day=day or first_commit(path))
    return Reading(entries=(entry,), problems=top.problems)


def _unclosed(path: str, text: str) -> FrontMatter:
    """Return that nothing was understood, and say if more was meant."""
    if not front_matter.is_unclosed(text):
        return FrontMatter(rows=0)
    remark = Problem(
        path=path,
        line=1,
        problem="Its front matter is left out: it is never closed, so read as text.",
        hint="Put --- on a line of its own below it.",
        fatal=False,
    )
    return FrontMatter(rows=0, problems=(remark,))


def _said(rows: Sequence[str], first: int) -> tuple[str, tuple[int, ...]]:
    """Return what the rows say, and the file's line of each row that does."""
    told = plain(rows, first)
    gone = unsaid("\n".join(row for row, _ in told))
    kept = [row for at, row in enumerate(told) if at not in gone]
    while kept and not kept[0][0].strip():
        del kept[0]
    while kept and not kept[-1][0].strip():
        kept.pop()
    return "\n".join(row for row, _ in kept), tuple(line for _, line in kept)


def has_front_matter(text: str) -> bool:
    """Tell whether *text* begins with front matter, also with a bad one."""
    return front_matter.is_there(text)


def _told(body: str) -> date | None:
    """Return the day that the first lines below the title give, if they do."""
    for block in scan(body):
        if not block.level and block.kind != "rule":
            rows = body[block.start : block.end].rstrip().split("\n")
            listed = len([*itertools.takewhile(_PROPERTY.match, rows)])
            found = [*map(dates.told, rows[: max(_TOP, listed)])]
            if block.kind == "paragraph":  # a day alone; in a list it is an item
                found.append(dates.parse(_AROUND.sub("", rows[0])))
            return next(filter(None, found), None)
    return None


def _is_typed(path: str) -> bool:
    name = path.rpartition("/")[2].rpartition(".")[0]
    return " " in name.strip() or dates.is_korean(name)


def _named(path: str, day: date | None, *, korean: bool) -> str:
    *folders, name = path.split("/")
    name = dates.stem(name)
    if name.lower() in _NAMELESS and folders:
        name = folders[-1]
    name = _TIL_DAY.sub("", _NOTION.sub("", name))
    rest = dates.without_lead(name, korean=korean)
    if day is not None and not _TIL.sub("", rest).strip(" 0123456789-_.일월()[]"):
        return day.isoformat()
    rest = rest or name
    if " " not in rest.strip():  # otherwise a dash is a hyphen
        rest = re.sub(r"[-_]+", " ", rest)
    return " ".join(rest.split()) or name


def _category(path: str) -> str | None:
    folders = (
        _NOTION.sub("", folder)
        for folder in path.split("/")[:-1]
        if folder not in _CONTAINERS
        and not _COUNTED.fullmatch(folder)
        and dates.without_lead(folder) == folder
    )
    return "/".join(folders) or None
