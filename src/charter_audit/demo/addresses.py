"""Addresses on the demo's sites, in the forms of their platform (portal handbook, sections 2, 3 and 5)."""

import re
import unicodedata
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import unquote, urlsplit
from uuid import UUID

from charter_audit.address import DHAKA
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


def paper_href(site: Site, article: Article) -> str:
    """The address of a record's file in its platform's store; the name carries the day of upload in both.

    Real stores are hosts of their own; here the site has but one port.
    """
    digest, suffix = _digest(site, article), PurePath(article.paper).suffix
    if site.platform is Platform.NPF1:
        folder = str(UUID(bytes=digest[16:], version=4)).replace("-", "_")
        name = f"{article.day:%Y-%m-%d}-05-{digest[0] % 60:02}-{digest[:16].hex()}"
        return f"/sites/default/files/files/{site.office.id}/{article.type}/{folder}/{name}{suffix}"
    name = _uniqid(article.day, digest)
    store = UUID(bytes=sha256(site.key.encode()).digest()[:16], version=4)
    return f"/uploads/{store}//{name[:3]}/{name[3:6]}/{name[6:9]}/{name}{suffix}"


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


def _uniqid(day: date, digest: bytes) -> str:
    """The 22 characters of a name that npf2 gives on a day: seconds and their millionths in hex, nine digits."""
    second = datetime.combine(day, time(11, digest[0] % 60), DHAKA)
    drawn = int.from_bytes(digest[1:9])
    return f"{int(second.timestamp()):08x}{drawn % 1_000_000:05x}{drawn % 10**9:09}"


def _digest(site: Site, article: Article) -> bytes:
    return sha256(f"{site.key} {article.type} {article.title}".encode()).digest()
