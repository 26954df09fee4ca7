"""Makes any text harmless in a message of Discord; what is seen stays the same.

Own syntax passes through as private characters, which no text keeps, so that
one pass over a finished line can take the teeth from all that is not our own.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator

from rag.citations.markers import JOINER


OPEN, CLOSE, SLASHES = "\ue000", "\ue001", "\ue002"
"""``<``, ``>`` and ``://`` of our own, until `finished`."""
WORD = 400
"""Characters of a word that stay together."""

_FLAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,12}\U000e007f)")
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""What takes no room or turns the order around; private and lone characters."""
_PLAIN = re.compile(
    r"[\\*`\[\]<]|_(?<![A-Za-z0-9]_)|_(?![A-Za-z0-9])|\|(?=\|)|(?<=\|)\||~(?=~)|(?<=~)~"
)
_FIRST = re.compile(
    r"(?:#{1,6}|[-+])(?=\s|$)|>|-#|(?P<number>\d{1,10})(?P<dot>[.)])(?=\s|$)"
)
_PING = re.compile(r"@(?=everyone|here)|<(?=[@#:/]|a:|t:|id:|sound:)", re.IGNORECASE)
_ADDRESS = re.compile(r":(?=//)|(?<=discord\.gg)(?=/)|(?<=/invite)(?=/)", re.IGNORECASE)
_TICKS = re.compile("`(?=`)")


def clean(text: str) -> str:
    r"""Return *text* composed, its ends of lines ``\n``, with nothing hidden."""
    text = re.sub("\r\n?|[\u2028\u2029\x85]", "\n", text)
    pieces = _FLAG.split(text)  # three flags are spelled in hidden letters
    pieces[::2] = [_HIDDEN.sub("", piece) for piece in pieces[::2]]
    return unicodedata.normalize("NFC", "".join(pieces))


def escaped(text: str) -> str:
    """Return *text* so that Discord shows it as it stands, but for line starts."""
    return _PLAIN.sub(lambda m: "\\" + m[0], text)


def guarded(line: str) -> str:
    """Return *line* so that it begins no block."""
    if not (match := _FIRST.match(line)):
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.start('dot') :]}"
    return "\\" + line


def code_span(text: str) -> str:
    """Return *text*, on one line, as code; a run of backticks is parted."""
    text = _TICKS.sub("`" + JOINER, text).replace("://", SLASHES)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def code_line(text: str) -> str:
    """Return a line for within a fence, which it can't end."""
    return harmless(re.sub("``(?=`)", "``" + JOINER, text))


def harmless(text: str) -> str:
    """Return *text* in which nobody is pinged."""
    return _PING.sub(lambda m: m[0] + JOINER, text)


def finished(line: str) -> str:
    """Return *line* without any mention or link but our own."""
    line = _ADDRESS.sub(lambda m: m[0] + JOINER, harmless(line))
    return line.replace(OPEN, "<").replace(CLOSE, ">").replace(SLASHES, "://")


def pieces(text: str, size: int = WORD) -> Iterator[str]:
    """Yield *text* in pieces of *size* at most, no character cut in two.

    Characters as a reader counts them: an emoji of several, a syllable of
    jamo, an escaped mark stay whole, unless one alone is longer than *size*.
    """
    if len(text) <= size:
        yield text
        return
    import regex

    piece = ""
    for match in regex.finditer(r"\\.\p{M}*|\X", text):
        if len(piece) + len(match[0]) > size and piece:
            yield piece
            piece = ""
        piece += match[0]
        while len(piece) > size:
            yield piece[:size]
            piece = piece[size:]
    if piece:
        yield piece
