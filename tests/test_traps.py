"""Small pages of every platform: what is read of them, and what is not taken for absence."""

import base64
from datetime import UTC, datetime

import pytest

from charter_audit import markup, portals
from charter_audit.model import Front, Listing, NoRecord, Page, Place, Record, Role, Unrecognised

NAME = "সেবা প্রদান প্রতিশ্রুতি"
NPF1 = "<form id='lang_form'></form>"
NPF2 = "<body class='theme-theme-default'>"
NPF1_AT = "https://office.example/site/page/997cdbe2-7c9a-46e7-a773-0d42af9f5664/-"
NPF2_AT = "https://office.example/bn/site/page/abcd-slug"
NPF3_AT = "https://office.example/pages/static-pages/6a70728ebc7faefed86cc9c1"
STORE = "https://objectstorage.ap-dcc-gazipur-1.oraclecloud15.com/n/a/b/V2Ministry/o/office-x/2026/5/letter.jpg"
OTHER_BOX = "<h4>তথ্য অধিকার</h4><ul><li><a href='/site/page/a'>a</a></ul>"
LIST = "<ul><li><a href='/pages/x' title='শাখা'>শাখা</a></ul>"


def page(html: str, at: str) -> Page:
    return Page(at, at, 200, "text/html", html.encode(), datetime(2026, 11, 1, tzinfo=UTC), "")


def front(html: str) -> Front:
    made = portals.read_front(page(html, "https://office.example/"))
    assert isinstance(made, Front)
    return made


def npf3(inner: str) -> str:
    return f"<div data-section_type='body'><div class='content-viewer-widget'><h2>কমিটি</h2>{inner}</div></div>"


def renderer(encoded: str, children: str = "") -> str:
    return npf3(f'<rt-renderer encoded-content="{encoded}">{children}</rt-renderer>')


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("rank", ["h1", "h2", "h3", "h4", "h5", "h6"])
def test_a_box_is_known_by_its_heading_of_whatever_rank(rank: str) -> None:
    made = front(
        f"{NPF1}<div class='service-box'><{rank}>{NAME}</{rank}><ul><li><a href='/site/page/a'>{NAME}</a></ul></div>"
    )
    assert made.charter_box is not None
    assert [(link.role, link.place) for link in made.charter_box.links] == [(Role.CHARTER, Place.BOX)]


def test_a_picture_that_links_the_charter_is_a_link_that_names_it() -> None:
    made = front(f"{NPF1}<div class='service-box'>{OTHER_BOX}</div><a href='/c.pdf'><img alt='সিটিজেন চার্টার'></a>")
    assert [(link.label, link.role, link.place) for link in made.others] == [
        ("সিটিজেন চার্টার", Role.CHARTER, Place.BLOCK)
    ]


NPF3_BOX = (
    "<div class='service-box-widget'><h1 class='service-box-title'>তথ্য অধিকার</h1>"
    f"<a class='service-box-list-link' href='/pages/a'>a</a></div><p>{'পাঠ ' * 500}</p>"
)


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (f"<h3>{NAME}</h3>{LIST}", True),
        (f"<div><h5>{NAME}</h5></div><div>{LIST}</div>", True),
        (f"<div title='{NAME}'></div>{LIST}", True),
        (f"<img alt='{NAME}'>{LIST}", True),
        (f"<h3>{NAME}</h3><object data='/c.pdf'></object>", False),
        (f"<h3>{NAME}</h3><h3>লিঙ্ক</h3>{LIST}", False),
        (f"<a href='/pages/c'><img alt='{NAME}'></a>{LIST}", False),
        (f"<div data-widget_name='A'><h3>{NAME}</h3></div><div data-widget_name='B'>{LIST}</div>", False),
    ],
)
@pytest.mark.parametrize("section", ["body", "right"])
def test_npf3_boxes_of_unknown_widgets(section: str, block: str, found: bool) -> None:
    made = front(f"<div data-section_type='body'>{NPF3_BOX}</div><div data-section_type='{section}'>{block}</div>")
    assert (made.charter_box is not None and made.charter_box.by_heading) is found


IMAGE = "/sites/default/files/files/x.portal.gov.bd/page/a/2023-10-04-03-00-" + "a" * 32 + ".jpg"
VIEWER = "<iframe src='//docs.google.com/viewer?url=//office.example/sites/default/files/a.pdf&embedded=true'></iframe>"
ICON = "<img class='file-icon' src='/themes/responsive_npf/img/pdf.png'>"


@pytest.mark.parametrize(
    ("html", "files"),
    [
        (f"<img src='{IMAGE}'>", [IMAGE]),
        (f"<a href='/sites/default/files/a.pdf'>{ICON}</a>{VIEWER}", ["/sites/default/files/a.pdf"]),
        (VIEWER, ["//office.example/sites/default/files/a.pdf"]),
        (f"<p>{'লেখা ' * 100}</p><img src='{IMAGE}'>", []),
        (ICON, []),
    ],
)
def test_files_of_an_npf1_record(html: str, files: list[str]) -> None:
    made = portals.read_inner(page(f"{NPF1}<div id='printable_area'><h3>কমিটি</h3>{html}</div>", NPF1_AT))
    assert isinstance(made, Record)
    assert [link.href for link in made.attachments] == files


def test_files_of_an_npf3_record() -> None:
    html = f"<div class='title-with-image-content-widget-content-pdf'><img src='{STORE}'><object data='/b.pdf'></object></div>"
    made = portals.read_inner(page(npf3(html), NPF3_AT))
    assert isinstance(made, Record)
    assert {link.href for link in made.attachments} == {STORE, "/b.pdf"}


def test_files_beside_an_npf2_record_are_not_its_own() -> None:
    html = (
        f"{NPF2}<a href='/elsewhere.pdf'>সিটিজেন চার্টার</a><div class='text title'><div class='value'>ক</div></div>"
        "<div class='html_text body'><div class='value'>খ</div></div>"
        "<div class='file attachments'><a class='control-file' href='/own.pdf'>f</a><iframe src='/own.pdf'></iframe></div>"
    )
    made = portals.read_inner(page(html, NPF2_AT))
    assert isinstance(made, Record)
    assert [link.href for link in made.attachments] == ["/own.pdf"]


def test_an_npf2_record_with_the_notice_board_beside_it_is_a_record() -> None:
    board = "<div id='notice-board-ticker'><ul><li><a href='/bn/site/notices/a'>n</a></ul></div>"
    body = "<div class='html_text body'><div class='value'>পাঠ</div></div>"
    assert isinstance(portals.read_inner(page(NPF2 + board + body, NPF2_AT)), Record)
    assert portals.read_inner(page(NPF2 + board, NPF2_AT)) == NoRecord(NPF2_AT, "front-page")


def test_an_npf1_list_whose_rows_are_elsewhere_is_not_an_empty_list() -> None:
    at, table = "https://office.example/site/view/notices", "<table id='example1'><tbody></tbody></table>"
    script = "<script>var domainId = '118'; var subdomain = 'x.portal.gov.bd'; var contentType = 'notices';</script>"
    lists = f"{NPF1}<div id='printable_area'><h3>নোটিশ</h3>{table}</div>"
    assert portals.read_inner(page(lists, at)) == Unrecognised(at, "list-without-rows")
    made = portals.read_inner(page(lists + script, at))
    assert isinstance(made, Listing)
    assert made.data_at is not None
    assert "/api/datatable/notices_view.php?domain_id=118" in made.data_at


def test_rows_of_an_npf3_list_are_read_whatever_their_class() -> None:
    at = "https://office.example/pages/notices"
    row = "<tr class='toggle-hidden'><td><a href='/x'>x</a></td></tr><tr><td><a href='/pages/notices/6a70728ebc7faefed86cc9c1'>ক</a></td></tr>"
    made = portals.read_inner(
        page(f"<div data-section_type='body'><table id='noticeTable'><tbody>{row}</tbody></table></div>", at)
    )
    assert isinstance(made, Listing)
    assert [link.label for link in made.rows] == ["ক"]


@pytest.mark.parametrize(
    "html",
    [
        "<title>Request Rejected</title><p>The requested URL was rejected.</p><a href='javascript:history.back();'>Back</a>",
        "<title>Sign in</title><p>Please log in to continue.</p><a href='/login'>Log in</a>",
        f"<title>x</title><p>{'পাতা ' * 400}</p><a href='/a'>a</a>",
    ],
)
def test_a_page_without_any_mark_proves_nothing(html: str) -> None:
    assert portals.read_inner(page(html, NPF1_AT)) == Unrecognised(NPF1_AT, "no-platform-mark")


def test_a_page_outside_the_portal_that_names_the_charter_is_read() -> None:
    made = portals.read_inner(page(f"<h1>{NAME}</h1><p>ক</p><a href='/a'>a</a>", "https://office.example/c"))
    assert isinstance(made, Record)
    assert made.title == NAME


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (renderer(base64_of("<p>ক</p>"), "<p>ক</p>"), "ক"),
        (renderer(base64_of("<p>ক") + ";" + base64_of(" খ</p>")), "ক খ"),
        (renderer("লেখা"), "লেখা"),
        (renderer(base64_of("<p>ক</p>")[:6] + "[cut]", "<p>খ</p>"), "খ"),
        (renderer(base64_of("<div>" * 20_000), "<p>গ</p>"), "গ"),
        (renderer("", "<p>ঘ</p>"), "ঘ"),
    ],
)
def test_rich_text_is_read_once(html: str, told: str) -> None:
    made = portals.read_inner(page(html, NPF3_AT))
    assert isinstance(made, Record)
    assert made.text == told


def test_letters_encoded_twice_are_put_right_beside_right_ones() -> None:
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in NAME.encode())
    assert markup.decode(f"{NAME} {twice} é".encode()) == f"{NAME} {NAME} é"


def test_an_end_that_fits_nothing_does_not_hide_depth() -> None:
    assert markup.too_nested("<div></x>" * 500)
    assert not markup.too_nested("<div></div></x>" * 500)
