"""Office files are zip archives: what they declare of themselves before anything in them is unpacked."""

import io
import re
import zipfile
from datetime import date

from charter_audit.model import Dated, Kind

MOST = 100_000_000
"""Bytes that the parts of an archive may declare together."""
RATIO = 200
"""How many times an archive's own size its parts may declare."""

_MAGIC = b"PK\x03\x04"
_ERRORS = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)
_DAY = re.compile(rb"<dcterms:(?:created|modified)\b[^>]*>\s*((\d{4})-(\d\d)-(\d\d)[^<]{0,30})<")


def is_packed(body: bytes, part: bytes) -> bool:
    """Whether this is a zip archive with a part whose name begins so; names are not packed, so damage is no matter."""
    return body.startswith(_MAGIC) and part in body


def trouble(body: bytes) -> str:
    """Why an archive is not to be unpacked: "damaged", "encrypted", "too-large"; "" where it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
    except _ERRORS:
        return "damaged"
    if any(part.flag_bits & 1 for part in parts):
        return "encrypted"
    declared = sum(part.file_size for part in parts)
    return "too-large" if declared > MOST or declared > RATIO * len(body) else ""


def own_days(body: bytes, at: str) -> tuple[Dated, ...]:
    """When an office file says that it was made and last changed; nothing where it says nothing.

    The libraries answer with today where the file is silent, so they are not asked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            told = archive.read("docProps/core.xml")
    except _ERRORS:
        return ()
    return tuple(day for found in _DAY.finditer(told) if (day := file_day(*found.groups(), at=at)))


def file_day(printed: bytes | str, *numbers: bytes | str, at: str) -> Dated | None:
    """A day inside a file from its year, month and day as printed; None where there is no such day."""
    try:
        day = date(*map(int, numbers))
    except ValueError:
        return None
    shown = printed.decode("ascii", "replace") if isinstance(printed, bytes) else printed
    return Dated(day, day, Kind.FILE_METADATA, at, shown.strip())
