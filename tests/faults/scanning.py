"""One scan in a process of its own, which cannot leave this machine: `python -m faults.scanning ORDER OUT`.

ORDER is JSON: the offices, and the certificate that is trusted. OUT gets the scan as JSON; stdout says in JSON how much
memory it took at most and whom it would have asked outside this machine.
"""

import asyncio
import errno
import json
import re
import socket
import ssl
import sys
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from rich.console import Console

from charter_audit import audit
from charter_audit.desk import Desk
from charter_audit.model import Scan
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.reports import formats
from charter_audit.rules import catalogue
from charter_audit.watching import watched
from charter_audit.web import Limits, Trust, Web
from faults import site

LIMITS = Limits(
    connect=1.5,
    read=1.5,
    fetch=3,
    total=12,
    robots=2,
    retries=1,
    backoff=0.01,
    delay=0,
    addresses=12,
    file_bytes=4_000_000,
)
NAMES = {
    "unroutable.example": "192.88.99.1",  # an address of the public network; the scan's process is kept from asking it
    "inside.example": "10.0.0.1",
    "office.inside.example": "127.0.0.1",
    "mapped.example": "::ffff:192.168.0.1",
}
"""What names lead to during the scan; every other name leads nowhere."""

DAY = date(2023, 11, 28)


def stay_here() -> list[str]:
    """Keeps this process on this machine: gives the list of addresses that it tried to reach elsewhere."""
    tried: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not ip_address(address[0]).is_loopback:
            tried.append(address[0])
            raise OSError(errno.ENETUNREACH, "no way leads there")
        connect(self, address)

    def look_up_here(host: Any, *more: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in NAMES or name is None or re.fullmatch(r"[0-9a-fx.:]+", name):
            return look_up(NAMES.get(name, name), *more, **named)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    setattr(socket.socket, "connect", connect_here)  # noqa: B010 - mypy lets no method be replaced
    socket.getaddrinfo = look_up_here
    return tried


def peak() -> int:
    """Bytes that this process held at most; 0 where the system does not tell."""
    told = Path("/proc/self/status")
    if told.exists():  # what the resource module tells on Linux includes the process that this one was begun by
        found = re.search(r"VmHWM:\s*(\d+) kB", told.read_text(encoding="ascii"))
        return int(found[1]) * 1024 if found else 0
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def scanned(order: dict[str, Any]) -> Scan:
    offices = tuple(site.office(**one) for one in order["offices"])
    trust = Trust(lambda: ssl.create_default_context(cadata=order["trusted"]))
    asked = audit.Order(offices, tuple(catalogue()[code] for code in site.RULES), Quarter(2023, 2), DAY)
    with watched(len(offices), Console(stderr=True), quiet=False) as watch:
        async with Desk() as desk:
            return await audit.scan(asked, Web(LIMITS, trust=trust), watch, Papers(desk).read)


def main(order: str, out: str) -> None:
    tried = stay_here()
    made = asyncio.run(scanned(json.loads(Path(order).read_text(encoding="utf-8"))))
    Path(out).write_text(formats()["json"].render(made, "en"), encoding="utf-8")
    print(json.dumps({"peak": peak(), "tried": tried}))


if __name__ == "__main__":
    main(*sys.argv[1:])
