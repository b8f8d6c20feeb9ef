"""Only public addresses are connected to, whatever a name or a redirect says."""

import asyncio
import socket
from collections.abc import Callable
from ipaddress import ip_address

import httpcore
import pytest

from charter_audit.model import Cause, Office, Page, Tier, Unreachable
from charter_audit.web import Limits, Web, guard
from loopback import Site, moved, reply, serve

Resolve = Callable[..., list[tuple[object, ...]]]
QUICK = Limits(delay=0, backoff=0, read=2, connect=2)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("103.48.16.1", True),
        ("2606:4700::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:0a00:0001::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert guard.is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("a.localhost", True),
        ("localhost.example.gov.bd", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_who_is_registered_on_this_machine(host: str, loopback: bool) -> None:
    assert guard.names_loopback(host) is loopback


def resolving(*addresses: str) -> Resolve:
    async def told(_host: str, port: int, **_more: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return told  # type: ignore[return-value]


async def connected(host: str, port: int, *, loopback: bool) -> None:
    stream = await guard.Guard(loopback=loopback).connect_tcp(host, port, timeout=2)
    await stream.aclose()


async def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolving("10.0.0.1", "127.0.0.1"))
    with pytest.raises(guard.NotPublicError, match=r"inside\.example"):
        await connected("inside.example", 80, loopback=False)


async def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve(Site({})) as site:
        port = int(site.url.rpartition(":")[2])
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolving("10.0.0.1", "127.0.0.1"))
        await connected("office.example", port, loopback=True)


async def test_the_next_address_is_tried_where_one_does_not_take_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve(Site({})) as site:
        port = int(site.url.rpartition(":")[2])
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolving("::1", "127.0.0.1"))
        await connected("office.example", port, loopback=True)
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolving("::1"))
        with pytest.raises(httpcore.ConnectError):
            await connected("office.example", port, loopback=True)


async def test_a_name_that_is_resolved_too_slowly_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_given: object, **_named: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", slow)
    with pytest.raises(httpcore.ConnectTimeout, match=r"slow\.example"):
        await guard.Guard(loopback=False).connect_tcp("slow.example", 80, timeout=0.05)


def office(url: str) -> Office:
    return Office("o", "দপ্তর", "Office", Tier.UPAZILA, url)


async def fetched(home: str, url: str) -> Page | Unreachable:
    async with Web(QUICK).visit(office(home)) as visit:
        return await visit.fetch(url)


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[fd00::1]/"])
async def test_a_redirect_that_leads_inside_is_not_followed(target: str) -> None:
    async with serve(Site({"/": [moved(target)]})) as site:
        answer = await fetched(site.url, site.url)
    assert isinstance(answer, Unreachable)
    assert answer.cause is Cause.PRIVATE_ADDRESS
    assert target in answer.detail


async def test_loopback_is_for_offices_registered_on_loopback_alone() -> None:
    async with serve(Site({"/": [reply(b"inside")]})) as site:
        assert isinstance(await fetched(site.url, site.url), Page)
        stranger = await fetched("https://office.example.gov.bd", "http://127.0.0.1/")
    assert isinstance(stranger, Unreachable)
    assert stranger.cause is Cause.PRIVATE_ADDRESS
