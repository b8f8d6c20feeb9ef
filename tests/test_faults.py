"""Every named fault at once, each an office of its own: the right cause, and nothing held against anybody."""

import asyncio
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack

import pytest

from charter_audit import audit
from charter_audit.desk import Desk
from charter_audit.model import Cause, Row, Scan, Verdict
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.reports import formats
from charter_audit.rules import catalogue
from charter_audit.story import story
from charter_audit.web import Limits, Web
from faults import site
from faults.matrix import COM, FAULTS, FMT, GOOD, INJECTIONS, NEVER_ACCEPTING, Fault, lost, without
from faults.scanning import DAY, LIMITS
from faults.served import Scanned, scanned, served
from faults.server import Asked, standing
from faults.site import CHARTER, FRONT, LETTER, ROBOTS, RULES
from loopback import hang, reply

# There a process cannot be kept on this machine as it is here, and a reset connection looks otherwise.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are those of a POSIX socket")

HERE = tuple(fault for fault in FAULTS if fault.at != NEVER_ACCEPTING or sys.platform == "linux")
BY_NAME = {fault.name: fault for fault in HERE}
RAW = re.compile(r"[^\n\r\t\ufeff\u200b-\u200d -~\u00a0-\u2029\u202f-\u2065\u206a-\U0010ffff]")
"""What no terminal, file or log may get: control characters, and signs that turn the direction of letters."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scanned, Scanned]]:
    """The scan of all faults, and that of as many offices without one."""
    whole = [Fault(fault.name, GOOD) for fault in HERE]

    async def side_by_side() -> tuple[Scanned, Scanned]:
        faulty = scanned(HERE, tmp_path_factory.mktemp("faulty"))
        return await asyncio.gather(faulty, scanned(whole, tmp_path_factory.mktemp("whole")))

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CHARTER_AUDIT_RAISE", raising=False)
        yield asyncio.run(side_by_side())


@pytest.fixture
def faulty(both: tuple[Scanned, Scanned]) -> Scanned:
    return both[0]


def row(made: Scan, name: str) -> Row:
    return next(row for row in made.rows if row.office.id == name)


def told(one: Row, expected: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """By rule the reason, and `why` where one is expected."""
    return {
        each.rule: (each.reason.slug, each.facts.get("why", "") if expected[each.rule][1] else "")
        for each in one.findings
    }


def log(made: Scanned, name: str) -> list[Asked]:
    return sorted(made.sites[name].log, key=lambda asked: asked.began)


def paths(made: Scanned, name: str) -> list[str]:
    return [asked.path for asked in log(made, name)]


# ---- what is said ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BY_NAME)
def test_a_fault_has_its_cause_and_leaves_alone_what_it_does_not_touch(faulty: Scanned, name: str) -> None:
    expected = BY_NAME[name].expected
    assert told(row(faulty.scan, name), expected) == expected


def test_no_fault_is_held_against_an_office(faulty: Scanned) -> None:
    held = {(one.office.id, each.rule) for one, each in faulty.scan.findings() if each.verdict is Verdict.NOT_MET}
    partly = {(one.office.id, each.rule) for one, each in faulty.scan.findings() if each.verdict is Verdict.PARTLY}
    assert held == set()
    assert partly == {("a formula for a heading", FMT)}


def test_there_are_many_faults_and_every_cause_is_among_them(faulty: Scanned) -> None:
    assert len(HERE) >= 40
    assert max(Counter(fault.name for fault in FAULTS).values()) == 1
    met = {asked.outcome for one in faulty.scan.rows for asked in one.trail}
    expected = set(Cause) if sys.platform == "linux" else set(Cause) - {Cause.CONNECT_TIMEOUT}
    assert {str(cause) for cause in expected} - met == set()


def test_without_faults_all_is_met(both: tuple[Scanned, Scanned]) -> None:
    assert {each.verdict for _, each in both[1].scan.findings()} == {Verdict.MET}


# ---- what it takes -----------------------------------------------------------------------------------------


def test_the_scan_ends_and_each_office_within_its_time(faulty: Scanned) -> None:
    assert faulty.seconds < 90
    for one in faulty.scan.rows:
        assert sum(asked.ms for asked in one.trail) < LIMITS.total * 1000 + 1000, one.office.id


def test_faults_take_no_memory(both: tuple[Scanned, Scanned]) -> None:
    faulty, whole = both
    if not whole.peak:
        pytest.skip("this system does not tell")
    assert faulty.peak <= 1.2 * whole.peak


def test_nobody_outside_was_asked_but_the_one_that_is_registered(faulty: Scanned) -> None:
    assert set(faulty.tried) == {"192.88.99.1"}


# ---- what the servers saw ----------------------------------------------------------------------------------


def test_a_host_that_refused_twice_is_left_alone(faulty: Scanned) -> None:
    assert paths(faulty, "429 twice, and the host is left alone") == [ROBOTS, FRONT, CHARTER, LETTER]


def test_what_robots_forbids_is_not_asked(faulty: Scanned) -> None:
    assert set(paths(faulty, "robots.txt forbids all")) == {ROBOTS}
    some = paths(faulty, "robots.txt forbids the charter")
    assert CHARTER not in some
    assert LETTER in some


def test_retry_after_is_waited_for(faulty: Scanned) -> None:
    asked = [one for one in log(faulty, "503 with Retry-After, then the page") if one.path == FRONT]
    assert len(asked) == 2
    assert asked[1].began - asked[0].ended >= 1


def test_cookies_go_back_to_their_own_site_and_change_no_language(faulty: Scanned) -> None:
    own = [asked.headers.get("cookie", "") for asked in log(faulty, "cookies")]
    assert all("lang=bn" in sent and "lang=en" not in sent for sent in own)
    assert "session=theirs" in own[-1]
    others = [asked for name, stood in faulty.sites.items() if name != "cookies" for asked in stood.log]
    assert {asked.headers.get("cookie") for asked in others} == {"lang=bn"}


# ---- what a reader gets ------------------------------------------------------------------------------------


def test_nothing_raw_gets_to_the_terminal_while_a_scan_runs(faulty: Scanned) -> None:
    assert "escapes in Location" in faulty.said
    assert RAW.findall(faulty.said) == []


@pytest.mark.parametrize("name", formats())
def test_nothing_raw_gets_into_a_report(faulty: Scanned, name: str) -> None:
    for lang in ("bn", "en"):
        assert RAW.findall(formats()[name].render(faulty.scan, lang)) == []


def test_no_cell_of_the_csv_is_run(faulty: Scanned) -> None:
    cells = [cell for line in csv.reader(io.StringIO(formats()["csv"].render(faulty.scan, "en"))) for cell in line]
    assert any("cmd|" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("fault", INJECTIONS, ids=lambda fault: fault.name)
async def test_nothing_raw_gets_into_the_story_of_a_site(fault: Fault) -> None:
    async with standing(stood := served(fault)) as url:
        seen = await audit.visited(site.office(fault.name, url, "g"), order(), Web(QUICK), Papers(Desk()).read)
    assert stood.log
    for lang in ("bn", "en"):
        assert RAW.findall(story(*seen, lang)) == []


# ---- limits of one office and of one group -----------------------------------------------------------------

QUICK = Limits(delay=0, backoff=0, retries=0)


def order(*offices: tuple[str, str, str]) -> audit.Order:
    """The order to look at these offices: name, address, group."""
    rules = tuple(catalogue()[code] for code in RULES)
    return audit.Order(tuple(site.office(*one) for one in offices), rules, Quarter(2023, 2), DAY)


async def rows(limits: Limits, *faults: tuple[str, Fault]) -> tuple[Row, ...]:
    """The rows of these sites, each in its group."""
    async with AsyncExitStack() as stack:
        urls = [await stack.enter_async_context(standing(served(fault))) for _, fault in faults]
        offices = [(fault.name, url, group) for url, (group, fault) in zip(urls, faults, strict=True)]
        made = await audit.scan(order(*offices), Web(limits), lambda _office, _row: None, Papers(Desk()).read)
    return tuple(made.rows)


async def test_an_office_whose_time_is_spent_is_judged_by_what_came_in_time() -> None:
    fault = Fault("late", without(COM, why="budget"), {LETTER: [hang]})
    (one,) = await rows(Limits(delay=0, total=2), ("g", fault))
    assert told(one, fault.expected) == fault.expected


async def test_a_platform_that_is_down_is_said_of_those_that_failed_alike_and_of_no_other() -> None:
    down = [Fault(f"down {n}", lost("503"), {FRONT: [reply(status=503)]}) for n in range(4)]
    whole, elsewhere = Fault("whole", GOOD), Fault("elsewhere", lost("503"), {FRONT: [reply(status=503)]})
    grouped = [*(("one", fault) for fault in (*down, whole)), ("other", elsewhere)]
    *failed, good, alone = await rows(QUICK, *grouped)
    assert {each.reason.slug for one in failed for each in one.findings} == {"platform-outage"}
    assert dict(failed[0].findings[0].facts) | {"url": ""} == {
        "url": "",
        "platform": "one",
        "failed": "4",
        "asked": "5",
    }
    assert told(good, GOOD) == GOOD
    assert told(alone, elsewhere.expected) == elsewhere.expected
