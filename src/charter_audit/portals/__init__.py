"""Website platforms, one file each; all HTML is read here, each page parsed once."""

from functools import cache

from charter_audit import elements, legacy, markup, portals
from charter_audit.extend import Portal, discover
from charter_audit.markup import Dom
from charter_audit.model import Front, Listing, NoRecord, Page, Record, Unrecognised
from charter_audit.portals import npf1


@cache
def platforms() -> tuple[Portal, ...]:
    """Every platform, in the order in which they are asked whether a page is theirs."""
    found = discover(portals, "PORTAL", Portal)  # type: ignore[type-abstract]
    return tuple(sorted(found.values(), key=lambda portal: portal.rank))


def read_front(page: Page) -> Front | Unrecognised:
    """The front page as its platform prints it; decided per response, for hosts move at different times."""
    dom = _parsed(page)
    if isinstance(dom, Unrecognised):
        return dom
    portal = recognise(dom)
    return portal.front(dom, page.at) if portal else Unrecognised(page.at, _no_page(dom))


def read_inner(page: Page) -> Record | Listing | NoRecord | Unrecognised:
    """What lies behind a link: a record, a list, or the platform's word that there is none."""
    text = markup.decode(page.body)
    if text.lstrip()[:1] in ("{", "["):
        return Unrecognised(page.at, "too-nested") if markup.too_nested(text) else npf1.rows_of_data(text, page.at)
    dom = _parsed(page)
    if isinstance(dom, Unrecognised):
        return dom
    portal = recognise(dom)
    return portal.inner(dom, page.at) if portal else Unrecognised(page.at, _no_page(dom))


def recognise(dom: Dom) -> Portal | None:
    """The platform that sent this page; None where it is no page of a website at all."""
    return next((portal for portal in platforms() if portal.recognises(dom)), None)


def _parsed(page: Page) -> Dom | Unrecognised:
    html = markup.decode(page.body)
    if not html.strip():
        return Unrecognised(page.at, "empty-body")
    if markup.too_nested(html):
        return Unrecognised(page.at, "too-nested")
    if markup.breaks_off(html):
        return Unrecognised(page.at, "cut-off")
    return legacy.in_unicode(markup.parse(html), html)


def _no_page(dom: Dom) -> str:
    return elements.no_page(dom) or "no-platform-mark"
