"""The markup of three platforms, as far as the job needs it: frames, boxes, records, lists, addresses."""

# ruff: noqa: E501 - markup stands as it is sent

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from random import Random

from rig.words import bengali, words

Links = Sequence[tuple[str, str]]


def anchors(links: Links, mark: str = "") -> str:
    return "".join(f'<li{mark}><a href="{href}" title="{label}">{label}</a></li>\n' for label, href in links)


def table(rows: Iterable[Sequence[str]]) -> str:
    made = "".join(
        "<tr>" + "".join(f'<td style="vertical-align: top">{cell}</td>' for cell in row) + "</tr>\n" for row in rows
    )
    return f'<table border="1" class="table table-bordered"><tbody>{made}</tbody></table>'


def _npf1(title: str, main: str, menu: Links, filler: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/themes/responsive_npf/css/style.css"></head><body><div class="container">'
        '<form id="lang_form"><input type="hidden" name="lang" id="lang" value="en"></form>'
        f'<ul class="meganizr"><li class="mzr-drop"><div class="one-col"><ul class="mzr-links">{anchors(menu)}</ul></div></li></ul>'
        f'<div class="twelve columns" id="left-content">{main}</div><div id="right-content"></div>'
        f'<div id="footer-menu">সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৬-১১-১৪ ০৮:১৪:৫৬</div></div>{filler}</body></html>'
    )


def _npf1_boxes(boxes: Iterable[tuple[str, Links]], board: Links) -> str:
    made = "".join(
        f'<div id="box-3" class="six columns service-box box"><h4>{title}</h4><img src="/box.jpg" width="110">'
        f'<ul class="caption fade-caption">{anchors(links)}</ul></div>'
        for title, links in boxes
    )
    return f'<div id="notice-board-ticker"><ul>{anchors(board)}</ul></div>{made}'


def _npf1_record(title: str, day: date, body: str) -> str:
    stamp = bengali(f"{day.day} {words()['months'][day.month - 1]} {day.year}")
    return (
        f'<div id="print_btn_div"></div><div class="updateText">সর্ব-শেষ হাল-নাগাদ: {stamp}</div>'
        f'<div id="printable_area"><h3>{title}</h3><div>{body}</div></div>'
    )


def _npf1_list(rows: Links) -> str:
    made = "".join(
        f'<tr><td>{bengali(n)}</td><td><a href="{href}">{label}</a></td><td>২০২৬-১০-০৪</td><td></td></tr>'
        for n, (label, href) in enumerate(rows, 1)
    )
    return f'<div id="printable_area"><h3>নোটিশ</h3><table class="bordered" id="example"><tbody>{made}</tbody></table></div>'


def _npf2(title: str, main: str, menu: Links, filler: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{title}</title></head>'
        '<body class="theme-theme-default site-22404"><div class="container">'
        f'<div id="jmenu"><ul class="meganizr"><li class="mzr-drop"><ul class="mzr-links">{anchors(menu)}</ul></li></ul></div>'
        f'<div id="skip-main-content-start-here"></div><div class="col-md-9" id="left-content">{main}</div>'
        f'<footer><div id="footer-menu">সাইটটি শেষ হাল-নাগাদ করা হয়েছে: ২০২৬-১১-১৪ ০৮:১৪:৫৬</div></footer></div>{filler}</body></html>'
    )


def _npf2_boxes(boxes: Iterable[tuple[str, Links]], board: Links) -> str:
    made = "".join(
        f'<div class="row service-row"><div class="col-md-6"><div class="service-box box"><h4 style="color: #2980b9">{title}</h4>'
        f'<img src="/box.jpg" width="110"><ul class="caption fade-caption">{anchors(links)}</ul></div></div></div>'
        for title, links in boxes
    )
    return f'<div id="notice-board-ticker"><ul>{anchors(board)}</ul></div>{made}'


def _npf2_record(title: str, day: date, body: str) -> str:  # noqa: ARG001 - this platform stamps no page
    return (
        f'<div class="text title"><span class="label">শিরোনাম</span><div class="value">{title}</div></div>'
        f'<div class="html_text body"><span class="label">বিস্তারিত</span><div class="value">{body}</div></div>'
    )


def _npf2_list(rows: Links) -> str:
    made = "".join(
        f'<tr><td>{bengali(n)}</td><td><a href="{href}">{label}</a></td><td>০৪-১০-২০২৬</td><td></td></tr>'
        for n, (label, href) in enumerate(rows, 1)
    )
    return f'<h3>নোটিশ</h3><table class="table table-bordered"><tbody>{made}</tbody></table>'


def _npf3(title: str, main: str, menu: Links, filler: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{title}"></head><body>'
        f'<header data-section_type="header" data-widget_name="HeaderWidget"><ul>{anchors(menu)}</ul></header>'
        f'<div data-section_type="body">{main}</div><div class="site-update-block">'
        f"<p>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: শনিবার, ১৪ নভেম্বর, ২০২৬ এ ০৯:৩৪:৪৯</p></div>{filler}</body></html>"
    )


def _npf3_boxes(boxes: Iterable[tuple[str, Links]], board: Links) -> str:
    made = "".join(
        f'<div class="widget service-box-widget"><h1 class="service-box-title"> {title} </h1><ul class="service-box-list">'
        + "".join(
            f'<li class="service-box-list-item"><a title="{label}" class="service-box-list-link" href="{href}">{label}</a></li>'
            for label, href in links
        )
        + "</ul></div>"
        for title, links in boxes
    )
    notices = "".join(
        f'<a class="notice-link" href="{href}"><p class="notice-text" title="{label}">{label}</p><span class="notice-tag">০৪-১০-২০২৬</span></a>'
        for label, href in board
    )
    return (
        f'<section data-widget_name="ServiceBoxExpandableStackWidget">{made}</section>'
        f'<section data-widget_name="NoticeNewsCardWidget">{notices}</section>'
    )


WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার")


def _npf3_record(title: str, day: date, body: str) -> str:
    stamp = f"{WEEKDAYS[day.weekday()]}, {bengali(day.day)} {words()['months'][day.month - 1]}, {bengali(day.year)} এ ০৩:৪০ PM"
    encoded = base64.b64encode(body.encode()).decode()
    return (
        '<div class="widget content-viewer-widget"><div class="content-update-block">'
        f"<p>কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে: {stamp}</p></div><h2>{title}</h2>"
        f'<rt-renderer encoded-content="{encoded}">{body}</rt-renderer></div>'
    )


def _npf3_list(rows: Links) -> str:
    made = "".join(
        f'<tr class="table-tr"><td class="table-td" data-column="title"><a href="{href}">{label}</a></td>'
        '<td class="table-td" data-column="publish_date">০৪-১০-২০২৬</td></tr>'
        for label, href in rows
    )
    return f'<h2>নোটিশ</h2><table id="noticeTable"><tbody class="table-tbody">{made}</tbody></table>'


def _uuid(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return f"/site/page/{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}/-"


ADDRESS: Mapping[str, Callable[[Random], str]] = {
    "npf1": _uuid,
    "npf2": lambda random: f"/bn/site/page/{random.getrandbits(16):04x}-page",
    "npf3": lambda random: (
        f"/pages/static-pages/{random.getrandbits(28) + 0x60000000:08x}{random.getrandbits(64):016x}"
    ),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "npf1": ("/site/view/notices", "/site/view/office_order"),
    "npf2": ("/bn/site/view/notices",),
    "npf3": ("/pages/notices", "/pages/office-orders", "/pages/office-citizen-charters"),
}
DEAD: Mapping[str, str] = {"npf1": "", "npf2": "/bn/", "npf3": "#"}
FRAME = {"npf1": _npf1, "npf2": _npf2, "npf3": _npf3}
BOXES = {"npf1": _npf1_boxes, "npf2": _npf2_boxes, "npf3": _npf3_boxes}
RECORD = {"npf1": _npf1_record, "npf2": _npf2_record, "npf3": _npf3_record}
LIST = {"npf1": _npf1_list, "npf2": _npf2_list, "npf3": _npf3_list}
