"""From which plan each file was made, so that one whose plan has changed since is noticed."""

import hashlib

from evaluate.paperplan import FOLDER, Paper

DIGESTS = FOLDER / "digests.txt"


def digest(paper: Paper) -> str:
    """What stands for all that a file is made from; the answers planned for it have no part in it."""
    written = (paper.form, paper.behind, paper.blocks, paper.bijoy, paper.scan, paper.guard, paper.cover)
    return hashlib.sha256(repr(written).encode()).hexdigest()[:16]


def kept() -> dict[str, str]:
    """The digest of each file as it was made, by the paper's name."""
    if not DIGESTS.exists():
        return {}
    lines = (line.split() for line in DIGESTS.read_text(encoding="utf-8").splitlines())
    return {name: told for told, name in lines}
