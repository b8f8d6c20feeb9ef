"""The charter work plan of the fiscal year is published.

What is asked: the charter's work plan (কর্মপরিকল্পনা) of the audited fiscal year can be found on the site.
How it is checked: titles and heading lines of the pages and files behind the box's plan and report links, then the plans
in the box on the performance agreement, whose annex it was. A plan of another tool is none; a report on the plan is not
the plan. From 2025-26 on no order for it is on file, so nothing is asked unless a memo number is set for the year.
Source: APA annex of 2021-22 and 2023-24; that the plan must be published is inferred.
"""

from collections.abc import Iterable

from charter_audit import boxlinks, samples, wording
from charter_audit.boxlinks import behind, is_own, see_titled, titles_outside
from charter_audit.contents import unsure
from charter_audit.extend import Example, Rule
from charter_audit.matter import Matter, matter_of, names_charters_plan
from charter_audit.model import (
    AUDITED,
    Evidence,
    Finding,
    Found,
    Ground,
    Lead,
    Link,
    Place,
    Question,
    Reason,
    Role,
    Seen,
    Verdict,
)
from charter_audit.quarter import Quarter
from charter_audit.reading import DOCUMENT_UNREADABLE, NOT_FOR_TIER, PAGE_LOST, finding, is_dead, see
from charter_audit.titled import Titled, titled, titled_in, titled_link, years_of

CODE = "CC-PLN-01"
BLOCKS = (Role.PLAN, Role.REPORTS)
LAST_ORDERED = Quarter(2024, 4)
"""The last quarter of which an order for a charter work plan is on file."""

PLAN_CURRENT = Reason(
    slug="plan-current",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট অর্থবছরের সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা প্রকাশ করা হয়েছে",
    en="the fiscal year's charter work plan is published",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("title", "fiscal_year", "url"),
)
PLAN_NO_ORDER = Reason(
    slug="plan-no-order",
    verdict=Verdict.NOT_APPLICABLE,
    lead=Lead.OFFICE,
    bn="ক্ষেত্রে সংশ্লিষ্ট অর্থবছরের কর্মপরিকল্পনার কোনো আদেশ নথিতে নেই",
    en="no order on file for a work plan in this fiscal year",
    advice_bn="কর্মপরিকল্পনার আদেশ থাকলে স্মারক নম্বর জানাতে হবে।",
    advice_en="If there is an order, give its memo number.",
    facts=("fiscal_year",),
)
PLAN_UNDATED = Reason(
    slug="plan-undated",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা আছে, তবে কোন অর্থবছরের তা জানা যায়নি",
    en="charter work plan found, fiscal year unknown",
    advice_bn="কর্মপরিকল্পনার শিরোনামে অর্থবছর উল্লেখ করতে হবে।",
    advice_en="State the fiscal year in the plan's title.",
    facts=("title", "url"),
)
PLAN_OLDER_ONLY = Reason(
    slug="plan-older-only",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="কেবল পূর্ববর্তী অর্থবছরের সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা আছে",
    en="only an earlier year's charter work plan",
    advice_bn="সংশ্লিষ্ট অর্থবছরের কর্মপরিকল্পনা সেবা বক্সে প্রকাশ করতে হবে।",
    advice_en="Publish this fiscal year's work plan in the box.",
    facts=("title", "fiscal_year", "url"),
)
PLAN_ABSENT = Reason(
    slug="plan-absent",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির কোনো কর্মপরিকল্পনা পাওয়া যায়নি",
    en="no charter work plan found",
    advice_bn="সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা সেবা বক্সে প্রকাশ করতে হবে।",
    advice_en="Publish the charter work plan in the box.",
    facts=("places",),
)


def judge(evidence: Evidence, question: Question) -> Finding:
    year = question.quarter.fiscal_year
    found = (*behind(Role.PLAN, evidence), *behind(Role.REPORTS, evidence))
    items = titled_in(found, evidence)
    plans = [one for one in (*_plans(items), *_outside(found, evidence)) if is_own(one, evidence)]
    current = next((one for one in plans if year in _years(one)), None)
    if current:
        return _tell(PLAN_CURRENT, current, year)
    return (
        _unread(found, items, evidence, year)
        or _no_order(evidence, question)
        or _of_other_years(plans, year)
        or _agreement(evidence)
        or finding(CODE, PLAN_ABSENT, {"places": _places(found, evidence)}, evidence.seen)
    )


def _plans(items: Iterable[Titled]) -> Iterable[Titled]:
    return (one for one in items if matter_of(one) is Matter.PLAN)


def _outside(found: tuple[Found, ...], evidence: Evidence) -> Iterable[Titled]:
    """Plans that name the charter behind the box's other links and outside the box."""
    known = {id(one) for one in found}
    inside = titled_in((one for one in evidence.behind() if id(one) not in known), evidence)
    return filter(names_charters_plan, (*inside, *titles_outside(evidence)))


def _unread(found: tuple[Found, ...], items: tuple[Titled, ...], evidence: Evidence, year: str) -> Finding | None:
    open_ = tuple(one for one in found if one.via is None or not _is_settled(titled(one), year))
    links = (*boxlinks.links_of(Role.PLAN, evidence), *boxlinks.links_of(Role.REPORTS, evidence))
    if lost := boxlinks.unread(CODE, open_, evidence, _settles(year)) or boxlinks.never_asked(CODE, links, found):
        return lost
    unknown = next((one for one in items if _may_be_the_plan(one, year)), None)
    there = (unknown.found or unknown.via) if unknown else None
    return unsure(CODE, there, DOCUMENT_UNREADABLE, "matter-not-told") if there else None


def _may_be_the_plan(item: Titled, year: str) -> bool:
    """Whether a paper that is not known for a plan may be one: by what it is called, or a text that speaks of plans."""
    if _is_past(item, year):
        return False
    told = matter_of(item)
    return told is Matter.UNKNOWN or (
        told is Matter.REPORT and not item.quarters and wording.speaks_of(item.text, Role.PLAN)
    )


def _years(item: Titled) -> frozenset[str]:
    return item.years or item.headed_years


def _is_past(item: Titled, year: str) -> bool:
    """Whether a paper is of earlier years: by its titles, else by all that its text names."""
    named = item.years or years_of(item.text)
    return bool(named) and max(named) < year


def _settles(year: str) -> boxlinks.Settled:
    return lambda on, link: bool(link.label) and _is_settled(titled_link(link, on), year)


def _is_settled(item: Titled, year: str) -> bool:
    """Whether titles tell that a paper is not the year's plan; a plan that nobody opened is told by its title."""
    told = matter_of(item)
    by_title = told is Matter.OTHER or (
        told is Matter.REPORT and bool(item.quarters or wording.speaks_of(item.own, Role.REPORTS))
    )
    return by_title or _is_past(item, year) or (told is Matter.PLAN and item.found is None)


def _no_order(evidence: Evidence, question: Question) -> Finding | None:
    memo = question.duty is not None and question.duty.authority.ground is Ground.MEMO
    if memo or question.quarter <= LAST_ORDERED:
        return None
    return finding(CODE, PLAN_NO_ORDER, {"fiscal_year": question.quarter.fiscal_year}, evidence.seen)


def _of_other_years(plans: list[Titled], year: str) -> Finding | None:
    undated = next((one for one in plans if not one.years and not _is_past(one, year)), None)
    if undated:
        return _tell(PLAN_UNDATED, undated, year)
    older = [one for one in plans if _is_past(one, year)]
    if older and len(older) == len(plans):
        return _tell(PLAN_OLDER_ONLY, max(older, key=_newest), year)
    return finding(CODE, PAGE_LOST, {"url": plans[0].at, "why": "only-later"}, see_titled(plans[0])) if plans else None


def _agreement(evidence: Evidence) -> Finding | None:
    """The box on the performance agreement, whose annex the plan was: what of it was not read may hold the plan."""
    read = {one.link.address for one in evidence.found if not boxlinks.did_not_come(one)}
    for box in evidence.front.boxes:
        for link in box.links if wording.of_vehicle(box.title) else ():
            if link.address and link.address not in read and _may_hold(link):
                return finding(
                    CODE, PAGE_LOST, {"url": link.address, "why": boxlinks.NOT_OPENED}, Seen(link.address, link.label)
                )
    return None


def _may_hold(link: Link) -> bool:
    return link.role not in (Role.REPORTS, Role.LAWS, Role.COMMITTEE)


def _places(found: Iterable[Found], evidence: Evidence) -> str:
    plans = (one for one in evidence.found if one.root.place is Place.OTHER_BOX and one.root.role is Role.PLAN)
    read = (one for one in (*found, *plans) if one.via is None)
    told = (f"{see(one).url} (none)" if is_dead(one.thing) else see(one).url for one in read)
    return " ".join(dict.fromkeys((evidence.front.at, *told)))


def _tell(reason: Reason, one: Titled, year: str) -> Finding:
    told = year if year in _years(one) else _newest(one)
    return finding(CODE, reason, {"title": one.title, "fiscal_year": told, "url": see_titled(one).url}, see_titled(one))


def _newest(one: Titled) -> str:
    return max(_years(one) or years_of(one.text), default="")


EXAMPLES = (
    Example(
        case="… কর্মপরিকল্পনা ২০২৩-২৪ behind the report link, audited 2023-24",
        evidence=samples.plan_of_the_year,
        question=samples.ask,
        reason="plan-current",
    ),
    Example(
        case="audited 2024-25, only the plan of 2021-22",
        evidence=samples.plan_of_an_earlier_year,
        question=samples.ask_in_2024_25,
        reason="plan-older-only",
    ),
)

RULE = Rule(
    code=CODE,
    position=13,
    title_bn="সংশ্লিষ্ট অর্থবছরের সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা প্রকাশিত",
    title_en="The charter work plan of the fiscal year is published",
    head_bn="কর্মপরিকল্পনা",
    head_en="plan",
    tiers=AUDITED,
    reasons=(NOT_FOR_TIER, PLAN_CURRENT, PLAN_NO_ORDER, PLAN_UNDATED, PLAN_OLDER_ONLY, PLAN_ABSENT),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
