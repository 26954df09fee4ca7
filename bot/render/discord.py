"""Answers, quotes, notes and hits as messages for Discord; pure.

What a note or a model says is shown as text: it pings nobody, and can neither
leave its quotation nor pass for a line of tilbot's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.render import plain
from bot.render.discord_posts import Draw, Picture, Post
from rag.types import Answer, Entry, Hit, Lang


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
]


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
    del draw
    return _cut("\n\n".join([*remarks, plain.answer(value)]))


def partial(text: str, *, lang: Lang = "ko") -> str:
    """Return what to show of an answer that is still being written; not blank."""
    return _cut(text + " …")[0].content


def sources(value: Answer, *, draw: Draw | None = None) -> tuple[Post, ...]:
    """Return the quotes of an answer with their entries; at least one message."""
    del draw
    return _cut(plain.quotes(value))


def note(entry: Entry, *, lang: Lang, draw: Draw | None = None) -> tuple[Post, ...]:
    """Return a whole note; at least one message."""
    del draw
    return _cut(plain.note(entry, lang))


def hits(values: Sequence[Hit], *, lang: Lang) -> tuple[Post, ...]:
    """Return what a search found, best first; at least one message."""
    return _cut(plain.hits(values, lang, [h.entry.line_start for h in values]))


def listing(values: Sequence[Entry], *, lang: Lang) -> tuple[Post, ...]:
    """Return a line an entry; at least one message."""
    return _cut(plain.entries(values, lang))


def _cut(text: str) -> tuple[Post, ...]:
    text = text.strip() or "…"
    return tuple(
        Post(content=piece)
        for at in range(0, len(text), 1_000)
        if (piece := text[at : at + 1_000].strip())
    )
