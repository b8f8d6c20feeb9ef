import asyncio
import gzip
import hashlib
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import respx
import trustme

from charter_audit import __version__
from charter_audit.model import Asked, Cause, Office, Page, Tier, Unreachable
from charter_audit.web import Limits, Time, Trust, Visit, Web, client, guard
from charter_audit.web.exchange import Exchange
from loopback import Answer, Answers, Crowd, Site, after, endless, hang, moved, reply, reset, serve

QUICK = Limits(delay=0, backoff=0, read=5, connect=5)
HOUSE = "http://office.example/"
PAGE = reply(b"<p>ok</p>", "Content-Type: text/html")


def office(url: str, *alt: str, tls_unverified: bool = False, slug: str = "o") -> Office:
    return Office(slug, "দপ্তর", "Office", Tier.UPAZILA, url, alt=alt, tls_unverified=tls_unverified)


def limits(**changed: float) -> Limits:
    return Limits(**{"delay": 0, "backoff": 0, "read": 5, "connect": 5} | changed)  # type: ignore[arg-type]


@asynccontextmanager
async def visiting(answers: Answers, asked: Limits = QUICK) -> AsyncIterator[tuple[Site, Visit]]:
    async with serve(Site(answers)) as site, Web(asked).visit(office(site.url)) as visit:
        yield site, visit


def outcome(answer: Page | Unreachable) -> tuple[str, int, int]:
    """What came, its status, and the tries of what did not come."""
    if isinstance(answer, Page):
        return "page", answer.status, 0
    return str(answer.cause), answer.status, answer.tries


class Skipping:
    """A time in which sleeping costs nothing but is written down."""

    def __init__(self) -> None:
        self.hour = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.hour += seconds
        await asyncio.sleep(0)

    @property
    def time(self) -> Time:
        return Time(clock=lambda: self.hour, sleep=self.sleep, now=lambda: datetime(2023, 11, 28, 6, tzinfo=UTC))


# ---- a page ------------------------------------------------------------------------------------------------


async def test_a_page_tells_where_and_when_it_was_found_and_what_came() -> None:
    headers = ("Content-Type: text/html; charset=utf-8", "Last-Modified: yesterday", "Age: 12")
    answers = {"/": [moved("/bn")], "/bn": [reply("সনদ".encode(), *headers)]}
    async with visiting(answers) as (site, visit):
        page = await visit.fetch(site.url)
    assert isinstance(page, Page)
    assert (page.url, page.at, page.status) == (site.url, f"{site.url}/bn", 200)
    assert (page.content_type, page.last_modified, page.age) == (
        "text/html; charset=utf-8",
        "yesterday",
        "12",
    )
    assert page.body.decode() == "সনদ"
    assert page.sha256 == hashlib.sha256(page.body).hexdigest()
    assert page.fetched_at.utcoffset() == timedelta(0)


async def test_an_empty_body_is_a_page() -> None:
    async with visiting({"/": [reply()]}) as (site, visit):
        page = await visit.fetch(site.url)
    assert isinstance(page, Page)
    assert page.body == b""


async def test_a_compressed_page_is_given_unpacked() -> None:
    body = gzip.compress(b"charter " * 1000)
    async with visiting({"/": [reply(body, "Content-Encoding: gzip")]}) as (site, visit):
        page = await visit.fetch(site.url)
    assert isinstance(page, Page)
    assert page.body == b"charter " * 1000


async def test_bengali_paths_spaces_and_brackets_are_encoded_once() -> None:
    path = "/%E0%A6%B8%E0%A6%A8%E0%A6%A6%20%5B1%5D"
    async with visiting({path: [PAGE]}) as (site, visit):
        raw = await visit.fetch(f"{site.url}/সনদ [1]")
        encoded = await visit.fetch(f"{site.url}{path}#top")
    assert isinstance(raw, Page)
    assert isinstance(encoded, Page)
    assert raw.url == f"{site.url}/সনদ [1]"
    assert raw.at == encoded.at == f"{site.url}{path}"
    assert site.paths == [path]


async def test_a_redirect_may_name_a_bengali_path_raw() -> None:
    answers = {"/": [moved("/সনদ")], "/%E0%A6%B8%E0%A6%A8%E0%A6%A6": [PAGE]}
    async with visiting(answers) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)


# ---- sequences of answers ----------------------------------------------------------------------------------


def status(code: int) -> bytes:
    return reply(b"no", status=code)


@pytest.mark.parametrize(
    ("answers", "expected", "requests"),
    [
        ([status(404), status(404), PAGE], ("gone", 404, 2), 2),
        ([status(404), PAGE], ("page", 200, 0), 2),
        ([status(410), status(410), PAGE], ("gone", 410, 2), 2),
        ([status(410), status(404), PAGE], ("gone", 404, 2), 2),
        ([status(404), status(503), PAGE], ("page", 200, 0), 3),
        ([status(503), status(503), status(404), status(404)], ("gone", 404, 4), 4),
        ([status(404), status(403), PAGE], ("blocked", 403, 2), 2),
        ([status(500), PAGE], ("server-error", 500, 1), 1),
        ([status(501), PAGE], ("server-error", 501, 1), 1),
        ([status(502), PAGE], ("page", 200, 0), 2),
        ([status(503), PAGE], ("page", 200, 0), 2),
        ([status(503), status(504), PAGE], ("page", 200, 0), 3),
        ([status(503), status(503), status(503), PAGE], ("server-error", 503, 3), 3),
        ([status(401), PAGE], ("blocked", 401, 1), 1),
        ([status(403), PAGE], ("blocked", 403, 1), 1),
        ([status(429), PAGE], ("blocked", 429, 1), 1),
        ([status(400), PAGE], ("status", 400, 1), 1),
        ([status(304), PAGE], ("status", 304, 1), 1),
        ([status(302), PAGE], ("status", 302, 1), 1),
        ([status(203), PAGE], ("page", 203, 0), 1),
        ([reset, PAGE], ("page", 200, 0), 2),
        ([reset], ("reset", 0, 3), 3),
        ([reply(b"half", length=9), PAGE], ("page", 200, 0), 2),
        ([reply(b"half", length=9)], ("cut-off", 0, 3), 3),
        ([b"SSH-2.0-OpenSSH_9.2\r\n\r\n"], ("protocol", 0, 3), 3),
        ([b""], ("cut-off", 0, 3), 3),
        ([reply(b"no gzip", "Content-Encoding: gzip")], ("encoding", 0, 1), 1),
        ([b"HTTP/1.1 200 OK\r\nbad header\x00: \x01\r\n\r\n"], ("protocol", 0, 3), 3),
    ],
)
async def test_what_a_sequence_of_answers_comes_to(
    answers: Sequence[Answer], expected: tuple[str, int, int], requests: int
) -> None:
    async with visiting({"/": answers}) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == expected
        assert len(site.heads) == requests


async def test_no_retries_still_ask_a_lost_page_once_more() -> None:
    answers = {"/lost": [status(404)], "/busy": [status(503)]}
    async with visiting(answers, limits(retries=0)) as (site, visit):
        assert outcome(await visit.fetch(f"{site.url}/lost")) == ("gone", 404, 2)
        assert outcome(await visit.fetch(f"{site.url}/busy")) == ("server-error", 503, 1)


async def test_a_mocked_sequence_ends_with_the_page() -> None:
    with respx.mock:
        respx.get(f"{HOUSE}robots.txt").respond(404)
        route = respx.get(HOUSE).mock(
            side_effect=[httpx.ReadTimeout("slow"), httpx.Response(503), httpx.Response(200, text="ok")]
        )
        async with Web(QUICK).visit(office(HOUSE)) as visit:
            assert outcome(await visit.fetch(HOUSE)) == ("page", 200, 0)
        assert route.call_count == 3
    assert [each.outcome for each in visit.asked] == ["gone", "read-timeout", "server-error", "page"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx.ConnectError("[Errno -2] Name or service not known"), ("refused", 0, 1)),
        (httpx.ConnectTimeout("slow"), ("connect-timeout", 0, 3)),
        (httpx.RemoteProtocolError("garbage"), ("protocol", 0, 3)),
        (httpx.UnsupportedProtocol("what"), ("protocol", 0, 3)),
    ],
)
async def test_an_error_of_the_client_is_a_value(error: httpx.HTTPError, expected: tuple[str, int, int]) -> None:
    def raise_it(request: httpx.Request) -> httpx.Response:
        raise error

    async with Web(QUICK, connections=httpx.MockTransport(raise_it)).visit(office(HOUSE)) as visit:
        assert outcome(await visit.fetch(HOUSE)) == expected


async def test_our_own_mistake_is_not_called_trouble_of_the_network() -> None:
    def wrong(request: httpx.Request) -> httpx.Response:
        raise KeyError("our bug")

    async with Web(QUICK, connections=httpx.MockTransport(wrong)).visit(office(HOUSE)) as visit:
        with pytest.raises(KeyError, match="our bug"):
            await visit.fetch(HOUSE)


async def test_a_test_that_would_leave_this_machine_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda _address: True)
    async with Web(QUICK).visit(office("http://192.0.2.1/")) as visit:
        with pytest.raises(ExceptionGroup):
            await visit.fetch("http://192.0.2.1/")


async def test_a_name_that_does_not_exist_and_a_port_where_nobody_listens() -> None:
    async with serve(Site({})) as gone:
        pass
    async with Web(QUICK).visit(office(gone.url)) as visit:
        assert outcome(await visit.fetch(gone.url)) == ("refused", 0, 1)
        assert outcome(await visit.fetch("http://no-such-office.invalid/")) == ("dns", 0, 1)


# ---- time and size -----------------------------------------------------------------------------------------


async def test_a_site_that_hangs_times_out_and_is_tried_again() -> None:
    async with visiting({"/": [hang]}, limits(read=0.1)) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("read-timeout", 0, 3)
        assert len(site.heads) == 3


async def test_a_body_that_drips_is_cut_off_by_the_time_of_one_fetch() -> None:
    drip = endless(b"x", 0.05)
    async with visiting({"/": [drip]}, limits(fetch=0.25, retries=0)) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("timeout", 0, 1)


async def test_the_offices_time_ends_all_further_asking() -> None:
    answers: Answers = {"/": [PAGE], "/slow": [hang], "/next": [PAGE]}
    async with visiting(answers, limits(total=0.2)) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
        assert outcome(await visit.fetch(f"{site.url}/slow")) == ("budget", 0, 1)
        assert outcome(await visit.fetch(f"{site.url}/next")) == ("budget", 0, 0)
        assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
    assert site.paths == ["/", "/slow"]


async def test_a_page_lost_once_is_not_called_gone_when_time_is_lacking_to_ask_again() -> None:
    skipping = Skipping()
    late = reply(b"", "Retry-After: 200", status=404)
    async with (
        serve(Site({"/": [late]})) as site,
        Web(QUICK, time=skipping.time).visit(office(site.url)) as visit,
    ):
        assert outcome(await visit.fetch(site.url)) == ("budget", 0, 1)
        assert len(site.heads) == 1


@pytest.mark.parametrize(
    ("header", "answers", "slept"),
    [
        ("7", [PAGE], [7.0]),
        ("Tue, 28 Nov 2023 06:00:30 GMT", [PAGE], [30.0]),
        ("soon", [PAGE], [0.0]),
        ("3600", [PAGE], []),
    ],
)
async def test_retry_after_is_honoured_as_far_as_the_offices_time_goes(
    header: str, answers: Sequence[Answer], slept: list[float]
) -> None:
    skipping = Skipping()
    busy = reply(b"", f"Retry-After: {header}", status=503)
    async with (
        serve(Site({"/": [busy, *answers]})) as site,
        Web(QUICK, time=skipping.time).visit(office(site.url)) as visit,
    ):
        answer = await visit.fetch(site.url)
    assert outcome(answer) == (("page", 200, 0) if slept else ("server-error", 503, 1))
    assert skipping.slept == slept


async def test_a_host_that_asks_for_an_hour_is_left_alone_for_this_visit() -> None:
    busy = reply(b"no", "Retry-After: 3600", status=503)
    async with visiting({"/": [busy], "/b": [PAGE]}) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("server-error", 503, 1)
        other = await visit.fetch(f"{site.url}/b")
        assert outcome(other) == ("server-error", 503, 0)
        assert isinstance(other, Unreachable)
        assert "asked to wait 3" in other.detail
        assert len(site.heads) == 1


async def test_pauses_between_tries_grow() -> None:
    skipping = Skipping()
    asked = limits(backoff=1, retries=4)
    async with (
        serve(Site({"/": [status(503)]})) as site,
        Web(asked, time=skipping.time).visit(office(site.url)) as visit,
    ):
        await visit.fetch(site.url)
    assert all(least <= slept <= least + 1 for least, slept in zip((1, 2, 4, 8), skipping.slept, strict=True))


@pytest.mark.parametrize(
    ("content_type", "size", "expected"),
    [
        ("text/html", 1000, "page"),
        ("text/html", 1001, "too-large"),
        ("application/xhtml+xml; charset=utf-8", 1001, "too-large"),
        ("application/pdf", 1001, "page"),
        ("application/pdf", 3000, "page"),
        ("application/pdf", 3001, "too-large"),
    ],
)
async def test_pages_and_files_have_caps_of_their_own(content_type: str, size: int, expected: str) -> None:
    answers = {"/": [reply(b"x" * size, f"Content-Type: {content_type}")]}
    async with visiting(answers, limits(html_bytes=1000, file_bytes=3000)) as (site, visit):
        assert outcome(await visit.fetch(site.url))[0] == expected
        assert len(site.heads) == 1


async def test_an_endless_body_and_a_gzip_bomb_are_cut_off() -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    answers: Answers = {
        "/endless": [endless(b"x" * 65_536, 0, "Content-Type: text/html")],
        "/bomb": [reply(bomb, "Content-Type: text/html", "Content-Encoding: gzip")],
    }
    async with visiting(answers) as (site, visit):
        assert outcome(await visit.fetch(f"{site.url}/endless")) == ("too-large", 0, 1)
        assert outcome(await visit.fetch(f"{site.url}/bomb")) == ("too-large", 0, 1)


# ---- redirects and addresses -------------------------------------------------------------------------------


def chain(hops: int) -> Answers:
    statuses = (301, 302, 303, 307, 308)
    hop = {f"/{n}": [moved(f"/{n + 1}", status=statuses[n % 5])] for n in range(hops)}
    return hop | {f"/{hops}": [PAGE]}


async def test_five_redirects_are_followed_and_the_sixth_is_not() -> None:
    async with visiting(chain(5)) as (site, visit):
        page = await visit.fetch(f"{site.url}/0")
        assert isinstance(page, Page)
        assert page.at == f"{site.url}/5"
    async with visiting(chain(6)) as (site, visit):
        assert outcome(await visit.fetch(f"{site.url}/0")) == ("redirects", 0, 0)
        assert len(site.heads) == 6


async def test_a_redirect_in_a_circle_ends() -> None:
    async with visiting({"/": [moved("/b")], "/b": [moved("/")]}) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("redirects", 0, 0)


async def test_a_redirect_to_itself_that_sets_a_cookie_is_followed() -> None:
    async with visiting({"/": [moved("/", "Set-Cookie: seen=1"), PAGE]}) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
    assert "seen=1" in site.sent("cookie")[1]


@pytest.mark.parametrize(
    "target",
    [
        "ftp://127.0.0.1/",
        "file:///etc/hostname",
        "javascript:alert(1)",
        "http://127.0.0.1:1/",
        "http://user@127.0.0.1/",
        "http://[half/",
        "//127.0.0.1:22/",
    ],
)
async def test_a_redirect_out_of_bounds_is_not_followed(target: str) -> None:
    async with visiting({"/": [moved(target)]}) as (site, visit):
        answer = await visit.fetch(site.url)
    assert isinstance(answer, Unreachable)
    assert (answer.cause, answer.url) == (Cause.ADDRESS, site.url)
    assert len(site.heads) == 1


async def test_trouble_after_a_redirect_says_where_it_was_met() -> None:
    async with visiting({"/": [moved("/b")], "/b": [status(500)]}) as (site, visit):
        answer = await visit.fetch(site.url)
    assert isinstance(answer, Unreachable)
    assert (answer.url, answer.why) == (site.url, "500")
    assert answer.detail == f"HTTP 500, redirected to {site.url}/b"


async def test_another_port_is_asked_only_where_the_registry_names_it() -> None:
    async with serve(Site({"/": [PAGE]})) as own, serve(Site({"/": [PAGE]})) as other:
        async with Web(QUICK).visit(office(own.url)) as visit:
            assert outcome(await visit.fetch(other.url)) == ("address", 0, 0)
        async with Web(QUICK).visit(office(own.url, other.url)) as visit:
            assert outcome(await visit.fetch(other.url)) == ("page", 200, 0)
    assert len(other.heads) == 1


@pytest.mark.parametrize("url", ["", "site/page", "ftp://a.example/", "http://a..b/", "http://[x/", "http://a/\ud800"])
async def test_what_may_not_be_asked_is_a_value_and_asks_nobody(url: str) -> None:
    asked = list[httpx.Request]()

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    async with Web(QUICK, connections=httpx.MockTransport(note)).visit(office(HOUSE)) as visit:
        answer = await visit.fetch(url)
    assert outcome(answer) == ("address", 0, 0)
    assert answer.url == url
    assert asked == []


# ---- one visit ---------------------------------------------------------------------------------------------


async def test_an_address_is_asked_once_a_visit_whatever_came_and_however_it_is_spelt() -> None:
    answers: Answers = {"/": [PAGE], "/broken": [status(500)], "/old": [moved("/")]}
    async with visiting(answers) as (site, visit):
        both = await asyncio.gather(visit.fetch(site.url), visit.fetch(f"{site.url}/#top"))
        assert [answer.url for answer in both] == [site.url, f"{site.url}/#top"]
        for _ in range(2):
            await visit.fetch(f"{site.url}/broken")
            await visit.fetch(f"{site.url}/old")
    assert sorted(site.paths) == ["/", "/broken", "/old"]


async def test_the_next_visit_asks_again() -> None:
    async with serve(Site({"/": [status(500), PAGE]})) as site:
        web = Web(QUICK)
        for expected in (("server-error", 500, 1), ("page", 200, 0)):
            async with web.visit(office(site.url)) as visit:
                assert outcome(await visit.fetch(site.url)) == expected


async def test_a_host_that_refuses_twice_is_left_alone_for_this_visit() -> None:
    answers = {"/a": [status(403)], "/b": [status(429)], "/c": [PAGE]}
    async with serve(Site(answers)) as site, serve(Site({"/": [PAGE]})) as other:
        web = Web(QUICK)
        async with web.visit(office(site.url, other.url)) as visit:
            came = [outcome(await visit.fetch(f"{site.url}/{path}")) for path in "abcd"]
            assert came == [("blocked", 403, 1), ("blocked", 429, 1), ("blocked", 0, 0), ("blocked", 0, 0)]
            assert outcome(await visit.fetch(other.url)) == ("page", 200, 0)
        assert site.paths == ["/a", "/b"]
        async with web.visit(office(site.url)) as visit:
            assert outcome(await visit.fetch(f"{site.url}/c")) == ("page", 200, 0)


async def test_refusals_count_for_addresses_that_already_wait_their_turn() -> None:
    async with visiting({f"/{n}": [status(403)] for n in range(6)}) as (site, visit):
        await asyncio.gather(*(visit.fetch(f"{site.url}/{n}") for n in range(6)))
    assert len(site.heads) == 2


async def test_the_number_of_addresses_is_limited_and_redirects_count() -> None:
    answers: Answers = {"/": [moved("/a")], "/a": [PAGE], "/b": [PAGE], "/c": [PAGE]}
    async with visiting(answers, limits(addresses=3)) as (site, visit):
        came = [outcome(await visit.fetch(f"{site.url}{path}")) for path in ("/", "/a", "/b", "/c", "/b")]
    assert came == [("page", 200, 0)] * 3 + [("budget", 0, 0), ("page", 200, 0)]
    assert site.paths == ["/", "/a", "/b"]


async def test_what_a_request_says_of_itself() -> None:
    async with visiting({"/": [PAGE]}, Limits(delay=0, contact="a@b.example")) as (site, visit):
        await visit.fetch(site.url)
    assert site.sent("user-agent") == [f"charter-audit/{__version__} (a@b.example)"]
    assert site.sent("cookie") == ["lang=bn"]
    assert Limits().agent == f"charter-audit/{__version__}"


@pytest.mark.parametrize("contact", ["a@b.example\r\nX-Other: 1", "দপ্তর", "a\x1bb"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Limits(contact=contact)


async def test_cookies_stay_in_their_visit_and_none_changes_the_language() -> None:
    headers = ("Set-Cookie: session=1", "Set-Cookie: lang=en")
    async with serve(Site({"/": [reply(b"x", *headers)], "/b": [PAGE]})) as site:
        web = Web(QUICK)
        async with web.visit(office(site.url, slug="a")) as one, web.visit(office(site.url, slug="b")) as two:
            await one.fetch(site.url)
            await one.fetch(f"{site.url}/b")
            await two.fetch(f"{site.url}/b")
    first, again, other = site.sent("cookie")
    assert first == other == "lang=bn"
    assert sorted(again.split("; ")) == ["lang=bn", "session=1"]


async def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with visiting({"/": [PAGE]}) as (site, visit):
        assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)


async def test_the_trail_has_every_request_and_what_was_not_asked() -> None:
    answers: Answers = {"/": [moved("/bn")], "/bn": [status(503), PAGE]}
    async with visiting(answers) as (site, visit):
        await visit.fetch(site.url)
        await visit.fetch("ftp://a.example/")
        trail = visit.asked
    assert [(each.url.removeprefix(site.url), each.outcome, each.status, each.bytes) for each in trail] == [
        ("/robots.txt", "gone", 404, 0),
        ("/", "moved", 302, 0),
        ("/bn", "server-error", 503, 0),
        ("/bn", "page", 200, 9),
        ("ftp://a.example/", "address", 0, 0),
    ]
    assert all(each.ms >= 0 for each in trail)


async def test_leaving_ends_what_is_under_way() -> None:
    async with visiting({"/": [hang]}) as (site, visit):
        asking = asyncio.create_task(visit.fetch(site.url))
        while not site.heads:
            await asyncio.sleep(0.01)
        await visit.leave()
        with pytest.raises(asyncio.CancelledError):
            await asking


async def test_an_asker_that_gives_up_does_not_take_the_answer_from_another() -> None:
    async with visiting({"/": [after(0.1, PAGE)]}) as (site, visit):
        one, two = (asyncio.create_task(visit.fetch(site.url)) for _ in range(2))
        while not site.heads:
            await asyncio.sleep(0.01)
        one.cancel()
        assert outcome(await two) == ("page", 200, 0)
    assert len(site.heads) == 1


# ---- turns, as the other side sees them --------------------------------------------------------------------


async def test_a_host_never_sees_two_requests_at_once_not_even_of_two_offices() -> None:
    answers = {f"/{n}": [after(0.01, PAGE)] for n in range(4)}
    async with serve(Site(answers)) as site:
        web = Web(QUICK)
        async with web.visit(office(site.url, slug="a")) as one, web.visit(office(site.url, slug="b")) as two:
            await asyncio.gather(*(visit.fetch(f"{site.url}/{n}") for visit in (one, two) for n in range(4)))
    assert len(site.heads) == 8
    assert site.crowd.most == 1


@pytest.mark.parametrize(("concurrency", "most"), [(1, 1), (2, 2), (8, 4)])
async def test_all_hosts_together_see_no_more_than_the_ceiling(concurrency: int, most: int) -> None:
    crowd = Crowd()
    sites = [Site({f"/{n}": [after(0.05, PAGE)] for n in range(2)}, [crowd]) for _ in range(4)]
    web = Web(limits(concurrency=concurrency, per_group=64))

    async def one(site: Site) -> None:
        async with serve(site), web.visit(office(site.url)) as visit:
            await asyncio.gather(*(visit.fetch(f"{site.url}/{n}") for n in range(2)))

    await asyncio.gather(*map(one, sites))
    assert sum(len(site.heads) for site in sites) == 8
    assert crowd.most == most


async def test_a_pause_stands_between_all_requests_to_a_host_tries_and_redirects_too() -> None:
    skipping = Skipping()
    answers: Answers = {"/": [status(404), moved("/b")], "/b": [PAGE], "/c": [PAGE]}
    async with (
        serve(Site(answers)) as site,
        Web(limits(delay=1), time=skipping.time).visit(office(site.url)) as visit,
    ):
        await visit.fetch(site.url)
        await visit.fetch(f"{site.url}/c")
    assert [seconds for seconds in skipping.slept if seconds] == [1, 1, 1, 1]
    assert len(site.heads) == 4


async def test_waiting_for_a_turn_costs_an_office_no_time() -> None:
    skipping = Skipping()
    async with serve(Site({f"/{n}": [PAGE] for n in range(5)})) as site:
        web = Web(limits(delay=100, total=120), time=skipping.time)
        async with web.visit(office(site.url)) as visit:
            came = [outcome(await visit.fetch(f"{site.url}/{n}")) for n in range(5)]
    assert came == [("page", 200, 0)] * 5


# ---- TLS ---------------------------------------------------------------------------------------------------

CA = trustme.CA()


def server_side(*names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    CA.issue_cert(*names).configure_cert(context)
    return context


class Stores:
    """Makes contexts that trust the test authority, or only themselves, and counts them."""

    def __init__(self, *, trusting: bool) -> None:
        self.trusting = trusting
        self.made = 0

    def __call__(self) -> ssl.SSLContext:
        self.made += 1
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self.trusting:
            CA.configure_trust(context)
        return context


@pytest.mark.parametrize(
    ("name", "trusting", "unverified", "expected"),
    [
        ("127.0.0.1", True, False, ("page", 200, 0)),
        ("127.0.0.1", False, False, ("tls-chain", 0, 1)),
        ("other.example", True, False, ("tls-name", 0, 1)),
        ("127.0.0.1", False, True, ("page", 200, 0)),
        ("other.example", False, True, ("page", 200, 0)),
    ],
)
async def test_certificates_are_checked_unless_the_office_is_excepted(
    name: str, trusting: bool, unverified: bool, expected: tuple[str, int, int]
) -> None:
    web = Web(QUICK, trust=Trust(Stores(trusting=trusting)))
    async with (
        serve(Site({"/": [PAGE]}), server_side(name)) as site,
        web.visit(office(site.url, tls_unverified=unverified)) as visit,
    ):
        assert outcome(await visit.fetch(site.url)) == expected


async def test_an_exception_for_one_office_is_none_for_the_next() -> None:
    web = Web(QUICK)
    async with serve(Site({"/": [PAGE]}), server_side("127.0.0.1")) as site:
        async with web.visit(office(site.url, tls_unverified=True)) as visit:
            assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
        async with web.visit(office(site.url)) as visit:
            assert outcome(await visit.fetch(site.url)) == ("tls-chain", 0, 1)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (hang, ("read-timeout", 0, 1)),
        (reset, ("reset", 0, 1)),
        (reply(b"half", length=9), ("cut-off", 0, 1)),
        (status(404), ("gone", 404, 2)),
    ],
)
async def test_trouble_under_tls_is_not_called_trouble_of_tls(answer: Answer, expected: tuple[str, int, int]) -> None:
    web = Web(limits(read=0.2, retries=0), trust=Trust(Stores(trusting=True)))
    async with (
        serve(Site({"/": [answer]}), server_side("127.0.0.1")) as site,
        web.visit(office(site.url)) as visit,
    ):
        assert outcome(await visit.fetch(site.url)) == expected


async def test_a_handshake_that_hangs_is_a_time_out() -> None:
    web = Web(limits(connect=0.2, retries=0), trust=Trust(Stores(trusting=True)))
    async with serve(Site({})) as site:
        secure = site.url.replace("http://", "https://")
        async with web.visit(office(secure)) as visit:
            assert outcome(await visit.fetch(secure)) == ("connect-timeout", 0, 1)


async def test_plain_http_where_tls_is_asked_is_a_tls_trouble() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(status(400))
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        secure = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with Web(QUICK, trust=Trust(Stores(trusting=True))).visit(office(secure)) as visit:
            assert outcome(await visit.fetch(secure)) == ("tls", 0, 1)


async def test_one_context_is_made_for_all_visits_and_none_for_plain_http() -> None:
    stores = Stores(trusting=True)
    web = Web(QUICK, trust=Trust(stores))
    async with serve(Site({"/": [PAGE]})) as plain, web.visit(office(plain.url)) as visit:
        await visit.fetch(plain.url)
    assert stores.made == 0
    async with serve(Site({"/": [PAGE]}), server_side("127.0.0.1")) as site:
        for _ in range(3):
            async with web.visit(office(site.url)) as visit:
                assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
    assert stores.made == 1


async def test_a_redirect_from_https_to_http_is_followed() -> None:
    async with (
        serve(Site({"/": [PAGE]})) as plain,
        serve(Site({"/": [moved(plain.url)]}), server_side("127.0.0.1")) as site,
    ):
        web = Web(QUICK, trust=Trust(Stores(trusting=True)))
        async with web.visit(office(site.url, plain.url)) as visit:
            page = await visit.fetch(site.url)
    assert isinstance(page, Page)
    assert page.at == f"{plain.url}/"


# ---- what is kept ------------------------------------------------------------------------------------------


class Notes:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.visits: list[tuple[str, Mapping[str, Page | Unreachable], tuple[Asked, ...]]] = []

    def exchange(self, office: Office, exchange: Exchange) -> None:
        self.exchanges.append(exchange)

    def visited(self, office: Office, answers: Mapping[str, Page | Unreachable], trail: tuple[Asked, ...]) -> None:
        self.visits.append((office.id, answers, trail))


async def test_whoever_keeps_is_told_of_every_answer_as_it_was_sent() -> None:
    notes, packed = Notes(), gzip.compress(b"<p>ok</p>")
    answers: Answers = {
        "/": [moved("/bn")],
        "/bn": [reply(packed, "Content-Encoding: gzip", "Content-Type: text/html")],
        "/busy": [status(503)],
        "/half": [reply(b"half", length=9)],
        "/large": [reply(b"x" * 2000, "Content-Type: text/html")],
        "/long": [reply(b"x" * 70_000, status=500)],
        "/less": [reply(b"x", status=500, length=9)],
    }
    web = Web(limits(retries=0, html_bytes=1000), keep=notes)
    async with serve(Site(answers)) as site, web.visit(office(site.url)) as visit:
        for path in ("/", "/busy", "/half", "/large", "/nowhere:", "/long", "/less"):
            await visit.fetch(f"{site.url}{path}")
        with_port = site.url
    told = {one.address.removeprefix(with_port): one for one in notes.exchanges}
    assert list(told)[:3] == ["/robots.txt", "/", "/bn"]
    assert {path: one.truncated for path, one in told.items()} == {
        "/robots.txt": "",
        "/": "",
        "/bn": "",
        "/busy": "",
        "/half": "disconnect",
        "/large": "length",
        "/nowhere:": "",
        "/long": "unspecified",
        "/less": "disconnect",
    }
    page = told["/bn"]
    assert page.body == packed
    assert (page.status, page.http, page.phrase, page.peer) == (200, "HTTP/1.1", "So", "127.0.0.1")
    assert ("Content-Encoding", "gzip") in page.headers
    assert ("cookie", "lang=bn") in {(name.lower(), value) for name, value in page.asked}
    assert told["/half"].body == b"half"
    assert page.tls == {}


async def test_whoever_keeps_is_told_what_each_address_came_to() -> None:
    notes = Notes()
    answers: Answers = {"/": [moved("/bn")], "/bn": [PAGE]}
    async with serve(Site(answers)) as site, Web(QUICK, keep=notes).visit(office(site.url)) as visit:
        page = await visit.fetch(site.url)
        lost = await visit.fetch("ftp://a.example/")
    (name, told, trail) = notes.visits[0]
    assert name == "o"
    assert told[f"{site.url}/"] == replace(page, url=f"{site.url}/bn")
    assert told["ftp://a.example/"] == lost
    assert trail == visit.asked


async def test_whoever_keeps_is_told_of_the_certificate() -> None:
    for trusting, verified in ((True, "yes"), (False, "no")):
        notes = Notes()
        web = Web(QUICK, trust=Trust(Stores(trusting=trusting)), keep=notes)
        async with (
            serve(Site({"/": [PAGE]}), server_side("127.0.0.1")) as site,
            web.visit(office(site.url, tls_unverified=not trusting)) as visit,
        ):
            await visit.fetch(site.url)
        facts = notes.exchanges[-1].tls
        assert facts["verified"] == verified
        assert facts["version"].startswith("TLSv1.")
        assert len(facts["sha256"]) == 64
        assert bool(facts.get("issuer")) is trusting


async def test_the_exception_covers_the_offices_own_hosts_alone() -> None:
    async with (
        serve(Site({"/": [PAGE]}), server_side("127.0.0.1")) as other,
        serve(Site({"/": [moved(f"{other.url}/")]}), server_side("127.0.0.1")) as site,
    ):
        own, both = office(site.url, tls_unverified=True), office(site.url, other.url, tls_unverified=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(client, "refusal", lambda *_: "")
            async with Web(QUICK).visit(own) as visit:
                assert outcome(await visit.fetch(site.url)) == ("tls-chain", 0, 1)
        async with Web(QUICK).visit(both) as visit:
            assert outcome(await visit.fetch(site.url)) == ("page", 200, 0)
