"""Days, months, quarters and stamps that a text names, and nothing where it names none."""

from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import rows
from charter_audit import dates, wording
from charter_audit.bangla import fold_keeping_case, to_bengali_digits
from charter_audit.quarter import NAMES_BN, NAMES_EN, ORDINALS_BN, Quarter

MONTHS = cast(list[dict[str, list[str]]], wording.entry("dates.month_names"))
BANGLA_MONTHS = wording.words("dates.bangla_calendar.months")
EXAMPLES = cast(dict[str, date], wording.entry("dates.examples"))
STAMPS = cast(dict[str, date], wording.entry("stamps.examples"))
YEARS = cast(dict[str, str], wording.entry("fiscal_year.examples"))
TEXT = st.lists(
    st.one_of(
        st.sampled_from([name for line in MONTHS for name in line["bn"] + line["en"]]),
        st.sampled_from(
            [*BANGLA_MONTHS, "২য় ত্রৈমাসিক", "২০২৩-২৪", "২৮.১১.২০২৩", "৯৯৯৯", "১৪৩০", "২০২৩", "-", "ই", "হইতে"]
        ),
        st.sampled_from(
            ["কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে: সোমবার,", "সাইটটি শেষ হাল-নাগাদ করা হয়েছে:", "প্রকাশের তারিখ:", " এ ২৫:৬১"]
        ),
        st.integers(0, 99999).map(str),
        st.text(max_size=5),
    )
).map(" ".join)


def isos(text: str) -> str:
    return " ".join(day.iso for day in dates.days_in(text))


# ---- days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), [(row["text"], row["expected"]) for row in rows("dates.csv")])
def test_days(text: str, expected: str) -> None:
    assert isos(text) == expected


@pytest.mark.parametrize(("text", "expected"), EXAMPLES.items())
def test_examples_of_the_vocabulary(text: str, expected: date) -> None:
    assert isos(f"তারিখঃ {text}।") == expected.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Charter-27.09.2021.pdf", "2021-09-27"),
        ("২৮-নভেম্বর-২০২৩", "2023-11-28"),
        ("২১ শে ফেব্রুয়ারি ২০২৪", "2024-02-21"),
        ("৫ই মে, ২০২৪", "2024-05-05"),
        ("০৫ সেপ্টেঃ ২০২৩", "2023-09-05"),
        ("30 SEPTEMBER 2023", "2023-09-30"),
        ("April 4th, 2024", "2024-04-04"),
        ("অক্টোবর/২০২৩", "2023-10"),
        ("সেপ্টেম্বর-২০২৩", "2023-09"),
        ("২১ ফাল্গুণ ১৪৩০", "2024-03-05"),
        ("মেহেরপুর, ১২ মে ২০২৪", "2024-05-12"),
        ("২৮.১১.২৩", "2023-11-28"),
    ],
)
def test_more_days(text: str, expected: str) -> None:
    assert isos(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "অনুচ্ছেদ ১.২.১১",
        "৫.৩২ জুলাই ২০২৩",
        "২৫-২৭ নভেম্বর ২০২৩",
        "১–৩১ জুলাই ২০২৩",
        "জানুয়ারি-জুন ২০২৪",
        "৩০ জুন ২০২৩-২৪",
        "৩১ নভেম্বর ২০২৩",
        "৩১ Nov ২০২৩",
        "you may 2023",
        "১৫ আশ্বিন ২০২৩",
        "৩২ আশ্বিন ১৪৩০",
        "আশ্বিন ১৪৩০",
        "১ বৈশাখ ৯৯৯৯",
        "৩০ এপ্রিল ১৪৩০",
        "১ মে ০০০০",
        "মে ৯৯৯৯",
        "১২:২৮ নভেম্বর ২০২৩",
        "version v1.2.2023",
        "192.168.10.12",
        "১১১/১১/২০২৩",
        "মেহেরপুর ২০২৩",
        "উপমে ২০২৩",
        "2023-10-04-09-41-0123456789abcdef",
        "২০২৩-২৪ থেকে ২০২৫-২৬",
        "৮ নভেম্বর",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert dates.days_in(text) == ()


@pytest.mark.parametrize(
    ("text", "printed", "bangla"),
    [
        ("তারিখ:\u200c ২৮\u00a0নভেম্বর\u200c ২০২৩ খ্রি.", "২৮\u00a0নভেম্বর\u200c ২০২৩", False),
        ("হ\u09dfেছে  ১৫ আশ্বিন ১৪৩০", "১৫ আশ্বিন ১৪৩০", True),
        ("২৫ জানু\u09dfারি ২০২৪ ", "২৫ জানু\u09dfারি ২০২৪", False),
        ("সাল২৮-১১-২০২৩ই", "২৮-১১-২০২৩", False),
    ],
)
def test_places_and_words_are_those_of_the_text(text: str, printed: str, bangla: bool) -> None:
    (day,) = dates.days_in(text)
    assert day.printed == printed == text[day.start : day.end]
    assert day.bangla is bangla


def test_a_month_is_a_span() -> None:
    (month,) = dates.days_in("ফেব্রুয়ারি ২০২৪")
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))


def forms(day: date) -> list[str]:
    names = MONTHS[day.month - 1]
    bengali = [
        form
        for name in names["bn"]
        for form in (f"{day.day} {name} {day.year}", f"{day.day:02} {name}, {day.year}", f"{day.day}{name}{day.year}")
    ]
    english = [
        form for name in names["en"] for form in (f"{day.day}th {name} {day.year}", f"{name} {day.day}, {day.year}")
    ]
    numbers = [f"{day:%d}{by}{day:%m}{by}{day:%Y}" for by in "/-."] + [f"{day.day}-{day.month}-{day.year}"]
    return [*bengali, *english, *numbers, day.isoformat()]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_printed_in_any_form_is_read_again(day: date) -> None:
    for form in forms(day):
        for text in (form, to_bengali_digits(form), f"তারিখ: {to_bengali_digits(form)} খ্রি."):
            assert [(one.first, one.last) for one in dates.days_in(text)] == [(day, day)], text


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_year_of_two_digits_is_of_this_century(day: date) -> None:
    for by in "/-.":
        assert isos(f"{day:%d}{by}{day:%m}{by}{day:%y}") == day.isoformat()


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(0, 99))
def test_an_impossible_day_is_none(year: int, month: int, number: int) -> None:
    try:
        expected = date(year, month, number).isoformat()
    except ValueError:
        expected = ""
    assert isos(f"{number} {MONTHS[month - 1]['bn'][0]} {year}") == expected
    assert isos(f"{number:02}.{month:02}.{year}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("হালনাগাদের তারিখ: ০৪/১০/২০২৩", ["2023-10-04"]),
        ("হাল-নাগাদ: ১৯ আশ্বিন ১৪৩০/ ০৪ অক্টোবর ২০২৩", ["2023-10-04"]),
        ("০৪/১০/২০২৩ হালনাগাদ", []),
        (f"হালনাগাদ {'ক' * 40} ০৪/১০/২০২৩", []),
        ("সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৫-০৩-১৭ ০৮:১৪:৫৬", []),
        ("সর্ব-শেষ হাল-নাগাদ: ২১st নভেম্বর ২০২৪", []),
        ("হালনাগাদ ১৫ আশ্বিন ১৪৩০", []),
        ("", []),
    ],
)
def test_days_after_a_word(text: str, expected: list[str]) -> None:
    assert [day.iso for day in dates.days_after(text, "হালনাগাদের তারিখ", "হালনাগাদ", "হাল-নাগাদ")] == expected


# ---- the Bangla calendar -----------------------------------------------------------------------------------

CALENDAR = [
    (row["bangla"], tuple(map(int, row["year-month-day"].split("-"))), row["gregorian"]) for row in rows("calendar.csv")
]


@pytest.mark.parametrize(("text", "numbers", "expected"), CALENDAR)
def test_bangla_calendar(text: str, numbers: tuple[int, int, int], expected: str) -> None:
    assert str(dates.bangla_day(*numbers) or "") == expected
    assert isos(text) == expected


def days_of(year: int) -> list[date]:
    every = (dates.bangla_day(year, month, day) for month in range(1, 13) for day in range(1, 32))
    return [day for day in every if day]


@pytest.mark.parametrize("year", range(1394, 1507))
def test_a_bangla_year_has_every_day_once(year: int) -> None:
    days = days_of(year)
    assert days[0] == date(year + 593, 4, 14)
    assert days == [days[0] + timedelta(days=number) for number in range((date(year + 594, 4, 14) - days[0]).days)]


@pytest.mark.parametrize(
    "numbers", [(1430, 0, 1), (1430, 13, 1), (1430, 1, 0), (1430, 1, -1), (1393, 1, 1), (9999, 1, 1)]
)
def test_no_such_bangla_day(numbers: tuple[int, int, int]) -> None:
    assert dates.bangla_day(*numbers) is None


# ---- quarters and fiscal years -----------------------------------------------------------------------------


def named(text: str) -> list[str]:
    return [str(period) for period in dates.quarters_in(text)]


@pytest.mark.parametrize("form", wording.words("quarters.examples"))
def test_an_ordinal_needs_a_fiscal_year_beside_it(form: str) -> None:
    number = next(
        n for n, names in enumerate((("১ম", "প্রথম"), ("২য়",), ("৩য়",), ("৪র্থ",)), 1) if form.startswith(names)
    )
    assert named(form) == []
    assert named(f"{form} ২০২৩-২৪") == [f"2023-24/Q{number}"]
    assert named(f"২০২৩-২০২৪ অর্থবছরের সেবা প্রদান প্রতিশ্রুতি ({form})") == [f"2023-24/Q{number}"]
    assert named(f"২০২৩-২৪ {'ক' * 70} {form}") == ["2023-24"]
    assert named(f"২০২৩-২৪ অর্থবছর। {form} সভা") == ["2023-24"]


@pytest.mark.parametrize(
    ("form", "expected"),
    list(zip(wording.words("quarters.ranges"), ("2023-24/Q1", "2023-24/Q1", "2017-18/Q1"), strict=True)),
)
def test_ranges_of_the_vocabulary(form: str, expected: str) -> None:
    assert named(form) == [expected]


@pytest.mark.parametrize(("form", "expected"), YEARS.items())
def test_fiscal_years(form: str, expected: str) -> None:
    (year,) = dates.quarters_in(f"{form} অর্থবছর")
    assert (str(year), year.quarter, year.printed) == (expected, None, form)
    assert (year.first, year.last) == (date(int(expected[:4]), 7, 1), date(int(expected[:4]) + 1, 6, 30))


@pytest.mark.parametrize(
    "text",
    [
        *wording.words("fiscal_year.not_examples"),
        "২০২৩-২৫",
        "২০২৩-২০২৩",
        "২০২৩",
        "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২০২৩-২৪",
        "জুলাই-সেপ্টেম্বর",
        "জানুয়ারি-জুন ২০২৪",
        "জুলাই ২০২৩-সেপ্টেম্বর ২০২৪",
        "আগস্ট-অক্টোবর ২০২৩",
        "২১ম ত্রৈমাসিক",
        "২য় সভা",
    ],
)
def test_no_quarter_is_invented(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("১ম ত্রৈমাসিক ২০২৩-২৪, ২য় ত্রৈমাসিক ২০২৪-২৫", ["2023-24/Q1", "2024-25/Q2"]),
        ("২০২৩-২৪ ১ম ত্রৈমাসিক, ২০২৪-২৫ ২য় ত্রৈমাসিক", ["2023-24/Q1", "2024-25/Q2"]),
        ("২০২৩-২৪ ২য় ত্রৈমাসিক ২০২৪-২৫", []),
        ("২০২৩-২৪ অর্থবছরের ২য় ত্রৈমাসিক (অক্টোবর-ডিসেম্বর)", ["2023-24/Q2", "2023-24/Q2"]),
        ("অক্টোবর-ডিসেম্বর ২০২৩-২৪", ["2023-24/Q2"]),
        ("জানুয়ারি-মার্চ ২০২৪", ["2023-24/Q3"]),
        ("Q2, 2023-24", ["2023-24/Q2"]),
        ("2nd quarter of 2023-2024", ["2023-24/Q2"]),
        ("July to September 2023", ["2023-24/Q1"]),
        ("২০২৩-২৪ ও ২০২৪-২৫", ["2023-24", "2024-25"]),
    ],
)
def test_quarters(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@given(st.integers(2000, 2098), st.integers(1, 4))
def test_a_quarter_printed_in_any_form_is_read_again(year: int, number: int) -> None:
    quarter = Quarter(year, number)
    ordinal, calendar = ORDINALS_BN[number - 1], quarter.first.year
    for text in (
        quarter.name_bn,
        quarter.name_en.partition(", ")[2],
        f"{NAMES_BN[number - 1]}/{to_bengali_digits(str(calendar))}",
        f"{NAMES_EN[number - 1]} {calendar}",
        f"{to_bengali_digits(quarter.fiscal_year)} অর্থবছরের {ordinal} ত্রৈমাসিক প্রতিবেদন",
        f"হালনাগাদকৃত সিটিজেন চার্টার ({ordinal} কোয়ার্টার, {quarter.fiscal_year})",
    ):
        (period,) = dates.quarters_in(text)
        assert (period.quarter, period.first, period.last) == (quarter, quarter.first, quarter.last), text
        assert period.printed == text[period.start : period.end]


# ---- stamps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), STAMPS.items())
def test_stamps_of_the_vocabulary(text: str, expected: date) -> None:
    (stamp,) = dates.page_stamps(text) + dates.published_days(text)
    assert (stamp.first, stamp.printed) == (expected, text)
    assert dates.site_stamps(text) == ()


RECORD = "কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে:"
SITE = "সাইটটি শেষ হাল-নাগাদ করা হয়েছে:"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("সর্ব-শেষ হাল-নাগাদ: ২১st নভেম্বর ২০২৪", "2024-11-21", "2024-11-22"),
        ("সর্ব-শেষ হাল-নাগাদ: ৩১ ডিসেম্বর ২০২৪", "2024-12-31", "2025-01-01"),
        ("সর্ব-শেষ হাল-নাগাদ: ২৩rd August ২০২৩", "2023-08-23", "2023-08-24"),
        (f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ০৩:৪০ PM", "2025-10-20", "2025-10-20"),
        (f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ০৫:৫৯ pm", "2025-10-20", "2025-10-20"),
        (f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ০৬:০০ PM", "2025-10-20", "2025-10-21"),
        (f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ১২:১০ AM", "2025-10-20", "2025-10-20"),
        (f"{RECORD} ২০ অক্টোবর, ২০২৫ এ ২৩:৪০", "2025-10-20", "2025-10-21"),
        (f"{RECORD} ২০ অক্টোবর, ২০২৫", "2025-10-20", "2025-10-21"),
    ],
)
def test_page_stamps(text: str, first: str, last: str) -> None:
    (stamp,) = dates.page_stamps(f"পাতা {text} ক্রমিক")
    assert (stamp.first.isoformat(), stamp.last.isoformat(), stamp.printed) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{RECORD} রবিবার, ২০ অক্টোবর, ২০২৫ এ ০৩:৪০ PM",
        f"{RECORD} খুশিবার, ২০ অক্টোবর, ২০২৫ এ ০৩:৪০ PM",
        f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ১৩:৪০ PM",
        f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ২৪:৪০",
        f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫ এ ১০:৬০ AM",
        "সর্ব-শেষ হাল-নাগাদ: ৩১ নভেম্বর ২০২৪",
        "সর্ব-শেষ হাল-নাগাদ: ৩ আশ্বিন ২০২৪",
        "সর্ব-শেষ হাল-নাগাদ: ৩ ৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯৯ ২০২৪",
        f"{SITE} সোমবার, ২৮ সেপ্টেম্বর, ২০২৬ এ ০৯:৩৪:৪৯",
        "২০ অক্টোবর ২০২৫",
        "",
    ],
)
def test_a_stamp_that_does_not_fit_is_not_read(text: str) -> None:
    assert dates.page_stamps(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SITE} ২০২৫-০৩-১৭ ০৮:১৪:৫৬", ["2025-03-17"]),
        (f"{SITE} সোমবার, ২৮ সেপ্টেম্বর, ২০২৬ এ ০৯:৩৪:৪৯", ["2026-09-28"]),
        (f"{SITE} রবিবার, ২৮ সেপ্টেম্বর, ২০২৬ এ ০৯:৩৪:৪৯", []),
        (f"{SITE} সেপ্টেম্বর ২০২৬", []),
        (f"{SITE}", []),
        (f"{RECORD} সোমবার, ২০ অক্টোবর, ২০২৫", []),
    ],
)
def test_site_stamps(text: str, expected: list[str]) -> None:
    stamps = dates.site_stamps(text)
    assert [stamp.first.isoformat() for stamp in stamps] == expected
    assert all(stamp.printed in text for stamp in stamps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("প্রকাশের তারিখ: ১১-০৯-২০২৫", ["2025-09-11"]),
        ("প্রকাশের তারিখ 05/10/2023", ["2023-10-05"]),
        ("প্রকাশের তারিখ: ৩১-১১-২০২৫", []),
        ("আর্কাইভ তারিখ: ৩১-১২-২০৩২", []),
    ],
)
def test_published_days(text: str, expected: list[str]) -> None:
    assert [stamp.first.isoformat() for stamp in dates.published_days(text)] == expected


# ---- any text ----------------------------------------------------------------------------------------------


@given(TEXT)
def test_any_text_is_taken(text: str) -> None:
    found: list[dates.Named | dates.Period] = [*dates.days_in(text), *dates.quarters_in(text)]
    assert all(one.printed == text[one.start : one.end] and one.first <= one.last for one in found)
    assert [one.start for one in dates.days_in(text)] == sorted(one.start for one in dates.days_in(text))
    stamps = (*dates.page_stamps(text), *dates.published_days(text), *dates.site_stamps(text))
    assert all(stamp.printed in text and stamp.first <= stamp.last for stamp in stamps)
    assert set(dates.days_after(text, "তারিখ", "এ")) <= set(dates.days_in(text))


@given(TEXT)
def test_the_fold_of_a_text_names_the_same(text: str) -> None:
    folded = fold_keeping_case(text)
    assert isos(folded) == isos(text)
    assert named(folded) == named(text)


def test_a_page_of_nothing_but_years_is_read_at_once() -> None:
    text = "২য় ত্রৈমাসিক ২০২৩-২৪ " * 3_000
    assert len(dates.quarters_in(text)) < 3_001


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("হালনাগাদ করার তারিখ: ২৩ অগ্রহায়ণ ১৪২৮ বঙ্গাব্দ / ০৮ ডিসেম্বর ২০২১ খ্রিষ্টাব্দ", ["2021-12-08"]),
        ("হালনাগাদ করার তারিখ: ২৩ অগ্রহায়ণ ১৪২৮ বঙ্গাব্দ", []),
        ("২৩ অগ্রহায়ণ ১৪২৮ বঙ্গাব্দ / ০৮ ডিসেম্বর ২০২১ খ্রিষ্টাব্দ", []),
    ],
)
def test_a_bangla_day_carries_on_to_the_gregorian_one_beside_it(text: str, days: list[str]) -> None:
    assert [day.iso for day in dates.days_after(text, "হালনাগাদ")] == days
