"""What a question sets side by side: ``CLIP이랑 ImageBind 차이``, ``A versus B``.

Each may have a note of its own, and no note that has both; so each is also
searched for alone.
"""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.query_types import Kind
from rag.text.lazy_regex import lazily


_KINDS = frozenset({Kind.QUESTION, Kind.DEFINITION, Kind.COMPARISON})
_LONGEST = 200
"""Characters of a question that is read so; what is longer tells a story."""
_MOST, _NAME = 6, 40
"""Things that are set side by side, and characters of the name of one."""
_CUE_KO = lazily(
    r"[은는이가을를의]?(?:\s*(?:각각|둘\s*다|모두|서로|간(?:의|에)?|사이(?:의|에)?|끼리|중(?:에서?)?))*"
    r"(?:을|를|이|가|은|는|의)?\s*(?:에\s*대해서?\s*)?"
    r"(?:차이|비교|구분|구별|공통점|관계|다른\s*(?:점|게|건)|같은\s*(?:점|거|건)|장단점"
    r"|(?:뭐가|어떻게|어느|무엇이|어떤|왜|둘)\s|뭐[야지예였]|뭔|무엇|설명|정리|알려|각각|둘\s*다)"
)
"""What is asked of them, behind the last of their names."""
_JOINED_KO = lazily(
    r"(?<=[가-힣A-Za-z0-9)\]`])(?:이랑|랑|하고|와|과)\s+|\s+(?:및|그리고|vs\.?|versus|대)\s+"
    r"|\s*[,/]\s+",
    re.IGNORECASE,
)
_OPENING_KO = lazily(
    r"^(?:(?:그럼|그러면|그런데|근데|혹시|음|아|저기|내|제)\s+"
    r"|(?:노트|글|메모|기록|TIL)(?:에서|에|들에서)\s+|\S+\s*(?:에서|관점에서|측면에서)\s+)*"
)
_CLOSING_KO = lazily(
    r"\s*(?:(?:이라는|라는)\s*(?:것|거|개념))?\s*(?:노트|글|메모|기록|내용|방식|방법|기법|개념|모델)?"
    r"(?:은|는|이|가|을|를|의|(?<=[A-Za-z0-9)])(?:이랑|랑|하고))?$"
)
_MATTER = lazily(
    r"(?:형태|모양|형식|구조|구성|크기|길이|개수|범위|방식|방법|방향|속도|성능|정확도|결과|출력|입력|의미"
    r"|역할|목적|용도|함수|수식|식|기준|조건|가정|순서|원리|특징|특성|장단점|장점|단점|효과|한계|비용"
    r"|shape|size|format|loss)$",
    re.IGNORECASE,
)
"""What things are compared by, which is none of them: ``A랑 B랑 손실 함수가``."""
_ASKED_KO = lazily(r"(?:무슨|어떤)")
"""Stands behind the last of them where each is followed by what joins it."""
_WAYS_EN = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\b(?:differences?|relation(?:ship)?|trade-?offs?|distinction|similarit(?:y|ies))"
            r"\s+(?:is\s+there\s+)?between\s+(?P<all>.+?\s+and\s+.+?)(?P<end>[?.!]|$)"
        ),
        (
            r"\b(?:compare|contrast|distinguish)\s+(?P<all>.+?\s+(?:and|with|to|from|against)"
            r"\s+.+?)(?P<end>[?.!]|$)"
        ),
        (
            r"\bhow\s+(?:do|does|is|are)\s+(?P<all>.+?\s+(?:differ(?:ent)?\s+from"
            r"|compared?\s+(?:to|with))\s+.+?)(?P<end>[?.!]|$)"
        ),
        (
            r"\bhow\s+(?:do|are)\s+(?P<all>.+?\s+and\s+.+?)\s+(?:differ(?:ent)?|compare"
            r"|related)\b(?P<end>)"
        ),
        (
            r"\bwhat\s+(?:do|are)\s+(?P<all>.+?\s+and\s+.+?)(?:\s+have\s+in\s+common|\s+mean)?"
            r"(?P<end>[?.!]|$)"
        ),
        r"\bwhich\s+(?:one\s+)?(?:is|was)\s+\w+,\s*(?P<all>.+?\s+or\s+.+?)(?P<end>[?.!]|$)",
        (
            r"\b(?:explain|define|describe)\s+(?:both\s+)?(?P<all>.+?\s+and\s+.+?)"
            r"(?P<end>[?.!]|$)"
        ),
        r"^(?P<all>.+?\s+(?:vs\.?|versus)\s+.+?)(?P<end>[?!]|$)",
    )
)
_JOINED_EN = lazily(
    r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|with|to|from|against|vs\.?|versus"
    r"|differ(?:ent)?\s+from|compared?\s+(?:to|with))\s+",
    re.IGNORECASE,
)
_CLOSING_EN = lazily(
    r"\s+(?:differ\w*|compare|work|mean|notes?|in\s+(?:my|the)\s+notes?)$"
    r"|\s+(?:in|for|when|according|regarding|with\s+respect)\s+.*$",
    re.IGNORECASE,
)
_OPENING_EN = lazily(r"^(?:the|a|an|both|my|between)\s+", re.IGNORECASE)
_HANGUL = lazily(r"[가-힣]")
_SLASH = lazily(r"(?<=\w)/(?=[^\W\d])")
"""Stands between what is compared; else in one name, as ``TCP/IP`` is."""


_TOGETHER = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"^(?P<all>.+?)(?:\s*(?:노트|글)(?:들)?)?[은는이가을를도]?\s*(?:둘\s*다\s*)?"
            r"(?:같은|동일한)\s*(?:날|주|달|해|년도|시기)에?\s*"
            r"(?:쓴|썼|쓰|적은|적었|작성|올린|올렸|정리|공부)"
            r"(?:(?!\s(?:글|노트|다른)).)*[?!.~]*$"
        ),
        (
            r"^(?:were|was|did\s+i\s+write)\s+(?:the\s+)?(?P<all>.+?\s+and\s+.+?)"
            r"(?:\s+(?:notes?|entries|posts?))?(?:\s+(?:written|posted))?"
            r"\s+(?:on|in|during)\s+the\s+same\s+(?:day|week|month|year)\b\W*$"
        ),
    )
)
"""Whether two things were written of in one day, week, month or year."""


def told_together(text: str) -> tuple[str, ...]:
    """Return the two things of which *text* asks if one day, say, is that of both."""
    found = next(filter(None, (p.search(text) for p in _TOGETHER)), None)
    if found is None or len(text) > _LONGEST:
        return ()
    both = names(found["all"])
    return both if len(both) == 2 else ()


def names(listed: str) -> tuple[str, ...]:
    """Return the names that *listed* joins, in either language; () if some is none."""
    joined = _JOINED_KO if _HANGUL.search(listed) else _JOINED_EN
    found = [_CLOSING_KO.sub("", n).strip() for n in joined.split(listed)]
    found = [_CLOSING_EN.sub("", _OPENING_EN.sub("", n)) for n in found]
    return tuple(found) if all(map(_is_name, found)) else ()


def sides(text: str, kind: Kind) -> tuple[str, ...]:
    """Return what *text* sets side by side, two to six names; none otherwise.

    Pure; a name has at least one Latin letter or two Korean syllables.
    """
    if kind not in _KINDS or len(text) > _LONGEST:
        return ()
    if kind is Kind.COMPARISON:
        text = _SLASH.sub(" / " if _HANGUL.search(text) else " vs ", text)
    found = _korean(text) or _english(text)
    found = list({name.casefold(): name for name in reversed(found)}.values())[::-1]
    if not 2 <= len(found) <= _MOST or not all(map(_is_name, found)):
        return ()
    return tuple(found)


def _korean(text: str) -> list[str]:
    cue = next(
        (m for m in _CUE_KO.finditer(text) if _JOINED_KO.search(text, 0, m.start())),
        None,
    )
    if cue is None:
        return []
    said = _OPENING_KO.sub("", text[: cue.start()])
    parts = [_CLOSING_KO.sub("", part).strip() for part in _JOINED_KO.split(said)]
    return parts[:-1] if _ASKED_KO.fullmatch(parts[-1]) or _by(parts) else parts


def _by(parts: Sequence[str]) -> bool:
    """Whether the last of *parts* is what the two or more before it are compared by."""
    *others, last = parts
    found = _MATTER.search(last)
    return bool(found) and len(others) > 1 and not any(map(_MATTER.search, others))


def _english(text: str) -> list[str]:
    if _HANGUL.search(text):
        return []
    for way in _WAYS_EN:
        if m := way.search(text):
            said = _CLOSING_EN.sub("", m["all"].strip())
            parts = _JOINED_EN.split(said)
            return [_OPENING_EN.sub("", part).strip() for part in parts]
    return []


def _is_name(name: str) -> bool:
    told = sum(c.isalnum() for c in name)
    return len(name) <= _NAME and told >= (2 if _HANGUL.search(name) else 1)
