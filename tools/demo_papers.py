"""Makes the demo's papers, src/charter_audit/demo/papers/, from the bodies in its sites.yaml.

A letter or charter as PDF is set by Typst in Noto Sans Bengali, whose text layer can be read; one as DOCX is written by
python-docx. The same texts, versions and fonts give the same bytes. Needs, beside what the project needs to run, the
typst wheel and the Noto fonts; neither is needed to show the demo.
"""

import io
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from charter_audit.bangla import to_bengali_digits
from charter_audit.demo import Site, load_sites
from charter_audit.demo.site import Article, Block

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.run import Run

PAPERS = Path(__file__).parents[1] / "src" / "charter_audit" / "demo" / "papers"
FONT = "Noto Sans Bengali"
FONTS = (FONT, "Noto Sans")
"""The second for Latin letters, which the first does not have."""

LETTER_HEAD = 5
"""Paragraphs of a letter before its text: government, office, memo number, day, and that it is an order."""
CHARTER_HEAD = 2
"""Paragraphs of a charter that stand in the middle of its first lines: office and title."""

CHARTER_COLUMNS = (0.5, 1.8, 1, 1.5, 1.3, 1.3, 2, 1.7)
"""How wide the columns of a charter are, one beside the other; the headings of the last two are long."""
SHEET = (29.7, 21.0)
MARGIN = 1.5
"""Centimetres of a charter's sheet, which lies, and of its margins."""

NEEDS = """\
make demo-papers needs, beside what `make demo` installs:
  the typst wheel (0.15), for example: pip install --target DIR typst; make demo-papers PYTHONPATH=DIR
  the fonts Noto Sans Bengali and Noto Sans, on Debian: apt-get install fonts-noto-core"""


def main() -> int:
    """Writes every paper that a site offers; 2 where something is missing that is needed."""
    PAPERS.mkdir(exist_ok=True)
    try:
        for site, article in _wanted():
            content = MAKERS[Path(article.paper).suffix](site, article)
            (PAPERS / article.paper).write_bytes(content)
            print(f"{article.paper}\t{len(content)} bytes")
    except Lacking as lacking:
        print(f"{lacking}\n{NEEDS}", file=sys.stderr)
        return 2
    return 0


class Lacking(Exception):  # noqa: N818 - what is missing is no error of this program
    """A program or font that is needed is not there."""


def _wanted() -> Iterator[tuple[Site, Article]]:
    return ((site, article) for site in load_sites() for article in site.articles if site.paper_of(article))


def _filled(site: Site, body: Iterable[Block]) -> list[Block]:
    """The blocks with their gaps filled for the site's office."""
    fill = site.seat.fill
    return [
        Block(fill(one.text), tuple(map(fill, one.items)), tuple(tuple(map(fill, row)) for row in one.rows))
        for one in body
    ]


# ---- PDF -------------------------------------------------------------------------------------------------------------


def pdf(site: Site, article: Article) -> bytes:
    """The article's body as PDF. Raises Lacking without Typst or one of the fonts."""
    try:
        import typst
    except ImportError:
        raise Lacking("the typst wheel is not installed") from None
    made, warnings = typst.compile_with_warnings(_source(site, article).encode(), pdf_tags=False)
    if warnings:  # a font that is not there is but a warning to Typst
        raise Lacking("; ".join(str(one.message) for one in warnings))
    return bytes(made)


def _source(site: Site, article: Article) -> str:
    blocks = _filled(site, article.body)
    lines = _letter(blocks) if article is site.letter else _charter(blocks)
    fonts = ", ".join(map(_string, FONTS))
    return "\n".join(
        (
            f"#set document(title: {_string(site.seat.fill(article.title))}, date: none)",
            f'#set text(font: ({fonts}), lang: "bn", fallback: false)',
            "#set table(stroke: 0.5pt, inset: 4pt)",
            *lines,
        )
    )


def _letter(blocks: list[Block]) -> Iterator[str]:
    government, office, memo, day, order = (_text(one) for one in blocks[:LETTER_HEAD])
    yield '#set page(paper: "a4", margin: (x: 2.2cm, y: 2cm))'
    yield "#set text(size: 10.5pt)"
    yield f"#align(center)[{government} \\ {office}]"
    yield f"#v(0.8em)\n#grid(columns: (1fr, auto), {_content(memo)}, {_content(day)})"
    yield f"#v(0.8em)\n#align(center, strong[{order}])"
    yield from map(_block, blocks[LETTER_HEAD:-1])
    yield f"#v(4em)\n#align(right)[{_text(blocks[-1])}]"


def _charter(blocks: list[Block]) -> Iterator[str]:
    yield f'#set page(paper: "a4", flipped: true, margin: {MARGIN}cm)'
    yield "#set text(size: 9pt)"
    for one in blocks[:CHARTER_HEAD]:
        yield f"#align(center, strong[{_text(one)}])"
    for one in blocks[CHARTER_HEAD:]:
        yield f"#v(0.3em)\n#strong[{_text(one)}]\n" if _is_heading(one) else _block(one)


def _is_heading(one: Block) -> bool:
    """Whether a block is the heading of a section, which begins with its number: ১. ভিশন ও মিশন."""
    return one.text[:1].isdigit()


def _block(one: Block) -> str:
    if one.rows:
        return _table(one.rows)
    if one.items:
        items = ", ".join(_content(f"#text({_string(item)})") for item in one.items)
        return f'#enum(numbering: n => numbering("১.", n), {items})\n'
    return f"{_text(one)}\n"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    wide = [f"{part}fr" for part in _shares(len(rows[0]))]
    cells = [_content(f"#text({_string(cell)})") for row in rows[1:] for cell in row]
    head = [_content(f"#strong(text({_string(cell)}))") for cell in rows[0]]
    return f"#table(columns: ({', '.join(wide)}), table.header({', '.join(head)}), {', '.join(cells)})\n"


def _shares(columns: int) -> tuple[float, ...]:
    return CHARTER_COLUMNS if columns == len(CHARTER_COLUMNS) else (1, *[4] * (columns - 1))


def _text(one: Block) -> str:
    return f"#text({_string(one.text)})"


def _content(markup: str) -> str:
    return f"[{markup}]"


def _string(text: str) -> str:
    """A string literal: what stands in it is never taken for markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# ---- DOCX ------------------------------------------------------------------------------------------------------------


def docx(site: Site, article: Article) -> bytes:
    """The article's body as a Word file, made on the day of its upload."""
    import docx as library

    word = library.Document()
    _lay(word)
    _describe(word, site, article)
    blocks = _filled(site, article.body)
    for place, one in enumerate(blocks):
        _add(word, one, middle=place < CHARTER_HEAD)
    out = io.BytesIO()
    word.save(out)
    return _timeless(out.getvalue())


def _lay(word: "WordFile") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(SHEET[0]), Cm(SHEET[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)


def _describe(word: "WordFile", site: Site, article: Article) -> None:
    day = datetime.combine(article.day, time(5), UTC).replace(tzinfo=None)
    about = word.core_properties
    about.author = about.last_modified_by = site.seat.title
    about.title, about.language, about.comments = site.seat.fill(article.title), "bn-BD", ""
    about.created = about.modified = day


def _add(word: "WordFile", one: Block, *, middle: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if one.rows:
        _add_table(word, one.rows)
    numbered = (to_bengali_digits(f"{number}. {item}") for number, item in enumerate(one.items, 1))
    for line in (*numbered, *filter(None, [one.text])):
        paragraph, heading = word.add_paragraph(), _is_heading(one)
        paragraph.paragraph_format.space_before = Pt(6 if heading else 0)
        paragraph.paragraph_format.space_after = Pt(2)
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph.add_run(line), bold=middle or heading, size=10)


def _add_table(word: "WordFile", rows: tuple[tuple[str, ...], ...]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = False
    shares = _shares(len(rows[0]))
    wide = [Cm(share * (SHEET[0] - 2 * MARGIN) / sum(shares)) for share in shares]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, wide, strict=True):
            cell.width = width
            _write(cell.paragraphs[0].add_run(text), bold=not number, size=8)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(run: "Run", *, bold: bool, size: int) -> None:
    """Gives a run its font as a complex script has it: python-docx sets font, size and weight of Latin letters only."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    form = run._r.get_or_add_rPr()
    told = {"rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)}
    told |= {"b": {}, "bCs": {}} if bold else {}
    told |= {"sz": {"val": str(2 * size)}, "szCs": {"val": str(2 * size)}, "lang": {"bidi": "bn-BD"}}
    for name, attributes in told.items():
        element = OxmlElement(f"w:{name}")
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        form.append(element)


def _timeless(archive: bytes) -> bytes:
    """The archive with no time at its parts, which would be that of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename), old.read(part), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


MAKERS: dict[str, Callable[[Site, Article], bytes]] = {".pdf": pdf, ".docx": docx}


if __name__ == "__main__":
    sys.exit(main())
