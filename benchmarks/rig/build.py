"""Lays out everything that a measurement needs in one folder: pages, certificates, the plan and the rows to be found.

`python -m rig.build FOLDER OFFICES PORT SCHEME` writes
plan.json      what a contender is given: the offices with their addresses, the day, the file of the test CA
expected.json  the rows that it must find, which no contender reads
hosts.json     which variant answers at which address, for the rig's own server
sites/N/...    the pages of variant N, each beside its gzip; hosts/ADDRESS links to one of them, for nginx
ca.pem, certs/ the test CA; one certificate for sixteen addresses
"""

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rig.sites import AS_OF, Variant, variant

VARIANTS = 108
TOGETHER = 16
GROUPS = {"central": 222, "dhaka": 103, "chattogram": 116, "khulna": 70, "rajshahi": 76, "rangpur": 67, "barishal": 49}
GROUPS |= {"mymensingh": 40, "sylhet": 46}
"""Hosts of each back end, of the directory's without unions: offices are dealt in this proportion, in its order."""


def address(number: int) -> str:
    """The loopback address of an office."""
    return f"127.7.{number // 250}.{1 + number % 250}"


def group(number: int, count: int) -> str:
    """The back end of one of `count` offices."""
    share, whole = (number + 0.5) / count, sum(GROUPS.values())
    for name, size in GROUPS.items():
        share -= size / whole
        if share <= 0:
            return name
    return name


def build(folder: Path, count: int, port: int, scheme: str) -> None:
    made = [variant(number) for number in range(min(VARIANTS, count))]
    for one in made:
        write_site(folder / "sites" / str(one.number), one)
    of_office = [made[number % len(made)] for number in range(count)]
    addresses = [address(number) for number in range(count)]
    (folder / "hosts").mkdir()
    for host, one in zip(addresses, of_office, strict=True):
        (folder / "hosts" / host).symlink_to(Path("..") / "sites" / str(one.number))
    offices = [
        {
            "id": f"o{number}",
            "name": one.place,
            "url": f"{scheme}://{addresses[number]}:{port}",
            "group": group(number, count),
        }
        for number, one in enumerate(of_office)
    ]
    plan = {"as_of": AS_OF.isoformat(), "ca": str(folder / "ca.pem"), "offices": offices}
    expected = {f"o{number}": list(vars(one.row).values()) for number, one in enumerate(of_office)}
    job = [f"{office['url']}{path}" for office, one in zip(offices, of_office, strict=True) for path in one.job]
    write(folder / "plan.json", plan)
    write(folder / "expected.json", expected)
    write(folder / "job.json", job)
    write(folder / "hosts.json", {host: one.number for host, one in zip(addresses, of_office, strict=True)})
    if scheme == "https":
        certify(folder, addresses)


def write(path: Path, what: object) -> None:
    path.write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")


def write_site(folder: Path, one: Variant) -> None:
    """Every page at its path, which may be the folder of another: then it is that folder's index."""
    for path, html in one.pages.items():
        place = folder / path.strip("/")
        file = place / "index.html"
        place.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
        (place / "index.html.gz").write_bytes(gzip.compress(html.encode(), 6, mtime=0))


def certify(folder: Path, addresses: Sequence[str]) -> None:
    import trustme

    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    (folder / "certs").mkdir()
    for first in range(0, len(addresses), TOGETHER):
        leaf = ca.issue_cert(*addresses[first : first + TOGETHER])
        leaf.private_key_and_cert_chain_pem.write_to_path(str(folder / "certs" / f"{first // TOGETHER}.pem"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
