"""Whom to trust: TLS contexts made once and only when needed, and the connections that use them."""

import ssl
from collections.abc import Callable
from functools import cached_property

import httpx
import truststore

from charter_audit.model import Office

KEPT_ALIVE = httpx.Limits(max_connections=20, max_keepalive_connections=4)


def system_store() -> ssl.SSLContext:
    """A context that verifies with the roots of the operating system."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Trust:
    """The contexts of a scan. Making a verifying one costs up to 157 ms, so all visits share it."""

    def __init__(self, store: Callable[[], ssl.SSLContext] = system_store) -> None:
        self._store = store

    @cached_property
    def verified(self) -> ssl.SSLContext:
        return self._store()

    @cached_property
    def unverified(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context

    @cached_property
    def empty(self) -> ssl.SSLContext:
        """For plain http: never used, and if it were, it would trust nobody."""
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Connections(httpx.AsyncBaseTransport):
    """One office's connections, each kind opened at its first use."""

    def __init__(self, office: Office, trust: Trust) -> None:
        self._office = office
        self._trust = trust
        self._opened: dict[ssl.SSLContext, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        context = self._context(request.url)
        if context not in self._opened:
            self._opened[context] = httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=KEPT_ALIVE)
        return await self._opened[context].handle_async_request(request)

    async def aclose(self) -> None:
        for transport in self._opened.values():
            await transport.aclose()

    def _context(self, url: httpx.URL) -> ssl.SSLContext:
        """Decided per address, so that an exception can be narrowed to hosts."""
        if url.scheme != "https":
            return self._trust.empty
        return self._trust.unverified if self._office.tls_unverified else self._trust.verified
