"""What the servers of a scan noted: no limit of politeness was exceeded, and each was reached."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from charter_audit import __version__, audit
from charter_audit.desk import Desk
from charter_audit.model import Scan, Verdict
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.web import Limits, Web
from faults import site
from faults.scanning import DAY
from faults.server import Asked, Logged, standing
from faults.site import CHARTER, FRONT, ROBOTS, RULES
from loopback import Answers, after, reply

GROUPS, HOSTS = 6, 3
LIMITS = Limits(delay=0.15, contact="https://office.example/contact", backoff=0.01)
SLOWNESS = 0.08
"""Seconds that each answer takes, so that requests meet."""
COARSE = 0.02 if sys.platform == "win32" else 0.002
"""Seconds by which the clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host, its back end, and what its server noted."""

    group: str
    stood: Logged

    @property
    def log(self) -> list[Asked]:
        return sorted(self.stood.log, key=lambda asked: asked.began)


def whole() -> Answers:
    """A site on which all is met, each page late."""
    return {path: [after(SLOWNESS, answer)] for path, answer in site.whole().items()}


async def scanned(groups: Sequence[str], sites: Sequence[Logged], limits: Limits, offices: int = 1) -> Scan:
    """The scan of these sites, one in each of the groups, each the site of so many offices."""
    async with AsyncExitStack() as stack:
        urls = [await stack.enter_async_context(standing(one)) for one in sites]
        asked = tuple(
            site.office(f"{place}-{number}", url, group)
            for place, (url, group) in enumerate(zip(urls, groups, strict=True))
            for number in range(offices)
        )
        order = audit.Order(asked, tuple(catalogue()[code] for code in RULES), Quarter(2023, 2), DAY)
        return await audit.scan(order, Web(limits), lambda _office, _row: None, Papers(Desk()).read)


def most_at_once(asked: Iterable[Asked]) -> int:
    """How many of these requests were under way together at most."""
    steps = sorted((when, step) for one in asked for when, step in ((one.began, 1), (one.ended, -1)))
    under_way = [0]
    for _, step in steps:
        under_way.append(under_way[-1] + step)
    return max(under_way)


def pauses(log: Sequence[Asked]) -> list[float]:
    """Seconds between the end of a request and the beginning of the next."""
    return [later.began - earlier.ended for earlier, later in pairwise(log)]


@pytest.fixture(scope="module")
def hosts() -> tuple[Host, ...]:
    """Hosts of several back ends after a scan of all of them."""
    made = tuple(Host(f"group {number % GROUPS}", Logged(whole())) for number in range(GROUPS * HOSTS))
    scan = asyncio.run(scanned([host.group for host in made], [host.stood for host in made], LIMITS))
    assert {finding.verdict for _, finding in scan.findings()} == {Verdict.MET}
    return made


def test_one_request_of_a_host_is_under_way_and_its_pause_is_kept(hosts: Sequence[Host]) -> None:
    for host in hosts:
        assert len(host.log) >= 5
        assert min(pauses(host.log)) >= LIMITS.delay - COARSE


def test_two_requests_of_a_back_end_are_under_way(hosts: Sequence[Host]) -> None:
    groups = {host.group: [one for each in hosts if each.group == host.group for one in each.log] for host in hosts}
    assert len(groups) == GROUPS
    assert {most_at_once(asked) for asked in groups.values()} == {LIMITS.per_group}


def test_eight_requests_are_under_way_in_all(hosts: Sequence[Host]) -> None:
    assert most_at_once(one for host in hosts for one in host.log) == LIMITS.concurrency == 8


def test_robots_txt_is_asked_first_and_once_and_no_page_twice(hosts: Sequence[Host]) -> None:
    for host in hosts:
        paths = [asked.path for asked in host.log]
        assert paths[:2] == [ROBOTS, FRONT]
        assert len(set(paths)) == len(paths)


def test_who_asks_is_said_with_whom_to_write_to(hosts: Sequence[Host]) -> None:
    said = {asked.headers["user-agent"] for host in hosts for asked in host.log}
    assert said == {f"charter-audit/{__version__} (https://office.example/contact)"}


async def test_offices_on_one_host_share_its_turns() -> None:
    stood = Logged(whole())
    await scanned(["one"], [stood], LIMITS, offices=2)
    host = Host("one", stood)
    assert [asked.path for asked in host.log].count(FRONT) == 2
    assert min(pauses(host.log)) >= LIMITS.delay - COARSE


async def test_a_host_that_asks_to_wait_is_left_alone_for_so_long() -> None:
    busy = reply(b"", "Retry-After: 1", status=503)
    stood = Logged({**whole(), CHARTER: [busy, site.whole()[CHARTER]]})
    scan = await scanned(["one"], [stood], replace(LIMITS, delay=0))
    assert {finding.verdict for _, finding in scan.findings()} == {Verdict.MET}
    log = Host("one", stood).log
    place = next(place for place, asked in enumerate(log) if asked.path == CHARTER)
    assert place + 1 < len(log)
    assert pauses(log)[place] >= 1 - COARSE
