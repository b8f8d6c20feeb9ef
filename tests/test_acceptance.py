"""The Sirajganj meeting of 28 November 2023: ten websites on loopback, scanned over HTTP, against its minutes."""

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from charter_audit import audit
from charter_audit.bangla import fold
from charter_audit.demo import LetterAt, Site, load_sites, redealt, registry_text, serve
from charter_audit.desk import Desk
from charter_audit.model import Row, Scan, Verdict
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.registry import load_registry, own_office
from charter_audit.reports import formats
from charter_audit.rules import catalogue
from charter_audit.scanfile import counts
from charter_audit.web import Limits, Web

FIXTURE: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "acceptance.yaml").read_text(encoding="utf-8")
)["sirajganj"]
PLANNED = {
    (id_, rule): told
    for block in FIXTURE["findings"]
    for id_ in block["offices"]
    for rule, told in block.items()
    if rule in catalogue() and told["reason"]
}


def scan(sites: Sequence[Site], home: Path) -> Scan:
    with serve(sites) as addresses:
        registry = home / "offices.yaml"
        registry.write_text(registry_text(addresses), encoding="utf-8")
        offices = load_registry(registry)
        quarter = Quarter.parse(FIXTURE["quarter"])
        order = audit.Order(offices, tuple(catalogue().values()), quarter, FIXTURE["as_of"], own_office(offices))
        return asyncio.run(
            audit.scan(order, Web(Limits(delay=0, backoff=0.01)), lambda _office, _row: None, Papers(Desk()).read)
        )


@pytest.fixture(scope="module")
def sirajganj(tmp_path_factory: pytest.TempPathFactory) -> Scan:
    return scan(load_sites(), tmp_path_factory.mktemp("home"))


def row(made: Scan, id_: str) -> Row:
    return next(one for one in made.rows if one.office.id == id_)


@pytest.mark.parametrize(("id_", "rule"), PLANNED)
def test_the_reasons_of_the_minutes(sirajganj: Scan, id_: str, rule: str) -> None:
    finding = row(sirajganj, id_).finding(rule)
    assert finding.reason.slug == PLANNED[id_, rule]["reason"]
    assert finding.verdict is not Verdict.UNCHECKED
    told = {key: str(value) for key, value in PLANNED[id_, rule].get("facts", {}).items()}
    assert told.items() <= finding.facts.items()


def test_rows_stand_in_the_order_of_the_registry(sirajganj: Scan) -> None:
    assert [one.office.id for one in sirajganj.rows] == list(FIXTURE["offices"])
    assert sirajganj.own == FIXTURE["own"]


def test_the_counts_of_the_minutes(sirajganj: Scan) -> None:
    asserted = {
        rule: {v.value: n for v, n in of.items()} for rule, of in counts(sirajganj).items() if rule in FIXTURE["counts"]
    }
    asserted["CC-UPD-01"]["not_met"] -= 1  # of the DC's own charter the minutes say nothing
    assert asserted == {rule: told for rule, told in FIXTURE["counts"].items() if rule in catalogue()}


@pytest.mark.parametrize("entry", FIXTURE["sentences"], ids=lambda entry: entry["about"][0])
def test_the_sentences_of_the_minutes(sirajganj: Scan, entry: Mapping[str, Any]) -> None:
    table = " ".join(formats()["table"].render(sirajganj, "bn").split())
    assert fold(entry["tool"]) in fold(table)


def test_the_letters_memo_and_days_stand_in_the_table(sirajganj: Scan) -> None:
    table = " ".join(formats()["table"].render(sirajganj, "bn").split())
    assert "পত্রের তারিখ ০৪/১০/২০২৩; আপলোডের তারিখ ০৫/১০/২০২৩; স্মারক নম্বর ০৫.৪৩.৮৮০০" in table


IN_FILES = {
    "sirajganj": ("CC-COM-01", ".pdf"),
    "sirajganj.belkuchi": ("CC-FMT-01", ".pdf"),
    "sirajganj.shahjadpur": ("CC-FMT-01", ".pdf"),
    "sirajganj.ullapara": ("CC-FMT-01", ".docx"),
}


@pytest.mark.parametrize("id_", FIXTURE["offices"])
def test_findings_rest_on_the_files_where_the_contents_hang_as_files(sirajganj: Scan, id_: str) -> None:
    one = row(sirajganj, id_)
    files = [asked.url for asked in one.trail if asked.url.endswith((".pdf", ".docx"))]
    assert len(files) == (id_ in IN_FILES)
    if files:
        rule, suffix = IN_FILES[id_]
        assert files[0].endswith(suffix)
        assert files[0] in [seen.url for seen in one.finding(rule).evidence]


@pytest.mark.parametrize(
    ("id_", "day", "kind"),
    [
        ("sirajganj.belkuchi", "2021-06-30", "stated"),
        ("sirajganj.shahjadpur", "2021-11-21..2021-11-22", "page_stamp"),
        ("sirajganj.ullapara", "2022-08-23..2022-08-24", "page_stamp"),
    ],
)
def test_the_day_that_decides_of_a_charter_in_a_file(sirajganj: Scan, id_: str, day: str, kind: str) -> None:
    facts = row(sirajganj, id_).finding("CC-UPD-01").facts
    assert (facts["date"], facts["date_kind"]) == (day, kind)


def test_the_csv_names_an_address_for_every_finding(sirajganj: Scan) -> None:
    text = formats()["csv"].render(sirajganj, "bn").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 10 * len(catalogue())
    assert all(one["evidence_url"].startswith("http://127.0.0.1:") for one in rows)


def test_the_sites_own_stamp_decides_nothing(sirajganj: Scan) -> None:
    told = [one.finding("CC-UPD-01").facts.get("date", "") for one in sirajganj.rows]
    assert not any("2023-11-27" in day for day in told)


def test_no_address_was_asked_of_a_stranger(sirajganj: Scan) -> None:
    for one in sirajganj.rows:
        assert {asked.url.split("/")[2] for asked in one.trail} == {one.office.url.split("/")[2]}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_findings_dealt_to_other_sites(seed: int, tmp_path: Path) -> None:
    sites = redealt(load_sites(), seed)
    made = scan(sites, tmp_path)
    for site in sites:
        for rule in catalogue():
            if told := PLANNED.get((site.key, rule)):
                assert row(made, site.office.id).finding(rule).reason.slug == told["reason"], site.key


def test_a_letter_in_the_box_is_met(tmp_path: Path) -> None:
    sites = [
        replace(site, letter_at=LetterAt.BOX) if site.office.id == "sirajganj.belkuchi" else site
        for site in load_sites()
    ]
    made = scan(sites, tmp_path)
    finding = row(made, "sirajganj.belkuchi").finding("CC-COM-01")
    assert (finding.reason.slug, finding.verdict) == ("letter-this-quarter", Verdict.MET)
    assert finding.facts["letter_date"] == "2023-10-04"
    assert finding.facts["path"].endswith(finding.facts["url"])
    assert row(made, "sirajganj.kazipur").finding("CC-COM-01").reason.slug == "no-letter"
