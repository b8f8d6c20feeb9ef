"""Kept evidence: what keeping it costs beside a scan without, and how fast it is judged again."""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rig import contenders
from rig.measure import Cost


@dataclass(frozen=True)
class Round:
    """A scan without evidence, the same scan with it, and the judging again of what was kept."""

    without: Cost
    keeping: Cost
    again: Cost
    megabytes: float

    @property
    def extra(self) -> float:
        """The CPU that keeping costs, as a share of that of the scan."""
        return self.keeping.cpu / self.without.cpu - 1


def missing() -> str:
    """Why this cannot be measured, or ""."""
    there = importlib.util.find_spec("charter_audit.archive")
    return "" if there else "the product keeps no evidence yet (charter_audit.archive)"


def measured(folder: Path, rounds: int) -> Iterator[Round]:
    """The three in turns; all of them must find the rows of the plan."""
    for number in range(rounds):
        evidence = folder / f"{number}.warc.gz"
        without = contenders.charter_audit(folder).run()
        keeping = contenders.charter_audit(folder, "--keep", str(evidence)).run()
        again = contenders.charter_audit(folder, "--replay", str(evidence)).run()
        yield Round(without, keeping, again, evidence.stat().st_size / 1e6)
        evidence.unlink()
