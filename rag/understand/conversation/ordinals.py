"""``두 번째는?``, ``the latter``: which item of the answer before is meant."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.query_types import LANGS, Lang
from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.question.followup import terms
from rag.wording.lists import ORDINALS
from rag.wording.phrases import Say, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an ordinal points at."""

    text: str
    """The item in the words of the conversation."""
    entry: bool
    """Whether it is a note, named by its title; else a thing that was listed."""
    rest: str
    """The question without the ordinal."""


_KOREAN, _ENGLISH = ORDINALS
_NOUN = r"(?:거|것|건|게|걸|꺼|껀|노트|글|항목|방법|예시|예|논문|모델|기록|메모)"
_ORDINAL = lazily(
    rf"(?:(?P<ko>{'|'.join(_KOREAN)})\s*번\s*째|(?P<num>[1-9][0-9]?)\s*번(?:\s*째)?"
    r"|\[(?P<mark>[1-9][0-9]?)\](?:\s*번)?"
    r"|(?P<top>맨\s*(?:위|앞|처음)(?:에|의)?)(?=\s*(?:거|것|건|게|걸|꺼|껀|방법|예시|항목|은|는))"
    r"|(?P<last>마지막|맨\s*(?:끝|뒤|밑|아래)(?:에|의)?)(?=\s*(?:거|것|건|게|걸|꺼|껀|방법|예시|항목|은|는|번째))"
    r"|(?P<former>전자(?=[는은가의를도]|\s)|앞\s*(?:엣|에|의)?\s*(?:거|것|건|게|걸|꺼|껀))"
    r"|(?P<latter>후자(?=[는은가의를도]|\s)|뒤\s*(?:엣|에|의)?\s*(?:거|것|건|게|걸|꺼|껀)))"
    rf"\s*{_NOUN}?(?:들)?(?:에\s*대해서?|에서는|에서|에는|으로|은|는|이|가|을|를|의|도|만"
    r"|에)?(?=[\s?.!,]|$)"
    rf"|\b(?:the\s+)?(?:(?P<one>former)|(?P<other>latter)"
    r"|(?:number|no\.|item|\#)\s*(?P<at>[1-9][0-9]?)"
    rf"|(?:(?P<en>{'|'.join(_ENGLISH)})|(?P<nth>[1-9][0-9]?)(?:st|nd|rd|th)"
    r"|(?P<final>last))(?:\s+(?:one|item|method|example|point)|(?=\s*[?.!,]*\s*$)))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_NUMBER = lazily(r"^\W*(?P<num>[1-9][0-9]?)\W*$")
"""Nothing but a number, which is that of a line."""
_MARKED = lazily(r"^\s*\[(?P<mark>[1-9][0-9]?)\]")
_LANGS: tuple[Lang, ...] = ("ko", "en")
_SILENT = tuple(say(Say.NO_EVIDENCE, lang) for lang in _LANGS)
"""Begins an answer that names the titles which come nearest."""
_WRITING = lazily(
    r"쓴|적은|썼|적었|기록한|정리한|올린|배운|\bw(?:rote|rite|ritten)\b|\brecorded\b",
    re.IGNORECASE,
)
_SORTED = lazily(
    r"\b(?:oldest|newest|latest|earliest|most\s+recent)(?:\s+(?:ones?|notes?))?\s+first\b",
    re.IGNORECASE,
)
_LINE = lazily(r"^\s*(?:[-*+•]|[0-9]{1,2}[.)])\s+(?P<text>\S.*)$", re.MULTILINE)
_TITLE = lazily(r"^\*\*(?P<text>[^*\n]+)\*\*(?:\s*\([^()\n]*\))?\s*$", re.MULTILINE)
_BOLD = lazily(r"\*\*(?P<text>[^*\n]+)\*\*")
_UNDATED = "|".join(re.escape(say(Say.UNDATED, lang)) for lang in LANGS)
_DATED = lazily(rf"^(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_UNDATED})\s+·\s+")
_MARK = lazily(r"\s*\[(?:til-)?[0-9]+\]|`|\*\*|\[\^[^\]\s]{1,20}\]")
_AND = lazily(
    r"\s*(?:,|、|(?<=\S)·(?=\S)|\band\b|\bor\b|\bvs\.?|그리고|및)\s*"
    r"|(?<=[가-힣A-Za-z0-9)])(?:이랑|랑|하고|과|와)\s+(?!같|달리|함께|관련|비슷|다르|다른)",
    re.IGNORECASE,
)
_PARTICLE = lazily(
    r"(?:\s*등)?(?:입니다|이다|이에요|예요|이고|이며|에서|으로|은|는|이|가|을|를|의|로|도)?$"
)
_BEHIND = lazily(
    r"있\S*|등(?:[이은을의도]|에|$)|[한두세네]$|(?:[0-9]|두|세|네|다섯)\S?$"
)
"""What counts or closes a row: ``BC, IRL, GAIL 등이``, ``A, B 두 가지``."""
_BACK = 10
"""Turns in which a list is looked for."""
_LONGEST = 4_000
_WORDS = 6
"""Words that an item in running text has at most."""


def pointed(question: str, history: Sequence[Turn]) -> Item | None:
    """
    Return the item that *question* points at by its place, or None.

    Looked for in the last answer, then in the question before it: list lines,
    titles of quoted notes, and things named side by side in a sentence; then
    in lists further back. Pure; never raises.
    """
    found = _NUMBER.match(question) or _ORDINAL.search(question)
    # "The first note I wrote" is the first of all, "oldest first" an order.
    if not found or _WRITING.search(question) or _SORTED.search(question):
        return None
    rest = " ".join(f"{question[: found.start()]} {question[found.end() :]}".split())
    said = found.groupdict()
    if mark := said.get("mark"):
        title = _cited(int(mark), history)
        return Item(text=title, entry=True, rest=rest) if title else None
    recent = [*reversed(history[-2:])]
    if any(said.get(name) for name in ("former", "latter", "one", "other")):
        # An answer may turn the order of the question around.
        recent.reverse()
    # A list may be gone through item by item; a row of words is soon forgotten.
    for turn in (*recent, *reversed(history[-_BACK:-2])):
        items, entries = listed(
            turn.content[:_LONGEST], answer=turn.role != "user", rows=turn in recent
        )
        if len(items) == 1 and not re.search(r"\w", rest):
            continue  # "the first?" after "the latest?" is the first of all
        at = _place(found, len(items))
        if at is not None:
            return Item(text=items[at], entry=entries, rest=rest)
    return None


def astray(question: str, history: Sequence[Turn]) -> bool:
    """Whether *question* is the number of a line or a marker that isn't there."""
    found = _NUMBER.match(question) or _MARKED.match(question)
    if not found or not any(turn.role == "assistant" for turn in history):
        return False
    return not terms(question[found.end() :]) and pointed(question, history) is None


def _cited(number: int, history: Sequence[Turn]) -> str | None:
    """Return the title above, or beside, that marker in the last answer with it."""
    for turn in reversed(history[-_BACK:]):
        said = turn.content[: 4 * _LONGEST]
        marker = re.search(rf"\[(?:til-)?{number}\]", said)
        if turn.role == "user" or not marker:
            continue
        line = said[said.rfind("\n", 0, marker.start()) + 1 : marker.start()]
        if (row := _LINE.match(line)) and _DATED.match(row["text"]):
            return _named(row["text"])
        titles = [*_TITLE.finditer(said, 0, marker.start())]
        return _plain(titles[-1]["text"]) if titles else _plain(line)[:200]
    return None


def _place(found: re.Match[str], count: int) -> int | None:
    """Return the index that is meant among *count* items; None beyond them."""
    groups = {name: value for name, value in found.groupdict().items() if value}
    name, said = next(iter(groups.items()), ("", ""))
    if count < 2 and name not in {"ko", "en", "num", "nth", "at"}:
        return None  # the last of a single one may be that of all
    if name in {"former", "one", "top"}:
        return 0
    if name in {"latter", "other"}:
        return 1
    if name in {"last", "final"}:
        return count - 1
    if name == "ko":
        at = _KOREAN.index(said)
    elif name == "en":
        at = _ENGLISH.index(said.lower())
    else:
        at = int(said) - 1
    return at if 0 <= at < count else None


_INLINE = lazily(r"(?:^|(?<=[\s:(]))(?P<n>[1-9])[.)]\s+(?=\S)")


def _inline(text: str) -> list[str]:
    """Return what is numbered in running text: ``1) 캐시 2) 색인``."""
    marks = list(_INLINE.finditer(text))
    if not marks or [int(m["n"]) for m in marks] != [*range(1, len(marks) + 1)]:
        return []
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return [
        _plain(text[m.end() : end]).strip(" ,;/")[:200]
        for m, end in zip(marks, ends, strict=True)
    ]


def listed(text: str, *, answer: bool, rows: bool) -> tuple[list[str], bool]:
    """
    Return what is listed in a turn, and whether those are notes.

    Args:
        text: What was said.
        answer: Whether tilbot said it.
        rows: Whether words side by side in a sentence will do.
    """
    lines = [m["text"] for m in _LINE.finditer(text)]
    if (answer or len(lines) > 1) and lines and all(map(_DATED.match, lines)):
        return [_named(line) for line in lines], True
    if answer and len(lines) > 1 and any(said in text for said in _SILENT):
        return [_plain(line) for line in lines], True
    titles = [m["text"] for m in _TITLE.finditer(text)]
    if answer and len(titles) > 1:
        return list(dict.fromkeys(map(_plain, titles))), True
    if len(lines) > 1:
        return [_plain(line)[:200] for line in lines], False
    if len(numbered := _inline(text)) > 1:
        return numbered, False
    # Where notes are quoted, their words in between are no rows.
    for sentence in () if titles or not rows else re.split(r"(?<=[.!?])\s+|\n+", text):
        parts = _side_by_side(sentence)
        if parts:
            return parts, False
    return [], False


def _named(line: str) -> str:
    """Return the title in a line of a list of notes."""
    bold = _BOLD.search(line)
    if bold:
        return _plain(bold["text"])
    _, _, named = _DATED.sub("", line).rpartition(" · ")  # behind the category
    return _plain(named)[:200]


def _side_by_side(sentence: str) -> list[str]:
    """Return the things that a sentence names in a row, if it does."""
    parts = [p for p in _AND.split(_plain(sentence)) if p and p.strip()]
    if len(parts) < 2:
        return []
    # Only the first words of the last one belong to the row.
    *ahead, last = (p.strip() for p in parts)
    first = ahead[0].split()[-_WORDS:]
    if any(len(p.split()) > _WORDS for p in ahead[1:]):
        return []
    return [
        " ".join(first),
        *ahead[1:],
        _head(last, max(len(p.split()) for p in ahead)),
    ]


def _head(text: str, size: int) -> str:
    words = text.split()[: max(1, min(size + 1, _WORDS))]
    for at, word in enumerate(words[1:], start=1):
        if _BEHIND.match(word):
            words = words[:at]
            break
    return " ".join((*words[:-1], _PARTICLE.sub("", words[-1]) or words[-1]))


def _plain(text: str) -> str:
    return " ".join(_MARK.sub("", text).split()).strip(" .,:;")
