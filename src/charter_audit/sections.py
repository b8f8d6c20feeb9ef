"""The four sections that a charter must have, found by the words of their headings.

Source: rule catalogue, section 5; the words stand in the vocabulary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from charter_audit.bangla import fold
from charter_audit.formats import section_of
from charter_audit.model import Table
from charter_audit.wording import corrected, entry


@dataclass(frozen=True, slots=True)
class Section:
    """A section by its key and its usual heading. `first`: of several kinds of services the one that must be there."""

    key: str
    usual: str
    headings: tuple[str, ...]
    first: str = ""


@cache
def sections() -> tuple[Section, ...]:
    """The sections of the vocabulary, in their order."""
    listed = entry("sections")
    if not isinstance(listed, list):
        raise TypeError("data/vocabulary.yaml: sections must be a list")
    return tuple(_section(one) for one in listed)


def _section(raw: dict[str, object]) -> Section:
    def of(key: str) -> list[str]:
        found = raw.get(key, [])
        return [str(one) for one in found] if isinstance(found, list) else []

    usual, parts = str(raw["usual"]), of("parts")
    # the charter's own name heads the whole charter, not only its services
    also = [] if parts else of("also")
    return Section(str(raw["key"]), usual, tuple(map(corrected, (usual, *also, *parts))), parts[0] if parts else "")


def found_in(texts: Iterable[str], tables: Iterable[Table]) -> tuple[str, ...]:
    """What of the sections is headed in these texts, by usual headings; of services also those for citizens."""
    every = tuple(tables)
    headed = " ".join(without_rows(text, every) for text in texts)
    own = {section_of(table) for table in every}
    return tuple(name for section in sections() for name in _found(section, headed, own))


def _found(section: Section, headed: str, own: set[str]) -> Iterator[str]:
    first = bool(section.first) and _is_headed(headed, corrected(section.first))
    if section.key in own or any(_is_headed(headed, heading) for heading in section.headings):
        yield section.usual
    if first:
        yield section.first


def missing(found: Iterable[str]) -> tuple[str, ...]:
    """What must be headed and is not, by usual headings."""
    known = set(found)
    wanted = (name for section in sections() for name in (section.usual, section.first) if name)
    return tuple(name for name in wanted if name not in known)


def without_rows(text: str, tables: Iterable[Table]) -> str:
    """A text, corrected, without the rows of its tables; a row of one cell across the table is a heading and stays."""
    left = corrected(text)
    rows = {_row(row) for table in tables for row in table.rows if len(set(row)) > 1}
    for row in sorted(rows, key=len, reverse=True):
        left = left.replace(row, " ")
    return left


def _row(row: Iterable[str]) -> str:
    cells = tuple(row)
    return corrected(" ".join(cell for at, cell in enumerate(cells) if not at or cell != cells[at - 1]))


def _is_headed(text: str, heading: str) -> bool:
    """Whether a heading of several words is in a text, spaces or not; one of a single word only as a word of its own.

    A vision of a year (ভিশন ২০২১) is a plan of the government, no heading.
    """
    if " " in heading:
        return heading.replace(" ", "") in text.replace(" ", "")
    return bool(_alone(heading).search(text))


@cache
def _alone(word: str) -> "regex.Pattern[str]":
    return regex.compile(rf"\b{regex.escape(fold(word))}\u0983?\b(?![\s-]*[২2][০0][০-৯0-9]{{2}})")
