"""Code, names, formulae and quotations: what must stand in a note to the letter."""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass

from rag.text.lazy_regex import lazily


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is compared to the letter."""

    kind: str
    """``code``, ``name``, ``formula``, ``quote`` or ``link``."""
    text: str
    start: int
    end: int


_FENCE = lazily(r"(?:```|~~~)[^\n]*\n(.*?)(?:```|~~~|$)", re.DOTALL)
_CODE = lazily(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_FORMULA = lazily(
    r"\$\$(.+?)\$\$|\$(?=\S)([^$\n]{1,400}?)(?<=\S)\$(?!\d)|\\\((.+?)\\\)|\\\[(.+?)\\\]",
    re.DOTALL,
)
_ELEMENT = r"[\w*+/.-][\w*+/. -]{0,29}"
_LISTED = rf"\[(?=[^\]\n]{{0,200}}[0-9*_/])(?:{_ELEMENT}, ?){{1,6}}{_ELEMENT}\](?!\()"
"""A shape or a row: elements in brackets, one of them with a digit or a sign."""
_GIVEN = r"(?<![\w.])[A-Za-z]\([^()가-힣\n]{0,20}[|Α-Ωα-ω][^()가-힣\n]{0,20}\)"
"""What a function or a probability is of, as chat models write it: p(x* | θ)."""
_PLAIN = lazily(
    rf"{_GIVEN}|"
    r"(?<![\w.])[A-Za-z]\w*\(\d[\d.]*(?:, ?\d[\d.]*)+\)|"
    r"(?<![\w(])\([A-Za-z0-9_]{1,12}(?:,\s*[A-Za-z0-9_]{1,12}){1,5}\)"
    rf"|{_LISTED}"
    r"|(?<![\w.])[A-Za-z_][\w.]*(?:\([\w, .]*\))?(?!\s+[+-][0-9])"
    r"(?:\s*(?:[<>≤≥=≠]=?|[-+*/^])\s*"
    r"[A-Za-z0-9_][\w.]*(?:\([\w, .]*\))?)*\s*(?:[<>≤≥=≠]=?|\+)\s*[A-Za-z0-9_][\w.]*"
    r"(?:\([\w, .]*\))?(?:\s*[-+*/^]\s*[A-Za-z0-9_][\w.]*)*(?![Α-ω])",
    re.ASCII,
)
_SIGNS = "Α-Ωα-ω∑∫∇∂∞⁰-₎ₐ-ₜᵀ⊤"
_TERM = (
    rf"(?:[A-Za-z]{{1,3}}(?![A-Za-z])|\^[+†]|[{_SIGNS}_^'*|]|\d+(?:\.\d+)?|\{{[^{{}}\n]{{1,12}}\}}"
    r"|\([^()가-힣\n]{1,40}\))"
)
_BETWEEN = (
    rf"(?:\s?[-+*/·×∘]\s?|(?:(?<![a-z]{{2}})|(?<=inf|sup|max|min|log|exp|det))"
    rf"\s(?=[A-Z{_SIGNS}](?![a-z]))|(?<=\))\s(?=[A-Za-z]\(|d[{_SIGNS}]))"
)
_SUM = rf"(?:[∫∑∏]\s)?{_TERM}{{1,20}}(?:{_BETWEEN}{_TERM}{{1,20}}){{0,8}}"
_EQUATION = lazily(
    rf"(?<![\w.\\(]){_SUM}(?:\s?[=<>≤≥≈≠∝~]\s?{_SUM}){{1,3}}(?![A-Za-z(])"
)
"""A formula in plain letters, as chat models write what a note has in LaTeX."""
_GREEK = lazily(rf"[{_SIGNS}^]|_\{{|\|.{{0,20}}\)")
LINK = lazily(
    r"(?:https?|ftp|file|javascript|data|discord|tel|mailto):(?://)?[^\s<>\"'`)\]]+"
    r"|(?<![\w@./-])(?:www\.)[^\s<>\"'`)\]]+"
    r"|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|net|org|io|ai|kr|dev|gg|example|test"
    r"|invalid|xyz|info|app|me|co|site|link|top|ru|cn|ly)(?![\w.-]*\()(?:[/?#][^\s<>\"'`)\]]*)?\b",
    re.IGNORECASE,
)
_QUOTES = lazily(
    r"“([^“”\n]{2,400})”|‘([^‘’\n]{2,400})’|「([^」\n]{2,400})」|『([^』\n]{2,400})』"
    r"|(?<![\w\"])\"([^\"\n]{2,400})\"|(?<![\w'])'([^'\n]{2,400})'(?![a-zA-Z])"
)
_BLOCKQUOTE = lazily(r"^[ \t]*>[ \t]?(.+)$", re.MULTILINE)
_NAME = lazily(
    r"(?<![\w.@])(?!(?:e\.g|i\.e|a\.m|p\.m|w\.r\.t)\b)"
    r"(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?:\(\))?"  # tf.map_fn
    r"|\.[A-Za-z_]\w*\(\)"  # .step()
    r"|[A-Za-z]\w*_\w+(?:\(\))?|_\w+"  # map_fn
    r"|[A-Za-z_]\w*\(\)"  # step()
    r"|[A-Za-z_]\w*\[(?=[^\s\[\]]*[:(])[^\s\[\]]{1,40}\]"  # xs[len(xs)//2:]
    r"|[A-Za-z]+-?[0-9][A-Za-z0-9-]*"  # ResNet18, PR-317
    r"|(?:[A-Za-z0-9가-힣_-]+/)*[A-Za-z0-9가-힣_-]+\.(?:py|md|txt|json|csv|ya?ml|sh|ipynb|pdf|pt|toml|js|ts|html)\b"
    r"|--[a-z][\w-]*)",  # --flag
    re.ASCII,  # a Korean particle is no part of a name
)
_LINKING, _QUOTING = re.compile(r":\S|\.\w"), re.compile("[“‘「『\"']")
_JOINING, _NAMING = re.compile(r"[(\[<>≤≥=≠+]"), re.compile(r"\.\w|[_(0-9]|--")
"""What each link, quotation, plain formula and name has somewhere."""
_WORDS_QUOTED = 3
"""Words from which on what stands in quotation marks is a quotation."""


def marks(text: str) -> list[Mark]:
    """Return what *text* holds that must stand in a note, in order, apart."""
    found: list[Mark] = []
    for mark in _marks(text):
        if not any(mark.start < f.end and f.start < mark.end for f in found):
            found.append(mark)
    return sorted(found, key=lambda m: m.start)


def _marks(text: str) -> Iterator[Mark]:
    # Most sentences have nothing that such a mark is made of, which is told soon.
    if "```" in text or "~~~" in text:
        for m in _FENCE.finditer(text):
            for line in m[1].split("\n"):
                if line.strip():
                    at = text.index(line, m.start(1))
                    yield Mark("code", line, at, at + len(line))
    if "`" in text:
        for m in _CODE.finditer(text):
            yield Mark("code", m[2], m.start(), m.end())
    if "$" in text or "\\" in text:
        for m in _FORMULA.finditer(text):
            inner = next(g for g in m.groups() if g is not None)
            yield Mark("formula", inner, m.start(), m.end())
    if _LINKING.search(text):
        for m in LINK.finditer(text):
            link = m[0].rstrip(".,;:!?*_")
            yield Mark("link", link, m.start(), m.start() + len(link))
    if ">" in text:
        for m in _BLOCKQUOTE.finditer(text):
            yield Mark("quote", m[1], m.start(1), m.end(1))
    if _QUOTING.search(text):
        for m in _QUOTES.finditer(text):
            inner = next(g for g in m.groups() if g is not None)
            if len(inner.split()) >= _WORDS_QUOTED:
                yield Mark("quote", inner, m.start(), m.end())
    if _JOINING.search(text):
        for m in _EQUATION.finditer(text):
            if _GREEK.search(m[0]):  # in ASCII alone it is told from words below
                yield Mark("formula", m[0], m.start(), m.end())
        for m in _PLAIN.finditer(text):
            yield Mark("formula", m[0], m.start(), m.end())
    if _NAMING.search(text):
        for m in _NAME.finditer(text):
            yield Mark("name", m[0], m.start(), m.end())
