"""The fiscal year's matrix: the ICT Division's as its minutes have it, and what a cell may never say."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from charter_audit import demo
from charter_audit.bangla import columns, fold, to_bengali_digits
from charter_audit.declarations import checked, load
from charter_audit.duties import packaged
from charter_audit.matrices import WIDTH, genitive, heading, printed, title
from charter_audit.model import Declaration, Finding, Office, Row, Scan, State, Tier, Waiver
from charter_audit.progress import RULES, Matrix, NoScanError, Progress, matrix
from charter_audit.quarter import Quarter
from charter_audit.reading import READING
from charter_audit.reports import formats
from charter_audit.rules import catalogue

ACCEPTANCE: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "acceptance.yaml").read_text(encoding="utf-8")
)["ictd"]
DECLARED = Path(demo.__file__).parent / "declarations" / "ictd.yaml"
Q1 = Quarter(2023, 1)
IN_PROGRESS = "in-progress"


def reason(rule: str, slug: str) -> Any:
    return next(one for one in (*catalogue()[rule].reasons, *READING) if one.slug == slug)


def finding(rule: str, slug: str, /, **facts: str) -> Finding:
    return Finding(rule, reason(rule, slug), facts)


def scan(quarter: Quarter, rows: Mapping[Office, tuple[Finding, ...]], own: str = "", day: date | None = None) -> Scan:
    as_of = day or quarter.last
    then = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    made = tuple(Row(office, findings, then) for office, findings in rows.items())
    return Scan(quarter, as_of, then, then, RULES, made, own)


def ict_offices() -> tuple[Office, ...]:
    return tuple(
        Office(
            id_,
            one["name"],
            id_.upper(),
            Tier(one["tier"]),
            f"https://{id_}.gov.bd",
            one.get("under", ""),
            one["short"],
        )
        for id_, one in ACCEPTANCE["offices"].items()
    )


def as_seen() -> Scan:
    """The scan of the six websites: charters updated, nothing said of meetings and trainings."""
    silent = (
        finding("CC-UPD-01", "updated"),
        finding("CC-MTG-01", "no-minutes-online"),
        finding("CC-TRN-01", "training-not-due"),
    )
    below = (finding("CC-SUB-01", "subordinates-unlisted"), *silent)
    rows = dict.fromkeys(ict_offices(), below)
    rows[ict_offices()[0]] = (finding("CC-SUB-01", "all-updated", updated="5", checked="5"), *silent)
    return scan(Q1, rows, "ictd", ACCEPTANCE["as_of"])


@pytest.fixture(scope="module")
def ict() -> Matrix:
    told = checked(load(DECLARED), ict_offices(), packaged(), ACCEPTANCE["as_of"])
    assert told.warnings == ()
    return matrix([as_seen()], packaged(), told.values)


# ---- as in the minutes ---------------------------------------------------------------------------------------------


def test_the_matrix_of_the_minutes(ict: Matrix) -> None:
    assert [office.id for office in ict.offices] == list(ACCEPTANCE["offices"])
    assert [line.rule for line in ict.lines] == [row["rule"] for row in ACCEPTANCE["matrix"]["rows"]]
    for line, row in zip(ict.lines, ACCEPTANCE["matrix"]["rows"], strict=True):
        cells = [IN_PROGRESS if cell.says is Progress.IN_PROGRESS else cell.achieved for cell in line.cells]
        assert cells == row["cells"], row["rule"]
        assert (line.phrase is not None) == row.get("one_cell", False)
        assert line.duty.target == row["target"]
        assert line.duty.activity.startswith(row["activity"])
        assert line.duty.indicator.startswith(row["indicator"])


def test_the_words_of_the_minutes(ict: Matrix) -> None:
    assert title(ict, "bn") == ACCEPTANCE["matrix"]["title"]
    assert [heading(office, "bn") for office in ict.offices] == [
        one["heading"] for one in ACCEPTANCE["offices"].values()
    ]
    assert printed(ict.lines[-1].cells[0], "bn") == ACCEPTANCE["matrix"]["in_progress"]


def test_the_csv_of_the_minutes(ict: Matrix) -> None:
    render = formats()["csv"].matrix
    assert render
    rows = list(csv.reader(io.StringIO(render(ict, "bn").removeprefix("\ufeff"))))
    heads = [one["heading"] for one in ACCEPTANCE["offices"].values()]
    assert rows[0] == [*ACCEPTANCE["matrix"]["columns"][:4], *heads]
    for row, told in zip(rows[1:], ACCEPTANCE["matrix"]["rows"], strict=True):
        cells = [
            ACCEPTANCE["matrix"]["in_progress"] if cell == IN_PROGRESS else to_bengali_digits(str(cell))
            for cell in told["cells"]
        ]
        assert (row[0], row[3]) == (told["serial"], to_bengali_digits(str(told["target"])))
        assert row[4:] == ([cells[0], *[""] * 5] if told.get("one_cell") else cells)


def test_the_json_has_every_cell_of_its_own(ict: Matrix) -> None:
    render = formats()["json"].matrix
    assert render
    made = json.loads(render(ict, "bn"))
    assert (made["schema"], made["fiscal_year"], made["quarter"]) == (
        "charter-audit/progress/1",
        "2023-24",
        "2023-24/Q1",
    )
    training = made["rows"][-1]
    assert training["one_cell"] is True
    assert training["confidence"] == "verbatim"
    assert {cell["printed"] for cell in training["cells"].values()} == {ACCEPTANCE["matrix"]["in_progress"]}
    assert made["rows"][1]["cells"]["ictd"] == {"says": "count", "achieved": 1, "reason": "all-updated", "printed": "১"}


@pytest.mark.parametrize("lang", ["bn", "en"])
def test_the_table_fits_a_terminal_and_prints_the_phrase_of_all_once(ict: Matrix, lang: Any) -> None:
    render = formats()["table"].matrix
    assert render
    told = render(ict, lang)
    assert max(map(columns, told.splitlines())) <= WIDTH
    phrase = ACCEPTANCE["matrix"]["in_progress"] if lang == "bn" else "in progress"
    assert told.count("─\n") == 1  # six offices stand side by side
    assert sum(fold(phrase) in fold(line) for line in told.splitlines()) == 1
    assert not (lang == "bn" and any(sign.isascii() and sign.isdigit() for sign in told))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("বিসিসি", "বিসিসি'র"),
        ("আইসিটি বিভাগ", "আইসিটি বিভাগের"),
        ("মন্ত্রণালয়", "মন্ত্রণালয়ের"),
        ("তাড়াশ", "তাড়াশের"),
        ("ডিএসএ", "ডিএসএ'র"),
        ("ক (খ)", "ক (খ)-এর"),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert genitive(name) == expected


# ---- what a cell says ----------------------------------------------------------------------------------------------

BCC = Office("bcc", "বিসিসি", "BCC", Tier.DIRECTORATE, "https://bcc.gov.bd", "ictd")
DC = Office("dc", "পাবনা", "Pabna", Tier.DISTRICT, "https://pabna.gov.bd")
UNO = Office("uno", "সুজানগর", "Sujanagar", Tier.UPAZILA, "https://s.gov.bd", "dc")


def cell(rule: str, *by_quarter: str, office: Office = BCC, declared: tuple[Declaration, ...] = ()) -> tuple[str, int]:
    """What a cell says and counts after one quarter or more, by the reasons found; "" where there was no scan."""
    scans = [
        scan(Quarter(2023, number), {office: (finding(rule, slug),)})
        for number, slug in enumerate(by_quarter, 1)
        if slug
    ]
    made = matrix(scans, packaged(), declared, Quarter(2023, len(by_quarter)))
    line = next(line for line in made.lines if line.rule == rule)
    return str(line.cells[0].says), line.cells[0].achieved


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        (("updated",), ("count", 1)),
        (("updated", "updated"), ("count", 2)),
        (("updated", "stale"), ("count", 1)),  # this quarter adds nothing
        (("stale",), ("count", 0)),  # never in progress for a mere not met
        (("updated-outside-box",), ("count", 0)),
        (("updated", "site-unreachable"), ("unchecked", 1)),
        (("site-unreachable", "updated"), ("count", 1)),
        (("updated", "", "updated"), ("count", 2)),
        (("undated",), ("unchecked", 0)),
    ],
)
def test_quarters_met_so_far(slugs: tuple[str, ...], expected: tuple[str, int]) -> None:
    assert cell("CC-UPD-01", *slugs) == expected


@pytest.mark.parametrize(
    ("rule", "slug", "expected"),
    [
        ("CC-MTG-01", "in-progress", ("in_progress", 0)),
        ("CC-MTG-01", "notice-without-minutes", ("count", 0)),
        ("CC-MTG-01", "no-minutes-online", ("unchecked", 0)),
        ("CC-TRN-01", "training-not-due", ("not_applicable", 0)),
        ("CC-SUB-01", "none-updated", ("count", 0)),
        ("CC-SUB-01", "some-unchecked", ("unchecked", 0)),
    ],
)
def test_a_phrase_in_place_of_a_number(rule: str, slug: str, expected: tuple[str, int]) -> None:
    assert cell(rule, slug) == expected


def test_what_a_rule_does_not_ask_is_not_asked() -> None:
    assert cell("CC-SUB-01", "not-for-tier", office=UNO) == ("not_applicable", 0)


def test_a_rule_that_was_not_asked_is_unchecked_not_missing() -> None:
    made = matrix([scan(Q1, {BCC: (finding("CC-UPD-01", "updated"),)})], packaged())
    assert [line.cells[0].says for line in made.lines] == [Progress.COUNT, *[Progress.UNCHECKED] * 3]


def test_a_waiver_adds_nothing() -> None:
    waived = replace(finding("CC-UPD-01", "stale"), waiver=Waiver("CC-UPD-01", Q1, "x", "y"))
    made = matrix([scan(Q1, {BCC: (waived,)})], packaged())
    assert (made.lines[0].cells[0].says, made.lines[0].cells[0].achieved) == (Progress.COUNT, 0)


def test_one_training_is_counted_once_in_its_year() -> None:
    held = [
        finding("CC-TRN-01", "training-found", event_date="2023-09-14"),
        finding("CC-TRN-01", "training-found", event_date="2023-12-03"),
    ]
    scans = [
        scan(Quarter(2023, 1), {BCC: (held[0],)}),
        scan(Quarter(2023, 2), {BCC: (held[0],)}),
        scan(Quarter(2023, 3), {BCC: (held[1],)}),
    ]
    achieved = [matrix(scans[:upto], packaged()).lines[3].cells[0].achieved for upto in (1, 2, 3)]
    assert achieved == [1, 1, 2]
    assert cell("CC-TRN-01", "declared", "declared") == ("count", 1)  # whose day is not told
    assert cell("CC-TRN-01", "declared", "declared", "declared", office=DC) == ("count", 2)  # two half-years


# ---- scans and declarations ----------------------------------------------------------------------------------------

DONE = Declaration("bcc", "CC-MTG-01", Q1, State.DONE, date(2023, 9, 5), date(2023, 9, 5), "১২")


def test_a_declaration_counts_after_the_scan_and_without_one() -> None:
    assert cell("CC-MTG-01", "no-minutes-online", declared=(DONE,)) == ("count", 1)
    assert cell("CC-MTG-01", "", "no-minutes-online", declared=(DONE,)) == ("unchecked", 1)
    under_way = replace(DONE, state=State.UNDER_WAY)
    assert cell("CC-MTG-01", "no-minutes-online", declared=(under_way,)) == ("in_progress", 0)
    assert cell("CC-MTG-01", "site-unreachable", declared=(under_way,)) == ("unchecked", 0)
    assert cell("CC-MTG-01", "in-progress", declared=(DONE,)) == ("count", 1)


def test_a_declaration_moves_nothing_that_the_website_decides() -> None:
    assert cell("CC-UPD-01", "stale", declared=(replace(DONE, rule="CC-UPD-01"),)) == ("count", 0)
    assert cell("CC-SUB-01", "none-updated", office=DC, declared=(replace(DONE, office="dc", rule="CC-SUB-01"),)) == (
        "count",
        0,
    )


def test_of_two_scans_of_a_quarter_the_newest_is_taken() -> None:
    early = scan(Q1, {BCC: (finding("CC-UPD-01", "stale"),)}, day=date(2023, 8, 1))
    late = scan(Q1, {BCC: (finding("CC-UPD-01", "updated"),)}, day=date(2023, 9, 20))
    for order in ([early, late], [late, early]):
        assert matrix(order, packaged()).lines[0].cells[0].achieved == 1


def test_the_office_that_holds_the_meeting_stands_first() -> None:
    made = matrix([scan(Q1, {UNO: (), DC: ()}, own="dc")], packaged())
    assert [office.id for office in made.offices] == ["dc", "uno"]


def test_quarters_without_a_scan_are_told() -> None:
    rows = {BCC: (finding("CC-UPD-01", "updated"),)}
    made = matrix([scan(Quarter(2023, 1), rows), scan(Quarter(2023, 3), rows)], packaged())
    assert made.without_scan == (Quarter(2023, 2),)
    render = formats()["table"].matrix
    assert render
    assert "যে ত্রৈমাসিকের কোনো যাচাই নেই: ২০২৩-২৪/Q২" in render(made, "bn")


def test_another_fiscal_year_counts_for_nothing() -> None:
    rows = {BCC: (finding("CC-UPD-01", "updated"),)}
    made = matrix([scan(Quarter(2022, 4), rows), scan(Q1, rows)], packaged())
    assert made.lines[0].cells[0].achieved == 1


def test_without_a_scan_of_the_quarter_it_is_told() -> None:
    with pytest.raises(NoScanError, match="there is no scan of 2023-24/Q2; scans given: 2023-24/Q1"):
        matrix([scan(Q1, {BCC: ()})], packaged(), quarter=Quarter(2023, 2))
    with pytest.raises(NoScanError, match="scans given: none"):
        matrix([], packaged())


def test_many_offices_stand_in_bands() -> None:
    offices = [
        replace(DC, id=f"o{number}", name=name) for number, name in enumerate(["সিরাজগঞ্জ সদর", "উল্লাপাড়া", "শাহজাদপুর"] * 6)
    ]
    made = matrix([scan(Q1, {office: (finding("CC-UPD-01", "updated"),) for office in offices})], packaged())
    render = formats()["table"].matrix
    assert render
    told = render(made, "bn")
    assert max(map(columns, told.splitlines())) <= WIDTH
    assert told.count("─\n") >= 2
    assert told.count("উল্লাপাড়া'র") == 6
