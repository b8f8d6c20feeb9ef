"""Evidence of a scan in one WARC 1.1 file, from which it can be judged again without a network.

`Archive` keeps what the network gave, `Replay` gives it back, `Resumed` goes on with a scan that was broken off. Each
record is a gzip member of its own. First stand a warcinfo record and what was ordered; then, as they come, each answer
and its request; after the answers of an office what its visit came to; last the count and sha256 of all.
"""

from charter_audit.archive.metadata import EvidenceError, Ordered
from charter_audit.archive.part import part_of
from charter_audit.archive.places import latest_part, new_path
from charter_audit.archive.replay import Replay, Resumed, VisitAgain
from charter_audit.archive.writing import Archive

__all__ = [
    "Archive",
    "EvidenceError",
    "Ordered",
    "Replay",
    "Resumed",
    "VisitAgain",
    "latest_part",
    "new_path",
    "part_of",
]
