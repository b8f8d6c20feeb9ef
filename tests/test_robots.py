"""A site's robots.txt is asked once, obeyed, and never a reason to fail anybody."""

import pytest

from charter_audit.model import Cause, Office, Page, Tier, Unreachable
from charter_audit.web import Limits, Web, robots
from loopback import Send, Site, hang, moved, reply, reset, serve

PAGE = reply(b"<p>ok</p>", "Content-Type: text/html")
NOTHING = "User-agent: *\nDisallow: /"


def limits(**changed: float) -> Limits:
    return Limits(**{"delay": 0, "backoff": 0, "read": 2, "connect": 2, "robots": 0.2} | changed)  # type: ignore[arg-type]


async def outcomes(answer: bytes | Send, *paths: str) -> tuple[list[str], Site]:
    """What each path comes to where the robots.txt answers so."""
    site = Site({"/robots.txt": [answer], **{path: [PAGE] for path in paths}})
    async with serve(site), Web(limits()).visit(Office("o", "দ", "O", Tier.UPAZILA, site.url)) as visit:
        found = [await visit.fetch(f"{site.url}{path}") for path in paths]
    return ["page" if isinstance(one, Page) else str(one.cause) for one in found], site


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOTHING, ["robots", "robots"]),
        ("User-agent: charter-audit\nDisallow: /", ["robots", "robots"]),
        ("User-agent: Googlebot\nDisallow: /", ["page", "page"]),
        ("User-agent: *\nDisallow: /page", ["page", "robots"]),
        ("User-agent: *\nDisallow: /\nAllow: /page", ["robots", "page"]),
        ("User-agent: *\nDisallow:", ["page", "page"]),
        ("<!doctype html><html><body>Disallow: /</body></html>", ["page", "page"]),
        ("", ["page", "page"]),
    ],
)
async def test_what_it_says_is_done(text: str, expected: list[str]) -> None:
    found, site = await outcomes(reply(text.encode()), "/", "/page")
    assert found == expected
    assert site.paths.count("/robots.txt") == 1


@pytest.mark.parametrize(
    "answer",
    [reply(status=404), reply(NOTHING.encode(), status=403), reply(status=500), hang, reset, moved("ftp://x/"), moved("/robots.txt")],
    ids=["404", "403", "500", "hang", "reset", "moved away", "moved in a circle"],
)  # fmt: skip
async def test_one_that_does_not_come_forbids_nothing(answer: bytes | Send) -> None:
    found, _ = await outcomes(answer, "/")
    assert found == ["page"]


async def test_it_is_asked_once_a_scan_where_it_came() -> None:
    for answer, asked in ((reply(NOTHING.encode()), 1), (reply(status=404), 1), (reply(status=500), 2)):
        site, web = Site({"/robots.txt": [answer], "/": [PAGE]}), Web(limits())
        async with serve(site):
            for number in ("a", "b"):
                async with web.visit(Office(number, "দ", "O", Tier.UPAZILA, site.url)) as visit:
                    await visit.fetch(site.url)
        assert site.paths.count("/robots.txt") == asked


async def test_one_that_moved_is_followed() -> None:
    site = Site({"/robots.txt": [moved("/r")], "/r": [reply(NOTHING.encode())], "/": [PAGE]})
    async with serve(site), Web(limits()).visit(Office("o", "দ", "O", Tier.UPAZILA, site.url)) as visit:
        lost = await visit.fetch(site.url)
    assert isinstance(lost, Unreachable)
    assert (lost.cause, lost.tries) == (Cause.ROBOTS, 0)
    assert site.paths == ["/robots.txt", "/r"]


def test_a_path_in_bengali_is_compared_as_it_is_asked() -> None:
    said = robots.Robots("User-agent: *\nDisallow: /সেবা".encode())
    assert not said.allows("https://x.example/%E0%A6%B8%E0%A7%87%E0%A6%AC%E0%A6%BE")
    assert said.allows("https://x.example/%E0%A6%B8")
