"""The meetings of which the demo has the websites: served on loopback with their registry and what was declared."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from charter_audit.demo import ictd
from charter_audit.demo.data import load_sites, seats
from charter_audit.demo.deal import registry_of
from charter_audit.demo.server import serve, served_by
from charter_audit.demo.site import Site
from charter_audit.model import Office


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: its day, the rules that its minutes speak of, whether they have the year's matrix."""

    name: str
    day: date
    rules: tuple[str, ...]
    has_matrix: bool = False

    @contextmanager
    def served(self, home: Path) -> Iterator[Path]:
        """Its websites until left; gives the registry that leads to them, beside it what was declared."""
        with _sites(self.name) as addresses:
            registry = home / "offices.yaml"
            registry.write_text(registry_of(_offices(self.name), addresses), encoding="utf-8")
            registry.with_name("declarations.yaml").write_text(declared(self.name), encoding="utf-8")
            yield registry


def meeting(name: str) -> Meeting:
    """The meeting of this name. Raises KeyError where there is none."""
    return {one.name: one for one in MEETINGS}[name]


def declared(name: str) -> str:
    """The declarations of a meeting, as a file."""
    return (files(__package__) / "declarations" / f"{name}.yaml").read_text(encoding="utf-8")


MEETINGS = (
    Meeting("sirajganj", date(2023, 11, 28), ("core",)),
    Meeting(
        "ictd", date(2023, 9, 25), ("CC-UPD-01", "CC-FMT-01", "CC-MTG-01", "CC-SUB-01", "CC-TRN-01"), has_matrix=True
    ),
)


def _sites(name: str) -> AbstractContextManager[Mapping[str, str]]:
    if name == "ictd":
        return served_by({site.office.id: site for site in ictd.websites()})
    sites: Sequence[Site] = load_sites()
    return serve(sites)


def _offices(name: str) -> tuple[Office, ...]:
    if name == "ictd":
        return tuple(site.office for site in ictd.websites())
    return tuple(seat.office for seat in seats())
