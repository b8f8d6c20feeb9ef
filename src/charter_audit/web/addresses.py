"""Which addresses may be asked, and how they are written in a request."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

import httpx

from charter_audit.model import Office

PORTS = (None, 80, 443)
STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
PATH_SIGNS = "/%:@!$&'()*+,;=~"


def written(url: str) -> str:
    """The address as a request writes it: percent-encoded once, host in ASCII, no default port, no fragment.

    What is percent-encoded already stays as it is. Raises ValueError where it is no address at all.
    """
    parts = urlsplit(url.strip())
    path, query = _encode(parts.path, PATH_SIGNS), _encode(parts.query, PATH_SIGNS + "?")
    if parts.port == 0:
        raise ValueError("Port 0 cannot be asked")
    try:
        parsed = httpx.URL(urlunsplit((parts.scheme, parts.netloc, path or "/", query, "")))
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    user, at = parts.netloc.rpartition("@")[:2]
    return urlunsplit((parsed.scheme, user + at + _netloc(parsed), path or "/", query, ""))


def site(address: str) -> str:
    """Host, and port if not the scheme's own, of a written address: that which has turns and may refuse."""
    return urlsplit(address).netloc


def refusal(address: str, office: Office) -> str:
    """Why a written address may not be asked in this office's visit, or "".

    Only http and https, no user in it, ports 80 and 443; another port only where the office's registered
    address has it. This is the one place to say that a target is out of bounds.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return f"scheme {parts.scheme or 'missing'}"
    if not all(0 < len(label) < 64 for label in (parts.hostname or "").removesuffix(".").split(".")):
        return "host missing or malformed"
    if "@" in parts.netloc:
        return "a user name in the address"
    if parts.port not in PORTS and site(address) not in _registered(office):
        return f"port {parts.port}"
    return ""


def _encode(text: str, signs: str) -> str:
    return quote(STRAY_PERCENT.sub("%25", text), safe=signs)


def _netloc(url: httpx.URL) -> str:
    host = url.raw_host.decode("ascii").lower()
    host = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}.get(url.scheme)
    return host if url.port in (None, default) else f"{host}:{url.port}"


def _registered(office: Office) -> frozenset[str]:
    return frozenset(site(written(address)) for address in office.addresses)
