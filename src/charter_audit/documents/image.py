"""Pictures: a photographed or scanned page, which has no text of its own."""

from charter_audit.extend import FileReader
from charter_audit.model import Unread, Unreadable

_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}


def kind_of(body: bytes) -> str:
    """Which kind of picture this is, by its first bytes; "" where it is none."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    if body[:2] == b"BM" and body[6:10] == bytes(4):
        return "bmp"
    return next((kind for magic, kind in _MAGIC.items() if body.startswith(magic)), "")


def _read(body: bytes, at: str) -> Unreadable:
    return Unreadable(at, Unread.SCAN, "picture", kind_of(body), pages=1)


READER = FileReader("image", lambda body: bool(kind_of(body)), _read)
