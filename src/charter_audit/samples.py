"""Small pieces of evidence from which the rules' examples are made: an upazila audited in 2023-24/Q2."""

from dataclasses import replace
from datetime import date

from charter_audit.model import (
    Box,
    Dated,
    Evidence,
    Found,
    Front,
    Kind,
    Link,
    Office,
    Place,
    Question,
    Record,
    Role,
    Seen,
    Table,
    Thing,
    Tier,
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
