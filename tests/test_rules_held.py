"""Meetings, trainings and the offices below: what a title proves, and what it does not."""

from dataclasses import replace
from datetime import date

import pytest

from charter_audit import samples
from charter_audit.events import names_event
from charter_audit.model import (
    Authority,
    Cause,
    Confidence,
    Document,
    Duty,
    Evidence,
    Finding,
    Found,
    Front,
    Ground,
    Link,
    Listing,
    Period,
    Place,
    Question,
    Role,
    Tier,
    Unreachable,
    Verdict,
)
from charter_audit.quarter import Quarter
from charter_audit.rules import cc_mtg_01, cc_sub_01, cc_trn_01
from charter_audit.samples import HOME, box, found, link, notice, record, seen

CHARTER = "সেবা প্রদান প্রতিশ্রুতি"
IN_TIME = date(2023, 11, 20)
AFTERWARDS = date(2024, 1, 20)


def on_board(title: str, day: date | None = IN_TIME, text: str = "", tier: Tier = Tier.DISTRICT) -> Evidence:
    """A notice of this title, published on a day and opened."""
    return seen(found(notice(title, day=day), record(title, text)), charter_box=box(), tier=tier)


def in_box(title: str, text: str = "", role: Role = Role.REPORTS, tier: Tier = Tier.DISTRICT) -> Evidence:
    """A file of this caption on the page behind a link of the box."""
    page = found(link(role), record("পাতা"))
    paper = Link(title, f"{HOME}x.pdf", f"{HOME}x.pdf", Place.ATTACHMENT)
    return seen(page, found(paper, Document(f"{HOME}x.pdf", "pdf", text), page), charter_box=box(), tier=tier)


def unopened(title: str, day: date | None = IN_TIME) -> Evidence:
    """A row of the list of notices that nobody opened."""
    row = notice(title, Place.ROW, day)
    listing = found(notice("notices", Place.NOTICES), Listing(f"{HOME}notices", "নোটিশ", (row,)))
    return seen(listing, charter_box=box(), tier=Tier.DISTRICT)


def no_one_below(evidence: Evidence) -> Evidence:
    return replace(evidence, office=replace(evidence.office, no_subordinates=True))


def ask(evidence: Evidence, as_of: date = AFTERWARDS, quarter: Quarter = samples.QUARTER) -> Question:
    return Question(evidence.office, quarter, as_of)


def met(evidence: Evidence, as_of: date = AFTERWARDS) -> Finding:
    return cc_mtg_01.judge(evidence, ask(evidence, as_of))


# ---- the meeting ---------------------------------------------------------------------------------------------------

MEETINGS = [
    ("minutes with the day in their title", on_board(f"{CHARTER} বিষয়ক ২৮/১১/২০২৩ তারিখের সভার কার্যবিবরণী", None), "minutes-found"),
    ("minutes of a quarter named with its year", on_board(f"২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিক {CHARTER} সভার কার্যবিবরণী", None), "minutes-found"),
    ("minutes published in the quarter", on_board("সিটিজেন চার্টার বিষয়ক সভার কার্যবিবরণী"), "minutes-found"),
    ("a row that nobody opened", unopened("সিটিজেন চার্টার সংক্রান্ত কমিটির সভার কার্যবিবরণী"), "minutes-found"),
    ("minutes misspelt", on_board("সিটিজেন চার্টার সভার কার্যবিবরনী"), "minutes-found"),
    ("decisions of the meeting", on_board(f"{CHARTER} সংক্রান্ত সভার সিদ্ধান্ত"), "minutes-found"),
    ("behind the box the charter need not be named", in_box("২য় সভার কার্যবিবরণী", "সভার তারিখ: ২৮ নভেম্বর ২০২৩"), "minutes-found"),
    ("the day of the meeting stands in the text", on_board(f"{CHARTER} সভার কার্যবিবরণী", date(2024, 1, 5), "সভার তারিখ: ২৮ নভেম্বর ২০২৩"), "minutes-found"),
    ("a notice of the meeting", on_board(f"{CHARTER} পরিবীক্ষণ কমিটির সভার নোটিশ, ২৮/১১/২০২৩"), "notice-without-minutes"),
    ("news of the meeting", on_board(f"{CHARTER} বিষয়ক ত্রৈমাসিক সভা অনুষ্ঠিত"), "notice-without-minutes"),
]  # fmt: skip

NOT_MEETINGS = [
    ("of another quarter", on_board(f"{CHARTER} বিষয়ক ২৮/০৮/২০২৩ তারিখের সভার কার্যবিবরণী")),
    ("held after the quarter", on_board(f"{CHARTER} বিষয়ক ১০/০১/২০২৪ তারিখের সভার কার্যবিবরণী", None)),
    ("a file of several matters", in_box("সভার সিদ্ধান্ত/কার্যবিবরণী/প্রশিক্ষণ", "সভার তারিখ: ২৮ নভেম্বর ২০২৩")),
    ("on another office's host", seen(found(replace(notice(f"{CHARTER} সভার কার্যবিবরণী", day=IN_TIME), address="https://pabna.gov.bd/minutes"), record("কার্যবিবরণী")), charter_box=box())),
    ("of another quarter by its name", on_board(f"২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক {CHARTER} সভার কার্যবিবরণী")),
    ("of another fiscal year", on_board(f"২০২২-২৩ অর্থবছরের {CHARTER} সভার কার্যবিবরণী")),
    ("the meeting's day is of another quarter, its publication not", on_board(f"{CHARTER} সভার কার্যবিবরণী", IN_TIME, "সভার তারিখ: ২৮ আগস্ট ২০২৩")),
    ("published in the first days, perhaps of the quarter before", on_board(f"{CHARTER} সভার কার্যবিবরণী", date(2023, 10, 3))),
    ("without any day", on_board(f"{CHARTER} সভার কার্যবিবরণী", None)),
    ("a general coordination meeting", on_board("জেলা সমন্বয় সভার কার্যবিবরণী")),
    ("the integrity committee's", on_board("নৈতিকতা কমিটির সভার কার্যবিবরণী")),
    ("another monitoring committee's", on_board("বাজার পরিবীক্ষণ কমিটির সভার কার্যবিবরণী")),
    ("another tool's behind the box", in_box("শুদ্ধাচার সভার কার্যবিবরণী", "সভার তারিখ: ২৮ নভেম্বর ২০২৩")),
    ("a municipality's charter", on_board("পৌরসভার সিটিজেন চার্টার")),
    ("a charter of meeting rooms", on_board(f"সভাকক্ষ ব্যবহারের {CHARTER}")),
    ("a chairman", on_board(f"{CHARTER} পরিবীক্ষণ কমিটির সভাপতি মনোনয়ন")),
    ("postponed", on_board(f"{CHARTER} বিষয়ক সভা স্থগিত")),
    ("a shelf, no item", seen(found(link(Role.LAWS, label="নীতিমালা/সভার সিদ্ধান্ত/কার্যবিবরণী/প্রশিক্ষণ"), record("নীতিমালা/সভার সিদ্ধান্ত/কার্যবিবরণী/প্রশিক্ষণ")), charter_box=box())),
    ("another office's minutes", on_board(f"জেলা প্রশাসকের কার্যালয়, পাবনা: {CHARTER} সভার কার্যবিবরণী")),
    ("another office's by its text", on_board(f"{CHARTER} সভার কার্যবিবরণী", IN_TIME, "জেলা প্রশাসকের কার্যালয়, পাবনা")),
    ("an awareness meeting is not the committee's", on_board(f"{CHARTER} বিষয়ে স্টেকহোল্ডারগণের সমন্বয়ে অবহিতকরণ সভা")),
    ("the stamp of the page proves only that it was saved", seen(found(notice(f"{CHARTER} সভার কার্যবিবরণী"), record(f"{CHARTER} সভার কার্যবিবরণী", "", samples.stamp(IN_TIME))), charter_box=box())),
    ("silence", seen(charter_box=box())),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "slug"), [case[1:] for case in MEETINGS], ids=[case[0] for case in MEETINGS])
def test_a_meeting_that_a_title_proves(evidence: Evidence, slug: str) -> None:
    told = met(evidence)
    assert told.reason.slug == slug
    assert told.evidence[0].url == told.facts["url"]


@pytest.mark.parametrize("evidence", [case[1] for case in NOT_MEETINGS], ids=[case[0] for case in NOT_MEETINGS])
def test_a_meeting_that_nothing_proves_is_unchecked_never_missing(evidence: Evidence) -> None:
    told = met(evidence)
    assert (told.reason.slug, told.verdict) == ("no-minutes-online", Verdict.UNCHECKED)


def test_a_meeting_after_the_day_of_the_check_does_not_count() -> None:
    evidence = on_board(f"{CHARTER} সভার নোটিশ, ২৮/১১/২০২৩", date(2023, 11, 20))
    assert met(evidence, date(2023, 11, 21)).reason.slug == "no-minutes-online"
    assert met(evidence, date(2023, 11, 28)).reason.slug == "notice-without-minutes"


def test_facts_of_minutes() -> None:
    told = met(samples.minutes_in_box())
    assert told.facts == {
        "meeting_date": "2023-11-28",
        "memo": "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৫০১",
        "url": f"{HOME}minutes.pdf",
    }
    assert "meeting_date" not in met(on_board(f"{CHARTER} সভার কার্যবিবরণী")).facts  # only the day of publication is known


def test_minutes_go_before_a_notice() -> None:
    both = (
        found(notice(f"{CHARTER} সভার নোটিশ", day=IN_TIME), record("নোটিশ")),
        found(notice(f"{CHARTER} সভার কার্যবিবরণী", day=IN_TIME), record("কার্যবিবরণী")),
    )
    assert met(seen(*both, charter_box=box())).reason.slug == "minutes-found"


def lost(title: str, day: date | None) -> Evidence:
    at = notice(title, day=day)
    return seen(Found(at, Unreachable(at.href, Cause.TIMEOUT)), charter_box=box(), tier=Tier.DISTRICT)


@pytest.mark.parametrize(
    ("evidence", "slug"),
    [
        (lost(f"{CHARTER} সভার নোটিশ", None), "page-lost"),
        (lost(f"{CHARTER} সভার কার্যবিবরণী", date(2023, 10, 3)), "page-lost"),
        (lost(f"{CHARTER} সভার কার্যবিবরণী", date(2023, 8, 3)), "no-minutes-online"),  # not of this quarter
        (lost("সমন্বয় সভার নোটিশ", None), "no-minutes-online"),  # its title promises nothing
    ],
)
def test_trouble_blocks_only_behind_what_is_titled_as_the_quarters_meeting(evidence: Evidence, slug: str) -> None:
    assert met(evidence).reason.slug == slug


REPORT = f"{CHARTER} বাস্তবায়ন অগ্রগতি প্রতিবেদন ২০২৩-২৪ (২য় ত্রৈমাসিক)"


@pytest.mark.parametrize(
    ("evidence", "slug"),
    [
        (no_one_below(in_box(REPORT)), "report-instead"),
        (no_one_below(in_box("ত্রৈমাসিক প্রতিবেদন, ২য় ত্রৈমাসিক ২০২৩-২৪")), "report-instead"),
        (in_box(REPORT), "no-minutes-online"),  # an office with others below it is to meet
        (no_one_below(in_box(REPORT.replace("২য়", "১ম"))), "no-minutes-online"),
        (no_one_below(in_box(f"{CHARTER} প্রতিবেদন")), "no-minutes-online"),
        (no_one_below(in_box("শুদ্ধাচার প্রতিবেদন, ২য় ত্রৈমাসিক ২০২৩-২৪")), "no-minutes-online"),
        (no_one_below(on_board("বার্ষিক প্রতিবেদন, ২য় ত্রৈমাসিক ২০২৩-২৪")), "no-minutes-online"),
    ],
)
def test_a_report_stands_for_the_meeting_only_where_none_is_below(evidence: Evidence, slug: str) -> None:
    assert met(evidence).reason.slug == slug


# ---- trainings -----------------------------------------------------------------------------------------------------


def trained(evidence: Evidence, as_of: date = AFTERWARDS, quarter: Quarter = samples.QUARTER) -> Finding:
    return cc_trn_01.judge(evidence, ask(evidence, as_of, quarter))


TRAININGS = [
    ("news with its day", on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণ অনুষ্ঠিত, ১৪/০৯/২০২৩", None), Tier.DISTRICT),
    ("a workshop published in the half-year", on_board("সিটিজেন চার্টার শীর্ষক কর্মশালা"), Tier.DISTRICT),
    ("a seminar, beside another matter", on_board("তথ্য অধিকার ও সিটিজেন চার্টার বিষয়ক সেমিনার"), Tier.DISTRICT),
    ("a row that nobody opened", unopened(f"{CHARTER} বিষয়ক প্রশিক্ষণের নোটিশ"), Tier.DISTRICT),
]

NOT_TRAININGS = [
    ("of the half-year before", on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণ অনুষ্ঠিত, ১৪/০৬/২০২৩")),
    ("of the fiscal year before", on_board(f"২০২২-২৩ অর্থবছরের {CHARTER} প্রশিক্ষণ")),
    ("on the right to information alone", on_board("তথ্য অধিকার আইন বিষয়ক প্রশিক্ষণ")),
    ("the charter of a training centre", on_board("যুব প্রশিক্ষণ কেন্দ্রের সিটিজেন চার্টার")),
    ("a charter, then the centre's name", on_board("সিটিজেন চার্টার, কারিগরি প্রশিক্ষণ কেন্দ্র")),
    ("the training branch's charter", on_board("সিটিজেন চার্টার (প্রশিক্ষণ শাখা)")),
    ("the teachers' training institute", on_board("সিটিজেন চার্টার - প্রাথমিক প্রশিক্ষণ ইনস্টিটিউট")),
    ("a charter of trainings", on_board("কারিগরি প্রশিক্ষণের সিটিজেন চার্টার")),
    ("trainees", on_board("সিটিজেন চার্টার: প্রশিক্ষণার্থী নির্বাচন")),
    ("a module", on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণ মডিউল")),
    ("a calendar", on_board(f"{CHARTER} প্রশিক্ষণ ক্যালেন্ডার")),
    ("a work plan", on_board(f"{CHARTER} কর্মপরিকল্পনা: প্রশিক্ষণ")),
    ("a nomination for somebody else's", on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণে মনোনয়ন")),
    ("called off", on_board(f"{CHARTER} বিষয়ক কর্মশালা বাতিল")),
    ("published in the first days", on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণ", date(2023, 7, 4))),
    ("another district's", on_board(f"পাবনা জেলা: {CHARTER} বিষয়ক প্রশিক্ষণ")),
    ("a service of the charter, no title", on_board("সেবা", IN_TIME, f"{CHARTER} প্রশিক্ষণ প্রদান, ৩ কার্যদিবস")),
]


@pytest.mark.parametrize(("evidence", "tier"), [case[1:] for case in TRAININGS], ids=[case[0] for case in TRAININGS])
def test_a_training_that_a_title_proves(evidence: Evidence, tier: Tier) -> None:
    assert evidence.office.tier is tier
    told = trained(evidence)
    assert (told.reason.slug, told.verdict) == ("training-found", Verdict.MET)


@pytest.mark.parametrize("evidence", [case[1] for case in NOT_TRAININGS], ids=[case[0] for case in NOT_TRAININGS])
def test_what_is_no_training_of_the_period(evidence: Evidence) -> None:
    told = trained(evidence)
    assert (told.reason.slug, told.verdict) == ("no-training-online", Verdict.UNCHECKED)


@pytest.mark.parametrize(
    ("tier", "as_of", "slug", "due"),
    [
        (Tier.DISTRICT, date(2023, 11, 28), "training-not-due", "2023-12-31"),
        (Tier.DISTRICT, date(2023, 12, 31), "training-not-due", "2023-12-31"),
        (Tier.DISTRICT, date(2024, 1, 1), "no-training-online", None),
        (Tier.DIVISION, date(2024, 1, 1), "training-not-due", "2024-06-30"),
        (Tier.DIVISION, date(2024, 7, 1), "no-training-online", None),
    ],
)
def test_it_is_due_when_its_period_is_over(tier: Tier, as_of: date, slug: str, due: str | None) -> None:
    told = trained(seen(charter_box=box(), tier=tier), as_of)
    assert (told.reason.slug, told.facts.get("due")) == (slug, due)


def test_the_period_is_the_duties() -> None:
    evidence = on_board(f"{CHARTER} বিষয়ক প্রশিক্ষণ অনুষ্ঠিত, ১৪/০৯/২০২৩", None)
    practice = Authority(Ground.NONE, "", "", Confidence.UNKNOWN)
    duty = Duty("CC-TRN-01", False, 4, None, practice, Period.QUARTER)
    question = replace(ask(evidence), duty=duty)
    assert cc_trn_01.judge(evidence, question).reason.slug == "no-training-online"


def test_a_training_lost_is_unchecked() -> None:
    assert trained(lost(f"{CHARTER} বিষয়ক প্রশিক্ষণ", None), date(2023, 11, 28)).reason.slug == "page-lost"


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("সিটিজেন চার্টার বিষয়ক প্রশিক্ষণ", True),
        ("সিটিজেন চার্টার সভার কার্যবিবরণী", True),
        ("সিটিজেন চার্টার", False),
        ("সমন্বয় সভা", False),
    ],
)
def test_what_is_worth_opening(label: str, named: bool) -> None:
    assert names_event(label) is named


# ---- the offices below ---------------------------------------------------------------------------------------------


def counted(*slugs: str) -> Finding:
    evidence = samples.district()
    return cc_sub_01.judge(evidence, samples.with_below(evidence, *slugs))


@pytest.mark.parametrize(
    ("slugs", "slug", "facts"),
    [
        (["updated", "updated-outside-box"], "all-updated", ("2", "2", "0", "")),
        (["updated", "stale"], "some-updated", ("1", "2", "0", "উপজেলা ২")),
        (["stale-one-quarter", "stale", "no-charter"], "none-updated", ("0", "3", "0", "উপজেলা ১, উপজেলা ২, উপজেলা ৩")),
        (["updated", ""], "some-unchecked", ("1", "1", "1", "উপজেলা ২ (?)")),
        (["site-unreachable"], "some-unchecked", ("0", "0", "1", "উপজেলা ১ (?)")),
        (["undated", "date-conflict", "updated-later", "page-lost"], "some-unchecked", ("0", "0", "4", "উপজেলা ১ (?), উপজেলা ২ (?), উপজেলা ৩ (?), উপজেলা ৪ (?)")),
        (["stale", "site-unreachable"], "none-updated", ("0", "1", "1", "উপজেলা ১, উপজেলা ২ (?)")),
        (["updated", "stale", ""], "some-updated", ("1", "2", "1", "উপজেলা ২, উপজেলা ৩ (?)")),
    ],
)  # fmt: skip
def test_n_of_n_by_name(slugs: list[str], slug: str, facts: tuple[str, ...]) -> None:
    told = counted(*slugs)
    assert told.reason.slug == slug
    assert tuple(told.facts.get(key, "") for key in ("updated", "checked", "unchecked", "names")) == facts
    assert len(told.evidence) == len(slugs)


def test_nobody_is_failed_for_an_office_that_could_not_be_looked_at() -> None:
    assert counted("updated", "site-unreachable", "").verdict is Verdict.UNCHECKED


def awareness(title: str, day: date | None = IN_TIME) -> str:
    evidence = no_one_below(on_board(title, day))
    return cc_sub_01.judge(evidence, ask(evidence)).reason.slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (f"{CHARTER} বিষয়ে স্টেকহোল্ডারগণের সমন্বয়ে অবহিতকরণ সভা", "awareness-found"),
        ("সিটিজেন চার্টার বিষয়ে অংশীজনের সভা", "awareness-found"),
        ("নৈতিকতা বিষয়ে অংশীজনের সভা", "no-awareness-online"),  # of another tool
        (f"{CHARTER} পরিবীক্ষণ কমিটির সভা", "no-awareness-online"),
        (f"{CHARTER} বিষয়ে অংশীজনের তালিকা", "no-awareness-online"),
    ],
)
def test_without_offices_below_a_stakeholder_meeting_is_looked_for(title: str, slug: str) -> None:
    assert awareness(title) == slug
    assert awareness(title, date(2023, 6, 1)) == "no-awareness-online"


def test_without_a_list_of_offices_below_nothing_is_concluded() -> None:
    evidence = on_board(f"{CHARTER} বিষয়ে অংশীজনের সভা")
    assert cc_sub_01.judge(evidence, ask(evidence)).reason.slug == "subordinates-unlisted"


def test_the_board_itself_is_read_where_it_was_not_opened() -> None:
    evidence = seen(charter_box=box(), tier=Tier.DISTRICT)
    board = (notice(f"{CHARTER} সভার কার্যবিবরণী", day=IN_TIME),)
    front: Front = replace(evidence.front, notices=board)
    assert met(replace(evidence, front=front)).reason.slug == "minutes-found"
