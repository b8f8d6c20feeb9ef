"""One office's whole story: the front page, the links that could settle a rule, and what they lead to.

Nothing is judged here, and rules fetch nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from charter_audit import address, leads, portals, whose
from charter_audit.model import (
    Cause,
    Evidence,
    Found,
    Front,
    Link,
    Office,
    Page,
    Seen,
    Thing,
    Unreachable,
    Unrecognised,
    Unseen,
)
from charter_audit.web import LAWS

Fetch = Callable[[str], Awaitable[Page | Unreachable]]
Read = Callable[[Page, bool], Awaitable[Thing]]
"""Reads what came from an address; told whether a rule needs the text, so that a picture is worth reading by OCR."""

HOPS = 4
"""Links followed from the front page: record or list, the list's own data, record, file."""


async def look_at(office: Office, fetch: Fetch, read: Read) -> Evidence | Unseen:
    """All that can be seen of one office's site; `read` reads what came, pages and files."""
    opened = await _open(office, fetch)
    if isinstance(opened, Unseen):
        return opened
    page, front = opened
    read = _once(read)
    found: tuple[Found, ...] = ()
    ask: Sequence[tuple[Link, Found | None]] = [(link, None) for link in leads.of_front(front)]
    for _ in range(HOPS):
        new = await asyncio.gather(*(_follow(link, via, fetch, read) for link, via in ask))
        found = (*found, *new)
        ask = [(link, one) for one in new for link in leads.of(one)]
    return Evidence(office, front, _seen(page, "front page"), found)


def _once(read: Read) -> Read:
    """Reads each page once, however many links lead to it."""
    reading: dict[tuple[str, bool], asyncio.Task[Thing]] = {}

    async def once(page: Page, needed: bool) -> Thing:
        key = (page.at, needed)
        if key not in reading:
            reading[key] = asyncio.ensure_future(read(page, needed))
        return await reading[key]

    return once


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
