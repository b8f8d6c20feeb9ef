"""The findings table of the minutes, as text for a terminal or a pipe: 80 columns, no colour of its own.

A line for each office with a sign and a word for each rule; then the sentences, each with its offices, the facts that
vary and what is to be done; then the counts.
"""

from collections import Counter
from collections.abc import Iterator

from charter_audit.address import readable
from charter_audit.bangla import columns
from charter_audit.extend import Lang, Report
from charter_audit.matrices import as_text
from charter_audit.model import Finding, Row, Scan, Verdict
from charter_audit.printing import day, known, number, phrase, sign, span, wrap
from charter_audit.reading import DECLARED, IN_PROGRESS, NOT_FOR_TIER
from charter_audit.rules import catalogue
from charter_audit.scanfile import counts
from charter_audit.sentences import Group, advice, groups, sentence

WIDTH = 80
GAP = "  "
SPANS = ("date", "letter_date", "upload_date", "meeting_date", "event_date", "declared_date", "due")

OF_ANY_RULE = (DECLARED, IN_PROGRESS, NOT_FOR_TIER)
"""Reasons whose sentence does not say what it is about."""


def render(scan: Scan, lang: Lang) -> str:
    """The whole report, lines ending in a line feed."""
    if not scan.rows:
        return phrase("table.none", lang) + "\n"
    told = groups(scan)
    lines = (
        *_title(scan, lang),
        "",
        *_grid(scan, lang),
        "",
        *_findings(scan, told, lang),
        *_counts(scan, lang),
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(scan: Scan, lang: Lang) -> Iterator[str]:
    name = scan.quarter.name_bn if lang == "bn" else scan.quarter.name_en
    yield phrase("table.title", lang).format(quarter=f"{name} ({number(scan.quarter.fiscal_year, lang)})")
    yield phrase("table.as_of", lang).format(day=day(scan.as_of, lang))


def _grid(scan: Scan, lang: Lang) -> Iterator[str]:
    heads = [phrase("table.office", lang), *(_head(code, lang) for code in scan.rules)]
    body = [[_name(row, lang), *(_cell(one, lang) for one in row.findings)] for row in scan.rows]
    rest = [max(map(columns, column)) for column in list(zip(heads, *body, strict=True))[1:]]
    widths = [
        min(max(columns(line[0]) for line in (heads, *body)), WIDTH - sum(rest) - len(GAP) * len(rest)),
        *rest,
    ]
    yield _line(heads, widths)
    yield "─" * (sum(widths) + len(GAP) * len(rest))
    for cells in body:
        first, *more = wrap(cells[0], widths[0])
        yield _line([first, *cells[1:]], widths)
        yield from more


def _line(cells: list[str], widths: list[int]) -> str:
    return GAP.join(cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))


def _head(code: str, lang: Lang) -> str:
    rule = catalogue()[code]
    return rule.head_bn if lang == "bn" else rule.head_en


def _name(row: Row, lang: Lang) -> str:
    return row.office.called if lang == "bn" else row.office.name_en


def _cell(finding: Finding, lang: Lang) -> str:
    word = f"verdicts.{finding.verdict}"
    return f"{sign(finding.verdict)} {phrase(word, lang)}"


def _findings(scan: Scan, told: tuple[Group, ...], lang: Lang) -> Iterator[str]:
    yield phrase("table.findings", lang)
    alike = Counter(sentence(group, scan.own, lang) for group in told)
    for group in told:
        said = sentence(group, scan.own, lang)
        of = f"{_head(group.rule, lang)}: " if alike[said] > 1 or group.reason in OF_ANY_RULE else ""
        yield ""
        yield from wrap(f"{sign(group.verdict)} {of}{said}", WIDTH, "  ")
        yield from wrap(f"{phrase('table.advice', lang)}: {advice(group, lang)}", WIDTH, "    ", "  ")
        for row, finding in group.told:
            yield from _detail(row, finding, lang)
    yield ""


def _detail(row: Row, finding: Finding, lang: Lang) -> Iterator[str]:
    """What varies from office to office: its facts, its waiver, and the addresses to open."""
    told = [fact for key, value in finding.facts.items() if (fact := _fact(finding.rule, key, value, lang))]
    if finding.waiver:
        told.append(phrase("table.waiver", lang).format(**_waiver(finding, lang)))
    if not (told or finding.evidence):
        return
    line = f"· {_name(row, lang)}{': ' if told else ''}{'; '.join(told)}"
    addresses = [readable(seen.url) for seen in finding.evidence]
    beside = f"    {line}  {addresses[0]}" if len(addresses) == 1 else ""
    if beside and columns(beside) <= WIDTH:
        yield beside
        return
    yield from wrap(line, WIDTH, "      ", "    ")
    yield from (f"      {address}" for address in addresses)


def _waiver(finding: Finding, lang: Lang) -> dict[str, str]:
    assert finding.waiver is not None
    waiver = finding.waiver
    return {"until": number(str(waiver.until), lang), "reason": waiver.reason, "ref": waiver.ref}


def _fact(rule: str, key: str, value: str, lang: Lang) -> str:
    """A fact as printed, "" for one that is only for CSV and JSON."""
    name = known(f"facts_of.{rule}.{key}", lang) or known(f"facts.{key}", lang)
    if not name:
        return ""
    if key in SPANS:
        return f"{name} {span(value, lang)}"
    printed = number(value, lang) if value.isascii() and value.isdigit() else value
    printed = known(f"values.{key}.{value}", lang) or printed
    return f"{name} {printed}"


def _counts(scan: Scan, lang: Lang) -> Iterator[str]:
    yield phrase("table.counts", lang)
    for code, of in counts(scan).items():
        said = {verdict.value: number(of[verdict], lang) for verdict in Verdict}
        checked = of[Verdict.MET] + of[Verdict.PARTLY] + of[Verdict.NOT_MET]
        line = phrase("table.counted", lang).format(rule=_head(code, lang), checked=number(checked, lang), **said)
        for verdict in (Verdict.WAIVED, Verdict.NOT_APPLICABLE):
            line += phrase(f"table.{verdict}", lang).format(**said) if of[verdict] else ""
        if checked:
            percent = number(round(100 * of[Verdict.MET] / checked), lang)
            line += phrase("table.percent", lang).format(percent=percent)
        yield from wrap(line, WIDTH, "    ", "  ")


REPORT = Report("table", ".txt", render, as_text)
