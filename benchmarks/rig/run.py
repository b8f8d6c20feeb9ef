"""The speed of charter-audit beside a Scrapy spider that does the same job and curl that only fetches: one table.

`PYTHONPATH=benchmarks python -m rig.run [--quick] [--offices N ...] [--rounds N] [--own-server] [--only PART ...]`
A contender's rows are compared with the plan before its time counts; contenders alternate, the median of the rounds
and their spread are told. Works on loopback alone. Nothing in the tests depends on a time.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rig import contenders, kept, servers, waiting
from rig.contenders import CHARTER_AUDIT, CURL, CURL_SAME, ENVIRONMENT, SPIDER, Contender
from rig.measure import Cost, median, run, spread

PARTS = ("throughput", "waiting", "start", "kept")
COUNTED = 108
"""Offices of the round that counts requests: each variant once."""

Table = list[Sequence[str]]
Rounds = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True)
class Goal:
    """A row of performance.md: what must be reached, what is aimed at; larger is better where `least`."""

    name: str
    must: float
    aim: float
    unit: str = ""
    least: bool = False

    def row(self, value: float | None, how: str) -> Sequence[str]:
        """The line of the table; without a value, why there is none."""
        sign, unit = (">=" if self.least else "<="), f" {self.unit}" if self.unit else ""
        goals = (f"{sign} {self.must:g}{unit}", f"{sign} {self.aim:g}{unit}")
        if value is None:
            return (self.name, "not measured", *goals, "-", how)
        return (
            self.name,
            f"{value:.2f}{unit}" if value < 10 else f"{value:.0f}{unit}",
            *goals,
            self.verdict(value),
            how,
        )

    def verdict(self, value: float) -> str:
        for name, goal in (("aim", self.aim), ("must", self.must)):
            if (value >= goal) if self.least else (value <= goal):
                return f"{name} reached"
        return "**missed**"


AGAINST_SPIDER = Goal("CPU per office, TLS, against Scrapy", 0.55, 0.40)
AGAINST_CURL = Goal("CPU per office, TLS, against curl, the job's pages", 1.8, 1.3)
AGAINST_SAME = Goal("CPU per office, TLS, against curl, what charter-audit asked", 1.8, 1.3)
MEMORY = Goal("peak memory, most offices against fewest", 1.3, 1.1)
PEAK = Goal("peak memory of a scan", 150, 90, "MB")
WAITING = Goal("wall time against the politest schedule", 1.15, 1.05)
START = Goal("start of --help against `import httpx, typer, rich`", 1.5, 1.2)
AGAIN = Goal("judging again from kept evidence, per second and core", 100, 200, "offices", least=True)
KEEPING = Goal("extra CPU for keeping evidence", 0.60, 0.30)


def main(argv: Sequence[str] | None = None) -> None:
    given = _words(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are ended then too
    goals: Table = []
    with tempfile.TemporaryDirectory(prefix="charter-audit-rig-") as home:
        if "throughput" in given.only:
            goals += _throughput(Path(home), given)
        if "waiting" in given.only:
            goals.append(_waiting(Path(home), given))
        if "start" in given.only:
            goals.append(_start(Path(home), given.rounds))
        if "kept" in given.only:
            goals += _kept(Path(home), given)
    _print(("goal", "measured", "must", "aim", "", "how"), goals)


def _words(argv: Sequence[str] | None) -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="rig.run")
    words.add_argument("--quick", action="store_true", help="fewer offices and rounds: shows that it works")
    words.add_argument("--offices", type=int, nargs="+")
    words.add_argument("--rounds", type=int)
    words.add_argument("--own-server", action="store_true", help="not nginx, even where it is installed")
    words.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    given = words.parse_args(argv)
    given.offices = given.offices or ([100, 300] if given.quick else [500, 5000])
    given.rounds = given.rounds or (2 if given.quick else 5)
    return given


# ---- throughput --------------------------------------------------------------------------------------------------


def _throughput(home: Path, given: argparse.Namespace) -> Table:
    asked, obey = _counted(home / "counted")
    told: Table = []
    most: dict[int, float] = {}
    for count in given.offices:
        server, rounds = _measured(home / str(count), count, asked, obey, given)
        told += _costs(rounds, count, server)
        goals = _ratios(rounds, count)
        most[count] = median([cost.mb for cost in rounds[CHARTER_AUDIT]])
    _print(("contender", "offices", "CPU ms/office", "spread", "wall s", "peak MB", "server"), told)
    smallest, largest = min(most), max(most)
    how = f"{most[largest]:.0f} MB at {largest}, {most[smallest]:.0f} MB at {smallest}"
    return [*goals, MEMORY.row(most[largest] / most[smallest], how), PEAK.row(most[largest], f"{largest} offices")]


def _counted(folder: Path) -> tuple[Mapping[int, Sequence[str]], bool]:
    """What charter-audit asks of each variant, by path, and whether that takes in robots.txt. Tells the requests."""
    port = servers.free_port()
    _build(folder, COUNTED, port, "https")
    counts: dict[str, int] = {}
    with servers.noting(folder, port, "https", 0.0) as asked:
        contenders.charter_audit(folder).run()
    obey = any(path == "/robots.txt" for _, path, *_ in asked)
    counts[CHARTER_AUDIT] = len(asked)
    with servers.noting(folder, port, "https", 0.0) as other:
        contenders.spider(folder, obey=obey).run()
    counts[SPIDER] = len(other)
    told = ", ".join(f"{name} {count / COUNTED:.1f}" for name, count in counts.items())
    print(
        f"Requests an office: {told}; the job has 3 pages. robots.txt is {'' if obey else 'not '}asked for.\n",
        flush=True,
    )
    return _by_variant(folder, asked), obey


def _by_variant(folder: Path, asked: servers.Asked) -> Mapping[int, Sequence[str]]:
    hosts = json.loads((folder / "hosts.json").read_text(encoding="utf-8"))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for host, path, _, _, _, status in asked:
        if status == 200:
            found[hosts[host]].append(path)
    return found


def _measured(
    folder: Path, count: int, asked: Mapping[int, Sequence[str]], obey: bool, given: argparse.Namespace
) -> tuple[str, Rounds]:
    port = servers.free_port()
    _build(folder, count, port, "https")
    field = list(_field(folder, port, asked, obey))
    found: defaultdict[str, list[Cost]] = defaultdict(list)
    with servers.fast(folder, port, with_nginx=not given.own_server) as server:
        for number in range(given.rounds):
            for one in field:
                found[one.name].append(one.run())
                print(f"{count} offices, round {number + 1}: {one.name} {found[one.name][-1]}", file=sys.stderr)
    return server, found


def _field(folder: Path, port: int, asked: Mapping[int, Sequence[str]], obey: bool) -> Iterator[Contender]:
    hosts: Mapping[str, int] = json.loads((folder / "hosts.json").read_text(encoding="utf-8"))
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    same = [f"https://{host}:{port}{path}" for host, number in hosts.items() for path in asked[number]]
    yield contenders.charter_audit(folder)
    yield contenders.spider(folder, obey=obey)
    for made in (contenders.fetching(folder, CURL, job), contenders.fetching(folder, CURL_SAME, same)):
        if made:
            yield made


def _costs(rounds: Rounds, count: int, server: str) -> Iterator[Sequence[str]]:
    for name, costs in rounds.items():
        cpu = [cost.cpu * 1000 / count for cost in costs]
        wall, mb = median([cost.wall for cost in costs]), median([cost.mb for cost in costs])
        yield name, str(count), f"{median(cpu):.1f}", spread(cpu), f"{wall:.1f}", f"{mb:.0f}", server


def _ratios(rounds: Rounds, count: int) -> Table:
    """Ratios round by round, for a machine is not equally busy in all of them."""
    told: Table = []
    for goal, other in ((AGAINST_SPIDER, SPIDER), (AGAINST_CURL, CURL), (AGAINST_SAME, CURL_SAME)):
        if other not in rounds:
            told.append(goal.row(None, "curl is not installed"))
            continue
        ratios = [own.cpu / one.cpu for own, one in zip(rounds[CHARTER_AUDIT], rounds[other], strict=True)]
        told.append(goal.row(median(ratios), f"{count} offices, {len(ratios)} rounds, {spread(ratios)}"))
    return told


# ---- waiting, start ----------------------------------------------------------------------------------------------


def _waiting(home: Path, given: argparse.Namespace) -> Sequence[str]:
    count, scale = (40, 0.2) if given.quick else (100, 1.0)
    folder, port = home / "waiting", servers.free_port()
    _build(folder, count, port, "http")
    outcome = waiting.measured(folder, port, scale)
    print(f"Waiting: {outcome.told}\n", flush=True)
    return WAITING.row(outcome.wall / outcome.bound, f"{count} offices, seconds scaled by {scale}: {outcome.how}")


def _start(home: Path, rounds: int) -> Sequence[str]:
    program = Path(sys.executable).with_name("charter-audit")
    both = ([str(program), "--help"], [sys.executable, "-c", "import httpx, typer, rich"])
    walls = [[run(command, ENVIRONMENT, home / "said.txt").wall for command in both] for _ in range(2 * rounds + 1)]
    own, imports = ([pair[n] for pair in walls[1:]] for n in (0, 1))  # the first fills the file cache
    how = f"{median(own) * 1000:.0f} ms against {median(imports) * 1000:.0f} ms, {len(own)} rounds"
    return START.row(median([a / b for a, b in zip(own, imports, strict=True)]), how)


def _kept(home: Path, given: argparse.Namespace) -> Table:
    if missing := kept.missing():
        return [KEEPING.row(None, missing), AGAIN.row(None, missing)]
    folder, port, count = home / "kept", servers.free_port(), min(given.offices)
    _build(folder, count, port, "https")
    with servers.fast(folder, port, with_nginx=not given.own_server):
        rounds = list(kept.measured(folder, given.rounds))
    extra, speed = [one.extra for one in rounds], [count / one.again.cpu for one in rounds]
    how = f"{count} offices, {len(rounds)} rounds"
    return [
        KEEPING.row(median(extra), f"{how}, {spread(extra)}; {rounds[-1].megabytes:.0f} MB of evidence"),
        AGAIN.row(median(speed), f"{how}, {spread(speed)}"),
    ]


# ---- what they share ---------------------------------------------------------------------------------------------


def _build(folder: Path, count: int, port: int, scheme: str) -> None:
    """In a process of its own: what this one holds would count as the contenders' memory."""
    folder.mkdir()
    command = [sys.executable, "-m", "rig.build", str(folder), str(count), str(port), scheme]
    subprocess.run(command, env=ENVIRONMENT, check=True)  # noqa: S603


def _print(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for line in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(line) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
