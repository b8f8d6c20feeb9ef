"""The sentences of the minutes: grouped by rule, reason and lead, in registry order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from charter_audit import reading
from charter_audit.bangla import fold
from charter_audit.model import Finding, Office, Row, Scan, Tier, Verdict, Waiver
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue, core
from charter_audit.sentences import ORDER, SITE, advice, groups, sentence

NOON = datetime(2023, 11, 28, 6, tzinfo=UTC)
ACCEPTANCE: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "acceptance.yaml").read_text(encoding="utf-8")
)["sirajganj"]


def office(id_: str, name: str, tier: Tier = Tier.UPAZILA) -> Office:
    return Office(id_, name, id_.title(), tier, f"https://{id_}.gov.bd", "sirajganj")


def finding(rule: str, slug: str) -> Finding:
    for reason in (*catalogue()[rule].reasons, *reading.READING):
        if reason.slug == slug:
            return Finding(rule, reason)
    raise KeyError(slug)


def scan(*rows: tuple[Office, dict[str, str]], own: str = "") -> Scan:
    made = tuple(Row(one, tuple(finding(rule, slug) for rule, slug in told.items()), NOON) for one, told in rows)
    return Scan(Quarter(2023, 2), NOON.date(), NOON, NOON, tuple(catalogue()), made, own)


def said(made: Scan, lang: str = "bn") -> list[str]:
    return [sentence(group, made.own, lang) for group in groups(made)]  # type: ignore[arg-type]


def as_in_the_minutes() -> Scan:
    entries = {
        id_: {rule: told["reason"] for rule, told in block.items() if rule in core() and told["reason"]}
        for block in ACCEPTANCE["findings"]
        for id_ in block["offices"]
    }
    rows = [
        (
            Office(id_, entry["name"], id_, Tier(entry["tier"]), "https://x.gov.bd", entry["under"]),
            entries[id_],
        )
        for id_, entry in ACCEPTANCE["offices"].items()
    ]
    return scan(*rows, own=ACCEPTANCE["own"])


@pytest.mark.parametrize("entry", ACCEPTANCE["sentences"], ids=lambda entry: entry["about"][0])
def test_the_sentences_of_sirajganj(entry: Mapping[str, Any]) -> None:
    assert fold(entry["tool"]) in map(fold, said(as_in_the_minutes()))


def test_nothing_is_said_twice_in_sirajganj() -> None:
    told = said(as_in_the_minutes())
    assert len(told) == len(set(told)) == len(ACCEPTANCE["sentences"]) + 1  # the DC's own box


A, B, C = office("a", "ক"), office("b", "খ"), office("c", "গ")
STALE = {"CC-UPD-01": "stale"}


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        ((A,), "ক উপজেলার ওয়েবসাইটে"),
        ((A, B), "ক ও খ উপজেলার ওয়েবসাইটে"),
        ((A, B, C), "ক, খ ও গ উপজেলার ওয়েবসাইটে"),
    ],
)
def test_lists_of_names(offices: tuple[Office, ...], expected: str) -> None:
    told = said(scan(*((one, STALE) for one in offices)))
    assert told == [f"{expected} সেবা প্রদান প্রতিশ্রুতি ত্রৈমাসিক ভিত্তিতে হালনাগাদ করা নেই।"]


@pytest.mark.parametrize(
    ("tier", "slug", "lead"),
    [
        (Tier.UPAZILA, "stale", "ক উপজেলার ওয়েবসাইটে"),
        (Tier.DISTRICT, "stale", "ক জেলার ওয়েবসাইটে"),
        (Tier.MINISTRY, "stale", "ক-এর ওয়েবসাইটে"),
        (Tier.DIRECTORATE, "stale", "ক-এর ওয়েবসাইটে"),
        (Tier.DIVISIONAL_COMMISSIONER, "stale", "ক-এর ওয়েবসাইটে"),
        (Tier.UPAZILA, "not-for-tier", "ক উপজেলার ক্ষেত্রে"),
        (Tier.UPAZILA, "site-address-unconfirmed", "ক উপজেলার ওয়েবসাইটের ঠিকানা"),
    ],
)
def test_leads(tier: Tier, slug: str, lead: str) -> None:
    assert said(scan((office("a", "ক", tier), {"CC-UPD-01": slug})))[0].startswith(lead)


def test_a_lead_before_the_box_ends_in_the_genitive() -> None:
    told = said(scan((A, {"CC-COM-01": "letter-old"})))
    assert told[0].startswith("ক উপজেলার ওয়েবসাইটের সেবা বক্সে")


def test_mixed_tiers_stand_in_sentences_of_their_own() -> None:
    assert len(said(scan((A, STALE), (office("d", "ঘ", Tier.DISTRICT), STALE)))) == 2


def test_the_own_office_is_called_this_office() -> None:
    assert said(scan((A, STALE), own="a"))[0].startswith("এ কার্যালয়ের ওয়েবসাইটে")


def test_no_charter_stands_among_the_stale() -> None:
    told = said(scan((A, STALE), (B, {"CC-UPD-01": "no-charter"})))
    assert told == ["ক ও খ উপজেলার ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি ত্রৈমাসিক ভিত্তিতে হালনাগাদ করা নেই।"]
    alone = said(scan((B, {"CC-UPD-01": "no-charter"})))
    assert alone == ["খ উপজেলার ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি ত্রৈমাসিক ভিত্তিতে হালনাগাদ করা নেই।"]


def test_a_joint_sentence_absorbs_the_box() -> None:
    told = said(scan((A, {"CC-BOX-01": "no-box", "CC-COM-01": "no-box-no-letter"})))
    assert told == ["ক উপজেলার ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত কোনো সেবা বক্স ও পরিবীক্ষণ কমিটি নেই।"]


@pytest.mark.parametrize("slug", sorted(SITE))
def test_a_reason_of_the_whole_site_is_said_once(slug: str) -> None:
    assert len(said(scan((A, dict.fromkeys(catalogue(), slug))))) == 1


def test_a_lost_page_is_said_for_each_rule() -> None:
    assert len(groups(scan((A, {"CC-COM-01": "page-lost", "CC-UPD-01": "page-lost"})))) == 2


def test_unfavourable_first_then_unchecked_then_met() -> None:
    made = scan((A, {"CC-BOX-01": "box-present", "CC-COM-01": "page-lost", "CC-UPD-01": "stale"}))
    verdicts = [group.verdict for group in groups(made)]
    assert verdicts == [Verdict.NOT_MET, Verdict.UNCHECKED, Verdict.MET]
    assert set(ORDER) == set(Verdict)


def test_english() -> None:
    assert said(scan((A, STALE), (B, STALE)), "en") == ["A and B: charter not updated quarterly."]


def test_a_waived_finding_has_a_sentence_of_its_own() -> None:
    made = scan((A, STALE), (B, STALE))
    row = made.rows[1]
    waiver = Waiver("CC-UPD-01", Quarter(2023, 2), "why", "memo")
    waived = replace(row, findings=(replace(row.findings[0], waiver=waiver),))
    assert [group.verdict for group in groups(replace(made, rows=(made.rows[0], waived)))] == [
        Verdict.NOT_MET,
        Verdict.WAIVED,
    ]


def test_every_reason_has_a_sentence_and_an_advice_in_both_languages() -> None:
    for rule in catalogue().values():
        for reason in (*rule.reasons, *reading.READING):
            made = scan((A, {rule.code: reason.slug}))
            for group in groups(made):
                assert sentence(group, "", "bn").endswith("।")
                assert sentence(group, "", "en").startswith("A: ")
                assert advice(group, "bn").endswith("।")
                assert advice(group, "en").endswith(".")
