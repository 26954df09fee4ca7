"""How English asks for something of notes' dates other than their number."""

from __future__ import annotations

import re

from rag.query_types import GroupBy, Measure
from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en


UNITS: dict[str, GroupBy] = {
    "day": "day",
    "date": "day",
    "daily": "day",
    "weekday": "weekday",
    "month": "month",
    "monthly": "month",
    "quarter": "quarter",
    "quarterly": "quarter",
    "half": "half",
    "year": "year",
    "yearly": "year",
    "category": "category",
    "categories": "category",
    "folder": "category",
    "section": "category",
    "tag": "tag",
}
"""What the unit of a pattern, its group ``u``, stands for."""
_NUMERAL = meanings_en.NUMERAL.replace(" ", r"\s")
_NOTE = r"(?:notes?|entr(?:y|ies)|posts?|tils?)"
_MY = r"(?:(?:my|the|any|a|all|of)\s+)*"
_WRITE = (
    r"(?:writ(?:e|ing|ten)|wrote|post(?:ed|ing)?|add(?:ed)?|record(?:ed)?|have|had"
    r"|took|take|made|make)"
)
_I = (
    r"(?:(?:did|do|have|had|has)\s+)?(?:i|we)(?:['’]ve|\s+have|\s+had)?\s+"
    r"(?:(?:ever|actually|usually)\s+)?"
)
_UNIT = (
    r"(?P<u>days?|dates?|weekdays?|months?|quarters?|years?|categor(?:y|ies)|folders?"
    r"|sections?)"
)
_DURING = (
    r"(?:(?P<during>(?:in|of|during)\s+(?:the\s+year\s+)?"
    r"(?:(?:last|this)\s+(?:year|month|week)|(?:[a-z]{3,9}\s+)?[0-9]{4})\s+))?"
)
"""The time that they are of, between them and what is asked of them."""
_ONE = r"(?P<u>day|month|quarter|year)"
_HOW_LONG = r"how\s+(?:long|many\s+(?:days|weeks|months|years))"
_WITH = (
    r"(?:(?:that|which|when|where|(?:on|in)\s+which)\s+)?"
    r"(?:with|ha(?:d|ve|s|ving)|contain(?:s|ing)?|there\s+(?:are|were|is|was)"
    rf"|(?:did\s+)?(?:i|we)\s+{_WRITE})"
)
_BOUND = (
    r"(?:more\s+than|over|at\s+least|exactly|only|just|fewer\s+than|less\s+than|under"
    r"|at\s+most|up\s+to)"
)


def _some(mark: str) -> str:
    """Return the pattern of a number of notes; *mark* keeps its groups apart."""
    return (
        rf"(?:(?P<c{mark}>{_BOUND})?\s*"
        rf"(?P<n{mark}>{_NUMERAL}|a\s+single|multiple|several)\b"
        rf"(?P<c{mark}0>\s+or\s+(?:more|fewer|less)|\s*\+)?)"
    )


_SOURCES: tuple[tuple[Measure | None, str], ...] = (
    (
        "interval",
        rf"""
        \b(?:what(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+|my\s+)?(?:average|mean)\s+
        (?:number\s+of\s+)?(?:gap|interval|time|days?|break)\s+between\s+{_MY}
        (?:two\s+)?{_NOTE}\b
        |\bhow\s+many\s+days\s+(?:are\s+there\s+|lie\s+|pass\s+)?between\s+{_MY}
        (?:two\s+)?{_NOTE}\s+on\s+average
        |\bhow\s+often\s+do\s+(?:i|we)\s+(?:usually\s+)?{_WRITE}(?:\s+{_MY}{_NOTE})?
        (?:\s+on\s+average)?(?=\W*$)
        |\bevery\s+how\s+many\s+days\s+(?:on\s+average\s+)?{_I}{_WRITE}
        (?:\s+{_MY}{_NOTE})?
        """,
    ),
    (
        "average",
        rf"""
        \b(?:what(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+|my\s+)?(?:average|mean)\s+
        (?:number\s+of\s+)?{_NOTE}\s+(?:per|a|each|in\s+a)\s+
        (?P<u>day|month|quarter|year)\b
        |\bhow\s+many\s+{_NOTE}\s+(?:{_I}{_WRITE}\s+)?(?:per|a|each|in\s+a)\s+
        (?P<u2>day|month|quarter|year)\s+on\s+average
        |\bon\s+average,?\s+how\s+many\s+{_NOTE}\s+(?:{_I}{_WRITE}\s+)?
        (?:per|a|each|in\s+a)\s+(?P<u3>day|month|quarter|year)\b
        |\bhow\s+many\s+{_NOTE}\s+{_I}{_WRITE}\s+on\s+average\s+(?:per|a|each|in\s+a)\s+
        (?P<u4>day|month|quarter|year)\b
        """,
    ),
    (
        "streak",
        rf"""
        \b(?:(?:what|when)(?:['’]s|\s+is|\s+was)\s+|how\s+long\s+(?:is|was)\s+)?
        (?:the\s+|my\s+)?longest\s+(?:(?:writing|posting|daily|note|day)\s+)*streak
        (?:\s+of\s+(?:consecutive\s+)?(?:notes|days|writing))?\b
        |\b(?:the\s+|my\s+)?(?:most|longest\s+run\s+of)\s+(?:consecutive|successive)\s+
        (?P<u>days|months)(?:\s+{_WITH}(?:\s+{_MY}{_NOTE})?)?\b
        |\bhow\s+many\s+(?P<u2>days|months)\s+in\s+a\s+row\s+{_I}{_WRITE}
        """,
    ),
    (
        "streak",
        rf"""
        \b(?:when\s+)?(?:{_I}{_WRITE}\s+(?:{_MY}{_NOTE}\s+|anything\s+)?)?
        (?:for\s+|on\s+)?
        (?P<row>(?:{_NUMERAL})\s+(?:consecutive\s+|straight\s+|successive\s+)?(?:days
        |months))
        (?:(?<=consecutive\sdays)|(?<=consecutive\smonths)|(?<=straight\sdays)
        |(?<=successive\sdays)|\s+(?:in\s+a\s+row|running|straight|back\s+to\s+back))
        (?:\s+or\s+more)?(?:\s+{_WITH}(?:\s+{_MY}{_NOTE})?)?
        |\b(?:when\s+)?(?:{_I}{_WRITE}|{_NOTE}(?:\s+written)?)\s+
        (?:{_MY}{_NOTE}\s+|anything\s+)?on\s+(?P<bare>consecutive|successive)\s+
        (?P<u>days)
        """,
    ),
    (
        "gap",
        rf"""
        \b(?:(?:what|when)(?:['’]s|\s+is|\s+was)\s+|how\s+long\s+(?:is|was)\s+)?
        (?:the\s+|my\s+)?
        (?:(?:longest|biggest|largest)\s+(?:(?P<weak>gap|break|pause|interval|time
        |period|stretch)|hiatus|dry\s+spell))
        (?:\s+(?:between|without|of\s+not|with\s+no|from|in(?!\s+\d))\s+(?:(?:two|any
        |consecutive|my|the|a|new)\s+)*(?:{_NOTE}|writing|posting|anything)\b)?
        (?:\s+(?:notes|anything))?
        |\b(?:the\s+)?longest\s+(?:time\s+|period\s+)?(?:that\s+)?(?:i|we)
        (?:\s+have|[’']ve)?\s+(?:went|gone|go)\s+without\s+
        (?:writing|posting|(?:a\s+|any\s+)?{_NOTE})(?:\s+anything)?
        """,
    ),
    (
        "elapsed",
        rf"""
        \b
        (?:{_HOW_LONG}\s+(?:(?:has|have|is|was)\s+(?:it\s+been|it|passed|gone\s+by)\s+)?
        |(?:days|time)\s+)since\s+
        (?:(?:i|we)\s+(?:last\s+)?{_WRITE}\b|(?=.*\b{_NOTE}\b))
        |\b{_HOW_LONG}\s+ago\s+
        (?:(?:did\s+)(?:i|we)\s+(?:last\s+)?{_WRITE}\b|(?:was|is
        |were)\b(?=.*\b{_NOTE}\b))
        |\bhow\s+long\s+have\s+(?P<old>i|we)\s+been\s+(?:writing|taking|keeping|posting)
        (?:\s+{_MY}{_NOTE})?
        """,
    ),
    (
        "span",
        rf"""
        \b
        (?:(?:what(?:['’]s|\s+is|\s+was)|how\s+(?:long|much\s+time
        |many\s+days)(?:\s+(?:is|was|are|were|passed|lies))?)\s+)?
        (?:(?:there\s+)?(?:the\s+)?(?:time|period|days|interval|span)\s+)?
        (?:between|from)\s+(?:my\s+|the\s+)?(?:very\s+)?(?:first|earliest|oldest)\s+
        (?:{_NOTE}\s+)?(?:and|to|until)\s+(?:my\s+|the\s+)?(?:very\s+)?
        (?:last|latest|newest|most\s+recent)(?:\s+(?:{_NOTE}|one)|(?=\W*$))
        |\b(?:what|which)\s+(?:period|time\s*span|dates|date\s+range|time\s+range)\s+do
        (?:es)?\s+{_MY}{_NOTE}\s+(?:cover|span)
        """,
    ),
    (
        "groups",
        rf"""
        \b(?:(?:on|in|over)\s+)?(?:how\s+many|(?:the\s+)?(?:total\s+)?number\s+of)\s+
        (?:(?:different|distinct|separate|unique)\s+)*
        (?P<u>days|months|quarters|years)\s+
        (?:{_I}{_WRITE}\b|(?:(?:are|were)\s+there\s+)?with\b|have\b|had\b|are\s+there\b)
        (?:\s+(?:(?:at\s+least\s+)?(?:a|one|any|some)\s+|any)?(?:{_NOTE}|something
        |anything|on)\b)?
        """,
    ),
    (
        None,
        rf"""
        \b(?:(?:which|what|on\s+which|in\s+which|on\s+what|in\s+what)\s+)?{_UNIT}\s+{_DURING}
        (?:(?:did|do)\s+)?
        (?P<zero>without(?:\s+(?:a|an|any|a\s+single))?\s+{_NOTE}|{_WITH}\s+no\s+{_NOTE}
        |(?:(?:that|which|when|where|(?:on|in)\s+which)\s+)?(?:did\s+)?(?:i
        |we)\s+(?:did\s*n[o'’]t|did\s+not|have\s*n[o'’]t|not)\s+(?:write|post
        |written)(?:\s+(?:anything|any\s+{_NOTE}|a\s+{_NOTE}))?|(?:had|have
        |has)\s+no\s+{_NOTE})
        """,
    ),
    (
        None,
        rf"""
        \b
        (?:(?:which|what|on\s+which|in\s+which|on\s+what
        |in\s+what)\s+)?{_UNIT}\s+{_DURING}{_WITH}\s+{_some("1")}(?:\s+{_NOTE})?
        |\b(?:when\s+)?(?:{_I}{_WRITE}\s+)?{_some("2")}\s+{_NOTE}\s+(?:in|on|within)\s+
        (?:a|one|the\s+same|any)\s+(?:single\s+|given\s+)?
        (?P<u2>day|month|quarter|year)\b
        """,
    ),
    (
        None,
        rf"""
        \b
        (?:(?:what(?:['’]s|\s+is
        |\s+was)\s+)?(?:the\s+)?most\s+{_NOTE}\s+(?:(?:that\s+)?{_I}{_WRITE}\s+)?(?:in
        |on|per|for)\s+(?:a|one|any)\s+(?:single\s+|given\s+)?{_ONE})\b
        """,
    ),
)
NOTED = lazily(rf"\b(?:{_NOTE}|writing|posting|wrote|write)\b", re.IGNORECASE)
"""Says that time between notes is meant, where the word for it says less."""
PATTERNS = tuple(
    (measure, lazily(source, re.IGNORECASE | re.VERBOSE))
    for measure, source in _SOURCES
)
"""What is asked for, and how, the narrower first."""
