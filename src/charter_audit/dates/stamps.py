"""What a platform prints of its own days: when a record was saved, published, when the whole site was saved.

Which stamp stands where, and why its span is as wide as it is: portal handbook, section 7.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from charter_audit.bangla import fold, fold_keeping_case, places_in
from charter_audit.dates.calendars import day_of, month_of
from charter_audit.dates.days import days_in
from charter_audit.vocabulary import entry, word, words

_ZONE_UNKNOWN = timedelta(hours=6)  # the clock is on UTC or on Bangladesh time
_WEEKDAYS = (5, 6, 6, 0, 1, 2, 3, 4)  # of the vocabulary's names, from Saturday; Sunday has two


@dataclass(frozen=True, slots=True)
class Stamp:
    """The days first..last that a stamp may mean, and its words as printed."""

    first: date
    last: date
    printed: str


def page_stamps(text: str) -> tuple[Stamp, ...]:
    """When this record was last saved, by the record's own stamp; never the site's.

    A stamp with a time means that moment to six hours later, one without it that day or the next. One whose
    printed weekday does not fit its day was not read, and gives nothing.
    """
    return tuple(_stamps(text, "page"))


def published_days(text: str) -> tuple[Stamp, ...]:
    """The days of publication that a text prints; the office types them in."""
    return tuple(_stamps(text, "published"))


def site_stamps(text: str) -> tuple[Stamp, ...]:
    """When anything on the whole site was last saved: never the day of one record."""
    found = []
    for match in _compiled(word("stamps.site_regex")).finditer(fold_keeping_case(text)):
        for day in days_in(match["rest"])[:1]:
            if day.first == day.last and _fits(match["rest"][: day.start], day.first):
                found.append((day.first, (match.start(), match.start("rest") + day.end)))
    places = places_in(text, (span for _, span in found))
    return tuple(Stamp(day, day, text[start:end]) for (day, _), (start, end) in zip(found, places, strict=True))


def _stamps(text: str, sort: str) -> Iterator[Stamp]:
    searched = fold_keeping_case(text)
    matches = [match for pattern in _patterns(sort) for match in pattern.finditer(searched)]
    matches.sort(key=re.Match.start)
    places = places_in(text, (match.span() for match in matches))
    for match, (start, end) in zip(matches, places, strict=True):
        if span := _span(match, exact=sort == "published"):
            yield Stamp(*span, text[start:end])


@cache
def _patterns(sort: str) -> tuple[re.Pattern[str], ...]:
    lines = entry(f"stamps.{sort}")
    if not isinstance(lines, list):
        raise TypeError(f"data/vocabulary.yaml: stamps.{sort} must be a list")
    return tuple(_compiled(line["regex"]) for line in lines)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(unicodedata.normalize("NFC", pattern), re.IGNORECASE)


def _span(match: re.Match[str], exact: bool) -> tuple[date, date] | None:
    named = match.groupdict()
    month = int(named["month"]) if named["month"].isdecimal() else month_of(named["month"])
    day = day_of(int(named["year"]), month or 0, int(named["day"]))
    before = match[0][: match.start("day") - match.start()].partition(":")[2]
    if day is None or not _fits(before, day):
        return None
    if exact:
        return day, day
    if not named.get("hour"):
        return day, day + timedelta(days=1)
    clock = _clock(int(named["hour"]), int(named["minute"]), (named["half"] or "").upper())
    return (day, (datetime.combine(day, clock) + _ZONE_UNKNOWN).date()) if clock else None


def _clock(hour: int, minute: int, half: str) -> time | None:
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    return time(hour % 12 + 12 * (half == "PM") if half else hour, minute)


def _fits(before: str, day: date) -> bool:
    """Whether what stands between a stamp's words and its day is nothing, or the weekday of that day."""
    printed = fold(before).strip(" ,")
    return not printed or _weekdays().get(printed) == day.weekday()


@cache
def _weekdays() -> dict[str, int]:
    return dict(zip(map(fold, words("dates.weekdays")), _WEEKDAYS, strict=True))
