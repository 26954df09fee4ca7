"""What becomes of sentences that a model was asked to word anew."""

from __future__ import annotations

import re

from dataclasses import replace

from rag.check.claims.absence import agreed
from rag.check.claims.claims import split
from rag.check.reply.incoming import renumbered
from rag.check.reply.settled import Settled, Written
from rag.check.verdict.judge import Judge, repeats
from rag.citations.markers import CITED
from rag.citations.resolution import resolve, with_markers
from rag.types import Verdict


_ROW = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?[*_`]*(?:(?:문장|sentence|no\.?)[ \t]*)?"
    r"(?:\[(?P<b>[0-9]{1,3})\]|(?P<n>[0-9]{1,3}))[*_`]*[ \t]*"
    r"(?:번(?:[ \t]*문장)?)?[ \t]*[*_`]*"
    r"(?:[:：.)](?![0-9])[*_`]*|(?<=\]))[ \t]*(?P<said>.*)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[\w+-]*[ \t]*$")
_NONE = re.compile(
    r"[\W_]*(?:없음|없습니다|해당 없음|none|n/?a|nothing)?[\W_]*", re.IGNORECASE
)
_QUOTED = re.compile(
    r"([\"“'‘])(?P<said>.+)([\"”'’])(?P<cites>(?:[ \t]*\[til-[0-9]+\])*)"
)


def mend(written: Written, reply: str, judge: Judge) -> None:
    """Put the new wordings of a reply, as `wordings` reads it, where they hold."""
    mendable = written.mendable
    found = wordings(reply, len(mendable))
    for number, at in enumerate(mendable, start=1):
        if number in found:
            written.settled[at] = _mended(written, at, found[number], judge)


def wordings(reply: str, asked: int) -> dict[int, str]:
    """
    Return the new wordings by number, "" for a sentence that was taken back.

    Rows begin with their number however it is written; what is said to one alone
    needs none. Who cites as ``[1]`` is understood.

    Args:
        reply: What the model wrote.
        asked: How many sentences it was asked for.
    """
    found: dict[int, str] = {}
    at = 0
    rows = [line for line in reply.splitlines() if not _FENCE.match(line)]
    for line in rows:
        m = _ROW.fullmatch(line)
        number = int(m["n"] or m["b"]) if m else 0
        if m and 1 <= number <= asked and number not in found:
            at = number
            found[at] = m["said"].strip()
        elif at and not found[at]:
            found[at] = line.strip()  # the number stood alone
    if not found and asked == 1:
        found[1] = " ".join(line.strip() for line in rows if line.strip())
    return {n: _plain(text) for n, text in found.items() if text}


def _plain(text: str) -> str:
    """Return a wording without what it is wrapped in, "" for none."""
    if _NONE.fullmatch(text) or agreed(text):
        return ""
    if "[til-" not in text.lower():
        text = with_markers(text)
    m = _QUOTED.fullmatch(text)
    return m["said"] + m["cites"] if m else text


def _mended(written: Written, at: int, wording: str, judge: Judge) -> Settled:
    """Return the sentence *at* as it is worded now, or gone if it isn't said."""
    was = written.settled[at]
    gone = replace(was, judged=replace(was.judged, withheld=True))
    if not wording:
        return gone  # not even the model stands by it
    hits = judge.asked.hits
    text, order = renumbered(resolve(wording, hits), hits)
    text = text.strip()
    if not text or repeats(text):
        return was
    pieces, _ = split(text, final=True)
    if any(map(written.is_foreign, pieces)):
        return was
    cited = tuple(order) or was.cited
    judged = judge.judge([(piece, cited) for piece in pieces])
    good = [
        (piece, one)
        for piece, one in zip(pieces, judged, strict=True)
        if one.verdict is Verdict.SUPPORTED
    ]
    # What is added behind may go, what it begins with may not.
    if not good or good[0][0] != pieces[0]:
        return was
    text = " ".join(piece.text for piece, _ in good)
    if not order:
        text += " " + "".join(f"[til-{n}]" for n in cited)
    if _says(written, text, at):
        return gone  # it was taken back, for what is said already
    new = replace(was.piece, text=text, cited=cited)
    return Settled(new, good[0][1], cited)


def _says(written: Written, text: str, at: int) -> bool:
    """Say whether another sentence than the one *at* says *text* already."""
    return any(
        _alike(text) == _alike(s.piece.text)
        for i, s in enumerate(written.settled)
        if i != at and not s.judged.fails
    )


def _alike(text: str) -> str:
    """Return *text* as sentences are compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", CITED.sub("", text)).lower()
