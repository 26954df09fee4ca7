"""Korean words with their endings: ``썼더라고요``, ``적어뒀던데``, ``몇 개인지``.

Endings are a closed class, so a list of stems with rules tells every form of a
word; no dictionary is loaded for it.
"""

from __future__ import annotations

import itertools

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rag.understand.language import endings as after


LONGEST = 24
"""Syllables of a token that is looked at."""
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JOINED = {"ㅣ": "ㅕ", "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅚ": "ㅙ", "ㅡ": "ㅓ"}
"""What a vowel and the 어 (or 아) behind it become."""


def _behind(token: str, at: int, endings: Iterable[str]) -> set[int]:
    return {at + len(e) for e in endings if token.startswith(e, at)}


@dataclass(slots=True)
class Form:
    """One form of a word, and what may stand behind it."""

    endings: tuple[Sequence[str], ...] = ()
    alone: bool = False
    """Whether it is a word without any of them."""
    particles: bool = False
    """Whether it takes particles itself."""
    anchor: bool = False
    """Whether it is no part of everyday nouns."""
    joins: bool = False
    """Whether a helping verb may stand behind it: 적어+두다."""

    def ends(self, token: str, at: int) -> set[int]:
        """Return where in *token* the word may end whose form ends at *at*."""
        ends = {at} if self.alone else set[int]()
        nominal = {at} if self.particles else set[int]()
        for ending in itertools.chain.from_iterable(self.endings):
            if token.startswith(ending, at):
                ends.add(at + len(ending))
                if ending in after.NOMINAL:
                    nominal.add(at + len(ending))
        for _ in range(2):  # 에서+만, 까지+는
            for end in tuple(nominal):
                nominal |= _behind(token, end, after.PARTICLES)
        if self.particles:  # 씩+이야
            ends |= {e for end in nominal for e in _behind(token, end, after.COPULA)}
        return ends | (nominal - {at})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems in all their forms."""

    forms: Mapping[str, Form] = field(repr=False)

    def composes(self, token: str) -> bool:
        """
        Whether words of the lexicon with their endings make up *token*.

        Several that stand together need an anchor among them, a word that is
        no part of everyday nouns.
        """
        if not token or len(token) > LONGEST:
            return False
        # How far a reading has got, how many words it took, whether one of
        # them is an anchor, and whether a verb awaits its helper.
        seen = {(0, 0, False, False)}
        todo = [(0, 0, False, False)]
        while todo:
            at, words, anchored, joins = todo.pop()
            if at == len(token) and (anchored or words == 1):
                return True
            for end, form in _forms_at(token, at, self.forms):
                ends = (end, min(words + 1, 2), anchored or form.anchor)
                steps = [(e, *ends[1:], False) for e in form.ends(token, end)]
                todo += _unseen(
                    [*steps, *([(*ends, True)] if form.joins else [])], seen
                )
            for end, form in _forms_at(token, at, _helpers()) if joins else ():
                steps = [(e, words, anchored, False) for e in form.ends(token, end)]
                todo += _unseen(steps, seen)
        return False


_Step = tuple[int, int, bool, bool]


def _unseen(steps: Iterable[_Step], seen: set[_Step]) -> list[_Step]:
    new = [step for step in steps if step not in seen]
    seen.update(new)
    return new


def _forms_at(
    token: str, at: int, forms: Mapping[str, Form]
) -> Iterator[tuple[int, Form]]:
    for end in range(at + 1, min(at + 5, len(token)) + 1):
        if form := forms.get(token[at:end]):
            yield end, form


@cache
def _helpers() -> Mapping[str, Form]:
    return lexicon(nouns=(), verbs=after.HELPERS).forms


def lexicon(
    *,
    nouns: Iterable[str],
    verbs: Iterable[str],
    fixed: Iterable[str] = (),
    loose: Iterable[str] = (),
) -> Lexicon:
    """
    Return the forms of words.

    Args:
        nouns: What takes particles and the copula.
        verbs: Stems, as in ``쓰`` of 쓰다.
        fixed: What takes no ending.
        loose: Those of them that are no anchors.
    """
    unanchored = set(loose)
    forms: dict[str, Form] = {}

    def add(
        form: str, stem: str, endings: Sequence[str], *, alone: bool, particles: bool
    ) -> None:
        known = forms.setdefault(form, Form())
        if not any(endings is known_ones for known_ones in known.endings):
            known.endings = (*known.endings, endings)
        known.alone |= alone
        known.particles |= particles
        known.anchor |= stem not in unanchored

    for word in fixed:
        add(word, word, (), alone=True, particles=False)
    for noun in nouns:
        add(noun, noun, after.COPULA, alone=True, particles=True)
    for stem in verbs:
        for form, endings in _conjugated(stem):
            bare = endings is after.PAST or form == stem
            nominal = endings is after.MADE_NOUN
            add(form, stem, endings, alone=not bare, particles=nominal)
            forms[form].joins |= endings is after.JOINING
    return Lexicon(forms)


def _conjugated(stem: str) -> list[tuple[str, list[str]]]:
    """Return each form of a verb with what may stand behind it."""
    last = stem[-1]
    joined = _joined(stem)
    found = [(joined, after.JOINING), (_with(joined, "ㅆ"), after.PAST)]
    if stem.endswith("하"):
        found.append((stem + "였", after.PAST))
    elif stem.endswith("놓"):
        found += [(stem[:-1] + "놔", after.JOINING), (stem[:-1] + "놨", after.PAST)]
    elif _vowel(last) in "ㅗㅜㅣㅚㅐㅔ" and _final(last) == " ":  # also uncontracted
        full = "아" if _vowel(last) == "ㅗ" else "어"
        found += [(stem + full, after.JOINING), (stem + _with(full, "ㅆ"), after.PAST)]
    if _final(last) == " ":
        found.append((stem, after.OPEN_STEM))
        found += [
            (_with(stem, "ㄴ"), after.PRESENT),
            (_with(stem, "ㄹ"), after.FUTURE),
            (_with(stem, "ㅁ"), after.MADE_NOUN),
            (_with(stem, "ㅂ"), after.POLITE),
        ]
    else:
        found.append((stem, after.CLOSED_STEM))
    return found


def _joined(stem: str) -> str:
    """Return a stem with 아 or 어: 쓰 -> 써, 고르 -> 골라, 적 -> 적어."""
    last = stem[-1]
    before = stem[-2] if len(stem) > 1 else ""
    bright = "ㅏㅗㅑ"
    if last == "하":
        return stem[:-1] + "해"
    if last == "르" and before and stem not in {"따르", "치르"}:
        second = "라" if _vowel(before) in bright else "러"
        return stem[:-2] + _with(before, "ㄹ") + second
    if _final(last) != " ":
        return stem + ("아" if _vowel(last) in bright else "어")
    vowel = _vowel(last)
    if vowel == "ㅡ" and before and _vowel(before) in bright:
        return stem[:-1] + _revowelled(last, "ㅏ")
    return stem[:-1] + _revowelled(last, _JOINED.get(vowel, vowel))


def _vowel(syllable: str) -> str:
    return _VOWELS[(ord(syllable) - 0xAC00) // 28 % 21]


def _final(syllable: str) -> str:
    return _FINALS[(ord(syllable) - 0xAC00) % 28]


def _with(word: str, final: str) -> str:
    """Return a word that ends in a vowel with a consonant below."""
    return word[:-1] + chr(ord(word[-1]) + _FINALS.index(final))


def _revowelled(syllable: str, vowel: str) -> str:
    code = ord(syllable) - 0xAC00
    first, final = code // (21 * 28), code % 28
    return chr(0xAC00 + (first * 21 + _VOWELS.index(vowel)) * 28 + final)
