"""What a question says of notes that it tells by the date of another."""

from __future__ import annotations

from dataclasses import dataclass

from rag.query_types import Unit, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorPhrase:
    """A note, and where those that are asked for lie from it."""

    about: str
    """What the note is about; empty where it is the one spoken of before."""
    other: str = ""
    """What the second is about, for notes between two."""
    asked: str
    """The question without all that."""
    way: Way
    step: int | None = None
    """How many *unit* away, if that is said."""
    unit: Unit = "day"
    count: int | None = None
    """How many notes are asked for, if that is said."""
    pointed: bool = False
    """Whether a word stands for the note: ``그 글``, ``that one``."""
    sure: bool
    """Whether it is called a note, or said to have been written."""
