"""Turns: one request under way and a pause per host, a ceiling per back-end group, and one over all."""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Time:
    """Where time comes from: `clock` in seconds that never go back, `sleep`, and the aware moment `now`."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    now: Callable[[], datetime] = _utc_now


class Ceiling:
    """So many places; of the groups that wait for one, that with most left to do goes first."""

    def __init__(self, places: int, left: Mapping[str, int]) -> None:
        self._free = places
        self._left = left
        self._waiting: defaultdict[str, deque[asyncio.Future[None]]] = defaultdict(deque)

    @asynccontextmanager
    async def place(self, group: str) -> AsyncIterator[None]:
        """Holds one place."""
        await self._enter(group)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, group: str) -> None:
        if self._free:
            self._free -= 1
            return
        called = asyncio.get_running_loop().create_future()
        self._waiting[group].append(called)
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():
                self._leave()
            raise

    def _leave(self) -> None:
        while group := self._longest():
            called = self._waiting[group].popleft()
            if not called.done():
                called.set_result(None)
                return
        self._free += 1

    def _longest(self) -> str | None:
        waiting = [group for group, queue in self._waiting.items() if queue]
        return max(waiting, key=lambda group: self._left.get(group, 0), default=None)


class Turns:
    """Who may ask next. A host's pause runs from the end of one request to the start of the next.

    `left` counts the offices that each group still has to be looked at; whoever opens and ends visits keeps it.
    """

    def __init__(self, delay: float, per_group: int, concurrency: int, time: Time) -> None:
        self.left: Counter[str] = Counter()
        self._delay = delay
        self._time = time
        self._ceiling = Ceiling(concurrency, self.left)
        self._groups: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_group))
        self._under_way: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str, group: str, patience: float) -> AsyncIterator[None]:
        """Holds the host, a place of its group and one under the ceiling for one request; none during the pause.

        Where the host is to be left alone for longer than `patience` seconds, beyond its usual pause, the turn comes
        at once: whoever has it looks at `wait` before asking.
        """
        async with self._under_way[host]:
            await self._pause(host, max(patience, self._delay))
            async with self._groups[group], self._ceiling.place(group):
                try:
                    yield
                finally:
                    self.hold(host, self._delay)

    def hold(self, host: str, seconds: float) -> None:
        """Lets nobody ask a host for so long from now, unless it is held for longer already."""
        self._free_at[host] = max(self._free_at.get(host, 0.0), self._time.clock() + seconds)

    def wait(self, host: str) -> float:
        """Seconds until a host may be asked."""
        return max(0.0, self._free_at.get(host, 0.0) - self._time.clock())

    async def _pause(self, host: str, patience: float) -> None:
        while 0 < (seconds := self.wait(host)) <= patience:
            await self._time.sleep(seconds)
