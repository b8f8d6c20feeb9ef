"""Both meetings, their websites on loopback scanned over HTTP, against their minutes: all that acceptance.yaml asserts."""

import asyncio
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from charter_audit import audit, declarations
from charter_audit.bangla import fold
from charter_audit.demo import LetterAt, Site, declared, load_sites, meeting, redealt, registry_text, serve
from charter_audit.desk import Desk
from charter_audit.duties import packaged
from charter_audit.matrices import heading, title
from charter_audit.model import Row, Scan, Verdict
from charter_audit.papers import Papers
from charter_audit.progress import Progress, matrix
from charter_audit.quarter import Quarter
from charter_audit.reading import IN_PROGRESS as UNDER_WAY
from charter_audit.registry import load_registry, own_office
from charter_audit.reports import formats
from charter_audit.rules import catalogue
from charter_audit.scanfile import counts
from charter_audit.sentences import groups, sentence
from charter_audit.web import Limits, Web

FIXTURES: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "acceptance.yaml").read_text(encoding="utf-8")
)
FIXTURE, ICT = FIXTURES["sirajganj"], FIXTURES["ictd"]


def planned(fixture: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """What is asserted of an office and a rule."""
    return {
        (id_, rule): told
        for block in fixture["findings"]
        for id_ in block["offices"]
        for rule, told in block.items()
        if rule != "offices" and told["reason"]
    }


PLANNED, PLANNED_ICT = planned(FIXTURE), planned(ICT)


def scan(sites: Sequence[Site], home: Path) -> Scan:
    with serve(sites) as addresses:
        registry = home / "offices.yaml"
        registry.write_text(registry_text(addresses), encoding="utf-8")
        registry.with_name("declarations.yaml").write_text(declared("sirajganj"), encoding="utf-8")
        return scanned(registry, FIXTURE)


def scanned(registry: Path, fixture: Mapping[str, Any]) -> Scan:
    """Every rule asked of every office of the registry, with what is declared beside it."""
    offices = load_registry(registry)
    placed = declarations.load(registry.with_name("declarations.yaml"))
    told = declarations.checked(placed, offices, packaged(), fixture["as_of"])
    assert told.warnings == ()
    order = audit.Order(
        offices,
        tuple(catalogue().values()),
        Quarter.parse(fixture["quarter"]),
        fixture["as_of"],
        own_office(offices),
        declarations=told.values,
    )
    return asyncio.run(
        audit.scan(order, Web(Limits(delay=0, backoff=0.01)), lambda _office, _row: None, Papers(Desk()).read)
    )


@pytest.fixture(scope="module")
def sirajganj(tmp_path_factory: pytest.TempPathFactory) -> Scan:
    return scan(load_sites(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def ict(tmp_path_factory: pytest.TempPathFactory) -> Scan:
    with meeting("ictd").served(tmp_path_factory.mktemp("ict")) as registry:
        return scanned(registry, ICT)


def row(made: Scan, id_: str) -> Row:
    return next(one for one in made.rows if one.office.id == id_)


@pytest.mark.parametrize(("id_", "rule"), PLANNED)
def test_the_reasons_of_the_minutes(sirajganj: Scan, id_: str, rule: str) -> None:
    finding = row(sirajganj, id_).finding(rule)
    assert finding.reason.slug == PLANNED[id_, rule]["reason"]
    assert finding.verdict is not Verdict.UNCHECKED
    told = {key: str(value) for key, value in PLANNED[id_, rule].get("facts", {}).items()}
    assert told.items() <= finding.facts.items()


@pytest.mark.parametrize(("id_", "rule"), PLANNED_ICT)
def test_the_reasons_of_the_ict_divisions_minutes(ict: Scan, id_: str, rule: str) -> None:
    finding = row(ict, id_).finding(rule)
    assert finding.reason.slug == PLANNED_ICT[id_, rule]["reason"]
    told = {key: str(value) for key, value in PLANNED_ICT[id_, rule].get("facts", {}).items()}
    assert told.items() <= finding.facts.items()


def test_what_was_declared_carries_the_memo_of_the_minutes(sirajganj: Scan, ict: Scan) -> None:
    for made, fixture in ((sirajganj, FIXTURE), (ict, ICT)):
        told = [one for _, one in made.findings() if one.reason.slug in ("declared", "in-progress")]
        assert {one.facts["memo"] for one in told} == {fixture["memo"]}


def test_the_ict_divisions_offices_and_own(ict: Scan) -> None:
    assert [one.office.id for one in ict.rows] == list(ICT["offices"])
    for one in ict.rows:
        told = ICT["offices"][one.office.id]
        assert (one.office.name, one.office.short, one.office.tier) == (told["name"], told["short"], told["tier"])
        assert (one.office.under, one.platform) == (told.get("under", "moptit"), "npf3")
    assert ict.own == ICT["own"]


def test_the_counts_of_the_ict_divisions_minutes(ict: Scan) -> None:
    told = {rule: {v.value: n for v, n in of.items()} for rule, of in counts(ict).items() if rule in ICT["counts"]}
    assert told == ICT["counts"]


def test_the_matrix_of_the_ict_divisions_minutes(ict: Scan) -> None:
    """From the scan alone: what was declared is in it."""
    made = matrix([ict], packaged())
    assert title(made, "bn") == ICT["matrix"]["title"]
    assert [heading(office, "bn") for office in made.offices] == [one["heading"] for one in ICT["offices"].values()]
    for line, told in zip(made.lines, ICT["matrix"]["rows"], strict=True):
        assert (line.rule, line.duty.target) == (told["rule"], told["target"])
        assert [UNDER_WAY.slug if cell.says is Progress.IN_PROGRESS else cell.achieved for cell in line.cells] == told[
            "cells"
        ]
        assert (line.phrase is Progress.IN_PROGRESS) is told.get("one_cell", False)


def test_the_ict_divisions_sentence_is_said(ict: Scan) -> None:
    said = [sentence(group, ict.own, "bn") for group in groups(ict)]
    assert "এ কার্যালয়ের আওতাধীন সকল দপ্তরের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করা হয়েছে।" in said
    assert "এ কার্যালয়ের ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি সংশ্লিষ্ট ত্রৈমাসিকে হালনাগাদ করা হয়েছে।" in said


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
    asked = [one for one in rows if one["reason"] != "not-for-tier"]
    assert all(one["evidence_url"].startswith("http://127.0.0.1:") for one in asked)


def test_the_sites_own_stamp_decides_nothing(sirajganj: Scan) -> None:
    told = [one.finding("CC-UPD-01").facts.get("date", "") for one in sirajganj.rows]
    assert not any("2023-11-27" in day for day in told)


def test_no_address_was_asked_of_a_stranger(sirajganj: Scan) -> None:
    for one in sirajganj.rows:
        assert {asked.url.split("/")[2] for asked in one.trail} == {one.office.url.split("/")[2]}


OF_THE_OFFICE = ("CC-MTG-01", "CC-SUB-01", "CC-TRN-01")
"""What does not go with the contents of a site: what is declared, and what is counted of the offices below."""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_findings_dealt_to_other_sites(seed: int, tmp_path: Path) -> None:
    sites = redealt(load_sites(), seed)
    made = scan(sites, tmp_path)
    for site in sites:
        for rule in (rule for rule in catalogue() if rule not in OF_THE_OFFICE):
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
