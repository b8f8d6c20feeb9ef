"""Addresses on the demo's sites, in the forms of their platform (portal handbook, sections 2, 3 and 5)."""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import unquote, urlsplit
from uuid import UUID

from charter_audit.demo.site import Article, Platform, Site, View

HOME = {Platform.NPF1: "/", Platform.NPF2: "/bn"}
DEAD = {
    Platform.NPF1: ("", "nolink/-", "[front]", "http://"),
    Platform.NPF2: ("/bn/", "/bn/#", "/bn/nolink/-"),
}
"""Targets that are dead by their form, in the order in which they are used."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NPF1_RECORD = re.compile(r"(/site/[a-z_]+/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?")
_NPF2_ENGLISH = re.compile(r"/en(?=/|$)")
_NPF2_RECORD = re.compile(r"/bn/site/(?:view/)?[A-Za-z_]+(?:/[^/]+)?")


def href(site: Site, target: Article | View) -> str:
    """The address of a record or a list as the site's own links have it: from the root, in raw letters."""
    if isinstance(target, View):
        return f"/site/view/{target}" if site.platform is Platform.NPF1 else f"/bn/site/view/{target}"
    return _npf1_href(site, target) if site.platform is Platform.NPF1 else _npf2_href(site, target)


def dead_href(site: Site, n: int) -> str:
    """The n-th of the platform's dead targets, over and over."""
    forms = DEAD[site.platform]
    return forms[n % len(forms)]


def key_of(platform: Platform, address: str) -> str:
    """The one key under which a page is kept, whatever spelling, slug, query or language its address has."""
    path = unicodedata.normalize("NFC", unquote(urlsplit(address).path)).rstrip("/")
    if platform is Platform.NPF1:
        record = _NPF1_RECORD.fullmatch(path)
        return record[1] if record else path or HOME[platform]
    return _NPF2_ENGLISH.sub("/bn", path, count=1) or HOME[platform]


def is_route(platform: Platform, key: str) -> bool:
    """Whether npf2's router knows the form of this address: then it answers 200, be there a record or not."""
    return platform is Platform.NPF2 and _NPF2_RECORD.fullmatch(key) is not None


def _npf1_href(site: Site, article: Article) -> str:
    slug = re.sub(r"[\s/]", "-", site.seat.fill(article.title))
    uuid = UUID(bytes=_digest(site, article)[:16], version=4)
    return f"/site/{article.type}/{uuid}/{slug}"


def _npf2_href(site: Site, article: Article) -> str:
    slug = re.sub(r"[\s/()\[\],:?#%&]", "-", site.seat.fill(article.title)).strip("-")
    id_ = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in _digest(site, article)[:4])
    return f"/bn/site/{article.type}/{id_}-{slug}"


def _digest(site: Site, article: Article) -> bytes:
    return sha256(f"{site.key} {article.type} {article.title}".encode()).digest()
