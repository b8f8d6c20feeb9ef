"""An evidence file while it is written: its name with `.part`, locked, and never half a record at its end."""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from io import FileIO
from pathlib import Path

from charter_audit.archive.members import Span
from charter_audit.archive.metadata import EvidenceError
from charter_audit.archive.reading import Contents, read_part

if sys.platform != "win32":
    import fcntl


def part_of(path: Path) -> Path:
    """Where the file lies while it is not finished."""
    return path.with_name(f"{path.name}.part")


class Part:
    """Takes member after member, each at once on its way to the disk.

    After the first write that fails it takes nothing more, and what it had before stays.
    """

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path = path
        self.records = 0
        self._file = file
        self._end = 0
        self._seen = sha256()
        self._lost = ""

    @classmethod
    def new(cls, path: Path) -> "Part":
        """A new file. Raises EvidenceError where one is there already, or where none can be made."""
        if path.exists():
            raise EvidenceError(f"{path}: is there already, and evidence is never written over: --keep another path")
        if part_of(path).exists():
            raise EvidenceError(_occupied(path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(part_of(path), "x+")
        except OSError as error:
            raise EvidenceError(
                f"{part_of(path)}: cannot be written: {error.strerror}; --keep another path, or --no-keep"
            ) from error
        _lock(file, path)
        return cls(path, file)

    @classmethod
    def again(cls, path: Path) -> "tuple[Part, Contents]":
        """An unfinished file to go on with, and what it has; what is damaged at its end is cut off.

        Raises EvidenceError where another scan writes it, or nothing in it can be used.
        """
        try:
            file = FileIO(part_of(path), "r+")
        except OSError as error:
            raise EvidenceError(f"{part_of(path)}: cannot be gone on with: {error.strerror}") from error
        _lock(file, path)
        try:
            contents = read_part(part_of(path))
        except EvidenceError:
            file.close()
            raise
        part = cls(path, file)
        part.records, part._end, part._seen = contents.records, contents.end, contents.seen
        part._cut()
        return part, contents

    @property
    def seen(self) -> str:
        """The sha256 of all it has."""
        return self._seen.hexdigest()

    def append(self, *members: bytes) -> tuple[Span, ...]:
        """Where the members now stand. Raises EvidenceError where they cannot be written, now or before."""
        if self._lost:
            raise EvidenceError(self._lost)
        try:
            for member in members:
                self._write(member)
        except OSError as error:
            self._lost = str(_unwritable(part_of(self.path), error))
            with suppress(OSError):
                self._cut()
            raise EvidenceError(self._lost) from error
        return tuple(self._counted(member) for member in members)

    def close(self) -> None:
        """Leaves the file unfinished, ready to be gone on with."""
        self._file.close()

    def finish(self) -> None:
        """Gives the file its name. Raises EvidenceError where that cannot be done."""
        try:
            os.fsync(self._file.fileno())
            self._file.close()
            part_of(self.path).rename(self.path)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _write(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]

    def _counted(self, member: bytes) -> Span:
        span = Span(self._end, len(member))
        self._seen.update(member)
        self.records += 1
        self._end += len(member)
        return span

    def _cut(self) -> None:
        self._file.truncate(self._end)
        self._file.seek(self._end)


def _lock(file: FileIO, path: Path) -> None:
    """Holds the file against every other scan, where the system has such locks; it ends with the process."""
    try:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(file.fileno()), part_of(path).stat()):
            raise FileNotFoundError  # finished and renamed just now
    except OSError:
        file.close()
        raise EvidenceError(
            f"{part_of(path)}: another scan is writing it; wait for it, or --keep another path"
        ) from None


def _occupied(path: Path) -> str:
    return (
        f"{part_of(path)}: another scan is writing it, or was broken off; --resume --keep {path} goes on with it, "
        "or --keep another path"
    )


def _unwritable(path: Path, error: OSError) -> EvidenceError:
    what = f"{path}: cannot be written: {error.strerror}"
    return EvidenceError(f"{what}. What was kept before stays; make room, and --resume goes on with it")
