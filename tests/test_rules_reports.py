"""Reports and plans behind the box: which quarter or year they are of, and whose matter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from charter_audit import leads, samples
from charter_audit.boxlinks import titles_outside
from charter_audit.matter import Matter, matter_of
from charter_audit.model import (
    Authority,
    Box,
    Cause,
    Confidence,
    Dated,
    Document,
    Duty,
    Evidence,
    Finding,
    Found,
    Front,
    Ground,
    Kind,
    Link,
    Listing,
    NoRecord,
    Place,
    Question,
    Role,
    Table,
    Thing,
    Tier,
    Unreachable,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.quarter import Quarter
from charter_audit.reading import ALWAYS
from charter_audit.rules import catalogue
from charter_audit.samples import HOME, ORDER_TITLE, box, found, link, other_box, record, seen
from charter_audit.titled import titled, titled_in, titled_link

RULES = catalogue()
REP, PLN = "CC-REP-01", "CC-PLN-01"
REPORTS, PLANS = Role.REPORTS, "কর্মপরিকল্পনা"
NAME = "সেবা প্রদান প্রতিশ্রুতি"
LABEL = samples.LABELS[REPORTS]
LAST, BEFORE, OLD = "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক প্রতিবেদন", "২০২২-২৩ অর্থবছরের ৪র্থ ত্রৈমাসিক প্রতিবেদন", "বার্ষিক প্রতিবেদন ২০২১-২২"  # fmt: skip
TEXT = "এই কার্যালয়ের সেবা প্রদান প্রতিশ্রুতি বাস্তবায়নের অগ্রগতি নিম্নরূপ: সকল সেবা নির্ধারিত সময়ে প্রদান করা হয়েছে। " * 2
DAY, DUE = date(2023, 10, 12), date(2023, 10, 15)
FOREIGN = "https://cabinet.gov.bd/report.pdf"
DRIVE = "https://drive.google.com/file/d/1/view"


def duty(code: str, due: date | None = None, ground: Ground = Ground.NONE) -> Duty:
    return Duty(code, False, None, due, Authority(ground, "", "", Confidence.UNKNOWN))


def judged(code: str, evidence: Evidence, as_of: date = samples.AS_OF, quarter: Quarter = samples.QUARTER, due: date | None = None) -> Finding:  # fmt: skip
    return RULES[code].judge(evidence, Question(evidence.office, quarter, as_of, duty(code, due)))


def file(
    label: str = "", name: str = "", day: Dated | None = None, place: Place = Place.ATTACHMENT, to: str = ""
) -> Link:
    name = name or f"{label or 'x'}.pdf"
    return Link(label, name, to or f"{HOME}{name}", place, days=(day,) if day else ())


def on(day: date, kind: Kind = Kind.PUBLISHED, last: date | None = None) -> Dated:
    return Dated(day, last or day, kind, HOME, "")


def page(*links: Link, title: str = LABEL, text: str = "", days: Sequence[Dated] = (), label: str = "", rows: int = 0) -> Found:  # fmt: skip
    tables = (Table((("ক", "খ"),) * rows),) if rows else ()
    return found(link(REPORTS, label=label), replace(record(title, text, *days, links=links), tables=tables))


def pdf(text: str) -> Document:
    return Document(f"{HOME}x.pdf", "pdf", text)


SCAN = Unreadable(f"{HOME}x.pdf", Unread.SCAN, "scan", "pdf", 2)
LOST = Unreachable(f"{HOME}x.pdf", Cause.TIMEOUT)
GONE = Unreachable(f"{HOME}x.pdf", Cause.GONE, status=404)


def kept(*links: Link, thing: Thing = SCAN, title: str = LABEL, label: str = "") -> tuple[Found, ...]:
    """The page of reports with these files, each of which came as `thing`."""
    owner = page(*links, title=title, label=label)
    return (owner, *(found(one, thing, owner) for one in links))


def listed(*rows: Link, opened: Sequence[tuple[int, Thing]] = ()) -> tuple[Found, ...]:
    owner = found(link(REPORTS), Listing(f"{HOME}reports", "প্রতিবেদন", rows))
    return (owner, *(found(rows[n], thing, owner) for n, thing in opened))


def row(label: str, day: Dated | None = None) -> Link:
    return file(label, day=day, place=Place.ROW)


def body(label: str, to: str = "") -> Link:
    return file(label, place=Place.BODY, to=to)


# ---- the report of the last completed quarter ------------------------------------------------------------------------

CASES: list[tuple[str, Sequence[Found], str]] = [
    ("a file of the quarter", kept(file(LAST)), "report-published"),
    ("the quarter by its months", kept(file("প্রতিবেদন (জুলাই-সেপ্টেম্বর ২০২৩)")), "report-published"),
    ("by an ordinal, the year on its page", kept(file("১ম ত্রৈমাসিক"), title="ত্রৈমাসিক প্রতিবেদন ২০২৩-২৪"), "report-published"),
    ("the year far away on its page", kept(file("১ম কোয়ার্টার"), title="২০২৩-২৪ অর্থবছরের সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার) বাস্তবায়ন সংক্রান্ত ত্রৈমাসিক পরিবীক্ষণ ও মূল্যায়ন প্রতিবেদনসমূহ"), "report-published"),
    ("an icon on a page of the quarter", kept(file(), title=LAST), "report-published"),
    ("a page of the quarter", [page(title=LAST, text=TEXT)], "report-published"),
    ("a page with a table", [page(title=LAST, rows=2)], "report-published"),
    ("a page that tells the quarter in its heading lines", [page(text=f"{LAST} {TEXT}")], "report-published"),
    ("a file that tells it in its heading lines", kept(file(), thing=pdf(f"{LAST} {TEXT}")), "report-published"),
    ("a row of a list", listed(row(BEFORE), row(LAST)), "report-published"),
    ("a record behind a row", listed(row("প্রতিবেদন"), opened=[(0, record(LAST, TEXT))]), "report-published"),
    ("a link in the text", [page(body(LAST, DRIVE))], "report-published"),
    ("a file straight behind the box", [found(link(REPORTS, label=LAST), SCAN)], "report-published"),
    ("among older ones", kept(file(BEFORE), file(LAST), file(OLD)), "report-published"),
    ("behind the committee's link", [found(link(Role.COMMITTEE), record("পরিবীক্ষণ কমিটি", links=(file(f"{NAME} {LAST}"),)))], "report-published"),
    ("found before trouble", [*kept(file(LAST)), found(link(REPORTS), LOST)], "report-published"),
    ("a grievance report that is the charter's", kept(file(f"{NAME} ও অভিযোগ প্রতিকার {LAST}")), "report-published"),
    ("on the plan's progress", kept(file(f"{NAME} কর্মপরিকল্পনা বাস্তবায়ন অগ্রগতি, ১ম ত্রৈমাসিক ২০২৩-২৪ প্রতিবেদন")), "report-published"),
    ("elsewhere in the list of notices", [page(title="", text=""), *(n := [found(Link("", "n", f"{HOME}n", Place.NOTICES), Listing(HOME, "", (row(f"{NAME} {LAST}"),)))])], "report-elsewhere"),
    ("a report without a word of when", kept(file("প্রতিবেদন"), thing=pdf(TEXT)), "report-undated"),
    ("a text without a word of when", [page(text=TEXT)], "report-undated"),
    ("an ordinal without a year", kept(file("১ম ত্রৈমাসিক প্রতিবেদন"), thing=pdf(TEXT)), "report-undated"),
    ("the year alone", kept(file("প্রতিবেদন ২০২৩-২৪"), thing=pdf(TEXT)), "report-undated"),
    ("a day after the quarter began", kept(file("প্রতিবেদন", day=on(DAY)), thing=pdf(TEXT)), "report-undated"),
    ("undated beside an older one", [*kept(file(BEFORE), file("প্রতিবেদন"), thing=pdf(TEXT))], "report-undated"),
    ("only the quarter before", kept(file(BEFORE)), "report-older-only"),
    ("only a year before", kept(file(OLD)), "report-older-only"),
    ("published before the quarter began", kept(file("প্রতিবেদন", day=on(date(2023, 6, 30))), thing=pdf(TEXT)), "report-older-only"),
    ("a page saved before the quarter began", [page(text=TEXT, days=[on(date(2023, 6, 30), Kind.PAGE_STAMP)])], "report-older-only"),
    ("an older row that nobody opened", listed(row(BEFORE)), "report-older-only"),
    ("a text that tells of earlier quarters only", [page(text=f"২০২২-২৩ অর্থবছরের ৩য় ত্রৈমাসিক ৪১২, ২০২২-২৩ অর্থবছরের ৪র্থ ত্রৈমাসিক ৩৯৮। {TEXT}")], "report-older-only"),
    ("plan and report in one, of earlier quarters", [page(title="কর্মপরিকল্পনা ও মূল্যায়ন প্রতিবেদন", text=f"২০২২-২৩ অর্থবছরের ৩য় ত্রৈমাসিক ৪১২। {TEXT}")], "report-older-only"),
    ("plan and report in one, of an earlier year", [page(title="কর্মপরিকল্পনা ও মূল্যায়ন প্রতিবেদন", text=f"২০২২-২৩ {TEXT}")], "document-unreadable"),
    ("a text that compares with an earlier quarter", [page(text=f"২০২২-২৩ অর্থবছরের ৪র্থ ত্রৈমাসিকের তুলনায় {TEXT} {'ক' * 300} ২০২৩-২৪")], "report-undated"),
    ("a text that compares with the year before", [page(text=f"২০২২-২৩ অর্থবছরের তুলনায় {TEXT} {'ক' * 300} ২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক")], "report-undated"),
    ("the year on its title, the quarter in its text", kept(file("প্রতিবেদন ২০২৩-২৪"), thing=pdf(f"১ম ত্রৈমাসিক ২০২৩-২৪ {TEXT}")), "report-published"),
    ("the year on its title, an earlier quarter in its text", kept(file("প্রতিবেদন ২০২২-২৩"), thing=pdf(f"৪র্থ ত্রৈমাসিক ২০২২-২৩ {TEXT}")), "report-older-only"),
    ("older scans need not be read", kept(file(BEFORE), file(OLD), thing=SCAN), "report-older-only"),
    ("an older file that was lost", [*kept(file(BEFORE)), *kept(file(OLD), thing=LOST)[1:]], "report-older-only"),
    ("the running quarter's only", kept(file("২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিক প্রতিবেদন")), "page-lost"),
    ("a nameless scan", kept(file()), "document-scan"),
    ("a lost file", kept(file(), thing=LOST), "page-lost"),
    ("the quarter's file lost", kept(file(LAST), thing=LOST), "page-lost"),
    ("the quarter's file gone", kept(file(LAST), thing=GONE), "link-blank"),
    ("the performance agreement's", kept(file(f"এপিএ {LAST}"), thing=pdf(TEXT)), "document-unreadable"),
    ("the agreement's beside an older one", kept(file(BEFORE), file(f"এপিএ {LAST}"), thing=pdf(TEXT)), "document-unreadable"),
    ("the agreement's of earlier, beside an older one", kept(file(BEFORE), file(f"এপিএ {BEFORE}"), thing=pdf("ক" * 200)), "report-older-only"),
    ("a guideline at another office", [page(body("নির্দেশিকা", FOREIGN))], "link-blank"),
    ("an older one beside the running quarter's", kept(file(BEFORE), file("২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিক প্রতিবেদন")), "page-lost"),
    ("the charter itself", kept(file(f"{NAME} ২০২৩-২৪ ১ম ত্রৈমাসিক"), thing=pdf(TEXT)), "document-unreadable"),
    ("a link in the text that says nothing", [page(body("বিস্তারিত"))], "page-lost"),
    ("a frame", [page(body(""))], "page-lost"),
    ("more pages of the list", [found(link(REPORTS), Listing(HOME, "", (row("শুদ্ধাচার প্রতিবেদন"),), next=f"{HOME}2"))], "page-lost"),
    ("another tool's file whose text names the charter", kept(file(LAST), thing=pdf(f"শুদ্ধাচার {'ক' * 400} {NAME}")), "report-published"),
    ("another office's store", [page(body(LAST, "https://objectstorage.ap-1.oraclecloud15.com/n/a/b/V2Ministry/o/office-cabinet/2023/11/a.pdf"))], "document-unreadable"),
    ("minutes as a page", [page(title="সভার কার্যবিবরণী", text=TEXT)], "link-blank"),
    ("the agreement as a page", [page(title="এপিএ", text=TEXT)], "document-unreadable"),
    ("another tool's page", [page(title="শুদ্ধাচার কৌশল", text=TEXT)], "link-blank"),
    ("the charter, its quarter in its text", kept(file(NAME), thing=pdf(f"১ম ত্রৈমাসিক ২০২৩-২৪ {TEXT}")), "document-unreadable"),
    ("published on the day the quarter began", kept(file("প্রতিবেদন", day=on(date(2023, 7, 1))), thing=pdf(TEXT)), "report-undated"),
    ("a row without a target", listed(Link(LAST, "", None, Place.ROW)), "link-blank"),
    ("another tool's", kept(file("শুদ্ধাচার " + LAST), file("নৈতিকতা কমিটির " + LAST)), "link-blank"),
    ("another tool's by its page", kept(file(LAST), title="অভিযোগ প্রতিকার ব্যবস্থা"), "link-blank"),
    ("another tool's by its text", kept(file(LAST), thing=pdf("তথ্য অধিকার বিষয়ক কার্যক্রম " * 9)), "link-blank"),
    ("another tool's rows, unopened", listed(row("উদ্ভাবন " + LAST)), "link-blank"),
    ("a plan of the quarter's year", kept(file(f"{PLANS} ২০২৩-২৪")), "link-blank"),
    ("minutes of the quarter", kept(file("১ম ত্রৈমাসিক সভার কার্যবিবরণী ২০২৩-২৪")), "link-blank"),
    ("the committee's letter", kept(file(ORDER_TITLE)), "link-blank"),
    ("a guideline", kept(file("নির্দেশিকা ২০২৩-২৪")), "link-blank"),
    ("a title and the promise of a text", [page(title=LAST, text="শীঘ্রই আপলোড করা হবে")], "link-blank"),
    ("another office's", [page(body(LAST, FOREIGN))], "document-unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "slug"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_report(things: Sequence[Found], slug: str) -> None:
    finding = judged(REP, seen(*things, charter_box=box()))
    assert finding.reason.slug == slug, finding.facts


DATES: list[tuple[str, Sequence[Dated], str]] = [
    ("no day at all", [], "report-published"),
    ("before", [on(DAY)], "report-published"),
    ("on it", [on(DUE)], "report-published"),
    ("the day after", [on(date(2023, 10, 16))], "report-late"),
    ("uploaded after", [on(date(2023, 10, 16), Kind.UPLOADED)], "report-late"),
    ("uploaded in time, published after", [on(DAY, Kind.UPLOADED), on(date(2023, 11, 1))], "report-published"),
    ("a page saved after", [on(date(2023, 11, 1), Kind.PAGE_STAMP)], "report-published"),
    ("published after, a page saved in time", [on(date(2023, 10, 20)), on(DAY, Kind.PAGE_STAMP)], "report-published"),
    ("published after, a page saved after", [on(date(2023, 10, 20)), on(date(2023, 11, 1), Kind.PAGE_STAMP)], "report-late"),
    ("the month of it", [on(date(2023, 10, 1), Kind.UPLOADED, date(2023, 10, 31))], "report-published"),
    ("the month after", [on(date(2023, 11, 1), Kind.UPLOADED, date(2023, 11, 30))], "report-late"),
    ("over the edge", [on(DUE, Kind.UPLOADED, date(2023, 10, 16))], "report-published"),
    ("after the day of the scan", [on(date(2024, 1, 1))], "report-published"),
    ("the server's day", [on(date(2023, 11, 1), Kind.SERVER)], "report-published"),
]  # fmt: skip


@pytest.mark.parametrize(("days", "slug"), [case[1:] for case in DATES], ids=[case[0] for case in DATES])
def test_the_day_of_a_report(days: Sequence[Dated], slug: str) -> None:
    one = replace(file(LAST), days=tuple(days))
    assert judged(REP, seen(*kept(one), charter_box=box()), due=DUE).reason.slug == slug
    assert judged(REP, seen(*kept(one), charter_box=box())).reason.slug == "report-published"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (f"{LAST}, ১২/১০/২০২৩", "report-published"),
        (f"{LAST}, ১৬/১০/২০২৩", "report-late"),
        (f"{LAST}, নভেম্বর ২০২৩", "report-published"),
        (f"{LAST}, ২৯ আশ্বিন ১৪৩০", "report-published"),
        (f"{LAST}, ১৫ অগ্রহায়ণ ১৪৩০", "report-published"),
    ],
)
def test_the_day_in_a_title(title: str, slug: str) -> None:
    assert judged(REP, seen(*kept(file(title)), charter_box=box()), due=DUE).reason.slug == slug


def test_a_late_report_beside_one_in_time() -> None:
    late, early = replace(file(LAST), days=(on(date(2023, 11, 1)),)), file(f"{LAST} (২)", day=on(DAY))
    assert judged(REP, seen(*kept(late, early), charter_box=box()), due=DUE).reason.slug == "report-published"


def test_a_late_report_beside_trouble_is_unchecked() -> None:
    late = replace(file(LAST), days=(on(date(2023, 11, 1)),))
    lost = found(link(REPORTS), LOST)
    assert judged(REP, seen(*kept(late), lost, charter_box=box()), due=DUE).reason.slug == "page-lost"


@pytest.mark.parametrize(
    ("as_of", "slug"),
    [
        (date(2023, 10, 1), "report-not-due"),
        (date(2023, 10, 15), "report-not-due"),
        (date(2023, 10, 16), "report-older-only"),
        (date(2023, 12, 31), "report-older-only"),
        (date(2024, 1, 1), "report-older-only"),
        (date(2023, 9, 30), "report-published"),
    ],
)
def test_the_last_completed_quarter_is_that_of_the_day_of_the_scan(as_of: date, slug: str) -> None:
    evidence = seen(*kept(file(BEFORE)), charter_box=box())
    for quarter in (Quarter(2022, 1), Quarter(2023, 4)):
        assert judged(REP, evidence, as_of, quarter, DUE).reason.slug == slug


@pytest.mark.parametrize("charter_box", [None, box(), box(link(Role.CHARTER))])
def test_before_the_day_nothing_is_missed(charter_box: Box | None) -> None:
    things = [page()] if charter_box == box() else []
    early = judged(REP, seen(*things, charter_box=charter_box), date(2023, 10, 2), due=DUE)
    assert (early.reason.slug, early.facts) == ("report-not-due", {"due": "2023-10-15"})
    assert judged(REP, seen(*things, charter_box=charter_box), date(2023, 10, 2)).verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("বার্ষিক প্রতিবেদন ২০২২-২৩", "report-published"),
        ("Annual report 2022-23", "report-published"),
        ("প্রতিবেদন ২০২২-২৩", "report-undated"),
        (BEFORE, "report-published"),
        ("বার্ষিক প্রতিবেদন ২০২১-২২", "report-older-only"),
        ("২০২২-২৩ অর্থবছরের ৩য় ত্রৈমাসিক প্রতিবেদন", "report-older-only"),
        ("বার্ষিক প্রতিবেদন ২০২৩-২৪", "report-undated"),
        ("অর্ধবার্ষিক প্রতিবেদন ২০২২-২৩", "report-undated"),
        ("ত্রৈমাসিক/বার্ষিক প্রতিবেদন ২০২২-২৩", "report-undated"),
    ],
)
def test_of_the_fourth_quarter_the_years_report_will_do(title: str, slug: str) -> None:
    evidence = seen(*kept(file(title), thing=pdf(TEXT)), charter_box=box())
    assert judged(REP, evidence, date(2023, 8, 20)).reason.slug == slug


def test_of_another_quarter_the_years_report_will_not_do() -> None:
    evidence = seen(*kept(file("বার্ষিক প্রতিবেদন ২০২৩-২৪"), thing=pdf(TEXT)), charter_box=box())
    assert judged(REP, evidence, date(2024, 2, 1)).reason.slug == "report-undated"


def test_several_quarters_in_one_title() -> None:
    both = "১ম ত্রৈমাসিক ২০২৩-২৪ ও ৪র্থ ত্রৈমাসিক ২০২২-২৩ প্রতিবেদন"
    assert judged(REP, seen(*kept(file(both)), charter_box=box())).reason.slug == "report-published"
    listing = f"১ম ত্রৈমাসিক ২০২৩-২৪, ৪র্থ ত্রৈমাসিক ২০২২-২৩ {TEXT}"
    assert judged(REP, seen(page(text=listing), charter_box=box())).reason.slug == "report-undated"


ELSEWHERE = [
    ("on the board", {"notices": (file(f"{NAME} {LAST}", place=Place.BOARD),)}, "report-elsewhere", "board"),
    ("in the menu", {"others": (file(f"{NAME} {LAST}", place=Place.MENU),)}, "report-elsewhere", "menu"),
    ("in another box", {"boxes": (other_box(file(f"{NAME} {LAST}", place=Place.OTHER_BOX)),)}, "report-elsewhere", "other-box"),
    ("of another matter", {"notices": (file(LAST, place=Place.BOARD),)}, "link-absent", None),
    ("of another quarter", {"notices": (file(f"{NAME} {BEFORE}", place=Place.BOARD),)}, "link-absent", None),
    ("no report", {"notices": (file(f"{NAME} ১ম ত্রৈমাসিক ২০২৩-২৪", place=Place.BOARD),)}, "link-absent", None),
    ("without a target", {"notices": (Link(f"{NAME} {LAST}", "#", None, Place.BOARD),)}, "link-absent", None),
    ("at another office", {"notices": (file(f"{NAME} {LAST}", place=Place.BOARD, to=FOREIGN),)}, "link-absent", None),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "slug", "place"), [case[1:] for case in ELSEWHERE], ids=[case[0] for case in ELSEWHERE])  # fmt: skip
def test_a_report_outside_the_box(changes: dict[str, object], slug: str, place: str | None) -> None:
    evidence = seen(charter_box=box(link(Role.CHARTER)))
    evidence = replace(evidence, front=replace(evidence.front, **changes))  # type: ignore[arg-type]
    finding = judged(REP, evidence)
    assert (finding.reason.slug, finding.facts.get("place")) == (slug, place)


@pytest.mark.parametrize("thing", [GONE, LOST])
def test_a_report_outside_the_box_that_did_not_come(thing: Thing) -> None:
    notice = file(f"{NAME} {LAST}", place=Place.BOARD)
    evidence = seen(found(notice, thing), charter_box=box(link(Role.CHARTER)))
    evidence = replace(evidence, front=replace(evidence.front, notices=(notice,)))
    assert judged(REP, evidence).reason.slug == "link-absent"


def test_the_facts_of_a_report() -> None:
    late = replace(file(LAST), days=(on(date(2023, 10, 20)), on(date(2023, 11, 1), Kind.PAGE_STAMP)))
    told = judged(REP, seen(*kept(late), charter_box=box()), due=DUE)
    url = f"{HOME}{LAST}.pdf"
    assert told.facts == {"title": LAST, "quarter": "2023-24/Q1", "date": "2023-10-20", "due": "2023-10-15", "url": url}
    assert [one.url for one in told.evidence] == [url]
    older = judged(REP, seen(*kept(file(OLD)), charter_box=box()))
    assert (older.facts["title"], older.facts["quarter"]) == (OLD, "2021-22")
    undated = judged(REP, seen(page(text=TEXT, title="অগ্রগতি"), charter_box=box()))
    assert undated.facts == {"title": "অগ্রগতি", "url": f"{HOME}box/reports"}


# ---- the work plan of the year ---------------------------------------------------------------------------------------

THIS, PAST = f"{NAME} {PLANS} ২০২৩-২৪", f"{NAME} {PLANS} ২০২১-২২"

PLAN_CASES: list[tuple[str, Sequence[Found], str]] = [
    ("a file", kept(file(THIS)), "plan-current"),
    ("in the box's own context", kept(file(f"{PLANS} ২০২৩-২৪")), "plan-current"),
    ("by the page's title", kept(file("২০২৩-২৪"), title=PLANS), "plan-current"),
    ("by the year of a page of plans", kept(file(PLANS), title=f"{PLANS} ২০২৩-২৪"), "plan-current"),
    ("typed on a page", [page(title=f"{PLANS} ২০২৩-২৪", text=TEXT)], "plan-current"),
    ("typed on a page, in its heading lines", [page(title=PLANS, text=f"২০২৩-২৪ {TEXT}")], "plan-current"),
    ("spelt apart", kept(file("কর্ম-পরিকল্পনা ২০২৩-২০২৪")), "plan-current"),
    ("an annex of the agreement that names the charter", kept(file(f"এপিএ সংযোজনী: {THIS}")), "plan-current"),
    ("a row", listed(row(THIS)), "plan-current"),
    ("in its text", kept(file(), thing=pdf(f"{PLANS} ২০২৩-২৪ " + "ক" * 300)), "plan-current"),
    ("behind the committee's link", [found(link(Role.COMMITTEE), record("কমিটি", links=(file(THIS),)))], "plan-current"),
    ("behind the plan's own link", [found(link(Role.PLAN, label=f"{PLANS} ২০২৩-২৪"), SCAN)], "plan-current"),
    ("found before trouble", [*kept(file(THIS)), found(link(REPORTS), LOST)], "plan-current"),
    ("beside older ones", kept(file(PAST), file(THIS)), "plan-current"),
    ("a text that compares with the year before", [page(title=PLANS, text=f"২০২২-২৩ অর্থবছরের তুলনায় {TEXT} {'ক' * 300} ২০২৩-২৪")], "plan-undated"),
    ("a text of earlier years", [page(title=PLANS, text=f"২০২১-২২ ও ২০২২-২৩ {TEXT}")], "plan-older-only"),
    ("without a year", kept(file(PLANS), thing=pdf(TEXT)), "plan-undated"),
    ("without a year, beside an older one", kept(file(PLANS), file(PAST), thing=pdf(TEXT)), "plan-undated"),
    ("an earlier year's", kept(file(PAST)), "plan-older-only"),
    ("an earlier year's, lost", [*kept(file(PAST)), *kept(file(f"{PLANS} ২০২০-২১"), thing=LOST)[1:]], "plan-older-only"),
    ("a later year's only", kept(file(f"{PLANS} ২০২৪-২৫"), thing=pdf(TEXT)), "page-lost"),
    ("nothing but reports", kept(file(LAST), file(BEFORE)), "plan-absent"),
    ("nothing", [page()], "plan-absent"),
    ("a dead link", [found(link(REPORTS), GONE)], "plan-absent"),
    ("the page lost", [found(link(REPORTS), LOST)], "page-lost"),
    ("the year's file lost", kept(file(THIS), thing=LOST), "page-lost"),
    ("a nameless scan", kept(file()), "document-scan"),
    ("another tool's", kept(file(f"শুদ্ধাচার {PLANS} ২০২৩-২৪")), "plan-absent"),
    ("another tool's page behind the box (T16)", [page(title=f"জাতীয় শুদ্ধাচার কৌশল {PLANS} ২০২৩-২৪", text=TEXT)], "plan-absent"),
    ("another tool's by its text", kept(file(f"{PLANS} ২০২৩-২৪"), thing=pdf("জাতীয় শুদ্ধাচার কৌশল " * 9)), "plan-absent"),
    ("the agreement's", kept(file(f"বার্ষিক কর্মসম্পাদন চুক্তি {PLANS} ২০২৩-২৪"), thing=pdf(TEXT)), "document-unreadable"),
    ("plan and report in one title", kept(file(f"{PLANS} ও মূল্যায়ন প্রতিবেদন ২০২৩-২৪"), thing=pdf(TEXT)), "document-unreadable"),
    ("a report on the plan is not the plan", kept(file(f"{NAME} {PLANS} বাস্তবায়ন অগ্রগতি প্রতিবেদন ২০২৩-২৪"), thing=pdf("সকল কার্যক্রম সম্পন্ন। " * 9)), "plan-absent"),
    ("a report whose text speaks of the plan", [page(text=f"{TEXT} {'ক' * 400} {PLANS}")], "document-unreadable"),
    ("a link in the text that says nothing", [page(body("বিস্তারিত"))], "page-lost"),
    ("a picture", [page(body(""))], "page-lost"),
    ("another office's", [page(body(THIS, FOREIGN))], "plan-absent"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "slug"), [case[1:] for case in PLAN_CASES], ids=[case[0] for case in PLAN_CASES])
def test_plan(things: Sequence[Found], slug: str) -> None:
    more = [one.link for one in things if one.via is None and one.link.role is Role.PLAN]
    reports = any(one.via is None and one.link.role is REPORTS for one in things)
    evidence = seen(*things, charter_box=box(link(Role.CHARTER), *([link(REPORTS)] if reports else []), *more))
    finding = judged(PLN, evidence)
    assert finding.reason.slug == slug, finding.facts


@pytest.mark.parametrize(
    ("quarter", "slug"),
    [(Quarter(2024, 4), "plan-absent"), (Quarter(2025, 1), "plan-no-order"), (Quarter(2026, 2), "plan-no-order")],
)
def test_from_2025_26_on_no_order_is_on_file(quarter: Quarter, slug: str) -> None:
    evidence = seen(page(), charter_box=box())
    finding = judged(PLN, evidence, quarter=quarter)
    assert finding.reason.slug == slug
    assert finding.facts == ({"fiscal_year": quarter.fiscal_year} if slug == "plan-no-order" else {"places": f"{HOME} {HOME}box/reports"})  # fmt: skip


@pytest.mark.parametrize(("ground", "slug"), [(Ground.MEMO, "plan-absent"), (Ground.LISTED, "plan-no-order"), (None, "plan-no-order")])  # fmt: skip
def test_a_memo_of_the_users_is_an_order(ground: Ground | None, slug: str) -> None:
    evidence = seen(page(), charter_box=box())
    due = duty(PLN, ground=ground) if ground else None
    assert (
        RULES[PLN].judge(evidence, Question(evidence.office, Quarter(2026, 2), samples.AS_OF, due)).reason.slug == slug
    )


def test_trouble_goes_before_the_missing_order_and_the_order_before_older_plans() -> None:
    later = Quarter(2026, 1)
    assert judged(PLN, seen(found(link(REPORTS), LOST), charter_box=box()), quarter=later).reason.slug == "page-lost"
    assert judged(PLN, seen(*kept(file(PAST)), charter_box=box()), quarter=later).reason.slug == "plan-no-order"
    assert judged(PLN, seen(*kept(file(f"{PLANS} ২০২৬-২৭")), charter_box=box()), quarter=later).reason.slug == "plan-current"  # fmt: skip


def agreement(*links: Link, title: str = "বার্ষিক কর্মসম্পাদন চুক্তি") -> Evidence:
    evidence = seen(page(), charter_box=box())
    return replace(evidence, front=replace(evidence.front, boxes=(*evidence.front.boxes, Box(title, links))))


def in_agreement(label: str, role: Role = Role.OTHER) -> Link:
    return replace(file(label, place=Place.OTHER_BOX), role=role)


AGREEMENTS = [
    ("the charter's plan in it", agreement(in_agreement(THIS, Role.PLAN)), "plan-current"),
    ("the charter's plan of an earlier year", agreement(in_agreement(PAST, Role.PLAN)), "plan-older-only"),
    ("what may hold it was not opened", agreement(in_agreement("চুক্তিসমূহ")), "page-lost"),
    ("a plan that was not opened", agreement(in_agreement(PLANS, Role.PLAN)), "page-lost"),
    ("what cannot hold it", agreement(in_agreement("প্রতিবেদন", Role.REPORTS), in_agreement("নির্দেশিকা", Role.LAWS)), "plan-absent"),
    ("a dead label", agreement(Link("চুক্তিসমূহ", "", None, Place.OTHER_BOX)), "plan-absent"),
    ("another box", agreement(in_agreement("চুক্তিসমূহ"), title="তথ্য অধিকার"), "plan-absent"),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "slug"), [case[1:] for case in AGREEMENTS], ids=[case[0] for case in AGREEMENTS])
def test_the_box_on_the_performance_agreement(evidence: Evidence, slug: str) -> None:
    assert judged(PLN, evidence).reason.slug == slug


@pytest.mark.parametrize(("thing", "slug"), [(record("এপিএ", "পাঠ"), "plan-absent"), (LOST, "page-lost")])
def test_an_agreement_that_was_opened(thing: Thing, slug: str) -> None:
    one = in_agreement(PLANS, Role.PLAN)
    evidence = agreement(one)
    finding = judged(PLN, replace(evidence, found=(*evidence.found, found(one, thing))))
    assert finding.reason.slug == slug
    assert slug == "page-lost" or one.address in finding.facts["places"].split()


def test_the_facts_of_a_plan() -> None:
    told = judged(PLN, seen(*kept(file(THIS)), charter_box=box()))
    assert told.facts == {"title": THIS, "fiscal_year": "2023-24", "url": f"{HOME}{THIS}.pdf"}
    older = judged(PLN, seen(*kept(file(f"{PLANS} ২০২০-২১"), file(PAST)), charter_box=box()))
    assert older.facts["fiscal_year"] == "2021-22"
    dead = judged(PLN, seen(found(link(REPORTS), GONE), charter_box=box()))
    assert dead.facts == {"places": f"{HOME} {HOME}box/reports (none)"}


def test_without_a_box_the_plan_is_absent_and_a_link_that_nobody_asked_is_lost() -> None:
    assert judged(PLN, seen()).reason.slug == "plan-absent"
    assert judged(PLN, seen(charter_box=box())).reason.slug == "page-lost"


# ---- both ------------------------------------------------------------------------------------------------------------

TROUBLES = [Unreachable(HOME, cause) for cause in Cause if cause is not Cause.GONE] + [
    Unreadable(HOME, how, "why") for how in Unread
]


@pytest.mark.parametrize("thing", TROUBLES, ids=str)
@pytest.mark.parametrize("code", [REP, PLN])
def test_trouble_never_fails_an_office(code: str, thing: Thing) -> None:
    for things in ([found(link(REPORTS), thing)], kept(file(), thing=thing), [*kept(file(OLD)), found(link(REPORTS), thing)]):  # fmt: skip
        finding = judged(code, seen(*things, charter_box=box()))
        assert finding.verdict is Verdict.UNCHECKED
        assert finding.evidence


@pytest.mark.parametrize("code", [REP, PLN])
@pytest.mark.parametrize("things", [case[1] for case in (*CASES, *PLAN_CASES)])
def test_facts_are_known_to_the_reason_and_an_address_is_named(code: str, things: Sequence[Found]) -> None:
    finding = judged(code, seen(*things, charter_box=box()), due=DUE)
    assert set(finding.facts) <= {*finding.reason.facts, *ALWAYS}
    assert finding.evidence
    assert all(one.url.startswith("http") for one in finding.evidence)


@pytest.mark.parametrize("tier", [Tier.MINISTRY, Tier.DISTRICT, Tier.UPAZILA])
def test_without_a_day_set_no_report_is_late(tier: Tier) -> None:
    late = file(LAST, day=on(date(2023, 11, 20)))
    evidence = seen(*kept(late), charter_box=box(), tier=tier)
    question = Question(evidence.office, samples.QUARTER, samples.AS_OF)
    assert RULES[REP].judge(evidence, question).reason.slug == "report-published"


# ---- what a title says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "title", "matter"),
    [
        ("", LABEL, Matter.REPORT),
        ("", PLANS, Matter.PLAN),
        ("১ম ত্রৈমাসিক ২০২৩-২৪", PLANS, Matter.UNKNOWN),
        ("১ম ত্রৈমাসিক ২০২৩-২৪", f"{PLANS} ও প্রতিবেদন", Matter.REPORT),
        ("২০২৩-২৪", f"{PLANS} ও প্রতিবেদন", Matter.UNKNOWN),
        (f"{PLANS} ১ম ত্রৈমাসিক ২০২৩-২৪ প্রতিবেদন", "", Matter.REPORT),
        ("নোটিশ", LABEL, Matter.UNKNOWN),
        ("এপিএ", LABEL, Matter.UNKNOWN),
        ("capacity", LABEL, Matter.REPORT),
        ("APA", LABEL, Matter.UNKNOWN),
        ("NIS", LABEL, Matter.OTHER),
        ("tennis", LABEL, Matter.REPORT),
    ],
)
def test_what_a_file_is_about(label: str, title: str, matter: Matter) -> None:
    _, one = kept(file(label, "x.pdf"), title=title)
    assert matter_of(titled(one)) is matter


def test_a_link_in_a_text_is_a_report_only_with_quarter_or_year() -> None:
    owner = page()
    assert matter_of(titled_link(body("বিস্তারিত"), owner)) is Matter.UNKNOWN
    assert matter_of(titled_link(body("১ম ত্রৈমাসিক ২০২৩-২৪"), owner)) is Matter.REPORT
    assert matter_of(titled_link(body("২০২৩-২৪"), owner)) is Matter.REPORT


@pytest.mark.parametrize(("letters", "matter"), [(100, Matter.REPORT), (99, Matter.OTHER)])
def test_how_much_text_is_a_page(letters: int, matter: Matter) -> None:
    assert matter_of(titled(page(text="ক" * letters))) is matter


def test_a_page_with_files_is_told_by_them_unless_its_text_is_long() -> None:
    for text, own in (("ক" * 249, 0), ("ক" * 250, 1)):
        owner = page(file("ক"), text=text)
        evidence = seen(owner, found(file("ক"), SCAN, owner), charter_box=box())
        assert len(titled_in(evidence.found, evidence)) == 1 + own
    assert len(titled_in([one := page(file("ক"), rows=3)], seen(one))) == 2
    assert len(titled_in([one := page(file("ক"), rows=2)], seen(one))) == 1


# ---- what is followed ------------------------------------------------------------------------------------------------


def followed(one: Found) -> list[str]:
    return [to.label for to in leads.of(one)]


def test_reports_and_plans_linked_in_a_text_are_opened_where_there_is_hardly_a_file() -> None:
    links = (body("প্রতিবেদন ১"), body("অন্য"), body(PLANS), body("প্রতিবেদন ৩"))
    assert followed(page(*links)) == ["প্রতিবেদন ১", PLANS]
    assert followed(page(file("ক"), *links)) == ["ক", "প্রতিবেদন ১"]
    assert followed(page(file("ক"), file("খ"), *links)) == ["ক", "খ"]
    assert followed(replace(page(*links), link=link(Role.LAWS))) == []
    assert followed(replace(page(*links), via=page())) == []
    assert followed(page(body(f"{ORDER_TITLE} প্রতিবেদন"))) == [f"{ORDER_TITLE} প্রতিবেদন"]


def front(*links: Link, title: str = "বার্ষিক কর্মসম্পাদন চুক্তি") -> Front:
    made = box()
    return Front(HOME, "npf1", (made, Box(title, links)), made)


@pytest.mark.parametrize(
    ("one", "title", "opened"),
    [
        (in_agreement(PLANS, Role.PLAN), "বার্ষিক কর্মসম্পাদন চুক্তি", True),
        (in_agreement("প্রতিবেদন", Role.REPORTS), "বার্ষিক কর্মসম্পাদন চুক্তি", False),
        (in_agreement(PLANS, Role.PLAN), "জাতীয় শুদ্ধাচার কৌশল", False),
        (in_agreement(THIS, Role.PLAN), "জাতীয় শুদ্ধাচার কৌশল", True),
        (in_agreement(f"{NAME} প্রতিবেদন", Role.REPORTS), "তথ্য", True),
    ],
)
def test_outside_the_box_only_what_is_the_charters(one: Link, title: str, opened: bool) -> None:
    assert (one in leads.of_front(front(one, title=title))) is opened


def test_of_the_agreements_box_two_plans_are_opened() -> None:
    plans = [in_agreement(f"{PLANS} {n}", Role.PLAN) for n in range(4)]
    assert [one for one in leads.of_front(front(*plans)) if one in plans] == plans[:2]


def test_the_year_on_a_title_and_an_earlier_quarter_of_it_in_the_text() -> None:
    evidence = seen(*kept(file("প্রতিবেদন ২০২৩-২৪"), thing=pdf(f"১ম ত্রৈমাসিক ২০২৩-২৪ {TEXT}")), charter_box=box())
    assert judged(REP, evidence, date(2024, 2, 1)).reason.slug == "report-older-only"
    assert judged(REP, evidence, date(2023, 11, 1)).reason.slug == "report-published"


def test_rows_and_opened_links_are_what_their_page_is_called() -> None:
    (owner,) = listed(row("ক"))
    assert matter_of(titled_link(row("ক"), owner)) is Matter.REPORT
    assert matter_of(titled(found(body("ক"), record("খ", TEXT), page()))) is Matter.REPORT
    assert matter_of(titled(found(file("ক"), pdf(f"১ম ত্রৈমাসিক ২০২৩-২৪ {TEXT}"), page(title=PLANS)))) is Matter.UNKNOWN
    assert matter_of(titled(page(rows=1))) is Matter.OTHER


@pytest.mark.parametrize(("thing", "items"), [(GONE, 1), (NoRecord(HOME, "empty"), 1), (LOST, 0), (SCAN, 1)])
def test_a_page_is_told_by_itself_only_where_nothing_on_it_lives(thing: Thing, items: int) -> None:
    evidence = seen(*kept(file("ক"), thing=thing), charter_box=box())
    assert len(titled_in(evidence.found, evidence)) == items


def test_what_has_no_target_or_no_name_is_not_titled() -> None:
    owner = page(body(""), Link("ক", "", None, Place.BODY), file("খ"))
    evidence = seen(owner, charter_box=box())
    assert [one.own for one in titled_in([owner], evidence)] == ["খ"]


def test_the_days_of_a_page_are_those_of_the_links_on_it() -> None:
    owner = page(body(LAST), days=[on(DAY)])
    assert [day.iso for day in titled_link(body(LAST), owner).days] == ["2023-10-12"]
    assert titled_link(body(LAST)).days == ()


def test_outside_the_box_is_nothing_of_the_box() -> None:
    inside, outside = file(LAST, place=Place.BOX), file(BEFORE, place=Place.MENU)
    evidence = seen(found(inside, record(LAST, TEXT)), found(outside, record(BEFORE, TEXT)), charter_box=box(inside))
    assert {one.link for one in titles_outside(evidence)} == {outside, *evidence.front.boxes[1].links}


def test_a_charter_of_the_year_is_no_plan() -> None:
    evidence = seen(page(), charter_box=box())
    menu = replace(file(f"{NAME} ২০২৩-২৪", place=Place.MENU), role=Role.CHARTER)
    assert judged(PLN, replace(evidence, front=replace(evidence.front, others=(menu,)))).reason.slug == "plan-absent"


def test_a_report_of_the_day_of_the_scan() -> None:
    day = date(2023, 10, 20)
    told = judged(REP, seen(*kept(file(LAST, day=on(day))), charter_box=box()), day, due=DUE)
    assert (told.reason.slug, told.facts["date"]) == ("report-late", "2023-10-20")


@pytest.mark.parametrize(
    ("things", "quarter"),
    [
        ([page(text=f"{LAST} {TEXT}")], "2023-24/Q1"),
        ([page(text=f"{BEFORE} {TEXT}")], "2022-23/Q4"),
        ([page(text=f"২০২২-২৩ {TEXT} {'ক' * 300} ২০২২-২৩ অর্থবছরের ৩য় ত্রৈমাসিক")], "2022-23/Q3"),
        ([page(text=f"২০২১-২২ ও ২০২২-২৩ {TEXT}")], "2022-23"),
    ],
)
def test_the_quarter_told_is_that_of_the_text_where_no_title_tells_it(things: Sequence[Found], quarter: str) -> None:
    assert judged(REP, seen(*things, charter_box=box())).facts["quarter"] == quarter


@pytest.mark.parametrize("day", [on(date(2023, 10, 1), Kind.UPLOADED, date(2023, 10, 31)), on(date(2024, 1, 1))])
def test_the_day_told_is_a_day_that_has_been(day: Dated) -> None:
    assert "date" not in judged(REP, seen(*kept(file(LAST, day=day)), charter_box=box())).facts


def test_a_paper_of_unknown_matter_is_the_evidence() -> None:
    opened = judged(REP, seen(*kept(file(f"এপিএ {LAST}"), thing=pdf(TEXT)), charter_box=box()))
    assert [one.url for one in opened.evidence] == [f"{HOME}এপিএ {LAST}.pdf"]
