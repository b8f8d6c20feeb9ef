"""The demo's files: that they say what sites.yaml says, hang where their office is at home, and are served as files."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from charter_audit import dates, documents, portals, wording
from charter_audit.address import uploaded
from charter_audit.demo import LetterAt, Platform, Site, load_sites, pages, redealt, serve
from charter_audit.demo.addresses import href, key_of, paper_href
from charter_audit.demo.data import paper
from charter_audit.demo.rendering import papers
from charter_audit.demo.server import website
from charter_audit.demo.site import Article
from charter_audit.model import Document, Kind, Page, Record
from charter_audit.sections import found_in
from charter_audit.textlayer import impossible_share
from test_demo import ask, dom, file_of, hrefs, nfc, text

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "src" / "charter_audit" / "demo" / "papers"
MAKER = PROJECT / "tools" / "demo_papers.py"
LARGEST = 60_000
SITES = load_sites()
BY_ID = {site.key: site for site in SITES}
OFFERED = [(site, article) for site in SITES for article in site.articles if site.paper_of(article)]
CHARTERS = [(site, article) for site, article in OFFERED if article is not site.letter]
NAMES = {
    "sirajganj-letter.pdf": "sirajganj",
    "belkuchi-charter.pdf": "sirajganj.belkuchi",
    "shahjadpur-charter.pdf": "sirajganj.shahjadpur",
    "ullapara-charter.docx": "sirajganj.ullapara",
}
DISTRICT = BY_ID["sirajganj"]


def named(pairs: list[tuple[Site, Article]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("site", "article"), pairs, ids=[article.paper for _, article in pairs])


def document(site: Site, article: Article) -> Document:
    read = file_of(site, article)
    assert read is not None
    return read


def bare(words: str) -> str:
    """Letters without white space: lines of a PDF break where the sheet ends, and blanks after a reph get lost."""
    return re.sub(r"\s", "", nfc(words))


def page_at(site: Site, article: Article, there: Mapping[str, str]) -> str:
    return there[key_of(site.platform, href(site, article))]


# ---- the files of the package ----------------------------------------------------------------------------------------


def test_every_file_is_offered_by_its_own_office_and_none_is_left_over() -> None:
    assert {article.paper: site.office.id for site, article in OFFERED} == NAMES
    assert {file.name for file in FOLDER.iterdir()} == NAMES.keys()


@named(OFFERED)
def test_a_file_is_small_and_its_text_whole_and_healthy(site: Site, article: Article) -> None:
    assert len(paper(article.paper)) <= LARGEST
    read = document(site, article)
    assert read.file_type == article.paper.rpartition(".")[2]
    assert impossible_share(read.text) == 0


@named(OFFERED)
def test_a_file_says_all_that_the_sites_say_and_nothing_else(site: Site, article: Article) -> None:
    """If not: make demo-papers."""
    read, fill = bare(document(site, article).text), site.seat.fill
    told = [bare(fill(one)) for block in article.body for one in (block.text, *block.items) if one]
    cells = [bare(fill(cell)) for block in article.body for row in block.rows for cell in row]
    assert [one for one in (*told, *cells) if one not in read] == []
    for one in sorted((*told, *cells), key=len, reverse=True):
        read = read.replace(one, "", 1)
    assert re.sub(r"[১-৯]\.", "", read) == ""


@named(OFFERED)
def test_tables_come_out_as_they_are(site: Site, article: Article) -> None:
    (told,) = (block.rows for block in article.body if block.rows)
    (table,) = document(site, article).tables
    assert [tuple(map(bare, row)) for row in table.rows] == [
        tuple(bare(site.seat.fill(cell)) for cell in row) for row in told
    ]
    assert {len(row) for row in table.rows} == {3 if article is site.letter else 8}


@named(CHARTERS)
def test_a_charter_s_sections_are_found_in_its_file_alone(site: Site, article: Article) -> None:
    read = document(site, article)
    assert len(found_in((read.text,), read.tables)) == 4


def test_the_letter_s_memo_and_day_are_read_in_its_file() -> None:
    read = document(DISTRICT, DISTRICT.letter)
    (memo,) = wording.memo_numbers(read.text)
    assert memo == "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১"
    assert [day.iso for day in dates.days_after(read.text, memo)][:1] == ["2023-10-04"]
    assert wording.names_members(read.text) >= 5
    assert wording.orders_committee(read.text)
    assert read.text.count("তারিখ") == 1


def test_only_the_word_file_has_days_of_its_own_and_they_are_fixed() -> None:
    days = {article.paper: document(site, article).days for site, article in OFFERED}
    assert {name for name, found in days.items() if found} == {"ullapara-charter.docx"}
    assert {(day.first, day.kind) for day in days["ullapara-charter.docx"]} == {(date(2022, 8, 23), Kind.FILE_METADATA)}


def test_the_word_file_is_in_bengali_type_by_an_office_and_timeless() -> None:
    with zipfile.ZipFile(BytesIO(paper("ullapara-charter.docx"))) as archive:
        body, about = (archive.read(name).decode() for name in ("word/document.xml", "docProps/core.xml"))
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    runs = re.findall("<w:r>.*?</w:r>", body, re.DOTALL)
    assert len(runs) > 40
    for run in runs:
        assert 'w:cs="Noto Sans Bengali"' in run
        assert "w:szCs" in run
        assert 'w:bidi="bn-BD"' in run
        assert ("<w:b/>" in run) == ("<w:bCs/>" in run)
    assert body.count("<w:tblHeader/>") == 1
    assert "python-docx" not in about
    assert "<dc:creator>উপজেলা নির্বাহী অফিসারের কার্যালয়, উল্লাপাড়া, সিরাজগঞ্জ" in nfc(about)


def test_no_file_tells_of_the_machine_it_was_made_on() -> None:
    for name in NAMES:
        content = paper(name)
        assert not re.search(rb"/(home|root|tmp|work|usr)/|/CreationDate|/ModDate", content), name


def test_the_wheel_holds_the_files() -> None:
    from hatchling.builders.wheel import WheelBuilder

    shipped = {one.distribution_path for one in WheelBuilder(str(PROJECT)).recurse_included_files()}
    assert {f"charter_audit/demo/papers/{name}" for name in NAMES} <= shipped


def test_without_typst_the_maker_says_what_it_needs_and_makes_nothing() -> None:
    before = {name: (FOLDER / name).stat().st_mtime_ns for name in NAMES}
    code = f"import runpy, sys; sys.modules['typst'] = None; runpy.run_path({str(MAKER)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    for word in ("make demo-papers", "typst", "Noto Sans Bengali"):
        assert word in done.stderr
    assert {name: (FOLDER / name).stat().st_mtime_ns for name in NAMES} == before


# ---- offered at home -------------------------------------------------------------------------------------------------


@named(OFFERED)
def test_a_page_has_a_line_and_the_file_and_nothing_of_its_body(site: Site, article: Article) -> None:
    html = page_at(site, article, pages(site))
    left = dom(html).css_first("#left-content")
    assert left
    assert "সংযুক্ত ফাইলে" in text(left)
    assert not left.css("table, ol")
    forms = {Platform.NPF1: "#printable_area > a:has(img.file-icon)", Platform.NPF2: ".file.attachments a.control-file"}
    assert hrefs(left, forms[site.platform]) == [paper_href(site, article)]


@named(OFFERED)
def test_the_platform_s_reader_finds_one_file_uploaded_on_the_record_s_day(site: Site, article: Article) -> None:
    at = f"http://127.0.0.1:8001{href(site, article)}"
    html = page_at(site, article, pages(site)).encode()
    record = portals.read_inner(Page(at, at, 200, "text/html", html, datetime(2023, 11, 28, tzinfo=UTC), ""))
    assert isinstance(record, Record)
    (file,) = record.attachments
    assert file.address == f"http://127.0.0.1:8001{paper_href(site, article)}"
    told = uploaded(file.address)
    assert told
    assert told[:2] == (article.day, article.day)


def test_the_list_of_notices_offers_the_letter_s_file_too() -> None:
    html = pages(DISTRICT)["/bn/site/view/notices"]
    assert hrefs(dom(html), "td a.control-file") == [paper_href(DISTRICT, DISTRICT.letter)]


@pytest.mark.parametrize("seed", range(4))
def test_on_another_office_s_site_the_page_shows_the_text_itself(seed: int) -> None:
    for site in redealt(SITES, seed):
        if site.key == site.office.id:
            continue
        assert papers(site) == {}
        there = pages(site)
        for article in (one for one in site.articles if one.paper):
            left = dom(page_at(site, article, there)).css_first("#left-content")
            assert left
            assert left.css("td")
            assert not left.css(".control-file, .file-icon, iframe")
            assert "সংযুক্ত ফাইলে" not in text(left)


def test_a_letter_of_an_office_without_paper_has_none_wherever_it_hangs() -> None:
    for place in (LetterAt.BOARD, LetterAt.BOX):
        turned = replace(BY_ID["sirajganj.kazipur"], letter_at=place)
        assert papers(turned) == {}


# ---- served ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def addresses() -> Iterator[Mapping[str, str]]:
    with serve([BY_ID[id_] for id_ in NAMES.values()]) as found:
        yield found


KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@named(OFFERED)
def test_a_file_comes_byte_by_byte_and_as_what_it_is(
    site: Site, article: Article, addresses: Mapping[str, str]
) -> None:
    path = paper_href(site, article)
    status, headers, body = ask(addresses[site.office.id], path)
    assert (status, body) == (200, paper(article.paper))
    assert headers["Content-Type"] == KINDS[article.paper.rpartition(".")[2]]
    assert int(headers["Content-Length"]) == len(body)
    assert documents.reader_of(body)
    assert ask(addresses[site.office.id], path, "HEAD")[2] == b""


@named(OFFERED)
def test_no_file_stands_under_another_address(site: Site, article: Article) -> None:
    there, path = website(site), urlsplit(paper_href(site, article)).path
    assert there.answer(path).file
    other = there.answer(path.replace(".", "0.", 1) if site.platform is Platform.NPF2 else f"{path}x")
    assert (other.status, other.file) == (404, b"")


@named(OFFERED)
def test_an_address_is_as_the_platform_s_store_has_it(site: Site, article: Article) -> None:
    uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    forms = {
        Platform.NPF1: rf"/sites/default/files/files/{site.key}/[a-z_]+/{uuid.replace('-[', '_[')}/"
        r"\d{4}(-\d\d){4}-[0-9a-f]{32}\.\w+",
        Platform.NPF2: rf"/uploads/{uuid}//(\w{{3}}/){{3}}[0-9a-f]{{13}}\d{{9}}\.\w+",
    }
    assert re.fullmatch(forms[site.platform], paper_href(site, article))
