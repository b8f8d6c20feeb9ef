"""What is due of whom in which fiscal year, and what it rests on: `data/duties.yaml`, or a file of the user's own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, Strict

from charter_audit.bangla import to_bengali_digits
from charter_audit.model import Authority, Confidence, Duty, Ground, Office, Period, Tier
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.yamlfile import FileError, Problem, Source, Where, load_with_source, nearest

VERSION = 1

# ---- the shape of the file ---------------------------------------------------------------------------------


def _version(value: int) -> int:
    if value != VERSION:
        raise ValueError(f"must be {VERSION}, the form that this charter-audit reads, not {value}")
    return value


def _year(value: str) -> str:
    try:
        return Quarter.parse(f"{value}/Q1").fiscal_year
    except ValueError:
        raise ValueError(f"{value!r} is no fiscal year; write it as 2026-27") from None


def _day(value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value} is no day; write it as 2026-07-15") from None


def _month_day(value: str) -> str:
    try:
        date.fromisoformat(f"2000-{value}")
    except ValueError:
        raise ValueError(f"{value!r} is no day of a year; write month and day as 10-15") from None
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write a value, or leave the key out where it is not needed")
    return value.strip()


Text = Annotated[str, AfterValidator(_text)]
Year = Annotated[str, AfterValidator(_year)]
Day = Annotated[date, BeforeValidator(_day)]
MonthDay = Annotated[str, AfterValidator(_month_day)]
Tiers = Annotated[list[Tier], Field(min_length=1)]


class _Years(BaseModel):
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None

    def __str__(self) -> str:
        if self.from_ == self.to:
            return self.from_ or "all years"
        return " ".join(filter(None, (f"from {self.from_}" if self.from_ else "", f"to {self.to}" if self.to else "")))

    def holds(self, year: str) -> bool:
        """Whether a fiscal year is one of these; written as 2023-24 they sort by time."""
        return (self.from_ or year) <= year <= (self.to or year)


class _DueDays(BaseModel):
    Q1: MonthDay | None = None
    Q2: MonthDay | None = None
    Q3: MonthDay | None = None
    Q4: MonthDay | None = None

    def in_(self, quarter: Quarter) -> date | None:
        """The last day for a quarter: the first such day after it has begun."""
        told: str | None = getattr(self, f"Q{quarter.number}")
        if told is None:
            return None
        days = (date(year, int(told[:2]), int(told[3:])) for year in (quarter.first.year, quarter.first.year + 1))
        return next(day for day in days if day >= quarter.first)


class _Due(_Years):
    tiers: Tiers
    days: _DueDays


class _Row(BaseModel):
    """What a plan says of a rule."""

    target: Annotated[int, Strict(), Field(ge=1)] | None = None
    unit: Text = ""
    activity: Text = ""
    indicator: Text = ""


class _Authority(_Years, _Row):
    tiers: Tiers
    only_under: Text = ""
    bn: Text = ""
    en: Text = ""
    confidence: Confidence
    note: Text = ""


class _Periods(BaseModel):
    year: Tiers = []
    half_year: Annotated[Tiers, Field(alias="half-year")] = []


class _Rule(BaseModel):
    renewed: list[Tier] = []
    periods: _Periods = _Periods()
    about: Literal["asked", "completed"] = "asked"
    due: list[_Due] = []
    authorities: list[_Authority] = []


class _Order(_Row):
    year: Year
    rule: str
    tiers: Tiers | None = None
    memo: Text = ""
    date: Day | None = None
    due: _DueDays = _DueDays()


class _Words(BaseModel):
    bn: Text
    en: Text


class _Wording(BaseModel):
    memo: _Words
    plan_without_row: _Words
    no_order: _Words


class _File(BaseModel):
    version: Annotated[int, Strict(), AfterValidator(_version)]
    duties: dict[str, _Rule] | None = None
    orders: list[_Order] = []
    plan_years: _Years | None = None
    wording: _Wording | None = None


# ---- what is due -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Duties:
    """The duties of all rules, and the orders that the user has set for a year."""

    rules: Mapping[str, _Rule]
    orders: tuple[_Order, ...]
    plan_years: _Years
    wording: _Wording
    _told: dict[tuple[str, Tier, Quarter, frozenset[str]], Duty] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Duties worked out before: offices of one tier differ in those above them only."""

    def of(self, rule: str, office: Office, quarter: Quarter, as_of: date, above: Iterable[str] = ()) -> Duty:
        """What a rule asks of an office in a quarter. `above` are the ids of all offices that it stands under."""
        told = self.rules.get(rule, _NO_RULE)
        about = Quarter.of(as_of).previous if told.about == "completed" else quarter
        key = (rule, office.tier, about, self._named & {office.id, office.under, *above})
        if key not in self._told:
            self._told[key] = self._duty(told, *key)
        return self._told[key]

    @cached_property
    def _named(self) -> frozenset[str]:
        """The offices that some authority is of alone."""
        return frozenset(one.only_under for told in self.rules.values() for one in told.authorities)

    def _duty(self, told: _Rule, rule: str, tier: Tier, about: Quarter, above: frozenset[str]) -> Duty:
        row = self._row(told, tier, about, above)
        order = self._order(rule, tier, about)
        return Duty(
            rule=rule,
            renewed=tier in told.renewed,
            target=(order.target if order else None) or row.target,
            due=self._due(told, order, tier, about),
            authority=self._authority(row, order, about),
            period=_period(told, tier),
            activity=(order.activity if order else "") or row.activity,
            indicator=(order.indicator if order else "") or row.indicator,
            unit=(order.unit if order else "") or row.unit,
        )

    def years(self, rule: str) -> tuple[tuple[str, Authority], ...]:
        """All that is listed for a rule, in the file's order: for whom and when, and the authority."""
        listed = self.rules.get(rule, _NO_RULE).authorities
        return tuple((_for_whom(one), self._listed(one)) for one in listed)

    def otherwise(self) -> tuple[tuple[str, Authority], ...]:
        """What is printed where nothing is listed: while a plan was in force, and else."""
        plan, none = self.wording.plan_without_row, self.wording.no_order
        in_force = Authority(Ground.PLAN, plan.bn.format(fy="..."), plan.en.format(fy="..."), Confidence.INFERRED)
        return (
            (f"{self.plan_years}, other offices", in_force),
            ("any other year or office", _worded(Ground.NONE, none, Confidence.UNKNOWN, "")),
        )

    def set_for(self, rule: str) -> tuple[tuple[str, Authority], ...]:
        """The memos that the user has set for a rule: for whom and when, and the authority."""
        return tuple(
            (f"{one.year}; {', '.join(one.tiers or ('all',))}", self._memo(one.memo, one.date))
            for one in self.orders
            if one.rule == rule and one.memo and one.date
        )

    def _row(self, told: _Rule, tier: Tier, quarter: Quarter, above: frozenset[str]) -> _Authority:
        fitting = (
            one
            for one in told.authorities
            if one.holds(quarter.fiscal_year) and tier in one.tiers and (not one.only_under or one.only_under in above)
        )
        return next(fitting, _NOTHING)

    def _order(self, rule: str, tier: Tier, quarter: Quarter) -> _Order | None:
        fitting = (
            one
            for one in self.orders
            if (one.rule, one.year) == (rule, quarter.fiscal_year) and (one.tiers is None or tier in one.tiers)
        )
        return next(fitting, None)

    def _due(self, told: _Rule, order: _Order | None, tier: Tier, quarter: Quarter) -> date | None:
        if order and (day := order.due.in_(quarter)):
            return day
        lines = (one for one in told.due if one.holds(quarter.fiscal_year) and tier in one.tiers)
        line = next(lines, None)
        return line.days.in_(quarter) if line else None

    def _authority(self, row: _Authority, order: _Order | None, quarter: Quarter) -> Authority:
        year = quarter.fiscal_year
        if order and order.memo and order.date:
            return self._memo(order.memo, order.date)
        if row is not _NOTHING:
            return self._listed(row)
        if self.plan_years.holds(year):
            return _worded(Ground.PLAN, self.wording.plan_without_row, Confidence.INFERRED, year)
        return _worded(Ground.NONE, self.wording.no_order, Confidence.UNKNOWN, year)

    def _listed(self, row: _Authority) -> Authority:
        if row.bn:
            return Authority(Ground.LISTED, row.bn, row.en, row.confidence)
        return _worded(Ground.NONE, self.wording.no_order, row.confidence, "")

    def _memo(self, memo: str, day: date) -> Authority:
        words = self.wording.memo
        printed = to_bengali_digits(day.strftime("%d/%m/%Y"))
        return Authority(
            Ground.MEMO,
            words.bn.format(memo=to_bengali_digits(memo), date=printed),
            words.en.format(memo=memo, date=day.isoformat()),
            Confidence.VERBATIM,
            memo,
            day,
        )


_NO_RULE = _Rule()
_NOTHING = _Authority(tiers=list(Tier), confidence=Confidence.UNKNOWN)


def _worded(ground: Ground, words: _Words, confidence: Confidence, year: str) -> Authority:
    return Authority(ground, words.bn.format(fy=to_bengali_digits(year)), words.en.format(fy=year), confidence)


def _period(told: _Rule, tier: Tier) -> Period:
    if tier in told.periods.year:
        return Period.YEAR
    return Period.HALF_YEAR if tier in told.periods.half_year else Period.QUARTER


def _for_whom(one: _Authority) -> str:
    under = f", {one.only_under} and those under it" if one.only_under else ""
    return f"{one}; {', '.join(one.tiers)}{under}"


# ---- loading -----------------------------------------------------------------------------------------------


@cache
def packaged() -> Duties:
    """The duties that are shipped."""
    with as_file(files("charter_audit").joinpath("data", "duties.yaml")) as path:
        file, _ = load_with_source(path, _File)
    assert file.duties
    assert file.plan_years
    assert file.wording
    return Duties(file.duties, tuple(file.orders), file.plan_years, file.wording)


def load(path: Path) -> Duties:
    """The duties of the user's own file; what it leaves out is as shipped. Raises FileError with all mistakes."""
    file, source = load_with_source(path, _File)
    problems = tuple(_problems(file, source))
    if problems:
        raise FileError(problems)
    shipped = packaged()
    return Duties(
        file.duties if file.duties is not None else shipped.rules,
        tuple(file.orders),
        file.plan_years or shipped.plan_years,
        file.wording or shipped.wording,
    )


def _problems(file: _File, source: Source) -> Iterator[Problem]:
    for code, told in (file.duties or {}).items():
        yield from _unknown(code, ("duties", code), source, at_key=True)
        for index, one in enumerate(told.authorities):
            where = ("duties", code, "authorities", index)
            if bool(one.bn) != bool(one.en):
                yield source.problem(where, "has one of bn and en; write both, or neither where no order is on file")
    seen: dict[tuple[str, str, Sequence[Tier] | None], int] = {}
    for index, order in enumerate(file.orders):
        yield from _unknown(order.rule, ("orders", index, "rule"), source)
        if bool(order.memo) != bool(order.date):
            yield source.problem(("orders", index), "has one of memo and date; write both, or neither")
        first = seen.setdefault((order.year, order.rule, tuple(order.tiers or ())), index)
        if first != index:
            line = source.problem(("orders", first), "").line
            yield source.problem(("orders", index), f"{order.rule} of {order.year} is set in line {line} already")


def _unknown(code: str, where: Where, source: Source, *, at_key: bool = False) -> Iterator[Problem]:
    known = tuple(catalogue().keys() | packaged().rules.keys())
    if code not in known:
        near = nearest(code, known)
        told = f"did you mean {near}?" if near else f"there are {', '.join(sorted(known))}"
        yield source.problem(where, f"there is no rule {code!r}; {told}", at_key=at_key)
