"""What labels and titles name."""

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cases import rows
from charter_audit import vocabulary, wording
from charter_audit.bangla import fold
from charter_audit.model import Role

LABELS = [(row["text"], row["expected"]) for row in rows("normalise.csv") if row["function"] == "label"]
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["সেবা প্রদান", "প্রতিশ্রুতি", "সিটিজেন", "চার্টার", "পরিবীক্ষণ", "কমিটি", "গঠন", "নৈতিকতা", "/", "(", ")"]
        ),
        st.text(max_size=8),
    )
).map(" ".join)


def listed(path: str) -> list[str]:
    found = wording.entry(path)
    assert isinstance(found, dict)
    return [*([found["usual"]] if "usual" in found else []), *found.get("also", [])]


# ---- the vocabulary ----------------------------------------------------------------------------------------


def test_every_word_of_the_vocabulary_is_nfc() -> None:
    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for pair in value.items() for part in pair for text in texts(part)]
        if isinstance(value, list):
            return [text for part in value for text in texts(part)]
        return [value] if isinstance(value, str) else []

    every = texts(wording.entry("charter")) + texts(wording.entry("committee")) + texts(wording.entry("dates"))
    assert len(every) > 150
    assert [text for text in every if not unicodedata.is_normalized("NFC", text)] == []


@pytest.mark.parametrize("path", ["charter.nothing", "nothing", "charter.names.0"])
def test_a_path_that_is_not_there_is_named(path: str) -> None:
    with pytest.raises(KeyError, match=path):
        wording.entry(path)


@pytest.mark.parametrize(
    ("ask", "path"),
    [(wording.words, "charter.name"), (wording.words, "memo.regex"), (wording.word, "charter.names")],
)
def test_another_kind_of_value_is_refused(ask: object, path: str) -> None:
    with pytest.raises(TypeError, match=path):
        ask(path)  # type: ignore[operator]


@pytest.mark.parametrize("text", ["schema: other", "- a list", "schema: charter-audit/vocabulary/2"])
def test_another_file_is_no_vocabulary(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = yaml.safe_load(text)
    monkeypatch.setattr(yaml, "load", lambda *_, **__: loaded)
    vocabulary._vocabulary.cache_clear()
    try:
        with pytest.raises(ValueError, match="not a vocabulary"):
            vocabulary.entry("charter")
    finally:
        vocabulary._vocabulary.cache_clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("পরীবিক্ষণ কমিটি", "পরিবীক্ষণ কমিটি"),
        ("হাল-নাগাদ ও হাল নাগাদ", "হালনাগাদ ও হালনাগাদ"),
        ("উর্দ্ধতন কর্মকর্তা", "ঊর্ধ্বতন কর্মকর্তা"),
        ("সেবাপ্রদান", "সেবা প্রদান"),
        ("পূনর্গঠন", "পুনর্গঠন"),
        ("Charter", "charter"),
    ],
)
def test_corrected(text: str, expected: str) -> None:
    assert wording.corrected(text) == fold(expected)


@given(LINES)
def test_long_texts_are_corrected_as_labels_are(line: str) -> None:
    long = line + " হাল-নাগাদ" * 40
    assert wording.corrected(long) == fold(wording.corrected(line) + " হালনাগাদ" * 40)


# ---- charter and committee ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "expected"), LABELS)
def test_labels(label: str, expected: str) -> None:
    assert wording.names_charter(label) is (expected == "charter")
    assert wording.names_committee(label) is (expected == "committee")


@pytest.mark.parametrize("name", wording.words("charter.names"))
def test_every_name_of_the_charter(name: str) -> None:
    assert wording.names_charter(name)
    assert wording.names_charter(f"{name.upper()} :")
    assert wording.names_charter(name.replace(" ", ""))


@pytest.mark.parametrize(
    "label",
    ["সিটিজেন’স চার্টার", "Citizen’s Charters", "সেবা প্ৰধান প্ৰতিশ্ৰুতি", "সিটিজেনস্ চার্টার", "পুরাতন সিটিজেন চার্টার"],
)
def test_more_spellings_of_the_charter(label: str) -> None:
    assert wording.names_charter(label)


@pytest.mark.parametrize("label", ["নাগরিক সনদ", "প্রতিশ্রুতি", "চার্টার", "সেবা প্রদান", "Charter flights", ""])
def test_what_does_not_name_the_charter(label: str) -> None:
    assert not wording.names_charter(label)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", True),
        ("পরিবিক্ষন কমিটি", True),
        ("Monitoring Committee", True),
        ("সিটিজেন চার্টার সংক্রান্ত কমিটি", True),
        ("সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার) সংক্রান্ত কমিটি", True),
        ("সিটিজেন্\u200cস চার্টার কমিটি", True),
        ("পরিবীক্ষণকমিটি", True),
        ("ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন", False),
        ("কমিটি", False),
        ("নৈতিকতা কমিটি ও পরিবীক্ষণ কমিটি", False),
        ("সিটিজেন চার্টার সংক্রান্ত জেলা কমিটি", False),
        ("ফোকাল পয়েন্ট কর্মকর্তা", False),
    ],
)
def test_the_committee(label: str, expected: bool) -> None:
    assert wording.names_committee(label) is expected


# ---- titles of boxes ---------------------------------------------------------------------------------------

BOX_TITLES = (
    *wording.words("charter.box_titles"),
    "সেবা প্রদান প্রতিশ্রুতি (সিটিজেন্\u200cস চার্টার)",
    "সেবা প্রদান প্রতিশ্রুতি(সিটিজেন্\u200cস চার্টার)",
    "সেবা প্রদান প্রতিশ্রুতি :",
    "Citizen’s Charter",
)


@pytest.mark.parametrize("title", BOX_TITLES)
def test_usual_titles_of_the_charter_box(title: str) -> None:
    assert wording.is_charter_box_title(title)
    assert wording.known_box_title(title)
    assert not wording.is_other_box(title)


@pytest.mark.parametrize(
    "title",
    [
        "সিটিজেন চার্টার (উপজেলা প্রশাসন)",
        "সিটিজেন চার্টার / সেবা প্রদান প্রতিশ্রুতি",
        "নাগরিক সনদ/সিটিজেন চার্টার",
        "হালনাগাদকৃত সিটিজেন্স চার্টার",
        "সিটিজেন চার্টার (সেবাসমূহ)",
    ],
)
def test_other_titles_of_the_charter_box(title: str) -> None:
    assert wording.is_charter_box_title(title)
    assert not wording.known_box_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "জরুরি হটলাইনসমূহ / সিটিজেন চার্টার / লিঙ্কস",
        "সেবাসমূহ ও সিটিজেন চার্টার",
        "আমাদের বিষয়ে (সিটিজেন চার্টার)",
        "নাগরিক সনদ",
        "",
        *wording.words("other_boxes"),
    ],
)
def test_titles_that_are_not_the_charter_box(title: str) -> None:
    assert not wording.is_charter_box_title(title)
    assert not wording.known_box_title(title)


@pytest.mark.parametrize("title", [*wording.words("other_boxes"), "বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ)", "আমাদের বিষ\u09dfে"])
def test_titles_of_other_boxes(title: str) -> None:
    assert wording.is_other_box(title)


# ---- roles -------------------------------------------------------------------------------------------------

ROLES = [
    (label, Role(role))
    for role in ("committee", "reports", "plan", "laws", "charter", "other")
    for label in listed(f"link_roles.{role}")
]


@pytest.mark.parametrize(("label", "role"), ROLES)
def test_role_in_the_charter_box(label: str, role: Role) -> None:
    assert wording.role_of(label, in_charter_box=True) is role


@pytest.mark.parametrize(
    ("label", "inside", "outside"),
    [
        ("কমিটি", Role.COMMITTEE, Role.OTHER),
        ("নৈতিকতা কমিটি", Role.COMMITTEE, Role.OTHER),
        ("জেলা কমিটি", Role.COMMITTEE, Role.OTHER),
        ("চার্টার্ড একাউন্ট্যান্ট কমিটি", Role.COMMITTEE, Role.OTHER),
        ("শুদ্ধাচার কমিটি ও সিটিজেন চার্টার", Role.COMMITTEE, Role.CHARTER),
        ("সিটিজেন চার্টার কমিটি", Role.COMMITTEE, Role.COMMITTEE),
        ("প্রতিশ্রুতি বিষয়ক কমিটি", Role.COMMITTEE, Role.COMMITTEE),
        ("পরিবীক্ষণ কমিটি", Role.COMMITTEE, Role.COMMITTEE),
        ("কমিটির সভার প্রতিবেদন", Role.COMMITTEE, Role.REPORTS),
        ("ফোকাল পয়েন্ট", Role.COMMITTEE, Role.OTHER),
        ("পরিবীক্ষণ প্রতিবেদন", Role.REPORTS, Role.REPORTS),
        ("পরিবীক্ষণ ও মূল্যায়ন শাখা", Role.OTHER, Role.OTHER),
        ("Contact us", Role.OTHER, Role.OTHER),
        ("Facts and figures", Role.OTHER, Role.OTHER),
        ("Rules", Role.LAWS, Role.LAWS),
        ("", Role.OTHER, Role.OTHER),
    ],
)
def test_role_inside_and_outside_the_box(label: str, inside: Role, outside: Role) -> None:
    assert wording.role_of(label, in_charter_box=True) is inside
    assert wording.role_of(label, in_charter_box=False) is outside


# ---- marks on charters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "expected"),
    [("পুরাতন সিটিজেন চার্টার", True), ("পূর্বের চার্টার", True), ("Archive", True), ("সিটিজেন চার্টার", False)],
)
def test_old(label: str, expected: bool) -> None:
    assert wording.is_old(label) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("সিটিজেন চার্টার (সাধারণ শাখা)", True),
        ("আইসিটি শাখার সিটিজেন চার্টার", True),
        ("সিটিজেন চার্টার", False),
        ("প্রশাখা", False),
    ],
)
def test_section(label: str, expected: bool) -> None:
    assert wording.is_section_charter(label) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("সিটিজেন্স চার্টার প্রণয়ন সংক্রান্ত নির্দেশিকা, ২০১৭", "guideline"),
        ("সেবা প্রদান প্রতিশ্রুতির অনুমোদিত ফরম্যাট", "format"),
        ("সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ।", "definition"),
        ("Vision: ……", "blank"),
        ("সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)", ""),
        ("", ""),
    ],
)
def test_not_a_charter(text: str, expected: str) -> None:
    assert wording.not_a_charter(text) == expected


@pytest.mark.parametrize("title", ["কী সেবা কীভাবে পাবেন", "কি সেবা কিভাবে পাবেন ছক আকারে"])
def test_table_page(title: str) -> None:
    assert wording.is_table_page(title)
    assert not wording.names_charter(title)
    assert not wording.is_table_page("সেবার তালিকা")


@pytest.mark.parametrize(("text", "expected"), [("হাল-নাগাদ", True), ("হালনাগাদকৃত", True), ("আপডেট", True), ("নতুন", False)])
def test_updated_word(text: str, expected: bool) -> None:
    assert wording.is_updated_word(text) is expected


# ---- the letter --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("সেবা প্রদান প্রতিশ্রুতি সংক্রান্ত পরিবীক্ষণ কমিটি পুনর্গঠন", True),
        ("পরিবীক্ষণ কমিটি পূনর্গঠন", True),
        ("পরিবীক্ষণ কমিটি পুনঃগঠন সংক্রান্ত অফিস আদেশ", True),
        ("সিটিজেন চার্টার সংক্রান্ত কমিটি গঠন", True),
        ("সেবা প্রদান প্রতিশ্রুতি বাস্তবায়নে কমিটি গঠিত", True),
        ("পরিবীক্ষণ কমিটির সভা", False),
        ("কমিটি গঠন", False),
        ("নৈতিকতা কমিটি গঠন", False),
        ("সিটিজেন চার্টার বিষয়ে নৈতিকতা কমিটি গঠন", False),
        ("সেবা প্রদান প্রতিশ্রুতি", False),
    ],
)
def test_letter_title(title: str, expected: bool) -> None:
    assert wording.is_letter_title(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("কমিটি গঠন করা হলো", True), ("কমিটি  পুনর্গঠিত", True), ("কমিটির সভা", False)]
)
def test_act(text: str, expected: bool) -> None:
    assert wording.letter_act(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("১. উপপরিচালক - আহ্বায়ক ২. সহকারী কমিশনার - সদস্য ৩. প্রোগ্রামার - সদস্য সচিব", 3),
        ("সভাপতি, সদস্য, সদস্য, সদস্য-সচিব", 4),
        ("কর্মকর্তা", 0),
    ],
)
def test_members(text: str, expected: int) -> None:
    assert wording.names_members(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((number, (number,)) for number in wording.words("memo.examples")),
        ("স্মারক নম্বর-০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩- ১২০ তারিখ", ("০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩- ১২০",)),
        ("০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩- তারিখ", ("০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-",)),
        (
            "৫৬.০০.০০০০.০৫০.০৫.০০৬.২১.৯২ ও 05.43.8800.007.17.049.23",
            ("৫৬.০০.০০০০.০৫০.০৫.০০৬.২১.৯২", "05.43.8800.007.17.049.23"),
        ),
        ("১.০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩", ()),
        ("০২৫৮৮৮৩০৫৮০ ২৮.১১.২০২৩", ()),
    ],
)
def test_memo_numbers(text: str, expected: tuple[str, ...]) -> None:
    assert wording.memo_numbers(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("নোটিশ বোর্ড", True), ("সকল বিজ্ঞপ্তি", True), ("খবর", False)])
def test_notice(text: str, expected: bool) -> None:
    assert wording.names_notice(text) is expected


# ---- text that is not Unicode ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"), [(r["text"], r["expected"]) for r in rows("bijoy.csv") if r["kind"] == "keep"]
)
def test_kept_where_no_font_is_named(text: str, expected: str) -> None:
    assert wording.unicode_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‡mev cÖ`vb cÖwZkÖæwZ", "সেবা প্রদান প্রতিশ্রুতি"),
        ("‡Rjv cÖkvm‡Ki Kvh©vjq", "জেলা প্রশাসকের কার্যালয়"),
        ("bvivqYMÄ", "bvivqYMÄ"),
        ("return kept[0] if words else None", "return kept[0] if words else None"),
    ],
)
def test_detected_by_the_words_of_the_field(text: str, expected: str) -> None:
    assert wording.unicode_of(text) == expected


# ---- any text ----------------------------------------------------------------------------------------------

ASKED = (
    wording.names_charter,
    wording.names_committee,
    wording.is_charter_box_title,
    wording.known_box_title,
    wording.is_other_box,
    wording.is_old,
    wording.is_section_charter,
    wording.is_letter_title,
    wording.letter_act,
    wording.is_updated_word,
    wording.is_table_page,
    wording.names_notice,
)


@given(LINES)
def test_any_line_is_taken(line: str) -> None:
    assert all(isinstance(ask(line), bool) for ask in ASKED)
    assert wording.not_a_charter(line) in ("", "guideline", "format", "definition", "blank")
    assert wording.names_members(line) >= 0
    assert isinstance(wording.memo_numbers(line), tuple)
    assert isinstance(wording.unicode_of(line), str)


@given(LINES)
def test_relations_between_answers(line: str) -> None:
    if wording.is_charter_box_title(line):
        assert wording.names_charter(line)
    if wording.is_letter_title(line):
        assert wording.letter_act(line)
    outside = wording.role_of(line, in_charter_box=False)
    if outside is Role.COMMITTEE:
        assert wording.role_of(line, in_charter_box=True) is Role.COMMITTEE


@given(LINES)
def test_the_fold_of_a_line_says_the_same(line: str) -> None:
    assert [ask(fold(line)) for ask in ASKED] == [ask(line) for ask in ASKED]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("পরিবীক্ষণ কমিটি পুনর্গঠন", True),
        ("পরিবীক্ষণ কমিটি নিম্নরূপভাবে পুনর্গঠন করা হলো", True),
        ("সিটিজেন চার্টার কমিটির সদস্যদের নাম পরিবর্তন করে পুনর্গঠন", True),
        ("কমিটি এক দুই তিন চার পাঁচ ছয় গঠন", False),
        ("কমিটির সভা। নতুন ভবন গঠন", False),
        ("কমিটির গঠনতন্ত্র", False),
        ("গঠন করা হলো", False),
    ],
)
def test_the_act_may_stand_some_words_after_the_committee(text: str, act: bool) -> None:
    assert wording.letter_act(text) is act


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("পরিবীক্ষণ কমিটি গঠন করা হলো।", True),
        ("বিষয়: পরিবীক্ষণ কমিটি পুনর্গঠন।", True),
        ("প্রতিটি দপ্তর পরিবীক্ষণ কমিটি গঠন করবে।", False),
        ("দপ্তরসমূহকে পরিবীক্ষণ কমিটি পুনর্গঠন করতে হবে।", False),
        ("কমিটির গঠন: সভাপতি ১ জন, সদস্য ৩ জন", False),
        ("প্রতিটি দপ্তর কমিটি গঠন করবে; সে মোতাবেক এ দপ্তরের কমিটি গঠন করা হলো।", True),
        ("", False),
    ],
)
def test_a_guideline_orders_no_committee(text: str, orders: bool) -> None:
    assert wording.orders_committee(text) is orders
