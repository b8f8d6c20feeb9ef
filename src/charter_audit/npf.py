"""What the first two generations of the National Portal print alike: boxes, notice board, menu, footer."""

from collections.abc import Mapping

from charter_audit import elements, markup
from charter_audit.markup import Dom, Node
from charter_audit.model import Box, Dated, Front, Link, Place

SELECTORS: Mapping[str, str] = {
    "box": ".service-box",
    "box title": ".service-box h4",
    "box links": ".service-box li a",
    "board": "#notice-board-ticker li a",
    "all notices": "#notice-board-ticker > a.btn",
    "menu": ".meganizr a",
    "side blocks": "#right-content .block a",
    "site stamp": "#footer-menu",
    "main": "#left-content",
}

INSIDE = f"{SELECTORS['box']} a, #notice-board-ticker a"


def front(dom: Dom, at: str, platform: str, lists: tuple[Link, ...], bengali_at: str = "") -> Front:
    """The front page of either generation."""
    boxes, charter_box = elements.chosen(_boxes(dom, at))
    return Front(
        at=at,
        platform=platform,
        boxes=boxes,
        charter_box=charter_box,
        notices=elements.links(dom.css(SELECTORS["board"]), at, Place.BOARD),
        others=elements.others(dom, at, INSIDE, SELECTORS["menu"]),
        lists=lists,
        office_named=office_named(dom),
        site_stamp=site_stamp(dom, at),
        bengali_at=bengali_at,
    )


def has_front(dom: Dom) -> bool:
    """Whether a page is a front page: it has service boxes or the notice board."""
    return bool(dom.css_first(SELECTORS["box"]) or dom.css_first("#notice-board-ticker"))


def office_named(dom: Dom) -> str:
    """The site's name: what stands in its title after the page's own."""
    return markup.text(dom.css_first("title")).rpartition("|")[2].strip()


def site_stamp(dom: Dom, at: str) -> Dated | None:
    return elements.site_stamp(markup.text(dom.css_first(SELECTORS["site stamp"])), at)


def _boxes(dom: Dom, at: str) -> tuple[Box, ...]:
    return tuple(elements.box(_title(node), node.css("li a"), at) for node in dom.css(SELECTORS["box"]))


def _title(box: Node) -> str:
    """A box's heading; of whatever rank, for a box that seems to have none could be the charter's."""
    return markup.text(markup.first(box, "h4", ":is(h1, h2, h3, h5, h6)"))
