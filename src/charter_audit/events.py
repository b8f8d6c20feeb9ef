"""Meetings and trainings on the charter that a site tells of: minutes, notices, news, reports.

Only titles say what an item is: it must name the charter, or stand behind the charter's box, and name what was held. A
shelf of the box (সভার সিদ্ধান্ত/কার্যবিবরণী/প্রশিক্ষণ) is no item; nor is the charter of a training centre.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charter_audit import address, dates, whose, wording
from charter_audit.bangla import word_pattern
from charter_audit.model import (
    Dated,
    Document,
    Evidence,
    Found,
    Kind,
    Link,
    Listing,
    Place,
    Record,
    Role,
    Seen,
)
from charter_audit.vocabulary import corrected, holds, words

HEAD = 600
"""Letters of a text in which it says whose it is."""

LATE = timedelta(days=14)
"""What is published in a period's first days may tell of the one before: then only a day of the act itself counts."""

PUBLISHED = frozenset({Kind.PUBLISHED, Kind.UPLOADED})


class What(StrEnum):
    """What an item tells of."""

    MINUTES = "minutes"
    MEETING = "meeting"
    AWARENESS = "awareness"
    TRAINING = "training"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Event:
    """An item of the site. `stated` are days of the act, `published` those of its paper or its page.

    `found` is what lies behind its link, None where that was not opened; `years` are fiscal years that its title names.
    """

    what: What
    title: str
    stated: tuple[Dated, ...]
    published: tuple[Dated, ...]
    years: tuple[dates.Period, ...]
    at: Seen
    found: Found | None = None

    @property
    def memo(self) -> str:
        """The memo number of its paper as printed, or ""."""
        return next(iter(wording.memo_numbers(f"{self.title} {_text(self.found)}")), "")

    def held(self, first: date, last: date, as_of: date) -> Dated | None:
        """The day by which it was held between two days; None where it was not, or where nothing tells."""
        if any(year.last < first or year.first > last for year in self.years):
            return None
        days, since = (self.stated, first) if self.stated else (self.published, first + LATE)
        fitting = (day for day in days if since <= day.first and day.last <= last and day.first <= as_of)
        return next(fitting, None)

    def may_be(self, first: date, last: date) -> bool:
        """Whether nothing says that it belongs to another time."""
        days = self.stated or self.published
        return not days or any(day.first <= last and day.last >= first for day in days)


def names_event(label: str) -> bool:
    """Whether a label anywhere on a site is that of a meeting or training on the charter."""
    return bool(_what(label, in_box=False))


def events_in(evidence: Evidence) -> tuple[Event, ...]:
    """Every item of the office's own, in the order in which the site was read, opened ones first."""
    opened = {address.key(one.link.address) for one in evidence.found if one.link.address}
    items = (*_opened(evidence), *_unopened(evidence, opened))
    return tuple(event for event in items if not _of_another(event, evidence))


def _opened(evidence: Evidence) -> Iterator[Event]:
    for one in evidence.found:
        if isinstance(one.thing, Listing):
            continue
        for title in _titles(one):
            kinds = _what(title, in_box=one.root.place is Place.BOX) | _report(title, one.root)
            yield from (_event(what, title, one) for what in sorted(kinds))


def _unopened(evidence: Evidence, opened: set[tuple[str, ...]]) -> Iterator[Event]:
    rows = [(row, one.root) for one in evidence.found if isinstance(one.thing, Listing) for row in one.thing.rows]
    for link, root in (*((notice, notice) for notice in evidence.front.notices), *rows):
        if link.address is None or address.key(link.address) in opened:
            continue
        opened.add(address.key(link.address))
        kinds = _what(link.label, in_box=root.place is Place.BOX) | _report(link.label, root)
        for what in sorted(kinds):
            stated, years = _named(link.label, link.address)
            published = tuple(day for day in link.days if day.kind in PUBLISHED)
            yield Event(what, link.label, stated, published, years, Seen(link.address, link.label))


def _titles(one: Found) -> tuple[str, ...]:
    """The caption of its link, unless the box's own, and the title of its page, unless that only repeats the box's."""
    shelf = one.root.label if one.root.place is Place.BOX else ""
    own = one.thing.title if isinstance(one.thing, Record) else ""
    labels = (one.link.label if one.via or one.root.place is not Place.BOX else "", own)
    told = (label for label in labels if label and corrected(label) != corrected(shelf))
    return tuple(dict.fromkeys(told))


def _what(title: str, *, in_box: bool) -> set[What]:
    """What a title tells of; nothing where it names no charter, or says that nothing was held."""
    named = wording.names_charter(title)
    ours = in_box and not holds(title, "meetings.other_matters")
    if not (named or ours) or holds(title, "meetings.not_held") or holds(title, "meetings.no_event"):
        return set()
    after = wording.after_charter(title) if named else corrected(title)
    minutes, training = holds(title, "meetings.minutes"), _names_training(after)
    if minutes and training:
        return set()
    if minutes:
        return {What.MINUTES}
    if holds(after, "meetings.awareness") and _names_meeting(after):
        return {What.AWARENESS}
    found = {What.TRAINING} if training else set()
    return found | ({What.MEETING} if _names_meeting(after) else set())


def _report(title: str, root: Link) -> set[What]:
    behind = root.place is Place.BOX and root.role is Role.REPORTS
    ours = wording.names_charter(title) or (behind and not holds(title, "meetings.other_matters"))
    return {What.REPORT} if ours and wording.role_of(title, in_charter_box=True) is Role.REPORTS else set()


def _names_meeting(right: str) -> bool:
    return bool(word_pattern(*map(corrected, words("meetings.meeting"))).search(right))


def _names_training(right: str) -> bool:
    """Whether a training is named that is not part of an institution's name."""
    pattern = word_pattern(*map(corrected, words("meetings.training")))
    institutions = tuple(map(corrected, words("meetings.institutions")))
    return any(not right[found.end() :].lstrip().startswith(institutions) for found in pattern.finditer(right))


def _event(what: What, title: str, one: Found) -> Event:
    text, at = _text(one), one.seen.url if one.seen else one.link.address or one.link.href
    stated, years = _named(title, at)
    stated = stated or tuple(_stated(day, at) for day in dates.days_after(text, *words("meetings.held_on")))
    own = one.thing.days if isinstance(one.thing, Record | Document) else ()
    files = one.thing.attachments if isinstance(one.thing, Record) else ()
    recorded = (*one.link.days, *own, *(day for link in files for day in link.days))
    issued = (_stated(day, at) for day in dates.days_after(text, *words("dates.marks")))
    published = (*(day for day in recorded if day.kind in PUBLISHED), *issued)
    return Event(what, title, stated, published, years, one.seen or Seen(at, title), one)


def _named(title: str, at: str) -> tuple[tuple[Dated, ...], tuple[dates.Period, ...]]:
    """The days and quarters that a title names, and the fiscal years it names without a quarter."""
    periods = dates.quarters_in(title)
    quarters = tuple(Dated(one.first, one.last, Kind.STATED, at, one.printed) for one in periods if one.quarter)
    days = (day for day in dates.days_in(title) if not day.bangla)
    single = tuple(_stated(day, at) for day in days if not any(_within(day, quarter) for quarter in quarters))
    return (*single, *quarters), tuple(one for one in periods if one.quarter is None)


def _within(day: dates.Named, quarter: Dated) -> bool:
    """Whether a month is one of a quarter's own ("জুলাই ২০২৩-সেপ্টেম্বর ২০২৩" is one quarter, not two months)."""
    return day.first != day.last and quarter.first <= day.first and day.last <= quarter.last


def _stated(day: dates.Named, at: str) -> Dated:
    return Dated(day.first, day.last, Kind.STATED, at, day.printed)


def _text(one: Found | None) -> str:
    return one.thing.text if one and isinstance(one.thing, Record | Document) else ""


def _of_another(event: Event, evidence: Evidence) -> bool:
    """Whether an item is another office's, by its place or by what its heading names."""
    heading = f"{event.title} {_text(event.found)[:HEAD]}"
    return bool(whose.other_place(event.at.url, evidence) or whose.names_other(heading, evidence.office))


def of_kind(events: Iterable[Event], *what: What) -> tuple[Event, ...]:
    """Those that tell of one of these."""
    return tuple(event for event in events if event.what in what)


def day_of_act(day: Dated) -> str:
    """The day on which something was held, "" where only its quarter or the day of its paper is known."""
    return day.iso if day.kind is Kind.STATED and day.first == day.last else ""
