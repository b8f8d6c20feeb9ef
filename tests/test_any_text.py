"""No text, whatever stands in it, upsets a function that reads words, days or quarters; and none is forgotten here."""

import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from types import ModuleType
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from charter_audit import bangla, quarter, wording
from charter_audit.dates import calendars, days, quarters, stamps
from charter_audit.model import Role

PIECES = (
    *("সেবা প্রদান প্রতিশ্রুতি", "সিটিজেন চার্টার", "পরিবীক্ষণ", "কমিটি", "গঠন", "হালনাগাদ", "স্মারক নম্বর", "তারিখ"),
    *("২৮ নভেম্বর ২০২৩", "২য় ত্রৈমাসিক", "২০২৩-২৪", "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৩৫৬", "৯৯৯৯", "‡mev cÖ`vb", "\u200c", "্", "়", "র্"),
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=8).map("".join)
NUMBER = st.integers(min_value=-10_000, max_value=10_000)
FEW = st.lists(TEXT, max_size=3)
PATHS = st.sampled_from(["no-record", "under-construction", "challenge", "parking", "error-page"])
MODULES = (bangla, quarter, wording, calendars, days, quarters, stamps)

Call = tuple[st.SearchStrategy[tuple[Any, ...]], Callable[[Any], bool]]


def is_a(*kinds: type) -> Callable[[Any], bool]:
    return lambda answer: isinstance(answer, kinds)


def of(*given_: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(*given_)


YES_OR_NO = (
    *("has_bengali", "names_charter", "is_charter_box_title", "known_box_title", "is_other_box", "is_old"),
    *("is_section_charter", "is_updated_word", "is_table_page", "names_committee", "letter_act", "orders_committee"),
    *("is_letter_title", "names_notice", "is_next", "names_focal", "says_committee", "names_committee_among"),
    *("names_persons", "has_contact", "of_other_tool", "of_vehicle", "is_yearly", "names_minutes", "says_nothing_yet"),
    *("tells_progress", "has_time_limit"),
)
TEXT_TO_TEXT = ("without_controls", "fold", "fold_keeping_case", "squeeze", "to_ascii_digits", "to_bengali_digits", "from_bijoy", "plain", "unicode_of", "not_a_charter", "after_charter")  # fmt: skip
SPANS = ("days_in", "quarters_in", "page_stamps", "published_days", "site_stamps", "memo_numbers")

CALLS: Mapping[str, Call] = {
    **{name: (of(TEXT), is_a(bool)) for name in YES_OR_NO},
    **{name: (of(TEXT), is_a(str)) for name in TEXT_TO_TEXT},
    **{name: (of(TEXT), is_a(tuple)) for name in SPANS},
    "places_in": (of(TEXT, st.just([(0, 1)])).filter(lambda told: bool(bangla.fold_keeping_case(told[0]))), is_a(list)),
    "join_list": (of(FEW), is_a(str)),
    "has_word": (of(TEXT, TEXT), is_a(bool)),
    "word_pattern": (of(TEXT, TEXT), is_a(regex.Pattern)),
    "columns": (of(TEXT), lambda count: count >= 0),
    "character_columns": (of(st.characters()), lambda count: count in (0, 1, 2)),
    "names_members": (of(TEXT), lambda count: count >= 0),
    "is_page_of": (of(TEXT, PATHS), is_a(bool)),
    "speaks_of": (of(TEXT, st.sampled_from(Role)), is_a(bool)),
    "role_of": (of(TEXT, st.booleans()), is_a(Role)),
    "days_after": (of(TEXT, TEXT, TEXT), is_a(tuple)),
    "bangla_day": (of(NUMBER, NUMBER, NUMBER), is_a(date, type(None))),
    "day_of": (of(NUMBER, NUMBER, NUMBER), is_a(date, type(None))),
    "month_span": (of(NUMBER, NUMBER), is_a(tuple, type(None))),
    "month_of": (of(TEXT), is_a(int, type(None))),
}
NOT_OF_TEXT = {
    "months": "takes nothing",
    "bangla_months": "takes nothing",
    "one_of": "takes the names of months",
}


def public(module: ModuleType) -> dict[str, Callable[..., Any]]:
    found = {name: one for name, one in vars(module).items() if callable(one) and not name.startswith("_")}
    own = {name: one for name, one in found.items() if getattr(one, "__module__", "") == module.__name__}
    return {name: one for name, one in own.items() if not inspect.isclass(one)}


FUNCTIONS = {name: one for module in MODULES for name, one in public(module).items()}


def test_no_function_is_left_out() -> None:
    assert set(FUNCTIONS) - set(CALLS) - set(NOT_OF_TEXT) == set()


@pytest.mark.parametrize("name", [name for name in CALLS if name in FUNCTIONS])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_is_taken(name: str, data: st.DataObject) -> None:
    arguments, right = CALLS[name]
    assert right(FUNCTIONS[name](*data.draw(arguments)))


@given(TEXT)
def test_a_text_is_a_quarter_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        told = quarter.Quarter.parse(text)
        assert quarter.Quarter.parse(str(told)) == told


@given(TEXT)
def test_correcting_twice_changes_nothing_that_is_asked(text: str) -> None:
    once = wording.corrected(text)
    assert wording.names_charter(once) == wording.names_charter(text)
    assert bangla.fold(once) == once
