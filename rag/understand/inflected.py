"""Korean words with their endings: ``썼더라고요``, ``적어뒀던데``, ``몇 개인지``.

Endings are a closed class, so a list of stems with rules tells every form of a
word; no dictionary is loaded for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


LONGEST = 24
"""Syllables of a token that is looked at."""
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JOINED = {"ㅣ": "ㅕ", "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅚ": "ㅙ", "ㅡ": "ㅓ"}
"""What a vowel and the 어 (or 아) behind it become."""

# What may stand behind a form, by its kind. The first are of verbs: behind the
# bare stem, behind 아 or 어, and behind what ends in ㅆ, ㄴ, ㄹ, ㅁ or ㅂ.
_BARE = """
    고 고는 고서 고요 지 지요 죠 지만 지는 지도 지를 지가 네 네요 니 냐 냐고 나 나요
    는 는데 는데요 는지 는지도 는가 는걸 던 던데 던지 던가 더라 더라고 더라고요 더니
    게 게요 도록 기 기는 기도 기만 기에 기로 기를 자 자고 다 다가 다는 다고 다던데
    다며 다면 다면서 다니 대 대요 거든 거든요 잖아 잖아요 구나 군 군요 겠어 겠다 겠지
    겠네 거나 든 든지 누 노 길래
""".split()
_OPEN = """
    면 며 면서 니까 려고 려면 러 시 세요 셔 십시오 신 시는 실 시던 셨어 셨나 셨지 셨던
""".split()
"""Behind a stem that ends in a vowel; behind a consonant with 으."""
_CLOSED = """
    은 은데 은지 은지도 은가 은걸 은거 은건 은게 은것 을 을까 을까요 을지 을지도 을래
    을게 음 음을 습니다 습니까 슴다 삼
""".split()
_JOINING = "서 서는 서도 도 야 야지 야만 요 라 라고 볼까".split()
_PAST = """
    어 어요 다 다가 다는 다고 다던데 다며 다면 다면서 다니 지 지요 죠 지만 네 네요 니
    냐 냐고 나 나요 는데 는데요 는지 는지도 는가 던 던데 던지 던가 던가요 더라 더라고
    더라고요 더니 대 대요 을까 을까요 을지 음 음을 음요 습니다 습니까 슴 으면 으니
    으니까 으며 거든 거든요 잖아 잖아요 구나 군 군요 겠지 고 누 노 길래 었던 었지 었어
    었나 었는지 었는데 었더라 을때
""".split()
_PRESENT = """
    데 데요 지 지도 가 가요 다 다고 다는 다던데 다며 다면 대 대요 걸 거 건 게 것
""".split()
_FUTURE = "까 까요 지 지도 게 게요 래 래요 만한 만 때".split()
_POLITE = "니다 니까".split()
_MADE_NOUN: list[str] = []
_COPULA = """
    이 야 지 지요 죠 네 네요 니 냐 냐고 나 나요 고 면 며 던데 던가 더라 더라고
    더라고요 라 라고 라는 라던데 란 랑 래 래요 예요 에요 거든 거든요 잖아 잖아요 구나
    군 군요 임 인 인지 인지도 인가 인가요 인데 인데요 일까 일까요 일지 입니다 입니까
    이야 이지 이죠 이네 이니 이냐 이고 이면 이며 이던데 이던가 이더라 이더라고 이라
    이라고 이라는 이라던데 이란 이래 이에요 이었지 이었어 이었나 이었더라 이었는지
    이었던 이었음 였지 였어 였나 였나요 였더라 였는지 였던 였음 였죠 이거든 이잖아
    이구나 이군 인걸 인거 인건 여 이여 ㄴ지 일까
""".split()
_PARTICLES = """
    은 는 이 가 을 를 에 에서 에게 의 도 만 로 으로 와 과 랑 이랑 하고 부터 까지 보다
    처럼 마다 씩 쯤 정도 만큼 밖에 조차 나 이나 든 이든 든지 이든지 대로 한테 엔 에선
    에는 에서는 에도 에만 으론 론 요 들 치 중 별 끼리 뿐 마저
""".split()


_NOMINAL = frozenset(
    "기 음 을지 는지 은지 지 데 는데 은데 던데 것 거 걸 을때 때 임".split()
)
"""Endings of verbs that take particles."""


@dataclass(slots=True)
class Form:
    """One form of a word, and what may stand behind it."""

    endings: tuple[str, ...] = ()
    alone: bool = False
    """Whether it is a word without any of them."""
    particles: bool = False
    """Whether it takes particles itself."""
    anchor: bool = False
    """Whether it is no part of everyday nouns."""

    def ends(self, token: str, at: int) -> set[int]:
        """Return where in *token* the word may end whose form ends at *at*."""
        ends = {at} if self.alone else set[int]()
        nominal = {at} if self.particles else set[int]()
        for ending in self.endings:
            if token.startswith(ending, at):
                ends.add(at + len(ending))
                if ending in _NOMINAL:
                    nominal.add(at + len(ending))
        for _ in range(2):  # 에서+만, 까지+는
            for end in tuple(nominal):
                nominal |= {
                    end + len(p) for p in _PARTICLES if token.startswith(p, end)
                }
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
        # How far a reading has got, how many words it took, and whether one
        # of them is an anchor.
        seen = {(0, 0, False)}
        todo = [(0, 0, False)]
        while todo:
            at, words, anchored = todo.pop()
            if at == len(token) and (anchored or words == 1):
                return True
            for size in range(1, min(5, len(token) - at) + 1):
                form = self.forms.get(token[at : at + size])
                if form is None:
                    continue
                for end in form.ends(token, at + size):
                    step = (end, min(words + 1, 2), anchored or form.anchor)
                    if step not in seen:
                        seen.add(step)
                        todo.append(step)
        return False


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
        form: str, stem: str, endings: Iterable[str], *, alone: bool, particles: bool
    ) -> None:
        known = forms.setdefault(form, Form())
        known.endings = tuple(dict.fromkeys((*known.endings, *endings)))
        known.alone |= alone
        known.particles |= particles
        known.anchor |= stem not in unanchored

    for word in fixed:
        add(word, word, (), alone=True, particles=False)
    for noun in nouns:
        add(noun, noun, _COPULA, alone=True, particles=True)
    for stem in verbs:
        for form, endings in _conjugated(stem):
            bare = endings is _PAST or form == stem
            nominal = endings is _MADE_NOUN
            add(form, stem, endings, alone=not bare, particles=nominal)
    return Lexicon(forms)


def _conjugated(stem: str) -> list[tuple[str, list[str]]]:
    """Return each form of a verb with what may stand behind it."""
    last = stem[-1]
    joined = _joined(stem)
    found = [(joined, _JOINING), (_with(joined, "ㅆ"), _PAST)]
    if stem.endswith("하"):
        found.append((stem + "였", _PAST))
    elif stem.endswith("놓"):
        found += [(stem[:-1] + "놔", _JOINING), (stem[:-1] + "놨", _PAST)]
    elif _vowel(last) in "ㅗㅜㅣㅚ" and _final(last) == " ":  # also uncontracted
        full = "아" if _vowel(last) == "ㅗ" else "어"
        found += [(stem + full, _JOINING), (stem + _with(full, "ㅆ"), _PAST)]
    if _final(last) == " ":
        found.append((stem, _BARE + _OPEN))
        found += [
            (_with(stem, "ㄴ"), _PRESENT),
            (_with(stem, "ㄹ"), _FUTURE),
            (_with(stem, "ㅁ"), _MADE_NOUN),
            (_with(stem, "ㅂ"), _POLITE),
        ]
    else:
        found.append((stem, _BARE + _CLOSED + ["으" + end for end in _OPEN]))
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
