"""Folding, digits, lists, whole words, columns and Bijoy text."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cases import rows
from charter_audit.bangla import (
    columns,
    fold,
    fold_keeping_case,
    from_bijoy,
    has_bengali,
    has_word,
    join_list,
    places_in,
    squeeze,
    to_ascii_digits,
    to_bengali_digits,
    without_controls,
    word_pattern,
)

BENGALI = st.characters(min_codepoint=0x0980, max_codepoint=0x09FF)
SIGNS = st.sampled_from("\u200b\u200c\u200d\ufeff\u00a0\u00ad \n'\u2019\u09bc\u09cd\u09be\u0985\u09c7\u0345\u0301")
TEXT = st.text(st.one_of(BENGALI, SIGNS, st.characters(), st.sampled_from("0123456789-/.,:AbMJ")))
FOLDING = [row for row in rows("normalise.csv") if row["function"] != "label"]


def cases(function: str) -> list[tuple[str, str]]:
    return [(row["text"], row["expected"]) for row in FOLDING if row["function"] == function]


def bijoy(kind: str) -> list[tuple[str, str]]:
    return [(row["text"], row["expected"]) for row in rows("bijoy.csv") if row["kind"] == kind]


# ---- folding -----------------------------------------------------------------------------------------------


def test_every_function_of_the_table_is_tested() -> None:
    assert {row["function"] for row in FOLDING} == {"nfc", "fold", "same", "differ", "digits", "word"}


@pytest.mark.parametrize(("text", "expected"), cases("nfc"))
def test_nfc_is_what_folding_relies_on(text: str, expected: str) -> None:
    assert unicodedata.normalize("NFC", text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("fold"))
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(("one", "other"), cases("same"))
def test_fold_brings_together(one: str, other: str) -> None:
    assert one != other
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), cases("differ"))
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TEXT)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_keeping_case(fold_keeping_case(text)) == fold_keeping_case(text)


@given(TEXT)
def test_fold_is_the_fold_of_each_word(text: str) -> None:
    assert fold(text) == " ".join(filter(None, map(fold, text.split())))


@given(TEXT)
def test_fold_leaves_nothing_unseen(text: str) -> None:
    folded = fold(text)
    assert not set(folded) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\n\u09f0\u09dc\u09dd\u09df")
    assert folded == folded.strip()
    assert "  " not in folded


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_folds_as_any_text(text: str) -> None:
    assert f"{fold(text)} ঙ".strip() == fold(f"{text} ঙ")


@pytest.mark.parametrize("text", ["Citizen CHARTER", "২৮ Nov", "সেবা\u00a0Box"])
def test_capitals_are_kept_where_asked(text: str) -> None:
    assert fold_keeping_case(text) != fold(text)
    assert fold_keeping_case(text).casefold() == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("সেবা প্রদান\nপ্রতিশ্রুতি", "সেবাপ্রদানপ্রতিশ্রুতি"), (" Citizen Charter ", "citizencharter"), ("", "")],
)
def test_squeeze(text: str, expected: str) -> None:
    assert squeeze(text) == expected


# ---- places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("  সেবা\u200c  প্রদান", "প্রদান"),
        ("হ\u09dfেছে ২৮\u00a0নভেম্বর", "২৮\u00a0নভেম্বর"),
        ("\ufeff\u200b অ\u09beপড\u09c7ট", "অ\u09beপড\u09c7ট"),
        ("জান\u09c1\u09dfারি২০২৪", "২০২৪"),
        ("a\u200b \u200c b", "b"),
    ],
)
def test_places_are_those_of_the_text_itself(source: str, part: str) -> None:
    start = fold(source).index(fold(part))
    ((begin, end),) = places_in(source, [(start, start + len(fold(part)))])
    assert source[begin:end].strip("\u200c\u200b\ufeff") == part


def test_places_of_nothing() -> None:
    assert places_in("সেবা", []) == []


@given(TEXT, st.data())
def test_a_place_holds_at_least_the_words_of_its_span(text: str, data: st.DataObject) -> None:
    folded = fold_keeping_case(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    ((begin, stop),) = places_in(text, [(start, end)])
    assert 0 <= begin <= stop <= len(text)
    assert folded[start:end].strip() in fold_keeping_case(text[begin:stop])


# ---- digits, lists, words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), cases("digits"))
def test_digits_to_ascii(text: str, expected: str) -> None:
    assert to_ascii_digits(text) == expected


@given(st.integers(0))
def test_digits_go_both_ways(number: int) -> None:
    bengali = to_bengali_digits(str(number))
    assert not any(digit.isascii() for digit in bengali)
    assert to_ascii_digits(bengali) == str(number)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["কামারখন্দ"], "কামারখন্দ"),
        (["তাড়াশ", "চৌহালী"], "তাড়াশ ও চৌহালী"),
        (["কামারখন্দ", "তাড়াশ", "চৌহালী"], "কামারখন্দ, তাড়াশ ও চৌহালী"),
    ],
)
def test_list_in_a_sentence(words: list[str], expected: str) -> None:
    assert join_list(words) == expected


def test_list_in_english() -> None:
    assert join_list(["a", "b", "c"], last=" and ") == "a, b and c"


@pytest.mark.parametrize(("text", "expected"), cases("word"))
def test_whole_words(text: str, expected: str) -> None:
    word, _, places = expected.partition("@")
    nfc = unicodedata.normalize("NFC", text)
    found = [f"{hit.start()}-{hit.end()}" for hit in word_pattern(word).finditer(nfc)]
    assert found == places.split()
    assert has_word(text, word) is bool(places)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("মেহেরপুর", "মে", False),
        ("১২ মে ২০২৪", "মে", True),
        ("ACTS and rules", "acts", True),
        ("facts", "act", False),
        ("হ\u09dfনি", "হয়নি", True),
    ],
)
def test_has_word(text: str, word: str, expected: bool) -> None:
    assert has_word(text, word) is expected


def test_of_no_words_nothing_is_found() -> None:
    assert word_pattern().search("সেবা") is None


# ---- columns -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("সেবা", 4),
        ("প্রদান", 5),
        ("প্রতিশ্রুতি", 8),
        ("কমিটি", 5),
        ("ঊর্ধ্বতন", 6),
        ("র\u200d্যাব", 4),
        ("ক্ষ", 2),
        ("charter", 7),
        ("漢字", 4),
        ("", 0),
        ("\n\x00", 0),
    ],
)
def test_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


# ---- Bijoy -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), bijoy("convert"))
def test_bijoy_to_unicode(text: str, expected: str) -> None:
    assert from_bijoy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rb¯^v‡_©", "জনস্বার্থে"),
        ("wbe©vnx Awdmvi", "নির্বাহী অফিসার"),
        ("DcwRjv – m`i", "উপজিলা – সদর"),
        ("wPwVÕi †kl ‘D×…wZÕ", "চিঠি’র শেষ ‘উদ্ধৃতি’"),
        ("©", "©"),
        ("†", "ে"),
        ("K^ ^", "ক্ব ^"),
    ],
)
def test_bijoy_rules(text: str, expected: str) -> None:
    assert from_bijoy(text) == expected


@given(TEXT, BENGALI, TEXT)
def test_text_with_bengali_is_not_converted(before: str, letter: str, after: str) -> None:
    assert from_bijoy(before + letter + after) == before + letter + after


@given(TEXT)
def test_bijoy_of_any_text_is_nfc(text: str) -> None:
    if not has_bengali(text):
        assert unicodedata.is_normalized("NFC", from_bijoy(text))


@given(TEXT)
def test_any_text_is_taken(text: str) -> None:
    assert len(squeeze(text)) <= len(fold(text))
    assert columns(text) >= 0
    assert isinstance(has_word(text, text or "ক"), bool)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mসেবা\x07", "[31mসেবা"),
        ("a\u202eb\u2066c\u200e", "abc"),
        ("\x9b2J\x7f\x00", "2J"),
        ("র\u200d্যাব\u200c\tক\nখ\r", "র\u200d্যাব\u200c\tক\nখ\r"),
    ],
)
def test_what_steers_a_terminal_is_left_out(text: str, expected: str) -> None:
    assert without_controls(text) == expected


@given(st.text(st.sampled_from("ক\u09bc\u09be\u09bf\u09cd\u0301\u09df ")))
def test_a_nukta_comes_before_the_other_signs(text: str) -> None:
    for signs in regex.findall("[\u09bc\u09be-\u09cd\u0300-\u036f]+", unicodedata.normalize("NFD", fold(text))):
        assert "\u09bc" not in signs.lstrip("\u09bc")
