"""The command line as a user meets it: options, statuses, what goes where."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from charter_audit import cli, outcome
from charter_audit.demo import load_sites, registry_text, serve
from charter_audit.outcome import FailOn, Status
from charter_audit.rules import catalogue

RUN = CliRunner()
ROOT = Path(__file__).parents[1]
ONE = """version: 1
offices:
  - {id: a, name: "ক", name_en: A, tier: upazila, url: "http://127.0.0.1:9", under: b}
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "offices.yaml"
    path.write_text(ONE, encoding="utf-8")
    return path


def run(*words: str) -> tuple[int, str, str]:
    result = RUN.invoke(cli.app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


# ---- usage -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--quarter", "2023-25/Q1"], "--quarter: '2023-25/Q1': the fiscal year that begins in 2023 is 2023-24"),
        (["--as-of", "28/11/2023"], "'28/11/2023' is no day; write it as 2023-11-28"),
        (
            ["--rules", "CC-XYZ-01"],
            "no rule CC-XYZ-01; there are CC-BOX-01, CC-BOX-02, CC-COM-01, CC-UPD-01, CC-FMT-01",
        ),
        (["-f", "pdf"], "no format 'pdf'; there are csv, json, table"),
        (["-o", "x.pdf"], "x.pdf: the file's ending names the format"),
        (["b"], "b"),
        (["--under", "nobody"], "nobody"),
        (["--tier", "district"], "no office is left by what was asked for"),
        (["--contact", "দপ্তর"], "--contact: the contact must be printable ASCII"),
        (["--own", "nobody"], "nobody"),
    ],
)
def test_what_cannot_be_understood_ends_with_2(words: list[str], told: str, registry: Path) -> None:
    status, out, err = run("scan", "--registry", str(registry), *words)
    assert (status, out) == (2, "")
    assert told in " ".join(re.sub(r"[│╭╮╰╯─]", " ", err).split())


def test_a_broken_registry_is_told_with_line_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("offices.yaml").write_text(ONE.replace("upazila", "upazilla"), encoding="utf-8")
    status, out, err = run("scan")
    assert (status, out) == (2, "")
    assert re.match(r"offices\.yaml:3:\d+: .*upazila", err)


def test_a_missing_registry_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("scan")
    assert status == 2
    assert "offices.yaml" in err


# ---- a scan ----------------------------------------------------------------------------------------------------


def test_no_network_ends_with_3_and_holds_nothing_against_any_office(registry: Path) -> None:
    status, out, err = run("scan", "--registry", str(registry), "-f", "csv", "--delay", "0")
    assert status == 3
    assert "Nothing is held against any office." in err
    assert {row["verdict"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))} == {"unchecked"}


def test_the_demo_prints_the_minutes_and_ends_with_1() -> None:
    status, out, err = run("demo")
    assert status == 1
    assert "চৌহালী, কামারখন্দ ও তাড়াশ উপজেলার ওয়েবসাইটে" in out
    lines = err.splitlines()
    assert [line.split("]")[0] for line in lines[:10]] == [f"[{n}/10" for n in range(1, 11)]
    assert lines[10] == "2023-24/Q2 ends in 33 days, on 2023-12-31."
    assert lines[11].startswith("Something is left to do at 10 of 10 offices: sirajganj, sirajganj.belkuchi, ")
    assert len(lines) == 12


def test_quiet_says_nothing(registry: Path) -> None:
    assert run("demo", "-q", "-f", "csv")[2] == ""


def test_files_in_every_format_beside_the_table(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.csv", "b.json", "c.txt")]
    words = [word for file in files for word in ("-o", str(file))]
    status, out, _ = run("demo", "-q", "--trail", *words)
    assert status == 1
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbfquarter,")
    assert json.loads(files[1].read_text(encoding="utf-8"))["offices"][0]["trail"]
    assert files[2].read_text(encoding="utf-8").splitlines()[:5] == out.splitlines()[:5]
    assert sorted(tmp_path.iterdir()) == files


def test_without_trail_the_json_is_short() -> None:
    _, out, _ = run("demo", "-q", "-f", "json")
    assert all(office["trail"] is None for office in json.loads(out)["offices"])


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    status, out, err = run("demo", "-q", "-o", str(tmp_path / "no" / "such.csv"))
    assert (status, out) == (2, "")
    assert "such.csv: cannot be written" in err


def test_english() -> None:
    told = " ".join(run("demo", "-q", "--lang", "en")[1].split())
    assert "Chauhali, Kamarkhand and Tarash: has neither a charter box nor a monitoring committee." in told


def test_some_offices_one_rule_and_fail_on(tmp_path: Path) -> None:
    with serve(load_sites()) as addresses:
        path = tmp_path / "offices.yaml"
        path.write_text(registry_text(addresses), encoding="utf-8")
        words = ["scan", "--registry", str(path), "--as-of", "2023-11-28", "--delay", "0", "-q", "-f", "csv"]
        _, out, _ = run(*words, "--rules", "cc-box-01", "sirajganj.tarash")
        assert [line.split(",")[2] for line in out.splitlines()[1:]] == ["sirajganj.tarash"]
        assert run(*words, "--tier", "district", "--rules", "CC-BOX-01")[0] == 0
        assert run(*words, "--under", "sirajganj", "--fail-on", "never")[0] == 0
        quarter = run(*words, "sirajganj.tarash", "--quarter", "previous")[1].splitlines()[1]
        assert quarter.startswith("2023-24/Q1,")


# ---- the other commands ----------------------------------------------------------------------------------------


def test_rules_in_short_and_in_full() -> None:
    status, out, _ = run("rules")
    assert (status, out.count("\n")) == (0, len(catalogue()))
    status, out, _ = run("rules", "cc-com-01", "--lang", "en")
    assert status == 0
    for told in (
        "CC-COM-01 (core)",
        "notice-only (not met)",
        "on the notice board, not in the box",
        "letter-this-quarter: DC",
    ):
        assert told in out
    assert run("rules", "CC-XYZ-01")[0] == 2


def test_the_registry_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status, out, _ = run("offices", "list", "--tier", "upazila")
    assert status == 0
    assert out.splitlines()[0].split("\t") == [
        "sirajganj.belkuchi",
        "upazila",
        "বেলকুচি",
        "https://belkuchi.sirajganj.gov.bd",
    ]
    assert out.count("\n") == 9


def test_version_and_help() -> None:
    assert run("--version")[1].startswith("charter-audit 0.")
    assert run()[0] in (0, 2)


def test_the_readme_names_only_options_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    helps = "".join(run(*command, "--help")[1] for command in (["scan"], ["demo"], ["rules"], ["offices", "list"]))
    for option in set(re.findall(r"(?<=\s)--[a-z-]+", "\n".join(re.findall(r"charter-audit [^#\n`]+", text)))):
        assert option in helps, option


def test_run_as_a_module() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-m", "charter_audit", "rules"], capture_output=True, env=env, check=True)
    assert "সেবা বক্স" in done.stdout.decode("utf-8")


# ---- statuses --------------------------------------------------------------------------------------------------

CASES = [
    ({"box-present"}, FailOn.NOT_MET, Status.FINE),
    ({"box-present", "no-box"}, FailOn.NOT_MET, Status.NOT_MET),
    ({"box-empty"}, FailOn.NOT_MET, Status.NOT_MET),
    ({"box-present", "page-lost"}, FailOn.NOT_MET, Status.FINE),
    ({"box-present", "page-lost"}, FailOn.UNCHECKED, Status.NOT_MET),
    ({"no-box"}, FailOn.NEVER, Status.FINE),
    ({"page-lost"}, FailOn.NEVER, Status.NOTHING_CHECKED),
    ({"audit-error"}, FailOn.NOT_MET, Status.NOTHING_CHECKED),
    ({"audit-error", "no-box"}, FailOn.NOT_MET, Status.FAULT),
    ({"not-for-tier"}, FailOn.NOT_MET, Status.FINE),
    ({"not-for-tier", "page-lost"}, FailOn.NOT_MET, Status.NOTHING_CHECKED),
]


@pytest.mark.parametrize(("slugs", "fail_on", "status"), CASES)
def test_the_status_of_a_scan(slugs: set[str], fail_on: FailOn, status: Status) -> None:
    from test_sentences import office, scan

    rows = [(office(f"o{number}", "ক"), {"CC-BOX-01": slug}) for number, slug in enumerate(sorted(slugs))]
    assert outcome.status(scan(*rows), fail_on) is status


def test_statuses_that_need_a_word_have_one() -> None:
    assert all(outcome.said(one) for one in (Status.NOTHING_CHECKED, Status.FAULT, Status.INTERRUPTED))
    assert outcome.said(Status.NOT_MET) == ""
