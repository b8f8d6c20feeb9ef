"""One short paragraph for each office: what to put where, and by when. Bengali, for the letter that goes out to it."""

from collections.abc import Iterator

from charter_audit.address import readable
from charter_audit.model import Row, Scan, Verdict
from charter_audit.printing import day, phrase
from charter_audit.sentences import spoken

WANTING = frozenset({Verdict.NOT_MET, Verdict.PARTLY})


def advice(scan: Scan) -> str:
    """The paragraphs, parted by empty lines; "" where nobody has anything to do."""
    return "\n".join(f"{paragraph}\n" for row in scan.rows if (paragraph := _paragraph(row, scan)))


def _paragraph(row: Row, scan: Scan) -> str:
    """What an office is to do: first what was found wanting; else what could not be checked needs from it."""
    todo = tuple(_todo(row, WANTING)) or tuple(_todo(row, frozenset({Verdict.UNCHECKED})))
    if not todo:
        return ""
    in_time = scan.as_of <= scan.quarter.last
    return phrase("advice.paragraph" if in_time else "advice.late", "bn").format(
        office=row.office.called, url=readable(row.office.url), day=day(scan.quarter.last, "bn"), todo=" ".join(todo)
    )


def _todo(row: Row, verdicts: frozenset[Verdict]) -> Iterator[str]:
    """Each thing to do once, in the order of the rules."""
    yield from dict.fromkeys(one.reason.advice_bn for one in spoken(row) if one.verdict in verdicts)
