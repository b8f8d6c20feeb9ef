"""A workshop, training or seminar on the charter was held.

What is asked: one in the period of the target, the fiscal year of central offices, the half-year of districts.
How it is checked: items of the site by their titles that name the charter and what was held, with a day in the period:
that of the event where it is told, else that of publication, unless it is one of the period's first fourteen. What is
declared is shown as declared; a site that is silent proves nothing.
Source: work plan 2021-22 2.1, target 4; work plan 2023-24 of central offices, target 1; Sirajganj minutes of 28 November
2023, item 3, half-yearly.
"""

from datetime import date

from charter_audit import samples
from charter_audit.events import What, day_of_act, events_in, of_kind
from charter_audit.extend import Example, Rule
from charter_audit.model import CENTRAL, Evidence, Finding, Lead, Period, Question, Reason, Tier, Verdict
from charter_audit.reading import DECLARED, IN_PROGRESS, NOT_FOR_TIER, finding, trouble

CODE = "CC-TRN-01"

TRAINING_FOUND = Reason(
    slug="training-found",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="কর্মশালা/প্রশিক্ষণ/সেমিনার আয়োজনের তথ্য পাওয়া গেছে",
    en="workshop, training or seminar found",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "event_date",
        "url",
    ),
)
TRAINING_NOT_DUE = Reason(
    slug="training-not-due",
    verdict=Verdict.NOT_APPLICABLE,
    lead=Lead.OFFICE,
    bn="ক্ষেত্রে কর্মশালা/প্রশিক্ষণ/সেমিনার আয়োজনের সময় এখনো শেষ হয়নি",
    en="not due yet",
    advice_bn="নির্ধারিত সময়ের মধ্যে কর্মশালা/প্রশিক্ষণ/সেমিনার আয়োজন করতে হবে।",
    advice_en="Hold the workshop, training or seminar in time.",
    facts=("due",),
)
NO_TRAINING_ONLINE = Reason(
    slug="no-training-online",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="কর্মশালা/প্রশিক্ষণ/সেমিনার আয়োজনের তথ্য পাওয়া যায়নি, দপ্তরের নথি দেখা প্রয়োজন",
    en="nothing about a workshop, training or seminar online; ask the office",
    advice_bn="আয়োজনের তারিখ ও প্রমাণক জানাতে হবে।",
    advice_en="Give the date of the event and the proof.",
)


def judge(evidence: Evidence, question: Question) -> Finding:
    first, last = _span(question)
    trainings = of_kind(events_in(evidence), What.TRAINING)
    for event in trainings:
        if day := event.held(first, last, question.as_of):
            return finding(CODE, TRAINING_FOUND, {"event_date": day_of_act(day), "url": event.at.url}, event.at)
    unread = (event.found for event in trainings if event.found and event.may_be(first, last))
    if lost := trouble(CODE, unread):
        return lost
    if question.as_of <= last:
        return finding(CODE, TRAINING_NOT_DUE, {"due": last.isoformat()}, evidence.seen)
    return finding(CODE, NO_TRAINING_ONLINE, {}, evidence.seen)


def _span(question: Question) -> tuple[date, date]:
    """First and last day of the period in which one is to be held."""
    usual = Period.HALF_YEAR if question.office.tier is Tier.DISTRICT else Period.YEAR
    period = question.duty.period if question.duty else usual
    first, last = period.of(question.quarter)
    return first.first, last.last


EXAMPLES = (
    Example(
        case="DC, first half-year: news of a charter training on 14/09/2023",
        evidence=samples.training_on_board,
        question=samples.ask,
        reason="training-found",
    ),
    Example(
        case="year over, the only event was on RTI alone",
        evidence=samples.training_on_other_matter,
        question=samples.ask_when_the_year_is_over,
        reason="no-training-online",
    ),
)

RULE = Rule(
    code=CODE,
    position=11,
    title_bn="কর্মশালা/প্রশিক্ষণ/সেমিনার আয়োজিত",
    title_en="Workshop, training or seminar on the charter held",
    head_bn="প্রশিক্ষণ",
    head_en="training",
    tiers=CENTRAL | {Tier.DISTRICT},
    reasons=(
        NOT_FOR_TIER,
        TRAINING_FOUND,
        DECLARED,
        IN_PROGRESS,
        TRAINING_NOT_DUE,
        NO_TRAINING_ONLINE,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
)
