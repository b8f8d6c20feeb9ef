"""How truly websites are read: nothing fatal and nothing missed on planned sites; broken readers are caught."""

import ast
import asyncio
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import evaluate
from charter_audit import dates, elements, markup, portals, reading
from charter_audit.markup import Node
from charter_audit.model import Dated, Kind, Link, Page, Place, Record, Role, Thing, Unreachable
from evaluate import handmade, traps
from evaluate.generator import sites
from evaluate.plan import VERDICTS, Face, Platform, Site
from evaluate.run import FEW, SEED, Told, failures, scan
from evaluate.spelling import words

SOME = 60
"""Sites on which a broken reader has to fail."""


def told(planned: tuple[Site, ...]) -> tuple[Told, ...]:
    return asyncio.run(scan(planned))


def test_nothing_fatal_and_little_missed() -> None:
    planned = (*sites(SEED), *handmade.sites(), *traps.sites())
    assert len(planned) >= 200
    assert failures(told(planned)) == ()


def test_other_plans_are_read_as_well() -> None:
    assert [line for line in failures(told(sites(SEED + 1, SOME))) if line.startswith("fatal")] == []


# ---- deliberately broken readers -------------------------------------------------------------------------------


def stamp_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the stamp of the whole site for the record's own."""
    read = portals.read_inner

    def broken(page: Page) -> Thing:
        made = read(page)
        if not isinstance(made, Record):
            return made
        stamps = dates.site_stamps(markup.text(markup.parse(markup.decode(page.body)).body))
        days = tuple(Dated(one.first, one.last, Kind.PAGE_STAMP, page.at, one.printed) for one in stamps)
        return replace(made, days=(*made.days, *days))

    monkeypatch.setattr(portals, "read_inner", broken)


def board_in_the_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes what hangs on the notice board for what is in the box."""
    read = elements.links

    def broken(nodes: list[Node], at: str, place: Place) -> tuple[Link, ...]:
        made = read(nodes, at, place)
        return (
            tuple(replace(one, place=Place.BOX, role=Role.COMMITTEE) for one in made) if place is Place.BOARD else made
        )

    monkeypatch.setattr(elements, "links", broken)


def lost_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes a page that did not come for one that does not exist."""
    right = reading.is_dead
    monkeypatch.setattr(reading, "is_dead", lambda thing: isinstance(thing, Unreachable) or right(thing))


@cache
def unbroken() -> tuple[Told, ...]:
    """What the reader says of the same sites before it is broken."""
    return told(sites(SEED, SOME))


@pytest.mark.parametrize("breaks", [stamp_of_the_site, board_in_the_box, lost_as_gone])
def test_a_broken_reader_is_caught(
    breaks: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(one.fatal for one in unbroken())
    breaks(monkeypatch)
    assert any(line.startswith("fatal") for line in failures(told(sites(SEED, SOME))))


# ---- the harness itself ----------------------------------------------------------------------------------------

LISTS = [(kind, entry) for kind, entry in words().items() if isinstance(entry, dict) and {"seen", "new"} <= set(entry)]
HARNESS = Path(evaluate.__file__).parent
SCAN = {"audit", "desk", "model", "papers", "quarter", "rules", "web"}
"""What is needed to run a scan; no reader, no word and no rule of weighing is among it."""
READINGS = {"dates", "formats", "judging", "letter", "ocr"}
"""What counts the days, columns and letters that were read of a paper, and asks the rules about it."""
ALLOWED = {"run": SCAN, "paperrun": SCAN | READINGS}


def leaves(entry: object) -> Iterator[str]:
    """Every text of a loaded file, keys too."""
    if isinstance(entry, dict):
        entry = [*entry, *entry.values()]
    if isinstance(entry, list):
        for one in entry:
            yield from leaves(one)
    else:
        yield unicodedata.normalize("NFC", str(entry))


PACKAGED = frozenset(
    leaves(yaml.safe_load(files("charter_audit").joinpath("data", "vocabulary.yaml").read_text(encoding="utf-8")))
)


@pytest.mark.parametrize(("kind", "entry"), LISTS, ids=[kind for kind, _ in LISTS])
def test_a_third_of_the_wording_is_not_in_the_packaged_words(kind: str, entry: dict[str, list[str]]) -> None:
    assert len(entry["new"]) * 3 >= len(entry["new"]) + len(entry["seen"]), kind
    assert not [form for form in entry["new"] if unicodedata.normalize("NFC", form) in PACKAGED]


def imported(module: Path) -> set[str]:
    """The parts of the program that a module imports."""
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {
        f"{node.module}.{alias.name}" if node.module == "charter_audit" else str(node.module)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name.split(".")[1] for name in whole | parts if name.startswith("charter_audit.")}


@pytest.mark.parametrize("module", sorted(HARNESS.glob("*.py")), ids=lambda module: module.stem)
def test_the_plan_takes_nothing_from_the_program(module: Path) -> None:
    assert imported(module) <= ALLOWED.get(module.stem, set())


@pytest.mark.parametrize("seed", [SEED, 5, 7])
def test_every_platform_face_and_answer_is_planned(seed: int) -> None:
    planned = sites(seed)
    assert {site.platform for site in planned} == set(Platform)
    assert {site.face for site in planned} == set(Face)
    answers = Counter(reason for site in planned for reason in site.expected.values())
    undealt = {
        "charter-of-other-office",
        "letter-later",
        "updated-later",
    }  # by hand; not to be had before the quarter ends
    assert set(VERDICTS) - set(answers) <= undealt
    assert min(count for reason, count in answers.items() if reason in VERDICTS) >= FEW


def test_traps_are_made_by_hand() -> None:
    made = [*handmade.sites(), *traps.sites()]
    assert len(made) >= 40
    assert len({site.name for site in made}) == len(made)


def test_the_same_seed_plans_the_same_sites() -> None:
    assert sites(7, 20) == sites(7, 20) != sites(8, 20)


@pytest.mark.parametrize(
    ("planned", "found", "fatal"),
    [
        ("updated", "stale", True),
        ("updated", "updated-outside-box", True),
        ("unreadable", "no-letter", True),
        ("page-lost", "stale", True),
        ("stale", "updated", True),
        ("stale", "no-charter", True),
        ("stale", "page-lost", False),
        ("updated", "undated", False),
        ("updated", "updated", False),
        ("page-lost", "document-unreadable", False),
    ],
)
def test_what_is_fatal(planned: str, found: str, fatal: bool) -> None:
    assert Told("x", "CC-UPD-01", planned, found).fatal is fatal
