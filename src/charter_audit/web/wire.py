"""What was on the wire, as evidence: headers as sent, who really answered, and by which certificate."""

import ssl
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx

from charter_audit.model import NO_FACTS
from charter_audit.web.exchange import Exchange, Headers

Names = tuple[tuple[tuple[str, str], ...], ...]


def exchange(response: httpx.Response, address: str, began: datetime) -> Exchange:
    """The exchange behind a response whose body is still to be read: a connection that is closed tells no more."""
    stream = response.extensions.get("network_stream")
    return Exchange(
        address=address,
        began=began,
        asked=_headers(response.request.headers),
        http=_text(response.extensions.get("http_version", b"HTTP/1.1")),
        status=response.status_code,
        phrase=_text(response.extensions.get("reason_phrase", b"")),
        headers=_headers(response.headers),
        body=b"",
        peer=_peer(stream),
        tls=_tls(stream),
    )


def _headers(headers: httpx.Headers) -> Headers:
    return tuple((_text(name), _text(value)) for name, value in headers.raw)


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")


def _peer(stream: Any) -> str:
    address = stream.get_extra_info("server_addr") if stream else None
    return str(address[0]) if address else ""


def _tls(stream: Any) -> Mapping[str, str]:
    """The facts of the certificate; of one that was not verified no more than its fingerprint is known."""
    told = stream.get_extra_info("ssl_object") if stream else None
    if told is None:
        return NO_FACTS
    raw = told.getpeercert(binary_form=True) or b""
    facts: Mapping[str, str] = {
        "version": told.version() or "",
        "cipher": (told.cipher() or ("",))[0],
        "sha256": sha256(raw).hexdigest(),
        "verified": "no" if told.context.verify_mode is ssl.CERT_NONE else "yes",
    }
    return {**facts, **_said(told.getpeercert() or {})}


def _said(certificate: Mapping[str, Any]) -> Mapping[str, str]:
    if not certificate:
        return NO_FACTS
    names = {key: _name(certificate.get(key, ())) for key in ("subject", "issuer")}
    return {**names, "not_after": str(certificate.get("notAfter", ""))}


def _name(parts: Names) -> str:
    return ", ".join(f"{key}={value}" for part in parts for key, value in part)
