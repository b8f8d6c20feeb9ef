"""Small pieces of evidence from which the rules' examples are made: an upazila audited in 2023-24/Q2."""

from dataclasses import replace
from datetime import date

from charter_audit.bangla import to_bengali_digits
from charter_audit.model import (
    Below,
    Box,
    Dated,
    Document,
    Evidence,
    Finding,
    Found,
    Front,
    Kind,
    Lead,
    Link,
    Office,
    Place,
    Question,
    Reason,
    Record,
    Role,
    Seen,
    Table,
    Thing,
    Tier,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.quarter import Quarter

HOME = "https://example.sirajganj.gov.bd/"
QUARTER = Quarter(2023, 2)
AS_OF = date(2023, 11, 28)
TITLE = "সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)"
LABELS = {
    Role.CHARTER: "সেবা প্রদান প্রতিশ্রুতি",
    Role.COMMITTEE: "ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি",
    Role.REPORTS: "ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন",
    Role.LAWS: "আইন/বিধি/নীতিমালা/পরিপত্র/নির্দেশিকা/প্রজ্ঞাপন",
}
ORDER_TITLE = "সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি পুনর্গঠন"
ORDER_TEXT = (
    "অফিস আদেশ স্মারক নম্বর ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১ তারিখ: ০৪/১০/২০২৩ "
    "সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি পুনর্গঠন করা হলো। আহ্বায়ক, সদস্য, সদস্য সচিব। কার্যপরিধি"
)
SERVICES = "ক্রমিক, সেবার নাম ও সেবা প্রদানে সর্বোচ্চ সময়। "
HEADINGS = (
    "ক্রমিক",
    "সেবার নাম",
    "সেবা প্রদানে সর্বোচ্চ সময়",
    "প্রয়োজনীয় কাগজপত্র",
    "প্রয়োজনীয় কাগজপত্র/আবেদন ফরম প্রাপ্তিস্থান",
    "সেবামূল্য এবং পরিশোধ পদ্ধতি (যদি থাকে)",
    "শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, জেলা/উপজেলার কোড, অফিসিয়াল টেলিফোন ও ইমেইল",
    "ঊর্ধ্বতন কর্মকর্তার পদবি, রুম নম্বর, জেলা/উপজেলার কোডসহ অফিসিয়াল টেলিফোন ও ইমেইল",
)
NUMBERS = tuple(f"({digit})" for digit in "১২৩৪৫৬৭৮")
FIRST_GENERATION = (
    "প্রদেয় সেবা",
    "সেবা গ্রহীতা",
    "সেবাপ্রাপ্তির জন্য করণীয়",
    "সেবা প্রদানকারীর করণীয়",
    "কার্য সম্পাদনের সময়সীমা",
    "মন্তব্য",
)
SECTIONS = "১. ভিশন ও মিশন ২. প্রতিশ্রুত সেবাসমূহ ২.১ নাগরিক সেবা ৩. আপনার কাছে আমাদের প্রত্যাশা ৪. অভিযোগ প্রতিকার ব্যবস্থাপনা (GRS)"


def office(tier: Tier = Tier.UPAZILA) -> Office:
    return Office("example", "উদাহরণ", "Example", tier, HOME)


def ask(evidence: Evidence) -> Question:
    """The question of the Sirajganj minutes: 2023-24/Q2, as of 28 November 2023."""
    return Question(evidence.office, QUARTER, AS_OF)


def link(role: Role, place: Place = Place.BOX, label: str = "", dead: bool = False) -> Link:
    """A link of the box, or one elsewhere, to a page of its own."""
    href = "" if dead else f"{HOME}{place}/{role}"
    return Link(label or LABELS.get(role, place), href, href or None, place, role)


def box(*links: Link, title: str = TITLE) -> Box:
    return Box(title, links or tuple(link(role) for role in LABELS))


def other_box(*links: Link, title: str = "আমাদের বিষয়ে") -> Box:
    return Box(title, links or (Link("এক নজরে", f"{HOME}about", f"{HOME}about", Place.OTHER_BOX),))


def seen(
    *found: Found, charter_box: Box | None = None, more: tuple[Box, ...] = (), tier: Tier = Tier.UPAZILA
) -> Evidence:
    """Evidence of a site with another box beside the charter's."""
    boxes = (*((charter_box,) if charter_box else ()), *(more or (other_box(),)))
    front = Front(HOME, "npf1", boxes, charter_box)
    return Evidence(office(tier), front, Seen(HOME, "front page"), found)


def found(at: Link, thing: Thing, via: Found | None = None) -> Found:
    return Found(at, thing, via)


def record(title: str, text: str = "", *days: Dated, links: tuple[Link, ...] = ()) -> Record:
    return Record(f"{HOME}site/page/1", title, text, links=links, days=days)


def charter_record(*days: Dated, title: str = LABELS[Role.CHARTER]) -> Record:
    """A charter long enough to be one."""
    return record(title, SERVICES * 12, *days)


def stamp(day: date) -> Dated:
    return Dated(day, day, Kind.PAGE_STAMP, HOME, day.isoformat())


def box_with_four_links() -> Evidence:
    return seen(charter_box=box())


def charter_in_about_us() -> Evidence:
    return seen(more=(other_box(link(Role.CHARTER, Place.OTHER_BOX, "সিটিজেন চার্টার")),))


def letter_in_box() -> Evidence:
    page = found(link(Role.COMMITTEE), record(ORDER_TITLE, ORDER_TEXT))
    return seen(page, charter_box=box(), tier=Tier.DISTRICT)


def letter_on_board() -> Evidence:
    notice = Link(ORDER_TITLE, f"{HOME}notice", f"{HOME}notice", Place.BOARD)
    focal = found(link(Role.COMMITTEE), record("ফোকাল পয়েন্ট কর্মকর্তা", "সহকারী কমিশনার"))
    return seen(focal, found(notice, record(ORDER_TITLE, ORDER_TEXT)), charter_box=box(), tier=Tier.DISTRICT)


def charter_titled_with_quarter() -> Evidence:
    title = f"{LABELS[Role.CHARTER]} ২০২৩-২৪ (২য় ত্রৈমাসিক)"
    return seen(found(link(Role.CHARTER), charter_record(title=title)), charter_box=box())


def charter_stamped_long_ago() -> Evidence:
    return seen(found(link(Role.CHARTER), charter_record(stamp(date(2021, 11, 20)))), charter_box=box())


def charter_with(*rows: tuple[str, ...], text: str = "", tier: Tier = Tier.UPAZILA) -> Evidence:
    """A charter's page with one table, its cells in the page's text as a page has them."""
    cells = " ".join(cell for row in rows for cell in row)
    page = replace(record(LABELS[Role.CHARTER], f"{text} {cells}".strip()), tables=(Table(rows),))
    return seen(found(link(Role.CHARTER), page), charter_box=box(), tier=tier)


def charter_in_eight_columns() -> Evidence:
    return charter_with(HEADINGS, NUMBERS, ("১", *(["সনদ"] * 7)))


def charter_of_the_first_generation() -> Evidence:
    return charter_with(FIRST_GENERATION, ("সনদ", "নাগরিক", "আবেদন", "যাচাই", "৩ দিন", ""))


def charter_with_four_sections() -> Evidence:
    return charter_with(HEADINGS, NUMBERS, text=SECTIONS)


MINUTES_TITLE = "সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটির ২য় ত্রৈমাসিক সভার কার্যবিবরণী"


def minutes_in_box() -> Evidence:
    """The page behind the box's link holds the committee; its file the minutes."""
    page = found(link(Role.COMMITTEE), record("পরিবীক্ষণ কমিটি"))
    paper = Link(MINUTES_TITLE, f"{HOME}minutes.pdf", f"{HOME}minutes.pdf", Place.ATTACHMENT)
    text = f"{MINUTES_TITLE} সভার তারিখ: ২৮ নভেম্বর ২০২৩ স্মারক নম্বর ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৫০১"
    return seen(page, found(paper, Document(f"{HOME}minutes.pdf", "pdf", text), page), charter_box=box())


def coordination_meeting_on_board() -> Evidence:
    return seen(found(notice("উপজেলা সমন্বয় সভার কার্যবিবরণী"), record("উপজেলা সমন্বয় সভার কার্যবিবরণী")), charter_box=box())


def training_on_board() -> Evidence:
    title = "সেবা প্রদান প্রতিশ্রুতি বিষয়ক প্রশিক্ষণ অনুষ্ঠিত, ১৪/০৯/২০২৩"
    return seen(found(notice(title), record(title)), charter_box=box(), tier=Tier.DISTRICT)


def training_on_other_matter() -> Evidence:
    title = "তথ্য অধিকার আইন বিষয়ক প্রশিক্ষণ অনুষ্ঠিত, ১৪/০৯/২০২৩"
    return seen(found(notice(title), record(title)), charter_box=box(), tier=Tier.DIVISION)


def notice(title: str, place: Place = Place.BOARD, day: date | None = None) -> Link:
    """An item of the notice board or of a list, with its day of publication where it has one."""
    days = (Dated(day, day, Kind.PUBLISHED, HOME, day.isoformat()),) if day else ()
    return Link(title, f"{HOME}{title}", f"{HOME}{title}", place, days=days)


def ask_when_the_year_is_over(evidence: Evidence) -> Question:
    return Question(evidence.office, Quarter(2023, 4), date(2024, 7, 10))


def district() -> Evidence:
    return seen(charter_box=box(), tier=Tier.DISTRICT)


def nine_updated(evidence: Evidence) -> Question:
    return with_below(evidence, *["updated"] * 9)


def six_updated_one_stale_two_down(evidence: Evidence) -> Question:
    return with_below(evidence, *["updated"] * 6, "stale", *["site-unreachable"] * 2)


def with_below(evidence: Evidence, *slugs: str) -> Question:
    """The question of an office with others below it that came out like this; "" of one that is not in the scan."""
    return replace(ask(evidence), below=tuple(_below(number, slug) for number, slug in enumerate(slugs, 1)))


def _below(number: int, slug: str) -> Below:
    name = f"উপজেলা {to_bengali_digits(str(number))}"
    one = Office(f"example.{number}", name, f"Upazila {number}", Tier.UPAZILA, f"https://u{number}.gov.bd", "example")
    reason = Reason(slug, Verdict.UNCHECKED, Lead.SITE, slug, slug, slug, slug)
    return Below(one, Finding("CC-UPD-01", reason) if slug else None)


def charter_defined() -> Evidence:
    text = "সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ। " * 4
    return seen(found(link(Role.CHARTER), record("সিটিজেন চার্টার", text)), charter_box=box())


def laws_at_the_cabinet_division() -> Evidence:
    there = "https://cabinet.gov.bd/site/page/1"
    circulars = Link("পরিপত্র", f"{there}/c.pdf", f"{there}/c.pdf", Place.BODY)
    page = Record(there, "পরিপত্র", "সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত পরিপত্রসমূহ", links=(circulars,))
    at = replace(link(Role.LAWS), href=there, address=there)
    return seen(found(at, page), charter_box=box(link(Role.CHARTER), at))


def laws_without_target() -> Evidence:
    home = Link(LABELS[Role.LAWS], "/", None, Place.BOX, Role.LAWS)
    return seen(charter_box=box(link(Role.CHARTER), home))


FOCAL_TEXT = "ফোকাল পয়েন্ট কর্মকর্তা: সহকারী কমিশনার, ফোন ০৭৫১-৬২৩৪৫, ইমেইল ac@example.gov.bd"


def focal_point_and_committee() -> Evidence:
    file = Link(ORDER_TITLE, "order.pdf", f"{HOME}order.pdf", Place.ATTACHMENT)
    page = found(link(Role.COMMITTEE), record(LABELS[Role.COMMITTEE], FOCAL_TEXT, links=(file,)))
    return seen(page, found(file, Document(f"{HOME}order.pdf", "pdf", ORDER_TEXT), page), charter_box=box())


def focal_point_only() -> Evidence:
    label = "ফোকাল পয়েন্ট কর্মকর্তা"
    at = link(Role.COMMITTEE, label=label)
    return seen(found(at, record(label, FOCAL_TEXT)), charter_box=box(link(Role.CHARTER), at))


def behind_reports(*titles: str, day: date | None = None) -> Evidence:
    """The page behind the box's report link, with a file of each title."""
    days = (Dated(day, day, Kind.PUBLISHED, HOME, day.isoformat()),) if day else ()
    files = tuple(
        Link(title, f"{n}.pdf", f"{HOME}{n}.pdf", Place.ATTACHMENT, days=days) for n, title in enumerate(titles)
    )
    page = found(link(Role.REPORTS), record(LABELS[Role.REPORTS], links=files))
    came = (found(file, Unreadable(f"{HOME}x.pdf", Unread.SCAN, "no-text", "pdf", 2), page) for file in files)
    return seen(page, *came, charter_box=box())


def report_of_the_last_quarter() -> Evidence:
    return behind_reports("২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক প্রতিবেদন", day=date(2023, 10, 12))


def reports_of_another_tool() -> Evidence:
    return behind_reports("নৈতিকতা কমিটির ত্রৈমাসিক প্রতিবেদন", "শুদ্ধাচার প্রতিবেদন ২০২৩-২৪")


def plan_of_the_year() -> Evidence:
    return behind_reports("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা ২০২৩-২৪", "২০২৩-২৪ ১ম ত্রৈমাসিক প্রতিবেদন")


def plan_of_an_earlier_year() -> Evidence:
    return behind_reports("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা ২০২১-২২")


def ask_in_2024_25(evidence: Evidence) -> Question:
    return Question(evidence.office, Quarter(2024, 2), date(2024, 11, 28))


GRIEVANCE_HEADINGS = (
    "ক্রমিক",
    "কখন যোগাযোগ করবেন",
    "কার সঙ্গে যোগাযোগ করবেন",
    "যোগাযোগের ঠিকানা",
    "নিষ্পত্তির সময়সীমা",
)
GRIEVANCE_OFFICER = (
    "১",
    "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে না পারলে",
    "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)",
    "সহকারী কমিশনার, ফোন: ০৭৫১-৬২৩৪৫, ইমেইল: ac@example.gov.bd",
    "৩০ কার্যদিবস",
)
GRIEVANCE_APPEAL = (
    "২",
    "অভিযোগ নিষ্পত্তি কর্মকর্তা নির্দিষ্ট সময়ে সমাধান দিতে না পারলে",
    "আপিল কর্মকর্তা",
    "অতিরিক্ত জেলা প্রশাসক, ফোন: ০৭৫১-৬২৩৪৬, ইমেইল: adc@example.gov.bd",
    "২০ কার্যদিবস",
)


def charter_with_grievance_table() -> Evidence:
    return charter_with(GRIEVANCE_HEADINGS, GRIEVANCE_OFFICER, GRIEVANCE_APPEAL, text=SECTIONS)


def charter_with_empty_grievance_table() -> Evidence:
    return charter_with(GRIEVANCE_HEADINGS, ("", "", "", "", ""), text=SECTIONS)
