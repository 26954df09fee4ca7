"""Which notes a name may mean."""

from __future__ import annotations

import unicodedata

from collections.abc import Sequence

from rag.types import Note


def named(name: str, entries: Sequence[Note]) -> Sequence[Note]:
    """
    Return the entries that *name* means: by id, path, title, or a part of them.

    The surest way that gives any decides; empty when none does.
    """
    name = unicodedata.normalize("NFC", name)
    folded = name.casefold()
    for found in (
        [e for e in entries if e.id == name],
        [e for e in entries if e.path == name],
        [e for e in entries if e.title.casefold() == folded],
        [e for e in entries if e.id.startswith(name)],
        [e for e in entries if folded in f"{e.title}\n{e.path}".casefold()],
    ):
        if found:
            return found
    return ()
