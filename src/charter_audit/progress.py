"""The fiscal year so far: activity by office, target and what was achieved, from scans and declarations. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from charter_audit import judging
from charter_audit.duties import Duties
from charter_audit.extend import Rule
from charter_audit.model import Declaration, Duty, Finding, Office, Period, Question, Scan, Verdict
from charter_audit.quarter import Quarter
from charter_audit.questions import Questions
from charter_audit.reading import IN_PROGRESS
from charter_audit.rules import catalogue

RULES = ("CC-UPD-01", "CC-SUB-01", "CC-MTG-01", "CC-TRN-01")
"""The activities of the work plan, in the order of the minutes."""

DAYS = ("meeting_date", "event_date", "date")
"""Facts that tell one event of a longer period from another."""


class Progress(StrEnum):
    """What a cell says: a number, or a phrase in its place (rules.yaml `matrix_cells`)."""

    COUNT = "count"
    IN_PROGRESS = "in_progress"
    UNCHECKED = "unchecked"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one office has achieved so far of one activity, and what is said of the last quarter."""

    says: Progress
    achieved: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: its duty, with the plan's words where they are on file, and a cell for each office."""

    rule: str
    duty: Duty
    cells: tuple[Cell, ...]

    @property
    def phrase(self) -> Progress | None:
        """The phrase that is printed once over all columns; None where the cells are numbers or differ."""
        says = {cell.says for cell in self.cells}
        one = next(iter(says)) if len(says) == 1 else Progress.COUNT
        return None if one is Progress.COUNT else one


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of a fiscal year up to a quarter; `without_scan` are the quarters of which no scan is there."""

    quarter: Quarter
    offices: tuple[Office, ...]
    lines: tuple[Line, ...]
    own: str = ""
    without_scan: tuple[Quarter, ...] = ()


class NoScanError(ValueError):
    """No scan of the quarter is among those given; the text names those that are."""


def matrix(
    scans: Sequence[Scan], duties: Duties, declarations: tuple[Declaration, ...] = (), quarter: Quarter | None = None
) -> Matrix:
    """The matrix up to a quarter, that of the newest scan without one. Raises NoScanError."""
    newest = {scan.quarter: scan for scan in sorted(scans, key=lambda scan: (scan.as_of, scan.finished_at))}
    upto = quarter or max(newest, default=None)
    if upto is None or upto not in newest:
        there = ", ".join(map(str, sorted(newest))) or "none"
        raise NoScanError(f"there is no scan of {upto or 'any quarter'}; scans given: {there}")
    now = newest[upto]
    quarters = [Quarter(upto.year, number) for number in range(1, upto.number + 1)]
    offices = _in_order(now)
    year = _Year({one: newest[one] for one in quarters if one in newest}, now, _questions(now, duties, declarations))
    lines = tuple(_line(catalogue()[code], offices, year, quarters) for code in RULES)
    return Matrix(upto, offices, lines, now.own, tuple(one for one in quarters if one not in newest))


def _in_order(scan: Scan) -> tuple[Office, ...]:
    """The office that holds the meeting first, then the registry's order."""
    return tuple(sorted((row.office for row in scan.rows), key=lambda office: office.id != scan.own))


def _questions(now: Scan, duties: Duties, declarations: tuple[Declaration, ...]) -> Questions:
    return Questions(tuple(row.office for row in now.rows), duties, declarations)


@dataclass(frozen=True, slots=True)
class _Year:
    """The scans of a fiscal year by quarter, the last of them, and what is asked and declared."""

    scans: Mapping[Quarter, Scan]
    now: Scan
    questions: Questions

    def duty(self, rule: Rule, office: Office, quarter: Quarter) -> Duty:
        as_of = self.scans[quarter].as_of if quarter in self.scans else self.now.as_of
        return self.questions.duties.of(rule.code, office, quarter, as_of, self.questions.above(office))

    def finding(self, rule: Rule, office: Office, quarter: Quarter) -> Finding | None:
        """What was found of an office in a quarter, with what is declared; None where neither is there."""
        question = Question(office, quarter, self.now.as_of)
        declared = self.questions.declared(rule.code, question, self.duty(rule, office, quarter))
        seen = _found(self.scans.get(quarter), rule, office)
        if seen is None:
            return judging.by_declaration(rule, declared) if declared else None
        return judging.declared(seen, declared, rule)


def _found(scan: Scan | None, rule: Rule, office: Office) -> Finding | None:
    rows = (row for row in scan.rows if row.office.id == office.id) if scan else ()
    return next((finding for row in rows for finding in row.findings if finding.rule == rule.code), None)


def _line(rule: Rule, offices: tuple[Office, ...], year: _Year, quarters: Sequence[Quarter]) -> Line:
    cells = tuple(_cell(rule, office, year, quarters) for office in offices)
    asked = (office for office in offices if office.tier in rule.tiers)
    return Line(rule.code, year.duty(rule, next(asked, offices[0]), quarters[-1]), cells)


def _cell(rule: Rule, office: Office, year: _Year, quarters: Sequence[Quarter]) -> Cell:
    found = {quarter: year.finding(rule, office, quarter) for quarter in quarters}
    last = found[quarters[-1]]
    period = year.duty(rule, office, quarters[-1]).period
    return Cell(_says(rule, office, last), _achieved(found, period), last.reason.slug if last else "")


def _says(rule: Rule, office: Office, last: Finding | None) -> Progress:
    """What the last quarter's finding makes of the cell: no phrase for what was merely not met."""
    if office.tier not in rule.tiers:
        return Progress.NOT_APPLICABLE
    if last is None or last.reason.verdict is Verdict.UNCHECKED:
        return Progress.UNCHECKED
    if last.reason == IN_PROGRESS:
        return Progress.IN_PROGRESS
    return Progress.NOT_APPLICABLE if last.reason.verdict is Verdict.NOT_APPLICABLE else Progress.COUNT


def _achieved(found: Mapping[Quarter, Finding | None], period: Period) -> int:
    """Quarters met so far; of what is to be done once in a longer period, the events, for one is met in all of it."""
    met = {quarter: one for quarter, one in found.items() if one and one.reason.verdict is Verdict.MET}
    if period is Period.QUARTER:
        return len(met)
    return len({_event(one) or str(period.of(quarter)) for quarter, one in met.items()})


def _event(finding: Finding) -> str:
    return next((finding.facts[key] for key in DAYS if finding.facts.get(key)), "")
