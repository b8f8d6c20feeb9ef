"""A website on loopback: its answers are scripted, faults among them, and it notes what it was asked."""

import asyncio
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from socket import SO_LINGER, SOL_SOCKET

Send = Callable[[asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Send
Answers = Mapping[str, Sequence[Answer]]


class Crowd:
    """How many requests are under way, and how many at most were."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0

    def __enter__(self) -> None:
        self.now += 1
        self.most = max(self.most, self.now)

    def __exit__(self, *_: object) -> None:
        self.now -= 1


ROBOTS = "/robots.txt"


class Site:
    """Answers by path, in turn; the last is repeated. `heads` are the requests as they came.

    A robots.txt that is not among the answers is said to be missing, and not noted.
    """

    def __init__(self, answers: Answers, crowds: Sequence[Crowd] = ()) -> None:
        self.answers = {path: list(each) for path, each in answers.items()}
        self.heads: list[str] = []
        self.crowd = Crowd()
        self.crowds = (self.crowd, *crowds)
        self.url = ""

    @property
    def paths(self) -> list[str]:
        return [head.split(" ", 2)[1] for head in self.heads]

    def sent(self, header: str) -> list[str]:
        """The values of a header, request by request ("" where it was not sent)."""
        lines = [dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line) for head in self.heads]
        return [{name.lower(): value for name, value in each.items()}.get(header, "") for each in lines]

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if head.startswith(f"GET {ROBOTS} ") and ROBOTS not in self.answers:
                writer.write(reply(status=404))
                await writer.drain()
                return
            self.heads.append(head)
            await self._answer(self.paths[-1], writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        queue = self.answers.get(path, [reply(status=404)])
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        for crowd in self.crowds:
            crowd.__enter__()
        try:
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        finally:
            for crowd in self.crowds:
                crowd.__exit__()


@asynccontextmanager
async def serve(site: Site, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    """The site while it stands, its `url` set; ends only when no answer is under way."""
    under_way: set[asyncio.Task[None]] = set()

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(site(reader, writer))
        under_way.add(task)
        with suppress(asyncio.CancelledError):  # what still hangs when the site goes is cut off there
            await task

    server = await asyncio.start_server(keep, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield site
    finally:
        server.close()
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await server.wait_closed()


def reply(body: bytes = b"", *headers: str, status: int = 200, length: int | None = None) -> bytes:
    """A whole HTTP answer; `length` where the header shall lie."""
    head = (
        f"HTTP/1.1 {status} So",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *headers,
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def moved(to: str, *headers: str, status: int = 302) -> bytes:
    """A redirect."""
    return reply(b"", f"Location: {to}", *headers, status=status)


def after(seconds: float, answer: bytes) -> Send:
    """The answer, late."""

    async def send(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        writer.write(answer)
        await writer.drain()

    return send


async def hang(writer: asyncio.StreamWriter) -> None:
    """Says nothing until the site falls."""
    await asyncio.Event().wait()


def endless(piece: bytes, pause: float, *headers: str) -> Send:
    """A body that does not end."""

    async def send(writer: asyncio.StreamWriter) -> None:
        head = ("HTTP/1.1 200 OK", "Connection: close", *headers)
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n")
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return send


async def reset(writer: asyncio.StreamWriter) -> None:
    """Half a body, then a reset connection."""
    writer.write(reply(b"half", length=100))
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
