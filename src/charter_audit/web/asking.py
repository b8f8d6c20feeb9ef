"""One request and what it gives."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.request import Request

import httpx

from charter_audit.model import Cause, Page, Unreachable
from charter_audit.web.causes import PAGES, of_status, printable, retry_after
from charter_audit.web.exchange import Exchange
from charter_audit.web.limits import Limits
from charter_audit.web.unpacking import BrokenError, Spool, TooLargeError, Unpacking
from charter_audit.web.wire import exchange


@dataclass(frozen=True, slots=True)
class Moved:
    """The answer that the page is elsewhere; `to` is the Location as sent."""

    url: str
    to: str
    status: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The outcome of one try, the seconds that the other side asks to wait before the next, and why the body is cut."""

    outcome: Page | Moved | Unreachable
    wait: float = 0.0
    cut: str = ""


class KeepBengali(DefaultCookiePolicy):
    """Lets no site change the language that is asked for."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        return cookie.name != "lang" and super().set_ok(cookie, request)


def client(limits: Limits, connections: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    """A client for one office: its own cookies, Bengali preferred, nothing from the environment."""
    cookies = httpx.Cookies(CookieJar(KeepBengali()))
    cookies.set("lang", "bn")
    headers = {"User-Agent": limits.agent, "Accept-Language": "bn", "Accept-Encoding": "gzip, deflate"}
    return httpx.AsyncClient(
        transport=connections,
        cookies=cookies.jar,
        headers=headers,
        timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=None),
        follow_redirects=False,
        trust_env=False,
    )


SMALL, PATIENCE = 65_536, 2.0
"""Bytes and seconds that the body of an answer which is no page may take."""

Told = Callable[[Exchange], None]
Keeping = Callable[[bytes], None]


async def ask(client: httpx.AsyncClient, address: str, limits: Limits, now: datetime, told: Told | None) -> Reply:
    """The reply to one GET; bodies are read of pages, small ones of others. `told` is told what was on the wire.

    Raises what httpx raises, and BrokenError for a body that cannot be unpacked.
    """
    async with client.stream("GET", address) as response:
        if told is None:
            return await _reply(response, address, limits, now, _forget)
        return await _told_reply(response, address, limits, now, told)


def _forget(_piece: bytes) -> None:
    """What nobody keeps as it was sent."""


async def _told_reply(response: httpx.Response, address: str, limits: Limits, now: datetime, told: Told) -> Reply:
    begun, cut = exchange(response, address, now), "disconnect"
    with Spool() as raw:
        try:
            reply = await _reply(response, address, limits, now, raw.add)
            cut = reply.cut
        except BrokenError:
            cut = ""
            raise
        except asyncio.CancelledError:
            cut = "time"
            raise
        finally:
            told(replace(begun, body=raw.whole(), truncated=cut))
    return reply


async def _reply(response: httpx.Response, address: str, limits: Limits, now: datetime, keep: Keeping) -> Reply:
    status = response.status_code
    if status in PAGES:
        return await _page(response, address, limits, now, keep)
    cut = await _drained(response, keep)
    if response.has_redirect_location:
        return Reply(Moved(address, response.headers["location"], status), cut=cut)
    wait = retry_after(response.headers.get("retry-after", ""), now)
    return Reply(Unreachable(address, of_status(status), f"HTTP {status}", status), wait, cut)


async def _drained(response: httpx.Response, keep: Keeping) -> str:
    """Reads the small body of an answer that is no page, so that its connection can be used again; why it is cut."""
    length = response.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and int(length) <= SMALL):
        return "unspecified"
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in response.aiter_raw():
                keep(piece)
    except (httpx.HTTPError, TimeoutError):
        return "disconnect"
    return ""


async def _page(response: httpx.Response, address: str, limits: Limits, now: datetime, keep: Keeping) -> Reply:
    headers = {name: printable(response.headers.get(name, "")) for name in ("content-type", "last-modified", "age")}
    try:
        body = await _body(response, limits.cap(headers["content-type"]), keep)
    except TooLargeError as error:
        return Reply(Unreachable(address, Cause.TOO_LARGE, str(error)), cut="length")
    page = Page(
        url=address,
        at=address,
        status=response.status_code,
        content_type=headers["content-type"],
        body=body,
        fetched_at=now,
        sha256=sha256(body).hexdigest(),
        last_modified=headers["last-modified"],
        age=headers["age"],
    )
    return Reply(page)


async def _body(response: httpx.Response, cap: int, keep: Keeping) -> bytes:
    with Unpacking(response.headers.get("content-encoding", ""), cap) as unpacking:
        async for piece in response.aiter_raw():
            keep(piece)
            unpacking.add(piece)
        return unpacking.whole()
