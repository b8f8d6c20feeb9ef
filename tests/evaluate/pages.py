"""Draws the pages of a planned site as its platform sends them."""

import base64
import html
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from evaluate.addresses import VIEWS, article_at, file_at, found_by, roll_at, row_target, target
from evaluate.plan import Article, Box, Platform, Roll, Row, Site, Slot
from evaluate.spelling import bengali, stamp_npf1, weekday

Q = html.escape
Draw = Callable[[Site], str]


def entities(text: str) -> str:
    """Bengali digits as the first platform sends them."""
    return "".join(f"&#x{ord(letter):04X};" if "০" <= letter <= "৯" else letter for letter in text)


def body(one: Article) -> str:
    """Text, tables and links of a page."""
    paragraphs = "".join(f"<p>{Q(text)}</p>\n" for text in one.body)
    cells = "".join("<tr>" + "".join(f"<td>{Q(cell)}</td>" for cell in row) + "</tr>\n" for row in one.rows)
    table = f"<table border='1' class='table table-bordered'><tbody>{cells}</tbody></table>" if one.rows else ""
    return paragraphs + table


def onward(site: Site, one: Article) -> str:
    return "".join(f"<p><a href='{Q(target(site, slot))}'>{Q(slot.label)}</a></p>" for slot in one.slots)


def items(site: Site, slots: Iterable[Slot], inside: str = "") -> str:
    return "".join(
        f"<li>{inside}<a href='{Q(target(site, slot))}' title='{Q(slot.label)}'>{Q(slot.label)}</a></li>\n"
        for slot in slots
    )


def pages(site: Site) -> Mapping[str, str]:
    """Every page that answers with one, by the key of its address."""
    draw = DRAWN[site.platform]
    made = {found_by(path): draw.front(site) for path in ("/", "/bn")}
    for article in site.articles:
        made[found_by(article_at(site, article))] = draw.record(site, article)
    for roll in site.rolls:
        made[found_by(roll_at(site, roll))] = draw.roll(site, roll, roll.rows)
        made[found_by(roll_at(site, roll) + "?archived=true")] = draw.roll(site, roll, roll.archived)
        if roll.from_data:
            made[f"/api/datatable/{VIEWS[site.platform].get(roll.key, roll.key)}_view.php"] = data(site, roll)
    return made


class Npf1:
    """The first generation."""

    @staticmethod
    def frame(site: Site, title: str, main: str) -> str:
        menus = "".join(
            f"<li class='col{n} mzr-drop'><a href='[front]' class='submenu'>{Q(menu.title)}</a><div class='mzr-content'>"
            f"<div class='one-col'><h6>{Q(menu.title)}</h6><ul class='mzr-links'>{items(site, menu.slots)}</ul></div></div></li>"
            for n, menu in enumerate(site.menus, 1)
        )
        blocks = "".join(
            f"<div class='column block'><h5 class='bk-org title'>{Q(block.title)}</h5><ul>{items(site, block.slots)}</ul></div>"
            for block in site.blocks
        )
        saved = entities(bengali(f"{site.saved:%Y-%m-%d %H:%M:%S}"))
        return f"""<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{Q(title)}{Q(site.names_other or site.office)}</title>
<link rel="stylesheet" href="/themes/responsive_npf/css/style.css"><script src="//127.0.0.1:9/nav/js/obd.main.js?v=1742240032"></script></head>
<body class="{site.name}-portal-gov-bd"><div class="container"><div id="start-np">Wellcome to National Portal</div>
<form id="lang_form" action="/" method="post"><input type="hidden" name="lang" id="lang" value="en"></form>
<div id="jmenu"><ul class="meganizr mzr-slide"><li><a href="/">প্রথম পাতা</a></li>{menus}</ul></div>
<p>Text size A A A Color C C C C</p>
<div id="contents" class="sixteen columns"><div class="twelve columns" id="left-content">{main}</div>
<div class="four columns" id="right-content">{blocks}</div></div>
<div id="footer-menu">সাইটটি শেষ হাল-নাগাদ করা হয়েছে: <span>{saved}</span></div><p>পরিকল্পনা ও বাস্তবায়নে: মন্ত্রিপরিষদ বিভাগ</p>
</div></body></html>"""

    @classmethod
    def front(cls, site: Site) -> str:
        boxes = "".join(cls.box(site, box) for box in site.boxes)
        board = (
            "<div id='notice-board'><div class='notice-board-bg'><h2>নোটিশ বোর্ড</h2><div id='notice-board-ticker'><ul>"
            f"{items(site, site.board)}</ul><a class='btn right' href='/site/view/notices'>সকল</a></div></div></div>"
        )
        return cls.frame(site, "", board + boxes)

    @staticmethod
    def box(site: Site, box: Box) -> str:
        slots = items(site, box.slots) + "<li><a href=''></a></li>" * max(0, 4 - len(box.slots))
        return (
            f"<div id='box-3' class='six columns service-box box'><h4>{Q(box.title)}</h4> <img src='/x.jpg' width='110'>"
            f"<ul class='caption fade-caption'>{slots}</ul></div>"
        )

    @classmethod
    def record(cls, site: Site, one: Article) -> str:
        stamp = f"<div class='updateText'>সর্ব-শেষ হাল-নাগাদ: {entities(stamp_npf1(one.stamp))}</div>" if one.stamp else ""
        kind = "<u>নোটিশ</u>" if one.kind == "notice" else ""
        main = (
            f"<div id='print_btn_div'></div>{stamp}<hr id='print_div_hr'><div id='printable_area'>{kind}<h3>{Q(one.title)}</h3>"
            f"<div>{body(one)}{onward(site, one)}</div>{cls.files(site, one)}<style>#printable_area h3 {{ color: #683091 }}</style></div>"
        )
        return cls.frame(site, f"{one.title} | ", main)

    @staticmethod
    def files(site: Site, one: Article) -> str:
        if len(one.files) == 1 and not one.files[0].caption:
            at = Q(file_at(site, one.key, one.files[0]))
            return f"<a href='{at}'><img class='file-icon' alt='pdf'></a><iframe src='//127.0.0.1:9/viewer?url={at}'></iframe>"
        rows = "".join(
            f"<li><a href='{Q(file_at(site, one.key, file))}'>{Q(file.caption)}</a></li>" for file in one.files
        )
        return f"<ul class='multifile-viewer-list'>{rows}</ul>" if rows else ""

    @classmethod
    def roll(cls, site: Site, one: Roll, rows: Iterable[Row]) -> str:
        head = "<thead><tr><th>ক্রমিক</th><th>শিরোনাম</th><th>প্রকাশের তারিখ</th><th>ডাউনলোড</th></tr></thead>"
        if one.from_data:
            view = VIEWS[site.platform].get(one.key, one.key)
            table = (
                f"<table class='bordered' id='example1'>{head}<tbody></tbody></table><script>var domainId = '118'; "
                f"var subdomain = '{site.name}.portal.gov.bd'; var contentType = '{view}';</script>"
            )
        else:
            told = "".join(
                f"<tr><td>{entities(bengali(n))}</td><td>{cls.row_link(site, one, row)}</td>"
                f"<td>{entities(bengali(row.published or ''))}</td><td></td></tr>"
                for n, row in enumerate(rows, 1)
            )
            table = f"<table class='bordered' id='example'>{head}<tbody>{told}</tbody></table>"
        return cls.frame(site, f"{one.title} | ", f"<div id='printable_area'><h3>{Q(one.title)}</h3>{table}</div>")

    @staticmethod
    def row_link(site: Site, roll: Roll, row: Row) -> str:
        at = row_target(site, roll, row)
        return f"<a href='{Q(at)}'>{Q(row.title)}</a>" if at else Q(row.title)

    @classmethod
    def said(cls, site: Site, what: str) -> str:
        """The platform's frame round a word of its own, or round nothing."""
        area = f"<p>{what}</p>" if what else ""
        return cls.frame(site, "", f"<div id='printable_area'>{area}</div>")


class Npf2(Npf1):
    """The second generation: no record of the type page has a day."""

    @staticmethod
    def frame(site: Site, title: str, main: str) -> str:
        made = Npf1.frame(site, title, "<!--main-->")
        kept = made.replace("/themes/responsive_npf/css/style.css", "/assets/site.css").replace("<!--main-->", main)
        kept = kept.replace("//127.0.0.1:9/nav/js/obd.main.js?v=1742240032", "/assets/site.js")
        kept = kept.replace("<form id=\"lang_form\" action=\"/\" method=\"post\"><input type=\"hidden\" name=\"lang\" id=\"lang\" value=\"en\"></form>", "<a href='/en'>English</a>")  # fmt: skip
        kept = kept.replace("href='[front]'", "href='/bn/#'").replace('<a href="/">', '<a href="/bn">')
        kept = kept.replace(
            "<p>Text size A A A Color C C C C</p>", "<div id='skip-main-content-start-here'>Main Comtent Skiped</div>"
        )
        return kept.replace(
            f'<body class="{site.name}-portal-gov-bd">',
            f'<body class="theme-theme-default site-22404 {site.name}.gov.bd">',
        )

    @classmethod
    def front(cls, site: Site) -> str:
        boxes = "".join(
            f"<div class='row service-row'>{''.join(cls.box(site, box) for box in site.boxes[n : n + 2])}</div>"
            for n in range(0, len(site.boxes), 2)
        )
        board = "".join(
            f"<li><a href='{Q(target(site, slot).lstrip('/'))}' title='{Q(slot.label)}'><span>{Q(slot.label)}</span></a></li>"
            for slot in site.board
        )
        top = f"<div id='notice-board'><div id='notice-board-ticker'><ul>{board}</ul><a class='btn right' href='/bn/site/view/notices'>সকল</a></div></div>"
        return cls.frame(site, "", top + boxes)

    @staticmethod
    def box(site: Site, box: Box) -> str:
        slots = items(site, box.slots, "<i class='fas fa-caret-right'></i> ")
        return (
            f"<div class='col-md-6'><div class='service-box box'><h4 style='color: #2980b9'>{Q(box.title)}</h4>"
            f"<img src='/x.jpg' width='110'><ul class='caption fade-caption'>{slots}</ul></div></div>"
        )

    @classmethod
    def record(cls, site: Site, one: Article) -> str:
        files = "".join(
            f"<div class='file attachments'><a class='control-file' href='{Q(file_at(site, one.key, file))}'>{Q(file.caption)}</a>"
            f"<iframe src='{Q(file_at(site, one.key, file))}'></iframe></div>"
            for file in one.files
        )
        told = (
            f"<div class='date publish_date'><span>প্রকাশের তারিখ</span><div class='value'>{one.published:%d/%m/%Y}</div></div>"
            if one.published
            else ""
        )
        main = (
            f"<div class='text title'><span class='label'>শিরোনাম</span><div class='value'>{Q(one.title)}</div></div>"
            f"<div class='html_text body'><div class='value'>{body(one)}{onward(site, one)}</div></div>{files}{told}"
        )
        return cls.frame(site, f"{one.title} | ", main)

    @classmethod
    def roll(cls, site: Site, one: Roll, rows: Iterable[Row]) -> str:
        told = "".join(
            f"<tr><td>{bengali(n)}</td><td>{cls.row_link(site, one, row)}</td><td>{bengali(f'{row.published:%d-%m-%Y}') if row.published else ''}</td><td></td></tr>"
            for n, row in enumerate(rows, 1)
        )
        head = "<thead><tr><th>#</th><th>শিরোনাম</th><th>প্রকাশের তারিখ</th><th>ফাইল</th></tr></thead>"
        return cls.frame(
            site,
            f"{one.title} | ",
            f"<h3>{Q(one.title)}</h3><table class='table table-bordered'>{head}<tbody>{told}</tbody></table>",
        )

    @classmethod
    def said(cls, site: Site, what: str) -> str:
        empty = "<div class='text title'><div class='value'></div></div><div class='html_text body'><div class='value'></div></div>"
        inside = f"<div class='details-error-default'><p>{what}</p></div>" if what else empty
        return cls.frame(site, "", inside)


class Npf3:
    """The third generation: widgets."""

    @staticmethod
    def frame(site: Site, title: str, main: str) -> str:
        menus = "".join(
            f"<li><a href='#'>{Q(menu.title)}</a><ul>{items(site, menu.slots)}</ul></li>" for menu in site.menus
        )
        blocks = "".join(
            f"<section data-widget_name='LinkListWidget'><h4>{Q(block.title)}</h4><ul>{items(site, block.slots)}</ul></section>"
            for block in site.blocks
        )
        name, saved = Q(site.names_other or site.office), site.saved
        return f"""<!DOCTYPE html><html lang="en"><!-- RENDERING 6922cc6d933eb65569dd96b1 : 1701058489000 --><head><meta charset="utf-8">
<meta name="author" content="{name}"><meta property="og:site_name" content="{name}"><title>{Q(title)}{name}</title>
<script src="/site-assets/js/index.js"></script></head><body>
<div data-section_type="header"><section data-widget_name="HeaderVersionOneWidget"><ul>{menus}</ul></section>
<div class="language-switcher-widget"><input name="lang" value="bn"></div></div>
<div data-section_type="body">{main}</div><div data-section_type="right">{blocks}</div>
<div data-section_type="footer"><div class="site-update-block"><p>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: {weekday(saved.date())}, {bengali(f"{saved.day:02}")} {month(saved.date())}, {bengali(saved.year)} এ {bengali(f"{saved:%H:%M:%S}")}</p></div></div>
</body></html>"""

    @classmethod
    def front(cls, site: Site) -> str:
        boxes = "".join(cls.box(site, box) for box in site.boxes)
        notices = "".join(
            f"<a class='notice-link' href='{Q(target(site, slot))}'><p class='notice-text' title='{Q(slot.label)}'>{Q(slot.label)}</p>"
            "<strong class='notice-tag'>সাধারণ</strong></a>"
            for slot in site.board
        )
        main = (
            f"<section data-widget_name='NoticeNewsCardWidget'>{notices}</section><section data-widget_name="
            f"'ServiceBoxExpandableStackWidget'><p class='service-box-stack-widget-title'>সেবা সমূহ</p>{boxes}</section>"
        )
        return cls.frame(site, "", main)

    @staticmethod
    def box(site: Site, box: Box) -> str:
        slots = "".join(
            f"<li class='service-box-list-item'><div class='service-box-bullet'></div><a title='{Q(slot.label)}' "
            f"class='service-box-list-link' href='{Q(target(site, slot))}'>{Q(slot.label[:18])}<br>{Q(slot.label[18:])}</a></li>"
            for slot in box.slots
        )
        return (
            f"<div class='widget service-box-widget'><h1 class='service-box-title'> {Q(box.title)} </h1>"
            f"<ul class='service-box-list'>{slots}</ul></div>"
        )

    @classmethod
    def record(cls, site: Site, one: Article) -> str:
        hour = "০৩:৪০ PM"
        stamp = (
            f"<div class='content-update-block'><p>কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে: {weekday(one.stamp)}, {bengali(f'{one.stamp.day:02}')} "
            f"{month(one.stamp)}, {bengali(one.stamp.year)} এ {hour}</p></div>"
            if one.stamp
            else ""
        )
        chip = (
            f"<span class='basic-chip'>প্রকাশের তারিখ: {bengali(f'{one.published:%d-%m-%Y}')}</span>"
            if one.published
            else ""
        )
        inside = body(one) + onward(site, one)
        encoded = base64.b64encode(inside.encode()).decode()
        files = "".join(
            f"<div class='content-details-widget'><object data='{Q(file_at(site, one.key, file))}' title='{Q(file.caption)}'></object>"
            f"<a href='{Q(file_at(site, one.key, file))}'>{Q(file.caption)}</a></div>"
            for file in one.files
        )
        main = (
            f"<section data-widget_name='ContentViewerWidget'><div class='widget content-viewer-widget'>{stamp}<h2>{Q(one.title)}</h2>"
            f"<p class='chips'><span class='basic-chip'>কন্টেন্ট: পাতা</span>{chip}</p>"
            f"<rt-renderer encoded-content='{encoded}'>{inside}</rt-renderer>{files}</div></section>"
        )
        return cls.frame(site, f"{one.title} | পাতা | ", main)

    @classmethod
    def roll(cls, site: Site, one: Roll, rows: Iterable[Row]) -> str:
        told = "".join(cls.row(site, one, row) for row in rows) or "<tr><td>কোনো তথ্য পাওয়া যায়নি</td></tr>"
        search = "<tr class='table-tr toggle-hidden'><td class='table-td'><input></td></tr>"
        main = (
            f"<section data-widget_name='DatatableBrowseWidget'><h1>{Q(one.title)}</h1><table id='noticeTable'>"
            f"<tbody class='table-tbody'>{search}{told}</tbody></table></section>"
        )
        return cls.frame(site, f"{one.title} | ", main)

    @staticmethod
    def row(site: Site, roll: Roll, row: Row) -> str:
        at = row_target(site, roll, row)
        day = bengali(f"{row.published:%d-%m-%Y}") if row.published else ""
        title = f"<a href='{Q(at)}'>{Q(row.title)}</a>" if row.to else Q(row.title)
        file = f"<a class='table-td-icon' href='{Q(at)}'></a>" if row.file else ""
        return (
            f"<tr class='table-tr'><td class='table-td' data-column='title'>{title}</td>"
            f"<td class='table-td' data-column='file'>{file}</td><td class='table-td' data-column='publish_date'>{day}</td></tr>"
        )

    @classmethod
    def said(cls, site: Site, what: str) -> str:
        return cls.frame(site, "", f"<p>{what}</p>" if what else "<div class='widget content-viewer-widget'></div>")


class Plain:
    """A website outside the portal."""

    @staticmethod
    def frame(site: Site, title: str, main: str) -> str:
        menu = "".join(items(site, box.slots) for box in site.menus)
        return f"""<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{Q(title)}{Q(site.names_other or site.office)}</title></head><body>
<header><nav><ul class="nav"><li><a href="/">প্রথম পাতা</a></li>{menu}</ul></nav></header><main>{main}</main>
<footer>সাইটটি শেষ হাল-নাগাদ করা হয়েছে: {bengali(f"{site.saved:%Y-%m-%d %H:%M:%S}")} · {Q(site.office)}</footer></body></html>"""

    @classmethod
    def front(cls, site: Site) -> str:
        listed = site.plain_list
        boxes = "".join(
            f"<section class='card'><h3>{Q(box.title)}</h3><div class='card-body'><{listed}>{items(site, box.slots)}</{listed}></div></section>"
            for box in site.boxes
        )
        news = f"<section class='news'><h3>নোটিশ</h3><ul>{items(site, site.board)}</ul></section>"
        return cls.frame(site, "", f"<h1>{Q(site.office)}</h1>{news}{boxes}")

    @classmethod
    def record(cls, site: Site, one: Article) -> str:
        files = "".join(
            f"<p><a href='{Q(file_at(site, one.key, file))}'>{Q(file.caption or 'ডাউনলোড')}</a></p>"
            for file in one.files
        )
        return cls.frame(site, f"{one.title} | ", f"<h1>{Q(one.title)}</h1>{body(one)}{onward(site, one)}{files}")

    @classmethod
    def roll(cls, site: Site, one: Roll, rows: Iterable[Row]) -> str:
        told = "".join(f"<li><a href='{Q(row_target(site, one, row))}'>{Q(row.title)}</a></li>" for row in rows)
        return cls.frame(site, f"{one.title} | ", f"<h1>{Q(one.title)}</h1><ul>{told}</ul>")

    @classmethod
    def said(cls, site: Site, what: str) -> str:
        return f"<html><head><title></title></head><body><p>{what}</p></body></html>"


def month(day: date) -> str:
    from evaluate.spelling import MONTHS

    return MONTHS[day.month - 1]


def data(site: Site, roll: Roll) -> str:
    """The rows of a list as the first platform sends them: no page, only a file, and no stroke in a title."""
    rows = []
    for n, row in enumerate(roll.rows):
        at = row_target(site, roll, row)
        cells = [bengali(len(roll.rows) - n), row.title.replace("/", "-"), bengali(row.published or "")]
        rows.append([*cells, f'<a href="{at}"><img src="/pdf.png"></a>'] if row.file else cells)
    return json.dumps({"sEcho": 1, "iTotalRecords": len(rows), "iTotalDisplayRecords": len(rows), "data": rows})


class Drawing(Protocol):
    """How one platform draws its pages."""

    @staticmethod
    def frame(site: Site, title: str, main: str) -> str: ...
    @classmethod
    def front(cls, site: Site) -> str: ...
    @classmethod
    def record(cls, site: Site, one: Article) -> str: ...
    @classmethod
    def roll(cls, site: Site, one: Roll, rows: Iterable[Row]) -> str: ...
    @classmethod
    def said(cls, site: Site, what: str) -> str: ...


DRAWN: Mapping[Platform, type[Drawing]] = {
    Platform.NPF1: Npf1,
    Platform.NPF2: Npf2,
    Platform.NPF3: Npf3,
    Platform.PLAIN: Plain,
}
