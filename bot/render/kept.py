"""The generations of an index, a line each."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.words import Word
from rag.index_types import GenerationStatus
from rag.query_types import Lang


_ROLES = {
    "current": Word.CURRENT,
    "previous": Word.PREVIOUS,
    "unpublished": Word.UNPUBLISHED,
    "other": Word.OTHER,
}


def moment(when: datetime | None, zone: tzinfo) -> str:
    """Return date and time in *zone*."""
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}" if when else "?"


def line(status: GenerationStatus, lang: Lang, zone: tzinfo) -> str:
    """Return what a generation holds, and which of its files are damaged."""
    role = _ROLES[status.role].text(lang, embeddings=status.embeddings or "?")
    text = Word.GENERATION.text(
        lang,
        role=role,
        name=status.name,
        when=moment(status.built_at, zone),
        entries=status.entries,
        chunks=status.chunks,
        size=status.bytes / 1e6,
    )
    if not status.damaged:
        return text
    files = ", ".join(status.damaged)
    return f"{text}; {Word.DAMAGED.text(lang, files=files)}"
