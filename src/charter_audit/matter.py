"""What a titled thing behind the charter box is about: a report on the charter, its work plan, or something else.

A title that names another tool (integrity, grievance, innovation) and not the charter is that tool's; one that names
the performance agreement, of which the charter's plan is a part, may be the charter's or not. A thing whose own title
says nothing is what its page is called, else what the box's link is called.
"""

from enum import StrEnum

from charter_audit import wording
from charter_audit.model import Place, Record, Role
from charter_audit.titled import Titled, quarters_of, years_of

SOME = 100
"""Letters from which a page without files is a text, not only a title with the promise of one."""


class Matter(StrEnum):
    """What a thing is about; UNKNOWN proves nothing, neither that it is there nor that it is missing."""

    REPORT = "report"
    PLAN = "plan"
    OTHER = "other"
    UNKNOWN = "unknown"


def matter_of(item: Titled) -> Matter:
    """What a thing behind the box's link to reports or plans is about."""
    if _is_empty(item) or _of_other_tool(item):
        return Matter.OTHER
    if _of_vehicle(item):
        return Matter.UNKNOWN
    own = _called(item)
    called = _by_words(own) or _by_others(own) or _by_words(item.head) or _by_pages(item)
    # called plan and report in one: what it tells of quarters is a report's
    return Matter.REPORT if _is_both(own) and quarters_of(item.head) else called


def names_charters_report(item: Titled) -> bool:
    """Whether, wherever it stands, a thing's own title is that of a report, and its titles name the charter."""
    return _by_words(item.own) is Matter.REPORT and wording.names_charter(f"{item.own} {item.around}")


def names_charters_plan(item: Titled) -> bool:
    """Whether, wherever it stands, a thing's own title is that of a plan, and its titles name the charter."""
    return _by_words(item.own) is Matter.PLAN and wording.names_charter(f"{item.own} {item.around}")


def _is_empty(item: Titled) -> bool:
    """A page that holds no more than a title or the promise of a text."""
    page = item.found.thing if item.found else None
    return isinstance(page, Record) and len(item.text) < SOME and not any(len(one.rows) > 1 for one in page.tables)


def _of_other_tool(item: Titled) -> bool:
    """By its own title, else by those of its pages, else by the heading lines of a text that names no charter."""
    own = _called(item)
    if wording.names_charter(own):
        return False
    if wording.of_other_tool(own) or any(map(wording.of_other_tool, item.pages)):
        return True
    return wording.of_other_tool(item.head) and not wording.names_charter(f"{item.around} {item.text}")


def _of_vehicle(item: Titled) -> bool:
    return any(map(wording.of_vehicle, (_called(item), *item.pages)))


def _called(item: Titled) -> str:
    """The title of a page if it says what it is, else that and the words of its link."""
    page = item.found.thing if item.found else None
    title = page.title if isinstance(page, Record) else ""
    says = _by_words(title) or _by_others(title) or wording.of_other_tool(title) or wording.of_vehicle(title)
    return title if says else item.own


def _is_both(title: str) -> bool:
    return wording.speaks_of(title, Role.REPORTS) and wording.speaks_of(title, Role.PLAN)


def _by_words(title: str) -> Matter | None:
    if _is_both(title):
        return Matter.REPORT if wording.tells_progress(title) or quarters_of(title) else Matter.UNKNOWN
    if wording.speaks_of(title, Role.REPORTS):
        return Matter.REPORT
    return Matter.PLAN if wording.speaks_of(title, Role.PLAN) else None


def _by_others(title: str) -> Matter | None:
    """A paper of another kind; the charter itself may be offered as a report on it."""
    if wording.names_minutes(title) or wording.is_letter_title(title) or wording.speaks_of(title, Role.LAWS):
        return Matter.OTHER
    return Matter.UNKNOWN if wording.names_charter(title) or wording.names_notice(title) else None


def _by_pages(item: Titled) -> Matter:
    """What its pages are called, the nearest first. A link in a text is of their matter if it names quarter or year."""
    if item.found is None and item.link.place is Place.BODY and not years_of(item.own):
        return Matter.UNKNOWN
    called = next(filter(None, map(_by_words, (*reversed(item.pages), item.root.label))), Matter.UNKNOWN)
    if not (item.quarters or item.headed):
        return called
    return Matter.UNKNOWN if called is Matter.PLAN else Matter.REPORT
