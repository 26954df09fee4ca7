r"""Whether code, names, formulae and quotations stand in a note to the letter.

Normalisation, before anything is compared:

- text is composed (NFC), in lower case, and without white space;
- code loses its marks, ``"`` counts as ``'``, an empty ``()`` behind a name
  and a point before it go;
- a formula loses ``$``, braces, ``_`` and ``^``, accents, spacing commands
  (``\,`` ``\left`` …), and the commands that only choose a font (``\mathrm``
  ``\text`` …); its Greek letters and signs are those of Unicode (NFKC).

A name must not be part of a longer one, nor a formula of a longer number.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from dataclasses import dataclass

from rag.compare.identifiers import Mark


_GIVEN = re.compile(r"(\w+)=([\w.]+)", re.ASCII)
"""An argument and its value, which are not looked for apart."""
_ESCAPED = re.compile(r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}")
"""A character by its number, which ends by itself."""
_SIGN = re.compile(r"[^\w.\-]")
_MARKS = 2048
"""Marks of which is kept what they are looked for as, the last that were."""
_GAP = "\ue000"
"""Stands for white space where names must not grow together."""


def normal(text: str) -> str:
    """Return *text* as names and code are compared."""
    text = unicodedata.normalize("NFC", text).lower().replace('"', "'")
    return re.sub(r"[\s`\u2060]+", "", text).replace("[[", "[")


def normal_formula(text: str) -> str:
    """Return *text* as formulae are compared."""
    text = unicodedata.normalize("NFKC", text)  # "⁺" is a "+"
    if "\\" in text:
        text = _FRACTION.sub(_division, text)
        text = re.sub(r"\\(?:left|right|displaystyle|quad|qquad|[,;:! ])", "", text)
        text = re.sub(
            r"\\(?:mathrm|mathbf|mathit|mathcal|text|operatorname|bm)\b", "", text
        )
        text = _COMMAND.sub(lambda m: _LETTERS.get(m[1], m[1]), text)
    return re.sub(r"[\s{}$&`_^]+", "", text).replace("⊤", "T")


_LETTERS = {
    unicodedata.name(chr(code)).rsplit(" ", 1)[1].lower(): chr(code)
    for code in range(ord("α"), ord("ω") + 1)
    if "FINAL" not in unicodedata.name(chr(code))
}
_LETTERS |= {name.capitalize(): sign.upper() for name, sign in _LETTERS.items()}
_LETTERS |= {"lambda": "λ", "Lambda": "Λ", "varepsilon": "ε", "varphi": "φ"}
_LETTERS |= {"sum": "∑", "int": "∫", "infty": "∞", "nabla": "∇", "partial": "∂"}
_LETTERS |= {"top": "T", "hat": "", "bar": "", "tilde": "", "neq": "≠", "ne": "≠"}
_LETTERS |= {"cdot": "·", "times": "×", "mid": "|", "in": "∈"}
_LETTERS |= {"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<", "gt": ">"}
"""What a command of LaTeX is in plain letters; accents go, as they are left out."""
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")


def _division(fraction: re.Match[str]) -> str:
    """Return a fraction as it is written in a line: ``1/(1-p)``."""
    return "/".join(f"({p})" if re.search("[-+]", p) else p for p in fraction.groups())


def normal_quote(text: str) -> str:
    """Return *text* as quotations are compared: without marks of Markdown."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"\[til-[0-9]+\]|\[\^[^\]\s]*\]|[*_`~]+", "", text)
    text = re.sub(r"[“”„\"‘’']", "'", text)
    text = re.sub(r"\s+", "", text)
    return text.strip(".,!?…:;'")


def holds(mark: Mark, source: Source) -> bool:
    """Say whether *mark* stands in *source*."""
    if mark.kind == "quote":
        return all(part in source.quotes for part in _parts(mark.text))
    wanted = _normal(mark.text)
    if mark.kind == "formula":
        return (
            _apart(_normal_formula(mark.text), source.formulae)
            or _apart(wanted, source.names)
            or _told(wanted, source)
            or _in_order(wanted, source)
        )
    if mark.kind == "link":
        return wanted in source.names
    return _holds_name(mark.text, source)


# A mark is looked for in many sentences; what it is in its normal form is one.
_normal = functools.lru_cache(maxsize=_MARKS)(normal)
_normal_formula = functools.lru_cache(maxsize=_MARKS)(normal_formula)


@functools.lru_cache(maxsize=_MARKS)
def _parts(quotation: str) -> tuple[str, ...]:
    """Return what stands between what *quotation* leaves out."""
    parts = re.split(r"\.\.\.|…|\{[^{}]*\}", quotation)
    return tuple(normal_quote(part) for part in parts if part.strip())


def _told(wanted: str, source: Source) -> bool:
    """Say whether ``name=value`` is told in words: ``name이 value인``; not denied."""
    m = _GIVEN.fullmatch(wanted)
    if m is None or m[1] not in source.names or m[2] not in source.names:
        return False
    said = re.search(
        rf"(?<![a-z0-9_]){re.escape(m[1])}{_GAP}?(?:[가-힣]{{1,2}}|is|to|as|of|={_GAP}?)"
        rf"{_GAP}{re.escape(m[2])}(?![a-z0-9_])(?!{_GAP}?[이가]?{_GAP}?(?:아니|아닌|않))",
        source.names,
    )
    return said is not None


def _in_order(wanted: str, source: Source) -> bool:
    """Say whether the elements of a list stand in a row: ``(32, 10)``, ``32 x 10``."""
    if wanted[:1] != "[" or wanted[-1:] != "]":
        return False
    elements = wanted[1:-1].split(",")
    if not all(e in source.names.replace(_GAP, "") for e in elements):
        return False
    between = rf"[{_GAP},()\[\]]{{0,4}}(?:x|×|\*|and|와|과|및)?[{_GAP},()\[\]]{{0,4}}"
    spelt = (f"{_GAP}?".join(map(re.escape, e)) for e in elements)
    row = rf"(?<![a-z0-9_.]){between.join(spelt)}(?![a-z0-9_]|\.[0-9])"
    return re.search(row, source.names) is not None


def _holds_name(text: str, source: Source) -> bool:
    wanted = _normal(text).lstrip(".")
    bare = re.sub(r"\(\)$", "", wanted)
    spaced = bool(re.search(r"\S\s\S", text))
    if not bare or any(_apart(w, source.names, spaced=spaced) for w in (bare, wanted)):
        return True
    if spaced and not re.search(r"\w", wanted):  # "[[ ]]", with what is between
        between = ".{0,200}?".join(
            map(re.escape, normal(_GAP.join(text.split())).split(_GAP))
        )
        return re.search(between, source.names) is not None
    # PR317 for PR-317, and the arguments of a call told apart from its name.
    joined = re.sub(r"[-_ ]", "", bare)
    if re.fullmatch(r"[a-z]+[0-9][a-z0-9]*", joined) and _apart(joined, source.joined):
        return True
    if re.search(r"[가-힣]", text) or any(
        f"{name}=" in source.names and not _apart(f"{name}={value}", source.names)
        for name, value in _GIVEN.findall(wanted)
    ):
        return False
    parts = [p for p in re.split(r"[^\w.\-*/]+", text.lower()) if p.strip("._-*/")]
    return len(parts) > 1 and all(_apart(p.strip("."), source.names) for p in parts)


@dataclass(frozen=True, slots=True)
class Source:
    """A text that marks are looked for in, in each normal form."""

    names: str
    joined: str
    formulae: str
    quotes: str

    @classmethod
    def of(cls, text: str) -> Source:
        """Return *text* in its normal forms."""
        # Words stay apart, so that a name is not found across two of them.
        names = normal(re.sub(r"\s+", _GAP, text.strip()))
        return cls(
            names=names,
            joined=re.sub(r"[-_\ue000]", "", names),
            formulae=normal_formula(text),
            quotes=normal_quote(text),
        )


def _apart(wanted: str, text: str, *, spaced: bool = False) -> bool:
    """Say whether *wanted* is in *text*, and not as a part of something longer.

    White space may be in it if it is *spaced*, or has signs.
    """
    plain = _SIGN.search(wanted) is None and not spaced
    if not wanted or wanted not in (text if plain else text.replace(_GAP, "")):
        return False
    return _pattern(wanted, plain=plain).search(text) is not None


@functools.lru_cache(maxsize=_MARKS)
def _pattern(wanted: str, *, plain: bool) -> re.Pattern[str]:
    before = r"(?<![A-Za-z0-9_])" if wanted[0].isalnum() or wanted[0] == "_" else ""
    after = r"(?![A-Za-z0-9_])" if wanted[-1].isalnum() or wanted[-1] == "_" else ""
    after = "" if _ESCAPED.fullmatch(wanted) else after
    # White space may stand anywhere within code, but ends what is beside it.
    inner = re.escape(wanted) if plain else f"{_GAP}?".join(map(re.escape, wanted))
    return re.compile(before + inner + after)
