"""Which links are worth following: from the front page, and from what lies behind its links. Pure."""

from collections.abc import Iterable

from charter_audit import address, wording
from charter_audit.model import Found, Front, Link, Listing, Place, Record, Role

ROWS = 3
"""Newest rows of a list that are opened."""

NO_PROOF = frozenset({Role.REPORTS, Role.LAWS, Role.PLAN})
"""Links that promise text of another matter: behind them no picture is read by OCR, and only some files."""

FILES = 4
"""Files opened of a page behind these links: the letter is looked for there too, what is called it first."""

SEARCHED = (Place.BOARD, Place.NOTICES, Place.ORDERS)
"""Where only what a label calls the committee's is opened."""


def of_front(front: Front) -> tuple[Link, ...]:
    """All live links of the charter box; elsewhere those that name the charter or the committee; the lists."""
    boxes = tuple(link for box in front.boxes if box is not front.charter_box for link in box.links)
    elsewhere = (link for link in (*boxes, *front.others) if link.role in (Role.CHARTER, Role.COMMITTEE))
    inside = front.charter_box.links if front.charter_box else ()
    board = (link for link in front.notices if _of_committee(link))
    return _live((*inside, *elsewhere, *board, *front.lists))


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
        return filter(_of_committee, listing.rows)
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
    return (*files, *named)


def _same_matter(link: Link, role: Role) -> bool:
    if role is Role.CHARTER:
        return wording.names_charter(link.label) and not wording.not_a_charter(link.label)
    return _of_committee(link)


def _of_committee(link: Link) -> bool:
    return wording.is_letter_title(link.label) or wording.names_committee(link.label)


def _live(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links with a target; a target under two labels stays twice only where its place or role differs."""
    first: dict[tuple[object, ...], Link] = {}
    for link in links:
        if link.address:
            first.setdefault((address.key(link.address), link.place, link.role), link)
    return tuple(first.values())
