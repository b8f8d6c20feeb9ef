"""How truly websites are read: nothing fatal and nothing missed on planned sites; broken readers are caught."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from charter_audit import dates, elements, markup, portals, reading, vocabulary
from charter_audit.markup import Node
from charter_audit.model import Dated, Kind, Link, Page, Place, Record, Role, Thing, Unreachable
from evaluate import handmade
from evaluate.generator import sites
from evaluate.plan import Site
from evaluate.run import SEED, Told, failures, scan
from evaluate.spelling import words

SOME = 90
"""Sites on which a broken reader has to fail."""


def told(planned: tuple[Site, ...]) -> tuple[Told, ...]:
    return asyncio.run(scan(planned))


def test_nothing_fatal_and_little_missed() -> None:
    planned = (*sites(SEED), *handmade.sites())
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


@pytest.mark.parametrize("breaks", [stamp_of_the_site, board_in_the_box, lost_as_gone])
def test_a_broken_reader_is_caught(
    breaks: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = sites(SEED, SOME)
    assert not any(one.fatal for one in told(planned))
    breaks(monkeypatch)
    assert any(one.fatal for one in told(planned))


# ---- the harness itself ----------------------------------------------------------------------------------------

LISTS = [(kind, entry) for kind, entry in words().items() if isinstance(entry, dict) and {"seen", "new"} <= set(entry)]


@pytest.mark.parametrize(("kind", "entry"), LISTS, ids=[kind for kind, _ in LISTS])
def test_a_third_of_the_wording_is_not_in_the_packaged_words(kind: str, entry: dict[str, list[str]]) -> None:
    packaged = (
        str(vocabulary.entry("charter")) + str(vocabulary.entry("link_roles")) + str(vocabulary.entry("committee"))
    )
    assert len(entry["new"]) * 3 >= len(entry["new"]) + len(entry["seen"]), kind
    assert not [form for form in entry["new"] if f"'{form}'" in packaged]


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
