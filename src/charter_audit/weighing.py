"""Which day counts: the one policy on whether something was renewed in a quarter.

No order says what হালনাগাদ must show; the policy is what offices accept, inferred, and kept in this one place:

    a stated day in the quarter                                    -> updated
    the newest stated day before it, a recorded one in it          -> conflict
    any stated day that decides                                    -> the newest: later, one quarter old, stale
    a recorded day in the quarter                                  -> updated
    any recorded day that decides                                  -> the newest, likewise
    none of these                                                  -> undated

A span decides only if all of it lies on one side of the quarter's edges. A day after the day of the scan never counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charter_audit.model import RECORDED, Dated, Kind
from charter_audit.quarter import Quarter


class Side(StrEnum):
    """Where a span lies; ACROSS an edge it decides nothing."""

    BEFORE = "before"
    IN = "in"
    AFTER = "after"
    ACROSS = "across"


class Outcome(StrEnum):
    """What the days say of the quarter."""

    UPDATED = "updated"
    CONFLICT = "conflict"
    LATER = "later"
    ONE_QUARTER = "one-quarter"
    STALE = "stale"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome, the day that decided (None where undated), and the days after the day of the scan."""

    outcome: Outcome
    by: Dated | None = None
    after_as_of: tuple[Dated, ...] = ()


def side(span: Dated, quarter: Quarter) -> Side:
    """Where a span of days lies against a quarter."""
    if span.last < quarter.first:
        return Side.BEFORE
    if span.first > quarter.last:
        return Side.AFTER
    return Side.IN if span.first in quarter and span.last in quarter else Side.ACROSS


def newest(days: Iterable[Dated]) -> Dated | None:
    """The span that ends last (of equal ends, the one that begins last); None of nothing."""
    return max(days, key=lambda day: (day.last, day.first), default=None)


def weigh(days: Iterable[Dated], quarter: Quarter, as_of: date) -> Weighed:
    """What the days found on one thing say of the quarter, as of a day."""
    every = tuple(days)
    counting = [day for day in every if day.first <= as_of and side(day, quarter) is not Side.ACROSS]
    stated = [day for day in counting if day.kind is Kind.STATED]
    recorded = [day for day in counting if day.kind in RECORDED]
    outcome, by = _decide(stated, recorded, quarter)
    return Weighed(outcome, by, tuple(day for day in every if day.first > as_of))


def _decide(stated: list[Dated], recorded: list[Dated], quarter: Quarter) -> tuple[Outcome, Dated | None]:
    stated_in, recorded_in = _inside(stated, quarter), _inside(recorded, quarter)
    last_stated, last_recorded = newest(stated), newest(recorded)
    if stated_in:
        return Outcome.UPDATED, stated_in
    if last_stated and recorded_in and side(last_stated, quarter) is Side.BEFORE:
        return Outcome.CONFLICT, last_stated
    if last_stated:
        return _outside(last_stated, quarter), last_stated
    if recorded_in:
        return Outcome.UPDATED, recorded_in
    if last_recorded:
        return _outside(last_recorded, quarter), last_recorded
    return Outcome.UNDATED, None


def _inside(days: list[Dated], quarter: Quarter) -> Dated | None:
    return newest(day for day in days if side(day, quarter) is Side.IN)


def _outside(day: Dated, quarter: Quarter) -> Outcome:
    if side(day, quarter) is Side.AFTER:
        return Outcome.LATER
    return Outcome.ONE_QUARTER if day.last in quarter.previous else Outcome.STALE
