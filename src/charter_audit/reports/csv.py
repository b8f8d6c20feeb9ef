"""CSV: one row per office and rule, for spreadsheets and scripts (RFC 4180, UTF-8 with BOM, CRLF)."""

import csv
import io
from collections.abc import Mapping

from charter_audit.extend import Lang, Report
from charter_audit.model import Finding, Row, Scan
from charter_audit.rules import catalogue

HEADER = [
    "quarter",
    "as_of",
    "office_id",
    "office_name",
    "office_name_en",
    "tier",
    "under",
    "office_url",
    "rule",
    "rule_title",
    "verdict",
    "reason",
    "finding",
    "fact",
    "evidence_url",
    "advice",
    "checked_at",
]

FORMULA = ("=", "+", "-", "@")
"""A spreadsheet runs a cell that begins so."""


def render(scan: Scan, lang: Lang) -> str:
    """The scan's findings, rows in registry order, then rule order."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([guarded(cell) for cell in _cells(scan, row, one, lang)] for row, one in scan.findings())
    return out.getvalue()


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands and never runs; other control characters become spaces."""
    safe = "".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in cell)
    return f"'{safe}" if safe.startswith(FORMULA) or safe[:1] != cell[:1] else safe


def _cells(scan: Scan, row: Row, one: Finding, lang: Lang) -> tuple[str, ...]:
    office, rule, bn = row.office, catalogue()[one.rule], lang == "bn"
    return (
        str(scan.quarter),
        scan.as_of.isoformat(),
        office.id,
        office.name,
        office.name_en,
        office.tier,
        office.under,
        office.url,
        one.rule,
        rule.title_bn if bn else rule.title_en,
        one.verdict,
        one.reason.slug,
        one.reason.bn if bn else one.reason.en,
        facts(one.facts),
        " ".join(seen.url for seen in one.evidence),
        one.reason.advice_bn if bn else one.reason.advice_en,
        row.checked_at.isoformat(timespec="seconds"),
    )


def facts(known: Mapping[str, str]) -> str:
    """Facts as `key=value; key=value`."""
    return "; ".join(f"{key}={value}" for key, value in known.items())


REPORT = Report("csv", ".csv", render)
