"""Where a planned page stands on its platform: its address, and the key by which the server finds it."""

import hashlib
from urllib.parse import unquote, urlsplit

from evaluate.plan import Article, File, Platform, Roll, Row, Site, Slot
from evaluate.spelling import nfc

VIEWS = {
    Platform.NPF1: {"notices": "notices", "orders": "office_order", "charters": "policies"},
    Platform.NPF2: {"notices": "notices", "orders": "office_order", "charters": "files"},
    Platform.NPF3: {"notices": "notices", "orders": "office-orders", "charters": "office-citizen-charters"},
    Platform.PLAIN: {"notices": "notices", "orders": "orders", "charters": "charters"},
}
TYPES = {
    Platform.NPF1: {"page": "page", "notice": "notices", "order": "office_order", "charter": "office_citizen_charter"},
    Platform.NPF2: {"page": "page", "notice": "notices", "order": "office_order", "charter": "files"},
    Platform.NPF3: {
        "page": "static-pages",
        "notice": "notices",
        "order": "office-orders",
        "charter": "office-citizen-charters",
    },
    Platform.PLAIN: {"page": "page", "notice": "notice", "order": "order", "charter": "charter"},
}


def mark(*parts: str) -> str:
    """Thirty-two hexadecimal digits that belong to these words alone."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:32]


def uuid(*parts: str) -> str:
    told = mark(*parts)
    return "-".join((told[:8], told[8:12], told[12:16], told[16:20], told[20:]))


def article_at(site: Site, one: Article) -> str:
    kind, told = TYPES[site.platform][one.kind], mark(site.name, one.key)
    slug = "-".join(one.title.replace("/", " ").split())
    match site.platform:
        case Platform.NPF1:
            return f"/site/{kind}/{uuid(site.name, one.key)}/{slug if told[0] < '8' else '-'}"
        case Platform.NPF2:
            return f"/bn/site/{kind}/{told[:4]}-{slug.translate(str.maketrans('()[]?#%&', '--------'))}"
        case Platform.NPF3:
            # the first eight digits of an id are its second of making: all of one planned day of November 2025
            record = f"6922d{told[:19]}"
            return f"/pages/{kind}/{record if told[0] < '8' else f'{slug}-{told[:6]}-{record}'}"
        case _:
            return f"/{kind}/{told[:6]}.html"


def roll_at(site: Site, one: Roll) -> str:
    view = VIEWS[site.platform].get(one.key, one.key)
    return {
        Platform.NPF1: f"/site/view/{view}",
        Platform.NPF2: f"/bn/site/view/{view}",
        Platform.NPF3: f"/pages/{view}",
        Platform.PLAIN: f"/{view}.html",
    }[site.platform]


def file_at(site: Site, owner: str, one: File) -> str:
    told, day = mark(site.name, owner, one.caption), one.uploaded
    match site.platform:
        case Platform.NPF1:
            stamp = f"{day:%Y-%m-%d-%H-%M}-" if day else ""
            return f"/sites/default/files/files/{site.name}.gov.bd/page/{told[:8]}/{stamp}{told}.{one.ending}"
        case Platform.NPF2:
            name = f"{int(day.timestamp()):08x}0{told[:4]}{int(told[:7], 16) % 10**9:09}" if day else told
            return f"/uploads/{uuid(site.name)}//abc/def/ghi/{name}.{one.ending}"
        case Platform.NPF3:
            where = f"{day.year}/{day.month}/{uuid(told)}" if day else f"2024/12/{told}"
            return f"/n/axvjbnqprylg/b/V2Ministry/o/office-{site.name}/{where}.{one.ending}"
        case _:
            return f"/files/{told[:10]}.{one.ending}"


def target(site: Site, one: Slot) -> str:
    """What stands in the link's href."""
    return at_key(site, one.to) if one.to else one.href


def row_target(site: Site, roll: Roll, one: Row) -> str:
    if one.to:
        return at_key(site, one.to)
    return file_at(site, roll.key + one.title, one.file) if one.file else ""


def at_key(site: Site, key: str) -> str:
    """The address of a page, list or file (`file:` and its caption) by its key; of a key not planned, one of its own."""
    if key.startswith("file:"):
        return file_at(site, "box", next(file for file in _files(site) if f"file:{file.caption}" == key))
    for article in site.articles:
        if article.key == key:
            return article_at(site, article)
    for roll in site.rolls:
        if roll.key == key:
            return roll_at(site, roll)
    return article_at(site, Article(key, key))


def _files(site: Site) -> tuple[File, ...]:
    return tuple(file for article in site.articles if article.key == "files" for file in article.files)


def found_by(url: str) -> str:
    """The key by which the server finds a page: the decoded path, and of the query what changes the page."""
    parts = urlsplit(url)
    archived = "?archived" if "archived=true" in parts.query else ""
    return nfc(unquote(parts.path)).rstrip("/") + archived or "/"
