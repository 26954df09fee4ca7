"""What an English word is by itself, whatever stands around it."""

from __future__ import annotations

import functools
import re

from dataclasses import dataclass

from rag.analyse import latin


_POSSESSIVE = re.compile(r"['’]s?$")
_ADVERB = re.compile(
    r"(?!(?:app|re|rep|supp|multip|imp|comp|f|al|ral|tal)ly|family|anomaly|assembly)"
    r"[a-z]{2,}ly"
)
_VERBISH = re.compile(r"(?:ed|ing|ly)$")
_CAPITAL = re.compile(r"[a-z0-9]?[A-Z]")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word as it is written."""

    low: str
    """In lower case, without what makes a genitive."""
    stem: str
    parts: tuple[str, ...]
    """Of a name of several humps, in lower case."""
    capital: bool
    """Whether it begins with a capital letter."""
    capitals: bool
    """Whether one stands behind its first letter."""
    verbish: bool
    adverb: bool
    empty: bool
    """Whether it is a function word, or a single letter."""


@functools.lru_cache(maxsize=20_000)
def spelt(word: str) -> Spelt:
    """Return what *word* is, which a text has as it stands."""
    written = _POSSESSIVE.sub("", word)
    low = written.lower()
    humps = latin.HUMP.findall(written)
    return Spelt(
        low,
        latin.stem(low),
        tuple(h.lower() for h in humps) if len(humps) > 1 else (),
        written[0].isupper(),
        bool(_CAPITAL.search(written[1:])),
        bool(_VERBISH.search(low)),
        bool(_ADVERB.fullmatch(low)),
        len(low) < 2 or low in latin.STOP_WORDS,
    )
