"""The trail of one office: nothing that decided is left out."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from charter_audit import cli, samples, scanfile
from charter_audit.demo import load_sites, registry_text, serve
from charter_audit.extend import Lang
from charter_audit.judging import judge
from charter_audit.model import Asked, Cause, Question, Role, Row, Unreachable, Unseen
from charter_audit.rules import catalogue
from charter_audit.samples import AS_OF, box, found, link, seen
from charter_audit.story import story
from test_acceptance import scan as scan_sites

NOON = datetime(2023, 11, 28, 6, tzinfo=UTC)
RUN = CliRunner()


def told(evidence: object, lang: Lang = "en") -> str:
    office = samples.office()
    question = Question(office, samples.QUARTER, AS_OF)
    findings = judge(catalogue().values(), evidence, question)  # type: ignore[arg-type]
    trail = (Asked(office.url, "page", 200, 12, 3456), Asked(f"{office.url}x", "timeout", 0, 30_000, 0))
    return story(Row(office, findings, NOON, trail=trail), evidence, lang)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "charter box ‘সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)’",
        "[charter] সেবা প্রদান প্রতিশ্রুতি → https://example.sirajganj.gov.bd/box/charter",
        "page stamp  ‘2021-11-20’",
        "taken for a charter",
        "✗ CC-UPD-01  not met  stale: charter not updated quarterly",
        "day = 2021-11-20",
        "timeout         -  30000 ms         0 B  https://example.sirajganj.gov.bd/x",
    ],
)
def test_a_stale_charter(line: str) -> None:
    assert line in told(samples.charter_stamped_long_ago())


def test_a_letter_with_its_memo_and_day() -> None:
    text = told(samples.letter_in_box())
    assert "taken for the committee's letter ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৪১১" in text
    assert "2023-10-04  stated  ‘০৪/১০/২০২৩’" in text


def test_what_did_not_come_and_dead_slots() -> None:
    lost = found(link(Role.COMMITTEE), Unreachable(samples.HOME, Cause.TIMEOUT))
    text = told(seen(lost, charter_box=box(link(Role.CHARTER, dead=True), link(Role.COMMITTEE))))
    assert "did not come: timeout, not whole in time" in text
    assert "[charter] সেবা প্রদান প্রতিশ্রুতি → no target" in text


def test_a_site_that_was_not_seen() -> None:
    text = told(Unseen(samples.office(), "site-unreachable", {"url": samples.HOME, "why": "dns", "tries": "3"}))
    assert "The site could not be looked at" in text
    assert "why = dns" in text or "reason = dns" in text


def test_in_bengali() -> None:
    text = told(samples.charter_stamped_long_ago(), "bn")
    assert "যা দেখা হয়েছে" in text
    assert "২০/১১/২০২১" in text


def test_show_looks_now_or_reads_a_kept_scan(tmp_path: Path) -> None:
    with serve(load_sites()) as addresses:
        registry = tmp_path / "offices.yaml"
        registry.write_text(registry_text(addresses), encoding="utf-8")
        words = ["show", "sirajganj", "--registry", str(registry), "--as-of", "2023-11-28", "--delay", "0"]
        live = RUN.invoke(cli.app, words)
    assert live.exit_code == 0
    assert "পত্রের তারিখ = 2023-10-04" in live.stdout
    kept = tmp_path / "scan.json"
    kept.write_text(scanfile.write(scan_sites(load_sites(), tmp_path)), encoding="utf-8")
    again = RUN.invoke(cli.app, ["show", "sirajganj", str(kept)])
    assert "পত্রের তারিখ = 2023-10-04" in again.stdout
    assert len(re.findall(r" ms ", again.stdout)) >= 8


@pytest.mark.parametrize(
    ("text", "office", "wrong"), [("{}", "sirajganj", "kept.json: "), (None, "nobody", "has no office nobody")]
)
def test_show_of_a_wrong_file_or_office(text: str | None, office: str, wrong: str, tmp_path: Path) -> None:
    from test_reports import shared

    kept = tmp_path / "kept.json"
    kept.write_text(text or scanfile.write(shared()), encoding="utf-8")
    result = RUN.invoke(cli.app, ["show", office, str(kept)])
    assert result.exit_code == 2
    assert wrong in result.stderr
