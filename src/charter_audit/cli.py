"""The command line: words in, words out. Findings go to stdout, everything else to stderr."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from charter_audit import __version__, audit, doctor, ocr, outcome, rulepage, scanfile, yamlfile
from charter_audit.desk import Desk
from charter_audit.extend import Lang, Rule
from charter_audit.model import Evidence, Office, Row, Scan, Tier, Unseen
from charter_audit.outcome import FailOn, Status
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.registry import UnknownOfficeError, load_registry, own_office, select
from charter_audit.reports import by_suffix, formats
from charter_audit.rules import catalogue, core
from charter_audit.story import story
from charter_audit.terminal import apply_bengali_widths
from charter_audit.watching import Watch, watched
from charter_audit.web import Limits, Web

DHAKA = timezone(timedelta(hours=6))
"""Bangladesh has kept UTC+6 without summer time since 2010."""

REGISTRY = Path("offices.yaml")

DEMO_DAY = date(2023, 11, 28)
"""The day of the Sirajganj meeting, whose websites the demo serves."""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
offices_app = typer.Typer(no_args_is_help=True, help="The registry of offices.")
app.add_typer(offices_app, name="offices")


class Ocr(StrEnum):
    """Whether scans are read: where that can be done, in any case, or not at all."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Language(StrEnum):
    BN = "bn"
    EN = "en"


def main() -> None:
    """Runs the command line; an interrupt ends it with status 130."""
    try:
        app()
    except KeyboardInterrupt:
        _say(outcome.said(Status.INTERRUPTED))
        sys.exit(Status.INTERRUPTED)


# ---- options ----------------------------------------------------------------------------------------------


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"charter-audit {__version__}")
        raise typer.Exit


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2023-11-28") from None


def _format(name: str) -> str:
    if name not in formats():
        raise typer.BadParameter(f"no format {name!r}; there are {', '.join(formats())}")
    return name


def _output(path: Path) -> Path:
    if by_suffix(path.suffix) is None:
        known = ", ".join(report.suffix for report in formats().values())
        raise typer.BadParameter(f"{path}: the file's ending names the format; known endings are {known}")
    return path


def _outputs(paths: list[Path] | None) -> list[Path]:
    return [_output(path) for path in paths or []]


RegistryOption = Annotated[Path, typer.Option("--registry", help="The registry of offices.", show_default=True)]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="What goes to stdout.", callback=_format)]
OutputOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Write a file too; its ending names the format. Repeatable.", callback=_outputs
    ),
]
LangOption = Annotated[Language, typer.Option("--lang", help="The language of findings.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="What makes the status 1.")]
UnderOption = Annotated[
    list[str] | None,
    typer.Option("--under", help="This office and those under it, at any depth. Repeatable."),
]
QuarterOption = Annotated[
    str | None, typer.Option("--quarter", help="2026-27/Q2, current or previous; default that of --as-of.")
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="The day of the check, YYYY-MM-DD; default today.")]
DelayOption = Annotated[float, typer.Option("--delay", min=0, help="Seconds of pause for each host.")]
ContactOption = Annotated[str, typer.Option("--contact", help="Who asks: printed in the User-Agent.")]
OcrOption = Annotated[Ocr, typer.Option("--ocr", help="Read scans: where it can be done, in any case, or never.")]
TierOption = Annotated[list[Tier] | None, typer.Option("--tier", help="Only offices of this tier. Repeatable.")]


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Checks whether offices keep their citizen's charter updated in their website's service box."""


# ---- commands ---------------------------------------------------------------------------------------------


@app.command()
def scan(
    office: Annotated[list[str] | None, typer.Argument(help="Ids of offices; all of the registry without one.")] = None,
    registry: RegistryOption = REGISTRY,
    under: UnderOption = None,
    tier: TierOption = None,
    own: Annotated[str | None, typer.Option("--own", help="The office that holds the meeting.")] = None,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    rules: Annotated[
        list[str] | None,
        typer.Option("--rules", help="A rule's code, core or all. Repeatable; default core."),
    ] = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    fail_on: FailOnOption = FailOn.NOT_MET,
    lang: LangOption = Language.BN,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, max=64, help="Requests under way in all.")] = 8,
    delay: DelayOption = 1.0,
    contact: ContactOption = "",
    ocr_: OcrOption = Ocr.AUTO,
    trail: Annotated[bool, typer.Option("--trail", help="Put every address asked into the JSON.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Look at every office's website and print the findings table."""
    day = _day(as_of) if as_of else datetime.now(DHAKA).date()
    chosen = _chosen(registry, office or [], under or [], tier or [])
    order = audit.Order(chosen, _rules(rules or ["core"]), _quarter(quarter, day), day, _own(chosen, own))
    made = _scanned(order, _limits(concurrency, delay, contact), _with_ocr(ocr_), quiet)
    _finish(made, format_, output or [], lang.value, fail_on, trail)


@app.command()
def demo(
    format_: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = Language.BN,
    trail: Annotated[bool, typer.Option("--trail", help="Put every address asked into the JSON.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Scan the Sirajganj meeting of 28 November 2023: its ten websites served on this machine, read over HTTP."""
    from charter_audit.demo import load_sites, registry_text, serve

    with serve(load_sites()) as addresses, tempfile.TemporaryDirectory(prefix="charter-audit-") as home:
        registry = Path(home) / REGISTRY
        registry.write_text(registry_text(addresses), encoding="utf-8")
        scan(
            registry=registry,
            as_of=DEMO_DAY.isoformat(),
            delay=0.0,
            format_=format_,
            output=output,
            lang=lang,
            trail=trail,
            quiet=quiet,
        )


@app.command()
def show(
    office: Annotated[str, typer.Argument(help="The id of an office.")],
    kept: Annotated[Path | None, typer.Argument(metavar="[SCAN]", help="A scan's JSON; else looked at now.")] = None,
    registry: RegistryOption = REGISTRY,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = Language.BN,
    delay: DelayOption = 1.0,
    contact: ContactOption = "",
    ocr_: OcrOption = Ocr.AUTO,
) -> None:
    """Everything seen on one office's site, and why each verdict was given."""
    if kept:
        row, seen = _kept_row(kept, office), None
    else:
        day = _day(as_of) if as_of else datetime.now(DHAKA).date()
        chosen = _chosen(registry, [office], [], [])
        order = audit.Order(chosen, tuple(catalogue().values()), _quarter(quarter, day), day)
        row, seen = asyncio.run(_looked_at(order, _limits(8, delay, contact), _with_ocr(ocr_)))
    _print(story(row, seen, lang.value))


@app.command("rules")
def rules_(
    code: Annotated[str | None, typer.Argument(help="A rule's code; all rules in short without one.")] = None,
    lang: LangOption = Language.BN,
) -> None:
    """The rules: what each asks, how it is checked, its source, what each outcome means."""
    if code is None:
        typer.echo(rulepage.short(catalogue().values(), lang.value), nl=False)
    else:
        typer.echo(rulepage.page(_rule(code), lang.value), nl=False)


@app.command("doctor")
def doctor_() -> None:
    """What this machine can do: OCR and its Bengali model, other programs, how to install what is missing."""
    typer.echo(doctor.told(doctor.parts()), nl=False)


@offices_app.command("list")
def list_(
    registry: RegistryOption = REGISTRY,
    under: UnderOption = None,
    tier: TierOption = None,
) -> None:
    """The offices of the registry: id, tier, name and address, separated by tabs."""
    for office in _chosen(registry, [], under or [], tier or []):
        typer.echo(f"{office.id}\t{office.tier}\t{office.name}\t{office.url}")


# ---- what the commands are made of ------------------------------------------------------------------------


def _chosen(registry: Path, ids: Sequence[str], under: Sequence[str], tiers: Sequence[Tier]) -> tuple[Office, ...]:
    try:
        chosen = select(load_registry(registry), ids=ids, under=under, tiers=tiers)
    except (yamlfile.FileError, UnknownOfficeError) as error:
        raise _wrong(str(error)) from None
    if not chosen:
        raise _wrong(f"{registry}: no office is left by what was asked for")
    return chosen


def _kept_row(path: Path, office: str) -> Row:
    """An office's row of a scan that was kept as JSON."""
    try:
        rows = {row.office.id: row for row in scanfile.read(path.read_text(encoding="utf-8")).rows}
    except (OSError, UnicodeDecodeError, scanfile.ScanFileError) as error:
        raise _wrong(f"{path}: {error}") from None
    if office not in rows:
        raise _wrong(f"{path} has no office {office}; it has {', '.join(rows)}")
    return rows[office]


def _own(offices: tuple[Office, ...], named: str | None) -> str:
    try:
        return own_office(offices, named)
    except UnknownOfficeError as error:
        raise _wrong(str(error)) from None


def _rules(asked: Sequence[str]) -> tuple[Rule, ...]:
    codes = {code for name in asked for code in _codes(name)}
    return tuple(rule for code, rule in catalogue().items() if code in codes)


def _codes(name: str) -> Sequence[str]:
    if name == "core":
        return core()
    return tuple(catalogue()) if name == "all" else (_rule(name).code,)


def _rule(code: str) -> Rule:
    rule = catalogue().get(code.upper())
    if rule is None:
        raise _wrong(f"no rule {code}; there are {', '.join(catalogue())}")
    return rule


def _quarter(text: str | None, day: date) -> Quarter:
    here = Quarter.of(day)
    if text in (None, "current"):
        return here
    try:
        return here.previous if text == "previous" else Quarter.parse(text or "")
    except ValueError as error:
        raise _wrong(f"--quarter: {error}") from None


def _limits(concurrency: int, delay: float, contact: str) -> Limits:
    try:
        return Limits(concurrency=concurrency, delay=delay, contact=contact)
    except ValueError as error:
        raise _wrong(f"--contact: {error}") from None


def _scanned(order: audit.Order, limits: Limits, with_ocr: bool, quiet: bool) -> Scan:
    apply_bengali_widths()
    with watched(len(order.offices), Console(stderr=True), quiet) as watch:
        return asyncio.run(_scan(order, limits, with_ocr, watch))


async def _looked_at(order: audit.Order, limits: Limits, with_ocr: bool) -> tuple[Row, Evidence | Unseen]:
    async with Desk() as desk:
        return await audit.visited(order.offices[0], order, Web(limits), Papers(desk, with_ocr).read)


async def _scan(order: audit.Order, limits: Limits, with_ocr: bool, watch: Watch) -> Scan:
    async with Desk() as desk:
        return await audit.scan(order, Web(limits), watch, Papers(desk, with_ocr).read)


def _with_ocr(asked: Ocr) -> bool:
    """Whether scans can be read; ends with status 2 where they must be and cannot."""
    missing = ocr.available() if asked is not Ocr.NEVER else "not asked for"
    if missing and asked is Ocr.ALWAYS:
        raise _wrong(f"--ocr always: {missing}")
    return not missing


def _finish(made: Scan, format_: str, output: Sequence[Path], lang: Lang, fail_on: FailOn, trail: bool) -> None:
    """Writes everything that was asked for, then ends with the scan's status."""
    kept = made if trail else audit.without_trail(made)
    for path in output:
        report = by_suffix(path.suffix)
        assert report is not None
        write_whole(path, report.render(kept, lang))
    _print(formats()[format_].render(kept, lang))
    ended = outcome.status(made, fail_on)
    if said := outcome.said(ended):
        _say(said)
    raise typer.Exit(ended)


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it appears whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _wrong(f"{path}: cannot be written: {error.strerror}") from None


def _print(text: str) -> None:
    """Exactly this text to stdout, in UTF-8 whatever the console's code page; no line ending is changed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _wrong(text: str) -> typer.Exit:
    _say(text)
    return typer.Exit(Status.USAGE)
