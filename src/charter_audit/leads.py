"""Which links are worth following: from the front page, and from what lies behind its links. Pure."""

from collections.abc import Iterable
from itertools import islice

from charter_audit import address, events, wording
from charter_audit.model import Found, Front, Link, Listing, Place, Record, Role

ROWS = 3
"""Newest rows of a list that are opened."""

NO_PROOF = frozenset({Role.REPORTS, Role.LAWS, Role.PLAN})
"""Links that promise text of another matter: behind them no picture is read by OCR, and only some files."""

REPORTED = frozenset({Role.REPORTS, Role.PLAN})
"""Links to be opened on a page of reports, where the plan is often kept too."""

FILES = 4
"""Files opened of a page behind these links: the letter is looked for there too, what is called it first."""

FEW = 2
"""Links to plans and reports that are opened: on the box's page of reports, and of the performance agreement's box."""

SEARCHED = (Place.BOARD, Place.NOTICES, Place.ORDERS)
"""Where only what a label calls the committee's is opened, or a meeting or training on the charter."""

EVENTS = 2
"""Newest of these meetings and trainings that are opened of a board or list: the day of the act stands inside."""


def of_front(front: Front) -> tuple[Link, ...]:
    """All live links of the charter box; elsewhere those that name the charter, what is its own, or the committee; the
    lists."""
    boxes = tuple(link for box in front.boxes if box is not front.charter_box for link in box.links)
    elsewhere = (*(link for link in (*boxes, *front.others) if _is_ours(link)), *_plans(front))
    inside = front.charter_box.links if front.charter_box else ()
    board = _sought(front.notices)
    return _live((*inside, *elsewhere, *board, *front.lists))


def _is_ours(link: Link) -> bool:
    """Whether a link outside the charter box is of the charter or the committee; of all reports only the charter's."""
    if link.role in (Role.REPORTS, Role.PLAN):
        return wording.names_charter(link.label)
    return link.role in (Role.CHARTER, Role.COMMITTEE)


def _plans(front: Front) -> tuple[Link, ...]:
    """Plans in the box on the performance agreement: the charter's is a part of it."""
    boxes = (box for box in front.boxes if box is not front.charter_box and wording.of_vehicle(box.title))
    return tuple(link for box in boxes for link in box.links if link.role is Role.PLAN)[:FEW]


def of(found: Found) -> tuple[Link, ...]:
    """What to open behind a thing: of a list its data or its rows, of a record its files and what it points on to."""
    thing = found.thing
    if isinstance(thing, Listing):
        return _live(_rows(found, thing))
    return _live(_onward(found, thing)) if isinstance(thing, Record) else ()


def _rows(found: Found, listing: Listing) -> Iterable[Link]:
    if listing.data_at:
        return (Link(listing.title, listing.data_at, listing.data_at, Place.ROW, found.root.role),)
    if found.root.place in SEARCHED:
        return _sought(listing.rows)
    if found.root.role is Role.CHARTER or found.root.place is Place.CHARTERS:
        return _charters(listing) or _next(found, listing)
    return (*filter(_of_committee, listing.rows), *listing.rows[:ROWS])


def _charters(listing: Listing) -> tuple[Link, ...]:
    """The newest charters of a list; one marked old only where there is no other, a section's never."""
    own = [row for row in listing.rows if row.address and not wording.is_section_charter(row.label)]
    current = [row for row in own if not wording.is_old(row.label)]
    return tuple((current or own)[:ROWS])


def _next(found: Found, listing: Listing) -> tuple[Link, ...]:
    """The page after one that held none of the office's charters."""
    if listing.next is None:
        return ()
    return (Link(listing.title, listing.next, listing.next, Place.ROW, found.root.role),)


def _onward(found: Found, record: Record) -> Iterable[Link]:
    if found.root.place in SEARCHED:
        return record.attachments
    files = sorted(record.attachments, key=_of_committee, reverse=True)
    if found.root.role in NO_PROOF:
        files = files[:FILES]
    named = (link for link in record.links if link.place is Place.BODY and _same_matter(link, found.root.role))
    return (*files, *named, *(_reported(found, record, len(files)) if found.root.role in REPORTED else ()))


def _reported(found: Found, record: Record, files: int) -> tuple[Link, ...]:
    """Links to reports and plans on the box's own page of reports, where it has hardly a file."""
    links = (link for link in record.links if link.place is Place.BODY and not _of_committee(link))
    named = (link for link in links if wording.role_of(link.label, in_charter_box=False) in REPORTED)
    return tuple(named)[: max(0, FEW - files)] if found.via is None else ()


def _same_matter(link: Link, role: Role) -> bool:
    if role is Role.CHARTER:
        return wording.names_charter(link.label) and not wording.not_a_charter(link.label)
    return _of_committee(link)


def _of_committee(link: Link) -> bool:
    return wording.is_letter_title(link.label) or wording.names_committee(link.label)


def _sought(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """What is opened of a board or list."""
    committees = tuple(filter(_of_committee, links))
    held = (link for link in links if link not in committees and events.names_event(link.label))
    return (*committees, *islice(held, EVENTS))


def _live(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links with a target; a target under two labels stays twice only where its place or role differs."""
    first: dict[tuple[object, ...], Link] = {}
    for link in links:
        if link.address:
            first.setdefault((address.key(link.address), link.place, link.role), link)
    return tuple(first.values())
