"""The words, links, code and formulae of a paragraph, ready for Discord."""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.render import discord_links as links
from bot.render.discord_blocks import BREAK, Atom, Code, code_lines, words
from bot.render.discord_posts import Draw, Picture
from bot.render.discord_syntax import DISPLAY, INLINE, MARKER, inline_tokens
from bot.render.discord_text import clean, code_span, pieces
from bot.render.math_text import formula
from bot.words_discord import Line
from rag.query_types import Lang


if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_DRAWN = 5
"""Formulae of an answer that become pictures, each in a message of its own."""
_LABEL = 150
"""Characters of a link's text; a longer one stands beside its link."""
_MARKS = {"strong": "**", "em": "*", "s": "~~"}
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(kw_only=True)
class Setting:
    """What an answer is shown with; counts the formulae that were drawn."""

    lang: Lang
    known: frozenset[str] = frozenset()
    """Addresses that may be clicked."""
    cited: Mapping[str, str | None] = field(default_factory=dict)
    """The numbers that are cited, each with the address of its note."""
    draw: Draw | None = None
    drawn: int = 0

    def marker(self, number: str) -> str:
        """Return how a citation is shown."""
        url = links.safe(self.cited.get(number) or "")
        return links.masked(f"[{number}]", url) if url else f"[{number}]"

    def picture(self, latex: str) -> Atom | None:
        """Return the name of a drawn formula, or None if it is not drawn."""
        if self.draw is None or self.drawn >= MOST_DRAWN:
            return None
        if not (png := self.draw(latex)):
            return None
        self.drawn += 1
        alt = " ".join(clean(latex).split())
        picture = Picture(name=f"formula-{self.drawn}.png", png=png, alt=alt[:1_000])
        name = Line.EQUATION.text(self.lang, n=self.drawn)
        return Atom(text=f"*({name})*", picture=picture)


def parts(content: str, setting: Setting) -> Iterator[list[Atom] | Code]:
    """Yield runs of atoms, and the displayed formulae that were not drawn."""
    atoms: list[Atom] = []
    for token, marks in _marked(inline_tokens(content)):
        if token.type != DISPLAY:
            atoms += _atoms(token, marks, setting)
        elif atom := setting.picture(token.content):
            atoms.append(atom)
        else:
            if atoms:
                yield atoms
            yield Code(lines=code_lines(formula(token.content, display=True)))
            atoms = []
    if atoms:
        yield atoms


def plain(content: str) -> str:
    """Return *content* on one line without any marks, for a cell of a table."""
    out = ""
    for token, _ in _marked(inline_tokens(content)):
        if token.type in {INLINE, DISPLAY}:
            out += formula(token.content)
        elif token.type == MARKER:
            out += f"[{token.content}]"
        elif token.type == "link":
            label, url = token.content, str(token.attrs["href"])
            out += label if label == url or not url else f"{label} ({url})"
        else:
            out += " " if token.type.endswith("break") else token.content
    return " ".join(clean(_BREAK_TAG.sub(" ", out)).split())


def holds_link(content: str) -> bool:
    """Say whether there is a link in *content*."""
    return "](" in content or "://" in content


def _marked(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """Yield tokens with their marks; a link is one token, its text its content."""
    opened: list[str] = []
    link: Token | None = None
    for token in tokens:
        name, _, way = token.type.rpartition("_")
        if name == "link":
            if way == "open":
                link = token
            elif link is not None:
                link.type = "link"
                yield link, _kept(opened)
                link = None
        elif token.type == "image":
            token.type, token.attrs = "link", {"href": token.attrs.get("src", "")}
            if link is None:
                yield token, _kept(opened)
            else:
                link.content += token.content
        elif name in _MARKS:
            if way == "open":
                opened.append(_MARKS[name])
            elif _MARKS[name] in opened:
                opened.remove(_MARKS[name])
        elif link is not None and token.type != DISPLAY:
            link.content += _said(token)
        else:
            yield token, _kept(opened)


def _said(token: Token) -> str:
    if token.type == INLINE:
        return formula(token.content)
    if token.type == MARKER:
        return token.markup
    return " " if token.type.endswith("break") else token.content


def _kept(opened: Sequence[str]) -> tuple[str, ...]:
    """Return the marks to set; slanted in bold is bold, stars would run together."""
    return tuple(
        mark
        for mark in ("~~", "**", "*")
        if mark in opened and not (mark == "*" and "**" in opened)
    )


def _atoms(token: Token, marks: tuple[str, ...], setting: Setting) -> Iterator[Atom]:
    if token.type == "code_inline":
        text = clean(token.content).replace("\n", " ")
        for piece in pieces(text or " "):
            shown = code_span(piece)
            yield Atom(text=shown, marks=_outside(shown, marks))
    elif token.type == MARKER:
        known = token.content in setting.cited
        if known:
            yield Atom(text=setting.marker(token.content))
        else:
            yield from words(token.markup, marks)
    elif token.type == INLINE:
        yield from words(" ".join(formula(token.content).split()), marks)
    elif token.type == "link":
        yield from _link(token, marks, setting)
    elif token.type.endswith("break"):
        yield Atom(text=BREAK)
    else:
        yield from _text(token.content, marks, setting)


def _text(text: str, marks: tuple[str, ...], setting: Setting) -> Iterator[Atom]:
    """Yield *text*, the addresses in it as links that may, or must not, be clicked."""
    at = 0
    text = clean(_BREAK_TAG.sub("\n", text))
    for match in re.finditer(
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s<>]+", text, re.IGNORECASE
    ):
        url = match[0]
        # What ends a sentence is no part of the address, but may be for a note.
        while (
            url[-1:] in ".,;:!?'\"*_)]”’"
            and links.safe(url) not in setting.known
            and len(match[0]) - len(url) < 8
        ):
            url = url[:-1]
        yield from words(text[at : match.start()], marks)
        yield from _address(url, setting)
        at = match.start() + len(url)
    yield from words(text[at:], marks)


def _address(url: str, setting: Setting) -> Iterator[Atom]:
    target = links.safe(url)
    if target in setting.known and target:
        yield Atom(text=links.bare(target))
    else:
        yield from (Atom(text=code_span(piece)) for piece in pieces(url))


def _link(token: Token, marks: tuple[str, ...], setting: Setting) -> Iterator[Atom]:
    url = str(token.attrs.get("href") or "")
    label = " ".join(clean(token.content).split())
    target = links.safe(url)
    if target in setting.known and target and len(label) <= _LABEL:
        shown = links.labelled(label, target)
        yield Atom(text=shown, marks=_outside(shown, marks))
        return
    same = label in {url, ""} or links.safe(label) == target is not None
    if not same:
        yield from words(label, marks)
    if url:
        yield Atom(text="", spaced=not same)
        yield from _address(_readable(url), setting)


def _readable(url: str) -> str:
    """Return *url* with its Hangul as it was written, for display."""
    from urllib.parse import unquote

    shown = unquote(url)
    return clean("".join(shown.split())) if shown.isprintable() else url


def _outside(shown: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Return the marks for *shown*, none that what is inside it would end."""
    return marks if not re.search(r"[*~_|]", shown) else ()
