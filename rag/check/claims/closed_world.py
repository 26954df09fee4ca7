"""A closed world: links and mentions in an answer are those of its notes.

What no cited passage holds is shown, but leads nowhere:

- an address is written as analysts do, ``hxxps://evil[.]example/x``, which no
  front end makes a link of; what stood around it as Markdown goes;
- an image becomes its description, and that is checked like any sentence;
- a word joiner (U+2060), which nobody sees, follows the ``@`` of a mention
  and the ``<`` of what Discord would make one of, so that nobody is pinged.
"""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.citations.markers import JOINER
from rag.compare.identifiers import LINK
from rag.compare.literal import Source, normal


_MARKDOWN = re.compile(
    r"!?\[([^\]\n]{0,200})\]\(\s*<?([^)\s>]{1,2000})>?(?:\s+[^)]{0,200})?\)"
)
_REFERENCE = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*<?(\S+)>?.*$", re.MULTILINE)
_ANGLE = re.compile(r"<(?=[@#:/]|a:|t:|id:)")
_MENTION = re.compile(r"@(?=[\w가-힣!&])")
_CODE = re.compile(
    r"(```.*?(?:```|$)|~~~.*?(?:~~~|$)|(`+)(?!`).+?(?<!`)\2(?!`))", re.DOTALL
)


def defused(text: str, sources: Sequence[Source]) -> str:
    """Return *text* in which only what *sources* hold leads anywhere."""

    def known(address: str) -> bool:
        return any(normal(address) in source.names for source in sources)

    def link(m: re.Match[str]) -> str:
        if known(m[2]) and not m[0].startswith("!"):
            return m[0]
        return f"{m[1]} ({_apart(m[2])})" if m[1].strip() else _apart(m[2])

    text = _REFERENCE.sub(lambda m: m[0] if known(m[1]) else _apart(m[1]), text)
    text = _MARKDOWN.sub(link, text)
    text = LINK.sub(
        lambda m: m[0] if known(m[0].rstrip(".,;:!?*_")) else _apart(m[0]), text
    )
    parts = re.split(_CODE, text)
    # Within code nothing is a mention, and "@" is a decorator or a product.
    plain = [_plain(part) if i % 3 == 0 else part for i, part in enumerate(parts)]
    return "".join(p for i, p in enumerate(plain) if i % 3 != 2 and p is not None)


def _plain(text: str) -> str:
    text = _ANGLE.sub(f"<{JOINER}", text)
    return _MENTION.sub(f"@{JOINER}", text)


def _apart(address: str) -> str:
    address = re.sub(r"^http", "hxxp", address, flags=re.IGNORECASE)
    address = re.sub(
        r"^(javascript|data|file|discord|mailto|tel|ftp):", r"\1[:]", address
    )
    return re.sub(r"(?<=[\w가-힣])\.(?=[\w가-힣])", "[.]", address)
