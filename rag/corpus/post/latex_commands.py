"""Knows the commands of LaTeX that notes use, and the letters they draw."""

from __future__ import annotations

import unicodedata

from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ACCENTS = _set(
    "hat widehat tilde widetilde bar overline vec dot ddot check breve acute grave"
    " mathring underline overrightarrow overbrace underbrace"
)
UNSEEN = _set(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle"
    " limits nolimits quad qquad not"
)
SKIPS_GROUP = _set("color textcolor hspace label tag phantom")
SWAPS = _set("overset underset stackrel")
ASCII = {"colon": ":", "lt": "<", "gt": ">", "lbrace": "{", "rbrace": "}"}
_WORDS = _set(
    "arccos arcsin arctan arg argmax argmin cos cosh cot det dim exp gcd inf ker lim"
    " liminf limsup ln log max min sin sinh sup tan tanh Pr mod bmod"
)
LOSABLE = _set(
    "infty in notin ni partial nabla forall exists emptyset varnothing sum prod int"
    " oint cap cup subset subseteq supset supseteq setminus wedge vee oplus otimes"
    " neq ne le leq ge geq approx sim simeq cong equiv propto perp top bot cdot cdots"
    " ast star circ bullet mid parallel pm mp angle therefore because ll gg"
)
"""Commands that are drawn as one operator."""
_OTHERS = _set(
    "ldots dots vdots ddots prime dagger ell hbar imath jmath Re Im aleph times div"
    " to mapsto rightarrow Rightarrow leftarrow Leftarrow leftrightarrow iff implies"
    " rangle langle rVert lVert rvert lvert rfloor lfloor rceil lceil vert Vert"
    " mathrm mathcal mathbb mathbf mathit mathsf mathfrak boldsymbol bm text textbf"
    " textit textrm mbox operatorname frac dfrac tfrac binom sqrt begin end"
)


def fold(char: str) -> str:
    """Return the plain form of a styled letter such as ``𝒩``, else *char*."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def is_prose(char: str) -> bool:
    """Tell whether *char* can't stand in LaTeX outside of groups of text."""
    return unicodedata.category(char) == "Lo" or ord(char) > 0xFFFF


def greek(name: str) -> str | None:
    r"""Return the letter that ``\name`` draws, if it is a Greek one."""
    base = name.removeprefix("var")
    size = "CAPITAL" if base[:1].isupper() else "SMALL"
    word = "LAMDA" if base.lower() == "lambda" else base.upper()
    if base not in {base.lower(), base.capitalize()}:
        return None
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {word}")
    except KeyError:
        return None


def known(name: str) -> bool:
    r"""Tell whether LaTeX has a command ``\name``, as far as notes use it."""
    return (
        name in ACCENTS | UNSEEN | SWAPS | _WORDS | LOSABLE | _OTHERS
        or name in ASCII
        or name in SKIPS_GROUP
        or greek(name) is not None
    )


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that is seen, or may be seen, in the rendered text."""

    kind: str
    """``=`` a character that must be there, ``?`` an operator, ``^`` an accent,
    ``n`` a name or an operator, ``b`` a bracket, ``_`` a space; all but the
    first may be missing."""
    value: str = ""


def drawn(char: str, *, escaped: bool = False) -> tuple[Atom, ...]:
    """Return what *char* of LaTeX source draws; see `Atom`."""
    if escaped:
        return (Atom("?", char) if char == "|" else Atom("=", char),)
    if char == "&":
        return ()
    if char == "~":
        return (Atom("_"),)
    return (Atom("?" if char in "-*|'`\"" else "=", fold(char)),)
