"""The box links to the charter itself and the link works.

What is asked: a link of the charter box opens this office's charter.
How it is checked: what lies behind the box's charter link: a page or record with the charter, a list of charters, or a
file offered as one, read or not. A guideline, a definition, an empty form and the charter of a single section are no
charter. Another host of the office and the platform's stores of files are the office's own; another office's charter is
none of it. That a page holds nothing is said only where all of it was read.
Source: practice, link 1 of the box; no order on file.
"""

from charter_audit import boxlinks, samples, wording
from charter_audit.boxlinks import behind
from charter_audit.charter import ENOUGH, Charter, charters_in
from charter_audit.contents import unsure
from charter_audit.extend import Example, Rule
from charter_audit.model import (
    AUDITED,
    Document,
    Evidence,
    Finding,
    Found,
    Lead,
    Link,
    Question,
    Reason,
    Record,
    Role,
    Table,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.reading import DOCUMENT_UNREADABLE, NOT_FOR_TIER, finding, see, trouble

CODE = "CC-BOX-02"
BLOCKS = (Role.CHARTER,)

CHARTER_OPENS = Reason(
    slug="charter-opens",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সের ‘সেবা প্রদান প্রতিশ্রুতি’ লিংকে প্রতিশ্রুতিটি পাওয়া যায়",
    en="the box's charter link opens the charter",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("label", "target"),
)
OF_OTHER_OFFICE = Reason(
    slug="charter-of-other-office",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সের ‘সেবা প্রদান প্রতিশ্রুতি’ লিংকে অন্য দপ্তরের প্রতিশ্রুতি রয়েছে",
    en="the box's charter link shows another office's charter",
    advice_bn="নিজ দপ্তরের সেবা প্রদান প্রতিশ্রুতি প্রস্তুত করে সেবা বক্সে সংযুক্ত করতে হবে।",
    advice_en="Prepare this office's own charter and link it in the box.",
    facts=("target", "names"),
)
ENTRIES = 3
"""Cells with words from which a row of a table is filled in."""
LONG = 600
"""Letters, signs and dots aside, from which a text is more than a definition or an empty form."""
LACK = boxlinks.lack_of(Role.CHARTER, "সেবা প্রদান প্রতিশ্রুতি", "charter")


def judge(evidence: Evidence, question: Question) -> Finding:  # noqa: ARG001 - a link has no quarter
    found = behind(Role.CHARTER, evidence)
    charters = charters_in(found, evidence)
    opening = [one for one in charters if not one.other and _opens(one, evidence)]
    if opening:
        return finding(CODE, CHARTER_OPENS, boxlinks.facts(opening[0].found), see(opening[0].found))
    return (
        trouble(CODE, found)
        or _of_other_office(charters)
        or _doubt(found)
        or boxlinks.unread(CODE, found, evidence, _is_another_paper)
        or boxlinks.lacking(CODE, LACK, evidence)
    )


def _of_other_office(charters: tuple[Charter, ...]) -> Finding | None:
    for one in charters:
        if one.other:
            return finding(CODE, OF_OTHER_OFFICE, {"target": see(one.found).url, "names": one.other}, see(one.found))
    return None


def _is_another_paper(_on: Found, link: Link) -> bool:
    return bool(wording.not_a_charter(link.label)) or wording.is_section_charter(link.label)


def _opens(charter: Charter, evidence: Evidence) -> bool:
    """Whether somebody who opens it has a charter before him: a filled table, a text, or a file that came."""
    thing = charter.found.thing
    if not isinstance(thing, Record):
        return _came(charter.found)
    files = (one for one in evidence.found if one.via is charter.found)
    return any(map(_came, files)) or _is_filled(thing)


def _came(one: Found) -> bool:
    """Whether a file came that a person can look at; a scan and one in an old font are."""
    thing = one.thing
    return isinstance(thing, Document) or (isinstance(thing, Unreadable) and thing.how is not Unread.UNREADABLE)


def _is_filled(page: Record) -> bool:
    """Whether the page itself holds a charter. An empty form's table has headings, numbers and dots."""
    flaw = wording.not_a_charter(f"{page.title} {page.text}")
    tables = [table for table in page.tables if len(table.rows) > 1]
    if tables:
        return flaw != "blank" or any(map(_has_entries, tables))
    return len(page.text) >= ENOUGH and not flaw


def _has_entries(table: Table) -> bool:
    return any(sum(any(map(str.isalpha, cell)) for cell in set(row)) >= ENTRIES for row in table.rows[1:])


def _doubt(found: tuple[Found, ...]) -> Finding | None:
    """A text so long may be a charter, although it has words of a guideline or of an empty form."""
    for one in found:
        thing = one.thing
        if isinstance(thing, Record) and not wording.not_a_charter(thing.title) and len(_letters(thing.text)) >= LONG:
            return unsure(CODE, one, DOCUMENT_UNREADABLE, "not-told")
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


EXAMPLES = (
    Example(
        case="opens the office's own 8-column table",
        evidence=samples.charter_in_eight_columns,
        question=samples.ask,
        reason="charter-opens",
    ),
    Example(
        case="opens a paragraph on what a charter is, or a form with dotted lines",
        evidence=samples.charter_defined,
        question=samples.ask,
        reason="link-blank",
    ),
)

RULE = Rule(
    code=CODE,
    position=2,
    title_bn="সেবা বক্সে সেবা প্রদান প্রতিশ্রুতির লিংক সচল",
    title_en="The box links to the charter itself and the link works",
    head_bn="প্রতিশ্রুতির লিংক",
    head_en="charter link",
    tiers=AUDITED,
    reasons=(NOT_FOR_TIER, CHARTER_OPENS, OF_OTHER_OFFICE, *LACK.reasons),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
