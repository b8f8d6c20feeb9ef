"""The politest possible schedule, simulated: what a scan could take at least under the same limits.

An office is the chain of the seconds that its requests wait: one at a time, a pause between the end of one and the
start of the next. At most so many are under way in a group, and in all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

Chain = Sequence[float]


@dataclass(frozen=True)
class Polite:
    """Seconds of pause per host, and requests under way per group and in all."""

    pause: float
    per_group: int
    total: int


def bound(groups: Mapping[str, Sequence[Chain]], limits: Polite) -> float:
    """The larger of all waiting spread over the ceiling of all, and the slowest group's own time.

    A group's own time is what it takes with nobody beside it, the longest remaining office first.
    """
    every = sum(sum(chain) for chains in groups.values() for chain in chains) / limits.total
    return max(every, *(schedule({name: chains}, limits) for name, chains in groups.items()), 0.0)


@dataclass
class _Office:
    group: str
    chain: Chain
    pause: float
    done: int = 0
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = sum(self.chain) + self.pause * max(0, len(self.chain) - 1)

    def step(self) -> float:
        """Begins the next request; gives the seconds that it waits."""
        self.done += 1
        self.left -= self.chain[self.done - 1] + self.pause
        return self.chain[self.done - 1]


def schedule(groups: Mapping[str, Sequence[Chain]], limits: Polite) -> float:
    """Seconds until the last request has ended, where every place that is free goes at once to who has most before it.

    First the group with most remaining per place, in it the office with the longest remaining chain.
    """
    return _Schedule(groups, limits).run()


class _Schedule:
    """The simulation: offices that are ready, groups' places, and what happens next."""

    def __init__(self, groups: Mapping[str, Sequence[Chain]], limits: Polite) -> None:
        self.limits = limits
        self.ready = {
            name: [_Office(name, chain, limits.pause) for chain in chains if chain] for name, chains in groups.items()
        }
        self.remaining = {name: sum(map(sum, chains)) for name, chains in groups.items()}
        self.under_way = dict.fromkeys(groups, 0)
        self.coming: list[tuple[float, int, bool, _Office]] = []
        self.now = 0.0
        self.count = 0

    def run(self) -> float:
        ended = 0.0
        self.fill()
        while self.coming:
            self.now, _, is_end, office = heappop(self.coming)
            if is_end:
                ended = self.now
                self.under_way[office.group] -= 1
                if office.done < len(office.chain):
                    self.later(self.limits.pause, office, is_end=False)
            else:
                self.ready[office.group].append(office)
            if not self.coming or self.coming[0][0] > self.now:
                self.fill()
        return ended

    def fill(self) -> None:
        """Gives every free place away."""
        for office in self.chosen():
            waits = office.step()
            self.remaining[office.group] -= waits
            self.under_way[office.group] += 1
            self.later(waits, office, is_end=True)

    def chosen(self) -> Iterator[_Office]:
        while sum(self.under_way.values()) < self.limits.total:
            open_ = [
                name for name, ready in self.ready.items() if ready and self.under_way[name] < self.limits.per_group
            ]
            if not open_:
                return
            ready = self.ready[max(open_, key=lambda name: self.remaining[name])]
            office = max(ready, key=lambda one: one.left)
            ready.remove(office)
            yield office

    def later(self, seconds: float, office: _Office, *, is_end: bool) -> None:
        self.count += 1
        heappush(self.coming, (self.now + seconds, self.count, is_end, office))
