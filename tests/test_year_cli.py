"""Duties, declarations, waivers and the fiscal year on the command line."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from charter_audit.advising import advice
from charter_audit.demo import load_sites, meeting, registry_text, serve
from charter_audit.outcome import left
from charter_audit.quarter import Quarter
from charter_audit.scanfile import read
from test_cli import run
from test_sentences import office, scan

DAY = ("--as-of", "2023-11-28", "--delay", "0", "--no-keep")


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    with serve(load_sites()) as served:
        yield dict(served)


@pytest.fixture
def registry(addresses: dict[str, str], tmp_path: Path) -> Path:
    path = tmp_path / "offices.yaml"
    path.write_text(registry_text(addresses), encoding="utf-8")
    return path


def rows(text: str) -> dict[tuple[str, str], dict[str, str]]:
    told = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return {(row["office_id"], row["rule"]): row for row in told}


# ---- declarations --------------------------------------------------------------------------------------------------


def declare(registry: Path, *entries: str) -> None:
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries)
    registry.with_name("declarations.yaml").write_text(f"version: 1\ndeclarations:\n{lines}", encoding="utf-8")


def test_what_is_declared_beside_the_registry_is_shown(registry: Path) -> None:
    declare(
        registry,
        "office: sirajganj, rule: CC-MTG-01, quarter: 2023-24/Q2, state: done, date: 2023-11-28, memo: ১২",
        "office: sirajganj, rule: CC-SUB-01, quarter: 2023-24/Q2, state: done, date: 2023-11-20, memo: ১৩",
        "office: sirajganj.tarash, rule: CC-MTG-01, quarter: 2023-24/Q2, state: done",
    )
    status, out, err = run(
        "scan", "--registry", str(registry), *DAY, "-f", "csv", "--rules", "CC-MTG-01", "--rules", "CC-SUB-01"
    )
    told = rows(out)
    assert status == 1
    assert told["sirajganj", "CC-MTG-01"]["reason"] == "declared"
    assert told["sirajganj.tarash", "CC-MTG-01"]["reason"] == "no-minutes-online"
    counted = told["sirajganj", "CC-SUB-01"]
    assert counted["reason"] == "none-updated"
    assert "declared=done; declared_date=2023-11-20; declared_memo=১৩; contradiction=not-done" in counted["fact"]
    assert "declarations.yaml:5:5: sirajganj.tarash, CC-MTG-01: done, but without a date" in err
    assert (
        "declarations.yaml:4:5: sirajganj, CC-SUB-01: declared done, but the scan found none-updated; both stand" in err
    )


def test_a_mistake_of_form_ends_with_2(registry: Path) -> None:
    declare(registry, "office: sirajganj, rule: CC-MTG-01, quarter: Q2, state: done")
    status, out, err = run("scan", "--registry", str(registry), *DAY)
    assert (status, out) == (2, "")
    assert re.search(r"declarations\.yaml:3:\d+: declarations\.0\.quarter: 'Q2' is no quarter", err)


def test_what_was_declared_is_judged_again_from_kept_evidence(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(
        registry, "office: sirajganj, rule: CC-MTG-01, quarter: 2023-24/Q2, state: done, date: 2023-11-28, memo: ১২"
    )
    kept, words = tmp_path / "kept.warc.gz", ("-q", "-f", "csv", "--rules", "CC-MTG-01", "--rules", "CC-SUB-01")
    run("scan", "--registry", str(registry), *DAY[:4], "--keep", str(kept), *words, "sirajganj")
    monkeypatch.chdir(tmp_path / "..")  # where no registry is
    told = rows(run("scan", "--replay", str(kept), *words)[1])
    assert told["sirajganj", "CC-MTG-01"]["reason"] == "declared"
    # the nine that were not looked at stay unchecked: they are not forgotten
    assert told["sirajganj", "CC-SUB-01"]["fact"].startswith("updated=0; checked=0; unchecked=9; names=বেলকুচি (?), ")


# ---- the offices below ---------------------------------------------------------------------------------------------


def test_offices_below_are_counted_although_their_own_rule_was_not_asked(registry: Path) -> None:
    told = rows(run("scan", "--registry", str(registry), *DAY, "-q", "-f", "csv", "--rules", "CC-SUB-01")[1])
    assert {rule for _, rule in told} == {"CC-SUB-01"}
    assert told["sirajganj", "CC-SUB-01"]["reason"] == "none-updated"
    assert told["sirajganj.tarash", "CC-SUB-01"]["verdict"] == "not_applicable"


def test_an_office_below_that_is_not_in_the_scan_is_unchecked_by_name(registry: Path) -> None:
    words = ("--rules", "CC-SUB-01", "sirajganj", "sirajganj.tarash")
    told = rows(run("scan", "--registry", str(registry), *DAY, "-q", "-f", "csv", *words)[1])["sirajganj", "CC-SUB-01"]
    assert told["fact"].startswith("updated=0; checked=1; unchecked=8; names=তাড়াশ, বেলকুচি (?), ")


# ---- duties and waivers --------------------------------------------------------------------------------------------


def test_duties_of_ones_own_decide_whether_the_letter_is_to_be_renewed(registry: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("version: 1\nduties: {CC-COM-01: {renewed: []}}\n", encoding="utf-8")
    words = ("scan", "--registry", str(registry), *DAY, "-q", "-f", "csv", "--rules", "CC-COM-01", "sirajganj")
    assert run(*words, "--duties", str(own))[0] == 1
    own.write_text("version: 1\nduties: {CC-COM-01: {renewd: []}}\n", encoding="utf-8")
    status, out, err = run(*words, "--duties", str(own))
    assert (status, out) == (2, "")
    assert "own.yaml:2:22: duties.CC-COM-01.renewd: unknown key; did you mean renewed?" in err


def test_waivers_that_change_nothing_are_said(registry: Path) -> None:
    waivers = "  waivers:\n  - {rule: CC-UPD-01, until: 2023-24/Q1, reason: x, ref: y}\n  - {rule: CC-COM-09, until: 2030-31/Q1, reason: x, ref: z}\n"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace("  tier: district\n", f"  tier: district\n{waivers}"), encoding="utf-8")
    _, _, err = run("scan", "--registry", str(registry), *DAY, "-f", "csv", "sirajganj")
    assert "sirajganj: the waiver of CC-UPD-01 (y) ended with 2023-24/Q1 and holds no more in 2023-24/Q2" in err
    assert (
        "sirajganj: the waiver of CC-COM-09 (z) waives nothing: there is no such rule; did you mean CC-COM-01?" in err
    )
    assert "waiver" not in run("scan", "--registry", str(registry), *DAY, "-q", "-f", "csv", "sirajganj")[2]


# ---- what is left --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2023-12-30", "2023-24/Q2 ends tomorrow, on 2023-12-31."),
        ("2023-12-31", "2023-24/Q2 ends today, on 2023-12-31."),
        ("2024-01-01", "2023-24/Q2 ended on 2023-12-31."),
        ("2023-09-30", "2023-24/Q2 begins on 2023-10-01."),
    ],
)
def test_the_days_left_of_the_quarter(as_of: str, told: str) -> None:
    from dataclasses import replace
    from datetime import date

    made = replace(scan((office("a", "ক"), {"CC-BOX-01": "box-present"})), as_of=date.fromisoformat(as_of))
    assert list(left(made)) == [told]


def test_in_a_quarters_first_days_the_one_before_is_offered() -> None:
    from dataclasses import replace
    from datetime import date

    made = scan((office("a", "ক"), {"CC-BOX-01": "box-present"}))
    assert list(left(replace(made, as_of=date(2023, 10, 15))))[1:] == [
        "The quarter has just begun; --quarter previous checks 2023-24/Q1."
    ]
    assert list(left(replace(made, as_of=date(2023, 10, 16))))[1:] == []
    previous = replace(made, quarter=Quarter(2023, 1), as_of=date(2023, 10, 5))
    assert list(left(previous)) == ["2023-24/Q1 ended on 2023-09-30."]


def test_who_still_has_something_to_do() -> None:
    wanting = [(office(f"o{number:02}", "ক"), {"CC-BOX-01": "no-box"}) for number in range(14)]
    done = (office("done", "খ"), {"CC-BOX-01": "box-present"})
    lost = (office("lost", "গ"), {"CC-BOX-01": "site-unreachable"})
    told = list(left(scan(*wanting, done, lost)))
    assert told[1].startswith("Something is left to do at 14 of 16 offices: o00, o01, ")
    assert told[1].endswith("o11 and 2 more.")
    assert told[2] == "Nothing found wanting, but not all checked, at 1: lost."


def test_advice_is_one_paragraph_an_office() -> None:
    made = scan(
        (office("a", "তাড়াশ"), {"CC-BOX-01": "no-box", "CC-COM-01": "no-box-no-letter", "CC-UPD-01": "stale"}),
        (office("b", "খ"), {"CC-BOX-01": "box-present"}),
        (office("c", "গ"), {"CC-BOX-01": "site-unreachable", "CC-COM-01": "site-unreachable"}),
    )
    first, second = advice(made).split("\n\n")
    assert first == (
        "তাড়াশ (https://a.gov.bd): ৩১/১২/২০২৩ তারিখের মধ্যে করণীয়: পরিবীক্ষণ কমিটি পুনর্গঠন করে এবং ওয়েবসাইটে সেবা বক্স "
        "তৈরি করে পত্রটি আপলোড করতে হবে। সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটে হালনাগাদ করে সেবা বক্সে আপলোড করতে হবে।"
    )
    assert second.strip() == (
        "গ (https://c.gov.bd): ৩১/১২/২০২৩ তারিখের মধ্যে করণীয়: ওয়েবসাইটটি চালু আছে কি না জানাতে হবে; চালু থাকলে পুনরায় যাচাই করা হবে।"
    )


def test_advice_follows_the_table(registry: Path) -> None:
    words = ("scan", "--registry", str(registry), *DAY, "-q", "sirajganj.tarash")
    table, told = run(*words)[1], run(*words, "--advise")[1]
    assert told.startswith(table)
    assert re.fullmatch(
        r"\nতাড়াশ \(http://127\.0\.0\.1:\d+/?\): ৩১/১২/২০২৩ তারিখের মধ্যে করণীয়: .+\n", told.removeprefix(table)
    )
    status, out, err = run(*words, "--advise", "-f", "csv")
    assert (status, out) == (2, "")
    assert "--advise follows the table" in err


# ---- the fiscal year -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ict(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The ICT Division's scan, and what its demo prints."""
    path = tmp_path_factory.mktemp("ict") / "scan.json"
    status, out, err = run("demo", "ictd", "-o", str(path))
    assert status == 1  # some of it is still under way
    assert "2023-24/Q1 ends in 5 days" in err
    return path, out


def test_the_demo_prints_the_matrix_after_the_findings(ict: tuple[Path, str]) -> None:
    assert ict[1].endswith("\n" + run("progress", str(ict[0]))[1])


def test_the_matrix_goes_to_files_too(ict: tuple[Path, str], tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.csv", "b.json", "c.txt")]
    status, out, _ = run("progress", str(ict[0]), *(word for path in files for word in ("-o", str(path))))
    assert status == 0
    assert files[0].read_bytes().startswith("\ufeffক্রম. নং,কার্যক্রম".encode())
    assert json.loads(files[1].read_text(encoding="utf-8"))["quarter"] == "2023-24/Q1"
    assert files[2].read_text(encoding="utf-8") == out


def test_what_is_declared_after_the_scan_counts(ict: tuple[Path, str], tmp_path: Path) -> None:
    registry = tmp_path / "offices.yaml"
    declare(
        registry,
        "office: cca, rule: CC-MTG-01, quarter: 2023-24/Q1, state: done, date: 2023-09-20, memo: ৯",
        "office: nobody, rule: CC-MTG-01, quarter: 2023-24/Q1, state: under-way",
    )
    _, out, err = run("progress", str(ict[0]), "--registry", str(registry), "-f", "json")
    cells = json.loads(out)["rows"][2]["cells"]
    assert (cells["cca"]["says"], cells["cca"]["achieved"], cells["ncsa"]["says"]) == ("count", 1, "in_progress")
    assert "nobody, CC-MTG-01: there is no such office" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name one scan's JSON file or more"),
        (["{scan}", "--quarter", "2023-24/Q2"], "there is no scan of 2023-24/Q2; scans given: 2023-24/Q1"),
        (["{scan}", "--fiscal-year", "2024-25"], "there is no scan of any quarter; scans given: none"),
        (["{scan}", "--quarter", "soon"], "'soon' is no quarter"),
        (["nothing.json"], "nothing.json: "),
    ],
)
def test_what_cannot_be_made_ends_with_2(ict: tuple[Path, str], words: list[str], told: str) -> None:
    status, out, err = run("progress", *(word.format(scan=ict[0]) for word in words))
    assert (status, out) == (2, "")
    assert told in err


def test_a_years_scans_of_two_quarters(ict: tuple[Path, str], tmp_path: Path) -> None:
    later = tmp_path / "later.json"
    text = ict[0].read_text(encoding="utf-8").replace('"quarter": "2023-24/Q1"', '"quarter": "2023-24/Q2"')
    later.write_text(text.replace('"as_of": "2023-09-25"', '"as_of": "2023-12-25"'), encoding="utf-8")
    assert read(later.read_text(encoding="utf-8")).quarter == Quarter(2023, 2)
    made = json.loads(run("progress", str(ict[0]), str(later), "-f", "json")[1])
    assert [cell["achieved"] for cell in made["rows"][0]["cells"].values()] == [2] * 6
    first = json.loads(run("progress", str(later), str(ict[0]), "--quarter", "2023-24/Q1", "-f", "json")[1])
    assert [cell["achieved"] for cell in first["rows"][0]["cells"].values()] == [1] * 6


# ---- rules ---------------------------------------------------------------------------------------------------------


def test_a_rule_is_shown_with_the_memo_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "version: 1\norders: [{year: 2026-27, rule: CC-UPD-01, memo: '৪', date: 2026-07-15}]\n", encoding="utf-8"
    )
    assert "স্মারক নম্বর ৪, তারিখ ১৫/০৭/২০২৬" in run("rules", "cc-upd-01", "--duties", str(own))[1]
    assert "স্মারক নম্বর ৪" not in run("rules", "cc-upd-01")[1]


def test_the_docs_are_printed_and_hidden() -> None:
    assert run("docs")[1].startswith("# The rules\n")
    assert " docs " not in run("--help")[1]


def test_a_meeting_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        meeting("dhaka")
    assert run("demo", "dhaka")[0] == 2
