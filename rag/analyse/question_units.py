"""What a question speaks of, word by word, and how a passage may have it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.analyse import grams, latin, phonetic
from rag.analyse.hangul import FRAME_WORDS, Morpheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that a question speaks of, with the terms it may be met by."""

    form: str
    words: frozenset[str]
    grams: frozenset[str]
    sounds: frozenset[str]
    latin: bool
    """Whether it is written in Latin script."""
    abroad: frozenset[str] = frozenset()
    """Words of the other script that say the same."""
    spoken: frozenset[str] = frozenset()
    """It, with the noun beside it, and with all that the word begins with."""


def _word_start(text: str, at: int) -> int:
    """Return where the Hangul begins that goes on at *at*."""
    while at and "가" <= text[at - 1] <= "힣":
        at -= 1
    return at


def units(
    morphemes: Sequence[Morpheme], text: str, exact: Collection[str] = ()
) -> Iterator[Unit]:
    """
    Yield what a question speaks of, without what only frames it.

    Args:
        morphemes: Of the question.
        text: The question.
        exact: Words that may be read otherwise: letters alone don't tell.
    """
    for at, m in enumerate(morphemes):
        if m.form in FRAME_WORDS:
            continue
        spoken = {m.form}
        for other in morphemes[max(0, at - 1) : at + 2]:
            if m.noun and other.noun and other is not m:
                first, second = sorted((m, other), key=lambda x: x.start)
                if first.end == second.start:
                    spoken.add(first.form + second.form)
        keys = {key for word in spoken for key in phonetic.keys(word)}
        # What is unknown is torn apart: 모멘트 into 모 and 멘트.
        spoken.add(text[_word_start(text, m.start) : m.end])
        yield Unit(
            form=m.form,
            words=frozenset({m.form}),
            grams=frozenset(() if m.form in exact else grams.of_document(m.form)),
            sounds=frozenset(side + key for key in keys for side in "ek"),
            latin=False,
            spoken=frozenset(spoken),
        )
    named = dict.fromkeys(latin.nameless(text))
    for name in named:
        yield Unit(
            form=name,
            words=frozenset({name}),
            grams=frozenset(grams.of_document(name) if "-" in name else ()),
            sounds=frozenset(),
            latin=True,
            spoken=frozenset({name}),
        )
    # The letter of k-means is in k-NN as well, and says nothing of it.
    letters = {name[0] for name in named if "-" in name}
    for word in dict.fromkeys(latin.words(text)):
        if word in letters:
            continue
        yield Unit(
            form=word,
            words=frozenset({latin.stem(word)}),
            grams=frozenset(grams.of_document(word)),
            sounds=frozenset(s + key for key in phonetic.keys(word) for s in "ek"),
            latin=True,
            spoken=frozenset({word}),
        )
