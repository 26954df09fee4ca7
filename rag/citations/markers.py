"""How a citation looks in what a model writes.

The model cites passage *n* as ``[til-n]``; a bare ``[n]`` would collide with
``x[0]`` in the code that notes are full of.
"""

from __future__ import annotations

import re


NOT_IN_NOTES = "NOT_IN_NOTES"
"""The whole first line of a reply to what the notes don't say."""
JOINER = "\u2060"

OPEN, _CLOSE = r"\[【［〔(（", r"\]】］〕)）"
_ALPHABET = r"[ \t\u00a0\u3000^tilTIL0-9,;、·&~_\-‐‑–—\\]"
_ITEM = r"til[-‐‑–—_ ]?[0-9]+"
MARKER = re.compile(
    rf"\\?[{OPEN}][ \t]*\^?({_ITEM}(?:[ \t\u00a0\u3000,;、·&~–—-]+(?:{_ITEM}|[0-9]+))*)"
    rf"[ \t]*\\?[{_CLOSE}]",
    re.IGNORECASE | re.ASCII,
)
CITED = re.compile(r"\[til-([0-9]+)\]")
"""One as it is written here: once a reply was read, all are."""
CUT = re.compile(r"\[(?:t(?:i(?:l(?:-[0-9]*)?)?)?)?$")
"""What the end of a text may have of one, while more of it comes."""
STARTS = "\\[【［〔(（"
MAYBE = re.compile(rf"\\?(?:[{OPEN}]{_ALPHABET}*)?")
_HALF = re.compile(rf"[{OPEN}]{_ALPHABET}*")
_SENTINEL = frozenset(NOT_IN_NOTES)


def joins(before: str, char: str) -> bool:
    """Whether *char* would go on with what *before* leaves open."""
    half = before[max(before.rfind(mark) for mark in STARTS[1:]) :]
    return (
        before[-1] == "\\"
        or bool(_HALF.fullmatch(half))
        or (before[-1] in "`~" and char in "`~")
        or (before[-1] in _SENTINEL and char in _SENTINEL)
    )


def run(text: str, at: int = 0) -> int:
    """Return where the run of one mark ends that begins at *at*."""
    end = at
    while end < len(text) and text[end] == text[at]:
        end += 1
    return end


def numbers_in(marker: str) -> list[str]:
    """Return the numbers that a marker names, in decimal; a range in full."""
    # Strings, not integers: five thousand digits must not reach int(), and
    # zero must not become the last passage.
    bare = re.sub(
        rf"{_ITEM}", lambda m: re.sub(r"^\D+", "", m[0]), marker, flags=re.IGNORECASE
    )
    numbers: list[str] = []
    for dash, digits in re.findall(r"([~–—-]?)[ \t]*([0-9]+)", bare):
        number = digits.lstrip("0") or "0"
        if dash and len(number) <= 2 and len(numbers[-1]) <= 2:
            numbers += map(str, range(int(numbers[-1]) + 1, int(number)))
        numbers.append(number)
    return numbers
