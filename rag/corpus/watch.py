"""Tells when notes have changed and it is quiet again."""

from __future__ import annotations

import asyncio
import os

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rag.corpus.walk import is_note, is_passed_over, nfc
from rag.errors import CorpusError


if TYPE_CHECKING:
    import watchfiles

QUIET = 0.4
"""Seconds without a change after which a burst of changes is over."""
LONGEST = 10.0
"""Seconds after which a burst is told of even if it goes on."""
_LOOK = 0.5
"""Seconds between two looks at whether the folder is still the same one."""


async def quiet_changes(
    corpus: Path,
    *,
    ignore: Sequence[Path] = (),
    quiet: float = QUIET,
    longest: float = LONGEST,
) -> AsyncGenerator[frozenset[str], None]:
    """
    Yield the paths that changed, each time it has become quiet again.

    The first item is empty and comes when watching has begun: who indexes then
    misses nothing. What changes while an item is worked on is in the next one.
    A folder that goes is told of like any change, and is watched again when it
    is back.

    Args:
        corpus: A folder of notes, or one file.
        ignore: Folders below it that hold no notes, such as tilbot's own.
        quiet: As `QUIET`.
        longest: As `LONGEST`.

    Yields:
        Paths relative to the folder, of notes and of folders that may hold some.

    Raises:
        CorpusError: the corpus is not there, or can't be watched.
    """
    import watchfiles

    if _identity(corpus) is None:
        raise _unwatched(corpus, "it is not there")
    while True:
        place = _Place.of(corpus, ignore)
        events = watchfiles.awatch(
            place.folder,
            watch_filter=place.counts,
            debounce=int(longest * 1000),
            step=int(quiet * 1000),
            rust_timeout=int(_LOOK * 1000),
            yield_on_timeout=True,
            recursive=place.only is None,
        )
        first = True
        try:
            async with aclosing(events):
                # Watching begins with the first wait, which may end with nothing.
                async for found in events:
                    if found or first:
                        yield frozenset(place.relative(raw) for _, raw in found)
                    first = False
                    if _identity(place.folder) != place.identity:
                        break
        except (OSError, RuntimeError) as e:
            raise _unwatched(corpus, str(e)) from e
        yield frozenset({"."})
        while _identity(corpus) is None:  # noqa: ASYNC110  nobody tells us
            await asyncio.sleep(_LOOK)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is watched."""

    folder: Path
    """Resolved, as events name it."""
    only: Path | None
    """The one file in it that counts; None for all."""
    ignored: tuple[Path, ...]
    identity: tuple[int, int] | None

    @classmethod
    def of(cls, corpus: Path, ignore: Sequence[Path]) -> _Place:
        root = corpus.resolve()
        # Editors replace files, so that a file is watched from its folder.
        folder, only = (root, None) if root.is_dir() else (root.parent, root)
        ignored = tuple(path.resolve() for path in ignore)
        return cls(folder, only, ignored, _identity(folder))

    def counts(self, change: watchfiles.Change, raw: str) -> bool:
        path = Path(raw)
        if self.only is not None:
            return path == self.only
        if any(path.is_relative_to(other) for other in self.ignored):
            return False
        return may_matter(
            path.relative_to(self.folder).parts,
            folder=path.is_dir(),
            gone=change.name == "deleted",
        )

    def relative(self, raw: str) -> str:
        return nfc(os.path.relpath(raw, self.folder).replace(os.sep, "/"))


def may_matter(parts: Sequence[str], *, folder: bool, gone: bool) -> bool:
    """
    Tell by its name whether what changed may be a note, or hold some.

    Args:
        parts: The path, relative to the corpus.
        folder: Whether it is a folder now.
        gone: Whether it is gone, so that nobody knows whether it was one.
    """
    if not parts:
        return gone
    if any(is_passed_over(part) for part in parts):
        return False
    name = parts[-1]
    if is_note(name):
        return True
    # vim tries with a file called 4913 whether it may write.
    draft = name.endswith(("~", "#", ".tmp", ".bak")) or name == "4913"
    return folder or (gone and not draft)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _unwatched(corpus: Path, reason: str) -> CorpusError:
    return CorpusError(
        f"{corpus} can't be watched: {reason}.",
        hint="Check TILBOT_CORPUS; where the system has no such events, or too few, "
        "set WATCHFILES_FORCE_POLLING=1.",
    )
