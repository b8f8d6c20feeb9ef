"""Reads the demo's one data file into sites."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from charter_audit.demo.site import (
    Article,
    Block,
    CharterBox,
    LetterAt,
    Links,
    Platform,
    Seat,
    Site,
    Slot,
    View,
)
from charter_audit.model import Contact, Office, Tier

_OLDEST_RECORD, _RECORD_DAYS = date(2019, 1, 1), 1780


def load_sites() -> tuple[Site, ...]:
    """The ten sites, in the registry's order."""
    return tuple(_Reading(_data(), raw).site() for raw in _data()["sites"])


def seats() -> tuple[Seat, ...]:
    """The ten offices, in the registry's order; they have no address yet."""
    return tuple(_seat(raw, _data()["tiers"]) for raw in _data()["offices"])


def months() -> Sequence[str]:
    """The names of the twelve months as npf1 stamps them."""
    names: Sequence[str] = _data()["months"]
    return names


def view_titles() -> Mapping[View, str]:
    """The heading of each list."""
    return {View(key): title for key, title in _data()["lists"].items()}


def attached() -> Block:
    """What stands on a page whose body is in its file."""
    return Block(text=_data()["attached"])


def paper(name: str) -> bytes:
    """A file of the package, as make demo-papers made it. Raises FileNotFoundError."""
    return (files(__package__) / "papers" / name).read_bytes()


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    text = (files(__package__) / "sites.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


def _seat(raw: Mapping[str, Any], tiers: Mapping[str, Mapping[str, str]]) -> Seat:
    wording = {key: text.format(name=raw["name"]) for key, text in tiers[raw["tier"]].items()}
    contact = Contact(**raw["contact"]) if "contact" in raw else None
    office = Office(
        id=raw["id"],
        name=raw["name"],
        name_en=raw["name_en"],
        tier=Tier(raw["tier"]),
        url="",
        under=raw["under"],
        aliases=tuple(raw.get("aliases", ())),
        contact=contact,
    )
    return Seat(office=office, code=raw["code"], **wording)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One site's entry beside what all sites share."""

    shared: Mapping[str, Any]
    raw: Mapping[str, Any]

    def site(self) -> Site:
        platform = self.raw["platform"]
        return Site(
            seat=next(seat for seat in seats() if seat.office.id == self.raw["office"]),
            key=self.raw["office"],
            platform=Platform(platform),
            number=self.raw["number"],
            stamp=self.raw["stamp"],
            boxes=self.groups(self.shared["boxes"][key] for key in self.raw["boxes"]),
            charter=self.charter_box(),
            menu=self.groups(self.shared["menu"][platform]),
            blocks=self.groups(self.shared["blocks"]),
            notices=self.posts("notices", "notices", "notice_body"),
            orders=self.posts("orders", "office_order", "order_body"),
            news=self.posts("news", "news", "news_body"),
            letter=replace(_post("notices", self.shared["letter"], ()), paper=self.raw.get("letter_paper", "")),
            letter_at=LetterAt(self.raw.get("letter_at", LetterAt.NOWHERE)),
            one_letter=self.raw.get("one_letter", False),
        )

    def charter_box(self) -> CharterBox | None:
        if "charter" not in self.raw:
            return None
        raw, labels = self.raw["charter"], self.raw["charter"]["labels"]
        return CharterBox(
            title=raw["title"],
            position=raw["position"],
            charter=Slot(labels["charter"], self.charter()),
            committee=Slot(labels["committee"], self.behind("focal", self.shared["focal_title"])),
            reports=Slot(labels["reports"], self.behind("reports", labels["reports"])),
            laws=Slot(labels["laws"], self.behind("laws", labels["laws"])),
        )

    def behind(self, key: str, title: str) -> Article:
        return Article("page", title, _body(self.shared[key]), _record_day(title, self.raw["number"]))

    def charter(self) -> Article:
        raw, parts = self.raw["charter"], self.shared["charters"]
        stated = [raw["stated"]] if "stated" in raw else []
        headings = parts["headings"][raw.get("headings", "current")]
        services = [parts["services"][key] for key in raw["services"]]
        table = {"table": [headings, parts["numbers"], *_numbered(services, parts["serials"])]}
        body = [*parts["before"], *stated, *parts["vision"], table, *parts["after"]]
        return Article(raw.get("type", "page"), raw["page"], _body(body), raw["day"], raw.get("paper", ""))

    def posts(self, group: str, type_: str, body: str) -> tuple[Article, ...]:
        return tuple(_post(type_, self.shared[group][key], self.shared[body]) for key in self.raw[group])

    def groups(self, raw: Iterable[Mapping[str, Any]]) -> tuple[Links, ...]:
        return tuple(Links(one["title"], tuple(self.slot(link) for link in one["links"])) for one in raw)

    def slot(self, raw: str | Mapping[str, Any]) -> Slot:
        if isinstance(raw, str):
            return Slot(raw, self.page(raw) if raw else None)
        if "view" in raw:
            return Slot(raw["label"], View(raw["view"]))
        live = "charter" in raw and "charter" in self.raw and self.raw.get("menu_charter") != "dead"
        return Slot(raw["label"], self.charter() if live else None)

    def page(self, title: str) -> Article:
        body = self.shared["pages"].get(title) or _about(self.shared["page"], title)
        return Article("page", title, _body(body), _record_day(title, self.raw["number"]))


def _post(type_: str, raw: Mapping[str, Any], body: Iterable[str]) -> Article:
    return Article(type_, raw["title"], _body(raw.get("body") or _about(body, raw["title"])), raw["day"])


def _about(body: Iterable[str], title: str) -> list[str]:
    return [text.replace("{title}", title) for text in body]


def _numbered(services: Sequence[Sequence[str]], serials: Sequence[str]) -> list[list[str]]:
    return [[serial, *cells, "{head}"] for serial, cells in zip(serials, services, strict=False)]


def _body(raw: Iterable[str | Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(one) for one in raw)


def _block(raw: str | Mapping[str, Any]) -> Block:
    if isinstance(raw, str):
        return Block(text=raw)
    return Block(items=tuple(raw.get("list", ())), rows=tuple(tuple(row) for row in raw.get("table", ())))


def _record_day(title: str, number: int) -> date:
    """A day that stays the same from run to run, none of them the charter's."""
    drawn = int.from_bytes(sha256(f"{number} {title}".encode()).digest()[:4], "big")
    return _OLDEST_RECORD + timedelta(days=drawn % _RECORD_DAYS)
