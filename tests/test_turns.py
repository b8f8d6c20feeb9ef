import asyncio

import pytest

from charter_audit.web.allowance import Allowance
from charter_audit.web.turns import Ceiling, Time, Turns


class FakeTime:
    """A clock that only sleeping moves; sleepers wake in order of their hour."""

    def __init__(self) -> None:
        self.hour = 0.0
        self.sleeps: list[float] = []
        self._until: list[float] = []

    def clock(self) -> float:
        return self.hour

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        until = self.hour + seconds
        self._until.append(until)
        while until != min(self._until) or self.hour > until:
            await asyncio.sleep(0)
        for _ in range(5):
            await asyncio.sleep(0)
        self.hour = until
        self._until.remove(until)

    @property
    def time(self) -> Time:
        return Time(clock=self.clock, sleep=self.sleep)


async def ask(turns: Turns, host: str, fake: FakeTime, log: list[tuple[str, float]], seconds: float = 0) -> None:
    async with turns.turn(host, "g", 1000):
        log.append((host, fake.hour))
        fake.hour += seconds


async def test_a_host_is_asked_once_a_pause_and_hosts_do_not_wait_for_each_other() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(1.0, 8, 8, fake.time)
    await asyncio.gather(*(ask(turns, host, fake, log) for host in ("a", "b") for _ in range(5)))
    assert [hour for host, hour in log if host == "a"] == [0, 1, 2, 3, 4]
    assert [hour for host, hour in log if host == "b"] == [0, 1, 2, 3, 4]


async def test_the_pause_runs_from_the_end_of_the_request_before() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(1.0, 8, 8, fake.time)
    for _ in range(3):
        await ask(turns, "a", fake, log, seconds=5)
    assert [hour for _, hour in log] == [0, 6, 12]
    assert fake.sleeps == [1, 1]


async def test_no_pause_is_slept_where_enough_time_has_passed_or_none_is_asked_for() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(1.0, 8, 8, fake.time)
    await ask(turns, "a", fake, log)
    fake.hour = 7.0
    await ask(turns, "a", fake, log)
    none = Turns(0, 8, 8, fake.time)
    await ask(none, "a", fake, log)
    await ask(none, "a", fake, log)
    assert fake.sleeps == []


async def test_the_pause_is_kept_after_a_request_that_failed() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(1.0, 8, 8, fake.time)
    with pytest.raises(RuntimeError, match="broken"):
        async with turns.turn("a", "g", 1000):
            raise RuntimeError("broken")
    await ask(turns, "a", fake, log)
    assert log == [("a", 1.0)]


@pytest.mark.parametrize(
    ("hosts", "concurrency", "most"),
    [("aaaa", 8, 1), ("abcd", 8, 4), ("abcdef", 2, 2), ("aabbcc", 8, 3), ("abcd", 1, 1)],
)
async def test_at_most_one_a_host_and_the_ceiling_in_all(hosts: str, concurrency: int, most: int) -> None:
    turns, under_way, seen = Turns(0, 64, concurrency, Time()), list[str](), list[list[str]]()

    async def one(host: str) -> None:
        async with turns.turn(host, "g", 1000):
            under_way.append(host)
            seen.append(list(under_way))
            for _ in range(5):
                await asyncio.sleep(0)
            under_way.remove(host)

    await asyncio.gather(*(one(host) for host in hosts))
    assert len(seen) == len(hosts)
    assert max(map(len, seen)) == most
    assert all(len(set(each)) == len(each) for each in seen)


async def test_a_pausing_host_takes_no_place_from_another() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(10.0, 8, 1, fake.time)
    await ask(turns, "a", fake, log)
    await asyncio.gather(ask(turns, "a", fake, log), ask(turns, "b", fake, log))
    assert log == [("a", 0), ("b", 0), ("a", 10)]


async def test_a_group_has_a_ceiling_of_its_own() -> None:
    turns, under_way, seen = Turns(0, 2, 8, Time()), list[str](), list[list[str]]()

    async def one(host: str, group: str) -> None:
        async with turns.turn(host, group, 1000):
            under_way.append(group)
            seen.append(list(under_way))
            for _ in range(5):
                await asyncio.sleep(0)
            under_way.remove(group)

    await asyncio.gather(*(one(f"{group}{number}", group) for group in "ab" for number in range(6)))
    assert max(each.count("a") for each in seen) == max(each.count("b") for each in seen) == 2
    assert max(map(len, seen)) == 4


async def test_the_group_with_most_left_to_do_goes_first() -> None:
    left, order = {"few": 1, "many": 9}, list[str]()
    ceiling = Ceiling(1, left)

    async def one(group: str) -> None:
        async with ceiling.place(group):
            order.append(group)
            await asyncio.sleep(0)

    async with ceiling.place("first"):
        tasks = [asyncio.create_task(one(group)) for group in ("few", "few", "many", "none", "many")]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert order == ["many", "many", "few", "few", "none"]


async def test_a_place_given_up_goes_to_the_next() -> None:
    ceiling = Ceiling(1, {})

    async def one() -> None:
        async with ceiling.place("a"):
            await asyncio.sleep(0)

    async with ceiling.place("a"):
        given_up, waiting = asyncio.create_task(one()), asyncio.create_task(one())
        await asyncio.sleep(0)
        given_up.cancel()
    async with asyncio.timeout(1):
        await waiting
        async with ceiling.place("a"):
            pass


async def test_a_place_that_comes_as_it_is_given_up_is_not_lost() -> None:
    ceiling = Ceiling(1, {})
    entered = asyncio.Event()

    async def one() -> None:
        async with ceiling.place("a"):
            entered.set()

    async with ceiling.place("a"):
        waiting = asyncio.create_task(one())
        await asyncio.sleep(0)
    waiting.cancel()  # its place has just been given to it
    await asyncio.gather(waiting, return_exceptions=True)
    assert not entered.is_set()
    async with asyncio.timeout(1), ceiling.place("a"):
        pass


async def test_a_host_that_asks_for_time_is_given_it() -> None:
    fake, log = FakeTime(), list[tuple[str, float]]()
    turns = Turns(1.0, 8, 8, fake.time)
    await ask(turns, "a", fake, log)
    turns.hold("a", 30)
    assert turns.wait("a") == 30
    await asyncio.gather(ask(turns, "a", fake, log), ask(turns, "b", fake, log))
    assert log == [("a", 0), ("b", 0), ("a", 30)]


async def test_nobody_waits_for_a_host_longer_than_there_is_patience() -> None:
    fake = FakeTime()
    turns = Turns(1.0, 8, 8, fake.time)
    turns.hold("a", 3600)
    async with turns.turn("a", "g", 120):
        assert turns.wait("a") == 3600
    assert fake.sleeps == []


async def test_a_turn_given_up_while_waiting_lets_the_next_one_in() -> None:
    turns = Turns(0, 8, 8, Time())
    async with turns.turn("a", "g", 1000):
        waiting = asyncio.create_task(turns.turn("a", "g", 1000).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(1), turns.turn("a", "g", 1000):
        pass


def test_an_offices_seconds_run_only_while_something_is_under_way_and_once_for_what_runs_side_by_side() -> None:
    fake = FakeTime()
    allowance = Allowance(10, 5, fake.clock)
    fake.hour = 100
    assert allowance.left == 10
    with allowance.running():
        fake.hour += 2
        with allowance.running():
            fake.hour += 3
            assert allowance.left == 5
        fake.hour += 1
    fake.hour += 50
    assert allowance.left == 4
    with allowance.running():
        fake.hour += 6
    assert allowance.left == -2


def test_an_address_asked_again_costs_nothing() -> None:
    allowance = Allowance(10, 2, FakeTime().clock)
    assert [allowance.covers(each) for each in ("a", "b", "a", "c", "b")] == [True, True, True, False, True]
