"""Files are read beside the scan, and none of them can end it."""

import asyncio
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from charter_audit.desk import Desk, Read, processes
from charter_audit.model import Document, Unread, Unreadable
from papers import AT, LINE_PNG, unicode_pdf

CRASHED = Unreadable(AT, Unread.UNREADABLE, "crashed")


def obeying(body: bytes, at: str) -> Read:
    """Reads what it is told: "die", "slow", or a text."""
    if body == b"die":
        os._exit(3)
    if body == b"slow":
        time.sleep(0.3)
    return Document(at, "told", body.decode())


def obeying_pictures(body: bytes, file_type: str, at: str) -> Read:
    if body == b"die":
        os._exit(3)
    return Document(at, file_type, body.decode(), ocr=0.5)


class Fragile(Executor):
    """Reads in this process what was asked of it together; a file named b"die" breaks it for all of them."""

    def __init__(self, made: list["Fragile"]) -> None:
        made.append(self)
        self.beside = [other for other in made[1:-1] if not other.closed]
        self.broken: bool = False
        self.closed: bool = False
        self.asked: list[bytes] = []
        self.waiting: list[tuple[Future[Read], Callable[..., Read], tuple[object, ...]]] = []

    def submit(self, fn: Callable[..., Read], /, *given: object, **_named: object) -> "Future[Read]":  # type: ignore[override]
        assert not self.closed
        if self.broken:
            raise BrokenProcessPool("broken before")
        self.asked.append(given[0])  # type: ignore[arg-type]
        self.waiting.append((Future(), fn, given))
        asyncio.get_running_loop().call_soon(self.settle)
        return self.waiting[-1][0]

    def settle(self) -> None:
        self.broken = self.broken or any(given[0] == b"die" for _, _, given in self.waiting)
        for future, fn, given in self.waiting:
            if self.broken:
                future.set_exception(BrokenProcessPool("broken now"))
            else:
                future.set_result(fn(*given))
        self.waiting = []

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.closed = True


@pytest.fixture
def made() -> list[Fragile]:
    return []


async def test_a_file_is_read_in_a_process_of_its_own() -> None:
    async with Desk() as here:
        read = await here.read(unicode_pdf("সেবা প্রদান"), AT)
        picture = await here.read(LINE_PNG.read_bytes(), AT)
    assert isinstance(read, Document)
    assert read.text == "সেবা প্রদান"
    assert picture == Unreadable(AT, Unread.SCAN, "picture", "png", 1)


async def test_one_that_ends_its_process_takes_no_other_along() -> None:
    async with Desk(reader=obeying) as here:
        reads = await asyncio.gather(*(here.read(body, AT) for body in (b"slow", b"die", b"a", b"slow", b"die", b"b")))
        after = await here.read(b"after", AT)
    told = [Document(AT, "told", text) for text in ("slow", "a", "b")]
    assert reads == [told[0], CRASHED, told[1], told[0], CRASHED, told[2]]
    assert after == Document(AT, "told", "after")


async def test_a_picture_that_ends_its_process_is_still_a_scan() -> None:
    async with Desk(picture_reader=obeying_pictures) as here:
        assert await here.read_pictures(b"die", "png", AT) == Unreadable(AT, Unread.SCAN, "crashed", "png")
        assert await here.read_pictures(b"a", "png", AT) == Document(AT, "png", "a", ocr=0.5)


async def test_what_is_tried_again_is_alone(made: list[Fragile]) -> None:
    async with Desk(lambda: Fragile(made), reader=obeying) as here:
        reads = await asyncio.gather(*(here.read(body, AT) for body in (b"a", b"die", b"b", b"c")))
    assert reads == [Document(AT, "told", "a"), CRASHED, Document(AT, "told", "b"), Document(AT, "told", "c")]
    assert made[0].asked == [b"a", b"die", b"b", b"c"]
    assert sorted(one.asked for one in made[1:]) == [[b"a"], [b"b"], [b"c"], [b"die"]]
    assert all(one.beside == [] for one in made)
    assert all(one.closed for one in made)


async def test_after_a_crash_the_next_file_gets_a_new_pool(made: list[Fragile]) -> None:
    async with Desk(lambda: Fragile(made), reader=obeying) as here:
        assert await here.read(b"die", AT) == CRASHED
        assert await here.read(b"a", AT) == Document(AT, "told", "a")
        assert await here.read(b"b", AT) == Document(AT, "told", "b")
    assert [one.asked for one in made] == [[b"die"], [b"die"], [b"a", b"b"]]


async def test_nothing_is_started_before_there_is_a_file(made: list[Fragile]) -> None:
    async with Desk(lambda: Fragile(made)):
        pass
    assert made == []


async def test_any_executor_will_do() -> None:
    async with Desk(lambda: ThreadPoolExecutor(2), reader=obeying) as here:
        assert await here.read(b"a", AT) == Document(AT, "told", "a")


async def test_a_fault_of_the_program_is_not_hidden() -> None:
    def faulty(_body: bytes, _at: str) -> Read:
        raise ZeroDivisionError

    async with Desk(lambda: ThreadPoolExecutor(1), reader=faulty) as here:
        with pytest.raises(ZeroDivisionError):
            await here.read(b"a", AT)


async def test_who_gives_up_waiting_leaves_the_desk_in_order() -> None:
    async with Desk(reader=obeying) as here:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await here.read(b"slow", AT)
        assert await here.read(b"a", AT) == Document(AT, "told", "a")


def test_there_are_as_many_processes_as_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    with processes() as pool:
        assert pool._max_workers == 3  # type: ignore[attr-defined]
        assert pool._mp_context.get_start_method() == "spawn"  # type: ignore[attr-defined]
