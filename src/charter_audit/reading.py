"""Reasons that any rule may give: trouble in reading, and what several rules say alike.

Source of slugs, verdicts, clauses and advice: rule catalogue, `reading_reasons` and the shared reasons.
"""

from collections.abc import Iterable, Mapping

from charter_audit import whose
from charter_audit.model import (
    NO_FACTS,
    Cause,
    Document,
    Evidence,
    Finding,
    Found,
    Lead,
    NoRecord,
    Question,
    Reason,
    Seen,
    Thing,
    Unreachable,
    Unread,
    Unreadable,
    Unrecognised,
    Unseen,
    Verdict,
)
from charter_audit.textlayer import PARTLY

SITE_ADDRESS_UNCONFIRMED = Reason(
    slug="site-address-unconfirmed",
    verdict=Verdict.UNCHECKED,
    lead=Lead.OFFICE,
    bn="ওয়েবসাইটের ঠিকানা নিশ্চিত না হওয়ায় যাচাই করা হয়নি",
    en="web address not confirmed, so not checked",
    advice_bn="দপ্তরের ওয়েবসাইটের সঠিক ঠিকানা জানাতে হবে।",
    advice_en="Give the office's correct web address.",
    facts=("url",),
)
AUDIT_ERROR = Reason(
    slug="audit-error",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="যাচাইয়ের সফটওয়্যারে ত্রুটি হওয়ায় ফল পাওয়া যায়নি",
    en="a fault in the checking program, so no result",
    advice_bn="সরাসরি দেখে যাচাই করতে হবে; ত্রুটিটি সফটওয়্যার রক্ষণাবেক্ষণকারীকে জানাতে হবে।",
    advice_en="Check by hand and report the fault to the program's maintainers.",
    facts=("error",),
)
NOT_FINISHED = Reason(
    slug="not-finished",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="যাচাই সম্পূর্ণ না হওয়ায় ফল পাওয়া যায়নি",
    en="the check was not finished, so no result",
    advice_bn="যাচাই সম্পূর্ণ করতে হবে।",
    advice_en="Finish the check.",
    facts=("why",),
)
SITE_DISALLOWED = Reason(
    slug="site-disallowed",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="স্বয়ংক্রিয় যাচাইয়ের অনুমতি না থাকায় যাচাই করা হয়নি",
    en="does not allow automatic checks, so not checked",
    advice_bn="যাচাইয়ের অনুমতি দিতে হবে, অথবা সরাসরি দেখে যাচাই করতে হবে।",
    advice_en="Allow the check, or check by hand.",
    facts=(
        "url",
        "why",
    ),
)
PLATFORM_OUTAGE = Reason(
    slug="platform-outage",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="পোর্টাল ব্যবস্থার ব্যাপক বিভ্রাটের কারণে যাচাই করা যায়নি",
    en="the whole portal platform was down, so not checked",
    advice_bn="কোনো করণীয় নেই; পোর্টাল সচল হলে পুনরায় যাচাই করা হবে।",
    advice_en="Nothing to do; it will be checked again when the platform is up.",
    facts=(
        "url",
        "platform",
        "failed",
        "asked",
    ),
)
SITE_UNREACHABLE = Reason(
    slug="site-unreachable",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="প্রবেশ করা সম্ভব না হওয়ায় যাচাই করা যায়নি",
    en="could not be opened, so not checked",
    advice_bn="ওয়েবসাইটটি চালু আছে কি না জানাতে হবে; চালু থাকলে পুনরায় যাচাই করা হবে।",
    advice_en="Say whether the site is up; it will then be checked again.",
    facts=(
        "url",
        "why",
        "tries",
    ),
)
SITE_BLOCKED = Reason(
    slug="site-blocked",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="স্বয়ংক্রিয় যাচাই বাধাপ্রাপ্ত হওয়ায় ফল পাওয়া যায়নি",
    en="refused the automatic check, so no result",
    advice_bn="যাচাইয়ের অনুমতি দিতে হবে, অথবা সরাসরি দেখে যাচাই করতে হবে।",
    advice_en="Allow the check, or check by hand.",
    facts=(
        "url",
        "status",
        "why",
    ),
)
SITE_OF_OTHER_OFFICE = Reason(
    slug="site-of-other-office",
    verdict=Verdict.UNCHECKED,
    lead=Lead.OFFICE,
    bn="ওয়েবসাইটের ঠিকানায় অন্য দপ্তরের ওয়েবসাইট পাওয়ায় যাচাই করা যায়নি",
    en="the web address shows another office's site, so not checked",
    advice_bn="দপ্তরের ওয়েবসাইটের সঠিক ঠিকানা জানাতে হবে।",
    advice_en="Give the office's correct web address.",
    facts=(
        "url",
        "final_url",
        "names",
    ),
)
SITE_UNRECOGNISED = Reason(
    slug="site-unrecognised",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="পাতার পরিচিত কাঠামো না পাওয়ায় যাচাই করা যায়নি",
    en="page layout not recognised, so not checked",
    advice_bn="ওয়েবসাইটটি সরাসরি দেখে যাচাই করতে হবে।",
    advice_en="Check this site by hand.",
    facts=(
        "url",
        "why",
    ),
)
PAGE_LOST = Reason(
    slug="page-lost",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট পাতা বা ফাইল খুলতে না পারায় যাচাই করা যায়নি",
    en="the page or file needed could not be opened, so not checked",
    advice_bn="পাতা বা ফাইলটি খোলে কি না দেখে পুনরায় যাচাই করতে হবে।",
    advice_en="See whether the page or file opens, then check again.",
    facts=(
        "url",
        "why",
    ),
)
DOCUMENT_SCAN = Reason(
    slug="document-scan",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট নথি স্ক্যান করা ছবি হওয়ায় যাচাই করা যায়নি",
    en="the document is a scanned image, so its text was not checked",
    advice_bn="সরাসরি দেখে যাচাই করতে হবে; স্ক্যান কপির পাশে ইউনিকোড লেখার কপি আপলোড করা যেতে পারে।",
    advice_en="Check by hand; a Unicode text copy may be uploaded beside the scan.",
    facts=(
        "url",
        "file_type",
        "pages",
    ),
)
DOCUMENT_LEGACY_FONT = Reason(
    slug="document-legacy-font",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট নথির লেখা ইউনিকোডে না থাকায় যাচাই করা যায়নি",
    en="the document is not in Unicode, so not checked",
    advice_bn="সরাসরি দেখে যাচাই করতে হবে; লেখা ইউনিকোডে রূপান্তর করে আপলোড করা যেতে পারে।",
    advice_en="Check by hand; the text may be converted to Unicode and uploaded again.",
    facts=("url",),
)
DOCUMENT_UNREADABLE = Reason(
    slug="document-unreadable",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="সংশ্লিষ্ট নথি পড়তে না পারায় যাচাই করা যায়নি",
    en="the document could not be read, so not checked",
    advice_bn="সরাসরি দেখে যাচাই করতে হবে; নথিটি পুনরায় আপলোড করা যেতে পারে।",
    advice_en="Check by hand; the document may be uploaded again.",
    facts=(
        "url",
        "why",
    ),
)

# ---- what several rules say alike -------------------------------------------------------------------------

NOT_FOR_TIER = Reason(
    slug="not-for-tier",
    verdict=Verdict.NOT_APPLICABLE,
    lead=Lead.OFFICE,
    bn="ক্ষেত্রে এ বিষয়টি প্রযোজ্য নয়",
    en="not asked of this kind of office",
    advice_bn="কোনো করণীয় নেই।",
    advice_en="Nothing to do.",
    facts=("tier", "fiscal_year"),
)
CHARTER_OF_OTHER_OFFICE = Reason(
    slug="charter-of-other-office",
    verdict=Verdict.UNCHECKED,
    lead=Lead.SITE,
    bn="কেবল অন্য দপ্তরের সেবা প্রদান প্রতিশ্রুতি পাওয়ায় যাচাই করা যায়নি",
    en="only another office's charter was found, so not checked",
    advice_bn="নিজ দপ্তরের সেবা প্রদান প্রতিশ্রুতি প্রস্তুত করে সেবা বক্সে সংযুক্ত করতে হবে।",
    advice_en="Prepare this office's own charter and link it in the box.",
    facts=("url", "names", "places"),
)

DECLARED = Reason(
    slug="declared",
    verdict=Verdict.MET,
    lead=Lead.OFFICE,
    bn="দাখিলকৃত তথ্য অনুযায়ী কার্যক্রমটি সম্পন্ন হয়েছে",
    en="done, as declared by the office",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("date", "memo", "document"),
)
IN_PROGRESS = Reason(
    slug="in-progress",
    verdict=Verdict.PARTLY,
    lead=Lead.OFFICE,
    bn="কার্যক্রম চলমান রয়েছে",
    en="in progress, as declared by the office",
    advice_bn="কার্যক্রমটি নির্ধারিত সময়ের মধ্যে সম্পন্ন করে প্রমাণক আপলোড করতে হবে।",
    advice_en="Finish it in time and upload the proof.",
    facts=("date", "memo", "document"),
)

ALWAYS = ("after_as_of",)
"""Facts said beside any reason: days after the day of the scan never count, and are said."""

READING = (
    SITE_ADDRESS_UNCONFIRMED,
    AUDIT_ERROR,
    NOT_FINISHED,
    SITE_DISALLOWED,
    PLATFORM_OUTAGE,
    SITE_UNREACHABLE,
    SITE_BLOCKED,
    SITE_OF_OTHER_OFFICE,
    SITE_UNRECOGNISED,
    PAGE_LOST,
    DOCUMENT_SCAN,
    DOCUMENT_LEGACY_FONT,
    DOCUMENT_UNREADABLE,
)
"""All reading reasons; of several that fit, the first is given."""

_BY_SLUG = {reason.slug: reason for reason in READING}
_UNREAD = {
    Unread.SCAN: DOCUMENT_SCAN,
    Unread.LEGACY_FONT: DOCUMENT_LEGACY_FONT,
    Unread.UNREADABLE: DOCUMENT_UNREADABLE,
}


def finding(rule: str, reason: Reason, facts: Mapping[str, str] = NO_FACTS, *evidence: Seen | None) -> Finding:
    """A finding with those facts that its reason names and that are known, in the reason's order."""
    known = {key: facts[key] for key in dict.fromkeys((*reason.facts, *ALWAYS)) if facts.get(key)}
    return Finding(rule, reason, known, tuple(seen for seen in evidence if seen))


def unseen(rule: str, nothing: Unseen) -> Finding:
    """The finding of every rule where a site could not be looked at. Raises KeyError for an unknown reason."""
    return finding(rule, _BY_SLUG[nothing.reason], nothing.facts, *nothing.seen)


def not_asked(rule: str, question: Question) -> Finding:
    """The finding where the rule is not asked of the office's tier."""
    facts = {"tier": question.office.tier, "fiscal_year": question.quarter.fiscal_year}
    return finding(rule, NOT_FOR_TIER, facts)


def trouble(rule: str, found: Iterable[Found]) -> Finding | None:
    """The first reading reason that trouble with any of these things gives; None where all of them were read.

    The server's own word that there is no such page is no trouble in reading.
    """
    troubles = [(reason, one) for one in found if (reason := _reason(one.thing))]
    if not troubles:
        return None
    reason, one = min(troubles, key=lambda pair: READING.index(pair[0]))
    return finding(rule, reason, _facts(one.thing), see(one))


def own(found: Iterable[Found], evidence: Evidence) -> tuple[Found, ...]:
    """What stands on the office's own site: what is on another's could not have settled a rule for it."""
    return tuple(one for one in found if not whose.other_place(see(one).url, evidence))


def is_dead(thing: Thing) -> bool:
    """Whether the server itself says that there is no such page (404 or 410 twice, or its own page saying so)."""
    return isinstance(thing, NoRecord) or (isinstance(thing, Unreachable) and thing.cause is Cause.GONE)


def see(one: Found) -> Seen:
    """The address of a thing for an officer to open: as fetched, else as linked."""
    return one.seen or Seen(one.link.address or one.link.href, one.link.label)


def path(one: Found) -> str:
    """The way to a thing from the front page, address by address."""
    return " → ".join(see(step).url for step in one.path)


def _reason(thing: Thing) -> Reason | None:
    """What OCR read can prove, but what is not on it proves nothing: then it is a scan like any other.

    So it is with a file of which only a part was read.
    """
    if isinstance(thing, Document) and thing.ocr is not None:
        return DOCUMENT_SCAN
    if isinstance(thing, Document) and thing.file_type.endswith(PARTLY):
        return DOCUMENT_UNREADABLE
    if isinstance(thing, Unrecognised) or (isinstance(thing, Unreachable) and not is_dead(thing)):
        return PAGE_LOST
    return _UNREAD[thing.how] if isinstance(thing, Unreadable) else None


def _facts(thing: Thing) -> Mapping[str, str]:
    if isinstance(thing, Unreachable):
        return {"url": thing.url, "why": thing.why}
    if isinstance(thing, Document):
        why = "read-partly" if thing.file_type.endswith(PARTLY) else ""
        return {"url": thing.at, "why": why, "file_type": thing.file_type, "pages": str(thing.pages or "")}
    if isinstance(thing, Unreadable):
        return {
            "url": thing.at,
            "why": thing.why,
            "file_type": thing.file_type,
            "pages": str(thing.pages or ""),
        }
    return {"url": thing.at, "why": thing.why} if isinstance(thing, Unrecognised) else NO_FACTS
