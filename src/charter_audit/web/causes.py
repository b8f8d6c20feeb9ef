"""Why no page came: exceptions and statuses as causes, and what each cause lets one do next."""

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TypeVar

import httpx

from charter_audit.model import Cause, Unreachable
from charter_audit.web.guard import NotPublicError
from charter_audit.web.unpacking import BrokenError

T = TypeVar("T")

TROUBLE = (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, BrokenError)
"""What may leave a request when the network or the other side is at fault; anything else is our mistake."""

PAGES = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Law:
    """What a cause lets one do: ask `again` at once, `later` at the end of the scan, `plain` http instead of https.

    Every cause lets one ask the next of the office's registered addresses.
    """

    again: bool = False
    later: bool = False
    plain: bool = False


LAWS: Mapping[Cause, Law] = MappingProxyType(
    {
        Cause.DNS: Law(later=True),
        Cause.REFUSED: Law(later=True, plain=True),
        Cause.NO_ROUTE: Law(later=True),
        Cause.RESET: Law(again=True, later=True, plain=True),
        Cause.TLS: Law(),
        Cause.TLS_EXPIRED: Law(),
        Cause.TLS_SELF_SIGNED: Law(),
        Cause.TLS_CHAIN: Law(),
        Cause.TLS_NAME: Law(plain=True),  # line offices of upazilas have http only: their wildcard does not reach them
        Cause.TLS_OLD: Law(plain=True),
        Cause.CONNECT_TIMEOUT: Law(again=True, later=True, plain=True),
        Cause.READ_TIMEOUT: Law(again=True, later=True),
        Cause.TIMEOUT: Law(again=True, later=True),
        Cause.GONE: Law(),  # asked once more by a law of its own
        Cause.BLOCKED: Law(),
        Cause.SERVER_ERROR: Law(later=True),  # again only the statuses of OVERLOADED
        Cause.STATUS: Law(),
        Cause.TOO_LARGE: Law(),
        Cause.REDIRECTS: Law(),
        Cause.ADDRESS: Law(),
        Cause.PRIVATE_ADDRESS: Law(),
        Cause.ROBOTS: Law(),
        Cause.CUT_OFF: Law(again=True, later=True),
        Cause.PROTOCOL: Law(again=True),
        Cause.ENCODING: Law(),
        Cause.BUDGET: Law(later=True),
    }
)
OVERLOADED = frozenset({502, 503, 504})

BY_STATUS = MappingProxyType(
    {404: Cause.GONE, 410: Cause.GONE, 401: Cause.BLOCKED, 403: Cause.BLOCKED, 429: Cause.BLOCKED}
)

# With TLS these two stand behind every wait for the other side.
WAITING = (ssl.SSLWantReadError, ssl.SSLWantWriteError)

BY_ERROR: tuple[tuple[type[BaseException], Cause], ...] = (
    (NotPublicError, Cause.PRIVATE_ADDRESS),
    (BrokenError, Cause.ENCODING),
    (socket.gaierror, Cause.DNS),
    (ssl.SSLError, Cause.TLS),
    (ConnectionRefusedError, Cause.REFUSED),
    (ConnectionResetError, Cause.RESET),
    (BrokenPipeError, Cause.RESET),
    (httpx.ConnectTimeout, Cause.CONNECT_TIMEOUT),
    (httpx.TimeoutException, Cause.READ_TIMEOUT),
    (TimeoutError, Cause.CONNECT_TIMEOUT),
    (httpx.InvalidURL, Cause.ADDRESS),
    (UnicodeError, Cause.ADDRESS),  # a host name that cannot be written in ASCII
    (httpx.ConnectError, Cause.REFUSED),  # nobody took the call
    (httpx.ReadError, Cause.RESET),
)

BY_VERIFYING: Mapping[int, Cause] = MappingProxyType(
    {
        10: Cause.TLS_EXPIRED,
        18: Cause.TLS_SELF_SIGNED,
        19: Cause.TLS_SELF_SIGNED,
        2: Cause.TLS_CHAIN,
        20: Cause.TLS_CHAIN,
        21: Cause.TLS_CHAIN,
        62: Cause.TLS_NAME,
        64: Cause.TLS_NAME,
    }
)
"""By OpenSSL's number of what failed in verifying (X509_V_ERR_...)."""

OLD = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE"})
OLD_CIPHERS = frozenset({"SSLV3_ALERT_HANDSHAKE_FAILURE", "DH_KEY_TOO_SMALL", "UNSAFE_LEGACY_RENEGOTIATION_DISABLED"})
NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
CUT_OFF = ("peer closed connection", "Server disconnected")
"""How the client's library words an answer that ends too early."""


def of_status(status: int) -> Cause:
    """The cause that a status of no page stands for."""
    if 500 <= status <= 599:
        return Cause.SERVER_ERROR
    return BY_STATUS.get(status, Cause.STATUS)


def of_error(error: BaseException) -> Cause:
    """The cause of an exception: what it arose from tells more than its own type."""
    chain = [link for link in _chain(error) if not isinstance(link, WAITING)]
    if any(isinstance(link, OSError) and link.errno in NO_ROUTE for link in chain):
        return Cause.NO_ROUTE
    for kind, cause in BY_ERROR:
        if link := next((link for link in chain if isinstance(link, kind)), None):
            return _of_tls(link) if isinstance(link, ssl.SSLError) else cause
    return Cause.CUT_OFF if str(error).startswith(CUT_OFF) else Cause.PROTOCOL


def _of_tls(error: ssl.SSLError) -> Cause:
    if isinstance(error, ssl.SSLCertVerificationError):
        return BY_VERIFYING.get(getattr(error, "verify_code", 0), Cause.TLS)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Cause.RESET
    return Cause.TLS_OLD if getattr(error, "reason", "") in OLD | OLD_CIPHERS else Cause.TLS


def words(error: BaseException) -> str:
    """An exception in one printable line of at most 200 letters: its words may be the other side's."""
    return printable(str(error) or type(error).__name__)[:200]


def printable(text: str) -> str:
    """The text without line breaks and control characters, which a terminal or log would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def ask_again(tries: Sequence[object], retries: int) -> bool:
    """Whether the outcomes so far call for another try: a passing trouble, or "gone" said only once."""
    last = tries[-1]
    if not isinstance(last, Unreachable):
        return False
    if last.cause is Cause.GONE:
        return _said_once(tries)
    passing = LAWS[last.cause].again or last.status in OVERLOADED
    return passing and len(tries) <= retries


def settled(tries: Sequence[T | Unreachable]) -> T | Unreachable:
    """What all tries come to: the last outcome, but the end of the office's time hides no earlier one.

    "Gone" counts only when said twice; said once and never asked again, it is the budget that was lacking.
    """
    last = tries[-1]
    if not isinstance(last, Unreachable):
        return last
    if last.cause is Cause.BUDGET and len(tries) > 1:
        return settled(tries[:-1])
    asked = sum(each.tries for each in tries if isinstance(each, Unreachable))
    if last.cause is Cause.GONE and _said_once(tries):
        detail = f"HTTP {last.status} could not be confirmed"
        return Unreachable(last.url, Cause.BUDGET, detail, tries=asked)
    return replace(last, tries=asked)


def retry_after(value: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks for, as a number or a date; 0 where it cannot be read."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def _said_once(tries: Sequence[object]) -> bool:
    return sum(isinstance(each, Unreachable) and each.cause is Cause.GONE for each in tries) == 1


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    if error is None:
        return
    yield error
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _chain(part)
    yield from _chain(error.__cause__ or error.__context__)
