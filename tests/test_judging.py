"""What is the same for every rule is answered once."""

from dataclasses import replace

import pytest

from charter_audit import reading, samples
from charter_audit.judging import judge
from charter_audit.model import Evidence, Finding, Question, Tier, Unseen, Verdict, Waiver
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue

RULES = tuple(catalogue().values())
SITE_REASONS = [reason.slug for reason in reading.READING[:-4]]


def ask(tier: Tier = Tier.UPAZILA, waivers: tuple[Waiver, ...] = ()) -> Question:
    office = replace(samples.office(tier), waivers=waivers)
    return Question(office, samples.QUARTER, samples.AS_OF)


@pytest.mark.parametrize("slug", SITE_REASONS)
def test_a_site_that_was_not_seen_is_unchecked_on_every_rule(slug: str) -> None:
    question = ask(Tier.DISTRICT)
    unseen = Unseen(question.office, slug, {"url": samples.HOME, "why": "timeout", "nonsense": "x"})
    findings = judge(RULES, unseen, question)
    assert [finding.rule for finding in findings] == [rule.code for rule in RULES]
    assert {finding.reason.slug for finding in findings} == {slug}
    assert {finding.verdict for finding in findings} == {Verdict.UNCHECKED}
    assert all("nonsense" not in finding.facts for finding in findings)


def test_an_unknown_site_reason_is_a_fault() -> None:
    question = ask()
    with pytest.raises(KeyError):
        judge(RULES, Unseen(question.office, "no-such-reason"), question)


def test_a_union_is_asked_nothing() -> None:
    question = ask(Tier.UNION)
    findings = judge(RULES, Unseen(question.office, "site-unreachable"), question)
    assert {finding.reason.slug for finding in findings} == {"not-for-tier"}
    assert findings[0].facts == {"tier": "union", "fiscal_year": "2023-24"}


def test_offices_below_are_counted_although_the_own_site_is_down() -> None:
    question = samples.with_below(samples.district(), "updated", "stale")
    unseen = Unseen(question.office, "site-unreachable", {"url": samples.HOME})
    assert judge((catalogue()["CC-SUB-01"],), unseen, question)[0].reason.slug == "some-updated"


WAIVER = Waiver("CC-COM-01", Quarter(2023, 2), "new upazila", "memo 1")


@pytest.mark.parametrize(
    ("until", "verdict"),
    [
        (Quarter(2023, 1), Verdict.NOT_MET),
        (Quarter(2023, 2), Verdict.WAIVED),
        (Quarter(2023, 3), Verdict.WAIVED),
        (Quarter(2022, 4), Verdict.NOT_MET),
    ],
)
def test_a_waiver_holds_through_its_quarter_and_changes_the_verdict_only(until: Quarter, verdict: Verdict) -> None:
    question = ask(waivers=(replace(WAIVER, until=until),))
    com = by_rule(samples.box_with_four_links(), question)["CC-COM-01"]
    assert (com.verdict, com.reason.slug) == (verdict, "no-letter")


def test_a_waiver_touches_no_other_rule_and_nothing_met_or_unchecked() -> None:
    waivers = tuple(replace(WAIVER, rule=rule.code) for rule in RULES)
    met = by_rule(samples.box_with_four_links(), ask(waivers=waivers))["CC-BOX-01"]
    assert met.verdict is Verdict.MET
    district = ask(Tier.DISTRICT, waivers)
    unseen = Unseen(district.office, "site-unreachable")
    assert {one.verdict for one in judge(RULES, unseen, district)} == {Verdict.UNCHECKED}
    other = by_rule(samples.charter_in_about_us(), ask(waivers=(WAIVER,)))["CC-BOX-01"]
    assert (other.verdict, other.waiver) == (Verdict.NOT_MET, None)


def by_rule(evidence: Evidence, question: Question) -> dict[str, Finding]:
    asked = replace(evidence, office=question.office)
    return {finding.rule: finding for finding in judge(RULES, asked, question)}
