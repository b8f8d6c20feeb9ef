"""Whether a text can be trusted, and what of it is Bijoy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import rows
from charter_audit import textlayer

HEALTHY = [
    "",
    "Citizen's Charter of 2023, e-mail: dc@example.invalid",
    "সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)",
    "তারিখঃ ২৮/১১/২০২৩ খ্রি.",
    "বিষয় ঃ পরিবীক্ষণ কমিটি গঠন",
    "ই-মেইল, ওয়েব-সাইট; র‌্যাব ও অ্যাপ",
    "ক\u09c7\u09be",  # two parts of one sign, not yet joined
    "ফরম-২ (সংলগ্নী-১) A4 সাইজের",
    "১০% ও ৫টি",
]
IMPOSSIBLE = {
    "begins with a sign": "\u09bfক",
    "two vowel signs": "ক\u09be\u09bf",
    "vowel sign after hasanta": "ক\u09cd\u09bf",
    "hasanta after vowel sign": "ক\u09be\u09cdর",
    "hasanta at the end": "ক\u09cd",
    "Latin letter inside": "কPিট",
    "a letter of no script": "ক\ue012র",
    "nothing but marks": "\u09bf\u09be",
    "no character at all": "\ufffd\ufffd",
}


@pytest.mark.parametrize("text", HEALTHY)
def test_text_as_people_write_it_is_healthy(text: str) -> None:
    assert textlayer.impossible_share(text) == 0
    assert textlayer.is_healthy(text)


@pytest.mark.parametrize("word", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_word_that_cannot_be_is_counted(word: str) -> None:
    assert textlayer.impossible_share(f"সেবা {word} প্রদান পত্র") == 0.25


@pytest.mark.parametrize(("bad", "healthy"), [(3, True), (4, False)])
def test_three_in_a_hundred_are_borne(bad: int, healthy: bool) -> None:
    assert textlayer.is_healthy("ক\u09cd " * bad + "সেবা " * (100 - bad)) is healthy


@pytest.mark.parametrize(
    ("font", "bijoy"),
    [
        ("SutonnyMJ", True),
        ("ABCDEF+SutonnyMJ", True),
        ("SutonnyMJ-Bold", True),
        ("SutonnyMJ,BoldItalic", True),
        ("SutonnyMJBold", True),
        ("ChandrabatiMatraMJ", True),
        ("'sutonnymj'", True),
        ("SutonnyOMJ", False),
        ("ABCDEF+NikoshBAN", False),
        ("Arial", False),
        ("", False),
    ],
)
def test_a_bijoy_font_is_known_by_its_name(font: str, bijoy: bool) -> None:
    assert textlayer.is_bijoy_font(font) is bijoy


@pytest.mark.parametrize(
    "row", [row for row in rows("bijoy.csv") if row["kind"] == "convert"], ids=lambda row: row["text"]
)
def test_every_bijoy_text_of_a_bijoy_font_is_converted(row: dict[str, str]) -> None:
    assert textlayer.in_order([(row["text"], True)]) == row["expected"]


def test_runs_of_one_font_are_joined_before_they_are_converted() -> None:
    assert textlayer.in_order([("‡", True), ("mev ", True), ("PDF", False), (" KwgwU", True)]) == "সেবা PDF কমিটি"


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("`ªæZ cÖwkÿY Dbœqb", True),
        ("Office of the Deputy Commissioner", False),
        ("“Charter” – ‘Citizen’s’ • third • ©2023 Portal™", False),
        ("সেবা `ªæZ cÖwkÿY", False),
        ("résumé of the office of the district, which holds many words", False),
        ("", False),
    ],
)
def test_bijoy_is_told_from_english(text: str, looks: bool) -> None:
    assert textlayer.looks_bijoy(text) is looks


def test_where_one_line_is_known_as_bijoy_those_like_it_are_too() -> None:
    text = "‡mev cÖ`vb cÖwZkÖæwZ\n`ªæZ cÖwkÿY\nEnglish words stay\nসেবা"
    assert textlayer.shown_as(text)(text).split("\n") == [
        "সেবা প্রদান প্রতিশ্রুতি",
        "দ্রুত প্রশিক্ষণ",
        "English words stay",
        "সেবা",
    ]


@pytest.mark.parametrize("text", ["`ªæZ cÖwkÿY", "English", "সেবা প্রদান", "", "a\r\nb\x0bc"])
def test_a_text_without_a_known_line_stays_as_it_is(text: str) -> None:
    assert textlayer.shown_as(text)(text) == text


@given(st.text(st.sampled_from("কখর্ািৌঃঁ ab©†¨1।\n\ue001"), max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    assert 0 <= textlayer.impossible_share(text) <= 1
    assert isinstance(textlayer.shown_as(text)(text), str)
    assert textlayer.looks_bijoy(text) in (True, False)
