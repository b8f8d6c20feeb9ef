"""One request and what it gives."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.request import Request

import httpx

from charter_audit.model import Cause, Page, Unreachable
from charter_audit.web.causes import PAGES, of_status, printable, retry_after
from charter_audit.web.limits import Limits

PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Moved:
    """The answer that the page is elsewhere; `to` is the Location as sent."""

    url: str
    to: str
    status: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The outcome of one try, and the seconds the other side asks to wait before the next."""

    outcome: Page | Moved | Unreachable
    wait: float = 0.0


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


async def ask(client: httpx.AsyncClient, address: str, limits: Limits, now: datetime) -> Reply:
    """The reply to one GET; bodies are read only of pages. Raises what httpx raises."""
    async with client.stream("GET", address) as response:
        status = response.status_code
        if response.has_redirect_location:
            return Reply(Moved(address, response.headers["location"], status))
        if status in PAGES:
            return Reply(await _page(response, address, limits, now))
        wait = retry_after(response.headers.get("retry-after", ""), now)
        return Reply(Unreachable(address, of_status(status), f"HTTP {status}", status), wait)


async def _page(response: httpx.Response, address: str, limits: Limits, now: datetime) -> Page | Unreachable:
    headers = {name: printable(response.headers.get(name, "")) for name in ("content-type", "last-modified", "age")}
    cap = limits.cap(headers["content-type"])
    body = await _body(response, cap)
    if body is None:
        return Unreachable(address, Cause.TOO_LARGE, f"more than {cap} bytes")
    return Page(
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


async def _body(response: httpx.Response, cap: int) -> bytes | None:
    pieces, size = [], 0
    async for piece in response.aiter_bytes(PIECE):
        size += len(piece)
        if size > cap:
            return None
        pieces.append(piece)
    return b"".join(pieces)
