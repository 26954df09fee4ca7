"""What a note is called: by its front matter, its headings, or its file."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.corpus import dates
from rag.text.blocks import Block, scan
from rag.text.headings import heading_text
from rag.text.lazy_regex import lazily


_WORD = lazily(r"[^\W\d_]{2,}|\d+")
_HANGUL = lazily(r"[가-힣]")
_FRAME = lazily(
    r"[\W_]*(?:오늘|금일|내일|어제)(?:의|은)?\s?(?:(?:한|할|했던|배운|배울|공부한|공부할"
    r"|학습한|느낀|푼)\s?(?:일|것|거|점|내용|문제)들?|회고|일기|계획|목표)[\W_]*"
)
"""A part of a diary, told by the day it is written on: ``오늘 한 일``."""


def heading(body: str) -> str | None:
    """Return the first heading with words."""
    return next((text for _, text in _headings(body)), None)


def title(
    given: str | None, body: str, named: str, category: str | None, *, typed: bool
) -> str:
    """
    Return the title that says most of a note.

    Its front matter goes first, then its first heading, then its file. What
    many notes are called alike stands behind the next that says more: their
    category, a day alone, or the first of several parts (``## 문제``, then
    ``## 풀이``) of a file that is named in words.

    Args:
        given: The title in its front matter.
        body: Markdown.
        named: What its path calls it.
        category: Of the note.
        typed: Whether its path is written as people write, with spaces or in
            Hangul; an address such as ``binary-search`` says less than ``# 이분 탐색``.
    """
    own = heading(body)
    level, parts = _parts(body)
    if given and own and _is_shared(given, category) and not _is_shared(own, category):
        return given if parts else own
    if given or not own:
        return given or named
    if (_FRAME.fullmatch(own) and (parts or dates.says_only_a_day(named))) or (
        dates.says_only_a_day(own) and _own_words(named)
    ):
        return named
    if parts and (level > 1 or typed) and _names(named, own, parts):
        return named
    return own


def _headings(body: str) -> Iterator[tuple[Block, str]]:
    for block in scan(body):
        if block.level and (words := heading_text(body[block.start : block.end])):
            yield block, words


def _is_shared(title: str, category: str | None) -> bool:
    """Tell a title that the notes of a category, or of a diary, have alike."""
    folders = {_key(part) for part in (category or "").split("/")}
    return _key(title) in folders | {_key(category or "")} or dates.says_only_a_day(
        title
    )


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _parts(body: str) -> tuple[int, frozenset[str]]:
    """Return the first heading and those equal to it, if none stands above them."""
    found = [(block.level, words) for block, words in _headings(body)]
    top = found[0][0] if found else 0
    equal = [words for level, words in found if level == top]
    alike = len(equal) > 1 and min(level for level, _ in found) == top
    return top, frozenset(equal) if alike else frozenset()


def _names(named: str, own: str, parts: frozenset[str]) -> bool:
    """
    Tell whether a file's name says in words what its first part doesn't.

    That is when it shares none of its words, has all of them and more, or
    names another part as well.
    """
    words, said = _words(named), _words(own)
    others = {word for part in parts - {own} for word in _words(part)}
    more = words - said
    return _tells(named) and (
        not words & said
        or (said <= words and len(more) > 1)
        or any(not word.isdigit() for word in more & others)
    )


def _tells(named: str) -> bool:
    """Tell a name in words from a number, or one word such as ``day3``."""
    return len(_own_words(named)) > 1 or bool(_HANGUL.search(named))


def _own_words(named: str) -> set[str]:
    return {word for word in _words(named) if not word.isdigit()} - {"til"}


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
