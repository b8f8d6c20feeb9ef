"""A rule as a page to read: its text, its outcomes with their sentences, its examples."""

import textwrap
from collections.abc import Iterable

from charter_audit.extend import Lang, Rule
from charter_audit.model import Reason
from charter_audit.printing import phrase


def short(rules: Iterable[Rule], lang: Lang) -> str:
    """One line a rule: code, whether it is a core rule, title."""
    return "".join(f"{rule.code}  {'core' if rule.core else '    '}  {_title(rule, lang)}\n" for rule in rules)


def page(rule: Rule, lang: Lang) -> str:
    """The whole of a rule."""
    head = f"{rule.code}{' (core)' if rule.core else ''}\n{_title(rule, lang)}\n"
    tiers = "Asked of: " + ", ".join(sorted(rule.tiers)) + "\n"
    outcomes = "".join(_outcome(reason, lang) for reason in rule.reasons)
    examples = "".join(f"  {example.reason}: {example.case}\n" for example in rule.examples)
    return f"{head}\n{textwrap.dedent(rule.doc).strip()}\n\n{tiers}\nOutcomes\n{outcomes}\nExamples\n{examples}"


def _title(rule: Rule, lang: Lang) -> str:
    return rule.title_bn if lang == "bn" else rule.title_en


def _outcome(reason: Reason, lang: Lang) -> str:
    clause = reason.bn if lang == "bn" else reason.en
    advice = reason.advice_bn if lang == "bn" else reason.advice_en
    verdict = phrase(f"verdicts.{reason.verdict}", lang)
    return f"  {reason.slug} ({verdict})\n      {clause}\n      {advice}\n"
