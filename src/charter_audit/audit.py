"""One office's whole story, and the scan of all of them.

`look_at` opens the front page, follows the links that could settle a rule, and what they lead to, a few hops deep; all
of it becomes evidence. Nothing is judged here, and rules fetch nothing.
"""

import asyncio
import os
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from charter_audit import __version__, address, judging, leads, outage, portals, whose
from charter_audit.extend import Rule
from charter_audit.model import (
    Asked,
    Cause,
    Evidence,
    Found,
    Front,
    Link,
    Office,
    Page,
    Question,
    Row,
    Scan,
    Seen,
    Thing,
    Unreachable,
    Unrecognised,
    Unseen,
)
from charter_audit.quarter import Quarter
from charter_audit.web import LAWS, Ceiling

Fetch = Callable[[str], Awaitable[Page | Unreachable]]
Read = Callable[[Page, bool], Awaitable[Thing]]
"""Reads what came from an address; told whether a rule needs the text, so that a picture is worth reading by OCR."""

HOPS = 4
"""Links followed from the front page: record or list, the list's own data, record, file."""


RULES_VERSION = "1"
"""Raised when a rule's conditions change, so that two scans can tell whether they were judged alike."""

IN_FLIGHT = 48
"""Offices looked at side by side; what they may ask at once is the network's own limit."""

OPEN_IN_GROUP = 8
"""Offices of one back end looked at side by side: enough to keep its two places busy while hosts pause."""


class Visiting(Protocol):
    """One office's visit, over the network or in kept evidence."""

    @property
    def asked(self) -> tuple[Asked, ...]: ...

    async def fetch(self, url: str) -> Page | Unreachable: ...


class Network(Protocol):
    """What a scan looks through: the network, or kept evidence in its place."""

    def expect(self, offices: Iterable[Office]) -> None: ...

    def visit(self, office: Office) -> AbstractAsyncContextManager[Visiting]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """What a scan is to look at and to ask."""

    offices: tuple[Office, ...]
    rules: tuple[Rule, ...]
    quarter: Quarter
    as_of: date
    own: str = ""


Watch = Callable[[Office, Row | None], None]
"""Told of an office twice: when it is opened (None) and when it is done (its row)."""


async def scan(order: Order, network: Network, watch: Watch, read: Read) -> Scan:
    """Every office looked at and judged; rows in the order of the registry.

    A fault of this program at one office becomes `audit-error` on all its rules and touches no other row.
    """
    started = datetime.now(UTC)
    looked = await _rounds(order, network, watch, read)
    return Scan(
        order.quarter,
        order.as_of,
        started,
        datetime.now(UTC),
        tuple(rule.code for rule in order.rules),
        tuple(looked[office.id].row for office in order.offices),
        order.own,
        __version__,
        RULES_VERSION,
    )


async def visited(office: Office, order: Order, network: Network, read: Read) -> tuple[Row, Evidence | Unseen]:
    """One office looked at and judged, and what was seen of it."""
    async with network.visit(office) as visit:
        evidence = await _guarded(office, visit, read)
    return _judged(order, evidence, visit.asked), evidence


@dataclass(frozen=True, slots=True)
class _Looked:
    """How an office came out; `nothing` is why nothing was seen of it. What was seen is gone once it is judged."""

    row: Row
    nothing: Unseen | None


async def _rounds(order: Order, network: Network, watch: Watch, read: Read) -> dict[str, _Looked]:
    """All offices; then once more those whose trouble may have passed; then what is said of groups that are down."""
    looked = await _round(order.offices, order, network, watch, read)
    late = [office for office in order.offices if _may_pass(looked[office.id])]
    first = outage.probes(late, _tally(order, looked))
    looked |= await _round(first, order, network, _silent(watch), read)
    tally = _tally(order, looked)
    rest = [office for office in late if office not in first and not tally.is_down(office.group)]
    looked |= await _round(rest, order, network, _silent(watch), read)
    tally = _tally(order, looked)
    return {office.id: _of_outage(office, looked[office.id], tally, order) for office in order.offices}


async def _round(
    offices: Sequence[Office], order: Order, network: Network, watch: Watch, read: Read
) -> dict[str, _Looked]:
    """Offices side by side, those of the group with most left to do first; none of a group found to be down."""
    network.expect(offices)
    tally = outage.Tally(offices)
    left = Counter(office.group for office in offices)
    places = Ceiling(IN_FLIGHT, left)
    groups: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(OPEN_IN_GROUP))

    async def look(office: Office) -> tuple[str, _Looked]:
        async with groups[office.group], places.place(office.group):
            watch(office, None)
            looked = _not_asked(office, order) if tally.is_down(office.group) else await _looked(office)
            tally.note(office, looked.nothing)
            left[office.group] -= 1
        watch(office, looked.row)
        return office.id, looked

    async def _looked(office: Office) -> _Looked:
        row, evidence = await visited(office, order, network, read)
        return _Looked(row, evidence if isinstance(evidence, Unseen) else None)

    async with asyncio.TaskGroup() as tasks:
        made = [tasks.create_task(look(office)) for office in offices]
    return dict(task.result() for task in made)


def _silent(watch: Watch) -> Watch:
    """Tells who is looked at once more; that they are done was told before."""
    return lambda office, row: watch(office, None) if row is None else None


def _may_pass(looked: _Looked) -> bool:
    lost = looked.nothing.lost if looked.nothing else None
    return lost is not None and LAWS[lost.cause].later


def _tally(order: Order, looked: Mapping[str, _Looked]) -> outage.Tally:
    tally = outage.Tally(order.offices)
    for office in order.offices:
        tally.note(office, looked[office.id].nothing)
    return tally


def _not_asked(office: Office, order: Order) -> _Looked:
    nothing = outage.not_asked(office)
    return _Looked(_judged(order, nothing, ()), nothing)


def _of_outage(office: Office, looked: _Looked, tally: outage.Tally, order: Order) -> _Looked:
    if looked.nothing is None:
        return looked
    nothing = tally.outage(office, looked.nothing)
    return looked if nothing is looked.nothing else _Looked(_judged(order, nothing, looked.row.trail), nothing)


def without_trail(made: Scan) -> Scan:
    """The scan without the addresses asked, which make its file long."""
    return replace(made, rows=tuple(replace(row, trail=()) for row in made.rows))


async def _guarded(office: Office, visit: Visiting, read: Read) -> Evidence | Unseen:
    """The one place where a fault of this program is caught; with the variable set, as in tests, it is not."""
    try:
        return await look_at(office, visit.fetch, read)
    except Exception as fault:
        if os.environ.get("CHARTER_AUDIT_RAISE"):
            raise
        return Unseen(office, "audit-error", {"error": f"{type(fault).__name__}: {fault}"})


def _judged(order: Order, evidence: Evidence | Unseen, trail: tuple[Asked, ...]) -> Row:
    question = Question(evidence.office, order.quarter, order.as_of)
    findings = judging.judge(order.rules, evidence, question)
    front = evidence.front if isinstance(evidence, Evidence) else None
    return Row(
        evidence.office,
        findings,
        datetime.now(UTC),
        front.at if front else "",
        front.platform if front else "",
        trail,
    )


async def look_at(office: Office, fetch: Fetch, read: Read) -> Evidence | Unseen:
    """All that can be seen of one office's site; `read` reads what came, pages and files."""
    opened = await _open(office, fetch)
    if isinstance(opened, Unseen):
        return opened
    page, front = opened
    found: tuple[Found, ...] = ()
    ask: Sequence[tuple[Link, Found | None]] = [(link, None) for link in leads.of_front(front)]
    for _ in range(HOPS):
        new = await asyncio.gather(*(_follow(link, via, fetch, read) for link, via in ask))
        found = (*found, *new)
        ask = [(link, one) for one in new for link in leads.of(one)]
    return Evidence(office, front, _seen(page, "front page"), found)


async def _open(office: Office, fetch: Fetch) -> tuple[Page, Front] | Unseen:
    """The front page at the first of the office's addresses that answers with one."""
    if not office.url:
        return Unseen(office, "site-address-unconfirmed")
    first: Unseen | None = None
    for url in office.addresses:
        page = await _front_page(url, fetch)
        opened = _lost(office, page) if isinstance(page, Unreachable) else _front(office, page)
        if not isinstance(opened, Unseen):
            opened = await _in_bengali(office, opened, fetch)
        if not isinstance(opened, Unseen):
            return opened
        first = first or opened
    assert first is not None
    return first


async def _front_page(url: str, fetch: Fetch) -> Page | Unreachable:
    """The page at an address; where https did not even begin, that of plain http."""
    page = await fetch(url)
    if isinstance(page, Unreachable) and LAWS[page.cause].plain and (plain := address.in_plain_http(url)):
        instead = await fetch(plain)
        return page if isinstance(instead, Unreachable) else instead
    return page


async def _in_bengali(office: Office, opened: tuple[Page, Front], fetch: Fetch) -> tuple[Page, Front]:
    """The Bengali version of a front page that came in English, if it is there."""
    if not opened[1].bengali_at:
        return opened
    page = await fetch(opened[1].bengali_at)
    bengali = page if isinstance(page, Unreachable) else _front(office, page)
    return opened if isinstance(bengali, Unreachable | Unseen) else bengali


BY_CAUSE = {Cause.BLOCKED: "site-blocked", Cause.ROBOTS: "site-disallowed"}


def _lost(office: Office, lost: Unreachable) -> Unseen:
    reason = BY_CAUSE.get(lost.cause, "site-unreachable")
    facts = {"url": lost.url, "why": lost.why, "tries": str(lost.tries), "status": str(lost.status or "")}
    return Unseen(office, reason, facts, (Seen(lost.url, "front page"),), lost)


def _front(office: Office, page: Page) -> tuple[Page, Front] | Unseen:
    front = portals.read_front(page)
    seen = (_seen(page, "front page"),)
    if isinstance(front, Unrecognised):
        reason = "site-blocked" if front.why == "challenge" else "site-unrecognised"
        return Unseen(office, reason, {"url": page.at, "why": front.why, "status": str(page.status)}, seen)
    moved = not whose.is_own(page.at, office) and not whose.is_named(front.office_named, office)
    other = whose.names_other(front.office_named, office) or (moved and (front.office_named or page.at))
    if other:
        return Unseen(office, "site-of-other-office", {"url": page.url, "final_url": page.at, "names": other}, seen)
    if not front.boxes:
        return Unseen(office, "site-unrecognised", {"url": page.at, "why": "no-service-box"}, seen)
    return page, front


async def _follow(link: Link, via: Found | None, fetch: Fetch, read: Read) -> Found:
    """What is behind a link."""
    assert link.address is not None
    answer = await fetch(link.address)
    if isinstance(answer, Unreachable):
        return Found(link, answer, via, Seen(answer.url, link.label))
    root = via.root if via else link
    return Found(link, await read(answer, root.role not in leads.NO_PROOF), via, _seen(answer, link.label))


def _seen(page: Page, what: str) -> Seen:
    return Seen(page.at, what, page.fetched_at, page.sha256)
