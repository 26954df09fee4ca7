"""The section of a note whose heading says what is asked.

A question such as "what are its drawbacks?" is answered below the heading
"Drawbacks", by sentences that needn't have a word of the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.quotes.term_weights import TermWeights
from rag.quotes.units import Span
from rag.text.headings import plain
from rag.text.lazy_regex import lazily


SAYS = 0.85
"""The share, of what a note holds of the question, that a heading has to say."""
NEAR = 0.6
"""The share, of what the best unit says by more than words, that it has to say."""
_SOME = 0.6
"""How much of the room a section gets that there is no room for as a whole."""
_HEAD = lazily(
    r"[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)])[ \t]+)?(?P<marks>#{1,6})[ \t]+(?P<words>\S.*)"
)
_BOLD = lazily(r"[ \t]*(?:[0-9]{1,3}[.)][ \t]+)?(?P<words>\*{2,3}\S[^\n]{0,78}\*{2,3})")
_LOWEST = 7
"""The level of a line in bold, which heads what stands below it."""


def section(
    body: str,
    found: Sequence[Span],
    title: str,
    weights: TermWeights,
    room: int,
) -> list[int]:
    """
    Return the units that answer by their heading, in order; none if none does.

    A heading is read together with those above it and the *title* of the note. It
    is the one that says most, if they say about all that the note holds of the
    question, not much less than some sentence does, and it has a part in that
    itself. Of those that say as much it is the first, but not the one over all of
    the note if another is worded the same.

    Args:
        body: Of the note.
        found: Its units.
        title: Of the note.
        weights: The terms of the question.
        room: Characters that there are, for the heading and what stands below.
    """
    levels = [_heading(body, span) for span in found]
    heads = [(i, *head) for i, head in enumerate(levels) if head]
    if not heads:
        return []
    paths: list[str] = []
    above: list[tuple[int, str]] = []
    for _, level, words in heads:
        above = [head for head in above if head[0] < level] + [(level, words)]
        paths.append("\n".join([title, *(text for _, text in above)]))
    texts = [f"{title}\n{body}", *paths, *(words for *_, words in heads)]
    (every, _), *held = map(weights.said, weights.analyse(texts))
    along, own = held[: len(heads)], held[len(heads) :]
    ranked = [
        (along[n][0], own[n], -n)
        for n in range(len(heads))
        if own[n][0] and along[n][0] >= SAYS * every
    ]
    if not ranked:
        return []
    first = -max(ranked)[-1]
    units = [body[a:b] for a, b in found]
    path, *each = weights.weigh([paths[first], *units])
    if path < NEAR * max(each):
        return []
    alike = [h for h in heads[first:] if h[2] == heads[first][2]]
    head, level, _ = alike[min(first == 0, len(alike) - 1)]
    taken = [head]
    for i in range(head + 1, len(found)):
        if (below := levels[i]) and below[0] <= level:
            break
        taken.append(i)
    start = found[head][0]
    if found[taken[-1]][1] - start > room:
        room = int(_SOME * room)
    return [i for i in taken if found[i][1] - start <= room]


def _heading(body: str, span: Span) -> tuple[int, str] | None:
    """Return the level and the words of the unit, if it is a heading."""
    if m := _HEAD.fullmatch(body, *span):
        return len(m["marks"]), plain(m["words"])
    starts = body.rfind("\n", 0, span[0]) + 1
    if not body[starts : span[0]].strip() and (m := _BOLD.fullmatch(body, *span)):
        return _LOWEST, plain(m["words"])
    return None
