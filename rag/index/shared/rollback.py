"""Which generation on a server answers after a rollback, and what is said of it.

Its collection gets the next number, so that all machines see a rollback as
they see a publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.errors import IndexBroken, IndexMissing
from rag.index.shared.generations import number_of
from rag.index.store.chroma_server import ChromaServer, Shelf
from rag.index.store.passage_records import HELD


def target(published: Sequence[Shelf], server: ChromaServer) -> Shelf:
    """
    Return the collection to go back to.

    Args:
        published: Those that are there, the one that answers last.
        server: Where they are.

    Raises:
        IndexMissing: there is nothing to go back to.
        IndexBroken: it has lost passages.
        ServiceError: the server failed.
    """
    if not published:
        raise IndexMissing(
            f"Nothing is indexed on {server.address.host} yet.",
            hint="Run `tilbot index` on the machine that has the notes.",
        )
    *older, current = published
    # One that was rolled back to stands where it stood before.
    place = int(current.metadata.get(HELD, number_of(current)))
    older = [s for s in older if number_of(s) < place]
    if not older:
        raise IndexMissing(
            "There is no generation before the one that answers.",
            hint="Run `tilbot index` to bring the index level with the notes.",
        )
    if (held := server.count(older[-1].id)) != older[-1].metadata.get("passages"):
        raise IndexBroken(
            f"The generation before is not whole: {held} passages are left.",
            hint="Run `tilbot index --rebuild` where the notes are.",
        )
    return older[-1]


def held(shelf: Shelf) -> dict[str, Any]:
    """Return what is said of *shelf* once it was gone back to."""
    return {**shelf.metadata, HELD: int(shelf.metadata.get(HELD, number_of(shelf)))}


def released(shelf: Shelf) -> dict[str, Any]:
    """Return what is said of *shelf* when questions may index again."""
    return {k: v for k, v in shelf.metadata.items() if k != HELD}
