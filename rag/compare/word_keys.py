"""Makes the words of a text comparable: by form, group, translation and sound."""

from __future__ import annotations

import functools

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse import latin, phonetic
from rag.analyse.stop_words import frames
from rag.compare import negation_en as english
from rag.compare import negation_ko
from rag.compare.lexicon import Lexicon
from rag.compare.words import SOFT, Word


_LIGHT = frozenset(
    """주 받 하 되 들 가 오 보 나 놓 두 내 지 번 해 set take get give make after before
    used first last same one way simply several various many multiple 여러
    다양 있 더 때 more most""".split()
)
"""Words of so many senses that their opposite says nothing."""
_REMEMBERED = 20_000
"""Words of which is kept what is known of them, the last that were read."""
KNOWN = 0.15
"""What a common word weighs of which an opposite is known."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of a word wherever it stands."""

    keys: frozenset[str]
    signs: tuple[tuple[str, int], ...]
    """Keys under which it can be denied, with 1 or, for an opposite, -1."""
    denied: tuple[tuple[str, int], ...]
    """The same where it is denied."""
    weight: float | None
    """None where what it weighs depends on what it is; less where it says little."""
    rare: bool


_NONE: frozenset[str] = frozenset()


class Wording:
    """Knows what words say, and which say the same; may be shared by threads.

    Args:
        lexicon: Words that say the same, or the opposite.
        english: What Korean words are in English, as stems.
    """

    def __init__(self, lexicon: Lexicon, english: Mapping[str, frozenset[str]]) -> None:
        self.lexicon = lexicon
        self._english = english
        self._said = functools.lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self.soft = functools.lru_cache(maxsize=_REMEMBERED)(self._is_soft)
        """Says whether a word says little."""

    def _is_soft(self, form: str) -> bool:
        return frames(form) or not self._stems(form).isdisjoint(self.lexicon.soft)

    def _known(self, form: str) -> bool:
        return not self._stems(form).isdisjoint(self.lexicon.known)

    @staticmethod
    def _stems(form: str) -> set[str]:
        return {form, latin.stem(form)}

    def korean(
        self,
        form: str,
        forms: Iterable[str],
        *,
        weight: float,
        start: int,
        denied: bool,
        mute: bool,
        acts: bool,
        prefixed: str | None,
    ) -> Word:
        """
        Return a Korean word with the keys that it is met by, and what it denies.

        Args:
            form: As it is told to people.
            forms: In which it may stand elsewhere, with its neighbours.
            weight: What it says; less is left of it where it says little.
            start: Where it begins, in characters.
            denied: Whether the text denies it.
            mute: Whether it can't be denied here.
            acts: Whether a clause says it of something.
            prefixed: It with its prefix, as in 불완전.
        """
        said = self._said(form, tuple(forms), "k", prefixed)
        signs = () if mute else said.denied if denied else said.signs
        return _word(form, said, weight, start, denied, signs, acts=acts)

    def english(
        self,
        form: str,
        forms: Iterable[str],
        *,
        weight: float,
        start: int,
        denied: bool,
        mute: bool,
        acts: bool,
        name: bool,
        inner: Sequence[str],
    ) -> Word:
        """
        Return an English word likewise.

        Args:
            form: In lower case.
            forms: As those of a Korean one.
            weight: Likewise.
            start: Likewise.
            denied: Likewise.
            mute: Likewise.
            acts: Likewise.
            name: Whether it names one thing and no other.
            inner: Parts of a name.
        """
        said = self._said(form, tuple(forms), "e", None)
        signs = () if mute else said.denied if denied else said.signs
        parts = frozenset("w" + part for part in inner) if inner else _NONE
        return _word(
            form, said, weight, start, denied, signs, acts=acts, name=name, inner=parts
        )

    def _look_up(
        self, form: str, forms: tuple[str, ...], side: str, prefixed: str | None
    ) -> _Said:
        keys: set[str] = set()
        signs: dict[str, int] = {}
        if prefixed:  # 불완전 has a sense of its own, which its 불 doesn't deny
            own = -1 if prefixed[0] in negation_ko.PREFIXES else 1
            self._say(prefixed, own, keys, signs)
        for one in dict.fromkeys(forms):
            self._say(one, 1, keys, signs)
            keys |= {"t" + stem for stem in self._english.get(one, ())}
            # What a known Korean word is in English is known as well.
            if side == "e" or one not in self.lexicon.senses:
                keys |= {side + key for key in phonetic.keys(one)}
        if side == "e":
            keys.add("t" + latin.stem(form))
            if turned := english.unprefixed(form):
                rest, sign = turned
                self._say(latin.stem(rest), sign, keys, signs, senses=False)
        known = self.lexicon.senses
        weight = (KNOWN if self._known(form) else SOFT) if self.soft(form) else None
        return _Said(
            frozenset(keys),
            tuple(signs.items()),
            tuple((key, -sign) for key, sign in signs.items()),
            weight,
            side == "e" and form not in known and latin.stem(form) not in known,
        )

    def _say(
        self,
        form: str,
        polarity: int,
        keys: set[str],
        signs: dict[str, int],
        *,
        senses: bool = True,
    ) -> None:
        """Add what *form* is met by, with its *senses* or without, and can deny."""
        keys.add("w" + form)
        signs["w" + form] = polarity
        for group, side in self.lexicon.senses.get(form, ()):
            if senses:
                keys.add(f"g{group}")
            signs.setdefault(f"g{group}", side * polarity)  # the first form decides


def _word(
    form: str,
    said: _Said,
    weight: float,
    start: int,
    denied: bool,  # noqa: FBT001
    signs: tuple[tuple[str, int], ...],
    *,
    acts: bool,
    name: bool = False,
    inner: frozenset[str] = _NONE,
) -> Word:
    soft = said.weight is not None
    weight = said.weight if said.weight is not None else weight
    mute = weight == SOFT or form in _LIGHT
    return Word(
        form,
        said.keys,
        () if mute else signs,
        weight,
        name,
        start,
        denied,
        inner,
        soft,
        said.rare,
        acts,
    )
