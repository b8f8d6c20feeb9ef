"""The policy on days, line by line: 2023-24/Q2 (October to December 2023) as of 28 November 2023."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter_audit.model import RECORDED, Dated, Kind
from charter_audit.quarter import Quarter
from charter_audit.weighing import Outcome, Side, newest, side, weigh

QUARTER = Quarter(2023, 2)
AS_OF = date(2023, 11, 28)


def day(iso: str, kind: Kind = Kind.STATED) -> Dated:
    first, _, last = iso.partition("..")
    return Dated(date.fromisoformat(first), date.fromisoformat(last or first), kind, "here", iso)


def stamp(iso: str) -> Dated:
    return day(iso, Kind.PAGE_STAMP)


CASES = [
    ("nothing", [], Outcome.UNDATED, None),
    ("stated in the quarter", [day("2023-10-04")], Outcome.UPDATED, "2023-10-04"),
    ("first day of the quarter", [day("2023-10-01")], Outcome.UPDATED, "2023-10-01"),
    ("day before the quarter", [day("2023-09-30")], Outcome.ONE_QUARTER, "2023-09-30"),
    ("first day of the quarter before", [day("2023-07-01")], Outcome.ONE_QUARTER, "2023-07-01"),
    ("a day earlier than that", [day("2023-06-30")], Outcome.STALE, "2023-06-30"),
    ("the whole quarter named", [day("2023-10-01..2023-12-31")], Outcome.UPDATED, "2023-10-01..2023-12-31"),
    (
        "stated in it beats a newer stamp before it",
        [day("2023-10-04"), stamp("2023-09-01")],
        Outcome.UPDATED,
        "2023-10-04",
    ),
    (
        "an old stated, a stamp in it",
        [day("2021-01-01"), stamp("2023-10-04")],
        Outcome.CONFLICT,
        "2021-01-01",
    ),
    ("an old stated, an old stamp", [day("2021-01-01"), stamp("2022-10-04")], Outcome.STALE, "2021-01-01"),
    (
        "two stated, the newest decides",
        [day("2021-01-01"), day("2023-08-01")],
        Outcome.ONE_QUARTER,
        "2023-08-01",
    ),
    ("a stamp in it", [stamp("2023-10-05")], Outcome.UPDATED, "2023-10-05"),
    ("any stamp in it", [stamp("2023-10-05"), stamp("2021-10-05")], Outcome.UPDATED, "2023-10-05"),
    ("an old stamp", [stamp("2021-11-20")], Outcome.STALE, "2021-11-20"),
    ("a stamp across the edge", [stamp("2023-09-30..2023-10-01")], Outcome.UNDATED, None),
    (
        "a stamp across, another old",
        [stamp("2023-09-30..2023-10-01"), stamp("2021-01-01")],
        Outcome.STALE,
        "2021-01-01",
    ),
    ("upload counts", [day("2023-11-01", Kind.UPLOADED)], Outcome.UPDATED, "2023-11-01"),
    ("publication counts", [day("2023-11-01", Kind.PUBLISHED)], Outcome.UPDATED, "2023-11-01"),
    (
        "a change between scans counts",
        [day("2023-10-02..2023-11-01", Kind.CHANGED)],
        Outcome.UPDATED,
        "2023-10-02..2023-11-01",
    ),
    ("the site's stamp never counts", [day("2023-11-27", Kind.SITE_STAMP)], Outcome.UNDATED, None),
    ("the server's day never counts", [day("2023-11-27", Kind.SERVER)], Outcome.UNDATED, None),
    ("days inside a file never count", [day("2023-11-27", Kind.FILE_METADATA)], Outcome.UNDATED, None),
    ("a record's id never counts", [day("2023-11-27", Kind.RECORD_ID)], Outcome.UNDATED, None),
    (
        "site stamp beside an old one",
        [day("2023-11-27", Kind.SITE_STAMP), stamp("2021-01-01")],
        Outcome.STALE,
        "2021-01-01",
    ),
    ("after the day of the scan never counts", [stamp("2023-12-01")], Outcome.UNDATED, None),
]


@pytest.mark.parametrize(("days", "outcome", "by"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_policy(days: list[Dated], outcome: Outcome, by: str | None) -> None:
    weighed = weigh(days, QUARTER, AS_OF)
    assert weighed.outcome is outcome
    assert (weighed.by.iso if weighed.by else None) == by


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        ([day("2024-02-01")], Outcome.LATER),
        ([stamp("2024-02-01")], Outcome.LATER),
        ([stamp("2024-02-01"), stamp("2023-01-01")], Outcome.LATER),
        ([stamp("2024-02-01"), stamp("2023-11-01")], Outcome.UPDATED),
        ([day("2024-02-01"), stamp("2023-11-01")], Outcome.LATER),
        ([day("2023-11-01"), day("2024-02-01")], Outcome.UPDATED),
    ],
)
def test_a_later_scan_of_the_quarter(days: list[Dated], outcome: Outcome) -> None:
    assert weigh(days, QUARTER, date(2024, 3, 1)).outcome is outcome


def test_the_day_of_the_scan_counts_and_is_not_after_it() -> None:
    weighed = weigh([stamp("2023-11-28")], QUARTER, AS_OF)
    assert (weighed.outcome, weighed.after_as_of) == (Outcome.UPDATED, ())


def test_days_after_the_scan_are_said() -> None:
    weighed = weigh([stamp("2023-12-01"), stamp("2021-01-01")], QUARTER, AS_OF)
    assert [one.iso for one in weighed.after_as_of] == ["2023-12-01"]
    assert weighed.outcome is Outcome.STALE


@pytest.mark.parametrize(
    ("iso", "where"),
    [
        ("2023-09-30", Side.BEFORE),
        ("2023-10-01", Side.IN),
        ("2023-12-31", Side.IN),
        ("2024-01-01", Side.AFTER),
        ("2023-09-30..2023-10-01", Side.ACROSS),
        ("2023-12-31..2024-01-01", Side.ACROSS),
        ("2023-07-01..2024-06-30", Side.ACROSS),
    ],
)
def test_sides(iso: str, where: Side) -> None:
    assert side(day(iso), QUARTER) is where


def test_newest_of_nothing_is_nothing() -> None:
    assert newest([]) is None


SPANS = st.builds(
    lambda first, length, kind: Dated(first, first + timedelta(days=length), kind, "here", ""),
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.integers(0, 200),
    st.sampled_from(Kind),
)


@given(st.lists(SPANS, max_size=6))
def test_kinds_that_are_only_shown_change_nothing(days: list[Dated]) -> None:
    counting = [one for one in days if one.kind is Kind.STATED or one.kind in RECORDED]
    assert weigh(days, QUARTER, AS_OF).outcome is weigh(counting, QUARTER, AS_OF).outcome


@given(st.lists(SPANS, max_size=6))
def test_the_order_of_days_changes_nothing(days: list[Dated]) -> None:
    assert weigh(days, QUARTER, AS_OF).outcome is weigh(days[::-1], QUARTER, AS_OF).outcome
