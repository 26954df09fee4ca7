"""Answers, quotes, notes and hits as messages for Discord; pure.

What a note or a model says is shown as text: it pings nobody, and can neither
leave its quotation nor pass for a line of tilbot's own, which alone are small.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence

from bot.render import discord_links as links
from bot.render import plain
from bot.render.discord_answer import answer_blocks, facts, remark, titled
from bot.render.discord_blocks import Atom, Block, Code, Text, code_lines, words
from bot.render.discord_inline import Setting
from bot.render.discord_markdown import blocks
from bot.render.discord_pages import Pager
from bot.render.discord_posts import LIMIT, Draw, Picture, Post
from bot.words import Word
from bot.words_discord import Line
from rag.citations.markers import CUT
from rag.query_types import Lang
from rag.types import Answer, Entry, Header, Hit


__all__ = [
    "Draw",
    "Picture",
    "Post",
    "answer",
    "hits",
    "listing",
    "note",
    "partial",
    "sources",
    "verbatim",
]

_NUMBER = re.compile(r"\[til-([0-9]{1,4})\]")
_SHOWN = 8_000
"""Characters of an unfinished answer that are looked at; fewer fit."""


def answer(
    value: Answer, *, draw: Draw | None = None, remarks: Sequence[str] = ()
) -> tuple[Post, ...]:
    """
    Return an answer with its sources below; at least one message.

    Args:
        value: The answer.
        draw: Draws displayed formulae; without it they are Unicode.
        remarks: Sentences of tilbot's own to put above, such as that the
            index is behind the notes; the answer's own notices come by themselves.
    """
    setting = Setting(
        lang=value.query.lang,
        known=links.known(_texts(c.entry for c in value.citations)),
        cited={str(c.number): c.entry.url for c in value.citations},
        draw=draw,
    )
    return _paged(answer_blocks(value, setting, remarks), value.query.lang)


def partial(text: str, *, lang: Lang = "ko") -> str:
    """
    Return what to show of an answer that is still being written; never blank.

    It is the beginning, so that nobody loses the line while reading, and says
    how much has been written beyond.
    """
    setting = Setting(lang=lang, cited=dict.fromkeys(_NUMBER.findall(text)))
    pager = Pager(limit=LIMIT - 100)
    for block in blocks(CUT.sub("", text[:_SHOWN]), setting):
        pager.add(block)
    posts = pager.posts()
    more = len(posts) > 1 or len(text) > _SHOWN
    line = Line.WRITING_MORE if more else Line.WRITING
    footer = "-# " + line.text(lang, count=len(text))
    return f"{posts[0].content}\n{footer}" if posts else footer


def sources(value: Answer, *, draw: Draw | None = None) -> tuple[Post, ...]:
    """Return the quotes of an answer, each below its note; at least one message."""
    lang = value.query.lang
    setting = Setting(
        lang=lang,
        known=links.known(_texts(c.entry for c in value.citations)),
        draw=draw,
    )
    made: list[Block] = []
    for citation in value.citations:
        line = citation.line_start
        made += titled(f"[{citation.number}] ", citation.entry)
        made.append(facts(citation.entry, lang, line=line))
        made += blocks(citation.quote, setting, quote=citation.number)
    if not made:
        made.append(remark(Word.NO_SOURCES.text(lang)))
    return _paged(made, lang)


def note(entry: Entry, *, lang: Lang, draw: Draw | None = None) -> tuple[Post, ...]:
    """Return a whole note; at least one message."""
    setting = Setting(lang=lang, known=links.known(_texts([entry])), draw=draw)
    heading = Text(
        atoms=tuple(words(plain.one_line(entry.title))), lead="## ", binds=True
    )
    body = _untitled(entry.body, entry)
    made = [heading, facts(entry, lang, line=entry.line_start, tags=True)]
    return _paged([*made, *blocks(body, setting)], lang)


def verbatim(text: str, *, lang: Lang) -> tuple[Post, ...]:
    """Return *text* as it is, line by line, in fixed width; at least one message."""
    return _paged([Code(lines=code_lines(text))], lang)


def hits(values: Sequence[Hit], *, lang: Lang) -> tuple[Post, ...]:
    """Return what a search found, best first; at least one message."""
    made: list[Block] = []
    for rank, hit in enumerate(values, start=1):
        made += titled(f"{rank}. ", hit.entry)
        made.append(facts(hit.entry, lang))
        text = plain.excerpt(_untitled(hit.chunk.text, hit.entry))
        made.append(Text(atoms=tuple(words(text)), quote=rank, tight=True))
    return _paged(made or [remark(Word.NO_HITS.text(lang))], lang)


def listing(
    values: Sequence[Entry] | Sequence[Header], *, lang: Lang
) -> tuple[Post, ...]:
    """Return a line an entry, in the order given; at least one message."""
    made: list[Block] = []
    for entry in values:
        atoms = [
            *words(f"{plain.day_of(entry, lang)} · "),
            *words(plain.one_line(entry.title), ("**",)),
        ]
        if entry.category:
            atoms += words(f" · {plain.one_line(entry.category)}")
        if url := links.safe(entry.url or ""):
            atoms.append(Atom(text=links.masked("↗", url), spaced=True))
        made.append(Text(atoms=tuple(atoms), lead="- ", rest="  ", tight=True))
    return _paged(made or [remark(Word.NO_ENTRIES.text(lang))], lang)


def _untitled(text: str, entry: Entry) -> str:
    """Return *text* without the title of its note, where that begins it."""
    title, _, rest = text.lstrip().partition("\n")
    return rest if title.lstrip("# ").strip() == entry.title.strip() else text


def _texts(entries: Iterable[Entry]) -> list[str]:
    unique = {entry.id: entry for entry in entries}.values()
    return [text for e in unique for text in (e.body, e.url or "")]


def _paged(made: Iterable[Block], lang: Lang) -> tuple[Post, ...]:
    pager = Pager()
    for block in made:
        pager.add(block)
    return pager.posts() or (Post(content=f"-# {Line.NOTHING.text(lang)}"),)
