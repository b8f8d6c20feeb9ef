"""Quarters and fiscal years that a text names.

A quarter is named by its ordinal with a fiscal year beside it, or by its first and last month with a year of
their own or a fiscal year beside them. "২য় ত্রৈমাসিক" alone names none. Positions are those of the text as given.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from charter_audit.bangla import fold, places_in, to_ascii_digits
from charter_audit.dates.calendars import months, one_of, plain
from charter_audit.quarter import FIRST_MONTHS, Quarter
from charter_audit.vocabulary import entry, word, words

BESIDE = 60
"""Letters within which a fiscal year stands beside the quarter it belongs to."""

_SENTENCE_END = "\u0964"


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter named in a text, or a whole fiscal year (`quarter` is None); `printed` is text[start:end]."""

    first: date
    last: date
    printed: str
    start: int
    end: int
    quarter: Quarter | None = None

    @property
    def iso(self) -> str:
        """A quarter as 2023-24/Q2, a fiscal year as 2023-24."""
        return str(self.quarter) if self.quarter else Quarter.of(self.first).fiscal_year

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True)
class _Part:
    """At start..end of the searched text: quarter `number` (0: all) of fiscal year `year` (0: not said)."""

    start: int
    end: int
    number: int
    year: int


def quarters_in(text: str) -> tuple[Period, ...]:
    """Every quarter that a text names, and every fiscal year with no quarter beside it, in reading order."""
    searched = plain(text)
    years = tuple(_fiscal_years(searched))
    found: list[_Part] = []
    used: set[_Part] = set()
    for part in (*_ordinals(searched), *_ranges(searched)):
        near = _beside(part, years, searched)
        used |= near
        year = part.year or (next(iter(near)).year if len({one.year for one in near}) == 1 else 0)
        found += [_Part(part.start, part.end, part.number, year)] if year else []
    found = sorted((*found, *(year for year in years if year not in used)), key=lambda one: one.start)
    places = places_in(text, ((one.start, one.end) for one in found))
    return tuple(_period(one, text, *place) for one, place in zip(found, places, strict=True))


def _period(part: _Part, text: str, start: int, end: int) -> Period:
    if part.number:
        quarter = Quarter(part.year, part.number)
        return Period(quarter.first, quarter.last, text[start:end], start, end, quarter)
    return Period(Quarter(part.year, 1).first, Quarter(part.year, 4).last, text[start:end], start, end)


def _beside(part: _Part, years: tuple[_Part, ...], searched: str) -> set[_Part]:
    """The nearest fiscal year within reach and sentence; two where they are as near, so it is not known."""
    near = years[
        bisect_left(years, part.start - BESIDE, key=lambda year: year.end) : bisect_right(
            years, part.end + BESIDE, key=lambda year: year.start
        )
    ]
    gaps = {year: gap for year in near if (gap := _gap(part, year, searched)) is not None}
    return {year for year, gap in gaps.items() if gap == min(gaps.values())}


def _gap(part: _Part, year: _Part, searched: str) -> int | None:
    between = searched[min(part.end, year.end) : max(part.start, year.start)]
    return None if len(between) > BESIDE or _SENTENCE_END in between else len(between)


# ---- fiscal years ------------------------------------------------------------------------------------------


def _fiscal_years(searched: str) -> Iterator[_Part]:
    for match in _fiscal_year().finditer(searched):
        start, end = int(match[1] or match[3]), match[2] or match[4]
        if int(end) == (start + 1 if len(end) == 4 else (start + 1) % 100):
            yield _Part(match.start(), match.end(), 0, start)


@cache
def _fiscal_year() -> re.Pattern[str]:
    # the last number of a memo may look like a fiscal year: a dotted chain before it rules it out
    forms = (_unnamed(word("fiscal_year.regex")), _unnamed(word("fiscal_year.regex_hyphen_lost")))
    return re.compile(rf"(?<![0-9]\.)(?:{'|'.join(forms)})")


def _unnamed(pattern: str) -> str:
    """A pattern of the vocabulary for the searched text. It is not folded: that would turn \\S into \\s."""
    return re.sub(r"\?P<\w+>", "", to_ascii_digits(unicodedata.normalize("NFC", pattern)))


# ---- quarters ----------------------------------------------------------------------------------------------


def _ordinals(searched: str) -> Iterator[_Part]:
    for match in _ordinal().finditer(searched):
        name = next(group for group in match.groups() if group)
        yield _Part(match.start(), match.end(), _numbers()[fold(name)], 0)


@cache
def _ordinal() -> re.Pattern[str]:
    # the vocabulary's \S* would take the bracket or comma after the word with it
    bengali = _unnamed(word("quarters.regex")).replace(r"\S*", "[\u0980-\u09e3]*")
    english = _unnamed(word("quarters.regex_en"))
    return re.compile(rf"(?<![0-9A-Za-z\u0980-\u09ff])(?:{bengali}|(?i:{english}))")


@cache
def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for path in ("quarters.ordinals", "quarters.ordinals_en"):
        listed = entry(path)
        if not isinstance(listed, list) or len(listed) != 4:
            raise TypeError(f"data/vocabulary.yaml: {path} must list the names of four quarters")
        numbers |= {fold(plain(name)): number for number, names in enumerate(listed, 1) for name in names}
    return numbers


def _ranges(searched: str) -> Iterator[_Part]:
    """Quarters named by their first and last month (জুলাই ২০২৩-সেপ্টেম্বর ২০২৩, জুলাই-সেপ্টেম্বর-১৭)."""
    for match in _range().finditer(searched):
        first, last = months()[match["first"]], months()[match["last"]]
        year = int(match["year"] or 2000 + int(match["short_year"] or -2000))
        opening = int(match["opening_year"] or year)
        if first not in FIRST_MONTHS or last != first + 2 or opening != year:
            continue
        yield _Part(*match.span(), FIRST_MONTHS.index(first) + 1, year and (year if first >= 7 else year - 1))


@cache
def _range() -> re.Pattern[str]:
    joined = "|".join(map(_whole, words("quarters.joined")))
    month, mark, ends = one_of(months()), "[.:\u0983]?", r"(?![0-9]|[-\u2013/.][0-9])"
    return re.compile(
        rf"(?P<first>{month}){mark}(?:[\s,]*(?P<opening_year>[12][0-9]{{3}})(?![0-9]))?\s*(?:{joined})\s*"
        rf"(?P<last>{month}){mark}"
        rf"(?:[\s,/-]*(?P<year>[12][0-9]{{3}}){ends}|\s?[-'](?P<short_year>[0-9]{{2}}){ends})?"
    )


def _whole(form: str) -> str:
    return re.escape(plain(form)) + (r"(?![A-Za-z\u0980-\u09ff])" if len(form) > 1 else "")
