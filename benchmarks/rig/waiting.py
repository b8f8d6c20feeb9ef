"""The waiting case: slow, faulty websites asked gently; the wall time beside the politest possible schedule."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rig import contenders, servers
from rig.bound import Chain, Polite, bound, schedule


@dataclass(frozen=True)
class Outcome:
    """Seconds that it took and that it must take at least, how that is made up, and what the server saw."""

    wall: float
    bound: float
    how: str
    told: str


def measured(folder: Path, port: int, scale: float) -> Outcome:
    """Runs charter-audit with its own politeness, seconds scaled, against answers scaled alike."""
    with servers.noting(folder, port, "http", scale) as asked:
        cost = contenders.charter_audit(folder, "--gently", str(scale)).run()
    limits, groups = politeness(scale), _groups(folder)
    chains = _chains(asked, groups)
    least, simulated = bound(chains, limits), schedule(chains, limits)
    told = (
        f"{len(asked)} requests, {sum(one[5] == 503 for one in asked)} faults, {cost.wall:.1f} s, at least"
        f" {least:.1f} s (all limits at once, simulated: {simulated:.1f} s); {_seen(asked, groups)}; limits {limits}"
    )
    return Outcome(cost.wall, least, f"{cost.wall:.1f} s against {least:.1f} s", told)


def politeness(scale: float) -> Polite:
    """The product's own limits; where it has no ceiling for a group yet, that of all."""
    from charter_audit.web import Limits

    usual = Limits()
    return Polite(usual.delay * scale, getattr(usual, "per_group", usual.concurrency), usual.concurrency)


def _groups(folder: Path) -> Mapping[str, str]:
    """The group of each host."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return {one["url"].split("/")[2].partition(":")[0]: one["group"] for one in plan["offices"]}


def _chains(asked: servers.Asked, groups: Mapping[str, str]) -> Mapping[str, Sequence[Chain]]:
    """The seconds that each host's requests waited, by group."""
    hosts: defaultdict[str, list[float]] = defaultdict(list)
    for host, _, waited, *_ in sorted(asked, key=lambda one: one[3]):
        hosts[host].append(waited)
    found: defaultdict[str, list[Chain]] = defaultdict(list)
    for host, chain in hosts.items():
        found[groups[host]].append(chain)
    return found


def _seen(asked: servers.Asked, groups: Mapping[str, str]) -> str:
    """The most that the server had under way at once: of a host, of a group, in all."""
    keys: Mapping[str, Callable[[str], str]] = {
        "of a host": lambda host: host,
        "of a group": lambda host: groups[host],
        "in all": lambda _host: "",
    }
    most = {name: max(_most((key(one[0]), one[3], one[4]) for one in asked), default=0) for name, key in keys.items()}
    return "most under way " + ", ".join(f"{count} {name}" for name, count in most.items())


def _most(spans: Iterable[tuple[str, float, float]]) -> Iterator[int]:
    """How many of a key are under way, each time one begins."""
    now: Counter[str] = Counter()
    events = sorted(event for key, begun, ended in spans for event in ((begun, 1, key), (ended, -1, key)))
    for _, change, key in events:
        now[key] += change
        yield now[key]
