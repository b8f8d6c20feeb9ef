"""The edges of letters and charters: the day on which a condition turns, and what is told of the places read."""

from dataclasses import replace
from datetime import date

import pytest

from charter_audit import samples
from charter_audit.model import (
    Cause,
    Dated,
    Document,
    Found,
    Kind,
    Link,
    Listing,
    Place,
    Role,
    Table,
    Tier,
    Unread,
    Unreadable,
)
from charter_audit.samples import HOME, ORDER_TEXT, ORDER_TITLE, box, found, link, record, seen
from test_rules import FOCAL, OLD, RULES, SHORT, charter, judged, lost, notice, order

NEW = date(2023, 11, 1)


def letter(*things: Found) -> str:
    return judged("CC-COM-01", seen(*things, charter_box=box(), tier=Tier.DISTRICT))


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        ("৩০/০৬/২০২৩", "letter-old"),
        ("০১/০৭/২০২৩", "letter-not-renewed"),
        ("৩০/০৯/২০২৩", "letter-not-renewed"),
        ("০১/১০/২০২৩", "letter-this-quarter"),
        ("২৮/১১/২০২৩", "letter-this-quarter"),
        ("২৯/১১/২০২৩", "letter-later"),
        ("১৯ আশ্বিন ১৪৩০", "letter-undated"),
        ("১৯ আশ্বিন ১৪৩০ / ০৪/১০/২০২৩", "letter-this-quarter"),
    ],
)
def test_the_day_of_a_letter(day: str, slug: str) -> None:
    assert letter(order(day)) == slug


@pytest.mark.parametrize(
    ("published", "slug"),
    [(None, "notice-only"), (date(2023, 10, 1), "notice-only"), (date(2023, 9, 30), "no-letter")],
)
def test_an_undated_notice_counts_unless_it_hung_there_before_the_quarter(published: date | None, slug: str) -> None:
    days = (Dated(published, published, Kind.PUBLISHED, HOME, ""),) if published else ()
    undated = notice("")
    assert letter(FOCAL, replace(undated, link=replace(undated.link, days=days))) == slug


@pytest.mark.parametrize(("words", "slug"), [("আহ্বায়ক, সদস্য", "letter-this-quarter"), ("আহ্বায়ক", "no-letter")])
def test_an_order_under_another_title_names_its_members(words: str, slug: str) -> None:
    text = ORDER_TEXT.replace("আহ্বায়ক, সদস্য, সদস্য সচিব", words)
    assert letter(found(link(Role.COMMITTEE), record("কার্যক্রম", text))) == slug


@pytest.mark.parametrize(("words", "slug"), [("আহ্বায়ক, সদস্য", "list-without-letter"), ("আহ্বায়ক", "no-letter")])
def test_a_list_of_members(words: str, slug: str) -> None:
    assert letter(found(link(Role.COMMITTEE), record("পরিবীক্ষণ কমিটি", words))) == slug


def test_a_page_and_its_file_are_one_letter() -> None:
    page = found(link(Role.COMMITTEE), record(ORDER_TITLE, ORDER_TEXT.replace("০৪/১০/২০২৩", "")))
    file = Link("", "x.pdf", f"{HOME}x.pdf", Place.ATTACHMENT)
    attached = found(file, Document(f"{HOME}x.pdf", "pdf", ORDER_TEXT.replace("০৪/১০/২০২৩", "০৪/০৮/২০২৩")), page)
    assert letter(page, attached) == "letter-not-renewed"
    assert letter(page) == "letter-undated"


def test_the_places_read_in_vain_are_told() -> None:
    asked = Link("", "n", f"{HOME}notices", Place.NOTICES)
    listed = found(asked, Listing(f"{HOME}notices", "", ()))
    row = found(Link("নোটিশ", "r", f"{HOME}row", Place.ROW), record("নোটিশ", ""), listed)
    evidence = seen(
        FOCAL, lost(Role.REPORTS, Cause.GONE), listed, row, charter(OLD, place=Place.MENU), charter_box=box()
    )
    told = RULES["CC-COM-01"].judge(evidence, samples.ask(evidence)).facts["places"]
    assert told.split(" https") == [
        HOME,
        "://example.sirajganj.gov.bd/box/committee",
        "://example.sirajganj.gov.bd/box/reports (none)",
        "://example.sirajganj.gov.bd/notices",
    ]


# ---- charters --------------------------------------------------------------------------------------------------


def test_the_places_where_no_charter_was() -> None:
    page = found(link(Role.CHARTER), record("সিটিজেন চার্টার", SHORT))
    inside = found(Link("সিটিজেন চার্টার", "b", f"{HOME}b", Place.BODY), record("সিটিজেন চার্টার", SHORT), page)
    evidence = seen(page, inside, FOCAL, lost(Role.CHARTER, Cause.GONE, Place.MENU), charter_box=box())
    told = RULES["CC-UPD-01"].judge(evidence, samples.ask(evidence)).facts["places"]
    assert told == f"{HOME} {HOME}box/charter {HOME}menu/charter (none)"


def test_the_platforms_list_of_charters_is_a_place_outside_the_box() -> None:
    listed = found(Link("", "c", f"{HOME}c", Place.CHARTERS), Listing(HOME, "", ()))
    row = replace(charter(samples.stamp(NEW), at="2"), via=listed)
    assert judged("CC-UPD-01", seen(charter(OLD), listed, row, charter_box=box())) == "updated-outside-box"


@pytest.mark.parametrize(("letters", "slug"), [(250, "stale"), (249, "no-charter")])
def test_how_long_a_text_must_be(letters: int, slug: str) -> None:
    page = record("সিটিজেন চার্টার", "ক" * letters, OLD)
    assert judged("CC-UPD-01", seen(found(link(Role.CHARTER), page), charter_box=box())) == slug


@pytest.mark.parametrize(("rows", "slug"), [(2, "stale"), (1, "no-charter")])
def test_how_long_a_table_must_be(rows: int, slug: str) -> None:
    page = replace(record("সিটিজেন চার্টার", "সেবা", OLD), tables=(Table((("ক", "খ"),) * rows),))
    assert judged("CC-UPD-01", seen(found(link(Role.CHARTER), page), charter_box=box())) == slug


@pytest.mark.parametrize(
    ("title", "dates"),
    [
        ("সিটিজেন চার্টার (জুলাই ২০২৩-সেপ্টেম্বর ২০২৩)", "stated:2023-07-01..2023-09-30"),
        ("সিটিজেন চার্টার, জুন ২০২৩", "stated:2023-06-01..2023-06-30"),
        (
            "সিটিজেন চার্টার, অক্টোবর ২০২৩ (জুলাই ২০২৩-সেপ্টেম্বর ২০২৩)",
            "stated:2023-10-01..2023-10-31 stated:2023-07-01..2023-09-30",
        ),
    ],
)
def test_the_months_of_a_quarter_are_no_days_beside_it(title: str, dates: str) -> None:
    from charter_audit.charter import charters_in

    evidence = seen(charter(title=title), charter_box=box())
    (one,) = charters_in(evidence.found, evidence)
    assert " ".join(f"{day.kind}:{day.iso}" for day in one.days) == dates


def test_what_the_charters_own_files_state_counts_and_no_others() -> None:
    page = charter()
    link_ = Link("", "x.pdf", f"{HOME}x.pdf", Place.ATTACHMENT)
    file = Document(f"{HOME}x.pdf", "pdf", "সেবা প্রদান প্রতিশ্রুতি ২০২৩-২৪ (২য় ত্রৈমাসিক)")
    body = replace(link_, place=Place.BODY)
    assert judged("CC-UPD-01", seen(page, found(link_, file, page), charter_box=box())) == "updated"
    assert judged("CC-UPD-01", seen(page, found(link_, file, FOCAL), charter_box=box())) == "undated"
    assert judged("CC-UPD-01", seen(page, found(body, file, page), charter_box=box())) == "undated"


@pytest.mark.parametrize(("pages", "told"), [(3, "3"), (0, None)])
def test_the_pages_of_a_scan_are_told_where_they_are_known(pages: int, told: str | None) -> None:
    scan = Unreadable(f"{HOME}x.pdf", Unread.SCAN, "no-text", "pdf", pages)
    evidence = seen(found(link(Role.COMMITTEE), scan), charter_box=box(), tier=Tier.DISTRICT)
    assert RULES["CC-COM-01"].judge(evidence, samples.ask(evidence)).facts.get("pages") == told
