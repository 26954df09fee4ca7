"""Markdown of answers and notes as blocks for Discord, which knows less of it.

Quotations have one level, headings three sizes, tables and rules none at all;
fences stand at the margin.
"""

from __future__ import annotations

import re

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.render.discord_blocks import Atom, Block, Code, Text, code_lines, words
from bot.render.discord_inline import Setting, parts
from bot.render.discord_syntax import block_tokens
from bot.render.discord_tables import table_blocks
from bot.render.discord_text import clean


if TYPE_CHECKING:
    from markdown_it.token import Token

PLAIN_FROM = 100_000
"""Characters; who writes more of them gets them as they are, and at once."""
_LANGUAGE = re.compile(r"[A-Za-z0-9_+.#-]{1,20}")
_DEEPEST = 8
"""Levels of a list that are set in."""
_RULE = "─" * 16
_BOX = {"[ ]": "☐", "[x]": "☑", "[X]": "☑"}


def blocks(markdown: str, setting: Setting, *, quote: int = 0) -> list[Block]:
    """
    Return *markdown* as blocks.

    Args:
        markdown: Any string.
        setting: What it is shown with.
        quote: The number of the quotation that all of it stands in; 0 for none.
    """
    text = clean(markdown)
    tokens = block_tokens(text) if len(text) < PLAIN_FROM else None
    if tokens is None:
        return [
            Text(atoms=tuple(words(part)), quote=quote)
            for part in re.split(r"\n[ \t]*\n", text)
            if part.strip()
        ]
    return _Builder(setting=setting, outer=quote).build(tokens)


@dataclass
class _List:
    number: int | None
    """Of the next item; None in a list of bullets."""
    fresh: bool = False
    """Whether the item has yet to get its bullet."""


@dataclass(kw_only=True)
class _Builder:
    """Walks over the tokens and remembers what they stand in."""

    setting: Setting
    outer: int
    made: list[Block] = field(default_factory=list)
    _quotes: int = 0
    _depth: int = 0
    _lists: list[_List] = field(default_factory=list)

    def build(self, tokens: list[Token]) -> list[Block]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = next(
                    i for i in range(at, len(tokens)) if tokens[i].type == "table_close"
                )
                self._extend(table_blocks(tokens[at:end], self.setting))
                at = end
            elif token.type == "heading_open":
                self._heading(tokens[at + 1].content, int(token.tag[1]))
                at += 1
            else:
                self._token(token)
            at += 1
        return self.made

    def _token(self, token: Token) -> None:
        name, _, way = token.type.rpartition("_")
        if token.type == "inline":
            self._paragraph(token.content)
        elif token.type in {"fence", "code_block"}:
            language = _LANGUAGE.match(token.info.strip())
            code = Code(
                lines=code_lines(token.content),
                language=language[0] if language else "",
            )
            self._extend([code])
        elif token.type == "hr":
            self._text([Atom(text=_RULE)])
        elif name == "blockquote":
            self._depth += 1 if way == "open" else -1
            self._quotes += way == "open" and self._depth == 1
        elif name in {"bullet_list", "ordered_list"}:
            if way == "open":
                first = int(token.attrs.get("start", 1)) if name[0] == "o" else None
                self._lists.append(_List(number=first))
            else:
                self._lists.pop()
        elif name == "list_item":
            own = self._lists[-1]
            own.fresh = way == "open"
            if way == "close" and own.number is not None:
                own.number += 1

    @property
    def _quote(self) -> int:
        if self.outer:
            return self.outer
        return 1_000 + self._quotes if self._depth else 0

    def _leads(self) -> tuple[str, str, bool]:
        """Return what comes before the first line and the others; if an item's."""
        deeper = self._depth - (0 if self.outer else 1)
        inner = "\\> " * max(0, min(deeper, _DEEPEST))
        if not self._lists:
            return inner, inner, False
        indent = "  " * (min(len(self._lists), _DEEPEST) - 1)
        own = self._lists[-1]
        rest = indent + "  " + inner
        if not own.fresh:
            return rest, rest, True
        own.fresh = False
        bullet = "- " if own.number is None else f"{own.number}. "
        return indent + bullet + inner, rest, True

    def _paragraph(self, content: str) -> None:
        box = ""
        if self._lists and self._lists[-1].fresh and content[:4].rstrip() in _BOX:
            box, content = _BOX[content[:3]], content[3:]
        for part in parts(content, self.setting):
            if isinstance(part, Code):
                self._extend([part])
            else:
                self._text([Atom(text=box), *part] if box else part)
                box = ""

    def _heading(self, content: str, level: int) -> None:
        flat = bool(self._lists or self._quote or level > 2)
        for part in parts(content, self.setting):
            if isinstance(part, Code):
                self._extend([part])
                continue
            atoms = [
                replace(a, marks=("**",)) if flat and a.text[:1] not in "`[*" else a
                for a in part
            ]
            self._text(atoms, mark="" if flat else "##"[:level] + "# ")
            self.made[-1] = replace(self.made[-1], binds=True)

    def _text(self, atoms: Iterable[Atom], *, mark: str = "") -> None:
        lead, rest, item = self._leads()
        before = self.made[-1] if self.made else None
        tight = isinstance(before, Code) or (item and bool(before) and self._nested)
        self.made.append(
            Text(
                atoms=tuple(atoms),
                lead=lead + mark,
                rest=rest,
                quote=self._quote,
                tight=tight,
            )
        )
        self._nested = item

    _nested: bool = False

    def _extend(self, more: Iterable[Block]) -> None:
        own = self._lists[-1] if self._lists else None
        if own is not None and own.fresh and own.number is not None:
            self._text(words(f"{own.number}."))
        if own is not None:
            own.fresh = False
        self.made += [replace(block, quote=self._quote) for block in more]
