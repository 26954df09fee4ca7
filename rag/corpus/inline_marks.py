"""Says in plain Markdown what stands within a row in marks of an editor, or in HTML."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.text.wiki_links import NOTE, spelled


_KEPT = lazily(
    r"(?<!`)(`++).{1,2000}?(?<!`)\1(?!`)|\$\$.+?\$\$|\$(?=\S)[^$\n]+(?<=\S)\$"
)
"""Inline code and formulae."""
_ONLY_LINKS = lazily(
    r"(?=.*\[\[)[\s>*<«‹←|·•,/&-]*"
    rf"(?:(?:[^\s\[\]:：`|·]{{1,12}}[ \t]?[:：][ \t]*)?!?{NOTE}[\s>*»›→|·•,/&-]*)+"
)
"""A row that leads to other notes: ``이전: [[힙]] · 다음: [[큐]]``."""
_ITEM = lazily(r"[\s>]*(?:[-*+]|\d{1,3}[.)])\s|[\s>]*\|.*\|\s*$")
_COMMENT = lazily(
    r"(?<![\w%])%%(?:[ \t][^%\n]*[ \t]|[^%\s](?:[^%\n]*[^%\s])?)%%(?![\w%])"
)
"""Not from ``%%time`` to ``%%bash``, nor from 10%% to 20%%."""
_BLOCK_NAME = lazily(
    r"[ \t]+\^(?=[\w-]*[a-zA-Z])(?:[a-zA-Z0-9]{6}|(?=[\w-]*[\d-])[\w-]{4,})[ \t]*$",
    re.ASCII,
)
"""As Obsidian makes them up, or with a number or hyphen; ``^foo`` may be a pattern."""
_MARKED = lazily(
    r"(?<![=\w)\]}])==(?![\s=])(?!(?<=[\"']==)[\"'])([^=\n]+?)(?<![\s=])==(?!=)"
)
"""No comparisons: ``(a)==(b) and (c)==(d)``."""
_ATTRIBUTES = lazily(r"(?:(?<=[)\]*_])|\A)\{:[ \t]*(?:[.#][a-zA-Z]|[\w-]+=)[^{}\n]*\}")
"""Also behind inline code; ``{:.2f}`` is how a number is set."""
_LIQUID = lazily(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}")
_REFERENCE = lazily(
    r"\{\{[<%][ \t]*(?:rel)?ref[ \t]+\"?([^\"\s]+)\"?[^\n{}]*[%>]\}\}", re.IGNORECASE
)
_IMAGE = lazily(r"<img\b([^<>]*)/?>", re.IGNORECASE)
_BADGE = lazily(r"://(?:img\.shields\.io|\S*\bbadge)", re.IGNORECASE)
_SOURCE = lazily(
    r"\bsrc[ \t]*=[ \t]*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\"'\s>]+))", re.IGNORECASE
)
_CALLED = lazily(r"\balt=[\"']([^\"']*)", re.IGNORECASE)
_ANCHOR = lazily(
    r"<a\b[^<>]*?\bhref=[\"']([^\"'\s<>]+)[\"'][^<>]*>([^<>\n]+)</a>", re.IGNORECASE
)
_AS_CODE = lazily(r"<(code|kbd|samp)>([^<>`\n]+)</\1>", re.IGNORECASE)
_STRONG = lazily(r"<(b|strong)>(?!\s)([^<>\n]+)(?<!\s)</\1>", re.IGNORECASE)
_SLANTED = lazily(r"<(i|em)>(?!\s)([^<>\n]+)(?<!\s)</\1>", re.IGNORECASE)
_SET = lazily(
    r"<(font|span|u|ins|mark|small|big|center|fontcolor|fade)\b[^<>]*>([^<>\n]*)</\1>",
    re.IGNORECASE,
)
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&nbsp;": " "}


def inline(row: str) -> str:
    """Return *row* with plain marks; inline code and formulae stay as typed."""
    parts: list[str] = []
    at = 0
    for m in _KEPT.finditer(row):
        parts += (_translated(row[at : m.start()]), m[0])
        at = m.end()
    return _BLOCK_NAME.sub("", "".join((*parts, _translated(row[at:]))))


def is_only_links(row: str) -> bool:
    """Tell whether *row*, no item of a list, is nothing but links to other notes."""
    return (
        "[[" in row and not _ITEM.match(row) and _ONLY_LINKS.fullmatch(row) is not None
    )


def _translated(text: str) -> str:
    if not any(sign in text for sign in ("[[", "==", "%%", "{", "<")):
        return text
    text = _LIQUID.sub("", _COMMENT.sub("", text))
    text = _REFERENCE.sub(r"\1", _ATTRIBUTES.sub("", text))
    text = _MARKED.sub(r"**\1**", spelled(text))
    if "<" not in text:
        return text
    text = _ANCHOR.sub(r"[\2](\1)", _IMAGE.sub(_pictured, text))
    text = _AS_CODE.sub(_coded, text)
    text = _SLANTED.sub(r"*\2*", _STRONG.sub(r"**\2**", text))
    return _SET.sub(r"\2", text)


def _pictured(m: re.Match[str]) -> str:
    source = _SOURCE.search(m[1])
    if source is None:  # the tag is what is talked of
        return m[0]
    address = (source[1] or source[2] or source[3]).strip()
    if _BADGE.search(address):
        return ""
    called = _CALLED.search(m[1])
    return f"![{called[1] if called else ''}]({address.replace(' ', '%20')})"


def _coded(m: re.Match[str]) -> str:
    words = m[2].strip()
    for escape, sign in _ESCAPED.items():
        words = words.replace(escape, sign)
    return f"`{words}`"
