"""The exit status of a scan, and what to say beside it."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum

from charter_audit.model import Row, Scan, Verdict
from charter_audit.quarter import Quarter


class Status(IntEnum):
    """Exit statuses, as the interface promises them. Where several fit: 130, 2, 3, 4, 1."""

    FINE = 0
    NOT_MET = 1
    USAGE = 2
    NOTHING_CHECKED = 3
    FAULT = 4
    INTERRUPTED = 130


class FailOn(StrEnum):
    """What makes a finished scan end with status 1; partly counts as not met."""

    NOT_MET = "not-met"
    UNCHECKED = "unchecked"
    NEVER = "never"


_FAILING = {
    FailOn.NOT_MET: {Verdict.NOT_MET, Verdict.PARTLY},
    FailOn.UNCHECKED: {Verdict.NOT_MET, Verdict.PARTLY, Verdict.UNCHECKED},
    FailOn.NEVER: set[Verdict](),
}


def status(scan: Scan, fail_on: FailOn) -> Status:
    """The status a finished scan ends with."""
    verdicts = {finding.verdict for _, finding in scan.findings()}
    if verdicts <= {Verdict.UNCHECKED, Verdict.NOT_APPLICABLE} and Verdict.UNCHECKED in verdicts:
        return Status.NOTHING_CHECKED
    if "audit-error" in _slugs(scan):
        return Status.FAULT
    return Status.NOT_MET if verdicts & _FAILING[fail_on] else Status.FINE


def said(ended: Status) -> str:
    """What stderr says of a status, "" where the findings say it all."""
    return _SAID.get(ended, "")


_SAID = {
    Status.NOTHING_CHECKED: (
        "No office could be checked: this machine has no network, or a whole platform is down. "
        "Nothing is held against any office."
    ),
    Status.FAULT: ("A fault of this program was met; the rows that say audit-error have no result. Please report it."),
    Status.INTERRUPTED: "Interrupted: no findings were written.",
}


MOST = 12
"""Offices that are named in one line; of more, their number is told."""

FRESH = 15
"""Days of a quarter in which the one before is still being reported."""


def left(scan: Scan) -> Iterator[str]:
    """How many days of the quarter are left, and which offices still have something to do, one line each."""
    yield _days(scan)
    if scan.quarter == Quarter.of(scan.as_of) and (scan.as_of - scan.quarter.first).days < FRESH:
        yield f"The quarter has just begun; --quarter previous checks {scan.quarter.previous}."
    wanting = [row.office.id for row in scan.rows if _has(row, Verdict.NOT_MET, Verdict.PARTLY)]
    unchecked = [row.office.id for row in scan.rows if row.office.id not in wanting and _has(row, Verdict.UNCHECKED)]
    if wanting:
        yield f"Something is left to do at {len(wanting)} of {len(scan.rows)} offices: {_named(wanting)}."
    if unchecked:
        yield f"Nothing found wanting, but not all checked, at {len(unchecked)}: {_named(unchecked)}."


def _days(scan: Scan) -> str:
    quarter, days = scan.quarter, scan.quarter.days_left(scan.as_of)
    if scan.as_of > quarter.last:
        return f"{quarter} ended on {quarter.last}."
    if scan.as_of < quarter.first:
        return f"{quarter} begins on {quarter.first}."
    left = {0: "ends today", 1: "ends tomorrow"}.get(days, f"ends in {days} days")
    return f"{quarter} {left}, on {quarter.last}."


def _has(row: Row, *verdicts: Verdict) -> bool:
    return any(finding.verdict in verdicts for finding in row.findings)


def _named(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
    return ", ".join(ids[:MOST]) + more


def _slugs(scan: Scan) -> Iterable[str]:
    return {finding.reason.slug for _, finding in scan.findings()}
