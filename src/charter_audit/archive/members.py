"""The gzip members of an evidence file: one holds one record, and tells by itself whether it is whole.

The head of a member is written by hand, for its checksum does not cover it: any other head was altered.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"
"""gzip, deflate, no flags, no time, fastest, no system named."""

MOST = 64_000_000
"""Bytes that a record may have; more than any limit of a scan lets through."""

_GZIP, _BARE = 31, -15  # zlib's words for a member with head and checksum, and for deflate alone
_PIECE = 65_536
_BLOCK = 65_535


class Damage(Exception):  # noqa: N818 - it is found in a file, not made by a mistake of this program
    """What is wrong with a record; `cut` where the file ends in it."""

    def __init__(self, why: str, *, cut: bool = False, head: bytes = b"") -> None:
        super().__init__(why)
        self.cut = cut
        self.head = head
        """The record's first bytes, as far as they can still be had."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a member stands in its file."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it stands in the file, and its content."""

    raw: bytes
    plain: bytes


def packed(plain: bytes) -> bytes:
    """A member that is small."""
    pack = zlib.compressobj(1, wbits=_BARE)
    return b"".join((HEAD, pack.compress(plain), pack.flush(), _tail(plain)))


def stored(plain: bytes) -> bytes:
    """A member that costs nothing to make, for what is packed already or short. The same content, the same bytes."""
    view = memoryview(plain)
    blocks = [view[at : at + _BLOCK] for at in range(0, len(plain), _BLOCK)] or [view]
    last = len(blocks) - 1
    heads = (struct.pack("<BHH", at == last, len(block), len(block) ^ 0xFFFF) for at, block in enumerate(blocks))
    return b"".join((HEAD, *(part for pair in zip(heads, blocks, strict=True) for part in pair), _tail(plain)))


def members(file: BinaryIO) -> Iterator[Member]:
    """The members of a file, from where it stands. Raises Damage at the first that is not whole as written."""
    ahead = file.read(_PIECE)
    while ahead:
        member, ahead = _next(file, ahead)
        yield member
        ahead = ahead or file.read(_PIECE)


def member_at(file: BinaryIO, span: Span) -> Member:
    """The member at a place. Raises Damage where there is another, or none."""
    file.seek(span.offset)
    raw = file.read(span.length)
    member, rest = _next(file, raw)
    if rest or len(member.raw) != span.length:
        raise Damage("another record stands in its place")
    return member


def _next(file: BinaryIO, piece: bytes) -> tuple[Member, bytes]:
    unpack, raws, plains, size = zlib.decompressobj(_GZIP), [piece], [], 0
    while True:
        try:
            plains.append(unpack.decompress(piece, MOST - size + 1))
        except zlib.error as error:
            raise Damage(f"its bytes do not agree with their checksum ({error})", head=_beginning(raws[0])) from error
        size += len(plains[-1])
        if size > MOST:
            raise Damage(f"it has more than {MOST} bytes", head=_beginning(raws[0]))
        if unpack.eof:
            return _whole(b"".join(raws), b"".join(plains), unpack.unused_data)
        if not (piece := file.read(_PIECE)):
            raise Damage("the file ends in it", cut=True, head=_beginning(raws[0]))
        raws.append(piece)


def _whole(read: bytes, plain: bytes, ahead: bytes) -> tuple[Member, bytes]:
    raw = read[: len(read) - len(ahead)]
    if not raw.startswith(HEAD):
        raise Damage("it was packed by another program", head=plain[:_PIECE])
    return Member(raw, plain), ahead


def _beginning(raw: bytes) -> bytes:
    """What can be read of a damaged member, which zlib gives only as long as it has not met the damage."""
    unpack, plain = zlib.decompressobj(_BARE), b""
    try:
        for at in range(len(HEAD), len(raw), 64):
            plain += unpack.decompress(raw[at : at + 64])
    except zlib.error:
        pass
    return plain


def _tail(plain: bytes) -> bytes:
    return struct.pack("<II", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
