"""The line of a list that an entry gets: what it is, and the words it opens with."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.citations import defuse
from rag.footmarks import unmarked
from rag.phrases import Say, say
from rag.query_types import Lang
from rag.sentences import sentences
from rag.titles import bold
from rag.types import Citation, Entry
from rag.units import Span, announces, is_link


_SHOWN = re.compile(
    r"^[ \t>]*(?:```|~~~|\$\$|\\\[|#{1,6} |##+[^#\s]|\[\^|\|)", re.MULTILINE
)
"""Begins what is shown rather than said: code, a formula, a heading, a table."""
_TABLE = re.compile(r"\n[ \t>|:-]*-[ \t]*\|[ \t|:-]*-")
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<(?:img|br)\b[^<>\n]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|\{%[^\n]*?%\}")
_PROPERTY = re.compile(r"[^\s:：`\[][^:：`\[]{0,20}[:：]\s+(?P<value>\S.*)")
_BOLD = re.compile(r"(\*\*|__)(?!\1)[^\n]{1,80}(?<![.!다요])\1[:：]?")
"""Stands over a part as a heading does; a whole sentence may be in bold as well."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_ITEM = re.compile(r"^[ \t>]*(?:[-*+] |[0-9]{1,9}[.)] )", re.MULTILINE)
_ASKS = re.compile(r"[?？][\"'”’)\]*_~\s]*$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]")


def opening(entry: Entry, number: int, room: int = 0) -> Citation:
    """
    Cite the statement that an entry opens with.

    A question is cited only where nothing else is said. More sentences follow
    as long as all of them have *room* characters.
    """
    body = entry.body
    every = sentences(body)
    first = _first(body, every)
    start, end = every[first] if every else (0, len(body))
    for begin, stop in every[first + 1 :]:
        block = _SHOWN.search(body, end, stop) or _ITEM.search(body, end, stop)
        if stop - start > room or block or not _states(body, (begin, stop)):
            break
        if announces(body, (begin, stop)):
            break
        end = stop
    return Citation(number=number, entry=entry, start=start, end=end)


def _first(body: str, every: Sequence[Span]) -> int:
    """Return which of the sentences says most of what the note is about."""
    said = [i for i, (at, _) in enumerate(every) if not _begins(_SHOWN, body, at)]
    prose = [i for i in said if not _begins(_ITEM, body, every[i][0])]
    stated = [i for i in said if _states(body, every[i])]
    choices = ([i for i in stated if i in set(prose)], stated, prose, said, [0])
    return next(found[0] for found in choices if found)


def _begins(what: re.Pattern[str], body: str, at: int) -> bool:
    return what.match(body, body.rfind("\n", 0, at) + 1) is not None


def _states(body: str, span: Span) -> bool:
    """Tell a statement from a question, a link, a picture, a table, properties."""
    text = body[slice(*span)]
    return not (
        is_link(body, span)
        or _ASKS.search(text)
        or _BOLD.fullmatch(text)
        or _TABLE.search(text)
        or _is_properties(text)
    ) and any(map(str.isalnum, _TAG.sub("", _PICTURE.sub("", text))))


def _is_properties(text: str) -> bool:
    """Tell what a note says of itself on top: ``key: value``, row by row."""
    rows = [_PROPERTY.fullmatch(row.strip()) for row in text.split("\n")]
    several = len(rows) > 1
    return all(m and (several or _YEAR.search(m["value"])) for m in rows)


def line(citation: Citation, lang: Lang, *, quoted: bool) -> str:
    """
    Return the line of a list that stands for the entry of *citation*.

    Args:
        citation: What `opening` made.
        lang: Of tilbot's own words.
        quoted: Whether there is room for the quotation.
    """
    entry = citation.entry
    day = entry.day.isoformat() if entry.day else say(Say.UNDATED, lang)
    quote = _told(citation.quote) if quoted else ""
    # What a note is called by its first words would be said twice.
    plain = " ".join(_FOOTNOTE.sub("", citation.quote).split())
    if quote and plain.startswith(entry.title.rstrip("…")):
        named = defuse(quote)
    else:
        # A second colon would leave open where the title ends.
        between = " — " if ":" in entry.title else ": "
        named = between.join(filter(None, (bold(entry.title), defuse(quote))))
    parts = (day, defuse(entry.category or ""), named)
    return f"- {' · '.join(filter(None, parts))} [til-{citation.number}]"


def _told(quote: str) -> str:
    """Return a quotation as one line, without pictures and marks of Markdown."""
    return " ".join(_PICTURE.sub("", _QUOTED.sub("", unmarked(quote))).split())
