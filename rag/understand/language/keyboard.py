"""Undoes typing with the wrong keyboard layout: ``dkssud``, ``ㅠㅁㅅ초``."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.language.lang import GRAMMAR


_KEYS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml"
_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"
_TO_JAMO = dict(zip(_KEYS, _JAMO, strict=True))
_TO_KEY = {jamo: key for key, jamo in _TO_JAMO.items()}
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_PAIRS = {
    "ㅗㅏ": "ㅘ",
    "ㅗㅐ": "ㅙ",
    "ㅗㅣ": "ㅚ",
    "ㅜㅓ": "ㅝ",
    "ㅜㅔ": "ㅞ",
    "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ",
    "ㄴㅈ": "ㄵ",
    "ㄴㅎ": "ㄶ",
    "ㄹㄱ": "ㄺ",
    "ㄹㅁ": "ㄻ",
    "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ",
    "ㄹㅎ": "ㅀ",
    "ㅂㅅ": "ㅄ",
}
_SPLIT = {whole: pair for pair, whole in _PAIRS.items()}

# How often one letter follows another in English words, from 0 to 9: a row
# each for a to z and the beginning of a word, a column for a to z and its end.
# Counted over the distinct words of Python's own documentation.
_FOLLOWS = """
    045501404026560406563322303
    634362115406225305535010405
    604261054055227105364100305
    522472206004125104434100207
    425634302014461326651324207
    512355107005226205445010306
    412171345004344105534100017
    611271006013326104353000306
    435443400005475404550402042
    603272015031016302427000206
    423372426004143313633140207
    612472006005126201444100506
    741371006013425601424000205
    515664614033134201563300106
    235513303035574506445342004
    612363035016116506454010405
    103300001103122143428010006
    614372306023435204553210306
    314261145023214411565010307
    513272056003225305544120406
    454354304005563506560000002
    722082106001224202310210005
    623362056013155205531122006
    435363035004212603371214317
    233242214004443603550230018
    613283006002225102231010205
    545555445124544515654342110
""".split()
# The syllables that Korean text about computing is mostly made of.
_USUAL = frozenset(
    "가각간갈감값강같개거건검것게결경계고곡곱공과관교구귀규균그근글금기길까끼나낱내냄"
    "너널넣네넷녕노놓누는능니닝다단달답대더데델도돌동되된두뒤드든들등디딩따때떤떻라람"
    "래량러럼레려력련렬로록론료루류률르른를름리린림립링마만많말망맞매머메며면명몇모목"
    "못무문물뭐뭔미바반받발방배백버번법베벡변별병보복본볼봐부분불브블비빠뽑사산상새색"
    "생서섞선설성세셀션소속손수순스습시식신실심싱쓰씨씩아안않알야약양얘어언얼업없었에"
    "엔엘여역연열영예오올와왜요용우운울움워원위유율으은을음의이인일읽임입있자작잘잡장"
    "재저적전점접정제져조존좀종좋주준줄줌중줘즈증지직진질짐집징짜쪽차찾처체쳐초최추축"
    "출측층치카커컨케코크큰클키타탐태터테텍텐토통트특티팅파퍼페편평포표풀프플피픽필하"
    "학한할함합해행향험현형호화확환회후훈히"
)
_USUAL_BESIDE = _USUAL | frozenset("몇년월일달해")
_READABLE = 5.5
_SAID = ("안녕", "감사", "고마", "알려", "보여", "뭐", "무엇", "어떻게", "차이", "설명")
"""How words begin that questions are full of."""
_LATIN = lazily(r"(?<![0-9A-Za-z_가-힣])[A-Za-z]{3,24}(?![0-9A-Za-z_(\[./=])")
_APART = lazily(r"(?:[ㄱ-ㅎ][ㅏ-ㅣ]{1,2}[ㄱ-ㅎ]{0,2}(?![ㅏ-ㅣ]))+")
_BESIDE = lazily(r"(?<![A-Za-z_가-힣.])[a-zA-Z]{2,24}(?![A-Za-z0-9_(\[./=])")
"""Words beside one that was set right; they may follow a number."""
_HANGUL = lazily(r"[ㄱ-ㅎㅏ-ㅣ가-힣]+")
_LAUGH = lazily(r"[ㅋㅎㅠㅜㅇㄴㄷㄱㅅㅈㄹㅊㅂㅉㅗㅡㅍ;]+$|^(.)\1*$")
_PARTICLE = lazily(r"(?<=..)(?:은|는|이란|이|가|을|를|의|이랑|랑|도|에서|에|로|으로)$")
_SOUND = lazily(r"[aeiouy]")


def fix(text: str) -> str | None:
    """
    Return *text* with the words typed in the wrong layout set right, or None.

    A word is changed only when it reads badly as it stands (rare pairs of
    letters, or letters of Hangul outside of a syllable) and well in the other
    layout; words of either language and identifiers stay as they are. Letters
    of Hangul that were left apart (ㅂㅏㅇ법) are put together.
    """
    text, typed = _APART.sub(lambda m: compose([*m[0]]) or m[0], text), text
    fixed = _LATIN.sub(lambda m: _to_hangul(m[0], 3.6), text)
    if fixed != text:  # the words beside it were typed in the same go
        fixed = _LATIN.sub(lambda m: _to_hangul(m[0], 4.6), fixed)
        fixed = _BESIDE.sub(_beside, fixed)
    if re.search(r"[ㄱ-ㅎㅏ-ㅣ]", fixed):
        fixed = _HANGUL.sub(lambda m: _to_latin(m[0]), fixed)
    return fixed if fixed != typed else None


def _beside(m: re.Match[str]) -> str:
    word = m[0]
    counted = m.string[: m.start()][-1:].isdigit()
    readable = word in GRAMMAR or _english(word) >= _READABLE
    if word.isupper() or (readable and not counted):
        return word
    syllables = compose([_TO_JAMO.get(c) or _TO_JAMO[c.lower()] for c in word])
    if syllables is None or not _USUAL_BESIDE.issuperset(syllables):
        return word
    return syllables


def swapped(text: str) -> str | None:
    """
    Return *text* in the other layout, whatever it reads like; None if it can't be.

    For who knows by other means whether that was meant: of ``gkdl`` nobody can
    tell. Words of one syllable, such as ``dmd``, stay.
    """
    out = _LATIN.sub(lambda m: _syllables(m[0]) or m[0], text)
    if out == text and re.search(r"[ㄱ-ㅎㅏ-ㅣ]", text):
        out = _HANGUL.sub(lambda m: m[0] if _LAUGH.match(m[0]) else _keys(m[0]), text)
    return out if out != text else None


def _english(word: str) -> float:
    """Return how English the letters of *word* follow one another, 0 to 9."""
    columns = [*(ord(c) - ord("a") for c in word.lower()), 26]
    rows = [26, *columns[:-1]]
    pairs = zip(rows, columns, strict=True)
    return sum(int(_FOLLOWS[row][column]) for row, column in pairs) / len(columns)


def _to_hangul(word: str, below: float) -> str:
    acronym = len(word) <= 4 and not _SOUND.search(word)
    usual = 4.2 if len(word) <= 4 else 4.4
    english = _english(word)
    if word.isupper() or acronym or english >= max(below, 4.6):
        return word
    syllables = _syllables(word)
    if syllables is None:
        return word
    if syllables.startswith(_SAID) or (
        english < usual and _USUAL.issuperset(syllables)
    ):
        return syllables
    # KS X 1001 has the 2350 syllables of everyday Korean, two bytes each.
    common = all(len(s.encode("euc_kr", "replace")) == 2 for s in syllables)
    return syllables if common and english < below else word


def _syllables(word: str) -> str | None:
    """Return the two or more syllables that the keys of *word* make."""
    made = compose([_TO_JAMO.get(c) or _TO_JAMO[c.lower()] for c in word])
    return made if made and len(made) > 1 else None


def _to_latin(word: str) -> str:
    if _LAUGH.match(word) or not re.search(r"[ㄱ-ㅎㅏ-ㅣ]", word):
        return word
    whole = _keys(word)
    best = (_english(whole), whole)
    if particle := _PARTICLE.search(word):
        stem = _keys(word[: particle.start()])
        best = max(best, (_english(stem), stem + particle[0]))
    sounds = len(whole) >= 3 and _SOUND.search(whole.lower())
    return best[1] if sounds and best[0] >= 4 else word


def _keys(word: str) -> str:
    return "".join(_TO_KEY[jamo] for char in word for jamo in _jamo(char))


def _jamo(char: str) -> str:
    """Return the keys' jamo of a syllable or of a lone jamo."""
    if not "가" <= char <= "힣":
        return _SPLIT.get(char, char)
    at = ord(char) - ord("가")
    parts = (_LEADS[at // 588], _VOWELS[at // 28 % 21], _TAILS[at % 28].strip())
    return "".join(_SPLIT.get(part, part) for part in parts)


def compose(jamo: list[str]) -> str | None:
    """Return the syllables that *jamo* make, or None if one is left over."""
    out, at = [], 0
    while at < len(jamo):
        lead, vowel = jamo[at], "".join(jamo[at + 1 : at + 3])
        if lead not in _LEADS or not vowel or vowel[0] not in _VOWELS:
            return None
        size = 2 if vowel in _PAIRS else 1
        vowel = _PAIRS.get(vowel, vowel[0])
        at += 1 + size
        tail, at = _tail(jamo, at)
        out.append(_syllable(lead, vowel, tail))
    return "".join(out)


def _tail(jamo: list[str], at: int) -> tuple[str, int]:
    """Take the final consonants that don't begin the next syllable."""
    run = 0
    while at + run < len(jamo) and jamo[at + run] in _LEADS and run < 3:
        run += 1
    closed = at + run == len(jamo)
    take = run if closed else run - 1
    pair = "".join(jamo[at : at + 2])
    if take >= 2 and pair in _PAIRS:
        return _PAIRS[pair], at + 2
    if take >= 1 and jamo[at] in _TAILS:
        return jamo[at], at + 1
    return " ", at


def _syllable(lead: str, vowel: str, tail: str) -> str:
    at = _LEADS.index(lead) * 588 + _VOWELS.index(vowel) * 28 + _TAILS.index(tail)
    return chr(ord("가") + at)
