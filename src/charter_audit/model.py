"""The nouns of an audit: frozen values, standard library only.

The story they tell: an `Office` is visited, each address asked gives a `Page` or `Unreachable`; the front page
is read into a `Front`, what lies behind its links into `Record`, `Listing`, `Document` ...; each is a `Found`, and
all of them are the office's `Evidence` (or it stays `Unseen`). A rule judges evidence into a `Finding`; the findings
of one office are a `Row`, the rows of all offices a `Scan`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from charter_audit.quarter import Quarter

NO_FACTS: Mapping[str, str] = MappingProxyType({})


# ---- offices ----------------------------------------------------------------------------------------------


class Tier(StrEnum):
    """What kind of office it is (rules.yaml `tiers`). `DIVISION` is a division of a ministry, not a region."""

    MINISTRY = "ministry"
    DIVISION = "division"
    DIRECTORATE = "directorate"
    DIVISIONAL_COMMISSIONER = "divisional-commissioner"
    DISTRICT = "district"
    UPAZILA = "upazila"
    UNION = "union"


CENTRAL = frozenset({Tier.MINISTRY, Tier.DIVISION, Tier.DIRECTORATE})
FIELD = frozenset({Tier.DIVISIONAL_COMMISSIONER, Tier.DISTRICT, Tier.UPAZILA})
AUDITED = CENTRAL | FIELD
"""Tiers that have a charter duty on file; of a union every rule is not applicable."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule not held against an office through quarter `until`; `ref` is the memo or address of the grant."""

    rule: str
    until: Quarter
    reason: str
    ref: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is to act; `role` is printed in the বাস্তবায়ন column."""

    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the registry. `url` is "" where no address is confirmed; `group` names its back end."""

    id: str
    name: str
    name_en: str
    tier: Tier
    url: str
    under: str = ""
    short: str = ""
    alt: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    no_subordinates: bool = False
    tls_unverified: bool = False
    waivers: tuple[Waiver, ...] = ()
    contact: Contact | None = None
    group: str = "central"

    @property
    def called(self) -> str:
        """The name that columns and sentences print."""
        return self.short or self.name

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses to try for the front page, in order."""
        return (self.url, *self.alt) if self.url else self.alt


# ---- what the network gave --------------------------------------------------------------------------------


class Cause(StrEnum):
    """Why an address gave no page. The slug is the fact `why` of a finding."""

    DNS = "dns"
    REFUSED = "refused"
    NO_ROUTE = "no-route"
    RESET = "reset"
    TLS = "tls"  # trouble of TLS that is none of the next five
    TLS_EXPIRED = "tls-expired"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_CHAIN = "tls-chain"  # the certificate in between was not sent, or its root is not known
    TLS_NAME = "tls-name"
    TLS_OLD = "tls-old"  # a version or cipher that is no longer accepted
    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"  # silence
    TIMEOUT = "timeout"  # one address took too long in all
    GONE = "gone"  # 404 or 410, asked once more
    BLOCKED = "blocked"  # 401, 403, 429
    SERVER_ERROR = "server-error"  # 5xx
    STATUS = "status"  # any other status that is no page
    TOO_LARGE = "too-large"
    REDIRECTS = "redirects"
    ADDRESS = "address"  # not an address that may be asked: scheme, port, host
    PRIVATE_ADDRESS = "private-address"  # a name or link that leads into a network that is not public
    ROBOTS = "robots"  # the site's robots.txt forbids it to this reader
    CUT_OFF = "cut-off"  # the connection ended before the answer did
    PROTOCOL = "protocol"  # the answer is not HTTP
    ENCODING = "encoding"  # the body cannot be unpacked
    BUDGET = "budget"  # the office's time or number of addresses is spent


@dataclass(frozen=True, slots=True)
class Page:
    """One answer with a body: `url` as asked, `at` where it was found after redirects (both absolute)."""

    url: str
    at: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    sha256: str
    last_modified: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No page came from `url`: a value, never an exception. `status` is 0 where no answer came."""

    url: str
    cause: Cause
    detail: str = ""
    status: int = 0
    tries: int = 1

    @property
    def why(self) -> str:
        """The fact `why`: the status where there is one, else the cause's slug."""
        return str(self.status) if self.status else str(self.cause)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the trail: an address asked in a visit, its outcome ("page" or a cause), milliseconds, bytes."""

    url: str
    outcome: str
    status: int
    ms: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Seen:
    """An address an officer can open, what it is, when it was fetched and the sha256 of what came."""

    url: str
    what: str
    fetched_at: datetime | None = None
    sha256: str = ""


# ---- what stands on a page --------------------------------------------------------------------------------


class Role(StrEnum):
    """The one role of a link of the charter box (rules.md section 3)."""

    CHARTER = "charter"
    COMMITTEE = "committee"
    REPORTS = "reports"
    PLAN = "plan"
    LAWS = "laws"
    OTHER = "other"


class Place(StrEnum):
    """Where a link stands."""

    BOX = "box"  # the charter's service box
    OTHER_BOX = "other-box"
    MENU = "menu"
    BLOCK = "block"  # side bar, or a block of links in the page's body
    BOARD = "board"  # the notice board of the front page
    NOTICES = "notices"  # the platform's list of notices
    ORDERS = "orders"  # the platform's list of office orders
    CHARTERS = "charters"  # the platform's list of charters
    ROW = "row"  # a row of a list
    BODY = "body"  # the text of a record
    ATTACHMENT = "attachment"


class Kind(StrEnum):
    """Of what kind a day is (rules.yaml `date_kinds`)."""

    STATED = "stated"
    PUBLISHED = "published"
    UPLOADED = "uploaded"
    PAGE_STAMP = "page_stamp"
    CHANGED = "changed"
    SERVER = "server"
    FILE_METADATA = "file_metadata"
    RECORD_ID = "record_id"
    SITE_STAMP = "site_stamp"


RECORDED = frozenset({Kind.PUBLISHED, Kind.UPLOADED, Kind.PAGE_STAMP, Kind.CHANGED})


@dataclass(frozen=True, slots=True)
class Dated:
    """A span of days first..last of one kind, the address where it stood and the words as printed."""

    first: date
    last: date
    kind: Kind
    where: str
    printed: str

    @property
    def iso(self) -> str:
        """One day as 2023-10-04, a span as 2023-10-04..2023-10-05."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands: `href` raw, `address` absolute or None where the target is dead by its form.

    `days` are those printed beside it (publication) or carried by its file name (upload).
    """

    label: str
    href: str
    address: str | None
    place: Place
    role: Role = Role.OTHER
    days: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A service box. `by_heading`: not the platform's own markup, but a heading with a list after it."""

    title: str
    links: tuple[Link, ...]
    by_heading: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """A front page: all service boxes, the notice board, other links that name charter or committee.

    `lists` are the addresses where the platform lists notices, office orders and charters (places NOTICES, ORDERS,
    CHARTERS). `charter_box` is one of `boxes`, or None. `bengali_at` is the Bengali version of a page in English.
    """

    at: str
    platform: str
    boxes: tuple[Box, ...]
    charter_box: Box | None = None
    notices: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()
    office_named: str = ""
    site_stamp: Dated | None = None
    bengali_at: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's cells as text, row by row, spanned cells repeated; white space made one space."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One page of content: title, text, tables, links of its body, attachments (links of place ATTACHMENT).

    `days` are the record's own: its stamp, its publication day; never the site's stamp.
    """

    at: str
    title: str
    text: str
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    days: tuple[Dated, ...] = ()
    office_named: str = ""

    @property
    def attachments(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.place is Place.ATTACHMENT)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: its rows newest first as the platform prints them.

    `data_at` is where the rows come from when the page itself has none (npf1's JSON lists); `next` the next page.
    """

    at: str
    title: str
    rows: tuple[Link, ...]
    next: str | None = None
    data_at: str | None = None
    office_named: str = ""


@dataclass(frozen=True, slots=True)
class NoRecord:
    """The platform's own word, with whatever status, that there is no such record or that it is empty."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A page came, but it cannot be read as a page of an office's site."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: text, tables, its own days. `ocr`: the share of certainty where a picture was read."""

    at: str
    file_type: str
    text: str
    tables: tuple[Table, ...] = ()
    pages: int = 0
    days: tuple[Dated, ...] = ()
    ocr: float | None = None


class Unread(StrEnum):
    """Why a file gave no text; the first three are reasons of rules.yaml without their `document-`."""

    SCAN = "scan"
    LEGACY_FONT = "legacy-font"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file came (or is there to be fetched) but could not be read."""

    at: str
    how: Unread
    why: str
    file_type: str = ""
    pages: int = 0


Thing = Record | Listing | Document | NoRecord | Unrecognised | Unreadable | Unreachable


@dataclass(frozen=True, slots=True)
class Found:
    """One thing seen on the way, read backwards through `via`: file, its page, the box."""

    link: Link
    thing: Thing
    via: "Found | None" = None
    seen: Seen | None = None

    @property
    def path(self) -> "tuple[Found, ...]":
        """From the front page's link to this one."""
        return (*self.via.path, self) if self.via else (self,)

    @property
    def root(self) -> Link:
        """The link of the front page that the way began with."""
        return self.path[0].link


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen of one office's site; rules ask nothing else."""

    office: Office
    front: Front
    seen: Seen
    found: tuple[Found, ...] = ()

    def behind(self, *roles: Role) -> tuple[Found, ...]:
        """What lies behind the charter box's links of these roles (of all roles, if none is named)."""
        return tuple(f for f in self.found if f.root.place is Place.BOX and (not roles or f.root.role in roles))

    def at(self, *places: Place) -> tuple[Found, ...]:
        """What lies behind links that stand in these places of the front page."""
        return tuple(f for f in self.found if f.root.place in places)


@dataclass(frozen=True, slots=True)
class Unseen:
    """An office whose site could not be looked at: `reason` is a reading reason of scope site.

    `lost` is the front page that did not come, where that is why.
    """

    office: Office
    reason: str
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    seen: tuple[Seen, ...] = ()
    lost: Unreachable | None = None


# ---- judging ----------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """Absence never passes; trouble in looking never fails an office."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNCHECKED = "unchecked"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class Lead(StrEnum):
    """What stands before a clause: "… ওয়েবসাইটে", "… ওয়েবসাইটের" or the office alone."""

    SITE = "site"
    BOX = "box"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Reason:
    """Verdict and sentence together. `facts` names what may vary from office to office, in order of printing.

    In grouped sentences `folded` is left out, `absorbs` hides another rule's finding of the same office, and
    `minutes_with` puts the office under another reason's clause.
    """

    slug: str
    verdict: Verdict
    lead: Lead
    bn: str
    en: str
    advice_bn: str
    advice_en: str
    facts: tuple[str, ...] = ()
    folded: bool = False
    absorbs: tuple[tuple[str, str], ...] = ()
    minutes_with: str = ""


class Confidence(StrEnum):
    """How well an authority is known: read in an office's own text, in the press, or concluded."""

    VERBATIM = "verbatim"
    PRESS = "press"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What an authority rests on (rules.yaml `authority_wording`); the first that fits is printed."""

    MEMO = "memo"  # the user has set a memo number for the fiscal year
    LISTED = "listed"
    PLAN = "plan_without_row"  # a plan was in force, its row is not on file
    NONE = "no_order"


@dataclass(frozen=True, slots=True)
class Authority:
    """What a duty rests on, as printed in both languages; `memo` and `day` where the user has set them."""

    ground: Ground
    bn: str
    en: str
    confidence: Confidence
    memo: str = ""
    day: date | None = None


class Period(StrEnum):
    """In what time something is to be done once: what is declared or found anywhere in it counts."""

    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    def of(self, quarter: Quarter) -> tuple[Quarter, Quarter]:
        """The first and the last quarter of the period that a quarter lies in."""
        length = {Period.QUARTER: 1, Period.HALF_YEAR: 2, Period.YEAR: 4}[self]
        first = (quarter.number - 1) // length * length + 1
        return Quarter(quarter.year, first), Quarter(quarter.year, first + length - 1)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a rule asks of an office in a fiscal year, and why: one line of the duties.

    `renewed`: it is to be done anew in each quarter. `due` is the last day for it, where one is set; `target` how often
    it is to be done in the year, or how much of it in `unit`. `activity` and `indicator` are the plan's own words, ""
    where they are not on file.
    """

    rule: str
    renewed: bool
    target: int | None
    due: date | None
    authority: Authority
    period: Period = Period.QUARTER
    activity: str = ""
    indicator: str = ""
    unit: str = ""


class State(StrEnum):
    """How far something is that an office has declared."""

    DONE = "done"
    UNDER_WAY = "under-way"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an office has declared of itself: no website proves it. `first`..`last` is the day or month of the act."""

    office: str
    rule: str
    quarter: Quarter
    state: State
    first: date | None = None
    last: date | None = None
    memo: str = ""
    document: str = ""

    @property
    def iso(self) -> str:
        """The day as 2023-09-25, a month as 2023-09, "" where none is told."""
        if self.first is None:
            return ""
        return self.first.isoformat() if self.first == self.last else self.first.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Below:
    """An office registered directly under another, and what one rule found of it; None where it was not looked at."""

    office: Office
    finding: "Finding | None"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an office: about which quarter, as of which day.

    `duty` is what the rule asks of it in that year, `declared` what it says of itself, `below` how the offices under it
    came out where the rule counts them.
    """

    office: Office
    quarter: Quarter
    as_of: date
    duty: Duty | None = None
    declared: Declaration | None = None
    below: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one office; `facts` has keys that `reason.facts` names, and `tls` where it was excepted."""

    rule: str
    reason: Reason
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    evidence: tuple[Seen, ...] = ()
    waiver: Waiver | None = None

    @property
    def verdict(self) -> Verdict:
        waivable = self.reason.verdict in (Verdict.PARTLY, Verdict.NOT_MET)
        return Verdict.WAIVED if self.waiver and waivable else self.reason.verdict


@dataclass(frozen=True, slots=True)
class Row:
    """An office's findings, in the order of the rules."""

    office: Office
    findings: tuple[Finding, ...]
    checked_at: datetime
    final_url: str = ""
    platform: str = ""
    trail: tuple[Asked, ...] = field(default=(), repr=False)

    def finding(self, rule: str) -> Finding:
        """The finding of a rule. Raises KeyError where the rule was not asked."""
        for finding in self.findings:
            if finding.rule == rule:
                return finding
        raise KeyError(rule)


@dataclass(frozen=True, slots=True)
class Scan:
    """All rows in registry order. `own` is the id of the office that holds the meeting, or ""."""

    quarter: Quarter
    as_of: date
    started_at: datetime
    finished_at: datetime
    rules: tuple[str, ...]
    rows: Sequence[Row]
    own: str = ""
    tool_version: str = ""
    rules_version: str = ""

    def findings(self) -> Iterator[tuple[Row, Finding]]:
        """Every finding with its row, office by office."""
        for row in self.rows:
            for finding in row.findings:
                yield row, finding
