"""Small pages in the markup of each platform, written for the tests."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from charter_audit import portals
from charter_audit.model import Front, Listing, NoRecord, Page, Record, Unrecognised

HOST = "https://x.sirajganj.gov.bd"
Slots = Sequence[tuple[str, str]]
Boxes = Iterable[tuple[str, Slots]]
ABOUT = ("আমাদের বিষয়ে", (("এক নজরে", "/site/page/about/-"),))
CHARTER_BOX = (
    "সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)",
    (
        ("সেবা প্রদান প্রতিশ্রুতি", "/site/page/11111111-1111-1111-1111-111111111111/-"),
        ("ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি", "/site/page/22222222-2222-2222-2222-222222222222/-"),
    ),
)


def page(html: str | bytes, at: str = f"{HOST}/") -> Page:
    body = html if isinstance(html, bytes) else html.encode()
    return Page(at, at, 200, "text/html", body, datetime(2023, 11, 28, tzinfo=UTC), "")


def front(html: str | bytes, at: str = f"{HOST}/") -> Front:
    made = portals.read_front(page(html, at))
    assert isinstance(made, Front), made
    return made


def refused(html: str | bytes, at: str = f"{HOST}/") -> str:
    made = portals.read_front(page(html, at))
    assert isinstance(made, Unrecognised), made
    return made.why


def inner(html: str | bytes, at: str) -> Record | Listing | NoRecord | Unrecognised:
    return portals.read_inner(page(html, at))


def record(html: str | bytes, at: str) -> Record:
    made = inner(html, at)
    assert isinstance(made, Record), made
    return made


def listing(html: str | bytes, at: str) -> Listing:
    made = inner(html, at)
    assert isinstance(made, Listing), made
    return made


def anchors(links: Slots) -> str:
    return "".join(f'<li><a href="{href}">{label}</a></li>' for label, href in links)


def npf1(*boxes: tuple[str, Slots], board: Slots = (), menu: Slots = (), side: Slots = (), main: str = "") -> str:
    made = "".join(
        f'<div id="box-3" class="six columns service-box box"><h4>{title}</h4><ul>{anchors(links)}</ul></div>'
        for title, links in boxes
    )
    notices = f'<div id="notice-board-ticker"><ul>{anchors(board)}</ul></div>' if boxes else ""
    return (
        "<html><head><title>কামারখন্দ উপজেলা</title></head><body><form id='lang_form'></form>"
        f"<ul class='meganizr'><li class='mzr-drop'><div class='one-col'><ul class='mzr-links'>{anchors(menu)}</ul></div></ul>"
        f"<div id='left-content'>{notices}{made}{main}</div>"
        f"<div id='right-content'><div class='column block'><h5>লিংক</h5><ul>{anchors(side)}</ul></div></div>"
        "<div id='footer-menu'>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৩-১১-২৭ ০৮:১৪:৫৬</div></body></html>"
    )


def npf1_record(title: str, body: str, stamp: str = "") -> str:
    update = f'<div class="updateText">সর্ব-শেষ হাল-নাগাদ: {stamp}</div>' if stamp else ""
    return npf1(main=f'{update}<hr id="print_div_hr"><div id="printable_area"><h3>{title}</h3><div>{body}</div></div>')


def npf2(*boxes: tuple[str, Slots], board: Slots = (), menu: Slots = (), main: str = "") -> str:
    made = "".join(
        f'<div class="row service-row"><div class="col-md-6"><div class="service-box box"><h4>{title}</h4>'
        f"<ul>{anchors(links)}</ul></div></div></div>"
        for title, links in boxes
    )
    notices = f'<div id="notice-board-ticker"><ul>{anchors(board)}</ul></div>' if boxes else ""
    return (
        "<html><head><title>কামারখন্দ উপজেলা</title></head><body class='theme-theme-default site-1'>"
        f"<div id='jmenu'><ul class='meganizr'><li><ul class='mzr-links'>{anchors(menu)}</ul></ul></div>"
        f"<div id='left-content'>{notices}{made}{main}</div>"
        "<div id='footer-menu'>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৩-১১-২৭ ০৮:১৪:৫৬</div></body></html>"
    )


def npf2_record(title: str, body: str, published: str = "", files: str = "") -> str:
    day = f'<div class="date publish_date"><div class="value">{published}</div></div>' if published else ""
    return npf2(
        main=f'<div class="text title"><div class="value">{title}</div></div>'
        f'<div class="html_text body"><div class="value">{body}</div></div>{day}<div class="file attachments">{files}</div>'
    )


def npf3(*boxes: tuple[str, Slots], main: str = "", menu: Slots = ()) -> str:
    made = "".join(
        f'<div class="widget service-box-widget"><h1 class="service-box-title"> {title} </h1><ul>'
        + "".join(
            f'<li><a title="{label}" class="service-box-list-link" href="{href}">…</a></li>' for label, href in links
        )
        + "</ul></div>"
        for title, links in boxes
    )
    return (
        "<html lang='en'><head><title>কামারখন্দ উপজেলা</title></head><body>"
        f"<div data-section_type='header'><ul>{anchors(menu)}</ul></div>"
        f"<div data-section_type='body' data-widget_name='ServiceBoxExpandableStackWidget'>{made}{main}</div>"
        "<div class='site-update-block'><p>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: সোমবার, ২৭ নভেম্বর, ২০২৩ এ ০৯:৩৪:৪৯</p></div></body></html>"
    )


def npf3_record(title: str, body: str, stamp: str = "", more: str = "") -> str:
    update = f'<div class="content-update-block"><p>কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে: {stamp}</p></div>' if stamp else ""
    return npf3(
        main=f'<div class="widget content-viewer-widget">{update}<h2>{title}</h2><rt-renderer>{body}</rt-renderer>{more}</div>'
    )


def table(rows: Iterable[Sequence[str]]) -> str:
    return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)


FACTS: Mapping[str, str] = {"npf1": npf1(ABOUT), "npf2": npf2(ABOUT), "npf3": npf3(ABOUT)}
