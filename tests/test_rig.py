"""The pure parts of the speed rig: seeded sites, the politest schedule, rows beside the plan. No time is measured."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from charter_audit import portals
from charter_audit.model import Front, Listing, Page, Record, Role

HOST = "https://127.7.0.1:8443"


@pytest.fixture(autouse=True)
def rig_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))


def rig(name: str) -> Any:
    return import_module(f"rig.{name}")


# ---- the politest schedule, by hand -------------------------------------------------------------------------


def polite(pause: float = 0.0, per_group: int = 9, total: int = 9) -> Any:
    return rig("bound").Polite(pause, per_group, total)


@pytest.mark.parametrize(
    ("groups", "limits", "seconds"),
    [
        ({}, {}, 0),
        ({"a": []}, {}, 0),
        ({"a": [[]]}, {}, 0),
        ({"a": [[1, 2, 3]]}, {}, 6),  # one at a time
        ({"a": [[1, 2, 3]]}, {"pause": 10}, 26),  # a pause between two, none after the last
        ({"a": [[4], [1, 2]]}, {}, 4),  # two hosts side by side
        ({"a": [[4], [1, 2]]}, {"per_group": 1}, 7),
        ({"a": [[4], [1, 2]]}, {"per_group": 1, "pause": 3}, 7),  # 1, then 4 while the first host rests, then 2
        ({"a": [[4]], "b": [[1], [2]]}, {"per_group": 1}, 4),  # groups do not wait for each other
        ({"a": [[4]], "b": [[1], [2]]}, {"total": 1}, 7),
        ({"a": [[1], [1], [2]]}, {"per_group": 2}, 2),  # the longest first: 2 beside 1 and 1
    ],
)
def test_schedule_by_hand(groups: Any, limits: Any, seconds: float) -> None:
    assert rig("bound").schedule(groups, polite(**limits)) == pytest.approx(seconds)


def test_bound_is_the_slowest_groups_own_time_or_all_waiting_over_the_ceiling() -> None:
    groups = {"a": [[3.0], [3.0]], "b": [[1.0]]}
    assert rig("bound").bound(groups, polite(per_group=1, total=2)) == pytest.approx(6)
    assert rig("bound").bound(groups, polite(per_group=2, total=1)) == pytest.approx(7)


def test_bound_is_never_more_than_what_the_schedule_takes() -> None:
    groups = {name: [[0.3, 1.1, 0.9], [0.5, 0.7], [1.5]] * count for name, count in (("a", 1), ("b", 4), ("c", 2))}
    limits = polite(pause=1, per_group=2, total=4)
    assert 0 < rig("bound").bound(groups, limits) <= rig("bound").schedule(groups, limits)


def test_an_office_rests_without_holding_a_place() -> None:
    groups = {"a": [[1.0, 1.0], [1.0, 1.0]]}
    assert rig("bound").schedule(groups, polite(pause=1, per_group=1, total=1)) == pytest.approx(4)


# ---- sites ---------------------------------------------------------------------------------------------------


def test_a_site_is_the_same_each_time_and_another_by_another_number() -> None:
    sites = rig("sites")
    assert sites.variant(7) == sites.variant(7)
    assert sites.variant(7).pages["/"] != sites.variant(10).pages["/"]
    assert sites.variant(7).platform == sites.variant(10).platform


def test_sites_have_the_sizes_of_real_ones() -> None:
    made = [rig("sites").variant(number) for number in range(24)]
    sizes = [[len(one.pages[path].encode()) / 1000 for path in one.job] for one in made]
    assert all(100 <= size <= 300 for site in sizes for size in site)
    assert 380 <= sum(map(sum, sizes)) / len(sizes) <= 440
    assert all(one.pages["/"].count("service-box-title" if one.platform == "npf3" else "<h4") == 8 for one in made)


def test_no_two_places_of_the_plan_are_alike() -> None:
    build = rig("build")
    assert len({rig("sites").variant(number).place for number in range(0, 108, 9)}) == 12
    assert len({build.address(number) for number in range(5000)}) == 5000
    assert {build.group(number, 160) for number in range(160)} == set(build.GROUPS)


@pytest.mark.parametrize("number", range(6))
def test_the_reader_recognises_a_site_and_finds_the_row(number: int) -> None:
    one = rig("sites").variant(number)
    home, charter, committee = one.job
    front = portals.read_front(page(one, home))
    assert isinstance(front, Front)
    assert front.platform == one.platform
    assert front.charter_box is not None
    assert front.charter_box.title == one.row.box
    assert [(link.role, link.address) for link in front.charter_box.links if link.address] == [
        (Role.CHARTER, HOST + charter),
        (Role.COMMITTEE, HOST + committee),
    ]
    record = portals.read_inner(page(one, charter))
    assert isinstance(record, Record)
    assert {len(row) for table in record.tables for row in table.rows} == {8}
    assert all(isinstance(portals.read_inner(page(one, path)), Listing) for path in one.pages if path not in one.job)


def page(one: Any, path: str) -> Page:
    body = one.pages[path].encode()
    return Page(HOST + path, HOST + path, 200, "text/html", body, datetime(2026, 11, 15, tzinfo=UTC), "")


@pytest.mark.parametrize(("form", "printed"), [(0, "০৪/১০/২০২৬"), (1, "০৪-১০-২০২৬"), (2, "৪ অক্টোবর ২০২৬")])
def test_days_are_printed_as_offices_do(form: int, printed: str) -> None:
    assert rig("sites").printed(datetime(2026, 10, 4, tzinfo=UTC).date(), form) == printed


# ---- rows beside the plan, goals -----------------------------------------------------------------------------


def test_a_row_that_differs_or_lacks_is_told() -> None:
    differences = rig("contenders").differences
    plan = {"a": ["box", "2026-10-04", "2026-10-05"], "b": ["box", "2026-01-01", "2026-01-02"]}
    assert differences(plan, dict(plan)) == []
    assert len(differences(plan, plan | {"b": ["box", "2026-01-01", ""]})) == 1
    assert len(differences(plan, {"a": plan["a"]})) == 1


def test_curl_must_have_fetched_every_address() -> None:
    wrong = rig("curl").wrong
    said = "-- 0 0 200 https://127.7.0.1:1/\n404 https://127.7.0.2:1/\n"
    assert wrong(["https://127.7.0.1:1/"], said) == []
    assert wrong(["https://127.7.0.1:1/", "https://127.7.0.2:1/"], said) == ["https://127.7.0.2:1/ did not come"]


def test_latency_and_faults_are_drawn_from_the_address() -> None:
    server = rig("server")
    waits = [server.latency(f"127.7.0.{number}", "/", 1) for number in range(1, 250)]
    assert waits == [server.latency(f"127.7.0.{number}", "/", 1) for number in range(1, 250)]
    assert 0.3 <= min(waits) < max(waits) <= 1.5
    assert server.latency("127.7.0.1", "/", 1) != server.latency("127.7.0.1", "/", 2)
    faults = sum(server.is_faulty(f"127.7.{number // 250}.{number % 250}", "/") for number in range(2000))
    assert 60 <= faults <= 140


@pytest.mark.parametrize(
    ("least", "value", "verdict"),
    [
        (False, 0.4, "aim reached"),
        (False, 0.5, "must reached"),
        (False, 0.56, "**missed**"),
        (True, 0.56, "aim reached"),
        (True, 0.5, "**missed**"),
    ],
)
def test_a_goal_is_reached_from_its_own_side(least: bool, value: float, verdict: str) -> None:
    goal = rig("run").Goal("x", *((0.55, 0.56) if least else (0.55, 0.40)), least=least)
    assert goal.verdict(value) == verdict
    assert "not measured" in goal.row(None, "why")


def test_the_contenders_take_turns_and_ratios_are_of_one_round() -> None:
    run, cost = rig("run"), rig("measure").Cost
    rounds = {
        run.CHARTER_AUDIT: [cost(1.0, 1, 1), cost(4.0, 1, 1), cost(3.0, 1, 1)],
        run.SPIDER: [cost(2.0, 1, 1), cost(4.0, 1, 1), cost(3.0, 1, 1)],
    }
    assert [line[1] for line in run._ratios(rounds, 9)] == ["1.00", "not measured", "not measured"]


def test_the_most_under_way_of_each_key() -> None:
    spans = [("a", 0.0, 2.0), ("a", 1.0, 3.0), ("b", 1.5, 4.0), ("a", 3.0, 5.0)]
    assert max(rig("waiting")._most(iter(spans))) == 2
