"""Output formats: one file each, found by being here. `render(Scan, lang)`, pure."""

from functools import cache

from charter_audit import reports
from charter_audit.extend import Report, discover


@cache
def formats() -> dict[str, Report]:
    """Every format by its name. Raises TypeError naming the module where a file here is no report."""
    return {report.name: report for report in discover(reports, "REPORT", Report).values()}


def by_suffix(suffix: str) -> Report | None:
    """The format that a file ending (".csv") asks for, or None."""
    return next((report for report in formats().values() if report.suffix == suffix), None)
