"""The tables of cases in tests/data: rows of a CSV file, \\uXXXX in a cell standing for that code point."""

import csv
import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


def unescaped(cell: str) -> str:
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), cell)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, by its head line."""
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        return [{key: unescaped(cell) for key, cell in row.items()} for row in csv.DictReader(table)]
