"""What is due of whom in which year: the packaged file against the handbook, the four wordings, the user's own file."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from charter_audit import duties, samples
from charter_audit.duties import Duties, packaged
from charter_audit.model import AUDITED, Confidence, Duty, Ground, Office, Period, Question, Tier
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.rules.cc_com_01 import RENEWED
from charter_audit.yamlfile import FileError
from conftest import HANDBOOK

AS_OF = date(2023, 11, 28)
YEARS = [f"{year}-{year % 100 + 1}" for year in range(2017, 2030)]
NO_ORDER = "প্রচলিত চর্চা; কোনো আদেশ নথিতে নেই"


def office(tier: Tier = Tier.UPAZILA, id_: str = "x", under: str = "y") -> Office:
    return Office(id_, "ক", "K", tier, "https://x.gov.bd", under)


def of(rule: str, year: str, one: Office, which: Duties | None = None, *above: str) -> Duty:
    return (which or packaged()).of(rule, one, Quarter.parse(f"{year}/Q2"), AS_OF, above)


# ---- the packaged file against the handbook ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handbook() -> Mapping[str, Any]:
    path = HANDBOOK / "rules.yaml"
    if not path.exists():
        pytest.skip("the rule catalogue is not beside this checkout")
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def fits(entry: Mapping[str, Any], year: str, one: Office) -> bool:
    return (
        (entry["fy_from"] or year) <= year <= (entry["fy_to"] or year)
        and one.tier in entry["tiers"]
        and entry.get("only_under") in (None, one.id, one.under)
    )


@pytest.mark.parametrize("under", ["sirajganj", "elsewhere"])
def test_authorities_are_those_of_the_catalogue_for_every_rule_tier_and_year(
    handbook: Mapping[str, Any], under: str
) -> None:
    compared = 0
    for rule in (rule for rule in handbook["rules"] if rule["id"] != "CC-REP-01"):  # that of the quarter before
        for year, one in ((year, office(tier, under=under)) for tier in AUDITED for year in YEARS):
            if told := next((entry for entry in rule["authority"] if fits(entry, year, one)), None):
                duty = of(rule["id"], year, one)
                assert (duty.authority.bn, duty.authority.en) == (told["print_bn"], told["print_en"])
                assert duty.authority.confidence == told["confidence"]
                assert duty.target == told.get("target")
                compared += 1
    assert compared > 200


def test_the_wording_is_that_of_the_catalogue(handbook: Mapping[str, Any]) -> None:
    wording = packaged().wording
    for case in handbook["authority_wording"]:
        if case["case"] != "listed":
            words = getattr(wording, case["case"])
            assert (words.bn, words.en) == (case["bn"], case["en"])


def test_every_rule_of_the_catalogue_has_its_duties() -> None:
    assert catalogue().keys() <= packaged().rules.keys()


def test_renewal_is_asked_of_districts_and_upazilas() -> None:
    for tier in AUDITED:
        assert {of("CC-COM-01", year, office(tier)).renewed for year in YEARS} == {tier in RENEWED}
        assert of("CC-UPD-01", "2026-27", office(tier)).renewed


def test_no_mark_and_no_weight_is_kept() -> None:
    text = Path(duties.__file__).with_name("data").joinpath("duties.yaml").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(weight|mark|marks|score):", text, re.M)


# ---- the four wordings ---------------------------------------------------------------------------------------------


def test_listed_for_one_office_alone_goes_before_what_holds_for_its_tier() -> None:
    own = of("CC-UPD-01", "2023-24", office(under="sirajganj")).authority
    assert (own.ground, own.confidence) == (Ground.LISTED, Confidence.VERBATIM)
    assert "সংযোজনী-৭" in own.bn
    other = of("CC-UPD-01", "2023-24", office(under="pabna")).authority
    assert (other.ground, other.confidence) == (Ground.LISTED, Confidence.INFERRED)
    assert "সংযোজনী-৭" not in other.bn
    assert of("CC-UPD-01", "2023-24", office(under="pabna"), None, "sirajganj").authority == own


def test_a_plan_whose_row_is_not_on_file() -> None:
    told = of("CC-UPD-01", "2022-23", office()).authority
    assert told.ground is Ground.PLAN
    assert told.bn == "২০২২-২৩ অর্থবছরের সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা (সূচক নম্বর নথিতে নেই)"
    assert told.en == "charter work plan FY 2022-23 (activity number not on file)"


@pytest.mark.parametrize("year", ["2020-21", "2025-26", "2026-27"])
def test_without_any_order_it_is_said(year: str) -> None:
    told = of("CC-UPD-01", year, office()).authority
    assert (told.ground, told.bn, told.en) == (Ground.NONE, NO_ORDER, "practice; no order on file")


def test_a_line_without_words_says_that_no_order_is_on_file_although_a_plan_existed() -> None:
    told = of("CC-BOX-02", "2022-23", office()).authority
    assert (told.ground, told.bn) == (Ground.NONE, NO_ORDER)
    assert of("CC-COM-01", "2023-24", office(Tier.DIVISION)).authority.confidence is Confidence.INFERRED


def test_a_rule_without_a_line_rests_on_practice() -> None:
    told = of("CC-NEW-01", "2026-27", office())
    assert (told.authority.bn, told.renewed, told.target, told.due) == (NO_ORDER, False, None, None)


@pytest.mark.parametrize("year", [year for year in YEARS if year >= "2025-26"])
def test_annex_7_and_apa_are_never_printed_from_2025_26_on(year: str) -> None:
    for rule in packaged().rules:
        for tier in AUDITED:
            for under in ("sirajganj", "x"):
                told = of(rule, year, office(tier, under=under)).authority
                assert not re.search(r"সংযোজনী|এপিএ|APA|annex", told.bn + told.en)
                assert of(rule, year, office(tier, under=under)).due is None or rule == "CC-REP-01"


@pytest.mark.parametrize(("renewed", "slug"), [(True, "letter-old"), (False, "letter-standing")])
def test_whether_the_letter_is_to_be_renewed_is_the_duties_word(renewed: bool, slug: str) -> None:
    evidence = samples.letter_in_box()
    duty = replace(of("CC-COM-01", "2026-27", evidence.office), renewed=renewed)
    question = Question(evidence.office, Quarter(2026, 2), date(2026, 12, 1), duty)
    assert catalogue()["CC-COM-01"].judge(evidence, question).reason.slug == slug


# ---- periods and days ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "period", "first", "last"),
    [
        (Tier.DIVISION, Period.YEAR, "2023-24/Q1", "2023-24/Q4"),
        (Tier.DISTRICT, Period.HALF_YEAR, "2023-24/Q1", "2023-24/Q2"),
        (Tier.UPAZILA, Period.QUARTER, "2023-24/Q2", "2023-24/Q2"),
    ],
)
def test_the_period_of_trainings(tier: Tier, period: Period, first: str, last: str) -> None:
    told = of("CC-TRN-01", "2023-24", office(tier))
    assert told.period is period
    assert tuple(map(str, told.period.of(Quarter(2023, 2)))) == (first, last)


def test_the_second_half_year() -> None:
    assert tuple(map(str, Period.HALF_YEAR.of(Quarter(2023, 4)))) == ("2023-24/Q3", "2023-24/Q4")


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2023, 11, 28), date(2023, 10, 15)),  # of the first quarter, which ended on 30 September
        (date(2024, 1, 2), date(2024, 1, 15)),
        (date(2024, 4, 1), date(2024, 4, 15)),
        (date(2025, 7, 10), date(2025, 7, 15)),  # of the last quarter of 2024-25
        (date(2025, 10, 3), None),
    ],
)
def test_a_report_is_due_after_the_quarter_it_is_of(as_of: date, due: date | None) -> None:
    assert packaged().of("CC-REP-01", office(), Quarter.of(as_of), as_of).due == due
    assert packaged().of("CC-REP-01", office(Tier.DIVISION), Quarter.of(as_of), as_of).due is None


def test_the_plans_own_words_stand_with_the_authority() -> None:
    told = of("CC-SUB-01", "2023-24", office(Tier.DIVISION))
    assert told.activity.startswith("[১.২] ত্রৈমাসিক ভিত্তিতে আওতাধীন দপ্তর/সংস্থার")
    assert told.indicator.startswith("[১.২.১]")
    assert (told.target, told.unit) == (4, "")
    manikganj = of("CC-MTG-01", "2023-24", office(Tier.DISTRICT))
    assert (manikganj.target, manikganj.unit) == (90, "%")
    assert not manikganj.activity.startswith("[")  # a number is printed for the office alone that it came from


# ---- a file of the user's own --------------------------------------------------------------------------------------


def own_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "duties.yaml"
    path.write_text(f"version: 1\n{text}", encoding="utf-8")
    return path


ORDER = """orders:
  - {year: 2026-27, rule: CC-UPD-01, memo: "০৪.০০.0000.৮২১", date: 2026-07-15, activity: নিজস্ব কার্যক্রম, target: 2,
     due: {Q2: 12-20}, tiers: [upazila]}
"""


def test_a_memo_of_the_year_goes_before_all_else(tmp_path: Path) -> None:
    own = duties.load(own_file(tmp_path, ORDER))
    told = of("CC-UPD-01", "2026-27", office(), own)
    assert told.authority.ground is Ground.MEMO
    assert told.authority.bn == "স্মারক নম্বর ০৪.০০.০০০০.৮২১, তারিখ ১৫/০৭/২০২৬"
    assert told.authority.en == "memo ০৪.০০.0000.৮২১ of 2026-07-15"
    assert (told.activity, told.target, told.due) == ("নিজস্ব কার্যক্রম", 2, date(2026, 12, 20))
    assert told.renewed  # what the file leaves out is as shipped


@pytest.mark.parametrize(("year", "tier"), [("2025-26", Tier.UPAZILA), ("2026-27", Tier.DISTRICT)])
def test_it_holds_for_its_year_and_tiers_alone(tmp_path: Path, year: str, tier: Tier) -> None:
    own = duties.load(own_file(tmp_path, ORDER))
    assert of("CC-UPD-01", year, office(tier), own) == of("CC-UPD-01", year, office(tier))


def test_words_alone_leave_the_authority(tmp_path: Path) -> None:
    own = duties.load(own_file(tmp_path, "orders: [{year: 2026-27, rule: CC-UPD-01, activity: আমাদের কথা}]\n"))
    told = of("CC-UPD-01", "2026-27", office(), own)
    assert (told.authority.ground, told.activity) == (Ground.NONE, "আমাদের কথা")


def test_duties_of_ones_own_replace_the_packaged_ones(tmp_path: Path) -> None:
    text = "duties:\n  CC-COM-01: {authorities: [{tiers: [upazila], bn: আদেশ, en: order, confidence: press}]}\n"
    own = duties.load(own_file(tmp_path, text))
    told = of("CC-COM-01", "2031-32", office(), own)
    assert (told.authority.bn, told.renewed) == ("আদেশ", False)
    assert of("CC-FMT-01", "2026-27", office(), own).authority.bn == NO_ORDER


def test_the_packaged_file_is_itself_one_that_a_user_may_have() -> None:
    loaded = duties.load(Path(duties.__file__).with_name("data") / "duties.yaml")
    assert loaded.rules == packaged().rules


BROKEN = [
    ("orders: [{year: 2026-28, rule: CC-UPD-01}]", "2:17: orders.0.year: '2026-28' is no fiscal year; write it as 2026-27"),
    ("orders: [{year: 2026-27, rule: CC-UPT-01, activity: x}]", "2:32: orders.0.rule: there is no rule 'CC-UPT-01'; did you mean CC-UPD-01?"),
    ("orders: [{year: 2026-27, rule: CC-UPD-01, memo: x}]", "2:10: orders.0: has one of memo and date; write both, or neither"),
    ("orders: [{year: 2026-27, rule: CC-UPD-01, memo: x, date: soon}]", "orders.0.date: soon is no day; write it as 2026-07-15"),
    ("orders: [{year: 2026-27, rule: CC-UPD-01, due: {Q1: 31-10}}]", "orders.0.due.Q1: '31-10' is no day of a year; write month and day as 10-15"),
    ("orders: [{year: 2026-27, rule: CC-UPD-01, due: {Q5: 10-15}}]", "orders.0.due.Q5: unknown key; known are Q1, Q2, Q3, Q4"),
    ("orders:\n  - {year: 2026-27, rule: CC-UPD-01}\n  - {year: 2026-27, rule: CC-UPD-01}", "4:5: orders.1: CC-UPD-01 of 2026-27 is set in line 3 already"),
    ("duties: {CC-COM-1: {}}", "2:10: duties.CC-COM-1: there is no rule 'CC-COM-1'; did you mean CC-COM-01?"),
    ("duties: {CC-COM-01: {renewed: [upazilla]}}", "duties.CC-COM-01.renewed.0: 'upazilla' is not known here; did you mean upazila?"),
    ("duties: {CC-COM-01: {renewd: [upazila]}}", "duties.CC-COM-01.renewd: unknown key; did you mean renewed?"),
    ("duties: {CC-COM-01: {authorities: [{tiers: [upazila], bn: x, confidence: press}]}}", "has one of bn and en"),
    ("duties: {CC-COM-01: {authorities: [{tiers: [upazila], confidence: sure}]}}", "'sure' is not known here; known are verbatim, press, inferred, unknown"),
    ("duties: {CC-COM-01: {authorities: [{tiers: [upazila], weight: 5, confidence: press}]}}", "weight: unknown key"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), BROKEN, ids=[told[:40] for _, told in BROKEN])
def test_every_mistake_is_told_with_line_and_column(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FileError) as refused:
        duties.load(own_file(tmp_path, text + "\n"))
    assert told in str(refused.value)
    assert re.match(rf"{re.escape(str(tmp_path))}/duties\.yaml:\d+:\d+: ", str(refused.value))


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "duties.yaml"
    path.write_text("version: 2\n", encoding="utf-8")
    with pytest.raises(FileError, match="must be 1, the form that this charter-audit reads, not 2"):
        duties.load(path)
