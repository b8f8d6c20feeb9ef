"""What stands titled behind links: pages, files, and rows nobody opened; which quarter or year their titles name.

A title is read together with those of the pages it was reached through: "১ম ত্রৈমাসিক" on a page titled "প্রতিবেদন
২০২৩-২৪" is of that year. A quarter named in the heading lines of a text counts only where they name no other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from charter_audit import address, dates
from charter_audit.model import (
    RECORDED,
    Cause,
    Dated,
    Document,
    Evidence,
    Found,
    Kind,
    Link,
    Listing,
    NoRecord,
    Place,
    Record,
    Unreachable,
    Unreadable,
)
from charter_audit.quarter import Quarter
from charter_audit.weighing import newest

T = TypeVar("T")

HEAD = 400
"""Letters of a text that are its heading lines."""

LONG = 250
"""Letters from which a page's own text is content, although it has files too."""

ROWS = 3
"""Rows from which a page's table is content, although it has files too."""


@dataclass(frozen=True, slots=True)
class Titled:
    """One thing behind a link. `own` are its titles, `pages` those of the pages on the way to it, nearest last.

    `found` is None where the link was not opened; `via` is what the link stands on, None of a link of the front page.
    """

    link: Link
    own: str
    pages: tuple[str, ...]
    text: str
    found: Found | None
    via: Found | None

    @property
    def at(self) -> str:
        return self.link.address or self.link.href

    @property
    def title(self) -> str:
        """The words to print for it: its own title, else the caption of its link, else the titles of its pages."""
        thing = self.found.thing if self.found else None
        return (thing.title if isinstance(thing, Record) else "") or self.link.label or self.around

    @property
    def around(self) -> str:
        """The titles of its pages in one."""
        return " ".join(self.pages)

    @property
    def root(self) -> Link:
        """The link of the front page that the way began with."""
        return self.via.root if self.via else self.link

    @property
    def head(self) -> str:
        return self.text[:HEAD]

    @property
    def quarters(self) -> frozenset[Quarter]:
        """The quarters that its titles say it is of, its own before those of its pages; none where they say nothing."""
        for text in (self.own, self._with_year()):
            if named := quarters_of(text):
                return named
        return _only(quarters_of(self.around))

    @property
    def years(self) -> frozenset[str]:
        """The fiscal years that its titles say it is of, those of its quarters among them."""
        return years_of(self.own) or _only(years_of(self.around))

    @property
    def headed(self) -> frozenset[Quarter]:
        """The quarter that its heading lines name, if they name no other."""
        return _only(quarters_of(self.head))

    @property
    def headed_years(self) -> frozenset[str]:
        """The fiscal year that its heading lines name, if they name no other."""
        return _only(years_of(self.head))

    def is_before(self, quarter: Quarter) -> bool:
        """Whether all that its titles, else its whole text, else its days tell is before a quarter.

        A text that names an earlier quarter may compare with it: it is of that time only if it names no later one.
        """
        if self.quarters:
            return max(self.quarters) < quarter
        if self.years and max(self.years) != quarter.fiscal_year:
            return max(self.years) < quarter.fiscal_year
        quarters, years = quarters_of(self.text), years_of(self.text)
        if years:
            alone = years - {one.fiscal_year for one in quarters}
            return all(one < quarter for one in quarters) and all(year < quarter.fiscal_year for year in alone)
        last = newest(self.days)
        return last is not None and last.last < quarter.first

    @property
    def days(self) -> tuple[Dated, ...]:
        """Days stated in its titles, and those recorded of it and of the pages on the way."""
        stated = tuple(
            Dated(day.first, day.last, Kind.STATED, self.at, day.printed)
            for day in dates.days_in(self.own)
            if not day.bangla
        )
        last = self.found or self.via
        way = last.path if last else ()
        recorded = (day for step in way for day in (*step.link.days, *_days(step)))
        return (*stated, *(day for day in (*self.link.days, *recorded) if day.kind in RECORDED))

    def _with_year(self) -> str:
        """Its own title with the one fiscal year that the pages around it name, unless it names one itself."""
        around = _only(years_of(self.around))
        return f"{self.own} ({next(iter(around))})" if around and not years_of(self.own) else ""


def quarters_of(text: str) -> frozenset[Quarter]:
    """The quarters that a title names."""
    return frozenset(span.quarter for span in dates.quarters_in(text) if span.quarter)


def years_of(text: str) -> frozenset[str]:
    """The fiscal years that a title names, with a quarter or alone."""
    return frozenset(Quarter.of(span.first).fiscal_year for span in dates.quarters_in(text))


def _only(named: frozenset[T]) -> frozenset[T]:
    return named if len(named) == 1 else frozenset()


def titled_in(found: Iterable[Found], evidence: Evidence) -> tuple[Titled, ...]:
    """Everything titled among these things and on them. Pages that did not come or do not exist are none."""
    opened = {address.key(one.link.address): one for one in evidence.found if one.link.address}
    return tuple(item for one in found for item in _items(one, opened))


def titled(one: Found) -> Titled:
    """A thing with its titles, whether it came or not."""
    thing = one.thing
    own = f"{one.link.label} {thing.title}".strip() if isinstance(thing, Record | Listing) else one.link.label
    return Titled(
        one.link, own, _pages(one.via), thing.text if isinstance(thing, Record | Document) else "", one, one.via
    )


def titled_link(link: Link, on: Found | None = None) -> Titled:
    """A link that was not opened, on a page or on the front page."""
    return Titled(link, link.label, _pages(on), "", None, on)


def inner(thing: Record | Listing) -> tuple[Link, ...]:
    """The live links of a page that have a name, and its files; of a list its rows."""
    links = thing.links if isinstance(thing, Record) else thing.rows
    return tuple(link for link in links if link.address and (link.label or link.place is not Place.BODY))


def _items(one: Found, opened: dict[tuple[str, ...], Found]) -> Iterator[Titled]:
    thing = one.thing
    if isinstance(thing, Document | Unreadable):
        yield titled(one)
    if isinstance(thing, Record | Listing):
        inside = [(link, opened.get(address.key(link.address or ""))) for link in inner(thing)]
        living = [link for link, there in inside if there is None or not _is_gone(there)]
        if isinstance(thing, Record) and (not living or _is_content(thing)):
            yield titled(one)
        yield from (titled_link(link, one) for link, there in inside if there is None)


def _pages(page: Found | None) -> tuple[str, ...]:
    steps = (step.thing for step in page.path) if page else ()
    return tuple(thing.title for thing in steps if isinstance(thing, Record | Listing) and thing.title)


def _is_content(record: Record) -> bool:
    return len(record.text) >= LONG or any(len(table.rows) >= ROWS for table in record.tables)


def _is_gone(one: Found) -> bool:
    thing = one.thing
    return isinstance(thing, NoRecord) or (isinstance(thing, Unreachable) and thing.cause is Cause.GONE)


def _days(step: Found) -> tuple[Dated, ...]:
    return step.thing.days if isinstance(step.thing, Record | Document) else ()
