"""Tells of notes by day, month or category: how many, which, what share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rag.dates.intervals import period, periods, place, runs
from rag.lists.counting import Group, Groups, breakdown, grouped
from rag.lists.extremes import both_ends, both_lengths, longest, shortest
from rag.lists.headlines import Headline
from rag.lists.stretches import elapsed, gap, mean_interval, span, streak
from rag.lists.telling import Rows, Telling, days, ends, spread, too_few
from rag.query_types import GroupBy, Measure, Query
from rag.wording.aggregates import (
    Measured,
    bound,
    counted,
    each,
    length,
    topic,
    units,
)
from rag.wording.lists import OF_KIND, Told, many, name


def told(head: Headline) -> Telling | None:
    """Return what the query of *head* has told of the chosen; None for a number."""
    query = head.query
    if query.measure:
        return _TELLERS[query.measure](head)
    if query.having and query.group_by:
        return _having(head, query.group_by, query.having)
    if query.group_by and query.then_by:
        groups = grouped(head.chosen, query.group_by, query.lang)
        return Telling(first=head.of_count(), rows=_divided(groups, query.then_by))
    return None


def _divided(groups: Groups, by: GroupBy) -> Rows:
    """Return a row for each group within each of *groups*."""
    found = []
    for group in groups.named:
        for label, entries in grouped(group.entries, by, groups.lang).rows(None):
            found.append((f"{group.name} · {label}", entries))
    return [*found, *((g.told(groups.lang), g.entries) for g in groups.strays())]


def _by(query: Query) -> GroupBy:
    return query.group_by or "day"


def _groups(head: Headline) -> Telling:
    """Count the days or months that have notes."""
    by, lang = _by(head.query), head.query.lang
    groups = grouped(head.chosen, by, lang)
    notes = Told.NOTES.text(lang, n=len(head.chosen))
    first = Measured.GROUPS.text(
        lang,
        topic=topic(by),
        units=units(by, lang),
        many=counted(len(groups.named), by, lang),
        what=f"{head.scope()}, {notes}",
    )
    return Telling(first=first, rows=_rows([*groups.named, *groups.strays()], head))


_ROWS = 40
"""Days with a row each; of more there is one a year."""


def _rows(groups: Sequence[Group], head: Headline) -> Rows:
    lang = head.query.lang
    if len(groups) <= _ROWS:
        return [(g.told(lang), g.entries) for g in groups]
    entries = [e for g in groups for e in g.entries]
    return grouped(entries, breakdown(entries) or "year", lang).rows(None)


def _having(head: Headline, by: GroupBy, limits: tuple[int, int | None]) -> Telling:
    """Name the days or months with as many notes as *limits* say."""
    lang, (least, most) = head.query.lang, limits
    groups = grouped(head.chosen, by, lang)
    if most == 0:
        return _empty(head, groups, by)
    kept = [g for g in groups.named if least <= g.count <= (most or g.count)]
    words = Measured.HAVING if kept else Measured.NONE_HAVING
    first = words.text(
        lang,
        bound=bound(least, most, lang),
        topic=topic(by),
        units=units(by, lang),
        many=counted(len(kept), by, lang),
        what=head.scope(),
    )
    return Telling(first=first, rows=_rows(kept or groups.largest(), head))


def _empty(head: Headline, groups: Groups, by: GroupBy) -> Telling:
    """Name the months without notes, and cite those of all others."""
    query = head.query
    lang, full = query.lang, {place(d, by) for d in days(head)}
    asked = _asked(head)
    every = periods(*asked, by, query.without) if asked and by not in OF_KIND else []
    empty = [n for n in every if n not in full]
    words = Measured.HAVING if empty else Measured.NONE_HAVING
    first = words.text(
        lang,
        bound=bound(0, 0, lang),
        topic=topic(by),
        units=units(by, lang),
        many=counted(len(empty), by, lang),
        what=", ".join(filter(None, (head.scope(), _range(asked, head)))),
    )
    rows = [(_run(run, by, head), ()) for run in runs(empty)]
    others = Measured.OTHERS.text(
        lang,
        topic=topic(by),
        many=counted(len(groups.named), by, lang),
        n=sum(g.count for g in groups.named),
    )
    written = [e for g in groups.named for e in g.entries]
    return Telling(first=first, rows=[*rows, (others, written)])


def _run(run: tuple[int, int], by: GroupBy, head: Headline) -> str:
    """Return the name of a month, or those of the first and the last of a row."""
    if run[0] == run[1]:
        return ends(run, by, head)[0]
    length = counted(run[1] - run[0] + 1, by, head.query.lang)
    return f"{' ~ '.join(ends(run, by, head))}: {length}"


def _asked(head: Headline) -> tuple[date, date] | None:
    """Return the days that are spoken of: as filtered, else those with notes."""
    written, query = days(head), head.query
    if not written:
        return None
    last = query.until or written[-1]
    if query.today and query.today < last:
        # What is still to come has no notes yet.
        last = max(query.today, written[-1])
    return query.since or written[0], last


def _range(asked: tuple[date, date] | None, head: Headline) -> str:
    if asked is None or (head.query.since and head.query.until == asked[1]):
        return ""
    return " ~ ".join(day.isoformat() for day in asked)


def _share(head: Headline) -> Telling:
    """Give percentages, or that of the category that is asked for."""
    lang, by = head.query.lang, head.query.group_by
    total = len(head.fitting)
    if by is None:
        n = len(head.chosen)
        first = Measured.SHARE_OF.text(
            lang,
            n=total,
            k=n,
            share=_percent(n, total),
            category=head.query.category,
            what=head.scope(),
        )
        return Telling(
            first=first, rows=grouped(head.fitting, "category", lang).rows(None)
        )
    groups = grouped(head.chosen, by, lang)
    rows = []
    for group in (*groups.named, *groups.strays()):
        share = _percent(group.count, total)
        row = Measured.SHARE.text(lang, name=group.name, n=group.count, share=share)
        rows.append((row, group.entries))
    return Telling(first=head.of_groups(groups), rows=rows)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}"


def _average(head: Headline) -> Telling:
    """Divide the notes by the days or months, those without a note as well."""
    by, lang, asked = _by(head.query), head.query.lang, _asked(head)
    if asked is None:
        return too_few(head)
    dated = [e for e in head.chosen if e.day]
    whole = periods(*asked, by, head.query.without)
    full = grouped(dated, by, lang).named
    first, last = (name(period(day, by), by, lang) for day in asked)
    told = Measured.AVERAGE.text(
        lang,
        each=each(by, lang) + ("에" if lang == "ko" else ""),
        mean=_mean(len(dated), len(whole)),
        n=len(dated),
        first=first,
        last=last,
        many=length(len(whole), by, lang),
        what=head.scope(),
    )
    writing = Measured.AVERAGE_WRITING.text(
        lang,
        topic=topic(by),
        many=many(len(full), by, lang)
        if lang == "en"
        else counted(len(full), by, lang),
        mean=_mean(len(dated), len(full)),
    )
    return Telling(first=f"{told} {writing}", rows=spread(dated, head))


def _mean(part: int, whole: int) -> str:
    value = part / max(whole, 1)
    return f"{value:.1f}" if value >= 0.1 or not value else f"{value:.2g}"


def _any(head: Headline) -> Telling:
    first = Measured.ANY.text(head.query.lang, n=len(head.chosen), what=head.scope())
    return Telling(first=first, named=head.chosen)


def _all(head: Headline) -> Telling:
    """Say whether all notes are of the category, or how many are."""
    lang, n, k = head.query.lang, len(head.fitting), len(head.chosen)
    words = Measured.ALL if n == k else Measured.NOT_ALL if k else Measured.NONE_OF
    first = words.text(lang, n=n, k=k, category=head.query.category, what=head.scope())
    return Telling(first=first, rows=grouped(head.fitting, "category", lang).rows(None))


_TELLERS: Mapping[Measure, Callable[[Headline], Telling]] = {
    "groups": _groups,
    "share": _share,
    "average": _average,
    "interval": mean_interval,
    "gap": gap,
    "streak": streak,
    "elapsed": elapsed,
    "span": span,
    "ends": both_ends,
    "lengths": both_lengths,
    "longest": longest,
    "shortest": shortest,
    "any": _any,
    "all": _all,
}
