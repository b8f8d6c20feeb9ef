"""The charter follows the table format prescribed for its tier.

What is asked: the service tables have the headings of the format of the office's tier, in order and in the current
wording: eight columns in the field, seven at ministries, divisions and directorates.
How it is checked: the headings of every service table on the charter's page and in its readable files, each by what it
means; eight columns alone prove nothing. What could not be read, or is not in Unicode, fails no office.
Source: field format approved on 3 August 2017 (headings on field offices' sites); central headings on central sites;
Sirajganj minutes of 28 November 2023, decision 2.2 ("8 columns").
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from charter_audit import contents, formats, samples
from charter_audit.contents import BLOCKS, Contents
from charter_audit.extend import Example, Rule
from charter_audit.formats import Fit, Format
from charter_audit.model import AUDITED, Document, Evidence, Finding, Lead, Question, Reason, Table, Tier, Verdict
from charter_audit.reading import CHARTER_OF_OTHER_OFFICE, DOCUMENT_UNREADABLE, NOT_FOR_TIER, finding, see

CODE = "CC-FMT-01"
RULED = frozenset({"docx", "xlsx"})
"""Kinds of file in which a table is marked as one, so that its absence can be seen."""

FORMAT_MATCH = Reason(
    slug="format-match",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটে প্রস্তুত করা হয়েছে",
    en="charter is in the prescribed format",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "variant",
        "tables",
    ),
)
FORMAT_OLDER = Reason(
    slug="format-older",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটের পুরাতন সংস্করণে রয়েছে",
    en="charter is in an older version of the format",
    advice_bn="সেবা প্রদান প্রতিশ্রুতির ছক বর্তমান নির্ধারিত ফরম্যাটে রূপান্তর করতে হবে।",
    advice_en="Bring the table to the current wording of the format.",
    facts=(
        "variant",
        "headings",
    ),
)
FORMAT_MIXED = Reason(
    slug="format-mixed",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির ছকে নির্ধারিত ফরম্যাটের কিছু কলাম নেই বা ভিন্ন রয়েছে",
    en="some columns of the format are missing or different",
    advice_bn="সেবা প্রদান প্রতিশ্রুতির ছকে নির্ধারিত ফরম্যাটের সকল কলাম রাখতে হবে।",
    advice_en="Give the table every column of the format.",
    facts=(
        "headings",
        "missing",
    ),
)
FORMAT_WRONG_TIER = Reason(
    slug="format-wrong-tier",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি ভিন্ন স্তরের দপ্তরের ফরম্যাটে প্রস্তুত করা হয়েছে",
    en="charter is in the format of another kind of office",
    advice_bn="দপ্তরের স্তর অনুযায়ী নির্ধারিত ফরম্যাটে (মাঠ পর্যায়: ৮ কলাম; মন্ত্রণালয়/অধিদপ্তর: ৭ কলাম) প্রস্তুত করতে হবে।",
    advice_en="Use the format of the office's own tier (field 8 columns; ministry or directorate 7).",
    facts=(
        "variant",
        "headings",
    ),
)
FORMAT_NONE = Reason(
    slug="format-none",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির ছক নির্ধারিত ফরম্যাটে নেই",
    en="charter table is not in the prescribed format",
    advice_bn="সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটে (মাঠ পর্যায়: ৮ কলাম; মন্ত্রণালয়/অধিদপ্তর: ৭ কলাম) প্রস্তুত করে সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Prepare the charter in the prescribed format (field 8 columns; ministry or directorate 7) and upload it.",
    facts=(
        "headings",
        "missing",
    ),
)
NO_TABLE = Reason(
    slug="no-table",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি ছক আকারে প্রস্তুত করা হয়নি",
    en="charter is not set out as a table",
    advice_bn="সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটের ছকে প্রস্তুত করতে হবে।",
    advice_en="Set the charter out in the table of the prescribed format.",
    facts=("url",),
)
OF_OTHER_OFFICE = replace(CHARTER_OF_OTHER_OFFICE, folded=True)
NO_CHARTER = replace(contents.NO_CHARTER, folded=True)

BY_FIT = {
    Fit.MATCH: FORMAT_MATCH,
    Fit.OLDER: FORMAT_OLDER,
    Fit.MIXED: FORMAT_MIXED,
    Fit.WRONG_TIER: FORMAT_WRONG_TIER,
    Fit.NONE: FORMAT_NONE,
}


def judge(evidence: Evidence, question: Question) -> Finding:
    def ask(charter: Contents) -> Finding:
        return _format(charter, question.office.tier)

    return contents.judge(CODE, evidence, question, ask, OF_OTHER_OFFICE, NO_CHARTER)


def _format(charter: Contents, tier: Tier) -> Finding:
    services = formats.service_tables(charter.tables)
    made = formats.format_of(services, tier)
    if made and made.fit is Fit.MATCH:
        return _tell(FORMAT_MATCH, charter, _facts(made, len(services)))
    if doubt := contents.doubt(CODE, charter) or _unseen(charter, made):
        return doubt
    if made:
        return _tell(BY_FIT[made.fit], charter, _facts(made, len(services)))
    rest = formats.others(charter.tables)
    return _of_unknown(charter, rest[0]) if rest else _tell(NO_TABLE, charter, {"url": charter.charter.at})


def _unseen(charter: Contents, made: Format | None) -> Finding | None:
    """A file whose headings did not all come out, or whose table cannot be told from its text, proves nothing."""
    if made and all(heading.strip() for heading in made.printed):
        return None
    for one in charter.read:
        if isinstance(one.thing, Document) and (made or one.thing.tables or one.thing.file_type not in RULED):
            return contents.unsure(CODE, one, DOCUMENT_UNREADABLE, "headings-not-seen")
    return None


def _of_unknown(charter: Contents, table: Table) -> Finding:
    """There is a table, but no heading in it is one that any format has."""
    return _tell(FORMAT_NONE, charter, {"headings": _listed(dict.fromkeys(table.rows[0]))})


def _facts(made: Format, tables: int) -> Mapping[str, str]:
    return {
        "variant": made.variant,
        "tables": str(tables),
        "headings": _listed(made.printed),
        "missing": _listed(made.missing),
    }


def _listed(headings: Iterable[str]) -> str:
    return " | ".join(headings)


def _tell(reason: Reason, charter: Contents, facts: Mapping[str, str]) -> Finding:
    return finding(CODE, reason, facts, *map(see, charter.read))


EXAMPLES = (
    Example(
        case="upazila, the eight headings and the row (১) … (৮)",
        evidence=samples.charter_in_eight_columns,
        question=samples.ask,
        reason="format-match",
    ),
    Example(
        case="upazila, প্রদেয় সেবা / সেবা গ্রহীতা / … / মন্তব্য",
        evidence=samples.charter_of_the_first_generation,
        question=samples.ask,
        reason="format-none",
    ),
)

RULE = Rule(
    code=CODE,
    position=5,
    title_bn="নির্ধারিত ফরম্যাটে (মাঠ পর্যায়: ৮ কলাম) প্রস্তুত",
    title_en="The charter follows the table format prescribed for its tier",
    head_bn="ফরম্যাট",
    head_en="format",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        FORMAT_MATCH,
        FORMAT_OLDER,
        FORMAT_MIXED,
        FORMAT_WRONG_TIER,
        FORMAT_NONE,
        NO_TABLE,
        OF_OTHER_OFFICE,
        NO_CHARTER,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    core=True,
    blocks=BLOCKS,
)
