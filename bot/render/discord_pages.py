"""Cuts blocks into messages where a reader would: between paragraphs, items of
lists, sentences, words; within fences, which are closed and opened again.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence

from bot.render.discord_blocks import (
    BREAK,
    Atom,
    Block,
    Code,
    Text,
    fenced,
    quoted,
    written,
)
from bot.render.discord_posts import LIMIT, PICTURES, Picture, Post, size


_LITTLE = 300
"""With less room than this left, a new message is begun."""
_SENTENCE = re.compile(r"[.!?。？！…][\"'”’)\]*~]*$")


class Pager:
    """Takes blocks one by one; `posts` are the messages."""

    def __init__(self, *, limit: int = LIMIT) -> None:
        self._limit = limit
        self._done: list[Post] = []
        self._text = ""
        self._pictures: list[Picture] = []
        self._pictured_to = 0
        """Where the text ends that the pictures belong to."""
        self._last: Block | None = None
        self._held: list[Block] = []
        """Headings, until it is known where what they head goes."""

    def posts(self) -> tuple[Post, ...]:
        """Return the messages, none of them blank."""
        self._release()
        self._flush()
        return tuple(self._done)

    def add(self, block: Block) -> None:
        """Put *block* below what is there."""
        if block.binds and len(self._held) < 4:
            self._held.append(block)
            return
        held, self._held = self._held, []
        room = self._limit - size(self._text) - sum(_cost(b) for b in held)
        whole = _cost(block)
        if (
            self._text
            and whole > room
            and (room < _LITTLE or whole < self._limit * 2 // 3)
        ):
            self._flush()
        for each in [*held, block]:
            self._put(each)

    def _release(self) -> None:
        for block in self._held:
            self._put(block)
        self._held = []

    def _flush(self) -> None:
        if content := self._text.strip("\n"):
            self._done.append(Post(content=content, pictures=tuple(self._pictures)))
        self._text, self._pictures, self._last = "", [], None

    def _part(self) -> None:
        """Send the text up to the last picture, for another one is to come.

        A picture stands at the end of its message: what follows the one and
        leads to the next belongs with the next.
        """
        rest = self._text[self._pictured_to :]
        head = Post(
            content=self._text[: self._pictured_to].strip("\n"),
            pictures=tuple(self._pictures),
        )
        self._done.append(head)
        self._text, self._pictures = re.sub(r"\A(?:>? ?\n)+", "", rest), []
        if not self._text:
            self._last = None

    def _put(self, block: Block) -> None:
        if isinstance(block, Code):
            self._put_code(block)
        else:
            self._put_text(block)

    def _gap(self, block: Block) -> str:
        if not self._text or self._last is None:
            return ""
        last = self._last
        if block.quote != last.quote:
            return "\n" if block.tight and not last.quote else "\n\n"
        if block.tight or isinstance(last, Code) or last.binds:
            return "\n"
        return f"\n{quoted(block.quote)}\n" if block.quote else "\n\n"

    def _put_code(self, code: Code) -> None:
        lines, head = list(code.lines), list(code.lines[: code.head])
        while lines:
            gap = self._gap(code)
            # The fences, and the mark of a quotation before each line.
            mark = len(quoted(code.quote))
            left = self._limit - size(self._text) - len(gap) - len(code.language)
            left -= 8 + 2 * mark
            count = 0
            for line in lines:
                left -= size(line) + 1 + mark
                if left < 0:
                    break
                count += 1
            if count <= min(len(lines) - 1, code.head + 1) and self._text:
                self._flush()
                continue
            count = max(count, 1)
            self._text += gap + fenced(code, lines[:count])
            self._last = code
            lines = lines[count:]
            if lines:
                self._flush()
                lines = head + lines

    def _put_text(self, text: Text) -> None:
        at, end = 0, len(text.atoms)
        if len(self._pictures) >= PICTURES and any(a.picture for a in text.atoms):
            self._part()
        while at < end:
            gap = self._gap(text)
            room = self._limit - size(self._text) - len(gap)
            # An atom takes a character, but for those that only part others.
            near = text.atoms[at : at + 2 * LIMIT]
            count = _fitting(text, near, room, begun=at > 0)
            count = min(count, self._pictured(near))
            if at + count < end and self._text and room < _LITTLE:
                count = 0
            elif at + count < end:
                count = _before(near, count)
            if not count and self._text:
                self._flush()
                continue
            count = max(count, 1)  # an atom and what leads it fit a message
            taken = near[:count]
            if line := written(text, taken, begun=at > 0):
                self._text += gap + line
                self._last = text
            if drawn := [a.picture for a in taken if a.picture]:
                self._pictures += drawn
                self._pictured_to = len(self._text)
            at += count
            if at < end:
                self._flush()

    def _pictured(self, atoms: Sequence[Atom]) -> int:
        """Return how many of *atoms* there is a place for the pictures of."""
        left = PICTURES - len(self._pictures)
        for at, atom in enumerate(atoms):
            left -= atom.picture is not None
            if left < 0:
                return at
        return len(atoms)


def _cost(block: Block) -> int:
    """Return about how many characters *block* takes, `LIMIT` at most."""
    if isinstance(block, Code):
        parts: Iterable[str] = block.lines
    else:
        parts = (atom.text for atom in block.atoms)
    total = 12
    for part in parts:
        total += size(part) + 1
        if total > LIMIT:
            break
    return min(total, LIMIT)


def _fitting(text: Text, atoms: Sequence[Atom], room: int, *, begun: bool) -> int:
    """Return how many of *atoms* fit into *room* characters."""
    total = count = 0
    for atom in atoms:
        total += size(atom.text) + atom.spaced
        if total > room + 1:
            break
        count += 1
    while (
        count and (over := size(written(text, atoms[:count], begun=begun)) - room) > 0
    ):
        while count and over > 0:
            count -= 1
            over -= size(atoms[count].text) + atoms[count].spaced
    return count


def _before(atoms: Sequence[Atom], count: int) -> int:
    """Return the best place to cut *atoms* at, *count* or before."""
    if count == len(atoms):
        return count
    lengths = [size(a.text) + a.spaced for a in atoms[:count]]
    enough, total = sum(lengths) * 2 // 5, sum(lengths)
    word = 0
    for at in range(count, 0, -1):
        if total < enough:
            break
        parted = atoms[at].spaced or BREAK in (atoms[at].text, atoms[at - 1].text)
        if parted and (
            _SENTENCE.search(atoms[at - 1].text)
            or BREAK in (atoms[at].text, atoms[at - 1].text)
        ):
            return at
        if parted and not word:
            word = at
        total -= lengths[at - 1]
    return word or count
