r"""What notes write that CommonMark does not know: markers and formulae.

Rules for markdown-it: ``[til-3]``, ``$x$``, ``\(x\)``, ``$$x$$`` and ``\[x\]``;
the last two also over several lines, and over lines that would begin a block.
"""

from __future__ import annotations

import re

from functools import cache
from typing import TYPE_CHECKING

from bot.render.marks import careful


if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST = 60
"""Levels of nesting; a document that goes deeper is shown as plain text."""
MARKER, INLINE, DISPLAY = "til_marker", "til_formula", "til_display"
"""Types of the tokens."""

_MARKER = re.compile(r"\[til-([0-9]{1,4})\]")
_INLINE = re.compile(
    r"\$(?![\s$])((?:[^$\\\n]|\\[^\n]){1,1000}?)(?<!\s)\$(?![\d$])"
    r"|\\\(((?:(?!\\\(|\n\n).){1,1000}?)\\\)",
    re.DOTALL,
)
_DISPLAY = re.compile(
    r"\$\$([^$]{1,4000}?)\$\$|\\\[((?:(?!\\\[).){1,4000}?)\\\]", re.DOTALL
)
_FORMULA, _LINES = 4_000, 120
"""Characters and lines of a displayed formula, at most."""
_SPECIAL = re.compile(r"[\\`*_~$\[\]&<!]")
_BLOCKS = ["paragraph", "blockquote", "list", "table"]


@cache
def parser() -> MarkdownIt:
    """Return the parser; it knows no HTML and no references, which would hide."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 2})
    careful(md.enable(["table", "strikethrough"])).disable(["reference"])
    md.disable(["inline", "text_join"])  # `inline_tokens` does it, in bounds
    md.inline.ruler.before("escape", "til", _til)
    md.block.ruler.before("fence", "til", _display_block, {"alt": _BLOCKS})
    return md


def block_tokens(markdown: str) -> list[Token] | None:
    """Return the blocks of *markdown*, or None if they are nested too deep."""
    tokens = parser().parse(markdown)
    return None if any(t.level >= DEEPEST for t in tokens) else tokens


def inline_tokens(text: str) -> list[Token]:
    """Return what *text*, the content of a block, consists of."""
    from markdown_it.token import Token

    if not _SPECIAL.search(text):
        return [Token("text", "", 0, content=text)]
    tokens: list[Token] = []
    md = parser()
    # Some of its rules look back and forth; a bound keeps that short.
    for part in _parts(text):
        md.inline.parse(part, md, {}, tokens)
    return tokens


def _parts(text: str) -> list[str]:
    most = 8_000 if len(text) <= 8_000 else 500
    parts = []
    while len(text) > most:
        cut = max(text.rfind("\n", most // 2, most), text.rfind(" ", most // 2, most))
        cut = cut + 1 if cut > 0 else most
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]


def _til(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # its interface
    if state.src[state.pos] not in "[$\\":
        return False
    for kind, pattern in ((MARKER, _MARKER), (DISPLAY, _DISPLAY), (INLINE, _INLINE)):
        if match := pattern.match(state.src, state.pos, state.posMax):
            if not silent:
                token = state.push(kind, "", 0)
                token.content = next(filter(None, match.groups()))
                token.markup = match[0]
            state.pos = match.end()
            return True
    return False


def _display_block(
    state: StateBlock,
    first: int,
    last: int,
    silent: bool,  # noqa: FBT001
) -> bool:
    """Keep the lines of a formula together, as one paragraph."""
    start = state.bMarks[first] + state.tShift[first]
    opening = state.src[start : start + 2]
    if opening not in {"$$", "\\["} or state.is_code_block(first):
        return False
    closing = "$$" if opening == "$$" else "\\]"
    # Looked for once, and not anew from each of many lines.
    at = state.env.get(closing, 0)
    if 0 <= at < start + 2:
        at = state.env[closing] = state.src.find(closing, start + 2)
    if not 0 <= at - start < _FORMULA:
        return False
    for line in range(first, min(last, first + _LINES)):
        if line > first and state.sCount[line] < state.blkIndent:
            return False  # it left its list or quotation
        begin = state.bMarks[line] + state.tShift[line]
        text = state.src[begin : state.eMarks[line]]
        if line == first:
            text = text[2:]
        if closing in text:
            if line == first:
                return False  # an ordinary paragraph holds it
            break
    else:
        return False
    if silent:
        return True
    state.line = line + 1
    state.push("paragraph_open", "p", 1).map = [first, state.line]
    token = state.push("inline", "", 0)
    token.content = state.getLines(first, state.line, state.blkIndent, False).strip()  # noqa: FBT003
    token.map, token.children = [first, state.line], []
    state.push("paragraph_close", "p", -1)
    return True
