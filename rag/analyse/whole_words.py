"""Words that a dictionary doesn't know, put together again as they are typed.

A loanword is torn into short nouns (빌/드), or read as a verb (커서 as 크다). That
reading may be right, so the notes decide: they hold the whole word, see `standing`,
beside its pieces, and a question is read by what they hold.
"""

from __future__ import annotations

import re

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.analyse.hangul import FRAME_WORDS, Morpheme


LONGEST = 10
"""Syllables of a whole word."""
_FEWEST, _MOST = 3, 6
"""Syllables of what was read as several words and may be one."""
_RUN = re.compile(r"[가-힣]+")
_HEADING = re.compile(r"\s*#{1,6}\s")
_LINE = 60
"""Characters of a first line that may be a title."""
_LATIN = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A word as it is typed, which may have been misread."""

    form: str
    start: int
    end: int
    torn: bool
    """Whether it was torn into nouns; else it was read as something else."""
    pieces: tuple[str, ...] = ()
    """What it was torn into, where that need not be nouns."""


def wholes(morphemes: Sequence[Morpheme], text: str) -> Iterator[Whole]:
    """Yield each word that may have been misread; *morphemes* are in their order."""
    starts = [m.start for m in morphemes]
    for run in _RUN.finditer(text):
        if run.start() and text[run.start() - 1].isalnum():
            continue  # a particle
        inside = morphemes[
            bisect_left(starts, run.start()) : bisect_left(starts, run.end())
        ]
        if _frames(inside, run[0]):
            continue
        nouns = [*_leading(inside, run.start())]
        if len(nouns) > 1 and min(m.end - m.start for m in nouns) == 1:
            start, end, torn = run.start(), nouns[-1].end, True
        elif len(nouns) == len(inside) > 0:
            continue  # 서버를
        elif nouns and nouns[0].end - nouns[0].start > 1:
            continue  # 학습하다
        else:
            start, end, torn = run.start(), run.end(), False
        if 1 < end - start <= LONGEST:
            yield Whole(text[start:end], start, end, torn)


def broken(morphemes: Sequence[Morpheme], text: str) -> Iterator[Whole]:
    """Yield each word that is read as several, one of them a syllable: 모/달/리/티.

    Nouns or not: who doesn't know a word takes a syllable of it for anything.
    """
    starts = [m.start for m in morphemes]
    for run in _RUN.finditer(text):
        at = bisect_left(starts, run.start())
        pieces: list[Morpheme] = []
        end = run.start()
        for m in morphemes[at : bisect_left(starts, run.end())]:
            if m.start != end or m.form in FRAME_WORDS:
                break
            pieces.append(m)
            end = m.end
        forms = tuple(m.form for m in pieces)
        short = any(len(form) == 1 for form in forms)
        if len(forms) > 1 and short and _FEWEST <= end - run.start() <= _MOST:
            form = text[run.start() : end]
            yield Whole(form, run.start(), end, torn=True, pieces=forms)


def _frames(inside: Sequence[Morpheme], word: str) -> bool:
    if inside:
        return all(m.form in FRAME_WORDS for m in inside)
    return any(map(word.startswith, FRAME_WORDS))


def _leading(inside: Sequence[Morpheme], start: int) -> Iterator[Morpheme]:
    """Yield the nouns that a word begins with, side by side."""
    for m in inside:
        if not m.noun or m.start != start:
            return
        yield m
        start = m.end


def standing(morphemes: Sequence[Morpheme], text: str) -> Iterator[str]:
    """Yield the words that a passage holds as wholes.

    What was torn is one anywhere; what was read as a verb only in a heading or
    on a short first line, where things are named.
    """
    titles = []
    at = 0
    for n, line in enumerate(text.split("\n")):
        if _HEADING.match(line) or (n == 0 and len(line) <= _LINE):
            titles.append((at, at + len(line)))
        at += len(line) + 1
    for whole in wholes(morphemes, text):
        if whole.torn or any(a <= whole.start < b for a, b in titles):
            yield whole.form


def put_together(
    morphemes: Sequence[Morpheme], text: str, known: Collection[str]
) -> list[Morpheme]:
    """
    Return the morphemes of a question with the words that notes hold as wholes.

    What was read as a verb is taken whole only where the question speaks of
    nothing else: ``커서 노트``, but not ``값이 커서 느린 이유``.
    """
    out = list[Morpheme]()
    starts = [m.start for m in morphemes]
    others = sum(m.form not in FRAME_WORDS for m in morphemes)
    latin = _LATIN.search(text)
    done = 0
    found = {
        w.start: w
        for w in (*wholes(morphemes, text), *broken(morphemes, text))
        if w.form in known
    }
    for whole in sorted(found.values(), key=lambda w: w.start):
        begin = bisect_left(starts, whole.start)
        end = bisect_left(starts, whole.end)
        within = sum(m.form not in FRAME_WORDS for m in morphemes[begin:end])
        if whole.torn or (others == within and not latin):
            one = Morpheme(whole.form, True, whole.start, whole.end)  # noqa: FBT003
            out += [*morphemes[done:begin], one]
            done = end
            others += (whole.form not in FRAME_WORDS) - within
    return [*out, *morphemes[done:]]
