"""Finds the sentences of Markdown, Korean and English."""

from __future__ import annotations

import re

from bisect import bisect_right
from collections.abc import Iterator

from rag.text.blocks import Block, leaves


_MARKS = {
    "list_item": re.compile(
        r"(?:[\s>]|[-*+](?=\s|$))*(?:\d{1,3}[.)](?=\s|$))?"
        r"(?:[\s>]|[-*+](?=\s|$)|\[[ xX]\](?=[ \t]))*"
    ),
    "quote": re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,3}[.)])(?=\s|$))?"),
    "heading": re.compile(r"[ \t\n]*#{0,6}(?=\s|$)|"),
    "footnote": re.compile(r"\s*\[\^[^\]\s]{1,80}\]:"),
}
_WHOLE = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:```|~~~|\$\$|\\\[)")
_SETEXT = re.compile(r"\n[ \t]*(?:=+|-+)\s*$")
_CLOSING_MARKS = re.compile(r"(?<![ \t])[ \t]++#++\s*$")

_CLOSERS = r"(?:[\"'”’»)\]）」』》*_~]|\[\^?[\w-]{1,20}\])*+"
_END = re.compile(
    rf"(?<=[^\s.!?…])[.!?…]++{_CLOSERS}(?=\s|$)"
    rf"|[。！？｡]+{_CLOSERS}"
    r"|(?<=[가-힣][다요까죠])[.!?]+(?=[가-힣])"  # the space was forgotten
    r"|(?:(?<! ) {2,}+|\\|<br ?/?>)(?=\n)"  # a line that was ended on purpose
)
_ABBREVIATIONS = re.compile(
    r"al|approx|cf|dr|e\.g|eqs?|esp|est|figs?|i\.e|inc|jr|ltd|mrs?|ms|prof|refs?"
    r"|resp|sec|st|viz|vs|w\.r\.t"
)
_BEFORE_NUMBERS = re.compile(r"ch|ed|nos?|pp?|vol|v|ver")
_LABELS = re.compile(r"그림|표|식|예|예제|단계|장|절|fig|figure|table|eq|step|chapter")
_NUMBER = re.compile(r"(?:[0-9]{1,4}\. ?)*[0-9]+$")
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]{0,8}$")

_TOKEN = re.compile(
    r"\\[()\[\]$`\\]|`+|\$\$|\$|https?://[^\s<>\"`]+|[(\[（「『]|[)\]）」』]"
)
_INLINE_FORMULA = re.compile(r"\$(?=[^\s$])[^$]{0,400}?(?<=[^\s\\])\$(?!\d)")
_PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "』": "『"}
_REACH = 2000
"""Characters within which code and formulae must be closed to count."""
_BRACKETS = 400
"""Characters that brackets hold together."""


def sentences(text: str) -> list[tuple[int, int]]:
    """
    Return where each sentence starts and ends, without white space around.

    A list item, a heading and a footnote begin a sentence of their own, after
    their marks. Code, a formula and a table are one each; nothing is cut
    inside of inline code, formulae, addresses, numbers, dates and brackets. A
    line end within a paragraph ends nothing, unless it is a hard one.

    The spans are in order and disjoint; what they leave out is white space
    and marks. Never raises.
    """
    return [span for leaf in leaves(text) for span in sentences_of(leaf, text)]


def sentences_of(leaf: Block, text: str) -> list[tuple[int, int]]:
    """Return the sentences of one of the `rag.text.blocks.leaves` of *text*."""
    start, end = leaf.start, leaf.end
    if leaf.kind == "rule":
        return []
    if leaf.kind in {"code", "formula", "table"} or _WHOLE.match(text, start, end):
        return _trimmed(text, start, end)
    if leaf.kind == "heading":
        for pattern in (_SETEXT, _CLOSING_MARKS):
            if m := pattern.search(text, start, end):
                end = m.start()
                break
    marks = _MARKS.get(leaf.kind)
    if marks and (m := marks.match(text, start, end)):
        start = m.end()
    while start < end and text[start].isspace():
        start += 1
    found: list[tuple[int, int]] = []
    for cut in (*_ends(text, start, end, quoted=leaf.kind == "quote"), end):
        found += _trimmed(text, start, cut, quoted=leaf.kind == "quote")
        start = cut
    return found


def _trimmed(
    text: str, start: int, end: int, *, quoted: bool = False
) -> list[tuple[int, int]]:
    while start < end and (text[start].isspace() or (quoted and text[start] == ">")):
        start += 1
    end = start + len(text[start:end].rstrip())
    return [(start, end)] if start < end else []


def _ends(text: str, start: int, end: int, *, quoted: bool) -> Iterator[int]:
    held = _held(text, start, end)
    firsts = [first for first, _ in held]
    began = start
    for m in _END.finditer(text, start, end):
        row = bisect_right(firsts, m.start()) - 1
        if row >= 0 and m.start() < held[row][1]:
            # "(그렇다.) 다음": brackets around a whole sentence.
            if held[row][0] != began or m.end() < held[row][1]:
                continue
        elif m[0][0] == "." and not _is_full_stop(text, began, m):
            continue
        yield m.end()
        began = m.end()
        while began < end and (
            text[began].isspace() or (quoted and text[began] == ">")
        ):
            began += 1


def _is_full_stop(text: str, began: int, end: re.Match[str]) -> bool:
    """Tell a full stop from the point of a number or of a short form."""
    if len(end[0]) > 1 and end[0][1] == ".":  # an ellipsis
        return True
    before = text[max(began, end.start() - 20) : end.start()]
    after = text[end.end() : end.end() + 8].lstrip()
    if m := _NUMBER.search(before):
        label = before[: m.start()].split()
        return not (
            not any(map(str.isalnum, "".join(label)))  # "2. 다음", "**2. 다음**"
            or after[:1].isdigit()  # "2021. 5. 11."
            or ("." in m[0].rstrip(".") and " " in m[0])  # the end of such a date
            or _LABELS.fullmatch(label[-1].lower().strip("(*[."))  # "그림 1. 구조"
        )
    if m := _LAST_WORD.search(before):
        word = m[0].lower()
        if _BEFORE_NUMBERS.fullmatch(word):
            return not after[:1].isdigit()
        # The initial of a name; but "class A." ends before Hangul.
        initial = len(word) == 1 and m[0].isupper()
        following = after[:1].isascii() and after[:1].isupper()
        return not _ABBREVIATIONS.fullmatch(word) and not (initial and following)
    return True


def _held(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the outermost stretches that hold together, in order."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int, int]] = []
    at = start
    while m := _TOKEN.search(text, at, end):
        at, mark = m.end(), m[0]
        close: int | None = None
        if mark[0] == "`":
            close = _run_of(text, mark, at, min(end, at + _REACH))
        elif mark in {"$$", r"\(", r"\["}:
            tail = {"$$": "$$", r"\(": r"\)", r"\[": r"\]"}[mark]
            where = text.find(tail, at, min(end, at + _REACH))
            close = where + len(tail) if where >= 0 else None
        elif mark == "$":
            formula = _INLINE_FORMULA.match(text, m.start(), end)
            close = formula.end() if formula else None
        elif mark[0] == "h":
            close = at = m.start() + len(mark.rstrip(".,!?:;)]'*_…。"))
        elif mark in _PAIRS:
            _close(mark, at, opened, found)
        elif mark[0] != "\\":
            opened.append((mark, m.start(), len(found)))
        if close is not None:
            found.append((m.start(), close))
            at = max(at, close)
    return found


def _close(
    mark: str,
    at: int,
    opened: list[tuple[str, int, int]],
    found: list[tuple[int, int]],
) -> None:
    # An opening bracket of another shape that nobody closed is forgotten.
    if not any(bracket == _PAIRS[mark] for bracket, _, _ in opened[-8:]):
        return
    while opened:
        bracket, start, inner = opened.pop()
        if bracket == _PAIRS[mark]:
            if at - start <= _BRACKETS:
                del found[inner:]
                found.append((start, at))
            return


def _run_of(text: str, ticks: str, start: int, end: int) -> int | None:
    """Return where a run of exactly as many backticks ends."""
    at = start
    while (at := text.find(ticks, at, end)) >= 0:
        stop = at
        while stop < end and text[stop] == "`":
            stop += 1
        if stop - at == len(ticks):
            return stop
        at = stop
    return None
