"""Why no page came: exceptions and statuses as causes, and which of them are worth asking again."""

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TypeVar

import httpx

from charter_audit.model import Cause, Unreachable

T = TypeVar("T")

TROUBLE = (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError)
"""What may leave a request when the network or the other side is at fault; anything else is our mistake."""

PAGES = frozenset({200, 203})

RETRY: Mapping[Cause, bool] = MappingProxyType(
    {
        Cause.DNS: False,
        Cause.REFUSED: False,
        Cause.RESET: True,
        Cause.TLS: False,
        Cause.TIMEOUT: True,
        Cause.GONE: False,  # asked once more by a law of its own
        Cause.BLOCKED: False,
        Cause.SERVER_ERROR: False,  # but for the statuses of OVERLOADED
        Cause.STATUS: False,
        Cause.TOO_LARGE: False,
        Cause.REDIRECTS: False,
        Cause.ADDRESS: False,
        Cause.PROTOCOL: True,
        Cause.BUDGET: False,
    }
)
OVERLOADED = frozenset({502, 503, 504})

BY_STATUS = MappingProxyType(
    {404: Cause.GONE, 410: Cause.GONE, 401: Cause.BLOCKED, 403: Cause.BLOCKED, 429: Cause.BLOCKED}
)

# With TLS these two stand behind every wait for the other side.
WAITING = (ssl.SSLWantReadError, ssl.SSLWantWriteError)

BY_ERROR: tuple[tuple[type[BaseException], Cause], ...] = (
    (socket.gaierror, Cause.DNS),
    (ssl.SSLError, Cause.TLS),
    (ConnectionRefusedError, Cause.REFUSED),
    (ConnectionResetError, Cause.RESET),
    (BrokenPipeError, Cause.RESET),
    (TimeoutError, Cause.TIMEOUT),
    (httpx.TimeoutException, Cause.TIMEOUT),
    (httpx.InvalidURL, Cause.ADDRESS),
    (UnicodeError, Cause.ADDRESS),  # a host name that cannot be written in ASCII
    (httpx.ConnectError, Cause.REFUSED),  # no route: nobody took the call
)


def of_status(status: int) -> Cause:
    """The cause that a status of no page stands for."""
    if 500 <= status <= 599:
        return Cause.SERVER_ERROR
    return BY_STATUS.get(status, Cause.STATUS)


def of_error(error: BaseException) -> Cause:
    """The cause of an exception: what it arose from tells more than its own type."""
    chain = [link for link in _chain(error) if not isinstance(link, WAITING)]
    for kind, cause in BY_ERROR:
        if any(isinstance(link, kind) for link in chain):
            return cause
    return Cause.PROTOCOL


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
    passing = RETRY[last.cause] or last.status in OVERLOADED
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
