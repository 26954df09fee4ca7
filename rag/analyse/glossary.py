"""Concepts of the field with their names and plain descriptions.

A passage that mentions a concept by any of its names is also found by its
other names and by the words that describe it, so that a question need not
know the name.
"""

from __future__ import annotations

import functools
import hashlib
import re

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Concept:
    """One line of the glossary."""

    english: tuple[str, ...]
    korean: tuple[str, ...]
    described: tuple[str, ...]
    """In everyday words, in Korean and in English, without its names."""

    @property
    def names(self) -> list[str]:
        """Its names, each as one term: lower case, without spaces and hyphens."""
        return [squashed(n) for n in (*self.english, *self.korean)]

    def same(self, one: str, other: str) -> list[str]:
        """Return the names in a text that mean what another text, too, names.

        Names in two languages do, and one that abbreviates the other; two Latin
        words are two things of a kind. Both texts are `squashed`.
        """
        mine, theirs = ([n for n in self.names if n in t] for t in (one, other))
        return [a for a in mine if any(_alike(a, b) for b in theirs)]

    @property
    def text(self) -> str:
        """Everything that is said of it, for indexing."""
        return " , ".join((*self.english, *self.korean, *self.described))


def squashed(text: str) -> str:
    """Return *text* in lower case, without spaces and hyphens, as names are."""
    return re.sub(r"[\s_-]+", "", text.lower())


def _alike(one: str, other: str) -> bool:
    """Say whether two names of a concept are one, or of two languages, or short."""
    if one == other or not (one.isascii() and other.isascii()):
        return True
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) * 2 <= len(long) and all(c in rest for c in short)


_LATIN = re.compile(r"[A-Za-z0-9]+")
_HANGUL = re.compile(r"[가-힣]+")
_LONGEST = 5
"""Words of the longest English name."""


def folded(text: str) -> list[str]:
    """Return the Latin words of *text* in lower case, without a plural s."""
    return [
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
        for w in _LATIN.findall(text.lower())
    ]


class Glossary:
    """Concepts, and which of them a text mentions."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        seen = "\n".join(c.text for c in self.concepts)
        self.digest = hashlib.blake2b(seen.encode(), digest_size=4).hexdigest()

    @classmethod
    @functools.cache
    def load(cls) -> Glossary:
        """Read the glossary that comes with tilbot."""
        raw = resources.files("rag.analyse").joinpath("glossary.tsv").read_text("utf-8")
        return cls(parse(raw))

    @functools.cached_property
    def _english(self) -> dict[str, set[int]]:
        """Numbers of concepts by the words of an English name, joined."""
        out: dict[str, set[int]] = {}
        for number, concept in enumerate(self.concepts):
            for name in concept.english:
                if joined := "".join(folded(name)):
                    out.setdefault(joined, set()).add(number)
        return out

    @functools.cached_property
    def _korean(self) -> dict[str, set[int]]:
        """Numbers of concepts by a Korean name without spaces."""
        out: dict[str, set[int]] = {}
        for number, concept in enumerate(self.concepts):
            for name in concept.korean:
                if squashed := name.replace(" ", ""):
                    out.setdefault(squashed, set()).add(number)
        return out

    @functools.cached_property
    def _sorted(self) -> list[str]:
        """The keys of `_english`, in order, to find those that begin with a word."""
        return sorted(self._english)

    @functools.cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """How many characters a Korean name may have, by its first one."""
        out: dict[str, set[int]] = {}
        for name in self._korean:
            out.setdefault(name[0], set()).add(len(name))
        return {first: sorted(lengths) for first, lengths in out.items()}

    def mentioned(self, text: str) -> set[int]:
        """Return the numbers of the concepts that *text* names.

        Names are compared without spaces and hyphens; English ones by whole
        words, plurals as singulars, Korean ones from the beginning of a word on.
        """
        found: set[int] = set()
        words = folded(text)
        names = self._sorted
        for start in range(len(words)):
            joined = ""
            for word in words[start : start + _LONGEST]:
                joined += word
                at = bisect_left(names, joined)
                if at == len(names) or not names[at].startswith(joined):
                    break
                if names[at] == joined:
                    found |= self._english[joined]
        squashed = text.replace(" ", "")
        for start in word_starts(text):
            for length in self._lengths.get(squashed[start], ()):
                if numbers := self._korean.get(squashed[start : start + length]):
                    found |= numbers
        return found


def word_starts(text: str) -> list[int]:
    """Return where Hangul words begin, as offsets into *text* without spaces."""
    spaces = 0
    at = 0
    out = []
    for match in _HANGUL.finditer(text):
        spaces += text.count(" ", at, match.start())
        at = match.start()
        out.append(match.start() - spaces)
    return out


def parse(raw: str) -> list[Concept]:
    """
    Read the tab-separated lines of a glossary; ``#`` begins a comment line.

    Columns: English names, Korean names (both divided by ``;``), a Korean and
    an English description. Lines of another shape are left out.
    """
    concepts = []
    for line in raw.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != 4:
            continue
        english, korean = (
            tuple(name.strip() for name in cell.split(";") if name.strip())
            for cell in cells[:2]
        )
        concepts.append(Concept(english, korean, (cells[2].strip(), cells[3].strip())))
    return concepts
