"""Nodes of a page as the values of an audit: links with their one role, boxes, stamps; alike on every platform."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

from charter_audit import address, dates, markup, wording
from charter_audit.markup import Dom, Node
from charter_audit.model import Box, Dated, Kind, Link, Place, Role

FILES = ":is(a[href], object[data])"
VIEWERS = ":is(iframe[src], embed[src])"
_VIEWED = re.compile(r"docs\.google\.com/viewer\?(?:.*&)?url=([^&]+)")
FEW = 150
"""Letters up to which a text beside pictures is their caption."""

SHORT = 1_500
"""Letters of a page that is only an error, a challenge or an announcement; a real page is longer."""


def said(node: Node, title_first: bool = False) -> str:
    """A link's label: its text, or where the platform breaks lines in it, its title; else its picture's name."""
    title = _attribute(node, "title") if title_first else ""
    return title or markup.text(node) or _attribute(node, "title") or _attribute(node.css_first("img[alt]"), "alt")


def _attribute(node: Node | None, name: str) -> str:
    return " ".join(markup.attribute(node, name).split())


def link(node: Node, at: str, place: Place, label: str | None = None) -> Link:
    """The link that an anchor is; its role is that of its label in this place."""
    name = said(node) if label is None else label
    href = markup.attribute(node, "href")
    target = address.target(at, href)
    role = wording.role_of(name, in_charter_box=place is Place.BOX)
    return Link(name, href, target, place, role, uploads(target))


def links(nodes: Iterable[Node], at: str, place: Place) -> tuple[Link, ...]:
    return tuple(link(node, at, place) for node in nodes)


def box(title: str, anchors: Iterable[Node], at: str, *, title_first: bool = False, by_heading: bool = False) -> Box:
    """A service box; a slot without a label is unused and left out."""
    place = Place.BOX if wording.is_charter_box_title(title) else Place.OTHER_BOX
    made = (link(node, at, place, said(node, title_first)) for node in anchors)
    return Box(title, tuple(one for one in made if one.label), by_heading)


BESIDE_THE_CHARTER = frozenset({Role.COMMITTEE, Role.REPORTS, Role.LAWS})
"""Roles of which a charter box under another title has at least one beside the charter's."""


def chosen(boxes: Sequence[Box]) -> tuple[tuple[Box, ...], Box | None]:
    """All boxes, and which of them is the charter's: by its heading, else by what its links are."""
    titled = charter_box(boxes)
    alike = None if titled else next(filter(_is_the_charters, boxes), None)
    if alike is None:
        return tuple(boxes), titled
    own = replace(alike, links=tuple(map(_in_the_box, alike.links)))
    return tuple(own if one is alike else one for one in boxes), own


def charter_box(boxes: Sequence[Box]) -> Box | None:
    """The box whose heading is the charter's; of several the one with the most live links."""
    named = [one for one in boxes if wording.is_charter_box_title(one.title)]
    return max(named, key=lambda one: sum(link.address is not None for link in one.links), default=None)


def _is_the_charters(one: Box) -> bool:
    """A box under an unknown heading whose links are the charter's and at least one more of its four."""
    roles = {_in_the_box(link).role for link in one.links if link.address}
    return Role.CHARTER in roles and bool(roles & BESIDE_THE_CHARTER) and not wording.is_other_box(one.title)


def _in_the_box(one: Link) -> Link:
    return replace(one, place=Place.BOX, role=wording.role_of(one.label, in_charter_box=True))


def others(dom: Dom, at: str, inside: str, menu: str) -> tuple[Link, ...]:
    """Links outside the parts `inside` that name the charter, its reports or plan, or the committee.

    Those in `menu` stand in a menu.
    """
    known = {node.mem_id for node in dom.css(inside)}
    in_menu = {node.mem_id for node in dom.css(menu)}
    outside = (node for node in dom.css("a[href]") if node.mem_id not in known and _is_named(node))
    return tuple(link(node, at, Place.MENU if node.mem_id in in_menu else Place.BLOCK) for node in outside)


def _is_named(node: Node) -> bool:
    """Whether a link names charter or committee; asked before its address is looked at, for most do not."""
    label = said(node)
    role = wording.role_of(label, in_charter_box=False)
    of_charter = role in (Role.REPORTS, Role.PLAN) and wording.names_charter(label)
    return role in (Role.CHARTER, Role.COMMITTEE) or of_charter


def listed(at: str, place: Place, own: Node | None, usual: str | None) -> tuple[Link, ...]:
    """Where a list is read: at the address the site itself links, else at the platform's usual one."""
    target = address.join(at, markup.attribute(own, "href")) if own is not None else None
    target = target or (address.join(at, usual) if usual else None)
    return (Link(place, target, target, place),) if target else ()


def attachments(area: Node, at: str) -> tuple[Link, ...]:
    """Files that an area links or shows: an icon without text is a file, a viewer beside its link is not another.

    Pictures in the text are files only of an area that has no other and says next to nothing: a scan shown as such.
    """
    linked = [(node, _file(node)) for node in area.css(FILES)]
    viewed = [(node, _viewed(markup.attribute(node, "src"))) for node in area.css(VIEWERS)]
    found = _files((*linked, *viewed), at)
    return found if found or len(markup.text(area)) > FEW else pictures(area.css("img[src]:not(.file-icon)"), at)


def linked_files(anchors: Iterable[Node], at: str) -> tuple[Link, ...]:
    """The files that these links lead to."""
    return _files([(anchor, _file(anchor)) for anchor in anchors], at)


def pictures(images: Iterable[Node], at: str) -> tuple[Link, ...]:
    """Pictures that are a record's files."""
    return _files([(image, markup.attribute(image, "src")) for image in images], at)


def _files(nodes: Iterable[tuple[Node, str]], at: str) -> tuple[Link, ...]:
    told = ((node, href, address.target(at, href)) for node, href in nodes)
    return distinct(_attached(node, href, to) for node, href, to in told if to and address.is_file(to))


def _attached(node: Node, href: str, target: str) -> Link:
    label = markup.text(node) or " ".join(markup.attribute(node, "title").split())
    return Link(label, href, target, Place.ATTACHMENT, Role.OTHER, uploads(target))


def distinct(files: Iterable[Link]) -> tuple[Link, ...]:
    """The files, each once."""
    found: dict[tuple[str, ...], Link] = {}
    for file in files:
        found.setdefault(address.key(file.address or file.href), file)
    return tuple(found.values())


def _file(node: Node) -> str:
    return markup.attribute(node, "href") or markup.attribute(node, "data")


def _viewed(source: str) -> str:
    """The file that a viewer shows."""
    match = _VIEWED.search(source)
    return unquote(match[1]) if match else source


def body_links(area: Node, at: str) -> tuple[Link, ...]:
    """The other links of an area's text, and what it shows: frames that are no files, pictures beside text."""
    made = links(area.css("a[href]"), at, Place.BODY)
    return (*(one for one in made if one.address and not address.is_file(one.address)), *_shown(area, at))


def _shown(area: Node, at: str) -> tuple[Link, ...]:
    """Without a name, for nobody opens them: they only tell that a page holds more than its words."""
    frames = (source for node in area.css(VIEWERS) if not address.is_file(_viewed(source := _source(node))))
    images = (_source(node) for node in area.css("img[src]:not(.file-icon)"))
    shown = (Link("", source[:MOST], address.target(at, source), Place.BODY) for source in (*frames, *images))
    return tuple(one for one in shown if one.address or one.href.startswith("data:image"))


def _source(node: Node) -> str:
    return markup.attribute(node, "src").strip()


MOST = 200
"""Letters kept of where something shown comes from: a picture may be written out in its page."""


def uploads(target: str | None) -> tuple[Dated, ...]:
    """The day of upload that a file's name or path carries."""
    told = address.uploaded(target) if target else None
    return (Dated(told[0], told[1], Kind.UPLOADED, target or "", told[2]),) if told else ()


def page_stamps(text: str, at: str) -> tuple[Dated, ...]:
    return tuple(Dated(s.first, s.last, Kind.PAGE_STAMP, at, s.printed) for s in dates.page_stamps(text))


def site_stamp(text: str, at: str) -> Dated | None:
    return next((Dated(s.first, s.last, Kind.SITE_STAMP, at, s.printed) for s in dates.site_stamps(text)), None)


def published(text: str, at: str) -> tuple[Dated, ...]:
    """The first day in a cell or line that holds the day of publication."""
    days = [day for day in dates.days_in(text) if day.first == day.last][:1]
    return tuple(Dated(day.first, day.last, Kind.PUBLISHED, at, day.printed) for day in days)


def day_of(kind: Kind, day: date, at: str, printed: str) -> Dated:
    return Dated(day, day, kind, at, printed)


def no_page(dom: Dom) -> str:
    """Why a page is none of an office's, by its words: under construction, a challenge, a parked name, an error; or "".

    Only of short pages: a real one may speak of all these.
    """
    title, text = markup.text(dom.css_first("title")), markup.text(dom.body)
    if not text:
        return "empty-body"
    if len(text) > SHORT:
        return ""
    for why in ("challenge", "parking", "under-construction", "error-page"):
        if wording.is_page_of(f"{title} {text}", why):
            return why
    return ""
