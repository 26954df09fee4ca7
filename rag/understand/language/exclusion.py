"""``2022년 말고``, ``except ML library``: what is left out instead of looked for."""

from __future__ import annotations

import re

from dataclasses import replace
from datetime import date

from rag.dates.periods import Moment, Period
from rag.text.lazy_regex import lazily


_OTHERS = (
    r"(?:\s*(?:다른|나머지|그\s*(?:외|밖)의?)"
    r"(?:\s*(?:달|해|때|날|시기|기간|분류|카테고리|곳)(?:에|의)?(?![가-힣]))?)?"
)
BEHIND = lazily(
    r"\s*(?:쪽|카테고리|분류|폴더)?\s*(?:[둘셋]\s*(?:다|모두)\s*)?(?:에\s*)?(?:(?:쓴|적은)\s*)?(?:노트|글|것|거|꺼|건|걸)?들?\s*"
    r"(?:은|는|을|를|만|도)?\s*"
    r"(?:빼고|빼곤|빼면|빼놓고|뺀|제외(?:하고|하면|한|하곤)?(?![가-힣])|말고는?|외에는?|이외(?:에는?|의)?|외의"
    rf"|아니라|(?:(?<=[이가])\s*|(?:이|가)?\s+)아닌){_OTHERS}"
)
"""Behind what is left out."""
OPENS = lazily(
    r"(?:^|(?<=[\s,(]))(?:except(?:\s+for)?|excluding|other\s+than|apart\s+from"
    r"|aside\s+from|besides|everything\s+but|all\s+but|but\s+not"
    r"|(?:(?:that|which)\s+are\s+)?neither"
    r"|(?:(?<=notes\s)|(?<=entries\s)|(?<=posts\s))without)\s+"
    r"(?:(?:the\s+)?(?:ones?|those|notes?)\s+)?(?:(?:on|about)\s+)?",
    re.IGNORECASE,
)
"""Before what is left out."""
_AHEAD = lazily(
    r"(?:^|(?<=[\s,(]))(?:except(?:\s+for)?|excluding|other\s+than|apart\s+from"
    r"|aside\s+from|besides|outside(?:\s+of)?|(?:but\s+)?not\s+(?:(?:written|posted|made|noted)\s+)?(?:in|from|on|of|under)"
    r"|but\s+not|everything\s+but|all\s+but"
    r"|(?:(?<=notes\s)|(?<=entries\s)|(?<=posts\s))without"
    r"|(?:(?:is|are|was|were)(?:n['’]t|\s+not))(?:\s+(?:from|in|on|of))?)\s+"
    r"(?:(?:the\s+)?(?:ones?|those|notes?)\s+)?(?:in\s+|from\s+|of\s+|on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """
    Return where what stands at *start* to *end* is left out, or None.

    The span holds the words that say so, too.
    """
    if behind := BEHIND.match(text, end):
        return start, behind.end()
    if ahead := _AHEAD.search(text[:start]):
        return ahead.start(), end
    return None


def beside(
    when: Moment | None, since: date | None, until: date | None
) -> Period | None:
    """
    Return the days of *when* in the time from *since* to *until*, or its year.

    So ``10월 빼고`` beside ``2022년`` is the one of 2022. None where nothing is
    left open.
    """
    if when is None or since is None or not when.open:
        return None
    if when.bare_day:
        when = replace(when, month=since.month)
    found = []
    for year in (since.year, since.year + 1):
        try:
            found.append(when.at(year))
        except ValueError:  # 29 February
            continue
    last = until or since
    within = [d for d in found if d.until >= since and d.since <= last]
    return next(iter((*within, *found)), None)
