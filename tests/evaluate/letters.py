"""Where the committee's letter of a planned site stands, and of which quarter it is."""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from evaluate.charters import BEFORE, LONG_AGO, THIS, within
from evaluate.draft import Draft
from evaluate.plan import COM, Answer, Article, File, Platform, Roll, Row, Slot, Tier
from evaluate.spelling import bengali, nfc, pick, quarter_of, spelt

PERSONS = (
    ("১", "অতিরিক্ত জেলা প্রশাসক (সার্বিক)", "আহ্বায়ক"),
    ("২", "উপজেলা সমাজসেবা অফিসার", "সদস্য"),
    ("৩", "উপজেলা শিক্ষা অফিসার", "সদস্য"),
    ("৪", "সহকারী কমিশনার (গোপনীয়)", "সদস্য"),
    ("৫", "প্রশাসনিক কর্মকর্তা", "সদস্য সচিব"),
)
BEHIND = {
    "this": "letter-this-quarter",
    "before": "letter-not-renewed",
    "old": "letter-old",
    "undated": "letter-undated",
}
SPANS = {"this": THIS, "before": BEFORE, "old": (LONG_AGO[0], date(2023, 6, 25))}


def expected(draft: Draft, when: str) -> str:
    """What a letter behind the box gives; a directorate's need not be renewed."""
    if draft.tier is Tier.DIRECTORATE and when != "this":
        return "letter-standing"
    return BEHIND[when]


def memo(rng: Random) -> str:
    serial = rng.choice(
        (f"-{rng.randrange(100, 999)}", f".{rng.randrange(10, 99)}", "-", f"-{rng.randrange(100, 999)}/১")
    )
    return bengali(
        f"05.{rng.randrange(10, 99)}.{rng.randrange(1000, 9999)}.007.17.{rng.randrange(100, 999)}.23{serial}"
    )


def letter(draft: Draft, key: str, when: str, kind: str = "page", title: str = "") -> Article:
    """The order itself: memo number, day, members, terms."""
    rng = draft.rng
    title = title or pick(rng, "letter_titles")
    day = within(rng, SPANS[when]) if when != "undated" else None
    quarter = ""
    if when in ("this", "before") and rng.random() < 0.3:  # the quarter that it names goes before its day
        quarter = quarter_of(rng, 2023, 2 if when == "this" else 1)
        day = within(rng, BEFORE) if when == "this" else day
    dated = f"{rng.choice(('তারিখ:', 'তারিখঃ', 'তারিখ'))} {spelt(rng, day)}" if day else ""
    body = (
        draft.heading,
        f"{rng.choice(('স্মারক নম্বর', 'স্মারক নং', 'নম্বর'))} {memo(rng)} {dated}",
        "অফিস আদেশ",
        f"সেবা প্রদান প্রতিশ্রুতি বাস্তবায়নের লক্ষ্যে {quarter} নিম্নরূপভাবে পরিবীক্ষণ কমিটি পুনর্গঠন করা হলো:".replace("  ", " "),
        "কার্যপরিধি: কমিটি প্রতি ত্রৈমাসিকে সভা করবে এবং প্রতিবেদন প্রেরণ করবে।",
    )
    return Article(
        key, title, body, kind, PERSONS, stamp=draft.stamp(THIS),
        published=(day or None) if kind != "page" else None,
    )  # fmt: skip


def persons(draft: Draft) -> Article:
    """A page of one or two persons to turn to: no committee."""
    body = (
        draft.heading,
        "নাম: মোঃ আব্দুল করিম, পদবি: সহকারী কমিশনার, ফোন: ০২৫৮৮৮৩০০০০, ই-মেইল: ac@example.gov.bd",
        "বিকল্প কর্মকর্তা: প্রশাসনিক কর্মকর্তা",
    )
    return Article("committee", pick(draft.rng, "committee_pages"), body, stamp=draft.stamp(THIS))


def _linked(draft: Draft, article: Article) -> None:
    draft.articles.append(article)
    draft.box["committee"] = Slot(pick(draft.rng, "committee_labels"), article.key)


def _when(draft: Draft) -> str:
    """Of which quarter the next letter is; where no renewal is asked, a pack of its own."""
    pack = "letters at the centre" if draft.tier is Tier.DIRECTORATE else "letters"
    return draft.deal(pack, {"this": 6, "before": 4, "old": 4, "undated": 3})


def behind_link(draft: Draft) -> None:
    """The committee's link leads to the order."""
    when = _when(draft)
    _linked(draft, letter(draft, "committee", when))
    draft.expected[COM] = expected(draft, when)


def one_hop_on(draft: Draft) -> None:
    """The link leads to a page of persons, and that page to the order."""
    when = _when(draft)
    order = letter(draft, "order", when)
    draft.articles.append(order)
    _linked(draft, replace(persons(draft), slots=(Slot(order.title, "order"),)))
    draft.expected[COM] = expected(draft, when)


def in_caption(draft: Draft) -> None:
    """A file whose caption is the order's title and day."""
    rng, pack = draft.rng, f"captions {draft.tier is Tier.DIRECTORATE}"
    when = draft.deal(pack, {"this": 1, "old": 1})
    day = within(rng, SPANS[when])
    files = (File(f"{pick(rng, 'letter_titles')} ({spelt(rng, day)})"), File("অন্যান্য তথ্য"))
    _linked(draft, replace(persons(draft), files=files))
    draft.expected[COM] = "letter-this-quarter" if when == "this" else _unread(draft)


def _unread(draft: Draft) -> str:
    """An order of long ago beside a file that could not be read and might be the quarter's."""
    return "letter-standing" if draft.tier is Tier.DIRECTORATE else "document-unreadable"


def two(draft: Draft) -> None:
    """Two orders side by side: the newest counts."""
    new = draft.rng.choice(("this", "before"))
    draft.articles += [letter(draft, "old", "old"), letter(draft, "new", new)]
    slots = [Slot(one.title, one.key) for one in draft.articles if one.key in ("old", "new")]
    _linked(draft, replace(persons(draft), slots=tuple(slots)))
    draft.expected[COM] = expected(draft, new)


def behind_reports(draft: Draft) -> None:
    """The order hangs behind the reports' link of the box."""
    draft.articles.append(letter(draft, "reports", "this", title=pick(draft.rng, "letter_titles")))
    draft.box["reports"] = Slot(pick(draft.rng, "reports_labels"), "reports")
    _linked(draft, persons(draft))
    draft.expected[COM] = "letter-this-quarter"


def members_only(draft: Draft) -> None:
    """The members are listed, the order is not there."""
    page = Article(
        "committee", pick(draft.rng, "member_pages"), (draft.heading,), rows=PERSONS, stamp=draft.stamp(THIS)
    )
    _linked(draft, page)
    draft.expected[COM] = "list-without-letter"


def absent(draft: Draft) -> None:
    """No order anywhere; orders of other committees, and meetings of this one, are none."""
    rng = draft.rng
    how = draft.deal("absent", {"persons": 1, "slot": 1, "no-link": 1, "gone": 1})
    if draft.has_box and how == "persons":
        _linked(draft, persons(draft))
    elif draft.has_box and how == "slot":
        draft.box["committee"] = Slot(pick(rng, "committee_labels"), href=draft.dead())
    elif draft.has_box and how == "gone":
        _linked(draft, Article("committee", "কমিটি", answer=rng.choice((Answer.GONE, Answer.SOFT_GONE))))
    _of_no_matter(draft)
    draft.expected[COM] = "no-letter" if draft.has_box else "no-box-no-letter"


def _of_no_matter(draft: Draft) -> None:
    rng = draft.rng
    for where in ("board", "orders"):
        if rng.random() < 0.6:
            kind, key = rng.choice(("other_letters", "meetings")), f"matter {where}"
            title = pick(rng, kind)
            body = (
                draft.heading,
                f"স্মারক নম্বর {memo(rng)} তারিখ: {spelt(rng, within(rng, THIS))}",
                f"{title}।",
                "বিতরণ: ১। সভাপতি ২। সদস্য (সকল) ৩। সদস্য সচিব",
            )
            draft.articles.append(
                Article(key, title, body, "notice" if where == "board" else "order", stamp=draft.stamp(THIS))
            )
            if where == "board":
                draft.board.append(Slot(title, key))
            else:
                draft.rows("orders").append(Row(title, key, date(2023, 10, 12)))


def _at(draft: Draft, reason: str) -> None:
    """What a letter outside the box gives: of a field office only one of the quarter would have counted."""
    if draft.has_box and draft.rng.random() < 0.6:
        _linked(draft, persons(draft))
    draft.expected[COM] = reason


def on_board(draft: Draft) -> None:
    """The order stands on the front page's notice board."""
    order = letter(draft, "notice", "this", "notice")
    draft.articles.append(order)
    draft.board.append(Slot(order.title, "notice"))
    draft.rows("notices").append(Row(order.title, "notice", date(2023, 10, 5)))
    _at(draft, "notice-only")


def in_notices(draft: Draft) -> None:
    """The order stands in the list of notices, no more on the front page; on one platform only among archived ones."""
    rng = draft.rng
    if draft.platform is Platform.NPF1 and rng.random() < 0.5:  # a list whose rows have files and no pages
        day = within(rng, THIS)
        told = next(told for told in iter(lambda: spelt(rng, day), "") if "/" not in told)
        moment = datetime(2023, 10, 5, 4, 41)  # noqa: DTZ001
        row = Row(f"{pick(rng, 'letter_titles')} ({told})", "", date(2023, 10, 5), File("order", moment))
        draft.rolls["notices"] = Roll(
            "notices", "নোটিশ", (Row("দরপত্র বিজ্ঞপ্তি", "", date(2023, 11, 1)), row), from_data=True
        )
    else:
        order = letter(draft, "notice", "this", "notice")
        draft.articles.append(order)
        row = Row(order.title, "notice", date(2023, 10, 5))
        if draft.platform is Platform.NPF3 and rng.random() < 0.4:
            draft.archived.setdefault("notices", []).append(row)
        else:
            draft.rows("notices").append(row)
    _at(draft, "notice-only")


def old_notice(draft: Draft) -> None:
    """An order of a former year on the board: it would not have counted in the box of a field office either."""
    order = letter(draft, "notice", "old", "notice")
    draft.articles.append(order)
    draft.board.append(Slot(order.title, "notice"))
    none = "no-letter" if draft.has_box else "no-box-no-letter"
    _at(draft, "notice-only" if draft.tier is Tier.DIRECTORATE else none)


def in_orders(draft: Draft) -> None:
    order = letter(draft, "order", "this", "order")
    draft.articles.append(order)
    draft.rows("orders").append(Row(order.title, "order", date(2023, 10, 5)))
    _at(draft, "letter-elsewhere")


def in_other_box(draft: Draft) -> None:
    """The order hangs in a box of another matter."""
    draft.articles.append(letter(draft, "order", "this"))
    draft.other.append(Slot(nfc("সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি"), "order"))
    _at(draft, "letter-elsewhere")


def lost(draft: Draft) -> None:
    """The page behind the committee's link does not come; what stands on the board cannot make up for it."""
    answer = draft.rng.choice((Answer.FAULT, Answer.BUSY, Answer.REFUSED, Answer.CONSTRUCTION))
    if draft.rng.random() < 0.4:
        on_board(draft)
    _linked(draft, Article("lost-committee", "কমিটি", answer=answer))
    draft.expected[COM] = "page-lost"


def list_lost(draft: Draft) -> None:
    """Nothing in the box, and one of the lists that had to be read does not come."""
    _linked(draft, persons(draft))
    key = draft.rng.choice(("notices", "orders"))
    answer = draft.rng.choice((Answer.FAULT, Answer.BUSY, Answer.CONSTRUCTION))
    draft.rolls[key] = Roll(key, "তালিকা", answer=answer)
    draft.expected[COM] = "page-lost"


def list_gone(draft: Draft) -> None:
    """Nothing in the box, and a list that does not exist."""
    _linked(draft, persons(draft))
    draft.rolls["orders"] = Roll("orders", "তালিকা", answer=Answer.GONE)
    draft.expected[COM] = "no-letter"
