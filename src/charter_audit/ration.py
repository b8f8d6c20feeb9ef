"""What one task may spend: seconds and memory, kept by the process itself, for a pool cannot stop a task.

Neither limit exists on Windows, nor outside the main thread of a process; there the task runs without.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MEMORY = 1_500_000_000
"""Bytes of address space that a task may ask for beyond what its process has already."""

_PATIENCE = 3.0
"""What has not come back to Python after so many times its seconds of work is ended with its process."""


class Spent(BaseException):
    """A task has used up what it was given; `why` is "too-slow" or "too-large". No library catches it by mistake."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def rationed(seconds: float, memory: int = MEMORY) -> Iterator[None]:
    """Raises Spent within the block once it has run for `seconds` or asked for more than `memory` bytes."""
    try:
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            yield
        else:
            with _within_memory(memory), _within_time(seconds):
                yield
    except MemoryError:
        raise Spent("too-large") from None


if sys.platform != "win32":
    import resource

    @contextmanager
    def _within_time(seconds: float) -> Iterator[None]:
        def stop(_signal: int, _frame: FrameType | None) -> None:
            raise Spent("too-slow")

        before = signal.signal(signal.SIGALRM, stop)
        try:
            # again each second: raised inside a finaliser it would be lost
            signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
            signal.setitimer(signal.ITIMER_PROF, seconds * _PATIENCE)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGALRM, before)

    @contextmanager
    def _within_memory(extra: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = _address_space() + extra
        allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        try:
            resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *allowed]), hard))
        except (OSError, ValueError):  # a system that knows the limit but does not keep it
            yield
            return
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

    def _address_space() -> int:
        """Bytes that this process has mapped; a guess where the system does not say."""
        try:
            with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123
                return int(told.read().split()[0]) * resource.getpagesize()
        except OSError:
            return 1_000_000_000
