"""The charters of the offices below are updated; an office with none below it holds a stakeholder meeting.

What is asked: that the offices directly under this one update their charters each quarter.
How it is checked: from what CC-UPD-01 found of every office registered directly under this one, in the same scan; no
website is read for it. One that is not in the scan, or could not be judged, counts as unchecked and is named. Of an
office that the registry says has none below it, an awareness meeting of stakeholders is looked for, by titles that name
the charter; a site that is silent proves nothing.
Source: work plan 2021-22 2.2, target 2; work plan 2023-24 of central offices [1.2.1], target 4; Sirajganj minutes of
28 November 2023.
"""

from charter_audit import samples
from charter_audit.events import What, day_of_act, events_in, of_kind
from charter_audit.extend import Count, Example, Rule
from charter_audit.model import CENTRAL, Below, Evidence, Finding, Lead, Question, Reason, Seen, Tier, Verdict
from charter_audit.reading import DECLARED, IN_PROGRESS, NOT_FOR_TIER, finding, trouble

CODE = "CC-SUB-01"
COUNTS = "CC-UPD-01"
UPDATED = frozenset({"updated", "updated-outside-box"})
NOT_UPDATED = frozenset({"stale-one-quarter", "stale", "no-charter"})

ALL_UPDATED = Reason(
    slug="all-updated",
    verdict=Verdict.MET,
    lead=Lead.OFFICE,
    bn="আওতাধীন সকল দপ্তরের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করা হয়েছে",
    en="all subordinate offices updated",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "updated",
        "checked",
    ),
)
SOME_UPDATED = Reason(
    slug="some-updated",
    verdict=Verdict.PARTLY,
    lead=Lead.OFFICE,
    bn="আওতাধীন কিছু দপ্তরের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করা নেই",
    en="some subordinate offices not updated",
    advice_bn="হালনাগাদ না করা দপ্তরসমূহকে পত্র দিয়ে হালনাগাদ নিশ্চিত করতে হবে।",
    advice_en="Write to the offices not updated and see that they update.",
    facts=(
        "updated",
        "checked",
        "unchecked",
        "names",
    ),
)
NONE_UPDATED = Reason(
    slug="none-updated",
    verdict=Verdict.NOT_MET,
    lead=Lead.OFFICE,
    bn="আওতাধীন যাচাইকৃত কোনো দপ্তরের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করা নেই",
    en="no subordinate office that was checked is updated",
    advice_bn="আওতাধীন সকল দপ্তরের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ তদারকি করতে হবে।",
    advice_en="Supervise the update of all subordinate offices' charters.",
    facts=(
        "updated",
        "checked",
        "unchecked",
        "names",
    ),
)
SOME_UNCHECKED = Reason(
    slug="some-unchecked",
    verdict=Verdict.UNCHECKED,
    lead=Lead.OFFICE,
    bn="আওতাধীন কিছু দপ্তর যাচাই করতে না পারায় চূড়ান্ত ফল পাওয়া যায়নি",
    en="some subordinate offices could not be checked",
    advice_bn="যাচাই না হওয়া দপ্তরসমূহ পুনরায় যাচাই করতে হবে।",
    advice_en="Check the remaining offices again.",
    facts=(
        "updated",
        "checked",
        "unchecked",
        "names",
    ),
)
AWARENESS_FOUND = Reason(
    slug="awareness-found",
    verdict=Verdict.MET,
    lead=Lead.OFFICE,
    bn="আওতাধীন দপ্তর না থাকায় অংশীজনের অবহিতকরণ সভা আয়োজনের তথ্য পাওয়া গেছে",
    en="no subordinate offices; stakeholder meeting found",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "meeting_date",
        "url",
    ),
)
NO_AWARENESS_ONLINE = Reason(
    slug="no-awareness-online",
    verdict=Verdict.UNCHECKED,
    lead=Lead.OFFICE,
    bn="আওতাধীন দপ্তর নেই এবং অংশীজনের অবহিতকরণ সভার তথ্য পাওয়া যায়নি, দপ্তরের নথি দেখা প্রয়োজন",
    en="no subordinate offices and nothing about a stakeholder meeting online; ask the office",
    advice_bn="অংশীজনের অবহিতকরণ সভার তারিখ ও স্মারক নম্বর জানাতে হবে।",
    advice_en="Give date and memo number of the stakeholder meeting.",
)
SUBORDINATES_UNLISTED = Reason(
    slug="subordinates-unlisted",
    verdict=Verdict.UNCHECKED,
    lead=Lead.OFFICE,
    bn="আওতাধীন দপ্তরের তালিকা না থাকায় যাচাই করা যায়নি",
    en="subordinate offices not listed, so not checked",
    advice_bn="আওতাধীন দপ্তরের তালিকা দিতে হবে, অথবা আওতাধীন দপ্তর নেই মর্মে জানাতে হবে।",
    advice_en="List the subordinate offices, or say that there are none.",
)


def judge(evidence: Evidence, question: Question) -> Finding:
    return count(question) or _meeting(evidence, question)


def count(question: Question) -> Finding | None:
    """What the findings of the offices below say; None where none is registered."""
    if not question.below:
        return None
    updated = [one for one in question.below if _slug(one) in UPDATED]
    behind = [one for one in question.below if _slug(one) in NOT_UPDATED]
    unchecked = [one for one in question.below if _slug(one) not in UPDATED | NOT_UPDATED]
    facts = {
        "updated": str(len(updated)),
        "checked": str(len(updated) + len(behind)),
        "unchecked": str(len(unchecked)),
        "names": ", ".join(
            (*(one.office.called for one in behind), *(f"{one.office.called} (?)" for one in unchecked))
        ),
    }
    reason = _reason(bool(updated), bool(behind), bool(unchecked))
    told = {key: value for key, value in facts.items() if value}
    return Finding(CODE, reason, told, tuple(map(_seen, question.below)))


def _reason(updated: bool, behind: bool, unchecked: bool) -> Reason:
    if behind:
        return SOME_UPDATED if updated else NONE_UPDATED
    return SOME_UNCHECKED if unchecked else ALL_UPDATED


def _slug(one: Below) -> str:
    return one.finding.reason.slug if one.finding else ""


def _seen(one: Below) -> Seen:
    """Where to look: what its finding rests on, else its front page."""
    found = one.finding.evidence if one.finding else ()
    return next(iter(found), Seen(one.office.url, one.office.called))


def _meeting(evidence: Evidence, question: Question) -> Finding:
    if not question.office.no_subordinates:
        return finding(CODE, SUBORDINATES_UNLISTED, {}, evidence.seen)
    first, last = question.quarter.first, question.quarter.last
    meetings = of_kind(events_in(evidence), What.AWARENESS)
    for event in meetings:
        if day := event.held(first, last, question.as_of):
            return finding(CODE, AWARENESS_FOUND, {"meeting_date": day_of_act(day), "url": event.at.url}, event.at)
    unread = (event.found for event in meetings if event.found and event.may_be(first, last))
    return trouble(CODE, unread) or finding(CODE, NO_AWARENESS_ONLINE, {}, evidence.seen)


EXAMPLES = (
    Example(
        case="nine upazilas registered, nine updated",
        evidence=samples.district,
        question=samples.nine_updated,
        reason="all-updated",
    ),
    Example(
        case="six updated, one stale, two sites down (named unchecked, not failed)",
        evidence=samples.district,
        question=samples.six_updated_one_stale_two_down,
        reason="some-updated",
    ),
)

RULE = Rule(
    code=CODE,
    position=10,
    title_bn="আওতাধীন দপ্তরসমূহের সেবা প্রদান প্রতিশ্রুতি হালনাগাদ নিশ্চিতকৃত",
    title_en="Subordinate offices' charters updated (without any: stakeholder meeting held)",
    head_bn="আওতাধীন",
    head_en="below",
    tiers=CENTRAL | {Tier.DIVISIONAL_COMMISSIONER, Tier.DISTRICT},
    reasons=(
        NOT_FOR_TIER,
        ALL_UPDATED,
        SOME_UPDATED,
        NONE_UPDATED,
        SOME_UNCHECKED,
        AWARENESS_FOUND,
        DECLARED,
        IN_PROGRESS,
        NO_AWARENESS_ONLINE,
        SUBORDINATES_UNLISTED,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    count=Count(COUNTS, (ALL_UPDATED, SOME_UPDATED, NONE_UPDATED, SOME_UNCHECKED), count),
)
