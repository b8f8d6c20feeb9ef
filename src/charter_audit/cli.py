"""The command line: words in, words out. Findings go to stdout, everything else to stderr."""

import asyncio
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from charter_audit import __version__, audit, doctor, ocr, outcome, rulepage, sources, waivers
from charter_audit.advising import advice
from charter_audit.archive import EvidenceError, Replay, part_of
from charter_audit.asked import (
    REGISTRY,
    Asked,
    asked_day,
    choose,
    declared,
    duties_of,
    kept_row,
    kept_scan,
    limits,
    out,
    quarter_of,
    registered,
    rule_of,
    say,
    write_whole,
    wrong,
)
from charter_audit.declarations import Declarations, contradicted
from charter_audit.desk import Desk
from charter_audit.duties import Duties, packaged
from charter_audit.extend import Lang
from charter_audit.model import Declaration, Evidence, Row, Scan, Unseen
from charter_audit.options import (
    AdviseOption,
    AsOfOption,
    ConcurrencyOption,
    ContactOption,
    DelayOption,
    DemoKeepOption,
    DutiesOption,
    FailOnOption,
    FormatOption,
    KeepOption,
    LangOption,
    Language,
    Meeting,
    NoKeepOption,
    Ocr,
    OcrOption,
    OutputOption,
    OwnOption,
    QuarterOption,
    QuietOption,
    RegistryOption,
    ReplayOption,
    ResumeOption,
    RulesOption,
    TierOption,
    TrailOption,
    UnderOption,
    WhichArgument,
)
from charter_audit.outcome import FailOn, Status
from charter_audit.papers import Papers
from charter_audit.progress import Matrix
from charter_audit.progress import matrix as progress_of
from charter_audit.quarter import Quarter
from charter_audit.reports import by_suffix, formats
from charter_audit.rules import catalogue
from charter_audit.story import story
from charter_audit.terminal import apply_bengali_widths
from charter_audit.watching import Watch, watched
from charter_audit.web import Limits, Web

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
offices_app = typer.Typer(no_args_is_help=True, help="The registry of offices.")
app.add_typer(offices_app, name="offices")


def main() -> None:
    """Runs the command line; an interrupt, and a request to end, end it with status 130."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: signal.raise_signal(signal.SIGINT))
    app()


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"charter-audit {__version__}")
        raise typer.Exit


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
    own: OwnOption = None,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    fail_on: FailOnOption = FailOn.NOT_MET,
    lang: LangOption = Language.BN,
    concurrency: ConcurrencyOption = 8,
    delay: DelayOption = 1.0,
    contact: ContactOption = "",
    ocr_: OcrOption = Ocr.AUTO,
    keep: KeepOption = None,
    no_keep: NoKeepOption = False,
    replay: ReplayOption = None,
    resume: ResumeOption = False,
    duties: DutiesOption = None,
    advise: AdviseOption = False,
    trail: TrailOption = False,
    quiet: QuietOption = False,
) -> None:
    """Look at every office's website and print the findings table."""
    if advise and format_ != "table":
        raise wrong("--advise follows the table; leave out --format, and write other formats with --output")
    words = Asked(registry, office or (), under or (), tier or (), rules or (), quarter, as_of, own, duties)
    evidence = Evidences(keep, no_keep, replay, resume)
    made = _scanned(words, evidence, limits(concurrency, delay, contact), _with_ocr(ocr_), quiet)
    _tell(made, format_, output or [], lang.value, trail)
    if advise:
        out(f"\n{advice(made)}")
    _end(made, fail_on)


@app.command()
def demo(
    which: WhichArgument = Meeting.SIRAJGANJ,
    format_: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = Language.BN,
    keep: DemoKeepOption = None,
    no_keep: NoKeepOption = False,
    replay: ReplayOption = None,
    trail: TrailOption = False,
    quiet: QuietOption = False,
) -> None:
    """Scan the websites of a meeting, served on this machine and read over HTTP.

    That of Sirajganj on 28 November 2023, or that of the ICT Division on 25 September 2023 with its matrix.
    """
    from charter_audit.demo import meeting

    staged = meeting(which.value)
    with ExitStack() as stack:
        words = Asked()
        if not replay:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="charter-audit-")))
            registry = stack.enter_context(staged.served(home))
            words = Asked(registry, rules=staged.rules, as_of=staged.day.isoformat())
        evidence = Evidences(keep, no_keep or not (keep or replay), replay)
        made = _scanned(words, evidence, limits(8, 0.0, ""), _with_ocr(Ocr.AUTO), quiet)
    _tell(made, format_, output or [], lang.value, trail)
    if staged.has_matrix and format_ == "table":
        out(f"\n{_matrix(progress_of([made], packaged()), format_, lang.value)}")
    _end(made, FailOn.NOT_MET)


@app.command()
def progress(
    scans: Annotated[list[Path] | None, typer.Argument(metavar="[SCAN]...", help="Scans kept as JSON.")] = None,
    fiscal_year: Annotated[
        str | None, typer.Option("--fiscal-year", help="2026-27; default that of the newest scan.")
    ] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", help="Up to this one; default the newest scan's.")] = None,
    registry: RegistryOption = REGISTRY,
    duties: DutiesOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    lang: LangOption = Language.BN,
) -> None:
    """The fiscal year's matrix: activity by office, target and achieved, from scans and declarations."""
    if not scans:
        raise wrong("name one scan's JSON file or more; `charter-audit scan -o scan.json` writes one")
    kept = [made for path in scans if _is_of(made := kept_scan(path), fiscal_year)]
    due = duties_of(duties)
    try:
        upto = Quarter.parse(quarter) if quarter else None
        told = _declared_since(registry, kept, due)
        year = progress_of(kept, due, told, upto)
    except ValueError as error:
        raise wrong(str(error)) from None
    for path in output or []:
        write_whole(path, _matrix(year, _format_of(path), lang.value))
    out(_matrix(year, format_, lang.value))


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
        row, seen = kept_row(kept, office), None
    else:
        order, _ = Asked(registry, [office], rules=["all"], quarter=quarter, as_of=as_of).order()
        row, seen = asyncio.run(_looked_at(order, limits(8, delay, contact), _with_ocr(ocr_)))
    out(story(row, seen, lang.value))


@app.command("rules")
def rules_(
    code: Annotated[str | None, typer.Argument(help="A rule's code; all rules in short without one.")] = None,
    lang: LangOption = Language.BN,
    duties: DutiesOption = None,
) -> None:
    """The rules: what each asks, how it is checked, its source, what each outcome means, what it rests on each year."""
    if code is None:
        typer.echo(rulepage.short(catalogue().values(), lang.value), nl=False)
    else:
        typer.echo(rulepage.page(rule_of(code), lang.value, duties_of(duties)), nl=False)


@app.command(hidden=True)
def docs() -> None:
    """All rules as docs/rules.md has them."""
    out(rulepage.document(catalogue().values(), packaged()))


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
    for office in choose(registered(registry), [], under or [], tier or []):
        typer.echo(f"{office.id}\t{office.tier}\t{office.name}\t{office.url}")


# ---- what the commands are made of ------------------------------------------------------------------------


@contextmanager
def _explained() -> Iterator[None]:
    """What ends a scan before its time, told in words, and the status it then has."""
    try:
        yield
    except KeyboardInterrupt:
        say(outcome.said(Status.INTERRUPTED))
        raise typer.Exit(Status.INTERRUPTED) from None
    except EvidenceError as error:
        raise wrong(str(error)) from None
    except ExceptionGroup as group:
        lost, _ = group.split(EvidenceError)
        if lost is None:
            raise
        raise wrong(str(_first(lost))) from None


def _first(error: BaseException) -> BaseException:
    """The first error of a group, however deep."""
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


@dataclass(frozen=True, slots=True)
class Evidences:
    """The words that say what evidence is kept, or judged again."""

    keep: Path | None = None
    no_keep: bool = False
    replay: Path | None = None
    resume: bool = False

    def source(self, quarter: Quarter) -> sources.Source:
        """What the scan looks through. Raises EvidenceError where kept evidence cannot be used."""
        if (self.keep or self.resume) and (self.no_keep or self.replay):
            raise wrong("--keep and --resume keep evidence; leave them out with --no-keep or --replay")
        if self.replay:
            return sources.Kept(Replay.of(self.replay))
        if self.resume:
            return sources.unfinished(self.keep, quarter)
        return sources.Fresh(None) if self.no_keep else sources.fresh(self.keep, quarter)


def _scanned(words: Asked, evidence: Evidences, limits: Limits, with_ocr: bool, quiet: bool) -> Scan:
    """The scan that is asked for; what is to be said of it besides its findings goes to stderr."""
    with _explained():
        source = evidence.source(quarter_of(words.quarter, asked_day(words.as_of)))
        order, declared = words.order(source.ordered)
        made = _looked_through(order, source, limits, with_ocr, quiet)
    kept = (f"Evidence: {source.path}",) if source.path else ()
    for line in (*_warnings(order, declared, made), *outcome.left(made), *kept) if not quiet else ():
        say(line)
    return made


def _warnings(order: audit.Order, declared: Declarations, made: Scan) -> Iterator[str]:
    """What cannot be used of declarations and waivers, and what is contradicted."""
    yield from declared.warnings
    yield from contradicted(made, declared)
    yield from waivers.warnings(order.offices, made.rules, made.quarter)


def _looked_through(order: audit.Order, source: sources.Source, limits: Limits, with_ocr: bool, quiet: bool) -> Scan:
    apply_bengali_widths()
    with source.network(order, limits) as network, watched(len(order.offices), Console(stderr=True), quiet) as watch:
        try:
            return asyncio.run(_scan(order, network, with_ocr, watch))
        except KeyboardInterrupt:
            if source.path:
                part, again = part_of(source.path), f"charter-audit scan --resume --keep {source.path}"
                say(f"What came lies in {part}; `{again}` goes on.")
            raise


async def _looked_at(order: audit.Order, limits: Limits, with_ocr: bool) -> tuple[Row, Evidence | Unseen]:
    async with Desk() as desk:
        return await audit.visited(order.offices[0], order, Web(limits), Papers(desk, with_ocr).read)


async def _scan(order: audit.Order, network: audit.Network, with_ocr: bool, watch: Watch) -> Scan:
    async with Desk() as desk:
        return await audit.scan(order, network, watch, Papers(desk, with_ocr).read)


def _with_ocr(asked: Ocr) -> bool:
    """Whether scans can be read; ends with status 2 where they must be and cannot."""
    missing = ocr.available() if asked is not Ocr.NEVER else "not asked for"
    if missing and asked is Ocr.ALWAYS:
        raise wrong(f"--ocr always: {missing}")
    return not missing


def _tell(made: Scan, format_: str, output: Sequence[Path], lang: Lang, trail: bool) -> None:
    """Writes everything that was asked for."""
    kept = made if trail else audit.without_trail(made)
    for path in output:
        write_whole(path, formats()[_format_of(path)].render(kept, lang))
    out(formats()[format_].render(kept, lang))


def _end(made: Scan, fail_on: FailOn) -> None:
    """Ends with the scan's status."""
    ended = outcome.status(made, fail_on)
    if said := outcome.said(ended):
        say(said)
    raise typer.Exit(ended)


def _format_of(path: Path) -> str:
    report = by_suffix(path.suffix)
    assert report is not None
    return report.name


# ---- the fiscal year ---------------------------------------------------------------------------------------


def _is_of(made: Scan, fiscal_year: str | None) -> bool:
    return fiscal_year is None or made.quarter.fiscal_year == fiscal_year


def _declared_since(registry: Path, scans: Sequence[Scan], due: Duties) -> tuple[Declaration, ...]:
    """What the offices of the newest scan declare; what cannot be used is said."""
    newest = max(scans, key=lambda made: made.as_of, default=None)
    if newest is None:
        return ()
    told = declared(registry, [row.office for row in newest.rows], due, newest.as_of)
    for line in told.warnings:
        say(line)
    return told.values


def _matrix(made: Matrix, format_: str, lang: Lang) -> str:
    render = formats()[format_].matrix
    if render is None:
        raise wrong(f"the matrix has no format {format_!r}")
    return render(made, lang)
