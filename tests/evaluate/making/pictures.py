"""Sheets under the glass: drawn straight or skewed, with dirt, in black and white; PNG, TIFF and PDF of them."""

import ctypes
import math
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from evaluate.paperplan import Scan

BLACK = 150
"""Grey below which a dot is black."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots in black and white, eight to a byte, 1 for white."""

    wide: int
    high: int
    dpi: int
    rows: tuple[bytes, ...]


def scanned(pdf: bytes, scan: Scan) -> tuple[Picture, ...]:
    """The pages of a PDF as a scanner sees them; dirt falls the same way each time."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as sheets:
        return tuple(_picture(*_drawn(sheet, scan), scan) for sheet in sheets)


def _drawn(page: object, scan: Scan) -> tuple[int, int, bytes]:
    """Width, height and grey dots of a page turned about its middle."""
    import pypdfium2
    from pypdfium2 import raw

    assert isinstance(page, pypdfium2.PdfPage)
    points_wide, points_high = page.get_size()
    scale = scan.dpi / 72
    wide, high = round(points_wide * scale), round(points_high * scale)
    bitmap = pypdfium2.PdfBitmap.new_native(wide, high, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
    turn = math.radians(scan.skew)
    cos, sin = scale * math.cos(turn), scale * math.sin(turn)
    x, y = points_wide / 2, points_high / 2
    matrix = raw.FS_MATRIX(cos, sin, -sin, cos, wide / 2 - cos * x + sin * y, high / 2 - sin * x - cos * y)
    clip = raw.FS_RECTF(0, 0, wide, high)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, ctypes.byref(matrix), ctypes.byref(clip), raw.FPDF_GRAYSCALE)
    points = memoryview(bitmap.buffer).cast("B")
    rows = (points[start : start + wide] for start in range(0, bitmap.stride * high, bitmap.stride))
    dots = b"".join(rows)
    bitmap.close()
    page.close()
    return wide, high, dots


def _picture(wide: int, high: int, grey: bytes, scan: Scan) -> Picture:
    dots, lots = bytearray(grey), Random(scan.dpi)
    for _ in range(int(len(dots) * scan.noise)):
        dots[lots.randrange(len(dots))] = lots.choice((0, 255))
    table = bytes(ord("0") if value < BLACK else ord("1") for value in range(256))
    bits = bytes(dots).translate(table)
    filled = "1" * (-wide % 8)
    lines = (bits[start : start + wide].decode("ascii") + filled for start in range(0, wide * high, wide))
    return Picture(wide, high, scan.dpi, tuple(int(line, 2).to_bytes(len(line) // 8, "big") for line in lines))


def png(picture: Picture) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    meter = round(picture.dpi / 0.0254)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", picture.wide, picture.high, 1, 0, 0, 0, 0)),
            chunk(b"pHYs", struct.pack(">IIB", meter, meter, 1)),
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in picture.rows), 9)),
            chunk(b"IEND", b""),
        )
    )


def tiff(picture: Picture) -> bytes:
    """One strip, packed by deflate."""
    strip = zlib.compress(b"".join(picture.rows), 9)
    after = 8 + 2 + 12 * 12 + 4
    tags = (
        *((256, 4, picture.wide), (257, 4, picture.high), (258, 3, 1), (259, 3, 8), (262, 3, 1)),
        *((273, 4, after + 16), (277, 3, 1), (278, 4, picture.high), (279, 4, len(strip))),
        *((282, 5, after), (283, 5, after + 8), (296, 3, 2)),
    )
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return head + entries + bytes(4) + struct.pack("<IIII", picture.dpi, 1, picture.dpi, 1) + strip


def pdf(pictures: Sequence[Picture], cover: bytes = b"") -> bytes:
    """A PDF whose pages are these pictures, as a scanner writes it; `cover` is a PDF whose pages stand before them."""
    import io

    import pypdfium2

    made = pypdfium2.PdfDocument(_file(pictures))
    if cover:
        made.import_pages(pypdfium2.PdfDocument(cover), index=0)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


def _file(pictures: Sequence[Picture]) -> bytes:
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for one in pictures:
        wide, high = 72 * one.wide / one.dpi, 72 * one.high / one.dpi
        image = (
            f"<< /Type /XObject /Subtype /Image /Width {one.wide} /Height {one.high} /BitsPerComponent 1"
            " /ColorSpace /DeviceGray /Filter /FlateDecode"
        )
        objects.append(_stream(image, zlib.compress(b"".join(one.rows), 9)))
        objects.append(_stream("<<", f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /S Do Q".encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}] /Contents {len(objects)} 0 R"
            f" /Resources << /XObject << /S {len(objects) - 1} 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return whole_pdf(objects)


def _stream(entries: str, data: bytes) -> bytes:
    return f"{entries} /Length {len(data)} >> stream\n".encode() + data + b"\nendstream"


def whole_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(
        out
    ) + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )
