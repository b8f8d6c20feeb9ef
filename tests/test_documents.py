"""Files of every kind, whole and damaged."""

import io
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import papers
from charter_audit import documents
from charter_audit.documents import doc, pdf, xlsx
from charter_audit.extend import FileReader
from charter_audit.model import Document, Kind, Unread, Unreadable

AT = papers.AT
CHARTER = "সেবা প্রদান প্রতিশ্রুতি"
UPDATED = "হালনাগাদের তারিখ: ২৮ নভেম্বর ২০২৩"
BIJOY = "‡mev cÖ`vb cÖwZkÖæwZ"
BIJOY_UNKNOWN = "`ªæZ cÖwkÿY Dbœqb"


def read(body: bytes) -> Document:
    thing = documents.read(body, AT)
    assert isinstance(thing, Document), thing
    assert thing.at == AT
    assert thing.ocr is None
    return thing


def unread(body: bytes) -> tuple[Unread, str, str, int]:
    thing = documents.read(body, AT)
    assert isinstance(thing, Unreadable), thing
    assert thing.at == AT
    return thing.how, thing.why, thing.file_type, thing.pages


def bomb(part: str = "word/document.xml", megabytes: int = 30) -> bytes:
    return papers.packed({part: bytes(megabytes * 1_000_000)})


def encrypted_pdf() -> bytes:
    zeros = "00" * 32
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4 >> /ID [<{zeros}> <{zeros}>]"
    return papers.pdf(["BT ET"], trailer=locked)


def locked_zip() -> bytes:
    body = bytearray(papers.docx(CHARTER))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        start = archive.start_dir
    body[start + 8] |= 1
    return bytes(body)


# ---- what is no document ------------------------------------------------------------------------------------

UNREADABLE: dict[str, tuple[bytes, tuple[Unread, str, str, int]]] = {
    "nothing": (b"", (Unread.UNREADABLE, "empty", "", 0)),
    "blanks": (b" \r\n", (Unread.UNREADABLE, "empty", "", 0)),
    "a page": (b"\xef\xbb\xbf \n<!DOCTYPE html><p>404</p>", (Unread.UNREADABLE, "html", "html", 0)),
    "a page after a comment": (b"<!-- x -->\n<HTML lang=bn>", (Unread.UNREADABLE, "html", "html", 0)),
    "a page in XML": (b'<?xml version="1.0"?><html xmlns="x">', (Unread.UNREADABLE, "html", "html", 0)),
    "plain text": (b"dear sir, <html>", (Unread.UNREADABLE, "kind-not-read", "", 0)),
    "RTF": (b"{\\rtf1 hello}", (Unread.UNREADABLE, "kind-not-read", "", 0)),
    "a zip of something else": (papers.packed({"a.txt": b"xl/ word/"}), (Unread.UNREADABLE, "kind-not-read", "", 0)),
    "old Excel": (papers.doc("x", stream="Workbook"), (Unread.UNREADABLE, "kind-not-read", "ole", 0)),
    "a locked office file": (papers.doc("x", stream="EncryptedPackage"), (Unread.UNREADABLE, "encrypted", "docx", 0)),
    "old Word with names of fonts alone": (papers.doc("Times New Roman"), (Unread.UNREADABLE, "no-text", "doc", 0)),
    "PDF, first bytes alone": (b"%PDF-1.4\n%%EOF", (Unread.UNREADABLE, "damaged", "pdf", 0)),
    "PDF, encrypted": (encrypted_pdf(), (Unread.UNREADABLE, "encrypted", "pdf", 0)),
    "PDF, empty pages": (papers.pdf(["", ""]), (Unread.UNREADABLE, "no-text", "pdf", 2)),
    "PDF, a picture on each page": (papers.scanned_pdf(3), (Unread.SCAN, "scan", "pdf", 3)),
    "PDF, pictures with the scanner's mark": (papers.scanned_pdf(2, "Scanned by X"), (Unread.SCAN, "scan", "pdf", 2)),
    "PDF, a small picture": (papers.scanned_pdf(1, share=0.3), (Unread.UNREADABLE, "no-text", "pdf", 1)),
    "PDF, letters out of order": (
        papers.unicode_pdf("\u09bfসেব\u09be প\u09cd \u09c7জলা"),
        (Unread.UNREADABLE, "unhealthy-text", "pdf", 1),
    ),
    "PDF, Bijoy of no known font or word": (
        papers.bijoy_pdf(BIJOY_UNKNOWN, font="Arial"),
        (Unread.LEGACY_FONT, "not-converted", "pdf", 1),
    ),
    "DOCX, cut off": (papers.docx(CHARTER)[:9000], (Unread.UNREADABLE, "damaged", "docx", 0)),
    "DOCX, a part missing": (
        papers.repacked(papers.docx(CHARTER), {"word/document.xml": None, "word/document2.xml": b""}),
        (Unread.UNREADABLE, "damaged", "docx", 0),
    ),
    "DOCX, broken XML": (
        papers.repacked(papers.docx(CHARTER), {"word/document.xml": b"<w:document"}),
        (Unread.UNREADABLE, "damaged", "docx", 0),
    ),
    "DOCX, parts locked": (locked_zip(), (Unread.UNREADABLE, "encrypted", "docx", 0)),
    "DOCX, no text": (papers.docx(), (Unread.UNREADABLE, "no-text", "docx", 0)),
    "DOCX, a picture alone": (
        papers.docx(change=lambda word: word.add_picture(str(papers.LINE_PNG))),
        (Unread.SCAN, "picture", "docx", 0),
    ),
    "DOCX, Bijoy of no known font or word": (
        papers.docx(BIJOY_UNKNOWN),
        (Unread.LEGACY_FONT, "not-converted", "docx", 0),
    ),
    "DOCX, a bomb": (bomb(), (Unread.UNREADABLE, "too-large", "docx", 0)),
    "XLSX, a bomb": (bomb("xl/workbook.xml", 101), (Unread.UNREADABLE, "too-large", "xlsx", 0)),
    "XLSX, cut off": (papers.xlsx([["a"]])[:-30], (Unread.UNREADABLE, "damaged", "xlsx", 0)),
    "XLSX, broken XML": (
        papers.repacked(papers.xlsx([["a"]]), {"xl/worksheets/sheet1.xml": b"<worksheet"}),
        (Unread.UNREADABLE, "damaged", "xlsx", 0),
    ),
    "XLSX, nothing in it": (papers.xlsx([]), (Unread.UNREADABLE, "no-text", "xlsx", 0)),
    "XLSX, Bijoy of no known word": (papers.xlsx([[BIJOY_UNKNOWN]]), (Unread.LEGACY_FONT, "not-converted", "xlsx", 0)),
    **{name: (body, (Unread.SCAN, "picture", name, 1)) for name, body in papers.PICTURES.items()},
}


@pytest.fixture(autouse=True)
def no_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)


@pytest.mark.parametrize(("body", "expected"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_why(body: bytes, expected: tuple[Unread, str, str, int]) -> None:
    assert unread(body) == expected


def test_a_file_beyond_the_limit_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    body = papers.unicode_pdf(CHARTER)
    monkeypatch.setattr(documents, "MOST", len(body))
    assert read(body).text == CHARTER
    monkeypatch.setattr(documents, "MOST", len(body) - 1)
    assert unread(body)[1] == "too-large"


def test_every_format_is_found() -> None:
    assert {reader.name for reader in documents.readers()} == {"pdf", "docx", "doc", "xlsx", "image"}
    assert all(isinstance(reader, FileReader) for reader in documents.readers())


WHOLE: dict[str, bytes] = {
    "pdf": papers.unicode_pdf(CHARTER, UPDATED),
    "docx": papers.docx(CHARTER, UPDATED),
    "xlsx": papers.xlsx([[CHARTER], [UPDATED]]),
    "doc (partly)": papers.doc("Normal Style Name", f"{CHARTER}\r{UPDATED}", "Times New Roman"),
}


@pytest.mark.parametrize(("kind", "body"), WHOLE.items(), ids=WHOLE)
def test_every_format_gives_its_text(kind: str, body: bytes) -> None:
    document = read(body)
    assert (document.file_type, document.text) == (kind, f"{CHARTER}\n{UPDATED}")


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_is_a_value(body: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(body)))
    place = data.draw(st.integers(0, len(body) - 1))
    spoilt = bytearray(body)
    spoilt[place] ^= data.draw(st.integers(1, 255))
    for damaged in (body[:cut], bytes(spoilt), body[:place] + body[cut:]):
        assert isinstance(documents.read(damaged, AT), Document | Unreadable)


# ---- PDF ---------------------------------------------------------------------------------------------------


def test_a_pdf_that_begins_late_is_read() -> None:
    assert read(b"\r\nHTTP junk\r\n" + papers.unicode_pdf(CHARTER)).text == CHARTER


@pytest.mark.parametrize(("pages", "kind"), [(1, "pdf"), (60, "pdf"), (61, "pdf (partly)"), (2000, "pdf (partly)")])
def test_of_a_long_pdf_the_first_pages_are_read(pages: int, kind: str) -> None:
    document = read(papers.unicode_pdf(CHARTER, pages=pages))
    assert (document.file_type, document.pages) == (kind, pages)
    assert document.text.count(CHARTER) == min(pages, pdf.PAGES)


DAYS = {
    "/CreationDate (D:20231004120000+06'00') /ModDate (D:20231128)": [date(2023, 10, 4), date(2023, 11, 28)],
    "/ModDate (20231128)": [date(2023, 11, 28)],
    "/CreationDate (D:20231304)": [],
    "/CreationDate (D:2023)": [],
    "/CreationDate (yesterday)": [],
    "": [],
}


@pytest.mark.parametrize(("info", "days"), DAYS.items())
def test_a_pdf_says_when_it_was_made_and_changed(info: str, days: list[date]) -> None:
    found = read(papers.unicode_pdf(CHARTER, info=info)).days
    assert [day.first for day in found] == [day.last for day in found] == days
    assert all(day.kind is Kind.FILE_METADATA and day.where == AT and day.printed in info for day in found)


@pytest.mark.parametrize("font", ["ABCDEF+SutonnyMJ", "SutonnyMJ-Bold", "Arial"])
def test_a_pdf_in_bijoy_is_brought_into_unicode(font: str) -> None:
    assert read(papers.bijoy_pdf(BIJOY, "A_©eQi `ªæZ", font=font)).text == f"{CHARTER}\nঅর্থবছর দ্রুত"


def test_bijoy_that_no_word_gives_away_is_read_where_the_font_does() -> None:
    assert read(papers.bijoy_pdf(BIJOY_UNKNOWN)).text == "দ্রুত প্রশিক্ষণ উন্নয়ন"


def test_a_ruled_table_gives_its_cells() -> None:
    body = papers.unicode_pdf(
        "ক্রম", "সেবার নাম", "৩০ দিন", drawn=papers.ruled(8, 3), at=[(45, 685), (105, 685), (465, 625)]
    )
    (table,) = read(body).tables
    assert [len(row) for row in table.rows] == [8, 8, 8]
    assert table.rows[0][:3] == ("ক্রম", "সেবার নাম", "")
    assert table.rows[2][7] == "৩০ দিন"


def test_the_cells_of_a_table_in_bijoy_are_brought_into_unicode() -> None:
    body = papers.bijoy_pdf("µg", BIJOY, drawn=papers.ruled(2, 2, wide=200), at=[(45, 685), (245, 685)])
    (table,) = read(body).tables
    assert table.rows[0] == ("ক্রম", CHARTER)


def test_a_pdf_with_a_scanned_page_was_read_in_part() -> None:
    import pypdfium2

    with (
        pypdfium2.PdfDocument(papers.unicode_pdf(CHARTER)) as made,
        pypdfium2.PdfDocument(papers.scanned_pdf()) as scan,
    ):
        made.import_pages(scan)
        out = io.BytesIO()
        made.save(out)
    document = read(out.getvalue())
    assert (document.file_type, document.text, document.pages) == ("pdf (partly)", CHARTER, 2)


def test_a_blank_that_comes_behind_its_letter_is_left_out() -> None:
    """As LibreOffice prints: the line's blanks as one piece first, then words as pieces with gaps in them."""
    blanks = "BT /F0 9 Tf 74 700 Td [<20> -4500 <20>] TJ ET\n"
    body = papers.unicode_pdf("তারিখ\tন", "ভেম্বর\tন", at=[(50, 700), (87, 700)], drawn=blanks)
    assert read(body).text == "তারিখ নভেম্বর ন"


# ---- DOCX --------------------------------------------------------------------------------------------------


def test_a_word_file_gives_its_blocks_in_order() -> None:
    document = read(papers.docx("আগে", [["ক", "খ"], ["গ", "ঘ"]], "পরে"))
    assert document.text == "আগে\nক\tখ\nগ\tঘ\nপরে"
    assert [table.rows for table in document.tables] == [(("ক", "খ"), ("গ", "ঘ"))]


def merge(word: Any) -> None:
    table = word.tables[0]
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))


def test_merged_cells_stand_in_each_of_their_places() -> None:
    table = [["ক", "", "গ"], ["১", "২", "৩"], ["৪", "৫", ""]]
    document = read(papers.docx(table, change=merge))
    assert document.tables[0].rows == (("ক", "ক", "গ"), ("১", "২", "৩"), ("৪", "৫", "৩"))
    assert document.text == "ক\tগ\n১\t২\t৩\n৪\t৫\t৩"


def letterhead(word: Any) -> None:
    word.sections[0].header.paragraphs[0].text = "জেলা প্রশাসকের কার্যালয়"


def control(word: Any) -> None:
    """Puts the first paragraph into a content control."""
    from docx.oxml import parse_xml

    first = word.paragraphs[0]._element
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    box = parse_xml(f'<w:sdt xmlns:w="{space}"><w:sdtContent/></w:sdt>')
    first.addprevious(box)
    box[0].append(first)


def by_style(word: Any) -> None:
    style = word.styles.add_style("Bijoy", 1)
    style.font.name = "SutonnyMJ"
    child = word.styles.add_style("Child", 1)
    child.base_style = style
    word.paragraphs[0].style = child


def by_document(word: Any) -> None:
    word.styles["Normal"].font.name = "SutonnyMJ"


def in_pieces(word: Any) -> None:
    paragraph = word.add_paragraph()
    for text, font in (("‡", "SutonnyMJ"), ("mev", "SutonnyMJ"), (" PDF ", "Arial"), ("KwgwU", "SutonnyMJ")):
        paragraph.add_run(text).font.name = font


def in_unicode(word: Any) -> None:
    word.add_paragraph().add_run(CHARTER).font.name = "SutonnyMJ"


def with_breaks(word: Any) -> None:
    paragraph = word.add_paragraph("ক")
    paragraph.add_run().add_break()
    paragraph.add_run("খ\tগ")


WORD_TEXTS: dict[str, tuple[Sequence[str], Callable[[Any], None] | None, str]] = {
    "the letterhead in the page's head": (["পত্র"], letterhead, "জেলা প্রশাসকের কার্যালয়\nপত্র"),
    "a content control": (["পত্র", "শেষ"], control, "পত্র\nশেষ"),
    "breaks and tabs": ([], with_breaks, "ক\nখ\tগ"),
    "Bijoy by the run's font, in pieces": ([], in_pieces, "সেবা PDF কমিটি"),
    "Bijoy by its style": ([BIJOY_UNKNOWN], by_style, "দ্রুত প্রশিক্ষণ উন্নয়ন"),
    "Bijoy by the document's font": ([BIJOY_UNKNOWN], by_document, "দ্রুত প্রশিক্ষণ উন্নয়ন"),
    "Bijoy by its words": ([BIJOY, BIJOY_UNKNOWN], None, f"{CHARTER}\nদ্রুত প্রশিক্ষণ উন্নয়ন"),
    "Unicode in a Bijoy font": ([], in_unicode, CHARTER),
    "English": (["Office of the Deputy Commissioner"], None, "Office of the Deputy Commissioner"),
}


@pytest.mark.parametrize(("paragraphs", "change", "text"), WORD_TEXTS.values(), ids=WORD_TEXTS)
def test_the_text_of_a_word_file(paragraphs: Sequence[str], change: Callable[[Any], None] | None, text: str) -> None:
    assert read(papers.docx(*paragraphs, change=change)).text == text


def core(word: Any) -> None:
    word.core_properties.created = word.core_properties.modified.replace(2023, 10, 4)
    word.core_properties.modified = word.core_properties.modified.replace(2023, 11, 28)


def test_a_word_file_says_when_it_was_made_and_changed() -> None:
    days = read(papers.docx(CHARTER, change=core)).days
    assert {day.first for day in days} == {date(2023, 10, 4), date(2023, 11, 28)}
    assert {day.kind for day in days} == {Kind.FILE_METADATA}


SILENT = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'


@pytest.mark.parametrize("body", [papers.docx(CHARTER), papers.xlsx([[CHARTER]])], ids=["docx", "xlsx"])
def test_a_file_that_does_not_say_when_has_no_days(body: bytes) -> None:
    assert read(papers.repacked(body, {"docProps/core.xml": SILENT})).days == ()


# ---- XLSX --------------------------------------------------------------------------------------------------


def test_each_sheet_is_a_table() -> None:
    document = read(
        papers.xlsx([["ক্রম", "নাম"], [None, None], [1, 2.0, 2.5, date(2023, 11, 28)]], [], [[" ক  খ ", None]])
    )
    assert [table.rows for table in document.tables] == [
        (("ক্রম", "নাম"), ("1", "2", "2.5", "2023-11-28")),
        (("ক খ",),),
    ]
    assert document.text == "ক্রম\tনাম\n1\t2\t2.5\t2023-11-28\nক খ"


def test_a_sheet_in_bijoy_is_brought_into_unicode() -> None:
    assert read(papers.xlsx([[BIJOY], [BIJOY_UNKNOWN]])).tables[0].rows == ((CHARTER,), ("দ্রুত প্রশিক্ষণ উন্নয়ন",))


@pytest.mark.parametrize(
    ("sheets", "kind"),
    [
        ([[["ক"]] * 5], "xlsx"),
        ([[["ক"]] * 6], "xlsx (partly)"),
        ([[["ক"]]] * 3, "xlsx"),
        ([[["ক"]]] * 4, "xlsx (partly)"),
    ],
)
def test_of_a_large_book_a_part_is_read(monkeypatch: pytest.MonkeyPatch, sheets: Any, kind: str) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 5)
    monkeypatch.setattr(xlsx, "SHEETS", 3)
    assert read(papers.xlsx(*sheets)).file_type == kind


# ---- DOC ---------------------------------------------------------------------------------------------------


def antiword(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a program in antiword's place."""
    program = folder / "antiword"
    program.write_text(
        f"#!{sys.executable}\nimport sys, time\nbody = sys.stdin.buffer.read()\n{script}\n", encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _name: str(program))


SPOKEN = {
    "text": (f"sys.stdout.buffer.write({CHARTER!r}.encode())", ("doc", CHARTER)),
    "Bijoy": (f"sys.stdout.buffer.write({BIJOY!r}.encode())", ("doc", CHARTER)),
    "it was given the file": ("print(len(body) > 100)", ("doc", "True")),
    "a refusal": ("print('not a Word Document'); sys.exit(1)", ("doc (partly)", UPDATED)),
    "nothing": ("", ("doc (partly)", UPDATED)),
    "too slow": ("time.sleep(60)", ("doc (partly)", UPDATED)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize(("script", "expected"), SPOKEN.values(), ids=SPOKEN)
def test_antiword_is_asked_first(
    script: str, expected: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antiword(tmp_path, script, monkeypatch)
    monkeypatch.setattr(doc, "SECONDS", 0.3 if "sleep" in script else 20.0)
    document = read(papers.doc(UPDATED))
    assert (document.file_type, document.text) == expected


ANTIWORD = shutil.which("antiword")


@pytest.mark.needs("antiword")
def test_what_antiword_itself_refuses_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: ANTIWORD)
    assert read(papers.doc(UPDATED)).file_type == "doc (partly)"


def test_an_old_word_file_in_bijoy_is_not_read_without_antiword() -> None:
    assert unread(papers.doc(BIJOY))[1] == "no-text"
