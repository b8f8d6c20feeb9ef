"""Sites made by hand from the handbook's traps alone, without a look at what the reader does with them."""

from dataclasses import replace
from datetime import date

from evaluate.addresses import article_at
from evaluate.handmade import ABOUT, FOCAL, MET, NONE, NOW, ORDER, STALE, TITLE, box, charter, made, rolls
from evaluate.plan import BOX, COM, NEIGHBOUR, RULES, UNREADABLE, Answer, Article, Box, File, Platform, Roll, Site, Slot

LETTER = "সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি পুনর্গঠন"
THIS = "letter-this-quarter"
CHARTER = Slot("সেবা প্রদান প্রতিশ্রুতি", "charter")
COMMITTEE = Slot("ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", "committee")
REPORTS = Slot("ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন", "reports")
LAWS = Slot("আইন/বিধি/নীতিমালা/পরিপত্র/নির্দেশিকা/প্রজ্ঞাপন", "laws")
GUIDELINE = (
    "মন্ত্রিপরিষদ বিভাগ, স্মারক নম্বর ০৪.০০.০০০০.৪১২.৪০.০০১.২৩-১১৮ তারিখ: ১২/১০/২০২৩",
    "প্রতিটি দপ্তর সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি গঠন করবে। কমিটির গঠন: সভাপতি ১ জন, সদস্য ৩ জন, সদস্য সচিব ১ জন।",
)


def order(*lines: str, title: str = LETTER, **more: object) -> Article:
    """The committee's order with these lines before the act of forming it."""
    return Article("committee", title, ("অফিস আদেশ", *lines, *ORDER[2:]), **more)  # type: ignore[arg-type]


def told(*lines: str, title: str = LETTER, stamp: date | None = None) -> tuple[Article, Article]:
    return charter(), order(*lines, title=title, stamp=stamp)


MEMO = "স্মারক নম্বর ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৩৫৬"


def sites() -> tuple[Site, ...]:
    """One site for each trap."""
    return (*of_names(), *of_hosts(), *of_letters(), *of_charters(), *of_boxes(), *of_trouble(), *outside_the_portal())


def of_names() -> tuple[Site, ...]:
    other = dict.fromkeys(RULES, "site-of-other-office")
    return (
        replace(made("another-upazila-of-like-name", (MET, NONE, STALE)), place="নলডাঙ্গা", names_other="আলমডাঙ্গা উপজেলা", expected=other),
        replace(made("its-own-name-spelt-otherwise", (MET, NONE, STALE)), place="রায়গঞ্জ", names_other="রাইগঞ্জ উপজেলা"),
        replace(made("its-own-name-with-another-vowel", (MET, NONE, STALE)), place="চৌহালী", names_other="চৌহালি উপজেলা"),
        made("a-unions-charter", (MET, NONE, "charter-of-other-office"), articles=(charter("সারোয়াতলী ইউনিয়ন পরিষদের সিটিজেন চার্টার", NOW), FOCAL)),
    )  # fmt: skip


def of_hosts() -> tuple[Site, ...]:
    letter = order(f"{MEMO} তারিখ: ১৫/১০/২০২৩")
    beside = made("beside", (MET, NONE, STALE), articles=(charter(stamp=NOW), letter))
    stranger = replace(beside, place="লংগদু")
    there = {one.key: f"{NEIGHBOUR}{article_at(beside, one)}" for one in beside.articles}
    linked = box(Slot(CHARTER.label, href=there["charter"]), COMMITTEE)
    asked = box(CHARTER, Slot(COMMITTEE.label, href=there["committee"]))
    # a port that the registry does not name is not asked: what stands there stays unread
    return (
        made("a-charter-on-anothers-host", (MET, NONE, "page-lost"), boxes=(ABOUT, linked), articles=(FOCAL,), neighbour=stranger),
        made("a-charter-on-its-own-other-host", (MET, NONE, "updated"), boxes=(ABOUT, linked), articles=(FOCAL,), neighbour=beside),
        made("an-order-on-anothers-host", (MET, NONE, STALE), boxes=(ABOUT, asked), articles=(charter(),), neighbour=stranger),
        made("an-order-on-its-own-other-host", (MET, THIS, STALE), boxes=(ABOUT, asked), articles=(charter(),), neighbour=beside),
    )  # fmt: skip


def of_letters() -> tuple[Site, ...]:
    four = box(CHARTER, COMMITTEE, REPORTS, LAWS)
    return (
        made("a-guideline-with-its-own-memo", (MET, NONE, STALE), boxes=(ABOUT, four), articles=(charter(), FOCAL, Article("reports", "প্রতিবেদন", ("প্রেরিত হয়েছে।",)), Article("laws", "সেবা প্রদান প্রতিশ্রুতি প্রণয়ন সংক্রান্ত নির্দেশিকা", GUIDELINE))),
        made("a-meetings-day-behind-the-memo", (MET, THIS, STALE), articles=told(f"{MEMO} তারিখ: ০৪/১০/২০২৩", "গত ২৫/০৯/২০২৩ তারিখের সভার সিদ্ধান্ত মোতাবেক")),
        made("a-former-order-cancelled", (MET, THIS, STALE), articles=told(f"{MEMO} তারিখ: ০৪/১০/২০২৩", "এ কার্যালয়ের ১০/০৭/২০২৩ তারিখের আদেশ বাতিলপূর্বক")),
        made("both-calendars", (MET, THIS, STALE), articles=told(MEMO, "তারিখ: ১৯ আশ্বিন ১৪৩০ বঙ্গাব্দ ০৪ অক্টোবর ২০২৩ খ্রিষ্টাব্দ")),
        made("an-old-order-saved-this-quarter", (MET, "letter-old", STALE), articles=told(f"{MEMO} তারিখ: ০৪/১০/২০২১", stamp=NOW)),
        made("a-quarter-named-goes-before-the-day", (MET, "letter-not-renewed", STALE), articles=told(f"{MEMO} তারিখ: ০৪/১০/২০২৩", title=f"{LETTER} (১ম ত্রৈমাসিক, ২০২৩-২৪)")),
        made("the-ethics-committees-order-behind-the-link", (MET, NONE, STALE), articles=(charter(), Article("committee", "নৈতিকতা কমিটি পুনর্গঠন", (f"{MEMO} তারিখ: ১০/১০/২০২৩", "নৈতিকতা কমিটি পুনর্গঠন করা হলো।", "সভাপতি, সদস্য, সদস্য সচিব")))),
        made("monitoring-reports-are-no-committee", (MET, NONE, STALE), boxes=(ABOUT, box(CHARTER, REPORTS)), articles=(charter(), Article("reports", "১ম ত্রৈমাসিক পরিবীক্ষণ প্রতিবেদন", ("প্রতিবেদন প্রেরিত হয়েছে।",)))),
    )  # fmt: skip


def of_charters() -> tuple[Site, ...]:
    npf2 = Platform.NPF2
    return (
        made("a-quarter-of-the-year-before", (MET, NONE, STALE), npf2, articles=(charter("সিটিজেন চার্টার ২০২২-২৩ (২য় ত্রৈমাসিক)", None), FOCAL)),
        made("half-a-year-decides-nothing", (MET, NONE, "undated"), npf2, articles=(charter("সিটিজেন চার্টার (জুলাই-ডিসেম্বর ২০২৩)", None), FOCAL)),
        made("a-quarter-without-its-year", (MET, NONE, "undated"), npf2, articles=(charter("সিটিজেন চার্টার (২য় ত্রৈমাসিক)", None), FOCAL)),
        made("two-quarters-in-the-title", (MET, NONE, "updated"), npf2, articles=(charter("সিটিজেন চার্টার ২০২৩-২৪ (১ম ও ২য় ত্রৈমাসিক)", None), FOCAL)),
        made("a-banners-day-above-the-body", (MET, NONE, "undated"), npf2, articles=(charter("সিটিজেন চার্টার", None, ("জাতীয় নির্বাচন: ০৭ নভেম্বর, ২০২৩",)), FOCAL)),
        made("touched-though-its-file-is-old", (MET, NONE, "updated"), articles=(charter(stamp=NOW, files=(File("২০২২ সালের চার্টার"),)), FOCAL)),
        made("august-stays-english", (MET, NONE, "stale-one-quarter"), articles=(charter(stamp=date(2023, 8, 23)), FOCAL)),
    )  # fmt: skip


def of_boxes() -> tuple[Site, ...]:
    side = Box(TITLE, (CHARTER, COMMITTEE))
    return (
        made("npf3-box-of-an-unknown-widget", (MET, NONE, STALE), Platform.NPF3, boxes=(ABOUT,), blocks=(side,)),
        made("npf1-side-block-is-no-box", ("charter-outside-box", "no-box-no-letter", STALE), boxes=(ABOUT,), blocks=(Box("লিংক", (CHARTER,)),), articles=(charter(),)),
        made("a-chartered-accountant", ("no-box", "no-box-no-letter", "no-charter"), boxes=(ABOUT,), menus=(Box("সেবা", (Slot("চার্টার্ড একাউন্ট্যান্টদের তালিকা", "about"),)),), articles=()),
        made("an-empty-box-beside-the-filled-one", (MET, NONE, STALE), boxes=(Box(TITLE, (Slot("সিটিজেন চার্টার", href="#"),)), ABOUT, box())),
    )  # fmt: skip


def of_trouble() -> tuple[Site, ...]:
    lost, broken = "page-lost", Roll("notices", "নোটিশ", from_data=True)
    no_charter = box(Slot(CHARTER.label, href=""), COMMITTEE)
    charters = Roll("charters", "চার্টার", answer=Answer.FAULT)
    notice = Article("order", LETTER, kind="notice", answer=Answer.FAULT)
    return (
        made("the-list-of-charters-lost", (MET, NONE, lost), Platform.NPF3, boxes=(ABOUT, no_charter), articles=(FOCAL,), rolls=(*rolls()[:2], charters)),
        made("the-list-of-charters-lost-and-not-needed", (MET, NONE, "updated"), Platform.NPF3, articles=(charter(stamp=NOW), FOCAL), rolls=(*rolls()[:2], charters)),
        made("the-boards-order-lost", (MET, lost, STALE), board=(Slot(LETTER, "order"),), articles=(charter(), FOCAL, notice)),
        made("rows-that-are-no-rows", (MET, lost, STALE), rolls=(broken, *rolls()[1:]), pages={"/api/datatable/notices_view.php": b"Fatal error: Uncaught PDOException"}),
        made("reports-lost-where-no-committee-is-linked", (MET, lost, STALE), boxes=(ABOUT, box(CHARTER, REPORTS)), articles=(charter(), Article("reports", "প্রতিবেদন", answer=Answer.FAULT))),
        made("reports-lost-where-the-committee-is-linked", (MET, NONE, STALE), boxes=(ABOUT, box(CHARTER, COMMITTEE, REPORTS)), articles=(charter(), FOCAL, Article("reports", "প্রতিবেদন", answer=Answer.FAULT))),
        made("a-scan-without-a-name", (MET, UNREADABLE, STALE), articles=(charter(), replace(FOCAL, files=(File(ending="jpg"),)))),
        made("a-charter-in-silence", (MET, NONE, lost), articles=(replace(charter(), answer=Answer.SILENT), FOCAL)),
    )  # fmt: skip


def outside_the_portal() -> tuple[Site, ...]:
    plain = Platform.PLAIN
    dead = box(Slot(CHARTER.label, href="#"), COMMITTEE)
    menu, current = Box("সেবা", (Slot("সিটিজেন চার্টার", "charter"),)), charter("সিটিজেন চার্টার ২০২৩-২৪ (২য় ত্রৈমাসিক)", None)
    return (
        made("plain-without-an-order", (MET, UNREADABLE, "undated"), plain, articles=(charter(stamp=None), FOCAL)),
        # whether "no charter" may be said here the handbook leaves open: no answer is planned for it
        replace(made("plain-without-a-charter", (MET, UNREADABLE, ""), plain, boxes=(ABOUT, dead), articles=(FOCAL,)), expected={BOX: MET, COM: UNREADABLE}),
        made("plain-its-charter-in-the-menu", (MET, UNREADABLE, "updated-outside-box"), plain, boxes=(ABOUT, dead), menus=(menu,), articles=(current, FOCAL)),
        made("plain-its-charter-in-another-list", (MET, UNREADABLE, "updated-outside-box"), plain, boxes=(Box("সেবা", menu.slots), dead), articles=(current, FOCAL)),
        made("plain-without-a-box", ("site-unrecognised",) * 3, plain, boxes=(ABOUT,), articles=()),
        made("plain-an-order-of-long-ago", (MET, "letter-old", "undated"), plain, articles=(charter(stamp=None), order(f"{MEMO} তারিখ: ০৪/১০/২০২১"))),
    )  # fmt: skip
