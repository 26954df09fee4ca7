r"""What is no mark of Markdown, though CommonMark takes it for one.

Notes hold arithmetic, names and calls that nobody put between backticks:
``84*84*3``, ``__init__``, ``layers[0](x)``. Taken for emphasis and links they
would lose their signs, and a quotation would say something else.
"""

from __future__ import annotations

import re

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_DUNDER = re.compile(r"__[a-z][a-z0-9]+(?:_[a-z0-9]+)*__(?![A-Za-z0-9_])")
_CALL = re.compile(r"\[[^\[\]\n]{0,100}\]\([^()\s/#:]{0,100}\)")
_NAME = re.compile(r"[A-Za-z0-9_]")


def careful(md: MarkdownIt) -> MarkdownIt:
    """Return *md*, which from now on leaves arithmetic, names and calls alone."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _strikethrough)
    md.inline.ruler.at("link", _link)
    return md


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # its interface
    from markdown_it.rules_inline import emphasis

    name = _DUNDER.match(state.src, state.pos, state.posMax)
    if name and not silent and not _NAME.match(_before(state, state.pos)):
        state.pending += name[0]
        state.pos = name.end()
        return True
    before = len(state.delimiters)
    begin = state.pos
    found = emphasis.tokenize(state, silent)
    _bounded(state, begin, before)
    return found


def _strikethrough(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    from markdown_it.rules_inline import strikethrough

    before = len(state.delimiters)
    begin = state.pos
    found = strikethrough.tokenize(state, silent)
    _bounded(state, begin, before)
    return found


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    from markdown_it.rules_inline.link import link

    last = _before(state, state.pos)
    begins = last not in ")]" and not _NAME.match(last)
    if not begins and _CALL.match(state.src, state.pos, state.posMax):
        return False
    return link(state, silent)


def _bounded(state: StateInline, begin: int, before: int) -> None:
    """
    Say of the run of marks that was read where it can't open or close anything.

    It opens where a word could begin, and closes where one could end. Behind
    it a Korean particle may follow: ``**용어**는``, ``**용어**(term)``.
    """
    last = _before(state, begin)
    following = state.src[state.pos] if state.pos < state.posMax else " "
    inside = last.isalnum() or last in "_)]}"
    single = state.pos - begin == 1
    goes_on = _NAME.match(following) or (
        following in "([{" and (single or not last.isalnum())
    )
    for delimiter in state.delimiters[before:]:
        delimiter.open = delimiter.open and not inside
        delimiter.close = delimiter.close and not goes_on


def _before(state: StateInline, at: int) -> str:
    return state.src[at - 1] if at else " "
