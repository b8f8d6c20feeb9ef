"""The options of the command line: their names, what they take, what their help says."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from charter_audit.model import Tier
from charter_audit.outcome import FailOn
from charter_audit.reports import by_suffix, formats


class Ocr(StrEnum):
    """Whether scans are read: where that can be done, in any case, or not at all."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Meeting(StrEnum):
    """The meetings of which the demo has the websites."""

    SIRAJGANJ = "sirajganj"
    ICTD = "ictd"


class Language(StrEnum):
    BN = "bn"
    EN = "en"


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


# ---- what is looked at ------------------------------------------------------------------------------------

RegistryOption = Annotated[Path, typer.Option("--registry", help="The registry of offices.", show_default=True)]
UnderOption = Annotated[
    list[str] | None,
    typer.Option("--under", help="This office and those under it, at any depth. Repeatable."),
]
TierOption = Annotated[list[Tier] | None, typer.Option("--tier", help="Only offices of this tier. Repeatable.")]
OwnOption = Annotated[str | None, typer.Option("--own", help="The office that holds the meeting.")]
QuarterOption = Annotated[
    str | None, typer.Option("--quarter", help="2026-27/Q2, current or previous; default that of --as-of.")
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="The day of the check, YYYY-MM-DD; default today.")]
RulesOption = Annotated[
    list[str] | None,
    typer.Option("--rules", help="A rule's code, core or all. Repeatable; default core."),
]

DutiesOption = Annotated[
    Path | None,
    typer.Option("--duties", help="What is due of whom in which year, in place of what is shipped, or a year's memos."),
]
WhichArgument = Annotated[Meeting, typer.Argument(help="Whose meeting.")]

# ---- how --------------------------------------------------------------------------------------------------

ConcurrencyOption = Annotated[int, typer.Option("--concurrency", min=1, max=64, help="Requests under way in all.")]
DelayOption = Annotated[float, typer.Option("--delay", min=0, help="Seconds of pause for each host.")]
ContactOption = Annotated[str, typer.Option("--contact", help="Who asks: printed in the User-Agent.")]
OcrOption = Annotated[Ocr, typer.Option("--ocr", help="Read scans: where it can be done, in any case, or never.")]

# ---- evidence ---------------------------------------------------------------------------------------------

KeepOption = Annotated[
    Path | None,
    typer.Option("--keep", help="The file that keeps every answer (WARC); default a new one for each scan."),
]
DemoKeepOption = Annotated[Path | None, typer.Option("--keep", help="Keep every answer in this file (WARC).")]
NoKeepOption = Annotated[bool, typer.Option("--no-keep", help="Keep no evidence.")]
ReplayOption = Annotated[
    Path | None,
    typer.Option(
        "--replay",
        help="Judge again from this kept file, without a network: its offices, day and rules unless others are named.",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with the last unfinished scan of the quarter, or that of --keep.")
]

# ---- what comes out ---------------------------------------------------------------------------------------

FormatOption = Annotated[str, typer.Option("--format", "-f", help="What goes to stdout.", callback=_format)]
OutputOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Write a file too; its ending names the format. Repeatable.", callback=_outputs
    ),
]
LangOption = Annotated[Language, typer.Option("--lang", help="The language of findings.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="What makes the status 1.")]
AdviseOption = Annotated[
    bool, typer.Option("--advise", help="After the table a short Bengali paragraph for each office: what to put where.")
]
TrailOption = Annotated[bool, typer.Option("--trail", help="Put every address asked into the JSON.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors on stderr.")]
