"""The ways to extend: a rule, a website platform, a report format, each one file dropped into its folder.

`discover` walks a folder and takes from every module its one value; a module without it, or with one of another type,
fails loudly at start and is named.
"""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypeVar

from charter_audit.model import (
    Document,
    Evidence,
    Finding,
    Front,
    Listing,
    NoRecord,
    Question,
    Reason,
    Record,
    Role,
    Scan,
    Tier,
    Unreadable,
    Unrecognised,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from charter_audit.progress import Matrix

Lang = Literal["bn", "en"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """A case inside a rule: printed as its documentation and run as a test. `evidence` makes it anew each time."""

    case: str
    evidence: Callable[[], Evidence]
    question: Callable[[Evidence], Question]
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """How a rule counts what the rule `of` found of the offices below; `judge` gives None where there are none.

    `reasons` are those it gives by counting: no declaration stands in their place.
    """

    of: str
    reasons: tuple[Reason, ...]
    judge: Callable[[Question], Finding | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `reasons` are in the order of deciding, without the reading reasons.

    `blocks` are the roles of the box's links behind which trouble in reading makes the rule unchecked. `doc` is the
    module's docstring: what is asked, how it is checked, the source. A rule with a `count` answers by it before any
    website is asked.
    """

    code: str
    position: int
    """Its place in the catalogue, and so the order of columns and rows."""
    title_bn: str
    title_en: str
    head_bn: str
    head_en: str
    """The heading of its column."""
    tiers: frozenset[Tier]
    reasons: tuple[Reason, ...]
    judge: Callable[[Evidence, Question], Finding]
    examples: tuple[Example, ...]
    doc: str
    core: bool = False
    blocks: tuple[Role, ...] = ()
    count: Count | None = None

    def __post_init__(self) -> None:
        if not self.doc or not self.reasons or len(self.examples) < 2:
            raise ValueError(f"rule {self.code} needs a docstring, reasons, and a good and a bad example")
        slugs = [reason.slug for reason in self.reasons]
        if len(set(slugs)) != len(slugs):
            raise ValueError(f"rule {self.code} gives a reason twice")
        if unknown := {example.reason for example in self.examples} - set(slugs):
            raise ValueError(f"rule {self.code} has an example of a reason it does not give: {unknown}")


class Portal(ABC):
    """A website platform; handed the parsed tree, so that a page is parsed once."""

    name: str
    rank: int
    """Platforms are asked in the order of rank whether they recognise a page."""

    @abstractmethod
    def recognises(self, dom: "LexborHTMLParser") -> bool:
        """Whether a page has a mark of this platform."""

    @abstractmethod
    def front(self, dom: "LexborHTMLParser", at: str) -> Front | Unrecognised:
        """Boxes, notice board, other links that name the charter, lists worth asking, office named, site stamp."""

    @abstractmethod
    def inner(self, dom: "LexborHTMLParser", at: str) -> Record | Listing | NoRecord | Unrecognised:
        """A record with its own days and files, a list, or the platform's word that there is nothing."""


@dataclass(frozen=True, slots=True)
class FileReader:
    """A file format: known by content, never by name; reading raises nothing, what it cannot read is a value."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Document | Unreadable]


@dataclass(frozen=True, slots=True)
class Report:
    """An output format: `suffix` is the file ending that asks for it; `render` and `matrix` are pure.

    `matrix` renders a fiscal year's matrix, None where the format has none.
    """

    name: str
    suffix: str
    render: Callable[[Scan, Lang], str]
    matrix: "Callable[[Matrix, Lang], str] | None" = None


def discover(package: ModuleType, name: str, kind: type[T]) -> dict[str, T]:
    """The value called `name` of every module in a package, by module name in alphabetical order.

    Raises TypeError naming the module that has none or one that is not of `kind`.
    """
    found = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        value = getattr(module, name, None)
        if not isinstance(value, kind):
            raise TypeError(f"{module.__name__} must define {name} as a {kind.__name__}")
        found[info.name] = value
    return found
