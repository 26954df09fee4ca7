"""``그 글 요약해줘``, ``that note``: the one note that the answer before told of."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.conversation.ordinals import Item, listed, pointed
from rag.understand.intent.grouping import how_many
from rag.understand.intent.kinds import told_when


_THAT = lazily(
    r"(?<![가-힣])(?:그|이|위|방금)\s*(?:노트|글|메모|포스트)(?!들)"
    r"(?:에서는|에서|에는|에|은|는|이|가|을|를|의|도|만)?(?=[\s?.!,]|$)"
    r"|\b(?:that|this)\s+(?:note|entry|post|one)\b",
    re.IGNORECASE,
)
_ELSEWHERE = lazily(
    r"\s*(?:말고|빼고|외에?|제외|다음|이전|직전|직후|이후|전(?![체문부])|뒤|후|앞|보다|처럼|같은|(?:랑|과|와)?\s*(?:관련|비슷))"
    r"|.*\b(?:after|before|besides|except|related|similar)\b",
    re.IGNORECASE,
)
"""Behind a note, what means others that stand beside it."""
_LONGEST = 4_000


def sole(question: str, history: Sequence[Turn]) -> Item | None:
    """
    Return the one note of the list before that *question* calls that, or None.

    So ``그 글 요약해줘``, where a single note was told. Pure; never raises.
    """
    found = _THAT.search(question)
    if not found or _ELSEWHERE.match(question, found.end()) or told_when(question):
        return None
    rest = " ".join(f"{question[: found.start()]} {question[found.end() :]}".split())
    answer = next((t.content for t in reversed(history) if t.role != "user"), "")
    items, entries = listed(answer[:_LONGEST], answer=True, rows=False)
    if len(items) != 1 or not re.search(r"\w", rest) or how_many(rest):
        return None
    return Item(text=items[0], entry=entries, rest=rest)


def resolved(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return *history* with the items that its questions point at in their place."""
    out = list(history)
    for at, turn in enumerate(history):
        if turn.role != "user":
            continue
        item = pointed(turn.content, history[:at]) or sole(turn.content, history[:at])
        # The topic of what is no note was named before, and stays there.
        if item and item.entry:
            out[at] = Turn(role="user", content=f"{item.text} {item.rest}")
    return tuple(out)
