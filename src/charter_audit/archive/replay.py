"""Visits made again from kept evidence: the same answers as then, and no network."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from charter_audit.archive.members import Damage, member_at
from charter_audit.archive.metadata import EvidenceError, KeptPage, Ordered, Visited, read
from charter_audit.archive.reading import Contents, read_whole
from charter_audit.archive.records import Record, parsed
from charter_audit.model import Asked, Cause, Office, Page, Unreachable
from charter_audit.web import Visit, Web
from charter_audit.web.addresses import written
from charter_audit.web.causes import printable, words
from charter_audit.web.client import as_asked
from charter_audit.web.unpacking import BrokenError, TooLargeError, unpack

NOT_KEPT = "not in the kept evidence"


class Replay:
    """Visits from an evidence file, whose bodies are read only when they are asked for."""

    live = False

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    @classmethod
    def of(cls, path: Path) -> "Replay":
        """A finished file. Raises EvidenceError where it cannot be read or is not as it was written."""
        return cls(read_whole(path))

    @property
    def order(self) -> Ordered:
        """What the scan was to look at and to ask."""
        return self._contents.order

    def __contains__(self, office: Office) -> bool:
        return office.id in self._contents.visits

    def expect(self, offices: Iterable[Office]) -> None:
        """Nothing: kept evidence needs no turns."""

    @asynccontextmanager
    async def visit(self, office: Office) -> "AsyncIterator[VisitAgain]":
        """The last visit to an office as it was. Raises EvidenceError where the file has changed meanwhile."""
        with self._contents.path.open("rb") as file:
            yield VisitAgain(self._contents, office, file)


class VisitAgain:
    """One office's visit: gives what came then, and for an address that was not asked then the cause `budget`."""

    def __init__(self, contents: Contents, office: Office, file: BinaryIO) -> None:
        self._path = contents.path
        self._office = office
        self._file = file
        self._visited = self._read(contents)
        self._missed: dict[str, Asked] = {}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The trail as it was, and after it with 0 ms every address that is asked only now."""
        return (*self._visited.trail, *self._missed.values())

    async def fetch(self, url: str) -> Page | Unreachable:
        """The page behind an absolute address or why none came. Raises EvidenceError where the file has changed."""
        try:
            address = written(url)
        except ValueError as error:
            return Unreachable(url, Cause.ADDRESS, printable(words(error)), tries=0)
        if kept := self._visited.pages.get(address):
            return replace(self._page(kept), url=url)
        if lost := self._visited.lost.get(address):
            return as_asked(url, address, lost)
        self._missed[address] = Asked(address, str(Cause.BUDGET), 0, 0, 0)
        return Unreachable(url, Cause.BUDGET, NOT_KEPT, tries=0)

    def _read(self, contents: Contents) -> Visited:
        span = contents.visits.get(self._office.id)
        if span is None:
            return Visited(self._office.id, "", {}, {}, (), MappingProxyType({}))
        try:
            return read(Visited, parsed(member_at(self._file, span).plain).block)
        except Damage as damage:
            raise self._changed(span.offset, damage) from damage

    def _page(self, kept: KeptPage) -> Page:
        try:
            return _page(kept, parsed(member_at(self._file, kept.span).plain))
        except (Damage, BrokenError, TooLargeError) as error:
            raise self._changed(kept.span.offset, error) from error

    def _changed(self, offset: int, error: Exception) -> EvidenceError:
        return EvidenceError(f"{self._path}: was altered: byte {offset}, of office {self._office.id}: {error}")


class Resumed:
    """An unfinished scan gone on with: visits that its file has are made from it, all others on the network.

    An office that is visited once more, because trouble may have passed, is visited on the network.
    """

    live = True

    def __init__(self, kept: Replay, web: Web) -> None:
        self._kept = kept
        self._web = web
        self._given: set[str] = set()

    def expect(self, offices: Iterable[Office]) -> None:
        """Tells the network who will be visited on it."""
        self._web.expect(office for office in offices if not self._is_kept(office))

    def visit(self, office: Office) -> AbstractAsyncContextManager[Visit | VisitAgain]:
        """The visit to an office."""
        if not self._is_kept(office):
            return self._web.visit(office)
        self._given.add(office.id)
        return self._kept.visit(office)

    def _is_kept(self, office: Office) -> bool:
        return office in self._kept and office.id not in self._given


def _page(kept: KeptPage, record: Record) -> Page:
    if record.fields.get("warc-record-id") != kept.record:
        raise Damage(f"{kept.record} is not there")
    page = kept.with_body(unpack(*record.answer(), kept.size))
    if sha256(page.body).hexdigest() != page.sha256:
        raise Damage("its body is not the one that was judged")
    return page
