"""The grievance table of a charter: whole, with gaps, missing, or not seen."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from charter_audit import grievance, samples, wording
from charter_audit.model import (
    Cause,
    Document,
    Evidence,
    Finding,
    Found,
    Link,
    Place,
    Record,
    Role,
    Table,
    Thing,
    Tier,
    Unreachable,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.reading import ALWAYS
from charter_audit.rules import catalogue
from charter_audit.samples import (  # fmt: skip
    GRIEVANCE_APPEAL,
    GRIEVANCE_HEADINGS,
    GRIEVANCE_OFFICER,
    HEADINGS,
    HOME,
    NUMBERS,
    SECTIONS,
    box,
    found,
    link,
    seen,
)
from charter_audit.textlayer import PARTLY
from charter_audit.wording import word

RULES = catalogue()
GRS = "CC-GRS-01"
OFFICER, APPEAL = "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)", "আপিল কর্মকর্তা"
LONG = "এই কার্যালয় হতে জন্ম নিবন্ধন সংশোধন, খাসজমি বন্দোবস্ত ও জাবেদা নকল প্রদান করা হয়। " * 5
HEAD, ONE, TWO = GRIEVANCE_HEADINGS, GRIEVANCE_OFFICER, GRIEVANCE_APPEAL
CELL = ("৩", "আপিল কর্মকর্তা সমাধান দিতে না পারলে", "অভিযোগ ব্যবস্থাপনা সেল, মন্ত্রিপরিষদ বিভাগ", "সচিবালয়, ঢাকা", "৬০ কার্যদিবস")  # fmt: skip
SERVICE = (HEADINGS, NUMBERS, ("১", "সনদ", "৩ দিন", "ছবি", "অফিস", "বিনামূল্যে", "সহকারী", "কর্মকর্তা"))
Rows = Sequence[Sequence[str]]


def cells(row: Sequence[str], **changes: str) -> tuple[str, ...]:
    """A row with some of its cells written anew."""
    at = {"when": 1, "whom": 2, "address": 3, "limit": 4}
    new = {at[name]: text for name, text in changes.items()}
    return tuple(new.get(place, cell) for place, cell in enumerate(row))


def judged(*things: Found, tier: Tier = Tier.UPAZILA) -> Finding:
    evidence: Evidence = seen(*things, charter_box=box(), tier=tier)
    return RULES[GRS].judge(evidence, samples.ask(evidence))


def page(*tables: Rows, text: str = SECTIONS, title: str = "সিটিজেন চার্টার", links: tuple[Link, ...] = (), place: Place = Place.BOX) -> Found:  # fmt: skip
    made = tuple(Table(tuple(tuple(row) for row in rows)) for rows in tables)
    words = " ".join(cell for one in made for row in one.rows for cell in row)
    return found(link(Role.CHARTER, place), Record(f"{HOME}site/page/1", title, f"{text} {words}".strip(), made, links))


def table(*rows: Sequence[str], text: str = SECTIONS) -> Found:
    """A charter with its services and this grievance table."""
    return page(SERVICE, (HEAD, *rows), text=text)


def file(*tables: Rows, text: str = SECTIONS, kind: str = "docx", ocr: float | None = None) -> Found:
    made = tuple(Table(tuple(tuple(row) for row in rows)) for rows in tables)
    words = " ".join(cell for one in made for row in one.rows for cell in row)
    at = Link("সিটিজেন চার্টার", "c.pdf", f"{HOME}c.pdf", Place.BOX, Role.CHARTER)
    return found(at, Document(f"{HOME}c.pdf", kind, f"{text} {words}", made, pages=2, ocr=ocr))


def attached(to: Found, thing: Thing) -> tuple[Found, Found]:
    at = Link("চার্টার", "c.pdf", f"{HOME}c.pdf", Place.ATTACHMENT)
    assert isinstance(to.thing, Record)
    owner = replace(to, thing=replace(to.thing, links=(at,)))
    return owner, found(at, thing, owner)


SCAN = Unreadable(f"{HOME}c.pdf", Unread.SCAN, "scan", "pdf", 3)
LOST = Unreachable(f"{HOME}c.pdf", Cause.TIMEOUT)
GONE = Unreachable(f"{HOME}c.pdf", Cause.GONE, status=404)
TOLD = f"{SECTIONS} অভিযোগ নিষ্পত্তি কর্মকর্তা: সহকারী কমিশনার, ফোন ০৭৫১-৬২৩৪৫, ৩০ কার্যদিবস। আপিল কর্মকর্তা: অতিরিক্ত জেলা প্রশাসক, adc@example.gov.bd, ২০ কার্যদিবস। {LONG}"  # fmt: skip
DOTTED = "নাম ও পদবি: ...... ফোন: ...... ইমেইল: ......"

CASES: list[tuple[str, Sequence[Found], str]] = [
    ("both officers", [table(ONE, TWO)], "grievance-complete"),
    ("with a third instance", [table(ONE, TWO, CELL)], "grievance-complete"),
    ("with a row of numbers", [table(NUMBERS[:5], ONE, TWO)], "grievance-complete"),
    ("with a title over it", [page(SERVICE, (("অভিযোগ প্রতিকার ব্যবস্থাপনা",) * 5, HEAD, ONE, TWO))], "grievance-complete"),
    ("particulars in the column of whom", [table(cells(ONE, whom=ONE[2] + ONE[3], address=""), cells(TWO, whom=TWO[2] + TWO[3], address=""))], "grievance-complete"),
    ("posts without the officers' names", [table(cells(ONE, whom="উপজেলা নির্বাহী অফিসার"), cells(TWO, whom="জেলা প্রশাসক"))], "grievance-complete"),
    ("posts under a row of numbers and a row across", [table(NUMBERS[:5], ("অভিযোগ প্রতিকার",) * 5, cells(ONE, whom="উপজেলা নির্বাহী অফিসার"), cells(TWO, whom="জেলা প্রশাসক"))], "grievance-complete"),
    ("without a column of addresses", [page(SERVICE, ((HEAD[0], HEAD[1], HEAD[2], HEAD[4]), (*ONE[:2], ONE[2] + ONE[3], ONE[4]), (*TWO[:2], TWO[2] + TWO[3], TWO[4])))], "grievance-complete"),
    ("an address without telephone", [table(cells(ONE, address="কক্ষ ১০২, উপজেলা পরিষদ ভবন"), TWO)], "grievance-complete"),
    ("a web address", [table(cells(ONE, address="সহকারী কমিশনার www.grs.gov.bd"), TWO)], "grievance-complete"),
    ("limits in words", [table(cells(ONE, limit="ত্রিশ কার্যদিবস"), cells(TWO, limit="২০ (বিশ) কর্মদিবস"))], "grievance-complete"),
    ("other spellings", [page(SERVICE, (cells(HEAD, whom="কার সাথে যোগাযোগ করবেন", limit="নিস্পত্তির সময়সীমা"), cells(ONE, whom="অভিযোগ নিস্পত্তি কর্মকর্তা"), cells(TWO, whom="আপীল কর্মকর্তা")))], "grievance-complete"),
    ("without spaces", [page(SERVICE, tuple(tuple(cell.replace(" ", "") for cell in row) for row in (HEAD, ONE, TWO)))], "grievance-complete"),
    ("the appeal first", [table(TWO, ONE)], "grievance-complete"),
    ("in a file", [file(SERVICE, (HEAD, ONE, TWO))], "grievance-complete"),
    ("in a PDF", [file((HEAD, ONE, TWO), kind="pdf")], "grievance-complete"),
    ("in a picture that was read", [file((HEAD, ONE, TWO), kind="png", ocr=0.9)], "grievance-complete"),
    ("in the attached file", attached(page(SERVICE), file((HEAD, ONE, TWO)).thing), "grievance-complete"),
    ("whole in the file, with gaps on the page", attached(table(ONE), file((HEAD, ONE, TWO)).thing), "grievance-complete"),
    ("a lost file beside it", attached(table(ONE, TWO), LOST), "grievance-complete"),
    ("told without a table", [page(SERVICE, text=TOLD)], "grievance-complete"),
    ("in the menu, no box link", [page((HEAD, ONE, TWO), place=Place.MENU)], "grievance-complete"),
    ("an empty table", [table(("", "", "", "", ""))], "grievance-incomplete"),
    ("a table of headings", [table()], "grievance-incomplete"),
    ("a dotted form", [table(cells(ONE, address=DOTTED), cells(TWO, address=DOTTED))], "grievance-incomplete"),
    ("no appeal", [table(ONE)], "grievance-incomplete"),
    ("no appeal, but the Cabinet Division", [table(ONE, CELL)], "grievance-incomplete"),
    ("only the appeal", [table(TWO)], "grievance-incomplete"),
    ("one post alone", [table(cells(ONE, whom="উপজেলা নির্বাহী অফিসার"))], "grievance-incomplete"),
    ("no limit", [table(cells(ONE, limit=""), TWO)], "grievance-incomplete"),
    ("a limit without a number", [table(cells(ONE, limit="... কার্যদিবস"), TWO)], "grievance-incomplete"),
    ("no address", [table(cells(ONE, address="সহকারী"), TWO)], "grievance-incomplete"),
    ("a heading and nothing under it", [page(SERVICE)], "grievance-incomplete"),
    ("told in part", [page(SERVICE, text=TOLD.replace("২০ কার্যদিবস", ""))], "grievance-incomplete"),
    ("no grievance part", [page(SERVICE, text="১. ভিশন ও মিশন")], "grievance-absent"),
    ("no table at all", [page(text=LONG)], "grievance-absent"),
    ("a service about complaints", [page((HEADINGS, ("১", "অভিযোগ তদন্ত", "৩ দিন", *SERVICE[2][3:])), text="")], "grievance-absent"),
    ("a scan beside it", attached(table(ONE), SCAN), "document-scan"),
    ("a lost file beside gaps", attached(table(ONE), LOST), "page-lost"),
    ("a file that is gone beside gaps", attached(table(ONE), GONE), "grievance-incomplete"),
    ("the charter lost", [found(link(Role.CHARTER), LOST)], "page-lost"),
    ("the charter a scan", [found(link(Role.CHARTER), SCAN)], "document-scan"),
    ("a picture that shows gaps", [file((HEAD, ONE), kind="png", ocr=0.9)], "document-scan"),
    ("half converted words", [table(ONE, text="বাসত্মবায়ন")], "document-legacy-font"),
    ("a file read in part", [file((HEAD, ONE), kind="docx" + PARTLY)], "document-unreadable"),
    ("a PDF whose table did not come out", [file(text=SECTIONS + LONG, kind="pdf")], "document-unreadable"),
    ("a PDF whose table goes on overleaf", [file((HEAD, ONE), kind="pdf")], "document-unreadable"),
    ("a PDF with both rows and a gap", [file((HEAD, ONE, cells(TWO, limit="")), kind="pdf")], "grievance-incomplete"),
    ("a PDF with posts and a gap", [file((HEAD, cells(ONE, whom="উপজেলা নির্বাহী অফিসার"), cells(TWO, whom="জেলা প্রশাসক", limit="")), kind="pdf")], "document-unreadable"),
    ("a PDF without the part", [file(text="ভিশন " + LONG, kind="pdf")], "grievance-absent"),
    ("a Word file with gaps", [file((HEAD, ONE))], "grievance-incomplete"),
    ("a picture on the page", [page(SERVICE, links=(Link("", "p.jpg", f"{HOME}p.jpg", Place.BODY),))], "page-lost"),
    ("a page of its own, not opened", [page(SERVICE, links=(Link("অভিযোগ প্রতিকার ব্যবস্থাপনা", "g", f"{HOME}g", Place.BODY),))], "page-lost"),
    ("a link to something else", [page(SERVICE, links=(Link("আমাদের সেবা", "g", f"{HOME}g", Place.BODY),))], "grievance-incomplete"),
    ("in English", [page(text="This office hears complaints within days. " * 9)], "document-unreadable"),
    ("nothing", [], "no-charter"),
    ("a grievance box elsewhere does not count", [page(SERVICE, text="১. ভিশন", place=Place.BOX)], "grievance-absent"),
    ("another upazila's", [page(SERVICE, title="সিটিজেন চার্টার, তাড়াশ উপজেলা")], "charter-of-other-office"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "slug"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_grievance(things: Sequence[Found], slug: str) -> None:
    finding = judged(*things)
    assert finding.reason.slug == slug, finding.facts


MISSING = [
    ("everything", [("", "", "", "", "")], "", f"{OFFICER} | {APPEAL}"),
    ("the appeal", [ONE], OFFICER, APPEAL),
    ("the officer", [TWO], APPEAL, OFFICER),
    ("the officer's limit", [cells(ONE, limit=""), TWO], f"{OFFICER} | {APPEAL}", f"{OFFICER}: নিষ্পত্তির সময়সীমা"),
    ("the appeal's address", [ONE, cells(TWO, address="সহকারী")], f"{OFFICER} | {APPEAL}", f"{APPEAL}: যোগাযোগের ঠিকানা"),
    ("the post", [cells(ONE, address="০৭৫১-৬২৩৪৫"), TWO], f"{OFFICER} | {APPEAL}", f"{OFFICER}: পদবি"),
    ("the post, with a labelled form", [cells(ONE, address="নাম ও পদবি: ... ফোন: ০৭৫১-৬২৩৪৫"), TWO], f"{OFFICER} | {APPEAL}", f"{OFFICER}: পদবি"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "told", "missing"), [case[1:] for case in MISSING], ids=[case[0] for case in MISSING])
def test_what_is_missing_is_a_fact(rows: Sequence[Sequence[str]], told: str, missing: str) -> None:
    finding = judged(table(*rows))
    assert (finding.facts.get("rows", ""), finding.facts["missing"]) == (told, missing)


def test_who_is_named_in_the_column_of_when_is_not_asked() -> None:
    only = grievance.redress_in([Table((HEAD, cells(TWO, whom="")))])
    assert only is not None
    assert not only.named
    rows = grievance.redress_in([Table((HEAD, ONE, cells(CELL, when="আপিল কর্মকর্তা")))])
    assert rows is not None
    assert rows.rows == (OFFICER,)


@pytest.mark.parametrize(("letters", "known"), [(8, True), (7, False)])
def test_how_long_an_address_in_words_is(letters: int, known: bool) -> None:
    made = grievance.redress_in([Table((HEAD, cells(ONE, address="ক" * letters), TWO))])
    assert made is not None
    assert (made.missing == ()) is known


def test_no_other_table_is_asked() -> None:
    assert grievance.redress_in([Table(SERVICE), Table((("ক", "খ"),))]) is None


def test_of_two_tables_the_fuller() -> None:
    half, whole = Table((HEAD, ONE)), Table((HEAD, ONE, TWO))
    for tables in ([half, whole], [whole, half]):
        made = grievance.redress_in(tables)
        assert made is not None
        assert made.missing == ()


def test_a_table_in_a_bijoy_font_is_read() -> None:
    from charter_audit.bangla import from_bijoy

    raw = "Avwcj Kg©KZ©v"
    assert wording.unicode_of(raw) == from_bijoy(raw) == "আপিল কর্মকর্তা"
    made = grievance.redress_in([Table((HEAD, ONE, cells(TWO, whom=raw)))])
    assert made is not None
    assert made.rows[-1] == APPEAL


def test_the_words_of_the_vocabulary_are_the_tables() -> None:
    assert word("grievance_particulars.limit") == HEAD[4]
    assert [name for _, name in grievance.officers()] == [OFFICER, APPEAL]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("ফোন ০১৭১২-৩৪৫৬৭৮", True),
        ("+৮৮০২৯৫৪০০০০", True),
        ("৬২৩৪৫", False),
        ("৬২৩৪৫৬", True),
        ("ac@example.gov.bd", True),
        ("ac (at) example.gov.bd", True),
        ("www.grs.gov.bd", True),
        ("২০২৩-২৪ অর্থবছর", False),
        ("২০২৩-২০২৪", False),
        ("২৮-১১-২০২৩", False),
        ("০৪/১০/২০২৩", False),
        ("০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১", False),
        ("কক্ষ ১০২", False),
    ],
)
def test_contacts(text: str, there: bool) -> None:
    assert wording.has_contact(text) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("৩০ কার্যদিবস", True),
        ("৩০(ত্রিশ)দিন", True),
        ("বিশ কর্মদিবস", True),
        ("২ মাস", True),
        ("কার্যদিবস", False),
        ("৩০", False),
        ("বিশেষ দিবস", False),
        ("... কার্যদিবস", False),
    ],
)
def test_time_limits(text: str, there: bool) -> None:
    assert wording.has_time_limit(text) is there


TROUBLES = [Unreachable(HOME, cause) for cause in Cause if cause is not Cause.GONE] + [
    Unreadable(HOME, how, "why") for how in Unread
]


@pytest.mark.parametrize("thing", TROUBLES, ids=str)
@pytest.mark.parametrize("beside", [(), (table(ONE),)])
def test_trouble_never_fails_an_office(thing: Thing, beside: Sequence[Found]) -> None:
    assert judged(found(link(Role.CHARTER), thing), *beside).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("things", [case[1] for case in CASES])
def test_facts_are_known_to_the_reason_and_an_address_is_named(things: Sequence[Found]) -> None:
    finding = judged(*things)
    assert set(finding.facts) <= {*finding.reason.facts, *ALWAYS}
    assert finding.evidence
    assert all(one.url.startswith("http") for one in finding.evidence)


def test_what_another_rule_has_said_is_folded() -> None:
    assert {reason.slug for reason in RULES[GRS].reasons if reason.folded} == {"no-charter", "charter-of-other-office"}
