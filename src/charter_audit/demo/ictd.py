"""The ICT Division's meeting of 25 September 2023: six websites in the markup of the portal's third generation."""

import base64
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from charter_audit.bangla import to_bengali_digits
from charter_audit.demo.server import Answer
from charter_audit.model import Office, Tier

if TYPE_CHECKING:
    from jinja2 import Template

Part = str | list[list[str]]
"""A paragraph, or a table: rows of cells."""

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_MONTHS = ("জুলাই", "আগস্ট", "সেপ্টেম্বর")
_FEBRUARY = "ফেব্রুয়ারি"


@dataclass(frozen=True, slots=True)
class Page:
    """What the template shows: the front page, a list, a record, or that there is no such page."""

    kind: str
    title: str = ""
    rows: tuple[Mapping[str, str], ...] = ()
    boxes: tuple[Mapping[str, Any], ...] = ()
    body: tuple[Part, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Website:
    """One office's site with all its pages by their paths."""

    office: Office
    pages: Mapping[str, str]
    missing: str

    def answer(self, address: str) -> Answer:
        """The answer to an address as the platform gives it: what is not there is a real 404."""
        path = unquote(urlsplit(address).path).rstrip("/") or "/"
        if path in self.pages:
            return Answer(HTTPStatus.OK, self.pages[path])
        return Answer(HTTPStatus.NOT_FOUND, self.missing)


def websites() -> tuple[Website, ...]:
    """The six sites, in the order of the minutes' columns."""
    return tuple(_Site(raw, _data()["sites"][raw["id"]]).website() for raw in _data()["offices"])


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    text = (files(__package__) / "ictd.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


@dataclass(frozen=True, slots=True)
class _Site:
    """One site's entry beside what all sites share."""

    raw: Mapping[str, str]
    own: Mapping[str, Any]

    @property
    def office(self) -> Office:
        raw = self.raw
        return Office(raw["id"], raw["name"], raw["name_en"], Tier(raw["tier"]), "", raw["under"], raw["short"])

    def fill(self, text: str, title: str = "") -> str:
        return text.format(name=self.raw["name"], short=self.raw["short"], head=self.raw["head"], title=title)

    def website(self) -> Website:
        made = {"/": self.front(), **self.lists(), **self.records()}
        return Website(self.office, {path: self.html(page) for path, page in made.items()}, self.html(Page("missing")))

    def html(self, page: Page) -> str:
        menu = [{"label": label, "href": self.at(label)} for label in _data()["menu"]]
        stamp = _day_in_words(_data()["stamps"]["site"])
        text = _template().render(office=self.office, page=page, menu=menu, site_stamp=stamp)
        return unicodedata.normalize("NFC", text)

    # ---- pages -----------------------------------------------------------------------------------------------------

    def front(self) -> Page:
        others = ({"title": title, "links": self.links(labels)} for title, labels in _data()["boxes"].items())
        first, *rest = others
        return Page("front", rows=self.posts("notices"), boxes=(first, self.charter_box(), *rest))

    def charter_box(self) -> Mapping[str, Any]:
        charter = "/pages/office-citizen-charters" if self.own.get("listed") else self.at(self.charter_title())
        links = [{"label": _data()["charter"]["title"], "href": charter}]
        for key in ("committee", "reports", "laws"):
            links.append({"label": _data()[key]["label"], "href": self.at(_data()[key]["title"])})
        return {"title": self.own["box"], "links": links}

    def links(self, labels: Iterable[str]) -> list[Mapping[str, str]]:
        return [{"label": self.fill(label), "href": self.at(self.fill(label))} for label in labels]

    def lists(self) -> Mapping[str, Page]:
        titles = _data()["lists"]
        rows = {
            "notices": self.posts("notices"),
            "office-orders": self.posts("orders"),
            "office-citizen-charters": self.charters(),
        }
        return {f"/pages/{key}": Page("list", title, rows[key]) for key, title in titles.items()}

    def posts(self, group: str) -> tuple[Mapping[str, str], ...]:
        keys = self.own["notices"] if group == "notices" else _data()["orders"]
        told = sorted((_data()[group][key] for key in keys), key=lambda one: one["day"], reverse=True)
        return tuple(_row(one["title"], self.at(one["title"]), one["day"]) for one in told)

    def charters(self) -> tuple[Mapping[str, str], ...]:
        return ({"label": self.charter_title(), "href": self.at(self.charter_title()), "day": ""},)

    def records(self) -> Mapping[str, Page]:
        shared = {_data()[key]["title"]: _data()[key]["body"] for key in ("committee", "reports", "laws")}
        boxes = (label for labels in _data()["boxes"].values() for label in labels)
        posts = (row["label"] for group in ("notices", "orders") for row in self.posts(group))
        plain = {self.fill(label): _data()["page"] for label in (*boxes, *_data()["menu"], *posts)}
        stamp = _day_in_words(_data()["stamps"]["page"])
        made = {
            self.at(title): Page("record", title, body=self.body(body, title), stamp=stamp)
            for title, body in {**plain, **shared}.items()
        }
        return {**made, self.at(self.charter_title()): self.charter()}

    def charter(self) -> Page:
        told, own = _data()["charter"], self.own
        stated = [told["stated"].format(day=_in_digits(own["stated"]))] if "stated" in own else []
        services = [
            [serial, *told["services"][key]] for serial, key in zip(told["serials"], own["services"], strict=False)
        ]
        body = [
            self.raw["name"],
            *stated,
            *told["before"],
            [told["headings"], told["numbers"], *services],
            *told["after"],
        ]
        stamp = _day_in_words(own["stamp"]) if "stamp" in own else ""
        return Page("record", self.charter_title(), body=tuple(body), stamp=stamp)

    def charter_title(self) -> str:
        told = _data()["charter"]
        return f"{told['title']} {told['quarter']}" if self.own.get("quarter") else str(told["title"])

    def body(self, parts: Sequence[Part], title: str) -> tuple[Part, ...]:
        return tuple(
            self.fill(part, title) if isinstance(part, str) else [[self.fill(cell) for cell in row] for row in part]
            for part in parts
        )

    def at(self, title: str) -> str:
        """The address of a record: its slug, six letters and the id that begins with the second of its making."""
        digest = sha256(f"{self.raw['id']} {title}".encode()).digest()
        made = datetime.combine(_data()["stamps"]["page"], time(4, digest[0] % 60), UTC)
        letters = "".join(_BASE36[byte % 36] for byte in digest[:6])
        slug = "".join(letter for letter in title.replace(" ", "-") if letter not in "()/.,:;‘’?#%&\u200c")
        return f"/pages/static-pages/{slug}-{letters}-{int(made.timestamp()):08x}{digest[:8].hex()}"


def _row(label: str, href: str, day: date) -> Mapping[str, str]:
    return {"label": label, "href": href, "day": to_bengali_digits(day.strftime("%d-%m-%Y"))}


def _in_digits(day: date) -> str:
    return to_bengali_digits(day.strftime("%d/%m/%Y"))


def _day_in_words(day: date) -> str:
    """A day as the platform stamps it: ২০ আগস্ট, ২০২৩ এ ০৩:৪০ PM."""
    month = _FEBRUARY if day.month == 2 else _MONTHS[day.month - 7]
    return to_bengali_digits(f"{day.day} {month}, {day.year} এ 03:40 PM")


@cache
def _template() -> "Template":
    from charter_audit.demo.rendering import environment

    made = environment()
    made.filters["base64"] = lambda markup: base64.b64encode(str(markup).encode()).decode()
    return made.get_template("npf3.html.j2")
