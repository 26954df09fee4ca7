r"""The pieces of a formula as strings: scripts, accents, brackets, spaces.

While a formula is put together, ``\b`` eats the space before it, and ``\a``
is the end of a function's name.
"""

from __future__ import annotations

import re
import unicodedata

from bot.render.math_grammar import Unreadable
from bot.render.math_tables import SUBSCRIPT, SUPERSCRIPT


def struck(text: str) -> str:
    r"""Strike the first character through, as ``\not`` does."""
    first, rest = text.lstrip()[:1], text.lstrip()[1:]
    return f" {unicodedata.normalize('NFC', first + chr(0x338))} {rest}"


def tidy(text: str) -> str:
    """Drop the spaces that the pieces brought twice, or before a script."""
    text = re.sub(r"[ \a]*\x08", "", text)
    # The name of a function keeps its distance from letters only.
    text = re.sub(r"\a *(?=[(\[{])", "", text).replace("\a", " ")
    # The parser drops the space behind a macro: a sign has it on both sides.
    text = re.sub(r"(?<=[^\s=+<>!:(\[{-])([=+<>-]) ", r" \1 ", text)
    text = re.sub(r" ([=<>])(?=[^\s=<>-])", r" \1 ", text)
    text = re.sub(r"[ \t]+", " ", text)
    return re.sub(r"([(\[{⟨⌊⌈]) | ([)\]}⟩⌋⌉,])", r"\1\2", text)


def atom(text: str) -> str:
    """Put *text* into brackets, unless it can't be misread without."""
    if re.fullmatch(r"[^\s+\-=/(),*]+|[^\s+\-=/(),*]*\([^()]*\)", text):
        return text
    return f"({text})"


def script(mark: str, text: str) -> str:
    """Raise *text* for the mark ``^``, lower it for ``_``, as far as that goes."""
    if not text:
        return ""
    table = SUPERSCRIPT if mark == "^" else SUBSCRIPT
    bare = text.replace(" ", "")
    if mark == "^" and bare in {"∘", "°"}:
        return "°"
    if mark == "^" and bare in {"†", "‡"}:
        return bare
    if all(char in table for char in bare):
        return "".join(table[char] for char in bare)
    return f"{mark}{text}" if re.fullmatch(r"\w+|.", text) else f"{mark}({text})"


def accented(text: str, mark: str) -> str:
    """
    Put the combining character *mark* on each letter of *text*.

    Raises:
        Unreadable: there are too many of them, or other things beside.
    """
    scripts = {*SUPERSCRIPT.values(), *SUBSCRIPT.values()}
    letters = [char for char in text if char not in scripts]
    if not all(char.isalnum() for char in letters) or len(letters) > 3:
        raise Unreadable
    return "".join(
        char if char in scripts or (mark and not char.isalnum()) else char + mark
        for char in text
    )
