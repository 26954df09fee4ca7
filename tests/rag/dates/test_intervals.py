from datetime import date, timedelta
from itertools import pairwise

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.dates.intervals import (
    apart,
    days_of,
    gaps,
    interval,
    period,
    periods,
    place,
    runs,
)
from rag.dates.periods import shift


ANY_DAY = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEAR = st.dates(date(2019, 12, 25), date(2021, 3, 5))
UNITS = st.sampled_from(["day", "month", "quarter", "half", "year"])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 4, 25), date(2023, 8, 12), (2, 3, 18)),
        (date(2020, 2, 28), date(2020, 3, 1), (0, 0, 2)),
        (date(2021, 2, 28), date(2021, 3, 1), (0, 0, 1)),
        (date(2020, 2, 29), date(2021, 2, 28), (1, 0, 0)),
        (date(2021, 1, 31), date(2021, 2, 28), (0, 1, 0)),
        (date(2021, 1, 31), date(2021, 3, 1), (0, 1, 1)),
        (date(2021, 12, 31), date(2022, 1, 1), (0, 0, 1)),
        (date(2022, 5, 5), date(2022, 5, 5), (0, 0, 0)),
    ],
)
def test_time_apart_is_told_by_the_calendar(first, last, expected) -> None:
    """Leap years and short months included."""
    assert expected == apart(first, last)


@given(NEAR, NEAR)
def test_time_apart_leads_from_one_to_the_other(one, other) -> None:
    """The months and then the days, and never a month of days too many."""
    first, last = sorted((one, other))

    years, months, days = apart(first, last)

    assert last == shift(first, years * 12 + months) + timedelta(days=days)
    assert 0 <= months < 12
    assert 0 <= days < 31


@given(ANY_DAY, UNITS)
def test_a_period_holds_its_days(day, by) -> None:
    """From its first to its last day it is the same, and the next day another."""
    first, last = days_of(place(day, by), by)

    assert first <= day <= last
    assert {period(d, by) for d in (first, day, last)} == {period(day, by)}
    if last < date.max:
        assert place(day, by) + 1 == place(last + timedelta(days=1), by)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("day", date(2022, 7, 1)),
        ("weekday", 4),
        ("month", (2022, 7)),
        ("quarter", (2022, 3)),
        ("half", (2022, 2)),
        ("year", 2022),
    ],
)
def test_periods_are_named_by_their_number(by, expected) -> None:
    """The third quarter and the second half begin in July."""
    assert expected == period(date(2022, 7, 1), by)


@pytest.mark.parametrize(
    ("by", "without", "expected"),
    [
        ("year", (), 2),
        ("half", (), 3),
        ("quarter", (), 5),
        ("month", (), 13),
        ("month", ((date(2021, 3, 1), date(2021, 4, 30)),), 11),
        ("month", ((date(2021, 3, 2), date(2021, 4, 30)),), 12),
        ("month", ((None, date(2021, 12, 31)),), 2),
        ("year", ((date(2022, 1, 1), None),), 1),
    ],
)
def test_periods_between_two_days(by, without, expected) -> None:
    """Those at both ends count; one is left out only as a whole."""
    ends = date(2021, 2, 3), date(2022, 2, 1)

    assert expected == len(periods(*ends, by, without))


@given(st.lists(st.integers(-50, 50)))
def test_runs_are_unbroken_and_apart(numbers) -> None:
    """They hold the numbers and nothing else, and no two of them touch."""
    found = runs(numbers)

    assert set(numbers) == {n for a, b in found for n in range(a, b + 1)}
    assert all(b + 1 < c for (_, b), (c, _) in pairwise(found))


@given(st.lists(NEAR, max_size=12))
def test_gaps_are_between_neighbours(days) -> None:
    """Nothing lies within a gap, no gap is longer, and several of a day are one."""
    found = gaps(days)

    assert bool(found) is (len(set(days)) > 1)
    lengths = [(b - a).days for a, b in pairwise(sorted(set(days)))]
    assert lengths.count(max(lengths, default=0)) == len(found)
    for begin, end in found:
        assert {begin, end} <= set(days)
        assert not any(begin < day < end for day in days)
        assert max(lengths) == (end - begin).days


@given(st.lists(NEAR, max_size=12))
def test_the_interval_is_the_mean_of_the_gaps(days) -> None:
    """Of days, not of notes; of a single day there is none."""
    lengths = [(b - a).days for a, b in pairwise(sorted(set(days)))]

    found = interval(days)

    if lengths:
        assert sum(lengths) / len(lengths) == pytest.approx(found)
    else:
        assert found is None
