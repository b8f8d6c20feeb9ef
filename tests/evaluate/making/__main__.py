"""Makes every paper of papers.yaml into its file in tests/evaluate/papers: `make papers`; of names after it, only these.

Needs LibreOffice Writer, Chromium, the package typst and the font Noto Sans Bengali. What these programs write differs
from day to day in its bytes (they note when they wrote it), never in what can be read.
"""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluate.making import browser, guards, office, pictures, typesetting
from evaluate.making.digest import DIGESTS, digest, kept
from evaluate.paperplan import FOLDER, Paper, papers

PROGRAMS = {"soffice": "apt-get install libreoffice-writer", "chromium": "apt-get install chromium"}
TYPST = "pip install 'typst>=0.15.2,<0.16' --target DIR, and PYTHONPATH=DIR make papers"
FONTS = "apt-get install fonts-noto-core"


def missing() -> tuple[str, ...]:
    """What this machine lacks for making papers, each with how to install it."""
    lacks = [f"{name} ({how})" for name, how in PROGRAMS.items() if shutil.which(name) is None]
    if importlib.util.find_spec("typst") is None:
        lacks.append(f"the package typst ({TYPST})")
    listed = shutil.which("fc-list") and subprocess.run(["fc-list", typesetting.FONT], capture_output=True, check=True)
    if not listed or not listed.stdout.strip():
        lacks.append(f"the font {typesetting.FONT} ({FONTS})")
    return tuple(lacks)


def made(every: Sequence[Paper], folder: Path) -> dict[str, bytes]:
    """The files of these papers, by name."""
    one_by_one: Mapping[str, Callable[[Paper], bytes]] = {
        "typst": typesetting.pdf,
        "docx": lambda paper: office.docx(paper, _pngs(paper) if paper.scan else ()),
        "xlsx": office.xlsx,
        "html": browser.page,
        "chromium": lambda paper: browser.pdf(paper, folder),
        "scan": lambda paper: pictures.pdf(_sheets(paper), _cover(paper)),
        "png": lambda paper: _pngs(paper)[0],
        "jpeg": lambda paper: browser.jpeg(_pngs(paper)[0], folder),
        "tiff": lambda paper: pictures.tiff(_sheets(paper)[0]),
        "empty": lambda _paper: b"",
    }
    files = {paper.name: one_by_one[paper.form](paper) for paper in every if paper.form in one_by_one}
    files |= _by_libreoffice(every, folder)
    return {paper.name: guards.guarded(files[paper.name], paper.guard) for paper in every}


def _by_libreoffice(every: Iterable[Paper], folder: Path) -> dict[str, bytes]:
    """All of one kind are converted together: starting LibreOffice takes longer than its work."""
    words: dict[tuple[str, str], dict[str, bytes]] = {}
    for paper in every:
        if paper.form in ("libreoffice", "doc"):
            ending = "doc" if paper.form == "doc" else "pdf"
            words.setdefault((ending, paper.guard), {})[paper.name] = office.docx(paper)
    files: dict[str, bytes] = {}
    for (ending, guard), of_kind in words.items():
        files |= office.converted(of_kind, ending, folder, guard)
    return files


def _sheets(paper: Paper) -> tuple[pictures.Picture, ...]:
    assert paper.scan, paper.name
    return pictures.scanned(typesetting.pdf(paper), paper.scan)


def _pngs(paper: Paper) -> list[bytes]:
    return [pictures.png(sheet) for sheet in _sheets(paper)]


def _cover(paper: Paper) -> bytes:
    return typesetting.compiled(typesetting.source(paper.cover)) if paper.cover else b""


def main(names: Sequence[str]) -> int:
    """Writes the files and what they were made from; 1 where a program is missing."""
    if lacks := missing():
        print("make papers needs: " + "; ".join(lacks), file=sys.stderr)
        return 1
    every = [paper for paper in papers() if not names or paper.name in names]
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        files = made(every, Path(folder))
    for paper in every:
        paper.file.write_bytes(files[paper.name])
    planned = {paper.file.name for paper in papers()} | {DIGESTS.name}
    for stray in [path for path in FOLDER.iterdir() if path.name not in planned]:
        stray.unlink()
    digests = kept() | {paper.name: digest(paper) for paper in every}
    lines = sorted(f"{digests[paper.name]}  {paper.name}\n" for paper in papers() if paper.name in digests)
    DIGESTS.write_text("".join(sorted(lines, key=lambda line: line.split()[1])), encoding="utf-8")
    print(f"{len(every)} papers, {sum(map(len, files.values())) // 1000} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
