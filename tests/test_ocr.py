"""Pictures of text."""

import shutil
import sys
from pathlib import Path

import pytest

import papers
from charter_audit import ocr
from charter_audit.bangla import squeeze
from charter_audit.model import Document, Unread, Unreadable
from papers import AT

DAY, COMMITTEE = "২৮ নভেম্বর ২০২৩", "পরিবীক্ষণ কমিটি"
real = pytest.mark.needs("OCR")
scripted = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def words(*lines: str, certain: float = 90) -> str:
    """Tesseract's table of these lines."""
    rows = [
        f"5\t1\t1\t1\t{number}\t{place}\t0\t0\t1\t1\t{certain}\t{word}"
        for number, line in enumerate(lines, 1)
        for place, word in enumerate(line.split(), 1)
    ]
    return "\n".join((HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t", *rows, "5\t1\t2\t1\t1\t1\t0\t0\t1\t1\t95\t "))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one on PATH: what is put there is what is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, script: str) -> None:
    """Puts a program in tesseract's place; it writes down each picture it is given."""
    tesseract = folder / "tesseract"
    lines = (
        f"#!{sys.executable}",
        "import os, pathlib, sys, time",
        f"folder = pathlib.Path({str(folder)!r})",
        "asked = ' '.join(sys.argv[1:])",
        "picture = b'' if 'list' in asked else sys.stdin.buffer.read()",
        "number = len(list(folder.glob('*.seen')))",
        "limit = os.environ.get('OMP_THREAD_LIMIT')",
        "(folder / f'{number}.seen').write_bytes(f'{limit} {asked}\\n'.encode() + picture)",
        script,
    )
    tesseract.write_text("\n".join(lines), encoding="utf-8")
    tesseract.chmod(0o755)


def saying(text: str) -> str:
    return f"sys.stdout.buffer.write({text!r}.encode())"


# ---- what is there -----------------------------------------------------------------------------------------


def test_without_the_program_it_says_what_to_install(program: Path) -> None:
    assert "tesseract is not installed" in ocr.available()
    assert ocr.INSTALL in ocr.available()
    assert ocr.read_pictures(b"", "png", AT) == Unreadable(AT, Unread.SCAN, "no-ocr", "png")


@scripted
@pytest.mark.parametrize(
    ("script", "missing"),
    [
        ("print('List of available languages (2):\\nben\\neng')", ""),
        ("print('List of available languages (1):\\neng')", "no model for Bengali"),
        ("print('Error opening data'); sys.exit(1)", "no model for Bengali"),
    ],
    ids=["with the model", "without the model", "broken"],
)
def test_the_model_must_be_there_too(script: str, missing: str, program: Path) -> None:
    install(program, script)
    assert missing in ocr.available()
    assert bool(ocr.available()) is bool(missing)


@scripted
def test_a_program_that_does_not_run_is_told(program: Path) -> None:
    install(program, "")
    (program / "tesseract").write_bytes(b"\x7fELF no program")
    assert "does not run" in ocr.available()
    assert ocr.read_pictures(b"", "png", AT) == Unreadable(AT, Unread.SCAN, "ocr-failed", "png", 1)


# ---- what the program says ---------------------------------------------------------------------------------


@scripted
def test_lines_and_certainty_are_those_of_the_words(program: Path) -> None:
    install(program, saying(words("সেবা প্রদান", COMMITTEE, certain=80.5)))
    assert ocr.read_pictures(b"picture", "png", AT) == Document(AT, "png", f"সেবা প্রদান\n{COMMITTEE}", pages=1, ocr=0.805)
    asked, _, picture = (program / "0.seen").read_bytes().partition(b"\n")
    assert (asked.decode(), picture) == ("1 stdin stdout -l ben --psm 3 tsv", b"picture")


MEMO = "০৫.৪২.৮৪০৭.০০০.১৭.০৪৯.২৩-৫০৩"


@scripted
@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (MEMO, MEMO),
        ("০৫.৪২.৮৪০৭.০০০,১৭.০৪৯.২৩-৫০৩", MEMO),
        ("০৫.৪ ২.৮৪০৭-০০০. ১৭.০৪৯.২৩-৫০৩", MEMO),
        ("১০৫.৪২.৮৪০৭.০০০,১৭.০৪৯.২৩-৫০৩", "১০৫.৪২.৮৪০৭.০০০,১৭.০৪৯.২৩-৫০৩"),
        ("০৫,৪২,৮৪০৭ টাকা", "০৫,৪২,৮৪০৭ টাকা"),
        ("২৫-১০-২০২৩", "২৫-১০-২০২৩"),
    ],
)
def test_a_memo_number_is_read_through_its_dots(seen: str, read: str, program: Path) -> None:
    install(program, saying(words(f"স্মারক {seen}")))
    document = ocr.read_pictures(b"picture", "png", AT)
    assert isinstance(document, Document)
    assert document.text == f"স্মারক {read}"


FAULTS = {
    "nothing seen": (saying(words()), "ocr-no-text"),
    "no table": (saying("\x00\tx\n5\t1"), "ocr-no-text"),
    "a picture it cannot open": ("print('Error', file=sys.stderr); sys.exit(1)", "ocr-failed"),
    "killed": ("os.kill(os.getpid(), 9)", "ocr-failed"),
    "too slow": ("time.sleep(60)", "too-slow"),
}


@scripted
@pytest.mark.parametrize(("script", "why"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_stays_a_scan(
    script: str, why: str, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(program, script)
    monkeypatch.setattr(ocr, "SECONDS", 0.3 if "sleep" in script else 20.0)
    assert ocr.read_pictures(b"picture", "jpeg", AT) == Unreadable(AT, Unread.SCAN, why, "jpeg", 1)


@scripted
@pytest.mark.parametrize(("pages", "kind", "read"), [(2, "pdf", 2), (10, "pdf", 10), (12, "pdf (partly)", 10)])
def test_the_first_pages_of_a_pdf_are_drawn(pages: int, kind: str, read: int, program: Path) -> None:
    install(program, saying(words("সেবা")))
    document = ocr.read_pictures(papers.pdf(["0 g 0 0 297 842 re f"] * pages), "pdf", AT)
    assert document == Document(AT, kind, "\n\n".join(["সেবা"] * read), pages=pages, ocr=0.9)
    asked, _, picture = (program / "0.seen").read_bytes().partition(b"\n")
    assert b"--dpi 200" in asked
    head, _, points = picture.partition(b" 255\n")
    wide, high = map(int, head.removeprefix(b"P5 ").split())
    assert (wide, high) == (1653, 2339)
    assert len(points) == wide * high
    assert (points[5], points[wide - 5]) == (0, 255)
    assert points[wide * (high - 1) + 5] == 0


@scripted
def test_a_page_of_any_size_is_drawn_within_bounds(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(program, saying(words("সেবা")))
    monkeypatch.setattr(ocr, "PIXELS", 10_000)
    ocr.read_pictures(papers.pdf([""]), "pdf", AT)
    wide, high = map(int, (program / "0.seen").read_bytes().split(b"P5 ")[1].split()[:2])
    assert 9_000 < wide * high < 11_000


@scripted
@pytest.mark.parametrize(("body", "kind", "why"), [(b"%PDF-", "pdf", "damaged"), (b"PK", "docx", "ocr-kind")])
def test_other_files_are_refused(body: bytes, kind: str, why: str, program: Path) -> None:
    install(program, "")
    assert ocr.read_pictures(body, kind, AT) == Unreadable(AT, Unread.SCAN, why, kind)
    assert list(program.glob("*.seen")) == []


@scripted
def test_all_pages_together_have_a_limit_too(program: Path) -> None:
    install(program, "time.sleep(60)")
    assert ocr.read_pictures_limited(b"x", "png", AT, 0.1) == Unreadable(AT, Unread.SCAN, "too-slow", "png")


# ---- the program itself ------------------------------------------------------------------------------------


@real
@pytest.mark.parametrize(
    ("body", "kind"),
    [(papers.LINE_PNG.read_bytes(), "png"), (papers.scanned_pdf(1, share=0.183), "pdf")],
    ids=["a picture", "a scanned page"],
)
def test_bengali_is_read_from_pictures(body: bytes, kind: str) -> None:
    document = ocr.read_pictures_limited(body, kind, AT)
    assert isinstance(document, Document), document
    assert squeeze(DAY) in squeeze(document.text)
    assert squeeze(COMMITTEE) in squeeze(document.text)
    assert document.ocr is not None
    assert 0.7 < document.ocr <= 1


@real
def test_what_is_no_picture_fails() -> None:
    assert shutil.which("tesseract")
    assert ocr.read_pictures(b"not a picture", "png", AT) == Unreadable(AT, Unread.SCAN, "ocr-failed", "png", 1)
