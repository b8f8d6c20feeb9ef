"""What is done to a file so that it resists reading: cut, locked, blown up, drowned in pages."""

import io
import zlib
from collections.abc import Callable, Mapping

import papers as small
from evaluate.making.pictures import whole_pdf

PAGES = 2_000
BOMB = 40_000_000
"""Bytes of nothing in an archive of some kilobytes."""


def guarded(body: bytes, guard: str) -> bytes:
    """The file under its guard; "" and the guards that LibreOffice gives leave it as it is."""
    return GUARDS[guard](body) if guard in GUARDS else body


def _truncated(body: bytes) -> bytes:
    """As a broken download leaves it."""
    return body[: len(body) * 3 // 5]


def _locked(_body: bytes) -> bytes:
    """A Word file with a password: not a zip any more, but an old compound file with the packed one sealed inside."""
    return small.doc("", stream="EncryptedPackage")


def _bomb(body: bytes) -> bytes:
    return small.repacked(body, {"word/embeddings/object1.bin": bytes(BOMB)})


def _first(body: bytes) -> bytes:
    return _among(body, 0)


def _last(body: bytes) -> bytes:
    return _among(body, PAGES - 1)


def _among(body: bytes, place: int) -> bytes:
    """The paper's page at a place among pages that all say the same; these share one content."""
    import pypdfium2

    made = pypdfium2.PdfDocument(_filler())
    made.import_pages(pypdfium2.PdfDocument(body), index=place)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


def _filler() -> bytes:
    """Pages of an annex, by themselves without an interest to anyone."""
    text = zlib.compress(b"BT /F 11 Tf 60 780 Td (Annex, page left blank) Tj ET")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> /Count %d /Kids [%s] >>"
        % (PAGES - 1, b" ".join(b"%d 0 R" % number for number in range(5, PAGES + 4))),
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>"] * (PAGES - 1),
    ]
    return whole_pdf(objects)


GUARDS: Mapping[str, Callable[[bytes], bytes]] = {
    "truncated": _truncated,
    "locked": _locked,
    "bomb": _bomb,
    "first-of-2000": _first,
    "last-of-2000": _last,
}
