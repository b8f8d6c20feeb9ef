"""What a website of the demo is made of: frozen values, with `{name}`-like gaps for whose site it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from charter_audit.model import Office

BOARD_LENGTH = 5


class Platform(StrEnum):
    """The generation of the National Portal that a site runs on."""

    NPF1 = "npf1"
    NPF2 = "npf2"


class View(StrEnum):
    """A list that a site keeps; the value is its name in addresses (portal handbook, sections 2 and 3)."""

    NOTICES = "notices"
    ORDERS = "office_order"
    NEWS = "news"


class LetterAt(StrEnum):
    """Where the committee's letter hangs."""

    NOWHERE = "nowhere"
    BOARD = "board"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Seat:
    """An office and how its own site calls it: the place, the office's title, its head, its memo code."""

    office: Office
    place: str
    title: str
    head: str
    code: str

    def fill(self, text: str) -> str:
        """The text with its gaps filled. Raises KeyError for a gap of another name."""
        return text.format(name=self.office.name, place=self.place, office=self.title, head=self.head, code=self.code)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a record's body: a paragraph, a numbered list or a table (rows of cells, headings first)."""

    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A record: `type` as in its address; `day` is its publication and its paper's upload, on npf1 also its stamp.

    `paper` names the file of the package that holds the body, "" of a record without file.
    """

    type: str
    title: str
    body: tuple[Block, ...]
    day: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A link of a box, menu or block; without target it is dead by its form, without label an unused slot."""

    label: str
    target: Article | View | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """A titled group of links: a service box, a menu column, a side block."""

    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class CharterBox:
    """The charter's service box: heading, place among the boxes, labels and records of its four links."""

    title: str
    position: int
    charter: Slot
    committee: Slot
    reports: Slot
    laws: Slot


@dataclass(frozen=True, slots=True)
class Site:
    """One website. `key` names whose contents these are, which after a new deal is not `seat.office`.

    `one_letter` spells U+09DF and its like as one code point, as half of the real pages do. Raises ValueError
    where the letter should be in a box that is not there.
    """

    seat: Seat
    key: str
    platform: Platform
    number: int
    stamp: datetime
    boxes: tuple[Links, ...]
    charter: CharterBox | None
    menu: tuple[Links, ...]
    blocks: tuple[Links, ...]
    notices: tuple[Article, ...]
    orders: tuple[Article, ...]
    news: tuple[Article, ...]
    letter: Article
    letter_at: LetterAt = LetterAt.NOWHERE
    one_letter: bool = False

    def __post_init__(self) -> None:
        if self.letter_at is LetterAt.BOX and self.charter is None:
            raise ValueError(f"{self.key}: no box to hang the letter in")

    @property
    def office(self) -> Office:
        return self.seat.office

    @property
    def all_boxes(self) -> tuple[Links, ...]:
        """The service boxes as the front page shows them, the charter's among them."""
        if self.charter is None:
            return self.boxes
        at = self.charter.position
        return (*self.boxes[:at], Links(self.charter.title, self._charter_slots()), *self.boxes[at:])

    @property
    def listed(self) -> dict[View, tuple[Article, ...]]:
        """What each list holds, newest first; the letter is a notice while it hangs on the board."""
        hung = (self.letter,) if self.letter_at is LetterAt.BOARD else ()
        return {
            View.NOTICES: _newest_first((*self.notices, *hung)),
            View.ORDERS: _newest_first(self.orders),
            View.NEWS: _newest_first(self.news),
        }

    @property
    def board(self) -> tuple[Article, ...]:
        """The notices that the front page shows."""
        return self.listed[View.NOTICES][:BOARD_LENGTH]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every record of the site, each once."""
        groups = (*self.all_boxes, *self.menu, *self.blocks)
        linked = (slot.target for group in groups for slot in group.slots if isinstance(slot.target, Article))
        return tuple(dict.fromkeys((*linked, *(one for rows in self.listed.values() for one in rows))))

    def paper_of(self, article: Article) -> str:
        """The file that a record offers; "" on another office's site than the file names: there the body is shown."""
        return article.paper if self.key == self.office.id else ""

    def _charter_slots(self) -> tuple[Slot, ...]:
        assert self.charter is not None
        committee = self.charter.committee
        if self.letter_at is LetterAt.BOX:
            committee = replace(committee, target=replace(self.letter, type="page"))
        return (self.charter.charter, committee, self.charter.reports, self.charter.laws)


def _newest_first(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: article.day, reverse=True))
