"""The rules: their examples, the catalogue word by word, and tables of what must (not) be found."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
import yaml

from charter_audit import reading, samples
from charter_audit.extend import Example, Rule
from charter_audit.model import (
    Box,
    Cause,
    Dated,
    Evidence,
    Found,
    Kind,
    Link,
    Listing,
    NoRecord,
    Place,
    Question,
    Reason,
    Record,
    Role,
    Table,
    Tier,
    Unreachable,
    Unread,
    Unreadable,
    Unrecognised,
    Verdict,
)
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue, core
from charter_audit.samples import (
    HOME,
    ORDER_TEXT,
    ORDER_TITLE,
    box,
    charter_record,
    found,
    link,
    other_box,
    record,
    seen,
    stamp,
)
from conftest import HANDBOOK

RULES = catalogue()
EXAMPLES = [(rule, example) for rule in RULES.values() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "case", None))
def test_examples(rule: Rule, example: Example) -> None:
    evidence = example.evidence()
    assert rule.judge(evidence, example.question(evidence)).reason.slug == example.reason


def test_core_rules_stand_in_the_order_of_the_catalogue() -> None:
    assert core() == ("CC-BOX-01", "CC-COM-01", "CC-UPD-01", "CC-FMT-01")


# ---- the catalogue of the handbook ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handbook() -> Mapping[str, Any]:
    path = HANDBOOK / "rules.yaml"
    if not path.exists():
        pytest.skip("the rule catalogue is not beside this checkout")
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def as_catalogued(reason: Reason) -> dict[str, object]:
    return {
        "slug": reason.slug,
        "verdict": reason.verdict.value,
        "lead": reason.lead.value,
        "bn": reason.bn,
        "en": reason.en,
        "advice_bn": reason.advice_bn,
        "advice_en": reason.advice_en,
        "facts": list(reason.facts),
        "folded": reason.folded,
        "absorbs": ["/".join(pair) for pair in reason.absorbs],
        "minutes_with": reason.minutes_with,
    }


def expected(entry: Mapping[str, Any]) -> dict[str, object]:
    blank: dict[str, object] = {"facts": [], "folded": False, "absorbs": [], "minutes_with": ""}
    return {key: entry.get(key, blank.get(key)) for key in as_catalogued(reading.NOT_FOR_TIER)}


@pytest.mark.parametrize("code", RULES)
def test_reasons_are_those_of_the_catalogue(code: str, handbook: Mapping[str, Any]) -> None:
    entry = next(rule for rule in handbook["rules"] if rule["id"] == code)
    rule = RULES[code]
    assert [as_catalogued(reason) for reason in rule.reasons] == [expected(one) for one in entry["reasons"]]
    assert [reason.slug for reason in rule.reasons] == [slug for slug in entry["order"] if slug != "(reading)"]
    assert (rule.title_bn, rule.title_en, rule.core) == (entry["title_bn"], entry["title_en"], entry["core"])
    assert {tier.value for tier in rule.tiers} == set(entry["tiers"])
    assert [role.value for role in rule.blocks] == entry["blocks"]


def test_reading_reasons_are_those_of_the_catalogue(handbook: Mapping[str, Any]) -> None:
    assert [as_catalogued(reason) for reason in reading.READING] == [
        expected(one) for one in handbook["reading_reasons"]
    ]


def test_before_the_reading_reasons_stand_only_proofs(handbook: Mapping[str, Any]) -> None:
    for entry in handbook["rules"]:
        if entry["id"] in RULES:
            before = entry["order"][: entry["order"].index("(reading)")]
            verdicts = {one["slug"]: one["verdict"] for one in entry["reasons"]}
            count = RULES[entry["id"]].count
            counted = {reason.slug for reason in count.reasons} if count else set()  # of findings, no website is read
            assert {verdicts[slug] for slug in before if slug not in counted} <= {"met", "not_applicable"}


# ---- the box -------------------------------------------------------------------------------------------------------


def judged(code: str, evidence: Evidence, day: date = samples.AS_OF, quarter: Quarter = samples.QUARTER) -> str:
    return RULES[code].judge(evidence, Question(evidence.office, quarter, day)).reason.slug


def links(*roles: Role, place: Place = Place.OTHER_BOX) -> tuple[Link, ...]:
    return tuple(link(role, place) for role in roles)


BOXES = [
    ("the usual box", seen(charter_box=box()), "box-present"),
    ("one live link is enough", seen(charter_box=box(link(Role.LAWS))), "box-present"),
    ("every slot dead", seen(charter_box=box(link(Role.CHARTER, dead=True))), "box-empty"),
    ("no slot at all", seen(charter_box=Box(samples.TITLE, ())), "box-empty"),
    ("another title", seen(charter_box=box(title="নাগরিক তথ্য")), "box-other-title"),
    ("the same in a box that is known to be another", seen(more=(other_box(*links(*samples.LABELS), title="সেবাসমূহ"),)), "charter-outside-box"),
    ("only the charter under another title", seen(more=(other_box(*links(Role.CHARTER), title="তথ্য"),)), "charter-outside-box"),
    ("a dead label elsewhere is no charter link", seen(more=(other_box(link(Role.CHARTER, Place.OTHER_BOX, dead=True)),)), "no-box"),
    ("nothing", seen(), "no-box"),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "slug"), [case[1:] for case in BOXES], ids=[case[0] for case in BOXES])
def test_box(evidence: Evidence, slug: str) -> None:
    assert judged("CC-BOX-01", evidence) == slug


def test_a_menu_link_is_said_with_its_place() -> None:
    evidence = seen()
    front = replace(evidence.front, others=(link(Role.CHARTER, Place.MENU),))
    finding = RULES["CC-BOX-01"].judge(replace(evidence, front=front), samples.ask(evidence))
    assert (finding.reason.slug, finding.facts["place"]) == ("charter-outside-box", "menu")


# ---- the committee's letter ----------------------------------------------------------------------------------------


def order(day: str = "০৪/১০/২০২৩", title: str = ORDER_TITLE) -> Found:
    return found(link(Role.COMMITTEE), record(title, ORDER_TEXT.replace("০৪/১০/২০২৩", day)))


def notice(day: str = "০৪/১০/২০২৩", place: Place = Place.BOARD) -> Found:
    at = Link(ORDER_TITLE, f"{HOME}n", f"{HOME}n", place)
    return found(at, record(ORDER_TITLE, ORDER_TEXT.replace("০৪/১০/২০২৩", day)))


def lost(role: Role, cause: Cause = Cause.TIMEOUT, place: Place = Place.BOX) -> Found:
    at = link(role, place)
    return found(at, Unreachable(at.href, cause, status=404 if cause is Cause.GONE else 0))


def scan_file(role: Role = Role.COMMITTEE) -> Found:
    return found(link(role), Unreadable(f"{HOME}x.pdf", Unread.SCAN, "no text"))


FOCAL = found(link(Role.COMMITTEE), record("ফোকাল পয়েন্ট কর্মকর্তা", "সহকারী কমিশনার, সাধারণ শাখা"))
MEMBERS = found(
    link(Role.COMMITTEE),
    record("পরিবীক্ষণ কমিটি", "পরিবীক্ষণ কমিটি: ১ আহ্বায়ক ২ সদস্য ৩ সদস্য সচিব"),
)
NO_LINK = box(link(Role.CHARTER), link(Role.REPORTS), link(Role.LAWS))

LETTERS = [
    ("of the quarter", [order()], box(), "letter-this-quarter"),
    ("of the quarter, behind any link of the box", [replace(order(), link=link(Role.LAWS))], box(), "letter-this-quarter"),
    ("a quarter named goes before its date", [order("২৮/০৯/২০২৩", f"{ORDER_TITLE} ২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিক")], box(), "letter-this-quarter"),
    ("of the quarter before, same year", [order("০৪/০৭/২০২৩")], box(), "letter-not-renewed"),
    ("of the year before", [order("০৪/০৫/২০২৩")], box(), "letter-old"),
    ("old and new beside each other", [order("০৪/০৫/২০২৩"), order()], box(), "letter-this-quarter"),
    ("without a day", [order("")], box(), "letter-undated"),
    ("without a day beside an old one", [order("০৪/০৫/২০২৩"), order("")], box(), "letter-undated"),
    ("a scan that its caption calls the letter", [found(Link(ORDER_TITLE + " ০৪/১০/২০২৩", "x.pdf", f"{HOME}x.pdf", Place.BOX, Role.COMMITTEE), Unreadable(f"{HOME}x.pdf", Unread.SCAN, "no text"))], box(), "letter-this-quarter"),
    ("a nameless scan", [scan_file()], box(), "document-scan"),
    ("members without an order", [MEMBERS], box(), "list-without-letter"),
    ("only the focal point", [FOCAL], box(), "no-letter"),
    ("a dead committee link", [lost(Role.COMMITTEE, Cause.GONE)], box(), "no-letter"),
    ("its own page that says there is none", [found(link(Role.COMMITTEE), NoRecord(HOME, "empty"))], box(), "no-letter"),
    ("committee page lost", [lost(Role.COMMITTEE)], box(), "page-lost"),
    ("committee page blocked", [lost(Role.COMMITTEE, Cause.BLOCKED)], box(), "page-lost"),
    ("committee page unreadable", [found(link(Role.COMMITTEE), Unrecognised(HOME, "challenge"))], box(), "page-lost"),
    ("lost charter does not block", [lost(Role.CHARTER), FOCAL], box(), "no-letter"),
    ("lost report does not block beside a committee link", [lost(Role.REPORTS), FOCAL], box(), "no-letter"),
    ("lost report blocks where there is no committee link", [lost(Role.REPORTS)], NO_LINK, "page-lost"),
    ("lost charter blocks nowhere", [lost(Role.CHARTER)], NO_LINK, "no-letter"),
    ("found before trouble", [lost(Role.COMMITTEE), order()], box(), "letter-this-quarter"),
    ("trouble before the board", [lost(Role.COMMITTEE), notice()], box(), "page-lost"),
    ("on the board", [FOCAL, notice()], box(), "notice-only"),
    ("in the list of notices", [FOCAL, notice(place=Place.NOTICES)], box(), "notice-only"),
    ("among the office orders", [FOCAL, notice(place=Place.ORDERS)], box(), "letter-elsewhere"),
    ("in another box", [FOCAL, notice(place=Place.OTHER_BOX)], box(), "letter-elsewhere"),
    ("on the board without a box", [notice()], None, "notice-only"),
    ("on the board, but old", [FOCAL, notice("০৪/০৫/২০২২")], box(), "no-letter"),
    ("on the board, old, no box", [notice("০৪/০৫/২০২২")], None, "no-box-no-letter"),
    ("list of notices lost", [FOCAL, lost(Role.OTHER, place=Place.NOTICES)], box(), "page-lost"),
    ("list of notices that does not exist", [FOCAL, lost(Role.OTHER, Cause.GONE, Place.NOTICES)], box(), "no-letter"),
    ("list of orders lost, no box", [lost(Role.OTHER, place=Place.ORDERS)], None, "page-lost"),
    ("nothing at all", [], None, "no-box-no-letter"),
    ("an ethics committee is another", [found(link(Role.COMMITTEE), record("নৈতিকতা কমিটি গঠন", ORDER_TEXT.replace("পরিবীক্ষণ কমিটি", "নৈতিকতা কমিটি").replace("সেবা প্রদান প্রতিশ্রুতি", "")))], box(), "no-letter"),
    ("a committee inside a charter's table", [found(link(Role.CHARTER), record("সিটিজেন চার্টার", ORDER_TEXT * 2))], box(), "no-letter"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("things", "charter_box", "slug"), [case[1:] for case in LETTERS], ids=[case[0] for case in LETTERS]
)
def test_letter(things: list[Found], charter_box: Box | None, slug: str) -> None:
    assert judged("CC-COM-01", seen(*things, charter_box=charter_box, tier=Tier.DISTRICT)) == slug


@pytest.mark.parametrize("tier", [Tier.MINISTRY, Tier.DIVISION, Tier.DIRECTORATE, Tier.DIVISIONAL_COMMISSIONER])
def test_other_tiers_are_not_asked_to_renew(tier: Tier) -> None:
    for day in ("০৪/০৫/২০২০", ""):
        assert judged("CC-COM-01", seen(order(day), charter_box=box(), tier=tier)) == "letter-standing"


def test_a_letter_of_a_later_quarter() -> None:
    evidence = seen(order("০৪/০২/২০২৪"), charter_box=box(), tier=Tier.UPAZILA)
    assert judged("CC-COM-01", evidence, date(2024, 3, 1)) == "letter-later"


def test_the_letters_facts() -> None:
    published = Dated(date(2023, 10, 5), date(2023, 10, 5), Kind.PUBLISHED, HOME, "০৫-১০-২০২৩")
    at = Link(ORDER_TITLE, f"{HOME}n", f"{HOME}n", Place.BOARD, days=(published,))
    evidence = seen(FOCAL, found(at, record(ORDER_TITLE, ORDER_TEXT)), charter_box=box(), tier=Tier.DISTRICT)
    finding = RULES["CC-COM-01"].judge(evidence, samples.ask(evidence))
    assert finding.facts == {
        "letter_date": "2023-10-04",
        "upload_date": "2023-10-05",
        "memo": "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১",
        "notice_url": f"{HOME}n",
    }


def test_the_letters_day_in_its_file_is_the_pages() -> None:
    page = found(link(Role.COMMITTEE), record(ORDER_TITLE))
    file = Link("০৪/১০/২০২৩", "x.pdf", f"{HOME}x.pdf", Place.ATTACHMENT)
    attached = found(file, Unreadable(f"{HOME}x.pdf", Unread.SCAN, "no text"), page)
    assert judged("CC-COM-01", seen(page, attached, charter_box=box(), tier=Tier.DISTRICT)) == "letter-this-quarter"


def test_an_older_notice_is_a_fact() -> None:
    evidence = seen(FOCAL, notice("০৪/০৫/২০২২"), charter_box=box(), tier=Tier.DISTRICT)
    finding = RULES["CC-COM-01"].judge(evidence, samples.ask(evidence))
    assert finding.facts["older_notice"] == f"{HOME}n"


# ---- the charter's update ------------------------------------------------------------------------------------------

OLD, NEW = stamp(date(2021, 11, 20)), stamp(date(2023, 11, 1))
SHORT = "সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ।"


def charter(*days: Dated, title: str = samples.LABELS[Role.CHARTER], place: Place = Place.BOX, at: str = "1") -> Found:
    thing = replace(charter_record(*days, title=title), at=f"{HOME}site/page/{at}")
    return found(link(Role.CHARTER, place), thing)


CHARTERS = [
    ("stamped in the quarter", [charter(NEW)], box(), "updated"),
    ("stamped long ago", [charter(OLD)], box(), "stale"),
    ("stamped in the quarter before", [charter(stamp(date(2023, 8, 1)))], box(), "stale-one-quarter"),
    ("without any day", [charter()], box(), "undated"),
    ("titled with the quarter", [charter(OLD, title="সিটিজেন চার্টার ২০২৩-২৪ ২য় ত্রৈমাসিক")], box(), "updated"),
    ("titled with an old day, stamped now", [charter(NEW, title="সিটিজেন চার্টার ২৭.০৯.২০২১")], box(), "date-conflict"),
    ("marked old", [charter(NEW, title="পুরাতন সিটিজেন চার্টার")], box(), "stale"),
    ("two behind the box, one new", [charter(OLD), charter(NEW, at="2")], box(), "updated"),
    ("the charter's page lost", [lost(Role.CHARTER)], box(), "page-lost"),
    ("found before trouble", [lost(Role.CHARTER), charter(NEW)], box(), "updated"),
    ("stale beside trouble", [lost(Role.CHARTER), charter(OLD)], box(), "page-lost"),
    ("a lost committee page does not block", [lost(Role.COMMITTEE), charter(OLD)], box(), "stale"),
    ("stale in the box, new in the menu", [charter(OLD), charter(NEW, place=Place.MENU, at="2")], box(), "updated-outside-box"),
    ("no box, new in the menu", [charter(NEW, place=Place.MENU)], None, "updated-outside-box"),
    ("no box, old in the menu", [charter(OLD, place=Place.MENU)], None, "stale"),
    ("stale in the box, the menu's lost", [charter(OLD), lost(Role.CHARTER, place=Place.MENU)], box(), "page-lost"),
    ("undated in the box is not made better by the menu", [charter(), charter(NEW, place=Place.MENU, at="2")], box(), "undated"),
    ("nothing", [], None, "no-charter"),
    ("a dead link", [lost(Role.CHARTER, Cause.GONE)], box(), "no-charter"),
    ("a definition", [found(link(Role.CHARTER), record("সিটিজেন চার্টার", SHORT * 8))], box(), "no-charter"),
    ("an empty page", [found(link(Role.CHARTER), record("সিটিজেন চার্টার"))], box(), "no-charter"),
    ("a guideline", [found(link(Role.CHARTER), record("সেবা প্রদান প্রতিশ্রুতি প্রণয়ন সংক্রান্ত নির্দেশিকা", samples.SERVICES * 12))], box(), "no-charter"),
    ("a file that cannot be read", [found(Link("সিটিজেন চার্টার", "c.pdf", f"{HOME}c.pdf", Place.BOX, Role.CHARTER), Unreadable(f"{HOME}c.pdf", Unread.UNREADABLE, "damaged"))], box(), "document-unreadable"),
    ("another upazila's", [found(link(Role.CHARTER), replace(charter_record(NEW), title="সিটিজেন চার্টার, তাড়াশ উপজেলা"))], box(), "charter-of-other-office"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("things", "charter_box", "slug"), [case[1:] for case in CHARTERS], ids=[case[0] for case in CHARTERS]
)
def test_update(things: list[Found], charter_box: Box | None, slug: str) -> None:
    assert judged("CC-UPD-01", seen(*things, charter_box=charter_box)) == slug


def test_a_day_after_haalnagad_is_stated() -> None:
    text = f"হালনাগাদের তারিখ: ১২/০৩/২০২২ {samples.SERVICES * 12} আইনের তারিখ ০১/১১/২০২৩"
    finding = RULES["CC-UPD-01"].judge(
        seen(found(link(Role.CHARTER), record("সিটিজেন চার্টার", text)), charter_box=box()), samples.ask(seen())
    )
    assert (finding.reason.slug, finding.facts["date"], finding.facts["date_kind"]) == (
        "stale",
        "2022-03-12",
        "stated",
    )


def test_a_table_is_a_charter_however_short() -> None:
    table = Table((("ক্রমিক", "সেবার নাম"), ("১", "সনদ")))
    page = replace(record("সিটিজেন চার্টার", "সেবা", OLD), tables=(table,))
    assert judged("CC-UPD-01", seen(found(link(Role.CHARTER), page), charter_box=box())) == "stale"


def test_the_day_in_a_files_name_counts() -> None:
    upload = Dated(date(2023, 11, 1), date(2023, 11, 1), Kind.UPLOADED, HOME, "2023-11-01")
    file = Link("", "x.pdf", f"{HOME}x.pdf", Place.ATTACHMENT, days=(upload,))
    page = record("সিটিজেন চার্টার", "সেবা", links=(file,))
    assert judged("CC-UPD-01", seen(found(link(Role.CHARTER), page), charter_box=box())) == "updated"


def test_a_list_is_not_dated_but_its_records_are() -> None:
    row = Link("সিটিজেন চার্টার", "r", f"{HOME}r", Place.ROW)
    listed = found(link(Role.CHARTER), Listing(HOME, "", (row,)))
    opened = found(row, charter_record(OLD), listed)
    assert judged("CC-UPD-01", seen(listed, opened, charter_box=box())) == "stale"


def test_days_after_the_scan_are_said_beside_any_reason() -> None:
    evidence = seen(charter(OLD, stamp(date(2023, 12, 5))), charter_box=box())
    finding = RULES["CC-UPD-01"].judge(evidence, samples.ask(evidence))
    assert (finding.reason.slug, finding.facts["after_as_of"]) == ("stale", "page_stamp:2023-12-05")


# ---- whose it is -------------------------------------------------------------------------------------------------

FOREIGN = "https://cabinet.gov.bd/site/page/1"
STORE = "https://objectstorage.ap-1.oraclecloud15.com/n/a/b/V2Ministry/o/{}/2023/11/11111111-1111-1111-1111-111111111111.pdf"


def moved(one: Found, at: str) -> Found:
    return replace(one, link=replace(one.link, address=at), thing=replace(cast("Record", one.thing), at=at))


@pytest.mark.parametrize(
    ("at", "slug"),
    [
        (FOREIGN, "charter-of-other-office"),
        ("https://www.example.sirajganj.gov.bd/site/page/1", "updated"),
        ("http://example.sirajganj.gov.bd/site/page/1", "updated"),
        ("https://example.sirajganj.gov.bd:8443/site/page/1", "charter-of-other-office"),
    ],
)
def test_a_charter_on_another_host_is_not_the_offices(at: str, slug: str) -> None:
    assert judged("CC-UPD-01", seen(moved(charter(NEW), at), charter_box=box())) == slug


@pytest.mark.parametrize(
    ("owner", "slug"),
    [("office-cabinet", "charter-of-other-office"), ("office-example-sirajganj", "document-unreadable")],
)
def test_a_file_in_another_offices_store_is_not_the_offices(owner: str, slug: str) -> None:
    at = STORE.format(owner)
    file = found(
        Link("সিটিজেন চার্টার", at, at, Place.BOX, Role.CHARTER), Unreadable(at, Unread.UNREADABLE, "kind-not-read")
    )
    assert judged("CC-UPD-01", seen(file, charter_box=box())) == slug


def test_a_lost_charter_on_another_host_is_lost_and_not_missing() -> None:
    gone = found(replace(link(Role.CHARTER), address=FOREIGN), Unreachable(FOREIGN, Cause.TIMEOUT))
    assert judged("CC-UPD-01", seen(gone, charter_box=box())) == "page-lost"


def test_a_letter_on_another_host_is_not_the_offices() -> None:
    assert judged("CC-COM-01", seen(moved(order(), FOREIGN), charter_box=box(), tier=Tier.DISTRICT)) == "no-letter"


def test_what_is_lost_on_another_host_could_not_have_settled_the_letter() -> None:
    gone = found(replace(link(Role.COMMITTEE), address=FOREIGN), Unreachable(FOREIGN, Cause.TIMEOUT))
    assert judged("CC-COM-01", seen(gone, charter_box=box(), tier=Tier.DISTRICT)) == "no-letter"


# ---- every rule ----------------------------------------------------------------------------------------------------

TROUBLES = [
    Unreachable(HOME, cause) for cause in Cause if cause is not Cause.GONE
] + [Unrecognised(HOME, "challenge"), *(Unreadable(HOME, how, "why") for how in Unread)]  # fmt: skip


@pytest.mark.parametrize("thing", TROUBLES, ids=str)
@pytest.mark.parametrize("code", ["CC-COM-01", "CC-UPD-01"])
def test_trouble_never_fails_an_office(code: str, thing: Any) -> None:
    evidence = seen(*(found(link(role), thing) for role in samples.LABELS), charter_box=box())
    finding = RULES[code].judge(evidence, samples.ask(evidence))
    assert finding.verdict is Verdict.UNCHECKED
    assert finding.evidence


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize(("things", "charter_box", "_"), [case[1:] for case in LETTERS + CHARTERS])
def test_facts_are_known_to_the_reason_and_an_address_is_named(
    code: str, things: list[Found], charter_box: Box | None, _: str
) -> None:
    evidence = seen(*things, charter_box=charter_box)
    finding = RULES[code].judge(evidence, samples.ask(evidence))
    assert set(finding.facts) <= {*finding.reason.facts, *reading.ALWAYS}
    assert all(seen_.url.startswith("http") for seen_ in finding.evidence)
    assert finding.evidence
