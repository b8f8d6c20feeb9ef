"""What rules on a charter's contents have in common: which charter is asked, what could be read of it, and what is said
where there is none.

What is met may be said from what could be read; anything else only where nothing of the charter stayed unread.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from charter_audit.bangla import fold, has_bengali, squeeze
from charter_audit.charter import ELSEWHERE, ENOUGH, Charter, charters_in, copies, foremost, named, parts
from charter_audit.model import Document, Evidence, Finding, Found, Lead, Question, Reason, Record, Role, Table, Verdict
from charter_audit.reading import (
    DOCUMENT_LEGACY_FONT,
    DOCUMENT_SCAN,
    DOCUMENT_UNREADABLE,
    finding,
    is_dead,
    own,
    see,
    trouble,
)
from charter_audit.textlayer import PARTLY
from charter_audit.wording import entry, unicode_of

BLOCKS = (Role.CHARTER,)

NO_CHARTER = Reason(
    slug="no-charter",
    verdict=Verdict.NOT_MET,
    lead=Lead.SITE,
    bn="কোনো সেবা প্রদান প্রতিশ্রুতি পাওয়া যায়নি",
    en="no charter found",
    advice_bn="নির্ধারিত ফরম্যাটে সেবা প্রদান প্রতিশ্রুতি প্রস্তুত করে সেবা বক্সে আপলোড করতে হবে।",
    advice_en="Prepare the charter in the prescribed format and upload it in the box.",
    facts=("url", "places"),
)

MERCY = (Verdict.MET, Verdict.UNCHECKED, Verdict.PARTLY, Verdict.NOT_MET)
"""Of two charters that are equally new the one of which the milder thing is said."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What could be read of a charter: its page and its files, and all that belongs to it, read or not."""

    charter: Charter
    whole: tuple[Found, ...]

    @property
    def read(self) -> tuple[Found, ...]:
        return tuple(one for one in self.whole if isinstance(one.thing, Record | Document))

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each part, in Unicode where it could be converted."""
        return tuple(unicode_of(text_of(one)) for one in self.read)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(
            table for one in self.read if isinstance(one.thing, Record | Document) for table in one.thing.tables
        )


Ask = Callable[[Contents], Finding]


def judge(
    code: str, evidence: Evidence, question: Question, ask: Ask, other_office: Reason, no_charter: Reason
) -> Finding:
    """The answer for the charter behind the box's link, else for a copy elsewhere, else that there is none."""
    behind = evidence.behind(*BLOCKS)
    in_box = charters_in(behind, evidence)
    told = _told(in_box, evidence, question, ask)
    if told and told.verdict is Verdict.MET:
        return told
    if lost := trouble(code, own(behind, evidence)) or told:
        return lost
    outside = copies(in_box, evidence)
    told = _told(outside, evidence, question, ask)
    if told and told.verdict is Verdict.MET:
        return told
    return (
        trouble(code, named(evidence.at(*ELSEWHERE)))
        or told
        or absence(code, evidence, (*in_box, *outside), other_office, no_charter)
    )


def _told(charters: Iterable[Charter], evidence: Evidence, question: Question, ask: Ask) -> Finding | None:
    told = (ask(Contents(charter, parts(charter, evidence))) for charter, _ in foremost(charters, question))
    return min(told, key=lambda one: MERCY.index(one.verdict), default=None)


def absence(
    code: str, evidence: Evidence, others: tuple[Charter, ...], other_office: Reason, no_charter: Reason
) -> Finding:
    """What is said where every place was read and holds none of the office's own charters."""
    facts = {"url": evidence.front.at, "places": _places(evidence)}
    if others:
        facts |= {"url": others[0].at, "names": others[0].other}
        return finding(code, other_office, facts, see(others[0].found))
    return trouble(code, evidence.behind(*BLOCKS)) or finding(code, no_charter, facts, evidence.seen)


def _places(evidence: Evidence) -> str:
    read = (one for one in named(evidence.found) if one.via is None)
    told = (f"{see(one).url} (none)" if is_dead(one.thing) else see(one).url for one in read)
    return " ".join(dict.fromkeys((evidence.front.at, *told)))


# ---- what forbids to say that something is missing -------------------------------------------------------------------


def doubt(code: str, contents: Contents) -> Finding | None:
    """Why nothing may be missed in these contents: part of them unread, a picture, not in Unicode, not in Bengali.

    A picture that was read may show that something is there, never that it is not.
    """
    return trouble(code, contents.whole) or next(_doubts(code, contents), None)


def _doubts(code: str, contents: Contents) -> Iterator[Finding]:
    yield from doubts(code, contents.read)
    if not contents.tables and sum(map(len, contents.texts)) < ENOUGH:
        yield unsure(code, contents.charter.found, DOCUMENT_UNREADABLE, "no-text")
    if not any(has_bengali(unicode_of(body_of(one))) for one in contents.read):
        yield unsure(code, contents.charter.found, DOCUMENT_UNREADABLE, "not-bengali")


def doubts(code: str, read: Iterable[Found]) -> Iterator[Finding]:
    """Why what these things do not say may stand in them all the same: a picture, not in Unicode, read in part."""
    every = tuple(read)
    for one in every:
        if isinstance(one.thing, Document) and one.thing.ocr is not None:
            yield unsure(code, one, DOCUMENT_SCAN)
    for one in every:
        if is_legacy(text_of(one)):
            yield unsure(code, one, DOCUMENT_LEGACY_FONT)
    for one in every:
        if isinstance(one.thing, Document) and one.thing.file_type.endswith(PARTLY):
            yield unsure(code, one, DOCUMENT_UNREADABLE, "read-partly")


def unsure(code: str, one: Found, reason: Reason, why: str = "") -> Finding:
    """The finding of a reading reason about one part of a charter."""
    facts = {"url": see(one).url, "why": why}
    if isinstance(one.thing, Document):
        facts |= {"url": one.thing.at, "file_type": one.thing.file_type, "pages": str(one.thing.pages or "")}
    return finding(code, reason, facts, see(one))


_ESCAPED = re.compile(r"\\u[0-9a-f]{4}", re.IGNORECASE)
_RAW = re.compile(r"[†‡ˆ‰Š¨©ª¯´µ¶·¸¹À-ÖØ-öø-ÿŒœŠšŸƒ]")
FEW = 3
"""Words in the letters of a Bijoy font from which a text is taken for one that was not converted."""


def is_legacy(text: str) -> bool:
    """Whether some of a text is Bijoy that nobody converted, or converted badly, or is escaped JSON."""
    if _ESCAPED.search(text) or any(word in squeeze(text) for word in _half_converted()):
        return True
    return sum(1 for word in text.split() if _RAW.search(word) and not has_bengali(word)) >= FEW


@cache
def _half_converted() -> tuple[str, ...]:
    listed = entry("half_converted")
    if not isinstance(listed, dict):
        raise TypeError("data/vocabulary.yaml: half_converted must map the right form to the form met")
    return tuple(fold(str(met)) for right, met in listed.items() if has_bengali(str(right)))


def text_of(one: Found) -> str:
    """The title and text of a page, the text of a file; "" of anything else."""
    title = one.thing.title if isinstance(one.thing, Record) else ""
    return f"{title} {body_of(one)}".strip()


def body_of(one: Found) -> str:
    """The text of a page without its title, the text of a file; "" of anything else."""
    return one.thing.text if isinstance(one.thing, Record | Document) else ""
