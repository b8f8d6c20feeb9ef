"""Where evidence lies unless another place is named."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import platformdirs

from charter_audit.archive.part import part_of
from charter_audit.quarter import Quarter

SUFFIX = ".warc.gz"


def home() -> Path:
    """The folder of all that is kept: $CHARTER_AUDIT_HOME, or where the system wants a user's data."""
    named = os.environ.get("CHARTER_AUDIT_HOME")
    return Path(named) if named else platformdirs.user_data_path("charter-audit")


def folder_of(quarter: Quarter) -> Path:
    """Where the evidence of a quarter's scans lies."""
    return home() / "evidence" / str(quarter).replace("/", "-")


def new_path(quarter: Quarter, now: datetime) -> Path:
    """A file for a scan that begins now, named by the moment in UTC: 20231128T041500Z.warc.gz."""
    folder = folder_of(quarter)
    return next(path for path in _named(folder, now) if not path.exists() and not part_of(path).exists())


def latest_part(quarter: Quarter) -> Path | None:
    """The file of the last scan of a quarter that was not finished, by the name it shall have."""
    parts = sorted(folder_of(quarter).glob(f"*{SUFFIX}.part"), key=lambda path: path.stat().st_mtime)
    return parts[-1].with_suffix("") if parts else None


def _named(folder: Path, now: datetime) -> Iterator[Path]:
    scan = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield folder / f"{scan}{SUFFIX}"
    yield from (folder / f"{scan}-{number}{SUFFIX}" for number in count(2))
