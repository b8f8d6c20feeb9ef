"""How much may be asked of a website, and how gently."""

from dataclasses import dataclass

from charter_audit import __version__


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts of one scan (portal handbook, section 8).

    `connect` and `read` are seconds a phase, `fetch` seconds one request may take in all, `total` seconds an
    office's requests may be under way. `addresses` counts different addresses an office, redirects included.
    `delay` is the pause of a host, `per_group` the requests under way to one back end, `concurrency` those in
    all. `retries` come after the first try, with pauses that grow from `backoff` seconds. `robots` are the seconds
    that a site's robots.txt may take.

    Raises ValueError where `contact` cannot stand in a header.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    html_bytes: int = 5_000_000
    file_bytes: int = 30_000_000
    redirects: int = 5
    addresses: int = 40
    delay: float = 1.0
    per_group: int = 2
    concurrency: int = 8
    retries: int = 2
    backoff: float = 1.0
    contact: str = ""
    fetch: float = 60.0
    robots: float = 10.0

    def __post_init__(self) -> None:
        if not (self.contact.isascii() and self.contact.isprintable()):
            raise ValueError("the contact must be printable ASCII: an e-mail or web address")

    @property
    def agent(self) -> str:
        """The User-Agent: who asks, and whom to write to."""
        name = f"charter-audit/{__version__}"
        return f"{name} ({self.contact})" if self.contact else name

    def cap(self, content_type: str) -> int:
        """Bytes a body of this type may have after decompression."""
        return self.html_bytes if "html" in content_type.lower() else self.file_bytes
