"""Evidence made by hand, without a network: offices, their answers, and the file that keeps them."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from charter_audit.archive import Archive, Ordered, Replay
from charter_audit.model import Asked, Cause, Contact, Office, Page, Tier, Unreachable, Waiver
from charter_audit.quarter import Quarter
from charter_audit.web.exchange import Exchange, Headers

NOW = datetime(2023, 11, 28, 4, 15, 0, 123456, tzinfo=UTC)
HTML = "<html><h4>সেবা প্রদান প্রতিশ্রুতি</h4></html>".encode()
TLS = {"version": "TLSv1.3", "subject": "CN=*.gov.bd", "sha256": "ab" * 32, "verified": "yes"}
Answers = Mapping[str, Page | Unreachable]


def office(name: str) -> Office:
    waiver = Waiver("CC-BOX-01", Quarter(2023, 4), "নতুন ওয়েবসাইট", "০৫.৪৪")
    contact = Contact("সহকারী কমিশনার", "ac@x.gov.bd")
    return Office(name, "কাজিপুর", "Kazipur", Tier.UPAZILA, home(name), alt=("x",), waivers=(waiver,), contact=contact)


def home(name: str) -> str:
    return f"https://{name}.gov.bd/"


def order(*names: str) -> Ordered:
    offices = tuple(office(name) for name in names)
    return Ordered(Quarter(2023, 2), date(2023, 11, 28), names[0], ("CC-BOX-01",), offices, "0.1.0")


def exchange(address: str, body: bytes, *headers: tuple[str, str], status: int = 200, truncated: str = "") -> Exchange:
    asked: Headers = (("Host", "x"), ("User-Agent", "charter-audit"), ("Accept-Language", "bn"))
    told = (("Content-Type", "text/html; charset=utf-8"), *headers)
    return Exchange(address, NOW, asked, "HTTP/1.1", status, "Said", told, body, truncated, "203.0.113.7", TLS)


def page(url: str, body: bytes, at: str = "") -> Page:
    kind, digest = "text/html; charset=utf-8", sha256(body).hexdigest()
    return Page(url, at or url, 200, kind, body, NOW, digest, "Tue, 28 Nov 2023 04:15:00 GMT", "12")


def answers(name: str, number: int = 2) -> Answers:
    """What an office gives: pages, one of them behind a redirect, and addresses that gave none."""
    at = home(name)
    pages = [page(f"{at}{n}?q=%E0", HTML * (n + 1)) for n in range(number)]
    moved = page(f"{at}old", pages[0].body, pages[0].at)
    lost = Unreachable(f"{at}gone", Cause.GONE, "HTTP 404", 404, 2)
    behind = Unreachable("https://elsewhere.gov.bd/", Cause.READ_TIMEOUT, "silence", tries=3)
    return {**{one.url: one for one in pages}, moved.url: moved, lost.url: lost, f"{at}away": behind}


def visit(keep: Archive, name: str, told: Answers | None = None) -> None:
    """An office's whole visit, kept."""
    told = told if told is not None else answers(name)
    of = office(name)
    for url, answer in told.items():
        if isinstance(answer, Page) and answer.at != url:
            keep.exchange(of, exchange(url, b"", ("Location", "/"), status=301, truncated="unspecified"))
        elif isinstance(answer, Page):
            keep.exchange(of, exchange(url, gzip.compress(answer.body, mtime=0), ("Content-Encoding", "gzip")))
        elif answer.status:
            keep.exchange(of, exchange(url, b"", status=answer.status, truncated="unspecified"))
    keep.visited(of, told, trail(told))


def trail(told: Answers) -> tuple[Asked, ...]:
    return tuple(
        Asked(url, "page" if isinstance(one, Page) else one.cause, one.status, 12, 3) for url, one in told.items()
    )


def filled(path: Path, names: Sequence[str] = ("a", "b", "c")) -> Path:
    with Archive.begin(path, order(*names)) as keep:
        for name in names:
            visit(keep, name)
    return path


async def again(kept: Replay, name: str, urls: Sequence[str]) -> Answers:
    """What a visit made again gives."""
    async with kept.visit(office(name)) as made:
        return {url: await made.fetch(url) for url in urls}


def as_fetched(told: Answers) -> Answers:
    """What a visit's fetch gave for these answers."""
    return {url: replace(one, url=url) if isinstance(one, Page) else _lost(url, one) for url, one in told.items()}


def _lost(url: str, one: Unreachable) -> Unreachable:
    moved = "" if one.url == url else f", redirected to {one.url}"
    return replace(one, url=url, detail=one.detail + moved)
