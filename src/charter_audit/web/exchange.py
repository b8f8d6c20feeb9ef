"""One request and its answer as they were on the wire: what evidence keeps of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from charter_audit.model import NO_FACTS, Asked, Office, Page, Unreachable

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer.

    `body` is as sent, not unpacked, without the framing of its transfer; `truncated` is why it is not whole: "" (it
    is), "length" (a cap), "time", "disconnect", "unspecified" (not read: no page). `peer` is the address really
    connected to; `tls` the certificate's facts: version, cipher, subject, issuer, not_after, sha256, verified.
    """

    address: str
    began: datetime
    asked: Headers
    http: str
    status: int
    phrase: str
    headers: Headers
    body: bytes
    truncated: str = ""
    peer: str = ""
    tls: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)


class Keep(Protocol):
    """Who keeps what was seen. Raises an error of its own where it cannot, and no OSError: that would be the site's."""

    def exchange(self, office: Office, exchange: Exchange) -> None:
        """Told of every answer at the moment it has come, pages and others."""

    def visited(self, office: Office, answers: Mapping[str, Page | Unreachable], trail: tuple[Asked, ...]) -> None:
        """Told once an office is done: what each written address came to, redirects followed; and the trail."""
