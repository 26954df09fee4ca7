"""Shows the tables, the code or the pictures of one note, which is named."""

from __future__ import annotations

from collections.abc import Sequence

from rag.citations.resolution import quotation
from rag.injection.detection import is_addressed
from rag.lists.anchors import Notes, taken
from rag.lists.entry_line import line, opening
from rag.lists.listing import answered
from rag.query_types import Anchor, Piece, Query
from rag.quotes.extract import heading, place
from rag.text.holding import spans
from rag.types import Answer, Citation, Entry, Outcome
from rag.wording.lists import Told, thing
from rag.wording.phrases import Say, say


ROOM = 3_000
"""Characters of a note that are shown."""


def shown(
    notes: Notes, entries: Sequence[Entry], query: Query, piece: Piece, question: str
) -> Answer | None:
    """
    Answer with the tables, say, of the note that *piece* names, each cited.

    Of several notes of that name, the first that has one. None where no note goes
    by it, so that it may be searched for.
    """
    anchor = Anchor(about=piece.about, way="same")
    found = taken(notes, entries, piece.about, anchor, query)
    if found.entry is None or found.at_end:
        return None
    named = [found.entry, *found.others]
    note = next((e for e in named if spans(e, piece.what)), None)
    if note is None:
        return _none(found.entry, query, piece, question)
    found_at = spans(note, piece.what)
    kept, room = list[tuple[int, int]](), ROOM
    for start, end in found_at:
        if is_addressed(note.body[start:end]) or (kept and end - start > room):
            continue
        kept.append((start, end))
        room -= end - start
    citations = tuple(
        Citation(number=n, entry=note, start=start, end=end)
        for n, (start, end) in enumerate(kept, start=1)
    )
    parts = [say(Say.QUOTED, query.lang), heading(note, place(note))]
    parts += map(quotation, citations)
    if len(kept) < len(found_at):
        parts.append(say(Say.MORE_LEFT, query.lang))
    return answered(question, query, "\n\n".join(parts), citations)


def _none(entry: Entry, query: Query, piece: Piece, question: str) -> Answer:
    """Say that the note holds no such thing."""
    cited = opening(entry, 1)
    head = Told.NONE_WITHIN.text(query.lang, thing=thing(piece.what, query.lang))
    text = f"{head}\n\n{line(cited, query.lang, quoted=False)}"
    return answered(question, query, text, (cited,), Outcome.NEAREST)
