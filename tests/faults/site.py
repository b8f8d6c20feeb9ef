"""An office's site on which every core rule is met: whatever a fault takes from it, nothing is there to be held
against the office.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from charter_audit import samples
from charter_audit.demo.rendering import npf1_stamp
from charter_audit.model import Office, Role, Tier
from loopback import reply
from papers import docx
from small import ABOUT, CHARTER_BOX, npf1, npf1_record, table

NAME, NAME_EN = "কামারখন্দ", "Kamarkhand"
RULES = ("CC-BOX-01", "CC-COM-01", "CC-UPD-01", "CC-FMT-01")
HTML = "Content-Type: text/html; charset=utf-8"
DOCX = "Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FRONT, ROBOTS = "/", "/robots.txt"
CHARTER, LETTER = (href for _, href in CHARTER_BOX[1])
FILE = "/sites/default/files/files/kamarkhand.sirajganj.gov.bd/page/order.docx"
NOTICES, ORDERS = "/site/view/notices", "/site/view/office_order"

SERVICE = ("১", *(["সনদ"] * 7))
UPDATED = npf1_stamp(date(2023, 11, 1))
MORE = "<!-- " + "section content-border widget " * 1_000 + "-->"
"""Fills a page to about 40 KB, as the portal's frame does, with nothing to read."""


def office(name: str, url: str, group: str, *, tls_unverified: bool = False) -> Office:
    """An office of the one that the site names."""
    return Office(name, NAME, NAME_EN, Tier.UPAZILA, url, group=group, tls_unverified=tls_unverified)


def front(box: tuple[str, tuple[tuple[str, str], ...]] = CHARTER_BOX) -> str:
    """The front page: another box, then the charter's."""
    return npf1(ABOUT, box, main=MORE)


def charter(headings: tuple[str, ...] = samples.HEADINGS, title: str = samples.LABELS[Role.CHARTER]) -> str:
    """The charter's page, saved inside the quarter."""
    rows = table((headings, samples.NUMBERS, SERVICE))
    return npf1_record(title, f"<p>{samples.SECTIONS}</p><table>{rows}</table>{MORE}", UPDATED)


def letter() -> str:
    """The committee's page with the order on it."""
    return npf1_record(samples.ORDER_TITLE, f"<p>{samples.ORDER_TEXT}</p>{MORE}")


def letter_in_file() -> str:
    """The committee's page with the order in its file, of which the page says nothing."""
    return npf1_record("ফোকাল পয়েন্ট কর্মকর্তা", f'<p>সংযুক্ত</p><a href="{FILE}"><img class="file-icon" src="/docx.png"></a>')


@cache
def file() -> bytes:
    """The order as a Word file."""
    return docx(samples.ORDER_TITLE, samples.ORDER_TEXT)


def listed(title: str) -> str:
    """A list without rows."""
    return npf1_record(title, "<table class='bordered' id='example'><tbody></tbody></table>")


def page(html: str, *headers: str) -> bytes:
    """A page as the server sends it."""
    return reply(html.encode(), *(headers or (HTML,)))


@cache
def whole() -> Mapping[str, bytes]:
    """Every page of the site, by path."""
    return {
        FRONT: page(front()),
        ROBOTS: reply(b"<h1>Not Found</h1>", HTML, status=404),
        CHARTER: page(charter()),
        LETTER: page(letter()),
        NOTICES: page(listed("নোটিশ")),
        ORDERS: page(listed("অফিস আদেশ")),
    }


@cache
def whole_with_file() -> Mapping[str, bytes]:
    """The same site with the order in a file."""
    return {**whole(), LETTER: page(letter_in_file()), FILE: reply(file(), DOCX)}
