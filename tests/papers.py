"""Small files of every kind, written byte by byte or by the libraries that read them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

AT = "https://x.sirajganj.gov.bd/files/paper"
LINE_PNG = Path(__file__).parent / "data" / "line.png"
"""A picture of two lines in Noto Sans Bengali, made for these tests: a day of update and the committee's name."""

# ---- PDF ---------------------------------------------------------------------------------------------------


def pdf(
    pages: Sequence[str | bytes], fonts: Sequence[str] = (), info: str = "", trailer: str = "", extra: str = ""
) -> bytes:
    """A PDF of A4 pages with these contents; fonts are /F0, /F1 ...; `extra` stands in each page's resources."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    named = []
    for place, font in enumerate(fonts):
        objects.append(font.encode("latin-1"))
        named.append(f"/F{place} {len(objects)} 0 R")
    kids = []
    for content in pages:
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(data), data))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {' '.join(named)} >> {extra} >> >>"
        )
        objects.append(page.encode("latin-1"))
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    if info:
        objects.append(f"<< {info} >>".encode())
        trailer += f" /Info {len(objects)} 0 R"
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def unicode_pdf(
    *lines: str, drawn: str = "", pages: int = 1, info: str = "", at: Sequence[tuple[float, float]] = ()
) -> bytes:
    """A PDF of these lines: each letter has a code of its own, said to be that letter by the font's ToUnicode.

    A tab is a gap without a letter.
    """
    letters = sorted(set("".join(lines)) - {" ", "\t"})
    codes = {letter: 33 + place for place, letter in enumerate(letters)} | {" ": 32}
    assert len(codes) < 220
    places = at or [(50, 780 - 20 * row) for row in range(len(lines))]
    shown = "".join(
        f"BT /F0 9 Tf {x} {y} Td [{_shown(line, codes)}] TJ ET\n" for line, (x, y) in zip(lines, places, strict=True)
    )
    cmap = "".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    stream = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{cmap}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {number} 0 R >>"
    return _with_stream([drawn + shown] * pages, font, stream, info)


def _shown(text: str, codes: Mapping[str, int]) -> str:
    return " -1500 ".join(f"<{''.join(f'{codes[letter]:02x}' for letter in part)}>" for part in text.split("\t"))


def _with_stream(pages: Sequence[str], font: str, stream: str, info: str) -> bytes:
    number = 4 + 2 * len(pages) + bool(info)
    made = pdf(pages, [font.format(number=number)], info)
    body, tail = made.split(b"xref\n", 1)
    objects = [part.split(b" obj\n", 1)[1] for part in body.split(b"\nendobj\n")[:-1]]
    objects.append(f"<< /Length {len(stream)} >> stream\n{stream}\nendstream".encode())
    trailer = tail.split(b"/Root 1 0 R", 1)[1].split(b">>", 1)[0].decode()
    return _file(objects, trailer)


def bijoy_pdf(
    *lines: str, font: str = "ABCDEF+SutonnyMJ", drawn: str = "", at: Sequence[tuple[float, float]] = ()
) -> bytes:
    """A PDF whose text is stored in the codes of a Bijoy font, as Word stores them."""
    places = at or [(50, 780 - 20 * row) for row in range(len(lines))]
    shown = "".join(
        f"BT /F0 9 Tf {x} {y} Td <{line.encode('cp1252').hex()}> Tj ET\n"
        for line, (x, y) in zip(lines, places, strict=True)
    )
    return pdf([drawn + shown], [f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding >>"])


def ruled(columns: int, rows: int, left: float = 40, top: float = 700, wide: float = 60, high: float = 30) -> str:
    """A table's rules as strokes."""
    right, bottom = left + columns * wide, top - rows * high
    upright = (f"{left + n * wide} {bottom} m {left + n * wide} {top} l S\n" for n in range(columns + 1))
    level = (f"{left} {top - n * high} m {right} {top - n * high} l S\n" for n in range(rows + 1))
    return "1 w\n" + "".join((*upright, *level))


def scanned_pdf(pages: int = 1, stamp: str = "", share: float = 1.0) -> bytes:
    """A PDF whose pages are a picture (`share` of the page's height), with a line of text under it."""
    wide, high, rows = _png_rows(LINE_PNG.read_bytes())
    picture = (
        f"q 595 0 0 {842 * share} 0 {842 * (1 - share)} cm\nBI /W {wide} /H {high} /CS /G /BPC 8 /F /A85 ID\n".encode()
        + _ascii85(rows)
        + b"\nEI\nQ\n"
    )
    shown = f"BT /F0 8 Tf 20 20 Td ({stamp}) Tj ET".encode() if stamp else b""
    return pdf([picture + shown] * pages, ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"])


def _ascii85(data: bytes) -> bytes:
    import base64

    return base64.a85encode(data) + b"~>"


def _png_rows(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the grey points of a picture written without filters."""
    wide, high = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT") + 4
    length = struct.unpack(">I", png[start - 8 : start - 4])[0]
    raw = zlib.decompress(png[start : start + length])
    return wide, high, b"".join(raw[row * (wide + 1) + 1 : (row + 1) * (wide + 1)] for row in range(high))


# ---- office files ------------------------------------------------------------------------------------------


def docx(*blocks: "str | Sequence[Sequence[str]]", font: str = "", change: Any = None) -> bytes:
    """A Word file of paragraphs and tables; `change` is given the open file before it is saved."""
    import docx as library

    word = library.Document()
    for block in blocks:
        if isinstance(block, str):
            run = word.add_paragraph().add_run(block)
            if font:
                run.font.name = font
        else:
            table = word.add_table(len(block), len(block[0]))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    if change:
        change(word)
    return _saved(word)


def xlsx(*sheets: Iterable[Sequence[object]], change: Any = None) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet(f"s{place}")
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    return _saved(book)


def _saved(file: Any) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(body: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """An archive with some of its parts changed, or left out."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        old = {part.filename: archive.read(part) for part in archive.infolist()}
    return packed({name: content for name, content in (old | dict(parts)).items() if content is not None})


def doc(*texts: str, stream: str = "WordDocument") -> bytes:
    """Not a whole Word file: its first bytes, the name of its stream, and texts as Word stores them."""
    padding = bytes(64)
    text = padding.join(text.encode("utf-16-le") for text in texts)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + padding + stream.encode("utf-16-le") + padding + text + padding


PICTURES = {
    "png": LINE_PNG.read_bytes(),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "gif": b"GIF89a\x01\x00\x01\x00",
    "tiff": b"II*\x00\x08\x00\x00\x00",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "bmp": b"BM\x46\x00\x00\x00\x00\x00\x00\x00",
}
