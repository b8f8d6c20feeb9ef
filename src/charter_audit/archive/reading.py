"""An evidence file read from end to end: every record checked, and where each office's visit stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from charter_audit.archive.members import Damage, Member, Span, members, stored
from charter_audit.archive.metadata import Closing, EvidenceError, Ordered, Visited, read
from charter_audit.archive.records import OFFICE, Record, fields_of, parsed

if TYPE_CHECKING:
    from hashlib import _Hash

ORDER, VISIT, END = "order", "visit:", "end"
"""What metadata records tell of."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an evidence file has: the order, each office's visit, and how far it is good; `seen` has hashed so far.

    `dropped` are the bytes after that.
    """

    path: Path
    order: Ordered
    visits: Mapping[str, Span]
    records: int
    end: int
    seen: "_Hash"
    dropped: int = 0


def read_whole(path: Path) -> Contents:
    """A finished file. Raises EvidenceError where it was cut off or altered, naming record, byte and office."""
    reader, damage = _read(path)
    if damage:
        raise EvidenceError(reader.told(damage))
    if not reader.closed:
        raise EvidenceError(
            reader.told(Damage("the closing record is not there; --resume goes on with a .part", cut=True))
        )
    return reader.contents()


def read_part(path: Path) -> Contents:
    """An unfinished file, as far as it is good. Raises EvidenceError where not even the order can be read."""
    reader, damage = _read(path)
    if not reader.orders:
        raise EvidenceError(reader.told(damage or Damage("the order of the scan is not there", cut=True)))
    return reader.contents()


def _read(path: Path) -> "tuple[_Reader, Damage | None]":
    reader = _Reader(path)
    try:
        with path.open("rb") as file:
            for member in members(file):
                reader.take(member)
    except Damage as damage:
        return reader, damage
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read: {error.strerror}") from error
    return reader, None


class _Reader:
    """Takes the records of a file one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.orders: list[Ordered] = []
        self.visits: dict[str, Span] = {}
        self.closed = False
        self.records = 0
        self.end = 0
        self.seen = sha256()

    def take(self, member: Member) -> None:
        """The next record. Raises Damage where it cannot be the next of a file that this program wrote."""
        try:
            self._take(member, parsed(member.plain))
        except Damage as damage:
            damage.head = damage.head or member.plain
            raise
        self.seen.update(member.raw)
        self.records += 1
        self.end += len(member.raw)

    def contents(self) -> Contents:
        """All that was taken."""
        dropped = self.path.stat().st_size - self.end
        return Contents(self.path, self.orders[0], self.visits, self.records, self.end, self.seen, dropped)

    def told(self, damage: Damage) -> str:
        """What is wrong with the file, where, and in which office's visit."""
        what = "is cut off or unfinished" if damage.cut else "was altered"
        if not self.orders:
            what += ", or is no evidence kept by this program"
        named = fields_of(damage.head).get(OFFICE.lower())
        office = named if self.orders and any(named == one.id for one in self.orders[0].offices) else ""
        last = next(reversed(self.visits), "")
        whose = f", of office {office}" if office else f", after the visit of office {last}" if last else ""
        return f"{self.path}: {what}: record {self.records + 1} at byte {self.end}{whose}: {damage}"

    def _take(self, member: Member, record: Record) -> None:
        if self.closed:
            raise Damage("it stands after the closing record")
        if self.records == 0 and record.fields.get("warc-type") != "warcinfo":
            raise Damage("it is no warcinfo record")
        if self.records == 1:
            self.orders.append(read(Ordered, record.block))
        elif record.about == END:
            self._close(member, record)
        elif record.about.startswith(VISIT):
            self._visit(member, record)

    def _visit(self, member: Member, record: Record) -> None:
        visited = read(Visited, record.block)
        self._agree(visited.before)
        self.visits[visited.office] = Span(self.end, len(member.raw))

    def _close(self, member: Member, record: Record) -> None:
        closing = read(Closing, record.block)
        if closing.records != self.records:
            raise Damage(f"{self.records} records stand before it, and it counts {closing.records}")
        self._agree(closing.before)
        if member.raw != stored(member.plain):  # no later record could tell that it was altered
            raise Damage("it was packed anew")
        self.closed = True

    def _agree(self, before: str) -> None:
        if before != self.seen.hexdigest():
            raise Damage("a record before it was altered, added or taken away")
