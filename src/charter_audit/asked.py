"""What the words of the command line ask for; what cannot be understood is told, and ends with status 2."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import typer

from charter_audit import audit, declarations, duties, scanfile, yamlfile
from charter_audit.archive import Ordered
from charter_audit.declarations import Declarations
from charter_audit.duties import Duties
from charter_audit.extend import Rule
from charter_audit.model import Office, Row, Scan, Tier
from charter_audit.outcome import Status
from charter_audit.quarter import Quarter
from charter_audit.registry import UnknownOfficeError, load_registry, own_office, select
from charter_audit.rules import catalogue, core
from charter_audit.web import Limits

DHAKA = timezone(timedelta(hours=6))
"""Bangladesh has kept UTC+6 without summer time since 2010."""

REGISTRY = Path("offices.yaml")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that say what a scan is to look at; what is not named is as it was ordered of old, if it was."""

    registry: Path = REGISTRY
    ids: Sequence[str] = ()
    under: Sequence[str] = ()
    tiers: Sequence[Tier] = ()
    rules: Sequence[str] = ()
    quarter: str | None = None
    as_of: str | None = None
    own: str | None = None
    duties: Path | None = None

    def order(self, old: Ordered | None = None) -> tuple[audit.Order, Declarations]:
        """What is ordered, and what the offices declare."""
        known = (*old.offices, *old.below) if old else registered(self.registry)
        chosen = choose(old.offices if old else known, self.ids, self.under, self.tiers)
        day, due = asked_day(self.as_of, old), duties_of(self.duties)
        told = declared(self.registry, known, due, day)
        order = audit.Order(
            offices=chosen,
            rules=rules(self.rules or (old.rules if old else ["core"])),
            quarter=old.quarter if old and not (self.quarter or self.as_of) else quarter_of(self.quarter, day),
            as_of=day,
            own=_own(chosen, self.own, old),
            registered=known,
            duties=due,
            declarations=told.values or (old.declarations if old else ()),
        )
        return order, told


def asked_day(as_of: str | None, old: Ordered | None = None) -> date:
    """The day of the check: the one named, else that of the kept evidence, else today."""
    if as_of:
        return _day(as_of)
    return old.as_of if old else datetime.now(DHAKA).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2023-11-28") from None


def registered(registry: Path) -> tuple[Office, ...]:
    """The offices of a registry."""
    try:
        return tuple(load_registry(registry))
    except yamlfile.FileError as error:
        raise wrong(str(error)) from None


def choose(
    offices: Sequence[Office], ids: Sequence[str], under: Sequence[str], tiers: Sequence[Tier]
) -> tuple[Office, ...]:
    """Those of them that are asked for; at least one."""
    try:
        chosen = select(offices, ids=ids, under=under, tiers=tiers)
    except UnknownOfficeError as error:
        raise wrong(str(error)) from None
    if not chosen:
        raise wrong("no office is left by what was asked for")
    return chosen


def duties_of(path: Path | None) -> Duties:
    """The duties of a file, or the packaged ones."""
    try:
        return duties.load(path) if path else duties.packaged()
    except yamlfile.FileError as error:
        raise wrong(str(error)) from None


def declared(registry: Path, offices: Sequence[Office], due: Duties, as_of: date) -> Declarations:
    """What the offices declare in the file beside the registry."""
    try:
        placed = declarations.load(registry.with_name(declarations.FILE.name))
    except yamlfile.FileError as error:
        raise wrong(str(error)) from None
    return declarations.checked(placed, offices, due, as_of)


def kept_scan(path: Path) -> Scan:
    """A scan that was kept as JSON."""
    try:
        return scanfile.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, scanfile.ScanFileError) as error:
        raise wrong(f"{path}: {error}") from None


def kept_row(path: Path, office: str) -> Row:
    """An office's row of a scan that was kept as JSON."""
    rows = {row.office.id: row for row in kept_scan(path).rows}
    if office not in rows:
        raise wrong(f"{path} has no office {office}; it has {', '.join(rows)}")
    return rows[office]


def _own(offices: tuple[Office, ...], named: str | None, old: Ordered | None) -> str:
    known = old and any(office.id == old.own for office in offices)
    try:
        return own_office(offices, named or (old.own if old and known else None))
    except UnknownOfficeError as error:
        raise wrong(str(error)) from None


def rules(asked: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these codes, or of core or all, in the order of the catalogue."""
    codes = {code for name in asked for code in _codes(name)}
    return tuple(rule for code, rule in catalogue().items() if code in codes)


def _codes(name: str) -> Sequence[str]:
    if name == "core":
        return core()
    return tuple(catalogue()) if name == "all" else (rule_of(name).code,)


def rule_of(code: str) -> Rule:
    """The rule of a code, in small letters too."""
    rule = catalogue().get(code.upper())
    if rule is None:
        raise wrong(f"no rule {code}; there are {', '.join(catalogue())}")
    return rule


def quarter_of(text: str | None, day: date) -> Quarter:
    """The quarter that is named, else that of the day."""
    here = Quarter.of(day)
    if text in (None, "current"):
        return here
    try:
        return here.previous if text == "previous" else Quarter.parse(text or "")
    except ValueError as error:
        raise wrong(f"--quarter: {error}") from None


def limits(concurrency: int, delay: float, contact: str) -> Limits:
    """How politely to ask."""
    try:
        return Limits(concurrency=concurrency, delay=delay, contact=contact)
    except ValueError as error:
        raise wrong(f"--contact: {error}") from None


# ---- what comes out ----------------------------------------------------------------------------------------


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it appears whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise wrong(f"{path}: cannot be written: {error.strerror}") from None


def out(text: str) -> None:
    """Exactly this text to stdout, in UTF-8 whatever the console's code page; no line ending is changed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """A line to stderr."""
    typer.echo(text, err=True)


def wrong(text: str) -> typer.Exit:
    """Says what cannot be understood; to be raised."""
    say(text)
    return typer.Exit(Status.USAGE)
