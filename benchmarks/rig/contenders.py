"""Who is measured side by side, how each is run, and whether what it found is what the plan says."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rig import curl, measure

HERE = Path(__file__).parents[1]
SCRAPY = Path(".venv/bench/bin/python")
CHARTER_AUDIT, SPIDER = "charter-audit", "Scrapy"
CURL, CURL_SAME = "curl, the job's pages", "curl, what charter-audit asked"
PYTHONPATH = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))
ENVIRONMENT = {"PYTHONPATH": PYTHONPATH, "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "NO_PROXY": "*"}


@dataclass(frozen=True)
class Contender:
    """A command, and what speaks against its outcome, as sentences."""

    name: str
    command: Sequence[str]
    wrong: Callable[[], Sequence[str]]
    said: Path

    def run(self) -> measure.Cost:
        """Its cost. Raises FailedError where it fails or finds another thing than the plan has."""
        cost = measure.run(self.command, ENVIRONMENT, self.said)
        if found := self.wrong():
            raise measure.FailedError(f"{self.name}: {len(found)} wrong, first: {'; '.join(found[:3])}")
        return cost


def differences(expected: dict[str, list[str]], rows: dict[str, list[str]]) -> list[str]:
    """Where rows differ from the plan, office by office."""
    return [f"{id_}: {rows.get(id_)}, not {row}" for id_, row in expected.items() if rows.get(id_) != row]


def charter_audit(folder: Path, *options: str) -> Contender:
    rows = folder / "rows.json"
    command = [sys.executable, "-m", "rig.charter_audit_job", str(folder / "plan.json"), str(rows), *options]
    return Contender(CHARTER_AUDIT, command, lambda: _against_plan(folder, rows), folder / "said.txt")


def spider(folder: Path, *, obey: bool) -> Contender:
    rows = folder / "rows.json"
    command = [str(SCRAPY), "-m", "rig.spider", str(folder / "plan.json"), str(rows), *(["obey"] if obey else [])]
    return Contender(SPIDER, command, lambda: _against_plan(folder, rows), folder / "said.txt")


def fetching(folder: Path, name: str, addresses: Sequence[str]) -> Contender | None:
    """curl, or None where there is none."""
    program = curl.program()
    if program is None:
        return None
    config, said = folder / f"curl-{len(addresses)}.txt", folder / "said.txt"
    curl.configure(addresses, config)
    command = curl.command(program, folder / "ca.pem", config)
    return Contender(name, command, lambda: curl.wrong(addresses, said.read_text(encoding="utf-8")), said)


def _against_plan(folder: Path, rows: Path) -> list[str]:
    """Compares and takes the rows away, so that no contender is judged by another's."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found = json.loads(rows.read_text(encoding="utf-8"))
    rows.unlink()
    return differences(expected, found)
