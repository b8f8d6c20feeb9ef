"""The formats of a charter's service table: what its headings mean, and which format they make.

Headings are compared by what they mean, never by their number: eight columns alone prove nothing. Source: rule
catalogue, section 5; headings, keys and marks of older wordings stand in the vocabulary.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice, pairwise

from charter_audit.bangla import from_bijoy, has_bengali, to_ascii_digits
from charter_audit.model import CENTRAL, Table, Tier
from charter_audit.wording import corrected, entry, unicode_of, words

FIELD_8, CENTRAL_7 = "field_8", "central_7"
HYBRID = "central_7_plus_superior"
OLDER = ("field_older_b", "field_older_a")
"""Older wordings of the field format; B's marks are asked first, for it has one of A's too."""

TOP = 4
"""Rows of a table among which its headings stand; one of a single cell is a title over it and does not count."""
KNOWN = 4
"""Known headings from which a table is a service table."""
PART = 5
"""Columns of the tier's own format from which a table is taken for it, with some missing or foreign."""


class Fit(StrEnum):
    """How a table's headings stand to the format of the office's tier."""

    MATCH = "match"
    OLDER = "older"
    MIXED = "mixed"
    WRONG_TIER = "wrong-tier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one service table as printed, each once; `known`: how many of them have a meaning."""

    printed: tuple[str, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Format:
    """What headings make: the fit, the variant by its name in the vocabulary ("" of none), headings, what lacks.

    `missing` and `foreign` are columns of the tier's own and of the other format, by their usual headings.
    """

    fit: Fit
    variant: str
    printed: tuple[str, ...]
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a format. `fitting`: of each line one must be in a heading; `barred`: none may be; `whole`: or just
    this."""

    key: str
    usual: str
    fitting: tuple[tuple[str, ...], ...]
    barred: tuple[str, ...]
    whole: frozenset[str]

    def place(self, heading: str) -> int | None:
        """Where in a squeezed heading its meaning is complete; None where it is another's."""
        if _unnumbered(heading) in self.whole:
            return 0
        if any(word in heading for word in self.barred):
            return None
        places = [min((heading.find(word) for word in line if word in heading), default=-1) for line in self.fitting]
        return None if -1 in places else max(places)


@cache
def columns(form: str) -> tuple[Column, ...]:
    """The columns of a format of the vocabulary, in their order."""
    listed = entry(f"formats.{form}.columns")
    if not isinstance(listed, list):
        raise TypeError(f"data/vocabulary.yaml: formats.{form}.columns must be a list")
    return tuple(map(_column, listed))


def _column(raw: Mapping[str, object]) -> Column:
    def listed(key: str) -> list[str]:
        found = raw.get(key, [])
        return [str(one) for one in found] if isinstance(found, list) else []

    usual = str(raw["usual"])
    return Column(
        key=str(raw["key"]),
        usual=usual,
        fitting=tuple(tuple(squeezed(word) for word in line.split("|")) for line in listed("words")),
        barred=tuple(map(squeezed, listed("not"))),
        whole=frozenset(_bare(squeezed(one)) for one in (usual, *listed("also"))),
    )


def squeezed(text: str) -> str:
    """A heading as it is compared: folded, misspellings put right, without spaces, for some pages lost them all."""
    return corrected(text).replace(" ", "")


_MARKS = re.compile(r"[^\w\u0981-\u0982\u09bc\u09be-\u09cd\u09d7]+")


def _bare(heading: str) -> str:
    return _MARKS.sub("", heading)


@lru_cache(maxsize=4096)
def _unnumbered(heading: str) -> str:
    """A heading without marks and without the number that some tables put before it."""
    return _bare(to_ascii_digits(heading)).lstrip("0123456789")


# ---- what headings mean ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def key_of(heading: str, form: str = FIELD_8, papers: bool = True) -> str:
    """What a heading means: the key of a column of `form`, else of the other format, "" of neither.

    Of two meanings the one that stands first. `papers`: whether the table has a column of papers alone beside it.
    """
    folded = squeezed(heading)
    key = _first(folded, form) or _first(folded, _other(form))
    if key in {"papers_where", "papers_and_where"}:
        return "papers_where" if papers else "papers_and_where"
    return key


def _first(heading: str, form: str) -> str:
    found = ((place, column.key) for column in columns(form) if (place := column.place(heading)) is not None)
    return min(found, key=lambda pair: pair[0], default=(0, ""))[1]


def keys_of(headings: Iterable[str], form: str) -> tuple[str, ...]:
    """What the headings of one table mean, seen from a format; a column that means the same again counts once."""
    printed = tuple(headings)
    papers = any(key_of(heading, form) == "papers" for heading in printed)
    return tuple(dict.fromkeys(filter(None, (key_of(heading, form, papers) for heading in printed))))


def _other(form: str) -> str:
    return CENTRAL_7 if form == FIELD_8 else FIELD_8


def is_known(heading: str) -> bool:
    """Whether a heading has a meaning in one of the formats, or is one of the first generation's."""
    return bool(key_of(heading)) or _unnumbered(squeezed(heading)) in _first_generation()


@cache
def _first_generation() -> frozenset[str]:
    listed = entry("formats.first_generation")
    if not isinstance(listed, list):
        raise TypeError("data/vocabulary.yaml: formats.first_generation must be a list of lists")
    return frozenset(_bare(squeezed(heading)) for table in listed for heading in table)


# ---- service tables --------------------------------------------------------------------------------------------------


def service_tables(tables: Iterable[Table]) -> tuple[Headings, ...]:
    """The headings of the tables that list services, in reading order; tables of other sections are left out.

    A table that only a number row shows to be one counts where there is none that its headings show.
    """
    found = tuple(headings for table in tables if (headings := _service(in_unicode(table))))
    sure = tuple(headings for headings in found if headings.known > 1)
    return sure or found


def _service(table: Table) -> Headings | None:
    if section_of(table):
        return None
    top = list(islice((row for row in map(_once, table.rows) if len(row) > 1), TOP + 1))
    heads = [row for row in top[:TOP] if not _number(row[0])]
    best = max(heads, key=_known, default=())
    if _known(best) >= KNOWN:
        return Headings(best, _known(best))
    above = next((row for row, below in pairwise(top) if row in heads and _is_number_row(below)), None)
    return Headings(above, sum(is_known(head) and key_of(head) != "serial" for head in above)) if above else None


def _once(row: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row, one that spans several columns once."""
    return tuple(cell for at, cell in enumerate(row) if not at or cell != row[at - 1])


def _known(headings: Sequence[str]) -> int:
    return len({key_of(heading) or heading for heading in headings if is_known(heading)})


def _is_number_row(row: Sequence[str]) -> bool:
    """Whether a row has nothing but the numbers of the columns: (১) (২) (৩) ..."""
    numbers = [_number(cell) for cell in row if cell.strip()]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def _number(cell: str) -> int | None:
    bare = _bare(to_ascii_digits(cell))
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 5 else None


def others(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables that list something of which no heading says that it is services, nor another section."""
    return tuple(
        table
        for table in tables
        if len(table.rows) > 1 and max(len(_once(row)) for row in table.rows) > 1 and not section_of(table)
    )


def section_of(table: Table) -> str:
    """The key of the section whose own table this is by its headings (grievance, expectations), "" of none."""
    for row in table.rows[:TOP]:
        headings = [_bare(squeezed(cell)) for cell in _once(row)]
        for section, own in _sections():
            if sum(any(form in heading for heading in headings) for form in own) >= min(2, len(own)):
                return section
    return ""


@cache
def _sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sections that have a table of their own, each with its headings but the serial number's."""
    listed = entry("sections")
    if not isinstance(listed, list):
        raise TypeError("data/vocabulary.yaml: sections must be a list")
    return tuple((one["key"], tuple(_own_headings(one["columns"]))) for one in listed if "columns" in one)


def _own_headings(headings: Iterable[str]) -> Iterator[str]:
    return (_bare(squeezed(heading)) for heading in headings if key_of(heading) != "serial")


def in_unicode(table: Table) -> Table:
    """The table with its cells converted where they were typed for a Bijoy font."""
    raw = " ".join(cell for row in table.rows for cell in row if not has_bengali(cell))
    if unicode_of(raw) == raw:
        return table
    return Table(tuple(tuple(map(from_bijoy, row)) for row in table.rows))


# ---- formats ---------------------------------------------------------------------------------------------------------


def format_of(tables: Sequence[Headings], tier: Tier) -> Format | None:
    """The format of a charter's service tables for an office of a tier; tables that differ are mixed. None of none."""
    made = [variant_of(headings.printed, tier) for headings in tables]
    if len({one.fit for one in made}) < 2:
        return next(iter(made), None)
    worst = next(one for one in made if one.fit is not Fit.MATCH)
    return Format(Fit.MIXED, "", worst.printed, worst.missing, worst.foreign)


def variant_of(headings: Sequence[str], tier: Tier) -> Format:
    """The format that the headings of one table make for an office of a tier."""
    own = CENTRAL_7 if tier in CENTRAL else FIELD_8
    printed, missing, foreign = tuple(headings), _missing(headings, own), _foreign(headings, own)
    if _is_whole(headings, own):
        older = _older(headings) if own == FIELD_8 else ""
        return Format(Fit.OLDER if older else Fit.MATCH, older or own, printed)
    if _is_whole(headings, _other(own)):
        return Format(Fit.WRONG_TIER, _older(headings) or _other(own), printed, missing, foreign)
    parts = len(columns(own)) - len(missing)
    variant = HYBRID if _is_hybrid(headings) else ""
    return Format(Fit.MIXED if parts >= PART else Fit.NONE, variant, printed, missing, foreign)


def _is_whole(headings: Sequence[str], form: str) -> bool:
    """Whether all columns of a format are there in its order, and none that only the other has."""
    wanted = [column.key for column in columns(form)]
    keys = keys_of(headings, form)
    return [key for key in keys if key in wanted] == wanted and not _foreign(headings, form)


def _missing(headings: Sequence[str], form: str) -> tuple[str, ...]:
    keys = keys_of(headings, form)
    return tuple(column.usual for column in columns(form) if column.key not in keys)


def _foreign(headings: Sequence[str], form: str) -> tuple[str, ...]:
    own, keys = {column.key for column in columns(form)}, keys_of(headings, form)
    return tuple(column.usual for column in columns(_other(form)) if column.key in keys and column.key not in own)


def _is_hybrid(headings: Sequence[str]) -> bool:
    superior = next(column.usual for column in columns(FIELD_8) if column.key == "superior")
    return not _missing(headings, CENTRAL_7) and _foreign(headings, CENTRAL_7) == (superior,)


def _older(headings: Sequence[str]) -> str:
    """The older wording whose marks the headings have, "" of none."""
    text = squeezed(" ".join(headings))
    marks = ((name, words(f"formats.{name}.marks")) for name in OLDER)
    return next((name for name, listed in marks if any(squeezed(mark) in text for mark in listed)), "")
