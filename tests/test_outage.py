"""When a platform is down no office is: what is said of a group that fails alike, and who is asked once more."""

from dataclasses import replace

import pytest

from charter_audit import outage
from charter_audit.model import Cause, Office, Tier, Unreachable, Unseen


def office(number: int, group: str = "rajshahi", url: str = "https://x.example.gov.bd") -> Office:
    return Office(f"{group}.{number}", "দপ্তর", "Office", Tier.UPAZILA, url, group=group)


def failed(one: Office, cause: Cause = Cause.CONNECT_TIMEOUT, reason: str = "site-unreachable") -> Unseen:
    return Unseen(one, reason, {"url": one.url}, lost=Unreachable(one.url, cause))


def tally(offices: list[Office], *nothings: Unseen | None) -> outage.Tally:
    made = outage.Tally(offices)
    for one, nothing in zip(offices, nothings, strict=False):
        made.note(one, nothing)
    return made


TEN = [office(number) for number in range(10)]


@pytest.mark.parametrize(("count", "down"), [(0, False), (5, False), (6, True), (10, True)])
def test_more_than_half_failing_alike_is_an_outage(count: int, down: bool) -> None:
    made = tally(TEN, *(failed(one) for one in TEN[:count]))
    assert made.is_down("rajshahi") is down
    assert made.failed("rajshahi") == count
    assert not made.is_down("khulna")


@pytest.mark.parametrize(("count", "down"), [(1, False), (2, False), (3, True)])
def test_a_few_offices_are_no_platform(count: int, down: bool) -> None:
    made = tally(TEN[:count], *(failed(one) for one in TEN[:count]))
    assert made.is_down("rajshahi") is down


def test_failing_in_different_ways_is_no_outage() -> None:
    causes = [Cause.DNS, Cause.RESET, Cause.TLS_EXPIRED, Cause.SERVER_ERROR, Cause.CONNECT_TIMEOUT]
    made = tally(TEN, *(failed(one, cause) for one, cause in zip(TEN, causes * 2, strict=True)))
    assert not made.is_down("rajshahi")


@pytest.mark.parametrize("reason", ["site-blocked", "site-disallowed", "site-unrecognised"])
def test_a_site_that_answers_is_not_down(reason: str) -> None:
    made = tally(TEN, *(failed(one, reason=reason) for one in TEN))
    assert not made.is_down("rajshahi")


def test_offices_without_an_address_are_not_counted() -> None:
    offices = [*TEN[:3], *(office(number, url="") for number in range(20, 30))]
    assert tally(offices, *(failed(one) for one in TEN[:3])).is_down("rajshahi")


def test_what_is_said_of_an_outage() -> None:
    made = tally(TEN, *(failed(one) for one in TEN[:7]))
    said = made.outage(TEN[0], failed(TEN[0]))
    assert said.reason == "platform-outage"
    assert said.facts == {"url": TEN[0].url, "platform": "rajshahi", "failed": "7", "asked": "10"}


def test_of_a_group_that_is_up_nothing_else_is_said() -> None:
    made = tally(TEN, failed(TEN[0]))
    nothing = failed(TEN[0])
    assert made.outage(TEN[0], nothing) is nothing


def test_who_fails_in_a_way_of_its_own_keeps_its_reason() -> None:
    own = failed(TEN[9], Cause.TLS_EXPIRED)
    made = tally(TEN, *(failed(one) for one in TEN[:7]))
    assert made.outage(TEN[9], own) is own
    blocked = failed(TEN[9], reason="site-blocked")
    assert made.outage(TEN[9], blocked) is blocked


def test_who_was_not_asked_belongs_to_the_outage_and_does_not_add_to_it() -> None:
    left = outage.not_asked(TEN[9])
    made = tally(TEN, *(failed(one) for one in TEN[:6]), None, None, None, left)
    assert made.failed("rajshahi") == 6
    assert made.outage(TEN[9], left).facts == {"url": TEN[9].url, "platform": "rajshahi", "failed": "6", "asked": "10"}


def test_a_few_of_a_group_that_was_down_are_asked_again() -> None:
    khulna = [replace(one, id=f"k{one.id}", group="khulna") for one in TEN[:5]]
    made = tally([*TEN, *khulna], *(failed(one) for one in TEN))
    assert outage.probes([*TEN, *khulna], made) == (*TEN[: outage.PROBES], *khulna)
