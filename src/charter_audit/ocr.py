"""Reading pictures of text: the tesseract program with its Bengali model, where it is installed.

A hit in such a text is evidence; what is missing in it is not absent.
"""

import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter_audit import textlayer
from charter_audit.model import Document, Unread, Unreadable
from charter_audit.ration import Spent, rationed

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MODEL = "ben"
DPI = 200
PAGES = 10
"""Pages of a file that are read at most."""
SECONDS = 60.0
"""What tesseract may take for one page."""
PIXELS = 30_000_000
"""The largest picture that a page is drawn to; A3 has eight million."""
TOGETHER = 240.0
"""Seconds that all pages of one file may take."""

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-ben"

_GROUPS = (r"\s?".join([r"\d"] * digits) for digits in (2, 2, 4, 3, 2, 3, 2))
_MEMO = re.compile(r"(?<!\d)" + r"\s?[.,-]\s?".join(_GROUPS) + r"(?!\d)")
"""A memo number, also one in which a dot was seen as a comma or a dash, or a gap between its digits."""
_PICTURES = frozenset({"png", "jpeg", "tiff", "gif", "webp", "bmp"})
_WORD, _FIELDS = "5", 12  # of tesseract's table: the level of a word, the fields of a line


def available() -> str:
    """What is missing for reading pictures and how to install it; "" where nothing is."""
    program = shutil.which("tesseract")
    if program is None:
        return f"the program tesseract is not installed ({INSTALL})"
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return f"the program tesseract at {program} does not run ({INSTALL})"
    models = told.stdout.decode("utf-8", "replace").split()
    return "" if MODEL in models else f"tesseract has no model for Bengali, {MODEL} ({INSTALL})"


def read_pictures(body: bytes, file_type: str, at: str) -> Document | Unreadable:
    """The text of a picture, or of a PDF's first pages drawn as pictures; `ocr` is the mean certainty of its words.

    `why` of what cannot be read: "no-ocr", "ocr-kind", "ocr-failed", "ocr-no-text", "damaged", "too-slow".
    """
    program = shutil.which("tesseract")
    if program is None:
        return Unreadable(at, Unread.SCAN, "no-ocr", file_type)
    if file_type.removesuffix(textlayer.PARTLY) == "pdf":
        return _read_pdf(program, body, at)
    if file_type in _PICTURES:
        return _read_all(program, iter((body,)), 1, file_type, at)
    return Unreadable(at, Unread.SCAN, "ocr-kind", file_type)


def read_pictures_limited(body: bytes, file_type: str, at: str, seconds: float = TOGETHER) -> Document | Unreadable:
    """What `read_pictures` gives, within `seconds` and a limit of memory, for a worker of a pool."""
    try:
        with rationed(seconds):
            return read_pictures(body, file_type, at)
    except Spent as spent:
        return Unreadable(at, Unread.SCAN, spent.why, file_type)


def _read_pdf(program: str, body: bytes, at: str) -> Document | Unreadable:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(body) as pdf:
            numbers = range(min(len(pdf), PAGES))
            return _read_all(program, (_drawn(pdf[number]) for number in numbers), len(pdf), "pdf", at)
    except pypdfium2.PdfiumError:
        return Unreadable(at, Unread.SCAN, "damaged", "pdf")


def _read_all(program: str, pictures: Iterator[bytes], pages: int, kind: str, at: str) -> Document | Unreadable:
    texts, certainties = [], []
    try:
        for picture in pictures:
            text, certain = _words(_recognised(program, picture, drawn=kind == "pdf"))
            texts.append(text)
            certainties += certain
    except subprocess.TimeoutExpired:
        return Unreadable(at, Unread.SCAN, "too-slow", kind, pages)
    except (OSError, subprocess.CalledProcessError):
        return Unreadable(at, Unread.SCAN, "ocr-failed", kind, pages)
    if not certainties:
        return Unreadable(at, Unread.SCAN, "ocr-no-text", kind, pages)
    shown = kind if pages <= len(texts) else kind + textlayer.PARTLY
    certainty = round(sum(certainties) / len(certainties) / 100, 3)
    return Document(at, shown, "\n\n".join(texts).strip(), pages=pages, ocr=certainty)


def _recognised(program: str, picture: bytes, *, drawn: bool) -> str:
    """Tesseract's table of a picture's words. Raises what subprocess raises."""
    # a photograph knows its own resolution, or tesseract makes it out by the height of its letters
    dpi = ["--dpi", str(DPI)] if drawn else []
    done = subprocess.run(  # noqa: S603
        [program, "stdin", "stdout", "-l", MODEL, "--psm", "3", *dpi, "tsv"],
        input=picture,
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> tuple[str, list[float]]:
    """The text of a page, line by line, and the certainty (0 to 100) of each of its words."""
    lines: dict[tuple[str, ...], list[str]] = {}
    certain = []
    for fields in (line.split("\t") for line in table.splitlines()):
        if len(fields) == _FIELDS and fields[0] == _WORD and fields[11].strip():
            lines.setdefault(tuple(fields[1:5]), []).append(fields[11].strip())
            certain.append(max(0.0, float(fields[10])))
    return _MEMO.sub(_dotted, "\n".join(" ".join(words) for words in lines.values())), certain


def _dotted(memo: re.Match[str]) -> str:
    """A memo number as offices print it."""
    return re.sub("[,-]", ".", "".join(memo[0].split()))


def _drawn(page: "PdfPage") -> bytes:
    """A page in grey as a PGM picture; the page is closed."""
    try:
        wide, high = page.get_size()
        scale = min(DPI / 72, math.sqrt(PIXELS / max(1.0, wide * high)))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            rows, width = memoryview(bitmap.buffer).cast("B"), bitmap.width
            cut = (rows[start : start + width] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
            return b"P5 %d %d 255\n" % (width, bitmap.height) + b"".join(cut)
        finally:
            bitmap.close()
    finally:
        page.close()
