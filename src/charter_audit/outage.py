"""Own trouble is not theirs: when most of a group fails alike, the platform is down and no office is.

Judged from the scan itself; no third party is asked whether there is a network (portal handbook, section 8).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from charter_audit.model import Cause, Office, Unreachable, Unseen

FEW = 3
"""Offices that must fail alike before a group can be down."""

PROBES = 3
"""Offices of a group that was down which are asked again at the end; if one of them has come up, all are."""

SILENT = frozenset({"site-unreachable", "platform-outage"})


class Tally:
    """How the offices of each group fared so far; `offices` are all that are to be asked."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._asked = Counter(office.group for office in offices if office.url)
        self._failed: defaultdict[str, Counter[Cause]] = defaultdict(Counter)

    def note(self, office: Office, nothing: Unseen | None) -> None:
        """Takes in how an office fared; None where it was seen."""
        if nothing and nothing.lost and nothing.reason in SILENT:
            self._failed[office.group][nothing.lost.cause] += 1

    def is_down(self, group: str) -> bool:
        """Whether more than half of a group has failed alike."""
        failed = self.failed(group)
        return failed >= FEW and failed * 2 > self._asked[group]

    def failed(self, group: str) -> int:
        """How many of a group failed by its most frequent cause."""
        return max(self._failed[group].values(), default=0)

    def outage(self, office: Office, nothing: Unseen) -> Unseen:
        """What is said of an office that gave no page while its group is down; else what was said."""
        if nothing.reason not in SILENT or not self.is_down(office.group) or not self._is_alike(office.group, nothing):
            return nothing
        told = {"failed": str(self.failed(office.group)), "asked": str(self._asked[office.group])}
        facts = {"url": office.url, "platform": office.group, **told}
        return Unseen(office, "platform-outage", facts, nothing.seen, nothing.lost)

    def _is_alike(self, group: str, nothing: Unseen) -> bool:
        """Whether an office failed as its group did, or was not asked any more."""
        usual = max(self._failed[group].items(), key=lambda told: told[1])[0]
        return nothing.lost is None or nothing.lost.cause is usual or not nothing.lost.tries


def not_asked(office: Office) -> Unseen:
    """An office that was left alone because its group was down when its turn came."""
    lost = Unreachable(office.url, Cause.BUDGET, "the platform was down", tries=0)
    return Unseen(office, "platform-outage", {"url": office.url, "platform": office.group}, lost=lost)


def probes(late: Iterable[Office], tally: Tally) -> tuple[Office, ...]:
    """Of the offices to be asked again, all whose group is up and a few of each group that is down."""
    chosen: list[Office] = []
    counted: Counter[str] = Counter()
    for office in late:
        counted[office.group] += 1
        if not tally.is_down(office.group) or counted[office.group] <= PROBES:
            chosen.append(office)
    return tuple(chosen)
