"""What a note says about itself between ``---`` (YAML) or ``+++`` (TOML)."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rag.corpus import dates
from rag.corpus.front_values import Malformed, Value, of_toml, of_yaml
from rag.types import Problem


LIMIT = 64_000
"""Characters that front matter may have; the rest of a file is no YAML."""

_TITLES = ("title", "제목")
_DATES = ("date", "날짜", "created", "created_at", "createdat", "published")
_DATED = re.compile(
    r"[\W_]*(?:(?:첫|최초)\s?)?(?:(?:작성|생성|기록|공부|학습|등록|게시|발행)"
    r"\s?(?:일자|일시|일|날짜|날)|일자|일시"
    r"|(?:created|written|posted|publish(?:ed)?|pub)[\s_-]?(?:at|on|time|date))[\W_]*"
)
"""Other keys that editors and people give a day by, such as ``작성일``."""
_CATEGORIES = ("category", "categories", "분류", "카테고리")
_TAGS = ("tags", "tag", "태그")
_LINKED = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|/]*)(?:\|[^\[\]]*)?\]\]")
"""A day that Obsidian makes a link of."""
_DIGIT = re.compile(r"\d")
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})

_KEY = re.compile(
    rf"\s*(?:{'|'.join((*_TITLES, *_DATES, *_CATEGORIES, *_TAGS))}|url|layout|draft"
    r"|description|author|slug|aliases)\s*:",
    re.IGNORECASE,
)

_HEADING = re.compile(r"#{1,6}\s+\S")
_END = re.compile(rf"\s*$|{_HEADING.pattern}")
_ENTRY = re.compile(r"[\s#]|[^\s:-][^:]*:(?:\s|$)")
"""What may begin a row of YAML: more of a value, a comment, a key."""
_NAMED_ENTRY = re.compile(r"[\s#-]|[\"']?\w[\w.-]*[\"']?\s*:", re.ASCII)
"""The same with a key that a program would have, or an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What was understood of it."""

    rows: int
    """Lines of the file up to and with the closing mark."""
    title: str | None = None
    title_line: int = 1
    """The file's line of the title, counted from 1."""
    day: date | None = None
    undated: bool = False
    """Whether it says outright that there is no date, by an empty ``date``."""
    category: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    """An http(s) address."""
    draft: bool = False
    """Whether it says that the note is not done, or not to be published."""
    problems: tuple[Problem, ...] = ()
    """With a fatal one among them, the note must not be indexed."""


def read(path: str, text: str) -> FrontMatter | None:
    """
    Return what stands on top of a note; None if the note begins at once.

    A ``---`` that nobody closes, or with anything but ``key: value`` behind
    it, is a thematic break and belongs to the body. So does one that only a
    break far below closes, with the note itself between. Never raises.
    """
    if (fenced := _fenced(text)) is None:
        return None
    mark, first, source, rows = fenced
    try:
        values = of_toml(source, first) if mark == "+++" else of_yaml(source, first)
    except Malformed as e:
        if mark == "---" and not any(map(_KEY.match, source.split("\n"))):
            return None
        if mark == "---" and _holds_prose(source, _END, _ENTRY):
            return None
        problem = Problem(path=path, line=e.line, problem=e.problem, hint=e.hint)
        return FrontMatter(rows=rows, problems=(problem,))
    if mark == "---" and _holds_prose(source, _HEADING, _NAMED_ENTRY):
        return None  # headings are comments, and "한 일: 복습" is a value
    return None if values is None else _understood(path, values, rows)


def is_there(text: str) -> bool:
    """Tell whether *text* begins with front matter."""
    return read("", text) is not None


def is_unclosed(text: str) -> bool:
    """Tell whether *text* begins with front matter whose end is not to be found."""
    rows = [row for row in text[:LIMIT].split("\n", 20) if row.strip()][:2]
    return (
        len(rows) == 2
        and rows[0].rstrip() in {"---", "+++"}
        and _KEY.match(rows[1].replace("=", ":", rows[0].rstrip() == "+++")) is not None
        and read("", text) is None
    )


def _holds_prose(source: str, end: re.Pattern[str], entry: re.Pattern[str]) -> bool:
    """
    Tell whether a note goes on between the marks, behind what is front matter.

    That is so when, below a row that may be its *end*, a row stands that is no
    *entry*, and no row does with a key that front matter usually has.
    """
    rows = source.split("\n")
    ends = (at for at, row in enumerate(rows) if end.match(row))
    first = next((at for at in ends if any(map(_KEY.match, rows[:at]))), len(rows))
    below = rows[first:]
    return any(row.strip() and not entry.match(row) for row in below) and not any(
        map(_KEY.match, below)
    )


def _fenced(text: str) -> tuple[str, int, str, int] | None:
    """Return the mark, the line of the text between, that text, all lines."""
    rows = text[: LIMIT + 8].split("\n")
    top = next((at for at, row in enumerate(rows) if row.strip()), 0)
    mark = rows[top].rstrip()
    if mark not in {"---", "+++"}:
        return None
    closing = {"---", "..."} if mark == "---" else {"+++"}
    for at in range(top + 1, len(rows)):
        if rows[at].rstrip() in closing:
            return mark, top + 2, "\n".join(rows[top + 1 : at]), at + 1
    return None


def _understood(path: str, values: Mapping[str, Value], rows: int) -> FrontMatter:
    problems: list[Problem] = []
    title = next(_present(values, _TITLES), None)
    day = None
    others = tuple(key for key in values if _DATED.fullmatch(key))
    for value in _present(values, tuple(dict.fromkeys((*_DATES, *others)))):
        if (day := dates.parse(_LINKED.sub(r"\1", value.text))) is not None:
            break
        # Jekyll says "published: false"; that is no date, and not a bad one.
        known = value in (values.get(key) for key in _DATES)
        if values.get("date") is value or (known and _DIGIT.search(value.text)):
            problems.append(
                Problem(
                    path=path,
                    line=value.line,
                    problem=f"The date {value.text[:60]!r} is not a day.",
                    hint="Write it as 2021-05-11.",
                )
            )
            break
    url = next(_present(values, ("url",)), None)
    is_address = url is not None and re.fullmatch(
        r"https?://\S+", url.text, re.IGNORECASE
    )
    if url is not None and not is_address and not url.text.startswith("/"):
        problems.append(
            Problem(
                path=path,
                line=url.line,
                problem=f"The url {url.text[:60]!r} is left out: it is no address.",
                hint="Begin it with https://.",
                fatal=False,
            )
        )
    category = next(_present(values, _CATEGORIES), None)
    return FrontMatter(
        rows=rows,
        title=title.text if title else None,
        title_line=title.line if title else 1,
        day=day,
        undated="date" in values and not values["date"].text and day is None,
        category=_joined(category) if category else None,
        tags=_tags(next(_present(values, _TAGS), None)),
        url=url.text if url is not None and is_address else None,
        draft=_says(values, "draft", _YES) or _says(values, "published", _NO),
        problems=tuple(problems),
    )


def _says(values: Mapping[str, Value], key: str, words: frozenset[str]) -> bool:
    return key in values and values[key].text.lower() in words


def _present(values: Mapping[str, Value], keys: tuple[str, ...]) -> Iterator[Value]:
    return (values[key] for key in keys if key in values and values[key].text)


def _joined(value: Value) -> str | None:
    items = (value.text,) if value.items is None else value.items
    told = (" ".join(item.split()).strip("/ ") for item in items)
    return "/".join(filter(None, told)) or None


def _tags(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    items = value.items
    if items is None:
        items = tuple(value.text.split("," if "," in value.text else None))
    # One that goes over a line end would end the row of a list that it stands in.
    cleaned = (" ".join(item.split()).lstrip("#") for item in items)
    return tuple(dict.fromkeys(item for item in cleaned if item))
