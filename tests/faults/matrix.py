"""The faults by name: where each acts, and what a true scan says of the office.

Of an office whose front page is spoilt every rule says so; of one whose inner page is spoilt only the rules that it
could have settled, the others stand as they would without the fault. Never does a fault make a `not_met`.
"""

import gzip
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charter_audit import samples
from faults import certificates as tls
from faults import server, site
from faults.server import chunked, head
from faults.site import CHARTER, FILE, FRONT, HTML, LETTER, NOTICES, ORDERS, ROBOTS, RULES
from loopback import Answer, Send, hang, moved, reply, reset
from small import CHARTER_BOX

BOX, COM, UPD, FMT = RULES

Said = tuple[str, str]
"""A reason, and the fact `why` ("" where there is none)."""

GOOD: Mapping[str, Said] = {
    BOX: ("box-present", ""),
    COM: ("letter-this-quarter", ""),
    UPD: ("updated", ""),
    FMT: ("format-match", ""),
}
LONG_WAIT = "Retry-After: 86400"

NOBODY, NEVER_ACCEPTING = "nobody", "never accepting"
"""Places of faults that need no server, beside a plain address."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A site that fails in one way. `at` is its address where no site stands."""

    name: str
    expected: Mapping[str, Said]
    answers: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    greet: Send | None = None
    tls: str = ""
    tls_unverified: bool = False
    at: str = ""

    @property
    def with_file(self) -> bool:
        return FILE in self.answers


def lost(why: str, reason: str = "site-unreachable") -> Mapping[str, Said]:
    """What is said of an office whose front page did not come."""
    return dict.fromkeys(RULES, (reason, why))


def unrecognised(why: str) -> Mapping[str, Said]:
    return lost(why, "site-unrecognised")


def without(*rules: str, why: str, reason: str = "page-lost") -> Mapping[str, Said]:
    """What is said where a page that only these rules need did not come."""
    return {**GOOD, **dict.fromkeys(rules, (reason, why))}


def front(name: str, expected: Mapping[str, Said], *answers: Answer) -> Fault:
    return Fault(name, expected, {FRONT: answers})


def charter(name: str, why: str, *answers: Answer) -> Fault:
    return Fault(name, without(UPD, FMT, why=why) if why else GOOD, {CHARTER: answers})


def letter(name: str, why: str, *answers: Answer) -> Fault:
    return Fault(name, without(COM, why=why) if why else GOOD, {LETTER: answers})


def file(name: str, why: str, *answers: Answer, reason: str = "page-lost") -> Fault:
    return Fault(name, without(COM, why=why, reason=reason) if why else GOOD, {FILE: answers})


def greeted(name: str, why: str, greet: Send, scheme: str = "http") -> Fault:
    return Fault(name, lost(why), greet=greet, tls="raw" if scheme == "https" else "")


def status(code: int, *headers: str) -> bytes:
    return reply(b"<h1>Sorry</h1>", HTML, *headers, status=code)


def bare(title: str, text: str, more: str = "") -> bytes:
    """A page without the mark of any platform."""
    return site.page(
        f"<html><head><title>{title}</title>{more}</head><body><h1>{title}</h1><p>{text}</p></body></html>"
    )


PAGE = site.whole()[FRONT]
HTML_OF = {path: site.whole()[path].partition(b"\r\n\r\n")[2] for path in (FRONT, CHARTER)}
HALF = len(HTML_OF[FRONT]) // 2
BEFORE_THE_BOX = HTML_OF[FRONT].index(CHARTER_BOX[0].encode())
BEFORE_THE_TABLE = HTML_OF[CHARTER].index(b"<table")


def packed(body: bytes, encoding: str) -> bytes:
    return reply(body, HTML, f"Content-Encoding: {encoding}")


def in_charset(path: str, charset: str, encoding: str = "utf-8") -> bytes:
    return reply(HTML_OF[path].decode().encode(encoding), f"Content-Type: text/html; charset={charset}")


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


CONNECTING = (
    Fault("a name that does not exist", lost("dns"), at="http://nowhere.example/"),
    Fault("a host to which no way leads", lost("no-route"), at="http://unroutable.example/"),
    Fault("a port where nobody listens", lost("refused"), at=NOBODY),
    Fault("a host that never picks up", lost("connect-timeout"), at=NEVER_ACCEPTING),
    Fault("a registered name that leads inside", lost("private-address"), at="http://office.inside.example/"),
    greeted("reset on connecting", "reset", server.reset_at_once),
    greeted("closed on connecting", "cut-off", server.close),
    greeted("silence on connecting", "read-timeout", hang),
    greeted("another protocol", "protocol", server.greeting(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")),
)

TLS = (
    Fault("TLS as it should be", GOOD, tls="good"),
    Fault("TLS expired", lost("tls-expired"), tls="expired"),
    Fault("TLS self-signed", lost("tls-self-signed"), tls="self_signed"),
    Fault("TLS of an unknown root", lost("tls-self-signed"), tls="of_unknown_root"),
    Fault("TLS without the certificate between", lost("tls-chain"), tls="without_the_one_between"),
    Fault("TLS of another name", lost("tls-name"), tls="wrong_name"),
    Fault("TLS expired, and the office is excepted", GOOD, tls="expired", tls_unverified=True),
    greeted("TLS of version 1.0", "tls-old", server.greeting(tls.SERVER_HELLO_OF_TLS_1_0), "https"),
    greeted("TLS refused for its version", "tls-old", server.greeting(tls.ALERT_PROTOCOL_VERSION), "https"),
    greeted("TLS refused for an inner error", "tls", server.greeting(tls.ALERT_INTERNAL_ERROR), "https"),
    greeted("garbage in the place of TLS", "tls", server.greeting(b"\xde\xad\xbe\xef" * 64), "https"),
    greeted("HTTP in the place of TLS", "tls", server.greeting(status(400)), "https"),
    greeted("closed in the handshake", "reset", server.greeting(b""), "https"),
    greeted("reset in the handshake", "reset", server.reset_at_once, "https"),
    greeted("silence in the handshake", "connect-timeout", hang, "https"),
    Fault("TLS cut off in the body", lost("cut-off"), {FRONT: [reply(HTML_OF[FRONT][:HALF], HTML, length=HALF * 2)]}, tls="good"),
)  # fmt: skip

STATUSES = (
    front("401", lost("401", "site-blocked"), status(401)),
    front("403", lost("403", "site-blocked"), status(403)),
    front("429", lost("429", "site-blocked"), status(429)),
    front("451", lost("451"), status(451)),
    front("404 twice", lost("404"), status(404)),
    front("404 once, then the page", GOOD, status(404), PAGE),
    front("410 twice", lost("410"), status(410)),
    front("500", lost("500"), status(500)),
    front("502, then the page", GOOD, status(502), PAGE),
    front("503 for ever", lost("503"), status(503)),
    front("503 with Retry-After, then the page", GOOD, status(503, "Retry-After: 1"), PAGE),
    front("503 with Retry-After of a day", lost("503"), status(503, LONG_WAIT)),
    front("204", lost("204"), head(status="204 No Content")),
    front("206 that nobody asked for", lost("206"), status(206, "Content-Range: bytes 0-13/99999")),
    front("a status that does not exist", lost("799"), status(799)),
    charter("429 behind the charter's link", "429", status(429)),
    charter("500 behind the charter's link", "500", status(500)),
    Fault("429 twice, and the host is left alone", {BOX: GOOD[BOX], **dict.fromkeys((COM, UPD, FMT), ("page-lost", "429"))}, {CHARTER: [status(429)], LETTER: [status(429)]}),
    Fault("500 on lists that could only show a letter elsewhere", GOOD, {NOTICES: [status(500)], ORDERS: [status(500)]}),
)  # fmt: skip

BAD_HTTP = (
    front("a status line of garbage", lost("protocol"), b"HTTP/1.1 two hundred OK\r\n\r\n" + HTML_OF[FRONT]),
    front("a page without a head", lost("cut-off"), HTML_OF[FRONT]),  # what has no blank line never gets past its head
    front("HTTP 0.9", lost("protocol"), b"<html>\r\n\r\n" + HTML_OF[FRONT]),
    front("a header without a colon", lost("protocol"), head("Content-Type text/html") + HTML_OF[FRONT]),
    front("headers that drip", lost("timeout"), server.drip(PAGE, 0.3)),
    front("headers that break off", lost("cut-off"), b"HTTP/1.1 200 OK\r\nContent-Type: text/ht"),
    front("a negative length", lost("protocol"), head(HTML, "Content-Length: -5") + HTML_OF[FRONT]),
    front("a length in words", lost("protocol"), head(HTML, "Content-Length: many") + HTML_OF[FRONT]),
    front("two different lengths", lost("protocol"), head(HTML, "Content-Length: 100", "Content-Length: 200") + HTML_OF[FRONT]),
    front("an impossible chunk size", lost("protocol"), head(HTML, "Transfer-Encoding: chunked") + b"zz\r\nx\r\n0\r\n\r\n"),
    front("chunks that break off", lost("cut-off"), head(HTML, "Transfer-Encoding: chunked") + chunked(HTML_OF[FRONT])[:HALF]),
    front("chunks as they should be", GOOD, head(HTML, "Transfer-Encoding: chunked") + chunked(HTML_OF[FRONT])),
)  # fmt: skip

BODIES = (
    front("a length that is too long", lost("cut-off"), reply(HTML_OF[FRONT], HTML, length=len(HTML_OF[FRONT]) + 100)),
    charter("a charter that breaks off", "cut-off", reply(HTML_OF[CHARTER][:9_000], HTML, length=len(HTML_OF[CHARTER]))),
    front("a length that ends before the charter's box", unrecognised("cut-off"), reply(HTML_OF[FRONT], HTML, length=BEFORE_THE_BOX)),
    charter("a length that ends before the charter's table", "cut-off", reply(HTML_OF[CHARTER], HTML, length=BEFORE_THE_TABLE)),
    front("closed before the charter's box, without a length", unrecognised("cut-off"), head(HTML) + HTML_OF[FRONT][:BEFORE_THE_BOX]),
    front("no length at all", GOOD, head(HTML) + HTML_OF[FRONT]),
    front("an empty body", unrecognised("empty-body"), reply(b"", HTML)),
    front("a body of white space", unrecognised("empty-body"), reply(b" \r\n\t" * 50, HTML)),
    front("a body that drips", lost("timeout"), server.drip(PAGE, 0.3, at_once=500)),
    front("silence in the body", lost("read-timeout"), server.stall(PAGE[:5_000])),
    front("silence after the question", lost("read-timeout"), hang),
    front("reset in the body", lost("reset"), reset),
    front("reset once, then the page", GOOD, reset, PAGE),
    letter("silence behind the committee's link", "read-timeout", hang),
)  # fmt: skip

PACKED = (
    front("packed by gzip", GOOD, packed(gzip.compress(HTML_OF[FRONT]), "gzip")),
    front("packed by deflate", GOOD, packed(zlib.compress(HTML_OF[FRONT]), "deflate")),
    front("packed by deflate without a head", GOOD, packed(raw_deflate(HTML_OF[FRONT]), "deflate")),
    front("called identity", GOOD, packed(HTML_OF[FRONT], "identity")),
    front("packed by gzip and broken off", lost("encoding"), packed(gzip.compress(HTML_OF[FRONT])[:-300], "gzip")),
    front("packed by gzip and damaged", lost("encoding"), packed(gzip.compress(HTML_OF[FRONT])[:-8] + b"\0" * 8, "gzip")),
    front("called gzip and not packed", lost("encoding"), packed(HTML_OF[FRONT], "gzip")),
    front("packed by br", lost("encoding"), packed(b"\x0b\x02\x80" + HTML_OF[FRONT][:99], "br")),
)  # fmt: skip

CHARSETS = (
    front("a charset that lies", GOOD, in_charset(FRONT, "windows-1252")),
    charter("a charset that nobody knows", "", in_charset(CHARTER, "bijoy-1988")),
    front("a meta charset that lies", GOOD, site.page(site.front().replace("<head>", "<head><meta charset='iso-8859-1'>"))),
    front("UTF-16 with its mark", GOOD, in_charset(FRONT, "utf-16", "utf-16")),
    charter("UTF-16 behind the charter's link", "", in_charset(CHARTER, "utf-16", "utf-16")),
    front("NUL bytes", GOOD, reply(HTML_OF[FRONT].replace(b"<li>", b"\0<li>\0"), HTML)),
    front("a byte that is no UTF-8", GOOD, reply(HTML_OF[FRONT].replace(b"</body>", b"\xff\xfe</body>"), HTML)),
    front("no content type", GOOD, reply(HTML_OF[FRONT])),
    charter("called a picture", "", reply(HTML_OF[CHARTER], "Content-Type: image/png")),
)  # fmt: skip

REDIRECTS = (
    Fault("moved to another path", GOOD, {FRONT: [moved("/bn")], "/bn": [PAGE]}),
    front("moved to itself", lost("redirects"), moved("/")),
    Fault("moved in a circle", lost("redirects"), {FRONT: [moved("/a")], "/a": [moved("/b")], "/b": [moved("/a")]}),
    Fault("moved again and again", lost("redirects"), {FRONT: [moved("/0")], **{f"/{n}": [moved(f"/{n + 1}")] for n in range(15)}}),
    front("moved to nowhere said", lost("302"), status(302)),
    front("moved to a file", lost("address"), moved("file:///etc/hostname")),
    front("moved to ftp", lost("address"), moved("ftp://127.0.0.1/")),
    front("moved to a script", lost("address"), moved("javascript:alert(1)")),
    front("moved to another port", lost("address"), moved("http://127.0.0.1:22/")),
    front("moved to a user at a host", lost("address"), moved("http://admin:secret@127.0.0.1/")),
    front("moved to half an address", lost("address"), moved("http://[half/")),
    front("moved to 10.0.0.1", lost("private-address"), moved("http://10.0.0.1/")),
    front("moved to the cloud's inside", lost("private-address"), moved("http://169.254.169.254/latest/meta-data/")),
    front("moved to a name that leads inside", lost("private-address"), moved("http://inside.example/")),
    front("moved to a name mapped inside", lost("private-address"), moved("https://mapped.example/")),
    front("moved to a number that is inside", lost("private-address"), moved("http://167772161/")),
    front("moved inside, written as IPv6", lost("private-address"), moved("http://[::ffff:10.0.0.1]/")),
    charter("the charter moved inside", "private-address", moved("http://192.168.1.1/admin")),
    charter("the charter moved in a circle", "redirects", moved(CHARTER)),
)  # fmt: skip

PAGES_THAT_ARE_NONE = (
    front("moved by meta refresh only", unrecognised("empty-body"), bare("", "", "<meta http-equiv='refresh' content='0; url=/bn'>")),
    front("an error with status 200", unrecognised("error-page"), bare("Error", "404 Not Found: page not found")),
    charter("an error with status 200 behind the charter's link", "error-page", bare("Error", "Internal Server Error")),
    front("under construction", unrecognised("under-construction"), bare("Site", "Under Construction. Please visit again soon!")),
    letter("the committee's page under construction", "under-construction", bare("Site", "Under Construction. Please visit again soon!")),
    front("parked", unrecognised("parking"), bare("Welcome", "This domain is for sale. <a href='/buy'>Buy this domain</a>")),
    front("a challenge with status 200", lost("challenge", "site-blocked"), bare("Just a moment...", "Checking your browser")),
    front("a challenge with status 403", lost("403", "site-blocked"), reply(b"<title>Just a moment...</title>", HTML, status=403)),
    charter("a challenge behind the charter's link", "challenge", bare("Just a moment...", "Checking your browser")),
    front("an application without text", unrecognised("empty-body"), site.page("<html><body><div id='app'></div><script src='/x.js'></script></body></html>")),
    front("JSON in the place of the front page", unrecognised("no-platform-mark"), reply(b'{"data": []}', "Content-Type: application/json")),
    front("another office's front page", lost("", "site-of-other-office"), site.page(site.front().replace("কামারখন্দ", "তাড়াশ"))),
)  # fmt: skip

FILES = (
    file("the file as it should be", "", site.whole_with_file()[FILE]),
    file("the file called a page", "", reply(site.file(), HTML)),
    file("the file is silent", "read-timeout", hang),
    file("the file breaks off", "cut-off", reply(site.file()[:20_000], site.DOCX, length=len(site.file()))),
    file("the file is refused", "403", status(403)),
    file("the file is damaged", "damaged", reply(site.file()[:20_000], site.DOCX), reason="document-unreadable"),
    file("an error in the place of the file", "error-page", bare("Error", "Internal Server Error")),
)

ROBOT_RULES = (
    Fault("robots.txt forbids all", lost("robots", "site-disallowed"), {ROBOTS: [reply(b"User-agent: *\nDisallow: /\n", "Content-Type: text/plain")]}),
    Fault("robots.txt forbids the charter", without(UPD, FMT, why="robots"), {ROBOTS: [reply(f"User-agent: *\nDisallow: {CHARTER}\n".encode(), "Content-Type: text/plain")]}),
    Fault("robots.txt forbids others", GOOD, {ROBOTS: [reply(b"User-agent: greedybot\nDisallow: /\n", "Content-Type: text/plain")]}),
    Fault("robots.txt is a page", GOOD, {ROBOTS: [site.page(site.front())]}),
    Fault("robots.txt is garbage", GOOD, {ROBOTS: [reply(bytes(range(256)) * 20)]}),
    Fault("robots.txt never answers", GOOD, {ROBOTS: [hang]}),
    Fault("robots.txt is refused", GOOD, {ROBOTS: [status(403)]}),
    Fault("robots.txt is broken", GOOD, {ROBOTS: [status(500)]}),
    Fault("robots.txt moved inside", GOOD, {ROBOTS: [moved("http://10.0.0.1/robots.txt")]}),
    Fault("robots.txt moved in a circle", GOOD, {ROBOTS: [moved(ROBOTS)]}),
)  # fmt: skip

LARGE = (
    front("endless headers", lost("protocol"), server.without_end(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 1000 + b"\r\n")),
    front("headers of 1 MB", lost("protocol"), server.large(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 990 + b"\r\n", 1000)),
    front("one header without end", lost("protocol"), server.without_end(b"HTTP/1.1 200 OK\r\nX-More: ", b"x" * 1000)),
    front("chunks without end", lost("too-large"), server.without_end(head(HTML, "Transfer-Encoding: chunked"), chunked(b"x" * 65_000, 65_000)[:-5])),
    front("a body without end", lost("too-large"), server.without_end(head(HTML), b"x" * 65_536)),
    front("a page of 6 MB", lost("too-large"), server.large(head(HTML), HTML_OF[FRONT][:1_000] + b" " * 59_000, 100)),
    front("10 MB of nested tags", lost("too-large"), server.large(head(HTML), b"<div>" * 20_000, 100)),
    front("nested tags within the cap", unrecognised("too-nested"), server.large(head(HTML), b"<div>" * 20_000, 40)),
    charter("nested tags behind the charter's link", "too-nested", server.large(head(HTML), b"<b>" * 20_000, 40)),
    front("a gzip bomb of 200 MB", lost("too-large"), packed(server.zeros(200), "gzip")),
    front("a gzip bomb in a gzip", lost("encoding"), packed(gzip.compress(server.zeros(100)), "gzip, gzip")),
    charter("a gzip bomb behind the charter's link", "too-large", packed(server.zeros(50), "gzip")),
    file("the file without end", "too-large", server.without_end(head(site.DOCX), b"PK\3\4" + b"x" * 65_532)),
    Fault("robots.txt has no end", GOOD, {ROBOTS: [server.without_end(head(), b"Allow: /\n" * 1_000)]}),
)  # fmt: skip

ESC = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e"
"""What a terminal would obey: colour, a window's title, the eight-bit introducer, letters from right to left."""

STRANGE_HEADINGS = (*samples.HEADINGS[:7], f"=cmd|' /C calc'!A0{ESC}")
INJECTIONS = (
    front("escapes in Location", lost("address"), moved(f"http://127.0.0.1/{ESC}".encode().decode("latin-1"))),
    front("escapes in a header", GOOD, reply(HTML_OF[FRONT], HTML, "X-Powered-By: \x1b[31m")),
    front("escapes in the content type", GOOD, reply(HTML_OF[FRONT], "Content-Type: text/html; \x1b[31m")),
    front("escapes in a label", GOOD, site.page(site.front(CHARTER_BOX).replace("</a>", f"{ESC}</a>"))),
    Fault("escapes in the box's title", GOOD, {FRONT: [site.page(site.front((f"{CHARTER_BOX[0]} {ESC}", CHARTER_BOX[1])))]}),
    Fault("escapes in the charter's title", GOOD, {CHARTER: [site.page(site.charter(title=f"সেবা প্রদান প্রতিশ্রুতি {ESC}"))]}),
    Fault("a formula for a heading", {**GOOD, FMT: ("format-mixed", "")}, {CHARTER: [site.page(site.charter(STRANGE_HEADINGS))]}),
    Fault("cookies", GOOD, {FRONT: [reply(HTML_OF[FRONT], HTML, "Set-Cookie: lang=en; Path=/", "Set-Cookie: session=theirs; Path=/")]}),
)  # fmt: skip

MANY = (
    CHARTER_BOX[0],
    (*((f"পরিপত্র {n}", f"/site/page/{n:08d}-0000-0000-0000-000000000000/-") for n in range(20)), *CHARTER_BOX[1]),
)
COUNTED = (
    Fault("more links than may be asked", {BOX: GOOD[BOX], **dict.fromkeys((COM, UPD, FMT), ("page-lost", "budget"))}, {FRONT: [site.page(site.front(MANY))]}),
)  # fmt: skip


def _spread(few: Sequence[Fault], among: Sequence[Fault]) -> tuple[Fault, ...]:
    step = len(among) // len(few)
    return tuple(one for n, fault in enumerate(few) for one in (fault, *among[n * step : (n + 1) * step])) + tuple(
        among[len(few) * step :]
    )


SLOW = (*CONNECTING, *TLS, *BODIES, *BAD_HTTP, *FILES)
QUICK = (*ROBOT_RULES, *STATUSES, *REDIRECTS, *PACKED, *CHARSETS, *PAGES_THAT_ARE_NONE, *INJECTIONS, *COUNTED)
FAULTS = _spread(LARGE, (*SLOW, *QUICK))
"""What takes long comes first, for the others pass beside it; what is large is spread, as in a country's offices."""
