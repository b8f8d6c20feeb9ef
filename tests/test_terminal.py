"""Bengali in rich's tables."""

import io
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import cells
from rich.console import Console
from rich.table import Table

from charter_audit.bangla import columns
from charter_audit.terminal import apply_bengali_widths, withdraw_bengali_widths

WIDTHS = (110, 60, 45)
ROWS = (
    ("কামারখন্দ, তাড়াশ ও চৌহালী", "সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত কোনো সেবা বক্স ও পরিবীক্ষণ কমিটি নেই", "not_met"),
    ("র\u200d্যাব, সিরাজগঞ্জ সদর", "ত্রৈমাসিকভিত্তিতেহালনাগাদকরানেইঊর্ধ্বতনকর্মকর্তারদায়িত্বপ্রাপ্ত", "unchecked"),
    ("ICT Division", "Citizen's charter: হালনাগাদকৃত ২০২৩-২৪", "met"),
)


@pytest.fixture
def bengali() -> Iterator[None]:
    apply_bengali_widths()
    yield
    withdraw_bengali_widths()


def printed(width: int, no_wrap: bool = False) -> list[str]:
    table = Table("দপ্তর", "বিষয়", "ফলাফল")
    table.columns[1].no_wrap = no_wrap
    for row in ROWS:
        table.add_row(*row)
    out = io.StringIO()
    Console(file=out, width=width).print(table)
    return out.getvalue().splitlines()


@pytest.mark.usefixtures("bengali")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("no_wrap", [False, True])
def test_every_line_of_a_table_is_as_wide_as_its_border(width: int, no_wrap: bool) -> None:
    lines = printed(width, no_wrap)
    assert {columns(line) for line in lines} == {columns(lines[0])}
    assert columns(lines[0]) <= width


@pytest.mark.usefixtures("bengali")
@pytest.mark.parametrize("width", WIDTHS)
def test_no_cell_begins_with_a_bare_sign(width: int) -> None:
    cells_of = [cell.strip() for line in printed(width) for cell in line.split("│")]
    assert [cell for cell in cells_of if cell and unicodedata.category(cell[0]).startswith("M")] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_rich_alone_does_not_do_it(width: int) -> None:
    assert len({columns(line) for line in printed(width)}) > 1


def test_nothing_is_changed_at_import_and_all_is_withdrawn() -> None:
    before = (cells.get_character_cell_size, cells.split_graphemes, cells.cell_len("সেবা"))
    apply_bengali_widths()
    apply_bengali_widths()
    assert cells.cell_len("সেবা") == columns("সেবা") == 4
    withdraw_bengali_widths()
    assert (cells.get_character_cell_size, cells.split_graphemes, cells.cell_len("সেবা")) == before


@pytest.mark.usefixtures("bengali")
@pytest.mark.parametrize("text", ["সেবা", "প্রতিশ্রুতি", "র\u200d্যাব", "ত্\u200dক", "ন্\u200cস", "charter", "漢 ক"])
def test_rich_measures_as_a_terminal_does(text: str) -> None:
    assert cells.cell_len(text) == columns(text)


@pytest.mark.usefixtures("bengali")
@pytest.mark.parametrize(
    ("text", "expected"),
    [("সেবা", ["সে", "বা"]), ("প্রদান", ["প্র", "দা", "ন"]), ("ক্\u200cষ ি", ["ক্\u200cষ", " ি"]), ("ab", ["a", "b"])],
)
def test_letters_with_their_signs(text: str, expected: list[str]) -> None:
    spans, total = cells.split_graphemes(text)
    assert [text[start:end] for start, end, _ in spans] == expected
    assert total == columns(text)


BENGALI = st.text(st.characters(min_codepoint=0x0981, max_codepoint=0x09FE, categories=("L", "M", "N")), min_size=1)


@given(BENGALI, st.integers(8, 60))
def test_pieces_lose_nothing_and_fit(text: str, width: int) -> None:
    apply_bengali_widths()
    try:
        pieces = cells.chop_cells(text, width)
        spans, total = cells.split_graphemes(text)
        widest = max(size for _, _, size in spans)
    finally:
        withdraw_bengali_widths()
    if total:
        assert "".join(pieces) == text
    assert all(columns(piece) <= max(width, widest) for piece in pieces)
