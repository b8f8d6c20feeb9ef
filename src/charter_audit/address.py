"""Addresses: what a link points to, whether two addresses are one thing, and what a file's address tells.

Hosts move and pages are served under several names, so nothing is compared letter by letter: a record is its id, a
list its type and filters, a host its name without `www.` and without the national portal's alias (portal handbook,
section 5).
"""

import json
import posixpath
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

DHAKA = timezone(timedelta(hours=6))

FILE_SUFFIXES = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "rtf",
        "txt",
        "csv",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "tif",
        "tiff",
        "bmp",
        "webp",
        "zip",
        "rar",
        "7z",
    ]
)
_PORTS = {"http": 80, "https": 443}
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NPF1 = re.compile(rf"/site/(?!view/)[a-z_]+/({_UUID})(?:/.*)?", re.DOTALL)
_NPF2 = re.compile(r"/(?:bn|en)/site/(?!view/)([A-Za-z_]+)/(?:([0-9A-Za-z]{4})-)?([^/]+)")
_NPF3 = re.compile(r"/pages/[a-z0-9-]+/(?:.*-)?([0-9a-f]{24})")
_LISTS = (
    re.compile(r"(?:/(?:bn|en))?/site/view/(?P<type>[A-Za-z_]+)(?P<rest>/.*)?"),
    re.compile(r"/pages/(?P<type>[a-z0-9-]+)(?P<rest>)"),
)
_NO_ARGUMENT = re.compile(r"-|\[front\]|nolink.*")
_DEAD = re.compile(r"(?:/?(?:bn|en)/)?/?(?:nolink\b.*|\[front\].*|#.*|javascript:.*)", re.IGNORECASE | re.DOTALL)
_HOME = frozenset({"", "/", "/bn", "/en"})
_NO_PAGE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_FILE_HOST = re.compile(r"file[a-z0-9-]*\.portal\.gov\.bd|cdn\.[a-z0-9-]+\.gov\.bd|objectstorage\.[a-z0-9.-]+")
_FILE_STORE = re.compile(r"/sites/default/files/|/o/office-[^/]+/|/npfblock/")
_OWNER = re.compile(r"/o/(office-[^/]+)/|/(?:sites/default/files/)?files/([a-z0-9.-]+\.gov\.bd)/")
_NPF1_NAME = re.compile(r"(?:^|/)((\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d))-[0-9a-f]{32}\.\w+$")
_NPF2_NAME = re.compile(r"/(([0-9a-f]{8})([0-9a-f]{5})\d{9})\.\w+$")
_NPF3_PATH = re.compile(rf"/o/office-[^/]+/((\d{{4}})/(\d{{1,2}}))/{_UUID}\.\w+$")
_ESCAPES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_NPF2_YEARS = range(2010, 2100)


@lru_cache(maxsize=8192)
def join(base: str, href: str) -> str | None:
    """The absolute http address of a link on the page `base`, without fragment; None where it names no page.

    Words that only look like relative addresses (`nolink/-`, `[front]`) are never joined.
    """
    href = href.strip()
    if not href or _DEAD.fullmatch(href) or _NO_PAGE.match(href):
        return None
    try:
        parts = urlsplit(urljoin(base, href.replace("\\", "/")))
        valid = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if valid else None


def target(at: str, href: str | None) -> str | None:
    """As `join`, and None too where a link only leads to the site's own front page: no target by its form."""
    address = join(at, href or "")
    if address is None:
        return None
    parts = urlsplit(address)
    home = same_host(at, address) and parts.path.rstrip("/") in _HOME and not parts.query
    return None if home else address


@lru_cache(maxsize=8192)
def host_key(url: str) -> str:
    """The host under which addresses are compared, with its port unless that is the scheme's own; "" if none."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".").removeprefix("www.")
    if host.endswith(".portal.gov.bd") and not _FILE_HOST.fullmatch(host):
        host = host.removesuffix(".portal.gov.bd") + ".gov.bd"
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are on one host, under whatever name, scheme or alias."""
    return bool(host_key(one)) and host_key(one) == host_key(other)


@lru_cache(maxsize=8192)
def key(url: str) -> tuple[str, ...]:
    """What identifies the thing at an address: its kind, then what is said of it in the portal handbook, section 5.

    Kinds: npf1 (host, uuid), npf2 (host, type, id or slug), npf3 (id), list (host, type, filters, other parameters),
    file (host, path), page (host, path, query).
    """
    host, path, query = host_key(url), path_of(url), _query(url)
    if match := _NPF1.fullmatch(path):
        return ("npf1", host, match[1])
    if match := _NPF3.fullmatch(path):
        return ("npf3", match[1])
    if match := _NPF2.fullmatch(path):
        return ("npf2", host, _snake(match[1]), match[2] or match[3])
    for form in _LISTS:
        if match := form.fullmatch(path):
            return ("list", host, *_list(match, query))
    return ("file", host, path) if is_file(url) else ("page", host, path, query)


def list_type(url: str) -> str:
    """The type of a list address, in lower case with underscores (`office_order`, `office-orders`); "" if none."""
    found = key(url)
    return found[2] if found[0] == "list" else ""


@lru_cache(maxsize=8192)
def path_of(url: str) -> str:
    """The decoded path in NFC: percent signs decoded once (what is no UTF-8 stays), dots resolved, single slashes."""
    parts = _split(url)
    raw = parts.path if parts else ""
    path = "/".join(_decoded(segment) for segment in raw.split("/"))
    return posixpath.normpath("/" + re.sub(r"/{2,}", "/", unicodedata.normalize("NFC", path)).lstrip("/"))


def with_query(url: str, **parameters: str) -> str:
    """The address with these parameters set."""
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **parameters}
    return parts._replace(query=urlencode(query, quote_via=quote)).geturl()


def is_file(url: str) -> bool:
    """Whether an address is a file's, by its suffix or because it lies in a store of files."""
    parts = _split(url)
    if parts is None:
        return False
    suffix = parts.path.rpartition("/")[2].rpartition(".")
    named = bool(suffix[1]) and suffix[2].lower() in FILE_SUFFIXES
    return named or is_file_host(url) or bool(_FILE_STORE.search(path_of(url)))


def in_plain_http(url: str) -> str:
    """The same address without TLS; "" where it has none or names a port."""
    parts = _split(url)
    return urlunsplit(parts._replace(scheme="http")) if parts and parts.scheme == "https" and not parts.port else ""


def is_file_host(url: str) -> bool:
    """Whether the host only keeps the platform's files; whose a file is then stands in its path."""
    parts = _split(url)
    return bool(parts and parts.hostname and _FILE_HOST.fullmatch(parts.hostname))


def readable(url: str) -> str:
    """The address as a person reads it: letters of other scripts decoded, all else as it must be typed."""
    return _ESCAPES.sub(lambda match: _letters(match[0]), url)


def _letters(escaped: str) -> str:
    try:
        decoded = unquote(escaped, errors="strict")
    except UnicodeDecodeError:
        return escaped
    return "".join(one if one.isprintable() and not one.isspace() else quote(one) for one in decoded)


def day_of_id(record: str) -> date:
    """The day in Dhaka on which an npf3 record was made: its id begins with the seconds since 1970."""
    return datetime.fromtimestamp(int(record[:8], 16), UTC).astimezone(DHAKA).date()


def suffix(url: str) -> str:
    """The ending of a file's name in small letters, without the dot; "" where it has none."""
    return file_name(url).rpartition(".")[2].lower() if "." in file_name(url) else ""


def file_name(url: str) -> str:
    """The last part of the path, decoded."""
    return path_of(url).rpartition("/")[2]


def owner_of_file(url: str) -> str:
    """The owner that a file's path names: `office-cabinet`, `ccc.portal.gov.bd`; "" where it names none."""
    match = _OWNER.search(path_of(url))
    return (match[1] or match[2]) if match else ""


def uploaded(url: str) -> tuple[date, date, str] | None:
    """The span of days on which a file was uploaded, by its name or path, and the words that tell; None if none do.

    The zone of an npf1 name is not certain: from its time to six hours later. An npf3 path tells the month. Names of
    32 hexadecimal digits come from migrations and tell nothing (portal handbook, section 7).
    """
    path = path_of(url)
    if match := _NPF1_NAME.search(path):
        return _from_time(match)
    if match := _NPF2_NAME.search(path):
        return _from_uniqid(match)
    if match := _NPF3_PATH.search(path):
        return _from_month(match)
    return None


def _from_time(match: re.Match[str]) -> tuple[date, date, str] | None:
    try:
        time = datetime(*map(int, match.groups()[1:]), tzinfo=UTC)  # type: ignore[misc, arg-type]
        return time.date(), (time + timedelta(hours=6)).date(), match[1]
    except (ValueError, OverflowError):
        return None


def _from_uniqid(match: re.Match[str]) -> tuple[date, date, str] | None:
    day = datetime.fromtimestamp(int(match[2], 16), DHAKA).date()
    if int(match[3], 16) >= 1_000_000 or day.year not in _NPF2_YEARS:
        return None
    return day, day, match[1]


def _from_month(match: re.Match[str]) -> tuple[date, date, str] | None:
    year, month = int(match[2]), int(match[3])
    if not 1 <= month <= 12 or not 2000 <= year < 2100:
        return None
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1), match[1]


def _list(match: re.Match[str], query: str) -> tuple[str, str, str]:
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    filters = parameters.pop("filters", "")
    arguments = [word for word in (match["rest"] or "").split("/") if word and not _NO_ARGUMENT.fullmatch(word)]
    others = [*arguments[:1], *(f"{name}={value}" for name, value in sorted(parameters.items()))]
    return _snake(match["type"]), _canonical(filters), "&".join(others)


def _canonical(filters: str) -> str:
    try:
        return json.dumps(json.loads(filters), sort_keys=True, ensure_ascii=False) if filters else ""
    except ValueError:
        return filters


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _decoded(segment: str) -> str:
    try:
        return unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return segment


def _query(url: str) -> str:
    parts = _split(url)
    return parts.query if parts else ""


@lru_cache(maxsize=8192)
def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts
