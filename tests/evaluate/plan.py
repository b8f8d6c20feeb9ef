"""A website as it is planned, and the answers that a true reading of it gives.

The answers are written down where the site is planned, by the rules of the handbook; no code of the program has a part
in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

BOX, COM, UPD = "CC-BOX-01", "CC-COM-01", "CC-UPD-01"
RULES = (BOX, COM, UPD)

AS_OF = date(2023, 11, 28)
UNREADABLE = "unreadable"
"""Planned where trouble stands before every answer, and which trouble is not said."""

VERDICTS: Mapping[str, str] = {
    "box-present": "met",
    "box-other-title": "met",
    "box-empty": "partly",
    "charter-outside-box": "not_met",
    "no-box": "not_met",
    "letter-this-quarter": "met",
    "letter-standing": "met",
    "letter-undated": "unchecked",
    "letter-later": "unchecked",
    "letter-not-renewed": "partly",
    "letter-old": "not_met",
    "list-without-letter": "partly",
    "notice-only": "not_met",
    "letter-elsewhere": "not_met",
    "no-letter": "not_met",
    "no-box-no-letter": "not_met",
    "updated": "met",
    "updated-outside-box": "partly",
    "date-conflict": "unchecked",
    "updated-later": "unchecked",
    "undated": "unchecked",
    "stale-one-quarter": "not_met",
    "stale": "not_met",
    "charter-of-other-office": "unchecked",
    "no-charter": "not_met",
}

NEIGHBOUR = "http://neighbour.invalid"

TROUBLES = frozenset(
    {
        "site-unreachable",
        "site-blocked",
        "site-of-other-office",
        "site-unrecognised",
        "page-lost",
        "document-scan",
        "document-legacy-font",
        "document-unreadable",
    }
)
"""Answers of a site, page or file that could not be read."""


def verdict_of(reason: str) -> str:
    """The verdict that a reason stands for; trouble in reading is never more than unchecked."""
    return VERDICTS.get(reason, "unchecked")


class Platform(StrEnum):
    NPF1 = "npf1"
    NPF2 = "npf2"
    NPF3 = "npf3"
    PLAIN = "plain"


class Tier(StrEnum):
    DISTRICT = "district"
    UPAZILA = "upazila"
    DIRECTORATE = "directorate"


class Answer(StrEnum):
    """What the server says when the page is asked for."""

    PAGE = "page"
    GONE = "gone"  # 404
    SOFT_GONE = "soft-gone"  # 200, and the platform's words that there is none
    BLANK = "blank"  # the platform's frame with nothing in it
    FAULT = "fault"  # 500
    BUSY = "busy"  # 503
    REFUSED = "refused"  # 403
    SILENT = "silent"  # no answer at all
    CONSTRUCTION = "construction"  # 200, the page is being worked on


class Face(StrEnum):
    """What the front page is instead of itself."""

    ITSELF = "itself"
    FAULT = "fault"
    SILENT = "silent"
    GONE = "gone"
    REFUSED = "refused"
    EMPTY = "empty"
    CONSTRUCTION = "construction"
    CHALLENGE = "challenge"
    PARKED = "parked"
    STRANGE = "strange"  # a layout that nobody knows
    NO_BOXES = "no-boxes"  # the platform's frame without any service box
    OF_OTHER = "of-other"  # another office's front page


@dataclass(frozen=True, slots=True)
class Slot:
    """A link: its label, and the key of the page it leads to or, where it leads to none, its target as it stands."""

    label: str
    to: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a record or row; its name carries the day of upload where there is one."""

    caption: str = ""
    uploaded: datetime | None = None
    ending: str = "pdf"


@dataclass(frozen=True, slots=True)
class Article:
    """A page of content. `kind` is page, notice, order or charter; `stamp` and `published` are its own days."""

    key: str
    title: str
    body: tuple[str, ...] = ()
    kind: str = "page"
    rows: tuple[tuple[str, ...], ...] = ()
    stamp: date | None = None
    published: date | None = None
    files: tuple[File, ...] = ()
    slots: tuple[Slot, ...] = ()
    answer: Answer = Answer.PAGE


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its page or its file, and the day of publication printed beside it."""

    title: str
    to: str = ""
    published: date | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """A list page; `key` is notices, orders, charters or another name. `from_data`: its rows come as JSON.

    `archived` are rows that one platform shows only when asked for them.
    """

    key: str
    title: str
    rows: tuple[Row, ...] = ()
    answer: Answer = Answer.PAGE
    from_data: bool = False
    archived: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A whole website, and by rule the reason that a true reading gives."""

    name: str
    platform: Platform
    tier: Tier
    place: str
    expected: Mapping[str, str]
    boxes: tuple[Box, ...] = ()
    menus: tuple[Box, ...] = ()
    blocks: tuple[Box, ...] = ()
    board: tuple[Slot, ...] = ()
    articles: tuple[Article, ...] = ()
    rolls: tuple[Roll, ...] = ()
    saved: datetime = datetime(2023, 11, 27, 9, 34, 49)  # noqa: DTZ001 - as printed, without a zone
    face: Face = Face.ITSELF
    names_other: str = ""
    plain_list: str = "ul"
    pages: Mapping[str, bytes] = field(default_factory=dict)
    """Pages given as they are, by path, in the place of those drawn from the plan."""
    neighbour: "Site | None" = None
    """A site on another host, to which targets that begin with NEIGHBOUR lead; of the same place it is the office's own."""

    @property
    def office(self) -> str:
        """The office's name as the site prints it."""
        return {
            Tier.UPAZILA: f"{self.place} উপজেলা",
            Tier.DISTRICT: f"{self.place} জেলা",
            Tier.DIRECTORATE: self.place,
        }[self.tier]
