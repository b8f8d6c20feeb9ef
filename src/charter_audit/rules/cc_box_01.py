"""The front page has a citizen's-charter service box.

What is asked: the office's charter is presented in the charter service box of its website.
How it is checked: the service boxes of the front page, Bengali version, by their headings. A menu entry, a side block
or another box with a charter link is not this box; it is said where the charter stands instead. That there is no box
is said only of a page on which another service box was read.
Source: Sirajganj minutes of 28 November 2023, item 1; for other offices of districts and upazilas inferred from them.
"""

from charter_audit import samples, wording
from charter_audit.extend import Example, Rule
from charter_audit.model import (
    AUDITED,
    Box,
    Evidence,
    Finding,
    Lead,
    Link,
    Place,
    Question,
    Reason,
    Role,
    Verdict,
)
from charter_audit.reading import NOT_FOR_TIER, finding

CODE = "CC-BOX-01"

BOX_PRESENT = Reason(
    slug="box-present",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সেবা বক্স আছে",
    en="has a charter box",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "title",
        "url",
    ),
)
BOX_OTHER_TITLE = Reason(
    slug="box-other-title",
    verdict=Verdict.MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সেবা বক্স ভিন্ন শিরোনামে আছে",
    en="has the charter box under another title",
    advice_bn="বক্সের শিরোনাম ‘সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)’ করা যেতে পারে।",
    advice_en="The box may be titled 'সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)'.",
    facts=(
        "title",
        "url",
    ),
)
BOX_EMPTY = Reason(
    slug="box-empty",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সেবা বক্স থাকলেও তাতে কোনো লিংক সংযুক্ত নেই",
    en="has a charter box with no link attached",
    advice_bn="সেবা বক্সে সেবা প্রদান প্রতিশ্রুতি, কমিটির পত্র ও প্রতিবেদনের লিংক সংযুক্ত করতে হবে।",
    advice_en="Attach the charter, the committee letter and the reports to the box.",
    facts=(
        "title",
        "url",
    ),
)
CHARTER_OUTSIDE_BOX = Reason(
    slug="charter-outside-box",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি দেওয়া থাকলেও তার জন্য নির্ধারিত সেবা বক্স নেই",
    en="shows a charter but has no charter box",
    advice_bn="ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি সেবা বক্স তৈরি করে তাতে প্রতিশ্রুতিটি উপস্থাপন করতে হবে।",
    advice_en="Create the charter box and present the charter in it.",
    facts=(
        "url",
        "place",
        "places",
    ),
)
NO_BOX = Reason(
    slug="no-box",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত কোনো সেবা বক্স নেই",
    en="has no charter box",
    advice_bn="ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি সেবা বক্স তৈরি করতে হবে।",
    advice_en="Create the charter box on the website.",
    facts=(
        "url",
        "places",
    ),
)


def judge(evidence: Evidence, question: Question) -> Finding:  # noqa: ARG001 - the box has no quarter
    front = evidence.front
    facts = {"url": front.at, "places": front.at}
    if box := front.charter_box:
        return finding(CODE, _of_box(box), {**facts, "title": box.title}, evidence.seen)
    elsewhere = outside_box(evidence)
    if elsewhere:
        return finding(CODE, CHARTER_OUTSIDE_BOX, {**facts, "place": elsewhere.place}, evidence.seen)
    return finding(CODE, NO_BOX, facts, evidence.seen)


def outside_box(evidence: Evidence) -> Link | None:
    """The first live link outside the charter box that names the charter."""
    links = (*evidence.front.others, *(link for box in evidence.front.boxes for link in box.links))
    return next(
        (link for link in links if link.place is not Place.BOX and link.role is Role.CHARTER and link.address),
        None,
    )


def _of_box(box: Box) -> Reason:
    if not any(link.address for link in box.links):
        return BOX_EMPTY
    return BOX_PRESENT if wording.is_charter_box_title(box.title) else BOX_OTHER_TITLE


EXAMPLES = (
    Example(
        case="সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার) with four links",
        evidence=samples.box_with_four_links,
        question=samples.ask,
        reason="box-present",
    ),
    Example(
        case="only a link সিটিজেন চার্টার in the box আমাদের বিষয়ে",
        evidence=samples.charter_in_about_us,
        question=samples.ask,
        reason="charter-outside-box",
    ),
)

RULE = Rule(
    code=CODE,
    position=1,
    title_bn="ওয়েবসাইটে সেবা প্রদান প্রতিশ্রুতি সেবা বক্স আছে",
    title_en="The front page has a citizen's-charter service box",
    head_bn="সেবা বক্স",
    head_en="box",
    tiers=AUDITED,
    reasons=(NOT_FOR_TIER, BOX_PRESENT, BOX_OTHER_TITLE, BOX_EMPTY, CHARTER_OUTSIDE_BOX, NO_BOX),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    core=True,
)
