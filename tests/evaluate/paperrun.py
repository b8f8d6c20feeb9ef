"""Reads every planned paper as a scan would and tells how truly it was read.

Each hangs by itself behind the charter box's link of its kind, on a site where nothing else is amiss. One fatal finding
is too much: an office accused falsely, one passed that fails, or a deciding day that stands on no paper.
"""

import asyncio
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from charter_audit import dates, formats, judging, letter, ocr
from charter_audit.desk import Desk
from charter_audit.model import (
    Box,
    Dated,
    Document,
    Evidence,
    Found,
    Front,
    Kind,
    Link,
    Listing,
    Office,
    Page,
    Place,
    Question,
    Record,
    Role,
    Seen,
    Table,
    Thing,
    Tier,
)
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from evaluate.paperplan import FMT, RULES, Paper, headings, papers, verdict_of
from evaluate.plan import AS_OF, COM, TROUBLES, UNREADABLE, UPD

HOME = "http://baghaichhari.invalid/"
QUARTER = Quarter(2023, 2)
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "html": "text/html; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "tif": "image/tiff",
}
LABELS = {
    Role.CHARTER: "সেবা প্রদান প্রতিশ্রুতি",
    Role.COMMITTEE: "ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি",
}
OWN = {Role.CHARTER: (UPD, FMT), Role.COMMITTEE: (COM,)}
"""The rules that ask what hangs behind each link."""

_DECIDING = {COM: "letter_date", UPD: "date"}


@dataclass(frozen=True, slots=True)
class Told:
    """One rule's answer for one paper, beside the planned one; `day` is the day that it says decided."""

    paper: Paper
    rule: str
    planned: str
    found: str
    day: str = ""

    @property
    def own(self) -> bool:
        """Whether the rule asks what hangs behind this paper's link."""
        return self.rule in OWN[Role(self.paper.behind)]

    @property
    def right(self) -> bool:
        return self.found in TROUBLES if self.planned == UNREADABLE else self.found == self.planned

    @property
    def invented(self) -> bool:
        """Whether it was decided by a day that does not stand on the paper."""
        return self.own and bool(self.day) and self.day not in {*self.paper.days, self.paper.decides}

    @property
    def fatal(self) -> bool:
        planned, found = verdict_of(self.planned), verdict_of(self.found)
        accused = found == "not_met" and planned != "not_met"
        doubted = found == "partly" and planned in ("met", "unchecked")
        return accused or doubted or (found == "met" and planned != "met") or self.invented


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one paper; of one that needs a program which is not here, `skipped` names it."""

    paper: Paper
    told: tuple[Told, ...] = ()
    days: frozenset[str] = frozenset()
    columns: int = 0
    is_letter: bool = False
    memo: str = ""
    skipped: str = ""


def lacking() -> frozenset[str]:
    """The programs that are not on this machine."""
    there = {"tesseract": not ocr.available(), "antiword": shutil.which("antiword") is not None}
    return frozenset(name for name, here in there.items() if not here)


async def read_all(planned: Sequence[Paper], make: Callable[[], Desk] = Desk) -> tuple[Reading, ...]:
    """Every paper read at one desk and judged, in the order given."""
    without = lacking()
    async with make() as desk:
        reader = Papers(desk, ocr="tesseract" not in without)
        return tuple(await asyncio.gather(*(_read(paper, reader, without) for paper in planned)))


async def _read(paper: Paper, reader: Papers, without: frozenset[str]) -> Reading:
    if paper.needs in without:
        return Reading(paper, skipped=paper.needs)
    return judged(paper, await reader.read(page(paper), needed=True))


def page(paper: Paper) -> Page:
    """The paper's file as a server sends it, under the type that goes with its name."""
    body, at = paper.file.read_bytes(), f"{HOME}files/{paper.file.name}"
    fetched = datetime(2023, 11, 28, tzinfo=UTC)
    return Page(at, at, 200, TYPES[paper.ending], body, fetched, hashlib.sha256(body).hexdigest())


def judged(paper: Paper, thing: Thing) -> Reading:
    """What a thing read from a paper says, and what every rule says of the site on which it hangs."""
    site = evidence(paper, thing)
    rules = tuple(rule for code, rule in catalogue().items() if code in RULES)
    findings = judging.judge(rules, site, Question(site.office, QUARTER, AS_OF))
    told = tuple(
        Told(paper, one.rule, paper.expected[one.rule], one.reason.slug, one.facts.get(_DECIDING.get(one.rule, ""), ""))
        for one in findings
    )
    hung = next(one for one in site.found if one.thing is thing)
    order = letter.letter_in(hung)
    return Reading(paper, told, _days(thing), _columns(thing), order is not None, order.memo if order else "")


def _days(thing: Thing) -> frozenset[str]:
    """The Gregorian days and months in the text."""
    text = thing.text if isinstance(thing, Record | Document) else ""
    return frozenset(day.iso for day in dates.days_in(text) if not day.bangla)


def _columns(thing: Thing) -> int:
    tables = thing.tables if isinstance(thing, Record | Document) else ()
    return max((len(one.printed) for one in formats.service_tables(tables)), default=0)


# ---- the site on which a paper hangs -----------------------------------------------------------------------


def evidence(paper: Paper, thing: Thing) -> Evidence:
    """A site in order: its charter updated in the quarter, no committee's letter; the paper in the place of one."""
    tier = Tier(paper.tier)
    office = Office("baghaichhari", "বাঘাইছড়ি", "Baghaichhari", tier, HOME)
    things: dict[Role, Thing] = {Role.CHARTER: _charter(tier), Role.COMMITTEE: _persons()}
    things[Role(paper.behind)] = thing
    links = {role: Link(label, f"{HOME}{role}", f"{HOME}{role}", Place.BOX, role) for role, label in LABELS.items()}
    lists = (Link("", f"{HOME}{place}", f"{HOME}{place}", place) for place in (Place.NOTICES, Place.ORDERS))
    found = (
        *(Found(links[role], one) for role, one in things.items()),
        *(Found(link, Listing(link.href, "", ())) for link in lists),
    )
    box = Box("সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)", tuple(links.values()))
    return Evidence(office, Front(HOME, "npf1", (box,), box), Seen(HOME, "front page"), found)


def _charter(tier: Tier) -> Record:
    rows = (headings("central" if tier is Tier.DIRECTORATE else "field"), ("১", "ভাতা প্রদান"))
    stamp = Dated(date(2023, 11, 2), date(2023, 11, 2), Kind.PAGE_STAMP, HOME, "২ নভেম্বর ২০২৩")
    return Record(f"{HOME}charter", LABELS[Role.CHARTER], "", (Table(rows),), days=(stamp,))


def _persons() -> Record:
    return Record(f"{HOME}committee", "ফোকাল পয়েন্ট কর্মকর্তা", "সহকারী কমিশনার (ভূমি), ফোন ০২৩৩৩৩৭১০০১")


# ---- what it comes to --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """Of one form of paper: what was planned and what came of it. Pairs are (right, planned)."""

    form: str
    papers: int
    days: tuple[int, int]
    invented: int
    columns: tuple[int, int]
    letters: tuple[int, int]
    memos: tuple[int, int]
    right: int
    unchecked: int
    other: int
    fatal: int


def lines(readings: Iterable[Reading]) -> Iterator[Line]:
    """A line for each form of paper, and one for all of them together ("all")."""
    every = tuple(one for one in readings if not one.skipped)
    for form in dict.fromkeys(one.paper.group for one in every):
        yield _line(form, tuple(one for one in every if one.paper.group == form))
    yield _line("all", every)


def _line(form: str, every: Sequence[Reading]) -> Line:
    told = tuple(one for reading in every for one in reading.told if one.own)
    wrong = tuple(one for one in told if not one.right and not one.fatal)
    unchecked = sum(verdict_of(one.found) == "unchecked" for one in wrong)
    letters = tuple(one for one in every if one.paper.kind == "letter")
    wide = tuple(one for one in every if one.paper.columns)
    return Line(
        form,
        len(every),
        (sum(len(one.days & one.paper.days) for one in every), sum(len(one.paper.days) for one in every)),
        sum(len(one.days - one.paper.days) for one in every),
        (sum(one.columns == one.paper.columns for one in wide), len(wide)),
        (sum(one.is_letter for one in letters), len(letters)),
        (sum(one.is_letter and one.memo == one.paper.memo for one in letters), len(letters)),
        sum(one.right and not one.fatal for one in told),
        unchecked,
        len(wrong) - unchecked,
        sum(one.fatal for reading in every for one in reading.told),
    )


def failures(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The fatal findings, each as a line."""
    return tuple(f"fatal: {said(one)}" for reading in readings for one in reading.told if one.fatal)


def said(one: Told) -> str:
    day = f" by {one.day}" if one.day else ""
    return f"{one.paper.name} {one.rule}: planned {one.planned}, found {one.found}{day}"


HEADS: Mapping[str, int] = {
    "form": 23,
    "papers": 7,
    "days": 8,
    "invented": 9,
    "columns": 8,
    "letters": 8,
    "memos": 7,
    "right": 6,
    "unchecked": 10,
    "other": 6,
    "FATAL": 6,
}


def table(readings: Iterable[Reading]) -> str:
    """The lines as a table to read; a pair stands as right/planned."""
    made = ["".join(f"{name:{wide}}" if name == "form" else f"{name:>{wide}}" for name, wide in HEADS.items())]
    for line in lines(readings):
        cells = [line.form, line.papers, line.days, line.invented, line.columns, line.letters, line.memos]
        cells += [line.right, line.unchecked, line.other, line.fatal]
        shown = (f"{one[0]}/{one[1]}" if isinstance(one, tuple) else str(one) for one in cells)
        made.append(
            "".join(
                f"{one:{wide}}" if name == "form" else f"{one:>{wide}}"
                for one, (name, wide) in zip(shown, HEADS.items(), strict=True)
            )
        )
    return "\n".join(made)


def tell() -> tuple[str, ...]:
    """Prints how truly the papers are read; gives what is fatal."""
    planned = papers()
    readings = asyncio.run(read_all(planned))
    print(f"\n{len(planned)} papers; pairs are right/planned\n")
    print(table(readings))
    for program in sorted({one.skipped for one in readings if one.skipped}):
        names = [one.paper.name for one in readings if one.skipped == program]
        print(f"skipped, {program} is not here: {', '.join(names)}")
    for one in (one for reading in readings for one in reading.told if not one.right and not one.fatal):
        print(f"missed: {said(one)}")
    return failures(readings)
