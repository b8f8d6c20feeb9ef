"""The forty traps that would make a false finding, T1 to T40, each with the right answer beside it.

Front pages and records are small pages of each platform; whole stories are told from a dict of pages.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from charter_audit import address, bangla, judging, looking, wording
from charter_audit.desk import Desk
from charter_audit.model import (
    Cause,
    NoRecord,
    Office,
    Page,
    Question,
    Role,
    Tier,
    Unreachable,
)
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.samples import ORDER_TEXT, ORDER_TITLE, SERVICES
from small import (
    ABOUT,
    CHARTER_BOX,
    FACTS,
    HOST,
    front,
    inner,
    npf1,
    npf1_record,
    npf2,
    npf2_record,
    npf3,
    npf3_record,
    page,
    record,
    refused,
    table,
)

OFFICE = Office("kamarkhand", "কামারখন্দ", "Kamarkhand", Tier.UPAZILA, HOST)
CHARTER, COMMITTEE = (link for _, link in CHARTER_BOX[1])
LONG = f"<p>{SERVICES * 12}</p>"
Answers = Mapping[str, str | Cause]
NOTICES = {"/site/view/notices": Cause.GONE, "/site/view/office_order": Cause.GONE}


def story(answers: Answers, office: Office = OFFICE, as_of: date = date(2023, 11, 28)) -> dict[str, str]:
    """The reasons that a site made of these pages is given; an address that is not among them is gone."""

    async def fetch(url: str) -> Page | Unreachable:
        answer = answers.get(url.removeprefix(HOST) or "/", answers.get(url, Cause.GONE))
        if isinstance(answer, Cause):
            return Unreachable(url, answer, status=404 if answer is Cause.GONE else 0)
        return page(answer, url)

    evidence = asyncio.run(looking.look_at(office, fetch, Papers(Desk()).read))
    question = Question(office, Quarter(2023, 2), as_of)
    return {one.rule[3:]: one.reason.slug for one in judging.judge(catalogue().values(), evidence, question)}


def asked(reasons: Mapping[str, str]) -> set[str]:
    """The reasons of the rules that are asked of an upazila."""
    return set(reasons.values()) - {"not-for-tier"}


def box(*links: tuple[str, str], title: str = CHARTER_BOX[0]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return title, links


def charter(body: str = LONG, stamp: str = "২১ নভেম্বর ২০২১", title: str = "সিটিজেন চার্টার") -> Answers:
    return {"/": npf1(ABOUT, CHARTER_BOX), CHARTER: npf1_record(title, body, stamp)}


def committee(body: str, title: str = "ফোকাল পয়েন্ট কর্মকর্তা", **more: str | Cause) -> Answers:
    return {**charter(), COMMITTEE: npf1_record(title, body, "৪ অক্টোবর ২০২৩"), **more}


def board(label: str, html: str, **more: str) -> Answers:
    return {**charter(), "/": npf1(ABOUT, CHARTER_BOX, board=((label, "/n"),)), "/n": html, **more}


def t1() -> None:
    for title in (
        "সেবা প্রদান প্রতিশ্রুতি(সিটিজেন্\u200cস চার্টার)",
        "সেবা প্রদান\n প্রতিশ্রুতি",
        "সেবা প্\u09f0দান প্\u09f0তিশ্\u09f0ুতি",
        "সেবাপ্রদান প্রতিশ্রুতি",
        "সিটিজেন’স চার্টার",
    ):
        assert front(npf1(ABOUT, box(title=title))).charter_box is not None
    assert bangla.fold("হয়েছে") == bangla.fold("হ\u09df\u09c7ছে")


def t2() -> None:
    html = npf1(ABOUT, CHARTER_BOX)
    assert html.count('id="box-3"') == 2
    assert len(front(html).boxes) == 2


def t3() -> None:
    hidden = npf3(*[ABOUT] * 10, CHARTER_BOX).replace('class="widget', 'style="display:none" class="widget')
    assert front(hidden).charter_box is not None


def t4() -> None:
    menu = {"/": npf1(ABOUT, menu=(("সিটিজেন চার্টার", "/c"),)), "/c": npf1_record("সিটিজেন চার্টার", LONG, "২১ নভেম্বর ২০২১")}
    assert (story(menu)["BOX-01"], story(menu)["UPD-01"]) == ("charter-outside-box", "stale")
    dead = {"/": npf1(ABOUT, menu=(("সিটিজেন চার্টার", "nolink/-"),))}
    assert (story(dead)["BOX-01"], story(dead)["UPD-01"]) == ("no-box", "no-charter")


def t5() -> None:
    dead = box(("সেবা প্রদান প্রতিশ্রুতি", "/gone"), ("আইন", "/laws"))
    told = story({"/": npf1(ABOUT, dead), "/laws": npf1_record("আইন", LONG)})
    assert (told["BOX-01"], told["UPD-01"]) == ("box-present", "no-charter")
    assert story({"/": npf1(ABOUT, box(("সেবা প্রদান প্রতিশ্রুতি", "")))})["BOX-01"] == "box-empty"


def t6() -> None:
    made = front(npf2(ABOUT, box(("সেবা প্রদান প্রতিশ্রুতি", "/bn/")))).charter_box
    assert made
    assert made.links[0].address is None
    assert inner(FACTS["npf2"], f"{HOST}/bn/site/page/abcd-x") == NoRecord(f"{HOST}/bn/site/page/abcd-x", "front-page")


def t7() -> None:
    at = f"{HOST}/site/page/11111111-1111-1111-1111-111111111111/-"
    assert address.join(at, "nolink/-") is None
    assert address.join(at, "[front]") is None
    assert address.key(at) == address.key(at.removesuffix("-") + "nolink/nolink/")


def t8() -> None:
    for html in (npf1(board=()), npf2(), npf3(main="<div data-widget_name='Unknown'>x</div>")):
        assert asked(story({"/": html})) == {"site-unrecognised"}


def t9() -> None:
    assert refused("<html><body><p>Fatal error</p></body></html>") == "error-page"
    assert asked(story({"/": "<html><body>x <a href='/'>y</a></body></html>"})) == {"site-unrecognised"}


def t10() -> None:
    for label in ("ত্রৈমাসিক/বার্ষিক পরিবীক্ষণ/মূল্যায়ন প্রতিবেদন", "পরিবীক্ষণ"):
        assert wording.role_of(label, in_charter_box=True) is not Role.COMMITTEE
    assert wording.role_of("পরিবীক্ষণ কমিটি", in_charter_box=True) is Role.COMMITTEE


def t11() -> None:
    for label in ("নৈতিকতা কমিটি", "জেলা কমিটি", "কমিটি", "অভিযোগের ত্রৈমাসিক প্রতিবেদন"):
        assert wording.role_of(label, in_charter_box=False) is not Role.COMMITTEE
    other = ORDER_TEXT.replace("সেবা প্রদান প্রতিশ্রুতি পরিবীক্ষণ", "নৈতিকতা")
    assert story(committee(other, "নৈতিকতা কমিটি গঠন", **NOTICES))["COM-01"] == "no-letter"


def t12() -> None:
    assert story(committee("<p>সহকারী কমিশনার</p>", **NOTICES))["COM-01"] == "no-letter"
    assert story(committee(f"<p>{ORDER_TEXT}</p>", ORDER_TITLE, **NOTICES))["COM-01"] == "letter-this-quarter"


def t13() -> None:
    onward = "<ul><li><a href='/other'>নৈতিকতা কমিটি</a></li><li><a href='/letter'>সিটিজেন চার্টার কমিটি গঠন</a></li></ul>"
    told = story(committee(onward, "কমিটিসমূহ", **{"/letter": npf1_record(ORDER_TITLE, ORDER_TEXT)}))
    assert told["COM-01"] == "letter-this-quarter"


def t14() -> None:
    rows = table([("১", "কমিটি গঠনের বিষয়ে সভার কার্যবিবরণী"), ("২", ORDER_TEXT)])
    assert story({**charter(f"<table>{rows}</table>"), **NOTICES})["COM-01"] == "no-letter"


def t15() -> None:
    assert story(board(ORDER_TITLE, npf1_record(ORDER_TITLE, ORDER_TEXT)))["COM-01"] == "notice-only"
    assert story({**charter(), **NOTICES})["COM-01"] == "no-letter"
    assert story({**charter(), **NOTICES, "/site/view/notices": Cause.TIMEOUT})["COM-01"] == "page-lost"


def t16() -> None:
    same = box(("সেবা প্রদান প্রতিশ্রুতি", CHARTER), ("পরিবীক্ষণ কমিটি", "/same"), ("পরিবীক্ষণ প্রতিবেদন", "/same"))
    told = story({**charter(), "/": npf1(ABOUT, same), "/same": npf1_record(ORDER_TITLE, ORDER_TEXT)})
    assert told["COM-01"] == "letter-this-quarter"


def t17() -> None:
    there = "https://cabinet.gov.bd/site/page/1"
    answers = {
        **charter(),
        "/": npf1(ABOUT, box(("সেবা প্রদান প্রতিশ্রুতি", there))),
        there: npf1_record("সিটিজেন চার্টার", LONG, "১ নভেম্বর ২০২৩"),
    }
    assert story(answers)["UPD-01"] == "charter-of-other-office"


def t18() -> None:
    told = story(charter(LONG, "১ নভেম্বর ২০২৩", "সিটিজেন চার্টার, তাড়াশ উপজেলা"))
    assert told["UPD-01"] == "charter-of-other-office"


def t19() -> None:
    assert story(charter(LONG, "১ নভেম্বর ২০২৩", "সিটিজেন চার্টার (সাধারণ শাখা)"))["UPD-01"] == "no-charter"


def t20() -> None:
    definition = "সিটিজেন চার্টার হল জনগণের সেবা পাওয়ার অধিকারের লিখিত সনদ। " * 8
    for body in (definition, "Vision: ……………… Mission: ……………… " * 10):
        assert story(charter(body, "১ নভেম্বর ২০২৩"))["UPD-01"] == "no-charter"
    guide = box(("সেবা প্রদান প্রতিশ্রুতি প্রণয়ন সংক্রান্ত নির্দেশিকা", CHARTER))
    assert story({**charter(LONG, "১ নভেম্বর ২০২৩"), "/": npf1(ABOUT, guide)})["UPD-01"] == "no-charter"


def t21() -> None:
    assert story(charter(LONG, "১ নভেম্বর ২০২৩", "পুরাতন সিটিজেন চার্টার"))["UPD-01"] == "stale"
    old = {
        **charter(),
        "/": npf1(ABOUT, CHARTER_BOX, menu=(("পুরাতন সিটিজেন চার্টার", "/o"),)),
        "/o": npf1_record("পুরাতন সিটিজেন চার্টার", LONG, "১ নভেম্বর ২০২৩"),
    }
    assert story(old)["UPD-01"] == "stale"


def t22() -> None:
    rows = table(
        [
            ("১", "<a href='/new'>সিটিজেন চার্টার</a>", "২০২১-১০-০৫"),
            ("২", "<a href='/old'>সিটিজেন চার্টার ২০১৯</a>", "২০১৯-০১-০১"),
        ]
    )
    listed = npf1(
        main=f"<div id='printable_area'><table class='bordered' id='example'><tbody>{rows}</tbody></table></div>"
    )
    told = story({**charter(), CHARTER: listed, "/new": npf1_record("সিটিজেন চার্টার", LONG, "১ নভেম্বর ২০২৩")})
    assert told["UPD-01"] == "updated"


def t23() -> None:
    assert not wording.names_charter("নাগরিক সনদ")
    assert wording.names_charter("নাগরিক সনদ বা সেবা প্রদান প্রতিশ্রুতি")


def t24() -> None:
    assert all("২০২৩-১১-২৭" in html or "২৭ নভেম্বর" in html for html in FACTS.values())
    assert story(charter())["UPD-01"] == "stale"
    assert story({"/": npf1(ABOUT, CHARTER_BOX), CHARTER: npf1_record("সিটিজেন চার্টার", LONG)})["UPD-01"] == "undated"


def t25() -> None:
    banner = "<p>০৭ নভেম্বর, ২০২৩ নির্বাচনী বিজ্ঞপ্তি</p>"
    assert story(charter(banner + LONG))["UPD-01"] == "stale"


def t26() -> None:
    made = record(npf3_record("সিটিজেন চার্টার", LONG), f"{HOST}/pages/office-citizen-charters/6922d8a5933eb65569df9880")
    assert made.days == ()
    assert (
        address.uploaded("https://objectstorage.x/n/a/b/V/o/office-x/2024/12/0123456789abcdef0123456789abcdef.pdf")
        is None
    )


def t27() -> None:
    file = "<a href='/sites/default/files/2022-10-06-03-00-0123456789abcdef0123456789abcdef.pdf'><img></a>"
    made = record(npf1_record("সনদ", LONG + file, "১২ ডিসেম্বর ২০২৩"), HOST + CHARTER)
    assert [day.first.year for day in (*made.days, *made.attachments[0].days)] == [2023, 2022]


def t28() -> None:
    for printed, iso in (
        ("২৩rd August ২০২৩", "2023-08-23"),
        ("২১st নভেম্বর ২০২৪", "2024-11-21"),
        ("&#x09E8;&#x09E8;nd মার্চ ২০২৫", "2025-03-22"),
    ):
        assert record(npf1_record("সনদ", LONG, printed), HOST + CHARTER).days[0].first.isoformat() == iso
    assert record(npf1_record("সনদ", LONG, "অপাঠ্য"), HOST + CHARTER).days == ()


def t29() -> None:
    second = {
        "/": npf2(ABOUT, box(("সেবা প্রদান প্রতিশ্রুতি", "/bn/site/page/abcd-x"))),
        "/bn/site/page/abcd-x": npf2_record("সিটিজেন চার্টার", LONG),
    }
    assert story(second)["UPD-01"] == "undated"
    titled = {**second, "/bn/site/page/abcd-x": npf2_record("সিটিজেন চার্টার ২০২৩-২৪ (২য় ত্রৈমাসিক)", LONG)}
    assert story(titled)["UPD-01"] == "updated"


def t30() -> None:
    assert story(charter(stamp="৩০ সেপ্টেম্বর ২০২৩"))["UPD-01"] == "undated"
    assert story(charter(stamp="২৯ সেপ্টেম্বর ২০২৩"))["UPD-01"] == "stale-one-quarter"
    assert story(charter(stamp="১ অক্টোবর ২০২৩"))["UPD-01"] == "updated"


def t31() -> None:
    one, other = (npf1_record("সনদ", f"<a href='{scheme}//x.gov.bd/a'>ক</a>") for scheme in ("https:", ""))
    first, second = (record(html, HOST + CHARTER) for html in (one, other))
    assert (first.text, [address.key(link.address or "") for link in first.links]) == (
        second.text,
        [address.key(link.address or "") for link in second.links],
    )


def t32() -> None:
    file = "<a href='/sites/default/files/x.pdf'><img class='file-icon' alt='pdf'></a>"
    assert len(record(npf1_record("সনদ", file), HOST + CHARTER).attachments) == 1


def t33() -> None:
    import base64

    body = "<p>সিটিজেন চার্টার <a href='/a.pdf'>ফাইল</a></p>"
    both = f'<rt-renderer encoded-content="{base64.b64encode(body.encode()).decode()}">{body}</rt-renderer>'
    html = npf3_record("সনদ", "").replace("<rt-renderer></rt-renderer>", both)
    made = record(html, f"{HOST}/pages/static-pages/6922d8a5933eb65569df9880")
    assert made.text.count("সিটিজেন চার্টার") == 1
    assert len(made.attachments) == 1


def t34() -> None:
    share = "<div id='share-buttons'>শেয়ার করুন</div>"
    made = record(
        npf1_record("সনদ", "<style>p{color:red}</style><script>x</script>").replace(
            '<hr id="print', share + '<hr id="print'
        ),
        HOST + CHARTER,
    )
    assert made.text == ""


def t35() -> None:
    assert wording.unicode_of("‡mev cÖ`vb cÖwZkÖæwZ") == "সেবা প্রদান প্রতিশ্রুতি"
    assert wording.unicode_of("plain English") == "plain English"
    assert wording.names_charter("সেবাপ্রদানপ্রতিশ্রুতি")


def t36() -> None:
    english = npf2(ABOUT)
    answers = {"/": npf2(ABOUT, CHARTER_BOX), "/en": english, "/bn": npf2(ABOUT, CHARTER_BOX)}
    assert story(answers, replace(OFFICE, url=f"{HOST}/en"))["BOX-01"] == "box-present"
    title = box(("Citizen Charter", CHARTER), ("Focal Point & Committee", COMMITTEE), title="Citizen's Charter")
    assert story({**charter(), "/": npf1(ABOUT, title)})["BOX-01"] == "box-present"


def t37() -> None:
    moved = {"/": npf3(ABOUT, box(("সেবা প্রদান প্রতিশ্রুতি", "/pages/static-pages/6a70728ebc7faefed86cc9c1")))}
    moved["/pages/static-pages/6a70728ebc7faefed86cc9c1"] = npf3_record(
        "সিটিজেন চার্টার", LONG, "১ নভেম্বর, ২০২৩ এ ০৩:৪০ PM"
    )
    assert story(moved)["UPD-01"] == "updated"  # whatever platform the front page has today


def t38() -> None:
    assert page(FACTS["npf1"]).age == ""
    assert replace(page(FACTS["npf1"]), age="3600").age == "3600"


def t39() -> None:
    office = replace(OFFICE, name="চৌহালী", aliases=("চৌহালি",))
    html = npf1(ABOUT, CHARTER_BOX).replace("কামারখন্দ", "চৌহালি")
    assert story({**charter(), "/": html}, office)["BOX-01"] == "box-present"


def t40() -> None:
    for cause, slug in (
        (Cause.TLS, "site-unreachable"),
        (Cause.BLOCKED, "site-blocked"),
        (Cause.TIMEOUT, "site-unreachable"),
        (Cause.SERVER_ERROR, "site-unreachable"),
    ):
        assert asked(story({"/": cause})) == {slug}


TRAPS: dict[str, Callable[[], None]] = {
    name.upper(): case for name, case in list(globals().items()) if re.fullmatch(r"t\d+", name)
}


def test_every_trap_has_its_case() -> None:
    assert set(TRAPS) == {f"T{number}" for number in range(1, 41)}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(trap: str) -> None:
    TRAPS[trap]()
