"""A scan as one JSON object and back (schema "charter-audit/scan/1", shipped as data/scan.schema.json)."""

import json
from collections import Counter
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from charter_audit.extend import Rule
from charter_audit.model import (
    Asked,
    Contact,
    Finding,
    Office,
    Reason,
    Row,
    Scan,
    Seen,
    Tier,
    Verdict,
    Waiver,
)
from charter_audit.quarter import Quarter
from charter_audit.reading import READING
from charter_audit.rules import catalogue

SCHEMA: Literal["charter-audit/scan/1"] = "charter-audit/scan/1"


class ScanFileError(ValueError):
    """A scan file that this version cannot read; the text says where and why."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class SeenOut(_Value):
    url: str
    what: str
    fetched_at: datetime | None
    sha256: str


class WaiverOut(_Value):
    rule: str
    until: Annotated[str, Field(description="the last quarter it holds for, as 2026-27/Q4")]
    reason: str
    ref: str


class FindingOut(_Value):
    verdict: Verdict
    reason: str
    facts: dict[str, str]
    evidence: list[SeenOut]
    waiver: WaiverOut | None = None


class ContactOut(_Value):
    role: str
    email: str
    phone: str


class AskedOut(_Value):
    url: str
    outcome: str
    status: int
    ms: int
    bytes: int


class OfficeOut(_Value):
    id: str
    name: str
    name_en: str
    tier: Tier
    under: str
    url: str
    final_url: str
    platform: str
    short: str
    alt: list[str]
    aliases: list[str]
    group: str
    no_subordinates: bool
    tls_unverified: bool
    waivers: list[WaiverOut]
    contact: ContactOut | None
    checked_at: datetime
    findings: dict[str, FindingOut]
    trail: list[AskedOut] | None = None


class Counts(_Value):
    met: int = 0
    partly: int = 0
    not_met: int = 0
    unchecked: int = 0
    not_applicable: int = 0
    waived: int = 0


class Summary(_Value):
    offices: int
    rules: dict[str, Counts]


class ScanOut(_Value):
    schema_: Annotated[Literal["charter-audit/scan/1"], Field(alias="schema")] = SCHEMA
    tool_version: str
    rules_version: str
    quarter: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}/Q[1-4]$")]
    as_of: date
    started_at: datetime
    finished_at: datetime
    own: str
    offices: list[OfficeOut]
    summary: Summary
    rules: list[str]


def counts(scan: Scan) -> dict[str, Counter[Verdict]]:
    """How often each verdict was given, by rule, in the order of the rules."""
    counted: dict[str, Counter[Verdict]] = {rule: Counter() for rule in scan.rules}
    for _, finding in scan.findings():
        counted[finding.rule][finding.verdict] += 1
    return counted


def write(scan: Scan) -> str:
    """The scan as JSON text; the trail of addresses stands in it where the rows have one."""
    out = ScanOut(
        tool_version=scan.tool_version,
        rules_version=scan.rules_version,
        quarter=str(scan.quarter),
        as_of=scan.as_of,
        started_at=scan.started_at,
        finished_at=scan.finished_at,
        own=scan.own,
        offices=[_office(row) for row in scan.rows],
        summary=_summary(scan),
        rules=list(scan.rules),
    )
    return out.model_dump_json(by_alias=True, indent=2, exclude_none=False) + "\n"


def read(text: str) -> Scan:
    """The scan that a JSON text holds. Raises ScanFileError saying where the text is wrong."""
    try:
        out = ScanOut.model_validate_json(text)
        return Scan(
            Quarter.parse(out.quarter),
            out.as_of,
            out.started_at,
            out.finished_at,
            tuple(out.rules),
            tuple(_row(office) for office in out.offices),
            out.own,
            out.tool_version,
            out.rules_version,
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ScanFileError(f"{where}: {first['msg']}") from error
    except ValueError as error:
        raise ScanFileError(str(error)) from error


def schema() -> str:
    """The JSON Schema of the file, as shipped."""
    return json.dumps(ScanOut.model_json_schema(by_alias=True), ensure_ascii=False, indent=2) + "\n"


def _summary(scan: Scan) -> Summary:
    rules = {rule: Counts(**{str(v): n for v, n in of.items()}) for rule, of in counts(scan).items()}
    return Summary(offices=len(scan.rows), rules=rules)


def _office(row: Row) -> OfficeOut:
    office = row.office
    return OfficeOut(
        id=office.id,
        name=office.name,
        name_en=office.name_en,
        tier=office.tier,
        under=office.under,
        url=office.url,
        final_url=row.final_url,
        platform=row.platform,
        short=office.short,
        alt=list(office.alt),
        aliases=list(office.aliases),
        group=office.group,
        no_subordinates=office.no_subordinates,
        tls_unverified=office.tls_unverified,
        waivers=[_waiver(waiver) for waiver in office.waivers],
        contact=ContactOut.model_validate(office.contact) if office.contact else None,
        checked_at=row.checked_at,
        findings={finding.rule: _finding(finding) for finding in row.findings},
        trail=[AskedOut.model_validate(asked) for asked in row.trail] or None,
    )


def _waiver(waiver: Waiver) -> WaiverOut:
    return WaiverOut(rule=waiver.rule, until=str(waiver.until), reason=waiver.reason, ref=waiver.ref)


def _finding(finding: Finding) -> FindingOut:
    return FindingOut(
        verdict=finding.verdict,
        reason=finding.reason.slug,
        facts=dict(finding.facts),
        evidence=[SeenOut.model_validate(seen) for seen in finding.evidence],
        waiver=_waiver(finding.waiver) if finding.waiver else None,
    )


def _row(out: OfficeOut) -> Row:
    office = Office(
        id=out.id,
        name=out.name,
        name_en=out.name_en,
        tier=out.tier,
        url=out.url,
        under=out.under,
        short=out.short,
        alt=tuple(out.alt),
        aliases=tuple(out.aliases),
        no_subordinates=out.no_subordinates,
        tls_unverified=out.tls_unverified,
        waivers=tuple(_waiver_in(waiver) for waiver in out.waivers),
        contact=Contact(**out.contact.model_dump()) if out.contact else None,
        group=out.group,
    )
    findings = tuple(_finding_in(rule, finding) for rule, finding in out.findings.items())
    trail = tuple(Asked(**asked.model_dump()) for asked in out.trail or ())
    return Row(office, findings, out.checked_at, out.final_url, out.platform, trail)


def _waiver_in(out: WaiverOut) -> Waiver:
    return Waiver(out.rule, Quarter.parse(out.until), out.reason, out.ref)


def _finding_in(rule: str, out: FindingOut) -> Finding:
    evidence = tuple(Seen(**seen.model_dump()) for seen in out.evidence)
    waiver = _waiver_in(out.waiver) if out.waiver else None
    return Finding(rule, _reason(rule, out.reason), out.facts, evidence, waiver)


def _reason(code: str, slug: str) -> Reason:
    rule: Rule | None = catalogue().get(code)
    if rule is None:
        raise ScanFileError(f"this version has no rule {code}")
    for reason in (*rule.reasons, *READING):
        if reason.slug == slug:
            return reason
    raise ScanFileError(f"rule {code} of this version has no reason {slug}")
