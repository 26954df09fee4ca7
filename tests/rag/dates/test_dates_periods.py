from datetime import date, timedelta

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.dates.periods import Moment, Period, ago, last, months, shift, week
from rag.understand.dates.moments import between


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days)
def test_a_week_runs_from_monday_to_sunday(day):
    """The week of a day holds it and begins on a Monday."""
    found = week(day)

    assert found.since <= day <= found.until
    assert (0, 6) == (found.since.weekday(), found.until.weekday())


@given(days, st.integers(-600, 600))
def test_shifting_months_keeps_the_day_where_it_can(day, count):
    """The day of the month stays, or is the last one that the month has."""
    found = shift(day, count)
    following = found + timedelta(days=1)

    assert (day.year * 12 + day.month + count) == found.year * 12 + found.month
    assert found.day == day.day or following.day == 1


@pytest.mark.parametrize(
    ("year", "first", "count", "until"),
    [
        (2024, 2, 1, date(2024, 2, 29)),
        (2023, 2, 1, date(2023, 2, 28)),
        (2023, 12, 3, date(2024, 2, 29)),
        (2023, 13, 1, date(2024, 1, 31)),
        (2023, 0, 1, date(2022, 12, 31)),
    ],
)
def test_months_end_where_the_calendar_says(year, first, count, until):
    """Leap years and the turn of the year are right."""
    found = months(year, first, count)

    assert until == found.until


@given(days, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_what_is_past_is_past(today, count, unit):
    """So long ago ended before today; the last so long ends today."""
    then, since = ago(today, count, unit), last(today, count, unit)

    assert then.since <= then.until < today
    assert since.since < since.until == today


@given(days, st.integers(1, 12))
def test_an_open_month_is_the_latest_that_has_begun(today, month):
    """Without a year it has begun, and the one a year later has not."""
    found = Moment(month=month).resolve(today)

    assert found.since <= today < shift(found.since, 12)


@pytest.mark.parametrize(
    "moment",
    [
        Moment(year=2023, month=2, day=29),
        Moment(year=2023, month=13),
        Moment(year=2023, month=0),
        Moment(month=2, day=30),
        Moment(year=2023, month=2, part="w6"),
        Moment(day=32),
    ],
)
def test_there_is_no_such_day(moment):
    """An impossible moment is an error, never another day."""
    with pytest.raises(ValueError):
        moment.resolve(date(2023, 8, 15))


def test_a_range_fills_in_what_is_left_out():
    """The year of one end holds for the other, across the turn of the year too."""
    found = between(Moment(year=2021, month=11), Moment(month=2), date(2023, 8, 15))

    assert Period(date(2021, 11, 1), date(2022, 2, 28)) == found
