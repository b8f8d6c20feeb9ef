"""The charter's format and its sections: what is said of a charter, and what is never said of one that was not read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from charter_audit import reading, samples, sections
from charter_audit.model import (
    Cause,
    Document,
    Evidence,
    Finding,
    Found,
    Link,
    Place,
    Question,
    Record,
    Role,
    Table,
    Tier,
    Unreachable,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.rules import catalogue
from charter_audit.samples import FIRST_GENERATION, HEADINGS, HOME, NUMBERS, box, found, link, seen, stamp
from charter_audit.textlayer import PARTLY
from charter_audit.wording import words
from test_formats import CENTRAL_HEADINGS, GRIEVANCE, OLDER_B, SUPERIOR

RULES = catalogue()
FMT, SEC = "CC-FMT-01", "CC-FMT-02"
PROSE = "এই কার্যালয় হতে জন্ম নিবন্ধন সংশোধন, খাসজমি বন্দোবস্ত ও জাবেদা নকল প্রদান করা হয়। " * 5
ROW = ("১", "সনদ", "৩ দিন", "ছবি", "অফিস", "বিনামূল্যে", "সহকারী", "কর্মকর্তা")


def judged(code: str, evidence: Evidence) -> Finding:
    return RULES[code].judge(evidence, Question(evidence.office, samples.QUARTER, samples.AS_OF))


def page(*tables: Sequence[Sequence[str]], text: str = "", title: str = "সিটিজেন চার্টার", at: str = "1", place: Place = Place.BOX) -> Found:  # fmt: skip
    made = tuple(Table(tuple(tuple(row) for row in rows)) for rows in tables)
    cells = " ".join(cell for one in made for row in one.rows for cell in row)
    record = replace(samples.record(title, f"{text} {cells}".strip()), tables=made, at=f"{HOME}site/page/{at}")
    return found(link(Role.CHARTER, place), record)


def attached(to: Found, thing: Document | Unreadable | Unreachable, label: str = "চার্টার.pdf") -> Found:
    at = Link(label, "c.pdf", f"{HOME}c.pdf", Place.ATTACHMENT)
    return found(at, thing, to)


def with_files(to: Found, *things: Document | Unreadable | Unreachable, label: str = "") -> tuple[Found, ...]:
    """A page with its files, each linked from it."""
    assert isinstance(to.thing, Record)
    at = Link(label, "c.pdf", f"{HOME}c.pdf", Place.ATTACHMENT)
    owner = replace(to, thing=replace(to.thing, links=(at,)))
    return (owner, *(attached(owner, thing, label) for thing in things))


def file(*tables: Sequence[Sequence[str]], text: str = "", kind: str = "docx", ocr: float | None = None) -> Document:
    made = tuple(Table(tuple(tuple(row) for row in rows)) for rows in tables)
    cells = " ".join(cell for one in made for row in one.rows for cell in row)
    return Document(f"{HOME}c.{kind[:4]}", kind, f"{text} {cells}", made, pages=2, ocr=ocr)


def directly(thing: Document | Unreadable) -> Found:
    return found(Link("সিটিজেন চার্টার", "c.pdf", f"{HOME}c.pdf", Place.BOX, Role.CHARTER), thing)


def lost(role: Role = Role.CHARTER, cause: Cause = Cause.TIMEOUT, place: Place = Place.BOX) -> Found:
    at = link(role, place)
    return found(at, Unreachable(at.href, cause, status=404 if cause is Cause.GONE else 0))


SCAN = Unreadable(f"{HOME}c.pdf", Unread.SCAN, "scan", "pdf", 3)
GONE = Unreachable(f"{HOME}c.pdf", Cause.GONE, status=404)
EIGHT = (HEADINGS, NUMBERS, ROW)
NONE = (FIRST_GENERATION, ["সনদ", "নাগরিক", "আবেদন", "যাচাই", "৩ দিন", ""])
HALF = "প্রকল্প বাসত্মবায়ন"
RAW = "‡Rjv cÖkvm‡Ki Kvh©vjq wbe©vnx g¨vwR‡÷ªU"
ENGLISH = "This office gives certificates and corrects the register of births within three days of asking. " * 4

CASES: list[tuple[str, Sequence[Found], str]] = [
    ("the eight columns", [page(EIGHT)], "format-match"),
    ("without a number row", [page((HEADINGS, ROW))], "format-match"),
    ("the seven columns of the centre", [page((CENTRAL_HEADINGS, ROW[:7]))], "format-wrong-tier"),
    ("an older wording", [page((OLDER_B, ROW))], "format-older"),
    ("a hybrid", [page(((*CENTRAL_HEADINGS, SUPERIOR), ROW))], "format-mixed"),
    ("five of the eight", [page((HEADINGS[:5], ROW[:5]))], "format-mixed"),
    ("tables that differ", [page(EIGHT, NONE)], "format-mixed"),
    ("the grievance table is none of services", [page(EIGHT, (GRIEVANCE, ROW[:5]))], "format-match"),
    ("the first generation", [page(NONE)], "format-none"),
    ("eight columns that prove nothing", [page((["ক", "খ", "গ", "ঘ", "ঙ", "চ", "ছ", "জ"], ROW))], "format-none"),
    ("no table", [page(text=PROSE)], "no-table"),
    ("only the grievance table", [page((GRIEVANCE, ROW[:5]), text=PROSE)], "no-table"),
    ("nothing at all", [], "no-charter"),
    ("a dead link", [lost(cause=Cause.GONE)], "no-charter"),
    ("another upazila's", [page(EIGHT, title="সিটিজেন চার্টার, তাড়াশ উপজেলা")], "charter-of-other-office"),
    # trouble
    ("the page lost", [lost()], "page-lost"),
    ("found before trouble", [lost(), page(EIGHT)], "format-match"),
    ("trouble before what is not met", [lost(), page(NONE)], "page-lost"),
    ("trouble behind the committee's link is none", [lost(Role.COMMITTEE), page(NONE)], "format-none"),
    ("a file that is a scan", with_files(page(text=PROSE), SCAN), "document-scan"),
    ("a scan beside a table of the first generation", with_files(page(NONE), SCAN), "document-scan"),
    ("a scan beside the right table", with_files(page(EIGHT), SCAN), "format-match"),
    ("a file that is gone, and nothing else", with_files(page(), GONE), "document-unreadable"),
    ("a file that is gone beside a text", with_files(page(text=PROSE), GONE), "no-table"),
    ("the charter itself a scan", [directly(SCAN)], "document-scan"),
    # files
    ("in a file", [directly(file(EIGHT))], "format-match"),
    ("in an attached file", with_files(page(), file(EIGHT)), "format-match"),
    ("the page and its file differ", with_files(page(EIGHT), file(NONE)), "format-mixed"),
    ("an old file beside the page", with_files(page(EIGHT), file(NONE), label="পুরাতন"), "format-match"),
    ("a form beside the page", with_files(page(EIGHT), file(NONE), label="অনুমোদিত ফরম্যাট"), "format-match"),
    ("the first generation in a file", [directly(file(NONE))], "format-none"),
    ("a Word file without table", [directly(file(text=PROSE))], "no-table"),
    ("a PDF without ruled table", [directly(file(text=PROSE, kind="pdf"))], "document-unreadable"),
    ("a file with a table that has no headings", [directly(file((ROW, ROW)))], "document-unreadable"),
    ("a file whose headings did not all come out", [directly(file(((*HEADINGS[:6], " ", HEADINGS[7]), ROW)))], "document-unreadable"),
    ("a page with a heading left empty", [page(((*HEADINGS[:6], " ", HEADINGS[7]), ROW))], "format-mixed"),
    ("a file read in part", [directly(file(NONE, kind="pdf" + PARTLY))], "document-unreadable"),
    ("a file read in part, with the right table", [directly(file(EIGHT, kind="pdf" + PARTLY))], "format-match"),
    ("a picture that was read", [directly(file(text=PROSE, kind="png", ocr=0.9))], "document-scan"),
    # letters
    ("raw Bijoy under a Unicode title", [page(text=RAW * 9)], "document-legacy-font"),
    ("raw Bijoy beside a table", [page(NONE, text=RAW)], "document-legacy-font"),
    ("escaped JSON", [page(NONE, text=r"\u2021mev cÖ`vb")], "document-legacy-font"),
    ("half converted words", [page(NONE, text=HALF)], "document-legacy-font"),
    ("half converted words, some columns", [page((HEADINGS[:5], ROW[:5]), text=HALF)], "document-legacy-font"),
    ("half converted words, no table", [page(text=PROSE + HALF)], "document-legacy-font"),
    ("half converted words beside the right table", [page(EIGHT, text=HALF)], "format-match"),
    ("half converted words in a file", with_files(page(text=PROSE), file(NONE, text=HALF)), "document-legacy-font"),
    ("lost spaces", [page(([heading.replace(" ", "") for heading in HEADINGS], ROW))], "format-match"),
    ("in English", [page(text=ENGLISH, title="Citizen's Charter")], "document-unreadable"),
    ("an accent or two are no Bijoy", [page(NONE, text="café ° naïve")], "format-none"),
    # which charter
    ("no box link, the menu has one", [page(EIGHT, place=Place.MENU)], "format-match"),
    ("the menu's is not better than the box's", [page(NONE), page(EIGHT, at="2", place=Place.MENU)], "format-none"),
    ("the menu's, not in the format", [page(NONE, place=Place.MENU)], "format-none"),
    ("the menu's lost", [lost(place=Place.MENU)], "page-lost"),
    ("one in the menu right, one lost", [lost(place=Place.MENU), page(EIGHT, at="2", place=Place.MENU)], "format-match"),
    ("one in the menu wrong, one lost", [lost(place=Place.MENU), page(NONE, at="2", place=Place.MENU)], "page-lost"),
    ("of two without a day the better", [page(NONE), page(EIGHT, at="2")], "format-match"),
    ("an old one does not speak for the new one", [page(EIGHT, title="পুরাতন সিটিজেন চার্টার"), page(NONE, at="2")], "format-none"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "slug"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_format(things: Sequence[Found], slug: str) -> None:
    finding = judged(FMT, seen(*things, charter_box=box()))
    assert finding.reason.slug == slug, finding.facts


@pytest.mark.parametrize("tier", [Tier.MINISTRY, Tier.DIVISION, Tier.DIRECTORATE])
def test_the_centre_has_seven_columns(tier: Tier) -> None:
    for rows, slug in (((CENTRAL_HEADINGS, ROW[:7]), "format-match"), (EIGHT, "format-wrong-tier")):
        assert judged(FMT, seen(page(rows), charter_box=box(), tier=tier)).reason.slug == slug


@pytest.mark.parametrize("word", ["বাসত্মবায়ন", "সংক্রামত্ম", "সংশিস্নষ্ট", "মমত্মব্য", "রম্নম"])
@pytest.mark.parametrize("code", [FMT, SEC])
def test_every_half_converted_word_is_a_sign(code: str, word: str) -> None:
    assert judged(code, seen(page(NONE, text=word), charter_box=box())).reason.slug == "document-legacy-font"


def test_the_newest_charter_is_asked() -> None:
    old, new = of(page(EIGHT), date(2021, 1, 1)), of(page(NONE, at="2"), date(2023, 11, 1))
    assert judged(FMT, seen(old, new, charter_box=box())).reason.slug == "format-none"


def of(one: Found, day: date) -> Found:
    assert isinstance(one.thing, Record)
    return replace(one, thing=replace(one.thing, days=(stamp(day),)))


FACTS: list[tuple[str, Sequence[Found], dict[str, str]]] = [
    ("match", [page(EIGHT, (HEADINGS, ROW))], {"variant": "field_8", "tables": "2"}),
    ("older", [page((OLDER_B, ROW))], {"variant": "field_older_b", "headings": " | ".join(OLDER_B)}),
    ("mixed", [page((HEADINGS[:7], ROW[:7]))], {"headings": " | ".join(HEADINGS[:7]), "missing": HEADINGS[7]}),
    ("no table", [page(text=PROSE)], {"url": f"{HOME}site/page/1"}),
    ("unknown", [page((["ক", "খ"], ["গ", "ঘ"]))], {"headings": "ক | খ"}),
    ("picture", [directly(file(text=PROSE, kind="png", ocr=0.5))], {"url": f"{HOME}c.png", "file_type": "png", "pages": "2"}),
    ("no words", with_files(page(), GONE), {"url": f"{HOME}box/charter", "why": "no-text"}),
    ("English", [page(text=ENGLISH, title="Citizen's Charter")], {"url": f"{HOME}box/charter", "why": "not-bengali"}),
    ("nothing", [], {"url": HOME, "places": HOME}),
]  # fmt: skip


@pytest.mark.parametrize(("things", "facts"), [case[1:] for case in FACTS], ids=[case[0] for case in FACTS])
def test_facts(things: Sequence[Found], facts: dict[str, str]) -> None:
    assert judged(FMT, seen(*things, charter_box=box())).facts == facts


def test_every_part_that_was_read_is_evidence() -> None:
    finding = judged(FMT, seen(*with_files(page(EIGHT), file(EIGHT)), charter_box=box()))
    assert [one.url for one in finding.evidence] == [f"{HOME}box/charter", f"{HOME}c.pdf"]


@pytest.mark.parametrize("code", [FMT, SEC])
def test_what_another_rule_has_said_is_folded(code: str) -> None:
    folded = {reason.slug for reason in RULES[code].reasons if reason.folded}
    assert folded == {"no-charter", "charter-of-other-office"}


# ---- sections --------------------------------------------------------------------------------------------------------

VISION, SERVICES, CITIZEN, EXPECTED, GRS = (
    "ভিশন ও মিশন",
    "প্রতিশ্রুত সেবাসমূহ",
    "নাগরিক সেবা",
    "আপনার কাছে আমাদের প্রত্যাশা",
    "অভিযোগ প্রতিকার ব্যবস্থাপনা (GRS)",
)
ALL = (VISION, SERVICES, CITIZEN, EXPECTED, GRS)
LONG = "সহকারী কমিশনার, ডিভিশন ও টেলিভিশন। " * 9

SECTIONS: list[tuple[str, str, tuple[str, ...]]] = [
    ("all four", " ".join(ALL), ALL),
    ("without spaces", "".join(ALL).replace(" ", ""), (SERVICES, CITIZEN, VISION, EXPECTED, GRS)),
    ("by other words", "রূপকল্প: ক অভিলক্ষ্যঃ খ নাগরিক সেবা প্রত্যাশা অভিযোগ", ALL),
    ("in English words", "Vision নাগরিক সেবা প্রত্যাশা GRS", ALL),
    ("a vision alone", "ভিশন: দক্ষ প্রশাসন", (VISION,)),
    ("a mission alone", "মিশনঃ দক্ষ প্রশাসন", (VISION,)),
    ("a vision of a year is no heading", "ভিশন ২০২১ ও রূপকল্প-২০৪১", ()),
    ("a commissioner is no mission", "সহকারী কমিশনার", ()),
    ("services without those for citizens", "প্রতিশ্রুত সেবাসমূহ ২.২ প্রাতিষ্ঠানিক সেবা", (SERVICES,)),
    ("only services within", "২.৩ অভ্যন্তরীণ সেবা", (SERVICES,)),
    ("the charter's name is no section", "সেবা প্রদান প্রতিশ্রুতি", ()),
    ("nothing", "", ()),
]


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in SECTIONS], ids=[case[0] for case in SECTIONS])
def test_sections_by_their_words(text: str, names: tuple[str, ...]) -> None:
    assert set(sections.found_in([text], [])) == set(names)


def test_sections_come_in_their_order_and_so_does_what_lacks() -> None:
    assert sections.found_in([" ".join(reversed(ALL))], []) == ALL
    assert sections.missing(()) == ALL
    assert sections.missing((SERVICES, GRS)) == (VISION, CITIZEN, EXPECTED)


def test_a_sections_own_table_shows_it() -> None:
    assert sections.found_in([""], [Table((GRIEVANCE,))]) == (GRS,)


def test_the_rows_of_a_table_head_nothing_but_its_titles_do() -> None:
    rows = (("১. ভিশন",) * 3, ("২", "অভিযোগ তদন্ত", "৩ দিন"), ("৩", "৩", "প্রত্যাশা"))
    text = "শুরু ১. ভিশন ২ অভিযোগ তদন্ত ৩ দিন ৩ প্রত্যাশা শেষ"
    assert sections.found_in([text], [Table(rows)]) == (VISION,)
    assert sections.without_rows(text, [Table(rows)]).split() == ["শুরু", "১.", "ভিশন", "শেষ"]


JUDGED: list[tuple[str, Sequence[Found], str]] = [
    ("all four", [page(EIGHT, text=samples.SECTIONS)], "sections-complete"),
    ("all but the services for citizens", [page(EIGHT, text=samples.SECTIONS.replace("নাগরিক", "প্রাতিষ্ঠানিক"))], "sections-some"),
    ("one", [page(EIGHT, text="১. ভিশন ও মিশন")], "sections-some"),
    ("a bare table", [page(EIGHT)], "sections-none"),
    ("a bare list", [page(text=LONG)], "sections-none"),
    ("part in the page, part in its file", with_files(page(text=f"{VISION} {CITIZEN}"), file(text=f"{EXPECTED} {GRS}")), "sections-complete"),
    ("a scan beside some", with_files(page(text=LONG + VISION), SCAN), "document-scan"),
    ("a scan beside all", with_files(page(text=samples.SECTIONS), SCAN), "sections-complete"),
    ("a picture that shows all", [directly(file(text=samples.SECTIONS, kind="png", ocr=0.9))], "sections-complete"),
    ("a picture that shows some", [directly(file(text=LONG + VISION, kind="png", ocr=0.9))], "document-scan"),
    ("half converted", [page(EIGHT, text=HALF)], "document-legacy-font"),
    ("the page lost", [lost()], "page-lost"),
    ("nothing", [], "no-charter"),
    ("another upazila's", [page(EIGHT, title="সিটিজেন চার্টার, তাড়াশ উপজেলা")], "charter-of-other-office"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "slug"), [case[1:] for case in JUDGED], ids=[case[0] for case in JUDGED])
def test_sections(things: Sequence[Found], slug: str) -> None:
    assert judged(SEC, seen(*things, charter_box=box())).reason.slug == slug


def test_the_sections_found_and_missing_are_facts() -> None:
    finding = judged(SEC, seen(page(EIGHT, text="১. ভিশন ২.১ নাগরিক সেবা"), charter_box=box()))
    assert finding.facts == {"found": f"{VISION} | {SERVICES} | {CITIZEN}", "missing": f"{EXPECTED} | {GRS}"}


# ---- both ------------------------------------------------------------------------------------------------------------

TROUBLES = [Unreachable(HOME, cause) for cause in Cause if cause is not Cause.GONE] + [
    Unreadable(HOME, how, "why") for how in Unread
]


@pytest.mark.parametrize("thing", TROUBLES, ids=str)
@pytest.mark.parametrize("code", [FMT, SEC])
@pytest.mark.parametrize("beside", [(), (page(NONE, text=PROSE),)])
def test_trouble_never_fails_an_office(code: str, thing: Unreachable | Unreadable, beside: Sequence[Found]) -> None:
    finding = judged(code, seen(found(link(Role.CHARTER), thing), *beside, charter_box=box()))
    assert finding.verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("code", [FMT, SEC])
@pytest.mark.parametrize("things", [case[1] for case in (*CASES, *JUDGED)])
def test_facts_are_known_to_the_reason_and_an_address_is_named(code: str, things: Sequence[Found]) -> None:
    finding = judged(code, seen(*things, charter_box=box()))
    assert set(finding.facts) <= {*finding.reason.facts, *reading.ALWAYS}
    assert finding.evidence
    assert all(one.url.startswith("http") for one in finding.evidence)


def test_the_example_of_the_eight_columns_is_the_vocabularys() -> None:
    assert len(words("formats.field_older_a.columns")) == len(HEADINGS)
