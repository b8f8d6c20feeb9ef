"""Where the charter of a planned site stands, and what its days say of the audited quarter 2023-24/Q2."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from evaluate.draft import Draft
from evaluate.plan import UPD, Answer, Article, File, Platform, Row, Slot
from evaluate.spelling import bengali, pick, quarter_of, spelt

THIS = (date(2023, 10, 3), date(2023, 11, 26))
BEFORE = (date(2023, 7, 3), date(2023, 9, 26))
LONG_AGO = (date(2019, 11, 5), date(2023, 6, 25))
AFTER = (date(2023, 11, 30), date(2023, 12, 28))
STAMPED = (Platform.NPF1, Platform.NPF3)

HEADS = {
    7: ("ক্র. নং", "সেবার নাম", "সেবা প্রদান পদ্ধতি", "প্রয়োজনীয় কাগজপত্র এবং প্রাপ্তিস্থান", "সেবার মূল্য এবং পরিশোধ পদ্ধতি",
        "সেবা প্রদানের সময়সীমা", "দায়িত্বপ্রাপ্ত কর্মকর্তা"),
    8: ("ক্রমিক", "সেবার নাম", "সেবা প্রদানে সর্বোচ্চ সময়", "প্রয়োজনীয় কাগজপত্র", "কাগজপত্র/আবেদন ফরম প্রাপ্তিস্থান", "সেবামূল্য এবং পরিশোধ পদ্ধতি",
        "দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি", "ঊর্ধ্বতন কর্মকর্তার পদবি"),
}  # fmt: skip
SERVICES = (
    "জলমহাল ইজারা প্রদান",
    "হাট-বাজারের চান্দিনা ভিটি বন্দোবস্ত",
    "সাধারণ সার্টিফিকেট মামলা",
    "বিভিন্ন কমিটি গঠনের বিষয়ে সভার কার্যবিবরণী প্রেরণ",
    "প্রতিবন্ধী ভাতা প্রদান",
)
APPROVED = "অনুমোদিত: ০৩ আগস্ট ২০১৭ তারিখের সভায় গৃহীত"


@dataclass(frozen=True, slots=True)
class Days:
    """What a charter tells of its days; `outcome` is what they say of the audited quarter."""

    outcome: str
    title: str = ""
    head: str = ""
    stamp: date | None = None
    published: date | None = None
    files: tuple[File, ...] = ()


def within(rng: Random, span: tuple[date, date]) -> date:
    return span[0] + timedelta(days=rng.randrange((span[1] - span[0]).days + 1))


def named_quarter(rng: Random, outcome: str) -> str:
    year, number = {"updated": (2023, 2), "stale-one-quarter": (2023, 1)}.get(outcome, (0, 0))
    return quarter_of(rng, year or rng.choice((2020, 2021, 2022)), number or rng.choice((1, 2, 3, 4)))


SPANS = {"updated": THIS, "stale-one-quarter": BEFORE, "stale": LONG_AGO}


def told_by_stamp(rng: Random, platform: Platform, outcome: str) -> Days:
    return Days(outcome, stamp=within(rng, SPANS[outcome]))


def told_in_title(rng: Random, platform: Platform, outcome: str) -> Days:
    return Days(outcome, title=f" {named_quarter(rng, outcome)}", stamp=older(rng, platform, outcome))


def told_in_head(rng: Random, platform: Platform, outcome: str) -> Days:
    return Days(outcome, head=f"{named_quarter(rng, outcome)}", stamp=older(rng, platform, outcome))


def told_after_word(rng: Random, platform: Platform, outcome: str) -> Days:
    words = f"{pick(rng, 'updated_marks')}: {spelt(rng, within(rng, SPANS[outcome]))}"
    if rng.random() < 0.5:
        return Days(outcome, head=words, stamp=older(rng, platform, outcome))
    return Days(outcome, title=f" ({words})", stamp=older(rng, platform, outcome))


def older(rng: Random, platform: Platform, outcome: str) -> date | None:
    """A stamp that changes nothing: for what is updated any, for what is stale none of the quarter."""
    if platform not in STAMPED:
        return None
    return within(rng, rng.choice((THIS, BEFORE, LONG_AGO)) if outcome == "updated" else LONG_AGO)


def told_by_file(rng: Random, platform: Platform, outcome: str) -> Days:
    """A file's name proves the quarter although the file itself cannot be read."""
    if platform is Platform.NPF3:  # its path tells the month only
        moment = datetime(2023, rng.choice((10, 11)), 1, 9, 0)  # noqa: DTZ001
    else:
        day = within(rng, THIS)
        moment = datetime(day.year, day.month, day.day, rng.randrange(3, 12), 41)  # noqa: DTZ001
    return Days(outcome, stamp=older(rng, platform, "stale"), files=(File(uploaded=moment),))


def told_by_chip(rng: Random, platform: Platform, outcome: str) -> Days:
    day = within(rng, SPANS[outcome])
    return Days(outcome, published=day, stamp=day)


def conflicting(rng: Random, platform: Platform, outcome: str) -> Days:
    title = f" {named_quarter(rng, rng.choice(('stale', 'stale-one-quarter')))}"
    return Days("date-conflict", title=title, stamp=within(rng, THIS))


def silent(rng: Random, platform: Platform, outcome: str) -> Days:
    """Nothing that decides: no day at all, one across the edge, one after the scan, a fiscal year, a day of approval."""
    stamps = {
        Platform.NPF1: (None, date(2023, 9, 30), within(rng, AFTER)),
        Platform.NPF3: (None, within(rng, AFTER)),
    }
    stamp = rng.choice(stamps.get(platform, (None,)))
    title = rng.choice(("", " ২০২৩-২৪", " (২০২৩-২০২৪ অর্থবছর)"))
    return Days("undated", title=title, head=rng.choice(("", APPROVED)), stamp=stamp)


Telling = Callable[[Random, Platform, str], Days]
STATED: tuple[Telling, ...] = (told_in_title, told_in_head, told_after_word)


def days(rng: Random, platform: Platform, outcome: str) -> Days:
    """One of the ways in which this platform tells it."""
    if outcome == "date-conflict":
        return conflicting(rng, platform, outcome)
    if outcome == "undated":
        return silent(rng, platform, outcome)
    ways = [*STATED]
    if platform in STAMPED:
        ways += [told_by_stamp] * 3
    if platform is Platform.NPF3:
        ways.append(told_by_chip)
    if outcome == "updated" and platform is not Platform.PLAIN:
        ways.append(told_by_file)
    return rng.choice(ways)(rng, platform, outcome)


OUTCOMES = {"updated": 7, "stale-one-quarter": 4, "stale": 4, "undated": 3}


def outcomes(draft: Draft) -> str:
    """What the days of the next charter are to say; only where records are stamped can two of them disagree."""
    if draft.platform in STAMPED:
        return draft.deal("outcomes where stamped", {**OUTCOMES, "date-conflict": 3})
    return draft.deal("outcomes", OUTCOMES)


def charter(draft: Draft, key: str, told: Days, title: str = "") -> Article:
    """A charter with its table, in the office's own name."""
    rng, columns = draft.rng, draft.rng.choice((7, 8))
    rows = (
        HEADS[columns],
        tuple(f"({bengali(n)})" for n in range(1, columns + 1)),
        *(
            (
                bengali(n),
                service,
                *(rng.choice(("০৭ কার্যদিবস", "বিনামূল্যে", "নির্ধারিত ফরম", "সহকারী কমিশনার")) for _ in range(columns - 2)),
            )
            for n, service in enumerate(rng.sample(SERVICES, 4), 1)
        ),
    )
    body = (
        draft.heading,
        *((told.head,) if told.head else ()),
        "ভিশন: দক্ষ, গতিশীল ও জনবান্ধব প্রশাসন। মিশন: সেবাগ্রহীতার দোরগোড়ায় স্বচ্ছতার সাথে সেবা পৌঁছে দেওয়া।",
        "প্রতিশ্রুত সেবাসমূহ। নাগরিক সেবা, প্রাতিষ্ঠানিক সেবা ও অভ্যন্তরীণ সেবা নিচের ছকে দেওয়া হলো।",
        "আপনার কাছে আমাদের প্রত্যাশা: নির্ধারিত ফরমে সম্পূর্ণভাবে পূরণকৃত আবেদন জমা প্রদান।",
    )
    return Article(
        key, (title or pick(rng, "charter_titles")) + told.title, body, rng.choice(("page", "charter")), rows, told.stamp,
        told.published, told.files,
    )  # fmt: skip


# ---- where it stands ---------------------------------------------------------------------------------------


def in_box(draft: Draft) -> None:
    """The box's link leads to the charter's own page."""
    told = days(draft.rng, draft.platform, outcomes(draft))
    draft.articles.append(charter(draft, "charter", told))
    draft.box["charter"] = Slot(pick(draft.rng, "charter_labels"), "charter")
    in_menu_too(draft, "charter")
    draft.expected[UPD] = told.outcome


def in_menu_too(draft: Draft, key: str) -> None:
    if draft.rng.random() < 0.5 and draft.platform is not Platform.PLAIN:
        draft.menu.append(Slot("সিটিজেন চার্টার", key))


def marked_old(draft: Draft) -> None:
    """The box leads to a charter that calls itself a former one, saved in the quarter."""
    rng = draft.rng
    told = Days("stale", stamp=within(rng, THIS) if draft.platform in STAMPED else None)
    draft.articles.append(charter(draft, "charter", told, "পুরাতন সিটিজেন চার্টার"))
    draft.box["charter"] = Slot(pick(rng, "charter_labels"), "charter")
    draft.expected[UPD] = "stale"


def in_list(draft: Draft) -> None:
    """The box leads to a list: the newest charter counts, not a former one's day and not a section's charter."""
    rng = draft.rng
    told = days(rng, draft.platform, outcomes(draft))
    old = charter(draft, "former", days(rng, draft.platform, "stale"), "পুরাতন সিটিজেন চার্টার")
    section = charter(draft, "section", days(rng, draft.platform, "updated"), "সিটিজেন চার্টার (সাধারণ শাখা)")
    draft.articles += [charter(draft, "charter", told), old, section]
    rows = [Row(one.title, one.key) for one in draft.articles if one.key in ("charter", "former", "section")]
    draft.rows("charters").extend(rows if rng.random() < 0.5 else (rows[0],))
    draft.box["charter"] = Slot(pick(rng, "charter_labels"), "charters")
    draft.expected[UPD] = told.outcome


def as_file(draft: Draft) -> None:
    """The box leads straight to a file: a day in its name may prove the quarter; else the file would have to be read."""
    told = told_by_file(draft.rng, draft.platform, "updated")
    file = replace(told.files[0], caption="charter")
    proved = draft.platform is not Platform.PLAIN and draft.rng.random() < 0.6
    draft.articles.append(Article("files", "", files=(file if proved else replace(file, uploaded=None),)))
    draft.box["charter"] = Slot(pick(draft.rng, "charter_labels"), "file:charter")
    draft.expected[UPD] = "updated" if proved else "document-unreadable"


def with_unread_file(draft: Draft) -> None:
    """A page of long ago with a file that cannot be read and might say otherwise."""
    told = told_by_stamp(draft.rng, draft.platform, "stale") if draft.platform in STAMPED else Days("stale")
    draft.articles.append(replace(charter(draft, "charter", told), files=(File("ডাউনলোড"),)))
    draft.box["charter"] = Slot(pick(draft.rng, "charter_labels"), "charter")
    draft.expected[UPD] = "document-unreadable"


def elsewhere(draft: Draft) -> None:
    """The box has no charter: a copy stands behind a menu, a side block or another box."""
    told = days(draft.rng, draft.platform, draft.rng.choice(("updated", "updated", "stale", "stale-one-quarter")))
    draft.articles.append(charter(draft, "charter", told))
    rng = draft.rng
    places = [draft.menu, draft.other, *([draft.block] if draft.platform is not Platform.PLAIN else [])]
    rng.choice(places).append(Slot(pick(rng, "charter_labels"), "charter"))
    nothing_behind(draft)
    draft.expected[UPD] = "updated-outside-box" if told.outcome == "updated" else told.outcome


def beside_stale(draft: Draft) -> None:
    """The box's charter is of long ago, the menu has a newer one."""
    old, new = (days(draft.rng, draft.platform, outcome) for outcome in ("stale", "updated"))
    draft.articles += [charter(draft, "charter", old), charter(draft, "copy", new)]
    draft.box["charter"] = Slot(pick(draft.rng, "charter_labels"), "charter")
    draft.menu.append(Slot("সিটিজেন চার্টার", "copy"))
    draft.expected[UPD] = "updated-outside-box"


def nowhere(draft: Draft) -> None:
    nothing_behind(draft)
    if draft.rng.random() < 0.4:
        draft.menu.append(Slot("সিটিজেন চার্টার", href=draft.dead()))
    draft.expected[UPD] = "no-charter"


def nothing_behind(draft: Draft) -> None:
    """What the box has in the place of a charter's link."""
    rng = draft.rng
    label = pick(rng, "charter_labels")
    what = draft.deal("behind", {"slot": 2, "absent": 1, **dict.fromkeys(BEHIND, 1)})
    if what == "absent":
        return
    draft.box["charter"] = Slot(label, href=draft.dead()) if what == "slot" else Slot(label, "behind")
    if what != "slot":
        draft.articles.append(BEHIND[what](draft))


def _answering(answer: Answer) -> Callable[[Draft], Article]:
    return lambda draft: Article("behind", "সিটিজেন চার্টার", answer=answer)


def _guideline(draft: Draft) -> Article:
    text = "মন্ত্রিপরিষদ বিভাগ হতে জারিকৃত এ নির্দেশিকা অনুসরণে প্রতিটি দপ্তর নিজস্ব সেবার তালিকা প্রস্তুত করবে এবং ত্রৈমাসিক ভিত্তিতে তা পর্যালোচনা করবে। "
    return Article("behind", pick(draft.rng, "not_charters"), (text * 3,), stamp=draft.stamp(THIS))


def _definition(draft: Draft) -> Article:
    text = (
        "সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ। এতে কোন সেবা কত দিনে এবং কী মূল্যে পাওয়া যায় তার উল্লেখ থাকে।",
        "যুক্তরাজ্যে ১৯৯১ সালে এর প্রচলন হয় এবং পরবর্তীতে বিভিন্ন দেশে তা ছড়িয়ে পড়ে। সেবাগ্রহীতার প্রতি সেবা প্রদানকারীর দায়বদ্ধতা এর মূল কথা।",
        "সেবার মান বৃদ্ধি, স্বচ্ছতা ও জবাবদিহি নিশ্চিত করা এর উদ্দেশ্য।",
    )
    return Article("behind", "সিটিজেন চার্টার", text, stamp=draft.stamp(THIS))


def _form(draft: Draft) -> Article:
    return Article("behind", "সিটিজেন চার্টার", ("Vision: ……", "Mission: ……", "সেবার নাম: ……"), stamp=draft.stamp(THIS))


BEHIND: Mapping[str, Callable[[Draft], Article]] = {
    "gone": _answering(Answer.GONE),
    "soft-gone": _answering(Answer.SOFT_GONE),
    "blank": _answering(Answer.BLANK),
    "guideline": _guideline,
    "definition": _definition,
    "form": _form,
}


def lost(draft: Draft) -> None:
    """The page behind the box's link does not come; a copy elsewhere changes nothing."""
    rng = draft.rng
    answer = rng.choice((Answer.FAULT, Answer.BUSY, Answer.REFUSED, Answer.CONSTRUCTION))
    draft.articles.append(Article("charter", "সিটিজেন চার্টার", answer=answer))
    draft.box["charter"] = Slot(pick(rng, "charter_labels"), "charter")
    if rng.random() < 0.4:
        draft.articles.append(charter(draft, "copy", days(rng, draft.platform, rng.choice(("updated", "stale")))))
        draft.menu.append(Slot("সিটিজেন চার্টার", "copy"))
    draft.expected[UPD] = "page-lost"
