"""Word and Excel files by their libraries; PDF and old Word files from them, by LibreOffice."""

import io
import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluate.making.bijoy import to_bijoy
from evaluate.making.typesetting import FONT, is_wide
from evaluate.paperplan import Line, Paper, Rows

if TYPE_CHECKING:
    from docx.text.run import Run

BIJOY = "SutonnyMJ"
MADE = datetime(2023, 1, 1)  # noqa: DTZ001 - as an office file keeps it
PASSWORD = "গোপন"


def docx(paper: Paper, pictures: Sequence[bytes] = ()) -> bytes:
    """The paper as a Word file; of pictures, a file with these and no text."""
    import docx as library
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    word = library.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if is_wide(paper.blocks):
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.6)
    word.core_properties.author, word.core_properties.comments = "evaluation", ""
    word.core_properties.created = word.core_properties.modified = MADE
    for picture in pictures:
        word.add_picture(io.BytesIO(picture), width=Cm(16))
    for block in () if pictures else paper.blocks:
        if isinstance(block, Line):
            _paragraph(word, block, paper.bijoy)
        else:
            _table(word, block, paper.bijoy)
    return _saved(word)


def _paragraph(word: Any, line: Line, bijoy: bool) -> None:
    paragraph = word.add_paragraph()
    if line.head:
        paragraph.alignment = 1
    _write(paragraph.add_run(), line.text, bijoy, 13 if line.head else 11)


def _table(word: Any, rows: Rows, bijoy: bool) -> None:
    table = word.add_table(len(rows.cells), len(rows.cells[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows.cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell.paragraphs[0].add_run(), text, bijoy, 9)
    if rows.repeat:
        from docx.oxml import OxmlElement

        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(run: "Run", text: str, bijoy: bool, size: int) -> None:
    """A run in a font that Word finds: for Bengali, a complex script, the font's name stands at `cs`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run.text = to_bijoy(text) if bijoy else text
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("ascii", "hAnsi") if bijoy else ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), BIJOY if bijoy else FONT)
    for name, key, value in (("w:sz", "w:val", 2 * size), ("w:szCs", "w:val", 2 * size), ("w:lang", "w:bidi", "bn-BD")):
        element = OxmlElement(name)
        element.set(qn(key), str(value))
        properties.append(element)


def xlsx(paper: Paper) -> bytes:
    """The paper as an Excel file of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "evaluation", MADE, MADE
    sheet = book.worksheets[0]
    for block in paper.blocks:
        for row in [(block.text,)] if isinstance(block, Line) else block.cells:
            sheet.append(list(row))
    return _saved(book)


def _saved(file: Any) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


# ---- by LibreOffice ----------------------------------------------------------------------------------------

GUARDS: Mapping[str, Mapping[str, object]] = {
    "encrypted": {"EncryptFile": True, "DocumentOpenPassword": PASSWORD},
    "permissions": {"RestrictPermissions": True, "PermissionPassword": PASSWORD, "Changes": 0},
}
"""What LibreOffice is told of a PDF that is to be guarded."""


def converted(made: Mapping[str, bytes], ending: str, folder: Path, guard: str = "") -> dict[str, bytes]:
    """What LibreOffice makes of Word files, by name. Raises RuntimeError where it does not make one."""
    if not made:
        return {}
    for name, body in made.items():
        (folder / f"{name}.docx").write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = f":writer_pdf_Export:{_options(guard)}" if guard else ""
    command = ["soffice", profile, "--headless", "--convert-to", f"{ending}{options}", "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / f"{name}.docx") for name in made)], check=True, capture_output=True)
    missing = [name for name in made if not (folder / f"{name}.{ending}").exists()]
    if missing:
        raise RuntimeError(f"LibreOffice made no {ending} of {', '.join(missing)}")
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in made}


def _options(guard: str) -> str:
    kinds = {bool: "boolean", int: "long", str: "string"}
    told = {key: {"type": kinds[type(value)], "value": str(value)} for key, value in GUARDS[guard].items()}
    return json.dumps(told).replace('"True"', '"true"')
