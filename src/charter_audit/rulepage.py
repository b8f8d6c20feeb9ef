"""A rule as a page to read: its text, its outcomes with their sentences, its examples, what it rests on each year."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from charter_audit.duties import Duties
from charter_audit.extend import Lang, Rule
from charter_audit.model import Reason
from charter_audit.printing import phrase
from charter_audit.reading import READING


def short(rules: Iterable[Rule], lang: Lang) -> str:
    """One line a rule: code, whether it is a core rule, title."""
    return "".join(f"{rule.code}  {'core' if rule.core else '    '}  {_title(rule, lang)}\n" for rule in rules)


def page(rule: Rule, lang: Lang, duties: Duties) -> str:
    """The whole of a rule."""
    head = f"{rule.code}{' (core)' if rule.core else ''}\n{_title(rule, lang)}\n"
    tiers = "Asked of: " + ", ".join(sorted(rule.tiers)) + "\n"
    authority = "".join(f"  {line}\n" for line in _authority(rule, lang, duties))
    outcomes = "".join(_outcome(reason, lang) for reason in rule.reasons)
    examples = "".join(f"  {example.reason}: {example.case}\n" for example in rule.examples)
    return (
        f"{head}\n{textwrap.dedent(rule.doc).strip()}\n\n{tiers}\nAuthority\n{authority}"
        f"\nOutcomes\n{outcomes}\nExamples\n{examples}"
    )


def _title(rule: Rule, lang: Lang) -> str:
    return rule.title_bn if lang == "bn" else rule.title_en


def _outcome(reason: Reason, lang: Lang) -> str:
    clause = reason.bn if lang == "bn" else reason.en
    advice = reason.advice_bn if lang == "bn" else reason.advice_en
    verdict = phrase(f"verdicts.{reason.verdict}", lang)
    return f"  {reason.slug} ({verdict})\n      {clause}\n      {advice}\n"


def _authority(rule: Rule, lang: Lang, duties: Duties) -> Iterator[str]:
    """What the rule rests on, the first that fits: as set for a year, as listed, as nothing is listed."""
    for whom, authority in (*duties.set_for(rule.code), *duties.years(rule.code), *duties.otherwise()):
        yield f"{whom}: {authority.bn if lang == 'bn' else authority.en} ({authority.confidence})"


# ---- the page of all rules -----------------------------------------------------------------------------------------

HEAD = """# The rules

Written by `make docs` from the rules themselves and from `data/duties.yaml`; edit those. `charter-audit rules CODE`
prints one of them.

Verdicts: met, partly, not met, unchecked (with the reason; never held against an office), n/a (not asked). Of several
authorities the first that fits is printed; how well it is known stands behind it: verbatim (read in an office's own
text), press, inferred, unknown.
"""

SHARED = """## Reasons that any rule may give

What could not be looked at is unchecked, and why is said. Of several the first is given.
"""


def document(rules: Iterable[Rule], duties: Duties) -> str:
    """All rules in Markdown, both languages."""
    parts = (_section(rule, duties) for rule in rules)
    return "\n".join((HEAD, *parts, f"{SHARED}\n{_reasons(READING)}"))


def _section(rule: Rule, duties: Duties) -> str:
    heading = f"## {rule.code}: {rule.title_en}{' (core)' if rule.core else ''}\n\n{rule.title_bn}\n"
    doc = re.sub(r"\n(How it is checked|Source):", r"\n\n\1:", textwrap.dedent(rule.doc).strip())
    tiers = f"Asked of: {', '.join(sorted(rule.tiers))}.\n"
    authority = "".join(f"- {line}\n" for line in _authority(rule, "en", duties))
    examples = "".join(f"- {_marked(example.case)}: `{example.reason}`\n" for example in rule.examples)
    reasons = tuple(reason for reason in rule.reasons if reason not in READING)
    return (
        f"{heading}\n{_marked(doc)}\n\n{tiers}\n### Authority of {rule.code}\n\n{authority}\n"
        f"### Outcomes of {rule.code}\n\n{_reasons(reasons)}\n### Examples of {rule.code}\n\n{examples}"
    )


def _reasons(reasons: Iterable[Reason]) -> str:
    rows = (
        f"| `{one.slug}` | {phrase(f'verdicts.{one.verdict}', 'en')} | {_cell(one.en)} | {_cell(one.bn)} "
        f"| {_cell(one.advice_en)} |\n"
        for one in reasons
    )
    return "| reason | verdict | clause | Bengali | what to do |\n|---|---|---|---|---|\n" + "".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _marked(text: str) -> str:
    """Text of a docstring in Markdown: nothing in it is markup."""
    return re.sub(r"([*_<>])", r"\\\1", text)
