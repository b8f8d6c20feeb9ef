"""Findings as the sentences of minutes: one for each rule, reason and lead, naming all its offices."""

from collections.abc import Iterable
from dataclasses import dataclass

from charter_audit.bangla import join_list
from charter_audit.extend import Lang
from charter_audit.model import CENTRAL, Finding, Lead, Office, Reason, Row, Scan, Verdict
from charter_audit.printing import phrase
from charter_audit.reading import READING
from charter_audit.rules import catalogue

ORDER = (
    Verdict.NOT_MET,
    Verdict.PARTLY,
    Verdict.UNCHECKED,
    Verdict.WAIVED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
"""Unfavourable sentences first, then what could not be checked, then the rest."""

SITE = frozenset(reason.slug for reason in READING[: READING.index(READING[-4])])
"""Reading reasons that hold for a whole site: said once per office, not once per rule."""


@dataclass(frozen=True, slots=True)
class Group:
    """One sentence: its reason and verdict, and the rows and findings it tells of, in registry order."""

    rule: str
    reason: Reason
    verdict: Verdict
    told: tuple[tuple[Row, Finding], ...]

    @property
    def offices(self) -> tuple[Office, ...]:
        return tuple(row.office for row, _ in self.told)


def groups(scan: Scan) -> tuple[Group, ...]:
    """All findings of a scan in groups, unfavourable ones first, then by rule, reason and lead."""
    gathered: dict[tuple[object, ...], list[tuple[Row, Finding]]] = {}
    for row in scan.rows:
        for finding in spoken(row):
            gathered.setdefault(_key(row, finding, scan), []).append((row, finding))
    made = (_group(told) for told in gathered.values())
    return tuple(sorted(made, key=lambda group: _rank(group, scan)))


def sentence(group: Group, own: str, lang: Lang) -> str:
    """The group's sentence, with its full stop."""
    names = [office.called if lang == "bn" else office.name_en for office in group.offices]
    offices = join_list(names, last=phrase("list_last", lang))
    clause = group.reason.bn if lang == "bn" else group.reason.en
    lead = _lead(group, own).format(offices=offices) if lang == "bn" else ""
    return phrase("sentence", lang).format(lead=lead, offices=offices, clause=clause)


def advice(group: Group, lang: Lang) -> str:
    """What the offices of the group have to do."""
    return group.reason.advice_bn if lang == "bn" else group.reason.advice_en


def spoken(row: Row) -> Iterable[Finding]:
    """What is said of an office: nothing folded or absorbed, a reason of the whole site once."""
    absorbed = {pair for finding in row.findings for pair in finding.reason.absorbs}
    said: set[str] = set()
    for finding in row.findings:
        slug = finding.reason.slug
        if finding.reason.folded or (finding.rule, slug) in absorbed or (slug in SITE and slug in said):
            continue
        said.add(slug)
        yield finding


def _key(row: Row, finding: Finding, scan: Scan) -> tuple[object, ...]:
    slug = finding.reason.minutes_with or finding.reason.slug
    rule = "" if slug in SITE else finding.rule
    return (rule, slug, finding.verdict, _kind(row.office, scan.own))


def _group(told: list[tuple[Row, Finding]]) -> Group:
    first = told[0][1]
    return Group(first.rule, _spoken_as(first), first.verdict, tuple(told))


def _spoken_as(finding: Finding) -> Reason:
    """The reason under whose clause an office is listed."""
    slug = finding.reason.minutes_with
    if not slug:
        return finding.reason
    return next(reason for reason in catalogue()[finding.rule].reasons if reason.slug == slug)


def _rank(group: Group, scan: Scan) -> tuple[int, int]:
    return ORDER.index(group.verdict), scan.rules.index(group.rule)


def _lead(group: Group, own: str) -> str:
    return phrase(f"leads.{Lead(group.reason.lead)}.{_kind(group.offices[0], own)}", "bn")


def _kind(office: Office, own: str) -> str:
    """Which lead an office takes: that of the office whose meeting it is, of the centre, or of its tier."""
    if office.id == own:
        return "own"
    return "central" if office.tier in CENTRAL else office.tier.value
