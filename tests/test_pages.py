"""Real captured pages, read in this process, give the facts that were checked by hand beside them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
import yaml

from charter_audit import markup, portals
from charter_audit.model import Front, Kind, Link, Listing, Page, Place, Record, Role, Unrecognised
from charter_audit.portals import npf1, npf2, npf3
from conftest import PAGES

EXPECTED: list[dict[str, Any]] = (
    yaml.safe_load((PAGES / "expected.yaml").read_text(encoding="utf-8")) if PAGES.exists() else []
)
pytestmark = pytest.mark.skipif(not EXPECTED, reason="the captured pages are not beside this checkout")
HOMES = [entry for entry in EXPECTED if entry["kind"] == "home"]
EVERY = pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["file"])
EACH_HOME = pytest.mark.parametrize("entry", HOMES, ids=lambda entry: entry["file"])


@cache
def body(file: str) -> bytes:
    return (PAGES / file).read_bytes()


def page(entry: Mapping[str, Any]) -> Page:
    url = entry["url"] or f"https://{entry['host']}/pages/static-pages/6922d8a5933eb65569df9880"
    return Page(url, url, 200, "text/html", body(entry["file"]), datetime(2026, 11, 1, tzinfo=UTC), "")


def front(entry: Mapping[str, Any]) -> Front:
    """The page read as a front page; an excerpt or inner page too, for what it shows of one."""
    portal = portals.recognise(markup.parse(markup.decode(body(entry["file"]))))
    assert portal is not None
    made = portal.front(markup.parse(markup.decode(body(entry["file"]))), page(entry).at)
    return made if isinstance(made, Front) else Front(page(entry).at, portal.name, ())


@EVERY
def test_platform(entry: dict[str, Any]) -> None:
    portal = portals.recognise(markup.parse(markup.decode(body(entry["file"]))))
    assert portal is not None
    assert portal.name == entry["platform"]


@EVERY
def test_boxes_and_notices(entry: dict[str, Any]) -> None:
    made = front(entry)
    assert (len(made.boxes), len(made.notices)) == (entry["boxes"], entry["notices"])
    assert (made.charter_box is None) is (entry["charter_box"] is None)


@EACH_HOME
def test_the_charter_box(entry: dict[str, Any]) -> None:
    box = front(entry).charter_box
    assert box is not None
    assert box.title == entry["charter_box"]["title"]
    told = [(link.label, link.href, link.role.value) for link in box.links]
    assert told == [(link["label"], link["href"], link["role"]) for link in entry["charter_box"]["links"]]
    assert all(link.place is Place.BOX and link.address for link in box.links)
    assert not box.by_heading


@EVERY
def test_the_records_own_stamp_and_never_the_sites(entry: dict[str, Any]) -> None:
    made = portals.read_inner(page(entry))
    stamps = [day for day in made.days if day.kind is Kind.PAGE_STAMP] if isinstance(made, Record) else []
    assert [day.first for day in stamps] == ([entry["updated"]] if entry["updated"] else [])
    assert not any(day.kind is Kind.SITE_STAMP for day in stamps)


@EVERY
def test_the_sites_stamp(entry: dict[str, Any]) -> None:
    stamp = front(entry).site_stamp
    if entry["kind"] in ("home", "excerpt"):
        expected = entry["site_stamp"] and date.fromisoformat(entry["site_stamp"][:10])
        assert (stamp.first if stamp else None) == expected


def entry(file: str) -> dict[str, Any]:
    return next(one for one in EXPECTED if one["file"].endswith(file))


def test_npf1_dead_slots_and_other_hosts() -> None:
    boxes = front(entry("ccc.gov.bd/home.html")).boxes
    slots = [link for box in boxes for link in box.links]
    assert all(len(box.links) <= 4 for box in boxes)
    assert [link.href for link in slots if link.address is None] == [""] * 5  # the sixth has no label: unused
    other = [link for box in boxes for link in box.links if "নৈতিকতা কমিটি" in link.label]
    assert [link.role for link in other] == [Role.OTHER]


def test_npf1_attachment_without_text() -> None:
    made = portals.read_inner(page(entry("page-map-with-attachment.html")))
    assert isinstance(made, Record)
    (file,) = made.attachments
    assert (file.label, file.days[0].iso, file.days[0].kind) == ("", "2021-03-13", Kind.UPLOADED)
    assert "{" not in made.text  # no style sheet


def test_npf1_list_of_links() -> None:
    for file in ("view-officers.html", "view-officers-front-token.html"):
        made = portals.read_inner(page(entry(file)))
        assert isinstance(made, Listing)
        assert len(made.rows) == 13


def test_a_front_page_is_no_record_and_a_record_no_front_page() -> None:
    assert not isinstance(portals.read_inner(page(entry("ccc.gov.bd/home.html"))), Record)
    assert isinstance(portals.read_front(page(entry("page-history.html"))), Unrecognised)


def test_npf3_menu_notices_and_lists() -> None:
    made = front(entry("dncc.gov.bd/home.html"))
    assert [(link.role, link.place) for link in made.others] == [(Role.CHARTER, Place.MENU)]
    assert [link.days[0].iso for link in made.notices] == ["2026-08-03"] * 3
    assert {link.place for link in made.lists} == {Place.NOTICES, Place.ORDERS, Place.CHARTERS}
    assert sum("archived=true" in (link.address or "") for link in made.lists) == 2


def test_npf3_rich_text_is_read_once() -> None:
    dom = markup.parse(markup.decode(body("npf3/dncc.gov.bd/home.html")))
    for node in dom.css("rt-renderer")[1:]:
        decoded = markup.text(markup.parse(f"<body>{npf3.rich(node)}</body>").body)
        assert decoded.split() == markup.text(node).split()


def test_another_offices_storage_is_said() -> None:
    from charter_audit import address

    slots: list[Link] = [link for box in front(entry("dncc.gov.bd/home.html")).boxes for link in box.links]
    owners = [address.owner_of_file(link.address) for link in slots if link.address and address.is_file(link.address)]
    assert owners.count("office-cabinet") == 2


# ---- every selector and mark matches a real page, or says where it is from --------------------------------------

SOURCES = {
    "npf1": {
        "kind": "edited copy",
        "list": "edited copy",
        "list from data": "stored text",
        "next page": "platform source",
    },
    "npf3": {
        "picture files": "platform source",
        "plain text": "platform source",
        "details": "platform source",
        "list": "platform source",
        "list row": "platform source",
        "next page": "platform source",
    },
}  # fmt: skip
TABLES = {"npf1": (npf1.SELECTORS, npf1.MARKS), "npf3": (npf3.SELECTORS, npf3.MARKS)}
NAMED = [(name, what, css) for name, tables in TABLES.items() for table in tables for what, css in table.items()]


@pytest.mark.parametrize(("name", "what", "css"), NAMED, ids=[f"{name} {what}" for name, what, _ in NAMED])
def test_every_selector_matches_a_real_page_or_names_its_source(name: str, what: str, css: str) -> None:
    doms = [markup.parse(markup.decode(body(one["file"]))) for one in EXPECTED if one["platform"] == name]
    matched = any(dom.css_first(css) for dom in doms)
    assert matched is (what not in SOURCES[name])


def test_npf2_has_no_real_page() -> None:
    assert not any(one["platform"] == "npf2" for one in EXPECTED)
    assert npf2.MARKS
