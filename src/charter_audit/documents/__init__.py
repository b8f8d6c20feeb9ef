"""File formats, one file each; a file is known by its content, never by its name."""

import re
from dataclasses import replace
from functools import cache

from charter_audit import documents
from charter_audit.bangla import without_controls
from charter_audit.extend import FileReader, discover
from charter_audit.model import Document, Table, Unread, Unreadable
from charter_audit.ration import Spent, rationed

MOST = 50_000_000
"""Bytes of the largest file that is read."""

SECONDS = 20.0
"""What reading one file may take."""

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


@cache
def readers() -> tuple[FileReader, ...]:
    """Every file format that can be read."""
    return tuple(discover(documents, "READER", FileReader).values())


def reader_of(body: bytes) -> FileReader | None:
    """The format of a file, by its content; None where it is of no known kind (a page in HTML is of none)."""
    return next((reader for reader in readers() if reader.recognises(body)), None)


def is_html(body: bytes) -> bool:
    """Whether these bytes are a page and not a file, whatever they are called."""
    return _HTML.match(body[:4096]) is not None


def read(body: bytes, at: str) -> Document | Unreadable:
    """What stands in a file; `at` is the address it came from.

    `why` of what cannot be read: "empty", "html", "kind-not-read", "too-large", or what its format says.
    """
    if len(body) > MOST:
        return Unreadable(at, Unread.UNREADABLE, "too-large")
    if reader := reader_of(body):
        return _harmless(reader.read(body, at))
    why = "html" if is_html(body) else "kind-not-read" if body.strip() else "empty"
    return Unreadable(at, Unread.UNREADABLE, why, "html" if why == "html" else "")


def _harmless(read: Document | Unreadable) -> Document | Unreadable:
    """A document whose text and tables can be printed."""
    if isinstance(read, Unreadable):
        return read
    tables = (Table(tuple(tuple(map(without_controls, row)) for row in table.rows)) for table in read.tables)
    return replace(read, text=without_controls(read.text), tables=tuple(tables))


def read_limited(body: bytes, at: str, seconds: float = SECONDS) -> Document | Unreadable:
    """What `read` gives, within `seconds` and a limit of memory, for a worker of a pool: "too-slow", "too-large"."""
    try:
        with rationed(seconds):
            return read(body, at)
    except Spent as spent:
        reader = reader_of(body)
        return Unreadable(at, Unread.UNREADABLE, spent.why, reader.name if reader else "")
