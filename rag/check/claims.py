"""Splits a reply into sentences, each with the passages that it cites."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.check.words import HARD, VERB, Reading
from rag.sentences import sentences


MARKERS = re.compile(r"(?:[ \t\n]*\[til-[0-9]+\])+[.。!?]?")
_NUMBER = re.compile(r"\[til-([0-9]+)\]")
_BREAK = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]")
_ABSENT = re.compile(
    r"(?:노트|메모|기록|자료|대목|구절)[^.]{0,80}?(?:내용|언급|정보|설명|기록|근거|답|나오|나와|적혀|적어"
    r"|찾|다루|다뤄|포함|말하|밝히)[^.]{0,12}(?:없|않|못)[가-힣]*\W*$"
    r"|\b(?:notes?|passages?|entries)\b[^.]{0,20}\b(?:not|nothing|never|\w+n['’]t)\b"
    r"\s*(?:\w+ly\s+)?(?:say|mention|contain|cover|include|describe|answer|tell|specify"
    r"|state|explain|discuss|address|provide|about|on)\b"
    r"|\b(?:no|nothing|not)\b[^.]{0,40}\b(?:in|of)\s+(?:the|my|your|these)\s+"
    r"(?:notes?|passages?)\b\W*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a reply, with its markers and what stands before it."""

    lead: str
    """White space, marks of lists and headings."""
    text: str
    cited: tuple[int, ...]
    """Numbers of its own markers."""

    @property
    def breaks(self) -> bool:
        """Whether a paragraph or a list item begins with it."""
        return bool(_BREAK.search(self.lead)) or "#" in self.lead

    @property
    def bare(self) -> str:
        """The text without markers."""
        return re.sub(r"[ \t]*\[til-[0-9]+\]", "", self.text).strip()


def split(text: str, *, final: bool) -> tuple[list[Piece], str]:
    """
    Return the sentences of *text* that are complete, and what is left.

    Markers belong to the sentence before them. Unless *final*, the last one
    is left, for more of it may come.
    """
    spans: list[list[int]] = []
    for first, end in sentences(text):
        start = first
        if spans and (found := MARKERS.match(text, first)):
            spans[-1][1] = max(spans[-1][1], found.end())
            rest = text[found.end() : end]
            start = end - len(rest.lstrip())
        if start >= end:
            continue
        after = MARKERS.match(text, end)
        spans.append([start, after.end() if after and after.end() > end else end])
    if not final and spans:
        spans.pop()
    pieces, at = [], 0
    for first, end in spans:
        if end <= at:
            continue
        start = max(first, at)
        body = text[start:end]
        numbers = tuple(dict.fromkeys(int(n) for n in _NUMBER.findall(body)))
        pieces.append(Piece(text[at:start], body, numbers))
        at = end
    return pieces, text[at:]


def states(reading: Reading) -> bool:
    """Say whether a sentence states something that a note could bear out."""
    return (
        any(w.weight >= VERB for w in reading.words)
        or bool(reading.marks or reading.days)
        or any(w.weight >= HARD for w in reading.words)
    )


def denies_all(text: str) -> bool:
    """Say whether a sentence says that the notes are silent."""
    return len(text) < 200 and bool(_ABSENT.search(text))


def rests_on(
    pieces: Sequence[Piece], at: int, before: Sequence[int]
) -> tuple[int, ...] | None:
    """
    Return the passages that the sentence *at* rests on.

    Its own markers; else the next ones of its paragraph; else the last ones
    of it; else all cited *before*. None while more of the paragraph may come.
    """
    if pieces[at].cited:
        return pieces[at].cited
    for piece in pieces[at + 1 :]:
        if piece.breaks:
            break
        if piece.cited:
            return piece.cited
    else:
        return None
    for i in range(at, 0, -1):
        if pieces[i].breaks:
            break
        if pieces[i - 1].cited:
            return pieces[i - 1].cited
    return tuple(dict.fromkeys(before)) or None
