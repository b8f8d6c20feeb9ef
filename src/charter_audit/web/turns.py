"""Turns: one request under way and a pause per host, and a ceiling over all."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
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


class Turns:
    """Who may ask next. A host's pause runs from the end of one request to the start of the next."""

    def __init__(self, delay: float, concurrency: int, time: Time) -> None:
        self._delay = delay
        self._time = time
        self._ceiling = asyncio.Semaphore(concurrency)
        self._under_way: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Holds the host and one place under the ceiling for one request, but no place during the pause."""
        async with self._under_way[host]:
            await self._pause(host)
            async with self._ceiling:
                try:
                    yield
                finally:
                    self._free_at[host] = self._time.clock() + self._delay

    async def _pause(self, host: str) -> None:
        now = self._time.clock()
        start = max(now, self._free_at.get(host, now))
        self._free_at[host] = start + self._delay
        if start > now:
            await self._time.sleep(start - now)
