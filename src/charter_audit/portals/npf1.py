"""The National Portal's first generation: ministries, agencies and municipalities, districts until they moved."""

import json
import re
from collections.abc import Iterable, Mapping

from charter_audit import address, elements, markup, npf, wording
from charter_audit.extend import Portal
from charter_audit.markup import Dom, Node
from charter_audit.model import Dated, Front, Link, Listing, NoRecord, Place, Record, Unrecognised

MARKS: Mapping[str, str] = {
    "theme": "[src*='themes/responsive_npf/'], [href*='themes/responsive_npf/']",
    "language form": "#lang_form",
    "content": "#printable_area",
    "box": "div.six.columns.service-box",
    "menu script": "script[src*='bangladesh.gov.bd/nav/js/obd.main.js']",
}

SELECTORS: Mapping[str, str] = {
    **npf.SELECTORS,
    "content": "#printable_area",
    "title": "#printable_area h3",
    "kind": "#printable_area > u",
    "record stamp": "div.updateText",
    "list": "table.bordered#example",
    "list from data": "table#example1",
    "notices": "a[href*='/site/view/notices']",
    "office orders": "a[href*='/site/view/office_order']",
    "next page": "ul.pagination a.btn",
}

USUAL = {Place.NOTICES: "/site/view/notices", Place.ORDERS: "/site/view/office_order"}
DATA = "/api/datatable/{type}_view.php"
VARIABLES = ("domainId", "subdomain", "contentType")


class Npf1(Portal):
    name = "npf1"
    rank = 3

    def recognises(self, dom: Dom) -> bool:
        return any(dom.css_first(mark) for mark in MARKS.values())

    def front(self, dom: Dom, at: str) -> Front | Unrecognised:
        if not npf.has_front(dom):
            return Unrecognised(at, _refusal(dom.body) or elements.no_page(dom) or "no-service-box")
        lists = (
            *elements.listed(at, Place.NOTICES, dom.css_first(SELECTORS["notices"]), USUAL[Place.NOTICES]),
            *elements.listed(at, Place.ORDERS, dom.css_first(SELECTORS["office orders"]), USUAL[Place.ORDERS]),
        )
        return npf.front(dom, at, self.name, lists, _bengali(dom, at))

    def inner(self, dom: Dom, at: str) -> Record | Listing | NoRecord | Unrecognised:
        content = dom.css_first(SELECTORS["content"])
        if content is None and npf.has_front(dom):
            return NoRecord(at, "front-page")
        area = content if content is not None else dom.css_first(SELECTORS["main"])
        if area is None:
            return Unrecognised(at, elements.no_page(dom) or "no-record-markup")
        if refusal := _refusal(area):
            return NoRecord(at, refusal) if refusal == "error-page" else Unrecognised(at, refusal)
        if not _holds(area):
            return NoRecord(at, "empty")
        table = markup.first(dom, SELECTORS["list"], SELECTORS["list from data"])
        if table is not None or address.key(at)[0] == "list":
            return _listed(dom, area, table, at)
        return _record(dom, area, at)


def _listed(dom: Dom, area: Node, table: Node | None, at: str) -> Record | Listing | Unrecognised:
    """A list; a view of some other markup, of which no row was found, is read as a page, for it may say something."""
    listing = _listing(dom, area, table, at)
    if table is None and not listing.rows:
        return _record(dom, area, at)
    return Unrecognised(at, "list-without-rows") if _unread(dom, listing) else listing


def _bengali(dom: Dom, at: str) -> str:
    """The Bengali version where the page offers to switch to it: the form holds the language one would switch to."""
    offered = markup.attribute(dom.css_first("#lang_form #lang"), "value")
    return address.with_query(at, lang="bn") if offered == "bn" else ""


def _refusal(area: Node | None) -> str:
    """What the platform says instead of content: "error-page" of an unknown record, "under-construction"; or ""."""
    said = markup.text(area)
    for why, words in (("error-page", "no-record"), ("under-construction", "under-construction")):
        if len(said) <= elements.SHORT and wording.is_page_of(said, words):
            return why
    return ""


def _holds(area: Node) -> bool:
    return bool(markup.text(area)) or bool(area.css("a[href], img, iframe, object, table"))


def _record(dom: Dom, area: Node, at: str) -> Record:
    title = markup.text(area.css_first("h3"))
    kind = markup.text(area.css_first("u")) if area.css_first("u") else ""
    text = markup.text(area)
    if wording.names_notice(kind):
        text = text.removeprefix(kind).strip()
    return Record(
        at=at,
        title=title,
        text=text.removeprefix(title).strip(),
        tables=markup.tables(area),
        links=(*elements.attachments(area, at), *elements.body_links(area, at)),
        days=tuple(
            day for node in dom.css(SELECTORS["record stamp"]) for day in elements.page_stamps(markup.text(node), at)
        ),
        office_named=npf.office_named(dom),
    )


def _listing(dom: Dom, area: Node, table: Node | None, at: str) -> Listing:
    title = markup.text(area.css_first("h3"))
    rows = table.css("tbody tr") if table is not None else []
    made = tuple(row for node in rows if (row := _row(node, at)))
    if table is not None and not made and (data := _data_address(dom, at)):
        return Listing(at, title, (), data_at=data)
    plain = (
        ()
        if table is not None
        else tuple(one for one in elements.links(area.css("a[href]"), at, Place.ROW) if one.label)
    )
    return Listing(at, title, made or plain, next=_next(dom, at))


def _unread(dom: Dom, listing: Listing) -> bool:
    """Whether a list gets its rows from data whose address its script does not tell: not known to be empty."""
    return bool(dom.css_first(SELECTORS["list from data"])) and not (listing.rows or listing.data_at)


def _row(node: Node, at: str) -> Link | None:
    """One row: the title's own page, else its file; the day of publication beside it."""
    cells = node.css("td")
    if len(cells) < 2:
        return None
    anchors = [one for one in node.css("a[href]") if address.target(at, markup.attribute(one, "href"))]
    title = markup.text(cells[1])
    days = tuple(day for cell in cells[2:] for day in elements.published(markup.text(cell), at))[:1]
    return _titled(title, anchors[0] if anchors else None, days, at)


def _titled(title: str, anchor: Node | None, days: tuple[Dated, ...], at: str) -> Link:
    if anchor is None:
        return Link(title, "", None, Place.ROW, wording.role_of(title, in_charter_box=False), days)
    made = elements.link(anchor, at, Place.ROW, title)
    return Link(title, made.href, made.address, Place.ROW, made.role, (*days, *made.days))


def _next(dom: Dom, at: str) -> str | None:
    pages = [one for one in elements.links(dom.css(SELECTORS["next page"]), at, Place.BODY) if one.address]
    return next((one.address for one in pages if wording.is_next(one.label)), None)


def _data_address(dom: Dom, at: str) -> str | None:
    """Where the rows of a list without rows come from, as its script says."""
    script = " ".join(node.text() for node in dom.css("script"))
    found = {name: re.search(rf"var\s+{name}\s*=\s*['\"]([\w.\-]+)['\"]", script) for name in VARIABLES}
    if not all(found.values()):
        return None
    domain, subdomain, kind = (match[1] for match in found.values() if match)
    there = address.join(at, DATA.format(type=kind))
    query = {"domain_id": domain, "lang": "bn", "subdomain": subdomain, "content_type": kind}
    page = {"sEcho": "1", "iDisplayStart": "0", "iDisplayLength": "100", "sSearch": "", "iColumns": "4"}
    return address.with_query(there, **query, **page) if there else None


def rows_of_data(text: str, at: str) -> Listing | Unrecognised:
    """The rows of a JSON list: serial, title, day, and a cell with the file's link where there is one."""
    try:
        told = json.loads(text)
        rows = told.get("data", told.get("aaData"))
        made = tuple(_data_row(row, at) for row in rows)
    except (ValueError, AttributeError, TypeError, IndexError):
        return Unrecognised(at, "error-page")
    return Listing(at, "", made)


def _data_row(row: Iterable[object], at: str) -> Link:
    cells = [markup.parse(f"<body>{cell}</body>") for cell in map(str, row)]
    title, *rest = (markup.text(cell.body) for cell in cells[1:])
    anchors = [node for cell in cells[1:] for node in cell.css("a[href]")]
    live = [node for node in anchors if address.target(at, markup.attribute(node, "href"))]
    days = tuple(day for said in rest for day in elements.published(said, at))[:1]
    return _titled(title, live[0] if live else None, days, at)


PORTAL = Npf1()
