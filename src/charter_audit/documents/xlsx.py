"""Excel files (XLSX): each sheet is a table."""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from charter_audit import packed, textlayer
from charter_audit.extend import FileReader
from charter_audit.model import Document, Table, Unread, Unreadable

SHEETS, ROWS, COLUMNS = 20, 3_000, 60
"""What of a file is read at most."""

_EMPTY = 200  # rows after which a sheet that says it has a million is over


def _read(body: bytes, at: str) -> Document | Unreadable:
    if why := packed.trouble(body):
        return Unreadable(at, Unread.UNREADABLE, why, "xlsx")
    sheets = _sheets(body)
    if sheets is None:
        return Unreadable(at, Unread.UNREADABLE, "damaged", "xlsx")
    text = _lines(sheets)
    show = textlayer.shown_as(text)
    tables = tuple(_shown(table, show) for table in sheets if table.rows)
    if not tables:
        return Unreadable(at, Unread.UNREADABLE, "no-text", "xlsx")
    if textlayer.looks_bijoy(shown := _lines(tables)):
        return Unreadable(at, Unread.LEGACY_FONT, "not-converted", "xlsx")
    whole = len(sheets) <= SHEETS and all(len(table.rows) <= ROWS for table in tables)
    kind = "xlsx" if whole else "xlsx" + textlayer.PARTLY
    return Document(at, kind, shown, tables, days=packed.own_days(body, at))


def _sheets(body: bytes) -> list[Table] | None:
    """Every sheet read, one sheet and one row more than the limits where there are more; None where damaged."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        try:
            sheets = islice(book.worksheets, SHEETS + 1)
            return [_table(sheet.iter_rows(max_col=COLUMNS, values_only=True)) for sheet in sheets]
        finally:
            book.close()
    except MemoryError:
        raise
    except Exception:  # the library raises whatever its parts raise: zip, XML, missing keys, wrong numbers
        return None


def _table(rows: Iterable[tuple[object, ...]]) -> Table:
    return Table(tuple(islice(_filled(rows), ROWS + 1)))


def _filled(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[str, ...]]:
    empty = 0
    for row in rows:
        cells = [_printed(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _EMPTY:
            return
        if cells:
            yield tuple(cells)


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _lines(tables: Iterable[Table]) -> str:
    return "\n".join("\t".join(row) for table in tables for row in table.rows)


def _shown(table: Table, show: Callable[[str], str]) -> Table:
    return Table(tuple(tuple(show(cell) for cell in row) for row in table.rows))


READER = FileReader("xlsx", lambda body: packed.is_packed(body, b"xl/workbook"), _read)
