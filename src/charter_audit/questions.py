"""What each rule asks of each office: its duty in the year, what it has declared, how the offices below it came out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charter_audit.duties import Duties
from charter_audit.extend import Rule
from charter_audit.judging import Ask
from charter_audit.model import Below, Declaration, Duty, Finding, Office, Question, State

Found = Mapping[str, Mapping[str, Finding]]
"""Findings by rule and office, as far as offices were judged."""


@dataclass(frozen=True)
class Questions:
    """Built once for a scan. `registered` are all offices of the registry, not only those that are looked at."""

    registered: tuple[Office, ...]
    duties: Duties
    declarations: tuple[Declaration, ...] = ()

    def ask(self, found: Found) -> Ask:
        """Adds to a question what a rule asks, while these findings are there."""

        def asked(rule: Rule, question: Question) -> Question:
            office = question.office
            above = tuple(self.above(office))
            duty = self.duties.of(rule.code, office, question.quarter, question.as_of, above)
            counted = found.get(rule.count.of, {}) if rule.count else None
            below = () if counted is None else self._under(office, counted)
            return replace(question, duty=duty, declared=self.declared(rule.code, question, duty), below=below)

        return asked

    def above(self, office: Office) -> Iterator[str]:
        """The ids of the offices it stands under, nearest first, as far as the registry has them."""
        here, seen = office.under, {office.id}
        while here and here not in seen:
            yield here
            seen.add(here)
            here = self._above.get(here, "")

    def declared(self, rule: str, question: Question, duty: Duty) -> Declaration | None:
        """What an office has declared for the period that the quarter lies in; what is done goes before what is not."""
        first, last = duty.period.of(question.quarter)
        fitting = [one for one in self._declared[question.office.id, rule] if first <= one.quarter <= last]
        return min(reversed(fitting), key=lambda one: one.state is not State.DONE, default=None)

    def _under(self, office: Office, found: Mapping[str, Finding]) -> tuple[Below, ...]:
        """The offices registered directly under one; those that were not looked at have no finding."""
        return tuple(Below(one, found.get(one.id)) for one in self._below[office.id])

    @cached_property
    def _above(self) -> Mapping[str, str]:
        return {office.id: office.under for office in self.registered}

    @cached_property
    def _below(self) -> defaultdict[str, list[Office]]:
        below: defaultdict[str, list[Office]] = defaultdict(list)
        for office in self.registered:
            below[office.under].append(office)
        return below

    @cached_property
    def _declared(self) -> defaultdict[tuple[str, str], list[Declaration]]:
        declared: defaultdict[tuple[str, str], list[Declaration]] = defaultdict(list)
        for one in self.declarations:
            declared[one.office, one.rule].append(one)
        return declared
