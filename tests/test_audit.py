"""One office's story told from a dict of pages; sites that are down, and faults that touch no other row."""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from charter_audit import audit, judging, looking, samples
from charter_audit.archive import EvidenceError
from charter_audit.demo import Platform, load_sites, pages
from charter_audit.demo import serve as serve_demo
from charter_audit.demo.addresses import key_of
from charter_audit.desk import Desk
from charter_audit.model import (
    Cause,
    Evidence,
    Finding,
    Office,
    Page,
    Place,
    Question,
    Record,
    Role,
    Scan,
    Seen,
    Tier,
    Unreachable,
    Unseen,
    Verdict,
)
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.web import Limits, Web
from loopback import Site, hang, reply, reset, serve

NOW = datetime(2023, 11, 28, tzinfo=UTC)
HOME = "https://kazipur.sirajganj.gov.bd"
OFFICE = Office("kazipur", "কাজিপুর", "Kazipur", Tier.UPAZILA, HOME)
RULES = tuple(catalogue()[code] for code in ("CC-BOX-01", "CC-COM-01", "CC-UPD-01"))
KAZIPUR = next(site for site in load_sites() if site.office.id == "sirajganj.kazipur")


def html(body: str) -> bytes:
    return body.encode()


def key(address: str) -> str:
    """A page's key on the demo's npf1 site, whatever slug its address has."""
    return key_of(Platform.NPF1, address.removeprefix(HOME) or "/")


WHOLE: dict[str, bytes | Cause] = {path: html(text) for path, text in pages(KAZIPUR).items()}


class Told:
    """A fetch made of a dict: a body, or the cause why none came; what is not in it is gone."""

    def __init__(self, answers: Mapping[str, bytes | Cause]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def __call__(self, url: str) -> Page | Unreachable:
        self.asked.append(url)
        answer = self.answers.get(url, self.answers.get(key(url), Cause.GONE))
        if isinstance(answer, Cause):
            return Unreachable(url, answer, status=404 if answer is Cause.GONE else 0, tries=2)
        digest = hashlib.sha256(answer).hexdigest()
        return Page(url, url, 200, "text/html; charset=utf-8", answer, datetime.now(UTC), digest)


def site(**changes: bytes | Cause) -> Told:
    return Told(WHOLE | changes)


def look(fetch: Told, office: Office = OFFICE) -> Evidence | Unseen:
    return asyncio.run(looking.look_at(office, fetch, Papers(Desk()).read))


def reasons(fetch: Told) -> dict[str, str]:
    question = Question(OFFICE, samples.QUARTER, samples.AS_OF)
    return {one.rule: one.reason.slug for one in judging.judge(RULES, look(fetch), question)}


def test_the_whole_story_of_a_site() -> None:
    fetch = site()
    evidence = look(fetch)
    assert isinstance(evidence, Evidence)
    assert KAZIPUR.platform is Platform.NPF1
    assert (evidence.front.platform, evidence.seen.url) == ("npf1", HOME)
    assert {one.root.role for one in evidence.behind()} == {Role.CHARTER, Role.COMMITTEE, Role.REPORTS, Role.LAWS}
    assert {Place.NOTICES, Place.ORDERS} <= {one.root.place for one in evidence.found}
    assert all(one.seen and one.seen.sha256 for one in evidence.found if isinstance(one.thing, Record))
    assert reasons(site()) == {"CC-BOX-01": "box-present", "CC-COM-01": "no-letter", "CC-UPD-01": "stale"}


def test_what_is_lost_blocks_only_what_it_could_settle() -> None:
    evidence = look(site())
    assert isinstance(evidence, Evidence)
    charter = next(one.link.address for one in evidence.found if one.root.role is Role.CHARTER)
    assert charter
    assert reasons(site(**{key(charter): Cause.TIMEOUT})) == {
        "CC-BOX-01": "box-present",
        "CC-COM-01": "no-letter",
        "CC-UPD-01": "page-lost",
    }


@pytest.mark.parametrize("place", ["/site/view/notices", "/site/view/office_order"])
def test_a_lost_list_keeps_absence_from_being_said(place: str) -> None:
    assert reasons(site(**{place: Cause.TIMEOUT}))["CC-COM-01"] == "page-lost"
    assert reasons(site(**{place: Cause.GONE}))["CC-COM-01"] == "no-letter"


NOTHING = "<html><head><title>x</title></head><body>{}</body></html>"
FRONTS = {
    "empty body": (b"", "site-unrecognised"),
    "white space": (b" \n ", "site-unrecognised"),
    "no mark of a platform": (html(NOTHING.format("<a href='/x'>x</a> text")), "site-unrecognised"),
    "under construction": (html(NOTHING.format("Under Construction ... Please visit again soon!")), "site-unrecognised"),
    "parked": (html(NOTHING.format("This domain is for sale")), "site-unrecognised"),
    "a challenge": (html("<title>Just a moment...</title><body>Checking your browser</body>"), "site-blocked"),
    "a portal page without any box": (html(NOTHING.format("<div id='lang_form'></div><div id='notice-board-ticker'><ul></ul></div>words")), "site-unrecognised"),
    "nested beyond reading": (b"<div>" * 20_000, "site-unrecognised"),
    "not found": (Cause.GONE, "site-unreachable"),
    "no name": (Cause.DNS, "site-unreachable"),
    "refused": (Cause.REFUSED, "site-unreachable"),
    "certificate": (Cause.TLS, "site-unreachable"),
    "too slow": (Cause.TIMEOUT, "site-unreachable"),
    "server error": (Cause.SERVER_ERROR, "site-unreachable"),
    "blocked": (Cause.BLOCKED, "site-blocked"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "slug"), FRONTS.values(), ids=FRONTS)
def test_a_front_page_that_did_not_come_is_unchecked_on_every_rule(answer: bytes | Cause, slug: str) -> None:
    told = reasons(Told({"/": answer}))
    assert told == {rule.code: slug for rule in RULES}


def test_a_site_that_names_another_office() -> None:
    other = "".join(pages(KAZIPUR)["/"]).replace("কাজিপুর", "তাড়াশ")
    unseen = look(Told({"/": html(other)}))
    assert isinstance(unseen, Unseen)
    assert (unseen.reason, unseen.facts["names"]) == ("site-of-other-office", "তাড়াশ")


def test_an_office_without_an_address_is_not_asked() -> None:
    fetch = Told({})
    unseen = look(fetch, replace(OFFICE, url=""))
    assert isinstance(unseen, Unseen)
    assert (unseen.reason, fetch.asked) == ("site-address-unconfirmed", [])


def test_the_next_address_is_tried_where_the_first_does_not_answer() -> None:
    fetch = Told({"https://old.gov.bd": Cause.DNS} | WHOLE)
    evidence = look(fetch, replace(OFFICE, url="https://old.gov.bd", alt=(HOME,)))
    assert isinstance(evidence, Evidence)
    assert fetch.asked[:2] == ["https://old.gov.bd", HOME]


class Moved(Told):
    """A fetch whose every answer was found on another host."""

    async def __call__(self, url: str) -> Page | Unreachable:
        answer = await super().__call__(url)
        there = "https://kazipur-new.gov.bd/"
        return replace(answer, at=answer.at.replace(HOME, there)) if isinstance(answer, Page) else answer


def test_a_moved_site_that_names_the_office_is_followed_and_said() -> None:
    evidence = look(Moved(WHOLE))
    assert isinstance(evidence, Evidence)
    assert evidence.front.at == "https://kazipur-new.gov.bd/"


def test_a_moved_site_that_names_nobody_is_not_taken_for_the_office() -> None:
    nameless = {path: text.replace("কাজিপুর".encode(), b"") for path, text in WHOLE.items() if isinstance(text, bytes)}
    unseen = look(Moved(nameless))
    assert isinstance(unseen, Unseen)
    assert unseen.reason == "site-of-other-office"


ENGLISH = '<input type="hidden" name="lang" id="lang" value="bn">'


def test_the_bengali_version_of_an_english_page_is_read() -> None:
    front = pages(KAZIPUR)["/"]
    form = re.search(r'<form id="lang_form".*?</form>', front, re.DOTALL)
    assert form
    english = front.replace(form[0], f'<form id="lang_form">{ENGLISH}</form>').replace("সিটিজেন", "Citizen")
    fetch = Told({**WHOLE, HOME: html(english), f"{HOME}?lang=bn": WHOLE["/"]})
    evidence = look(fetch)
    assert isinstance(evidence, Evidence)
    assert evidence.front.at == f"{HOME}?lang=bn"
    without = look(Told({**WHOLE, HOME: html(english), f"{HOME}?lang=bn": Cause.TIMEOUT}))
    assert isinstance(without, Evidence)
    assert without.front.at == HOME


# ---- scans -----------------------------------------------------------------------------------------------------

QUICK = Limits(delay=0, backoff=0.001, retries=1, read=0.2, fetch=0.3, total=2)


async def scanned(*urls: str) -> Scan:
    offices = tuple(replace(OFFICE, id=str(number), url=url) for number, url in enumerate(urls))
    order = audit.Order(offices, RULES, Quarter(2023, 2), date(2023, 11, 28))
    return await audit.scan(order, Web(QUICK), lambda _office, _row: None, Papers(Desk()).read)


def verdicts(made: Scan, number: int) -> set[Verdict]:
    return {one.verdict for one in made.rows[number].findings}


async def test_sites_that_are_down_harm_no_other_row() -> None:
    bad = [
        Site({"/": [reply(status=500)]}),
        Site({"/": [hang]}),
        Site({"/": [reply(b"")]}),
        Site({"/": [reply(b"<title>?</title><body>an unknown kind of page</body>")]}),
        Site({"/": [reset]}),
    ]
    async with AsyncExitStack() as stack:
        whole = stack.enter_context(serve_demo([KAZIPUR]))["sirajganj.kazipur"]
        down = [(await stack.enter_async_context(serve(one))).url for one in bad]
        made = await scanned(whole, *down)
    whys = [made.rows[number].findings[0].facts["why"] for number in range(1, 6)]
    assert whys == ["500", "read-timeout", "empty-body", "no-platform-mark", "reset"]
    for number in range(1, 6):
        assert verdicts(made, number) == {Verdict.UNCHECKED}
    assert {one.rule: one.reason.slug for one in made.rows[0].findings} == {
        "CC-BOX-01": "box-present",
        "CC-COM-01": "no-letter",
        "CC-UPD-01": "stale",
    }


async def test_a_fault_of_the_program_is_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHARTER_AUDIT_RAISE")
    monkeypatch.setattr("charter_audit.portals.read_front", lambda page: 1 / 0)
    async with serve(Site({"/": [reply(b"x")]})) as one:
        made = await scanned(one.url)
    assert {finding.reason.slug for finding in made.rows[0].findings} == {"audit-error"}
    assert "ZeroDivisionError" in made.rows[0].findings[0].facts["error"]


async def test_a_fault_of_a_rule_is_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHARTER_AUDIT_RAISE")
    whole = catalogue()["CC-BOX-01"]

    def judge(evidence: Evidence, question: Question) -> Finding:
        return 1 / 0 if question.office.id == "0" else whole.judge(evidence, question)  # type: ignore[return-value]

    rule = replace(whole, judge=judge)
    with serve_demo([KAZIPUR]) as addresses:
        home = addresses["sirajganj.kazipur"]
        offices = tuple(replace(OFFICE, id=str(number), url=home) for number in range(2))
        order = audit.Order(offices, (rule,), Quarter(2023, 2), date(2023, 11, 28))
        made = await audit.scan(order, Web(QUICK), lambda _office, _row: None, Papers(Desk()).read)
    assert slugs(made) == ["audit-error", "box-present"]


async def test_trouble_with_the_evidence_is_no_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHARTER_AUDIT_RAISE")

    class Full:
        def exchange(self, office: Office, exchange: object) -> None:
            raise EvidenceError("no room left")

        def visited(self, *_: object) -> None: ...

    async with serve(Site({"/": [reply(b"x")]})) as one:
        order = audit.Order((replace(OFFICE, url=one.url),), RULES, Quarter(2023, 2), date(2023, 11, 28))
        with pytest.raises(ExceptionGroup) as caught:
            await audit.scan(order, Web(QUICK, keep=Full()), lambda _office, _row: None, Papers(Desk()).read)
    assert caught.group_contains(EvidenceError, match="no room left")


# ---- once more at the end, and outages ------------------------------------------------------------------------


GOOD = reply(b"<title>?</title><body>an unknown kind of page</body>")


def slugs(made: Scan) -> list[str]:
    return [row.findings[0].reason.slug for row in made.rows]


async def test_a_site_that_comes_up_again_is_seen_at_the_end() -> None:
    site = Site({"/": [reply(status=500), GOOD]})
    async with serve(site) as one:
        made = await scanned(one.url)
    assert slugs(made) == ["site-unrecognised"]
    assert site.paths == ["/", "/"]


async def test_what_will_not_pass_is_not_asked_again() -> None:
    site = Site({"/": [reply(status=403), GOOD]})
    async with serve(site) as one:
        made = await scanned(one.url)
    assert slugs(made) == ["site-blocked"]
    assert site.paths == ["/"]


async def test_most_of_a_group_failing_alike_is_the_platforms_outage() -> None:
    sites = [Site({"/": [reply(status=500)]}) for _ in range(4)]
    async with AsyncExitStack() as stack:
        urls = [(await stack.enter_async_context(serve(one))).url for one in sites]
        up = (await stack.enter_async_context(serve(Site({"/": [GOOD]})))).url
        made = await scanned(*urls, up)
    assert slugs(made) == ["platform-outage"] * 4 + ["site-unrecognised"]
    facts = made.rows[0].findings[0].facts
    assert facts == {"url": urls[0], "platform": "central", "failed": "4", "asked": "5"}
    assert all({one.verdict for one in row.findings} == {Verdict.UNCHECKED} for row in made.rows)
    assert sum(len(one.paths) for one in sites) == 4 + 3  # each, and a few once more


async def test_a_group_that_is_down_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "OPEN_IN_GROUP", 1)
    sites = [Site({"/": [reply(status=500)]}) for _ in range(12)]
    async with AsyncExitStack() as stack:
        made = await scanned(*[(await stack.enter_async_context(serve(one))).url for one in sites])
    assert slugs(made) == ["platform-outage"] * 12
    assert {row.findings[0].facts["failed"] for row in made.rows} == {"7"}
    assert sum(len(one.paths) for one in sites) == 7 + 3


async def test_a_group_that_comes_up_again_is_seen_whole() -> None:
    sites = [Site({"/": [reply(status=500), GOOD]}) for _ in range(6)]
    async with AsyncExitStack() as stack:
        made = await scanned(*[(await stack.enter_async_context(serve(one))).url for one in sites])
    assert slugs(made) == ["site-unrecognised"] * 6


async def test_a_front_page_that_robots_forbid_is_disallowed() -> None:
    async with serve(Site({"/robots.txt": [reply(b"User-agent: *\nDisallow: /")], "/": [GOOD]})) as one:
        made = await scanned(one.url)
    assert slugs(made) == ["site-disallowed"]
    assert made.rows[0].findings[0].facts == {"url": one.url, "why": "robots"}


@pytest.mark.parametrize(
    ("cause", "seen_at"),
    [(Cause.REFUSED, "http://office.example.gov.bd"), (Cause.TLS_NAME, "http://office.example.gov.bd"), (Cause.TLS_EXPIRED, ""), (Cause.DNS, "")],
)  # fmt: skip
def test_plain_http_is_asked_where_https_did_not_begin(cause: Cause, seen_at: str) -> None:
    office = replace(OFFICE, url="https://office.example.gov.bd")
    asked: list[str] = []

    async def fetch(url: str) -> Page | Unreachable:
        asked.append(url)
        if url.startswith("https"):
            return Unreachable(url, cause)
        return Page(url, url, 200, "text/html", b"<body>an unknown kind of page</body>", NOW, "")

    nothing = asyncio.run(looking.look_at(office, fetch, Papers(Desk()).read))
    assert isinstance(nothing, Unseen)
    assert (nothing.reason == "site-unrecognised") is bool(seen_at)
    assert asked == ["https://office.example.gov.bd", *filter(None, [seen_at])]


@pytest.mark.parametrize(("unverified", "expected"), [(True, "unverified"), (False, None)])
def test_a_finding_from_an_unverified_site_says_so(unverified: bool, expected: str | None) -> None:
    office = replace(OFFICE, url="https://office.example.gov.bd", tls_unverified=unverified)
    seen = (Seen("https://office.example.gov.bd", "front page"),)
    nothing = Unseen(office, "site-unrecognised", {"why": "empty-body"}, seen)
    findings = judging.judge(RULES, nothing, Question(office, Quarter(2023, 2), date(2023, 11, 28)))
    assert {one.facts.get("tls") for one in findings} == {expected}


async def test_a_host_that_wants_to_be_left_alone_keeps_its_first_reason() -> None:
    busy = reply(b"", "Retry-After: 86400", status=503)
    site = Site({"/": [busy, GOOD]})
    async with serve(site) as one:
        made = await scanned(one.url)
    assert slugs(made) == ["site-unreachable"]
    assert made.rows[0].findings[0].facts["why"] == "503"
    assert site.paths == ["/"]
