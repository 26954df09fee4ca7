"""The three fields of terms that a text is found by."""

from __future__ import annotations

import functools
import re
import unicodedata

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse import grams, latin, phonetic
from rag.analyse.glossary import Glossary, squashed
from rag.analyse.hangul import FRAME_WORDS, Morpheme, Morphology, morphology
from rag.analyse.question_units import Unit, units
from rag.analyse.whole_words import Whole, broken, put_together, standing, wholes


VERSION = 4
"""Raised when the same text gives other terms than before."""
REMEMBERED = 512
"""Passages whose terms are kept, so that a batch is not analysed twice."""

_LATIN_WORD = re.compile(r"[A-Za-z]+")
_HANJA = re.compile(r"[\u3400-\u9fff]+")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTerms:
    """The terms of a passage, with repetitions."""

    words: list[str]
    """Korean content morphemes, English stems, numbers, Hanja, identifiers."""
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
FRAME_WEIGHT = 0.3
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
        # Vectors and words are made of the same passages, one after the other.
        self._asked = functools.lru_cache(maxsize=REMEMBERED)(self._morphemes)
        self._remembered = functools.lru_cache(maxsize=REMEMBERED)(self._document)
        self.name = f"{VERSION}:{self._korean.name}:{self._glossary.digest}"
        """Terms of analysers of different names must not be mixed."""

    def warm(self) -> None:
        """Begin to load the Korean model, so that the first text need not wait."""
        self._korean.warm()

    def close(self) -> None:
        """Let go of the Korean model."""
        self._korean.close()

    def _morphemes(self, text: str) -> list[Morpheme]:
        (found,) = self._korean.content([text])
        return found

    def documents(self, texts: Iterable[str]) -> Iterator[DocumentTerms]:
        """Yield the terms of each passage, in order."""
        for text in texts:
            yield self._remembered(normal(text))

    def _document(self, text: str) -> DocumentTerms:
        morphemes = self._asked(text)
        concepts = sorted(self._glossary.mentioned(text))
        return DocumentTerms(
            words=_words(morphemes, text) + list(standing(morphemes, text)),
            grams=grams.of_document(text.lower()),
            sounds=_sounds(morphemes, text),
            concepts=concepts,
            meanings=[w for c in concepts for w in self.concept(c)[0]],
        )

    def concept(self, number: int) -> tuple[list[str], list[str]]:
        """Return the words and the grams by which the glossary knows a concept."""
        if number not in self._described:
            text = normal(self._glossary.concepts[number].text)
            morphemes = self._morphemes(text)
            self._described[number] = (
                _words(morphemes, text) + self._glossary.concepts[number].names,
                grams.of_document(text.lower()),
            )
        return self._described[number]

    def is_concept(self, word: str) -> bool:
        """Say whether the glossary has a concept of that name."""
        return bool(self._glossary.mentioned(normal(word)))

    def wholes(self, text: str) -> list[Whole]:
        """Return the words of a question that may have been misread."""
        text = normal(text)
        return list(wholes(self._asked(text), text))

    def broken(self, text: str) -> list[Whole]:
        """Return the words of a question that were read as several."""
        text = normal(text)
        return list(broken(self._asked(text), text))

    def units(self, text: str, known: Collection[str] = ()) -> list[Unit]:
        """
        Return what a question speaks of, without what only frames it.

        Args:
            text: The question.
            known: Those of `wholes` and `broken` to take as one.
        """
        text = normal(text)
        plain = self._asked(text)
        exact = {w.form for w in wholes(plain, text) if not w.torn} & set(known)
        return list(units(put_together(plain, text, known), text, exact))

    def shared(self, question: str) -> Callable[[str], list[str]]:
        """Return what gives the names in *question* of what a text names as well.

        Where each has a Latin word of its own for a concept, they are of a kind,
        as React and Vue are, and not the same.
        """
        glossary, mine = self._glossary, squashed(question)
        asked = glossary.mentioned(normal(question))

        def names(text: str) -> list[str]:
            both = asked & glossary.mentioned(text) if asked else ()
            theirs = squashed(text) if both else ""
            return [n for c in both for n in glossary.concepts[c].same(mine, theirs)]

        return names

    def question(self, text: str, known: Collection[str] = ()) -> QuestionTerms:
        """Return the weighted terms of a question; *known* is as in `units`."""
        text = normal(text)
        morphemes = put_together(self._asked(text), text, known)
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
            meanings={
                term: MEANING_WEIGHT * weight
                for term, weight in (words | _compounds(morphemes, text)).items()
            },
            frame=FRAME_WORDS & words.keys(),
        )


def _words(morphemes: Iterable[Morpheme], text: str) -> list[str]:
    found = [m.form for m in morphemes]
    found += map(latin.stem, latin.words(text))
    found += latin.identifiers(text)
    found += _NUMBER.findall(text)
    found += _HANJA.findall(text)
    return found


def _compounds(morphemes: Sequence[Morpheme], text: str) -> dict[str, float]:
    """Return neighbouring words written as one, as names of concepts are kept."""
    nouns = [m.form if m.noun else "" for m in morphemes]
    lower = [m[0].lower() for m in _LATIN_WORD.finditer(text)]
    return {
        "".join(run): 1.0
        for words in (nouns, lower)
        for size in (2, 3)
        for at in range(len(words) - size + 1)
        if all(run := words[at : at + size])
    }


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
