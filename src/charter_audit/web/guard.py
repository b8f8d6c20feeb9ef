"""Connections to public addresses only: checked on the address that is really connected to, at every redirect anew.

A page can name a host whose name leads into the network of whoever runs the scan; what is refused here was resolved
once, and the connection goes to just that address.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import cast

import httpcore
import httpx

Address = IPv4Address | IPv6Address

CONNECTIONS, KEPT_ALIVE = 20, 4


class NotPublicError(OSError):
    """The address behind a name is not one of the public network."""


def is_public(address: Address) -> bool:
    """Whether an address is of the public network, also one that carries another inside it."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return is_public(inner) if inner else address.is_global and not address.is_multicast


def names_loopback(host: str) -> bool:
    """Whether a host is written as this machine: localhost or one of its addresses."""
    literal = _literal(host)
    return literal.is_loopback if literal else host == "localhost" or host.endswith(".localhost")


class Guard(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses, and to loopback where `loopback` says so."""

    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own name
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises NotPublicError where the name has no permitted address, else what httpcore raises."""
        end = time.monotonic() + timeout if timeout is not None else None
        addresses = [one for one in await _resolved(host, port, timeout) if self._may(one)]
        if not addresses:
            raise NotPublicError(f"{host} is not an address of the public network")
        return await self._first(addresses, port, end, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    def _may(self, address: Address) -> bool:
        return is_public(address) or (self._loopback and address.is_loopback)

    async def _first(
        self,
        addresses: list[Address],
        port: int,
        end: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.AsyncNetworkStream:
        """The first address that takes the call; the trouble of the last one where none does."""
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(str(address), port, _left(end), local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return await self._network.connect_tcp(str(addresses[-1]), port, _left(end), local_address, socket_options)


class Guarded(httpx.AsyncBaseTransport):
    """httpx's transport over connections that are guarded; TLS is verified by the name, as `context` says."""

    def __init__(self, context: ssl.SSLContext, *, loopback: bool) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=CONNECTIONS,
            max_keepalive_connections=KEPT_ALIVE,
            network_backend=Guard(loopback=loopback),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=cast(httpx.AsyncByteStream, request.stream),
            extensions=request.extensions,
        )
        with _as_httpx(request):
            answer = await self._pool.handle_async_request(asked)
        body = _Body(cast(httpx.AsyncByteStream, answer.stream), request)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=dict(answer.extensions))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, request: httpx.Request) -> None:
        self._stream = stream
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_httpx(self._request):
            async for piece in self._stream:
                yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


@contextmanager
def _as_httpx(request: httpx.Request) -> Iterator[None]:
    """httpcore's errors as httpx's own, which have the same names."""
    try:
        yield
    except Exception as error:
        kind = getattr(httpx, type(error).__name__, None)
        if type(error).__module__.startswith("httpcore") and kind is not None:
            raise kind(str(error), request=request) from error
        raise


async def _resolved(host: str, port: int, seconds: float | None) -> list[Address]:
    if literal := _literal(host):
        return [literal]
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise httpcore.ConnectTimeout(f"{host} was not resolved in time") from error
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return [ip_address(told[4][0]) for told in found]


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _left(end: float | None) -> float | None:
    return max(0.0, end - time.monotonic()) if end is not None else None
