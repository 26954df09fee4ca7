"""The line of a list that an entry gets: what it is, and the words it opens with."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.analyse.glossary import squashed
from rag.citations.resolution import defuse
from rag.citations.title_markup import bold, called_by
from rag.query_types import Lang, iso
from rag.quotes.units import Span, announces, is_aside, is_link
from rag.text.footnote_marks import unmarked
from rag.text.sentences import sentences
from rag.types import Citation, Entry
from rag.wording.phrases import Say, say


_TICKED = re.compile(r"[ \t>]*[-*+][ \t]+\[[xX]\][ \t]")
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
_NEXT_ITEM = re.compile(r"\n[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_ASKS = re.compile(r"[?？][\"'”’)\]*_~\s]*$")
_CLOSE = 300
"""Characters that statements have which are cited together."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]")


def opening(entry: Entry, number: int, room: int = 0) -> Citation:
    """
    Cite the statement that an entry opens with.

    A question, or what only announces a list or code, is cited only where
    nothing else is said. More sentences follow as long as all of them have
    *room* characters.
    """
    body = entry.body
    every = sentences(body)
    first = _first(body, every)
    start, end = every[first] if every else (0, len(body))
    told = end
    for begin, stop in every[first + 1 :]:
        block = _SHOWN.search(body, told, stop) or _ITEM.search(body, told, stop)
        leads = announces(body, (begin, stop))
        if stop - start > room or block or not (leads or _states(body, (begin, stop))):
            break
        told = stop
        if not leads:
            end = stop
    return Citation(number=number, entry=entry, start=start, end=end)


def telling(entry: Entry, number: int, words: Sequence[str], start: int) -> Citation:
    """
    Cite the first statement of a passage that has one of *words*.

    Where only a heading, a table or code has one, the statement below it is
    cited.

    Args:
        entry: Whose passage it is.
        number: Of the citation.
        words: Squashed, as by `rag.analyse.glossary`.
        start: Where the passage begins in the body of *entry*.
    """
    body = entry.body
    every = sentences(body)
    later = [s for s in every if s[0] >= start] or every
    having = [s for s in later if any(w in squashed(body[slice(*s)]) for w in words)]
    below = [s for s in later if having and s[0] > having[0][0]]
    choices = ([s for s in some if _tells(body, s)] for some in (having, below, later))
    found = next(filter(None, choices), having or later)
    if not found:
        return opening(entry, number)
    return Citation(number=number, entry=entry, start=found[0][0], end=found[0][1])


def pointed(
    entry: Entry, number: int, where: Sequence[int], *, done: bool = False
) -> Citation:
    """
    Cite the statements that stand at *where*, or below it where that is a heading.

    All of them where they stand close together, else the first. What is ticked
    off is none of them, or with *done* nothing else is.
    """
    body = entry.body
    every = [
        s
        for s in sentences(body)
        if not _begins(_SHOWN, body, s[0])
        and bool(_begins(_TICKED, body, s[0])) is done
    ]
    told = [span for at in where for span in _at(body, every, at)]
    spans = told or every[:1] or [(0, len(body))]
    start, end = spans[0]
    close = [s[1] for s in spans if s[1] - start <= _CLOSE]
    return Citation(number=number, entry=entry, start=start, end=max([end, *close]))


def _at(body: str, every: Sequence[Span], at: int) -> list[Span]:
    """Return the statement that stands at a place, or all items of a list below it."""
    first = next((i for i, s in enumerate(every) if s[1] > at), len(every))
    found = [*every[first : first + 1]]
    below = found and "\n" in body[at : found[0][0]]
    if not below or not _begins(_ITEM, body, found[0][0]):
        return found
    for span in every[first + 1 :]:
        apart = _SHOWN.search(body, found[-1][1], span[0])
        if apart or not _begins(_ITEM, body, span[0]):
            break
        found.append(span)
    return found


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
        or is_aside(body, span)
        or announces(body, span)
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


def _tells(body: str, span: Span) -> bool:
    return not _begins(_SHOWN, body, span[0]) and _states(body, span)


def line(citation: Citation, lang: Lang, *, quoted: bool) -> str:
    """
    Return the line of a list that stands for the entry of *citation*.

    Args:
        citation: What `opening` made.
        lang: Of tilbot's own words.
        quoted: Whether there is room for the quotation.
    """
    entry = citation.entry
    day = iso(entry.day) or say(Say.UNDATED, lang)
    quote = _told(citation.quote) if quoted else ""
    # What a note is called by its first words would be said twice.
    plain = " ".join(_FOOTNOTE.sub("", citation.quote).split())
    if quote and called_by(entry.title, plain):
        named = defuse(quote)
    else:
        # A second colon would leave open where the title ends.
        between = " — " if ":" in entry.title else ": "
        named = between.join(filter(None, (bold(entry.title), defuse(quote))))
    parts = (day, defuse(entry.category or ""), named)
    return f"- {' · '.join(filter(None, parts))} [til-{citation.number}]"


def _told(quote: str) -> str:
    """Return a quotation as one line, without pictures and marks of Markdown."""
    bare = _PICTURE.sub("", _QUOTED.sub("", unmarked(quote)))
    return " ".join(_NEXT_ITEM.sub(" / ", bare).split())
