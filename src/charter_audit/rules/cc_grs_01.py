"""The grievance redress table is complete.

What is asked: the charter says who hears a complaint (অনিক) and who an appeal, by post, with an address and a time limit.
How it is checked: the table of the charter's grievance section, by its headings, in its page and readable files; each
officer is looked for in the column of whom to see, never in that of when. A post, a telephone, e-mail or address, and a
count of days must stand in his row. What no table gives may stand in the section's text. A grievance box elsewhere on
the front page does not count; a third instance is not asked for.
Source: tables on the sites of central offices; guideline on preparing charters, 2017 (its text is not on file).
"""

from collections.abc import Mapping
from dataclasses import replace

from charter_audit import boxlinks, contents, grievance, samples, sections, wording
from charter_audit.contents import BLOCKS, Contents
from charter_audit.extend import Example, Rule
from charter_audit.grievance import Redress
from charter_audit.model import AUDITED, Document, Evidence, Finding, Found, Lead, Link, Question, Reason, Verdict
from charter_audit.reading import CHARTER_OF_OTHER_OFFICE, DOCUMENT_UNREADABLE, NOT_FOR_TIER, finding, see

CODE = "CC-GRS-01"
RULED = frozenset({"docx", "xlsx"})
"""Kinds of file whose tables are read with certainty; of any other a table may have come out as text in no order."""

GRIEVANCE_COMPLETE = Reason(
    slug="grievance-complete",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="অভিযোগ প্রতিকার ব্যবস্থাপনার পূর্ণাঙ্গ ছক আছে",
    en="complete grievance table",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("rows",),
)
GRIEVANCE_INCOMPLETE = Reason(
    slug="grievance-incomplete",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="অভিযোগ প্রতিকার ব্যবস্থাপনার ছক থাকলেও কিছু তথ্য নেই",
    en="grievance table lacks some particulars",
    advice_bn="অভিযোগ প্রতিকার ছকে কর্মকর্তার পদবি, ঠিকানা ও নিষ্পত্তির সময়সীমা পূরণ করতে হবে।",
    advice_en="Fill in the officers, addresses and time limits of the grievance table.",
    facts=("rows", "missing"),
)
GRIEVANCE_ABSENT = Reason(
    slug="grievance-absent",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতিতে অভিযোগ প্রতিকার ব্যবস্থাপনার ছক নেই",
    en="charter has no grievance table",
    advice_bn="সেবা প্রদান প্রতিশ্রুতিতে অভিযোগ প্রতিকার ব্যবস্থাপনার ছক যুক্ত করতে হবে।",
    advice_en="Add the grievance table to the charter.",
)
OF_OTHER_OFFICE = replace(CHARTER_OF_OTHER_OFFICE, folded=True)
NO_CHARTER = replace(contents.NO_CHARTER, folded=True)


def judge(evidence: Evidence, question: Question) -> Finding:
    def ask(charter: Contents) -> Finding:
        return _grievance(charter, evidence)

    return contents.judge(CODE, evidence, question, ask, OF_OTHER_OFFICE, NO_CHARTER)


def _grievance(charter: Contents, evidence: Evidence) -> Finding:
    in_tables = grievance.redress_in(charter.tables)
    told = grievance.redress_told(_outside(charter)) if _is_headed(charter) else None
    full = next((one for one in (in_tables, told) if one and not one.missing), None)
    if full:
        return _tell(GRIEVANCE_COMPLETE, charter, _facts(full))
    if doubt := contents.doubt(CODE, charter) or _elsewhere(charter, evidence) or _unseen(charter, in_tables):
        return doubt
    found = in_tables or told
    return _tell(GRIEVANCE_INCOMPLETE, charter, _facts(found)) if found else _tell(GRIEVANCE_ABSENT, charter, {})


def _outside(charter: Contents) -> str:
    """The charter's text without the rows of its tables, which name officers of other matters."""
    return " ".join(sections.without_rows(text, charter.tables) for text in charter.texts)


def _is_headed(charter: Contents) -> bool:
    usual = next(section.usual for section in sections.sections() if section.key == "grievance")
    return usual in sections.found_in(charter.texts, charter.tables)


def _elsewhere(charter: Contents, evidence: Evidence) -> Finding | None:
    """The table may be in a picture on the charter's page, or on a page of its own that it links."""
    return boxlinks.not_opened(CODE, charter.whole, evidence, _is_another_page)


def _is_another_page(_on: Found, link: Link) -> bool:
    return bool(link.label) and not wording.of_other_tool(link.label)


def _unseen(charter: Contents, in_tables: Redress | None) -> Finding | None:
    """A file of which not every table may have come out whole, and whose text speaks of grievances, proves nothing."""
    if in_tables and in_tables.named:
        return None
    for one in charter.read:
        thing = one.thing
        if isinstance(thing, Document) and thing.file_type not in RULED and _is_headed(charter):
            return contents.unsure(CODE, one, DOCUMENT_UNREADABLE, "table-not-seen")
    return None


def _facts(redress: Redress) -> Mapping[str, str]:
    return {"rows": " | ".join(redress.rows), "missing": " | ".join(redress.missing)}


def _tell(reason: Reason, charter: Contents, facts: Mapping[str, str]) -> Finding:
    return finding(CODE, reason, facts, *map(see, charter.read))


EXAMPLES = (
    Example(
        case="both officers with post, phone, e-mail and ৩০ / ২০ কার্যদিবস",
        evidence=samples.charter_with_grievance_table,
        question=samples.ask,
        reason="grievance-complete",
    ),
    Example(
        case="the heading and an empty table",
        evidence=samples.charter_with_empty_grievance_table,
        question=samples.ask,
        reason="grievance-incomplete",
    ),
)

RULE = Rule(
    code=CODE,
    position=14,
    title_bn="অভিযোগ প্রতিকার ব্যবস্থাপনার ছক আছে",
    title_en="The grievance redress table is complete",
    head_bn="অভিযোগ প্রতিকার",
    head_en="grievance",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        GRIEVANCE_COMPLETE,
        GRIEVANCE_INCOMPLETE,
        GRIEVANCE_ABSENT,
        OF_OTHER_OFFICE,
        NO_CHARTER,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
