"""Through what a scan looks: the network, kept evidence, or an unfinished scan's and the network for the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from charter_audit import __version__
from charter_audit.archive import Archive, EvidenceError, Ordered, Replay, Resumed, latest_part, new_path
from charter_audit.audit import Network, Order
from charter_audit.quarter import Quarter
from charter_audit.web import Limits, Web


@dataclass(frozen=True, slots=True)
class Fresh:
    """The network; what it gives is kept at `path`, or not kept where that is None."""

    path: Path | None

    @property
    def ordered(self) -> None:
        """Nothing was ordered before."""

    @contextmanager
    def network(self, order: Order, limits: Limits) -> Iterator[Network]:
        """What a scan is handed. Raises EvidenceError where evidence cannot be kept."""
        if self.path is None:
            yield Web(limits)
            return
        with Archive.begin(self.path, _kept(order)) as keep:
            yield Web(limits, keep=keep)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished file of evidence; no network."""

    replay: Replay

    @property
    def path(self) -> None:
        """Nothing is kept anew."""

    @property
    def ordered(self) -> Ordered:
        """What the scan was to look at and to ask."""
        return self.replay.order

    @contextmanager
    def network(self, _order: Order, _limits: Limits) -> Iterator[Network]:
        """What a scan is handed."""
        yield self.replay


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a scan kept before it was broken off, and the network for the rest."""

    archive: Archive
    replay: Replay

    @property
    def path(self) -> Path:
        """Where the evidence will lie."""
        return self.archive.path

    @property
    def ordered(self) -> Ordered:
        """What the scan was to look at and to ask."""
        return self.replay.order

    @contextmanager
    def network(self, order: Order, limits: Limits) -> Iterator[Network]:
        """What a scan is handed. Raises EvidenceError where it is another scan, or evidence cannot be kept."""
        with self.archive as keep:
            self._agree(order)
            yield Resumed(self.replay, Web(limits, keep=keep))

    def _agree(self, order: Order) -> None:
        now, then = ((one.offices, one.quarter, one.as_of) for one in (order, self.ordered))
        if now != then:
            raise EvidenceError(
                f"--resume goes on with {self.path} as it was ordered: {len(then[0])} offices, quarter {then[1]}, "
                f"as of {then[2]}; leave out what asks for another, or begin anew without --resume"
            )


Source = Fresh | Kept | Unfinished


def unfinished(path: Path | None, quarter: Quarter) -> Unfinished:
    """The scan that was to be kept at `path`, or the last of a quarter. Raises EvidenceError where there is none."""
    path = path or latest_part(quarter)
    if path is None:
        raise EvidenceError(f"--resume: no scan of {quarter} is unfinished; --as-of or --keep names another")
    archive, contents = Archive.resume(path)
    return Unfinished(archive, Replay(contents))


def fresh(path: Path | None, quarter: Quarter) -> Fresh:
    """The network, kept at `path` or in a new file of the quarter's folder."""
    return Fresh(path or new_path(quarter, datetime.now(UTC)))


def _kept(order: Order) -> Ordered:
    codes = tuple(rule.code for rule in order.rules)
    chosen = {office.id for office in order.offices}
    below = tuple(one for one in order.registered if one.under in chosen and one.id not in chosen)
    return Ordered(order.quarter, order.as_of, order.own, codes, order.offices, __version__, below, order.declarations)
