"""The registry of offices: `offices.yaml` in full form, and choosing offices from it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, Strict

from charter_audit.model import CENTRAL, Contact, Office, Tier, Waiver
from charter_audit.quarter import Quarter
from charter_audit.yamlfile import FileError, Problem, Source, Where, load_with_source, nearest

VERSION = 1
CENTRAL_GROUP = "central"

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_RULE = re.compile(r"CC-[A-Z]{3}-[0-9]{2}")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])")
_SPACE = re.compile(r"\s")
_PORTS = {"http": 80, "https": 443}


class UnknownOfficeError(ValueError):
    """An id that is no office of the registry; the text names the nearest that is."""


# ---- the shape of the file ---------------------------------------------------------------------------------


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write a value, or leave the key out where it is not needed")
    return value.strip()


def _version(value: int) -> int:
    if value != VERSION:
        raise ValueError(f"must be {VERSION}, the form that this charter-audit reads, not {value}")
    return value


def _matching(pattern: re.Pattern[str], wanted: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(f"{value!r} {wanted}")
        return value

    return check


def _later(_value: Any) -> Any:
    raise ValueError("is not read by this version; write each office out in full under `offices:`")


def _address(value: str) -> str:
    try:
        split = urlsplit(value.strip())
        port = split.port
    except ValueError:
        raise ValueError(f"{value!r} is no address; write it as https://name.gov.bd") from None
    # urlsplit drops tabs and line breaks without a word.
    if wrong := "has white space in it" if _SPACE.search(value.strip()) else _wrong_address(split, port):
        raise ValueError(f"{value!r} {wrong}; write it as https://name.gov.bd")
    return f"{split.scheme}://{split.netloc.lower().removesuffix(':')}"


def _wrong_address(split: SplitResult, port: int | None) -> str:
    """What is wrong with an address of a front page, or ""."""
    host = split.hostname or ""
    wrongs = {
        "must begin with https:// or http://": split.scheme not in _PORTS,
        "has no host": not host,
        "must not carry a user name or password": "@" in split.netloc,
        "must name the site only, without path": split.path not in ("", "/") or bool(split.query or split.fragment),
        "must not name a port": port not in (None, _PORTS.get(split.scheme)) and not _loopback(host),
        "has no host that could be a website's": not _HOST.fullmatch(_ascii(host)) and not _loopback(host),
    }
    return next((wrong for wrong, true in wrongs.items() if true), "")


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


Text = Annotated[str, AfterValidator(_text)]
Url = Annotated[str, AfterValidator(_address)]
Id = Annotated[str, AfterValidator(_matching(_ID, "is no id; use a-z and 0-9, parted by . or -"))]
Above = Annotated[str, AfterValidator(lambda value: _matching(_ID, "is no id of an office")(value) if value else "")]
Code = Annotated[str, AfterValidator(_matching(_RULE, "is no code of a rule; write it as CC-COM-01"))]
Later = Annotated[Any, BeforeValidator(_later)]


class _WaiverEntry(BaseModel):
    rule: Code
    until: Annotated[str, AfterValidator(lambda value: str(Quarter.parse(value)))]
    reason: Text
    ref: Text


class _ContactEntry(BaseModel):
    role: str = ""
    email: str = ""
    phone: str = ""


class _Entry(BaseModel):
    id: Id
    name: Text
    name_en: Text
    tier: Tier
    url: Url
    under: Above
    short: Text = ""
    alt: list[Url] = []
    aliases: list[Text] = []
    subordinates: Literal["none"] | None = None
    tls: Literal["verify", "unverified"] = "verify"
    waivers: list[_WaiverEntry] = []
    contact: _ContactEntry | None = None


class _File(BaseModel):
    version: Annotated[int, Strict(), AfterValidator(_version)]
    offices: Annotated[list[_Entry], Field(min_length=1)]
    include: Later = None
    override: Later = None


# ---- loading -----------------------------------------------------------------------------------------------


def load_registry(path: Path) -> tuple[Office, ...]:
    """The offices of the file in its order, each with its group. Raises FileError with all mistakes."""
    file, source = load_with_source(path, _File)
    offices = tuple(_office(entry) for entry in file.offices)
    problems = tuple(problem for check in _CHECKS for problem in check(offices, source))
    if problems:
        raise FileError(problems)
    known = {office.id: office for office in offices}
    return tuple(replace(office, group=_group(office, known)) for office in offices)


def _office(entry: _Entry) -> Office:
    return Office(
        id=entry.id,
        name=entry.name,
        name_en=entry.name_en,
        tier=entry.tier,
        url=entry.url,
        under=entry.under,
        short=entry.short,
        alt=tuple(entry.alt),
        aliases=tuple(entry.aliases),
        no_subordinates=entry.subordinates == "none",
        tls_unverified=entry.tls == "unverified",
        waivers=tuple(Waiver(w.rule, Quarter.parse(w.until), w.reason, w.ref) for w in entry.waivers),
        contact=Contact(**entry.contact.model_dump()) if entry.contact else None,
    )


def _group(office: Office, known: Mapping[str, Office]) -> str:
    """The divisional commissioner above a field office, else where its chain leaves the file or central."""
    if office.tier in CENTRAL:
        return CENTRAL_GROUP
    above = office
    while above.tier is not Tier.DIVISIONAL_COMMISSIONER:
        if above.under not in known:
            return above.under or CENTRAL_GROUP
        above = known[above.under]
    return above.id


# ---- what holds between offices ----------------------------------------------------------------------------


def _twice(offices: Sequence[Office], source: Source) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, office in enumerate(offices):
        before = first.setdefault(office.id, index)
        if before != index:
            line = source.problem(("offices", before, "id"), "").line
            yield source.problem(("offices", index, "id"), f"{office.id} stands already in line {line}; ids are unique")


def _shared_hosts(offices: Sequence[Office], source: Source) -> Iterator[Problem]:
    owners: dict[tuple[str, int | None], str] = {}
    for index, office in enumerate(offices):
        for where, address in _placed_addresses(office):
            owner = owners.setdefault(_site(address), office.id)
            if owner != office.id:
                message = f"this host is {owner}'s already; one website cannot be two offices'"
                yield source.problem(("offices", index, *where), message)


def _placed_addresses(office: Office) -> Iterator[tuple[Where, str]]:
    yield ("url",), office.url
    yield from ((("alt", index), address) for index, address in enumerate(office.alt))


def _site(address: str) -> tuple[str, int | None]:
    split = urlsplit(address)
    port = None if split.port == _PORTS[split.scheme] else split.port
    return (split.hostname or "").removeprefix("www."), port


def _loops(offices: Sequence[Office], source: Source) -> Iterator[Problem]:
    under = {office.id: office.under for office in offices}
    told: set[str] = set()
    for index, office in enumerate(offices):
        chain = [office.id]
        while (above := under.get(chain[-1], "")) and above not in chain:
            chain.append(above)
        if above == office.id and not told.intersection(chain):
            told.update(chain)
            ring = " under ".join([*chain, above])
            yield source.problem(("offices", index, "under"), f"goes round in a ring: {ring}; one of them is wrong")


def _none_below(offices: Sequence[Office], source: Source) -> Iterator[Problem]:
    for index, office in enumerate(offices):
        below = [other.id for other in offices if other.under == office.id] if office.no_subordinates else []
        if below:
            message = f"none, but {', '.join(below)} stand under {office.id}; leave the key out"
            yield source.problem(("offices", index, "subordinates"), message)


_CHECKS = (_twice, _shared_hosts, _loops, _none_below)


# ---- choosing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tree:
    """Who stands under whom; ids that only an `under` names count as known."""

    above: Mapping[str, str]

    def check(self, office_id: str) -> None:
        known = tuple(dict.fromkeys((*self.above, *filter(None, self.above.values()))))
        if office_id not in known:
            near = nearest(office_id, known)
            raise UnknownOfficeError(f"there is no office {office_id!r}" + (f"; did you mean {near}?" if near else ""))

    def chain(self, office_id: str) -> Iterator[str]:
        """The id and all above it."""
        while office_id:
            yield office_id
            office_id = self.above.get(office_id, "")


def _tree(offices: Sequence[Office]) -> _Tree:
    return _Tree({office.id: office.under for office in offices})


def under(offices: Sequence[Office], office_id: str) -> tuple[Office, ...]:
    """The office and its subordinates at any depth, in order. Raises UnknownOfficeError."""
    tree = _tree(offices)
    tree.check(office_id)
    return tuple(office for office in offices if office_id in tree.chain(office.id))


def select(
    offices: Sequence[Office],
    ids: Sequence[str] = (),
    under: Sequence[str] = (),
    tiers: Sequence[Tier] = (),
) -> tuple[Office, ...]:
    """The offices of these `tiers` named by `ids` or standing `under` one (or all, without either), in order.

    Raises UnknownOfficeError for an id that neither is in the registry nor is named there as standing above.
    """
    tree = _tree(offices)
    for office_id in (*ids, *under):
        tree.check(office_id)
    chosen, tops, named = set(ids), set(under), bool(ids or under)
    return tuple(
        office
        for office in offices
        if (not named or office.id in chosen or not tops.isdisjoint(tree.chain(office.id)))
        and (not tiers or office.tier in tiers)
    )


def own_office(offices: Sequence[Office], named: str | None = None) -> str:
    """The id of the office that holds the meeting: the one above all others of the scan, else `named` or "".

    An office alone in its scan is above no other. Raises UnknownOfficeError for a name that nothing here has.
    """
    tree = _tree(offices)
    if named:
        tree.check(named)
    for office in offices:
        if len(offices) > 1 and all(office.id in tree.chain(other.id) for other in offices):
            return office.id
    return named or ""
