"""Sites made by hand, one for each way in which a reader could accuse falsely that no draw of lots makes often."""

from collections.abc import Mapping
from datetime import date, datetime

from evaluate.plan import Article, Box, File, Platform, Roll, Row, Site, Slot, Tier

TITLE = "সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)"
ABOUT = Box("আমাদের বিষয়ে", (Slot("এক নজরে", "about"), Slot("যোগাযোগ", "contact")))
INTEGRITY = Box("জাতীয় শুদ্ধাচার কৌশল", (Slot("নৈতিকতা কমিটি", "ethics"), Slot("ত্রৈমাসিক পরিবীক্ষণ প্রতিবেদন", "ethics")))
ETHICS = Article(
    "ethics",
    "নৈতিকতা কমিটি গঠন",
    (
        "স্মারক নম্বর ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-১২ তারিখ: ১০/১০/২০২৩",
        "নৈতিকতা কমিটি গঠন করা হলো।",
        "১। সভাপতি ২। সদস্য ৩। সদস্য সচিব",
    ),
)
SERVICES = (
    ("ক্রমিক", "সেবার নাম", "সেবা প্রদানে সর্বোচ্চ সময়", "প্রয়োজনীয় কাগজপত্র"),
    ("১", "কমিটি গঠনের বিষয়ে সভার কার্যবিবরণী", "৭ কার্যদিবস", "আবেদন"),
    ("২", "ওয়ারিশ সনদ", "৩ কার্যদিবস", "আবেদন"),
)
ORDER = (
    "অফিস আদেশ",
    "স্মারক নম্বর ০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৩৫৬ তারিখ: ১৫/১০/২০২৩",
    "সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন পরিবীক্ষণ কমিটি নিম্নরূপভাবে পুনর্গঠন করা হলো:",
    "১। উপজেলা নির্বাহী অফিসার - আহ্বায়ক ২। সমাজসেবা অফিসার - সদস্য ৩। প্রশাসনিক কর্মকর্তা - সদস্য সচিব",
)
FOCAL = Article("committee", "ফোকাল পয়েন্ট কর্মকর্তা", ("সহকারী কমিশনার (ভূমি)",))
OLD = date(2022, 3, 8)
NOW = date(2023, 11, 1)
MET, NONE, STALE = "box-present", "no-letter", "stale"


def charter(
    title: str = "সেবা প্রদান প্রতিশ্রুতি", stamp: date | None = OLD, body: tuple[str, ...] = (), **more: object
) -> Article:
    return Article("charter", title, body, "charter", SERVICES, stamp, **more)  # type: ignore[arg-type]


def box(*slots: Slot, title: str = TITLE) -> Box:
    usual = (Slot("সেবা প্রদান প্রতিশ্রুতি", "charter"), Slot("ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", "committee"))
    return Box(title, slots or usual)


def rolls(*rows: Row, key: str = "notices") -> tuple[Roll, ...]:
    usual = {
        "notices": Roll("notices", "নোটিশ"),
        "orders": Roll("orders", "অফিস আদেশ"),
        "charters": Roll("charters", "চার্টার"),
    }
    return tuple((usual | {key: Roll(key, "তালিকা", rows)}).values())


def made(
    name: str,
    answers: tuple[str, str, str],
    platform: Platform = Platform.NPF1,
    tier: Tier = Tier.UPAZILA,
    **parts: object,
) -> Site:
    """A site with one other box, empty lists, and the answers planned for box, committee and update."""
    expected: Mapping[str, str] = dict(zip(("CC-BOX-01", "CC-COM-01", "CC-UPD-01"), answers, strict=True))
    usual: dict[str, object] = {"boxes": (ABOUT, box()), "rolls": rolls(), "articles": (charter(), FOCAL)}
    return Site(f"made-{name}", platform, tier, "বাঘাইছড়ি", expected, **(usual | parts))  # type: ignore[arg-type]


def sites() -> tuple[Site, ...]:
    notice = Article(
        "order", "সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি পুনর্গঠন", ORDER, "notice", (), date(2023, 10, 16), date(2023, 10, 16)
    )
    scan = File("সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ কমিটি পুনর্গঠন ১৫/১০/২০২৩", datetime(2023, 10, 16, 4, 41))  # noqa: DTZ001
    return (
        made("plain-story", (MET, NONE, STALE)),
        made("ethics-committee-is-another", (MET, NONE, STALE), boxes=(ABOUT, INTEGRITY, box()), articles=(charter(), FOCAL, ETHICS), board=(Slot("নৈতিকতা কমিটি গঠন", "ethics"),)),
        made("committee-in-the-charters-table", (MET, NONE, STALE), articles=(charter(body=("পরিবীক্ষণ কমিটির সভাপতি ও সদস্য সচিব",)), FOCAL)),
        made("order-under-the-boxs-own-label", (MET, "letter-this-quarter", STALE), articles=(charter(), Article("committee", "ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", ORDER))),
        made("order-as-a-scan-that-its-caption-names", (MET, "letter-this-quarter", STALE), articles=(charter(), Article("committee", "পরিবীক্ষণ কমিটি", ("নিচে দেখুন",), files=(scan,)))),
        made("order-behind-the-laws-link", (MET, "letter-this-quarter", STALE), boxes=(ABOUT, box(Slot("সেবা প্রদান প্রতিশ্রুতি", "charter"), Slot("পরিবীক্ষণ কমিটি", "committee"), Slot("আইন/বিধি/নীতিমালা", "laws"))), articles=(charter(), FOCAL, Article("laws", "আইন/বিধি/নীতিমালা", ORDER))),
        made("members-and-no-order", (MET, "list-without-letter", STALE), articles=(charter(), Article("committee", "পরিবীক্ষণ কমিটি", ("১। আহ্বায়ক ২। সদস্য ৩। সদস্য সচিব",)))),
        made("order-on-the-board", (MET, "notice-only", STALE), board=(Slot(notice.title, "order"),), articles=(charter(), FOCAL, notice)),
        made("order-among-archived-notices", (MET, "notice-only", STALE), Platform.NPF3, articles=(charter(), FOCAL, notice), rolls=(Roll("notices", "নোটিশ", archived=(Row(notice.title, "order", date(2023, 10, 16)),)), *rolls()[1:])),
        made("any-letter-stands-at-the-centre", (MET, "letter-standing", STALE), tier=Tier.DIRECTORATE, articles=(charter(), Article("committee", "পরিবীক্ষণ কমিটি", (*ORDER[:1], ORDER[1].replace("২০২৩", "২০২০"), *ORDER[2:])))),
        made("another-upazilas-charter", (MET, NONE, "charter-of-other-office"), articles=(charter("সিটিজেন চার্টার, লংগদু উপজেলা", NOW), FOCAL)),
        made("the-district-named-beside-the-upazila", (MET, NONE, "updated"), articles=(charter("বাঘাইছড়ি উপজেলা, রাঙ্গামাটি জেলার সেবা প্রদান প্রতিশ্রুতি", NOW), FOCAL)),
        made("a-sections-charter-is-not-the-offices", (MET, NONE, "no-charter"), articles=(charter("সিটিজেন চার্টার (ভূমি শাখা)", NOW), FOCAL)),
        made("an-old-charter-saved-yesterday", (MET, NONE, STALE), articles=(charter("পুরাতন সিটিজেন চার্টার", NOW), FOCAL)),
        made("a-laws-day-in-the-text", (MET, NONE, STALE), articles=(charter(body=("স্থানীয় সরকার আইন, ০১/১১/২০২৩ তারিখে প্রকাশিত",)), FOCAL)),
        made("an-approval-of-long-ago-is-not-stated", (MET, NONE, "updated"), articles=(charter(stamp=NOW, body=("অনুমোদিত ৩ আগস্ট ২০১৭",)), FOCAL)),
        made("two-days-that-do-not-agree", (MET, NONE, "date-conflict"), articles=(charter("সেবা প্রদান প্রতিশ্রুতি (হালনাগাদ ২৭.০৯.২০২১)", NOW), FOCAL)),
        made("saved-on-the-edge", (MET, NONE, "undated"), articles=(charter(stamp=date(2023, 9, 30)), FOCAL)),
        made("a-certificate-is-no-charter", ("no-box", "no-box-no-letter", "no-charter"), boxes=(ABOUT, Box("সনদ সেবা", (Slot("নাগরিক সনদ", "certificate"),))), articles=(Article("certificate", "নাগরিক সনদ", ("আবেদন ফরম",)),)),
        made("a-dead-label-in-the-menu", ("no-box", "no-box-no-letter", "no-charter"), boxes=(ABOUT,), menus=(Box("আমাদের সেবা", (Slot("সিটিজেন চার্টার", href="nolink/-"),)),), articles=()),
        made("the-second-portals-menu-has-it", ("charter-outside-box", "no-box-no-letter", STALE), Platform.NPF2, boxes=(ABOUT,), menus=(Box("আমাদের সেবা", (Slot("সিটিজেন চার্টার", "charter"),)),), articles=(charter("সিটিজেন চার্টার", None, ("হালনাগাদের তারিখ: ০৮/০৩/২০২২",)),)),
    )  # fmt: skip
