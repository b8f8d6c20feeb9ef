"""Pages typed for a Bijoy font: converted where the font or the words say so, left alone everywhere else."""

import pytest

from charter_audit import legacy, letter, markup, portals
from charter_audit.model import Found, Link, Page, Place, Record, Role
from small import page

CHARTER, CHARTER_BN = "‡mev cÖ`vb cÖwZkÖæwZ", "সেবা প্রদান প্রতিশ্রুতি"
PLAIN, PLAIN_BN = "Avgvi Mªvg", "আমার গ্রাম"


def read(html: str) -> str:
    dom = legacy.in_unicode(markup.parse(html), html)
    return markup.text(dom.body)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # the font says so
        (f"<p style='font-family:SutonnyMJ'>{PLAIN}</p>", PLAIN_BN),
        (f"<p style=\"font-family: 'SutonnyMJ', Arial\">{PLAIN}</p>", PLAIN_BN),
        (f"<font face=SutonnyMJ>{PLAIN}</font>", PLAIN_BN),
        (f"<div style='font-family:SutonnyMJ'><p><b>{PLAIN}</b></p></div>", PLAIN_BN),
        (f"<style>.old {{ font-family: SutonnyMJ }}</style><p class=old>{PLAIN}</p>", PLAIN_BN),
        (f"<style>p.x, .old {{ color: red; font-family: 'SutonnyMJ' }}</style><p class=old>{PLAIN}</p>", PLAIN_BN),
        (f"<style>@page S {{ x: y }} .a{{font-family:SutonnyMJ}}</style><p class=a>{PLAIN}</p>", PLAIN_BN),
        # the nearest font decides
        (f"<div style='font-family:SutonnyMJ'>{PLAIN} <span style='font-family:Arial'>Dhaka MJ</span></div>", f"{PLAIN_BN} Dhaka MJ"),
        (f"<div style='font-family:SutonnyOMJ'>{PLAIN}</div>", PLAIN),
        # no font is named: the words decide
        (f"<p>{CHARTER}</p>", CHARTER_BN),
        (f"<p>{CHARTER}</p><p>Dhaka Office</p>", f"{CHARTER_BN} Dhaka Office"),
        (f"<p>{CHARTER}</p><p>{PLAIN}</p>", f"{CHARTER_BN} {PLAIN_BN}"),
        ("<p>&Dagger;mev c&Ouml;`vb c&Ouml;wZkÖæwZ</p>", CHARTER_BN),
        ("<p>Café naïve Öl</p>", "Café naïve Öl"),
        ("<p>Citizen's Charter† of the office</p>", "Citizen's Charter† of the office"),
        (f"<p>সেবা</p><p>{CHARTER}</p>", f"সেবা {CHARTER_BN}"),
        # a page that only names the font
        (f"<body style='font-family:SutonnyMJ'><p>{CHARTER_BN}</p><p>Citizen Charter</p>", f"{CHARTER_BN} Citizen Charter"),
        # what is not shown stays
        (f"<p>{CHARTER}</p><script>a='{CHARTER}'</script>", CHARTER_BN),
        ("", ""),
    ],
)  # fmt: skip
def test_pages(html: str, expected: str) -> None:
    assert read(html) == expected


def test_signs_of_markup_stay_text() -> None:
    assert read("<p style='font-family:SutonnyMJ'>Avgvi &lt;b&gt;</p>") == "আমার <ন>"


def test_a_page_without_bijoy_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "_change", lambda _dom: pytest.fail("looked through"))
    assert read(f"<p class=x>{CHARTER_BN} – “Citizen’s Charter” 25° © 2023 AbMJx</p>")


def bijoy_page(body: str) -> Page:
    head = "<header><nav><a href='/'>home</a></nav></header>"
    return page(
        f"<html><title>x</title><body>{head}<main>{body}</main></body></html>", "https://x.example.gov.bd/order"
    )


def test_a_letter_in_bijoy_is_the_committees_letter() -> None:
    body = (
        "<h1>Awdm Av‡`k</h1><p>¯§viK b¤^i 05.43.8800.007.17.049.23-356 ZvwiL: 04/10/2023</p>"
        "<p>‡mev cÖ`vb cÖwZkÖæwZ cwiexÿY KwgwU cybM©Vb Kiv n‡jv|</p><p>mfvcwZ, m`m¨, m`m¨ mwPe</p>"
    )
    thing = portals.read_inner(bijoy_page(body))
    assert isinstance(thing, Record)
    link = Link("কমিটি", "/order", thing.at, Place.BOX, Role.COMMITTEE)
    told = letter.letter_in(Found(link, thing))
    assert told is not None
    assert told.memo == "০৫.৪৩.৮৮০০.০০৭.১৭.০৪৯.২৩-৩৫৬"
    assert told.day is not None
    assert told.day.iso == "2023-10-04"


def test_a_charter_table_in_bijoy_has_its_cells_in_unicode() -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in ("µwgK", "‡mevi bvg", "m‡e©v”P mgq", "cÖ‡qvRbxq KvMRcÎ"))
    thing = portals.read_inner(bijoy_page(f"<h1>{CHARTER}</h1><table><tr>{cells}</tr></table>"))
    assert isinstance(thing, Record)
    assert thing.title == CHARTER_BN
    assert thing.tables[0].rows == (("ক্রমিক", "সেবার নাম", "সর্বোচ্চ সময়", "প্রয়োজনীয় কাগজপত্র"),)
