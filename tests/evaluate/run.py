"""Scans every planned site over HTTP on loopback, reads every planned paper, and tells how truly they were read.

Exit status 1 on one fatal finding, or where less than 98 of a hundred planned answers were given of a site's reason.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from charter_audit import audit
from charter_audit.desk import Desk
from charter_audit.model import Office
from charter_audit.model import Tier as OfficeTier
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.web import Limits, Web
from evaluate import handmade, paperrun, traps
from evaluate.generator import SITES, sites
from evaluate.plan import AS_OF, RULES, TROUBLES, UNREADABLE, Site, verdict_of
from evaluate.serving import Server
from loopback import serve

SEED = 2023
ENOUGH = 0.98
FEW = 5
"""Planned answers below which the recall of one reason is only shown."""

LIMITS = Limits(delay=0, backoff=0.01, retries=0, connect=3, read=3, fetch=3, concurrency=24)


@dataclass(frozen=True, slots=True)
class Told:
    """One rule's answer for one site, beside the planned one."""

    site: str
    rule: str
    planned: str
    found: str
    facts: str = ""

    @property
    def right(self) -> bool:
        return self.found in TROUBLES if self.planned == UNREADABLE else self.found == self.planned

    @property
    def fatal(self) -> bool:
        """Whether an officer is accused falsely, or a failing one is passed."""
        planned, found = verdict_of(self.planned), verdict_of(self.found)
        accused = found == "not_met" and not self.right
        doubted = found == "partly" and planned in ("met", "unchecked")
        return accused or doubted or (found == "met" and planned == "not_met")


async def scan(planned: Sequence[Site]) -> tuple[Told, ...]:
    """What the scan says of these sites, all of them served and looked at together."""
    rules = tuple(rule for code, rule in catalogue().items() if code in RULES)
    async with AsyncExitStack() as stack:
        offices = tuple([await _served(site, stack) for site in planned])
        read = Papers(await stack.enter_async_context(Desk())).read
        made = await audit.scan(
            audit.Order(offices, rules, Quarter(2023, 2), AS_OF), Web(LIMITS), lambda *_: None, read
        )
    found = {row.office.id: row for row in made.rows}
    return tuple(
        Told(
            site.name,
            rule,
            site.expected[rule],
            one.reason.slug,
            " ".join(f"{key}={told}" for key, told in one.facts.items()),
        )
        for site in planned
        for rule in RULES
        if rule in site.expected
        for one in (found[site.name].finding(rule),)
    )


async def _served(site: Site, stack: AsyncExitStack) -> Office:
    """The office whose site now stands on loopback, with the one beside it where it has one."""
    beside = (await stack.enter_async_context(serve(Server(site.neighbour)))).url if site.neighbour else ""
    url = (await stack.enter_async_context(serve(Server(site, beside)))).url
    alt = (beside,) if site.neighbour and site.neighbour.place == site.place else ()
    english = site.name.replace("-", " ").title()
    return Office(site.name, site.place, english, OfficeTier(site.tier), url, alt=alt, group=site.name)


# ---- what it comes to --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """Of one reason of a rule: how often it was planned, found, and rightly found."""

    rule: str
    reason: str
    planned: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.planned if self.planned else 1.0


def lines(told: Iterable[Told]) -> Iterator[Line]:
    """A line for each reason of each rule, and one for what of each rule could be read ("all read")."""
    every = tuple(told)
    for rule in RULES:
        of_rule = tuple(one for one in every if one.rule == rule)
        planned = Counter(one.planned for one in of_rule)
        found = Counter(one.planned if one.right else one.found for one in of_rule)
        right = Counter(one.planned for one in of_rule if one.right)
        for reason in sorted(planned | found, key=lambda reason: (reason in TROUBLES or reason == UNREADABLE, reason)):
            yield Line(rule, reason, planned[reason], found[reason], right[reason])
        readable = tuple(one for one in of_rule if one.planned not in TROUBLES and one.planned != UNREADABLE)
        answered = sum(one.found not in TROUBLES for one in readable)
        yield Line(rule, "all read", len(readable), answered, sum(one.right for one in readable))


def failures(told: Sequence[Told]) -> tuple[str, ...]:
    """Why the reading is not good enough: fatal findings, and recall below what is asked."""
    fatal = tuple(f"fatal: {_line(one)}" for one in told if one.fatal)
    low = tuple(
        f"recall: {line.rule} {line.reason} {line.recall:.3f}"
        for line in lines(told)
        if line.planned >= FEW and line.recall < ENOUGH
    )
    return fatal + low


def _line(one: Told) -> str:
    return f"{one.site} {one.rule}: planned {one.planned}, found {one.found} ({one.facts[:200]})"


def main() -> int:
    """Prints the table, what was missed and what is fatal; the exit status."""
    asked = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    asked.add_argument("--seed", type=int, default=SEED, help="another plan")
    asked.add_argument("--sites", type=int, default=SITES, help="how many sites are planned")
    arguments = asked.parse_args()
    planned = (*sites(arguments.seed, arguments.sites), *handmade.sites(), *traps.sites())
    told = asyncio.run(scan(planned))
    print(f"{len(planned)} sites, {len(told)} planned answers, seed {arguments.seed}\n")
    print(f"{'rule':11}{'reason':26}{'planned':>8}{'found':>8}{'right':>8}{'precision':>11}{'recall':>8}")
    for line in lines(told):
        print(
            f"{line.rule:11}{line.reason:26}{line.planned:8}{line.found:8}{line.right:8}"
            f"{line.precision:11.3f}{line.recall:8.3f}"
        )
    for one in told:
        if not one.right and not one.fatal:
            print(f"missed: {_line(one)}")
    wrong = (*failures(told), *paperrun.tell())
    print("\n".join(("", *wrong)) if wrong else "\nno fatal finding")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
