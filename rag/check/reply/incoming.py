"""What has come of a reply, cut into sentences whose markers are the prompt's."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.check.claims.claims import Piece, split
from rag.check.reply.wrapped_json import may_wrap, unwrapped
from rag.citations.markers import CITED
from rag.citations.resolution import Resolved, StreamResolver, resolve, with_markers
from rag.types import Hit


_ENDS = re.compile(
    r"[.!?。！？…]['\"”’)*_`]*(?:\s*\[til-[0-9]+\][.]?)*\s+[^\s\[]|\n[ \t]*\S|[。！？]"
)
"""Where a sentence may have ended and another begun."""
_WHOLE = re.compile(r"(?:\[til-[0-9]+\][.。!?]?|[.。!?]\s*\[til-[0-9]+\])\s*$")
"""How a sentence ends of which no more comes."""


@dataclass
class Heard:
    """Takes a reply in as it comes; `divide` it, then ask for the `next` sentence."""

    hits: Sequence[Hit]
    """The passages of the prompt; ``[til-1]`` is the first."""
    raw: str = ""
    """The reply as it came."""
    broken: bool = False
    """Whether it broke off."""
    waiting: list[Piece] = field(default_factory=list)
    """The sentences that `next` has still to return."""
    cited: list[int] = field(default_factory=list)
    """Numbers of the passages that the others cite, by first use."""
    _resolver: StreamResolver = field(init=False)
    _text: str = ""
    _wrap: str | None = ""
    """The reply so far, while it may be JSON around a reply."""
    _tail: str = ""
    """The end of the text, which is not divided yet."""

    def __post_init__(self) -> None:
        self._resolver = StreamResolver(self.hits)

    def hear(self, piece: str) -> bool:
        """Take in a piece of the reply; say whether a sentence may have ended."""
        self.raw += piece
        if self._wrap is not None:
            self._wrap += piece
            if may_wrap(self._wrap):
                return False
            piece, self._wrap = self._wrap, None
        self._take(self._resolver.feed(piece))
        return bool(_ENDS.search(self._tail))

    def cut(self) -> None:
        """Take in that the reply broke off."""
        self._unwrap()
        self._take(self._resolver.finish().rest)
        self.broken = True

    def close(self) -> Resolved:
        """Take in that the reply is at its end, and return the whole of it."""
        self._unwrap()
        resolved = self._resolver.finish()
        self._take(resolved.rest)
        if not resolved.citations and not resolved.invented:
            # For models that write [1].
            text = with_markers(self._text)
            if text != self._text:
                resolved = resolve(text, self.hits)
                self.waiting = []
                self._tail, _ = renumbered(resolved, self.hits)
        return resolved

    def divide(self, *, final: bool) -> None:
        """Cut what has come into sentences, but the last unless it is *final*."""
        # Half a sentence, at which a reply broke off, is none.
        whole = not self.broken or _WHOLE.search(self._tail)
        pieces, self._tail = split(self._tail, final=final)
        self.waiting += pieces if whole else pieces[:-1]

    def next(self) -> Piece:
        """Return the first of the sentences that wait."""
        piece = self.waiting.pop(0)
        self.cited += [n for n in piece.cited if n not in self.cited]
        return piece

    def _unwrap(self) -> None:
        """Take in what was held back because it might have been JSON."""
        held, self._wrap = self._wrap, None
        if held:
            self._take(self._resolver.feed(unwrapped(held)))

    def _take(self, text: str) -> None:
        text = _numbered(text, [int(n) for n in self._resolver.order])
        self._text += text
        self._tail += text


def renumbered(resolved: Resolved, hits: Sequence[Hit]) -> tuple[str, list[int]]:
    """Return a text marked as the prompt numbers *hits*, and what it cites."""
    ids = [hit.entry.id for hit in hits]
    order = [ids.index(c.entry.id) + 1 for c in resolved.citations]
    return _numbered(resolved.text, order), order


def _numbered(text: str, order: Sequence[int]) -> str:
    return CITED.sub(lambda m: f"[til-{order[int(m[1]) - 1]}]", text)
