"""What rules on the links of the charter box say alike: that a link is missing, dead, empty, or leads to nothing.

Nothing of this is said before every page and file behind the link was read, and every link on them that could lead on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from charter_audit import address, contents, whose, wording
from charter_audit.bangla import has_bengali
from charter_audit.model import (
    Evidence,
    Finding,
    Found,
    Lead,
    Link,
    Listing,
    NoRecord,
    Place,
    Reason,
    Record,
    Role,
    Seen,
    Unreachable,
    Verdict,
)
from charter_audit.reading import DOCUMENT_UNREADABLE, PAGE_LOST, finding, is_dead, see, trouble
from charter_audit.titled import Titled, titled_in, titled_link

SOME = 40
"""Letters from which a page or file says something."""

NOT_OPENED = "not-opened"
"""The fact `why` of a link on a page that was read, which nobody followed."""


@dataclass(frozen=True, slots=True)
class Lack:
    """The five reasons for a link of one role behind which nothing is."""

    role: Role
    blank: Reason
    slot_empty: Reason
    dead: Reason
    absent: Reason
    no_box: Reason

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """In the order of deciding."""
        return self.blank, self.slot_empty, self.dead, self.absent, self.no_box


def lack_of(role: Role, bn: str, en: str) -> Lack:
    """The reasons for the link that is called so in either language."""
    return Lack(role, _blank(bn, en), _slot_empty(bn, en), _dead(bn, en), _absent(bn, en), _no_box(bn, en))


def _blank(bn: str, en: str) -> Reason:
    return Reason(
        slug="link-blank",
        verdict=Verdict.NOT_MET,
        lead=Lead.BOX,
        bn=f"সেবা বক্সের ‘{bn}’ লিংকে প্রয়োজনীয় তথ্য নেই",
        en=f"the box's '{en}' link opens a page without the content",
        advice_bn=f"সেবা বক্সের ‘{bn}’ পাতায় প্রয়োজনীয় তথ্য আপলোড করতে হবে।",
        advice_en=f"Put the content on the page behind the box's '{en}' link.",
        facts=("label", "target"),
    )


def _slot_empty(bn: str, en: str) -> Reason:
    return Reason(
        slug="slot-empty",
        verdict=Verdict.NOT_MET,
        lead=Lead.BOX,
        bn=f"সেবা বক্সে ‘{bn}’ লেখা থাকলেও কোনো লিংক সংযুক্ত নেই",
        en=f"the box shows '{en}' but no link is attached",
        advice_bn=f"সেবা বক্সের ‘{bn}’ লেখায় সঠিক পাতা সংযুক্ত করতে হবে।",
        advice_en=f"Attach the right page to '{en}' in the box.",
        facts=("label", "target"),
    )


def _dead(bn: str, en: str) -> Reason:
    return Reason(
        slug="link-dead",
        verdict=Verdict.NOT_MET,
        lead=Lead.BOX,
        bn=f"সেবা বক্সের ‘{bn}’ লিংকে কোনো পাতা পাওয়া যায় না",
        en=f"the box's '{en}' link leads to no page",
        advice_bn=f"সেবা বক্সের ‘{bn}’ লিংকটি সচল করতে হবে।",
        advice_en=f"Repair the box's '{en}' link.",
        facts=("label", "target", "status"),
    )


def _absent(bn: str, en: str) -> Reason:
    return Reason(
        slug="link-absent",
        verdict=Verdict.NOT_MET,
        lead=Lead.BOX,
        bn=f"সেবা বক্সে ‘{bn}’ লিংক নেই",
        en=f"the box has no '{en}' link",
        advice_bn=f"সেবা বক্সে ‘{bn}’ লিংক যুক্ত করতে হবে।",
        advice_en=f"Add the '{en}' link to the box.",
        facts=("labels",),
    )


def _no_box(bn: str, en: str) -> Reason:
    return Reason(
        slug="no-box",
        verdict=Verdict.NOT_MET,
        lead=Lead.SITE,
        bn=f"সেবা বক্স না থাকায় ‘{bn}’ লিংকও নেই",
        en=f"no charter box, so no '{en}' link",
        advice_bn=f"সেবা প্রদান প্রতিশ্রুতি সেবা বক্স তৈরি করে ‘{bn}’ লিংক যুক্ত করতে হবে।",
        advice_en=f"Create the charter box and add the '{en}' link.",
        folded=True,
    )


# ---- the links, and what lies behind them --------------------------------------------------------------------


def links_of(role: Role, evidence: Evidence) -> tuple[Link, ...]:
    """The box's links of a role; where none has it, those whose label speaks of it too.

    The charter's own name stands in all labels of the box and makes none of them its link.
    """
    box = evidence.front.charter_box
    links = box.links if box else ()
    own = tuple(link for link in links if link.role is role)
    if own or role is Role.CHARTER:
        return own
    return tuple(link for link in links if wording.speaks_of(link.label, role))


def behind(role: Role, evidence: Evidence) -> tuple[Found, ...]:
    """What lies behind the box's links of a role."""
    keys = {address.key(link.address) for link in links_of(role, evidence) if link.address}
    return tuple(
        one
        for one in evidence.found
        if one.root.place is Place.BOX and one.root.address and address.key(one.root.address) in keys
    )


def facts(one: Found) -> dict[str, str]:
    """What is told of the box's link on the way to a thing: its label, where it leads, the status of what is gone."""
    first = one.path[0]
    status = str(first.thing.status) if isinstance(first.thing, Unreachable) and first.thing.status else ""
    return {"label": first.link.label, "target": see(first).url, "status": status}


# ---- what nothing may be missed in ---------------------------------------------------------------------------

Settled = Callable[[Found, Link], bool]
"""Whether the words of a link on a page, which nobody followed, tell that it leads to something else."""


def never(_on: Found, _link: Link) -> bool:
    """Settles nothing."""
    return False


def unread(code: str, found: Iterable[Found], evidence: Evidence, settled: Settled = never) -> Finding | None:
    """Why nothing may be missed in these things: trouble with one of them, or something on them that nobody opened."""
    every = tuple(found)
    doubt = trouble(code, every) or next(contents.doubts(code, every), None)
    return (
        doubt
        or _not_bengali(code, every)
        or _front_instead(code, every, evidence)
        or not_opened(code, every, evidence, settled)
    )


def _not_bengali(code: str, found: Iterable[Found]) -> Finding | None:
    for one in found:
        text = wording.unicode_of(contents.body_of(one))
        if len(text) >= SOME and not has_bengali(text):
            return contents.unsure(code, one, DOCUMENT_UNREADABLE, "not-bengali")
    return None


def _front_instead(code: str, found: Iterable[Found], evidence: Evidence) -> Finding | None:
    """A page that looks like a front page, at an address that is not the site's, may be one that the reader mistook."""
    for one in found:
        thing = one.thing
        if isinstance(thing, NoRecord) and thing.why == "front-page" and address.target(evidence.front.at, thing.at):
            return finding(code, PAGE_LOST, {"url": thing.at, "why": thing.why}, see(one))
    return None


def not_opened(code: str, found: Iterable[Found], evidence: Evidence, settled: Settled = never) -> Finding | None:
    """That something on these pages was not opened, which may lead to what is missed; None where nothing is."""
    for one, link in unopened(found, evidence):
        if not settled(one, link):
            seen = Seen(link.address, link.label) if link.address else see(one)
            return finding(code, PAGE_LOST, {"url": seen.url, "why": NOT_OPENED}, seen)
    return None


def unopened(found: Iterable[Found], evidence: Evidence) -> Iterator[tuple[Found, Link]]:
    """Links on these pages that were not followed, pictures and frames among them, and the next pages of lists."""
    opened = {address.key(one.link.address) for one in evidence.found if one.link.address}
    for one in found:
        for link in _links_on(one):
            if link.address is None or address.key(link.address) not in opened:
                yield one, link


def _links_on(one: Found) -> Iterator[Link]:
    """The links of a page that could lead on: those with a target, and what is shown without being one."""
    thing = one.thing
    if isinstance(thing, Record):
        yield from (link for link in thing.links if link.address or not link.label)
    if isinstance(thing, Listing):
        yield from (row for row in thing.rows if row.address)
        if thing.next:
            yield Link(thing.title, thing.next, thing.next, Place.ROW)


# ---- that nothing is behind a link ---------------------------------------------------------------------------


def lacking(code: str, lack: Lack, evidence: Evidence) -> Finding:
    """What is said of a link behind which nothing was found, and in what is there nothing is `unread`."""
    box = evidence.front.charter_box
    if box is None:
        return finding(code, lack.no_box, {}, evidence.seen)
    links = links_of(lack.role, evidence)
    roots = tuple(one for one in behind(lack.role, evidence) if one.via is None)
    return (
        never_asked(code, links, roots)
        or _blank_page(code, lack, roots)
        or _empty_slot(code, lack, links, evidence)
        or _gone(code, lack, roots)
        or finding(code, lack.absent, {"labels": " | ".join(link.label for link in box.links)}, evidence.seen)
    )


def never_asked(code: str, links: Iterable[Link], roots: Iterable[Found]) -> Finding | None:
    """That a live link of the box was not followed; None where all were."""
    asked = {address.key(one.link.address) for one in roots if one.link.address}
    for link in links:
        if link.address and address.key(link.address) not in asked:
            seen = Seen(link.address, link.label)
            return finding(code, PAGE_LOST, {"url": link.address, "why": NOT_OPENED}, seen)
    return None


def _blank_page(code: str, lack: Lack, roots: Iterable[Found]) -> Finding | None:
    one = next((one for one in roots if not is_gone(one)), None)
    return finding(code, lack.blank, facts(one), see(one)) if one else None


def _empty_slot(code: str, lack: Lack, links: Iterable[Link], evidence: Evidence) -> Finding | None:
    slot = next((link for link in links if link.address is None), None)
    return finding(code, lack.slot_empty, {"label": slot.label, "target": slot.href}, evidence.seen) if slot else None


def _gone(code: str, lack: Lack, roots: Iterable[Found]) -> Finding | None:
    one = next(iter(roots), None)
    return finding(code, lack.dead, facts(one), see(one)) if one else None


def is_gone(one: Found) -> bool:
    """Whether there is no page behind a link. One that is there and empty is none of these."""
    return is_dead(one.thing) and not (isinstance(one.thing, NoRecord) and one.thing.why == "empty")


# ---- titles ----------------------------------------------------------------------------------------------------


def titles_outside(evidence: Evidence) -> Iterator[Titled]:
    """What is titled outside the charter box and not known to be gone: links of the front page, pages and rows."""
    front = evidence.front
    gone = {address.key(one.link.address) for one in evidence.found if one.link.address and did_not_come(one)}
    boxes = (link for box in front.boxes for link in box.links)
    for link in (*front.notices, *front.others, *boxes):
        if link.address and link.place is not Place.BOX and address.key(link.address) not in gone:
            yield titled_link(link)
    yield from titled_in((one for one in evidence.found if one.root.place is not Place.BOX), evidence)


def did_not_come(one: Found) -> bool:
    """Whether there is no page behind a link, for whatever reason."""
    return isinstance(one.thing, Unreachable | NoRecord)


def is_own(item: Titled, evidence: Evidence) -> bool:
    """Whether a paper is not at another office: another host of the government, or another's store of files."""
    other = whose.other_place(item.at, evidence)
    return not (other.endswith(".gov.bd") or other.startswith("office-"))


def see_titled(item: Titled) -> Seen:
    """The address of a paper for an officer to open, whether it was opened or not."""
    return see(item.found) if item.found else Seen(item.at, item.title)
