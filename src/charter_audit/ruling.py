"""Tables by their printed rules: lines and boxes of a page become columns, rows and cells.

Lengths are points (1/72 inch), places are PDF's own: from the left, from below.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from charter_audit.model import Table

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

THIN = 2.5
SHORT = 6.0
WIDE = 10.0
LONG = 40.0
"""What all pieces of an upright rule measure together at least: shorter ones are frames of letters and marks."""
NEAR = 3.0
"""Places no further apart are one rule."""
MOST = 20_000
"""Pieces of a page that are looked at: a map or a drawing is no table."""
MOST_COLUMNS, MOST_ROWS = 60, 500


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule at a place, with the stretches start..end that it covers."""

    at: float
    stretches: tuple[tuple[float, float], ...]

    @property
    def first(self) -> float:
        return self.stretches[0][0]

    @property
    def last(self) -> float:
        return self.stretches[-1][1]

    @property
    def length(self) -> float:
        return sum(end - start for start, end in self.stretches)

    def covers(self, place: float) -> bool:
        return any(start - NEAR <= place <= end + NEAR for start, end in self.stretches)

    def meets(self, other: "Rule") -> bool:
        """Whether a rule across this one touches it."""
        return self.covers(other.at) and other.covers(self.at)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its upright rules from the left, its level rules from above."""

    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    @property
    def columns(self) -> int:
        return len(self.upright) - 1

    def table(self, text_in: Callable[[Box], str]) -> Table:
        """Its cells' texts; a cell that spans several places is read once and repeated in each."""
        texts: dict[Box, str] = {}
        boxes = [[self._box(row, column) for column in range(self.columns)] for row in range(len(self.level) - 1)]
        for box in (box for row in boxes for box in row if box not in texts):
            texts[box] = " ".join(text_in(box).split())
        return Table(tuple(tuple(texts[box] for box in row) for row in boxes))

    def _box(self, row: int, column: int) -> Box:
        """The edges of the cell at a place: the nearest rules that are drawn there."""
        middle_x = (self.upright[column].at + self.upright[column + 1].at) / 2
        middle_y = (self.level[row].at + self.level[row + 1].at) / 2
        left = next((rule.at for rule in self.upright[column::-1] if rule.covers(middle_y)), self.upright[0].at)
        right = next((rule.at for rule in self.upright[column + 1 :] if rule.covers(middle_y)), self.upright[-1].at)
        top = next((rule.at for rule in self.level[row::-1] if rule.covers(middle_x)), self.level[0].at)
        bottom = next((rule.at for rule in self.level[row + 1 :] if rule.covers(middle_x)), self.level[-1].at)
        return left, bottom, right, top


def grids(paths: Iterable[Box]) -> tuple[Grid, ...]:
    """The ruled tables of a page, from above, by the boxes of what is drawn on it; two columns are the least."""
    upright, level = _pieces(paths)
    verticals = [rule for rule in _rules(upright) if rule.length >= LONG]
    horizontals = _rules(level)
    found = [grid for group in _together(verticals, horizontals) if (grid := _grid(*group))]
    return tuple(sorted(found, key=lambda grid: -grid.level[0].at))


def _pieces(paths: Iterable[Box]) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Upright and level pieces (place, start, end): thin shapes are one, boxes have four edges."""
    upright, level = [], []
    for left, bottom, right, top in list(paths)[:MOST]:
        wide, high = right - left, top - bottom
        if wide < THIN and high > SHORT:
            upright.append(((left + right) / 2, bottom, top))
        elif high < THIN and wide > SHORT:
            level.append(((bottom + top) / 2, left, right))
        elif wide > WIDE and high > SHORT:
            upright += [(left, bottom, top), (right, bottom, top)]
            level += [(bottom, left, right), (top, left, right)]
    return upright, level


def _rules(pieces: list[tuple[float, float, float]]) -> list[Rule]:
    """Pieces at one place, as one rule."""
    rules: list[Rule] = []
    group: list[tuple[float, float, float]] = []
    for piece in sorted(pieces):
        if group and piece[0] - group[-1][0] > NEAR:
            rules.append(_rule(group))
            group = []
        group.append(piece)
    return [*rules, _rule(group)] if group else rules


def _rule(group: list[tuple[float, float, float]]) -> Rule:
    stretches: list[tuple[float, float]] = []
    for start, end in sorted((start, end) for _, start, end in group):
        if stretches and start <= stretches[-1][1] + NEAR:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return Rule(sum(at for at, _, _ in group) / len(group), tuple(stretches))


def _together(verticals: list[Rule], horizontals: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another, directly or through others: each group is one table.

    A rule is cut first into its stretches: two tables above each other may share the places of their columns.
    """
    upright = [Rule(rule.at, (stretch,)) for rule in verticals for stretch in rule.stretches]
    level = [Rule(rule.at, (stretch,)) for rule in horizontals for stretch in rule.stretches]
    while upright:
        here, new = [upright.pop()], True
        across: list[Rule] = []
        while new:
            touched = [rule for rule in level if any(rule.meets(other) for other in here)]
            level = [rule for rule in level if rule not in touched]
            across += touched
            joined = [rule for rule in upright if any(rule.meets(other) for other in touched)]
            upright = [rule for rule in upright if rule not in joined]
            here += joined
            new = bool(joined)
        yield here, across


def _grid(upright: list[Rule], level: list[Rule]) -> Grid | None:
    columns = _rules([(rule.at, *stretch) for rule in upright for stretch in rule.stretches])
    rows = _rules([(rule.at, *stretch) for rule in level for stretch in rule.stretches])
    if not (3 <= len(columns) <= MOST_COLUMNS and 2 <= len(rows) <= MOST_ROWS):
        return None
    return Grid(tuple(columns), tuple(reversed(rows)))
