"""Calendars: the Bangla calendar, names of months in Bengali and English, which days an office may mean."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

from charter_audit.bangla import fold_keeping_case, to_ascii_digits
from charter_audit.vocabulary import entry, words

_OLDEST, _NEWEST = 1900, 2099
_OLDEST_BANGLA, _NEWEST_BANGLA = 1394, 1506
_NEW_RULE = date(2019, 10, 16)
_NO_LETTER_BEFORE = "(?<![\u0980-\u09ffA-Za-z])"
NO_LETTER_AFTER = "(?![\u0980-\u0982\u0984-\u09ffA-Za-z])"
"""No letter follows; a visarga may, as after সেপ্টেঃ."""


def bangla_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Bangla calendar of Bangladesh; None where there is no such day.

    From 31 Ashwin 1426 (16 October 2019) by the revised rule, before it by the older one; none before 1394.
    Source: announcement of 16 October 2019 (bdnews24.com), Cabinet Division's gazettes.
    """
    if not _OLDEST_BANGLA <= year <= _NEWEST_BANGLA or not 1 <= month <= 12 or day < 1:
        return None
    revised = _counted(year, month, day, _revised(year))
    if revised is not None and revised >= _NEW_RULE:
        return revised
    older = _counted(year, month, day, _older(year))
    return older if older is not None and older < _NEW_RULE else None


def _counted(year: int, month: int, day: int, lengths: tuple[int, ...]) -> date | None:
    if day > lengths[month - 1]:
        return None
    return date(year + 593, 4, 14) + timedelta(days=sum(lengths[: month - 1]) + day - 1)


def _revised(year: int) -> tuple[int, ...]:
    return (*(31,) * 6, *(30,) * 4, 29 + _leaps(year), 30)


def _older(year: int) -> tuple[int, ...]:
    return (*(31,) * 5, *(30,) * 5, 30 + _leaps(year), 30)


def _leaps(year: int) -> int:
    """One more day of Falgun, where the Gregorian year in which the Bangla year ends is a leap year."""
    return monthrange(year + 594, 2)[1] - 28


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none or its year is not one that an office writes (1900 to 2099)."""
    if not (_OLDEST <= year <= _NEWEST and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_span(year: int, month: int) -> tuple[date, date] | None:
    """The first and last day of a month, or None as for a day."""
    first = day_of(year, month, 1)
    return (first, first.replace(day=monthrange(year, month)[1])) if first else None


def plain(text: str) -> str:
    """The text as it is searched: folded with capitals kept, digits ASCII; places are those of the fold."""
    return _plain(text) if len(text) <= KEPT else _plain.__wrapped__(text)


KEPT = 100_000
"""Letters of the longest text whose searched form is kept: one page is searched several times running."""


@lru_cache(maxsize=8)
def _plain(text: str) -> str:
    return to_ascii_digits(fold_keeping_case(text))


@cache
def months() -> dict[str, int]:
    """Number of the Gregorian month by its name as searched, Bengali (without a last visarga) and English."""
    listed = entry("dates.month_names")
    if not isinstance(listed, list):
        raise TypeError("data/vocabulary.yaml: dates.month_names must be a list")
    bengali = {plain(name).rstrip("\u0983"): line["month"] for line in listed for name in line["bn"]}
    return bengali | {form: line["month"] for line in listed for name in line["en"] for form in _cased(name)}


def _cased(name: str) -> tuple[str, ...]:
    # "may" in small letters is an English verb
    return (name, name.upper()) if name == "May" else (name, name.upper(), name.lower())


@cache
def bangla_months() -> dict[str, int]:
    """Number of the Bangla month, 1 (Boishakh) to 12, by its name as searched."""
    names = {plain(name): number for number, name in enumerate(words("dates.bangla_calendar.months"), 1)}
    also = entry("dates.bangla_calendar.also")
    if not isinstance(also, dict):
        raise TypeError("data/vocabulary.yaml: dates.bangla_calendar.also must map names to spellings")
    return names | {plain(form): names[plain(name)] for name in also for form in also[name]}


def month_of(name: str) -> int | None:
    """The number of a month named alone, in Bengali or English; None if it is no month's name."""
    return months().get(plain(name).rstrip("\u0983.:"))


def one_of(names: dict[str, int]) -> str:
    """The source of a pattern of these names as whole words, the longest first."""
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return rf"{_NO_LETTER_BEFORE}(?:{longest_first}){NO_LETTER_AFTER}"
