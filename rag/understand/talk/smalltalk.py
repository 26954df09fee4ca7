"""Tells talk that no note answers from questions, and what it is about."""

from __future__ import annotations

import functools
import re

from collections.abc import Mapping

from rag.query_types import Talk
from rag.text.lazy_regex import lazily
from rag.understand.talk import sayings_ko, talk_en, talk_ko


_LONGEST = 120
"""Characters; who writes more has something to say."""
_FEW = 8
"""Words of English; of so common ones more make sense together."""
_SHOWN = {
    Talk.THANKS: "🙏🙇💐",
    Talk.PRAISE: "❤♥💕💖💗😍🥰😘👏🎉💯🔥⭐✨",
    Talk.ABUSE: "🖕😡🤬👎",
    Talk.WEARY: "ㅠㅜ😢😭🥺😴🥱😞😔",
    Talk.GREETING: "👋🤗",
}
_HERE = lazily(
    r"(?<![가-힣])(?:너|넌|네가|니가|당신|틸봇|봇|나(?=\s|는|랑|한테)|난|내가"
    "|오늘|지금|내일|요즘)"
    r"|\b(?:you|you're|u|ur|your|i|i'm|im|we|me|my|today|tonight|tomorrow|now|bot)\b"
)
"""Speaks of who talks here, or of now, and not of what was said before."""
_OF_SOMETHING = frozenset(Talk) - {Talk.CHAT, Talk.WEARY, Talk.SELF, Talk.GREETING}
"""What may be said of a thing as well, so that ``왜 좋아?`` asks about it."""
_LEAD = (
    "(?:(?:안녕(?:하세요)?|근데|그런데|그럼|그래서|아니|아|오|음|야|와|네|응"
    "|hi|hello|hey|so|and|but|ok|okay|oh|ah|no|yo) )*"
)
_TRAIL = "(?: ?(?:요|좀|please|bot|buddy|tilbot|man|dude|today|then))*"
_ALONE = "alone_"
"""Begins the names of what counts where nothing was said before."""
_CLAUSE = lazily(r"[?!.,~…。]+\s*|\n+")
_SIGNS = lazily(r"[^\w\s'ㄱ-ㅎㅏ-ㅣ]+")
_HANGUL = lazily("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LAUGH = lazily(r"(?<![ㄱ-ㅎ])[ㅋㅎㅠㅜㅡ]+(?![ㄱ-ㅎ])")


def _named(table: Mapping[Talk, str], prefix: str = "") -> str:
    """Return the alternatives of *table*, what is answered first to the front."""
    return "|".join(f"(?P<{prefix}{t}>{table[t]})" for t in Talk if t in table)


@functools.cache
def _wholes(*, korean: bool) -> tuple[re.Pattern[str], ...]:
    """Return what is said as a whole, with a greeting before and a word behind."""
    talk = sayings_ko if korean else talk_en
    said = [f"{_named(talk.WHOLE)}|{_named(talk.WHOLE_ALONE, _ALONE)}"]
    if korean:
        said.append(f"(?:{_named(sayings_ko.STEMS)}){sayings_ko.END}")
    return tuple(lazily(f"{_LEAD}(?:{one}){_TRAIL}") for one in said)


@functools.cache
def _pieces() -> re.Pattern[str]:
    """Return what Korean talk is put together from, each with its name."""
    ko = talk_ko
    return lazily(
        rf"(?:{_named(ko.ALONE, _ALONE)}|{_named(ko.TOPICS)}|(?P<defined>{ko.DEFINED})"
        rf"|(?P<asked>{ko.ASKED})){ko.ENDING}|(?P<noun>{ko.NOUN}){ko.JOSA}"
        rf"|(?P<fill>{ko.FILL})"
    )


_EN: Mapping[str, str] = {
    **dict.fromkeys(talk_en.FILL, "fill"),
    **dict.fromkeys(talk_en.NOUN, "noun"),
    **dict.fromkeys(talk_en.ASKED, "asked"),
    **dict.fromkeys(talk_en.DEFINED, "defined"),
    **{word: talk for talk in talk_en.WORDS for word in talk_en.WORDS[talk].split()},
}
"""What each word of English talk is."""


def smalltalk(text: str, *, alone: bool = True) -> Talk | None:
    """
    Return what *text* talks of when it asks nothing of the notes, or None.

    One word of content makes a question of it: ``안녕하세요 batch norm 질문
    있어요`` is one. Unless the question stands *alone*, ``누구야?`` asks
    about what was said before.
    """
    if len(text) > _LONGEST:
        return None
    said = [_said(c, alone=alone) for c in _CLAUSE.split(text) if c.strip()]
    if said and all(said):
        talks = set().union(*said)
    else:  # by itself "오늘" says nothing, but in "오늘, 점심 뭐 먹지?"
        talks = _put_together(_plain(text), alone=alone)
    return next((talk for talk in Talk if talk in talks), None)


def _said(clause: str, *, alone: bool) -> set[Talk]:
    """Return all that a clause talks of; nothing if it has any content."""
    plain = _plain(clause)
    if not plain:
        return _shown(clause)
    for pattern in _wholes(korean=_HANGUL.search(plain) is not None):
        found = pattern.fullmatch(plain)
        name = found.lastgroup if found else None
        if name and (alone or not name.startswith(_ALONE)):
            return {Talk(name.removeprefix(_ALONE))}
    return _put_together(plain, alone=alone)


def _plain(text: str) -> str:
    """Return *text* in lower case, without its signs, smileys and laughter."""
    words = _SIGNS.sub(" ", text.lower().replace("’", "'"))
    return " ".join(_LAUGH.sub(" ", words).split())


def _shown(text: str) -> set[Talk]:
    """Return what is said without words; ``?`` is a question, and so is ``...``."""
    found = {talk for talk, signs in _SHOWN.items() if not set(signs).isdisjoint(text)}
    return found or ({Talk.ASSENT} if text.strip(" ?？.!") else set())


def _put_together(plain: str, *, alone: bool) -> set[Talk]:
    """Return what words talk of that can stand in any order; nothing of content."""
    words = plain.split()
    names = {_EN[word] for word in words if word in _EN}
    if words and words[0] in talk_en.OPENS:
        names.add("asked")
    if unknown := [word for word in words if word not in _EN]:
        pieces = all(map(_HANGUL.search, unknown)) and _cut(" ".join(unknown))
        if not pieces:
            return set()
        names |= pieces
    elif len(words) > _FEW:
        return set()
    return _meant(names, here=_HERE.search(plain) is not None, alone=alone)


def _cut(korean: str) -> set[str]:
    """Return what the pieces of words are; nothing when one is not known."""
    at, names = 0, set()
    while at < len(korean):
        if korean[at] == " ":
            at += 1
            continue
        found = _pieces().match(korean, at)
        if found is None or found.lastgroup is None or found.end() == at:
            return set()
        names.add(found.lastgroup)
        at = found.end()
    return names


def _meant(names: set[str], *, here: bool, alone: bool) -> set[Talk]:
    """Return what talk of so named pieces is about."""
    talks = {Talk(name) for name in names & set(Talk)}
    if "noun" in names and names - {"noun"}:
        talks.add(Talk.CHAT)
    if "defined" in names and not here:
        talks.clear()
    if "asked" in names and not here:
        talks -= _OF_SOMETHING
    if alone or here:
        talks |= {talk for talk in Talk if _ALONE + talk in names}
    return talks
