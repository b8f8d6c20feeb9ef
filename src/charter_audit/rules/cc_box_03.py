"""The box names the focal point and the monitoring committee.

What is asked: the charter box shows who the focal point is and who sits in the monitoring committee.
How it is checked: the pages and files behind the box's committee link (কমিটি or ফোকাল; পরিবীক্ষণ alone is the report
link) must give persons, for the label names both whatever is behind it. Where a title names one of the two only, the
persons under it are that one's; where it names both, the words of the page tell them apart. The order that forms the
committee names it; whether it is of the quarter is CC-COM-01's.
Source: practice, link 2 of the box; no order on file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charter_audit import boxlinks, samples, wording
from charter_audit.boxlinks import behind
from charter_audit.contents import unsure
from charter_audit.extend import Example, Rule
from charter_audit.letter import MEMBERS, letters_in
from charter_audit.model import (
    AUDITED,
    Document,
    Evidence,
    Finding,
    Found,
    Lead,
    Question,
    Reason,
    Record,
    Role,
    Verdict,
)
from charter_audit.reading import DOCUMENT_UNREADABLE, NOT_FOR_TIER, finding, own, see

CODE = "CC-BOX-03"
BLOCKS = (Role.COMMITTEE,)

FOCAL_AND_COMMITTEE = Reason(
    slug="focal-and-committee",
    verdict=Verdict.MET,
    lead=Lead.BOX,
    bn="সেবা বক্সে ফোকাল পয়েন্ট কর্মকর্তা ও পরিবীক্ষণ কমিটির তথ্য আছে",
    en="the box names the focal point and the committee",
    advice_bn="কোনো করণীয় নেই; বর্তমান অবস্থা বজায় রাখতে হবে।",
    advice_en="Nothing to do; keep it as it is.",
    facts=("label", "target"),
)
FOCAL_ONLY = Reason(
    slug="focal-only",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সে ফোকাল পয়েন্ট কর্মকর্তার তথ্য থাকলেও পরিবীক্ষণ কমিটির তথ্য নেই",
    en="the box names the focal point, not the committee",
    advice_bn="ফোকাল পয়েন্টের পাতায় পরিবীক্ষণ কমিটির তথ্য ও পত্র যুক্ত করতে হবে।",
    advice_en="Add the committee and its letter to the focal point's page.",
    facts=("label", "target"),
)
COMMITTEE_ONLY = Reason(
    slug="committee-only",
    verdict=Verdict.PARTLY,
    lead=Lead.BOX,
    bn="সেবা বক্সে পরিবীক্ষণ কমিটির তথ্য থাকলেও ফোকাল পয়েন্ট কর্মকর্তার তথ্য নেই",
    en="the box names the committee, not the focal point",
    advice_bn="ফোকাল পয়েন্ট কর্মকর্তার পদবি, ফোন ও ইমেইল যুক্ত করতে হবে।",
    advice_en="Add the focal officer's post, phone and e-mail.",
    facts=("label", "target"),
)
LACK = boxlinks.lack_of(Role.COMMITTEE, "ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", "focal point/monitoring committee")


@dataclass(frozen=True, slots=True)
class Persons:
    """What a page or file tells of persons: by its title, and by its text without that title and the link's label."""

    of: Found
    title: str
    text: str

    @property
    def given(self) -> bool:
        promise = len(self.text) < PROMISE and wording.says_nothing_yet(self.text)
        return wording.names_persons(self.text) and not promise

    @property
    def members(self) -> bool:
        return wording.names_members(self.text) >= MEMBERS

    @property
    def focal(self) -> bool:
        """Whether the text says focal point, or the title does and names nobody else."""
        by_title = wording.names_focal(self.title) and not wording.says_committee(self.title)
        return self.given and (wording.names_focal(self.text) or (by_title and not self.members))

    @property
    def committee(self) -> bool:
        """Whether the text names the committee or its members, or the title names it and nobody else."""
        by_title = wording.says_committee(self.title) and not wording.names_focal(self.title)
        by_text = wording.names_committee_among(self.text) or (
            self.members and wording.says_committee(f"{self.title} {self.text}")
        )
        return self.given and (by_text or by_title)

    @property
    def unnamed(self) -> bool:
        """Whether there are persons besides the members of whom nothing tells who they are."""
        return wording.names_focal(self.title) and wording.has_contact(_beside_members(self.of, self.text))


def judge(evidence: Evidence, question: Question) -> Finding:  # noqa: ARG001 - a link has no quarter
    found = own(behind(Role.COMMITTEE, evidence), evidence)
    told = tuple(persons for one in found if (persons := _persons(one)))
    focal = [one.of for one in told if one.focal]
    committee = [letter.found for letter in letters_in(found, evidence)] or [one.of for one in told if one.committee]
    if focal and committee:
        return _tell(FOCAL_AND_COMMITTEE, focal[0], committee[0])
    if doubt := boxlinks.unread(CODE, behind(Role.COMMITTEE, evidence), evidence) or _untold(told, focal, committee):
        return doubt
    if not (focal or committee):
        return boxlinks.lacking(CODE, LACK, evidence)
    return _tell(FOCAL_ONLY if focal else COMMITTEE_ONLY, (focal or committee)[0])


def _persons(one: Found) -> Persons | None:
    thing = one.thing
    if isinstance(thing, Record):
        return Persons(one, _title(one, thing.title), _without(thing.text, thing.title, one.root.label))
    if isinstance(thing, Document):
        page = one.via.thing.title if one.via and isinstance(one.via.thing, Record) else ""
        return Persons(one, _title(one, page, one.link.label), _without(thing.text, page, one.root.label))
    return None


def _title(one: Found, *own: str) -> str:
    """Its own titles if they name one of the two, else the label of the box's link, which does."""
    titles = " ".join(filter(None, own))
    return titles if wording.names_focal(titles) or wording.says_committee(titles) else one.root.label


def _without(text: str, *headings: str) -> str:
    """A text, corrected, without these words: a page that repeats its label has not yet named anybody."""
    left = wording.corrected(text)
    for heading in filter(None, map(wording.corrected, headings)):
        left = left.replace(heading, " ")
    return left


def _untold(told: Iterable[Persons], focal: list[Found], committee: list[Found]) -> Finding | None:
    """Persons under a title that names both, and nothing that tells which of the two they are."""
    for one in told if not focal else ():
        if one.given and (one.unnamed if committee else wording.names_focal(one.title)):
            return unsure(CODE, one.of, DOCUMENT_UNREADABLE, "not-told-apart")
    return None


def _beside_members(one: Found, text: str) -> str:
    """A text without the rows of its tables that give a member of the committee."""
    tables = one.thing.tables if isinstance(one.thing, Record | Document) else ()
    rows = (" ".join(row) for table in tables for row in table.rows if wording.names_members(" ".join(row)))
    return _without(text, *rows)


def _tell(reason: Reason, one: Found, *more: Found) -> Finding:
    return finding(CODE, reason, boxlinks.facts(one), *dict.fromkeys(map(see, (one, *more))))


PROMISE = 300
"""Letters up to which a text may be no more than the promise of one."""

EXAMPLES = (
    Example(
        case="focal officer with phone, members, the order attached",
        evidence=samples.focal_point_and_committee,
        question=samples.ask,
        reason="focal-and-committee",
    ),
    Example(
        case="label and page say ফোকাল পয়েন্ট কর্মকর্তা only",
        evidence=samples.focal_point_only,
        question=samples.ask,
        reason="focal-only",
    ),
)

RULE = Rule(
    code=CODE,
    position=7,
    title_bn="সেবা বক্সে ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটির তথ্য আছে",
    title_en="The box names the focal point and the monitoring committee",
    head_bn="ফোকাল ও কমিটি",
    head_en="focal, committee",
    tiers=AUDITED,
    reasons=(NOT_FOR_TIER, FOCAL_AND_COMMITTEE, FOCAL_ONLY, COMMITTEE_ONLY, *LACK.reasons),
    judge=judge,
    examples=EXAMPLES,
    doc=__doc__,
    blocks=BLOCKS,
)
