"""Every format over one shared scan, compared with its golden file; rewrite those with CHARTER_AUDIT_GOLDEN=1."""

import csv
import io
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from charter_audit import scanfile
from charter_audit.bangla import columns
from charter_audit.extend import Lang
from charter_audit.model import Asked, Contact, Finding, Office, Row, Scan, Seen, Tier, Waiver
from charter_audit.printing import guarded, wrap
from charter_audit.quarter import Quarter
from charter_audit.reading import READING
from charter_audit.reports import by_suffix, formats
from charter_audit.reports.table import WIDTH
from charter_audit.rules import catalogue, core

GOLDEN = Path(__file__).parent / "golden"
REWRITE = os.environ.get("CHARTER_AUDIT_GOLDEN") == "1"
THEN = datetime(2023, 11, 28, 6, 30, tzinfo=UTC)
LONG = "ইলেক্ট্রনিক স্বাক্ষর সার্টিফিকেট প্রদানকারী কর্তৃপক্ষের নিয়ন্ত্রকের কার্যালয়"


def finding(rule: str, slug: str, at: str, /, **facts: str) -> Finding:
    reason = next(one for one in (*catalogue()[rule].reasons, *READING) if one.slug == slug)
    return Finding(rule, reason, facts, (Seen(at, "page", THEN, "ab" * 32),))


def row(office: Office, *findings: Finding) -> Row:
    return Row(office, findings, THEN, office.url, "npf2", (Asked(office.url, "page", 200, 12, 3456),))


def shared() -> Scan:
    home = "https://sirajganj.gov.bd"
    dc = Office(
        "sirajganj",
        "সিরাজগঞ্জ",
        "Sirajganj",
        Tier.DISTRICT,
        home,
        "rajshahidiv",
        contact=Contact("সহকারী কমিশনার"),
    )
    tarash = Office("sirajganj.tarash", "তাড়াশ", "Tarash", Tier.UPAZILA, "https://tarash.sirajganj.gov.bd", "sirajganj")
    kazipur = Office(
        "sirajganj.kazipur",
        "কাজিপুর",
        "Kazipur",
        Tier.UPAZILA,
        "https://kazipur.sirajganj.gov.bd",
        "sirajganj",
        aliases=("কাজীপুর",),
    )
    waived = replace(
        kazipur,
        id="new",
        name="নতুন",
        name_en="New",
        waivers=(Waiver("CC-COM-01", Quarter(2023, 3), "নতুন উপজেলা", "memo 1"),),
    )
    cca = Office(
        "cca",
        LONG,
        "Office of the Controller of Certifying Authorities",
        Tier.DIRECTORATE,
        "https://cca.gov.bd",
        short="",
    )
    down = {"url": "https://cca.gov.bd", "why": "timeout", "tries": "3"}
    letter = finding("CC-COM-01", "no-letter", waived.url, url=waived.url)
    rows = (
        row(
            dc,
            finding("CC-BOX-01", "box-present", home, title="সেবা প্রদান প্রতিশ্রুতি", url=home),
            finding("CC-COM-01", "notice-only", f"{home}/n", letter_date="2023-10-04", upload_date="2023-10-05", memo="০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১", notice_url=f"{home}/n"),
            finding("CC-UPD-01", "stale-one-quarter", f"{home}/c", date="2023-09-20", date_kind="stated", url=f"{home}/c"),
            finding("CC-FMT-01", "format-match", f"{home}/c", variant="field_8", tables="1"),
        ),
        row(
            tarash,
            finding("CC-BOX-01", "no-box", tarash.url, url=tarash.url),
            finding("CC-COM-01", "no-box-no-letter", tarash.url, url=tarash.url),
            finding("CC-UPD-01", "no-charter", tarash.url, url=tarash.url),
            finding("CC-FMT-01", "no-charter", tarash.url, url=tarash.url),
        ),
        row(
            kazipur,
            finding("CC-BOX-01", "box-present", kazipur.url, title="সেবা প্রদান প্রতিশ্রুতি", url=kazipur.url),
            finding("CC-COM-01", "page-lost", kazipur.url, url=kazipur.url, why="timeout"),
            finding("CC-UPD-01", "stale", kazipur.url, date="2021-11-21..2021-11-22", date_kind="page_stamp", url=kazipur.url),
            finding("CC-FMT-01", "format-mixed", kazipur.url, headings="ক্রমিক | সেবার নাম", missing="সেবামূল্য"),
        ),
        row(
            waived,
            finding("CC-BOX-01", "box-empty", waived.url, title="সেবা প্রদান প্রতিশ্রুতি", url=waived.url),
            replace(letter, waiver=waived.waivers[0]),
            finding("CC-UPD-01", "updated", waived.url, date="2023-11-01", date_kind="uploaded", url=waived.url),
            finding("CC-FMT-01", "document-scan", waived.url, url=waived.url, file_type="pdf", pages="12"),
        ),
        row(cca, *(finding(code, "site-unreachable", cca.url, **down) for code in core())),
    )  # fmt: skip
    rules = core()
    return Scan(Quarter(2023, 2), date(2023, 11, 28), THEN, THEN, rules, rows, "sirajganj", "0.1.0", "1")


@pytest.mark.parametrize("lang", ["bn", "en"])
@pytest.mark.parametrize("name", sorted(formats()))
def test_golden(name: str, lang: Lang) -> None:
    report = formats()[name]
    rendered = report.render(shared(), lang)
    golden = GOLDEN / f"{name}.{lang}{report.suffix}"
    if REWRITE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(rendered, encoding="utf-8", newline="")
    with golden.open(encoding="utf-8", newline="") as kept:
        assert rendered == kept.read()


@pytest.mark.parametrize("name", sorted(formats()))
def test_an_empty_scan_is_rendered(name: str) -> None:
    assert formats()[name].render(replace(shared(), rows=()), "bn").strip()


def test_a_format_is_found_by_its_files_ending() -> None:
    assert by_suffix(".csv") is formats()["csv"]
    assert by_suffix(".xyz") is None


# ---- table ----


@pytest.mark.parametrize("lang", ["bn", "en"])
def test_no_line_is_wider_than_a_terminal(lang: Lang) -> None:
    lines = formats()["table"].render(shared(), lang).splitlines()
    assert max(columns(line) for line in lines if "https://" not in line) <= WIDTH


def test_columns_line_up() -> None:
    lines = formats()["table"].render(shared(), "bn").splitlines()
    grid = lines[lines.index("") + 1 :]
    rule = next(n for n, line in enumerate(grid) if set(line) == {"─"})
    rows = [line for line in grid[rule + 1 : grid.index("")] if "  " in line.strip()]
    starts = {tuple(columns(line[:at]) for at, sign in enumerate(line) if sign in "✓±✗?–○") for line in rows}
    assert len(rows) == 5
    assert len(starts) == 1


def test_the_table_names_addresses_and_days() -> None:
    table = formats()["table"].render(shared(), "bn")
    for told in (
        "০৪/১০/২০২৩",
        "০৫/১০/২০২৩",
        "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১",
        "https://sirajganj.gov.bd/n",
        "পাতা হালনাগাদের তারিখ",
    ):
        assert told in table


def test_percentages_are_over_what_was_checked() -> None:
    assert "checked 4, met 2, partly 1, not met 1, not checked 1; 50% of those checked met" in " ".join(
        formats()["table"].render(shared(), "en").split()
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ক খ গ", ["ক খ", "  গ"]),
        ("অনেকবড়একটিশব্দ ক", ["অনেকবড়একটিশব্দ", "  ক"]),
        ("", [""]),
        ("a  b", ["a b"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 3, "  ") == lines


# ---- csv ----


def test_csv_has_the_contracts_header_and_form() -> None:
    text = formats()["csv"].render(shared(), "bn")
    assert text.startswith("\ufeffquarter,as_of,office_id,office_name,office_name_en,tier,under,office_url,rule,")
    assert text.count("\r\n") == text.count("\n") == 21
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [r["rule"] for r in rows[:4]] == list(core())
    assert rows[1]["fact"].startswith("letter_date=2023-10-04; upload_date=2023-10-05; memo=")
    assert rows[1]["checked_at"] == "2023-11-28T06:30:00+00:00"
    assert rows[13]["verdict"] == "waived"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+880", "'+880"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\t=1", "' =1"),
        ("\r\nx", "'  x"),
        ("a\nb", "a b"),
        ("ক=খ", "ক=খ"),
        ("", ""),
    ],
)
def test_a_spreadsheet_runs_no_cell(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


# ---- json ----


def test_json_reads_back_into_the_same_scan() -> None:
    made = shared()
    assert scanfile.read(scanfile.write(made)) == made


def test_every_report_can_be_made_from_the_json() -> None:
    again = scanfile.read(scanfile.write(shared()))
    for report in formats().values():
        assert report.render(again, "bn") == report.render(shared(), "bn")


def test_json_has_the_contracts_keys() -> None:
    told = json.loads(scanfile.write(shared()))
    assert told["schema"] == "charter-audit/scan/1"
    assert {
        "tool_version",
        "rules_version",
        "quarter",
        "as_of",
        "started_at",
        "finished_at",
        "own",
        "offices",
        "summary",
    } <= set(told)
    office = told["offices"][0]
    assert {
        "id",
        "name",
        "name_en",
        "tier",
        "under",
        "url",
        "final_url",
        "platform",
        "findings",
        "trail",
    } <= set(office)
    assert set(office["findings"]["CC-COM-01"]["evidence"][0]) == {"url", "what", "fetched_at", "sha256"}


def test_the_shipped_schema_is_the_codes() -> None:
    shipped = Path(scanfile.__file__).parent / "data" / "scan.schema.json"
    if REWRITE:
        shipped.write_text(scanfile.schema(), encoding="utf-8")
    assert shipped.read_text(encoding="utf-8") == scanfile.schema()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"charter-audit/scan/1"', '"charter-audit/scan/9"', "schema"),
        ('"2023-24/Q2"', '"2023-25/Q2"', "2023-24"),
        ('"stale"', '"rotten"', "has no reason rotten"),
        ('"CC-UPD-01": {', '"CC-UPD-99": {', "no rule CC-UPD-99"),
        ('"own"', '"owner"', "own"),
        ("{", "", "the whole"),
    ],
)
def test_a_wrong_scan_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(scanfile.ScanFileError, match=told):
        scanfile.read(scanfile.write(shared()).replace(old, new, 10))
