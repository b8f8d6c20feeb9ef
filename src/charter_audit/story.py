"""All that was seen of one office, step by step, and why each verdict was given. Pure."""

from collections.abc import Iterator, Mapping

from charter_audit.address import readable
from charter_audit.charter import Charter, charters_in
from charter_audit.extend import Lang
from charter_audit.letter import letter_in
from charter_audit.model import (
    Dated,
    Document,
    Evidence,
    Finding,
    Found,
    Front,
    Link,
    Listing,
    NoRecord,
    Place,
    Record,
    Role,
    Row,
    Thing,
    Unreachable,
    Unreadable,
    Unseen,
)
from charter_audit.printing import known, phrase, sign, span
from charter_audit.reading import see


def story(row: Row, seen: Evidence | Unseen | None, lang: Lang) -> str:
    """The trail of an office: front page, what was followed, addresses asked, verdicts.

    Without evidence, as of a scan kept in a file, the addresses and the verdicts alone.
    """
    lines = [f"{row.office.id}  {row.office.name}  {row.office.url}", ""]
    if isinstance(seen, Unseen):
        lines += [phrase("story.unseen", lang), *_facts(seen.facts, lang), ""]
    elif seen:
        lines += [*_front(seen, lang), "", *_followed(seen, lang), ""]
    return "\n".join((*lines, *_asked(row, lang), "", *_verdicts(row, lang))) + "\n"


def _front(seen: Evidence, lang: Lang) -> Iterator[str]:
    front = seen.front
    when = f"{seen.seen.fetched_at:%Y-%m-%d %H:%M:%S %Z}" if seen.seen.fetched_at else ""
    yield f"{phrase('story.front', lang)}: {front.at}"
    yield f"  {phrase('story.came', lang).format(platform=front.platform, when=when)}"
    yield f"  {phrase('story.boxes', lang).format(count=len(front.boxes))}"
    yield from _charter_box(front, lang)
    yield f"  {phrase('story.notices', lang).format(count=len(front.notices))}"
    for link in front.others:
        yield f"  {_place(link, lang)}: {_link(link, lang)}"
    if front.site_stamp:
        yield f"  {phrase('story.site_stamp', lang).format(day=span(front.site_stamp.iso, lang))}"


def _charter_box(front: Front, lang: Lang) -> Iterator[str]:
    box = front.charter_box
    if box is None:
        yield f"  {phrase('story.no_charter_box', lang)}"
        return
    how = f" {phrase('story.by_heading', lang)}" if box.by_heading else ""
    yield f"  {phrase('story.charter_box', lang).format(title=box.title)}{how}"
    for link in box.links:
        yield f"    {_link(link, lang)}"


def _link(link: Link, lang: Lang) -> str:
    return f"[{link.role}] {link.label} → {link.address or phrase('story.dead', lang)}"


def _place(link: Link, lang: Lang) -> str:
    return known(f"values.place.{link.place}", lang) or link.place


def _followed(seen: Evidence, lang: Lang) -> Iterator[str]:
    yield phrase("story.followed", lang)
    named = (one for one in seen.found if one.root.role is Role.CHARTER or one.root.place is Place.CHARTERS)
    charters = {id(charter.found): charter for charter in charters_in(named, seen)}
    for one in seen.found:
        indent = "  " * len(one.path)
        yield f"{indent}{_place(one.link, lang)} [{one.root.role}] {one.link.label}: {readable(see(one).url)}"
        yield f"{indent}  {_thing(one.thing, lang)}"
        yield from (f"{indent}  {line}" for line in _taken(one, charters.get(id(one)), lang))


def _taken(one: Found, charter: Charter | None, lang: Lang) -> Iterator[str]:
    """What a thing was taken for, and every day found on it with its kind."""
    letter = letter_in(one)
    days = charter.days if charter else (*((letter.day,) if letter and letter.day else ()), *_days(one))
    if letter:
        yield f"{phrase('story.letter', lang)} {letter.memo}".rstrip()
    if charter:
        yield f"{phrase('story.charter', lang)} {charter.other}".rstrip()
    yield from (_day(day, lang) for day in days)


def _thing(thing: Thing, lang: Lang) -> str:
    if isinstance(thing, Record):
        return phrase("story.record", lang).format(
            title=thing.title, letters=len(thing.text), tables=len(thing.tables), files=len(thing.attachments)
        )
    if isinstance(thing, Listing):
        return phrase("story.listing", lang).format(title=thing.title, rows=len(thing.rows))
    if isinstance(thing, Document):
        return phrase("story.document", lang).format(type=thing.file_type, pages=thing.pages)
    return phrase(_TROUBLE.get(type(thing), "story.unrecognised"), lang).format(why=_why(thing.why, lang))


_TROUBLE = {NoRecord: "story.no_record", Unreadable: "story.unreadable", Unreachable: "story.lost"}


def _why(why: str, lang: Lang) -> str:
    told = known(f"values.why.{why}", lang)
    return f"{why}, {told}" if told else why


def _days(one: Found) -> tuple[Dated, ...]:
    own = one.thing.days if isinstance(one.thing, Record | Document) else ()
    return (*one.link.days, *own)


def _day(day: Dated, lang: Lang) -> str:
    return f"{span(day.iso, lang)}  {known(f'values.date_kind.{day.kind}', lang)}  ‘{day.printed}’"


def _asked(row: Row, lang: Lang) -> Iterator[str]:
    yield phrase("story.asked", lang)
    for asked in row.trail:
        came = f"{asked.outcome:<12} {asked.status or '-':>4} {asked.ms:>6} ms {asked.bytes:>9} B"
        yield f"  {came}  {readable(asked.url)}"


def _verdicts(row: Row, lang: Lang) -> Iterator[str]:
    yield phrase("story.verdicts", lang)
    for finding in row.findings:
        yield from _verdict(finding, lang)


def _verdict(finding: Finding, lang: Lang) -> Iterator[str]:
    clause = finding.reason.bn if lang == "bn" else finding.reason.en
    verdict = phrase(f"verdicts.{finding.verdict}", lang)
    yield f"  {sign(finding.verdict)} {finding.rule}  {verdict}  {finding.reason.slug}: {clause}"
    yield from _facts(finding.facts, lang)
    yield from (f"      {readable(seen.url)}" for seen in finding.evidence)


def _facts(facts: Mapping[str, str], lang: Lang) -> Iterator[str]:
    for key, value in facts.items():
        yield f"      {known(f'facts.{key}', lang) or key} = {value}"
