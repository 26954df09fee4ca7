from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from bot.days import parse_day


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-10-06", "2022-10-06", "2022-10-06"),
        ("2022-10-06", "2022-10-06", " 2022.10.06. "),
        ("2022-10-06", "2022-10-06", "2022/10/6"),
        ("2022-10-06", "2022-10-06", "2022. 10. 6."),
        ("2022-10-06", "2022-10-06", "2022년 10월 6일"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2022-10-01", "2022-10-31", "2022년 10월"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2022-12-31", "2022년"),
    ],
)
def test_a_month_or_a_year_is_a_range(first: str, last: str, text: str) -> None:
    """As a first day a month means its first, as a last day its last; so does a year."""
    assert date.fromisoformat(first) == parse_day(text, "first")
    assert date.fromisoformat(last) == parse_day(text, "last")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-13", "2022-02-30", "10-06", "0000", "2022-10-06x"]
)
@pytest.mark.parametrize("edge", ["first", "last", "exact"])
def test_names_what_is_no_date(text: str, edge) -> None:
    """What can't be a date is named, with a form that works."""
    with pytest.raises(
        ValueError, match="is not a date; write it as 2022-10-06"
    ) as info:
        parse_day(text, edge)

    assert repr(text) in str(info.value)


@pytest.mark.parametrize("text", ["2022", "2022-10"])
def test_a_clock_wants_a_whole_date(text: str) -> None:
    """A month is no day to be today."""
    with pytest.raises(ValueError, match="is not a date"):
        parse_day(text, "exact")


@given(st.dates())
def test_iso_dates_mean_themselves(day: date) -> None:
    """Every day of the calendar, written as ISO has it, is that day at each edge."""
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"

    assert [day] * 3 == [parse_day(text, edge) for edge in ("first", "last", "exact")]
