"""The charter's required sections are present.

What is asked: vision and mission; the services, at least those for citizens; what is expected of those who ask for
them; grievance redress.
How it is checked: by the words of their headings, never by a number, in the text of the charter's page and of its
readable files; what stands in the cells of a service table heads nothing. A section that has a table of its own is
known by that table too. What could not be read, or is not in Unicode, fails no office.
Source: sections on the sites of central and field offices; guideline on preparing charters, 2017 (its text is not on
file).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from charter_audit import contents, samples, sections
from charter_audit.contents import BLOCKS, Contents
from charter_audit.extend import Example, Rule
from charter_audit.model import AUDITED, Evidence, Finding, Lead, Question, Reason, Verdict
from charter_audit.reading import CHARTER_OF_OTHER_OFFICE, NOT_FOR_TIER, finding, see

CODE = "CC-FMT-02"

SECTIONS_COMPLETE = Reason(
    slug="sections-complete",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির সকল নির্ধারিত অংশ আছে",
    en="charter has all its sections",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("found",),
)
SECTIONS_SOME = Reason(
    slug="sections-some",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির কিছু নির্ধারিত অংশ নেই",
    en="charter lacks some sections",
    advice_bn="সেবা প্রদান প্রতিশ্রুতিতে অনুপস্থিত অংশগুলো যুক্ত করতে হবে।",
    advice_en="Add the missing sections to the charter.",
    facts=(
        "found",
        "missing",
    ),
)
SECTIONS_NONE = Reason(
    slug="sections-none",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতিতে সেবার তালিকা ছাড়া নির্ধারিত অন্য কোনো অংশ নেই",
    en="charter has nothing but the list of services",
    advice_bn="সেবা প্রদান প্রতিশ্রুতিতে ভিশন-মিশন, প্রত্যাশা ও অভিযোগ প্রতিকার অংশ যুক্ত করতে হবে।",
    advice_en="Add vision and mission, expectations and grievance redress to the charter.",
    facts=("missing",),
)
OF_OTHER_OFFICE = replace(CHARTER_OF_OTHER_OFFICE, folded=True)
NO_CHARTER = replace(contents.NO_CHARTER, folded=True)


def judge(evidence: Evidence, question: Question) -> Finding:
    return contents.judge(CODE, evidence, question, _sections, OF_OTHER_OFFICE, NO_CHARTER)


def _sections(charter: Contents) -> Finding:
    found = sections.found_in(charter.texts, charter.tables)
    facts = {"found": _listed(found), "missing": _listed(sections.missing(found))}
    if not facts["missing"]:
        return _tell(SECTIONS_COMPLETE, charter, facts)
    return contents.doubt(CODE, charter) or _tell(SECTIONS_SOME if found else SECTIONS_NONE, charter, facts)


def _listed(headings: Iterable[str]) -> str:
    return " | ".join(headings)


def _tell(reason: Reason, charter: Contents, facts: Mapping[str, str]) -> Finding:
    return finding(CODE, reason, facts, *map(see, charter.read))


EXAMPLES = (
    Example(
        case="all four headed, whatever their numbers",
        evidence=samples.charter_with_four_sections,
        question=samples.ask,
        reason="sections-complete",
    ),
    Example(
        case="one bare table",
        evidence=samples.charter_in_eight_columns,
        question=samples.ask,
        reason="sections-none",
    ),
)

RULE = Rule(
    code=CODE,
    position=6,
    title_bn="ভিশন-মিশন, সেবাসমূহ, প্রত্যাশা ও অভিযোগ প্রতিকার অংশ আছে",
    title_en="The charter's required sections are present",
    head_bn="অংশসমূহ",
    head_en="sections",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        SECTIONS_COMPLETE,
        SECTIONS_SOME,
        SECTIONS_NONE,
        OF_OTHER_OFFICE,
        NO_CHARTER,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
