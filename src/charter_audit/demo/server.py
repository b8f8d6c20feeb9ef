"""Serves the demo's sites as real websites: one loopback port each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePath
from socketserver import TCPServer
from threading import Thread
from typing import Protocol, cast
from urllib.parse import urlsplit

from charter_audit.demo.addresses import HOME, is_route, key_of
from charter_audit.demo.rendering import missing, pages, papers
from charter_audit.demo.site import Platform, Site

LOOPBACK = "127.0.0.1"
HTML = "text/html; charset=utf-8"
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What the file hosts call a file, by its suffix."""

_SECONDS_TO_ASK = 5.0
_POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answers: status, page or file, and where it sends the visitor instead."""

    status: HTTPStatus
    html: str = ""
    location: str = ""
    file: bytes = b""
    content_type: str = HTML

    @property
    def body(self) -> bytes:
        return self.file or self.html.encode()


@dataclass(frozen=True, slots=True)
class Website:
    """A site with all its pages rendered, and its files by their keys: name and content."""

    platform: Platform
    pages: Mapping[str, str]
    missing: str
    files: Mapping[str, tuple[str, bytes]]

    def answer(self, address: str) -> Answer:
        """The answer to an address as its platform gives it (portal handbook, sections 2 and 3).

        npf1 says 404; npf2 says so only for unknown routes, has a page of status 200 for unknown records, and
        sends every address with a slash at its end to the one without.
        """
        path = urlsplit(address).path
        if self.platform is Platform.NPF2 and path != "/" and path.endswith("/"):
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=path.rstrip("/") or HOME[self.platform])
        key = key_of(self.platform, address)
        if key in self.pages:
            return Answer(HTTPStatus.OK, self.pages[key])
        if key in self.files:
            name, content = self.files[key]
            return Answer(HTTPStatus.OK, file=content, content_type=CONTENT_TYPES[PurePath(name).suffix])
        known = is_route(self.platform, key)
        return Answer(HTTPStatus.OK if known else HTTPStatus.NOT_FOUND, self.missing)


def website(site: Site) -> Website:
    """The site, rendered."""
    return Website(site.platform, pages(site), missing(site), papers(site))


@contextmanager
def serve(sites: Sequence[Site]) -> Iterator[Mapping[str, str]]:
    """Serves the sites until left; gives the address of each by its office's id, as http://127.0.0.1:PORT."""
    with served_by({site.office.id: website(site) for site in sites}) as addresses:
        yield addresses


class Answering(Protocol):
    """A site that knows its answer to each address."""

    def answer(self, address: str) -> Answer:
        """The answer to an address of the site."""


@contextmanager
def served_by(sites: Mapping[str, Answering]) -> Iterator[Mapping[str, str]]:
    """As `serve`, of sites that are rendered, by their office's id."""
    with ExitStack() as stack:
        yield {id_: stack.enter_context(_served(site)) for id_, site in sites.items()}


@contextmanager
def _served(what: Answering) -> Iterator[str]:
    with _Server(what) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": _POLL_SECONDS})
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # only such threads are waited for, so that no connection outlives the server
    request_queue_size = 64

    def __init__(self, what: Answering) -> None:
        self.website = what
        super().__init__((LOOPBACK, 0), _Visit)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer's would ask the name service for this machine's name


class _Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "demo", ""
    timeout = _SECONDS_TO_ASK

    def do_GET(self) -> None:
        answer = cast(_Server, self.server).website.answer(self.path)
        body = answer.body
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Says nothing: standard error belongs to the scan."""
