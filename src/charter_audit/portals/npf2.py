"""The National Portal's second generation: divisions, districts, upazilas and unions from about 2020 on."""

import re
from collections.abc import Mapping

from charter_audit import address, dates, elements, markup, npf, wording
from charter_audit.extend import Portal
from charter_audit.markup import Dom, Node
from charter_audit.model import Dated, Front, Kind, Link, Listing, NoRecord, Place, Record, Unrecognised

MARKS: Mapping[str, str] = {
    "theme": "body.theme-theme-default",
    "skip link": "#skip-main-content-start-here",
    "boxes": "div.row.service-row",
}

SELECTORS: Mapping[str, str] = {
    **npf.SELECTORS,
    "title": "div.text.title .value",
    "body": "div.html_text.body .value",
    "hidden charter": "div#field_citizen_charter",
    "files": "a.control-file",
    "attachments": "div.file.attachments",
    "published": "div.date.publish_date .value",
    "list": "table.table-bordered",
    "row title": "a[href*='/site/']",
    "error": ".details-error-default, .theme-default-page-error",
    "notices": "a[href*='/site/view/notices']",
    "office orders": "a[href*='/site/view/office_order'], a[href*='/site/view/OfficeOrder']",
    "next page": ".pagination a[rel='next'], .pagination .next a",
}

_ENGLISH = re.compile(r"/en(?:/.*)?")
USUAL_NOTICES = "/bn/site/view/notices"


class Npf2(Portal):
    name = "npf2"
    rank = 2

    def recognises(self, dom: Dom) -> bool:
        return any(dom.css_first(mark) for mark in MARKS.values())

    def front(self, dom: Dom, at: str) -> Front | Unrecognised:
        if not npf.has_front(dom):
            return Unrecognised(at, _trouble(dom) or "error-page")
        lists = (
            *elements.listed(at, Place.NOTICES, dom.css_first(SELECTORS["notices"]), USUAL_NOTICES),
            *elements.listed(at, Place.ORDERS, dom.css_first(SELECTORS["office orders"]), None),
        )
        english = _ENGLISH.fullmatch(address.path_of(at))
        return npf.front(dom, at, self.name, lists, address.join(at, "/bn") or "" if english else "")

    def inner(self, dom: Dom, at: str) -> Record | Listing | NoRecord | Unrecognised:
        if any(dom.css_first(SELECTORS[name]) for name in ("title", "body", "hidden charter")):
            return _record(dom, at)
        if npf.has_front(dom):
            return NoRecord(at, "front-page")
        if table := dom.css_first(SELECTORS["list"]):
            listing = _listing(dom, table, at)
            return Unrecognised(at, "list-without-rows") if _unread(table, listing) else listing
        if wording.is_page_of(_main(dom), "no-record"):
            return NoRecord(at, "error-page")
        why = "error-page" if dom.css_first(SELECTORS["error"]) else "no-record-markup"
        return Unrecognised(at, _trouble(dom) or why)


def _main(dom: Dom) -> str:
    return markup.text(markup.first(dom, SELECTORS["main"], "body"))[: elements.SHORT]


def _trouble(dom: Dom) -> str:
    if markup.text(markup.first(dom, SELECTORS["main"])):
        return "under-construction" if wording.is_page_of(_main(dom), "under-construction") else ""
    return elements.no_page(dom) or "empty-body"


def _record(dom: Dom, at: str) -> Record | NoRecord:
    areas = [node for name in ("body", "hidden charter") for node in dom.css(SELECTORS[name])]
    title, text = markup.text(dom.css_first(SELECTORS["title"])), " ".join(map(markup.text, areas)).strip()
    inside = (f for area in (*dom.css(SELECTORS["attachments"]), *areas) for f in elements.attachments(area, at))
    files = elements.distinct((*elements.linked_files(dom.css(SELECTORS["files"]), at), *inside))
    if not (title or text or files):
        return NoRecord(at, "empty")
    return Record(
        at=at,
        title=title,
        text=text,
        tables=tuple(table for area in areas for table in markup.tables(area)),
        links=(*files, *(link for area in areas for link in elements.body_links(area, at))),
        days=tuple(
            day for node in dom.css(SELECTORS["published"]) for day in elements.published(markup.text(node), at)
        ),
        office_named=npf.office_named(dom),
    )


def _listing(dom: Dom, table: Node, at: str) -> Listing:
    rows = tuple(row for node in table.css("tr") if (row := _row(node, at)))
    following = dom.css_first(SELECTORS["next page"])
    onward = address.target(at, markup.attribute(following, "href")) if following is not None else None
    title = markup.text(markup.first(dom, f"{SELECTORS['main']} h3", "h1", "h3"))
    return Listing(at, title, rows, next=onward, office_named=npf.office_named(dom))


def _unread(table: Node, listing: Listing) -> bool:
    """Whether a table says something in rows of which none has a link: not known to be an empty list."""
    told = " ".join(markup.text(cell) for cell in table.css("td")).strip()
    return bool(told) and not listing.rows and not wording.is_page_of(told[: elements.SHORT], "no-record")


def _row(node: Node, at: str) -> Link | None:
    """One row: a serial, the title's page, the day of publication, a file."""
    cells = node.css("td")
    anchor = markup.first(node, f"td {SELECTORS['row title']}", f"td {SELECTORS['files']}", "td a[href]")
    if len(cells) < 2 or anchor is None:
        return None
    title = elements.said(anchor) or markup.text(cells[1])
    made = elements.link(anchor, at, Place.ROW, title)
    days = tuple(
        Dated(day.first, day.last, Kind.PUBLISHED, at, day.printed)
        for cell in cells[1:]
        if not cell.css("a")
        for day in dates.days_in(markup.text(cell))
    )
    return Link(title, made.href, made.address, Place.ROW, made.role, (*days[:1], *made.days))


PORTAL = Npf2()
