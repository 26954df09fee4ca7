"""Names of one thing, mined from the notes: ``모방 학습(Imitation Learning, IL)``.

A name in the other script, or an acronym, that stands in brackets behind a
name says that both mean the same. An acronym counts only when its letters are
the initials of the name (as in Schwartz and Hearst, 2003, but for initials
alone). Code, formulae, links and footnotes are not read. Time is linear.
"""

from __future__ import annotations

import functools
import re

from collections.abc import Iterable, Iterator, Mapping

from rag.analyse.glossary import folded, word_starts
from rag.analyse.terms import QuestionTerms


WEIGHT = 0.5
"""What a name that the question doesn't use counts for beside one it does."""
MOST = 200
"""Groups of names that one note may give."""
Names = tuple[str, ...]
"""Two names or more of one thing, as they are written."""

_UNREAD = re.compile(
    r"^[ \t]*(?P<f>```|~~~).*?(?:^[ \t]*(?P=f)|\Z)|`[^`\n]{0,300}`"
    r"|\$\$[^$]{0,2000}\$\$|\$[^$\n]{1,300}\$|\\\([^\n]{0,300}?\\\)"
    r"|\]\([^()\s]{0,500}\)|https?://\S{1,500}|\[\^[^\]\s]{1,20}\]:?",
    re.MULTILINE | re.DOTALL,
)
_BRACKETS = re.compile(r"[ \t]?\((?P<in>[^()\n]{2,80})\)")
_AHEAD = 80
"""Characters in front of a bracket that are read."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+]*(?:[ -][A-Za-z0-9+]+){0,4}")
_LATIN_END = re.compile(r"[A-Za-z][A-Za-z0-9+]*(?:[ -][A-Za-z0-9+]+){0,5}$")
_HANGUL = re.compile(r"[가-힣]{2,12}(?: [가-힣]{1,12}){0,2}")
_HANGUL_END = re.compile(
    r"(?:^|(?<=[^A-Za-z0-9가-힣]))[가-힣]{1,12}(?: [가-힣]{1,12}){0,3}$"
)
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9-]{1,7}")
_SPLIT = re.compile(r"\s*[,;/]\s*|\s+또는\s+|\s+or\s+")
_PARTICLE = re.compile(r"(?:[은는을를의와과며고서면한된할던인]|에서|으로|하는)$")
_VERBAL = re.compile(
    r"(?:[다요음임함까죠네든데며면]|니다|[가-힣]{2}(?:된|진|게)|[아어]서|[은는을를]|에서|으로|하는|되는|라고|처럼|같은)$"
)
_LONGEST_LATIN, _LONGEST_KOREAN = 6, 16
"""Words and characters of the longest names that are looked up."""
_SYLLABLES = re.compile(rf"[가-힣]{{1,{_LONGEST_KOREAN}}}")
_ASKED = 600
"""Characters of a question in which names are looked for."""
_SMALL = frozenset("a an and for in of on or the to with vs".split())
_REMARK = re.compile(
    r"(?:e\.?g|i\.?e|see|cf|etc|with|when|if|as|by|from|not|no|vs|more|less|only|both|all"
    r"|optional|default|required|true|false|none|new|old)\b",
    re.IGNORECASE,
)
_REMARKED = re.compile(
    r"예|즉|단|참고|주의|아래|위|그림|표|혹은|또는|이하|약|등|기본|선택|필수|추가|생략|모두|각각"
)


def mined(text: str) -> list[Names]:
    """
    Return the groups of names that *text*, Markdown in NFC, gives.

    At most `MOST`, in order, no two alike. Never raises.
    """
    text = _UNREAD.sub(lambda m: "\n" if "\n" in m[0] else " \x00 ", text)
    found: dict[Names, None] = {}
    for match in _BRACKETS.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        ahead = text[max(line, match.start() - _AHEAD) : match.start()]
        parts = [p.strip(" \t*_\"'“”‘’") for p in _SPLIT.split(match["in"])]
        names = _named(ahead.rstrip("*_\"'”’"), parts)
        if len(names) > 1:
            found.setdefault(names)
            if len(found) == MOST:
                break
    return list(found)


def _named(ahead: str, parts: list[str]) -> Names:
    """Return the names that stand in front of a bracket and within it."""
    names: list[str] = []
    for part in parts[:3]:
        if _ACRONYM.fullmatch(part):
            found = [n for n in names if initials(n, part)]
            long = found[0] if found else _long(ahead, part)
            names += [long, part] if long else []
        elif _LATIN.fullmatch(part) and len(part) > 1 and not _REMARK.match(part):
            head = "" if names else _korean(ahead, part) or _short(ahead, part)
            names += [head, part] if head else []
        elif _HANGUL.fullmatch(part) and _nominal(part):
            head = names[0] if names else _english(ahead, part)
            names += [head, part] if head else []
    return tuple(dict.fromkeys(names))


def _short(ahead: str, name: str) -> str:
    """Return the acronym of *name* that stands in front of a bracket."""
    found = re.search(r"[A-Za-z0-9-]{2,8}$", ahead)
    if found and _ACRONYM.fullmatch(found[0]) and initials(name, found[0]):
        return found[0]
    return ""


def initials(name: str, acronym: str) -> bool:
    """Whether the letters of *acronym* are the initials of *name*, in order."""
    words = [w for w in re.split(r"[\s-]+", name.lower()) if w]
    letters = re.sub(r"[^a-z0-9]", "", acronym.lower())
    for kept in (words, [w for w in words if w not in _SMALL]):
        if len(kept) > 1 and letters in {
            "".join(w[0] for w in kept),
            "".join(w[0] for w in kept) + "s",
        }:
            return True
    return False


def _long(ahead: str, acronym: str) -> str:
    """Return the words in front of a bracket whose initials are *acronym*."""
    found = _LATIN_END.search(ahead)
    words = found[0].split(" ") if found else []
    for at in range(len(words) - 1, -1, -1):
        if initials(" ".join(words[at:]), acronym):
            return " ".join(words[at:])
    return ""


def _korean(ahead: str, english: str) -> str:
    """Return the Korean name in front of its *english* one, a word for a word."""
    found = _HANGUL_END.search(ahead)
    words = found[0].split(" ") if found else []
    if not words or len(words[-1]) < 2 or _VERBAL.search(words[-1]):
        return ""
    taken = words[-1:]
    for word in reversed(words[:-1]):
        if (
            len(taken) >= len(english.replace("-", " ").split())
            or len(word) < 2
            or _PARTICLE.search(word)
        ):
            break
        taken.insert(0, word)
    return " ".join(taken)


def _english(ahead: str, korean: str) -> str:
    """Return the English name in front of its *korean* one, a word for a word."""
    found = _LATIN_END.search(ahead)
    words = found[0].split(" ")[-len(korean.split()) :] if found else []
    if not words or any(w.lower() in _SMALL for w in (words[0], words[-1])):
        return ""
    name = " ".join(words)
    return name if len(name) > 1 else ""


def _nominal(korean: str) -> bool:
    """Whether a Korean phrase in brackets is a name, by rule of thumb."""
    *ahead, last = korean.split()
    if _REMARKED.match(korean) or _VERBAL.search(last):
        return False
    return not any(_PARTICLE.search(word) for word in ahead)


def key(name: str) -> str:
    """Return what *name* is looked up by: no spaces, hyphens, capitals, plural."""
    return "".join(folded(name)) if name.isascii() else name.replace(" ", "")


def keys(text: str) -> list[str]:
    """Return the keys of all names that *text*, a question, may use."""
    text = text[:_ASKED]
    words = folded(text)
    latin = (
        "".join(words[at : at + size])
        for at in range(len(words))
        for size in range(1, _LONGEST_LATIN + 1)
    )
    squashed = text.replace(" ", "")
    korean = (
        word[0][:size]
        for at in word_starts(text)
        if (word := _SYLLABLES.match(squashed, at))
        for size in range(2, len(word[0]) + 1)
    )
    return list(dict.fromkeys((*latin, *korean)))


class Aliases:
    """The names that the notes give, and which of them a question uses."""

    def __init__(self, groups: Iterable[Names]) -> None:
        self._groups = list(dict.fromkeys(groups))

    def others(self, text: str) -> Iterator[tuple[str, Names]]:
        """Yield each name that *text* uses, with the other names of the thing."""
        seen: set[str] = set()
        for names in self._groups:
            used = [n for n in names if _uses(text, n)]
            rest = tuple(n for n in names if n not in used and n not in seen)
            if rest and any(n not in self._ambiguous for n in used):
                seen.update(rest)
                yield used[0], rest

    @functools.cached_property
    def _ambiguous(self) -> set[str]:
        """Names that stand for different things in the other script."""
        out: dict[str, set[str]] = {}
        for names in self._groups:
            for name in names:
                other = {key(n) for n in names if n.isascii() != name.isascii()}
                out.setdefault(name, set()).update(other)
        return {
            name
            for name, others in out.items()
            if any(a not in b and b not in a for a in others for b in others)
        }


def _uses(text: str, name: str) -> bool:
    """Whether *text* uses the very name; a short acronym as it is written."""
    if name.isascii():
        flags = 0 if len(name) <= 3 else re.IGNORECASE
        loose = r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", name)))
        found = re.search(rf"(?<![A-Za-z0-9]){loose}s?(?![A-Za-z0-9])", text, flags)
        return found is not None
    return name.replace(" ", "") in text.replace(" ", "")


def widened(question: QuestionTerms, also: QuestionTerms) -> QuestionTerms:
    """Return *question* with the terms of *also*, which weigh less and ask nothing."""

    def both(mine: Mapping[str, float], more: Mapping[str, float]) -> dict[str, float]:
        return {**{t: WEIGHT * w for t, w in more.items()}, **mine}

    return QuestionTerms(
        words=both(question.words, also.words),
        grams=both(question.grams, also.grams),
        sounds=both(question.sounds, also.sounds),
        meanings=both(question.meanings, also.meanings),
        frame=question.frame | (also.words.keys() - question.words.keys()),
    )
