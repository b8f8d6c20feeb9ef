"""Websites for the measurements: some hundred seeded variants of three platforms, and what stands on them.

A variant is three full pages, front, charter and committee, and the lists that its platform keeps. All text is the
rig's own; its words are in words.json. The same number gives the same variant, byte by byte.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rig.markup import ADDRESS, BOXES, DEAD, FRAME, LIST, LISTS, RECORD, Links, table
from rig.words import bengali, printed, words

AS_OF = date(2026, 11, 15)
OLDEST = date(2024, 1, 1)
PLATFORMS = ("npf1", "npf2", "npf3")
FRONT_KB, INNER_KB = (120, 290, 130), (105, 135, 112)
"""Smallest, largest and usual size of a page; the three together come to about 408 KB."""

SERVICES = (16, 28)
MENU = (220, 330)
"""Links of a menu: real pages have 550 to 1,100 elements."""


@dataclass(frozen=True)
class Row:
    """What a contender is to find at one office: the box's title, the charter's day and the letter's, ISO 8601."""

    box: str
    charter: str
    letter: str


@dataclass(frozen=True)
class Variant:
    """One website: its pages by path, the three of the job first, and the row that they come to."""

    number: int
    platform: str
    place: str
    row: Row
    pages: Mapping[str, str]
    job: tuple[str, str, str]


def variant(number: int) -> Variant:
    """The website of this number."""
    return _Writing(number).variant()


class _Writing:
    """Writes one website; every choice is drawn from the variant's own seed."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = Random(number)  # noqa: S311 - sites that can be made again are wanted
        self.platform = PLATFORMS[number % len(PLATFORMS)]
        heads, tails = words()["place_heads"], words()["place_tails"]
        self.place = heads[number % len(heads)] + tails[number // len(heads) % len(tails)]
        self.charter_day, self.letter_day = self.day(), self.day()
        self.addresses = [ADDRESS[self.platform](self.random) for _ in range(40)]

    def variant(self) -> Variant:
        home, charter, committee = "/", *self.addresses[:2]
        title = self.one("box_titles")
        menu = self.menu()
        row = Row(title, self.charter_day.isoformat(), self.letter_day.isoformat())
        pages = {
            home: self.page("", self.front(title), menu, FRONT_KB),
            charter: self.page(
                "", self.record(self.one("charter_titles"), self.charter_day, self.charter()), menu, INNER_KB
            ),
            committee: self.page(
                "", self.record(words()["letter_title"], self.letter_day, self.letter()), menu, INNER_KB
            ),
        }
        lists = {path: self.page("", LIST[self.platform](rows), (), (0, 0, 0)) for path, rows in self.lists().items()}
        return Variant(self.number, self.platform, self.place, row, pages | lists, (home, charter, committee))

    # ---- what stands on the pages --------------------------------------------------------------------------------

    def front(self, title: str) -> str:
        dead = DEAD[self.platform]
        labels = (self.one("charter_labels"), self.one("committee_labels"), *words()["dead_labels"])
        own = (title, tuple(zip(labels, (*self.addresses[:2], dead, dead), strict=True)))
        others = [(name, self.linked(links)) for name, links in self.random.sample(words()["boxes"], 7)]
        others.insert(self.random.randrange(8), own)
        return BOXES[self.platform](others, self.notices()[:5])

    def record(self, title: str, day: date, body: str) -> str:
        return RECORD[self.platform](title, day, body)

    def charter(self) -> str:
        texts = words()
        services = [self.random.choice(texts["services"]) for _ in range(self.random.randint(*SERVICES))]
        rows = [[bengali(serial), *service] for serial, service in enumerate(services, 1)]
        day = printed(self.charter_day, self.random.randrange(3))
        stated = f"<p>{texts['updated']}: {day} খ্রি.</p><p>{texts['vision']}</p>"
        return stated + table((texts["headings"], texts["numbers"], *rows))

    def letter(self) -> str:
        day, code = printed(self.letter_day, self.random.randrange(3)), bengali(f"{8000 + self.number:04}")
        lines = (line.format(day=day, code=code, place=self.place) for line in words()["letter"])
        return "".join(f"<p>{line}</p>" for line in lines) + table(words()["members"])

    def notices(self) -> Links:
        return self.linked(self.random.sample(words()["notices"], 8))

    def lists(self) -> Mapping[str, Links]:
        """The rows of each list; the charters' has the office's one."""
        rows = {path: self.notices() for path in LISTS[self.platform]}
        return {
            path: [(self.one("charter_titles"), self.addresses[0])] if "charter" in path else some
            for path, some in rows.items()
        }

    def menu(self) -> Links:
        heads, tails = words()["menu_heads"], words()["menu_tails"]
        count = self.random.randint(*MENU)
        labels = [f"{self.random.choice(heads)} {self.random.choice(tails)}" for _ in range(count)]
        charter = [("সিটিজেন চার্টার", self.addresses[0])] if self.platform == "npf2" else []
        return [*charter, *self.linked(labels)]

    # ---- draws -----------------------------------------------------------------------------------------------------

    def day(self) -> date:
        return OLDEST + timedelta(days=self.random.randrange((AS_OF - OLDEST).days))

    def one(self, name: str) -> str:
        choice: str = self.random.choice(words()[name])
        return choice

    def linked(self, labels: Iterable[str]) -> Links:
        return [(label, self.random.choice(self.addresses[2:])) for label in labels]

    def page(self, heading: str, main: str, menu: Links, size: tuple[int, int, int]) -> str:
        bare = FRAME[self.platform](f"{heading}{self.place} উপজেলা", main, menu, "")
        wanted = round(self.random.triangular(*size) * 1000)
        return FRAME[self.platform](
            f"{heading}{self.place} উপজেলা", main, menu, self.filler(wanted - len(bare.encode()))
        )

    def filler(self, count: int) -> str:
        """A style sheet and a script of together this many bytes, about as compressible as real ones."""
        names, labels = words()["styles"], words()["menu_tails"]
        lines, size = [], 0
        while size < count // 2:
            some = self.random.sample(names, 3)
            lines.append(
                f".c{self.random.randrange(99)} {{ "
                + "; ".join(f"{n}: {self.random.randrange(8)}px" for n in some)
                + " }\n"
            )
            size += len(lines[-1])
        style, lines = "".join(lines), []
        while size < count:
            label = self.random.choice(labels)
            lines.append(
                f"var v{self.random.randrange(99)} = {{ label: '{label}', at: {self.random.randrange(99)} }};\n"
            )
            size += len(lines[-1].encode())
        return f"<style>{style}</style><script>{''.join(lines)}</script>" if count > 0 else ""
