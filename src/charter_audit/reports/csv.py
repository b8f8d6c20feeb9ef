"""CSV: one row per office and rule, for spreadsheets and scripts (RFC 4180, UTF-8 with BOM, CRLF)."""

import csv
import io
from collections.abc import Mapping

from charter_audit.extend import Lang, Report
from charter_audit.matrices import as_csv
from charter_audit.model import Finding, Row, Scan, Verdict
from charter_audit.printing import guarded
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


def render(scan: Scan, lang: Lang) -> str:
    """The scan's findings, rows in registry order, then rule order."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([guarded(cell) for cell in _cells(scan, row, one, lang)] for row, one in scan.findings())
    return out.getvalue()


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
        facts({**one.facts, **_waiver(one)}),
        " ".join(seen.url for seen in one.evidence),
        one.reason.advice_bn if bn else one.reason.advice_en,
        row.checked_at.isoformat(timespec="seconds"),
    )


def _waiver(one: Finding) -> Mapping[str, str]:
    """The waiver that lies over a finding, told after its facts."""
    if one.verdict is not Verdict.WAIVED or one.waiver is None:
        return {}
    waiver = one.waiver
    return {"waived_until": str(waiver.until), "waived_because": waiver.reason, "waived_by": waiver.ref}


def facts(known: Mapping[str, str]) -> str:
    """Facts as `key=value; key=value`."""
    return "; ".join(f"{key}={value}" for key, value in known.items())


REPORT = Report("csv", ".csv", render, as_csv)
