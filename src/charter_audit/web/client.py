"""Visits: one office's website, asked address by address."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from urllib.parse import urljoin

import httpx
from tenacity import AsyncRetrying, retry_if_result, wait_exponential_jitter

from charter_audit.model import Asked, Cause, Office, Page, Unreachable
from charter_audit.web import robots
from charter_audit.web.addresses import refusal, site, written
from charter_audit.web.allowance import Allowance
from charter_audit.web.asking import Moved, Reply, ask, client
from charter_audit.web.causes import TROUBLE, ask_again, of_error, printable, settled, words
from charter_audit.web.exchange import Keep
from charter_audit.web.limits import Limits
from charter_audit.web.robots import Robots
from charter_audit.web.trust import Connections, Trust
from charter_audit.web.turns import Time, Turns

LONGEST_PAUSE = 30.0
REFUSALS = 2


class Web:
    """The network of one scan: the turns and the TLS contexts that all visits share.

    `trust`, `connections` and `time` are handed in by tests; `connections` replaces every office's own. `keep` is
    told of all that comes.
    """

    live = True

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        trust: Trust | None = None,
        connections: httpx.AsyncBaseTransport | None = None,
        time: Time | None = None,
        keep: Keep | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.time = time or Time()
        self.turns = Turns(self.limits.delay, self.limits.per_group, self.limits.concurrency, self.time)
        self._trust = trust or Trust()
        self._connections = connections
        self._keep = keep
        self._robots: dict[str, Robots] = {}

    def expect(self, offices: Iterable[Office]) -> None:
        """Tells who will be visited, so that the group with most left to do gets the next free place."""
        self.turns.left.update(office.group for office in offices)

    @asynccontextmanager
    async def visit(self, office: Office) -> AsyncIterator["Visit"]:
        """A visit to an office; cookies, remembered answers and allowance live and die with it."""
        connections = self._connections or Connections(office, self._trust)
        async with client(self.limits, connections) as asker:
            visit = Visit(office, asker, self.limits, self.turns, self.time, self._keep, self._robots)
            try:
                yield visit
            finally:
                await visit.leave()
                self.turns.left[office.group] -= 1
            if self._keep:
                self._keep.visited(office, visit.answers, visit.asked)


class Visit:
    """One office's visit: gives a page or the cause why none came, and remembers both."""

    def __init__(
        self,
        office: Office,
        asker: httpx.AsyncClient,
        limits: Limits,
        turns: Turns,
        time: Time,
        keep: Keep | None,
        known_robots: dict[str, Robots],
    ) -> None:
        self._office = office
        self._asker = asker
        self._limits = limits
        self._turns = turns
        self._time = time
        self._told = partial(keep.exchange, office) if keep else None
        self._allowance = Allowance(limits.total, limits.addresses, time.clock)
        self._pause = wait_exponential_jitter(multiplier=limits.backoff, max=LONGEST_PAUSE, jitter=limits.backoff)
        self._refusals: Counter[str] = Counter()
        self._answers: dict[str, asyncio.Task[Page | Unreachable]] = {}
        self._robots: dict[str, asyncio.Task[Robots]] = {}
        self._known_robots = known_robots
        self._waiting: dict[str, Unreachable] = {}
        self._outcomes: dict[str, Page | Unreachable] = {}
        self._trail: list[Asked] = []

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The trail in order of ending: every request made, and with 0 ms every address that was not asked.

        The outcome of a redirect is "moved".
        """
        return tuple(self._trail)

    @property
    def answers(self) -> Mapping[str, Page | Unreachable]:
        """What each written address that was asked for came to, redirects followed."""
        ended = ((address, task) for address, task in self._answers.items() if task.done() and not task.cancelled())
        return {address: task.result() for address, task in ended if task.exception() is None}

    async def fetch(self, url: str) -> Page | Unreachable:
        """The page behind an absolute address, redirects followed, or why none came; trouble never raises."""
        try:
            address = written(url)
        except ValueError as error:
            return self._unasked(url, Cause.ADDRESS, words(error))
        if address not in self._answers:
            self._answers[address] = asyncio.create_task(self._follow(address))
        return as_asked(url, address, await asyncio.shield(self._answers[address]))

    async def leave(self) -> None:
        """Ends what is still under way."""
        under_way = (*self._answers.values(), *self._robots.values())
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _follow(self, address: str) -> Page | Unreachable:
        for _ in range(self._limits.redirects + 1):
            outcome = self._outcomes.get(address) or await self._persist(address)
            if not isinstance(outcome, Moved):
                self._outcomes[address] = outcome
                return outcome
            try:
                address = written(urljoin(address, outcome.to))
            except ValueError as error:
                return self._unasked(printable(outcome.to), Cause.ADDRESS, words(error))
        return self._unasked(address, Cause.REDIRECTS, f"more than {self._limits.redirects}")

    async def _persist(self, address: str) -> Page | Moved | Unreachable:
        """Tries until the outcome is settled or the office's time would not last until the next try."""
        if barred := self._barred(address):
            return barred
        if not (await self._rules_of(address)).allows(address):
            return self._unasked(address, Cause.ROBOTS, "robots.txt")
        replies: list[Reply] = []

        async def one_more() -> None:
            replies.append(await self._try(address))
            if isinstance(last := replies[-1].outcome, Unreachable) and last.cause is Cause.BLOCKED and last.tries:
                self._refusals[site(address)] += 1

        tries = AsyncRetrying(
            retry=retry_if_result(lambda _: ask_again([r.outcome for r in replies], self._limits.retries)),
            wait=lambda state: max(self._pause(state), replies[-1].wait),
            stop=lambda state: state.upcoming_sleep >= self._allowance.left,
            sleep=self._back_off,
            retry_error_callback=lambda _: None,
        )
        await tries(one_more)
        return settled([reply.outcome for reply in replies])

    async def _back_off(self, seconds: float) -> None:
        with self._allowance.running():
            await self._time.sleep(seconds)

    async def _rules_of(self, address: str) -> Robots:
        """What the address's site forbids: asked once a scan, or once a visit where it did not come."""
        at = robots.of(address)
        if at in self._known_robots:
            return self._known_robots[at]
        if at not in self._robots:
            self._robots[at] = asyncio.create_task(self._read_rules(at))
        return await asyncio.shield(self._robots[at])

    async def _read_rules(self, at: str) -> Robots:
        """A robots.txt that does not come, for whatever reason, forbids nothing."""
        outcome = await self._robots_page(at)
        if isinstance(outcome, Unreachable) and outcome.cause is not Cause.GONE:
            return Robots(b"")
        self._known_robots[at] = Robots(outcome.body if isinstance(outcome, Page) else b"")
        return self._known_robots[at]

    async def _robots_page(self, at: str) -> Page | Moved | Unreachable:
        """The answer that redirects end with, or the last one that is followed."""
        for _ in range(self._limits.redirects + 1):
            outcome = (await self._try(at, self._limits.robots)).outcome
            if not isinstance(outcome, Moved) or not (at := self._next(at, outcome)):
                break
        return outcome

    def _next(self, at: str, moved: Moved) -> str:
        """Where a robots.txt moved to; "" where that may not be asked."""
        try:
            to = written(urljoin(at, moved.to))
        except ValueError:
            return ""
        return "" if refusal(to, self._office) else to

    async def _try(self, address: str, seconds: float | None = None) -> Reply:
        host = site(address)
        async with self._turns.turn(host, self._office.group, self._allowance.left):
            if closed := self._closed(address):
                return Reply(closed)
            with self._allowance.running():
                begun = self._time.clock()
                reply = await self._in_time(address, seconds or self._limits.fetch)
                self._note(address, reply.outcome, self._time.clock() - begun)
        if reply.wait > 0 and isinstance(reply.outcome, Unreachable):
            self._turns.hold(host, reply.wait)
            self._waiting[host] = reply.outcome
        return reply

    async def _in_time(self, address: str, seconds: float) -> Reply:
        left = self._allowance.left
        cause = Cause.TIMEOUT if seconds <= left else Cause.BUDGET
        try:
            async with asyncio.timeout(min(seconds, left)):
                return await ask(self._asker, address, self._limits, self._time.now(), self._told)
        except TimeoutError:
            return Reply(Unreachable(address, cause, "the answer took too long"))
        except TROUBLE as error:
            return Reply(Unreachable(address, of_error(error), words(error)))

    def _barred(self, address: str) -> Unreachable | None:
        if why := refusal(address, self._office):
            return self._unasked(address, Cause.ADDRESS, why)
        if closed := self._closed(address):
            return closed
        if not self._allowance.covers(address):
            return self._unasked(address, Cause.BUDGET, f"{self._limits.addresses} addresses were asked")
        return None

    def _closed(self, address: str) -> Unreachable | None:
        if self._refusals[site(address)] >= REFUSALS:
            return self._unasked(address, Cause.BLOCKED, f"the host refused {REFUSALS} times")
        if (seconds := self._turns.wait(site(address))) > max(self._allowance.left, self._limits.delay):
            lost = self._waiting.get(site(address))
            cause, status = (lost.cause, lost.status) if lost else (Cause.BUDGET, 0)
            return self._unasked(address, cause, f"the host asked to wait {seconds:.0f} s", status)
        if self._allowance.left <= 0:
            return self._unasked(address, Cause.BUDGET, "the office's time is spent")
        return None

    def _unasked(self, address: str, cause: Cause, detail: str, status: int = 0) -> Unreachable:
        outcome = Unreachable(address, cause, printable(detail), status, tries=0)
        self._note(address, outcome, 0.0)
        return outcome

    def _note(self, address: str, outcome: Page | Moved | Unreachable, seconds: float) -> None:
        match outcome:
            case Page():
                result, size = "page", len(outcome.body)
            case Moved():
                result, size = "moved", 0
            case Unreachable():
                result, size = str(outcome.cause), 0
        self._trail.append(Asked(address, result, outcome.status, round(seconds * 1000), size))


def as_asked(url: str, address: str, outcome: Page | Unreachable) -> Page | Unreachable:
    """The outcome under the address it was asked by; trouble met after a redirect says where."""
    if isinstance(outcome, Unreachable) and outcome.url != address:
        return replace(outcome, url=url, detail=f"{outcome.detail}, redirected to {outcome.url}")
    return replace(outcome, url=url)
