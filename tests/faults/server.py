"""A raw server on loopback: what it sends need not be HTTP, and it notes when it was asked what."""

import asyncio
import socket
import ssl
import struct
import time
import zlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from socket import SO_LINGER, SOL_SOCKET

from loopback import Answers, Send, Site, serve

LOOPBACK = "127.0.0.1"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it: its path and headers, and the seconds at which the answer began and ended."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float


class Logged(Site):
    """A site that keeps a log. With `greet`, that is all it does on a connection, before anything was asked."""

    def __init__(self, answers: Answers, greet: Send | None = None) -> None:
        super().__init__(answers)
        self.log: list[Asked] = []
        self._greet = greet

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._greet is None:
            await super().__call__(reader, writer)
            return
        try:
            await self._greet(writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        began, headers = time.monotonic(), _headers(self.heads[-1])
        try:
            await super()._answer(path, writer)
        finally:
            self.log.append(Asked(path, headers, began, time.monotonic()))


def _headers(head: str) -> dict[str, str]:
    lines = (line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    return {name.lower(): value for name, value in lines}


@asynccontextmanager
async def standing(site: Logged, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """The address of a site while it stands."""
    async with serve(site, tls) as stood:
        yield stood.url


# ---- ways to answer ----------------------------------------------------------------------------------------


def drip(answer: bytes, pause: float, at_once: int = 0) -> Send:
    """The answer byte by byte, but for its beginning."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(answer[:at_once])
        for byte in answer[at_once:]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(pause)

    return send


def stall(beginning: bytes) -> Send:
    """The beginning of an answer, then silence."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        await writer.drain()
        await asyncio.Event().wait()

    return send


def without_end(beginning: bytes, piece: bytes) -> Send:
    """A beginning, then the same piece for ever."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        while True:
            writer.write(piece)
            await writer.drain()

    return send


def large(beginning: bytes, piece: bytes, times: int) -> Send:
    """A beginning, then the same piece so many times: never held whole."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        for _ in range(times):
            writer.write(piece)
            await writer.drain()

    return send


def head(*headers: str, status: str = "200 OK") -> bytes:
    """The head of an answer."""
    return "\r\n".join((f"HTTP/1.1 {status}", "Connection: close", *headers)).encode("latin-1") + b"\r\n\r\n"


async def reset_at_once(writer: asyncio.StreamWriter) -> None:
    """A reset connection, without a word."""
    writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def close(writer: asyncio.StreamWriter) -> None:
    """Nothing; the connection is closed after it."""


def greeting(said: bytes) -> Send:
    """Something said at once, before anybody asked."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        await writer.drain()
        await asyncio.sleep(0.2)

    return send


def chunked(body: bytes, size: int = 1_000) -> bytes:
    """A body in chunks, with their end."""
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros, packed by gzip a thousand times smaller; made without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(bytes(BLOCK), crc)
    end = packer.flush() + struct.pack("<II", crc, megabytes * BLOCK & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + block * megabytes + end


# ---- ports without a server ---------------------------------------------------------------------------------


@contextmanager
def nobody() -> Iterator[str]:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        yield f"http://{LOOPBACK}:{taken.getsockname()[1]}"


@contextmanager
def never_accepting() -> Iterator[str]:
    """An address whose queue of callers is full, as Linux makes it: nobody picks up."""
    callers: Sequence[socket.socket] = [socket.socket() for _ in range(8)]
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen(0)
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    for caller in callers:
        caller.close()
