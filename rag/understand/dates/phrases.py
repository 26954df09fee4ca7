"""Phrases of time: a moment, two of them, or a side of one."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from rag.dates import periods
from rag.dates.periods import Moment
from rag.text.lazy_regex import lazily
from rag.understand.dates import digits, named_days, names_en, names_ko
from rag.understand.dates.moments import Atom, between, disjoint, gap, scan
from rag.understand.dates.numbers_as_dates import dated
from rag.understand.dates.time_phrase import DatePhrase, lasting
from rag.understand.language import exclusion


_TO = lazily(
    r"\s*(?:(?P<list>와|과|이랑|랑|하고|및|,|&|그리고|또는|혹은|이나|나|or|vs\.?|대(?=\s))|부터|에서|~|-"
    r"|to|until|till|through|thru|(?P<and>and))\s*(?:the\s+|in\s+)?",
    re.IGNORECASE,
)
_PREPOSITION = lazily(
    r"(?:(?:^|(?<=[\s(,]))(?:(?P<eve>(?:the\s+)?(?P<sooner>day|week|month|year)\s+before)"
    r"|(?P<next>(?:the\s+)?(?P<later>day|week|month|year)\s+after)|(?P<before>before|prior\s+to|earlier\s+than|older\s+than)"
    r"|(?P<until>until|till|up\s+to|through|by|no\s+later\s+than)"
    r"|(?P<after>after|later\s+than|newer\s+than)|(?P<since>since"
    r"|starting(?:\s+(?:in|from|with))?)"
    r"|(?P<plain>in|on|during|of|from|at|for|within|back\s+in|around|over|between"
    r"|dated))"
    r"\s+(?:the\s+)?(?:year\s+|month\s+of\s+)?)$",
    re.IGNORECASE,
)
_DIRECTION = lazily(
    r"\s*(?:쯤|경|무렵)?\s*(?:"
    r"(?:의\s*)?(?:바로\s*)?"
    r"(?:(?P<next>(?:다음\s*(?P<later>[날주달해])|이튿날)(?:에는|에도|에|엔|의|은|는|도)?(?![가-힣]))"
    r"|(?P<eve>(?:이?전|앞)\s*(?P<sooner>[날주달해])(?:에는|에도|에|엔|의|은|는|도)?(?![가-힣])))"
    r"|(?P<before>(?:이|가)?\s*(?:되|들어가|들어서|오|시작하|시작되)기\s*전(?:까지|에는|에|엔|의)?"
    r"|(?:이전|(?<=[가-힣0-9\s])전)(?:까지는|까지|에는|에|엔|의)|이전(?![가-힣])"
    r"|이전|전(?![가-힣])|보다\s*(?:전|이전|먼저|앞)(?:에)?)"
    r"|(?P<since>이후(?:부터|에는|에|로|의)?|이래로?|부터(?:\s*(?:지금|현재|이제|오늘|최근)까지)?"
    r"|\s(?:and|or)\s+(?:later|after|newer)(?!\s+\w)|\sonwards?|\son(?=\W|$)|\s(?:to|until"
    r"|till)\s+now)"
    r"|(?P<after>(?:보다\s*)?(?:후|뒤)(?:에는|에|로|의|엔|부터)|후(?![가-힣])"
    r"|다음(?:에는?|엔|부터)(?![가-힣]))"
    r"|(?P<until>까지(?:는|의|만|도)?|\s(?:and|or)\s+(?:earlier|before|older)(?!\s+\w))"
    r")",
    re.IGNORECASE,
)
_UNITS = {"날": "day", "주": "week", "달": "month", "해": "year"}
_PARTICLE = lazily(
    r"(?:\s*(?:쯤|경|무렵|동안|내내|사이에?|중에|당시|때|자))?"
    r"(?:에서|에는|에도|에만|에|의|엔|은|는|이|도|만|달에|날에?|간)?(?:\s*동안)?"
)
_THIS = lazily(
    r"지난|저번|이번|최근|요즘|올|금|\b(?:last|this|past|previous|recent)\b",
    re.IGNORECASE,
)
"""Says which year, without naming it."""
_POSSESSIVE = lazily(r"['’]s\b")
_UNTIL = lazily(r"\s*(?:까지(?:는|의|만)?|사이(?:에|의)?|동안)")
_AMID = lazily(r"\s*사이")


def phrases(text: str, today: date) -> list[DatePhrase]:
    """Return what *text* says about time, in order; none overlaps another."""
    rules = (*named_days.RULES, *names_ko.RULES, *names_en.RULES, *digits.RULES)
    atoms = [
        a
        for a in disjoint(scan(text, today, rules))
        if a.when and (not a.weak or dated(text, a))
    ]
    out: list[DatePhrase] = []
    gone: list[tuple[DatePhrase, Moment | None]] = []
    at = 0
    while at < len(atoms):
        try:
            if out:
                atoms[at] = _dated_alike(text, out[-1], atoms[at])
            phrase, used = _range(text, atoms[at:], today)
        except (ValueError, OverflowError):
            phrase, used = None, 1
        when = atoms[at].when if used == 1 else None
        at += used
        if phrase is None:
            continue
        if (
            when
            and when.length
            and out
            and (one := lasting(text, out[-1], phrase, when.length))
        ):
            out[-1] = one
            continue
        if when and when.length and text[phrase.start :].startswith("for "):
            continue  # of which months, it does not say
        if not (whole := exclusion.around(text, phrase.start, phrase.end)):
            out.append(phrase)
            continue
        start, end = whole
        gone.append((replace(phrase, start=start, end=end, left_out=True), when))
    kept = next(((p.since, p.until) for p in out if p.since), (None, None))
    for phrase, when in gone:
        days = exclusion.beside(when, *kept)
        out.append(
            replace(phrase, since=days.since, until=days.until) if days else phrase
        )
    return sorted(out, key=lambda p: p.start)


def _range(
    text: str, atoms: Sequence[Atom], today: date
) -> tuple[DatePhrase | None, int]:
    """Read one phrase, and say how many atoms it took."""
    first = atoms[0]
    if first.when is None:
        return None, 1
    if len(atoms) > 1 and (second := atoms[1]).when and not second.when.length:
        parted = _TO.fullmatch(text, first.end, second.start)
        ahead = _PREPOSITION.search(text[: first.start])
        part = (
            first.when.month is None
            and first.when.part is None
            and second.when.open
            and "," in text[first.end : second.start]
        )
        gone = exclusion.around(text, second.start, second.end)
        part = part or bool(gone and text[first.end : second.start].strip() == "에서")
        if parted and not part and not (ahead and ahead["before"]):
            whole = between(first.when, second.when, today)
            start = ahead.start() if ahead else first.start
            tail = _UNTIL.match(text, second.end) or _PARTICLE.match(text, second.end)
            both = parted["list"] or (parted["and"] and not _between(ahead))
            both = both and not _AMID.match(text, second.end)
            open_year = first.when.open and second.when.open
            phrase = DatePhrase(
                since=whole.since,
                until=whole.until,
                start=start,
                end=tail.end() if tail else second.end,
                without=gap(first.when, second.when, whole, today) if both else (),
                open_year=open_year
                and not _THIS.search(text[max(0, first.start - 8) : second.end]),
            )
            if both and not open_year:
                return _more(text, phrase, atoms[1:], today)
            return phrase, 2
    return _single(text, first, today), 1


def _more(
    text: str, phrase: DatePhrase, atoms: Sequence[Atom], today: date
) -> tuple[DatePhrase, int]:
    """Go on with ``21년 5월, 22년 5월, 23년 5월``, whose last two *phrase* is."""
    used = 2
    for last, then in pairwise(atoms):
        if not (last.when and then.when) or last.when.open or then.when.open:
            break
        parted = _TO.fullmatch(text, last.end, then.start)
        whole = between(last.when, then.when, today)
        if not (parted and (parted["list"] or parted["and"])):
            break
        if phrase.until is None or whole.until <= phrase.until:
            break
        tail = _PARTICLE.match(text, then.end)
        phrase = replace(
            phrase,
            until=whole.until,
            end=tail.end() if tail else then.end,
            without=(*phrase.without, *gap(last.when, then.when, whole, today)),
        )
        used += 1
    return phrase, used


def _between(ahead: re.Match[str] | None) -> bool:
    return ahead is not None and "between" in ahead[0].lower()


def _single(text: str, atom: Atom, today: date) -> DatePhrase | None:
    if atom.when is None or (atom.when.bare_day and not dated(text, atom)):
        return None
    whole = atom.when.resolve(today)
    since: date | None = whole.since
    until: date | None = whole.until
    ahead = _PREPOSITION.search(text[: atom.start])
    behind = _DIRECTION.match(text, atom.end)
    side = behind.lastgroup if behind else ahead.lastgroup if ahead else None
    said = behind or ahead
    if said and side in {"next", "eve"}:
        word = said["later" if side == "next" else "sooner"] or "날"
        unit = _UNITS.get(word, word)
        whole = periods.beside(whole, unit, 1 if side == "next" else -1)
        since, until = whole.since, whole.until
    elif side == "before":
        since, until = None, whole.since - timedelta(days=1)
    elif side == "until":
        since = None
    elif side == "since":
        until = None
    elif side == "after":
        since, until = whole.until + timedelta(days=1), None
    tail = (
        behind or _POSSESSIVE.match(text, atom.end) or _PARTICLE.match(text, atom.end)
    )
    return DatePhrase(
        since=since,
        until=until,
        start=ahead.start() if ahead else atom.start,
        end=tail.end() if tail else atom.end,
        open_year=atom.when.open
        and not atom.when.bare_day
        and not _THIS.search(text[max(0, atom.start - 8) : atom.end]),
    )


_AMONG = (
    r"(?:\s*(?:에|의)?\s*(?:쓴|적은|정리한)?\s*(?:노트|글|기록|것|거)?(?:들)?"
    r"\s*중(?:에서?|에는)?)?"
)
BESIDE = lazily(
    rf"{_AMONG}\s*(?:and|but|이고|이면서|,)?\s*(?:before|until|after|since|from)?\s*",
    re.IGNORECASE,
)


def _dated_alike(text: str, was: DatePhrase, atom: Atom) -> Atom:
    """Give the year of ``2022년 3월 이후`` to the ``6월 이전`` behind it."""
    if atom.when is None or not atom.when.open or atom.when.bare_day or not was.since:
        return atom
    if not BESIDE.fullmatch(text, was.end, atom.start):
        return atom
    year = was.since.year
    if atom.when.at(year).until < was.since:
        year += 1
    return replace(atom, when=replace(atom.when, year=year))
