"""What makes a paper the letter that forms the charter's monitoring committee.

A letter is an order whose title says that the committee is formed or formed anew; or a page under another title whose
text does, with its memo number and members. A quarter that it names goes before its date, and the day of upload never
replaces either.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charter_audit import dates, whose, wording
from charter_audit.dates import Named
from charter_audit.model import RECORDED, Dated, Document, Evidence, Found, Kind, Place, Record, Role, Unreadable
from charter_audit.weighing import newest

HEAD = 1_200
"""Letters of a page's text in which its subject stands."""

MEMBERS = 2
"""Member words from which a page lists a committee's members."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter behind a link: its day or quarter (None where unknown), memo number as printed, days of upload."""

    found: Found
    title: str
    memo: str
    day: Dated | None
    recorded: tuple[Dated, ...]

    @property
    def at(self) -> str:
        thing = self.found.thing
        return thing.at if isinstance(thing, Record | Document | Unreadable) else ""

    @property
    def uploaded(self) -> Dated | None:
        """The newest day on which the platform recorded it."""
        return newest(self.recorded)


def letter_in(found: Found) -> Letter | None:
    """The committee's letter, if this thing is one; else None."""
    thing = found.thing
    if not isinstance(thing, Record | Document | Unreadable):
        return None
    titles, text = _titles(found), "" if isinstance(thing, Unreadable) else thing.text
    if not (any(map(wording.is_letter_title, titles)) or _is_order(found, text)):
        return None
    title = next(filter(wording.is_letter_title, titles), titles[0] if titles else "")
    memos = wording.memo_numbers(" ".join((*titles, text)))
    return Letter(found, title, memos[0] if memos else "", _day(titles, text, thing.at), _recorded(found))


def letters_in(found: Iterable[Found], evidence: Evidence) -> tuple[Letter, ...]:
    """The office's letters among these things: one on another office's site is never its own.

    A page whose file carries the letter's day is not told beside that file.
    """
    every = (letter for one in found if (letter := letter_in(one)))
    letters = tuple(letter for letter in every if not whose.other_place(letter.at, evidence))
    told_by_file = {id(letter.found.via) for letter in letters if letter.day and letter.found.via}
    return tuple(letter for letter in letters if letter.day or id(letter.found) not in told_by_file)


def members_in(found: Found) -> int:
    """How many member words a page or file that names the committee has; 0 where it names no committee.

    The label of its link names focal point and committee in one: the page itself must name the committee.
    """
    thing = found.thing
    if not isinstance(thing, Record | Document):
        return 0
    title = thing.title if isinstance(thing, Record) else _caption(found)
    if not any(map(wording.names_committee, (title, thing.text[:HEAD]))):
        return 0
    count = wording.names_members(thing.text)
    return count if count >= MEMBERS else 0


def _titles(found: Found) -> tuple[str, ...]:
    """The caption of its link and its own title; of a file, the title of its page too."""
    return tuple(title for title in (found.link.label, *_headings(found)) if title)


def _headings(found: Found) -> tuple[str, ...]:
    if isinstance(found.thing, Record):
        return (found.thing.title,)
    return (found.via.thing.title,) if found.via and isinstance(found.via.thing, Record) else ()


def _caption(found: Found) -> str:
    """The label of its link, if it was written for this thing: the box's own labels stand there whatever is behind."""
    return "" if found.via is None and found.link.place is Place.BOX else found.link.label


def _is_order(found: Found, text: str) -> bool:
    """A text that forms the committee. A charter's own table names committees as services: it is never one."""
    if found.root.role is Role.CHARTER:
        return False
    return (
        wording.names_committee(" ".join((_caption(found), *_headings(found), text[:HEAD])))
        and wording.orders_committee(text)
        and bool(wording.memo_numbers(text))
        and wording.names_members(text) >= MEMBERS
    )


def _day(titles: tuple[str, ...], text: str, at: str) -> Dated | None:
    if quarter := _only_quarter((*titles, text[:HEAD]), at):
        return quarter
    day = next((day for title in titles if (day := _gregorian(dates.days_in(title)))), None) or _day_of(text)
    return _stated(day, at) if day else None


def _only_quarter(texts: tuple[str, ...], at: str) -> Dated | None:
    """The quarter that the first text which names one names; none where it names several."""
    for text in texts:
        named = {span.quarter: span for span in dates.quarters_in(text) if span.quarter}
        if named:
            span = next(iter(named.values()))
            return Dated(span.first, span.last, Kind.STATED, at, span.printed) if len(named) == 1 else None
    return None


def _day_of(text: str) -> Named | None:
    """The day of an order: after its memo number or the word for date; else the only day it has."""
    marked = dates.days_after(text, *wording.memo_numbers(text), *wording.words("dates.marks"))
    if marked:
        return marked[0]
    days = tuple(day for day in dates.days_in(text) if not day.bangla)
    return days[0] if len({day.first for day in days}) == 1 else None


def _gregorian(days: tuple[Named, ...]) -> Named | None:
    return next((day for day in days if not day.bangla), None)


def _stated(day: Named, where: str) -> Dated:
    return Dated(day.first, day.last, Kind.STATED, where, day.printed)


def _recorded(found: Found) -> tuple[Dated, ...]:
    """Days of publication and upload: beside the link, on the record, in the names of its files."""
    thing = found.thing
    own = thing.days if isinstance(thing, Record | Document) else ()
    files = tuple(day for link in thing.attachments for day in link.days) if isinstance(thing, Record) else ()
    return tuple(day for day in (*found.link.days, *own, *files) if day.kind in RECORDED)
