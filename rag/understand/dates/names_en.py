"""How English names days, weeks, months, seasons and years."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en as read
from rag.understand.dates.moments import Rule


_NAME, _DAYS = read.MONTH_NAMES, read.DAYS
_Y = r"(?:(?P<y>(?:19|20)[0-9]{2})(?![0-9])|['’](?P<yy>[0-9]{2})(?![0-9]))"
_YR = (
    rf"(?:{_Y}|(?P<yr>this|last|the\s+previous|the"
    rf"|previous)\s+year(?:['’]s)?(?P<yb>\s+before\s+last)?)"
)
_PART = (
    r"(?:(?:the\s+)?(?P<part>early|mid|late|beginning|start|middle"
    r"|end)(?:\s+of)?[\s-]+(?:in\s+)?)"
)
_TH = r"(?:st|nd|rd|th)?"
_WHEN = rf"(?:,?\s+(?:of\s+|in\s+)?{_YR})?"
_UNITS = r"(?P<u>day|week|month|year)s?"
_TO_DAY = (
    rf"\s*(?:-|~|to|through|thru|until|till|and)\s*(?:the\s+)?(?P<d2>[0-9]{{1,2}}){_TH}"
)
_NEEDS = (
    *"0123456789",
    *(name[:3] for name in read.NAMES),
    *"mon tue wed thu fri sat sun day week month year fortnight".split(),
    *"spring summer autumn fall winter quarter half".split(),
)
"""Each rule names a number, a month, a day of the week, a season or a unit of time."""
RULES: tuple[Rule, ...] = tuple(
    (
        lazily(
            rf"(?<![0-9A-Za-z_.'’-]){pattern}(?![0-9A-Za-z_])",
            re.IGNORECASE,
            needs=_NEEDS,
        ),
        read,
        weak,
    )
    for pattern, read, weak in (
        (
            rf"{_PART}?(?:the\s+)?(?P<d>[0-9]{{1,2}}){_TH}\s+(?:of\s+)?(?P<m>{_NAME})\b\.?{_WHEN}",
            read.month,
            False,
        ),
        (
            rf"(?:the\s+)?(?P<d>[0-9]{{1,2}}){_TH}{_TO_DAY}\s+(?:of\s+)?(?P<m>{_NAME})\b\.?{_WHEN}",
            read.month,
            False,
        ),
        (
            rf"(?P<m>{_NAME})\b\.?\s+(?:the\s+)?(?P<d>[0-9]{{1,2}}){_TH}{_TO_DAY}(?![0-9:]){_WHEN}",
            read.month,
            False,
        ),
        (
            rf"(?P<m>{_NAME})\b\.?\s+(?:the\s+)?(?P<d>[0-9]{{1,2}})(?![0-9:]){_TH}{_WHEN}",
            read.month,
            False,
        ),
        (rf"{_PART}(?P<m>{_NAME})\b\.?{_WHEN}", read.month, False),
        (rf"(?P<m>{_NAME})\b\.?,?\s+(?:of\s+|in\s+)?{_YR}", read.month, False),
        (
            rf"(?:(?P<which>last|this|previous|past)\s+)(?P<m>{_NAME})\b\.?",
            read.month,
            False,
        ),
        (rf"(?P<m>{_NAME})\b\.?", read.bare_month, False),
        (rf"{_PART}{_YR}", read.whole_year, False),
        (
            r"(?:(?<=in\s)|(?<=from\s)|(?<=since\s)|(?<=of\s))['’](?P<yy>[0-9]{2})(?!\w)",
            read.whole_year,
            False,
        ),
        (
            (
                rf"(?:the\s+)?(?:(?P<which>last|this)\s+)?(?P<season>spring|summer|autumn|fall"
                rf"|winter)(?:,?\s+(?:of\s+|in\s+)?{_YR})"
            ),
            read.piece,
            False,
        ),
        (
            r"(?:(?P<which>last|this)\s+)(?P<season>spring|summer|autumn|fall|winter)",
            read.piece,
            False,
        ),
        (
            rf"(?:the\s+)?{_YR}\s+(?P<season>spring|summer|autumn|fall|winter)",
            read.piece,
            False,
        ),
        (rf"q(?P<q>[1-4])(?:,?\s+(?:of\s+)?{_YR})?", read.piece, False),
        (rf"{_YR}[\s-]*q(?P<q>[1-4])", read.piece, False),
        (rf"h(?P<h>[12])\s+(?:of\s+)?{_YR}", read.piece, False),
        (rf"{_YR}\s+h(?P<h>[12])", read.piece, False),
        (
            r"(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)",
            read.bare_season,
            False,
        ),
        (
            (
                rf"(?:the\s+)?(?P<nth>first|second|third|fourth|1st|2nd|3rd"
                rf"|4th)\s+(?P<kind>quarter|half)\s+(?:of\s+)?{_YR}"
            ),
            read.piece,
            False,
        ),
        (
            (
                r"(?:the\s+)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+"
                r"(?P<kind>quarter)(?!\s+of)"
            ),
            read.piece,
            False,
        ),
        (r"(?:the\s+)?day\s+before\s+yesterday|yesterday|today", read.day, False),
        (
            (
                rf"{_PART}?(?:the\s+)?(?P<which>this|last|previous"
                rf"|current)\s+(?P<u>weekend|week|month|quarter|year)"
            ),
            read.unit,
            False,
        ),
        (
            r"the\s+(?P<u>week|month|year)\s+(?P<twice>before\s+(?P<which>last))",
            read.unit,
            False,
        ),
        (
            (
                rf"(?:(?P<just>exactly)\s+)?(?P<n>{read.NUMERAL})\s+{_UNITS}"
                r"\s+(?:ago|back|earlier)"
            ),
            read.ago,
            False,
        ),
        (r"(?:a\s+|exactly\s+a\s+)?fortnight\s+ago", read.fortnight, False),
        (
            (
                r"(?:the\s+)?(?P<w>first|second|third|fourth|last)\s+week\s+(?:of|in)"
                rf"\s+(?P<m>{_NAME})\b\.?{_WHEN}"
            ),
            read.month,
            False,
        ),
        (
            (
                rf"(?:the\s+)?(?:last|past|previous"
                rf"|recent)\s+(?P<n>{read.NUMERAL})\s+{_UNITS}(?!\s+of\s+(?!this))"
            ),
            read.last,
            False,
        ),
        (r"(?:the\s+)?past(?P<n>)\s+(?P<u>week|month|year)", read.last, False),
        (
            rf"(?:the\s+)?(?:last|past|a)\s+few\s+{_UNITS}(?P<ago>\s+ago)?",
            read.vague,
            False,
        ),
        (
            rf"for\s+(?:the\s+(?:next\s+|following\s+)?)?(?P<n>{read.NUMERAL})\s+{_UNITS}",
            read.during,
            False,
        ),
        (rf"within\s+(?:the\s+)?(?P<n>{read.NUMERAL})\s+{_UNITS}", read.last, False),
        (
            (
                rf"(?:(?P<ahead>last|this|previous)\s+(?:week['’]?s?\s+)?)?(?P<day>{_DAYS})"
                rf"\s*(?:-|~|to|through|thru|until|till|and)\s*(?P<day2>{_DAYS})"
                r"(?:\s+(?:of\s+)?(?P<which>last|this|previous)\s+week)?"
            ),
            read.weekdays,
            False,
        ),
        (
            rf"(?:(?P<which>last|on|this)\s+|(?<=since\s))(?P<day>{_DAYS})",
            read.weekday,
            False,
        ),
        (
            rf"(?P<day>{_DAYS})\s+(?:of\s+)?(?P<which>last|this)\s+week",
            read.weekday_in_week,
            False,
        ),
        (
            r"(?<=on\s)the\s+(?P<d>[0-9]{1,2})(?:st|nd|rd|th)(?=\s*[?.!,]|\s*$|\s+(?:what|did|of\s+this))",
            read.only_day,
            False,
        ),
    )
)
