"""Old Word files (.doc): by the program antiword where it is installed, else what can be seen of their text."""

import re
import shutil
import subprocess

from charter_audit import textlayer
from charter_audit.bangla import has_bengali
from charter_audit.extend import FileReader
from charter_audit.model import Document, Unread, Unreadable

SECONDS = 10.0
"""What antiword may take; it needs some milliseconds."""

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _LOCKED = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
_SEEN = re.compile(rb"(?:[\x20-\x7e\t\r\n]\x00|[\x80-\xff]\x09|[\x64\x65]\x09|[\x0b-\x15\x18-\x1e]\x20){12,}")


def _read(body: bytes, at: str) -> Document | Unreadable:
    if _LOCKED in body:
        return Unreadable(at, Unread.UNREADABLE, "encrypted", "docx")
    if _WORD not in body:
        return Unreadable(at, Unread.UNREADABLE, "kind-not-read", "ole")
    whole = _by_antiword(body)
    return _judged(whole, "doc", at) if whole.strip() else _judged(_seen(body), "doc" + textlayer.PARTLY, at)


def _judged(text: str, kind: str, at: str) -> Document | Unreadable:
    shown = textlayer.shown_as(text)(text).strip()
    if not shown:
        return Unreadable(at, Unread.UNREADABLE, "no-text", "doc")
    if textlayer.looks_bijoy(shown):
        return Unreadable(at, Unread.LEGACY_FONT, "not-converted", "doc")
    return Document(at, kind, shown)


def _by_antiword(body: bytes) -> str:
    """The text as antiword prints it; "" where it is not there, refuses or takes too long."""
    program = shutil.which("antiword")
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-w", "0", "-m", "UTF-8.txt", "-"], input=body, capture_output=True, timeout=SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace")


def _seen(body: bytes) -> str:
    """Runs of Bengali and ASCII letters that stand in the file as UTF-16, from the first with Bengali to the last.

    What stands around them are the file's names of fonts and styles; these stand in a file without text too.
    """
    runs = [found[0].decode("utf-16-le").replace("\r", "\n") for found in _SEEN.finditer(body)]
    bengali = [place for place, run in enumerate(runs) if has_bengali(run)]
    return "\n".join(runs[bengali[0] : bengali[-1] + 1]) if bengali else ""


READER = FileReader("doc", lambda body: body.startswith(_MAGIC), _read)
