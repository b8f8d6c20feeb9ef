"""Which links are followed: what could settle a rule, and no more."""

from dataclasses import replace

import pytest

from charter_audit import leads
from charter_audit.model import Document, Found, Front, Link, Listing, Place, Record, Role
from charter_audit.samples import HOME, LABELS, ORDER_TITLE, box, link, other_box

FRONT = Front(HOME, "npf1", (box(), other_box()), box())


def row(label: str, at: str, place: Place = Place.ROW, role: Role = Role.OTHER) -> Link:
    return Link(label, at, f"{HOME}{at}", place, role)


def addresses(links: tuple[Link, ...]) -> list[str]:
    return [(one.address or "").removeprefix(HOME) for one in links]


def front(**changes: object) -> Front:
    charter_box = box()
    return replace(Front(HOME, "npf1", (charter_box, other_box()), charter_box), **changes)  # type: ignore[arg-type]


def test_every_live_link_of_the_charter_box_is_followed() -> None:
    assert addresses(leads.of_front(front())) == [f"box/{role}" for role in LABELS]


def test_dead_slots_are_not() -> None:
    dead = box(link(Role.CHARTER, dead=True), link(Role.LAWS))
    assert addresses(leads.of_front(front(boxes=(dead,), charter_box=dead))) == ["box/laws"]


@pytest.mark.parametrize(
    ("one", "followed"),
    [
        (link(Role.CHARTER, Place.MENU), True),
        (link(Role.COMMITTEE, Place.BLOCK), True),
        (link(Role.REPORTS, Place.MENU), False),
        (link(Role.OTHER, Place.MENU), False),
    ],
)
def test_elsewhere_only_charter_and_committee(one: Link, followed: bool) -> None:
    assert (one in leads.of_front(front(others=(one,)))) is followed


@pytest.mark.parametrize(
    ("label", "followed"),
    [
        (ORDER_TITLE, True),
        ("সিটিজেন চার্টার সংক্রান্ত কমিটি গঠন", True),
        ("পরিবীক্ষণ কমিটির সভা", True),
        ("নৈতিকতা কমিটি গঠন", False),
        ("নিলাম বিজ্ঞপ্তি", False),
        ("সিটিজেন চার্টার", False),
    ],
)
def test_of_the_board_only_what_is_called_the_committees(label: str, followed: bool) -> None:
    notice = row(label, "n", Place.BOARD)
    assert (notice in leads.of_front(front(notices=(notice,)))) is followed
    listed = Found(row("", "list", Place.NOTICES), Listing(HOME, "", (row(label, "n"),)))
    assert bool(leads.of(listed)) is followed


def test_lists_are_followed_and_their_data_where_they_have_no_rows() -> None:
    asked = row("", "site/view/notices", Place.NOTICES)
    assert asked in leads.of_front(front(lists=(asked,)))
    empty = Found(asked, Listing(HOME, "", (), data_at=f"{HOME}api"))
    assert addresses(leads.of(empty)) == ["api"]


def test_one_target_under_two_roles_is_followed_for_both() -> None:
    twice = box(
        row("a", "x", Place.BOX, Role.REPORTS), row("b", "x", Place.BOX, Role.PLAN), row("c", "x", Place.BOX, Role.PLAN)
    )
    assert [one.role for one in leads.of_front(front(boxes=(twice,), charter_box=twice))] == [Role.REPORTS, Role.PLAN]


CHARTERS = Listing(
    HOME,
    "",
    (
        row("সিটিজেন চার্টার (সাধারণ শাখা)", "section"),
        row("পুরাতন সিটিজেন চার্টার", "old"),
        *(row(f"সিটিজেন চার্টার {n}", f"c{n}") for n in range(5)),
    ),
)


def test_of_a_list_of_charters_the_newest_that_are_the_offices() -> None:
    assert addresses(leads.of(Found(link(Role.CHARTER), CHARTERS))) == ["c0", "c1", "c2"]


def test_an_old_charter_is_opened_where_there_is_no_other() -> None:
    only = replace(CHARTERS, rows=CHARTERS.rows[:2])
    assert addresses(leads.of(Found(link(Role.CHARTER), only))) == ["old"]


def test_the_next_page_where_the_first_has_none_of_the_offices_charters() -> None:
    paged = replace(CHARTERS, rows=CHARTERS.rows[:1], next=f"{HOME}list?page=2")
    assert addresses(leads.of(Found(link(Role.CHARTER), paged))) == ["list?page=2"]
    assert addresses(leads.of(Found(link(Role.CHARTER), replace(paged, rows=CHARTERS.rows)))) == ["c0", "c1", "c2"]


def test_of_a_list_behind_the_committee_link_letters_first() -> None:
    rows = (*(row(f"পত্র {n}", f"p{n}") for n in range(5)), row(ORDER_TITLE, "letter"))
    assert addresses(leads.of(Found(link(Role.COMMITTEE), Listing(HOME, "", rows)))) == ["letter", "p0", "p1", "p2"]


def test_of_a_record_its_files_and_what_is_of_the_same_matter() -> None:
    file = row("", "x.pdf", Place.ATTACHMENT)
    body = (
        row("সিটিজেন চার্টার", "more", Place.BODY),
        row("নির্দেশিকা সিটিজেন চার্টার", "guide", Place.BODY),
        row("অন্য", "y", Place.BODY),
    )
    record = Record(HOME, "", "", links=(file, *body))
    assert addresses(leads.of(Found(link(Role.CHARTER), record))) == ["x.pdf", "more"]
    assert addresses(leads.of(Found(row("", "n", Place.BOARD), record))) == ["x.pdf"]


def test_behind_a_file_is_nothing() -> None:
    assert leads.of(Found(link(Role.CHARTER), Document(HOME, "pdf", ""))) == ()


@pytest.mark.parametrize("place", [Place.NOTICES, Place.ORDERS])
def test_of_meetings_and_trainings_on_the_charter_the_newest_two_are_opened(place: Place) -> None:
    labels = (
        "সিটিজেন চার্টার সভার কার্যবিবরণী",
        "নিলাম বিজ্ঞপ্তি",
        "সিটিজেন চার্টার বিষয়ক প্রশিক্ষণ",
        "সিটিজেন চার্টার বিষয়ক সভার নোটিশ",
    )
    rows = tuple(row(label, str(number)) for number, label in enumerate(labels))
    listing = Found(row(place, "list", place), Listing(f"{HOME}list", "তালিকা", rows))
    assert addresses(leads.of(listing)) == ["0", "2"]
    board = tuple(replace(one, place=Place.BOARD) for one in rows)
    assert [one for one in addresses(leads.of_front(front(notices=board))) if one.isdigit()] == ["0", "2"]
