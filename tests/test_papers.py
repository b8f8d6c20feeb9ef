"""What came is read by what it is; a picture only where a rule needs it, and weak OCR is not believed."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from charter_audit.desk import Desk
from charter_audit.model import Document, Link, Page, Place, Role, Thing, Unread, Unreadable
from charter_audit.papers import SURE, Papers
from charter_audit.samples import HOME, box, charter_record, found, link, seen
from test_rules import judged

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PDF = b"%PDF-1.4 damaged"
HTML = b"<html><head><title>x</title></head><body><h1>Citizen Charter</h1><p>text <a href='/a'>b</a></p></body></html>"


def page(body: bytes, content_type: str, at: str = f"{HOME}x") -> Page:
    return Page(at, at, 200, content_type, body, datetime(2023, 11, 28, tzinfo=UTC), "")


def desk(certainty: float | None) -> Desk:
    def ocr(body: bytes, file_type: str, at: str) -> Document | Unreadable:
        if certainty is None:
            return Unreadable(at, Unread.SCAN, "no-ocr", file_type)
        return Document(at, file_type, "পড়া লেখা", ocr=certainty)

    make: Callable[[], Executor] = lambda: ThreadPoolExecutor(1)  # noqa: E731
    return Desk(make, picture_reader=ocr)


async def read(
    body: bytes, kind: str, *, certainty: float | None = 0.9, needed: bool = True, ocr: bool = True
) -> Thing:
    async with desk(certainty) as at_work:
        return await Papers(at_work, ocr).read(page(body, kind), needed)


@pytest.mark.parametrize(
    ("body", "kind", "as_page"),
    [
        (HTML, "text/html", True),
        (HTML, "application/pdf", True),
        (HTML, "", True),
        (PDF, "application/pdf", False),
        (PDF, "text/html", False),
        (PNG, "image/png", False),
        (PNG, "text/plain", False),
        (b"\0\1\2\3", "application/octet-stream", False),
    ],
)
async def test_pages_and_files_by_their_content(body: bytes, kind: str, as_page: bool) -> None:
    assert isinstance(await read(body, kind, ocr=False), Unreadable) is not as_page


@pytest.mark.parametrize(
    ("certainty", "needed", "ocr", "believed"),
    [
        (0.9, True, True, True),
        (SURE, True, True, True),
        (SURE - 0.01, True, True, False),
        (None, True, True, False),
        (0.9, False, True, False),
        (0.9, True, False, False),
    ],
)
async def test_a_picture(certainty: float | None, needed: bool, ocr: bool, believed: bool) -> None:
    made = await read(PNG, "image/png", certainty=certainty, needed=needed, ocr=ocr)
    assert isinstance(made, Document if believed else Unreadable)
    if isinstance(made, Unreadable):
        assert made.how is Unread.SCAN


async def test_a_damaged_file_is_not_given_to_ocr() -> None:
    made = await read(PDF, "application/pdf")
    assert isinstance(made, Unreadable)
    assert made.how is Unread.UNREADABLE


@pytest.mark.parametrize(
    ("quarter", "slug"),
    [("২০২৩-২৪ ২য় ত্রৈমাসিক", "updated"), ("২০২১-২২ ২য় ত্রৈমাসিক", "document-scan"), ("", "document-scan")],
)
def test_what_ocr_read_proves_and_never_accuses(quarter: str, slug: str) -> None:
    at = Link("", "x.png", f"{HOME}x.png", Place.ATTACHMENT)
    page_ = found(link(Role.CHARTER), charter_record())
    scan = found(at, Document(f"{HOME}x.png", "png", f"সেবা প্রদান প্রতিশ্রুতি {quarter}", ocr=0.9), page_)
    assert judged("CC-UPD-01", seen(page_, scan, charter_box=box())) == slug
