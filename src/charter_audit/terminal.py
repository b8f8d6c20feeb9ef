"""Bengali in rich's tables: counts the columns a terminal gives it, and never begins a line with a bare sign.

rich takes a vowel sign with a width of its own (া, ি, ো) for one without. What measures and what splits are put
right together: with either alone, lines are cut between a letter and its sign. They are rich's inside, so the
version of rich is held and a test compares the widths of printed lines.
"""

import unicodedata
from collections.abc import Callable

from rich import cells, segment

from charter_audit.bangla import has_bengali

_HASANTA = "\u09cd"
_JOINERS = "\u200c\u200d"
_rich_size = cells.get_character_cell_size
_rich_length = cells._cell_len
_rich_graphemes = cells.split_graphemes


def apply_bengali_widths() -> None:
    """Makes rich measure and split Bengali as terminals print it, for the whole process; twice is as once."""
    _set(_size, _length, _graphemes)


def withdraw_bengali_widths() -> None:
    """Makes rich measure and split as it does by itself."""
    _set(_rich_size, _rich_length, _rich_graphemes)


def _set(
    size: Callable[[str, str], int],
    length: Callable[[str, str], int],
    graphemes: Callable[[str, str], tuple[list[cells.CellSpan], int]],
) -> None:
    for module, name, function in (
        (cells, "get_character_cell_size", size),
        (segment, "get_character_cell_size", size),
        (cells, "_cell_len", length),
        (cells, "split_graphemes", graphemes),
    ):
        setattr(module, name, function)
    cells.cached_cell_len.cache_clear()


def _size(character: str, unicode_version: str = "auto") -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    return 1 if category == "Mc" else _rich_size(character, unicode_version)


def _length(text: str, unicode_version: str) -> int:
    # rich drops the letter after a joiner, as in joined emoji
    if not has_bengali(text):
        return _rich_length(text, unicode_version)
    return sum(_size(character, unicode_version) for character in text)


def _graphemes(text: str, unicode_version: str = "auto") -> tuple[list[cells.CellSpan], int]:
    if not has_bengali(text):
        return _rich_graphemes(text, unicode_version)
    spans: list[cells.CellSpan] = []
    after_hasanta = False
    for at, character in enumerate(text):
        size = _size(character, unicode_version)
        if spans and (not size or after_hasanta or unicodedata.category(character) == "Mc"):
            start, _, before = spans[-1]
            spans[-1] = (start, at + 1, before + size)
        else:
            spans.append((at, at + 1, size))
        after_hasanta = character == _HASANTA or (after_hasanta and character in _JOINERS)
    return spans, sum(size for _, _, size in spans)
