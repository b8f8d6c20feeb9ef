"""The demo's ten websites: what they show, how they are dealt anew, how they are served."""

import gc
import http.client
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from charter_audit import documents
from charter_audit.demo import LetterAt, Platform, Site, load_sites, pages, redealt, registry_text, serve
from charter_audit.demo.addresses import DEAD, HOME, href, key_of, paper_href
from charter_audit.demo.data import paper, seats
from charter_audit.demo.rendering import missing, npf1_stamp, papers
from charter_audit.demo.server import Website, website
from charter_audit.demo.site import Article, View
from charter_audit.model import Document

ROOT = Path(__file__).parents[1]
ACCEPTANCE = yaml.safe_load((ROOT / "tests/data/acceptance.yaml").read_text(encoding="utf-8"))["sirajganj"]
REGISTRY = {
    entry["id"]: entry for entry in yaml.safe_load((ROOT / "offices.yaml").read_text(encoding="utf-8"))["offices"]
}
SITES = load_sites()
BY_ID = {site.office.id: site for site in SITES}
IDS = [site.office.id for site in SITES]
BOXLESS = {"sirajganj.kamarkhand", "sirajganj.tarash", "sirajganj.chauhali"}
DISTRICT = BY_ID["sirajganj"]
UPAZILAS_WITH_BOX = [site for site in SITES if site.charter and site is not DISTRICT]

CHARTER = re.compile("সিটিজেন|প্রতিশ্রুতি|চার্টার|citizen|charter", re.IGNORECASE)
LETTER = re.compile("পরিবীক্ষণ কমিটি")
DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")

every_site = pytest.mark.parametrize("site", SITES, ids=IDS)
npf1_sites = pytest.mark.parametrize("site", [s for s in SITES if s.platform is Platform.NPF1], ids=lambda s: s.key)
npf2_sites = pytest.mark.parametrize("site", [s for s in SITES if s.platform is Platform.NPF2], ids=lambda s: s.key)


@cache
def rendered(site: Site) -> Mapping[str, str]:
    return pages(site)


@cache
def served(site: Site) -> Website:
    return website(site)


def dom(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def front(site: Site) -> LexborHTMLParser:
    return dom(rendered(site)[HOME[site.platform]])


def text(node: LexborNode | None) -> str:
    assert node is not None
    return unicodedata.normalize("NFC", " ".join(node.text(separator=" ").split()))


def hrefs(tree: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [node.attributes.get("href") or "" for node in tree.css(selector)]


def page_of(site: Site, article: Article) -> LexborHTMLParser:
    return dom(rendered(site)[key_of(site.platform, href(site, article))])


def body_of(site: Site, article: Article) -> str:
    selector = "#printable_area" if site.platform is Platform.NPF1 else ".html_text.body .value"
    return text(page_of(site, article).css_first(selector))


@cache
def file_of(site: Site, article: Article) -> Document | None:
    """What is read in the file that a record offers."""
    name = site.paper_of(article)
    read = documents.read(paper(name), f"http://127.0.0.1{paper_href(site, article)}") if name else None
    assert read is None or isinstance(read, Document)
    return read


def said_by(site: Site, article: Article) -> str:
    """All that a record says: its page and its file."""
    file = file_of(site, article)
    return body_of(site, article) + (" " + " ".join(nfc(file.text).split()) if file else "")


def is_dead(site: Site, target: str) -> bool:
    return target in DEAD[site.platform] or target.startswith("#")


# ---- the ten sites and their facts -----------------------------------------------------------------------------------


def test_the_offices_are_those_of_the_meeting() -> None:
    assert list(ACCEPTANCE["offices"]) == IDS
    for site in SITES:
        expected = ACCEPTANCE["offices"][site.office.id]
        assert (site.office.name, site.office.tier, site.office.under) == tuple(expected.values())


def test_sites_are_frozen_and_the_same_at_every_loading() -> None:
    assert load_sites() == SITES
    with pytest.raises(FrozenInstanceError):
        DISTRICT.key = "other"  # type: ignore[misc]


def test_both_platforms_carry_sites_with_and_without_stamp() -> None:
    assert Counter(site.platform for site in UPAZILAS_WITH_BOX) == {Platform.NPF1: 3, Platform.NPF2: 3}
    assert {site.platform for site in SITES if site.charter is None} == {Platform.NPF1}


@every_site
def test_a_dozen_boxes_of_four_slots_and_one_charter_box_where_the_minutes_saw_one(site: Site) -> None:
    boxes = front(site).css(".service-box")
    assert [len(box.css("li a")) for box in boxes] == [4] * 12
    named = [box for box in boxes if CHARTER.search(text(box.css_first("h4")))]
    assert len(named) == (0 if site.office.id in BOXLESS else 1)


@pytest.mark.parametrize("id_", sorted(BOXLESS))
def test_nothing_on_a_boxless_site_names_the_charter(id_: str) -> None:
    for html in rendered(BY_ID[id_]).values():
        assert not CHARTER.search(unescape(html))
        assert not LETTER.search(unescape(html))


@every_site
def test_the_letter_is_on_the_district_board_alone(site: Site) -> None:
    notices = [text(node) for node in front(site).css("#notice-board-ticker li a")]
    orders = [text(node) for node in page_of_view(site, View.ORDERS).css("td a")]
    assert len(notices) == 5
    assert len([title for title in (*notices, *orders) if LETTER.search(title)]) == (site is DISTRICT)


@pytest.mark.parametrize("site", [s for s in SITES if s.charter], ids=lambda s: s.key)
def test_the_committee_link_opens_a_page_of_the_focal_point_without_committee(site: Site) -> None:
    assert site.charter
    target = site.charter.committee.target
    assert isinstance(target, Article)
    told = f"{target.title} {body_of(site, target)}"
    assert "ফোকাল পয়েন্ট কর্মকর্তা" in told
    assert not re.search("কমিটি|আহ্বায়ক|সদস্য", told)


@pytest.mark.parametrize("site", [s for s in SITES if s.charter], ids=lambda s: s.key)
def test_no_page_behind_the_box_speaks_of_a_committee(site: Site) -> None:
    assert site.charter
    for slot in (site.charter.charter, site.charter.reports, site.charter.laws):
        assert isinstance(slot.target, Article)
        assert "কমিটি" not in f"{slot.target.title} {said_by(site, slot.target)}"
        assert page_of(site, slot.target).css("ol li, td, .control-file, .file-icon")


def with_charter(*, in_file: bool) -> list[Site]:
    return [site for site in SITES if (article := charter_of(site)) and bool(article.paper) is in_file]


def charter_of(site: Site) -> Article | None:
    target = site.charter.charter.target if site.charter else None
    assert target is None or isinstance(target, Article)
    return target


@pytest.mark.parametrize("site", with_charter(in_file=False), ids=lambda s: s.key)
def test_a_charter_is_a_record_with_a_table_of_eight_columns_and_no_file(site: Site) -> None:
    assert site.charter
    assert isinstance(site.charter.charter.target, Article)
    page = page_of(site, site.charter.charter.target)
    rows = [len(row.css("td")) for row in page.css("#left-content table tr")]
    assert len(rows) >= 5
    assert set(rows) == {8}
    assert not page.css("#left-content a[href$=pdf], iframe, #printable_area a, .value a")


OLD = {
    "sirajganj.belkuchi": "2021-06-30",
    "sirajganj.kazipur": "2020-02-22",
    "sirajganj.raigonj": "2021-12-12",
    "sirajganj.shahjadpur": "2021-11-21",
    "sirajganj.sirajganjsadar": "2022-06-15",
    "sirajganj.ullapara": "2022-08-23",
    "sirajganj": "2023-09-18",
}
PRINTED = {
    "sirajganj.belkuchi": "হালনাগাদের তারিখ: ৩০-০৬-২০২১ খ্রি.",
    "sirajganj.kazipur": "সর্ব-শেষ হাল-নাগাদ: ২২nd ফেব্রুয়ারি ২০২০",
    "sirajganj.raigonj": "সর্বশেষ হালনাগাদের তারিখ: ১২/১২/২০২১ খ্রি.",
    "sirajganj.shahjadpur": "সর্ব-শেষ হাল-নাগাদ: ২১st নভেম্বর ২০২১",
    "sirajganj.sirajganjsadar": "হালনাগাদের তারিখ: ১৫ জুন ২০২২",
    "sirajganj.ullapara": "সর্ব-শেষ হাল-নাগাদ: ২৩rd August ২০২২",
    "sirajganj": "হালনাগাদের তারিখ: ১৮ সেপ্টেম্বর ২০২৩ খ্রি.",
}


@pytest.mark.parametrize("id_", sorted(OLD))
def test_a_charter_shows_its_old_day_as_its_platform_does(id_: str) -> None:
    site = BY_ID[id_]
    assert site.charter
    article = site.charter.charter.target
    assert isinstance(article, Article)
    assert article.day == date.fromisoformat(OLD[id_])
    page = page_of(site, article)
    stamp = site.platform is Platform.NPF1
    assert PRINTED[id_] in (text(page.css_first("div.updateText")) if stamp else said_by(site, article))
    assert not page.css(".publish_date")


def test_a_charter_text_names_no_second_day() -> None:
    for site in SITES:
        if site.charter and isinstance(site.charter.charter.target, Article):
            body = said_by(site, site.charter.charter.target).translate(DIGITS)
            days = re.findall(r"\d{1,2}(?:[-/.]\d{1,2}[-/.]| \S+ )\d{4}", body)
            assert len(days) == (site.platform is Platform.NPF2), site.key


def test_box_titles_and_labels_differ_and_one_hides_a_joiner() -> None:
    boxes = [site.charter for site in SITES if site.charter]
    assert len({box.title for box in boxes}) == 7
    assert len({box.position for box in boxes}) >= 5
    assert len({box.committee.label for box in boxes}) >= 5
    assert sum("\u200c" in box.title for box in boxes) == 2


def test_the_letter_shows_memo_its_day_and_the_day_of_its_upload() -> None:
    notice = page_of(DISTRICT, DISTRICT.letter)
    body = said_by(DISTRICT, DISTRICT.letter)
    assert "পরিবীক্ষণ কমিটি পুনর্গঠন" in text(notice.css_first("div.text.title .value"))
    assert text(notice.css_first("div.date.publish_date .value")) == "05/10/2023"
    assert "স্মারক নম্বর: ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১" in body
    assert "০৪/১০/২০২৩" in body
    for word in ("কার্যপরিধি", "আহ্বায়ক", "সদস্য", "সদস্য সচিব"):
        assert word in body
    row = next(row for row in page_of_view(DISTRICT, View.NOTICES).css("tr") if LETTER.search(text(row)))
    assert "০৫-১০-২০২৩" in text(row)


# ---- what every page has ---------------------------------------------------------------------------------------------


def page_of_view(site: Site, view: View) -> LexborHTMLParser:
    return dom(rendered(site)[key_of(site.platform, href(site, view))])


@every_site
def test_every_page_carries_the_marks_of_its_platform_alone(site: Site) -> None:
    npf1 = ("#lang_form input#lang[value=en]", "[href*='themes/responsive_npf/']")
    npf2 = ("body[class^='theme-theme-default site-']", "#skip-main-content-start-here")
    own, others = (npf1, npf2) if site.platform is Platform.NPF1 else (npf2, npf1)
    for key, html in {**rendered(site), "missing": missing(site)}.items():
        tree = dom(html)
        assert all(tree.css(mark) for mark in (*own, ".meganizr ul.mzr-links a", "#footer-menu")), key
        assert not any(tree.css(mark) for mark in others), key
        assert text(tree.css_first("title")).endswith(site.seat.place), key


@npf1_sites
def test_npf1_records_stand_in_the_platform_s_order(site: Site) -> None:
    assert len(front(site).css("div.six.columns.service-box.box ul.caption li")) == 48
    assert not front(site).css("#printable_area, .updateText")
    for article in site.articles:
        page = page_of(site, article)
        found = [node.id or node.attributes["class"] for node in page.css("#left-content > div[id], .updateText")]
        assert found == ["share-buttons", "print_btn_div", "updateText", "printable_area"]
        assert text(page.css_first("#printable_area h3")) == site.seat.fill(article.title)


@npf1_sites
def test_npf1_sends_digits_of_stamps_as_references(site: Site) -> None:
    raw = rendered(site)[key_of(site.platform, href(site, site.notices[0]))]
    stamp = re.search(r'class="updateText"[^>]*>([^<]*)<', raw)
    assert stamp
    assert "&#x09E8;" in stamp[1]
    assert not re.search("[০-৯]", stamp[1])
    assert npf1_stamp(site.notices[0].day) in unicodedata.normalize("NFC", unescape(stamp[1]))


@npf2_sites
def test_npf2_pages_have_no_day_and_notices_have_one(site: Site) -> None:
    assert len(front(site).css("div.row.service-row > div.col-md-6 > div.service-box.box li > i + a[title]")) == 48
    for article in site.articles:
        page = page_of(site, article)
        assert text(page.css_first("div.text.title .value")) == site.seat.fill(article.title)
        days = [text(node) for node in page.css("div.date.publish_date .value")]
        assert days == ([] if article.type == "page" else [article.day.strftime("%d/%m/%Y")])
        assert not page.css(".updateText")


@every_site
@pytest.mark.parametrize("view", View)
def test_lists_have_their_rows_newest_first(site: Site, view: View) -> None:
    table = "#printable_area table.bordered#example" if site.platform is Platform.NPF1 else "table.table.table-bordered"
    rows = page_of_view(site, view).css(f"{table} tbody tr")
    days = [text(row.css("td")[2]).translate(DIGITS) for row in rows]
    days = [day if site.platform is Platform.NPF1 else "-".join(reversed(day.split("-"))) for day in days]
    assert len(days) == len(site.listed[view]) >= 2
    assert days == sorted(days, reverse=True)
    assert [text(row.css_first("td a")) for row in rows] == [one.title for one in site.listed[view]]


@every_site
def test_every_page_carries_the_site_stamp_of_yesterday(site: Site) -> None:
    for html in rendered(site).values():
        stamp = text(dom(html).css_first("#footer-menu"))
        assert stamp.startswith("সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৩-১১-২৭ ")


@every_site
def test_every_link_is_dead_by_its_form_or_served(site: Site) -> None:
    there, home = rendered(site), f"http://demo.invalid{HOME[site.platform]}"
    for key, html in there.items():
        for target in hrefs(dom(html), "a"):
            if is_dead(site, target):
                continue
            at = home if key == HOME[site.platform] else f"http://demo.invalid{key}"
            assert urlsplit(target).netloc == "", target
            assert key_of(site.platform, urljoin(at, target)) in {*there, *papers(site)}, (key, target)


@every_site
def test_some_slots_are_dead_and_some_unused(site: Site) -> None:
    boxes = front(site).css(".service-box li a")
    dead = [node for node in boxes if is_dead(site, node.attributes.get("href") or "")]
    assert 2 <= len(dead) <= 8
    assert {bool(text(node)) for node in dead} == {True, False}


@every_site
def test_addresses_of_records_are_their_own_and_in_the_platform_s_form(site: Site) -> None:
    form = {
        Platform.NPF1: r"/site/[a-z_]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/\S+",
        Platform.NPF2: r"/bn/site/[a-z_]+/[0-9A-Za-z]{4}-[^/\s()]+",
    }[site.platform]
    found = [href(site, article) for article in site.articles]
    assert all(re.fullmatch(form, one) for one in found)
    assert len({key_of(site.platform, one) for one in found}) == len(found)
    ids = [one.split("/")[3 if site.platform is Platform.NPF1 else 4].split("-")[0] for one in found]
    assert len(set(ids)) == len(ids)


@every_site
def test_pages_are_nfc_or_spelt_in_one_letter_on_purpose(site: Site) -> None:
    for html in rendered(site).values():
        assert unicodedata.is_normalized("NFC", html) is not site.one_letter
        assert bool(re.search("[\u09dc\u09dd\u09df]", html)) is site.one_letter


@every_site
def test_no_page_is_a_captured_one_or_leads_outside(site: Site) -> None:
    for html in (*rendered(site).values(), missing(site)):
        assert not re.search(
            r"RENDERING|gov\.bd|(?<!xmlns=\")https?://\w|href=\"//|src=\"(?!/[a-z])|ccc\.portal|dncc|onclick", html
        )


@every_site
def test_rendering_is_deterministic(site: Site) -> None:
    assert pages(site) == rendered(site)
    assert pages(replace(site)) == rendered(site)


def test_text_in_pages_is_escaped() -> None:
    bold = replace(DISTRICT.notices[0], title="<b>ক</b> & খ")
    html = pages(replace(DISTRICT, notices=(bold,)))["/bn"]
    assert "&lt;b&gt;ক&lt;/b&gt; &amp; খ" in html
    assert "<b>ক" not in html


@pytest.mark.parametrize(
    ("day", "stamp"),
    [
        (date(2021, 11, 21), "২১st নভেম্বর ২০২১"),
        (date(2025, 3, 22), "২২nd মার্চ ২০২৫"),
        (date(2023, 8, 23), "২৩rd August ২০২৩"),
        (date(2024, 11, 20), "২০ নভেম্বর ২০২৪"),
        (date(2024, 11, 11), "১১ নভেম্বর ২০২৪"),
        (date(2024, 11, 12), "১২ নভেম্বর ২০২৪"),
        (date(2024, 11, 13), "১৩ নভেম্বর ২০২৪"),
        (date(2024, 10, 6), "৬ অক্টোবর ২০২৪"),
    ],
)
def test_stamps_are_spelt_as_npf1_spells_them(day: date, stamp: str) -> None:
    assert npf1_stamp(day) == stamp


# ---- another deal, another place for the letter ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_a_new_deal_keeps_offices_and_contents_and_names_follow_the_office(seed: int) -> None:
    dealt = redealt(SITES, seed)
    assert [site.office for site in dealt] == [site.office for site in SITES]
    assert sorted(site.key for site in dealt) == sorted(IDS)
    assert [site.key for site in dealt] != IDS
    for site in dealt:
        assert replace(site, seat=BY_ID[site.key].seat) == BY_ID[site.key]
        assert all(dom(html).css("title")[0].text().endswith(title(site)) for html in pages(site).values())


def title(site: Site) -> str:
    """The name at the end of each title, in the spelling of these contents."""
    place = site.seat.place
    return place.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc") if site.one_letter else place


def test_a_deal_is_told_by_its_seed() -> None:
    assert redealt(SITES, 7) == redealt(SITES, 7)
    assert len({tuple(site.key for site in redealt(SITES, seed)) for seed in range(8)}) > 4
    assert [site.key for site in redealt(SITES[:2], 1)] == [IDS[1], IDS[0]]
    with pytest.raises(ValueError, match="cannot be dealt"):
        redealt(SITES[:1], 1)


def test_a_letter_dealt_to_an_upazila_is_of_that_upazila() -> None:
    site = replace(DISTRICT, seat=BY_ID["sirajganj.tarash"].seat)
    body = text(dom(pages(site)[key_of(site.platform, href(site, site.letter))]).css_first(".body .value"))
    assert "উপজেলা নির্বাহী অফিসারের কার্যালয়, তাড়াশ, সিরাজগঞ্জ" in body
    assert "০৫.৪৩.৮৮৮৯." in body
    assert "জেলা প্রশাসক" not in body


@pytest.mark.parametrize("site", [s for s in SITES if s.charter], ids=lambda s: s.key)
def test_the_letter_can_be_turned_into_the_box(site: Site) -> None:
    turned = replace(site, letter_at=LetterAt.BOX)
    there = pages(turned)
    tree = dom(there[HOME[site.platform]])
    assert not any(LETTER.search(text(node)) for node in tree.css("#notice-board-ticker li a"))
    assert len(tree.css("#notice-board-ticker li a")) == 5
    assert site.charter
    box = next(box for box in tree.css(".service-box") if text(box.css_first("h4")) == nfc(site.charter.title))
    behind = dom(there[key_of(site.platform, hrefs(box, "li a")[1])])
    files = served(turned).files
    found = hrefs(behind, ".control-file")
    assert len(found) == (site is DISTRICT)
    assert all(at in files for at in found)
    assert ("০৪/১০/২০২৩" in text(behind.css_first("#left-content"))) is not bool(found)


def nfc(words: str) -> str:
    return unicodedata.normalize("NFC", words)


@every_site
def test_any_site_can_hang_the_letter_on_its_board(site: Site) -> None:
    tree = dom(pages(replace(site, letter_at=LetterAt.BOARD))[HOME[site.platform]])
    assert sum(bool(LETTER.search(text(node))) for node in tree.css("#notice-board-ticker li a")) == 1


def test_no_letter_hangs_in_a_box_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no box"):
        replace(BY_ID["sirajganj.tarash"], letter_at=LetterAt.BOX)


# ---- the registry ----------------------------------------------------------------------------------------------------


def test_the_registry_says_of_the_ten_offices_what_the_project_s_own_says() -> None:
    addresses = {id_: f"http://127.0.0.1:{port}" for port, id_ in enumerate(IDS, 8001)}
    read = yaml.safe_load(registry_text(addresses))
    assert read["version"] == 1
    assert [entry["id"] for entry in read["offices"]] == IDS
    for entry in read["offices"]:
        assert entry == {**REGISTRY[entry["id"]], "url": addresses[entry["id"]]}


def test_the_registry_leaves_out_what_has_no_address() -> None:
    read = yaml.safe_load(registry_text({"sirajganj.tarash": "http://127.0.0.1:1"}))
    assert [entry["id"] for entry in read["offices"]] == ["sirajganj.tarash"]
    assert [seat.office.id for seat in seats()] == IDS


# ---- answers ---------------------------------------------------------------------------------------------------------

TARASH, BELKUCHI = BY_ID["sirajganj.tarash"], BY_ID["sirajganj.belkuchi"]


@pytest.mark.parametrize(
    ("site", "path", "status"),
    [
        (TARASH, "/", 200),
        (TARASH, "/?lang=bn", 200),
        (TARASH, "/site/view/notices", 200),
        (TARASH, "/site/view/notices/", 200),
        (TARASH, "/site/view/nothing", 404),
        (TARASH, "/site/page/00000000-0000-4000-8000-000000000000/-", 404),
        (TARASH, "/bn", 404),
        (TARASH, "/api", 404),
        (BELKUCHI, "/", 200),
        (BELKUCHI, "/bn", 200),
        (BELKUCHI, "/en", 200),
        (BELKUCHI, "/bn/", 301),
        (BELKUCHI, "/bn/site/view/notices", 200),
        (BELKUCHI, "/bn/site/view/notices?page=1", 200),
        (BELKUCHI, "/en/site/view/notices", 200),
        (BELKUCHI, "/bn/site/page/zzzz-nothing", 200),
        (BELKUCHI, "/bn/site/view/nothing", 200),
        (BELKUCHI, "/nothing", 404),
        (BELKUCHI, "/site/page/00000000-0000-4000-8000-000000000000", 404),
        (BELKUCHI, "/english", 404),
    ],
)
def test_what_a_platform_answers(site: Site, path: str, status: int) -> None:
    assert served(site).answer(path).status == status


def test_npf2_says_inside_its_frame_that_there_is_no_record() -> None:
    answer = served(BELKUCHI).answer("/bn/site/notices/zzzz-nothing")
    assert dom(answer.html).css(".details-error-default")
    assert dom(answer.html).css(".meganizr")
    assert not any("details-error-default" in html for html in rendered(BELKUCHI).values())


@pytest.mark.parametrize(("path", "location"), [("/bn/", "/bn"), ("/bn/site/view/notices/", "/bn/site/view/notices")])
def test_npf2_sends_on_without_the_last_slash(path: str, location: str) -> None:
    assert served(BELKUCHI).answer(path).location == location


@every_site
def test_a_record_is_found_under_each_spelling_of_its_address(site: Site) -> None:
    address = href(site, site.notices[0])
    spellings = [address, quote(address), unicodedata.normalize("NFD", address), address + "?lang=bn"]
    if site.platform is Platform.NPF1:
        spellings += [address.rsplit("/", 1)[0], address.rsplit("/", 1)[0] + "/-", address + "/nolink/"]
    assert len({served(site).answer(one).html for one in spellings}) == 1
    assert served(site).answer(address).status == 200


# ---- the server ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def addresses() -> Iterator[Mapping[str, str]]:
    with serve(SITES) as found:
        yield found


def ask(address: str, path: str, method: str = "GET") -> tuple[int, Mapping[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, quote(path, safe="/?=%"))
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def test_each_site_has_its_own_port_on_loopback(addresses: Mapping[str, str]) -> None:
    assert list(addresses) == IDS
    assert len(set(addresses.values())) == 10
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+", address) for address in addresses.values())


@every_site
def test_a_site_is_served_as_it_is_rendered(site: Site, addresses: Mapping[str, str]) -> None:
    status, headers, body = ask(addresses[site.office.id], HOME[site.platform])
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(headers["Content-Length"]) == len(body)
    assert body.decode() == rendered(site)[HOME[site.platform]]


def test_a_record_with_a_bengali_address_is_served(addresses: Mapping[str, str]) -> None:
    status, _, body = ask(addresses["sirajganj"], href(DISTRICT, DISTRICT.letter))
    assert (status, "05/10/2023" in body.decode()) == (200, True)


def test_statuses_and_redirects_go_over_the_wire(addresses: Mapping[str, str]) -> None:
    status, headers, body = ask(addresses["sirajganj.belkuchi"], "/bn/")
    assert (status, headers["Location"], body) == (301, "/bn", b"")
    assert ask(addresses["sirajganj.tarash"], "/nothing")[0] == 404
    assert ask(addresses["sirajganj.belkuchi"], "/bn/site/page/zzzz-x")[0] == 200
    assert ask(addresses["sirajganj.belkuchi"], "/bn", "POST")[0] == 501


def test_head_is_answered_without_a_body(addresses: Mapping[str, str]) -> None:
    status, headers, body = ask(addresses["sirajganj"], "/bn", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 10_000


def test_many_ask_at_once(addresses: Mapping[str, str]) -> None:
    asked = [(address, "/") for address in addresses.values()] * 8
    with ThreadPoolExecutor(40) as pool:
        assert [status for status, _, _ in pool.map(lambda one: ask(*one), asked)] == [200] * len(asked)


def test_one_who_says_nothing_keeps_nobody_waiting(addresses: Mapping[str, str]) -> None:
    silent = http.client.HTTPConnection(urlsplit(addresses["sirajganj"]).netloc, timeout=10)
    silent.connect()
    try:
        assert ask(addresses["sirajganj"], "/bn")[0] == 200
    finally:
        silent.close()


def test_nothing_is_said_and_nothing_is_left_behind(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    with serve(SITES[:3]) as found:
        for address in found.values():
            ask(address, "/")
            ask(address, "/nothing")
        address = found["sirajganj"]
    gc.collect()
    assert set(threading.enumerate()) <= before
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ConnectionRefusedError):
        ask(address, "/")


def test_the_servers_stop_when_the_visit_breaks_off() -> None:
    before = set(threading.enumerate())
    with pytest.raises(RuntimeError, match="broken off"), serve(SITES[:2]):
        raise RuntimeError("broken off")
    assert set(threading.enumerate()) <= before
