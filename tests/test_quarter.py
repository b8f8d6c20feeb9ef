"""The fiscal year and its quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter_audit.quarter import Quarter

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2023, 7, 1), "2023-24/Q1"),
        (date(2023, 9, 30), "2023-24/Q1"),
        (date(2023, 10, 1), "2023-24/Q2"),
        (date(2023, 11, 28), "2023-24/Q2"),
        (date(2023, 12, 31), "2023-24/Q2"),
        (date(2024, 1, 1), "2023-24/Q3"),
        (date(2024, 3, 31), "2023-24/Q3"),
        (date(2024, 4, 1), "2023-24/Q4"),
        (date(2024, 6, 30), "2023-24/Q4"),
        (date(1999, 12, 31), "1999-00/Q2"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, written: str) -> None:
    quarter = Quarter.of(day)
    assert str(quarter) == written
    assert day in quarter
    assert Quarter.parse(written) == quarter


@given(DAYS)
def test_every_day_is_in_one_quarter_only(day: date) -> None:
    quarter = Quarter.of(day)
    assert day in quarter
    assert day not in quarter.next
    assert day not in quarter.previous
    assert quarter.first <= day <= quarter.last


@given(DAYS)
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.next.previous == quarter
    assert quarter.previous.next == quarter
    assert quarter.next.first - quarter.last == timedelta(days=1)
    assert quarter.previous < quarter < quarter.next


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-24/Q5", "write it as 2023-24/Q2"),
        ("2023/Q2", "write it as 2023-24/Q2"),
        ("2023-25/Q2", "is 2023-24"),
        ("২০২৩-২৪/Q2", "write it as 2023-24/Q2"),
        ("", "write it as 2023-24/Q2"),
        ("0000-01/Q1", "no fiscal year begins in 0"),
    ],
)
def test_a_wrong_form_is_told_with_the_right_one(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Quarter.parse(text)


def test_a_fifth_quarter_is_refused() -> None:
    with pytest.raises(ValueError, match="not 5"):
        Quarter(2023, 5)


@pytest.mark.parametrize(
    ("quarter", "bengali", "english"),
    [
        ("2023-24/Q1", "১ম ত্রৈমাসিক, জুলাই-সেপ্টেম্বর ২০২৩", "Q1, July-September 2023"),
        ("2023-24/Q2", "২য় ত্রৈমাসিক, অক্টোবর-ডিসেম্বর ২০২৩", "Q2, October-December 2023"),
        ("2023-24/Q3", "৩য় ত্রৈমাসিক, জানুয়ারি-মার্চ ২০২৪", "Q3, January-March 2024"),
        ("2023-24/Q4", "৪র্থ ত্রৈমাসিক, এপ্রিল-জুন ২০২৪", "Q4, April-June 2024"),
    ],
)
def test_names(quarter: str, bengali: str, english: str) -> None:
    parsed = Quarter.parse(quarter)
    assert (parsed.name_bn, parsed.name_en) == (bengali, english)


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2023, 10, 1), 91), (date(2023, 11, 28), 33), (date(2023, 12, 31), 0), (date(2024, 2, 1), 0)],
)
def test_days_left(day: date, left: int) -> None:
    assert Quarter(2023, 2).days_left(day) == left


def test_the_fiscal_year_begins_in_july() -> None:
    assert Quarter.parse("2023-24/Q4").fiscal_year_first == date(2023, 7, 1)
    assert Quarter.parse("2023-24/Q4").fiscal_year == "2023-24"
