"""The charter's quarterly meeting was held; an office with none below it makes a quarterly report instead.

What is asked: a meeting on the charter in the audited quarter. The duty is to hold it; that it be published is not on
file, so a site that is silent proves nothing.
How it is checked: minutes and notices by their titles, behind the box, on the notice board and in the lists of notices
and office orders, that name the charter. The day of the meeting decides where it is told; else the day of publication,
unless that is one of the quarter's first fourteen. What is declared is shown as declared.
Source: work plan 2023-24 of central offices [2.1.1], target 4; Sirajganj minutes of 28 November 2023, decision 1.3; a
district's work plan 2023-24, decisions carried out and reported.
"""

from collections.abc import Iterable

from charter_audit import samples
from charter_audit.events import Event, What, day_of_act, events_in, of_kind
from charter_audit.extend import Example, Rule
from charter_audit.model import AUDITED, Evidence, Finding, Found, Lead, Question, Reason, Verdict
from charter_audit.reading import DECLARED, IN_PROGRESS, NOT_FOR_TIER, finding, trouble

CODE = "CC-MTG-01"

MINUTES_FOUND = Reason(
    slug="minutes-found",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট ত্রৈমাসিকের সভার কার্যবিবরণী পাওয়া গেছে",
    en="minutes of the quarter's meeting found",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "meeting_date",
        "memo",
        "url",
    ),
)
REPORT_INSTEAD = Reason(
    slug="report-instead",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সভার পরিবর্তে ত্রৈমাসিক বাস্তবায়ন প্রতিবেদন পাওয়া গেছে",
    en="quarterly implementation report found in place of a meeting",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "date",
        "url",
    ),
)
NOTICE_WITHOUT_MINUTES = Reason(
    slug="notice-without-minutes",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সভার নোটিশ বা সংবাদ থাকলেও কার্যবিবরণী পাওয়া যায়নি",
    en="notice or news of a meeting, no minutes",
    advice_bn="সভার কার্যবিবরণী সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Upload the minutes in the box.",
    facts=(
        "meeting_date",
        "url",
    ),
)
NO_MINUTES_ONLINE = Reason(
    slug="no-minutes-online",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট ত্রৈমাসিকের সভার তথ্য পাওয়া যায়নি, দপ্তরের নথি দেখা প্রয়োজন",
    en="nothing about the quarter's meeting online; ask the office",
    advice_bn="সভার তারিখ ও কার্যবিবরণীর স্মারক নম্বর জানাতে হবে।",
    advice_en="Give the meeting's date and the memo number of its minutes.",
)


def judge(evidence: Evidence, question: Question) -> Finding:
    events = events_in(evidence)
    return (
        _told(MINUTES_FOUND, of_kind(events, What.MINUTES), question)
        or _report(events, question)
        or trouble(CODE, _unread(events, question))
        or _told(NOTICE_WITHOUT_MINUTES, of_kind(events, What.MEETING), question)
        or finding(CODE, NO_MINUTES_ONLINE, {}, evidence.seen)
    )


def _told(reason: Reason, events: Iterable[Event], question: Question) -> Finding | None:
    quarter = question.quarter
    for event in events:
        if day := event.held(quarter.first, quarter.last, question.as_of):
            facts = {"meeting_date": day_of_act(day), "memo": event.memo, "url": event.at.url}
            return finding(CODE, reason, facts, event.at)
    return None


def _report(events: tuple[Event, ...], question: Question) -> Finding | None:
    """The report on the quarter, by the quarter that its title names."""
    if not question.office.no_subordinates:
        return None
    for event in of_kind(events, What.REPORT):
        if any((day.first, day.last) == (question.quarter.first, question.quarter.last) for day in event.stated):
            published = next((day.iso for day in event.published if day.first <= question.as_of), "")
            return finding(CODE, REPORT_INSTEAD, {"date": published, "url": event.at.url}, event.at)
    return None


def _unread(events: tuple[Event, ...], question: Question) -> Iterable[Found]:
    """Items titled as a meeting that may be the quarter's."""
    quarter = question.quarter
    of_meetings = of_kind(events, What.MINUTES, What.MEETING)
    return (event.found for event in of_meetings if event.found and event.may_be(quarter.first, quarter.last))


EXAMPLES = (
    Example(
        case="2023-24/Q2: minutes of 28/11/2023 behind the box",
        evidence=samples.minutes_in_box,
        question=samples.ask,
        reason="minutes-found",
    ),
    Example(
        case="news of a general coordination meeting only",
        evidence=samples.coordination_meeting_on_board,
        question=samples.ask,
        reason="no-minutes-online",
    ),
)

RULE = Rule(
    code=CODE,
    position=9,
    title_bn="ত্রৈমাসিক সভা অনুষ্ঠিত; আওতাধীন দপ্তর না থাকলে ত্রৈমাসিক প্রতিবেদন প্রণীত",
    title_en="Quarterly meeting held (without subordinate offices: quarterly report made)",
    head_bn="সভা",
    head_en="meeting",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        MINUTES_FOUND,
        REPORT_INSTEAD,
        DECLARED,
        IN_PROGRESS,
        NOTICE_WITHOUT_MINUTES,
        NO_MINUTES_ONLINE,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
)
