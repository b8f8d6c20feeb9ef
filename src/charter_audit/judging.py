"""All rules over one office: what is the same for every rule is answered here, once."""

from collections.abc import Iterable
from dataclasses import replace

from charter_audit import reading
from charter_audit.extend import Rule
from charter_audit.model import Evidence, Finding, Office, Question, Unseen, Waiver
from charter_audit.quarter import Quarter


def judge(rules: Iterable[Rule], evidence: Evidence | Unseen, question: Question) -> tuple[Finding, ...]:
    """The finding of every rule, in the order of the rules. Raises nothing of its own."""
    return tuple(_waived(_noted(_judge(rule, evidence, question), question.office), question) for rule in rules)


def _judge(rule: Rule, evidence: Evidence | Unseen, question: Question) -> Finding:
    if question.office.tier not in rule.tiers:
        return reading.not_asked(rule.code, question)
    if isinstance(evidence, Unseen):
        return reading.unseen(rule.code, evidence)
    return rule.judge(evidence, question)


def _noted(finding: Finding, office: Office) -> Finding:
    """A finding that rests on pages whose certificate was not verified says so."""
    if not office.tls_unverified or not any(seen.url.startswith("https:") for seen in finding.evidence):
        return finding
    return replace(finding, facts={**finding.facts, "tls": "unverified"})


def _waived(finding: Finding, question: Question) -> Finding:
    waiver = _waiver(question.office, finding.rule, question.quarter)
    return replace(finding, waiver=waiver) if waiver else finding


def _waiver(office: Office, rule: str, quarter: Quarter) -> Waiver | None:
    """The waiver that holds for a rule in a quarter; it lapses by itself after its last one."""
    return next((w for w in office.waivers if w.rule == rule and quarter <= w.until), None)
