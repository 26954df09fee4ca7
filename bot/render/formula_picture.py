"""Draws a displayed formula as a picture that light and dark themes both bear.

ziamath sets the formula, resvg paints it; nothing leaves the machine. What
would take too long, or has no faithful picture, is refused before it is drawn.
"""

from __future__ import annotations

import re

from functools import cache
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

LONGEST = 1_000
"""Characters of a formula that is drawn."""
HEAVIEST = 1_200
"""Signs of a formula, each doubled by every group that it stands in: measured,
ziamath takes up to half a millisecond for one."""
_SIZE, _ZOOM, _PAD = 16, 2, 12
"""Font size and margin in pixels, and how much larger they are painted."""
WIDEST, HIGHEST = 1_200, 900
"""Pixels before they are enlarged."""
_CARD, _INK = "#f2f3f5", "#1e1f22"

_FORBIDDEN = re.compile(
    r"\\(?:[hvmk](?:space|skip|ern)\*?|rule|raisebox|above\w*|genfrac|style"
    r"|(?:re)?newcommand|newenvironment|def|let|DeclareMathOperator|href|tag"
    r"|includegraphics|color|textcolor|colorbox|fcolorbox|definecolor|class|cssId"
    r"|[hv]?phantom|smash)(?![A-Za-z])"
)
r"""Sizes of the writer's choice, definitions, links; and ``\boxed``'s kind that
would be drawn without what they mean."""
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\S", re.DOTALL)
_OPENS, _CLOSES = {"{", r"\left", r"\begin"}, {"}", r"\right", r"\end"}
_HANGUL = re.compile("[\uac00-\ud7a3\u3131-\u318e]")
_PLACES = "▢▣▤▥▦▧▨▩◧◨◩◪◫◰◱◲◳◸◹◺◿☰☱☲☳☴☵☶☷⬒⬓⬔⬕⬚⬟⬠⬡⬢⬣"
"""Signs about as wide as a syllable, of which one stands for each until it is
painted: the font of the formulae has no Hangul, the system may."""


def weight(latex: str) -> int:
    """Return how long *latex* takes to draw, in the unit of `HEAVIEST`."""
    depth, total = 0, 0
    for token in _TOKEN.findall(latex):
        if token in _CLOSES:
            depth -= 1
        total += 1 << min(max(depth, 0), 30)
        if token in _OPENS:
            depth += 1
    return total


def draw(latex: str) -> bytes | None:
    """
    Return a PNG of *latex*, a formula without its dollars.

    None if it is too long, too deep or too large, means something else than
    what would be seen, or needs letters that no font here has. Never raises.
    """
    source = latex.strip()
    if not source or len(source) > LONGEST or _FORBIDDEN.search(source):
        return None
    if weight(source) > HEAVIEST or any(char in source for char in _PLACES):
        return None
    syllables = sorted(set(_HANGUL.findall(source)))
    if len(syllables) > len(_PLACES) or (syllables and not has_hangul()):
        return None
    places = dict(zip(syllables, _PLACES, strict=False))
    svg = _set("".join(places.get(char, char) for char in source), places)
    return _painted(svg, fonts=bool(syllables)) if svg else None


def _set(source: str, places: dict[str, str]) -> str | None:
    """Return the card with the formula on it, as SVG."""
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    try:
        mathml = tex2mml(source)
        if "\\" in mathml:  # a macro that it doesn't know
            return None
        formula = Math(mathml, size=_SIZE)
        written = set("".join(formula.mathml.itertext())) - set(" \n\t\u200b\u2061")
        if not all(formula.font.glyphindex(char) for char in written):
            return None
        width, height = formula.getsize()
        if not (0 < width <= WIDEST and 0 < height <= HIGHEST):
            return None
        svg = formula.svgxml()
        glyphs = {formula.font.glyphindex(p): char for char, p in places.items()}
    except Exception:  # noqa: BLE001  # whatever its parser trips over, is not drawn
        return None
    return _card(svg, _spelled(svg, glyphs), width, height)


def _spelled(svg: ET.Element, glyphs: dict[int, str]) -> str:
    """Return what is inside *svg*, with the syllables in their places."""
    import xml.etree.ElementTree as ET

    boxes = {
        symbol.attrib["id"]: [float(n) for n in symbol.attrib["viewBox"].split()]
        for symbol in svg.iter("symbol")
    }
    for use in svg.iter("use"):
        name = use.attrib.get("href", "").lstrip("#")
        char = glyphs.get(int(name.rpartition("_")[2] or -1))
        if char is None or name not in boxes:
            continue
        left, top, _, tall = boxes[name]
        scale = float(use.attrib["height"]) / tall
        x = float(use.attrib["x"]) - left * scale
        y = float(use.attrib["y"]) - top * scale
        size = 12 * scale  # ziafont keeps its symbols at twelve pixels
        use.tag, use.text = "text", char
        use.attrib = {"x": f"{x:.2f}", "y": f"{y:.2f}", "font-size": f"{size:.2f}"}
    return "".join(ET.tostring(child, encoding="unicode") for child in svg)


def _card(svg: ET.Element, inner: str, width: float, height: float) -> str:
    left, top, *_ = (float(n) for n in svg.attrib["viewBox"].split())
    w, h = width + 2 * _PAD, height + 2 * _PAD
    inner = inner.replace('fill="black"', "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.1f}" height="{h:.1f}">'
        f'<rect width="{w:.1f}" height="{h:.1f}" rx="6" fill="{_CARD}"/>'
        f'<g transform="translate({_PAD - left:.2f} {_PAD - top:.2f})" fill="{_INK}">'
        f"{inner}</g></svg>"
    )


def _painted(svg: str, *, fonts: bool) -> bytes | None:
    import resvg_py

    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, zoom=_ZOOM, skip_system_fonts=not fonts
            )
        )
    except ValueError:
        return None


@cache
def has_hangul() -> bool:
    """Say whether a font of this system has Hangul."""
    page = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        '<text x="5" y="30" font-size="30">{}</text></svg>'
    )
    # What no font has is drawn as the same box, or not at all.
    shown, absent = (_painted(page.format(c), fonts=True) for c in ("한", "\U0010fffd"))
    return shown != absent
