"""The links of the charter box: what opens, what is missing, and what is never said of a page that was not read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

import pytest

from charter_audit import boxlinks, elements, markup, samples
from charter_audit.model import (
    Box,
    Cause,
    Document,
    Evidence,
    Finding,
    Found,
    Link,
    Listing,
    NoRecord,
    Place,
    Record,
    Role,
    Seen,
    Table,
    Thing,
    Unreachable,
    Unread,
    Unreadable,
    Unrecognised,
    Verdict,
)
from charter_audit.reading import ALWAYS
from charter_audit.rules import catalogue
from charter_audit.samples import (  # fmt: skip
    FOCAL_TEXT,
    HEADINGS,
    HOME,
    NUMBERS,
    ORDER_TEXT,
    ORDER_TITLE,
    SERVICES,
    box,
    found,
    link,
    record,
    seen,
)
from charter_audit.textlayer import PARTLY

RULES = catalogue()
BOX, NAMES, LAWS = "CC-BOX-02", "CC-BOX-03", "CC-BOX-04"
OF = {BOX: Role.CHARTER, NAMES: Role.COMMITTEE, LAWS: Role.LAWS, "CC-REP-01": Role.REPORTS}
FOREIGN = "https://cabinet.gov.bd/site/page/1"
SHORT = "সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ। "
DOTS = "ভিশন: …… মিশন: …… ১. …… ২. …… "
ENGLISH = "This office keeps a charter of what it does for the citizens of the upazila, and for what fee."
ROW = ("১", "সনদ", "৩ দিন", "ছবি", "অফিস", "বিনামূল্যে", "সহকারী", "কর্মকর্তা")
CHARTER_TEXT = SERVICES * 12


def judged(code: str, evidence: Evidence) -> Finding:
    return RULES[code].judge(evidence, samples.ask(evidence))


def slug(code: str, *things: Found, charter_box: Box | None = None) -> str:
    roots = {one.root for one in things if one.root.place is Place.BOX}
    missing = [link(role) for role in samples.LABELS if role not in {root.role for root in roots}]
    return judged(code, seen(*things, charter_box=charter_box or box(*missing, *roots))).reason.slug


def at(role: Role, thing: Thing, label: str = "") -> Found:
    return found(link(role, label=label), thing)


def page(role: Role, text: str = "", title: str = "", *links: Link, tables: Sequence[Sequence[Sequence[str]]] = (), label: str = "") -> Found:  # fmt: skip
    made = tuple(Table(tuple(tuple(row) for row in rows)) for rows in tables)
    return at(role, replace(record(title, text, links=links), tables=made), label)


def file(label: str = "", name: str = "x.pdf") -> Link:
    return Link(label, name, f"{HOME}{name}", Place.ATTACHMENT)


def onward(label: str, name: str = "more") -> Link:
    return Link(label, name, f"{HOME}{name}", Place.BODY)


def gone(role: Role) -> Found:
    return at(role, Unreachable(link(role).href, Cause.GONE, status=404))


def lost(role: Role, cause: Cause = Cause.TIMEOUT) -> Found:
    return at(role, Unreachable(link(role).href, cause))


def elsewhere(one: Found, there: str = FOREIGN) -> Found:
    thing = replace(cast("Record", one.thing), at=there)
    return replace(one, link=replace(one.link, href=there, address=there), thing=thing)


def with_file(one: Found, thing: Thing, label: str = "") -> tuple[Found, Found]:
    """A page and its one file."""
    owner = replace(one, thing=replace(cast("Record", one.thing), links=(file(label),)))
    return owner, found(file(label), thing, owner)


SCAN = Unreadable(f"{HOME}x.pdf", Unread.SCAN, "scan", "pdf", 2)
BROKEN = Unreadable(f"{HOME}x.pdf", Unread.UNREADABLE, "damaged", "pdf")
GONE = Unreachable(f"{HOME}x.pdf", Cause.GONE, status=404)
LATE = Unreachable(f"{HOME}x.pdf", Cause.TIMEOUT)
EMPTY = NoRecord(f"{HOME}site/page/1", "empty")
ERROR = NoRecord(f"{HOME}site/page/1", "error-page")
FRONT = NoRecord(HOME, "front-page")
OTHER_FRONT = NoRecord(f"{HOME}site/page/1", "front-page")


def pdf(text: str = CHARTER_TEXT, kind: str = "pdf", ocr: float | None = None) -> Document:
    return Document(f"{HOME}x.pdf", kind, text, ocr=ocr)


# ---- what all four rules say of a link -------------------------------------------------------------------------------

NO_LINK: list[tuple[str, list[Callable[[Role], Found]], str | None, str | None]] = [
    ("no box", [], None, "no-box"),
    ("no such link", [], "absent", "link-absent"),
    ("a label without target", [], "slot", "slot-empty"),
    ("gone twice", [gone], "box", "link-dead"),
    ("the platform's own word", [lambda role: at(role, ERROR)], "box", "link-dead"),
    ("led back to the front page", [lambda role: at(role, FRONT)], "box", "link-dead"),
    ("like a front page, at another address", [lambda role: at(role, OTHER_FRONT)], "box", "page-lost"),
    ("a page that is there and empty", [lambda role: at(role, EMPTY)], "box", "link-blank"),
    ("a title and nothing else", [lambda role: page(role, title=samples.LABELS[role])], "box", "link-blank"),
    ("an empty list", [lambda role: at(role, Listing(HOME, "", ()))], "box", "link-blank"),
    ("an empty list of several pages", [lambda role: at(role, Listing(HOME, "", (), next=f"{HOME}2"))], "box", "page-lost"),
    ("rows of a list without target", [lambda role: at(role, Listing(HOME, "", (Link("ক", "", None, Place.ROW),)))], "box", "link-blank"),
    ("a row that nobody opened", [lambda role: at(role, Listing(HOME, "", (Link("ক", "r", f"{HOME}r", Place.ROW),)))], "box", None),
    ("a file that nobody opened", [lambda role: page(role, "", "", file())], "box", None),
    ("a frame", [lambda role: page(role, "", "", onward(""))], "box", "page-lost"),
    ("a picture in the page itself", [lambda role: page(role, "", "", Link("", "data:image/png;base64,x", None, Place.BODY))], "box", "page-lost"),
    ("a page that was lost", [lost], "box", "page-lost"),
    ("a list whose rows are not known", [lambda role: at(role, Unrecognised(HOME, "list-without-rows"))], "box", "page-lost"),
    ("a damaged file", [lambda role: at(role, BROKEN)], "box", "document-unreadable"),
    ("a page under construction", [lambda role: at(role, Unrecognised(HOME, "under-construction"))], "box", "page-lost"),
]  # fmt: skip


def boxed(role: Role, kind: str | None) -> Box | None:
    others = [link(one) for one in samples.LABELS if one is not role]
    own = {"absent": [], "slot": [link(role, dead=True)]}.get(kind or "", [link(role)])
    return box(*others, *own) if kind else None


@pytest.mark.parametrize("code", OF)
@pytest.mark.parametrize(("things", "kind", "expected"), [case[1:] for case in NO_LINK], ids=[case[0] for case in NO_LINK])  # fmt: skip
def test_a_link_behind_which_nothing_is(
    code: str, things: Sequence[Callable[[Role], Found]], kind: str, expected: str | None
) -> None:
    made = [thing(OF[code]) for thing in things]
    finding = judged(code, seen(*made, charter_box=boxed(OF[code], kind)))
    if expected is None:  # content of one rule, not yet known to another: never a shortcoming
        assert finding.verdict in (Verdict.MET, Verdict.UNCHECKED)
    else:
        assert finding.reason.slug == expected, finding.facts


@pytest.mark.parametrize("code", OF)
def test_of_several_links_the_first_reason_that_fits(code: str) -> None:
    role = OF[code]
    second = replace(link(role), href=f"{HOME}second", address=f"{HOME}second")
    blank, dead, slot = page(role), replace(gone(role), link=second), link(role, dead=True)
    assert judged(code, seen(blank, dead, charter_box=box(slot, link(role), second))).reason.slug == "link-blank"
    assert judged(code, seen(dead, charter_box=box(second, slot))).reason.slug == "slot-empty"
    assert judged(code, seen(dead, charter_box=box(second, link(role)))).reason.slug == "page-lost"


@pytest.mark.parametrize("code", OF)
def test_the_facts_of_a_link(code: str) -> None:
    role = OF[code]
    label, target = samples.LABELS[role], link(role).href
    told = {kind: judged(code, seen(*things, charter_box=boxed(role, kind))).facts for things, kind in (([], "absent"), ([], "slot"), ([gone(role)], "box"))}  # fmt: skip
    assert told["slot"] == {"label": label}
    assert told["box"] == {"label": label, "target": target, "status": "404"}
    assert told["absent"]["labels"].split(" | ") == [samples.LABELS[one] for one in samples.LABELS if one is not role]
    assert judged(code, seen(page(role), charter_box=box())).facts == {"label": label, "target": target}
    assert judged(code, seen()).facts == {}


def test_the_target_of_a_slot_is_told_as_it_stands() -> None:
    evidence = samples.laws_without_target()
    assert judged(LAWS, evidence).facts == {"label": samples.LABELS[Role.LAWS], "target": "/"}


TROUBLES = [Unreachable(HOME, cause) for cause in Cause if cause is not Cause.GONE] + [
    *(Unreadable(HOME, how, "why") for how in (Unread.UNREADABLE,)),
    *(Unrecognised(HOME, why) for why in ("challenge", "no-platform-mark", "list-without-rows")),
]


@pytest.mark.parametrize("thing", TROUBLES, ids=str)
@pytest.mark.parametrize("code", OF)
def test_trouble_never_fails_an_office(code: str, thing: Thing) -> None:
    finding = judged(code, seen(at(OF[code], thing), charter_box=box()))
    assert finding.verdict is Verdict.UNCHECKED
    assert finding.evidence


@pytest.mark.parametrize("code", OF)
def test_trouble_behind_another_link_blocks_nothing(code: str) -> None:
    others = [lost(role) for role in samples.LABELS if role is not OF[code]]
    assert judged(code, seen(*others, page(OF[code]), charter_box=box())).reason.slug == "link-blank"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("পরিবীক্ষণ কমিটির ত্রৈমাসিক প্রতিবেদন", "CC-REP-01"),
        ("প্রতিবেদন ও নির্দেশিকা", LAWS),
        ("ফোকাল পয়েন্ট ও নির্দেশিকা", NAMES),
    ],
)
def test_a_label_that_speaks_of_two_matters_is_no_missing_link(label: str, code: str) -> None:
    one = Link(label, "x", f"{HOME}x", Place.BOX, {"CC-REP-01": Role.COMMITTEE, LAWS: Role.REPORTS, NAMES: Role.LAWS}[code])  # fmt: skip
    assert judged(code, seen(found(one, LATE), charter_box=box(one))).reason.slug == "page-lost"


def test_the_charters_name_in_another_label_is_no_charter_link() -> None:
    label = "সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত প্রতিবেদন"
    one = link(Role.REPORTS, label=label)
    assert judged(BOX, seen(found(one, record("", CHARTER_TEXT)), charter_box=box(one))).reason.slug == "link-absent"


@pytest.mark.parametrize("code", OF)
@pytest.mark.parametrize("things", [case[1] for case in NO_LINK if case[1]])
def test_facts_are_known_to_the_reason_and_an_address_is_named(
    code: str, things: Sequence[Callable[[Role], Found]]
) -> None:
    made = [thing(OF[code]) for thing in things]
    finding = judged(code, seen(*made, charter_box=box()))
    assert set(finding.facts) <= {*finding.reason.facts, *ALWAYS}
    assert finding.evidence
    assert all(one.url.startswith("http") for one in finding.evidence)


def test_the_order_of_the_shared_reasons() -> None:
    slugs = ["link-blank", "slot-empty", "link-dead", "link-absent", "no-box"]
    for code in OF:
        assert [reason.slug for reason in RULES[code].reasons][-5:] == slugs
        assert [reason.folded for reason in RULES[code].reasons][-5:] == [False] * 4 + [True]


# ---- the charter's link ----------------------------------------------------------------------------------------------

CHARTER = Role.CHARTER
EIGHT = (HEADINGS, NUMBERS, ROW)
BLANK = (HEADINGS, NUMBERS, ("১", "……", "……", "", "", "", "", ""))
LISTED = Link("সিটিজেন চার্টার", "r", f"{HOME}r", Place.ROW)

CHARTERS: list[tuple[str, Sequence[Found], str]] = [
    ("a table", [page(CHARTER, "সেবা", tables=[EIGHT])], "charter-opens"),
    ("a text", [page(CHARTER, CHARTER_TEXT)], "charter-opens"),
    ("a file offered as one", [at(CHARTER, pdf("কিছু"))], "charter-opens"),
    ("a scan offered as one", [at(CHARTER, SCAN)], "charter-opens"),
    ("a file in an old font", [at(CHARTER, replace(SCAN, how=Unread.LEGACY_FONT))], "charter-opens"),
    ("a picture that was read", [at(CHARTER, pdf("কিছু", "png", 0.7))], "charter-opens"),
    ("an icon without a word", with_file(page(CHARTER), SCAN), "charter-opens"),
    ("an old one", [page(CHARTER, CHARTER_TEXT, "পুরাতন সিটিজেন চার্টার")], "charter-opens"),
    ("a list and its record", [one := at(CHARTER, Listing(HOME, "", (LISTED,))), found(LISTED, record("সিটিজেন চার্টার", CHARTER_TEXT), one)], "charter-opens"),
    ("another name of the host", [elsewhere(page(CHARTER, CHARTER_TEXT), "http://www.example.sirajganj.gov.bd/site/page/1")], "charter-opens"),
    ("a table under a title that tells its update", [page(CHARTER, "সেবা", "হালনাগাদকৃত সিটিজেন্স চার্টার", tables=[EIGHT])], "charter-opens"),
    ("a table with dots in its text", [page(CHARTER, DOTS, tables=[EIGHT])], "charter-opens"),
    ("a lost file beside the table", with_file(page(CHARTER, "সেবা", tables=[EIGHT]), LATE), "charter-opens"),
    ("a dead file beside the text", with_file(page(CHARTER, CHARTER_TEXT), GONE), "charter-opens"),
    ("its own beside another office's", [elsewhere(page(CHARTER, CHARTER_TEXT, label="চার্টার")), page(CHARTER, CHARTER_TEXT)], "charter-opens"),
    ("another office's site", [elsewhere(page(CHARTER, CHARTER_TEXT))], "charter-of-other-office"),
    ("another office by its heading", [page(CHARTER, CHARTER_TEXT, "সিটিজেন চার্টার, তাড়াশ উপজেলা")], "charter-of-other-office"),
    ("another office's store", [at(CHARTER, replace(pdf(), at="https://objectstorage.ap-1.oraclecloud15.com/n/a/b/V2Ministry/o/office-cabinet/2023/11/a.pdf"))], "charter-of-other-office"),
    ("another office's, and a link that nobody opened", [elsewhere(page(CHARTER, CHARTER_TEXT, "", onward("আরও")))], "charter-of-other-office"),
    ("another office's, and a lost one", [elsewhere(page(CHARTER, CHARTER_TEXT, label="চার্টার")), lost(CHARTER)], "page-lost"),
    ("another office's site without a charter", [elsewhere(page(CHARTER, "মন্ত্রিপরিষদ বিভাগ"))], "link-blank"),
    ("a definition", [page(CHARTER, SHORT * 4)], "link-blank"),
    ("a short text", [page(CHARTER, "সেবা প্রদান প্রতিশ্রুতি প্রস্তুত করা হচ্ছে।")], "link-blank"),
    ("a form with dotted lines", [page(CHARTER, DOTS * 9)], "link-blank"),
    ("a form with an empty table", [page(CHARTER, DOTS, tables=[BLANK])], "link-blank"),
    ("a guideline", [page(CHARTER, CHARTER_TEXT, "সেবা প্রদান প্রতিশ্রুতি প্রণয়ন সংক্রান্ত নির্দেশিকা")], "link-blank"),
    ("a section's", [page(CHARTER, CHARTER_TEXT, "সিটিজেন চার্টার (সাধারণ শাখা)")], "link-blank"),
    ("a page whose one file is gone", with_file(page(CHARTER), GONE), "link-blank"),
    ("a page whose one file is lost", with_file(page(CHARTER), LATE), "page-lost"),
    ("a page whose one file is damaged", with_file(page(CHARTER), BROKEN), "document-unreadable"),
    ("a damaged file", [at(CHARTER, BROKEN)], "document-unreadable"),
    ("a long text with words of a guideline", [page(CHARTER, f"{CHARTER_TEXT * 3} নির্দেশিকা")], "document-unreadable"),
    ("a long text with dots", [page(CHARTER, f"{CHARTER_TEXT * 3} ……")], "document-unreadable"),
    ("a link beside a definition", [page(CHARTER, SHORT * 4, "", onward("বিস্তারিত"))], "page-lost"),
    ("a picture beside a short text", [page(CHARTER, SHORT * 3, "", onward(""))], "page-lost"),
    ("a definition and a section's", [page(CHARTER, SHORT * 4, "", onward("সাধারণ শাখা"))], "link-blank"),
    ("a definition whose one file is gone", with_file(page(CHARTER, SHORT * 5), GONE), "link-blank"),
    ("a page whose file is gone, beside another page's", [*with_file(page(CHARTER), GONE), *with_file(page(Role.LAWS), pdf())], "link-blank"),
    ("headings alone, the file gone", with_file(page(CHARTER, "সেবা", tables=[(HEADINGS,)]), GONE), "link-blank"),
    ("a table of numbers", [page(CHARTER, "সেবা", tables=[(HEADINGS, NUMBERS)])], "charter-opens"),
    ("a long guideline", [page(CHARTER, CHARTER_TEXT * 3, "প্রণয়ন সংক্রান্ত নির্দেশিকা")], "link-blank"),
    ("a link to the form only", [page(CHARTER, SHORT * 4, "", onward("অনুমোদিত ফরম্যাট"))], "link-blank"),
    ("in raw Bijoy", [page(CHARTER, "‡Rjv cÖkvm‡Ki Kvh©vjq wbe©vnx")], "document-legacy-font"),
    ("in English, and short", [page(CHARTER, ENGLISH)], "document-unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "expected"), [case[1:] for case in CHARTERS], ids=[case[0] for case in CHARTERS])
def test_the_charters_link(things: Sequence[Found], expected: str) -> None:
    assert slug(BOX, *things) == expected


def test_whose_charter_it_is() -> None:
    one = elsewhere(page(CHARTER, CHARTER_TEXT))
    finding = judged(BOX, seen(one, charter_box=box(one.link)))
    assert finding.facts == {"target": FOREIGN, "names": "cabinet.gov.bd"}
    assert [one.url for one in finding.evidence] == [FOREIGN]


def test_the_label_and_target_are_those_of_the_box() -> None:
    one = at(CHARTER, Listing(HOME, "", (LISTED,)), "সিটিজেন চার্টার")
    evidence = seen(one, found(LISTED, record("", CHARTER_TEXT), one), charter_box=box(one.link))
    assert judged(BOX, evidence).facts == {"label": "সিটিজেন চার্টার", "target": f"{HOME}box/charter"}


@pytest.mark.parametrize(("cells", "expected"), [(3, "charter-opens"), (2, "link-blank")])
def test_how_much_of_a_form_must_be_filled_in(cells: int, expected: str) -> None:
    row = ("১", *[f"ঘর{'ক' * n}" for n in range(cells)], *["…"] * (7 - cells))
    assert slug(BOX, page(CHARTER, DOTS, tables=[(HEADINGS, row)])) == expected


@pytest.mark.parametrize(("letters", "expected"), [(250, "charter-opens"), (249, "link-blank")])
def test_how_long_a_text_must_be(letters: int, expected: str) -> None:
    assert slug(BOX, page(CHARTER, "ক" * letters)) == expected


@pytest.mark.parametrize(("letters", "expected"), [(600, "document-unreadable"), (599, "link-blank")])
def test_from_what_length_a_doubtful_text_is_not_a_definition(letters: int, expected: str) -> None:
    assert slug(BOX, page(CHARTER, "……" + "ক" * letters)) == expected


# ---- focal point and committee ---------------------------------------------------------------------------------------

COMMITTEE, FOCAL = Role.COMMITTEE, "ফোকাল পয়েন্ট কর্মকর্তা"
BOTH = samples.LABELS[COMMITTEE]
OWN = "পরিবীক্ষণ কমিটি"
MEMBERS = "১. উপজেলা নির্বাহী অফিসার সভাপতি ২. সহকারী কমিশনার সদস্য ৩. প্রোগ্রামার সদস্য সচিব"
PERSON = "সহকারী কমিশনার, ফোন ০৭৫১-৬২৩৪৫"
MEMBER_ROWS = (("১", "উপজেলা নির্বাহী অফিসার", "সভাপতি", "০৭৫১-৬২৩৪৫"), ("২", "সহকারী কমিশনার", "সদস্য সচিব", "০৭৫১-৬২৩৪৬"))  # fmt: skip
CELLS = " ".join(cell for row in MEMBER_ROWS for cell in row)
OFFICERS = Link("কর্মকর্তাবৃন্দ", "o", f"{HOME}o", Place.ROW)

PERSONS: list[tuple[str, Sequence[Found], str]] = [
    ("both in the text", [page(COMMITTEE, f"{FOCAL_TEXT} {OWN}: {MEMBERS}", BOTH)], "focal-and-committee"),
    ("members without the committee's name", [page(COMMITTEE, f"{FOCAL_TEXT} {MEMBERS}", BOTH)], "focal-and-committee"),
    ("the committee among others", [page(COMMITTEE, f"{FOCAL_TEXT} নৈতিকতা কমিটি: সভাপতি। {OWN}: {MEMBERS}", BOTH)], "focal-and-committee"),
    ("the order as a scan", with_file(page(COMMITTEE, FOCAL_TEXT, BOTH), SCAN, ORDER_TITLE), "focal-and-committee"),
    ("the order as a text", with_file(page(COMMITTEE, FOCAL_TEXT, BOTH), pdf(ORDER_TEXT)), "focal-and-committee"),
    ("found before trouble", [page(COMMITTEE, f"{FOCAL_TEXT} {OWN}: {MEMBERS}", BOTH), lost(COMMITTEE)], "focal-and-committee"),
    ("in two files", [*with_file(page(COMMITTEE, "", BOTH), pdf(f"{OWN}: {MEMBERS}")), page(COMMITTEE, FOCAL_TEXT, FOCAL)], "focal-and-committee"),
    ("a focal point only", [page(COMMITTEE, FOCAL_TEXT, FOCAL, label=FOCAL)], "focal-only"),
    ("a focal point under both names", [page(COMMITTEE, FOCAL_TEXT, BOTH)], "focal-only"),
    ("a person under the focal point's title", [page(COMMITTEE, PERSON, FOCAL)], "focal-only"),
    ("a focal point and another tool's committee", [page(COMMITTEE, f"{FOCAL_TEXT} নৈতিকতা কমিটি", FOCAL)], "focal-only"),
    ("the label names the focal point, the page nothing", [page(COMMITTEE, PERSON, "যোগাযোগ", label=FOCAL)], "focal-only"),
    ("members only", [page(COMMITTEE, f"{OWN}: {MEMBERS}", OWN)], "committee-only"),
    ("a list under the committee's title", [page(COMMITTEE, PERSON, OWN)], "committee-only"),
    ("members under both names", [page(COMMITTEE, MEMBERS, BOTH)], "committee-only"),
    ("members with telephones, in a table", [page(COMMITTEE, CELLS, BOTH, tables=[MEMBER_ROWS])], "committee-only"),
    ("the label twice is no focal point", [page(COMMITTEE, f"{BOTH} {MEMBERS}", BOTH)], "committee-only"),
    ("a lone officer under both names", [page(COMMITTEE, PERSON, BOTH)], "document-unreadable"),
    ("an officer beside the table of members", [page(COMMITTEE, f"{PERSON} {CELLS}", BOTH, tables=[MEMBER_ROWS])], "document-unreadable"),
    ("persons under a title that names neither", [page(COMMITTEE, PERSON, "যোগাযোগ")], "document-unreadable"),
    ("a scan beside the focal point", with_file(page(COMMITTEE, FOCAL_TEXT, FOCAL), SCAN), "document-scan"),
    ("a lost file beside the focal point", with_file(page(COMMITTEE, FOCAL_TEXT, FOCAL), LATE), "page-lost"),
    ("a file that is gone beside the focal point", with_file(page(COMMITTEE, FOCAL_TEXT, FOCAL), GONE), "focal-only"),
    ("a file read in part", with_file(page(COMMITTEE, FOCAL_TEXT, FOCAL), pdf("পাঠ", "pdf" + PARTLY)), "document-unreadable"),
    ("a link that nobody opened", [page(COMMITTEE, FOCAL_TEXT, FOCAL, onward("কমিটি"))], "page-lost"),
    ("a row that nobody opened", [one := at(COMMITTEE, Listing(HOME, "", (OFFICERS, LISTED))), found(LISTED, record(FOCAL, FOCAL_TEXT), one)], "page-lost"),
    ("the committee's title and nobody", [page(COMMITTEE, "", OWN)], "link-blank"),
    ("persons in a file under the focal point's title", with_file(page(COMMITTEE, "", FOCAL), pdf(PERSON)), "focal-only"),
    ("persons under another tool's committee", [page(COMMITTEE, PERSON, "নৈতিকতা কমিটি", label="নৈতিকতা কমিটি")], "link-blank"),
    ("an officer in the table of members", [page(COMMITTEE, f"সহকারী কমিশনার ০৭৫১-৬২৩৪৭ {CELLS}", BOTH, tables=[(*MEMBER_ROWS, ("", "সহকারী কমিশনার", "", "০৭৫১-৬২৩৪৭"))])], "document-unreadable"),
    ("the label again and nobody", [page(COMMITTEE, BOTH, BOTH)], "link-blank"),
    ("the promise of somebody", [page(COMMITTEE, "ফোকাল পয়েন্ট কর্মকর্তার তথ্য শীঘ্রই আপলোড করা হবে", BOTH)], "link-blank"),
    ("a page of another matter", [page(COMMITTEE, "এই উপজেলা ১৯৮৩ সালে প্রতিষ্ঠিত হয়।", "ইতিহাস")], "link-blank"),
    ("another office's committee", [elsewhere(page(COMMITTEE, f"{FOCAL_TEXT} {OWN}: {MEMBERS}", BOTH))], "link-blank"),
    ("in English letters that say nothing", [page(COMMITTEE, ENGLISH)], "document-unreadable"),
    ("in English words", [page(COMMITTEE, "Focal point: Assistant Commissioner, phone 075162345. Monitoring Committee", "Focal Point")], "focal-and-committee"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "expected"), [case[1:] for case in PERSONS], ids=[case[0] for case in PERSONS])
def test_focal_point_and_committee(things: Sequence[Found], expected: str) -> None:
    assert slug(NAMES, *things) == expected


def test_both_pages_are_evidence() -> None:
    focal, order = with_file(page(COMMITTEE, FOCAL_TEXT, BOTH), pdf(ORDER_TEXT))
    finding = judged(NAMES, seen(focal, order, charter_box=box()))
    assert [one.url for one in finding.evidence] == [f"{HOME}box/committee", f"{HOME}x.pdf"]
    assert finding.facts == {"label": BOTH, "target": f"{HOME}box/committee"}


@pytest.mark.parametrize(("filling", "expected"), [("", "link-blank"), ("ক " * 150, "focal-only")])
def test_a_long_text_promises_nothing(filling: str, expected: str) -> None:
    text = f"ফোকাল পয়েন্ট কর্মকর্তা, সহকারী কমিশনার {filling} শীঘ্রই"
    assert slug(NAMES, page(COMMITTEE, text, "তথ্য")) == expected


# ---- laws ------------------------------------------------------------------------------------------------------------

CIRCULARS = "সেবা প্রদান প্রতিশ্রুতি প্রণয়ন সংক্রান্ত পরিপত্র ও নির্দেশিকাসমূহ"

OPEN: list[tuple[str, Sequence[Found], str]] = [
    ("a text", [page(Role.LAWS, CIRCULARS)], "laws-open"),
    ("a list of links", [page(Role.LAWS, "", "আইন", onward("তথ্য অধিকার আইন"))], "laws-open"),
    ("a list", [at(Role.LAWS, Listing(HOME, "", (LISTED,)))], "laws-open"),
    ("a file", [at(Role.LAWS, pdf())], "laws-open"),
    ("a scan", [at(Role.LAWS, SCAN)], "laws-open"),
    ("a page with a file", with_file(page(Role.LAWS), SCAN), "laws-open"),
    ("at the Cabinet Division", [elsewhere(page(Role.LAWS, CIRCULARS))], "laws-open"),
    ("in English", [page(Role.LAWS, ENGLISH)], "laws-open"),
    ("a long text that also promises", [page(Role.LAWS, CIRCULARS * 5 + " শীঘ্রই")], "laws-open"),
    ("found before trouble", [lost(Role.LAWS), page(Role.LAWS, CIRCULARS)], "laws-open"),
    ("lost at the Cabinet Division", [replace(lost(Role.LAWS), link=replace(link(Role.LAWS), address=FOREIGN))], "page-lost"),
    ("a site that is no portal's", [at(Role.LAWS, Unrecognised("http://bdlaws.minlaw.gov.bd", "no-platform-mark"))], "page-lost"),
    ("a damaged file", [at(Role.LAWS, BROKEN)], "document-unreadable"),
    ("a page whose one file is lost", with_file(page(Role.LAWS), LATE), "page-lost"),
    ("a page whose one file is gone", with_file(page(Role.LAWS), GONE), "link-blank"),
    ("a picture", [page(Role.LAWS, "", "", onward(""))], "page-lost"),
    ("a named file that is gone", with_file(page(Role.LAWS), GONE, "আইন"), "link-blank"),
    ("the promise of a text", [page(Role.LAWS, "সংশ্লিষ্ট আইন ও বিধিসমূহ শীঘ্রই আপলোড করা হবে।")], "link-blank"),
    ("a word", [page(Role.LAWS, "আইন")], "link-blank"),
]  # fmt: skip


@pytest.mark.parametrize(("things", "expected"), [case[1:] for case in OPEN], ids=[case[0] for case in OPEN])
def test_laws(things: Sequence[Found], expected: str) -> None:
    assert slug(LAWS, *things) == expected


@pytest.mark.parametrize(("letters", "expected"), [(40, "laws-open"), (39, "link-blank")])
def test_how_much_must_be_said(letters: int, expected: str) -> None:
    assert slug(LAWS, page(Role.LAWS, "ক" * letters)) == expected


@pytest.mark.parametrize(("letters", "expected"), [(300, "laws-open"), (299, "link-blank")])
def test_how_long_a_promise_may_be(letters: int, expected: str) -> None:
    assert slug(LAWS, page(Role.LAWS, "শীঘ্রই " + "ক" * (letters - 7))) == expected


# ---- what readers tell of a page that shows more than its words ----------------------------------------------------------


def shown(html: str) -> list[str]:
    body = markup.parse(f"<body>{html}</body>").body
    assert body is not None
    return [one.address or one.href for one in elements.body_links(body, HOME) if not one.label]


@pytest.mark.parametrize(
    ("html", "links"),
    [
        (
            "<iframe src='https://drive.google.com/file/d/1/preview'></iframe>",
            ["https://drive.google.com/file/d/1/preview"],
        ),
        ("<embed src='/show?id=1'>", [f"{HOME}show?id=1"]),
        ("<iframe src='about:blank'></iframe><iframe></iframe>", []),
        (f"<iframe src='//docs.google.com/viewer?url=//{HOME[8:]}a.pdf'></iframe>", []),
        ("<img src='/a.jpg'>", [f"{HOME}a.jpg"]),
        ("<img class='file-icon' src='/pdf.png'>", []),
        ("<img src='data:image/png;base64,AAAA'>", ["data:image/png;base64,AAAA"]),
        ("<img src='data:text/plain,x'>", []),
    ],
)
def test_frames_and_pictures_are_told(html: str, links: list[str]) -> None:
    assert shown(html) == links


def test_the_picture_of_a_page_is_not_unopened_where_it_was_opened_as_a_file() -> None:
    picture = replace(file(), place=Place.BODY)
    owner = page(CHARTER, "", "", file(), picture)
    evidence = seen(owner, found(file(), SCAN, owner), charter_box=box())
    assert list(boxlinks.unopened([owner], evidence)) == []
    assert [link_ for _, link_ in boxlinks.unopened([owner], replace(evidence, found=(owner,)))] == [file(), picture]


def test_what_is_seen_first_is_the_page_where_a_picture_has_no_address() -> None:
    inline = Link("", "data:image/png;base64,x", None, Place.BODY)
    one = replace(page(LAWS_ROLE, "", "", inline), seen=Seen(f"{HOME}there", "laws"))
    assert [told.url for told in judged(LAWS, seen(one, charter_box=box())).evidence] == [f"{HOME}there"]


LAWS_ROLE = Role.LAWS


@pytest.mark.parametrize(("letters", "expected"), [(40, "document-unreadable"), (39, "link-blank")])
def test_from_what_length_a_text_without_bengali_letters_says_something(letters: int, expected: str) -> None:
    assert slug(BOX, page(CHARTER, "x" * letters)) == expected


@pytest.mark.parametrize(("letters", "expected"), [(300, "focal-only"), (299, "link-blank")])
def test_how_long_the_promise_of_a_focal_point_may_be(letters: int, expected: str) -> None:
    text = "সহকারী শীঘ্রই কমিশনার "
    assert slug(NAMES, page(COMMITTEE, text + "ক" * (letters - len(text)), FOCAL)) == expected


def test_a_status_that_is_not_known_is_not_told() -> None:
    one = at(CHARTER, Unreachable(link(CHARTER).href, Cause.GONE))
    assert "status" not in judged(BOX, seen(one, charter_box=box())).facts


def test_where_there_is_a_link_of_the_role_no_other_label_is_asked() -> None:
    other = Link("পরিবীক্ষণ কমিটির প্রতিবেদন", "x", f"{HOME}x", Place.BOX, Role.COMMITTEE)
    evidence = seen(found(other, LATE), page(Role.REPORTS), charter_box=box(other, link(Role.REPORTS)))
    assert judged("CC-REP-01", evidence).reason.slug == "link-blank"


def test_a_named_link_without_target_is_none() -> None:
    assert slug(BOX, page(CHARTER, "", "", Link("ইমেইল", "mailto:a@b.c", None, Place.BODY))) == "link-blank"
