"""Days and months that a text names.

A missed day can be looked up, an invented one is a false verdict: what is not surely a day is none. Numbers
are read day first, always. Positions are those of the text as given.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from charter_audit.bangla import places_in
from charter_audit.dates.calendars import (
    NO_LETTER_AFTER,
    bangla_day,
    bangla_months,
    day_of,
    month_span,
    months,
    one_of,
    plain,
)
from charter_audit.vocabulary import any_of, entry, words

REACH = 30
"""Letters after a word within which a day belongs to it."""

_CHAIN = r"./\u2013\-"  # between digits these make one long number: a memo, a telephone, a fiscal year
_BEFORE = rf"(?<![0-9A-Za-z])(?<![0-9][{_CHAIN}:])"
_AFTER = rf"(?![0-9A-Za-z]|[{_CHAIN}][0-9])"


@dataclass(frozen=True, slots=True)
class Named:
    """A day or a month (then `first` and `last` differ) named in a text; `printed` is text[start:end]."""

    first: date
    last: date
    printed: str
    start: int
    end: int
    bangla: bool = False

    @property
    def iso(self) -> str:
        """A day as 2023-11-28, a month as 2023-09."""
        return self.first.isoformat() if self.first == self.last else self.first.isoformat()[:7]


def days_in(text: str) -> tuple[Named, ...]:
    """Every day, and every month with its year, that a text names, in reading order.

    An impossible day gives nothing, not even its month; nor does a number that is part of a longer one, a span
    of days (২৫-২৭ নভেম্বর ২০২৩), or the last month of a span that has one year for both (জানুয়ারি-জুন ২০২৪).
    """
    found = [(match, span) for match in _pattern().finditer(plain(text)) if (span := _span(match))]
    places = places_in(text, (match.span() for match, _ in found))
    return tuple(
        Named(first, last, text[start:end], start, end, match["b_day"] is not None)
        for (match, (first, last)), (start, end) in zip(found, places, strict=True)
    )


def days_after(text: str, *marks: str) -> tuple[Named, ...]:
    """The Gregorian days and months that stand within 30 letters after one of these words.

    A day of the Bangla calendar that stands so carries on to the Gregorian one beside it. A word inside a
    platform's own stamp (সাইটটি শেষ হাল-নাগাদ করা হয়েছে) is not the office's and marks nothing.
    """
    own = [found.span() for found in _marks(marks).finditer(plain(text)) if found[0] not in _stamp_words()]
    days = days_in(text) if own else ()
    if not days:
        return ()
    ends = sorted(end for _, end in places_in(text, own))
    carried = [day.end for day in days if day.bangla and _follows(day.start, ends)]
    return tuple(day for day in days if not day.bangla and _follows(day.start, sorted((*ends, *carried))))


@lru_cache(maxsize=64)
def _marks(marks: tuple[str, ...]) -> re.Pattern[str]:
    return any_of((*map(plain, marks), *_stamp_words()))


def _follows(start: int, ends: list[int]) -> bool:
    last = bisect_left(ends, start + 1) - 1
    return last >= 0 and start - ends[last] <= REACH


@cache
def _stamp_words() -> frozenset[str]:
    found = []
    for sort in ("page", "site", "archive"):
        lines = entry(f"stamps.{sort}")
        if not isinstance(lines, list):
            raise TypeError(f"data/vocabulary.yaml: stamps.{sort} must be a list")
        found += [plain(line["words"]).rstrip(":") for line in lines]
    return frozenset(found)


@cache
def _pattern() -> re.Pattern[str]:
    begins = "".join(sorted({name[0] for name in months()}))
    return re.compile(rf"(?=[0-9{begins}])(?:{'|'.join((*_in_numbers(), *_with_a_month()))})")


def _in_numbers() -> tuple[str, ...]:
    return (
        rf"{_BEFORE}(?P<iso_year>[0-9]{{4}})-(?P<iso_month>[0-9]{{2}})-(?P<iso_day>[0-9]{{2}})"
        rf"(?![0-9]|[{_CHAIN}][0-9])",
        rf"{_BEFORE}(?P<n_day>[0-9]{{1,2}})(?P<by>[./-])(?P<n_month>[0-9]{{1,2}})(?P=by)"
        rf"(?P<n_year>[0-9]{{4}}|[0-9]{{2}}){_AFTER}",
    )


def _with_a_month() -> tuple[str, ...]:
    month, mark = one_of(months()), "[.:\u0983]?"
    english = one_of({name: number for name, number in months().items() if name.isascii()})
    suffixes = "|".join(sorted(map(plain, words("dates.day_suffixes")), key=len, reverse=True))
    ordinal = rf"(?:\s?(?:{suffixes}){NO_LETTER_AFTER})?"
    year = rf"[0-9]{{4}}){_AFTER}"
    return (
        rf"{_BEFORE}(?P<day>[0-9]{{1,2}}){ordinal}(?:\s*(?P<month>{month}){mark}\s*,?\s*|"
        rf"-(?P<h_month>{month})-)(?P<year>{year}",
        rf"{_BEFORE}(?P<b_day>[0-9]{{1,2}}){ordinal}\s*(?P<b_month>{one_of(bangla_months())})\s*,?\s*"
        rf"(?P<b_year>{year}",
        rf"(?P<e_month>{english})\.?\s+(?P<e_day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<e_year>{year}",
        rf"(?P<stray>(?<![0-9])[0-9]{{1,2}}{ordinal}[\s,-]*|{month}\s*[-\u2013\u2014/]\s*)?"
        rf"(?P<m_month>{month}){mark}\s*[,/-]?\s*(?P<m_year>{year}",
    )


def _span(match: re.Match[str]) -> tuple[date, date] | None:
    if match["m_year"]:
        return None if match["stray"] else month_span(int(match["m_year"]), months()[match["m_month"]])
    day = _day(match)
    return (day, day) if day else None


def _day(match: re.Match[str]) -> date | None:
    if match["iso_year"]:
        return day_of(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["n_year"]:
        return _numeric(match)
    if match["b_year"]:
        return bangla_day(int(match["b_year"]), bangla_months()[match["b_month"]], int(match["b_day"]))
    if match["e_year"]:
        return day_of(int(match["e_year"]), months()[match["e_month"]], int(match["e_day"]))
    return day_of(int(match["year"]), months()[match["month"] or match["h_month"]], int(match["day"]))


def _numeric(match: re.Match[str]) -> date | None:
    year, month, day = match["n_year"], match["n_month"], match["n_day"]
    if len(year) == 2 and match["by"] == "." and not len(month) == len(day) == 2:
        return None  # 1.2.11 is the number of a section
    return day_of(2000 + int(year) if len(year) == 2 else int(year), int(month), int(day))
