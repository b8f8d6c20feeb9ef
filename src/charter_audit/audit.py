"""The scan: every office looked at and judged, those that could not be seen once more at the end.

Order in, `Scan` out. How one office is looked at stands in `looking`, what a platform that is down means in `outage`.
"""

import asyncio
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol

from charter_audit import __version__, judging, looking, outage
from charter_audit.archive import EvidenceError
from charter_audit.duties import Duties, packaged
from charter_audit.extend import Rule
from charter_audit.looking import Read
from charter_audit.model import (
    Asked,
    Declaration,
    Evidence,
    Finding,
    Office,
    Page,
    Question,
    Row,
    Scan,
    Unreachable,
    Unseen,
)
from charter_audit.quarter import Quarter
from charter_audit.questions import Questions
from charter_audit.rules import catalogue
from charter_audit.web import LAWS, Ceiling

RULES_VERSION = "1"
"""Raised when a rule's conditions change, so that two scans can tell whether they were judged alike."""

IN_FLIGHT = 48
"""Offices looked at side by side; what they may ask at once is the network's own limit."""

OPEN_IN_GROUP = 8
"""Offices of one back end looked at side by side: enough to keep its two places busy while hosts pause."""


class Visiting(Protocol):
    """One office's visit, over the network or in kept evidence."""

    @property
    def asked(self) -> tuple[Asked, ...]: ...

    async def fetch(self, url: str) -> Page | Unreachable: ...


class Network(Protocol):
    """What a scan looks through: the network, or kept evidence in its place.

    `live` where asking costs the other side something.
    """

    live: bool

    def expect(self, offices: Iterable[Office]) -> None: ...

    def visit(self, office: Office) -> AbstractAsyncContextManager[Visiting]: ...


@dataclass(frozen=True)
class Order:
    """What a scan is to look at and to ask.

    `registered` are all offices of the registry, where they are more than those looked at: those below an office count
    for it although they are not looked at.
    """

    offices: tuple[Office, ...]
    rules: tuple[Rule, ...]
    quarter: Quarter
    as_of: date
    own: str = ""
    registered: tuple[Office, ...] = ()
    duties: Duties = field(default_factory=packaged)
    declarations: tuple[Declaration, ...] = ()

    @cached_property
    def questions(self) -> Questions:
        """What each rule asks of each office."""
        return Questions(self.registered or self.offices, self.duties, self.declarations)

    @cached_property
    def counted(self) -> tuple[Rule, ...]:
        """The rules whose findings others count, asked for or not."""
        return tuple(catalogue()[code] for code in dict.fromkeys(rule.count.of for rule in self.rules if rule.count))


Watch = Callable[[Office, Row | None], None]
"""Told of an office twice: when it is opened (None) and when it is done (its row)."""


async def scan(order: Order, network: Network, watch: Watch, read: Read) -> Scan:
    """Every office looked at and judged; rows in the order of the registry.

    A fault of this program at one office becomes `audit-error` on all its rules and touches no other row.
    """
    started = datetime.now(UTC)
    looked = await _rounds(order, network, watch, read)
    return Scan(
        order.quarter,
        order.as_of,
        started,
        datetime.now(UTC),
        tuple(rule.code for rule in order.rules),
        _with_counts(order, looked),
        order.own,
        __version__,
        RULES_VERSION,
    )


async def visited(office: Office, order: Order, network: Network, read: Read) -> tuple[Row, Evidence | Unseen]:
    """One office looked at and judged, and what was seen of it; a fault of this program stays with this office."""
    async with network.visit(office) as visit:
        try:
            evidence = await looking.look_at(office, visit.fetch, read)
            return _judged(order, evidence, visit.asked), evidence
        except Exception as fault:
            nothing = _of_fault(office, fault)
            return _judged(order, nothing, visit.asked), nothing


@dataclass(frozen=True, slots=True)
class _Looked:
    """How an office came out; `nothing` is why nothing was seen of it. What was seen is gone once it is judged.

    `counted` are the findings that count for the office above it, by their rules.
    """

    row: Row
    nothing: Unseen | None
    counted: tuple[Finding, ...] = ()


async def _rounds(order: Order, network: Network, watch: Watch, read: Read) -> dict[str, _Looked]:
    """All offices; then once more those whose trouble may have passed; then what is said of groups that are down."""
    looked = await _round(order.offices, order, network, watch, read)
    late = [office for office in order.offices if _may_pass(looked[office.id])]
    first = outage.probes(late, _tally(order, looked))
    looked |= _asked(await _round(first, order, network, _silent(watch), read))
    tally = _tally(order, looked)
    rest = [office for office in late if office not in first and not tally.is_down(office.group)]
    looked |= _asked(await _round(rest, order, network, _silent(watch), read))
    tally = _tally(order, looked)
    return {office.id: _of_outage(office, looked[office.id], tally, order) for office in order.offices}


async def _round(
    offices: Sequence[Office], order: Order, network: Network, watch: Watch, read: Read
) -> dict[str, _Looked]:
    """Offices side by side, those of the group with most left to do first; none of a group found to be down."""
    network.expect(offices)
    tally = outage.Tally(offices)
    left = Counter(office.group for office in offices)
    places = Ceiling(IN_FLIGHT, left)
    groups: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(OPEN_IN_GROUP))

    async def look(office: Office) -> tuple[str, _Looked]:
        async with groups[office.group], places.place(office.group):
            watch(office, None)
            looked = (
                _not_asked(office, order) if network.live and tally.is_down(office.group) else await _looked(office)
            )
            tally.note(office, looked.nothing)
            left[office.group] -= 1
        watch(office, looked.row)
        return office.id, looked

    async def _looked(office: Office) -> _Looked:
        row, evidence = await visited(office, order, network, read)
        try:
            counted = _counted(order, row, evidence)
        except Exception as fault:
            counted = _counted(order, row, _of_fault(office, fault))
        return _Looked(row, evidence if isinstance(evidence, Unseen) else None, counted)

    async with asyncio.TaskGroup() as tasks:
        made = [tasks.create_task(look(office)) for office in offices]
    return dict(task.result() for task in made)


def _asked(looked: Mapping[str, _Looked]) -> dict[str, _Looked]:
    """Those for whom anybody was asked: a host that wants to be left alone leaves what was known before."""
    return {
        id_: one for id_, one in looked.items() if not (one.nothing and one.nothing.lost and not one.nothing.lost.tries)
    }


def _silent(watch: Watch) -> Watch:
    """Tells who is looked at once more; that they are done was told before."""
    return lambda office, row: watch(office, None) if row is None else None


def _may_pass(looked: _Looked) -> bool:
    lost = looked.nothing.lost if looked.nothing else None
    return lost is not None and LAWS[lost.cause].later


def _tally(order: Order, looked: Mapping[str, _Looked]) -> outage.Tally:
    tally = outage.Tally(order.offices)
    for office in order.offices:
        tally.note(office, looked[office.id].nothing)
    return tally


def _not_asked(office: Office, order: Order) -> _Looked:
    nothing = outage.not_asked(office)
    return _looked_without(order, nothing, ())


def _of_outage(office: Office, looked: _Looked, tally: outage.Tally, order: Order) -> _Looked:
    if looked.nothing is None:
        return looked
    nothing = tally.outage(office, looked.nothing)
    if nothing is looked.nothing:
        return looked
    return _looked_without(order, nothing, looked.row.trail)


def _looked_without(order: Order, nothing: Unseen, trail: tuple[Asked, ...]) -> _Looked:
    """How an office of which nothing was seen came out."""
    row = _judged(order, nothing, trail)
    return _Looked(row, nothing, _counted(order, row, nothing))


def _with_counts(order: Order, looked: Mapping[str, _Looked]) -> tuple[Row, ...]:
    """All rows, those above judged once more now that those below are there."""
    found: defaultdict[str, dict[str, Finding]] = defaultdict(dict)
    for id_, one in looked.items():
        for finding in one.counted:
            found[finding.rule][id_] = finding
    ask = order.questions.ask(found)
    return tuple(
        judging.with_counts(order.rules, looked[office.id].row, _question(order, office), ask)
        for office in order.offices
    )


def without_trail(made: Scan) -> Scan:
    """The scan without the addresses asked, which make its file long."""
    return replace(made, rows=tuple(replace(row, trail=()) for row in made.rows))


def _of_fault(office: Office, fault: Exception) -> Unseen:
    """What is said where this program fails. Raises the fault where tests ask for it, or where it is the evidence's."""
    if os.environ.get("CHARTER_AUDIT_RAISE") or isinstance(fault, EvidenceError):
        raise fault
    return Unseen(office, "audit-error", {"error": f"{type(fault).__name__}: {fault}"})


def _judged(order: Order, evidence: Evidence | Unseen, trail: tuple[Asked, ...]) -> Row:
    ask = order.questions.ask({})
    findings = judging.judge(order.rules, evidence, _question(order, evidence.office), ask)
    front = evidence.front if isinstance(evidence, Evidence) else None
    return Row(
        evidence.office,
        findings,
        datetime.now(UTC),
        front.at if front else "",
        front.platform if front else "",
        trail,
    )


def _counted(order: Order, row: Row, evidence: Evidence | Unseen) -> tuple[Finding, ...]:
    """The findings that count for the office above; those of rules that were not asked for are in no row."""
    asked = {finding.rule: finding for finding in row.findings}
    rest = [rule for rule in order.counted if rule.code not in asked]
    more = judging.judge(rest, evidence, _question(order, row.office), order.questions.ask({}))
    return (*(asked[rule.code] for rule in order.counted if rule.code in asked), *more)


def _question(order: Order, office: Office) -> Question:
    return Question(office, order.quarter, order.as_of)
