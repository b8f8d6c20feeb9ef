"""The charter was updated in the audited quarter.

What is asked: the charter is updated each quarter, inside the quarter, and presented in the service box.
How it is checked: the days found on the charter behind the box's link and on its files, each of its kind, weighed by
the one policy on days. A copy elsewhere on the site is looked at only when the box has none of its own or a stale one.
The stamp of the whole site never counts.
Source: work plans 2021-22 [1.2.1] and 2023-24 [1.1.1], target 4; Sirajganj minutes of 28 November 2023, item 2.
"""

from collections.abc import Mapping
from dataclasses import replace

from charter_audit import contents, samples
from charter_audit.charter import ELSEWHERE, Charter, Weighted, charters_in, copies, foremost, named
from charter_audit.extend import Example, Rule
from charter_audit.model import AUDITED, Evidence, Finding, Lead, Question, Reason, Role, Verdict
from charter_audit.reading import CHARTER_OF_OTHER_OFFICE, NOT_FOR_TIER, finding, own, see, trouble
from charter_audit.weighing import Outcome, Weighed

CODE = "CC-UPD-01"
BLOCKS = (Role.CHARTER,)

UPDATED = Reason(
    slug="updated",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সংশ্লিষ্ট ত্রৈমাসিকে হালনাগাদ করা হয়েছে",
    en="charter updated in the quarter",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "date",
        "date_kind",
        "url",
    ),
)
UPDATED_OUTSIDE_BOX = Reason(
    slug="updated-outside-box",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করা হলেও তা সেবা বক্সে উপস্থাপন করা হয়নি",
    en="charter updated but not presented in the box",
    advice_bn="হালনাগাদকৃত সেবা প্রদান প্রতিশ্রুতি ওয়েবসাইটের সেবা বক্সে উপস্থাপন করতে হবে।",
    advice_en="Present the updated charter in the box.",
    facts=(
        "date",
        "date_kind",
        "url",
        "place",
    ),
)
DATE_CONFLICT = Reason(
    slug="date-conflict",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতির হালনাগাদের তারিখ পরস্পর অসংগত হওয়ায় নিশ্চিত হওয়া যায়নি",
    en="the dates on the charter contradict each other",
    advice_bn="সেবা প্রদান প্রতিশ্রুতির শিরোনামে হালনাগাদের ত্রৈমাসিক ও তারিখ স্পষ্ট করে লিখতে হবে।",
    advice_en="State the quarter and date of the update in the charter's title.",
    facts=(
        "dates",
        "after_as_of",
    ),
)
UPDATED_LATER = Reason(
    slug="updated-later",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি পরবর্তী ত্রৈমাসিকে হালনাগাদ হওয়ায় সংশ্লিষ্ট ত্রৈমাসিকের হালনাগাদ যাচাই করা যায়নি",
    en="charter updated after the quarter, so the quarter itself could not be checked",
    advice_bn="প্রতি ত্রৈমাসিকের হালনাগাদের প্রমাণক সংরক্ষণ করতে হবে।",
    advice_en="Keep proof of each quarter's update.",
    facts=(
        "date",
        "date_kind",
        "url",
    ),
)
UNDATED = Reason(
    slug="undated",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি আছে, তবে হালনাগাদের তারিখ পাওয়া যায়নি",
    en="charter found, date of update unknown",
    advice_bn="সেবা প্রদান প্রতিশ্রুতিতে হালনাগাদের তারিখ উল্লেখ করতে হবে।",
    advice_en="State the date of the update on the charter.",
    facts=(
        "url",
        "dates",
        "after_as_of",
    ),
)
STALE_ONE_QUARTER = Reason(
    slug="stale-one-quarter",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি পূর্ববর্তী ত্রৈমাসিকে হালনাগাদ করা হলেও সংশ্লিষ্ট ত্রৈমাসিকে করা নেই",
    en="charter updated in the quarter before, not in this one",
    advice_bn="সংশ্লিষ্ট ত্রৈমাসিকের মধ্যেই সেবা প্রদান প্রতিশ্রুতি হালনাগাদ করে সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Update the charter within the quarter and upload it in the box.",
    facts=(
        "date",
        "date_kind",
        "url",
    ),
)
STALE = Reason(
    slug="stale",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি ত্রৈমাসিক ভিত্তিতে হালনাগাদ করা নেই",
    en="charter not updated quarterly",
    advice_bn="সেবা প্রদান প্রতিশ্রুতি নির্ধারিত ফরম্যাটে হালনাগাদ করে সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Update the charter in the prescribed format and upload it in the box.",
    facts=(
        "date",
        "date_kind",
        "url",
        "outside_copy",
    ),
)
NO_CHARTER = replace(contents.NO_CHARTER, minutes_with="stale")

IN_PLACE = {
    Outcome.CONFLICT: DATE_CONFLICT,
    Outcome.LATER: UPDATED_LATER,
    Outcome.UNDATED: UNDATED,
    Outcome.ONE_QUARTER: STALE_ONE_QUARTER,
    Outcome.STALE: STALE,
}


def judge(evidence: Evidence, question: Question) -> Finding:
    in_box = charters_in(evidence.behind(*BLOCKS), evidence)
    best = _best(in_box, question)
    if best and best[1].outcome is Outcome.UPDATED:
        return _tell(UPDATED, *best)
    if lost := trouble(CODE, own(evidence.behind(*BLOCKS), evidence)):
        return lost
    if best and best[1].outcome not in (Outcome.ONE_QUARTER, Outcome.STALE):
        return _in_its_place(best)
    return _with_copies(evidence, question, in_box, best)


def _with_copies(evidence: Evidence, question: Question, in_box: tuple[Charter, ...], best: Weighted | None) -> Finding:
    """The box has no charter of its own or a stale one: a copy elsewhere is looked at too."""
    outside = copies(in_box, evidence)
    copy = _best(outside, question)
    if copy and copy[1].outcome is Outcome.UPDATED:
        return _tell(UPDATED_OUTSIDE_BOX, *copy)
    return (
        trouble(CODE, named(evidence.at(*ELSEWHERE)))
        or (_in_its_place(best, outside) if best else None)
        or (_in_its_place(copy) if copy else None)
        or contents.absence(CODE, evidence, (*in_box, *outside), CHARTER_OF_OTHER_OFFICE, NO_CHARTER)
    )


def _best(charters: tuple[Charter, ...], question: Question) -> Weighted | None:
    return next(iter(foremost(charters, question)), None)


def _in_its_place(best: Weighted, outside: tuple[Charter, ...] = ()) -> Finding:
    return _tell(IN_PLACE[best[1].outcome], *best, outside_copy=outside[0].at if outside else "")


def _tell(reason: Reason, charter: Charter, weighed: Weighed, outside_copy: str = "") -> Finding:
    return finding(CODE, reason, {**_facts(charter, weighed), "outside_copy": outside_copy}, see(charter.found))


def _facts(charter: Charter, weighed: Weighed) -> Mapping[str, str]:
    return {
        "date": weighed.by.iso if weighed.by else "",
        "date_kind": weighed.by.kind if weighed.by else "",
        "url": charter.at,
        "place": charter.found.root.place,
        "dates": " ".join(f"{day.kind}:{day.iso}" for day in charter.days),
        "after_as_of": " ".join(f"{day.kind}:{day.iso}" for day in weighed.after_as_of),
    }


EXAMPLES = (
    Example(
        case="titled ২০২৩-২৪ (২য় ত্রৈমাসিক), audited 2023-24/Q2",
        evidence=samples.charter_titled_with_quarter,
        question=samples.ask,
        reason="updated",
    ),
    Example(
        case="footer of yesterday, charter page of 20/11/2021",
        evidence=samples.charter_stamped_long_ago,
        question=samples.ask,
        reason="stale",
    ),
)

RULE = Rule(
    code=CODE,
    position=4,
    title_bn="সংশ্লিষ্ট ত্রৈমাসিকে সেবা প্রদান প্রতিশ্রুতি হালনাগাদকৃত",
    title_en="The charter was updated in the audited quarter",
    head_bn="হালনাগাদ",
    head_en="updated",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        UPDATED,
        UPDATED_OUTSIDE_BOX,
        DATE_CONFLICT,
        UPDATED_LATER,
        UNDATED,
        STALE_ONE_QUARTER,
        STALE,
        CHARTER_OF_OTHER_OFFICE,
        NO_CHARTER,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    core=True,
    blocks=BLOCKS,
)
