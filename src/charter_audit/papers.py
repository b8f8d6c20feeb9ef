"""Whatever came from an address, read: a page by its platform, a file by its format, a picture by OCR if it must be."""

from dataclasses import dataclass

from charter_audit import documents, portals
from charter_audit.desk import Desk
from charter_audit.model import Document, Page, Thing, Unread, Unreadable

SURE = 0.6
"""Certainty below which what OCR read is not believed: the file stays a scan that nobody read."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Reads pages here and files at the desk; `ocr` whether pictures may be read too."""

    desk: Desk
    ocr: bool = False

    async def read(self, page: Page, needed: bool) -> Thing:
        """The page or file. A scan is read by OCR only where a rule needs its text and there is an OCR to ask."""
        if _is_page(page):
            return portals.read_inner(page)
        thing = await self.desk.read(page.body, page.at)
        return await self._by_ocr(page, thing) if needed and self.ocr and _lacks_text(thing) else thing

    async def _by_ocr(self, page: Page, scan: Document | Unreadable) -> Document | Unreadable:
        read = await self.desk.read_pictures(page.body, scan.file_type, page.at)
        return read if isinstance(read, Document) and (read.ocr or 0) >= SURE else scan


def _is_page(page: Page) -> bool:
    """By its content, not by what the server calls it; text of no known format is left to the platforms' readers."""
    kind = page.content_type.partition(";")[0].strip().lower()
    called = kind.startswith(("text/", "application/xhtml", "application/json")) or not kind
    return documents.is_html(page.body) or (called and documents.reader_of(page.body) is None)


def _lacks_text(thing: Document | Unreadable) -> bool:
    return isinstance(thing, Unreadable) and (thing.how is Unread.SCAN or thing.why == "unhealthy-text")
