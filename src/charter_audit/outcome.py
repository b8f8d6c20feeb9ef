"""The exit status of a scan, and what to say beside it."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from charter_audit.model import Scan, Verdict


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


def _slugs(scan: Scan) -> Iterable[str]:
    return {finding.reason.slug for _, finding in scan.findings()}
