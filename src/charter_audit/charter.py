"""What makes a page or file the office's charter, and every day found on it.

A charter is what stands behind a link that names it and holds something: a table, a file, or text of some length. A
guideline, a form, a definition or an empty form is none; a charter marked old is never the current one; one of a
single section is not the office's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from charter_audit import address, dates, whose, wording
from charter_audit.model import (
    Dated,
    Document,
    Evidence,
    Found,
    Kind,
    Link,
    Place,
    Question,
    Record,
    Role,
    Unreadable,
)
from charter_audit.weighing import Outcome, Weighed, weigh

HEAD = 400
"""Letters of a text that are its heading lines, where a quarter may be stated."""

KEPT = 100_000
"""Letters of the longest text whose days are remembered: several rules ask for them one after the other."""

ENOUGH = 250
"""Letters from which a text without table or file can be a charter."""

ELSEWHERE = (Place.OTHER_BOX, Place.MENU, Place.BLOCK, Place.CHARTERS)
"""Where a copy of the charter may stand outside its box."""

RANK = (Outcome.UPDATED, Outcome.CONFLICT, Outcome.LATER, Outcome.UNDATED, Outcome.ONE_QUARTER, Outcome.STALE)
"""Of several charters behind one box, the one that says most for the office."""


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter as found. `other` names the office whose it is, where it is another's."""

    found: Found
    title: str
    days: tuple[Dated, ...]
    old: bool = False
    other: str = ""

    @property
    def at(self) -> str:
        return self.found.thing.at if isinstance(self.found.thing, Record | Document) else self.found.link.href


def charters_in(found: Iterable[Found], evidence: Evidence) -> tuple[Charter, ...]:
    """The charters among these things: records with what is attached to them, and files linked directly."""
    every = tuple(found)
    return tuple(charter for one in every if (charter := _charter(one, every, evidence)))


Weighted = tuple[Charter, Weighed]


def foremost(charters: Iterable[Charter], question: Question) -> tuple[Weighted, ...]:
    """Of the office's own charters those whose days say most for it, all that say the same; () of none."""
    weighed = [(charter, _weigh(charter, question)) for charter in charters if not charter.other]
    best = min((RANK.index(of.outcome) for _, of in weighed), default=None)
    return tuple(pair for pair in weighed if RANK.index(pair[1].outcome) == best)


def _weigh(charter: Charter, question: Question) -> Weighed:
    weighed = weigh(charter.days, question.quarter, question.as_of)
    return Weighed(Outcome.STALE, weighed.by, weighed.after_as_of) if charter.old else weighed


def named(found: Iterable[Found]) -> tuple[Found, ...]:
    """What stands behind links that name the charter, and behind the platform's list of charters."""
    return tuple(one for one in found if one.root.role is Role.CHARTER or one.root.place is Place.CHARTERS)


def copies(in_box: Iterable[Charter], evidence: Evidence) -> tuple[Charter, ...]:
    """The charters that stand elsewhere than in the box and are none of those in it."""
    known = {address.key(charter.at) for charter in in_box}
    elsewhere = charters_in(named(evidence.at(*ELSEWHERE)), evidence)
    return tuple(charter for charter in elsewhere if address.key(charter.at) not in known)


def parts(charter: Charter, evidence: Evidence) -> tuple[Found, ...]:
    """The charter itself and the files attached to it, without those marked old or called something else."""
    files = (one for one in evidence.found if one.via is charter.found and one.link.place is Place.ATTACHMENT)
    return (charter.found, *(one for one in files if not _aside(one.link.label)))


def _aside(label: str) -> bool:
    return wording.is_old(label) or wording.is_section_charter(label) or bool(wording.not_a_charter(label))


def _charter(one: Found, every: tuple[Found, ...], evidence: Evidence) -> Charter | None:
    thing = one.thing
    if isinstance(thing, Record) and _holds(one, thing):
        files = tuple(f for f in every if f.via is one and f.link.place is Place.ATTACHMENT)
        return _read(one, thing, files, evidence)
    if isinstance(thing, Document | Unreadable) and not _has_page(one):
        days = (*_days_of_link(one.link), *_days_of_document(one))
        return Charter(one, one.link.label, days, wording.is_old(one.link.label), whose.other_place(thing.at, evidence))
    return None


def _has_page(one: Found) -> bool:
    """A file attached to a record belongs to that record's charter."""
    return bool(one.via and isinstance(one.via.thing, Record))


def _holds(one: Found, record: Record) -> bool:
    names = (one.link.label, record.title)
    if any(wording.is_section_charter(name) for name in names):
        return False
    if record.attachments or any(len(table.rows) > 1 for table in record.tables):
        return not any(wording.not_a_charter(name) for name in names)
    return len(record.text) >= ENOUGH and not wording.not_a_charter(" ".join((*names, record.text)))


def _read(one: Found, record: Record, files: tuple[Found, ...], evidence: Evidence) -> Charter:
    head = record.text[:HEAD]
    days = (
        *record.days,
        *_days_of_link(one.link),
        *_titled(record.title, record.at),
        *_quarters(head, record.at),
        *_updated_on(record.text, record.at),
        *(day for link in record.attachments for day in _days_of_link(link)),
        *(day for file in files for day in _days_of_document(file)),
    )
    old = wording.is_old(record.title) or wording.is_old(one.link.label)
    return Charter(one, record.title or one.link.label, days, old, _other(record, evidence))


def _other(record: Record, evidence: Evidence) -> str:
    """Whose the charter is where it is another's: by the place where it stands, else by its heading."""
    heading = f"{record.title} {record.text[:HEAD]}"
    return whose.other_place(record.at, evidence) or whose.names_other(heading, evidence.office)


def _days_of_link(link: Link) -> tuple[Dated, ...]:
    return (*link.days, *_titled(link.label, link.address or link.href))


def _days_of_document(file: Found) -> tuple[Dated, ...]:
    if not isinstance(file.thing, Document):
        return ()
    text, at = file.thing.text, file.thing.at
    return (*file.thing.days, *_quarters(text[:HEAD], at), *_updated_on(text, at))


def _titled(title: str, where: str) -> tuple[Dated, ...]:
    """Days and quarters that a title or caption states."""
    days = tuple(day for day in dates.days_in(title) if not day.bangla)
    quarters = _quarters(title, where)
    inside = {(span.first, span.last) for span in quarters}
    return (
        *(Dated(day.first, day.last, Kind.STATED, where, day.printed) for day in days if not _in(day, inside)),
        *quarters,
    )


def _in(day: dates.Named, spans: set[tuple[date, date]]) -> bool:
    """Whether a month is one of a quarter's own ("জুলাই ২০২৩-সেপ্টেম্বর ২০২৩" is one quarter, not two months)."""
    return any(first <= day.first and day.last <= last for first, last in spans)


@lru_cache(maxsize=32)
def _quarters(text: str, where: str) -> tuple[Dated, ...]:
    return tuple(
        Dated(span.first, span.last, Kind.STATED, where, span.printed)
        for span in dates.quarters_in(text)
        if span.quarter
    )


def _updated_on(text: str, where: str) -> tuple[Dated, ...]:
    """Days that the text states after হালনাগাদ."""
    return (_days_updated if len(text) <= KEPT else _days_updated.__wrapped__)(text, where)


@lru_cache(maxsize=32)
def _days_updated(text: str, where: str) -> tuple[Dated, ...]:
    days = dates.days_after(text, *wording.words("dates.updated_marks"))
    return tuple(Dated(day.first, day.last, Kind.STATED, where, day.printed) for day in days)
