"""Whom to trust: TLS contexts made once and only when needed, and the connections that use them."""

import ssl
import sys
from collections.abc import Callable
from functools import cached_property
from urllib.parse import urlsplit

import httpx
import truststore

from charter_audit import address, whose
from charter_audit.model import Office
from charter_audit.web.guard import Guarded, names_loopback

FILES = ("linux", "freebsd", "openbsd")
"""Systems whose roots are files of OpenSSL."""


def system_store() -> ssl.SSLContext:
    """A context that verifies with the roots of the operating system.

    Where they are files, they are read once; truststore would read them again for every connection (43 ms each).
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    paths = ssl.get_default_verify_paths()
    if sys.platform in FILES and (paths.cafile or paths.capath):
        context.set_default_verify_paths()
        return context
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
    """One office's connections, each kind opened at its first use.

    An exception of TLS covers the office's own hosts and the file hosts, and no other (portal handbook, section 8).
    """

    def __init__(self, office: Office, trust: Trust) -> None:
        self._trust = trust
        self._loopback = any(names_loopback(urlsplit(url).hostname or "") for url in office.addresses)
        self._excepted = whose.own_hosts(office) if office.tls_unverified else frozenset()
        self._opened: dict[ssl.SSLContext, Guarded] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        context = self._context(request.url)
        if context not in self._opened:
            self._opened[context] = Guarded(context, loopback=self._loopback)
        return await self._opened[context].handle_async_request(request)

    async def aclose(self) -> None:
        for transport in self._opened.values():
            await transport.aclose()

    def _context(self, url: httpx.URL) -> ssl.SSLContext:
        if url.scheme != "https":
            return self._trust.empty
        return self._trust.unverified if self._is_excepted(str(url)) else self._trust.verified

    def _is_excepted(self, url: str) -> bool:
        return bool(self._excepted) and (address.host_key(url) in self._excepted or address.is_file_host(url))
