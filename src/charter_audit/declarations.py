"""What offices declare of themselves: meetings, trainings, progress. No website proves it; it is shown as declared.

`declarations.yaml` stands beside the registry. A mistake of form is an error; an entry that cannot be used as it stands
(an unknown office or rule, a day outside its quarter, nothing that proves it) is left out and told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, Strict

from charter_audit.duties import Duties
from charter_audit.model import Declaration, Office, Scan, State
from charter_audit.quarter import Quarter
from charter_audit.reading import DECLARED
from charter_audit.rules import catalogue
from charter_audit.yamlfile import Problem, load_with_source, nearest

FILE = Path("declarations.yaml")
"""Its name beside the registry."""

VERSION = 1

# ---- the shape of the file ---------------------------------------------------------------------------------


def _version(value: int) -> int:
    if value != VERSION:
        raise ValueError(f"must be {VERSION}, the form that this charter-audit reads, not {value}")
    return value


def _span(value: object) -> tuple[date, date]:
    """First and last day of a day or a month."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        first = date.fromisoformat(text if len(text) > len("2023-09") else f"{text}-01")
    except ValueError:
        raise ValueError(
            f"{value} is no day; write it as 2023-09-25, or as 2023-09 where only the month is known"
        ) from None
    if len(text) > len("2023-09"):
        return first, first
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


Text = Annotated[str, AfterValidator(str.strip)]
Span = Annotated[tuple[date, date], BeforeValidator(_span)]


class _Entry(BaseModel):
    office: Text
    rule: Text
    quarter: Annotated[str, AfterValidator(lambda value: str(Quarter.parse(value)))]
    state: State
    date: Span | None = None
    memo: Text = ""
    document: Text = ""


class _File(BaseModel):
    version: Annotated[int, Strict(), AfterValidator(_version)]
    declarations: Annotated[list[_Entry], Field()]


# ---- loading and checking ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A declaration and where it stands, as file, line and column."""

    declaration: Declaration
    place: Problem

    def told(self, message: str) -> str:
        """A message about it, with its place."""
        one = self.declaration
        return f"{self.place.file}:{self.place.line}:{self.place.column}: {one.office}, {one.rule}: {message}"


@dataclass(frozen=True, slots=True)
class Declarations:
    """What can be used of a file, and what is to be said of the rest."""

    usable: tuple[Placed, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[Declaration, ...]:
        """The declarations without their places."""
        return tuple(one.declaration for one in self.usable)


def load(path: Path) -> tuple[Placed, ...]:
    """The declarations of a file in its order; of no file, none. Raises FileError with all mistakes of form."""
    if not path.exists():
        return ()
    file, source = load_with_source(path, _File)
    placed = enumerate(file.declarations)
    return tuple(Placed(_declaration(entry), source.problem(("declarations", at), "")) for at, entry in placed)


def checked(placed: Sequence[Placed], registered: Sequence[Office], duties: Duties, as_of: date) -> Declarations:
    """Which of them can be used in a scan as of a day, and why not the others."""
    offices = {office.id: office for office in registered}
    usable: list[Placed] = []
    warnings: list[str] = []
    for one in placed:
        if wrong := next(_wrongs(one.declaration, offices, duties, as_of), ""):
            warnings.append(one.told(f"{wrong}; it is left out"))
        else:
            usable.append(one)
    return Declarations(tuple(usable), (*warnings, *_twice(usable)))


def contradicted(scan: Scan, declarations: Declarations) -> Iterator[str]:
    """What the scan found against what was declared, one message each."""
    for row, finding in scan.findings():
        if against := finding.facts.get("contradiction"):
            for one in declarations.usable:
                told = one.declaration
                said_on = finding.facts.get("declared_date", "")
                if (told.office, told.rule, told.iso) == (row.office.id, finding.rule, said_on):
                    said = f"declared {told.state}, but the scan found {finding.reason.slug}{_AGAINST[against]}"
                    yield one.told(f"{said}; both stand in the report")


_AGAINST = {"not-done": "", "done": "", "another-day": " on another day"}


def _declaration(entry: _Entry) -> Declaration:
    first, last = entry.date or (None, None)
    quarter = Quarter.parse(entry.quarter)
    return Declaration(entry.office, entry.rule, quarter, entry.state, first, last, entry.memo, entry.document)


def _wrongs(one: Declaration, offices: Mapping[str, Office], duties: Duties, as_of: date) -> Iterator[str]:
    """Why a declaration cannot be used, the gravest first."""
    if one.office not in offices:
        yield f"there is no such office{_near(one.office, offices)}"
        return
    yield from _wrong_rule(one, offices[one.office])
    yield from _wrong_proof(one)
    yield from _wrong_day(one, offices[one.office], duties, as_of)


def _wrong_rule(one: Declaration, office: Office) -> Iterator[str]:
    rule = catalogue().get(one.rule)
    if rule is None:
        yield f"there is no such rule{_near(one.rule, catalogue())}"
    elif DECLARED not in rule.reasons:
        known = ", ".join(code for code, other in catalogue().items() if DECLARED in other.reasons)
        yield f"the website alone decides this rule; what can be declared is {known}"
    elif office.tier not in rule.tiers:
        yield f"this rule is not asked of an office of this tier, {office.tier}"


def _wrong_proof(one: Declaration) -> Iterator[str]:
    if one.state is State.DONE and one.first is None:
        yield "done, but without a date; give the day or the month"
    if one.state is State.DONE and not (one.memo or one.document):
        yield "done, but without memo or document; give the memo number or the address of the document"


def _wrong_day(one: Declaration, office: Office, duties: Duties, as_of: date) -> Iterator[str]:
    if one.first is None or one.last is None:
        return
    first, last = duties.of(one.rule, office, one.quarter, as_of).period.of(one.quarter)
    if one.first < first.first or one.last > last.last:
        span = str(first) if first == last else f"{first} to {last}"
        yield f"its date {one.iso} is not in {span}, for which it is declared"
    if one.state is State.DONE and one.first > as_of:
        yield f"done on {one.iso}, which is after the day of the check, {as_of}"


def _twice(usable: Sequence[Placed]) -> Iterator[str]:
    first: dict[tuple[str, str, Quarter], Placed] = {}
    for one in usable:
        told = one.declaration
        before = first.setdefault((told.office, told.rule, told.quarter), one)
        if before is not one:
            yield one.told(f"{told.quarter} is declared in line {before.place.line} too; what is done is taken")


def _near(word: str, known: Mapping[str, object]) -> str:
    near = nearest(word, tuple(known))
    return f" (did you mean {near}?)" if near else ""
