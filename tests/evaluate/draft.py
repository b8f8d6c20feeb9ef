"""A site while it is being planned."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar, cast

from evaluate.plan import Article, Box, Platform, Roll, Row, Site, Slot, Tier
from evaluate.spelling import nfc, words

DEAD = {
    Platform.NPF1: ("", "#", "nolink/-", "[front]", "/", "javascript:;", "http://"),
    Platform.NPF2: ("/bn/", "/bn/#", "/bn/nolink/x", "/en/", "/bn/javascript:void(0)", ""),
    Platform.NPF3: ("", "#", "nolink/104133", "/"),
    Platform.PLAIN: ("", "#", "javascript:void(0)"),
}
STAMPED = (Platform.NPF1, Platform.NPF3)


Card = TypeVar("Card")


class Dealer:
    """Deals from shuffled packs, each dealt out before it is shuffled again: what is planned seldom is never left out."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.packs: dict[str, list[object]] = {}

    def deal(self, name: str, weights: Mapping[Card, int]) -> Card:
        """The next card of the pack of this name, which holds each card as many times as its weight says."""
        pack = self.packs.setdefault(name, [])
        if not pack:
            pack += [card for card, times in weights.items() for _ in range(times)]
            self.rng.shuffle(pack)
        return cast(Card, pack.pop())


class Draft:
    """Parts of a site, added to by the cases of charter, letter and box; `site` puts them together."""

    def __init__(self, dealer: Dealer, name: str, platform: Platform, tier: Tier, place: str) -> None:
        self.rng = dealer.rng
        self.deal = dealer.deal
        self.name = name
        self.platform = platform
        self.tier = tier
        self.place = nfc(place)
        self.box: dict[str, Slot] = {}
        self.box_title = ""
        self.has_box = True
        self.menu: list[Slot] = []
        self.block: list[Slot] = []
        self.other: list[Slot] = []
        self.board: list[Slot] = []
        self.articles: list[Article] = []
        self.rolls: dict[str, Roll] = {}
        self.listed: dict[str, list[Row]] = {}
        self.archived: dict[str, list[Row]] = {}
        self.expected: dict[str, str] = {}

    @property
    def heading(self) -> str:
        """How papers of the office begin."""
        return {
            Tier.UPAZILA: f"উপজেলা নির্বাহী অফিসারের কার্যালয়, {self.place}",
            Tier.DISTRICT: f"জেলা প্রশাসকের কার্যালয়, {self.place}",
            Tier.DIRECTORATE: f"গণপ্রজাতন্ত্রী বাংলাদেশ সরকার, {self.place}",
        }[self.tier]

    def rows(self, key: str) -> list[Row]:
        """The rows of a list, to be added to."""
        return self.listed.setdefault(key, [])

    def dead(self) -> str:
        """A target that leads nowhere, in one of the platform's forms."""
        return self.rng.choice(DEAD[self.platform])

    def stamp(self, span: tuple[date, date]) -> date | None:
        """A day of saving, where the platform has one."""
        return (
            span[0] + timedelta(days=self.rng.randrange((span[1] - span[0]).days)) if self.platform in STAMPED else None
        )

    def site(self) -> Site:
        """The whole site, other boxes and lists of no matter about the planned ones."""
        boxes = [Box(nfc(title), self._others(labels)) for title, labels in self._chosen_boxes()]
        if self.other:
            first = boxes[0]
            boxes[0] = Box(first.title, (*first.slots[:2], *self.other))
        if self.has_box:
            ordered = [
                self.box[role] for role in ("charter", "committee", "reports", "laws", "more") if role in self.box
            ]
            boxes.insert(self.rng.randrange(1, len(boxes)), Box(self.box_title, tuple(ordered)))
        return Site(
            self.name, self.platform, self.tier, self.place, self.expected, tuple(boxes), self._menus(), self._blocks(),
            self._board(), tuple(self.articles), tuple(self._rolls()),
        )  # fmt: skip

    def _chosen_boxes(self) -> list[tuple[str, list[str]]]:
        return self.rng.sample(list(words()["boxes"].items()), 4)

    def _others(self, labels: list[str]) -> tuple[Slot, ...]:
        return tuple(Slot(nfc(label), f"other {label}") for label in labels)

    def _menus(self) -> tuple[Box, ...]:
        about = Box("আমাদের সম্পর্কে", self._others(["এক নজরে", "ভৌগোলিক পরিচিতি", "কর্মকর্তাবৃন্দ"]))
        services = Box("আমাদের সেবা", (*self._others(["ই-সেবা", "সেবার তালিকা"]), *self.menu))
        orders = self.platform in (Platform.NPF1, Platform.NPF2)
        papers = Box("প্রজ্ঞাপন ও পত্র", (Slot("অফিস আদেশ", "orders"), Slot("নোটিশ", "notices")) if orders else ())
        return about, services, papers

    def _blocks(self) -> tuple[Box, ...]:
        links = Box("গুরুত্বপূর্ণ লিংক", self._others(["জাতীয় তথ্য বাতায়ন", "মুক্তপাঠ"]))
        return (links, Box("জরুরি হটলাইনসমূহ / সিটিজেন চার্টার / লিঙ্কস", tuple(self.block))) if self.block else (links,)

    def _board(self) -> tuple[Slot, ...]:
        noise = [Slot(nfc(title), f"notice {title}") for title in self.rng.sample(words()["notices"], 4)]
        return tuple((*noise[:2], *self.board, *noise[2:]))

    def _rolls(self) -> list[Roll]:
        titles = {"notices": "নোটিশ", "orders": "অফিস আদেশ", "charters": "সেবা প্রদান প্রতিশ্রুতি"}
        if self.platform is Platform.PLAIN:
            titles = {key: title for key, title in titles.items() if key in self.listed}
        if "charters" not in self.listed and self.platform is not Platform.NPF3:
            titles.pop("charters", None)
        return [self.rolls.get(key) or self._roll(key, title) for key, title in titles.items()]

    def _roll(self, key: str, title: str) -> Roll:
        rows = list(self.listed.get(key, ()))
        if key != "charters":
            rows += [Row(nfc(one), f"{key} {one}", date(2023, 11, 2)) for one in self.rng.sample(words()["notices"], 6)]
            self.rng.shuffle(rows)
        data = self.platform is Platform.NPF1 and key == "notices" and not any(row.to in self.keys for row in rows)
        return Roll(
            key,
            title,
            tuple(rows),
            from_data=data and self.rng.random() < 0.6,
            archived=tuple(self.archived.get(key, ())),
        )

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(article.key for article in self.articles)
