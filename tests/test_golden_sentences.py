"""Every reason as the minutes print it, for one, two and five offices and for offices of several tiers, in both languages.

One file a rule, and one for the reading reasons; rewrite them with CHARTER_AUDIT_GOLDEN=1.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import is_normalized

import pytest

from charter_audit.extend import Lang
from charter_audit.model import Finding, Office, Reason, Row, Scan, Tier
from charter_audit.quarter import Quarter
from charter_audit.reading import READING
from charter_audit.rules import catalogue
from charter_audit.sentences import advice, groups, sentence

GOLDEN = Path(__file__).parent / "golden" / "sentences"
REWRITE = "CHARTER_AUDIT_GOLDEN" in os.environ  # asked here: the environment of a test is clean
NOON = datetime(2023, 11, 28, 6, tzinfo=UTC)
RULES = catalogue()
LANGS: tuple[Lang, ...] = ("bn", "en")


def office(id_: str, name: str, tier: Tier = Tier.UPAZILA) -> Office:
    return Office(id_, name, id_.title(), tier, f"https://{id_}.gov.bd")


FIVE = (
    office("kamarkhand", "কামারখন্দ"),
    office("tarash", "তাড়াশ"),
    office("chauhali", "চৌহালী"),
    office("belkuchi", "বেলকুচি"),
    office("kazipur", "কাজিপুর"),
)
MIXED = (
    office("sirajganj", "সিরাজগঞ্জ", Tier.DISTRICT),
    FIVE[0],
    office("manikganj", "মানিকগঞ্জ", Tier.DISTRICT),
    FIVE[1],
    office("rajshahi", "রাজশাহী বিভাগীয় কমিশনারের কার্যালয়", Tier.DIVISIONAL_COMMISSIONER),
    office("ictd", "আইসিটি বিভাগ", Tier.DIVISION),
    office("bcc", "বাংলাদেশ কম্পিউটার কাউন্সিল", Tier.DIRECTORATE),
)
OFFICES = {"one": FIVE[:1], "two": FIVE[:2], "five": FIVE, "mixed": MIXED}


def said(rule: str, reason: Reason, offices: Iterable[Office], lang: Lang, own: str = "") -> Iterator[str]:
    rows = tuple(Row(one, (Finding(rule, reason),), NOON) for one in offices)
    scan = Scan(Quarter(2023, 2), NOON.date(), NOON, NOON, (rule,), rows, own)
    told = groups(scan)
    yield from (sentence(group, own, lang) for group in told)
    yield from (f"→ {text}" for text in dict.fromkeys(advice(group, lang) for group in told))


def printed(rule: str, reasons: Iterable[Reason]) -> str:
    return "\n".join(line for reason in reasons for line in _reason(rule, reason)) + "\n"


def _reason(rule: str, reason: Reason) -> Iterator[str]:
    yield f"== {reason.slug} ({reason.verdict})"
    if reason.folded:
        yield "(another rule says it)"
    for lang in LANGS:
        for name, offices in OFFICES.items():
            yield from (f"{lang} {name}: {line}" for line in said(rule, reason, offices, lang, own="sirajganj"))
    yield ""


CASES = {code: rule.reasons for code, rule in RULES.items()} | {"reading": READING}


@pytest.mark.parametrize("name", CASES)
def test_sentences(name: str) -> None:
    rule = name if name in RULES else "CC-UPD-01"
    made, kept = printed(rule, CASES[name]), GOLDEN / f"{name.lower()}.txt"
    if REWRITE:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, encoding="utf-8")
    assert made == kept.read_text(encoding="utf-8")


def test_there_is_a_file_of_every_rule_and_no_other() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {name.lower() for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_is_whole(name: str) -> None:
    text = (GOLDEN / f"{name.lower()}.txt").read_text(encoding="utf-8")
    assert is_normalized("NFC", text)
    assert not any(sign in text for sign in "{}")
    for line in filter(None, text.splitlines()):
        if line.startswith("bn "):
            assert line.endswith("।")
            assert not any(letter.isascii() and letter.isdigit() for letter in line), line
        if line.startswith("en "):
            assert line.endswith(".")


@pytest.mark.parametrize("code", RULES)
def test_a_reason_that_is_folded_is_in_no_sentence(code: str) -> None:
    for reason in RULES[code].reasons:
        assert bool(list(said(code, reason, FIVE, "bn"))) is not reason.folded
