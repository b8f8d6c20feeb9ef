"""What one office may still cost: seconds and addresses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Allowance:
    """An office's seconds and addresses.

    The seconds run while a request of the office is under way or backs off, not while it waits for its turn.
    """

    def __init__(self, seconds: float, addresses: int, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._addresses = addresses
        self._clock = clock
        self._spent = 0.0
        self._since = 0.0
        self._running = 0
        self._asked: set[str] = set()

    @property
    def left(self) -> float:
        """Seconds left, 0 or less when they are spent."""
        running = self._clock() - self._since if self._running else 0.0
        return self._seconds - self._spent - running

    @contextmanager
    def running(self) -> Iterator[None]:
        """Lets the seconds run; what runs side by side is counted once."""
        if not self._running:
            self._since = self._clock()
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._spent += self._clock() - self._since

    def covers(self, address: str) -> bool:
        """Takes one address off the count, unless it was asked before; False where none is left."""
        if address not in self._asked and len(self._asked) >= self._addresses:
            return False
        self._asked.add(address)
        return True
