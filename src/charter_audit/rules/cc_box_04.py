"""The box has the laws, circulars and guideline link.

What is asked: a link of the charter box opens the laws, rules, policies, circulars or the guideline on charters.
How it is checked: a link with that role that opens something: a list, a text or a file, wherever it stands; the Cabinet
Division's site is usual and right. A page with no more than a title, or with the promise of what will stand there,
holds nothing.
Source: practice, link 4 of the box; no order on file.
"""

from charter_audit import boxlinks, samples, wording
from charter_audit.boxlinks import SOME, behind
from charter_audit.extend import Example, Rule
from charter_audit.model import (
    AUDITED,
    Document,
    Evidence,
    Finding,
    Found,
    Lead,
    Listing,
    Place,
    Question,
    Reason,
    Record,
    Role,
    Unread,
    Unreadable,
    Verdict,
)
from charter_audit.reading import NOT_FOR_TIER, finding, see

CODE = "CC-BOX-04"
BLOCKS = (Role.LAWS,)

LAWS_OPEN = Reason(
    slug="laws-open",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে আইন/বিধি/নীতিমালা/পরিপত্রের লিংক সচল আছে",
    en="the box's laws and circulars link works",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("label", "target"),
)
LACK = boxlinks.lack_of(Role.LAWS, "আইন/বিধি/নীতিমালা/পরিপত্র/নির্দেশিকা/প্রজ্ঞাপন", "laws and circulars")


def judge(evidence: Evidence, question: Question) -> Finding:  # noqa: ARG001 - a link has no quarter
    found = behind(Role.LAWS, evidence)
    for one in found:
        if _is_something(one):
            return finding(CODE, LAWS_OPEN, boxlinks.facts(one), see(one))
    return boxlinks.unread(CODE, found, evidence) or boxlinks.lacking(CODE, LACK, evidence)


def _is_something(one: Found) -> bool:
    thing = one.thing
    if isinstance(thing, Listing):
        return any(row.address for row in thing.rows)
    if isinstance(thing, Record):
        return _says(thing.text) or any(link.label and link.place is Place.BODY for link in thing.links)
    return isinstance(thing, Document) or (isinstance(thing, Unreadable) and thing.how is not Unread.UNREADABLE)


def _says(text: str) -> bool:
    return len(text) >= SOME and not (len(text) < PROMISE and wording.says_nothing_yet(text))


PROMISE = 300
"""Letters up to which a text may be no more than the promise of one."""

EXAMPLES = (
    Example(
        case="opens the circulars at cabinet.gov.bd",
        evidence=samples.laws_at_the_cabinet_division,
        question=samples.ask,
        reason="laws-open",
    ),
    Example(
        case="label present, target the own front page",
        evidence=samples.laws_without_target,
        question=samples.ask,
        reason="slot-empty",
    ),
)

RULE = Rule(
    code=CODE,
    position=12,
    title_bn="সেবা বক্সে আইন/বিধি/নীতিমালা/পরিপত্র/নির্দেশিকা লিংক আছে",
    title_en="The box has the laws, circulars and guideline link",
    head_bn="আইন/বিধি",
    head_en="laws",
    tiers=AUDITED,
    reasons=(NOT_FOR_TIER, LAWS_OPEN, *LACK.reasons),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
