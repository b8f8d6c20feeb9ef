"""Visits: one office's website, asked address by address."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urljoin

import httpx
from tenacity import AsyncRetrying, retry_if_result, wait_exponential_jitter

from charter_audit.model import Asked, Cause, Office, Page, Unreachable
from charter_audit.web.addresses import refusal, site, written
from charter_audit.web.allowance import Allowance
from charter_audit.web.asking import Moved, Reply, ask, client
from charter_audit.web.causes import TROUBLE, ask_again, of_error, printable, settled, words
from charter_audit.web.limits import Limits
from charter_audit.web.trust import Connections, Trust
from charter_audit.web.turns import Time, Turns

LONGEST_PAUSE = 30.0
REFUSALS = 2


class Web:
    """The network of one scan: the turns and the TLS contexts that all visits share.

    `trust`, `connections` and `time` are handed in by tests; `connections` replaces every office's own.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        trust: Trust | None = None,
        connections: httpx.AsyncBaseTransport | None = None,
        time: Time | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.time = time or Time()
        self.turns = Turns(self.limits.delay, self.limits.concurrency, self.time)
        self._trust = trust or Trust()
        self._connections = connections

    @asynccontextmanager
    async def visit(self, office: Office) -> AsyncIterator["Visit"]:
        """A visit to an office; cookies, remembered answers and allowance live and die with it."""
        connections = self._connections or Connections(office, self._trust)
        async with client(self.limits, connections) as asker:
            visit = Visit(office, asker, self.limits, self.turns, self.time)
            try:
                yield visit
            finally:
                await visit.leave()


class Visit:
    """One office's visit: gives a page or the cause why none came, and remembers both."""

    def __init__(self, office: Office, asker: httpx.AsyncClient, limits: Limits, turns: Turns, time: Time) -> None:
        self._office = office
        self._asker = asker
        self._limits = limits
        self._turns = turns
        self._time = time
        self._allowance = Allowance(limits.total, limits.addresses, time.clock)
        self._pause = wait_exponential_jitter(multiplier=limits.backoff, max=LONGEST_PAUSE, jitter=limits.backoff)
        self._refusals: Counter[str] = Counter()
        self._answers: dict[str, asyncio.Task[Page | Unreachable]] = {}
        self._outcomes: dict[str, Page | Unreachable] = {}
        self._trail: list[Asked] = []

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The trail in order of ending: every request made, and with 0 ms every address that was not asked.

        The outcome of a redirect is "moved".
        """
        return tuple(self._trail)

    async def fetch(self, url: str) -> Page | Unreachable:
        """The page behind an absolute address, redirects followed, or why none came; trouble never raises."""
        try:
            address = written(url)
        except ValueError as error:
            return self._unasked(url, Cause.ADDRESS, words(error))
        if address not in self._answers:
            self._answers[address] = asyncio.create_task(self._follow(address))
        return _as_asked(url, address, await asyncio.shield(self._answers[address]))

    async def leave(self) -> None:
        """Ends what is still under way."""
        for task in self._answers.values():
            task.cancel()
        await asyncio.gather(*self._answers.values(), return_exceptions=True)

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
        replies: list[Reply] = []

        async def one_more() -> None:
            replies.append(await self._try(address))

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

    async def _try(self, address: str) -> Reply:
        async with self._turns.turn(site(address)):
            if closed := self._closed(address):
                return Reply(closed)
            with self._allowance.running():
                begun = self._time.clock()
                reply = await self._in_time(address)
                self._note(address, reply.outcome, self._time.clock() - begun)
        if isinstance(reply.outcome, Unreachable) and reply.outcome.cause is Cause.BLOCKED:
            self._refusals[site(address)] += 1
        return reply

    async def _in_time(self, address: str) -> Reply:
        left = self._allowance.left
        cause = Cause.TIMEOUT if self._limits.fetch <= left else Cause.BUDGET
        try:
            async with asyncio.timeout(min(self._limits.fetch, left)):
                return await ask(self._asker, address, self._limits, self._time.now())
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
        if self._allowance.left <= 0:
            return self._unasked(address, Cause.BUDGET, "the office's time is spent")
        return None

    def _unasked(self, address: str, cause: Cause, detail: str) -> Unreachable:
        outcome = Unreachable(address, cause, printable(detail), tries=0)
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


def _as_asked(url: str, address: str, outcome: Page | Unreachable) -> Page | Unreachable:
    """The outcome under the address it was asked by; trouble met after a redirect says where."""
    if isinstance(outcome, Unreachable) and outcome.url != address:
        return replace(outcome, url=url, detail=f"{outcome.detail}, redirected to {outcome.url}")
    return replace(outcome, url=url)
