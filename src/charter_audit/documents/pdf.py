"""PDF: its text and whether that is to be trusted, ruled tables, its own days; scans are known as such.

PDFium must never run in two threads of one process, not even for two files.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from charter_audit import packed, ruling, textlayer
from charter_audit.bangla import from_bijoy, has_bengali
from charter_audit.extend import FileReader
from charter_audit.model import Dated, Document, Table, Unread, Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

PAGES = 60
"""Pages that are read of a longer file."""

STAMP = 40
"""Letters that a scanner's own mark has at most: a pictured page with no more than that has no text."""

COVER = 0.6
"""Share of its page from which a picture is the page."""

DEPTH = 5
"""Forms within forms that are looked into."""

GAP = 0.3
"""Share of its size from which the room before a letter parts it from the one before."""

_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)\d*")
_BLANK = re.compile(r"\s+")
_PARTED = re.compile(r"(?<= )\S{1,12}( )(?=\S)")
_TextIn = Callable[[ruling.Box], str]
"""The text in a box of a page."""
_PASSWORD, _SECURITY = 4, 5  # PDFium's own numbers of what went wrong


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: its text, its tables, whether a picture covers it."""

    text: str
    tables: tuple[Table, ...] = ()
    pictured: bool = False

    @property
    def empty(self) -> bool:
        return len("".join(self.text.split())) <= (STAMP if self.pictured else 0)


def _read(body: bytes, at: str) -> Document | Unreadable:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(body) as pdf:
            sheets = [_sheet(pdf, number) for number in range(min(len(pdf), PAGES))]
            return _judged(sheets, len(pdf), _days(pdf, at), at)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (_PASSWORD, _SECURITY)
        return Unreadable(at, Unread.UNREADABLE, "encrypted" if locked else "damaged", "pdf")


def _judged(sheets: list[_Sheet], pages: int, days: tuple[Dated, ...], at: str) -> Document | Unreadable:
    text = "\n\n".join(sheet.text for sheet in sheets if not sheet.empty)
    pictured = any(sheet.empty and sheet.pictured for sheet in sheets)
    if not text:
        how, why = (Unread.SCAN, "scan") if pictured else (Unread.UNREADABLE, "no-text")
        return Unreadable(at, how, why, "pdf", pages)
    show = textlayer.shown_as(text)
    shown = show(text)
    if textlayer.looks_bijoy(shown):
        return Unreadable(at, Unread.LEGACY_FONT, "not-converted", "pdf", pages)
    if not textlayer.is_healthy(shown):
        return Unreadable(at, Unread.UNREADABLE, "unhealthy-text", "pdf", pages)
    kind = "pdf" + textlayer.PARTLY if pictured or pages > len(sheets) else "pdf"
    tables = tuple(_shown(table, show) for sheet in sheets for table in sheet.tables)
    return Document(at, kind, shown, tables, pages, days)


def _shown(table: Table, show: Callable[[str], str]) -> Table:
    return Table(tuple(tuple(show(cell) for cell in row) for row in table.rows))


def _days(pdf: "PdfDocument", at: str) -> tuple[Dated, ...]:
    told = (pdf.get_metadata_value(key).strip() for key in ("CreationDate", "ModDate"))
    found = (match for printed in told if (match := _DAY.match(printed)))
    return tuple(day for match in found if (day := packed.file_day(match[0], *match.groups(), at=at)))


# ---- one page ----------------------------------------------------------------------------------------------


def _sheet(pdf: "PdfDocument", number: int) -> _Sheet:
    """A page; one that is damaged is empty, the others can still be read."""
    import pypdfium2

    try:
        with _opened(pdf, number) as (page, letters):
            text, text_in = _reading(page, letters)
            return _Sheet(text, _tables(page, text_in), _is_pictured(page) if len(text) < 200 else False)
    except pypdfium2.PdfiumError:
        return _Sheet("")


@contextmanager
def _opened(pdf: "PdfDocument", number: int) -> Iterator[tuple["PdfPage", "PdfTextPage"]]:
    page = pdf[number]
    try:
        letters = page.get_textpage()
        try:
            yield page, letters
        finally:
            letters.close()
    finally:
        page.close()


def _reading(page: "PdfPage", letters: "PdfTextPage") -> tuple[str, _TextIn]:
    """The text of a page, and how that of its cells is to be read."""
    printed = letters.get_text_range()
    if torn := _torn(printed, page, letters):
        kept = [(place, letter) for place, letter in enumerate(printed) if place not in torn]
        return _plain("".join(letter for _, letter in kept)), _text_of(kept, letters)
    late = _late_blanks(printed, letters)
    text = _plain("".join(letter for place, letter in enumerate(printed) if place not in late))
    if not _may_be_bijoy(text):
        return text, lambda box: _plain(letters.get_text_bounded(*box))
    runs = list(_runs(letters, late))
    in_bijoy = sum(len(part) for part, bijoy in runs if bijoy)
    show = from_bijoy if in_bijoy * 2 > sum(len(part) for part, _ in runs) else str
    return _plain(textlayer.in_order(runs)), lambda box: show(_plain(letters.get_text_bounded(*box)))


def _late_blanks(text: str, letters: "PdfTextPage") -> frozenset[int]:
    """Where blanks follow the letters that they stand before on the page.

    LibreOffice prints a blank and the letter after it as one piece. PDFium finds the gap and gives it a blank of its
    own, and that of the piece comes behind the letter, inside the word.
    """
    if len(text) != letters.count_chars() or not has_bengali(text):
        return frozenset()
    return frozenset(place for place in _blanks(text) if _is_late(place, text, letters))


def _blanks(text: str) -> Iterator[int]:
    """Where a blank ends a short word that a blank is before."""
    return (found.start(1) for found in _PARTED.finditer(text))


def _is_late(place: int, text: str, letters: "PdfTextPage") -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_IsGenerated(letters, place) == 1:
        return False
    before = text.rindex(" ", 0, place) + 1
    return _left(letters, place) < _left(letters, before)


def _left(letters: "PdfTextPage", place: int) -> float:
    return _origin(letters, place)[0]


def _origin(letters: "PdfTextPage", place: int) -> tuple[float, float]:
    """Where a letter stands: its left, its base line."""
    from pypdfium2 import raw

    left, bottom = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(letters, place, left, bottom)
    return left.value, bottom.value


def _may_be_bijoy(text: str) -> bool:
    return any(not has_bengali(line) and not line.isascii() for line in text.splitlines())


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")


def _runs(letters: "PdfTextPage", late: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """The letters of a page in order, each with whether its font shows Bijoy; blanks go with what is before them."""
    from pypdfium2 import raw

    name, flags, bijoy = ctypes.create_string_buffer(128), ctypes.c_int(), False
    known: dict[bytes, bool] = {}
    for index in (index for index in range(letters.count_chars()) if index not in late):
        letter = chr(raw.FPDFText_GetUnicode(letters, index))
        if not letter.isspace() and raw.FPDFText_GetFontInfo(letters, index, name, len(name), flags):
            font = name.value
            bijoy = known.setdefault(font, textlayer.is_bijoy_font(font.decode("utf-8", "replace")))
        yield letter, bijoy


# ---- a page whose letters are drawn one by one -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One piece of text as it is drawn. `spoken`: the mark that says what it and its neighbours mean together."""

    left: float
    right: float
    base: float
    size: float
    spoken: int

    @property
    def blank(self) -> bool:
        return self.left == self.right

    def touches(self, following: "_Glyph") -> bool:
        """Whether the next piece follows on the same line without a gap."""
        return abs(following.base - self.base) < 1 and following.left - self.right < GAP * self.size


def _torn(text: str, page: "PdfPage", letters: "PdfTextPage") -> frozenset[int]:
    """Where blanks and syllables come that are not on the page.

    Chromium draws a syllable's parts one by one and says what they mean together. PDFium takes the room of all but the
    first for a blank or a new line, and tells a syllable again where a part of the next stands before its own last.
    """
    from pypdfium2 import raw

    if len(text) != letters.count_chars() or not has_bengali(text):
        return frozenset()
    blanks = [found.span() for found in _BLANK.finditer(text)]
    if not blanks or not all(raw.FPDFText_IsGenerated(letters, start) == 1 for start, _ in blanks):
        return frozenset()
    glyphs, order = _glyphs(page)
    drawn_by = [order.get(_address(raw.FPDFText_GetTextObject(letters, place)), -1) for place in range(len(text))]
    spoken = [glyphs[number].spoken if number >= 0 else 0 for number in drawn_by]
    false = (range(start, end) for start, end in blanks if end < len(text) and _is_false(drawn_by[end], glyphs))
    return frozenset((*chain.from_iterable(false), *_told_again(text, spoken)))


def _is_false(number: int, glyphs: list[_Glyph]) -> bool:
    """Whether the piece before this one is neither a blank nor away from it."""
    return number > 0 and not glyphs[number - 1].blank and glyphs[number - 1].touches(glyphs[number])


def _told_again(text: str, spoken: list[int]) -> Iterator[int]:
    """Where a syllable comes that was told before, by the mark that each letter's drawing bears (0 for none)."""
    told: set[int] = set()
    last, again = 0, False
    for place, mark in enumerate(spoken):
        if text[place].isspace():
            continue
        if mark != last:
            last, again = mark, bool(mark) and mark in told
            told.add(mark)
        if again:
            yield place


def _glyphs(page: "PdfPage") -> tuple[list[_Glyph], dict[int, int]]:
    """The pieces of text in the order in which they are drawn, and the number of each by its address."""
    from pypdfium2 import raw

    glyphs: list[_Glyph] = []
    order: dict[int, int] = {}
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEPTH):
        left, _, right, _ = drawn.get_bounds()
        matrix = drawn.get_matrix()
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(drawn, size)
        order[_address(drawn.raw)] = len(glyphs)
        glyphs.append(_Glyph(left, right, matrix.f, abs(matrix.a) * size.value, _spoken(drawn.raw)))
    return glyphs, order


def _spoken(drawn: object) -> int:
    """The address of the mark that says what a piece of text means, 0 where there is none."""
    from pypdfium2 import raw

    for number in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        if raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == raw.FPDF_OBJECT_STRING:
            return _address(mark)
    return 0


def _address(pointer: object) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _text_of(kept: list[tuple[int, str]], letters: "PdfTextPage") -> _TextIn:
    """The text in a box of those letters of a page that stand on it."""
    placed = [(letter, *_origin(letters, place)) for place, letter in kept]

    def text_in(box: ruling.Box) -> str:
        left, bottom, right, top = box
        inside = (
            letter if not letter.isspace() and left <= x <= right and bottom <= y <= top else " "
            for letter, x, y in placed
        )
        return " ".join("".join(inside).split())

    return text_in


# ---- what is drawn on a page -------------------------------------------------------------------------------


def _tables(page: "PdfPage", text_in: _TextIn) -> tuple[Table, ...]:
    from pypdfium2 import raw

    return tuple(grid.table(text_in) for grid in ruling.grids(_boxes(page, raw.FPDF_PAGEOBJ_PATH)))


def _is_pictured(page: "PdfPage") -> bool:
    from pypdfium2 import raw

    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for box in _boxes(page, raw.FPDF_PAGEOBJ_IMAGE):
        wide = min(box[2], right) - max(box[0], left)
        high = min(box[3], top) - max(box[1], bottom)
        covered += max(wide, 0.0) * max(high, 0.0)
    return bool(covered >= COVER * (right - left) * (top - bottom))


def _boxes(page: "PdfPage", kind: int) -> Iterator[ruling.Box]:
    from pypdfium2 import PdfiumError

    for drawn in page.get_objects(filter=[kind], max_depth=DEPTH):
        try:
            yield drawn.get_bounds()
        except PdfiumError:  # an empty path has no place
            continue


READER = FileReader("pdf", lambda body: b"%PDF-" in body[:1024], _read)
