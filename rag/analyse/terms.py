"""The three fields of terms that a text is found by."""

from __future__ import annotations

import re
import unicodedata

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.analyse import grams, latin, phonetic
from rag.analyse.glossary import Glossary
from rag.analyse.hangul import FRAME_WORDS, Morpheme, Morphology, morphology


VERSION = 1
"""Raised when the same text gives other terms than before."""

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTerms:
    """The terms of a passage, with repetitions."""

    words: list[str]
    """Korean content morphemes, English stems, numbers, identifiers."""
    grams: list[str]
    sounds: list[str]
    """Phonetic keys; ``k…`` from Hangul, ``e…`` from Latin script."""
    concepts: list[int]
    """Numbers of the concepts of the glossary that are mentioned."""
    meanings: list[str]
    """Words by which the glossary names and describes those concepts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTerms:
    """The terms of a question with their weights, per field."""

    words: Mapping[str, float]
    grams: Mapping[str, float]
    sounds: Mapping[str, float]
    meanings: Mapping[str, float]
    frame: frozenset[str] = frozenset()
    """Those of *words* that only frame the question."""


GRAM_WEIGHT = 0.4
SAME_SCRIPT = 0.2
OTHER_SCRIPT = 1.0
MEANING_WEIGHT = 0.5
FRAME_WEIGHT = 0.2
"""What a term of each field counts for beside a word's 1; a phonetic key
counts in full where it joins the two scripts, which words can't."""


def normal(text: str) -> str:
    """Return *text* as it is compared: NFC."""
    return unicodedata.normalize("NFC", text)


class Analyser:
    """Turns texts into terms; may be shared by threads."""

    def __init__(
        self, korean: Morphology | None = None, glossary: Glossary | None = None
    ) -> None:
        self._korean = korean or morphology()
        self._glossary = glossary or Glossary.load()
        self._described: dict[int, tuple[list[str], list[str]]] = {}
        self.name = f"{VERSION}:{self._korean.name}:{self._glossary.digest}"
        """Terms of analysers of different names must not be mixed."""

    def warm(self) -> None:
        """Load the Korean model now, so that the first question need not wait."""
        next(iter(self._korean.content(["가"])))

    def documents(self, texts: Iterable[str]) -> Iterator[DocumentTerms]:
        """Yield the terms of each passage, in order."""
        for text in map(normal, texts):
            (morphemes,) = self._korean.content([text])
            concepts = sorted(self._glossary.mentioned(text))
            yield DocumentTerms(
                words=_words(morphemes, text),
                grams=grams.of_document(text.lower()),
                sounds=_sounds(morphemes, text),
                concepts=concepts,
                meanings=[w for c in concepts for w in self.concept(c)[0]],
            )

    def concept(self, number: int) -> tuple[list[str], list[str]]:
        """Return the words and the grams by which the glossary knows a concept."""
        if number not in self._described:
            text = normal(self._glossary.concepts[number].text)
            (morphemes,) = self._korean.content([text])
            self._described[number] = (
                _words(morphemes, text),
                grams.of_document(text.lower()),
            )
        return self._described[number]

    def question(self, text: str) -> QuestionTerms:
        """Return the weighted terms of a question."""
        text = normal(text)
        (morphemes,) = self._korean.content([text])
        words = {
            word: n * (FRAME_WEIGHT if word in FRAME_WORDS else 1.0)
            for word, n in Counter(_words(morphemes, text)).items()
        }
        sounds: Counter[str] = Counter()
        for key in _sounds(morphemes, text):
            other = ("e" if key[0] == "k" else "k") + key[1:]
            sounds[key] += SAME_SCRIPT  # type: ignore[assignment]
            sounds[other] += OTHER_SCRIPT  # type: ignore[assignment]
        return QuestionTerms(
            words=words,
            grams={
                gram: GRAM_WEIGHT * weight
                for gram, weight in grams.of_question(text.lower()).items()
            },
            sounds=dict(sounds),
            meanings={w: MEANING_WEIGHT * n for w, n in words.items()},
            frame=FRAME_WORDS & words.keys(),
        )


def _words(morphemes: Iterable[Morpheme], text: str) -> list[str]:
    found = [m.form for m in morphemes]
    found += map(latin.stem, latin.words(text))
    found += latin.identifiers(text)
    found += _NUMBER.findall(text)
    return found


def _sounds(morphemes: Iterable[Morpheme], text: str) -> list[str]:
    """Phonetic keys of nouns, of neighbouring nouns as one, and of Latin words.

    Kiwi splits an unknown transliteration into short nouns (슈/도), so that
    only the joined pair has a key.
    """
    nouns: list[str] = []
    previous: Morpheme | None = None
    for m in morphemes:
        if m.noun:
            nouns.append(m.form)
            if previous is not None and previous.end == m.start:
                nouns.append(previous.form + m.form)
            previous = m
        else:
            previous = None
    found = ["k" + key for noun in nouns for key in sorted(phonetic.keys(noun))]
    found += ["e" + key for w in latin.words(text) for key in sorted(phonetic.keys(w))]
    return found
