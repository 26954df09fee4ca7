"""Comments that a model adds to the code of a note: they stand or fall alone.

``git reflog  # the HEADs before`` is a line of the note and a remark; a remark that
the passages don't bear out goes, and the code stays.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.compare.identifiers import Mark
from rag.compare.literal import Source, holds


_REMARK = re.compile(
    r"(?:^|(?<=\s))(?:(?:#|//|;;?)\s+|--\s+(?=\S))(?P<said>\S.*)$"
    r"|(?:/\*|<!--)\s*(?P<within>.*?)\s*(?:\*/|-->)[ \t]*$"
)
_DASHES = re.compile(r"\s*--\s")


@dataclass(frozen=True, slots=True)
class Uncommented:
    """A block of code, without the comments that no passage has."""

    text: str
    """With those that pass."""
    bare: str
    """Without any of them."""
    passing: tuple[str, ...]
    gone: tuple[str, ...]


def uncommented(
    text: str, sources: Sequence[Source], passes: Callable[[str], bool]
) -> Uncommented | None:
    """
    Return a fenced block without comments of its own; None if it has none.

    Args:
        text: The block, from fence to fence.
        sources: What lines of code are looked for in.
        passes: Says whether the passages bear a comment out.
    """
    kept: list[str] = []
    bare: list[str] = []
    passing: list[str] = []
    gone: list[str] = []
    for line in text.split("\n"):
        found = None if _held(line, sources) else _REMARK.search(line)
        if found and "--" in found[0][:2] and not _DASHES.match(line):
            found = None  # of a command
        if found is None:
            kept.append(line)
            bare.append(line)
            continue
        code = line[: found.start()].rstrip()
        said = found["said"] or found["within"] or ""
        good = passes(said)
        (passing if good else gone).append(said)
        if good or code:
            kept.append(line if good else code)
        if code:
            bare.append(code)
    if not (passing or gone):
        return None
    return Uncommented("\n".join(kept), "\n".join(bare), tuple(passing), tuple(gone))


def _held(line: str, sources: Sequence[Source]) -> bool:
    return not line.strip() or any(holds(Mark("code", line, 0, 0), s) for s in sources)
