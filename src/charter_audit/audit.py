"""One office's whole story, and the scan of all of them.

`look_at` opens the front page, follows the links that could settle a rule, and what they lead to, a few hops deep; all
of it becomes evidence. Nothing is judged here, and rules fetch nothing.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from charter_audit import __version__, judging, leads, portals, whose
from charter_audit.extend import Rule
from charter_audit.model import (
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
from charter_audit.web import Visit, Web

Fetch = Callable[[str], Awaitable[Page | Unreachable]]
Read = Callable[[Page, bool], Awaitable[Thing]]
"""Reads what came from an address; told whether a rule needs the text, so that a picture is worth reading by OCR."""

HOPS = 4
"""Links followed from the front page: record or list, the list's own data, record, file."""


RULES_VERSION = "1"
"""Raised when a rule's conditions change, so that two scans can tell whether they were judged alike."""

IN_FLIGHT = 32
"""Offices looked at side by side; what each may ask at once is the network's own limit."""


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


async def scan(order: Order, web: Web, watch: Watch, read: Read) -> Scan:
    """Every office looked at and judged; rows in the order of the registry.

    A fault of this program at one office becomes `audit-error` on all its rules and touches no other row.
    """
    started, places = datetime.now(UTC), asyncio.Semaphore(IN_FLIGHT)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_row(office, order, web, watch, read, places)) for office in order.offices]
    rows = tuple(task.result() for task in tasks)
    codes = tuple(rule.code for rule in order.rules)
    return Scan(
        order.quarter,
        order.as_of,
        started,
        datetime.now(UTC),
        codes,
        rows,
        order.own,
        __version__,
        RULES_VERSION,
    )


async def visited(office: Office, order: Order, web: Web, read: Read) -> tuple[Row, Evidence | Unseen]:
    """One office looked at and judged, and what was seen of it."""
    async with web.visit(office) as visit:
        evidence = await _guarded(office, visit, read)
    return _judged(order, evidence, visit), evidence


async def _row(office: Office, order: Order, web: Web, watch: Watch, read: Read, places: asyncio.Semaphore) -> Row:
    async with places:
        watch(office, None)
        row, _ = await visited(office, order, web, read)
    watch(office, row)
    return row


def without_trail(made: Scan) -> Scan:
    """The scan without the addresses asked, which make its file long."""
    return replace(made, rows=tuple(replace(row, trail=()) for row in made.rows))


async def _guarded(office: Office, visit: Visit, read: Read) -> Evidence | Unseen:
    """The one place where a fault of this program is caught; with the variable set, as in tests, it is not."""
    try:
        return await look_at(office, visit.fetch, read)
    except Exception as fault:
        if os.environ.get("CHARTER_AUDIT_RAISE"):
            raise
        return Unseen(office, "audit-error", {"error": f"{type(fault).__name__}: {fault}"})


def _judged(order: Order, evidence: Evidence | Unseen, visit: Visit) -> Row:
    question = Question(evidence.office, order.quarter, order.as_of)
    findings = judging.judge(order.rules, evidence, question)
    front = evidence.front if isinstance(evidence, Evidence) else None
    return Row(
        evidence.office,
        findings,
        datetime.now(UTC),
        front.at if front else "",
        front.platform if front else "",
        visit.asked,
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
        page = await fetch(url)
        opened = _lost(office, page) if isinstance(page, Unreachable) else _front(office, page)
        if not isinstance(opened, Unseen):
            opened = await _in_bengali(office, opened, fetch)
        if not isinstance(opened, Unseen):
            return opened
        first = first or opened
    assert first is not None
    return first


async def _in_bengali(office: Office, opened: tuple[Page, Front], fetch: Fetch) -> tuple[Page, Front]:
    """The Bengali version of a front page that came in English, if it is there."""
    if not opened[1].bengali_at:
        return opened
    page = await fetch(opened[1].bengali_at)
    bengali = page if isinstance(page, Unreachable) else _front(office, page)
    return opened if isinstance(bengali, Unreachable | Unseen) else bengali


def _lost(office: Office, lost: Unreachable) -> Unseen:
    reason = "site-blocked" if lost.cause is Cause.BLOCKED else "site-unreachable"
    facts = {"url": lost.url, "why": lost.why, "tries": str(lost.tries), "status": str(lost.status or "")}
    return Unseen(office, reason, facts, (Seen(lost.url, "front page"),))


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
