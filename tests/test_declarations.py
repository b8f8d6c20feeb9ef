"""What offices declare: the file, what of it can be used, and how it stands beside what was seen."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from charter_audit import reading, samples
from charter_audit.declarations import Declarations, checked, contradicted, load
from charter_audit.duties import packaged
from charter_audit.extend import Rule
from charter_audit.judging import judge
from charter_audit.model import (
    Declaration,
    Evidence,
    Finding,
    Office,
    Question,
    Row,
    Scan,
    State,
    Tier,
    Unseen,
    Verdict,
    Waiver,
)
from charter_audit.quarter import Quarter
from charter_audit.questions import Questions
from charter_audit.rules import catalogue
from charter_audit.yamlfile import FileError

AS_OF = date(2023, 11, 28)
Q2 = Quarter(2023, 2)
DC = Office("sirajganj", "সিরাজগঞ্জ", "Sirajganj", Tier.DISTRICT, "https://sirajganj.gov.bd", "rajshahidiv")
UPAZILA = Office("sirajganj.tarash", "তাড়াশ", "Tarash", Tier.UPAZILA, "https://tarash.gov.bd", "sirajganj")
OFFICES = (DC, UPAZILA)
MEETING = "office: sirajganj, rule: CC-MTG-01, quarter: 2023-24/Q2"


def declared(tmp_path: Path, *entries: str, as_of: date = AS_OF) -> Declarations:
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries)
    path = tmp_path / "declarations.yaml"
    path.write_text(f"version: 1\ndeclarations:\n{lines}", encoding="utf-8")
    return checked(load(path), OFFICES, packaged(), as_of)


# ---- the file ------------------------------------------------------------------------------------------------------


def test_no_file_no_declarations(tmp_path: Path) -> None:
    assert load(tmp_path / "declarations.yaml") == ()


def test_a_declaration_is_read(tmp_path: Path) -> None:
    told = declared(tmp_path, f"{MEETING}, state: done, date: 2023-11-28, memo: ১২, document: https://x.gov.bd/a.pdf")
    day = date(2023, 11, 28)
    assert told.values == (
        Declaration("sirajganj", "CC-MTG-01", Q2, State.DONE, day, day, "১২", "https://x.gov.bd/a.pdf"),
    )
    assert told.warnings == ()


def test_a_month_is_enough(tmp_path: Path) -> None:
    one = declared(tmp_path, f"{MEETING}, state: done, date: 2023-10, memo: x").values[0]
    assert (one.first, one.last, one.iso) == (date(2023, 10, 1), date(2023, 10, 31), "2023-10")


BROKEN = [
    (f"{MEETING}, state: finished", "3:70: declarations.0.state: 'finished' is not known here; known are done, under-way"),
    (f"{MEETING}, state: under_way", "did you mean under-way?"),
    (f"{MEETING}, state: done, dat: 2023-11-28", "declarations.0.dat: unknown key; did you mean date?"),
    (f"{MEETING}, state: done, date: 28/11/2023", "28/11/2023 is no day; write it as 2023-09-25, or as 2023-09"),
    (MEETING.replace("/Q2", "-2") + ", state: done", "'2023-24-2' is no quarter; write it as 2023-24/Q2"),
    ("office: sirajganj, rule: CC-MTG-01, state: done", "declarations.0.quarter: is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "told"), BROKEN, ids=[told[:40] for _, told in BROKEN])
def test_mistakes_of_form_are_errors_with_line_and_column(tmp_path: Path, entry: str, told: str) -> None:
    with pytest.raises(FileError) as refused:
        declared(tmp_path, entry)
    assert told in str(refused.value)


LEFT_OUT = [
    (MEETING.replace("sirajganj", "sirajgonj") + ", state: done, date: 2023-11-28, memo: x", "there is no such office (did you mean sirajganj?)"),
    (MEETING.replace("-01", "-1") + ", state: done, date: 2023-11-28, memo: x", "there is no such rule (did you mean CC-MTG-01?)"),
    (MEETING.replace("MTG", "UPD") + ", state: done, date: 2023-11-28, memo: x", "the website alone decides this rule; what can be declared is CC-MTG-01, CC-SUB-01, CC-TRN-01"),
    ("office: sirajganj.tarash, rule: CC-SUB-01, quarter: 2023-24/Q2, state: done, date: 2023-11-28, memo: x", "this rule is not asked of an office of this tier, upazila"),
    (f"{MEETING}, state: done, memo: x", "done, but without a date; give the day or the month"),
    (f"{MEETING}, state: done, date: 2023-11-28", "done, but without memo or document"),
    (f"{MEETING}, state: done, date: 2023-09-28, memo: x", "its date 2023-09-28 is not in 2023-24/Q2, for which it is declared"),
    (f"{MEETING}, state: under-way, date: 2024-01", "its date 2024-01 is not in 2023-24/Q2"),
    (f"{MEETING}, state: done, date: 2023-12-05, memo: x", "done on 2023-12-05, which is after the day of the check, 2023-11-28"),
    ("office: sirajganj, rule: CC-TRN-01, quarter: 2023-24/Q2, state: done, date: 2023-06-30, memo: x", "is not in 2023-24/Q1 to 2023-24/Q2"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "told"), LEFT_OUT, ids=[told[:50] for _, told in LEFT_OUT])
def test_what_cannot_be_used_is_left_out_and_said(tmp_path: Path, entry: str, told: str) -> None:
    made = declared(tmp_path, f"{MEETING}, state: under-way", entry)
    assert len(made.usable) == 1
    assert len(made.warnings) == 1
    assert re.match(rf"{re.escape(str(tmp_path))}/declarations\.yaml:4:5: sirajg", made.warnings[0])
    assert told in made.warnings[0]
    assert made.warnings[0].endswith("it is left out")


@pytest.mark.parametrize(
    "entry",
    [
        f"{MEETING}, state: under-way",
        f"{MEETING}, state: under-way, date: 2023-12-20",  # planned
        f"{MEETING}, state: done, date: 2023-11, memo: x",
        f"{MEETING}, state: done, date: 2023-10-01, document: https://x.gov.bd",
        "office: sirajganj, rule: CC-TRN-01, quarter: 2023-24/Q2, state: done, date: 2023-09, memo: x",  # its half-year
    ],
)
def test_what_can_be_used(tmp_path: Path, entry: str) -> None:
    made = declared(tmp_path, entry)
    assert (len(made.usable), made.warnings) == (1, ())


def test_one_declared_twice_is_said(tmp_path: Path) -> None:
    made = declared(tmp_path, f"{MEETING}, state: under-way", f"{MEETING}, state: done, date: 2023-11-28, memo: x")
    assert len(made.usable) == 2
    assert "4:5: sirajganj, CC-MTG-01: 2023-24/Q2 is declared in line 3 too; what is done is taken" in made.warnings[0]


# ---- beside what was seen ------------------------------------------------------------------------------------------

DAY = date(2023, 11, 28)
DONE = Declaration("example", "CC-MTG-01", Q2, State.DONE, DAY, DAY, "০৫.৪৩")
UNDER_WAY = Declaration("example", "CC-MTG-01", Q2, State.UNDER_WAY, memo="০৫.৪৩")


def judged(evidence: Evidence | Unseen, *declarations: Declaration, rule: str = "CC-MTG-01") -> Finding:
    def ask(_rule: Rule, question: Question) -> Question:
        duty = packaged().of(_rule.code, question.office, question.quarter, question.as_of)
        told = Questions((question.office,), packaged(), declarations).declared(_rule.code, question, duty)
        return replace(question, declared=told)

    question = Question(evidence.office, Q2, AS_OF)
    return judge((catalogue()[rule],), evidence, question, ask)[0]


def silent() -> Evidence:
    return samples.seen(charter_box=samples.box())


def lost() -> Unseen:
    return Unseen(samples.office(), "site-unreachable", {"url": samples.HOME})


@pytest.mark.parametrize("seen", [silent, lost])
def test_done_is_shown_as_declared_where_the_site_is_silent_or_down(seen: object) -> None:
    told = judged(seen(), DONE)  # type: ignore[operator]
    assert (told.reason.slug, told.verdict) == ("declared", Verdict.MET)
    assert told.facts["date"] == "2023-11-28"
    assert told.facts["memo"] == "০৫.৪৩"
    assert told.facts["seen"] in ("no-minutes-online", "site-unreachable")


def test_under_way_is_shown_where_the_site_was_seen_and_unchecked_where_not() -> None:
    assert judged(silent(), UNDER_WAY).reason.slug == "in-progress"
    down = judged(lost(), UNDER_WAY)
    assert (down.reason.slug, down.verdict) == ("site-unreachable", Verdict.UNCHECKED)
    assert (down.facts["declared"], down.facts["declared_memo"]) == ("under-way", "০৫.৪৩")


def test_what_was_seen_goes_before_what_was_declared_and_both_are_told() -> None:
    told = judged(samples.minutes_in_box(), DONE)
    assert told.reason.slug == "minutes-found"
    assert (told.facts["declared"], told.facts["declared_date"]) == ("done", "2023-11-28")
    assert "contradiction" not in told.facts


def test_a_contradiction_is_a_fact() -> None:
    assert judged(samples.minutes_in_box(), UNDER_WAY).facts["contradiction"] == "done"
    other = replace(DONE, first=date(2023, 10, 12), last=date(2023, 10, 12))
    assert judged(samples.minutes_in_box(), other).facts["contradiction"] == "another-day"
    month = replace(DONE, first=date(2023, 11, 1), last=date(2023, 11, 30))
    assert "contradiction" not in judged(samples.minutes_in_box(), month).facts


def test_counts_of_the_offices_below_stand_against_a_declaration() -> None:
    rule, done = catalogue()["CC-SUB-01"], replace(DONE, rule="CC-SUB-01")
    for slugs, reason, against in (
        (("updated", "stale"), "some-updated", "not-done"),
        (("stale",), "none-updated", "not-done"),
        (("updated",), "all-updated", None),
        (("",), "some-unchecked", None),
    ):
        question = replace(samples.with_below(samples.district(), *slugs), declared=done)
        told = judge((rule,), samples.district(), question)[0]
        assert (told.reason.slug, told.facts.get("contradiction")) == (reason, against)


def test_what_is_done_goes_before_what_is_under_way() -> None:
    assert judged(silent(), DONE, UNDER_WAY).reason.slug == "declared"
    assert judged(silent(), UNDER_WAY, DONE).reason.slug == "declared"


@pytest.mark.parametrize(
    ("one", "slug"),
    [
        (replace(DONE, quarter=Quarter(2023, 1)), "no-minutes-online"),
        (replace(DONE, quarter=Quarter(2022, 2)), "no-minutes-online"),
        (replace(DONE, office="other"), "no-minutes-online"),
        (replace(DONE, rule="CC-TRN-01"), "no-minutes-online"),
    ],
)
def test_a_declaration_holds_for_its_own_office_rule_and_quarter(one: Declaration, slug: str) -> None:
    assert judged(silent(), one).reason.slug == slug


def test_one_for_any_quarter_of_the_period_counts() -> None:
    evidence = samples.district()
    training = replace(DONE, rule="CC-TRN-01", quarter=Quarter(2023, 1))
    assert judged(evidence, training, rule="CC-TRN-01").reason.slug == "declared"
    assert (
        judged(evidence, replace(training, quarter=Quarter(2023, 3)), rule="CC-TRN-01").reason.slug
        == "training-not-due"
    )


def test_a_waiver_lies_over_what_is_under_way() -> None:
    waiver = Waiver("CC-MTG-01", Q2, "x", "y")
    seen = replace(silent(), office=replace(samples.office(), waivers=(waiver,)))
    assert judged(seen, UNDER_WAY).verdict is Verdict.WAIVED


def test_what_no_declaration_can_change() -> None:
    told = judged(samples.charter_stamped_long_ago(), replace(DONE, rule="CC-UPD-01"), rule="CC-UPD-01")
    assert (told.reason.slug, "declared" in told.facts) == ("stale", False)
    assert reading.DECLARED not in catalogue()["CC-UPD-01"].reasons


def test_contradictions_are_said_with_their_place(tmp_path: Path) -> None:
    made = declared(tmp_path, f"{MEETING}, state: done, date: 2023-11-20, memo: ১২")
    facts: Mapping[str, str] = {"declared": "done", "declared_date": "2023-11-20", "contradiction": "another-day"}
    minutes = next(one for one in catalogue()["CC-MTG-01"].reasons if one.slug == "minutes-found")
    now = datetime(2023, 11, 28, tzinfo=UTC)
    row = Row(DC, (Finding("CC-MTG-01", minutes, facts),), now)
    scan = Scan(Q2, AS_OF, now, now, ("CC-MTG-01",), (row,))
    (told,) = contradicted(scan, made)
    assert (
        "declarations.yaml:3:5: sirajganj, CC-MTG-01: declared done, but the scan found minutes-found on another day"
        in told
    )
    assert list(contradicted(scan, Declarations())) == []
