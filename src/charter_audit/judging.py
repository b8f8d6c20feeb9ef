"""All rules over one office and over those below it: what is the same for every rule is answered here, once."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from charter_audit import reading
from charter_audit.extend import Rule
from charter_audit.model import (
    Declaration,
    Evidence,
    Finding,
    Office,
    Question,
    Row,
    State,
    Unseen,
    Verdict,
    Waiver,
)
from charter_audit.quarter import Quarter

Ask = Callable[[Rule, Question], Question]
"""Adds to a question what one rule asks: the duty of the year, what is declared, how the offices below came out."""


def judge(
    rules: Iterable[Rule], evidence: Evidence | Unseen, question: Question, ask: Ask = lambda _rule, question: question
) -> tuple[Finding, ...]:
    """The finding of every rule, in the order of the rules. Raises nothing of its own."""
    return tuple(_asked(rule, evidence, ask(rule, question)) for rule in rules)


def with_counts(rules: Iterable[Rule], row: Row, question: Question, ask: Ask) -> Row:
    """The row once all offices below are judged: what counts their findings is judged again, without a website."""
    counted = {
        rule.code: _shown(rule, told, asked)
        for rule in rules
        if rule.count and _is_for(rule, row.office) and (told := rule.count.judge(asked := ask(rule, question)))
    }
    return replace(row, findings=tuple(counted.get(one.rule, one) for one in row.findings)) if counted else row


def declared(finding: Finding, declaration: Declaration | None, rule: Rule) -> Finding:
    """The finding with what the office has declared: it proves what no website does, and never undoes what was seen.

    What was seen to be met, and what was counted, stands; what could not be looked at is not under way but unchecked.
    """
    if declaration is None or reading.DECLARED not in rule.reasons:
        return finding
    counted = rule.count is not None and finding.reason in rule.count.reasons
    if finding.reason == reading.DECLARED:
        return finding
    if finding.reason.verdict is Verdict.MET or counted:
        return _beside(finding, declaration)
    if declaration.state is State.UNDER_WAY and finding.reason in reading.READING:
        return _beside(finding, declaration)
    told = by_declaration(rule, declaration)
    seen = {"seen": finding.facts.get("seen", finding.reason.slug)}
    return replace(told, facts={**told.facts, **seen}, evidence=finding.evidence, waiver=finding.waiver)


def by_declaration(rule: Rule, declaration: Declaration) -> Finding:
    """What is said of an office by its own word alone."""
    reason = reading.DECLARED if declaration.state is State.DONE else reading.IN_PROGRESS
    facts = {"date": declaration.iso, "memo": declaration.memo, "document": declaration.document}
    return reading.finding(rule.code, reason, facts)


def contradiction(finding: Finding, declaration: Declaration) -> str:
    """How what was seen contradicts what was declared: "not-done", "done", "another-day", or "" where it does not."""
    if declaration.state is State.UNDER_WAY:
        return "done" if finding.reason.verdict is Verdict.MET else ""
    if finding.reason.verdict in (Verdict.PARTLY, Verdict.NOT_MET):
        return "not-done"
    seen = finding.facts.get("meeting_date") or finding.facts.get("event_date") or ""
    return "another-day" if seen and declaration.iso and not seen.startswith(declaration.iso) else ""


def _asked(rule: Rule, evidence: Evidence | Unseen, question: Question) -> Finding:
    if not _is_for(rule, question.office):
        return _waived(reading.not_asked(rule.code, question), question)
    return _shown(rule, _judge(rule, evidence, question), question)


def _is_for(rule: Rule, office: Office) -> bool:
    return office.tier in rule.tiers


def _judge(rule: Rule, evidence: Evidence | Unseen, question: Question) -> Finding:
    if rule.count and (told := rule.count.judge(question)):
        return told
    if isinstance(evidence, Unseen):
        return reading.unseen(rule.code, evidence)
    return rule.judge(evidence, question)


def _shown(rule: Rule, finding: Finding, question: Question) -> Finding:
    """The finding with all that lies over it: what is declared, the note on certificates, waivers."""
    told = declared(finding, question.declared, rule)
    return _waived(_noted(told, question.office), question)


def _beside(finding: Finding, declaration: Declaration) -> Finding:
    """What was declared, told beside what was seen."""
    facts = {
        "declared": str(declaration.state),
        "declared_date": declaration.iso,
        "declared_memo": declaration.memo or declaration.document,
        "contradiction": contradiction(finding, declaration),
    }
    return replace(finding, facts={**finding.facts, **{key: value for key, value in facts.items() if value}})


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
