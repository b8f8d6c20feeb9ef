import errno
import socket
import ssl
from datetime import UTC, datetime

import httpx
import pytest

from charter_audit.model import Cause, Unreachable
from charter_audit.printing import known
from charter_audit.web import causes
from charter_audit.web.guard import NotPublicError
from charter_audit.web.unpacking import BrokenError

URL = "http://office.example/"


def raised(outer: BaseException, *inner: BaseException) -> BaseException:
    """The exception with others behind it, as `raise ... from` chains them."""
    link = outer
    for each in inner:
        link.__cause__ = each
        link = each
    return outer


def verifying(code: int) -> ssl.SSLCertVerificationError:
    """What OpenSSL says of a certificate that failed, by its number."""
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_code = code
    return error


def shaking(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, reason)
    error.reason = reason
    return error


def during(outer: BaseException, inner: BaseException) -> BaseException:
    outer.__context__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (raised(httpx.ConnectError("x"), OSError("y"), socket.gaierror(-2, "unknown")), Cause.DNS),
        (raised(httpx.ConnectError("x"), ConnectionRefusedError()), Cause.REFUSED),
        (
            raised(httpx.ConnectError("x"), OSError("all"), ExceptionGroup("g", [ConnectionRefusedError()])),
            Cause.REFUSED,
        ),
        (httpx.ConnectError("no route"), Cause.REFUSED),
        (raised(httpx.ReadError("x"), OSError("y"), ConnectionResetError()), Cause.RESET),
        (during(httpx.ReadError("x"), ConnectionResetError()), Cause.RESET),
        (raised(httpx.WriteError("x"), BrokenPipeError()), Cause.RESET),
        (raised(httpx.ConnectError("x"), ssl.SSLCertVerificationError("self-signed")), Cause.TLS),
        (raised(httpx.ReadError("x"), ssl.SSLError("bad record")), Cause.TLS),
        (raised(httpx.ConnectError("x"), verifying(10)), Cause.TLS_EXPIRED),
        (raised(httpx.ConnectError("x"), verifying(18)), Cause.TLS_SELF_SIGNED),
        (raised(httpx.ConnectError("x"), verifying(19)), Cause.TLS_SELF_SIGNED),
        (raised(httpx.ConnectError("x"), verifying(20)), Cause.TLS_CHAIN),
        (raised(httpx.ConnectError("x"), verifying(21)), Cause.TLS_CHAIN),
        (raised(httpx.ConnectError("x"), verifying(62)), Cause.TLS_NAME),
        (raised(httpx.ConnectError("x"), verifying(23)), Cause.TLS),
        (raised(httpx.ConnectError("x"), shaking("UNSUPPORTED_PROTOCOL")), Cause.TLS_OLD),
        (raised(httpx.ConnectError("x"), shaking("SSLV3_ALERT_HANDSHAKE_FAILURE")), Cause.TLS_OLD),
        (raised(httpx.ConnectError("x"), shaking("WRONG_VERSION_NUMBER")), Cause.TLS),
        (raised(httpx.ConnectError("x"), ssl.SSLEOFError("over")), Cause.RESET),
        (raised(httpx.ConnectError("x"), OSError(errno.ENETUNREACH, "no route")), Cause.NO_ROUTE),
        (raised(httpx.ConnectError("x"), OSError(errno.EHOSTUNREACH, "no route")), Cause.NO_ROUTE),
        (NotPublicError("x"), Cause.PRIVATE_ADDRESS),
        (BrokenError("x"), Cause.ENCODING),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), Cause.CUT_OFF),
        (httpx.RemoteProtocolError("peer closed connection without sending complete message body"), Cause.CUT_OFF),
        (httpx.ReadError(""), Cause.RESET),
        (httpx.ConnectTimeout("x"), Cause.CONNECT_TIMEOUT),
        (during(httpx.ReadTimeout("x"), ssl.SSLWantReadError()), Cause.READ_TIMEOUT),
        (raised(httpx.ReadError("x"), ConnectionResetError(), ssl.SSLWantReadError()), Cause.RESET),
        (httpx.ReadTimeout("x"), Cause.READ_TIMEOUT),
        (raised(httpx.ConnectError("x"), TimeoutError(110, "timed out")), Cause.CONNECT_TIMEOUT),
        (httpx.InvalidURL("x"), Cause.ADDRESS),
        (UnicodeError("label too long"), Cause.ADDRESS),
        (httpx.RemoteProtocolError("x"), Cause.PROTOCOL),
        (httpx.DecodingError("x"), Cause.PROTOCOL),
        (httpx.UnsupportedProtocol("x"), Cause.PROTOCOL),
    ],
    ids=lambda value: str(value) if isinstance(value, Cause) else type(value).__name__,
)
def test_an_exception_is_named_by_what_it_arose_from(error: BaseException, cause: Cause) -> None:
    assert causes.of_error(error) is cause


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (404, Cause.GONE),
        (410, Cause.GONE),
        (401, Cause.BLOCKED),
        (403, Cause.BLOCKED),
        (429, Cause.BLOCKED),
        (500, Cause.SERVER_ERROR),
        (503, Cause.SERVER_ERROR),
        (599, Cause.SERVER_ERROR),
        (204, Cause.STATUS),
        (304, Cause.STATUS),
        (400, Cause.STATUS),
        (451, Cause.STATUS),
        (600, Cause.STATUS),
    ],
)
def test_a_status_that_is_no_page_has_its_cause(status: int, cause: Cause) -> None:
    assert causes.of_status(status) is cause


def test_every_cause_has_its_law_and_its_words() -> None:
    assert set(causes.LAWS) == set(Cause)
    for cause in set(Cause) - {Cause.GONE, Cause.BLOCKED, Cause.SERVER_ERROR, Cause.STATUS}:
        for lang in ("bn", "en"):
            assert known(f"values.why.{cause}", lang), f"data/print.yaml: no words for {cause} in {lang}"


def test_plain_http_stands_in_where_https_never_began() -> None:
    plain = {cause for cause, law in causes.LAWS.items() if law.plain}
    assert plain == {Cause.REFUSED, Cause.RESET, Cause.CONNECT_TIMEOUT, Cause.TLS_NAME, Cause.TLS_OLD}


def test_what_may_pass_is_tried_once_more_at_the_end() -> None:
    again = {cause for cause, law in causes.LAWS.items() if law.again}
    later = {cause for cause, law in causes.LAWS.items() if law.later}
    assert again - later == {Cause.PROTOCOL}
    assert later - again == {Cause.DNS, Cause.REFUSED, Cause.NO_ROUTE, Cause.SERVER_ERROR, Cause.BUDGET}


def failed(cause: Cause, status: int = 0, tries: int = 1) -> Unreachable:
    return Unreachable(URL, cause, status=status, tries=tries)


GONE, BUSY, RESET = failed(Cause.GONE, 404), failed(Cause.SERVER_ERROR, 503), failed(Cause.RESET)
BLOCKED, BROKEN, SPENT = (
    failed(Cause.BLOCKED, 403),
    failed(Cause.SERVER_ERROR, 500),
    failed(Cause.BUDGET, tries=0),
)
PAGE = "a page"


@pytest.mark.parametrize(
    ("tries", "retries", "again"),
    [
        ([PAGE], 2, False),
        ([GONE], 2, True),
        ([GONE], 0, True),
        ([GONE, GONE], 2, False),
        ([BUSY, BUSY, GONE], 2, True),
        ([GONE, BUSY, GONE], 2, False),
        ([GONE, BUSY, BUSY], 2, False),
        ([BUSY], 2, True),
        ([BUSY, RESET], 2, True),
        ([BUSY, RESET, RESET], 2, False),
        ([BUSY], 0, False),
        ([BROKEN], 2, False),
        ([BLOCKED], 2, False),
        ([failed(Cause.TIMEOUT)], 1, True),
        ([failed(Cause.PROTOCOL)], 1, True),
        ([failed(Cause.TLS)], 2, False),
        ([failed(Cause.DNS)], 2, False),
        ([SPENT], 2, False),
    ],
)
def test_when_to_ask_again(tries: list[object], retries: int, again: bool) -> None:
    assert causes.ask_again(tries, retries) is again


@pytest.mark.parametrize(
    ("tries", "cause", "status", "asked"),
    [
        ([GONE, GONE], Cause.GONE, 404, 2),
        ([GONE], Cause.BUDGET, 0, 1),
        ([GONE, SPENT], Cause.BUDGET, 0, 1),
        ([BUSY, GONE, SPENT], Cause.BUDGET, 0, 2),
        ([GONE, BLOCKED], Cause.BLOCKED, 403, 2),
        ([BUSY, SPENT], Cause.SERVER_ERROR, 503, 1),
        ([BUSY, BUSY, RESET], Cause.RESET, 0, 3),
        ([SPENT], Cause.BUDGET, 0, 0),
    ],
)
def test_what_the_tries_come_to(tries: list[Unreachable], cause: Cause, status: int, asked: int) -> None:
    outcome = causes.settled(tries)
    assert (outcome.cause, outcome.status, outcome.tries) == (cause, status, asked)


def test_a_page_settles_whatever_came_before() -> None:
    assert causes.settled([GONE, BUSY, PAGE]) == PAGE


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", 0),
        ("120", 120),
        ("-5", 0),
        ("soon", 0),
        ("২০", 0),
        ("Tue, 28 Nov 2023 06:01:00 GMT", 60),
        ("Tue, 28 Nov 2023 06:01:00", 60),
        ("Tue, 28 Nov 2023 05:00:00 GMT", 0),
        ("9" * 400, float("inf")),
    ],
)
def test_retry_after(value: str, seconds: float) -> None:
    assert causes.retry_after(value, datetime(2023, 11, 28, 6, 0, tzinfo=UTC)) == seconds


def test_words_of_an_error_are_one_printable_line() -> None:
    assert causes.words(ValueError("a\r\nb\x1b[31mc")) == "a  b [31mc"
    assert causes.words(httpx.ReadTimeout("")) == "ReadTimeout"
    assert len(causes.words(ValueError("x" * 5000))) == 200
