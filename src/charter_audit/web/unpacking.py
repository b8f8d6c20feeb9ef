"""A body as its page: unpacked piece by piece, so that no bomb takes more memory than its cap."""

import zlib
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Self

_EITHER, _RAW = 47, -15  # zlib's words for "gzip or zlib by its head" and "deflate without a head"
LARGE = 1_000_000
"""Bytes from which a body is not held in memory while it comes; pages have less than a third of it."""

KNOWN = frozenset({"gzip", "x-gzip", "deflate"})


class TooLargeError(ValueError):
    """More bytes than the cap allows."""


class BrokenError(ValueError):
    """The body is not what its Content-Encoding says, or it breaks off."""


class Spool:
    """Pieces of a body, used as a context manager; a large one lies on the disk until it is whole: many never are."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(LARGE)  # noqa: SIM115 - closed on leaving

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, piece: bytes) -> None:
        self._file.write(piece)

    def whole(self) -> bytes:
        """All pieces so far."""
        self._file.seek(0)
        return self._file.read()


class Unpacking:
    """Takes a body's pieces as sent and gives it whole; used as a context manager.

    Raises BrokenError for an encoding that is not known.
    """

    def __init__(self, encoding: str, cap: int) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", *KNOWN}:
            raise BrokenError(f"packed as {name}")
        self._name = name
        self._cap = cap
        self._size = 0
        self._parts = Spool()
        self._head = b""
        self._packed: zlib._Decompress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.__exit__()

    def add(self, piece: bytes) -> None:
        """Takes the next piece. Raises TooLargeError beyond the cap, BrokenError where it cannot be unpacked."""
        if self._name not in KNOWN:
            self._keep(piece)
        elif self._packed is None:
            self._begin(self._head + piece)
        else:
            self._unpack(piece)

    def whole(self) -> bytes:
        """The body. Raises BrokenError where it broke off."""
        if self._head or (self._packed is not None and not self._packed.eof):
            raise BrokenError("the packed body breaks off")
        return self._parts.whole()

    def _begin(self, head: bytes) -> None:
        """Two bytes tell how it is packed."""
        self._head = head if len(head) < 2 else b""
        if not self._head and head:
            bare = self._name == "deflate" and int.from_bytes(head[:2]) % 31 != 0
            self._packed = zlib.decompressobj(_RAW if bare else _EITHER)
            self._unpack(head)

    def _unpack(self, piece: bytes) -> None:
        assert self._packed is not None
        while piece:
            if self._packed.eof and not piece.strip(b"\0"):
                return  # padding
            if self._packed.eof:
                self._packed = zlib.decompressobj(_EITHER)  # one more member, as gzip allows
            self._keep(self._inflated(piece))
            piece = self._packed.unconsumed_tail or self._packed.unused_data

    def _inflated(self, piece: bytes) -> bytes:
        assert self._packed is not None
        try:
            return self._packed.decompress(piece, self._cap - self._size + 1)
        except zlib.error as error:
            raise BrokenError(str(error)) from error

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._cap:
            raise TooLargeError(f"more than {self._cap} bytes")
        self._parts.add(part)


def unpack(encoding: str, pieces: Iterable[bytes], cap: int) -> bytes:
    """A whole body unpacked. Raises TooLargeError, BrokenError."""
    with Unpacking(encoding, cap) as unpacking:
        for piece in pieces:
            unpacking.add(piece)
        return unpacking.whole()
