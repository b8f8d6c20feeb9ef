"""Word files (DOCX): paragraphs and tables in their order, text of Bijoy fonts in Unicode."""

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from charter_audit import packed, textlayer
from charter_audit.extend import FileReader
from charter_audit.model import Document, Table, Unread, Unreadable

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_COLUMNS = 63  # Word's own limit
MOST_LETTERS = 2_000_000

_BLANKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
_INSIDE = frozenset(
    WORD + name for name in ("sdt", "sdtContent", "ins", "hyperlink", "smartTag", "customXml", "moveTo", "fldSimple")
)
Fonts = Callable[["Element", "Element"], str]
"""The font of a run in its paragraph."""


def _read(body: bytes, at: str) -> Document | Unreadable:
    if why := packed.trouble(body):
        return Unreadable(at, Unread.UNREADABLE, why, "docx")
    word = _opened(body)
    if word is None:
        return Unreadable(at, Unread.UNREADABLE, "damaged", "docx")
    fonts = _fonts(word)
    blocks = list(_blocks(word, fonts))
    text = "\n".join(block if isinstance(block, str) else _lines(block) for block in blocks)
    show = textlayer.shown_as(text)
    tables = tuple(_shown(block, show) for block in blocks if isinstance(block, Table))
    return _judged(show(text).strip(), tables, body, at)


def _judged(text: str, tables: tuple[Table, ...], body: bytes, at: str) -> Document | Unreadable:
    if not text:
        pictured = packed.is_packed(body, b"word/media/")
        how, why = (Unread.SCAN, "picture") if pictured else (Unread.UNREADABLE, "no-text")
        return Unreadable(at, how, why, "docx")
    if textlayer.looks_bijoy(text):
        return Unreadable(at, Unread.LEGACY_FONT, "not-converted", "docx")
    kind = "docx" if len(text) <= MOST_LETTERS else "docx" + textlayer.PARTLY
    return Document(at, kind, text[:MOST_LETTERS], tables, days=packed.own_days(body, at))


def _opened(body: bytes) -> "WordFile | None":
    import docx

    try:
        return docx.Document(io.BytesIO(body))
    except MemoryError:
        raise
    except Exception:  # the library raises whatever its parts raise: zip, XML, missing keys
        return None


# ---- blocks ------------------------------------------------------------------------------------------------


def _blocks(word: "WordFile", fonts: Fonts) -> Iterator[str | Table]:
    for part in (*_headers(word), word.element.body):
        yield from _blocks_in(part, fonts)


def _headers(word: "WordFile") -> Iterator["Element"]:
    """Letterheads often stand in the head of the first page."""
    for section in word.sections:
        for header in (section.first_page_header, section.header):
            if not header.is_linked_to_previous:
                yield header._element


def _blocks_in(part: "Element", fonts: Fonts) -> Iterator[str | Table]:
    for child in part:
        if child.tag == f"{WORD}p":
            yield _paragraph(child, fonts)
        elif child.tag == f"{WORD}tbl":
            yield _table(child, fonts)
        elif child.tag in _INSIDE:
            yield from _blocks_in(child, fonts)


def _paragraph(paragraph: "Element", fonts: Fonts) -> str:
    runs = [(_text_of(run), textlayer.is_bijoy_font(fonts(run, paragraph))) for run in _runs(paragraph)]
    return textlayer.in_order([run for run in runs if run[0]])


def _runs(parent: "Element") -> Iterator["Element"]:
    for child in parent:
        if child.tag == f"{WORD}r":
            yield child
        elif child.tag in _INSIDE:
            yield from _runs(child)


def _text_of(run: "Element") -> str:
    return "".join(part.text or "" if part.tag == f"{WORD}t" else _BLANKS.get(part.tag, "") for part in run)


# ---- tables ------------------------------------------------------------------------------------------------


def _table(table: "Element", fonts: Fonts) -> Table:
    rows: list[tuple[str, ...]] = []
    for row in _named(table, "tr"):
        rows.append(tuple(_cells(row, rows[-1] if rows else (), fonts)))
    return Table(tuple(rows))


def _cells(row: "Element", above: tuple[str, ...], fonts: Fonts) -> list[str]:
    """The texts of a row by grid columns: a merged cell stands in each of its places."""
    cells: list[str] = [""] * _number(row.find(f"{WORD}trPr/{WORD}gridBefore"), 0)
    for cell in _named(row, "tc"):
        merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
        if merged is not None and merged.get(f"{WORD}val", "continue") == "continue" and len(cells) < len(above):
            text = above[len(cells)]
        else:
            text = " ".join(_lines_of_cell(cell, fonts).split())
        cells += [text] * max(1, _number(cell.find(f"{WORD}tcPr/{WORD}gridSpan"), 1))
    return cells[:MOST_COLUMNS]


def _named(parent: "Element", name: str) -> Iterator["Element"]:
    for child in parent:
        if child.tag == WORD + name:
            yield child
        elif child.tag in _INSIDE:
            yield from _named(child, name)


def _number(element: "Element | None", otherwise: int) -> int:
    value = "" if element is None else element.get(f"{WORD}val", "")
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() else otherwise


def _lines_of_cell(cell: "Element", fonts: Fonts) -> str:
    return "\n".join(block if isinstance(block, str) else _lines(block) for block in _blocks_in(cell, fonts))


def _lines(table: Table) -> str:
    """The table as text, each merged cell once in its row."""
    return "\n".join(
        "\t".join(cell for place, cell in enumerate(row) if not place or cell != row[place - 1]) for row in table.rows
    )


def _shown(table: Table, show: Callable[[str], str]) -> Table:
    return Table(tuple(tuple(show(cell) for cell in row) for row in table.rows))


# ---- fonts -------------------------------------------------------------------------------------------------


def _fonts(word: "WordFile") -> Fonts:
    """A run's own font, else that of its style, its paragraph's style, the document."""
    styles = word.styles.element
    own = {style.get(f"{WORD}styleId", ""): style for style in styles.iterfind(f"{WORD}style")}
    normal = next((name for name, style in own.items() if _is_default(style)), "")
    general = _font(styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr"))
    known = {name: _font_of_style(name, own) for name in own}

    def font(run: "Element", paragraph: "Element") -> str:
        named = _style(run, "rPr", "rStyle"), _style(paragraph, "pPr", "pStyle") or normal
        return _font(run.find(f"{WORD}rPr")) or next(filter(None, (known.get(name, "") for name in named)), general)

    return font


def _font_of_style(name: str, styles: dict[str, "Element"]) -> str:
    for _ in range(20):  # styles rest on one another; a damaged file may have a circle
        style = styles.get(name)
        if style is None:
            return ""
        if font := _font(style.find(f"{WORD}rPr")):
            return font
        based = style.find(f"{WORD}basedOn")
        name = "" if based is None else based.get(f"{WORD}val", "")
    return ""


def _is_default(style: "Element") -> bool:
    return style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in ("1", "true")


def _style(element: "Element", properties: str, kind: str) -> str:
    named = element.find(f"{WORD}{properties}/{WORD}{kind}")
    return "" if named is None else named.get(f"{WORD}val", "")


def _font(properties: "Element | None") -> str:
    """The font of Latin letters, as which Bijoy text is stored."""
    named = None if properties is None else properties.find(f"{WORD}rFonts")
    return "" if named is None else named.get(f"{WORD}ascii") or named.get(f"{WORD}hAnsi") or ""


READER = FileReader("docx", lambda body: packed.is_packed(body, b"word/document"), _read)
