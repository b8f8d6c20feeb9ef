"""How truly papers are read: nothing fatal on the committed files, little missed; broken readers are caught."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from charter_audit import charter, dates, documents, formats, letter
from charter_audit.bangla import from_bijoy
from charter_audit.desk import Desk
from charter_audit.documents import pdf
from charter_audit.model import Document, Kind, Table, Unread, Unreadable
from evaluate import paperrun
from evaluate.making.bijoy import to_bijoy
from evaluate.making.digest import DIGESTS, digest, kept
from evaluate.paperplan import DRAWN, FOLDER, REASONS, RULES, Line, Paper, papers
from evaluate.paperrun import Line as Counted
from evaluate.paperrun import Reading, Told, failures, lines, read_all
from evaluate.plan import COM, TROUBLES, UNREADABLE, UPD

MOST = 4_000_000
"""Bytes of all files together."""

PLANNED = {paper.name: paper for paper in papers()}
PICTURES = (
    "scan-ethics",
    "png-letter-150",
    "png-tender",
    "jpeg-letter",
    "tiff-letter",
)
"""Pictures that are read here; a second each: the others are left to `make evaluate`."""

HERE = tuple(paper for paper in papers() if paper.needs != "tesseract" or paper.name in PICTURES)
READ_AS_TEXT = tuple(paper for paper in papers() if not paper.needs and not paper.guard and paper.form != "empty")


@cache
def readings() -> dict[str, Reading]:
    return {one.paper.name: one for one in asyncio.run(read_all((*HERE, PLANNED["scan-half-text"])))}


def line(form: str) -> Counted:
    return next(one for one in lines(readings().values()) if one.form == form)


# ---- what is read ------------------------------------------------------------------------------------------


def test_nothing_is_fatal() -> None:
    assert failures(readings().values()) == ()


Floors = tuple[float, float, float, float]
"""Shares of days, columns, memo numbers and verdicts that must be right at least."""

FLOORS: dict[str, Floors] = {
    "typst": (1, 1, 1, 0.96),
    "libreoffice": (1, 1, 1, 1),
    "chromium": (1, 1, 1, 0.9),
    "docx": (0.92, 1, 0.75, 0.9),
    "xlsx": (1, 1, 1, 1),
    "SutonnyMJ html": (1, 1, 1, 1),
    "SutonnyMJ docx": (1, 1, 1, 1),
    "SutonnyMJ libreoffice": (1, 1, 1, 1),
    "hostile": (0.3, 0.3, 0.3, 0.9),
}
BY_ANTIWORD: dict[str, Floors] = {"doc": (1, 0, 1, 1), "SutonnyMJ doc": (1, 1, 1, 1)}
BY_OCR: dict[str, Floors] = {
    "scan": (0.5, 1, 0, 0.5),
    "png": (1, 1, 1, 1),
    "jpeg": (1, 1, 1, 1),
    "tiff": (1, 1, 1, 1),
}
OF_ALL = [
    *(pytest.param(form, floors, id=form) for form, floors in FLOORS.items()),
    *(pytest.param(form, of, marks=pytest.mark.needs("antiword"), id=form) for form, of in BY_ANTIWORD.items()),
    *(pytest.param(form, of, marks=pytest.mark.needs("OCR"), id=form) for form, of in BY_OCR.items()),
]


@pytest.mark.parametrize(("form", "floors"), OF_ALL)
def test_little_is_missed(form: str, floors: Floors) -> None:
    found = line(form)
    verdicts = (found.right, found.right + found.unchecked + found.other)
    for share, (right, planned) in zip(floors, (found.days, found.columns, found.memos, verdicts), strict=True):
        assert right >= share * planned, found


def test_no_day_is_invented_where_there_is_text() -> None:
    invented = {one.paper.name: one.days - one.paper.days for one in readings().values() if one.paper in READ_AS_TEXT}
    assert {name: days for name, days in invented.items() if days} == {}


def test_what_is_no_letter_is_taken_for_none() -> None:
    others = [one for one in readings().values() if one.paper.kind == "other" and one.paper.behind == "committee"]
    assert len(others) >= 10
    assert [one.paper.name for one in others if one.is_letter] == []


def test_a_paper_changes_no_answer_but_those_of_its_link() -> None:
    told = [one for reading in readings().values() for one in reading.told if not one.own]
    assert [paperrun.said(one) for one in told if not one.right] == []


CHROMIUM = {
    "chromium-letter-old": "কমিটির কর্মপরিধি পূর্বের আদেশ অনুযায়ী বহাল থাকবে।",  # told again: পূর্বেপূর্বের
    "chromium-letter-now": "পরিবীক্ষণ কমিটি পুনর্গঠন করা হলো:",
    "chromium-charter-day": "প্রয়োজনীয় কাগজপত্র/ আবেদন ফরম প্রাপ্তিস্থান",
    "chromium-charter-stale": "কখন যোগাযোগ করবেন কার সঙ্গে যোগাযোগ করবেন যোগাযোগের ঠিকানা নিষ্পত্তির সময়সীমা",  # a page that PDFium breaks after each letter
}


@pytest.mark.parametrize(("name", "words"), CHROMIUM.items(), ids=CHROMIUM)
def test_what_chromium_draws_letter_by_letter_is_read_in_words(name: str, words: str) -> None:
    read = documents.read(PLANNED[name].file.read_bytes(), "x")
    assert isinstance(read, Document)
    assert words in " ".join(read.text.split())


def test_cells_of_a_page_drawn_letter_by_letter() -> None:
    read = documents.read(PLANNED["chromium-charter-day"].file.read_bytes(), "x")
    assert isinstance(read, Document)
    services = next(block.cells for block in PLANNED["chromium-charter-day"].blocks if not isinstance(block, Line))
    found = [tuple("".join(cell.split()) for cell in row) for row in read.tables[0].rows]
    assert found == [tuple("".join(cell.split()) for cell in row) for row in services]


# ---- deliberately broken readers ---------------------------------------------------------------------------


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes every day for one four months later."""
    read = dates.days_in

    def broken(text: str) -> tuple[dates.Named, ...]:
        span = timedelta(days=120)
        return tuple(replace(day, first=day.first + span, last=day.last + span) for day in read(text))

    monkeypatch.setattr("charter_audit.dates.days.days_in", broken)
    monkeypatch.setattr(dates, "days_in", broken)


def no_last_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loses the last two columns of every table."""
    monkeypatch.setattr(
        documents, "read", _changed(lambda read: tuple(Table(tuple(r[:-2] for r in one.rows)) for one in read.tables))
    )


def _changed(tables: Callable[[Document], tuple[Table, ...]]) -> Callable[[bytes, str], Document | Unreadable]:
    right = documents.read

    def broken(body: bytes, at: str) -> Document | Unreadable:
        read = right(body, at)
        return replace(read, tables=tables(read)) if isinstance(read, Document) else read

    return broken


def any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the order of any committee for this one's."""
    monkeypatch.setattr(letter, "_caption", lambda found: found.link.label)


def torn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads a page that was drawn letter by letter as PDFium tells it."""
    monkeypatch.setattr(pdf, "_torn", lambda *_: frozenset())


def metadata_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the day inside a file for one that the charter states."""
    right = charter._days_of_document

    def broken(file: Any) -> tuple[Any, ...]:
        return tuple(replace(day, kind=Kind.STATED) for day in right(file))

    monkeypatch.setattr(charter, "_days_of_document", broken)


def empty_when_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes a file that could not be opened for one in which nothing stands."""
    right = documents.read

    def broken(body: bytes, at: str) -> Document | Unreadable:
        read = right(body, at)
        return Document(at, "pdf", "") if isinstance(read, Unreadable) and read.how is Unread.UNREADABLE else read

    monkeypatch.setattr(documents, "read", broken)


SOME = (
    "typst-charter-older-b",
    "typst-letter-before",
    "libreoffice-charter-day",
    "chromium-letter-now",
    "docx-innovation",
    "docx-charter-day",
    "docx-charter-central",
    "sutonny-docx-charter",
    "xlsx-charter-day",
    "hostile-truncated-docx",
)
"""Papers on which a broken reader has to fail."""

BROKEN = [later, no_last_columns, any_order, torn, metadata_counts, empty_when_locked]


def read_here(planned: Sequence[Paper]) -> tuple[Reading, ...]:
    """The papers read in this process, where a reader can be broken."""

    def reader(body: bytes, at: str) -> Document | Unreadable:
        return documents.read(body, at)

    return asyncio.run(read_all(planned, lambda: Desk(lambda: ThreadPoolExecutor(1), reader=reader)))


@pytest.mark.parametrize("breaks", BROKEN)
def test_a_broken_reader_is_caught(
    breaks: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert failures(readings()[name] for name in SOME) == ()
    breaks(monkeypatch)
    assert failures(read_here([PLANNED[name] for name in SOME])) != ()


def test_lost_columns_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "service_tables", lambda _tables: ())
    assert next(iter(lines(read_here([PLANNED["docx-charter-day"]])))).columns == (0, 1)


# ---- the files ---------------------------------------------------------------------------------------------


def test_every_paper_is_there_and_no_other_file() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {paper.file.name for paper in papers()} | {DIGESTS.name}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST


def test_every_file_was_made_from_the_plan_as_it_is() -> None:
    assert kept() == {paper.name: digest(paper) for paper in papers()}


def texts(every: Iterable[Paper]) -> set[str]:
    blocks = (block for paper in every for block in paper.blocks)
    return {
        text
        for block in blocks
        for text in ([block.text] if isinstance(block, Line) else [cell for row in block.cells for cell in row])
    }


def test_bijoy_text_is_what_was_planned() -> None:
    planned = texts(paper for paper in papers() if paper.bijoy)
    assert len(planned) > 100
    assert [text for text in planned if from_bijoy(to_bijoy(text)) != text] == []
    with pytest.raises(ValueError, match="no Bijoy codes"):
        to_bijoy("ফি: rd")


# ---- the plan itself ---------------------------------------------------------------------------------------


def test_enough_is_planned_of_every_kind() -> None:
    forms = Counter(paper.group for paper in papers())
    assert len(papers()) >= 60
    assert len(PLANNED) == len(papers())
    assert {"typst", "libreoffice", "chromium", "docx", "doc", "xlsx", "scan", "png", "jpeg", "tiff"} <= forms.keys()
    scans = {(paper.scan.dpi, bool(paper.scan.skew)) for paper in papers() if paper.scan and paper.form in DRAWN}
    assert {(dpi, skewed) for dpi in (150, 200) for skewed in (False, True)} | {(300, True)} <= scans
    guards = {paper.guard for paper in papers()}
    assert {"truncated", "encrypted", "locked", "bomb", "first-of-2000", "last-of-2000"} <= guards


def test_every_answer_is_a_reason_and_most_reasons_are_planned() -> None:
    answers = {reason for paper in papers() for reason in paper.expected.values()}
    assert answers <= REASONS.keys() | {UNREADABLE}
    assert {"letter-this-quarter", "letter-not-renewed", "letter-old", "letter-undated", "letter-standing"} <= answers
    assert {"updated", "stale", "stale-one-quarter", "undated", "no-letter", "list-without-letter"} <= answers
    assert {reason for reason in REASONS if reason.startswith("format-")} | {"no-table"} <= answers


def test_a_planned_day_decides_what_is_planned_of_it() -> None:
    decided = {"updated", "stale", "stale-one-quarter", "letter-this-quarter", "letter-not-renewed", "letter-old"}
    for paper in papers():
        rule = COM if paper.behind == "committee" else UPD
        assert bool(paper.decides) == (paper.expected[rule] in {*decided, "letter-standing"}), paper.name
        assert not paper.decides or ".." in paper.decides or paper.decides in paper.days, paper.name
        assert set(paper.expected) == set(RULES)


@pytest.mark.parametrize(
    ("planned", "found", "day", "fatal"),
    [
        ("updated", "stale", "", True),
        ("format-match", "format-mixed", "", True),
        (UNREADABLE, "no-letter", "", True),
        (UNREADABLE, "updated", "", True),
        ("undated", "updated", "", True),
        ("stale", "updated", "", True),
        ("updated", "updated", "2023-10-26", True),
        ("updated", "updated", "2023-10-25", False),
        ("updated", "document-scan", "", False),
        ("no-letter", "list-without-letter", "", False),
        (UNREADABLE, "document-scan", "", False),
    ],
)
def test_what_is_fatal(planned: str, found: str, day: str, fatal: bool) -> None:
    told = Told(PLANNED["typst-charter-day"], UPD, planned, found, day)
    assert told.fatal is fatal
    assert told.right is (planned == found or (planned == UNREADABLE and found in TROUBLES))


def test_the_table_says_what_was_counted() -> None:
    some = [
        readings()["typst-charter-day"],
        readings()["docx-members"],
        Reading(PLANNED["doc-tender"], skipped="antiword"),
    ]
    shown = [row.split() for row in paperrun.table(some).splitlines()]
    assert shown[0] == [
        "form",
        "papers",
        "days",
        "invented",
        "columns",
        "letters",
        "memos",
        "right",
        "unchecked",
        "other",
        "FATAL",
    ]
    assert shown[1:] == [
        ["typst", "1", "1/1", "0", "1/1", "0/0", "0/0", "2", "0", "0", "0"],
        ["docx", "1", "0/0", "0", "0/0", "0/0", "0/0", "1", "0", "0", "0"],
        ["all", "2", "1/1", "0", "1/1", "0/0", "0/0", "3", "0", "0", "0"],
    ]
