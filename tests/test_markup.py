"""Bytes to text whatever the headers say; trees to text and tables; pages that are refused."""

import pytest

from charter_audit import markup
from charter_audit.markup import MOST_TAGS, decode, parse, tables, text, too_nested

BENGALI = "সেবা প্রদান প্রতিশ্রুতি"
PAGE = f"<html><head><meta charset='windows-1252'></head><body>{BENGALI * 20}</body></html>"
BIJOY = "‡mev cÖ`vb cÖwZkÖæwZ"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (PAGE.encode(), PAGE),
        (b"\xef\xbb\xbf" + PAGE.encode(), PAGE),
        (b"\xff\xfe" + PAGE.encode("utf-16-le"), PAGE),
        (b"\xfe\xff" + PAGE.encode("utf-16-be"), PAGE),
        (PAGE.encode() + BENGALI.encode()[:-1], PAGE + BENGALI[:-1] + "\ufffd"),
        (b"\xff" + PAGE.encode(), "\ufffd" + PAGE),
        (BIJOY.encode("cp1252"), BIJOY),
        (b"<p>" * 30_000 + BIJOY.encode("cp1252"), "<p>" * 30_000 + BIJOY),
        ("the office’s charter".encode("cp1252"), "the office’s charter"),
        ("à¦¸à§‡à¦¬à¦¾".encode(), "সেবা"),
        (b"plain", "plain"),
        (b"", ""),
    ],
)
def test_decoding(body: bytes, told: str) -> None:
    assert decode(body) == told


@pytest.mark.parametrize(
    ("html", "refused"),
    [
        ("<div>" * 20 + "</div>" * 20, False),
        ("<div>" * 401, True),
        ("<div></div>" * 20_000, False),
        ("<p>x" * 5_000, False),
        ("<br>" * 5_000 + "<li>x" * 5_000, False),
        ("<b>" * 100_000, True),
        ("<br>" * (MOST_TAGS + 2), True),
        ("a < b and <3", False),
    ],
)
def test_pages_that_would_take_seconds_are_refused(html: str, refused: bool) -> None:
    assert too_nested(html) is refused


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>সেবা</p><p>প্রদান</p>", "সেবা প্রদান"),
        ("<p>ক<style>p{}</style><script>x()</script><noscript>n</noscript>খ</p>", "ক খ"),
        ("<p> ক\n\t খ&nbsp;গ </p>", "ক খ গ"),
        ("<p>&#x09E8;&#x09E6;</p>", "২০"),
        ("", ""),
    ],
)
def test_text(html: str, told: str) -> None:
    assert text(parse(html).body) == told


def test_text_of_nothing() -> None:
    assert text(None) == ""
    assert markup.attribute(None, "href") == ""


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", (("a", "b"), ("c", "d"))),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", (("a", "b"), ("a", "c"))),
        ("<tr><td colspan=2>a<td>b", (("a", "a", "b"),)),
        ("<tr><th>a<td rowspan=3>b<tr><td>c<tr><td>d", (("a", "b"), ("c", "b"), ("d", "b"))),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", (("a", "a", "b"), ("a", "a", "c"))),
        ("<tr><td rowspan=x colspan=-1>a", (("a",),)),
        ("<tr><td colspan=100000>a", (("a",) * markup.WIDEST,)),
        ("<tr></tr><tr><td>a", (("a",),)),
    ],
)
def test_tables(html: str, rows: tuple[tuple[str, ...], ...]) -> None:
    (table,) = tables(parse(f"<table>{html}</table>").body)  # type: ignore[arg-type]
    assert table.rows == rows


def test_a_table_inside_another_is_a_table_of_its_own() -> None:
    html = "<table><tr><td>a<table><tr><td>b<td>c<tr><td>d<td>e</table></table>"
    found = tables(parse(html).body)  # type: ignore[arg-type]
    assert [table.rows for table in found] == [(("a b c d e",),), (("b", "c"), ("d", "e"))]


@pytest.mark.parametrize(
    ("html", "breaks"),
    [
        ("<!doctype html><html><body>x</body></html>", False),
        ("<HTML lang=bn><body>x</HTML >", False),
        ("<!doctype html><html><body><ul><li>half a li", True),
        ("<html\n><body>", True),
        ("<p>a piece that never was a page", False),
        ("<htmlx>", False),
        (" " * 5000 + "<html>", False),
        ("", False),
    ],
)
def test_a_page_that_begins_and_does_not_end_breaks_off(html: str, breaks: bool) -> None:
    assert markup.breaks_off(html) is breaks


def test_nothing_from_a_page_steers_a_terminal() -> None:
    dom = markup.parse("<p title='a&#27;[31mb'>\x1b]0;x&#x202e;সেবা&#155;\u200c</p>")
    assert markup.text(dom.body) == "]0;xসেবা›\u200c"
    assert markup.attribute(dom.css_first("p"), "title") == "a[31mb"
