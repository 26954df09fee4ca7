"""Brings the index up to date before a question, as far as that can be done now."""

from __future__ import annotations

from collections.abc import Callable

from rag.errors import IndexBroken, IndexBusy, ServiceError
from rag.index_types import IndexReport
from rag.wording.notices import Notice, Occasion, Tell


def brought_level(
    index: Callable[[], IndexReport],
    *,
    say: Tell,
    answers: Callable[[], bool],
) -> IndexReport | None:
    """
    Index; when that fails, the last index answers.

    Args:
        index: Takes the notes in.
        say: Told what keeps them out.
        answers: Whether there is any index to answer from.

    Returns:
        What was done; None when it failed.

    Raises:
        TilbotError: it failed, and nothing answers.
    """
    try:
        return index()
    except (IndexBroken, IndexBusy, ServiceError) as e:
        if not answers():
            raise
        say(Notice(Occasion.LAST_ANSWERS, error=e))
        return None
