"""Turns a site into its pages: one template per platform, no state, no network."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from charter_audit.bangla import to_bengali_digits
from charter_audit.demo.addresses import HOME, dead_href, href, key_of, paper_href
from charter_audit.demo.data import attached, months, paper, view_titles
from charter_audit.demo.site import Article, Links, Platform, Site, View

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

_ONE_LETTER = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df"}
_DIGITS = to_bengali_digits("0123456789")
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def pages(site: Site) -> Mapping[str, str]:
    """Every page of a site by its key (`addresses.key_of`): front page, lists, records."""
    render = _renderer(site)
    found = {HOME[site.platform]: render(kind="front", heading="")}
    for view, rows in site.listed.items():
        found[key_of(site.platform, href(site, view))] = render(
            kind="list", view=view, heading=view_titles()[view], rows=_rows(site, rows)
        )
    for article in site.articles:
        found[key_of(site.platform, href(site, article))] = render(
            kind="record",
            article=article,
            heading=site.seat.fill(article.title),
            shown=(attached(),) if site.paper_of(article) else article.body,
            file=_file(site, article),
        )
    return found


def papers(site: Site) -> Mapping[str, tuple[str, bytes]]:
    """Every file that the site offers, by its key: its name in the package, and itself."""
    offered = ((article, name) for article in site.articles if (name := site.paper_of(article)))
    return {key_of(site.platform, paper_href(site, article)): (name, paper(name)) for article, name in offered}


def missing(site: Site) -> str:
    """The page that the platform shows for what it does not have, in the site's frame."""
    return _renderer(site)(kind="missing", heading="")


def npf1_stamp(day: date) -> str:
    """A day as npf1 stamps it: ২১st নভেম্বর ২০২১, ২৩rd August ২০২২, no th (portal handbook, section 7)."""
    ordinal = "" if day.day in (11, 12, 13) else _ORDINALS.get(day.day % 10, "")
    return to_bengali_digits(f"{day.day}{ordinal} {months()[day.month - 1]} {day.year}")


def _renderer(site: Site) -> Callable[..., str]:
    template, frame = _template(site.platform), _frame(site)

    def render(**page: object) -> str:
        text = unicodedata.normalize("NFC", template.render(**frame, **page))
        return _spelt_in_one(text) if site.one_letter else text

    return render


def _frame(site: Site) -> dict[str, object]:
    return {
        "site": site,
        "fill": site.seat.fill,
        "href": lambda target: href(site, target),
        "home": HOME[site.platform],
        "menu": _groups(site, site.menu, first_dead=1),
        "boxes": _groups(site, site.all_boxes, first_dead=0, one_form=True),
        "blocks": _groups(site, site.blocks, first_dead=1),
        "board": _rows(site, site.board),
        "news": _rows(site, site.listed[View.NEWS]),
        "View": View,
    }


def _groups(site: Site, groups: Iterable[Links], *, first_dead: int, one_form: bool = False) -> list[dict[str, object]]:
    dead = count(first_dead, 0 if one_form else 1)
    return [
        {
            "title": site.seat.fill(group.title),
            "links": [
                {
                    "label": site.seat.fill(slot.label),
                    "href": href(site, slot.target) if slot.target else dead_href(site, next(dead)),
                }
                for slot in group.slots
            ],
        }
        for group in groups
    ]


def _rows(site: Site, articles: Iterable[Article]) -> list[dict[str, object]]:
    return [
        {"label": site.seat.fill(one.title), "href": href(site, one), "day": one.day, "file": _file(site, one)}
        for one in articles
    ]


def _file(site: Site, article: Article) -> Mapping[str, str] | None:
    name = site.paper_of(article)
    return {"href": paper_href(site, article), "kind": name.rpartition(".")[2]} if name else None


def _spelt_in_one(text: str) -> str:
    for two, one in _ONE_LETTER.items():
        text = text.replace(two, one)
    return text


@cache
def _template(platform: Platform) -> "Template":
    return environment().get_template(f"{platform}.html.j2")


@cache
def environment() -> "Environment":
    """The templates of the demo and their filters."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files(__package__) / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "bengali": _formatted,
        "npf1_stamp": npf1_stamp,
        "digits": to_bengali_digits,
        "references": _references,
    }
    return environment


def _formatted(moment: date | datetime, form: str) -> str:
    return to_bengali_digits(moment.strftime(form))


def _references(text: str) -> "Markup":
    from markupsafe import Markup, escape

    # Raw npf1 pages send Bengali digits as references; what stands around them was escaped one line before.
    return Markup("".join(f"&#x{ord(sign):04X};" if sign in _DIGITS else sign for sign in escape(text)))  # noqa: S704
