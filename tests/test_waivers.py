"""Waivers that lapse or hang in the air are said; one that holds is not."""

from dataclasses import replace

import pytest

from charter_audit import samples
from charter_audit.model import Office, Tier, Waiver
from charter_audit.quarter import Quarter
from charter_audit.rules import core
from charter_audit.waivers import warnings

HOLDS = Waiver("CC-COM-01", Quarter(2023, 2), "new upazila", "memo 1")
Q2 = Quarter(2023, 2)


def told(*waivers: Waiver, tier: Tier = Tier.UPAZILA, quarter: Quarter = Q2) -> list[str]:
    office: Office = replace(samples.office(tier), waivers=waivers)
    return list(warnings((office,), core(), quarter))


def test_one_that_holds_is_not_spoken_of() -> None:
    assert told(HOLDS) == []
    assert told(HOLDS, quarter=Q2.previous) == []


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (replace(HOLDS, until=Q2.previous), "ended with 2023-24/Q1 and holds no more in 2023-24/Q2; renew it"),
        (replace(HOLDS, rule="CC-COM-02"), "waives nothing: there is no such rule; did you mean CC-COM-01?"),
        (replace(HOLDS, rule="CC-SUB-01"), "waives nothing: the rule is not asked of an office of this tier, upazila"),
        (replace(HOLDS, rule="CC-MTG-01"), "changes nothing here: the rule was not asked for in this scan"),
    ],
)
def test_one_that_changes_nothing_is_said(waiver: Waiver, said: str) -> None:
    (line,) = told(HOLDS, waiver)
    assert line.startswith(f"example: the waiver of {waiver.rule} (memo 1) ")
    assert said in line


def test_each_is_said_once() -> None:
    assert len(told(replace(HOLDS, until=Q2.previous), replace(HOLDS, rule="CC-XXX-01"))) == 2
