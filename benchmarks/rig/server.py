"""The websites of a built folder on loopback, one address an office: as fast as they can, or with latency and faults.

`python -m rig.server FOLDER PORT SCHEME [PART PARTS [SCALE]]` says "ready" when it listens and ends with its standard
input; then it writes FOLDER/asked-PART.json: every request as [host, path, seconds waited, begun, ended, status].
With a SCALE, answers wait 300 to 1,500 ms times that, and one in twenty addresses says 503 first; both are drawn from
the address, so that they are the same in every run.
"""

import asyncio
import contextlib
import json
import resource
import ssl
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

from rig.build import TOGETHER

LATENCY = (0.3, 1.5)
FAULTS = 0.05
OK = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
)
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nnot found"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nbusy"


def latency(host: str, path: str, attempt: int) -> float:
    """Seconds that an address waits at its n-th attempt, before they are scaled."""
    return Random(f"{host} {path} {attempt}").uniform(*LATENCY)  # noqa: S311


def is_faulty(host: str, path: str) -> bool:
    """Whether an address says 503 when it is first asked."""
    return Random(f"{host} {path} fault").random() < FAULTS  # noqa: S311


def replies(folder: Path) -> Mapping[str, bytes]:
    """Whole answers of one website by path."""
    found = {}
    for file in folder.rglob("index.html.gz"):
        body = file.read_bytes()
        head = OK % len(body)
        path = "/" + str(file.parent.relative_to(folder)).removeprefix(".")
        found[path] = head + body
    return found


class Websites:
    """What all addresses answer, and the note of what they were asked."""

    def __init__(self, folder: Path, scale: float) -> None:
        hosts = json.loads((folder / "hosts.json").read_text(encoding="utf-8"))
        sites = {number: replies(folder / "sites" / str(number)) for number in set(hosts.values())}
        self.pages = {host: sites[number] for host, number in hosts.items()}
        self.scale = scale
        self.attempts: Counter[tuple[str, str]] = Counter()
        self.asked: list[tuple[str, str, float, float, float, int]] = []

    def answer(self, host: str, target: str) -> tuple[float, bytes]:
        """Seconds to wait, and the answer."""
        path = target.partition("?")[0]
        found = self.pages[host].get(path.rstrip("/") or "/", MISSING)
        if not self.scale:
            return 0.0, found
        self.attempts[host, target] += 1
        attempt = self.attempts[host, target]
        wait = latency(host, target, attempt) * self.scale
        return wait, BUSY if attempt == 1 and is_faulty(host, target) else found


class Connection(asyncio.Protocol):
    """Requests of one connection, answered in turn."""

    def __init__(self, websites: Websites) -> None:
        self.websites = websites
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.host: str = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, _, self.data = self.data.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].decode()
            wait, reply = self.websites.answer(self.host, target)
            begun = time.monotonic()
            if wait:
                asyncio.get_running_loop().call_later(wait, self.send, target, wait, begun, reply)
            else:
                self.send(target, wait, begun, reply)

    def send(self, target: str, wait: float, begun: float, reply: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(reply)
        self.websites.asked.append((self.host, target, wait, begun, time.monotonic(), int(reply[9:12])))


async def serve(folder: Path, port: int, scheme: str, part: int, parts: int, scale: float) -> None:
    """Serves this part of the addresses until standard input ends."""
    websites, loop = Websites(folder, scale), asyncio.get_running_loop()
    servers = []
    for number, host in enumerate(websites.pages):
        if number // TOGETHER % parts == part:
            tls = context(folder / "certs" / f"{number // TOGETHER}.pem") if scheme == "https" else None
            servers.append(await loop.create_server(lambda: Connection(websites), host, port, ssl=tls, backlog=64))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    (folder / f"asked-{part}.json").write_text(json.dumps(websites.asked), encoding="utf-8")
    for server in servers:
        server.close()


def context(pem: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(pem)
    return made


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    place, ports, how, *more = sys.argv[1:]
    which, of, slowly = int(more[0]) if more else 0, int(more[1]) if more else 1, float(more[2]) if more[2:] else 0.0
    asyncio.run(serve(Path(place), int(ports), how, which, of, slowly))
