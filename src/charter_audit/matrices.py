"""The matrix of a fiscal year in each format: text for a terminal, CSV, JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import count

from charter_audit.bangla import columns
from charter_audit.extend import Lang
from charter_audit.model import Office
from charter_audit.printing import guarded, month, number, phrase, wrap
from charter_audit.progress import Cell, Line, Matrix, Progress
from charter_audit.quarter import ORDINALS_BN
from charter_audit.rules import catalogue

SCHEMA = "charter-audit/progress/1"
WIDTH = 80
GAP = "  "

_CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎ\u09bc\u09dc\u09dd\u09df"
_VOWELS = "অআইঈউঊঋএঐওঔািীুূৃেৈোৌ"


def genitive(name: str) -> str:
    """A short name as headings have it: বিসিসি'র, আইসিটি বিভাগের."""
    if name.endswith(tuple(_VOWELS)):
        return f"{name}'র"
    return f"{name}ের" if name.endswith(tuple(_CONSONANTS)) else f"{name}-এর"


def title(made: Matrix, lang: Lang) -> str:
    """The heading of the matrix, whose it is and how far it goes."""
    quarter = made.quarter
    own = next((office for office in made.offices if office.id == made.own), None)
    return phrase("matrix.title", lang).format(
        whose=phrase(f"matrix.whose.{own.tier}", lang) if own else "",
        year=number(quarter.fiscal_year, lang),
        ordinal=ORDINALS_BN[quarter.number - 1] if lang == "bn" else f"Q{quarter.number}",
        first=month(quarter.first.isoformat()[:7], lang),
        last=month(quarter.last.isoformat()[:7], lang),
    )


def heading(office: Office, lang: Lang) -> str:
    """The heading of an office's column."""
    name = genitive(office.called) if lang == "bn" else office.name_en
    return phrase("matrix.progress", lang).format(office=name)


def printed(cell: Cell, lang: Lang) -> str:
    """A cell as printed: the number in the language's digits, or the phrase in its place."""
    return number(cell.achieved, lang) if cell.says is Progress.COUNT else phrase(f"matrix.cells.{cell.says}", lang)


def activity(line: Line, lang: Lang) -> str:
    """The plan's own words, which are Bengali, or the rule's title where they are not on file."""
    rule = catalogue()[line.rule]
    return (line.duty.activity or rule.title_bn) if lang == "bn" else rule.title_en


def target(line: Line, lang: Lang) -> str:
    """The target with its unit, "" where none is on file."""
    return "" if line.duty.target is None else f"{number(line.duty.target, lang)}{line.duty.unit}"


# ---- CSV ---------------------------------------------------------------------------------------------------


def as_csv(made: Matrix, lang: Lang) -> str:
    """As the minutes have it: rows of activities, columns of offices; a phrase for all stands in the first alone."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [phrase(f"matrix.{key}", lang) for key in ("serial", "activity", "indicator", "target")]
    writer.writerow([*heads, *(guarded(heading(office, lang)) for office in made.offices)])
    for serial, line in enumerate(made.lines, 1):
        first = (_serial(serial, lang), activity(line, lang), line.duty.indicator, target(line, lang))
        writer.writerow([guarded(cell) for cell in (*first, *_merged(line, lang))])
    return out.getvalue()


def _serial(serial: int, lang: Lang) -> str:
    return phrase("matrix.number", lang).format(number=number(serial, lang))


def _merged(line: Line, lang: Lang) -> tuple[str, ...]:
    cells = tuple(printed(cell, lang) for cell in line.cells)
    return (cells[0], *[""] * (len(cells) - 1)) if line.phrase else cells


# ---- JSON --------------------------------------------------------------------------------------------------


def as_json(made: Matrix, lang: Lang) -> str:
    """One object (schema "charter-audit/progress/1"): every cell of its own, with what was achieved and why."""
    told = {
        "schema": SCHEMA,
        "fiscal_year": made.quarter.fiscal_year,
        "quarter": str(made.quarter),
        "own": made.own,
        "title": title(made, lang),
        "quarters_without_scan": [str(quarter) for quarter in made.without_scan],
        "offices": [
            {"id": office.id, "name": office.name, "name_en": office.name_en, "heading": heading(office, lang)}
            for office in made.offices
        ],
        "rows": [_row(serial, line, made, lang) for serial, line in enumerate(made.lines, 1)],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _row(serial: int, line: Line, made: Matrix, lang: Lang) -> dict[str, object]:
    authority = line.duty.authority
    return {
        "serial": serial,
        "rule": line.rule,
        "activity": activity(line, lang),
        "indicator": line.duty.indicator,
        "target": line.duty.target,
        "unit": line.duty.unit,
        "authority": authority.bn if lang == "bn" else authority.en,
        "confidence": str(authority.confidence),
        "one_cell": line.phrase is not None,
        "cells": {
            office.id: {
                "says": str(cell.says),
                "achieved": cell.achieved,
                "reason": cell.reason,
                "printed": printed(cell, lang),
            }
            for office, cell in zip(made.offices, line.cells, strict=True)
        },
    }


# ---- text --------------------------------------------------------------------------------------------------


def as_text(made: Matrix, lang: Lang) -> str:
    """The matrix for a terminal: as many offices side by side as fit, then the activities in the plan's words."""
    lines = [*wrap(title(made, lang), WIDTH), ""]
    for offices in _bands(made, lang, _room(made, lang)):
        lines += [*_grid(made, offices, lang), ""]
    for serial, line in enumerate(made.lines, 1):
        lines += [*wrap(f"{_serial(serial, lang)} {activity(line, lang)}", WIDTH, "   ")]
        authority = line.duty.authority
        lines += [*wrap(authority.bn if lang == "bn" else authority.en, WIDTH, "     ", "   ")]
    if made.without_scan:
        quarters = ", ".join(number(str(quarter), lang) for quarter in made.without_scan)
        lines += ["", *wrap(phrase("matrix.without_scan", lang).format(quarters=quarters), WIDTH)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _first(made: Matrix, lang: Lang) -> tuple[list[str], list[str]]:
    """The cells of the two columns before the offices: serial and target, each with its heading."""
    serials = [phrase("matrix.serial", lang), *(_serial(at, lang) for at in range(1, len(made.lines) + 1))]
    return serials, [phrase("matrix.target", lang), *(target(line, lang) for line in made.lines)]


def _room(made: Matrix, lang: Lang) -> int:
    return WIDTH - sum(max(map(columns, cells)) + len(GAP) for cells in _first(made, lang))


def _width(made: Matrix, at: int, lang: Lang) -> int:
    """The columns that an office takes: its longest word, of headings and of phrases that are not one for all."""
    cells = (printed(line.cells[at], lang) for line in made.lines if not line.phrase)
    return max(columns(word) for text in (heading(made.offices[at], lang), *cells) for word in text.split())


def _bands(made: Matrix, lang: Lang, room: int) -> Iterator[list[int]]:
    """The offices by their places, as many together as fit beside each other."""
    band: list[int] = []
    taken = 0
    for at in range(len(made.offices)):
        width = _width(made, at, lang) + len(GAP)
        if band and taken + width > room + len(GAP):
            yield band
            band, taken = [], 0
        band.append(at)
        taken += width
    yield band


def _grid(made: Matrix, band: Sequence[int], lang: Lang) -> Iterator[str]:
    serials, targets = _first(made, lang)
    widths = [max(map(columns, serials)), max(map(columns, targets)), *(_width(made, at, lang) for at in band)]
    heads = [serials[0], targets[0], *(heading(made.offices[at], lang) for at in band)]
    yield from _broken(heads, widths)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for at, line in zip(count(1), made.lines, strict=False):
        first = [serials[at], targets[at]]
        if line.phrase:
            merged = sum(widths[2:]) + len(GAP) * (len(band) - 1)
            said = printed(line.cells[0], lang)
            yield from _broken([*first, said], [*widths[:2], merged], centred=True)
        else:
            yield from _broken([*first, *(printed(line.cells[one], lang) for one in band)], widths)


def _broken(cells: Sequence[str], widths: Sequence[int], *, centred: bool = False) -> Iterator[str]:
    """One row, each cell broken into the lines that it needs."""
    parts = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    if centred:
        parts[-1] = [" " * ((widths[-1] - columns(text)) // 2) + text for text in parts[-1]]
    for at in range(max(map(len, parts))):
        texts = [part[at] if at < len(part) else "" for part in parts]
        yield GAP.join(text + " " * (width - columns(text)) for text, width in zip(texts, widths, strict=True))
