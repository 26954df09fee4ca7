"""Makes the words of a text comparable: by form, group, translation and sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse import latin, phonetic
from rag.analyse.plain import frames
from rag.check import english, negation
from rag.check.lexicon import Lexicon
from rag.check.words import SOFT, Word


_LIGHT = frozenset(
    """주 받 하 되 들 가 오 보 나 놓 두 내 지 번 해 set take get give make after before
    used first last same one way simply several various many multiple 여러
    다양 있 더 때 more most""".split()
)
"""Words of so many senses that their opposite says nothing."""
KNOWN = 0.15
"""What a common word weighs of which an opposite is known."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Knows what words say, and which say the same; may be shared by threads."""

    lexicon: Lexicon
    english: Mapping[str, frozenset[str]]
    """What Korean words are in English, as stems."""

    def soft(self, form: str) -> bool:
        """Say whether a word says little."""
        return frames(form) or not self._stems(form).isdisjoint(self.lexicon.soft)

    def _known(self, form: str) -> bool:
        return not self._stems(form).isdisjoint(self.lexicon.known)

    @staticmethod
    def _stems(form: str) -> set[str]:
        return {form, latin.stem(form)}

    def word(
        self,
        form: str,
        forms: Iterable[str],
        *,
        weight: float,
        start: int,
        denied: bool,
        name: bool,
        side: str,
        inner: Sequence[str] = (),
        prefixed: str | None = None,
    ) -> Word:
        """
        Return a word with the keys that it is met by, and what it denies.

        Args:
            form: As it is told to people.
            forms: In which it may stand elsewhere, with its neighbours.
            weight: What it says; less is left of it where it says little.
            start: Where it begins, in characters.
            denied: Whether the text denies it.
            name: Whether it names one thing and no other.
            side: ``k`` for Korean, ``e`` for English.
            inner: Parts of a name.
            prefixed: It with its prefix, as in 불완전.
        """
        keys: set[str] = set()
        signs: dict[str, int] = {}
        polarity = -1 if denied else 1
        if prefixed:  # 불완전 has a sense of its own, which its 불 doesn't deny
            own = -polarity if prefixed[0] in negation.PREFIXES else polarity
            self._say(prefixed, own, keys, signs)
        for one in dict.fromkeys(forms):
            self._say(one, polarity, keys, signs)
            keys |= {"t" + stem for stem in self.english.get(one, ())}
            # What a known Korean word is in English is known as well.
            if side == "e" or one not in self.lexicon.senses:
                keys |= {side + key for key in phonetic.keys(one)}
        if side == "e":
            keys.add("t" + latin.stem(form))
            if turned := english.unprefixed(form):
                rest, sign = turned
                self._say(latin.stem(rest), sign * polarity, keys, signs, senses=False)
        known = self.lexicon.senses
        if self.soft(form):
            weight = KNOWN if self._known(form) else SOFT
        if form in _LIGHT or weight == SOFT:
            signs = {}
        return Word(
            form,
            frozenset(keys),
            tuple(signs.items()),
            weight,
            name,
            start,
            denied,
            frozenset("w" + part for part in inner),
            self.soft(form),
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
