"""All faults standing at once, and the scan of them."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import trustme

from charter_audit import scanfile
from charter_audit.model import Scan
from faults import certificates, site
from faults.matrix import NEVER_ACCEPTING, NOBODY, Fault
from faults.server import Logged, never_accepting, nobody, standing

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan, what its process said on stderr, and how it went: seconds, bytes at most, addresses tried outside."""

    scan: Scan
    said: str
    seconds: float
    peak: int
    tried: tuple[str, ...]
    sites: Mapping[str, Logged]


def served(fault: Fault) -> Logged:
    """The fault's site: what it does not spoil is as it should be."""
    whole = site.whole_with_file() if fault.with_file else site.whole()
    return Logged({**{path: [answer] for path, answer in whole.items()}, **fault.answers}, fault.greet)


async def scanned(faults: Sequence[Fault], folder: Path) -> Scanned:
    """One scan, in a process of its own, of all of these at once."""
    authority = trustme.CA()
    async with AsyncExitStack() as stack:
        sites = {fault.name: served(fault) for fault in faults}
        urls = [await stack.enter_async_context(_stood(fault, sites[fault.name], authority)) for fault in faults]
        offices = [
            {"name": fault.name, "url": url, "group": fault.name, "tls_unverified": fault.tls_unverified}
            for fault, url in zip(faults, urls, strict=True)
        ]
        order = {"offices": offices, "trusted": authority.cert_pem.bytes().decode()}
        return await _scan(order, folder, sites)


@asynccontextmanager
async def _stood(fault: Fault, stands: Logged, authority: trustme.CA) -> AsyncIterator[str]:
    if without := {NOBODY: nobody, NEVER_ACCEPTING: never_accepting}.get(fault.at):
        with without() as url:
            yield url
    elif fault.at:
        yield fault.at
    else:
        variant: Callable[[trustme.CA], Any] | None = certificates.VARIANTS.get(fault.tls)
        async with standing(stands, variant(authority) if variant else None) as url:
            yield url.replace("http:", "https:") if fault.tls else url


async def _scan(order: dict[str, Any], folder: Path, sites: Mapping[str, Logged]) -> Scanned:
    given, made = folder / "order.json", folder / "scan.json"
    given.write_text(json.dumps(order), encoding="utf-8")
    began = monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "faults.scanning", str(given), str(made)),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    how = json.loads(told)
    scan = scanfile.read(made.read_text(encoding="utf-8"))
    return Scanned(scan, said.decode(), monotonic() - began, how["peak"], tuple(how["tried"]), sites)
