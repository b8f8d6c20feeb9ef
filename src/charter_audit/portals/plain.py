"""Websites outside the National Portal: a charter box by its heading and the list nearest to it, or nothing.

Weak evidence must never look like a portal page: a site on which no charter box is found is not recognised.
"""

from collections.abc import Iterator

from charter_audit import elements, markup, wording
from charter_audit.extend import Portal
from charter_audit.markup import Dom, Node
from charter_audit.model import Box, Front, Link, Listing, NoRecord, Record, Unrecognised

HEADINGS = "h1, h2, h3, h4, h5, h6"
MENU = "nav a, header a"
OUTWARD = 3
"""How many elements further out a heading's list is looked for."""


class Plain(Portal):
    name = "plain"
    rank = 9

    def recognises(self, dom: Dom) -> bool:
        return bool(dom.css_first("a[href]")) and bool(markup.text(dom.body)) and not elements.no_page(dom)

    def front(self, dom: Dom, at: str) -> Front | Unrecognised:
        boxes = tuple(_boxes(dom, at))
        charter = elements.charter_box(boxes)
        if charter is None:
            return Unrecognised(at, "no-platform-mark")
        others = _outside(boxes, elements.others(dom, at, f":is({HEADINGS}) a", MENU))
        return Front(at, self.name, boxes, charter, others=others, office_named=markup.text(dom.css_first("title")))

    def inner(self, dom: Dom, at: str) -> Record | Listing | NoRecord | Unrecognised:
        area = markup.first(dom, "main", "article", "#content", "body")
        if area is None or not markup.text(area):
            return Unrecognised(at, "empty-body")
        title = markup.text(markup.first(dom, "h1", "h2", "title"))
        links = (*elements.attachments(area, at), *elements.body_links(area, at))
        record = Record(at, title, markup.text(area), markup.tables(area), links)
        return record if _is_of_matter(record) else Unrecognised(at, "no-platform-mark")


def _outside(boxes: tuple[Box, ...], links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Those of the page's links that stand in no box: a copy there goes before "there is none"."""
    inside = {(link.label, link.href) for box in boxes for link in box.links}
    return tuple(link for link in links if (link.label, link.href) not in inside)


def _is_of_matter(record: Record) -> bool:
    """Whether a page without any platform's mark shows content: a guard's page proves nothing."""
    words = f"{record.title} {record.text}"
    return wording.names_charter(words) or wording.names_committee(words)


def _boxes(dom: Dom, at: str) -> Iterator[Box]:
    for node in dom.css(f":is({HEADINGS})"):
        name = markup.text(node)
        if wording.is_charter_box_title(name) and (anchors := _list_near(node)):
            yield elements.box(name, anchors, at, by_heading=True)


def _list_near(node: Node) -> list[Node]:
    """The links of the first list after a heading, before the next heading."""
    here: Node | None = node
    for _ in range(OUTWARD):
        following = here.next if here is not None else None
        while following is not None and following.css_first(HEADINGS) is None:
            found = following if following.tag in {"ul", "ol"} else following.css_first("ul, ol")
            if found is not None:
                return found.css("a")
            following = following.next
        here = here.parent if here is not None else None
    return []


PORTAL = Plain()
