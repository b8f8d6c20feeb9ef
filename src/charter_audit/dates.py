"""Days, months, quarters and stamps that a text names, in reading order; no opinion on what they mean.

A missed day can be looked up, an invented one is a false verdict: what is not surely a day gives nothing. Day before
month, always; a number that touches a longer chain of digits is a memo or telephone number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import regex

from charter_audit.bangla import fold, fold_keeping_case, to_ascii_digits
from charter_audit.quarter import Quarter
from charter_audit.vocabulary import entry, words

BESIDE = 60
"""Letters within which a fiscal year stands beside the quarter it belongs to."""

AFTER = 30
"""Letters after a word within which a day belongs to it."""

STAMP_HOURS = timedelta(hours=6)
"""Portals do not say their time zone: a stamp with a time lies within the six hours after it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A day, or a month (first to last), that a text names. `start` and `end` are places in `normal(text)`."""

    first: date
    last: date
    printed: str
    start: int
    end: int
    bangla: bool = False

    @property
    def iso(self) -> str:
        """2023-11-28, or 2023-09 where only the month is named."""
        return self.first.isoformat() if self.first == self.last else self.first.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, or where `quarter` is None a whole fiscal year, that a text names."""

    first: date
    last: date
    printed: str
    quarter: Quarter | None

    def __str__(self) -> str:
        return str(self.quarter) if self.quarter else Quarter.of(self.first).fiscal_year


@dataclass(frozen=True, slots=True)
class Stamp:
    """The days within which a stamp was set, and the stamp as printed."""

    first: date
    last: date
    printed: str


def normal(text: str) -> str:
    """The form in which dates are read: folded but for capitals, digits in ASCII."""
    return to_ascii_digits(fold_keeping_case(text))


def days_in(text: str) -> tuple[Named, ...]:
    """Every day and month that a text names, in reading order."""
    return tuple(_days(normal(text)))


def days_after(text: str, *marks: str) -> tuple[Named, ...]:
    """The Gregorian days and months that stand just after one of these words."""
    read = normal(text)
    ends = [mark.end() for mark in _marks(marks).finditer(read)]
    return tuple(
        day for day in _days(read) if not day.bangla and any(0 <= day.start - end <= AFTER for end in ends)
    )


def bangla_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Bangla calendar; None where there is no such day, or before 1394.

    The calendar was revised from 31 Ashwin 1426 (16 October 2019) on.
    """
    if year < 1394 or not 1 <= month <= 12:
        return None
    lengths = _lengths(year, new=(year, month) >= (1426, 7) or (year, month, day) == (1426, 6, 31))
    before = sum(_lengths(year, new=(year, earlier) >= (1426, 6))[earlier - 1] for earlier in range(1, month))
    if not 1 <= day <= lengths[month - 1]:
        return None
    return date(year + 593, 4, 14) + timedelta(days=before + day - 1)


def quarters_in(text: str) -> tuple[Period, ...]:
    """Every quarter and fiscal year that a text names; a quarter counts only with its year beside it."""
    read = normal(text)
    years = [(match.start(), match.end(), year) for match, year in _fiscal_years(read)]
    found = [*_ranges(read, years), *_ordinals(read, years)]
    used = {year_at for _, _, year_at in found}
    found += [(start, _year(read[start:end], year), start) for start, end, year in years if start not in used]
    return tuple(period for _, period, _ in sorted(found, key=lambda one: one[0]))


def page_stamps(text: str) -> tuple[Stamp, ...]:
    """When a record was last saved, as its platform prints it; a stamp whose weekday does not fit gives nothing."""
    return tuple(stamp for pattern in _stamps("page") for match in pattern.finditer(normal(text)) if (stamp := _saved(match)))


def published_days(text: str) -> tuple[Stamp, ...]:
    """Days of publication, as the platform prints them."""
    found = (match for pattern in _stamps("published") for match in pattern.finditer(normal(text)))
    days = ((match, _real(match["year"], match["month"], match["day"])) for match in found)
    return tuple(Stamp(day, day, match[0]) for match, day in days if day)


def site_stamps(text: str) -> tuple[Stamp, ...]:
    """When anything on a whole site was last saved: never the day of one record."""
    read = normal(text)
    found = []
    for line in _lines("stamps.site"):
        for match in regex.finditer(regex.escape(normal(line["words"]).rstrip(": ")), read):
            rest = read[match.end() : match.end() + 2 * AFTER]
            if day := next(_days(rest), None):
                found.append(Stamp(day.first, day.last, f"{match[0]}{rest[: day.end]}"))
    return tuple(found)


# ---- days -------------------------------------------------------------------------------------------------


def _days(read: str) -> Iterator[Named]:
    for match in _pattern().finditer(read):
        span = _span(match)
        if span:
            first, last = span
            yield Named(first, last, match[0].strip(), match.start(), match.end(), bool(match["bmonth"]))


def _span(match: "regex.Match[str]") -> tuple[date, date] | None:
    """The first and last day of a match; None where there is no such day, and then not the month alone."""
    if match["bmonth"]:
        return _twice(bangla_day(int(match["by"]), _bangla_months()[fold(match["bmonth"])], int(match["bd"])))
    if match["monthonly"]:
        return _month(int(match["moy"]), _months()[fold(match["monthonly"])])
    for year, month, day in (("ey", "em", "ed"), ("my", "mm", "md"), ("iy", "im", "id"), ("ny", "nm", "nd")):
        if match[year]:
            return _twice(_real(match[year], match[month], match[day]))
    return None


def _twice(day: date | None) -> tuple[date, date] | None:
    return (day, day) if day else None


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= year < 9999:
        return None
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def _real(year: str, month: str, day: str) -> date | None:
    """The day that numbers and month names give; a year of two digits is of this century."""
    number = _months().get(fold(month)) or (int(month) if month.isdigit() else 0)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


@cache
def _pattern() -> "regex.Pattern[str]":
    alone, chain = r"(?<!\d)(?<!\d[./\-:])", r"(?!\d|[./\-]\d)"
    suffix = f"(?:{_either(words('dates.day_suffixes'))})?"
    month, bangla = _name(_months()), _name(_bangla_months())
    return regex.compile(
        rf"{alone}(?P<bd>\d{{1,2}}){suffix}\s*,?\s*(?P<bmonth>{bangla})\s*,?\s*(?P<by>\d{{4}}){chain}"
        rf"|{alone}(?P<md>\d{{1,2}}){suffix}\s*,?\s*(?P<mm>{month})\.?\s*,?\s*(?P<my>\d{{4}}){chain}"
        rf"|(?P<em>{month})\.?\s+(?P<ed>\d{{1,2}}){suffix}\s*,\s*(?P<ey>\d{{4}}){chain}"
        rf"|(?<!\d)(?<!\d[./\-])(?P<iy>\d{{4}})-(?P<im>\d{{2}})-(?P<id>\d{{2}}){chain}"
        rf"|{alone}(?P<nd>\d{{1,2}})(?P<sep>[/.\-])(?P<nm>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}}|\d{{2}}){chain}"
        rf"|(?P<monthonly>{month})\.?\s*,?\s*(?P<moy>\d{{4}}){chain}",
        regex.IGNORECASE,
    )


def _name(names: dict[str, int]) -> str:
    """A whole name of a month, which a digit may touch."""
    return rf"(?<![^\W\d])(?:{_either(names)})(?![^\W\d])"


def _either(terms: "tuple[str, ...] | dict[str, int]") -> str:
    return "|".join(regex.escape(normal(term)) for term in sorted(terms, key=len, reverse=True))


@cache
def _months() -> dict[str, int]:
    return {
        fold(name): line["month"] for line in _lines("dates.month_names") for name in (*line["bn"], *line["en"])
    }


@cache
def _bangla_months() -> dict[str, int]:
    listed = words("dates.bangla_calendar.months")
    numbers = {fold(name): number for number, name in enumerate(listed, 1)}
    also = entry("dates.bangla_calendar.also")
    assert isinstance(also, dict)
    return numbers | {fold(form): numbers[fold(right)] for right, forms in also.items() for form in forms}


def _lengths(year: int, new: bool) -> tuple[int, ...]:
    """Days of the months of a Bangla year; Falgun follows the Gregorian year in which it ends."""
    gregorian = year + 594
    leap = gregorian % 4 == 0 and (gregorian % 100 != 0 or gregorian % 400 == 0)
    if new:
        return (*(31,) * 6, *(30,) * 4, 30 if leap else 29, 30)
    return (*(31,) * 5, *(30,) * 5, 31 if leap else 30, 30)


@cache
def _marks(marks: tuple[str, ...]) -> "regex.Pattern[str]":
    return regex.compile("|".join(regex.escape(normal(mark)) for mark in sorted(marks, key=len, reverse=True)))


# ---- quarters ---------------------------------------------------------------------------------------------

_Year = tuple[int, int, int]
_Found = tuple[int, Period, int]


def _fiscal_years(read: str) -> Iterator[tuple["regex.Match[str]", int]]:
    for path in ("fiscal_year.regex", "fiscal_year.regex_hyphen_lost"):
        for match in regex.finditer(str(entry(path)), read):
            start, end = int(match["start"]), int(match["end"])
            if end % 100 == (start + 1) % 100 and (end < 100 or end == start + 1):
                yield match, start


def _ordinals(read: str, years: list[_Year]) -> Iterator[_Found]:
    for match in _ordinal().finditer(read):
        if beside := _beside(match, years):
            yield match.start(), _quarter(Quarter(beside[2], _numbers()[fold(match[1])]), match[0]), beside[0]


def _ranges(read: str, years: list[_Year]) -> Iterator[_Found]:
    """Quarters named by their months: জুলাই ২০২৩-সেপ্টেম্বর ২০২৩, or without years beside a fiscal year."""
    for match in _range().finditer(read):
        first, last = (_months()[fold(match[name])] for name in ("from", "to"))
        if (first, last) not in ((7, 9), (10, 12), (1, 3), (4, 6)):
            continue
        beside, year = _beside(match, years), match["toyear"]
        if year and match["fromyear"] in (None, year):
            day = date(int(year) + (2000 if len(year) == 2 else 0), first, 1)
            yield match.start(), _quarter(Quarter.of(day), match[0]), beside[0] if beside else -1
        elif beside and not year:
            yield match.start(), _quarter(Quarter(beside[2], (first + 5) % 12 // 3 + 1), match[0]), beside[0]


def _beside(match: "regex.Match[str]", years: list[_Year]) -> _Year | None:
    near = [(max(start - match.end(), match.start() - end), (start, end, year)) for start, end, year in years]
    gap, nearest = min(near, default=(BESIDE + 1, None))
    return nearest if gap <= BESIDE else None


def _quarter(quarter: Quarter, printed: str) -> Period:
    return Period(quarter.first, quarter.last, printed.strip(), quarter)


def _year(printed: str, year: int) -> Period:
    return Period(date(year, 7, 1), date(year + 1, 6, 30), printed, None)


@cache
def _numbers() -> dict[str, int]:
    listed = entry("quarters.ordinals")
    assert isinstance(listed, list)
    return {fold(to_ascii_digits(form)): number for number, forms in enumerate(listed, 1) for form in forms}


@cache
def _ordinal() -> "regex.Pattern[str]":
    named = (str(entry("quarters.words.usual")), *words("quarters.words.also"))
    return regex.compile(
        rf"(?<!\d)({_either(_numbers())})[\s\-]*(?:{_either(named)})", regex.IGNORECASE
    )


@cache
def _range() -> "regex.Pattern[str]":
    month, joined = _name(_months()), "|".join(map(regex.escape, map(normal, words("quarters.joined"))))
    return regex.compile(
        rf"(?P<from>{month})\s*,?\s*(?P<fromyear>\d{{4}})?\s*(?:{joined})\s*"
        rf"(?P<to>{month})(?:[\s,\-]*(?P<toyear>\d{{4}}|\d{{2}})(?![\d./\-]))?",
        regex.IGNORECASE,
    )


# ---- stamps -----------------------------------------------------------------------------------------------


def _lines(path: str) -> list[dict[str, str]]:
    found = entry(path)
    assert isinstance(found, list)
    return found


@cache
def _stamps(sort: str) -> tuple["regex.Pattern[str]", ...]:
    return tuple(regex.compile(line["regex"], regex.IGNORECASE) for line in _lines(f"stamps.{sort}"))


def _saved(match: "regex.Match[str]") -> Stamp | None:
    groups = match.groupdict()
    day = _real(match["year"], match["month"], match["day"])
    if day is None or not _weekday_fits(match[0], day):
        return None
    if not groups.get("hour"):
        return Stamp(day, day + timedelta(days=1), match[0])
    hour = int(match["hour"]) % 12 + 12 * (match["half"].upper() == "PM") if match["half"] else int(match["hour"])
    if hour > 23 or int(match["minute"]) > 59:
        return None
    then = datetime(day.year, day.month, day.day, hour, int(match["minute"]))  # noqa: DTZ001 - its zone is unknown
    return Stamp(day, (then + STAMP_HOURS).date(), match[0])


def _weekday_fits(printed: str, day: date) -> bool:
    """A printed weekday must be the day's own; the vocabulary lists them from Saturday, Sunday in two forms."""
    numbers = (5, 6, 6, 0, 1, 2, 3, 4)
    told = {n for n, name in zip(numbers, words("dates.weekdays"), strict=True) if normal(name) in printed}
    return not told or day.weekday() in told
