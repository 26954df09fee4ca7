"""Which of the known categories a question keeps to."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.analyse.transliteration import alike
from rag.text.lazy_regex import lazily
from rag.understand.filters import category_names
from rag.understand.language import exclusion as left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A category that a question names, and where."""

    category: str
    """Exactly as it is known."""
    start: int
    end: int
    """One past the last character of the name and what belongs to it."""
    explicit: bool
    """Whether the wording itself restricts, as ``쪽에서`` and ``in the … notes``."""
    left_out: bool = False
    """Whether it is the one that is not meant, as in ``ML library 말고``."""
    sure: bool = True
    """Whether it is the whole name, or said to be a place of notes."""


_TOKEN = lazily(r"[A-Za-z0-9]+|[가-힣]+")
_NUMBER = lazily(r"^\d{1,3}(?:[.)_\-]+\s*|\s+)(?=\D)")
_HANGUL_NAME = lazily(r"[가-힣]{2,6}")
_LATIN_NAME = lazily(r"[a-z]{3,}")
_PARTICLE = lazily(
    r"(?:쪽에서|쪽에는|쪽은|쪽에|쪽|카테고리|분류|폴더|노트|글|에서는|에서|에는|에|으로|로|의|은|는|이|가|을|를|랑|이랑|와|과|만"
    r"|중에|중)+$"
)
_BEHIND = lazily(
    r"\s*['\"”’)\]]?\s*(?:라는|이라는|이란|란)?\s*(?:"
    r"쪽(?:에서는|에서|에는|에선|엔|으로|에|은|만|의|\s)|(?:카테고리|분류|폴더|섹션|태그)(?:에서는|에서|에는|에선|엔|에|의|로|은|는|만|내"
    r"|안)?(?:\s*(?:안에서|안에|내에서|내에|중에서?|중))?"
    r"|(?:으로|로)\s*(?:분류|묶|정리|들어|구분)(?:[가-힣]*)(?:\s*(?:둔|놓은|된))?"
    r"|(?P<notes>(?:에\s*있는\s*|의\s*)?(?:노트|글|기록|TIL)(?:들)?\s*(?:중에서|중에|중|만|에서))"
    r"|에(?:다가?)?\s*(?:(?:쓴|적은)(?!\s*(?:다음|뒤|후))|정리|올린|올려|기록|추가|작성|남긴|속한|속하는|속해|해당하는|들어\s*있는|들어간"
    r"|있는\s*(?:노트|글|것|거))(?:한|된|해)?(?:\s*(?:둔|놓은))?"
    r"|(?:category|categories|folder|section)\b(?:\s+notes?)?"
    r"|(?P<soft>(?:에\s*있는\s*|의\s*)?(?:노트|글|기록|TIL|notes?|entries|posts?)(?![A-Za-z])))",
    re.IGNORECASE,
)
_SAID = lazily(
    r"카테고리|분류|폴더|쪽|노트|글|\b(?:category|folder|section|notes?|ones)\b",
    re.IGNORECASE,
)
"""Says that a place of notes is meant."""
_NOTES = lazily(
    r"\s*(?:노트|글(?!자)|TIL|포스트|notes?\b|entries\b|posts?\b)", re.IGNORECASE
)
_TAIL = lazily(
    r"(?:에서는|에서|에선|에는|에도|엔|에|의|은|는|이|가|을|를|만|도|로|하고|랑|이랑)(?![가-힣])"
    r"|['’]s?(?=\s)"
)
_AHEAD = lazily(
    r"(?:\b(?:in|under|from|within|of)\s+(?:the\s+|my\s+)?(?P<word>category\s+"
    r"|folder\s+|section\s+)?"
    r"|\b(?:category|folder|section)(?:\s+named|\s+called|\s*[:=])?\s+|(?:카테고리|분류"
    r"|폴더)(?:가|는|:|이)?\s*)['\"“‘(\[]?$",
    re.IGNORECASE,
)
_PLAIN = lazily(r"(?:in|under|from|within|of)\b", re.IGNORECASE)
_ENGLISH_END = lazily(
    (
        r"\s*['\"”’]?\s*(?:[?.!,]|$|(?:category|notes?|entries|folder|section)\b|did\b"
        r"|what\b|how\b|which\b|is\b|are\b)"
    ),
    re.IGNORECASE,
)


def _key(word: str) -> str:
    lower = word.lower()
    return category_names.HANGUL.get(lower) or category_names.LONG.get(lower, lower)


@lru_cache(maxsize=4096)
def _keys(name: str) -> tuple[str, ...]:
    """Return the words of a name; ``&``, emoji and ``and`` count for nothing."""
    words = [_key(word) for word in _TOKEN.findall(name)]
    return tuple(word for word in words if word not in {"and", "및", "와", "과", "or"})


def find(text: str, categories: Sequence[str], *, parts: bool = False) -> Named | None:
    """
    Return the category of *categories* that *text* names, or None.

    Names match without regard to case, spaces, emoji and ``&``; the last part
    of a path and a single word that no other category has will do as well,
    when the wording says that a category is meant, or with *parts*.
    """
    tokens = _tokens(text)
    best: tuple[tuple[bool, bool, int, int], Named] | None = None
    names = _names(tuple(categories))
    for joined, start, end in _runs(tokens):
        for category, whole in names.get(joined) or _sounding(joined, names):
            named = _named(text, category, start, end)
            if not (whole or named.explicit):
                said = parts or _NOTES.match(text, end)
                if named.left_out or not said:
                    continue
                named = replace(named, sure=False)
            rank = (named.explicit, named.sure, len(joined), -start)
            if best is None or rank > best[0]:
                best = rank, named
    return best[1] if best else None


@lru_cache(maxsize=8)
def _names(categories: tuple[str, ...]) -> dict[str, list[tuple[str, bool]]]:
    """Return what goes by which name, and whether that is its whole name."""
    names: dict[str, list[tuple[str, bool]]] = {}
    tails: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    heads: dict[str, str] = {}
    for category in dict.fromkeys(categories):
        own = _keys(category)
        if own:
            names.setdefault("".join(own), []).append((category, True))
        for depth in range(1, category.count("/") + 1):
            folder = "/".join(category.split("/")[:depth])
            heads.setdefault("".join(_keys(folder)), folder)
            heads.setdefault("".join(_keys(_unnumbered(folder))), folder)
        ends = {category.rsplit("/", 1)[1]} if "/" in category else set()
        ends |= {_unnumbered(end) for end in ends | {category}}
        for tail in {"".join(_keys(end)) for end in ends - {category}} - {""}:
            tails.setdefault(tail, []).append(category)
        for word in {*own} if len(own) > 1 else ():
            words.setdefault(word, []).append(category)
    for name, folder in heads.items():
        names.setdefault(name, [(folder, True)])  # stands for those below it
    for whole, found in ((True, tails), (False, words)):
        for name, bearers in found.items():
            # Shared by two, a name tells neither; a full name goes first.
            if len(bearers) == 1 and name not in names:
                names[name] = [(bearers[0], whole)]
    return names


def _unnumbered(category: str) -> str:
    """Return the folders of a category without numbers that only order them."""
    return "/".join(_NUMBER.sub("", part) or part for part in category.split("/"))


def _sounding(
    word: str, names: dict[str, list[tuple[str, bool]]]
) -> list[tuple[str, bool]]:
    """Return what a name in Hangul is in Latin letters: 민지, ``minji``."""
    if not _HANGUL_NAME.fullmatch(word):
        return []
    found = [n for n in names if _LATIN_NAME.fullmatch(n) and alike(n, word)]
    return names[found[0]] if len(found) == 1 else []


def _runs(tokens: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield up to five words in a row as one; ``MLlibrary`` is one word of two."""
    for at, (_, start, _) in enumerate(tokens):
        seen = ""
        for word, _, end in tokens[at : at + 5]:
            seen += word
            yield seen, start, end


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of *text*, also without their particles."""
    out = []
    for match in _TOKEN.finditer(text):
        word, end = match[0], match.end()
        if _key(word) == word.lower() and (tail := _PARTICLE.search(word)):
            stem = word[: tail.start()]
            if stem:
                word, end = stem, match.start() + tail.start()
        if _key(word) not in {"and", "및", "와", "과", "or"}:
            out.append((_key(word), match.start(), end))
    return out


def wordy(category: str) -> bool:
    """Whether it is named by several words, which can't be one of a subject."""
    return bool(re.search(r"[&\s]", category))


def _named(text: str, category: str, start: int, end: int) -> Named:
    if whole := left_out.around(text, start, end):
        return Named(
            category=category,
            start=whole[0],
            end=whole[1],
            explicit=False,
            left_out=True,
            sure=wordy(category) or bool(_SAID.search(text[slice(*whole)])),
        )
    ahead = _AHEAD.search(text[:start])
    behind = _BEHIND.match(text, end)
    said = bool(behind and behind["soft"] is None)
    if ahead and not said:
        plain = ahead["word"] is None and _PLAIN.match(ahead[0]) is not None
        # "in python" may be the language; "in ML & DL" can only be the place,
        # and so can "under python" when nothing follows that belongs to it.
        place = "under" in ahead[0].lower() or bool(re.search(r"[&\s/]", category))
        closed = _ENGLISH_END.match(text, end) is not None
        said = not plain or behind is not None or (place and closed)
    tail = _TAIL.match(text, end)
    return Named(
        category=category,
        start=ahead.start() if ahead and said else start,
        end=behind.end() if behind and said else tail.end() if tail else end,
        explicit=said,
    )


def meant(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """
    Return the categories that *name*, typed by hand, may stand for.

    Case, spaces and signs don't matter. A category of that name; else the
    folder of that name which others lie in; else all that contain it.
    """
    wanted = _letters(name)
    if not wanted:
        return ()
    if same := tuple(c for c in known if _letters(c) == wanted):
        return same[:1]
    for category in known:
        folders = category.split("/")
        for depth in range(1, len(folders)):
            folder = "/".join(folders[:depth])
            if _letters(folder) == wanted:
                return (folder,)
    return tuple(c for c in known if wanted in _letters(c))


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in composed if c.isalnum() or c == "/")
