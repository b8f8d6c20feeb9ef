"""The National Portal's third generation: all tiers, since November 2025; HTML rendered on the server from widgets."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping

from charter_audit import address, dates, elements, markup, wording
from charter_audit.extend import Portal
from charter_audit.markup import Dom, Node
from charter_audit.model import Box, Dated, Front, Kind, Link, Listing, NoRecord, Place, Record, Unrecognised

MARKS: Mapping[str, str] = {
    "widget": "[data-widget_name]",
    "section": "[data-section_type]",
    "scripts": "script[src*='/site-assets/js/index.js']",
    "widget assets": "[src*='/widget-assets/'], [href*='/widget-assets/']",
}

SELECTORS: Mapping[str, str] = {
    "box": "div.service-box-widget",
    "box title": ".service-box-title",
    "box links": "a.service-box-list-link",
    "board": "[data-widget_name='NoticeNewsCardWidget'] a.notice-link",
    "board title": "p.notice-text",
    "board day": "span.notice-tag",
    "body headings": "[data-section_type='body'] :is(h1, h2, h3, h4, h5, h6, [title], [alt])",
    "right headings": "[data-section_type='right'] :is(h1, h2, h3, h4, h5, h6, [title], [alt])",
    "menu": "[data-section_type='header'] a",
    "site stamp": ".site-update-block p",
    "district site stamp": "p.last-updated",
    "record": "div.content-viewer-widget",
    "record stamp": ".content-update-block p",
    "title": ".content-viewer-widget h2",
    "chips": "p.chips span.basic-chip",
    "rich text": "rt-renderer",
    "plain text": "pt-renderer",
    "details": ".content-details-widget",
    "picture files": "[class*='content-widget-content-'] img[src]",
    "list": "table#noticeTable",
    "list row": "tbody tr",
    "next page": ".pagination a[data-page]",
    "author": "meta[name='author']",
    "site name": "meta[property='og:site_name']",
}

USUAL = {
    Place.NOTICES: "/pages/notices",
    Place.ORDERS: "/pages/office-orders",
    Place.CHARTERS: "/pages/office-citizen-charters",
}
ARCHIVED = (Place.NOTICES, Place.ORDERS)
"""Lists whose old rows are shown only when asked for."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MIGRATED = re.compile(r"6922[de]")
_RECORD_ID = re.compile(r"[0-9a-f]{24}")


class Npf3(Portal):
    name = "npf3"
    rank = 1

    def recognises(self, dom: Dom) -> bool:
        return any(dom.css_first(mark) for mark in MARKS.values())

    def front(self, dom: Dom, at: str) -> Front | Unrecognised:
        boxes = tuple(_box(node, at) for node in dom.css(SELECTORS["box"]))
        every = boxes if elements.charter_box(boxes) else (*boxes, *_by_heading(dom, at))
        if not every and (why := elements.no_page(dom)):
            return Unrecognised(at, why)
        boxes, charter_box = elements.chosen(every)
        return Front(
            at=at,
            platform=self.name,
            boxes=boxes,
            charter_box=charter_box,
            notices=tuple(_notice(node, at) for node in dom.css(SELECTORS["board"])),
            others=elements.others(dom, at, f"{SELECTORS['box links']}, {SELECTORS['board']}", SELECTORS["menu"]),
            lists=tuple(_lists(at)),
            office_named=_office_named(dom),
            site_stamp=_site_stamp(dom, at),
        )

    def inner(self, dom: Dom, at: str) -> Record | Listing | NoRecord | Unrecognised:
        if table := dom.css_first(SELECTORS["list"]):
            listing = _listing(dom, table, at)
            return listing if listing.rows or not table.css("tbody a[href]") else Unrecognised(at, "list-without-rows")
        if node := markup.first(dom, SELECTORS["record"], SELECTORS["details"]):
            return _record(dom, node, at)
        if dom.css_first(SELECTORS["box"]):
            return NoRecord(at, "front-page")
        if wording.is_page_of(markup.text(dom.body)[: elements.SHORT], "no-record"):
            return NoRecord(at, "error-page")
        return Unrecognised(at, elements.no_page(dom) or "no-record-markup")


def _box(node: Node, at: str) -> Box:
    title = markup.text(node.css_first(SELECTORS["box title"]))
    return elements.box(title, node.css(SELECTORS["box links"]), at, title_first=True)


def _by_heading(dom: Dom, at: str) -> Iterator[Box]:
    """Boxes of widgets that are not known: a heading that names the charter, and the nearest list after it."""
    for node in (*dom.css(SELECTORS["body headings"]), *dom.css(SELECTORS["right headings"])):
        name = markup.text(node) if node.tag in _HEADINGS else _attribute_title(node)
        if not _is_link(node) and wording.is_charter_box_title(name) and (anchors := _list_after(node)):
            yield elements.box(name, anchors, at, title_first=True, by_heading=True)
            return


def _attribute_title(node: Node) -> str:
    return " ".join((markup.attribute(node, "title") or markup.attribute(node, "alt")).split())


def _is_link(node: Node) -> bool:
    """Whether a node is, or stands in, a link: its name is then that of one target, not of a list."""
    here: Node | None = node
    while here is not None and here.tag != "a":
        here = here.parent
    return here is not None


def _list_after(node: Node) -> list[Node]:
    """The links of the first list after a node and before the next heading, in its widget."""
    here: Node | None = node
    for _ in range(4):
        following = here.next if here is not None else None
        while following is not None:
            found = markup.first(following, f":is(ul, {', '.join(sorted(_HEADINGS))})")
            if found is not None:
                return found.css("a") if found.tag == "ul" else []
            following = following.next
        here = here.parent if here is not None else None
        if here is None or "data-widget_name" in here.attributes:
            return []
    return []


def _notice(node: Node, at: str) -> Link:
    text = node.css_first(SELECTORS["board title"])
    label = " ".join(markup.attribute(text, "title").split()) or markup.text(text) or markup.text(node)
    made = elements.link(node, at, Place.BOARD, label)
    days = tuple(day for tag in node.css(SELECTORS["board day"]) for day in elements.published(markup.text(tag), at))
    return Link(label, made.href, made.address, made.place, made.role, days[:1])


def _lists(at: str) -> Iterator[Link]:
    for place, usual in USUAL.items():
        yield from elements.listed(at, place, None, usual)
        if place in ARCHIVED:
            yield from elements.listed(at, place, None, f"{usual}?archived=true")


def _office_named(dom: Dom) -> str:
    for name in ("site name", "author"):
        if named := markup.attribute(dom.css_first(SELECTORS[name]), "content").strip():
            return named
    return markup.text(dom.css_first("title")).rpartition("|")[2].strip()


def _site_stamp(dom: Dom, at: str) -> Dated | None:
    node = markup.first(dom, SELECTORS["site stamp"], SELECTORS["district site stamp"])
    return elements.site_stamp(markup.text(node), at)


# ---- records -----------------------------------------------------------------------------------------------


def _record(dom: Dom, node: Node, at: str) -> Record | NoRecord:
    title = markup.text(node.css_first("h2"))
    bodies = [markup.parse(f"<body>{rich(one)}</body>").body for one in _renderers(node)]
    details = [one for one in node.css(SELECTORS["details"]) if not _renderers(one)]
    areas = [one for one in (*bodies, *details) if one is not None]
    shown = elements.pictures(node.css(SELECTORS["picture files"]), at)
    files = elements.distinct((*elements.attachments(node, at), *shown))
    text = " ".join(map(markup.text, areas)).strip()
    if not (title or text or files):
        return NoRecord(at, "empty")
    return Record(
        at=at,
        title=title,
        text=text,
        tables=tuple(table for area in areas for table in markup.tables(area)),
        links=_links(files, areas, at),
        days=(*_stamps(dom, at), *_chips(node, at), *_created(at)),
        office_named=_office_named(dom),
    )


def _renderers(node: Node) -> list[Node]:
    return node.css(f":is({SELECTORS['rich text']}, {SELECTORS['plain text']})")


def rich(node: Node) -> str:
    """The markup that a renderer shows: its attribute decoded, or its children; the two are one text.

    A piece that is not base64 is text as it stands; but where there are children, they are read instead.
    """
    chunks = markup.attribute(node, "encoded-content").split(";")
    decoded = [_decoded(chunk) for chunk in chunks]
    whole = "".join(chunk if done is None else done for chunk, done in zip(chunks, decoded, strict=True))
    children = node.inner_html or ""
    unsafe = markup.too_nested(whole) or (None in decoded and markup.text(node))
    return children if unsafe or not whole.strip() else whole


def _decoded(chunk: str) -> str | None:
    try:
        return base64.b64decode(chunk, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def _links(files: tuple[Link, ...], areas: list[Node], at: str) -> tuple[Link, ...]:
    known = {address.key(file.address) for file in files if file.address}
    inside = (file for area in areas for file in elements.attachments(area, at))
    more = tuple(file for file in inside if file.address and address.key(file.address) not in known)
    return (*files, *more, *(link for area in areas for link in elements.body_links(area, at)))


def _stamps(dom: Dom, at: str) -> tuple[Dated, ...]:
    return tuple(
        day for node in dom.css(SELECTORS["record stamp"]) for day in elements.page_stamps(markup.text(node), at)
    )


def _chips(node: Node, at: str) -> tuple[Dated, ...]:
    told = " ".join(markup.text(chip) for chip in node.css(SELECTORS["chips"]))
    return tuple(Dated(day.first, day.last, Kind.PUBLISHED, at, day.printed) for day in dates.published_days(told))


def _created(at: str) -> tuple[Dated, ...]:
    """The day of creation that a record's id carries, unless the record was migrated."""
    found = address.key(at)
    if found[0] != "npf3" or _MIGRATED.match(found[1]) or not _RECORD_ID.fullmatch(found[1]):
        return ()
    day = address.day_of_id(found[1])
    return (elements.day_of(Kind.RECORD_ID, day, at, found[1]),)


# ---- lists -------------------------------------------------------------------------------------------------


def _listing(dom: Dom, table: Node, at: str) -> Listing:
    rows = (row for node in table.css(SELECTORS["list row"]) if (row := _row(node, at)))
    title = markup.text(markup.first(dom, "[data-section_type='body'] h1", "[data-section_type='body'] h2", "title"))
    return Listing(at, title, tuple(rows), next=_next(dom, at), office_named=_office_named(dom))


def _row(node: Node, at: str) -> Link | None:
    """One row: the title's record, else its file; rows of search fields are none."""
    if "toggle-hidden" in markup.attribute(node, "class").split():
        return None
    cells = {markup.attribute(cell, "data-column"): cell for cell in node.css("td")}
    title = markup.text(cells["title"] if "title" in cells else cells.get("name"))
    anchors = [one for one in node.css("a[href]") if address.target(at, markup.attribute(one, "href"))]
    pages = [one for one in anchors if not address.is_file(address.target(at, markup.attribute(one, "href")) or "")]
    if not title and not anchors:
        return None
    days = elements.published(markup.text(cells.get("publish_date")), at)
    if not anchors:
        return Link(title, "", None, Place.ROW, wording.role_of(title, in_charter_box=False), days)
    made = elements.link((pages or anchors)[0], at, Place.ROW, title or elements.said(anchors[0]))
    return Link(made.label, made.href, made.address, Place.ROW, made.role, (*days, *made.days))


def _next(dom: Dom, at: str) -> str | None:
    """The page after this one, where the pager has it."""
    numbers = [markup.attribute(node, "data-page") for node in dom.css(SELECTORS["next page"])]
    here = re.search(r"[?&]page=(\d+)", at)
    after = str(int(here[1]) + 1 if here else 2)
    return address.with_query(at, page=after) if after in numbers else None


PORTAL = Npf3()
