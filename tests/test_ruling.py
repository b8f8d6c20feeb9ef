"""Tables found by their printed rules."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter_audit.ruling import Box, Grid, grids


def lines(columns: int, rows: int, left: float = 40, top: float = 700, wide: float = 60, high: float = 30) -> list[Box]:
    """Rules half a point thick."""
    right, bottom = left + columns * wide, top - rows * high
    upright = [(left + n * wide, bottom, left + n * wide + 0.5, top) for n in range(columns + 1)]
    return [*upright, *((left, top - n * high, right, top - n * high + 0.5) for n in range(rows + 1))]


def cells(columns: int, rows: int) -> list[Box]:
    """The same, each cell a box of its own."""
    return [
        (40 + 60 * column, 700 - 30 * (row + 1), 40 + 60 * (column + 1), 700 - 30 * row)
        for column in range(columns)
        for row in range(rows)
    ]


def pieces(columns: int, rows: int) -> list[Box]:
    """The same, each edge of each cell a stroke of its own, as browsers print."""
    edges = []
    for left, bottom, right, top in cells(columns, rows):
        edges += [(left, bottom, left + 0.7, top), (right, bottom, right + 0.7, top)]
        edges += [(left, bottom, right, bottom + 0.7), (left, top, right, top + 0.7)]
    return edges


def sizes(paths: Iterable[Box]) -> list[tuple[int, int]]:
    return [(grid.columns, len(grid.level) - 1) for grid in grids(paths)]


@pytest.mark.parametrize("drawn", [lines, cells, pieces])
@pytest.mark.parametrize(("columns", "rows"), [(8, 3), (7, 12), (2, 2)])
def test_columns_and_rows_are_counted(drawn: object, columns: int, rows: int) -> None:
    assert sizes(drawn(columns, rows)) == [(columns, rows)]  # type: ignore[operator]


NOT_TABLES: dict[str, list[Box]] = {
    "nothing": [],
    "the frame of a page": [(20, 20, 575, 822)],
    "a line under the letterhead": [(40, 700, 550, 701)],
    "lines to write on": [(40, y, 550, y + 0.5) for y in range(100, 600, 20)],
    "frames of letters": [(x, 700, x + 9, 709) for x in range(40, 300, 9)],
    "upright lines with nothing across": [(x, 100, x + 0.5, 700) for x in (40, 100, 160)],
    "short upright lines": [(x, 100, x + 0.5, 120) for x in (40, 100, 160)] + [(40, 100, 160, 100.5)],
}


@pytest.mark.parametrize("paths", NOT_TABLES.values(), ids=NOT_TABLES)
def test_what_is_drawn_may_be_no_table(paths: list[Box]) -> None:
    assert grids(paths) == ()


def test_two_tables_do_not_add_up() -> None:
    assert sizes([*lines(8, 3, top=700), *lines(4, 2, top=500), *lines(2, 2, left=300, top=300)]) == [
        (8, 3),
        (4, 2),
        (2, 2),
    ]


def test_a_frame_around_the_page_is_no_part_of_the_table() -> None:
    assert sizes([(20, 20, 575, 822), *lines(8, 3)]) == [(8, 3)]


def test_a_double_rule_is_one() -> None:
    double = [(left + 2, bottom, right + 2, top) for left, bottom, right, top in lines(3, 3)]
    assert sizes([*lines(3, 3), *double]) == [(3, 3)]


def named(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The table whose cells say how wide and high they are, in cells of 60 by 30."""
    return grid.table(lambda box: f"{(box[2] - box[0]) / 60:.0f}x{(box[3] - box[1]) / 30:.0f}").rows


def test_a_cell_that_spans_others_is_repeated() -> None:
    across = (40, 670, 220, 700)  # the first row is one cell
    down = (40, 610, 100, 670)  # the first column has one cell below it
    rest = [box for box in cells(3, 3) if box[3] <= 670 and box[0] >= 100]
    (grid,) = grids([across, down, *rest])
    assert named(grid) == (("3x1",) * 3, ("1x2", "1x1", "1x1"), ("1x2", "1x1", "1x1"))


def test_each_cell_is_read_once_and_white_space_is_one_space() -> None:
    (grid,) = grids(lines(2, 2))
    asked: list[Box] = []

    def text_in(box: Box) -> str:
        asked.append(box)
        return " a\r\n b "

    assert grid.table(text_in).rows == (("a b", "a b"), ("a b", "a b"))
    assert len(set(asked)) == len(asked) == 4


boxes = st.tuples(*[st.floats(-100, 900)] * 4).map(
    lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
)


@given(st.lists(boxes, max_size=30))
def test_no_drawing_is_too_odd(paths: list[Box]) -> None:
    for grid in grids(paths):
        rows = grid.table(str).rows
        assert grid.columns >= 2
        assert {len(row) for row in rows} == {grid.columns}
