"""What a note is called: by its front matter, its headings, or its file."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.corpus import dates
from rag.text.blocks import Block, scan
from rag.text.headings import heading_text
from rag.text.lazy_regex import lazily


_WORD = lazily(r"[^\W\d_]{2,}|\d+")


def heading(body: str) -> str | None:
    """Return the first heading with words."""
    return next((text for _, text in _headings(body)), None)


def title(given: str | None, body: str, named: str, category: str | None) -> str:
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
    """
    own = heading(body)
    if given and own and _is_shared(given, category) and not _is_shared(own, category):
        return own
    if given or not own:
        return given or named
    return named if _is_part(body) and _names(named, own) else own


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


def _is_part(body: str) -> bool:
    """Tell whether the first heading is one of several equal ones, none above."""
    levels = [block.level for block, _ in _headings(body)]
    return min(levels) == levels[0] > 1 and levels.count(levels[0]) > 1


def _names(named: str, own: str) -> bool:
    """Tell whether a file's name says in words something that its heading doesn't."""
    words, said = (_words(text) for text in (named, own))
    return (len(words) > 1 or bool(re.search("[가-힣]", named))) and not words & said


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
