"""``CLIP이랑 GAN 중에 뭘 먼저 썼지?``: which of two things was written of first."""

from __future__ import annotations

import re

from dataclasses import dataclass
from datetime import date

from rag.text.lazy_regex import lazily
from rag.understand.dates import when
from rag.understand.intent import grouping, kinds
from rag.understand.intent.sides import names, sides


@dataclass(frozen=True, slots=True)
class OfTwo:
    """Two things by their names, and which of them is asked for."""

    sides: tuple[str, ...]
    last: bool
    """Whether the later one is asked for."""


_BOTH = 2
_LONGEST = 200
"""Characters of a question that is read so; what is longer tells a story."""
_ANY_DAY = date(2000, 6, 15)
_DONE = (
    r"(?:쓴|썼|쓰|적은|적었|적|올린|올렸|정리|공부|배운|배웠|기록|작성|다룬|다뤘"
    r"|읽은|읽었)"
)
_FIRST_KO = r"(?:먼저|일찍|오래(?:된|됐|전)|예전|옛날|앞(?:선|서|이|인))"
_LAST_KO = r"(?:나중|늦게|최근|최신|뒤(?:에|이|인)|새로운|새\s?글)"
_WHICH_KO = (
    r"(?:뭐|뭘|무엇|무슨|어느|어떤)\s*(?:글|노트|거|것|게|걸|쪽|편)?[이가을를은는]?"
    r"(?:\s*(?:내가|제가|더|제일|가장))*"
)
_END_KO = (
    rf"(?:\s*(?:에|으?로|부터))?\s*(?:{_DONE}[가-힣]*(?:\s*(?:글|노트|거|것|건|게)[가-힣]*)?"
    r"|(?:글|노트|거|것)?\s*(?:야|지|임|이지|이야|인가요?|인지|예요|이에요|일까|였[가-힣]*|입니까))?\s*[?!.~ㅋ]*$"
)
_ORDER_KO = rf"(?P<first>{_FIRST_KO})|(?P<last>{_LAST_KO})"
_NOTE_KO = r"(?:\s*(?:노트|글|메모))?(?:들)?"
_WHICH_EN = (
    r"(?:which|what)(?:\s+(?:one|note|of\s+(?:them|those|these|the\s+two|the\s+both)))*"
    r"(?:\s+(?:did\s+i\s+(?:write|note|learn|study|read)(?:\s+(?:about|of))?"
    r"|(?:is|was|were|came|comes)(?:\s+(?:written|noted|the))?))"
)
_ORDER_EN = (
    r"(?:(?P<first>first|earlier|earliest|older|oldest)"
    r"|(?P<last>last|later|latest|newer|newest|more\s+recent(?:ly)?|most\s+recent(?:ly)?))"
)
_NAMED = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"^(?P<all>.+?){_NOTE_KO}\s*(?:둘\s*)?중(?:에서?)?\s*{_WHICH_KO}\s*"
            rf"(?:{_ORDER_KO}){_END_KO}"
        ),
        (
            rf"^(?P<one>.+?){_NOTE_KO}[이가을를]?\s*(?:더\s*)?(?:{_ORDER_KO})"
            rf"{_END_KO[:-1]}[,?\s]\s*(?:아니면\s*)?(?P<other>.+?){_NOTE_KO}[이가을를]?\s*"
            rf"(?:더\s*)?(?:{_FIRST_KO}|{_LAST_KO}){_END_KO}"
        ),
        (
            rf"^(?P<one>.+?){_NOTE_KO}[이가을를은는]\s*(?P<other>.+?){_NOTE_KO}보다\s*"
            rf"(?:더\s*)?(?:{_ORDER_KO}){_END_KO}"
        ),
        (
            rf"^{_WHICH_EN}\s+(?:the\s+)?{_ORDER_EN}(?:\s+(?:one|note))?\s*[,:-]?\s+"
            r"(?P<all>.+?\s+or\s+.+?)\W*$"
        ),
        (
            r"^did\s+i\s+(?:write|note|learn|study|read)(?:\s+(?:about|of))?\s+"
            r"(?P<all>.+?\s+or\s+.+?)\s+(?:(?P<first>first|earlier)|(?P<last>last|later))\W*$"
        ),
        (
            r"^did\s+i\s+(?:write|note|learn|study|read)(?:\s+(?:about|of))?\s+(?P<one>.+?)"
            r"\s+(?:(?P<first>before|earlier\s+than)|(?P<last>after|later\s+than))\s+"
            r"(?P<other>.+?)\W*$"
        ),
    )
)
_NOTED = lazily(
    rf"노트|글(?!자)|메모|{_DONE}(?:[었을한는지니어][가-힣]*)?|\bdid\s+i\b|\b(?:notes?|written)\b",
    re.IGNORECASE,
)
"""Says that it is asked when notes were written, not what comes first in them."""
_BARE = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"^\W*(?:그럼|그러면|근데|그런데|그리고)?\s*(?:(?:그|이)?\s*(?:둘|두\s*(?:개|글|노트|가지))|그|이)\s*"
            rf"(?:중(?:에서?)?|가운데)?\s*{_WHICH_KO}\s*(?:{_ORDER_KO}){_END_KO}"
        ),
        rf"^\W*(?:and\s+|so\s+)?{_WHICH_EN}\s+(?:the\s+)?{_ORDER_EN}(?:\s+(?:one|note))?\W*$",
    )
)


def of_two(text: str) -> OfTwo | None:
    """Return which of two things *text* asks for by when they were written of."""
    if len(text) > _LONGEST or not _NOTED.search(text):
        return None
    for pattern in _NAMED:
        if found := pattern.search(text):
            said = found.groupdict()
            listed = said.get("all")
            both = names(listed or f"{said['one']}, {said['other']}")
            apart = len(both) == len({name.casefold() for name in both}) == _BOTH
            if apart and all(map(_is_subject, both)):
                return OfTwo(both, bool(said["last"]))
    return None


def _is_subject(name: str) -> bool:
    """Whether notes are on it: no time, as in "before 2020", and no "anything"."""
    timed = any(when.parse(said, _ANY_DAY) for said in (name, f"in {name}"))
    return bool(grouping.subject(name)) and not timed


def of_both_before(text: str, before: str) -> OfTwo | None:
    """Return the same where *before*, the question before, named the two."""
    short = len(text) <= _LONGEST
    found = next(filter(None, (p.search(text) for p in _BARE if short)), None)
    both = sides(before, kinds.kind(before)) if found else ()
    return OfTwo(both, bool(found["last"])) if found and len(both) == _BOTH else None
