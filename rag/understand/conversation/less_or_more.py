"""``react도 빼줘``, ``그럼 2021년 것도``: a list with less than before, or more."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rag.query_types import LISTING, Kind, Lang, Query, below
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.conversation.likewise import likewise
from rag.understand.question import followup, standalone


_T = TypeVar("_T")

_GONE_KO = lazily(
    r"^\W*(?:(?:그럼|그러면|그리고|아니|근데|거기서|여기서)\s+)*(?P<what>\S.*?)"
    r"(?:[은는도을를만])?\s*(?:좀\s*|다시\s*|다\s*)?"
    r"(?:빼\s?(?:줘|주세요|주라|줄래|봐|자|버려|달라)|빼(?=\W*$)"
    r"|(?:빼고|빼놓고|말고|제외하고|제외)(?:\s*(?:다시|좀|다|보여|알려|해|줘|주세요)[가-힣]*)*"
    r"|제외\s?(?:해|시켜)[가-힣\s]{0,4}|(?:없애|치워)\s?(?:줘|주세요|주라|봐))[가-힣]{0,2}\W*$"
)
_GONE_EN = lazily(
    r"^\W*(?:(?:and|now|also|please|ok(?:ay)?|but|then|just|show\s+me)[\s,]+)*"
    r"(?:(?:leave|take)\s+out|exclude|excluding|except(?:\s+for)?|drop|remove|omit|skip"
    r"|minus|without|hide)\s+(?:also\s+|the\s+)*(?P<what>\S.{0,60}?)"
    r"(?:\s+(?:ones|notes))?(?:\s+(?:too|as\s+well|please|also))*\W*$"
    r"|^\W*(?:(?:and|now|also|please)[\s,]+)*(?:leave|take)\s+(?P<this>\S.{0,60}?)\s+out"
    r"(?:\s+(?:too|as\s+well|please|also))*\W*$",
    re.IGNORECASE,
)
_AMONG = lazily(r"(?:중에서?|가운데서?|노트들?에서|글들?에서)\s")
"""Says itself what something is left out of."""
_POINTED = lazily(
    r"^(?:그|이|저)\s?(?:거|것|건|게|글|노트)\W*$|^(?:that|this|it|those|these)\b",
    re.IGNORECASE,
)
_MORE_KO = lazily(
    r"^\W*(?:(?:그럼|그러면|그리고|또|거기에|여기에)\s+)*(?P<what>\S.*?)(?:(?<!년)도"
    r"|[은는을를]?(?=\s*(?:다시\s*)?(?:포함|추가|넣)))"
    r"(?:\s*(?:같이|함께|다|좀|포함|추가|넣|더|다시|합쳐|보여|알려|줘|주세요|해)[가-힣]*)*\W*$"
)
_MORE_EN = lazily(
    r"^\W*(?:(?:and|now|please|ok(?:ay)?)[\s,]+)*(?:also|add|include|plus)\s+(?P<what>\S.{0,60}?)\W*$"
    r"|^\W*(?:(?:and|now|please)[\s,]+)*(?P<this>\S.{0,60}?)\s+(?:too|as\s+well|also)\W*$",
    re.IGNORECASE,
)
_TOO = lazily(
    r"^\W*(?:(?:그리고|또|아)[\s,]+)*(?P<ko>[^?]*\S)(?<!년)도\W*$"
    r"|^\W*(?:and\s+)?(?P<en>\S[^?]*?)\s+(?:too|as\s+well)\W*$",
    re.IGNORECASE,
)
_SHOW = lazily(r"^(?:show|list|give)(?:\s+me)?\s+", re.IGNORECASE)


def leaving_out(question: str, before: Sequence[str] = ()) -> str | None:
    """
    Return what *question* does no more than leave out, as it is said in full.

    Args:
        question: In one line.
        before: What was said last, after which ``redis도`` leaves that out, too.
    """
    korean, what = _gone(question)
    if what is None and (too := _TOO.match(question)):
        if not any(_gone(turn)[1] for turn in before):
            return None
        korean, what = too["ko"] is not None, too["ko"] or too["en"]
    if what is None or _AMONG.search(what) or _POINTED.match(what):
        return None
    return f"노트 중에 {what} 빼고 보여줘" if korean else f"everything except {what}"


def _gone(question: str) -> tuple[bool, str | None]:
    """Return whether Korean leaves something out, and what is left out."""
    if found := _GONE_KO.match(question):
        return True, found["what"]
    found = _GONE_EN.match(question)
    return False, (found["what"] or found["this"]) if found else None


def _adding(question: str) -> tuple[str, ...]:
    """Return what *question* adds to a list, as it may be asked for in full."""
    if found := _MORE_KO.match(question):
        return (f"{found['what']} 노트",)
    if found := _MORE_EN.match(question):
        what = _SHOW.sub("", found["what"] or found["this"])
        return f"notes from {what}", f"{what} notes", what
    return ()


def less(was: Query, read: Query) -> Query:
    """Return *was* without what *read* leaves out, beside what it left out before."""
    place = was.category
    if place and any(below(place, gone) for gone in read.without_categories):
        place = None  # "git 글", then "git 말고": all others
    return replace(
        was,
        category=place,
        months=tuple(m for m in read.months if not was.months or m in was.months)
        or was.months,
        without=_both(was.without, read.without),
        without_categories=_both(was.without_categories, read.without_categories),
        without_texts=_both(was.without_texts, read.without_texts),
        lacking=_both(was.lacking, read.lacking),
        skip=0,
    )


def added(
    ask: Ask, was: Query, question: str, categories: Sequence[str]
) -> Query | None:
    """Return the list *was* with what *question* adds to it, or None."""
    for said in _adding(question):
        read = standalone.alone(
            ask, Query(text=said, lang=was.lang), categories, lists=True
        )
        found: Query | None = _let_in(was, read)
        if found == was:
            if read.text or was.kind is not Kind.LIST or not read.narrowed:
                continue
            found = _more(was, read, likewise(ask, read, was, said))
        return found and replace(found, carried=followup.last(ask.history))
    return None


def without(ask: Ask, was: Query, read: Query) -> Query | None:
    """Return *was* without what *read* names, or None where it names nothing."""
    named = read.without or read.without_categories or read.without_texts
    if read.kind not in LISTING or not (named or read.months):
        return None
    if leaving_out(ask.question) is None and _elsewhere(was, read):
        return None  # "2021년 것도" of what is left of 2022
    parts = tuple(less(replace(part, lang=was.lang), read) for part in was.parts)
    if not parts:
        was = less(was, read)
    return replace(was, parts=parts, carried=followup.last(ask.history))


def _elsewhere(was: Query, read: Query) -> bool:
    """Whether *read* leaves out no more than days that *was* does not have."""
    if was.parts or not (was.since and was.until and read.without):
        return False
    if read.without_categories or read.without_texts or read.months or read.lacking:
        return False
    return all(
        (last is not None and last < was.since)
        or (first is not None and first > was.until)
        for first, last in read.without
    )


def _more(was: Query, read: Query, then: Query) -> Query | None:
    """
    Return the notes of *was* and those that are added, or None.

    Args:
        was: The list before.
        read: What is added, read by itself.
        then: The same, with what goes without saying.
    """
    timed = bool(read.since or read.until) and not _open(was)
    placed = bool(read.category and (was.category or was.parts))
    plain = read.narrowed == bool(read.filters) and was.measure in {None, "sum"}
    if not (plain and (timed or placed)):
        return None
    parts = tuple(_part(one, then.lang) for one in (*(was.parts or (was,)), then))
    if len(set(parts)) < len(parts):
        return was
    return Query(text="", kind=Kind.LIST, lang=then.lang, measure="sum", parts=parts)


def _part(query: Query, lang: Lang) -> Query:
    """Return *query* as a part of others."""
    return replace(
        query,
        lang=lang,
        kind=Kind.COUNT,
        measure=None,
        count=None,
        skip=0,
        parts=(),
        carried=(),
    )


def _open(was: Query) -> bool:
    """Whether a list is of all times, so that none can be added."""
    return not (was.parts or replace(was.filters, category=None, without_categories=()))


def _let_in(was: Query, read: Query) -> Query:
    """Return *was* with what it left out and *read* names let in again."""
    said = read.filters
    return replace(
        was,
        without=tuple(d for d in was.without if d != (said.since, said.until)),
        without_categories=tuple(
            c for c in was.without_categories if c != read.category
        ),
        without_texts=tuple(t for t in was.without_texts if t != read.text),
    )


def _both(first: tuple[_T, ...], then: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *then)))
