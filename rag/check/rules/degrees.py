"""What a sentence says of how much, how often or how much better something is.

Who sums up a note says so where the note does; who invents adds that something is
faster, best, improved or always so.
"""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily


_SAYS = {
    "compares": lazily(
        r"더(?= |욱)|훨씬|가장|제일|보다(?= |는|도)|덜 |만큼"
        r"|\b(?:more|less|most|least|than|better|worse|best|\w{3,}er than|faster"
        r"|slower|higher|lower|larger|smaller|bigger|easier|harder|hardest|stronger"
        r"|cheaper|outperform\w*|superior|exceed\w*)\b",
        re.IGNORECASE,
    ),
    "changes": lazily(
        r"높[이아여]|낮[추아춰]|늘[리어었린]|줄[이어었인]|향상|증가|감소|개선|저하"
        r"|떨어[지뜨트]|커[지진]|작아[지진]|빨라|느려|쉬워|어려워|나아[지진]"
        r"|\b(?:increas|reduc|improv|decreas|rais|lower|boost|grow|shrink|degrad"
        r"|enhanc)\w*",
        re.IGNORECASE,
    ),
    "generalises": lazily(
        r"항상|언제나|반드시|보통|일반적|대개|대부분|흔히|주로|모든|모두|전혀|절대|자주"
        r"|종종|널리|대표적"
        r"|\b(?:always|usually|generally|typically|often|commonly|never|every|all|any"
        r"|mostly|mainly|primarily|widely|frequently|rarely|in general|in practice"
        r"|standard)\b",
        re.IGNORECASE,
    ),
}


def degrees(text: str, sources: Sequence[str]) -> set[str]:
    """Return in which ways *text* says how much, and none of *sources* does."""
    return {
        way
        for way, says in _SAYS.items()
        if says.search(text) and not any(says.search(s) for s in sources)
    }
