"""Papers as they are planned in papers.yaml: what is written on each, how it is made, and what a true reading gives.

The answers are written down beside each paper, by the rules of the handbook; no code of the program has a part in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from evaluate.plan import COM, UPD, VERDICTS
from evaluate.spelling import bengali, nfc

FMT = "CC-FMT-01"
RULES = (COM, UPD, FMT)
FOLDER = Path(__file__).parent / "papers"
"""Where the files stand that are made from the plan."""

REASONS: Mapping[str, str] = {
    **VERDICTS,
    "format-match": "met",
    "format-older": "partly",
    "format-mixed": "partly",
    "format-wrong-tier": "partly",
    "format-none": "not_met",
    "no-table": "not_met",
}
"""The verdict of each reason; one that is not named is unchecked."""

CLEAN: Mapping[str, str] = {COM: "no-letter", UPD: "updated", FMT: "format-match"}
"""The answers of the site on which a paper hangs, of which none is changed by a paper behind another link."""

NO_LETTERS = frozenset({"ethics", "innovation", "members"})
"""What is written like the letter and is none."""

ENDINGS = {"typst": "pdf", "libreoffice": "pdf", "chromium": "pdf", "scan": "pdf", "jpeg": "jpg", "tiff": "tif"}
DRAWN = frozenset({"scan", "png", "jpeg", "tiff"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `head`: centred and in larger letters."""

    text: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A ruled table; with `repeat` its first row stands on every page."""

    cells: tuple[tuple[str, ...], ...]
    repeat: bool = False


Block = Line | Rows


@dataclass(frozen=True, slots=True)
class Scan:
    """How a paper lies under the glass: dots per inch, degrees of skew, share of dots that are dirt."""

    dpi: int
    skew: float = 0.0
    noise: float = 0.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper (charter, letter or other), and by rule the reason that a true reading gives.

    `days` are all days (2023-10-04) and months (2023-10) written on it, `decides` the day or span that settles its
    rule, `columns` those of its service table. `guard` is what is done to the file so that it resists reading;
    `cover` are blocks of text before the scanned page.
    """

    name: str
    form: str
    kind: str
    tier: str
    behind: str
    blocks: tuple[Block, ...]
    expected: Mapping[str, str]
    days: frozenset[str] = frozenset()
    decides: str = ""
    columns: int = 0
    memo: str = ""
    ending: str = ""
    bijoy: bool = False
    scan: Scan | None = None
    guard: str = ""
    cover: tuple[Block, ...] = ()

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.{self.ending}"

    @property
    def group(self) -> str:
        """The line of the table on which it is counted."""
        if self.name.startswith("hostile"):
            return "hostile"
        return f"SutonnyMJ {self.form}" if self.bijoy else self.form

    @property
    def needs(self) -> str:
        """The program without which it cannot be read, "" where none is needed."""
        if self.form in DRAWN and self.guard != "truncated":
            return "tesseract"
        return "antiword" if self.form == "doc" else ""


def verdict_of(reason: str) -> str:
    """The verdict that a reason stands for; trouble in reading is never more than unchecked."""
    return REASONS.get(reason, "unchecked")


@cache
def papers() -> tuple[Paper, ...]:
    """Every planned paper, in the order of the plan."""
    return tuple(_paper(told) for told in _plan()["documents"])


def headings(form: str) -> tuple[str, ...]:
    """The headings of a service table of this form."""
    return tuple(map(nfc, _plan()["headings"][form]))


@cache
def _plan() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("papers.yaml").read_text(encoding="utf-8"))
    return loaded


def _paper(told: Mapping[str, Any]) -> Paper:
    kind = next(kind for kind in ("charter", "letter", "other") if kind in told)
    behind = told.get("behind", "charter" if kind == "charter" else "committee")
    planned = {COM: told.get("com"), UPD: told.get("upd"), FMT: told.get("fmt")}
    return Paper(
        name=told["name"],
        form=told["form"],
        kind="other" if told.get("letter") in NO_LETTERS else kind,
        tier=told.get("tier", "upazila"),
        behind=behind,
        blocks=tuple(_blocks(kind, told)),
        expected={rule: planned[rule] or CLEAN[rule] for rule in RULES},
        days=frozenset(map(str, told.get("days", ()))),
        decides=str(told.get("decides", "")),
        columns=len(headings(told["charter"])) if kind == "charter" else 0,
        memo=nfc(told.get("memo", "")),
        ending=told.get("ending") or ENDINGS.get(told["form"], told["form"]),
        bijoy=told.get("bijoy", False),
        scan=Scan(**told["scan"]) if "scan" in told else None,
        guard=told.get("guard", ""),
        cover=tuple(_lettered("upazila", told["cover"])) if "cover" in told else (),
    )


# ---- what is written ---------------------------------------------------------------------------------------


def _blocks(kind: str, told: Mapping[str, Any]) -> Iterator[Block]:
    tier = told.get("tier", "upazila")
    if kind == "charter":
        return _charter(tier, told)
    if kind == "letter":
        return _lettered(tier, told["letter"], told.get("memo", ""), told.get("dated", ""))
    return (_block(one) for one in _plan()["others"][told["other"]])


def _head(tier: str) -> Iterator[Line]:
    return (Line(nfc(line), head=True) for line in _plan()["heads"][tier])


def _charter(tier: str, told: Mapping[str, Any]) -> Iterator[Block]:
    yield from _head(tier)
    yield Line(nfc(_plan()["titles"][told.get("title", "field")]), head=True)
    if told.get("update"):
        yield Line(nfc(told["update"]), head=True)
    sections = (
        _plan()["sections"] if told.get("sections", True) else {"before": [], "expectations": [], "grievance": []}
    )
    yield from map(_block, sections["before"])
    yield Rows(tuple(_services(told)), told.get("repeat", False))
    yield from map(_block, (*sections["expectations"], *sections["grievance"]))


def _services(told: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    form, columns = headings(told["charter"]), _plan()["columns"][told["charter"]]
    yield form
    if told.get("numbers", True):
        yield tuple(bengali(f"({number})") for number in range(1, len(form) + 1))
    officers = {"officer": _plan()["officer"], "superior": _plan()["superior"]}
    for number, service in enumerate(islice(cycle(_plan()["services"]), told["rows"]), 1):
        cells = {**service, **officers, "serial": bengali(number)}
        yield tuple(nfc(cells[column]) for column in columns)


def _lettered(tier: str, letter: str, memo: str = "", dated: str = "") -> Iterator[Block]:
    yield from _head(tier)
    if memo:
        yield Line(nfc(f"স্মারক নম্বর: {memo} {dated}".strip()))
    for one in _plan()["letters"][letter]:
        yield _block(_plan()["members"] if one == "MEMBERS" else one)


def _block(told: Any) -> Block:
    if isinstance(told, str):
        return Line(nfc(told))
    return Rows(tuple(tuple(nfc(bengali(cell)) for cell in row) for row in told))
