"""The ICT Division's six websites: whole, in the third generation's markup, and nothing of them real but names."""

import re
import unicodedata
from http import HTTPStatus
from urllib.parse import quote

import pytest

from charter_audit import portals, wording
from charter_audit.demo import meeting
from charter_audit.demo.ictd import Website, websites
from charter_audit.events import names_event
from charter_audit.model import Front, Listing, Place, Record, Role
from charter_audit.registry import load_registry, own_office
from small import page

SITES = {site.office.id: site for site in websites()}
HREF = re.compile(r'href="(/[^"]*)"')


def front(site: Website) -> Front:
    made = portals.read_front(page(site.answer("/").html))
    assert isinstance(made, Front)
    return made


@pytest.mark.parametrize("id_", SITES)
def test_every_link_leads_to_a_page(id_: str) -> None:
    site = SITES[id_]
    for text in site.pages.values():
        for href in HREF.findall(text):
            if not href.startswith("/widget-assets/"):
                assert site.answer(quote(href)).status is HTTPStatus.OK, href


@pytest.mark.parametrize("id_", SITES)
def test_pages_are_nfc_and_name_no_host(id_: str) -> None:
    for text in (*SITES[id_].pages.values(), SITES[id_].missing):
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search(r"https?://|gov\.bd|@", text)
        assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.S)


@pytest.mark.parametrize("id_", SITES)
def test_the_front_page_is_read_as_the_third_generations(id_: str) -> None:
    made = front(SITES[id_])
    assert made.platform == "npf3"
    assert made.office_named == SITES[id_].office.name
    assert made.charter_box is not None
    assert [link.role for link in made.charter_box.links] == [Role.CHARTER, Role.COMMITTEE, Role.REPORTS, Role.LAWS]
    assert len(made.boxes) == 5
    assert made.notices
    assert all(notice.days for notice in made.notices)
    assert {link.place for link in made.lists} == {Place.NOTICES, Place.ORDERS, Place.CHARTERS}


@pytest.mark.parametrize("id_", SITES)
def test_lists_and_records_are_read(id_: str) -> None:
    kinds = {"list": 0, "record": 0}
    for path, text in SITES[id_].pages.items():
        if path != "/":
            made = portals.read_inner(page(text, f"https://x.gov.bd{quote(path)}"))
            assert isinstance(made, Record | Listing), path
            kinds["list" if isinstance(made, Listing) else "record"] += 1
    assert kinds["list"] == 3
    assert kinds["record"] > 15


def test_no_notice_tells_of_a_meeting_or_training_on_the_charter() -> None:
    for site in SITES.values():
        labels = [notice.label for notice in front(site).notices]
        assert not any(map(names_event, labels))
        assert not any(map(wording.names_charter, labels))


def test_what_is_not_there_is_a_404() -> None:
    answer = SITES["bcc"].answer("/pages/static-pages/x-abcdef-6209de106823b70e82b16893")
    assert answer.status is HTTPStatus.NOT_FOUND
    assert SITES["bcc"].answer("/pages/notices?archived=true").status is HTTPStatus.OK


def test_the_six_say_their_update_in_three_ways() -> None:
    texts = {id_: " ".join(site.pages.values()) for id_, site in SITES.items()}
    assert [id_ for id_, text in texts.items() if "১ম ত্রৈমাসিক)" in text] == ["ictd", "bcc"]
    assert [id_ for id_, text in texts.items() if "হালনাগাদের তারিখ: " in text] == ["doict", "cca"]


def test_the_registry_leads_to_them_with_what_was_declared(tmp_path: object) -> None:
    from pathlib import Path

    home = Path(str(tmp_path))
    with meeting("ictd").served(home) as registry:
        offices = load_registry(registry)
        assert [office.id for office in offices] == list(SITES)
        assert own_office(offices) == "ictd"
        assert {office.short for office in offices} >= {"বিসিসি", "ডিএসএ"}
        assert registry.with_name("declarations.yaml").exists()
