"""Headings of service tables: what each means, which tables list services, and which format their headings make."""

from collections.abc import Sequence
from typing import Any

import pytest

from charter_audit import formats
from charter_audit.formats import CENTRAL_7, FIELD_8, Fit, Format, Headings
from charter_audit.model import CENTRAL, FIELD, Table, Tier
from charter_audit.samples import FIRST_GENERATION, HEADINGS, NUMBERS
from charter_audit.wording import corrected, entry, word, words

CENTRAL_HEADINGS = tuple(column.usual for column in formats.columns(CENTRAL_7))
SUPERIOR = word("formats.central_7_plus_superior.extra.usual")
OLDER_A, OLDER_B = words("formats.field_older_a.columns"), words("formats.field_older_b.columns")
FIELD_KEYS = tuple(column.key for column in formats.columns(FIELD_8))
GRIEVANCE = ("ক্রমিক", "কখন যোগাযোগ করবেন", "কার সঙ্গে যোগাযোগ করবেন", "যোগাযোগের ঠিকানা", "নিষ্পত্তির সময়সীমা")
EXPECTED = ("ক্রমিক", "প্রতিশ্রুত/কাঙ্খিত সেবা প্রাপ্তির লক্ষ্যে করণীয়")
SERVICE = ("১", "নাগরিকত্ব সনদ", "৩ দিন", "আবেদন", "অফিস", "বিনামূল্যে", "অফিস সহকারী", "উপজেলা নির্বাহী অফিসার")


def table(*rows: Sequence[str]) -> Table:
    return Table(tuple(tuple(row) for row in rows))


# ---- what a heading means --------------------------------------------------------------------------------------------


def listed(form: str) -> list[tuple[str, str]]:
    raw: Any = entry(f"formats.{form}.columns")
    return [(heading, one["key"]) for one in raw for heading in (one["usual"], *one.get("also", []))]


@pytest.mark.parametrize("form", [FIELD_8, CENTRAL_7])
@pytest.mark.parametrize("spelling", ["as listed", "without spaces", "numbered", "with a colon"])
def test_every_heading_of_the_vocabulary_means_its_column(form: str, spelling: str) -> None:
    for heading, key in listed(form):
        printed = {
            "as listed": heading,
            "without spaces": heading.replace(" ", ""),
            "numbered": f"(১) {heading}",
            "with a colon": f"{heading}:",
        }[spelling]
        assert formats.key_of(printed, form, papers=form == FIELD_8) == key, printed


HEADING = [
    ("উর্ধ্বতন কর্মকর্তার পদবী", "superior"),
    ("উর্দ্ধতন কর্মকর্তা", "superior"),
    ("ঊর্দ্ধতন কর্মকর্তা", "superior"),
    ("আপিল কর্মকর্তা", "superior"),
    ("ঊর্ধ্বতন দায়িত্বপ্রাপ্ত কর্মকর্তা", "superior"),
    ("দায়িত্বপ্রাপ্ত কর্মকর্তা ও তাঁর ঊর্ধ্বতন", "officer"),
    ("শাখার নামসহ দায়িত্ব প্রাপ্ত কর্মকর্তার পদবী", "officer"),
    ("সেবারনাম", "service"),
    ("সেবা প্রদানে সর্বোচ্চ সময়", "max_time"),
    ("সেবা প্রদানে সর্বোচ্চ\u200c সময়", "max_time"),
    ("প্রয়োজনীয় সময় (ঘন্টা/দিন/মাস)", "max_time"),
    ("প্রয়োজনীয় সময়", ""),
    ("সেবা প্রদানের সময়", ""),
    ("সেবা প্রদানের সময় সীমা", "time_limit"),
    ("প্রয়োজনীয় কাগজপত্রাদি", "papers"),
    ("আবেদন ফর্ম প্রাপ্তি স্থান", "papers_where"),
    ("ফি/চার্জেস", "fee"),
    ("সেবা ফি এবং পরিশোধ পদ্ধতি", "fee"),
    ("সেবা প্রদান পদ্বতি", "method"),
    ("অফিসিয়াল টেলিফোন", ""),
    ("কার্যক্রম", ""),
    ("ক্রম", "serial"),
    ("ক্রঃনং", "serial"),
    ("মন্তব্য", ""),
    ("", ""),
]


@pytest.mark.parametrize(("heading", "key"), HEADING)
def test_a_heading_means(heading: str, key: str) -> None:
    assert formats.key_of(heading) == key


@pytest.mark.parametrize(
    ("form", "papers", "key"),
    [
        (FIELD_8, True, "papers_where"),
        (FIELD_8, False, "papers_and_where"),
        (CENTRAL_7, True, "papers_where"),
        (CENTRAL_7, False, "papers_and_where"),
    ],
)
def test_where_papers_are_got_is_read_beside_the_papers_column(form: str, papers: bool, key: str) -> None:
    assert formats.key_of("কাগজপত্র প্রাপ্তির স্থান", form, papers) == key


@pytest.mark.parametrize(("form", "key"), [(FIELD_8, "max_time"), (CENTRAL_7, "time_limit")])
def test_a_heading_of_two_meanings_is_the_formats_own(form: str, key: str) -> None:
    assert formats.key_of("সেবা প্রদানের সর্বোচ্চ সময়সীমা", form) == key


# ---- which tables list services --------------------------------------------------------------------------------------

FOUR = HEADINGS[:4]
TABLES: list[tuple[str, list[Table], list[Sequence[str]]]] = [
    ("headings in the first row", [table(HEADINGS, SERVICE)], [HEADINGS]),
    ("headings in the fourth row", [table(["শিরোনাম"], ["ক"], ["খ"], HEADINGS)], [HEADINGS]),
    ("headings in the fifth row", [table(*[["শিরোনাম", "ক"]] * 4, HEADINGS)], []),
    ("headings under many titles", [table(["শিরোনাম"], ["ক", "ক"], ["খ"], ["গ"], ["ঘ"], HEADINGS)], [HEADINGS]),
    ("four known headings", [table(FOUR, SERVICE[:4])], [FOUR]),
    ("three known headings", [table(FOUR[:3], SERVICE[:3])], []),
    ("one heading four times is one", [table(["সেবার নাম", "ক", "সেবার নাম", "খ", "সেবার নাম", "গ", "সেবার নাম"])], []),
    ("three and a number row", [table(FOUR[:3], NUMBERS[:3])], [FOUR[:3]]),
    ("a number row in plain digits", [table(FOUR[:3], ["০১", "০২", "০৩"])], [FOUR[:3]]),
    ("numbers that are not in a row", [table(FOUR[:3], ["১", "২", "৪"])], []),
    ("a row of services is no number row", [table(FOUR[:3], ["১", "২ জন", "৩"])], []),
    ("two numbers are no number row", [table(["সেবার নাম", "সর্বোচ্চ সময়"], ["১", "২"])], []),
    ("a number row without headings", [table(NUMBERS, SERVICE)], []),
    ("a title over all columns is no heading", [table(["নাগরিক সেবা"] * 8, NUMBERS, SERVICE)], []),
    ("a title over all columns above the headings", [table(["নাগরিক সেবা"] * 8, HEADINGS, NUMBERS)], [HEADINGS]),
    ("a heading over two columns", [table((*HEADINGS[:7], HEADINGS[6], HEADINGS[7]))], [HEADINGS]),
    ("the first generation", [table(FIRST_GENERATION, ["ক"] * 6)], [FIRST_GENERATION]),
    ("grievance", [table(GRIEVANCE, NUMBERS[:5])], []),
    ("expectations", [table(EXPECTED, ["১", "আবেদন জমা"])], []),
    ("officers by number alone", [table(["ক্রমিক", "নাম", "ফোন"], NUMBERS[:3])], [("ক্রমিক", "নাম", "ফোন")]),
    ("officers beside services", [table(HEADINGS), table(["ক্রমিক", "নাম", "ফোন"], NUMBERS[:3])], [HEADINGS]),
    ("two tables of services", [table(HEADINGS), table(OLDER_A)], [HEADINGS, OLDER_A]),
    ("a service whose cells name columns", [table(("১", *HEADINGS[1:]))], []),
    ("nothing", [], []),
    ("an empty table", [Table(())], []),
]


@pytest.mark.parametrize(("tables", "found"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_service_tables(tables: list[Table], found: list[Sequence[str]]) -> None:
    assert [one.printed for one in formats.service_tables(tables)] == [tuple(one) for one in found]


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (table(GRIEVANCE), "grievance"),
        (table(["ক"], GRIEVANCE), "grievance"),
        (table(GRIEVANCE[:2]), ""),
        (table(EXPECTED), "expectations"),
        (table(HEADINGS), ""),
    ],
)
def test_the_section_that_a_table_is(made: Table, key: str) -> None:
    assert formats.section_of(made) == key


@pytest.mark.parametrize(
    ("made", "is_other"),
    [
        (table(["সেবা", "সময়"], ["সনদ", "৩ দিন"]), True),
        (table(["সেবা", "সময়"]), False),
        (table(["সেবা"], ["সনদ"]), False),
        (table(GRIEVANCE, ["১"] * 5), False),
    ],
)
def test_tables_that_list_something_else(made: Table, is_other: bool) -> None:
    assert formats.others([made]) == ((made,) if is_other else ())


def test_a_table_in_bijoy_is_converted() -> None:
    raw = ("µwgK", "†mevi bvg", "‡mev cÖ`v‡b m‡e©v”P mgq", "cÖ‡qvRbxq KvMRcÎ", "`vwqZ¡cÖvß Kg©KZ©v")
    (found,) = formats.service_tables([table(raw, ["১", "সনদ", "৩", "ছবি", "সহকারী"])])
    assert [formats.key_of(heading) for heading in found.printed] == [
        "serial",
        "service",
        "max_time",
        "papers",
        "officer",
    ]


# ---- which format they make ------------------------------------------------------------------------------------------

UNO, MIN = Tier.UPAZILA, Tier.MINISTRY
HYBRID = (*CENTRAL_HEADINGS, SUPERIOR)
EIGHT = ("ক্রমিক", "কার্যক্রম", "শাখা", "পদ্ধতি", "সংখ্যা", "ব্যয়", "অগ্রগতি", "মন্তব্য")
FORMATS: list[tuple[str, Sequence[str], Tier, Fit, str]] = [
    ("field eight", HEADINGS, UNO, Fit.MATCH, "field_8"),
    ("central seven", CENTRAL_HEADINGS, MIN, Fit.MATCH, "central_7"),
    ("field eight at a ministry", HEADINGS, MIN, Fit.WRONG_TIER, "field_8"),
    ("central seven at an upazila", CENTRAL_HEADINGS, UNO, Fit.WRONG_TIER, "central_7"),
    ("older A", OLDER_A, UNO, Fit.OLDER, "field_older_a"),
    ("older B", OLDER_B, UNO, Fit.OLDER, "field_older_b"),
    ("older A at a ministry", OLDER_A, MIN, Fit.WRONG_TIER, "field_older_a"),
    ("current but for one mark", (*HEADINGS[:2], "সেবা প্রদানে সর্বোচ্চ সময় (ঘণ্টা/ দিন/ মাস)", *HEADINGS[3:]), UNO, Fit.OLDER, "field_older_a"),
    ("a mark of the field's in the centre", (*CENTRAL_HEADINGS[:5], "সেবা প্রদানের সময়সীমা (ঘন্টা/দিন/মাস)", CENTRAL_HEADINGS[6]), MIN, Fit.MATCH, "central_7"),
    ("hybrid at a ministry", HYBRID, MIN, Fit.MIXED, "central_7_plus_superior"),
    ("hybrid at an upazila", HYBRID, UNO, Fit.MIXED, "central_7_plus_superior"),
    ("eight columns that prove nothing", EIGHT, UNO, Fit.NONE, ""),
    ("first generation", FIRST_GENERATION, UNO, Fit.NONE, ""),
    ("first generation at a ministry", FIRST_GENERATION, MIN, Fit.NONE, ""),
    ("seven of eight", HEADINGS[:7], UNO, Fit.MIXED, ""),
    ("five of eight", HEADINGS[:5], UNO, Fit.MIXED, ""),
    ("four of eight", HEADINGS[:4], UNO, Fit.NONE, ""),
    ("five of seven", (*CENTRAL_HEADINGS[:2], *CENTRAL_HEADINGS[4:]), MIN, Fit.MIXED, ""),
    ("two columns changed about", (*HEADINGS[:6], HEADINGS[7], HEADINGS[6]), UNO, Fit.MIXED, ""),
    ("a column of the other format too many", (*HEADINGS, "সেবা প্রদান পদ্ধতি"), UNO, Fit.MIXED, ""),
    ("a column of neither too many", (*HEADINGS, "মন্তব্য"), UNO, Fit.MATCH, "field_8"),
    ("lost spaces", [heading.replace(" ", "") for heading in HEADINGS], UNO, Fit.MATCH, "field_8"),
    ("known misspellings", (*HEADINGS[:7], "উর্দ্ধতন কর্মকর্তার পদবী"), UNO, Fit.MATCH, "field_8"),
    ("the longest time as a limit, in the centre", (*CENTRAL_HEADINGS[:5], "সেবা প্রদানের সর্বোচ্চ সময়সীমা", CENTRAL_HEADINGS[6]), MIN, Fit.MATCH, "central_7"),
    ("the same at an upazila", (*CENTRAL_HEADINGS[:5], "সেবা প্রদানের সর্বোচ্চ সময়সীমা", CENTRAL_HEADINGS[6]), UNO, Fit.WRONG_TIER, "central_7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "tier", "fit", "variant"), [case[1:] for case in FORMATS], ids=[case[0] for case in FORMATS]
)
def test_format(headings: Sequence[str], tier: Tier, fit: Fit, variant: str) -> None:
    made = formats.variant_of(headings, tier)
    assert (made.fit, made.variant, made.printed) == (fit, variant, tuple(headings))


@pytest.mark.parametrize("tier", FIELD | CENTRAL)
def test_every_tier_has_its_format(tier: Tier) -> None:
    own = CENTRAL_HEADINGS if tier in CENTRAL else HEADINGS
    assert formats.variant_of(own, tier).fit is Fit.MATCH


def test_the_formats_of_the_code_are_those_of_the_vocabulary() -> None:
    for form, tiers in ((FIELD_8, FIELD), (CENTRAL_7, CENTRAL)):
        assert {Tier(tier) for tier in words(f"formats.{form}.tiers")} == tiers
    assert tuple(column.usual for column in formats.columns(FIELD_8)) == HEADINGS


def test_what_lacks_and_what_is_foreign_is_told_by_its_usual_heading() -> None:
    made = formats.variant_of((*HEADINGS[:7], "সেবা প্রদান পদ্বতি"), UNO)
    assert (made.fit, made.missing, made.foreign) == (Fit.MIXED, (HEADINGS[7],), (CENTRAL_HEADINGS[2],))
    assert formats.variant_of(HEADINGS, UNO).missing == ()


def test_keys_come_in_the_order_of_the_headings_each_once() -> None:
    assert formats.keys_of(HEADINGS, FIELD_8) == FIELD_KEYS
    assert formats.keys_of(("দায়িত্বপ্রাপ্ত কর্মকর্তা", "দায়িত্বপ্রাপ্ত কর্মচারী", "নাম"), FIELD_8) == ("officer",)


def together(*headings: Sequence[str]) -> Format | None:
    return formats.format_of([Headings(tuple(one), 8) for one in headings], UNO)


@pytest.mark.parametrize(
    ("tables", "fit"),
    [
        ((HEADINGS, HEADINGS), Fit.MATCH),
        ((HEADINGS, OLDER_A), Fit.MIXED),
        ((HEADINGS, FIRST_GENERATION), Fit.MIXED),
        ((CENTRAL_HEADINGS, HEADINGS), Fit.MIXED),
        ((OLDER_A, OLDER_B), Fit.OLDER),
        ((FIRST_GENERATION, FIRST_GENERATION), Fit.NONE),
    ],
)
def test_tables_that_differ_are_mixed(tables: Sequence[Sequence[str]], fit: Fit) -> None:
    made = together(*tables)
    assert made is not None
    assert made.fit is fit


def test_of_tables_that_differ_the_one_that_does_not_match_is_told() -> None:
    made = together(HEADINGS, HEADINGS[:7])
    assert made is not None
    assert (made.printed, made.missing) == (HEADINGS[:7], (HEADINGS[7],))


def test_no_table_has_no_format() -> None:
    assert together() is None


def test_comparing_is_done_on_corrected_text() -> None:
    assert formats.squeezed("উর্দ্ধতন  কর্মকর্তা") == corrected("ঊর্ধ্বতন কর্মকর্তা").replace(" ", "")
