"""The monitoring-committee letter is uploaded in the service box.

What is asked: the order that forms or re-forms the charter's monitoring committee can be reached through the charter
box, and, of districts and upazilas, is of the audited quarter.
How it is checked: every page and file behind the box's links, whatever their role; notice board, office orders and the
rest of the site only to say where the letter is instead. A letter there counts only if it would have counted in the box.
Source: DC work plan 2023-24 [1.1.1], target 4; in the box and not among the notices: Sirajganj minutes of 28 November
2023, item 1. Ministry plans have no such row: there any letter stands.
"""

from collections.abc import Mapping

from charter_audit import samples
from charter_audit.extend import Example, Rule
from charter_audit.letter import Letter, letter_in, letters_in, members_in
from charter_audit.model import (
    AUDITED,
    Evidence,
    Finding,
    Found,
    Lead,
    Place,
    Question,
    Reason,
    Role,
    Tier,
    Verdict,
)
from charter_audit.reading import NOT_FOR_TIER, finding, is_dead, own, path, see, trouble
from charter_audit.weighing import Side, side

CODE = "CC-COM-01"
RENEWED = frozenset({Tier.DISTRICT, Tier.UPAZILA})
"""Tiers whose committee is formed anew each quarter."""

BLOCKS = (Role.COMMITTEE, Role.OTHER)
BLOCKS_WITHOUT_COMMITTEE_LINK = (Role.REPORTS, Role.PLAN, Role.LAWS, Role.OTHER)
SEARCHED = (Place.BOARD, Place.NOTICES, Place.ORDERS)
"""Places that must have been read before it may be said that there is no letter."""

LETTER_THIS_QUARTER = Reason(
    slug="letter-this-quarter",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে সংশ্লিষ্ট ত্রৈমাসিকের পরিবীক্ষণ কমিটির পত্র আছে",
    en="the quarter's committee letter is in the box",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "letter_date",
        "memo",
        "path",
        "url",
    ),
)
LETTER_STANDING = Reason(
    slug="letter-standing",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরিবীক্ষণ কমিটির পত্র আছে",
    en="a committee letter is in the box",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=(
        "letter_date",
        "memo",
        "path",
        "url",
    ),
)
LETTER_UNDATED = Reason(
    slug="letter-undated",
    verdict=Verdict.UNCHECKED,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরিবীক্ষণ কমিটির পত্র আছে, তবে পত্রের তারিখ জানা যায়নি",
    en="a committee letter is in the box, its date unknown",
    advice_bn="পত্রের তারিখ ও স্মারক নম্বর পাতার শিরোনামে উল্লেখ করতে হবে।",
    advice_en="State the letter's date and memo number in the page's title.",
    facts=(
        "path",
        "url",
        "upload_date",
    ),
)
LETTER_LATER = Reason(
    slug="letter-later",
    verdict=Verdict.UNCHECKED,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরবর্তী ত্রৈমাসিকের কমিটির পত্র থাকায় সংশ্লিষ্ট ত্রৈমাসিকের পত্র যাচাই করা যায়নি",
    en="only a later quarter's committee letter is in the box, so this quarter's could not be checked",
    advice_bn="প্রতি ত্রৈমাসিকের কমিটির পত্র সেবা বক্সে রেখে দিতে হবে।",
    advice_en="Keep every quarter's committee letter in the box.",
    facts=(
        "letter_date",
        "memo",
        "url",
    ),
)
LETTER_NOT_RENEWED = Reason(
    slug="letter-not-renewed",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সে পূর্ববর্তী ত্রৈমাসিকের কমিটির পত্র আছে, সংশ্লিষ্ট ত্রৈমাসিকের পুনর্গঠনের পত্র নেই",
    en="an earlier quarter's committee letter is in the box, not renewed for this quarter",
    advice_bn="সংশ্লিষ্ট ত্রৈমাসিকের জন্য পরিবীক্ষণ কমিটি পুনর্গঠন করে পত্রটি সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Reconstitute the committee for the quarter and upload the letter in the box.",
    facts=(
        "letter_date",
        "memo",
        "url",
    ),
)
LETTER_OLD = Reason(
    slug="letter-old",
    verdict=Verdict.NOT_MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে কেবল পূর্ববর্তী অর্থবছরের পরিবীক্ষণ কমিটির পত্র আছে",
    en="only an earlier fiscal year's committee letter is in the box",
    advice_bn="সংশ্লিষ্ট অর্থবছরের জন্য পরিবীক্ষণ কমিটি পুনর্গঠন করে পত্রটি সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Reconstitute the committee for this fiscal year and upload the letter in the box.",
    facts=(
        "letter_date",
        "memo",
        "url",
    ),
)
LIST_WITHOUT_LETTER = Reason(
    slug="list-without-letter",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরিবীক্ষণ কমিটির সদস্য তালিকা থাকলেও কমিটি গঠনের পত্র নেই",
    en="the box lists the committee's members but not the letter",
    advice_bn="কমিটি গঠন/পুনর্গঠনের পত্রটি সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Upload the letter forming the committee in the box.",
    facts=(
        "url",
        "member_count",
    ),
)
NOTICE_ONLY = Reason(
    slug="notice-only",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="পরিবীক্ষণ কমিটি পুনর্গঠনের পত্রটি সেবা বক্সে আপলোড না করে নোটিশে আপলোড করা হয়েছে",
    en="the committee letter is on the notice board, not in the box",
    advice_bn="পত্রটি ওয়েবসাইটের সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Upload the letter in the website's charter box.",
    facts=(
        "letter_date",
        "upload_date",
        "memo",
        "notice_url",
    ),
)
LETTER_ELSEWHERE = Reason(
    slug="letter-elsewhere",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="পরিবীক্ষণ কমিটির পত্রটি সেবা বক্সে না রেখে অন্য স্থানে রাখা হয়েছে",
    en="the committee letter is elsewhere on the site, not in the box",
    advice_bn="পত্রটি সেবা বক্সের ‘পরিবীক্ষণ কমিটি’ লিংকে যুক্ত করতে হবে।",
    advice_en="Put the letter behind the box's committee link.",
    facts=(
        "letter_date",
        "memo",
        "place",
        "url",
    ),
)
NO_LETTER = Reason(
    slug="no-letter",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সেবা বক্স থাকলেও কোনো পরিবীক্ষণ কমিটি গঠন করে আপলোড করা হয়নি",
    en="has a charter box but no committee formed and uploaded",
    advice_bn="সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি গঠন/পুনর্গঠন করে পত্রটি সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Form or reconstitute the monitoring committee and upload the letter in the box.",
    facts=(
        "url",
        "older_notice",
        "places",
    ),
    absorbs=(("CC-BOX-01", "box-present"),),
)
NO_BOX_NO_LETTER = Reason(
    slug="no-box-no-letter",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত কোনো সেবা বক্স ও পরিবীক্ষণ কমিটি নেই",
    en="has neither a charter box nor a monitoring committee",
    advice_bn="পরিবীক্ষণ কমিটি পুনর্গঠন করে এবং ওয়েবসাইটে সেবা বক্স তৈরি করে পত্রটি আপলোড করতে হবে।",
    advice_en="Reconstitute the committee, create the box and upload the letter in it.",
    facts=(
        "url",
        "older_notice",
        "places",
    ),
    absorbs=(("CC-BOX-01", "no-box"),),
)


def judge(evidence: Evidence, question: Question) -> Finding:
    behind = letters_in(evidence.behind(), evidence)
    return (
        _proof(behind, question)
        or trouble(CODE, own(evidence.behind(*_blocks(evidence)), evidence))
        or _other_letter(behind, question)
        or _list(evidence)
        or _elsewhere(evidence, question)
        or trouble(CODE, _unsettled(evidence.at(*SEARCHED)))
        or _absence(evidence)
    )


def _blocks(evidence: Evidence) -> tuple[Role, ...]:
    box = evidence.front.charter_box
    has_link = box is not None and any(link.role is Role.COMMITTEE for link in box.links)
    return BLOCKS if has_link else BLOCKS_WITHOUT_COMMITTEE_LINK


def _proof(letters: tuple[Letter, ...], question: Question) -> Finding | None:
    for letter in letters:
        if _in_quarter(letter, question):
            return _tell(LETTER_THIS_QUARTER, letter)
    if letters and not _renewed(question):
        return _tell(LETTER_STANDING, letters[0])
    return None


def _other_letter(letters: tuple[Letter, ...], question: Question) -> Finding | None:
    """Letters behind the box, none of the audited quarter."""
    if not letters:
        return None
    dated = {
        letter.day: letter for letter in letters if letter.day and side(letter.day, question.quarter) is not Side.ACROSS
    }
    if len(dated) < len({letter.day for letter in letters}):
        return _tell(LETTER_UNDATED, next(letter for letter in letters if letter.day not in dated))
    day = max(dated, key=lambda day: day.last)
    if day.first > min(question.as_of, question.quarter.last):
        return _tell(LETTER_LATER, dated[day])
    same_year = day.last >= question.quarter.fiscal_year_first
    return _tell(LETTER_NOT_RENEWED if same_year else LETTER_OLD, dated[day])


def _list(evidence: Evidence) -> Finding | None:
    for one in own(evidence.behind(Role.COMMITTEE, Role.OTHER), evidence):
        if count := members_in(one):
            return finding(CODE, LIST_WITHOUT_LETTER, {"url": see(one).url, "member_count": str(count)}, see(one))
    return None


def _elsewhere(evidence: Evidence, question: Question) -> Finding | None:
    outside = tuple(one for one in evidence.found if one.root.place is not Place.BOX)
    counting = [letter for letter in letters_in(outside, evidence) if _would_count(letter, question)]
    for place_is_board in (True, False):
        for letter in counting:
            if (letter.found.root.place in (Place.BOARD, Place.NOTICES)) is place_is_board:
                return _tell(NOTICE_ONLY if place_is_board else LETTER_ELSEWHERE, letter)
    return None


def _would_count(letter: Letter, question: Question) -> bool:
    """Whether a letter outside the box would have counted in it.

    One without a day of its own is taken for the quarter's unless the platform recorded it before the quarter: to say
    "not in the box" of it is true in any case, to say "no committee" might not be.
    """
    if not _renewed(question) or _in_quarter(letter, question):
        return True
    if letter.day:
        return False
    uploaded = letter.uploaded
    return uploaded is None or uploaded.last >= question.quarter.first


def _unsettled(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """What is not, by its own title or its page's, a letter that has been weighed already."""
    return tuple(one for one in found if not any(letter_in(step) for step in one.path))


def _absence(evidence: Evidence) -> Finding:
    older = letters_in(evidence.at(*SEARCHED), evidence)
    facts = {
        "url": evidence.front.at,
        "older_notice": see(older[0].found).url if older else "",
        "places": _places(evidence),
    }
    reason = NO_LETTER if evidence.front.charter_box else NO_BOX_NO_LETTER
    return finding(CODE, reason, facts, evidence.seen)


def _places(evidence: Evidence) -> str:
    """The addresses that were read in vain; of those that do not exist, that they do not."""
    read = {
        see(one).url: f"{see(one).url} (none)" if is_dead(one.thing) else see(one).url
        for one in evidence.found
        if one.via is None and one.root.place in (Place.BOX, *SEARCHED)
    }
    return " ".join((evidence.front.at, *read.values()))


def _renewed(question: Question) -> bool:
    """Whether the committee is to be formed anew each quarter: as the duties of the year say, else by tier."""
    return question.duty.renewed if question.duty else question.office.tier in RENEWED


def _in_quarter(letter: Letter, question: Question) -> bool:
    return (
        letter.day is not None and letter.day.first <= question.as_of and side(letter.day, question.quarter) is Side.IN
    )


def _tell(reason: Reason, letter: Letter) -> Finding:
    return finding(CODE, reason, _facts(letter), see(letter.found))


def _facts(letter: Letter) -> Mapping[str, str]:
    url = see(letter.found).url
    return {
        "letter_date": letter.day.iso if letter.day else "",
        "upload_date": letter.uploaded.iso if letter.uploaded else "",
        "memo": letter.memo,
        "path": path(letter.found),
        "url": url,
        "notice_url": url,
        "place": letter.found.root.place,
    }


EXAMPLES = (
    Example(
        case="DC, 2023-24/Q2: box → committee page → order of 04/10/2023",
        evidence=samples.letter_in_box,
        question=samples.ask,
        reason="letter-this-quarter",
    ),
    Example(
        case="the same order on the notice board only",
        evidence=samples.letter_on_board,
        question=samples.ask,
        reason="notice-only",
    ),
)

RULE = Rule(
    code=CODE,
    position=3,
    title_bn="পরিবীক্ষণ কমিটি গঠন/পুনর্গঠনের পত্র সেবা বক্সে আপলোডকৃত",
    title_en="The monitoring-committee letter is uploaded in the service box",
    head_bn="কমিটির পত্র",
    head_en="letter",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        LETTER_THIS_QUARTER,
        LETTER_STANDING,
        LETTER_UNDATED,
        LETTER_LATER,
        LETTER_NOT_RENEWED,
        LETTER_OLD,
        LIST_WITHOUT_LETTER,
        NOTICE_ONLY,
        LETTER_ELSEWHERE,
        NO_LETTER,
        NO_BOX_NO_LETTER,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    core=True,
    blocks=BLOCKS,
)
