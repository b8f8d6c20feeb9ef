"""The grievance table of a charter: who hears a complaint, who the appeal, where, and within how many days.

Source: rule catalogue, section 5; words of its columns and officers stand in the vocabulary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from charter_audit.formats import in_unicode, section_of
from charter_audit.model import Table
from charter_audit.vocabulary import corrected, entry, terms, word, words
from charter_audit.wording import has_contact, has_time_limit

ADDRESS = 8
"""Letters from which words in the column of addresses are an address, without telephone or e-mail."""

PARTICULARS = ("post", "address", "limit")


@dataclass(frozen=True, slots=True)
class Officer:
    """One of the two officers: `known` are those of post, address and limit that the table gives."""

    key: str
    usual: str
    known: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What lacks, as printed: the officer himself where nothing of him is there."""
        lacking = tuple(name for name in PARTICULARS if name not in self.known)
        if len(lacking) == len(PARTICULARS):
            return (self.usual,)
        return tuple(f"{self.usual}: {word(f'grievance_particulars.{name}')}" for name in lacking)


@dataclass(frozen=True, slots=True)
class Redress:
    """What a charter tells of grievances: both officers, in their order; whether a row of each is called so."""

    officers: tuple[Officer, ...]
    named: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """The officers of whom something is told."""
        return tuple(one.usual for one in self.officers if one.known)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for one in self.officers for name in one.missing)


def redress_in(tables: Iterable[Table]) -> Redress | None:
    """What the charter's grievance tables give; of several the fullest. None where there is no such table."""
    told = [_read(table) for table in map(in_unicode, tables) if section_of(table) == "grievance"]
    return min(told, key=lambda one: len(one.missing), default=None)


def redress_told(text: str) -> Redress:
    """What a text without table tells: who is named, and whether there are contacts and limits for both."""
    parts = _parts(corrected(text))
    return Redress(tuple(Officer(key, usual, _told(parts.get(key, ""))) for key, usual in officers()))


def _told(part: str) -> frozenset[str]:
    told = {"post": bool(part), "address": has_contact(part), "limit": has_time_limit(part)}
    return frozenset(name for name, there in told.items() if there)


def _parts(right: str) -> dict[str, str]:
    """From where each officer is first named, to where the other is."""
    found = {key: place.start() for key, _ in officers() if (place := _named(key).search(right))}
    ends = {key: min((at for at in found.values() if at > start), default=len(right)) for key, start in found.items()}
    return {key: right[start : ends[key]] for key, start in found.items()}


@cache
def _named(key: str) -> regex.Pattern[str]:
    forms = next(tuple(one["words"]) for one in _listed() if one["key"] == key)
    return regex.compile("|".join(regex.escape(corrected(form)) for form in forms))


# ---- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One row's cells by what their columns are for; whoever the column of when names is not asked there."""

    whom: str
    address: str
    limit: str


def _read(table: Table) -> Redress:
    rows = tuple(_rows(table))
    officer = _row_of("officer", rows)
    appeal = _row_of("appeal", [row for row in rows if row is not officer])
    found = {"officer": officer, "appeal": appeal}
    named = all(row is not None and _is(key, row) for key, row in found.items())
    return Redress(tuple(Officer(key, usual, _known(found[key])) for key, usual in officers()), named)


def _rows(table: Table) -> Iterable[_Row]:
    head = next((at for at, row in enumerate(table.rows) if _columns(row)), 0)
    places = _columns(table.rows[head])
    for row in table.rows[head + 1 :]:
        if len(set(row)) > 1 and not _is_numbers(row):
            yield _Row(*(row[places[name]] if places.get(name, len(row)) < len(row) else "" for name in _COLUMNS))


_COLUMNS = ("whom", "address", "limit")


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where the columns are, by their headings; {} of a row that has none of them."""
    cells = [corrected(cell) for cell in row]
    found = {name: [terms(f"grievance_columns.{name}").within(cell) for cell in cells] for name in _COLUMNS}
    return {name: there.index(True) for name, there in found.items() if True in there}


def _is_numbers(row: Sequence[str]) -> bool:
    return not any(character.isalpha() for cell in row for character in cell)


def _row_of(key: str, rows: Sequence[_Row]) -> _Row | None:
    """The row whose officer is called so; else the first that is called nothing else and is no third instance."""
    named = [row for row in rows if _is(key, row)]
    others = [one for one, _ in officers() if one != key]
    free = [row for row in rows if not any(_is(other, row) for other in (*others, "third"))]
    return next(iter((*named, *free)), None)


def _is(key: str, row: _Row) -> bool:
    return bool(_named(key).search(corrected(row.whom)))


def _known(row: _Row | None) -> frozenset[str]:
    if row is None:
        return frozenset()
    told = {
        "post": bool(_filled(row.whom)) or bool(_filled(row.address)),
        "address": has_contact(f"{row.whom} {row.address}") or len(_filled(row.address)) >= ADDRESS,
        "limit": has_time_limit(row.limit),
    }
    return frozenset(name for name, there in told.items() if there)


def _filled(cell: str) -> str:
    """The letters of a cell that are no words of an empty form; what the officer is called fills in nothing."""
    left = corrected(cell)
    for key, _ in officers():
        left = _named(key).sub(" ", left)
    return "".join(filter(str.isalpha, _form_words().sub(" ", left)))


@cache
def _form_words() -> regex.Pattern[str]:
    either = "|".join(sorted(map(regex.escape, map(corrected, words("grievance_forms"))), key=len, reverse=True))
    return regex.compile(rf"\b(?:{either})\b")


@cache
def officers() -> tuple[tuple[str, str], ...]:
    """Key and usual name of the two officers who must be there, in their order."""
    return tuple((one["key"], one["usual"]) for one in _listed() if "usual" in one)


def _listed() -> list[dict[str, str]]:
    listed = entry("grievance_rows")
    if not isinstance(listed, list):
        raise TypeError("data/vocabulary.yaml: grievance_rows must be a list")
    return listed
