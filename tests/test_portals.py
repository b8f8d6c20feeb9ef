"""Records, lists, notices and refusals of each platform, on small pages written for the test."""

import json

import pytest

from charter_audit import portals
from charter_audit.model import Kind, Listing, NoRecord, Place, Record, Role, Unrecognised
from small import (
    ABOUT,
    CHARTER_BOX,
    HOST,
    anchors,
    front,
    inner,
    listing,
    npf1,
    npf1_record,
    npf2,
    npf2_record,
    npf3,
    npf3_record,
    record,
    refused,
    table,
)

PAGE1 = f"{HOST}/site/page/11111111-1111-1111-1111-111111111111/-"
PAGE2 = f"{HOST}/bn/site/page/abcd-সনদ"
PAGE3 = f"{HOST}/pages/static-pages/6a70728ebc7faefed86cc9c1"
MD5 = "0123456789abcdef0123456789abcdef"


def test_platforms_are_asked_newest_first() -> None:
    assert [platform.name for platform in portals.platforms()] == ["npf3", "npf2", "npf1", "plain"]


@pytest.mark.parametrize(("make", "name"), [(npf1, "npf1"), (npf2, "npf2"), (npf3, "npf3")])
def test_fronts(make: object, name: str) -> None:
    made = front(make(ABOUT, CHARTER_BOX))  # type: ignore[operator]
    assert (made.platform, made.office_named) == (name, "কামারখন্দ উপজেলা")
    assert [box.title for box in made.boxes] == [ABOUT[0], CHARTER_BOX[0]]
    assert made.charter_box is made.boxes[1]
    assert [link.role for link in made.boxes[1].links] == [Role.CHARTER, Role.COMMITTEE]
    assert made.site_stamp
    assert (made.site_stamp.iso, made.site_stamp.kind) == ("2023-11-27", Kind.SITE_STAMP)


@pytest.mark.parametrize(
    ("href", "live"),
    [
        ("", False),
        ("#", False),
        ("/", False),
        ("/bn", False),
        ("/bn/", False),
        ("/en/", False),
        ("/bn/#", False),
        ("javascript:void(0)", False),
        ("/bn/javascript:;", False),
        ("nolink/-", False),
        ("/nolink/সনদ", False),
        ("/bn/nolink/x", False),
        ("nolink/104133", False),
        ("[front]", False),
        ("http://", False),
        ("viber:x", False),
        ("mailto:a@b", False),
        ("https://www.x.sirajganj.gov.bd", False),
        ("http://x.sirajganj.gov.bd/", False),
        ("//cdn.x.gov.bd/a.pdf", True),
        ("/site/page/1", True),
        ("bn/site/notices/abcd-x", True),
        ("https://mygov.bd", True),
    ],
)
def test_dead_targets_are_kept_and_lead_nowhere(href: str, live: bool) -> None:
    box = front(npf1(ABOUT, (CHARTER_BOX[0], (("সেবা প্রদান প্রতিশ্রুতি", href),)))).charter_box
    assert box
    (slot,) = box.links
    assert (slot.href, slot.address is not None) == (href, live)


def test_a_slot_without_a_label_is_unused() -> None:
    box = front(npf1(ABOUT, (CHARTER_BOX[0], (("", ""), ("সিটিজেন চার্টার", "/x"))))).charter_box
    assert box
    assert [link.label for link in box.links] == ["সিটিজেন চার্টার"]


def test_menu_and_side_links_that_name_charter_or_committee() -> None:
    made = front(npf1(ABOUT, menu=(("সিটিজেন চার্টার", "/a"), ("যোগাযোগ", "/b")), side=(("সিটিজেন চার্টার কমিটি", "/c"),)))
    assert [(link.place, link.role) for link in made.others] == [
        (Place.MENU, Role.CHARTER),
        (Place.BLOCK, Role.COMMITTEE),
    ]


def test_of_two_charter_boxes_the_one_with_more_live_links() -> None:
    empty = ("সেবা প্রদান প্রতিশ্রুতি", (("সিটিজেন চার্টার", ""),))
    assert front(npf1(empty, CHARTER_BOX)).charter_box == front(npf1(CHARTER_BOX)).charter_box


KNOWN = (("সিটিজেন চার্টার", "/a"), ("বার্ষিক প্রতিবেদন", "/b"), ("কমিটি", "/c"))


@pytest.mark.parametrize(
    ("title", "links", "known"),
    [
        ("নাগরিক কর্নার", KNOWN, True),
        ("নাগরিক কর্নার", KNOWN[:2], True),
        ("নাগরিক কর্নার", KNOWN[:1], False),
        ("নাগরিক কর্নার", (("সিটিজেন চার্টার", ""), *KNOWN[1:]), False),
        ("সেবাসমূহ", KNOWN, False),
        ("আমাদের বিষয়ে", KNOWN, False),
    ],
)
def test_a_charter_box_under_another_title(title: str, links: tuple[tuple[str, str], ...], known: bool) -> None:
    for make in (npf1, npf2, npf3):
        made = front(make(ABOUT, (title, links)))
        assert (made.charter_box is not None) is known
        if made.charter_box:
            assert made.charter_box in made.boxes
            assert {link.place for link in made.charter_box.links} == {Place.BOX}


def test_the_box_with_the_charters_own_title_goes_first() -> None:
    made = front(npf1(("নাগরিক কর্নার", KNOWN), CHARTER_BOX))
    assert made.charter_box
    assert made.charter_box.title == CHARTER_BOX[0]


# ---- lists worth asking ----------------------------------------------------------------------------------------


def lists(html: str) -> list[tuple[str, str]]:
    return [(link.place.value, (link.address or "").removeprefix(HOST)) for link in front(html).lists]


def test_usual_lists() -> None:
    assert lists(npf1(ABOUT)) == [("notices", "/site/view/notices"), ("orders", "/site/view/office_order")]
    assert lists(npf2(ABOUT)) == [("notices", "/bn/site/view/notices")]
    assert [place for place, _ in lists(npf3(ABOUT))] == ["notices", "notices", "orders", "orders", "charters"]


def test_the_sites_own_list_addresses() -> None:
    own = (("আদেশ", "/bn/site/view/office_order"), ("নোটিশ", "/bn/site/view/notices?x=1"))
    assert lists(npf2(ABOUT, menu=own)) == [
        ("notices", "/bn/site/view/notices?x=1"),
        ("orders", "/bn/site/view/office_order"),
    ]


# ---- records ---------------------------------------------------------------------------------------------------


def test_npf1_record() -> None:
    file = f'<a href="//x.gov.bd/sites/default/files/files/x.portal.gov.bd/page/2023-12-10-09-41-{MD5}.pdf"><img></a>'
    viewer = '<iframe src="https://docs.google.com/viewer?url=x"></iframe><style>p{}</style>'
    made = record(npf1_record("সনদ", f"লেখা {file}{viewer}<a href='/site/page/2/-'>আরও</a>", "২১st নভেম্বর ২০২১"), PAGE1)
    assert (made.title, made.text) == ("সনদ", "লেখা আরও")
    assert [day.iso for day in made.days] == ["2021-11-21..2021-11-22"]
    assert [(one.label, one.days[0].iso) for one in made.attachments] == [("", "2023-12-10")]
    assert [one.label for one in made.links if one.place is Place.BODY] == ["আরও", ""]


def test_npf1_several_files_have_captions() -> None:
    files = "".join(f'<li><a href="/sites/default/files/files/{n}.pdf">ফাইল {n}</a></li>' for n in "ab")
    made = record(npf1_record("সনদ", f'<ul class="multifile-viewer-list">{files}</ul>'), PAGE1)
    assert [one.label for one in made.attachments] == ["ফাইল a", "ফাইল b"]


def test_npf1_notice_word_is_not_its_text() -> None:
    html = npf1(main="<div id='printable_area'><u>নোটিশ</u><h3>কমিটি</h3><p>লেখা</p></div>")
    made = record(html, f"{HOST}/site/notices/11111111-1111-1111-1111-111111111111/-")
    assert (made.title, made.text) == ("কমিটি", "লেখা")


def test_npf2_record_and_hidden_charter() -> None:
    hidden = "<div id='field_citizen_charter' style='display:none'><table><tr><td>ক<td>খ<tr><td>গ<td>ঘ</table></div>"
    html = npf2_record("সনদ", "লেখা", "05/10/2023", "<a class='control-file' href='/files/a.pdf'>সংযুক্তি</a>")
    made = record(html.replace('<div class="file', hidden + '<div class="file'), PAGE2)
    if not made.tables:
        made = record(html.replace('<div class="html_text body">', hidden + '<div class="html_text body">'), PAGE2)
    assert made.title == "সনদ"
    assert made.tables[0].rows == (("ক", "খ"), ("গ", "ঘ"))
    assert [(day.iso, day.kind) for day in made.days] == [("2023-10-05", Kind.PUBLISHED)]
    assert [one.label for one in made.attachments] == ["সংযুক্তি"]


def test_npf3_record() -> None:
    chips = "<p class='chips'><span class='basic-chip'>প্রকাশের তারিখ: ১১-০৯-২০২৫</span></p>"
    pdf = "<object data='https://objectstorage.x.com/n/a/b/V2/o/office-x/2026/5/11111111-1111-1111-1111-111111111111.pdf'></object>"
    made = record(npf3_record("সনদ", "<p>লেখা</p>", "সোমবার, ২০ অক্টোবর, ২০২৫ এ ০৩:৪০ PM", chips + pdf), PAGE3)
    assert (made.title, made.text) == ("সনদ", "লেখা")
    told = {day.kind: day.iso for day in made.days}
    assert told == {Kind.PAGE_STAMP: "2025-10-20", Kind.PUBLISHED: "2025-09-11", Kind.RECORD_ID: "2026-08-03"}
    assert made.attachments[0].days[0].iso == "2026-05-01..2026-05-31"


def test_npf3_rich_text_from_its_attribute() -> None:
    import base64

    encoded = base64.b64encode("<p>ভেতরের লেখা</p>".encode()).decode()
    html = npf3_record("সনদ", "").replace("<rt-renderer>", f'<rt-renderer encoded-content="{encoded}">')
    assert record(html, PAGE3).text == "ভেতরের লেখা"


# ---- lists -----------------------------------------------------------------------------------------------------


def test_npf1_list() -> None:
    rows = table(
        [
            ("১", "<a href='/site/notices/1/-'>কমিটি গঠন</a>", "২০২৩-১০-০৫", ""),
            ("২", "নিলাম", "২০২৩-০৯-০১", "<a href='/sites/default/files/x.pdf'>ডাউনলোড</a>"),
            ("৩", "ফাইল নেই", "২০২৩-০৮-০১", "<a href='javascript:void(0)'>.</a>"),
        ]
    )
    html = npf1(main=f"<div id='printable_area'><h3>নোটিশ</h3><table class='bordered' id='example'><tbody>{rows}</tbody></table>"
                "<ul class='pagination'><a class='btn' href='/site/view/notices?page=2'>পরবর্তী</a></ul></div>")  # fmt: skip
    made = listing(html, f"{HOST}/site/view/notices")
    assert [(row.label, row.days[0].iso, row.address is not None) for row in made.rows] == [
        ("কমিটি গঠন", "2023-10-05", True),
        ("নিলাম", "2023-09-01", True),
        ("ফাইল নেই", "2023-08-01", False),
    ]
    assert made.next == f"{HOST}/site/view/notices?page=2"


SCRIPT = "<script>var domainId = '118'; var subdomain = 'x.portal.gov.bd'; var contentType = 'notices';</script>"


def test_npf1_list_from_data() -> None:
    empty = f"<div id='printable_area'><table id='example1'><tbody></tbody></table></div>{SCRIPT}"
    made = listing(npf1(main=empty), f"{HOST}/site/view/notices")
    assert made.rows == ()
    assert made.data_at
    assert made.data_at.startswith(f"{HOST}/api/datatable/notices_view.php?domain_id=118&lang=bn")
    without = inner(npf1(main=empty.replace(SCRIPT, "")), f"{HOST}/site/view/notices")
    assert isinstance(without, Unrecognised)  # no rows, and nobody knows where they come from: not an empty list


@pytest.mark.parametrize("name", ["data", "aaData"])
def test_rows_of_data(name: str) -> None:
    rows = [
        ["৪১২", "কমিটি পুনর্গঠন", "২০২৩-১০-০৪", '<a href="//x.gov.bd/sites/default/files/x.pdf">d</a>'],
        ["৪১১", "নিলাম", "২০২৩-১০-০১"],
    ]
    made = listing(json.dumps({"sEcho": 1, "iTotalRecords": 2, name: rows}), f"{HOST}/api/datatable/notices_view.php")
    assert [(row.label, row.days[0].iso, bool(row.address)) for row in made.rows] == [
        ("কমিটি পুনর্গঠন", "2023-10-04", True),
        ("নিলাম", "2023-10-01", False),
    ]


@pytest.mark.parametrize("text", ["{", "[1]", '{"data": 3}', '{"data": [[]]}', "{}"])
def test_broken_data_is_no_empty_list(text: str) -> None:
    assert isinstance(inner(text, f"{HOST}/api/datatable/notices_view.php"), Unrecognised)


def test_npf2_list() -> None:
    rows = table(
        [
            (
                "১",
                "<a href='/bn/site/notices/abcd-x'>কমিটি গঠন</a>",
                "০৫-১০-২০২৩",
                "<a class='control-file' href='/f.pdf'>d</a>",
            )
        ]
    )
    made = listing(
        npf2(main=f"<h3>নোটিশ</h3><table class='table table-bordered'><tbody>{rows}</tbody></table>"),
        f"{HOST}/bn/site/view/notices",
    )
    (row,) = made.rows
    assert (row.label, row.address, row.days[0].iso) == ("কমিটি গঠন", f"{HOST}/bn/site/notices/abcd-x", "2023-10-05")


def test_npf3_list() -> None:
    row = (
        "<tr class='table-tr toggle-hidden'><td class='table-td' data-column='title'><input></td></tr>"
        "<tr class='table-tr'><td class='table-td' data-column='title'>কমিটি গঠন</td>"
        "<td class='table-td' data-column='publish_date'>০৫-১০-২০২৩</td>"
        "<td class='table-td' data-column='action'><a class='table-td-icon' href='/pages/notices/6a70728ebc7faefed86cc9c1'></a></td></tr>"
    )
    html = npf3(
        main=f"<table id='noticeTable'><tbody class='table-tbody'>{row}</tbody></table><div class='pagination'><a data-page='2'>2</a></div>"
    )
    made = listing(html, f"{HOST}/pages/notices")
    assert [(one.label, one.days[0].iso) for one in made.rows] == [("কমিটি গঠন", "2023-10-05")]
    assert made.next == f"{HOST}/pages/notices?page=2"
    assert listing(html, f"{HOST}/pages/notices?page=2").next is None


# ---- what is no page -------------------------------------------------------------------------------------------

NO_RECORDS = [
    ("npf1, empty", npf1(main="<div id='printable_area'></div>"), PAGE1, "empty"),
    ("npf1, its word", npf1(main="<div id='printable_area'>Invalid Content Type!</div>"), PAGE1, "error-page"),
    ("npf1, home instead", npf1(ABOUT), PAGE1, "front-page"),
    ("npf2, its word", npf2(main="<p>No Data Found</p>"), PAGE2, "error-page"),
    (
        "npf2, its word inside its error",
        npf2(main="<div class='details-error-default'><p>No Data Found</p></div>"),
        PAGE2,
        "error-page",
    ),
    ("npf2, home instead", npf2(ABOUT), PAGE2, "front-page"),
    ("npf2, empty record", npf2_record("", ""), PAGE2, "empty"),
    ("npf3, home instead", npf3(ABOUT), PAGE3, "front-page"),
    ("npf3, its word", npf3(main="<p>কোনো তথ্য পাওয়া যায়নি</p>"), PAGE3, "error-page"),
    ("npf3, empty record", npf3_record("", ""), PAGE3, "empty"),
]


@pytest.mark.parametrize(("html", "at", "why"), [case[1:] for case in NO_RECORDS], ids=[case[0] for case in NO_RECORDS])
def test_the_platforms_own_word_that_there_is_nothing(html: str, at: str, why: str) -> None:
    assert inner(html, at) == NoRecord(at, why)


@pytest.mark.parametrize(
    ("html", "at"),
    [
        (npf1(main="<div id='printable_area'>Under Construction Please visit again soon!</div>"), PAGE1),
        (npf2(main=""), PAGE2),
        (npf2(main="<div class='details-error-default'>x</div>"), PAGE2),
        (npf2(main="<div class='theme-default-page-error'></div>x"), PAGE2),
        (npf3(main="<p>অন্য কিছু</p>"), PAGE3),
        ("", PAGE1),
        ("<title>Just a moment...</title><body>Checking your browser</body>", PAGE1),
        ("<div>" * 500, PAGE1),
    ],
)
def test_what_cannot_be_read_is_not_taken_for_nothing(html: str, at: str) -> None:
    assert isinstance(inner(html, at), Unrecognised)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("", "empty-body"),
        ("<html><body></body></html>", "empty-body"),
        ("<body>It works! <a href='/x'>x</a></body>", "parking"),
        ("<body><h1>502 Bad Gateway</h1></body>", "error-page"),
        ("<body>সাইটটি নির্মাণাধীন</body>", "under-construction"),
        ("<title>Just a moment...</title><body>x</body>", "challenge"),
        ("<body>words <a href='/x'>x</a></body>", "no-platform-mark"),
        (npf1(main="<p>The page is under-construction.</p>"), "under-construction"),
        (npf2(main=""), "empty-body"),
        ("<div>" * 500, "too-nested"),
    ],
)
def test_front_pages_that_are_none(html: str, why: str) -> None:
    assert refused(html) == why


# ---- boxes by heading, and sites outside the portal ------------------------------------------------------------


@pytest.mark.parametrize(
    "widget",
    [
        "<section><h3>সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)</h3><div><ul>{}</ul></div></section>",
        "<section><img alt='সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার)'><ul>{}</ul></section>",
        "<section><div><h2>সিটিজেন চার্টার</h2></div><div><ul>{}</ul></div></section>",
    ],
)
def test_npf3_unknown_widgets_are_known_by_heading_and_list(widget: str) -> None:
    made = front(npf3(ABOUT, main=widget.format(anchors((("সিটিজেন চার্টার", "/pages/x/6a70728ebc7faefed86cc9c1"),)))))
    assert made.charter_box
    assert made.charter_box.by_heading
    assert [link.role for link in made.charter_box.links] == [Role.CHARTER]


PLAIN = "<html><head><title>x</title></head><body><h2>{}</h2><p>কথা</p><ul>{}</ul><h2>অন্য</h2></body></html>"


def test_a_site_outside_the_portal() -> None:
    made = front(PLAIN.format("Citizen's Charter", anchors((("Citizen Charter", "/charter.html"),))))
    assert (made.platform, len(made.boxes)) == ("plain", 1)
    assert made.charter_box
    assert made.charter_box.by_heading


@pytest.mark.parametrize(
    "html",
    [
        PLAIN.format("অন্য কিছু", anchors((("Citizen Charter", "/charter.html"),))),
        PLAIN.format("Citizen's Charter", ""),
    ],
)
def test_weak_evidence_outside_the_portal_is_not_recognised(html: str) -> None:
    assert refused(html) == "no-platform-mark"


def test_a_page_outside_the_portal_is_a_record() -> None:
    made = record(
        "<title>t</title><body><h1>Citizen Charter</h1><p>text <a href='/a.pdf'>pdf</a></p></body>", f"{HOST}/c.html"
    )
    assert (made.title, [one.label for one in made.attachments]) == ("Citizen Charter", ["pdf"])
    assert isinstance(made, Record)
    assert not isinstance(made, Listing)
