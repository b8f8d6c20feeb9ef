"""WARC 1.1 records: made by warcio, and read back strictly, which warcio does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from charter_audit import __version__
from charter_audit.archive.members import Damage
from charter_audit.web.exchange import Exchange, Headers

URN = "urn:charter-audit:"
OFFICE = "Charter-Audit-Office"
"""The header that says in which office's visit an answer came."""

_VERSION = b"WARC/1.1\r\n"
_BLANK = b"\r\n\r\n"
_PIECE = 65_536
_INFO: Mapping[str, str] = MappingProxyType(
    {
        "software": f"charter-audit/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
)


class _AsSent(StatusAndHeaders):  # type: ignore[misc]
    """Headers with the bytes that were on the wire; warcio would percent-encode what is not ASCII."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        return bytes(self.to_bytes(filter_func, "latin-1"))


class Records:
    """Makes records, each as the bytes that stand in a member."""

    def __init__(self) -> None:
        self._out = BytesIO()
        self._writer = WARCWriter(self._out, gzip=False, warc_version="1.1")

    def info(self, name: str) -> bytes:
        """What the file is and who wrote it."""
        told = "".join(f"{field}: {value}\r\n" for field, value in _INFO.items()).encode()
        return self._made("warcinfo", "", told, {"WARC-Filename": name}, "application/warc-fields")

    def metadata(self, about: str, told: bytes, office: str = "") -> bytes:
        """Something this program says, in JSON."""
        return self._made("metadata", URN + about, told, {OFFICE: office} if office else {}, "application/json")

    def response(self, exchange: Exchange, office: str, record: str) -> bytes:
        """An answer, its body packed as it was sent; `record` is the id it gets."""
        line = f"{exchange.status} {exchange.phrase}"
        head = _AsSent(line, _whole(exchange.headers, len(exchange.body)), protocol=exchange.http)
        fields = {"WARC-Record-ID": record, OFFICE: office, **_where(exchange)}
        if exchange.truncated:
            fields["WARC-Truncated"] = exchange.truncated
        return self._made("response", exchange.address, exchange.body, fields, http=head)

    def request(self, exchange: Exchange, office: str, answer: str) -> bytes:
        """The request that brought the answer of this id."""
        parts = urlsplit(exchange.address)
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        head = _AsSent(f"GET {target} {exchange.http}", exchange.asked, is_http_request=True)
        fields = {"WARC-Concurrent-To": answer, OFFICE: office, **_where(exchange)}
        return self._made("request", exchange.address, b"", fields, http=head)

    def _made(
        self,
        kind: str,
        about: str,
        payload: bytes,
        fields: Mapping[str, str],
        content_type: str = "",
        http: _AsSent | None = None,
    ) -> bytes:
        told = {"WARC-Record-ID": new_id(), "WARC-Date": _moment(datetime.now(UTC)), **fields}
        told["WARC-Block-Digest"] = _digest(http.to_ascii_bytes() if http else b"", payload)
        if kind != "warcinfo":
            told["WARC-Payload-Digest"] = _digest(payload)
        record = self._writer.create_warc_record(
            about, kind, BytesIO(payload), len(payload), content_type, told, http_headers=http
        )
        self._out.seek(0)
        self._out.truncate()
        self._writer.write_record(record)
        return self._out.getvalue()


def new_id() -> str:
    """An id for a record."""
    return f"<urn:uuid:{uuid4()}>"


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was read: its named fields in small letters, and its block."""

    fields: Mapping[str, str]
    block: bytes

    @property
    def about(self) -> str:
        """What a metadata record of this program tells of, as "visit:an.office"; else ""."""
        target = self.fields.get("warc-target-uri", "")
        return target.removeprefix(URN) if target.startswith(URN) else ""

    def answer(self) -> tuple[str, Iterator[bytes]]:
        """Content-Encoding and body of a response, the body in pieces: a file may be large."""
        end = self.block.find(_BLANK)
        fields = _fields(self.block[:end].decode("latin-1"))
        encoding = ", ".join(value for name, value in fields if name == "content-encoding")
        begin = end + len(_BLANK)
        return encoding, (self.block[at : at + _PIECE] for at in range(begin, len(self.block), _PIECE))


def parsed(plain: bytes) -> Record:
    """The one record that a member holds. Raises Damage where it is not one whole record with its own digest."""
    head = plain[: plain.find(_BLANK)]
    fields = fields_of(head)
    begin = len(head) + len(_BLANK)
    end = begin + int(fields["content-length"]) if fields.get("content-length", "").isdecimal() else 0
    if not plain.startswith(_VERSION) or end < begin or plain[end:] != _BLANK:
        raise Damage("it is no record of WARC 1.1", head=head)
    block = plain[begin:end]
    if fields.get("warc-block-digest") != _digest(block):
        raise Damage("its content does not agree with its digest", head=head)
    return Record(fields, block)


def fields_of(head: bytes) -> Mapping[str, str]:
    """The named fields at the head of a record, names in small letters."""
    return dict(_fields(head.decode("utf-8", "replace")))


def _fields(head: str) -> Iterable[tuple[str, str]]:
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return ((name.lower(), value.strip()) for name, _, value in lines)


def _whole(headers: Headers, size: int) -> Headers:
    """The headers with the length of what is kept; those that do not fit it keep their value under another name."""
    kept = tuple((name if _fits(name, value, size) else f"X-Orig-{name}", value) for name, value in headers)
    if any(name.lower() == "content-length" for name, _ in kept):
        return kept
    return (*kept, ("Content-Length", str(size)))


def _fits(name: str, value: str, size: int) -> bool:
    return name.lower() != "transfer-encoding" and (name.lower() != "content-length" or value == str(size))


def _where(exchange: Exchange) -> Mapping[str, str]:
    moment = {"WARC-Date": _moment(exchange.began)}
    return {**moment, "WARC-IP-Address": exchange.peer} if exchange.peer else moment


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(*parts: bytes) -> str:
    made = sha256()
    for part in parts:
        made.update(part)
    return f"sha256:{made.hexdigest()}"
