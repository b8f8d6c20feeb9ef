"""What the metadata records of an evidence file say, as JSON: the scan's order, an office's visit, the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter, ValidationError

from charter_audit.archive.members import Damage, Span
from charter_audit.model import Asked, Declaration, Office, Page, Unreachable
from charter_audit.quarter import Quarter

T = TypeVar("T")

_form: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)

FORM: Literal["charter-audit/evidence/1"] = "charter-audit/evidence/1"

_Quarter = Annotated[Quarter, BeforeValidator(Quarter.parse), PlainSerializer(str)]


class EvidenceError(Exception):
    """Evidence that cannot be kept or cannot be read; the text names the file and says what to do.

    No OSError, which a visit would take for trouble of the network, and ask again.
    """


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a scan was to look at and to ask: enough to judge its evidence without a registry.

    `below` are offices registered under these that were not looked at: they count for those above.
    """

    quarter: _Quarter
    as_of: date
    own: str
    rules: tuple[str, ...]
    offices: tuple[Office, ...]
    tool_version: str
    below: tuple[Office, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    form: Literal["charter-audit/evidence/1"] = FORM


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page without its body, which is in the response `record` at a place of the file; `size` is the body's."""

    page: Mapping[str, Any]
    record: str
    span: Span
    size: int

    @classmethod
    def of(cls, page: Page, record: str, span: Span) -> "KeptPage":
        """What is kept of a page."""
        told = _form(Page).dump_python(page, mode="json", exclude={"body"})
        return cls(told, record, span, len(page.body))

    def with_body(self, body: bytes) -> Page:
        """The page as it was."""
        page: Page = _form(Page).validate_python({**self.page, "body": body})
        return page


@dataclass(frozen=True, slots=True)
class Visited:
    """What an office's visit came to, by written address. `before` is the sha256 of all that stands before it."""

    office: str
    before: str
    pages: Mapping[str, KeptPage]
    lost: Mapping[str, Unreachable]
    trail: tuple[Asked, ...]
    tls: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Closing:
    """The last word of a whole file: how many records stand before it, and their sha256."""

    before: str
    records: int
    offices: int


def written(told: Ordered | Visited | Closing) -> bytes:
    """The JSON of a metadata record."""
    return _form(type(told)).dump_json(told)


def read(kind: type[T], text: bytes) -> T:
    """What a metadata record says. Raises Damage where it is not of this kind."""
    try:
        told: T = _form(kind).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise Damage(f"this version cannot read it ({where}: {first['msg']})") from error
    return told
