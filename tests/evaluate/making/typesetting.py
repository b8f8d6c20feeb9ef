"""PDF by Typst, with a healthy text layer; also the sheets from which scans are drawn."""

import importlib
from collections.abc import Iterable

from evaluate.paperplan import Block, Line, Paper, Rows

FONT = "Noto Sans Bengali"
_WIDE = 5
"""Columns from which a paper lies on its side."""


def pdf(paper: Paper) -> bytes:
    """The paper as Typst sets it."""
    return compiled(source(paper.blocks))


def compiled(text: str) -> bytes:
    """What Typst makes of a source. Raises RuntimeError where a font is missing, which Typst itself only warns of."""
    typst = importlib.import_module("typst")  # not among the pins: only this needs it
    made, warnings = typst.compile_with_warnings(text.encode())
    if warnings:
        raise RuntimeError(f"typst: {warnings[0].message}")
    return bytes(made)


def source(blocks: Iterable[Block]) -> str:
    """The blocks in Typst's language, every text as a literal."""
    every = tuple(blocks)
    flipped = str(is_wide(every)).lower()
    size = 8 if is_wide(every) else 11
    return "\n".join(
        (
            '#set document(title: "paper", date: none)',
            f'#set page(paper: "a4", flipped: {flipped}, margin: 1.6cm)',
            f'#set text(font: "{FONT}", size: {size}pt, lang: "bn")',
            *(_line(block) if isinstance(block, Line) else _table(block) for block in every),
        )
    )


def is_wide(blocks: Iterable[Block]) -> bool:
    """Whether a table needs the paper on its side."""
    return any(isinstance(block, Rows) and len(block.cells[0]) > _WIDE for block in blocks)


def _line(line: Line) -> str:
    return f"#align(center)[#text(1.2em)[{_said(line.text)}]]" if line.head else f"{_said(line.text)}\n"


def _table(rows: Rows) -> str:
    head, *rest = (", ".join(f"[{_said(cell)}]" for cell in row) for row in rows.cells)
    header = f"table.header(repeat: {str(rows.repeat).lower()}, {head})"
    columns = ", ".join(["auto", *["1fr"] * (len(rows.cells[0]) - 1)])
    return f"#table(columns: ({columns}), {', '.join((header, *rest))})\n"


def _said(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{escaped}")'
