"""Whether a note is in another programming language than a question names."""

from __future__ import annotations

import re

from collections.abc import Iterable

from rag.text.lazy_regex import lazily
from rag.types import Entry


_CALLED = {
    "python": "python python3 py django pandas numpy pytorch tensorflow 파이썬",
    "ruby": "ruby rb irb rails rspec erb 루비 레일즈",
    "javascript": (
        "javascript js jsx mjs typescript ts tsx node nodejs react nextjs deno"
        " 자바스크립트 타입스크립트 리액트 노드"
    ),
    "java": "java spring jpa 자바 스프링",
    "kotlin": "kotlin kt 코틀린",
    "c": "c",
    "c++": "c++ cpp",
    "c#": "c# csharp",
    "go": "go golang 고랭",
    "rust": "rust rs cargo 러스트",
    "swift": "swift 스위프트",
    "php": "php laravel",
    "scala": "scala 스칼라",
    "elixir": "elixir ex exs iex erlang phoenix 엘릭서",
    "clojure": "clojure clj cljs 클로저",
    "haskell": "haskell hs 하스켈",
    "lua": "lua 루아",
    "perl": "perl 펄",
    "r": "r",
    "sql": "sql postgres postgresql psql plpgsql mysql sqlite",
    "shell": "shell bash sh zsh fish console shellsession 셸 쉘 배시",
    "css": "css scss sass tailwind",
    "html": "html",
}
"""What each goes by, and what is written in nothing else."""
_LANGUAGE = {name: lang for lang, names in _CALLED.items() for name in names.split()}
_NAMES = "|".join(re.escape(n) for n in sorted(_LANGUAGE, key=len, reverse=True))
_END = r"(?![A-Za-z0-9_+#-])"
_ASKED = lazily(
    rf"\b(?:in|using)\s+(?:plain\s+|vanilla\s+)?(?P<en>{_NAMES}){_END}(?!\s+(?:mode|case))"
    rf"|(?<![A-Za-z0-9가-힣_+#-])(?P<ko>{_NAMES})(?:에서는|에서|에선|으로는?|로는?)(?![가-힣])",
    re.IGNORECASE,
)
"""In which one something is to be done."""
_FENCE = lazily(r"^[ \t>]*(?:```|~~~)[ \t]*\{?\.?(?P<info>[\w+#-]+)", re.MULTILINE)
_SAID = lazily(rf"(?<![A-Za-z0-9가-힣_+#-])(?:{_NAMES}){_END}", re.IGNORECASE)
_WORD = lazily(r"[\w+#]+")


def asked(question: str) -> frozenset[str]:
    """Return the programming languages in which *question* wants something done."""
    found = (m["en"] or m["ko"] for m in _ASKED.finditer(question))
    return frozenset(_LANGUAGE[name.lower()] for name in found)


def foreign(question: str, entries: Iterable[Entry]) -> set[str]:
    """
    Return the ids of *entries* that cannot answer, for their programming language.

    The category of a note and the marks of its code tell in which it is. Where one
    of them is in another than *question* names, none answers but those that are in
    that one, or are called by it: what is said of no language is then not meant either.
    Where all tell of none, as notes on one language do, all may answer.
    """
    if not (wanted := asked(question)):
        return set()
    told = {e.id: _tells(wanted, e) for e in entries}
    if False not in told.values():
        return set()
    return {id_ for id_, fits in told.items() if not fits}


def _tells(wanted: frozenset[str], entry: Entry) -> bool | None:
    """Whether *entry* is in a language of *wanted*; None where it tells of none."""
    places = _WORD.findall((entry.category or "").lower())
    fences = [m["info"].lower() for m in _FENCE.finditer(entry.body)]
    own = {_LANGUAGE[name] for name in (*places, *fences) if name in _LANGUAGE}
    # What code prints in one language may name another.
    text = entry.title if own else f"{entry.title}\n{entry.body}"
    said = {_LANGUAGE[m[0].lower()] for m in _SAID.finditer(text)}
    if wanted & (own | said):
        return True
    return False if own else None
