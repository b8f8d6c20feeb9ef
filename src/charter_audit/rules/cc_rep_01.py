"""The report of the last completed quarter is published in the box.

What is asked: the report on the charter for the last quarter that was over on the day of the scan stands in the box; of
the fourth quarter the year's report will do.
How it is checked: titles of the pages, files and rows behind the box's report link, each read with those of the pages
around it; else behind any other link of the box, else anywhere a title names charter, report and quarter. Papers of
other tools (integrity, grievance, right to information) do not count, whatever they are called. A day of publication is
compared with the day set for it, where one is set; the stamp of a page never makes a report late.
Source: ministry work plan 2023-24 [2.1.1], target 4; report pages of DC offices.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charter_audit import boxlinks, samples, wording
from charter_audit.boxlinks import behind, is_own, see_titled, titles_outside
from charter_audit.contents import unsure
from charter_audit.extend import Example, Rule
from charter_audit.matter import Matter, matter_of, names_charters_report
from charter_audit.model import (
    AUDITED,
    Dated,
    Evidence,
    Finding,
    Found,
    Kind,
    Lead,
    Question,
    Reason,
    Role,
    Unreadable,
    Verdict,
)
from charter_audit.quarter import Quarter
from charter_audit.reading import DOCUMENT_UNREADABLE, NOT_FOR_TIER, PAGE_LOST, finding
from charter_audit.titled import Titled, quarters_of, titled, titled_in, titled_link, years_of

CODE = "CC-REP-01"
BLOCKS = (Role.REPORTS,)

REPORT_PUBLISHED = Reason(
    slug="report-published",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে বিগত ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন প্রকাশ করা হয়েছে",
    en="the last completed quarter's report is in the box",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("title", "quarter", "date", "url"),
)
REPORT_LATE = Reason(
    slug="report-late",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সে বিগত ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন নির্ধারিত সময়ের পরে প্রকাশ করা হয়েছে",
    en="the last completed quarter's report was published late",
    advice_bn="পরবর্তী প্রতিবেদন নির্ধারিত সময়ের মধ্যে প্রকাশ ও ঊর্ধ্বতন অফিসে প্রেরণ করতে হবে।",
    advice_en="Publish the next report and send it upward in time.",
    facts=("title", "quarter", "date", "due", "url"),
)
REPORT_ELSEWHERE = Reason(
    slug="report-elsewhere",
    verdict=Verdict.PARTLY,
    lead=Lead.SITE,
    bn="বিগত ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন সেবা বক্সে না দিয়ে অন্য স্থানে প্রকাশ করা হয়েছে",
    en="the last completed quarter's report is on the site, not in the box",
    advice_bn="প্রতিবেদনটি সেবা বক্সের প্রতিবেদন লিংকে যুক্ত করতে হবে।",
    advice_en="Put the report behind the box's report link.",
    facts=("title", "quarter", "place", "url"),
)
REPORT_NOT_DUE = Reason(
    slug="report-not-due",
    verdict=Verdict.NOT_APPLICABLE,
    lead=Lead.OFFICE,
    bn="ক্ষেত্রে বিগত ত্রৈমাসিকের প্রতিবেদন প্রকাশের সময় এখনো শেষ হয়নি",
    en="report not due yet",
    advice_bn="প্রতিবেদনটি নির্ধারিত সময়ের মধ্যে প্রকাশ করতে হবে।",
    advice_en="Publish the report in time.",
    facts=("due",),
)
REPORT_UNDATED = Reason(
    slug="report-undated",
    verdict=Verdict.UNCHECKED,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরিবীক্ষণ প্রতিবেদন আছে, তবে কোন ত্রৈমাসিকের তা জানা যায়নি",
    en="reports are in the box, their quarter unknown",
    advice_bn="প্রতিবেদনের শিরোনামে অর্থবছর ও ত্রৈমাসিক উল্লেখ করতে হবে।",
    advice_en="State fiscal year and quarter in the report's title.",
    facts=("title", "url"),
)
REPORT_OLDER_ONLY = Reason(
    slug="report-older-only",
    verdict=Verdict.NOT_MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে কেবল পূর্ববর্তী ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন আছে",
    en="only earlier quarters' reports are in the box",
    advice_bn="বিগত ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন সেবা বক্সে প্রকাশ করতে হবে।",
    advice_en="Publish the last completed quarter's report in the box.",
    facts=("title", "quarter", "url"),
)
LACK = boxlinks.lack_of(Role.REPORTS, "ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন", "quarterly/annual report")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The quarter whose report is asked for, the day of the scan, and the last day set for it, if one is."""

    quarter: Quarter
    as_of: date
    due: date | None

    def has(self, item: Titled) -> bool:
        """Whether a report is of the quarter; of a fourth one the year's will do."""
        if named := item.quarters or item.headed:
            return self.quarter in named
        yearly = any(map(wording.is_yearly, (item.own, *item.pages)))
        return yearly and self.quarter == Quarter(self.quarter.year, 4) and item.years == {self.quarter.fiscal_year}

    def is_past(self, item: Titled) -> bool:
        return not self.has(item) and item.is_before(self.quarter)

    def is_later(self, item: Titled) -> bool:
        return bool(item.quarters) and min(item.quarters) > self.quarter

    def in_time(self, item: Titled) -> bool:
        """Whether a report was there by its day; also where no day is set, or none tells when it came.

        The stamp of a page may show that it was, never that it was not: it is overwritten at every change.
        """
        days = [day for day in item.days if day.first <= self.as_of and (day.kind is not Kind.STATED or _is_day(day))]
        lasting = [day for day in days if day.kind is not Kind.PAGE_STAMP]
        due = self.due
        return (
            due is None
            or any(day.last <= due for day in days)
            or not lasting
            or any(day.first <= due for day in lasting)
        )


def _is_day(day: Dated) -> bool:
    return day.first == day.last


def judge(evidence: Evidence, question: Question) -> Finding:
    due = question.duty.due if question.duty else None
    wanted = Wanted(Quarter.of(question.as_of).previous, question.as_of, due)
    found = behind(Role.REPORTS, evidence)
    items = titled_in(found, evidence)
    told = (*(one for one in items if matter_of(one) is Matter.REPORT), *_behind_other_links(found, evidence))
    reports = tuple(one for one in told if is_own(one, evidence))
    of_quarter = [one for one in reports if wanted.has(one)]
    for one in of_quarter:
        if wanted.in_time(one):
            return _tell(REPORT_PUBLISHED, one, wanted)
    return (
        _unread(found, items, evidence, wanted)
        or (_tell(REPORT_LATE, of_quarter[0], wanted) if of_quarter else None)
        or _elsewhere(evidence, wanted)
        or _not_due(evidence, wanted)
        or _of_other_quarters(reports, wanted)
        or _untold(items)
        or boxlinks.lacking(CODE, LACK, evidence)
    )


def _behind_other_links(found: tuple[Found, ...], evidence: Evidence) -> tuple[Titled, ...]:
    """Reports on the charter behind links of the box that are called something else."""
    known = {id(one) for one in found}
    rest = (one for one in evidence.behind() if id(one) not in known)
    return tuple(filter(names_charters_report, titled_in(rest, evidence)))


def _unread(found: tuple[Found, ...], items: tuple[Titled, ...], evidence: Evidence, wanted: Wanted) -> Finding | None:
    """Trouble where the report could be: what its title tells to be another matter or an earlier quarter's could not."""
    open_ = tuple(one for one in found if one.via is None or not _is_settled(titled(one), wanted))
    if lost := boxlinks.unread(CODE, open_, evidence, _settles(wanted)):
        return lost
    open_ones = (one for one in items if not wanted.is_past(one) and _proves_nothing(one, evidence))
    there = next((one.found or one.via for one in open_ones), None)
    return unsure(CODE, there, DOCUMENT_UNREADABLE, "matter-not-told") if there else None


def _untold(items: Iterable[Titled]) -> Finding | None:
    """A paper of an unknown matter is none of the quarter's, and not nothing either."""
    there = next((one.found or one.via for one in items if matter_of(one) is Matter.UNKNOWN), None)
    return unsure(CODE, there, DOCUMENT_UNREADABLE, "matter-not-told") if there else None


def _proves_nothing(item: Titled, evidence: Evidence) -> bool:
    """A paper of an unknown matter, or a report at another office, which may be one on this office too."""
    told = matter_of(item)
    return told is Matter.UNKNOWN or (told is Matter.REPORT and not is_own(item, evidence))


def _settles(wanted: Wanted) -> boxlinks.Settled:
    return lambda on, link: bool(link.label) and _is_settled(titled_link(link, on), wanted)


def _is_settled(item: Titled, wanted: Wanted) -> bool:
    """Whether titles tell all that is asked: another matter, another quarter, or a report that is there, read or not."""
    told = matter_of(item)
    there = item.found is None or (isinstance(item.found.thing, Unreadable) and wanted.has(item))
    dated = wanted.is_past(item) or wanted.is_later(item)
    return told in (Matter.OTHER, Matter.PLAN) or dated or (told is Matter.REPORT and there)


def _elsewhere(evidence: Evidence, wanted: Wanted) -> Finding | None:
    for one in titles_outside(evidence):
        if names_charters_report(one) and wanted.has(one) and is_own(one, evidence):
            return _tell(REPORT_ELSEWHERE, one, wanted)
    return None


def _not_due(evidence: Evidence, wanted: Wanted) -> Finding | None:
    if wanted.due is None or wanted.as_of > wanted.due:
        return None
    return finding(CODE, REPORT_NOT_DUE, {"due": wanted.due.isoformat()}, evidence.seen)


def _of_other_quarters(reports: Iterable[Titled], wanted: Wanted) -> Finding | None:
    every = tuple(reports)
    undated = [one for one in every if not wanted.is_past(one) and not wanted.is_later(one)]
    older = [one for one in every if wanted.is_past(one)]
    if undated:
        return _tell(REPORT_UNDATED, undated[0], wanted)
    if older and len(older) == len(every):
        return _tell(REPORT_OLDER_ONLY, older[0], wanted)
    return finding(CODE, PAGE_LOST, {"url": every[0].at, "why": "only-later"}, see_titled(every[0])) if every else None


def _tell(reason: Reason, one: Titled, wanted: Wanted) -> Finding:
    days = [day for day in one.days if _is_day(day) and day.first <= wanted.as_of]
    facts = {
        "title": one.title,
        "quarter": _quarter(one),
        "date": min(days, key=lambda day: day.first).iso if days else "",
        "due": wanted.due.isoformat() if wanted.due else "",
        "place": one.root.place,
        "url": see_titled(one).url,
    }
    return finding(CODE, reason, facts, see_titled(one))


def _quarter(one: Titled) -> str:
    """The newest quarter that it is of, else the year."""
    quarters = one.quarters or one.headed or quarters_of(one.text)
    return str(max(quarters)) if quarters else max(one.years or years_of(one.text), default="")


EXAMPLES = (
    Example(
        case="on 20/11 a report titled ১ম ত্রৈমাসিক of the year, dated 12/10",
        evidence=samples.report_of_the_last_quarter,
        question=samples.ask,
        reason="report-published",
    ),
    Example(
        case="only reports of the integrity committee there",
        evidence=samples.reports_of_another_tool,
        question=samples.ask,
        reason="link-blank",
    ),
)

RULE = Rule(
    code=CODE,
    position=8,
    title_bn="ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন সেবা বক্সে প্রকাশিত",
    title_en="The report of the last completed quarter is published in the box",
    head_bn="প্রতিবেদন",
    head_en="report",
    tiers=AUDITED,
    reasons=(
        NOT_FOR_TIER,
        REPORT_PUBLISHED,
        REPORT_LATE,
        REPORT_ELSEWHERE,
        REPORT_NOT_DUE,
        REPORT_UNDATED,
        REPORT_OLDER_ONLY,
        *LACK.reasons,
    ),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
