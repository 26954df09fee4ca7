"""Notes by name, by key and by date; pure."""

from __future__ import annotations

import base64
import hashlib

from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.days import parse_day
from bot.discord_app.trouble import Sorry
from bot.discord_app.words import Say
from bot.named import named
from bot.render import discord as render
from bot.render.discord_posts import Draw, Post
from rag.protocols import Catalogue
from rag.query_types import Lang
from rag.types import Entry, Header, Note
from rag.understand.dates import when


CHOICES = 25
"""Suggestions that Discord shows, and what it allows."""
LONGEST = 100
"""Characters of a suggestion."""
_KEY = "note:"


def key(entry: Entry | Header) -> str:
    """Return eleven characters that stand for *entry* as long as it keeps its id."""
    digest = hashlib.blake2b(entry.id.encode(), digest_size=8).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def note_at(entries: Sequence[Note], wanted: str) -> Note | None:
    """Return the entry that *wanted* is the `key` of."""
    return next((e for e in entries if key(e) == wanted), None)


def note_named(entries: Sequence[Note], name: str) -> Note:
    """
    Return the one entry that a suggestion, a title or a part of one means.

    Raises:
        Sorry: there is none, or there are several.
    """
    found = note_at(entries, name.removeprefix(_KEY)) if _KEY in name else None
    if found:
        return found
    some = named(name, entries)
    if len(some) == 1:
        return some[0]
    if some:
        raise Sorry(Say.SEVERAL, count=len(some))
    raise Sorry(Say.NO_NOTE, name=name[:LONGEST])


def whole(catalogue: Catalogue, name: str) -> Entry:
    """
    Return the note that `note_named` finds, with what it says.

    Raises:
        Sorry: there is none, or there are several.
    """
    found = catalogue.entry(note_named(catalogue.headers(), name).id)
    if found is None:  # indexed anew meanwhile
        raise Sorry(Say.NO_NOTE, name=name[:LONGEST])
    return found


def titles(entries: Sequence[Note], typed: str) -> list[tuple[str, str]]:
    """Return suggestions for what was typed of a title: label and value."""
    folded = typed.casefold().strip()
    fitting = [e for e in entries if folded in e.title.casefold()]
    # Those that begin with it come first, then the latest.
    fitting.sort(key=lambda e: str(e.day or ""), reverse=True)
    fitting.sort(key=lambda e: not e.title.casefold().startswith(folded))
    return [(_label(e), _KEY + key(e)) for e in fitting[:CHOICES]]


def _label(entry: Entry | Header) -> str:
    day = f" ({entry.day.isoformat()})" if entry.day else ""
    room = LONGEST - len(day)
    title = " ".join(entry.title.split()) or entry.path
    return (title if len(title) <= room else title[: room - 1] + "…") + day


def categories(known: Sequence[str], typed: str) -> list[str]:
    """Return suggestions for what was typed of a category."""
    folded = typed.casefold().strip()
    fitting = [c for c in known if folded in c.casefold() and 0 < len(c) <= LONGEST]
    return fitting[:CHOICES]


def pages_of(entry: Entry, lang: Lang, draw: Draw | None) -> tuple[Post, ...]:
    """Return a note as pages, each a message."""
    return render.note(entry, lang=lang, draw=draw)


def day(text: str | None, edge: Literal["first", "last"], today: date) -> date | None:
    """
    Read a date as people type it: ``2022-10``, ``지난달``, ``last week``.

    Args:
        text: What was typed.
        edge: Which end of a month, a week or a year is meant.
        today: What the words are counted from.

    Raises:
        Sorry: it is none.
    """
    if text is None or not text.strip():
        return None
    try:
        return parse_day(text, edge)
    except ValueError:
        pass
    said = " ".join(text.split())
    phrase = when.parse(said, today)
    rest = said
    for start, end in sorted(phrase.spans, reverse=True) if phrase else ():
        rest = rest[:start] + rest[end:]
    if phrase is None or rest.strip(" .,~"):
        raise Sorry(Say.NO_DATE, text=said[:LONGEST])
    ends = (phrase.since, phrase.until)
    found = (ends if edge == "first" else ends[::-1])[0] or phrase.since or phrase.until
    if found is None:
        raise Sorry(Say.NO_DATE, text=said[:LONGEST])
    return found
