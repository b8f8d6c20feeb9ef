"""Where files are read: beside the scan, in processes of their own, so that no file can end it.

A file that ends its process takes along what others were reading: these are read once more, each alone, and only the
one that does it again is given up.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from types import TracebackType
from typing import Self

from charter_audit import documents, ocr
from charter_audit.model import Document, Unread, Unreadable

Read = Document | Unreadable


def processes() -> Executor:
    """As many processes as there are processors, started as they are needed; threads must not read PDF."""
    # not forked: the scan has threads, and a child would inherit their locks
    return ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn"))


class Desk:
    """Reads files in an executor that `make` gives. Used as an asynchronous context manager; closes what it made."""

    def __init__(
        self,
        make: Callable[[], Executor] = processes,
        *,
        reader: Callable[[bytes, str], Read] = documents.read_limited,
        picture_reader: Callable[[bytes, str, str], Read] = ocr.read_pictures_limited,
    ) -> None:
        self._make = make
        self._reader = reader
        self._picture_reader = picture_reader
        self._pool: Executor | None = None
        self._alone = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(self, body: bytes, at: str) -> Read:
        """What stands in a file; "crashed" is why one that ends its process twice cannot be read."""
        return await self._done(self._reader, body, at) or Unreadable(at, Unread.UNREADABLE, "crashed")

    async def read_pictures(self, body: bytes, file_type: str, at: str) -> Read:
        """What stands on the pictures of a file, by OCR."""
        read = await self._done(self._picture_reader, body, file_type, at)
        return read or Unreadable(at, Unread.SCAN, "crashed", file_type)

    async def close(self) -> None:
        """Ends the processes; what has not begun is not begun any more."""
        pool, self._pool = self._pool, None
        if pool:
            await _shut(pool)

    async def _done(self, task: Callable[..., Read], *given: object) -> Read | None:
        """What a task gives; None where it ends its process also when it has one for itself."""
        pool = self._pool = self._pool or self._make()
        try:
            return await asyncio.wrap_future(pool.submit(task, *given))
        except BrokenExecutor:
            await self._leave(pool)
            return await self._done_alone(task, *given)

    async def _leave(self, broken: Executor) -> None:
        """The next file gets a new pool; of those that were in the broken one, the first to notice puts it away."""
        if self._pool is broken:
            self._pool = None
            await _shut(broken)

    async def _done_alone(self, task: Callable[..., Read], *given: object) -> Read | None:
        async with self._alone:
            pool = self._make()
            try:
                return await asyncio.wrap_future(pool.submit(task, *given))
            except BrokenExecutor:
                return None
            finally:
                await _shut(pool)


async def _shut(pool: Executor) -> None:
    await asyncio.to_thread(pool.shutdown, cancel_futures=True)
