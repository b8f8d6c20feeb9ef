"""Keeps what a scan saw: every answer at the moment it has come, and at the end of a visit what it came to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from charter_audit.archive.members import Span, packed, stored
from charter_audit.archive.metadata import Closing, KeptPage, Ordered, Visited, written
from charter_audit.archive.part import Part
from charter_audit.archive.reading import END, ORDER, VISIT, Contents
from charter_audit.archive.records import Records, new_id
from charter_audit.model import Asked, Office, Page, Unreachable
from charter_audit.web.exchange import Exchange


@dataclass(slots=True)
class _UnderWay:
    """What was kept so far of a visit: answers that may be pages by their address, certificates by their site."""

    answers: dict[str, tuple[str, Span]] = field(default_factory=dict)
    tls: dict[str, Mapping[str, str]] = field(default_factory=dict)


class Archive:
    """The evidence file of one scan, while it is written; a context manager.

    Left in good order it is whole and has its name; left by an error or an interrupt it stays a `.part` that can be
    gone on with. Whatever cannot be kept raises EvidenceError, then and ever after.
    """

    def __init__(self, part: Part, done: Iterable[str] = ()) -> None:
        self.path = part.path
        self._part = part
        self._done = set(done)
        self._records = Records()
        self._under_way: defaultdict[str, _UnderWay] = defaultdict(_UnderWay)

    @classmethod
    def begin(cls, path: Path, order: Ordered) -> "Archive":
        """A new file that says what was ordered. Raises EvidenceError where it cannot be made."""
        made = cls(Part.new(path))
        info, told = made._records.info(path.name), made._records.metadata(ORDER, written(order))
        made._part.append(stored(info), packed(told))
        return made

    @classmethod
    def resume(cls, path: Path) -> "tuple[Archive, Contents]":
        """An unfinished file to go on with, and what it has. Raises EvidenceError where that cannot be done."""
        part, contents = Part.again(path)
        return cls(part, contents.visits), contents

    def exchange(self, office: Office, exchange: Exchange) -> None:
        """Keeps an answer and its request."""
        record = new_id()
        answer = self._records.response(exchange, office.id, record)
        request = self._records.request(exchange, office.id, record)
        span, _ = self._part.append(packed(answer) if _is_plain(exchange) else stored(answer), stored(request))
        here = self._under_way[office.id]
        if not exchange.truncated:
            here.answers[exchange.address] = (record, span)
        if exchange.tls:
            here.tls[urlsplit(exchange.address).netloc] = exchange.tls

    def visited(self, office: Office, answers: Mapping[str, Page | Unreachable], trail: tuple[Asked, ...]) -> None:
        """Keeps what a visit came to. From then on it need not be made again."""
        here = self._under_way.pop(office.id, _UnderWay())
        pages = {
            url: KeptPage.of(page, *here.answers[page.at]) for url, page in answers.items() if isinstance(page, Page)
        }
        lost = {url: lost for url, lost in answers.items() if isinstance(lost, Unreachable)}
        told = Visited(office.id, self._part.seen, pages, lost, trail, here.tls)
        self._part.append(packed(self._records.metadata(VISIT + office.id, written(told), office.id)))
        self._done.add(office.id)

    def leave(self) -> None:
        """Ends the writing as an error does: the file stays unfinished."""
        self._part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._close()
        finally:
            self.leave()

    def _close(self) -> None:
        told = Closing(self._part.seen, self._part.records, len(self._done))
        self._part.append(stored(self._records.metadata(END, written(told))))
        self._part.finish()


def _is_plain(exchange: Exchange) -> bool:
    """Whether a body is worth packing: text that was not sent packed. Files are packed already."""
    headers = {name.lower(): value.lower() for name, value in exchange.headers}
    return "content-encoding" not in headers and "text/" in headers.get("content-type", "text/")
