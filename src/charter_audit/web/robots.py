"""A site's robots.txt: what it forbids to this reader."""

from urllib.parse import urlsplit

from protego import Protego

AGENT = "charter-audit"
PATH = "/robots.txt"
MOST = 500_000
"""Bytes of a robots.txt that are read."""


def of(address: str) -> str:
    """Where the robots.txt that speaks for an address stands."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{PATH}"


def is_one(address: str) -> bool:
    """Whether an address is that of a robots.txt, which no robots.txt forbids."""
    return urlsplit(address).path == PATH


class Robots:
    """What a robots.txt says; of bytes that are none, that all is allowed."""

    def __init__(self, body: bytes) -> None:
        self._said = Protego.parse(body[:MOST].decode("utf-8", "replace"))

    def allows(self, address: str) -> bool:
        return bool(self._said.can_fetch(address, AGENT))
