"""What single lines of Markdown tell, and where what they open ends."""

from __future__ import annotations

import re


FORMULA_LINES = 80
"""A ``$$`` that isn't closed within so many lines opens no formula."""

HEADING = re.compile(r"(#{1,6})(?:[ \t]|$)")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
# Four digits are the year of a day.
ITEM = re.compile(r"(?:[-*+]|(\d{1,3})[.)])(?:[ \t]+|$)")
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:")
FIRST = frozenset("#>-*+_`~<$\\[|0123456789")
"""What the first letter of a line can be, if it opens a block."""

_QUOTES = re.compile(r"[ \t]*(?:>[ \t]?)+")
_HTML = re.compile(r"<(?:/?[a-zA-Z][\w-]*(?=[\s/>]|$)|!--|\?|![A-Z])")
_HTML_PHRASE = re.compile(r"</?(?:a|b|br|code|em|i|kbd|s|small|span|strong|su[bp]|u)\b")
_HTML_LONG = (("<!--", "-->"), ("<pre", "</pre>"), ("<script", "</script>"))
_ENVIRONMENT = re.compile(r"\\begin\{([a-zA-Z]+\*?)\}")


def width(line: str, text: str) -> int:
    """Return how many columns *text* is indented in *line*."""
    return len(line[: len(line) - len(text)].expandtabs(4))


def unquoted(line: str) -> str:
    """Return a line of a quote without its marks."""
    m = _QUOTES.match(line)
    return line[m.end() :].lstrip() if m else line


def is_html(text: str) -> bool:
    """Tell whether a line opens a block of HTML, not a phrase of it."""
    return bool(_HTML.match(text) and not _HTML_PHRASE.match(text))


def is_table(lines: list[str], row: int) -> bool:
    """Tell whether a row of dashes stands below this one."""
    if "|" not in lines[row] or row + 1 >= len(lines):
        return False
    rule = lines[row + 1]
    return "|" in rule and "-" in rule and not rule.strip(" \t|:-")


def end_of_fence(
    lines: list[str], row: int, text: str, *, quoted: bool = False
) -> int | None:
    """
    Return the row after the fenced code that *text* opens; None if it doesn't.

    Args:
        lines: All of them.
        row: Where it stands.
        text: The line, without the marks in front of the fence.
        quoted: Whether it ends with the quote that it stands in.
    """
    if not (m := FENCE.match(text)):
        return None
    mark = m[1] or m[2]
    for end in range(row + 1, len(lines)):
        line = lines[end].strip()
        if quoted:
            if not line.startswith(">"):
                return end
            line = unquoted(line).strip()
        if line.startswith(mark) and not line.strip(mark[0]):
            return end + 1
    return len(lines)


class Closings:
    """Where marks are found next; each line is searched once for each mark.

    Rows are asked for in order, so that a note of nothing but opened formulae
    is not searched `FORMULA_LINES` times over.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._known: dict[str, tuple[int, int, int | None]] = {}
        # By mark: nothing from the first row up to the second, but for the third.

    def next(self, mark: str, row: int, until: int) -> int | None:
        """
        Return the first row with *mark* from *row* up to *until*, exclusive.

        The mark ``>`` stands for the end of a quote: a line without it.
        """
        start, seen, found = self._known.get(mark, (row, row, None))
        if row < start:
            start, seen, found = row, row, None
        if found is None or found < row:
            found, seen = None, max(seen, row)
            while seen < until and found is None:
                if self._holds(self.lines[seen], mark):
                    found = seen
                seen += 1
        self._known[mark] = start, seen, found
        return found if found is not None and found < until else None

    @staticmethod
    def _holds(line: str, mark: str) -> bool:
        return line.lstrip()[:1] != ">" if mark == ">" else mark in line


def end_of_formula(
    closings: Closings, row: int, text: str, *, quoted: bool = False
) -> int | None:
    """Return the row after the formula that *text* opens, as `end_of_fence`."""
    if text.startswith("$$"):
        close, rest = "$$", text[2:]
    elif text.startswith("\\["):
        close, rest = "\\]", text[2:]
    elif m := _ENVIRONMENT.match(text):
        close, rest = f"\\end{{{m[1]}}}", text[m.end() :]
    else:
        return None
    if close in rest:  # with words after it, it is a part of a sentence
        after = rest[rest.index(close) + len(close) :].strip(" \t.,;:。")
        return row + 1 if not after else None
    until = min(row + FORMULA_LINES, len(closings.lines))
    end = closings.next(close, row + 1, until)
    if end is None or (quoted and closings.next(">", row + 1, end + 1) is not None):
        return None
    return end + 1


def end_of_html(lines: list[str], row: int, text: str) -> int:
    """Return the row after the HTML that *text* opens."""
    for opening, closing in _HTML_LONG:
        if text.lower().startswith(opening):
            for end in range(row, len(lines)):
                if closing in lines[end].lower():
                    return end + 1
            return len(lines)
    end = row + 1
    while end < len(lines) and lines[end].strip():
        if FENCE.match(lines[end].lstrip()):
            break
        end += 1
    return end


def end_of_indented(lines: list[str], row: int, least: int) -> int:
    """Return the row after the code that is indented by *least* columns."""
    end = last = row + 1
    while end < len(lines):
        if text := lines[end].lstrip():
            if width(lines[end], text) < least:
                break
            last = end + 1
        end += 1
    return last
