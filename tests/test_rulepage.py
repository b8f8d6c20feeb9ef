"""A rule's page with the authority of the years; docs/rules.md is what the rules say."""

from pathlib import Path

import pytest

from charter_audit import duties, rulepage
from charter_audit.duties import packaged
from charter_audit.reading import READING
from charter_audit.rules import catalogue

DOCS = Path(__file__).parents[1] / "docs" / "rules.md"


def test_docs_are_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == rulepage.document(catalogue().values(), packaged()), "run `make docs`"


@pytest.mark.parametrize("code", catalogue())
def test_every_rule_and_every_reason_stands_in_the_docs(code: str) -> None:
    rule, text = catalogue()[code], DOCS.read_text(encoding="utf-8")
    section = text.partition(f"## {code}: ")[2].partition("\n## ")[0]
    for reason in rule.reasons:
        assert f"| `{reason.slug}` |" in section
        assert reason.bn in section
    for example in rule.examples:
        assert f"`{example.reason}`" in section
    assert "practice; no order on file (unknown)" in section


def test_reading_reasons_stand_in_the_docs_once() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [text.count(f"| `{reason.slug}` |") for reason in READING] == [1] * len(READING)


def test_a_page_names_the_authority_of_the_years_with_how_well_it_is_known() -> None:
    page = rulepage.page(catalogue()["CC-UPD-01"], "en", packaged())
    authority = page.partition("Authority\n")[2].partition("\nOutcomes")[0]
    assert "2021-22; ministry, division, directorate: charter work plan FY 2021-22, [1.2.1]" in authority
    assert "(verbatim)" in authority
    assert "2023-24; district, upazila, sirajganj and those under it: APA annex 7" in authority
    assert (
        "from 2021-22 to 2024-25, other offices: charter work plan FY ... (activity number not on file) (inferred)"
        in authority
    )
    assert authority.rstrip().endswith("any other year or office: practice; no order on file (unknown)")


def test_open_years_are_said() -> None:
    page = rulepage.page(catalogue()["CC-FMT-01"], "bn", packaged())
    assert "from 2017-18; ministry, division, directorate: সেবা প্রদান প্রতিশ্রুতি প্রণয়ন" in page
    assert "all years; " in rulepage.page(catalogue()["CC-BOX-02"], "bn", packaged())


def test_a_memo_that_the_user_has_set_stands_first(tmp_path: Path) -> None:
    path = tmp_path / "duties.yaml"
    path.write_text(
        "version: 1\norders: [{year: 2026-27, rule: CC-UPD-01, memo: '৪', date: 2026-07-15}]\n", encoding="utf-8"
    )
    page = rulepage.page(catalogue()["CC-UPD-01"], "bn", duties.load(path))
    assert "Authority\n  2026-27; all: স্মারক নম্বর ৪, তারিখ ১৫/০৭/২০২৬ (verbatim)\n" in page
