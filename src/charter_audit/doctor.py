"""What this machine can do: each optional program, what it is for, and how to install it where it is missing."""

import shutil
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from charter_audit import ocr


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part: `missing` says what lacks and how to install it, "" where nothing does."""

    name: str
    what_for: str
    without: str
    missing: str


def parts() -> tuple[Part, ...]:
    """Every optional part of this machine, looked at now."""
    return tuple(Part(name, what_for, without, look()) for name, what_for, without, look in _PARTS)


def told(found: Iterable[Part]) -> str:
    """The parts as lines to read."""
    return "".join(_lines(part) for part in found)


def _lines(part: Part) -> str:
    if not part.missing:
        return f"✓ {part.name}: {part.what_for}\n"
    return f"✗ {part.name}: {part.what_for}\n    {part.missing}\n    without it: {part.without}\n"


def _antiword() -> str:
    return "" if shutil.which("antiword") else "the program antiword is not installed (apt-get install antiword)"


def _roots() -> str:
    """Roots that the system's store has on Linux; elsewhere the store is part of the system."""
    paths = ssl.get_default_verify_paths()
    there = any(path and Path(path).exists() for path in (paths.cafile, paths.capath))
    return "" if there else "no certificates of the system were found (apt-get install ca-certificates)"


_Look = Callable[[], str]
_PARTS: tuple[tuple[str, str, str, _Look], ...] = (
    ("TLS roots", "opens websites over https", "no https address can be opened", _roots),
    ("OCR", "reads scanned charters and letters in Bengali", "what is only on a scan stays unchecked", ocr.available),
    ("antiword", "reads old Word files (.doc)", "such files are read in part, or stay unchecked", _antiword),
)
